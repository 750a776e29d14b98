//! The tables of a case as of one moment, and which of them a record feeds.
//!
//! A table that no record feeds is not an empty table: the first is "we do not have it", the second
//! "there were none" (`contract.md` §2, §3).

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    check::Need,
    table::{Schema, Table},
};

/// Tables by name, and which are fed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableSet {
    tables: BTreeMap<&'static str, Table>,
    fed: BTreeSet<&'static str>,
}

impl TableSet {
    /// No tables.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a table in that a record feeds, also if it has no rows.
    pub fn feed(&mut self, table: Table) {
        self.fed.insert(table.schema().name);
        self.put(table);
    }

    /// Puts a table in that no record feeds: empty, or made by us, such as `parameter`.
    pub fn put(&mut self, table: Table) {
        self.tables.insert(table.schema().name, table);
    }

    /// The table of that name.
    pub fn get(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    /// The table of that schema, without rows where it is not there.
    pub fn table(&self, schema: &'static Schema) -> Table {
        self.get(schema.name)
            .cloned()
            .unwrap_or_else(|| Table::empty(schema))
    }

    /// All tables, by name.
    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        self.tables.values()
    }

    /// Whether a record feeds what is needed. Of a table without rows, every source and measure is
    /// fed: it says that there were none.
    pub fn feeds(&self, need: &Need) -> bool {
        let Some(table) = self
            .get(&need.table)
            .filter(|_| self.fed.contains(need.table.as_str()))
        else {
            return false;
        };
        let Some(word) = need.word.as_deref().filter(|_| table.rows() > 0) else {
            return true;
        };
        let column = if need.table.starts_with("result") {
            "source"
        } else {
            "measure"
        };
        if table.schema().column(column).is_none() {
            return false;
        }
        let texts = table.texts(column);
        (0..table.rows()).any(|row| texts.get(row) == Some(word))
    }

    /// Whether that table is fed and has no rows.
    pub fn is_present_and_empty(&self, name: &str) -> bool {
        self.fed.contains(name) && self.get(name).is_some_and(|table| table.rows() == 0)
    }
}
