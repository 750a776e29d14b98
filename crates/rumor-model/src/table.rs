//! Tables in memory: a schema that says what each column means and whether it is public, and the
//! columns.
//!
//! Text columns are dictionaries, since names repeat: a name is resolved once a table, not once a
//! row. Out of scope: SQL, which is asked in `rumor-checks`, and files, which `rumor-case` writes.
//! Digests of content: `canonical`.

mod build;
mod canonical;
mod column;

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, SchemaRef};

pub use build::{Builder, Cell, Row};
pub use column::{Flags, Integers, Texts};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number; NULL where nothing was recorded, 0 where zero was.
    Integer,
    /// Yes or no.
    Boolean,
}

/// Who may see a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Published with a record that is public.
    Public,
    /// Never leaves the office's own folder.
    Private,
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name that queries use.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Who may see it.
    pub visibility: Visibility,
    /// What it means, with its unit.
    pub meaning: &'static str,
}

/// The name, meaning and columns of a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Schema {
    /// The name that queries use.
    pub name: &'static str,
    /// What one row is.
    pub meaning: &'static str,
    /// The columns, in the order in which they are written.
    pub columns: &'static [Column],
}

impl Schema {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The Arrow schema of a table in memory.
    pub fn arrow(&self) -> SchemaRef {
        let fields: Vec<Field> = self
            .columns
            .iter()
            .map(|column| Field::new(column.name, arrow_type(column.kind), true))
            .collect();
        Arc::new(arrow_schema::Schema::new(fields))
    }
}

/// The Arrow type of a column in memory.
pub fn arrow_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        Kind::Integer => DataType::Int64,
        Kind::Boolean => DataType::Boolean,
    }
}

/// A table: its schema and its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    schema: &'static Schema,
    batch: RecordBatch,
}

impl Table {
    /// A table of columns that were made by the same schema.
    ///
    /// # Panics
    ///
    /// If `batch` has other columns than `schema`: a mistake of ours, not of any record.
    pub fn new(schema: &'static Schema, batch: RecordBatch) -> Self {
        assert_eq!(
            batch.schema(),
            schema.arrow(),
            "columns of `{}`",
            schema.name
        );
        Self { schema, batch }
    }

    /// A table without rows.
    pub fn empty(schema: &'static Schema) -> Self {
        Self { schema, batch: RecordBatch::new_empty(schema.arrow()) }
    }

    /// What it is.
    pub const fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// Its columns.
    pub const fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.batch.num_rows()
    }

    /// Whether it is made of the same columns in memory, and so holds the same rows.
    pub fn shares_columns_with(&self, other: &Self) -> bool {
        let pairs = self.batch.columns().iter().zip(other.batch.columns());
        self.schema.columns == other.schema.columns
            && pairs
                .into_iter()
                .all(|(one, other)| Arc::ptr_eq(one, other))
    }

    /// The rows for which `keep` says true, in their order. Where it keeps all, no row is copied.
    pub fn filtered(&self, keep: impl Fn(usize) -> bool) -> Self {
        let kept: arrow_array::BooleanArray = (0..self.rows()).map(|row| Some(keep(row))).collect();
        if kept.false_count() == 0 {
            return self.clone();
        }
        let batch = arrow_select::filter::filter_record_batch(&self.batch, &kept)
            .expect("the filter is as long as the table");
        Self { schema: self.schema, batch }
    }

    /// Tables of one schema, one below the other.
    pub fn stacked(schema: &'static Schema, tables: &[Self]) -> Self {
        match tables {
            [] => Self::empty(schema),
            [only] => only.clone(),
            tables => {
                let batches = tables.iter().map(|table| &table.batch);
                let batch = arrow_select::concat::concat_batches(&schema.arrow(), batches)
                    .expect("tables of one schema have the same columns");
                Self { schema, batch }.interned()
            }
        }
    }
}
