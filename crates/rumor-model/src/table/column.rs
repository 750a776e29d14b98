//! Reading a column row by row, and putting a resolved one in its place.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use arrow_array::{
    Array as _, ArrayRef, BooleanArray, DictionaryArray, Int64Array, RecordBatch, StringArray,
    builder::StringDictionaryBuilder,
    cast::AsArray as _,
    types::{Int32Type, Int64Type},
};

use arrow_buffer::NullBuffer;

use super::{Column, Kind, Table};

/// A column of text. Its words are never NULL; a row's key may be.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    keys: &'a [i32],
    nulls: Option<&'a NullBuffer>,
    words: &'a StringArray,
}

/// A column of whole numbers.
#[derive(Debug, Clone, Copy)]
pub struct Integers<'a> {
    numbers: &'a [i64],
    nulls: Option<&'a NullBuffer>,
}

/// A column of yes and no.
#[derive(Debug, Clone, Copy)]
pub struct Flags<'a>(&'a BooleanArray);

impl<'a> Texts<'a> {
    /// The text of a row, or nothing where nothing was recorded.
    pub fn get(self, row: usize) -> Option<&'a str> {
        self.key(row).map(|key| self.words.value(key))
    }

    /// A number that is equal for equal texts of this column; cheaper to compare than the text.
    pub fn key(self, row: usize) -> Option<usize> {
        let key = self.keys.get(row).filter(|_| is_there(self.nulls, row))?;
        usize::try_from(*key).ok()
    }

    /// The different texts of the column, by their [`Texts::key`]. Some may not occur in any row.
    pub fn words(self) -> impl Iterator<Item = &'a str> {
        (0..self.words.len()).map(move |at| self.words.value(at))
    }
}

impl Integers<'_> {
    /// The number of a row, or nothing where nothing was recorded.
    pub fn get(self, row: usize) -> Option<i64> {
        let number = self.numbers.get(row);
        number.copied().filter(|_| is_there(self.nulls, row))
    }
}

fn is_there(nulls: Option<&NullBuffer>, row: usize) -> bool {
    nulls.is_none_or(|nulls| nulls.is_valid(row))
}

impl Flags<'_> {
    /// Yes, no, or nothing where nothing was recorded.
    pub fn get(self, row: usize) -> Option<bool> {
        (!self.0.is_null(row)).then(|| self.0.value(row))
    }
}

impl Table {
    /// The text column of that name.
    ///
    /// # Panics
    ///
    /// If the schema has no text column of that name: a mistake of ours.
    pub fn texts(&self, name: &str) -> Texts<'_> {
        let column = self.array(name).as_dictionary::<Int32Type>();
        let (keys, words) = (column.keys(), column.values().as_string());
        Texts { keys: keys.values(), nulls: keys.nulls(), words }
    }

    /// The rows at which texts of these columns stand together for the first time, in their order.
    /// Panics as [`Table::texts`] does.
    pub fn first_rows<const N: usize>(&self, columns: [&str; N]) -> Vec<usize> {
        let texts = columns.map(|name| self.texts(name));
        let mut seen = BTreeSet::new();
        let mut last = None;
        let mut is_new = |row: &usize| {
            let keys = Some(texts.map(|text| text.key(*row)));
            // Most rows say what the row above them says.
            let changed = keys != last;
            last = keys;
            changed && seen.insert(keys)
        };
        (0..self.rows()).filter(|row| is_new(row)).collect()
    }

    /// The column of whole numbers of that name. Panics as [`Table::texts`] does.
    pub fn integers(&self, name: &str) -> Integers<'_> {
        let column = self.array(name).as_primitive::<Int64Type>();
        Integers { numbers: column.values(), nulls: column.nulls() }
    }

    /// The column of yes and no of that name. Panics as [`Table::texts`] does.
    pub fn flags(&self, name: &str) -> Flags<'_> {
        Flags(self.array(name).as_boolean())
    }

    /// The table with every text of one column renamed, once for each different text.
    #[must_use]
    pub fn renamed(&self, name: &str, rename: impl FnMut(&str) -> String) -> Self {
        let column = interned(self.texts(name), rename);
        self.with_column(name, Arc::new(column))
    }

    /// The same table with each text once in its column: of tables that were put one below the other,
    /// each brings words of its own.
    pub(super) fn interned(self) -> Self {
        let texts = |column: &&Column| column.kind == Kind::Text;
        let columns = self.schema().columns.iter().filter(texts);
        columns.fold(self, |table, column| {
            table.renamed(column.name, str::to_owned)
        })
    }

    /// The table with other texts in a column, row by row.
    #[must_use]
    pub fn retold<'t>(&self, name: &str, text: impl Fn(usize) -> Option<&'t str>) -> Self {
        let mut column = StringDictionaryBuilder::<Int32Type>::new();
        for row in 0..self.rows() {
            column.append_option(text(row));
        }
        self.with_column(name, Arc::new(column.finish()))
    }

    /// The table with one text given to the rows of a column where none is recorded.
    #[must_use]
    pub fn filled_where_absent(&self, name: &str, text: Option<&str>) -> Self {
        let texts = self.texts(name);
        if (0..self.rows()).all(|row| texts.get(row).is_none()) {
            self.filled(name, text)
        } else {
            self.retold(name, |row| texts.get(row).or(text))
        }
    }

    /// The table with one text given to every row of a column.
    #[must_use]
    pub fn filled(&self, name: &str, text: Option<&str>) -> Self {
        let keys = std::iter::repeat_n(text.map(|_| 0_i32), self.rows()).collect();
        let words = StringArray::from_iter_values(text);
        self.with_column(
            name,
            Arc::new(DictionaryArray::<Int32Type>::new(keys, Arc::new(words))),
        )
    }

    /// The table with other numbers in a column.
    #[must_use]
    pub fn renumbered(&self, name: &str, number: impl Fn(usize) -> Option<i64>) -> Self {
        let numbers: Int64Array = (0..self.rows()).map(number).collect();
        self.with_column(name, Arc::new(numbers))
    }

    fn array(&self, name: &str) -> &ArrayRef {
        let column = self.batch().column_by_name(name);
        column.unwrap_or_else(|| unreachable!("`{}` has no column `{name}`", self.schema().name))
    }

    fn with_column(&self, name: &str, column: ArrayRef) -> Self {
        let at = self
            .batch()
            .schema()
            .index_of(name)
            .expect("the column was read by this name");
        let mut columns = self.batch().columns().to_vec();
        if let Some(place) = columns.get_mut(at) {
            *place = column;
        }
        let batch = RecordBatch::try_new(self.batch().schema(), columns)
            .expect("the new column has the type and length of the old one");
        Self { schema: self.schema(), batch }
    }
}

/// A column whose texts are renamed, each different one once among its words.
fn interned(
    texts: Texts<'_>,
    mut rename: impl FnMut(&str) -> String,
) -> DictionaryArray<Int32Type> {
    let mut words: Vec<String> = Vec::new();
    let mut places: BTreeMap<String, i32> = BTreeMap::new();
    let keys: Vec<i32> = texts
        .words()
        .map(|word| {
            let next = i32::try_from(places.len()).expect("no more words than there were");
            *places.entry(rename(word)).or_insert_with_key(|word| {
                words.push(word.clone());
                next
            })
        })
        .collect();
    let rows = 0..texts.keys.len();
    let keys = rows.map(|row| texts.key(row).and_then(|key| keys.get(key).copied()));
    let words = StringArray::from_iter_values(words);
    DictionaryArray::new(keys.collect(), Arc::new(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{table::Row as _, tables::ReportingUnitRow};

    fn units(names: [&str; 2]) -> Table {
        Table::of(&names.map(|name| ReportingUnitRow { name: Some(name), ..Default::default() }))
    }

    fn keys(table: &Table) -> Vec<Option<usize>> {
        (0..table.rows())
            .map(|row| table.texts("name").key(row))
            .collect()
    }

    #[test]
    fn equal_texts_have_one_key_after_they_were_renamed() {
        let table = units(["Star Twp", "Star Township"]);
        let renamed = table.renamed("name", |_| "Star Township".to_owned());
        assert_eq!(keys(&renamed), [Some(0), Some(0)]);
    }

    #[test]
    fn equal_texts_have_one_key_in_tables_that_were_stacked() {
        let tables = [units(["Star", "Echo"]), units(["Echo", "Star"])];
        let stacked = Table::stacked(ReportingUnitRow::SCHEMA, &tables);
        assert_eq!(keys(&stacked), [Some(0), Some(1), Some(1), Some(0)]);
        assert_eq!(stacked.texts("name").get(2), Some("Echo"));
    }
}
