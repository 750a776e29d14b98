//! Tables from rows: one typed struct a table, declared once with its meaning and visibility.

use std::sync::Arc;

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{BooleanBuilder, Int64Builder, StringDictionaryBuilder},
    types::Int32Type,
};

use super::{Kind, Schema, Table};

/// One value of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Text, or nothing.
    Text(Option<&'a str>),
    /// A whole number, or nothing.
    Integer(Option<i64>),
    /// Yes, no, or nothing.
    Boolean(Option<bool>),
}

/// A row of one table, as a struct with a field a column.
pub trait Row {
    /// The table that it is a row of.
    const SCHEMA: &'static Schema;

    /// Its values, in the order of the schema's columns.
    fn cells(&self) -> impl Iterator<Item = Cell<'_>>;
}

/// Gathers rows of any one table.
pub struct Builder {
    schema: &'static Schema,
    columns: Vec<ColumnBuilder>,
}

enum ColumnBuilder {
    Text(Box<StringDictionaryBuilder<Int32Type>>),
    Integer(Int64Builder),
    Boolean(BooleanBuilder),
}

impl Builder {
    /// A builder without rows.
    pub fn new(schema: &'static Schema) -> Self {
        let columns = schema.columns.iter().map(|column| match column.kind {
            Kind::Text => ColumnBuilder::Text(Box::default()),
            Kind::Integer => ColumnBuilder::Integer(Int64Builder::new()),
            Kind::Boolean => ColumnBuilder::Boolean(BooleanBuilder::new()),
        });
        Self { schema, columns: columns.collect() }
    }

    /// Adds a row of the table that this builder is for.
    pub fn push<R: Row>(&mut self, row: &R) {
        debug_assert_eq!(R::SCHEMA.name, self.schema.name);
        self.push_cells(&mut row.cells());
    }

    /// Adds a row value by value, in the order of the columns.
    ///
    /// # Panics
    ///
    /// If a value is of another kind than its column, or one is missing: a mistake of ours.
    pub fn push_cells(&mut self, cells: &mut dyn Iterator<Item = Cell<'_>>) {
        for column in &mut self.columns {
            let cell = cells.next().expect("a row has a value for each column");
            match (column, cell) {
                (ColumnBuilder::Text(builder), Cell::Text(text)) => builder.append_option(text),
                (ColumnBuilder::Integer(builder), Cell::Integer(number)) => {
                    builder.append_option(number);
                }
                (ColumnBuilder::Boolean(builder), Cell::Boolean(flag)) => {
                    builder.append_option(flag);
                }
                (_, cell) => unreachable!("{cell:?} in a column of `{}`", self.schema.name),
            }
        }
    }

    /// The table of the rows that were added, in their order.
    pub fn finish(mut self) -> Table {
        let columns: Vec<ArrayRef> = self
            .columns
            .iter_mut()
            .map(|column| -> ArrayRef {
                match column {
                    ColumnBuilder::Text(builder) => Arc::new(builder.finish()),
                    ColumnBuilder::Integer(builder) => Arc::new(builder.finish()),
                    ColumnBuilder::Boolean(builder) => Arc::new(builder.finish()),
                }
            })
            .collect();
        let batch = RecordBatch::try_new(self.schema.arrow(), columns)
            .expect("each row gave every column one value");
        Table::new(self.schema, batch)
    }
}

impl Table {
    /// The table of these rows.
    pub fn of<R: Row>(rows: &[R]) -> Self {
        let mut builder = Builder::new(R::SCHEMA);
        for row in rows {
            builder.push(row);
        }
        builder.finish()
    }
}

/// Declares tables: for each, a row struct and its [`Schema`], from one list of columns.
///
/// `Text`, `Integer` and `Boolean` columns become `Option<&str>`, `Option<i64>` and `Option<bool>`:
/// nothing can be left out by accident, and nothing recorded is `None`, never 0.
#[macro_export]
macro_rules! tables {
    ($($(#[doc = $doc:literal])* $row:ident = $name:literal {
        $($(#[doc = $meaning:literal])* $field:ident: $kind:ident $visibility:ident),* $(,)?
    })*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
            #[allow(unreachable_pub, clippy::allow_attributes, reason = "some lists are of one crate")]
            pub struct $row<'a> {
                $($(#[doc = $meaning])* pub $field: $crate::column_type!($kind)),*
            }

            impl $crate::table::Row for $row<'_> {
                const SCHEMA: &'static $crate::table::Schema = &$crate::table::Schema {
                    name: $name,
                    meaning: concat!($($doc),*),
                    columns: &[$($crate::table::Column {
                        name: stringify!($field),
                        kind: $crate::table::Kind::$kind,
                        visibility: $crate::table::Visibility::$visibility,
                        meaning: concat!($($meaning),*),
                    }),*],
                };

                fn cells(&self) -> impl Iterator<Item = $crate::table::Cell<'_>> {
                    [$($crate::table::Cell::$kind(self.$field)),*].into_iter()
                }
            }
        )*

        /// Every table of this list, by name.
        #[allow(
            dead_code,
            unreachable_pub,
            clippy::allow_attributes,
            reason = "some lists are of one crate, and of one table"
        )]
        pub const ALL: &[&$crate::table::Schema] = &[$(<$row<'static> as $crate::table::Row>::SCHEMA),*];
    };
}

/// The Rust type of a kind of column.
#[macro_export]
#[doc(hidden)]
macro_rules! column_type {
    (Text) => { Option<&'a str> };
    (Integer) => { Option<i64> };
    (Boolean) => { Option<bool> };
}
