//! Tables as Parquet bytes: the same rows give the same bytes with one version of this program.
//!
//! Digests are of content, not of these bytes (`contract.md` §5). No creation time, a fixed name of
//! the writer, zstd, row groups of a million rows; each column says whether it is public.

use std::{collections::HashMap, sync::Arc};

use ::parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::properties::WriterProperties,
};
use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema};
use rumor_model::table::{Column, Kind, Table, Visibility};

/// The columns of a table that `keep` names, as Parquet.
pub fn bytes(table: &Table, keep: impl Fn(&Column) -> bool) -> Result<Vec<u8>, ParquetError> {
    let columns = table.schema().columns.iter().zip(table.batch().columns());
    let (fields, arrays): (Vec<Field>, Vec<_>) = columns
        .filter(|(column, _)| keep(column))
        .map(|(column, array)| {
            let field = field(column);
            let array = cast(array, field.data_type())?;
            Ok((field, array))
        })
        .collect::<Result<Vec<_>, ParquetError>>()?
        .into_iter()
        .unzip();
    let schema = Arc::new(Schema::new(fields));
    let options = RecordBatchOptions::new().with_row_count(Some(table.rows()));
    of_batch(&RecordBatch::try_new_with_options(
        schema, arrays, &options,
    )?)
}

/// A record batch as Parquet.
pub fn of_batch(batch: &RecordBatch) -> Result<Vec<u8>, ParquetError> {
    let properties = WriterProperties::builder()
        .set_created_by("rumor-control".to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_max_row_group_row_count(Some(1_000_000))
        .build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties))?;
    writer.write(batch)?;
    writer.close()?;
    Ok(bytes)
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        Kind::Text => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Boolean => DataType::Boolean,
    };
    let visibility = match column.visibility {
        Visibility::Public => "public",
        Visibility::Private => "private",
    };
    let facts = HashMap::from([("visibility".to_owned(), visibility.to_owned())]);
    Field::new(column.name, kind, true).with_metadata(facts)
}
