//! The one door to the SQL engine: tables in, record batches out, one thread, no clock.
//!
//! Tables are handed over when a query first names them, derived ones computed then. DataFusion's
//! futures are driven here and nowhere else.

use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use arrow_array::RecordBatch;
use arrow_cast::cast;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use datafusion::{
    config::Dialect,
    datasource::MemTable,
    error::DataFusionError,
    execution::context::SQLOptions,
    prelude::{SessionConfig, SessionContext},
};
use rumor_derive::{Parameters, derived};
use rumor_model::{
    table::{Kind, Row as _, Table},
    table_set::TableSet,
    tables::{self, ResultHistoryRow},
};

/// Why a query gave no rows.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine refused or failed.
    #[error("{}", plain(.0))]
    Engine(#[from] DataFusionError),
    /// A table that does not exist.
    #[error("there is no table `{0}`; docs/tables.md lists those that are")]
    NoTable(String),
}

/// The tables of one case as of one moment, ready to be asked.
pub struct Session {
    runtime: tokio::runtime::Runtime,
    context: SessionContext,
    tables: TableSet,
    parameters: Parameters,
    known: RefCell<BTreeMap<String, Table>>,
    digests: RefCell<BTreeMap<String, String>>,
    /// As the engine reads them. `result` is often all of `result_history`: one copy serves both.
    plain: RefCell<Vec<(Table, RecordBatch)>>,
    sources: OnceCell<BTreeMap<i64, BTreeSet<String>>>,
}

impl Session {
    /// A session over `tables`. Derived tables that are not among them are computed when first asked.
    pub fn open(tables: TableSet, parameters: Parameters) -> Self {
        let mut config = SessionConfig::new()
            .with_target_partitions(1)
            .with_batch_size(8192);
        "nulls_last".clone_into(&mut config.options_mut().sql_parser.default_null_ordering);
        config.options_mut().sql_parser.dialect = Dialect::Generic;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime of the current thread needs nothing from the system");
        Self {
            runtime,
            context: SessionContext::new_with_config(config),
            tables,
            parameters,
            known: RefCell::default(),
            digests: RefCell::default(),
            plain: RefCell::default(),
            sources: OnceCell::new(),
        }
    }

    /// The tables that it was opened with.
    pub const fn tables(&self) -> &TableSet {
        &self.tables
    }

    /// Whose counts each record holds.
    pub(crate) fn sources(&self) -> &BTreeMap<i64, BTreeSet<String>> {
        self.sources.get_or_init(|| {
            let history = self.tables.table(ResultHistoryRow::SCHEMA);
            let (id, source) = (history.integers("record_id"), history.texts("source"));
            let held: BTreeMap<(i64, usize), &str> = (0..history.rows())
                .filter_map(|row| Some(((id.get(row)?, source.key(row)?), source.get(row)?)))
                .collect();
            let mut sources: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
            for ((id, _), source) in held {
                sources.entry(id).or_default().insert(source.to_owned());
            }
            sources
        })
    }

    /// The rows of a query, which may only select.
    pub fn ask(&self, sql: &str) -> Result<RecordBatch, Error> {
        self.register(&self.references(sql)?)?;
        let only_select = SQLOptions::new()
            .with_allow_ddl(false)
            .with_allow_dml(false)
            .with_allow_statements(false);
        self.runtime.block_on(async {
            let frame = self.context.sql_with_options(sql, only_select).await?;
            let schema: SchemaRef = Arc::new(frame.schema().as_arrow().clone());
            let batches = frame.collect().await?;
            let batches = batches.iter().map(|batch| as_planned(batch, &schema));
            let batches = batches.collect::<Result<Vec<_>, _>>()?;
            Ok(arrow_select::concat::concat_batches(&schema, &batches)
                .map_err(DataFusionError::from)?)
        })
    }

    /// The names of the tables that a query reads, sorted.
    pub fn references(&self, sql: &str) -> Result<BTreeSet<String>, Error> {
        let state = self.context.state();
        let statement = state.sql_to_statement(sql, &Dialect::Generic)?;
        let references = state.resolve_table_references(&statement)?;
        Ok(references
            .into_iter()
            .map(|reference| reference.table().to_owned())
            .collect())
    }

    /// A base or derived table.
    pub fn table(&self, name: &str) -> Result<Table, Error> {
        if let Some(table) = self.known.borrow().get(name) {
            return Ok(table.clone());
        }
        let table = match (self.tables.get(name), derived(name), tables::schema(name)) {
            (Some(table), _, _) => table.clone(),
            (None, Some(derived), _) => (derived.compute)(&self.tables, &self.parameters),
            (None, None, Some(schema)) => Table::empty(schema),
            (None, None, None) => return Err(Error::NoTable(name.to_owned())),
        };
        self.known
            .borrow_mut()
            .insert(name.to_owned(), table.clone());
        Ok(table)
    }

    /// The digest of a table's public content (`contract.md` §5).
    pub fn digest(&self, name: &str) -> Result<String, Error> {
        if let Some(digest) = self.digests.borrow().get(name) {
            return Ok(digest.clone());
        }
        let table = self.table(name)?;
        let digest = self
            .digest_of_twin(&table)
            .unwrap_or_else(|| table.public_digest());
        self.digests
            .borrow_mut()
            .insert(name.to_owned(), digest.clone());
        Ok(digest)
    }

    /// The digest of another table with the same columns, if it is known.
    fn digest_of_twin(&self, table: &Table) -> Option<String> {
        let (known, digests) = (self.known.borrow(), self.digests.borrow());
        let mut known = known.iter();
        known.find_map(|(name, other)| {
            let digest = digests.get(name)?;
            table.shares_columns_with(other).then(|| digest.clone())
        })
    }

    fn plain(&self, table: &Table) -> Result<RecordBatch, Error> {
        let mut plain = self.plain.borrow_mut();
        let made = plain
            .iter()
            .find(|(other, _)| table.shares_columns_with(other));
        if let Some((_, batch)) = made {
            return Ok(batch.clone());
        }
        let batch = plain_columns(table)?;
        plain.push((table.clone(), batch.clone()));
        Ok(batch)
    }

    fn register(&self, names: &BTreeSet<String>) -> Result<(), Error> {
        for name in names {
            if !self.context.table_exist(name)? {
                let batch = self.plain(&self.table(name)?)?;
                let table = MemTable::try_new(batch.schema(), vec![vec![batch]])?;
                self.context.register_table(name, Arc::new(table))?;
            }
        }
        Ok(())
    }
}

/// A batch in the types that were planned: the branches of a UNION may deliver other kinds of text.
fn as_planned(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, DataFusionError> {
    let columns = schema.fields().iter().zip(batch.columns());
    let columns = columns.map(|(field, column)| cast(column, field.data_type()));
    Ok(RecordBatch::try_new(
        Arc::clone(schema),
        columns.collect::<Result<_, _>>()?,
    )?)
}

/// A table with its dictionaries opened: the types that other engines read from Parquet.
pub(crate) fn plain_columns(table: &Table) -> Result<RecordBatch, DataFusionError> {
    let fields: Vec<Field> = table
        .schema()
        .columns
        .iter()
        .map(|column| {
            let kind = match column.kind {
                Kind::Text => DataType::Utf8View,
                Kind::Integer => DataType::Int64,
                Kind::Boolean => DataType::Boolean,
            };
            Field::new(column.name, kind, true)
        })
        .collect();
    let columns = fields
        .iter()
        .zip(table.batch().columns())
        .map(|(field, column)| cast(column, field.data_type()))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(RecordBatch::try_new(
        Arc::new(Schema::new(fields)),
        columns,
    )?)
}

/// The engine's message without the parts that speak of its own insides.
fn plain(error: &DataFusionError) -> String {
    error
        .strip_backtrace()
        .replace("Error during planning: ", "")
        .replace("SQL error: ", "")
}
