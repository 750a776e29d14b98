//! Which units and methods a complete result would hold, and which it does (`shapes.md`,
//! L7).
//!
//! A source that reports one unit of an area owes them all, also a unit that only other sources or
//! older versions name: that is how a unit that vanished is seen.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
};

use crate::{derived::Parameters, figure};

tables! {
    /// A unit and method that a complete result of a source would hold.
    ExpectedUnitRow = "expected_unit" {
        /// Who made the count.
        source: Text Public,
        /// The area that is expected.
        reporting_unit: Text Public,
        /// How the ballots were cast.
        method: Text Public,
        /// Times it is expected: 1.
        expected: Integer Public,
        /// 1 if the source holds a figure of it, else 0.
        reported: Integer Public,
    }
}

pub(crate) const SCHEMA: &Schema = ExpectedUnitRow::SCHEMA;

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, _: &Parameters) -> Table {
    let result = figure::result(tables);
    let children = figure::children(tables);
    let held = held(&result);
    let mut methods: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for (source, unit, method) in &held {
        methods.entry((source, unit)).or_default().insert(method);
    }
    let sources: BTreeSet<&str> = held.iter().map(|(source, _, _)| *source).collect();
    let mut rows = Vec::new();
    for (source, children) in sources
        .iter()
        .flat_map(|source| children.values().map(move |children| (*source, children)))
    {
        let owed: BTreeSet<&str> = children
            .iter()
            .filter_map(|unit| methods.get(&(source, unit.as_str())))
            .flatten()
            .copied()
            .collect();
        for (unit, method) in children
            .iter()
            .flat_map(|unit| owed.iter().map(move |method| (unit.as_str(), *method)))
        {
            rows.push(ExpectedUnitRow {
                source: Some(source),
                reporting_unit: Some(unit),
                method: Some(method),
                expected: Some(1),
                reported: Some(i64::from(held.contains(&(source, unit, method)))),
            });
        }
    }
    Table::of(&rows)
}

/// Source, unit and method of every figure that a result holds. Of batches and devices only the unit
/// counts: no unit owes a batch of each kind.
fn held(result: &Table) -> BTreeSet<(&str, &str, &str)> {
    let [source, unit, method, device, batch] =
        ["source", "reporting_unit", "method", "device", "batch"]
            .map(|column| result.texts(column));
    let value = result.integers("value");
    let is_of_unit = |row: usize| device.key(row).is_none() && batch.key(row).is_none();
    let method = |row: usize| {
        method
            .get(row)
            .filter(|_| is_of_unit(row))
            .unwrap_or("total")
    };
    let named: BTreeMap<_, usize> = (0..result.rows())
        .filter(|row| value.get(*row).is_some())
        .map(|row| ((source.key(row), unit.key(row), method(row)), row))
        .collect();
    named
        .into_values()
        .filter_map(|row| Some((source.get(row)?, unit.get(row)?, method(row))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::{shown, tables_of_county};

    fn check(rows: &str, expected: &str) {
        let tables = tables_of_county(rows);
        let table = compute(&tables, &Parameters::new());
        assert_eq!(shown(&table, |_| true), expected);
    }

    #[test]
    fn a_unit_that_the_source_lacks_is_expected() {
        check(
            "canvass Star total Mayor Ada votes 3",
            "canvass,Echo,total,1,0\ncanvass,Star,total,1,1\n",
        );
    }

    #[test]
    fn a_unit_whose_figures_are_all_absent_is_not_reported() {
        check(
            "canvass Star total Mayor Ada votes 0
             canvass Echo total Mayor Ada votes ?",
            "canvass,Echo,total,1,0\ncanvass,Star,total,1,1\n",
        );
    }

    #[test]
    fn a_source_of_the_whole_county_owes_no_units() {
        check("canvass County total Mayor Ada votes 3", "");
    }
}
