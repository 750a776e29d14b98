//! Rows of `result` as the derived tables read them.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Table},
    table_set::TableSet,
    tables::{ContestOptionRow, ContestRow, RESULT, ReportingUnitRow, ResultHistoryRow},
};

/// A figure with what names it. Borrowed from its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure<'a> {
    pub(crate) record_id: i64,
    pub(crate) row_number: i64,
    pub(crate) source: &'a str,
    pub(crate) published_at: &'a str,
    /// [`UNPLACED`] on a tape that names no unit.
    pub(crate) unit: &'a str,
    pub(crate) method: Option<&'a str>,
    pub(crate) device: Option<&'a str>,
    pub(crate) batch: Option<&'a str>,
    pub(crate) contest: Option<&'a str>,
    pub(crate) option: Option<&'a str>,
    pub(crate) measure: &'a str,
    /// Absent is `None`, never 0.
    pub(crate) value: Option<i64>,
}

impl Figure<'_> {
    /// Whether it is of a whole unit, not of a batch or device in it.
    pub(crate) const fn is_of_unit(&self) -> bool {
        self.device.is_none() && self.batch.is_none() && !self.unit.is_empty()
    }
}

/// In the place of a unit that a tape does not name: it may be any.
pub(crate) const UNPLACED: &str = "";

/// The `result` table of a case, kept while its figures are borrowed.
pub(crate) fn result(tables: &TableSet) -> Table {
    tables.table(RESULT)
}

/// The `result_history` table of a case.
pub(crate) fn result_history(tables: &TableSet) -> Table {
    tables.table(ResultHistoryRow::SCHEMA)
}

/// The figures of units and devices. Those of batches, of which an audit has hundreds of thousands,
/// are read where they are added up.
pub(crate) fn figures_without_batches(table: &Table) -> Vec<Figure<'_>> {
    let batch = table.texts("batch");
    figures_where(table, |row| batch.key(row).is_none())
}

/// The batches of each unit added up: a figure for each source, unit, contest, option and measure, as
/// of the whole unit. Absent if one batch lacks it: as many batches as give one figure of a contest must
/// give each. Names are compared by their numbers in the table.
pub(crate) fn sums_of_batches(table: &Table) -> Vec<Figure<'_>> {
    let columns = [
        "source",
        "reporting_unit",
        "contest",
        "contest_option",
        "measure",
    ]
    .map(|column| table.texts(column));
    let (batch, value) = (table.texts("batch"), table.integers("value"));
    let mut sums: BTreeMap<[Option<usize>; 5], Sum> = BTreeMap::new();
    for row in (0..table.rows()).filter(|row| batch.key(*row).is_some()) {
        let sum_of_key = sums
            .entry(columns.map(|column| column.key(row)))
            .or_insert(Sum { first: row, batches: 0, value: Some(0) });
        sum_of_key.batches = sum_of_key.batches.saturating_add(1);
        sum_of_key.value = sum([sum_of_key.value, value.get(row)]);
    }
    // Figures outside contests, such as ballots and sheets, are each a matter of its own.
    let topic = |[source, unit, contest, _, measure]: [Option<usize>; 5]| {
        [source, unit, contest, measure.filter(|_| contest.is_none())]
    };
    let mut most: BTreeMap<[Option<usize>; 4], usize> = BTreeMap::new();
    for (key, sum) in &sums {
        let most = most.entry(topic(*key)).or_default();
        *most = sum.batches.max(*most);
    }
    let [source, unit, contest, option, measure] = columns;
    sums.into_iter()
        .filter_map(|(key, Sum { first: row, batches, value })| {
            Some(Figure {
                record_id: 0,
                row_number: 0,
                source: source.get(row)?,
                published_at: "",
                unit: unit.get(row)?,
                method: Some("total"),
                device: None,
                batch: None,
                contest: contest.get(row),
                option: option.get(row),
                measure: measure.get(row)?,
                value: value.filter(|_| most.get(&topic(key)) == Some(&batches)),
            })
        })
        .collect()
}

/// Batches added up so far, and the row that names them.
struct Sum {
    first: usize,
    batches: usize,
    value: Option<i64>,
}

/// Each unit with each contest, or outside contests each measure, that any row names.
pub(crate) fn topics(table: &Table) -> BTreeSet<(&str, Option<&str>, &str)> {
    let [unit, contest, measure] =
        ["reporting_unit", "contest", "measure"].map(|column| table.texts(column));
    let mut rows: BTreeMap<[Option<usize>; 3], usize> = BTreeMap::new();
    for row in 0..table.rows() {
        let topic = if contest.key(row).is_some() {
            None
        } else {
            measure.key(row)
        };
        rows.entry([unit.key(row), contest.key(row), topic])
            .or_insert(row);
    }
    let topic = |row: usize| {
        if contest.get(row).is_some() {
            Some("")
        } else {
            measure.get(row)
        }
    };
    rows.into_values()
        .filter_map(|row| Some((unit.get(row)?, contest.get(row), topic(row)?)))
        .collect()
}

/// Figures of a table of results, in its order. Rows without source, unit or measure name nothing that
/// could be compared; but a tape without a unit may be missing from any.
fn figures_where(table: &Table, keep: impl Fn(usize) -> bool) -> Vec<Figure<'_>> {
    let [
        source,
        published_at,
        unit,
        method,
        device,
        batch,
        contest,
        option,
        measure,
    ] = [
        "source",
        "published_at",
        "reporting_unit",
        "method",
        "device",
        "batch",
        "contest",
        "contest_option",
        "measure",
    ]
    .map(|column| table.texts(column));
    let [record_id, row_number, value] =
        ["record_id", "row_number", "value"].map(|column| table.integers(column));
    (0..table.rows())
        .filter(|row| keep(*row))
        .filter_map(|row| {
            let source = source.get(row)?;
            Some(Figure {
                record_id: record_id.get(row).unwrap_or_default(),
                row_number: row_number.get(row).unwrap_or_default(),
                source,
                published_at: published_at.get(row).unwrap_or_default(),
                unit: unit.get(row).or((source == "tape").then_some(UNPLACED))?,
                method: method.get(row),
                device: device.get(row),
                batch: batch.get(row),
                contest: contest.get(row),
                option: option.get(row),
                measure: measure.get(row)?,
                value: value.get(row),
            })
        })
        .collect()
}

/// A figure that should stand once under its key: absent where it is not recorded, or stands twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Single {
    pub(crate) value: Option<i64>,
    pub(crate) stands_twice: bool,
}

impl Single {
    /// A sum, absent if a part is.
    pub(crate) fn sum(parts: &[Self]) -> Self {
        Self {
            value: sum(parts.iter().map(|part| part.value)),
            stands_twice: parts.iter().any(|part| part.stands_twice),
        }
    }
}

/// The figures by their key.
pub(crate) fn singles<K: Ord>(rows: impl Iterator<Item = (K, Option<i64>)>) -> BTreeMap<K, Single> {
    let mut singles = BTreeMap::new();
    for (key, value) in rows {
        singles
            .entry(key)
            .and_modify(|single| *single = Single { value: None, stands_twice: true })
            .or_insert(Single { value, stands_twice: false });
    }
    singles
}

/// One value for a key: absent if it is not recorded, or if two rows claim it.
pub(crate) fn only<K: Ord>(
    rows: impl Iterator<Item = (K, Option<i64>)>,
) -> BTreeMap<K, Option<i64>> {
    singles(rows)
        .into_iter()
        .map(|(key, single)| (key, single.value))
        .collect()
}

/// A sum that is absent if a part is.
pub(crate) fn sum(parts: impl IntoIterator<Item = Option<i64>>) -> Option<i64> {
    parts
        .into_iter()
        .try_fold(0_i64, |sum, part| sum.checked_add(part?))
}

/// Which units belong to which, by name.
pub(crate) fn children(tables: &TableSet) -> BTreeMap<String, BTreeSet<String>> {
    let units = tables.table(ReportingUnitRow::SCHEMA);
    let (name, parent) = (units.texts("name"), units.texts("parent"));
    let mut children: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in 0..units.rows() {
        if let (Some(name), Some(parent)) = (name.get(row), parent.get(row)) {
            children
                .entry(parent.to_owned())
                .or_default()
                .insert(name.to_owned());
        }
    }
    children
}

/// Which units are of one kind under one unit above: a record that gives one of them is asked for all.
pub(crate) struct Levels(BTreeMap<String, (String, String)>);

/// A kind of unit, and the unit above it.
pub(crate) type Level<'a> = (&'a str, &'a str);

impl Levels {
    /// The levels of a case.
    pub(crate) fn of(tables: &TableSet) -> Self {
        let units = tables.table(ReportingUnitRow::SCHEMA);
        let [name, kind, parent] = ["name", "kind", "parent"].map(|column| units.texts(column));
        let level = |row| {
            let unit = name.get(row)?;
            let kind = kind.get(row).unwrap_or_default();
            Some((
                unit.to_owned(),
                (kind.to_owned(), parent.get(row).unwrap_or(unit).to_owned()),
            ))
        };
        Self((0..units.rows()).filter_map(level).collect())
    }

    /// The level of a unit. One that nothing is known of, or that stands under none, is alone on it.
    pub(crate) fn level<'a>(&'a self, unit: &'a str) -> Level<'a> {
        self.0
            .get(unit)
            .map_or(("", unit), |(kind, above)| (kind, above))
    }

    /// What kind of unit it is; empty where no record says.
    pub(crate) fn kind<'a>(&'a self, unit: &'a str) -> &'a str {
        self.level(unit).0
    }
}

/// What is known of a contest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ContestFacts {
    pub(crate) votes_allowed: Option<i64>,
    pub(crate) is_straight_party: bool,
    pub(crate) ballot_order: Option<i64>,
}

/// The contests of a case, by name.
pub(crate) fn contests(tables: &TableSet) -> BTreeMap<String, ContestFacts> {
    let contests = tables.table(ContestRow::SCHEMA);
    let (name, variation) = (contests.texts("name"), contests.texts("variation"));
    let (allowed, order) = (
        contests.integers("votes_allowed"),
        contests.integers("ballot_order"),
    );
    (0..contests.rows())
        .filter_map(|row| {
            let facts = ContestFacts {
                votes_allowed: allowed.get(row),
                is_straight_party: variation.get(row) == Some("straight-party"),
                ballot_order: order.get(row),
            };
            Some((name.get(row)?.to_owned(), facts))
        })
        .collect()
}

/// The place of each option on the ballot, by contest and option.
pub(crate) fn ballot_order(tables: &TableSet) -> BTreeMap<(String, String), i64> {
    let options = tables.table(ContestOptionRow::SCHEMA);
    let (contest, name) = (options.texts("contest"), options.texts("name"));
    let order = options.integers("ballot_order");
    (0..options.rows())
        .filter_map(|row| {
            let key = (contest.get(row)?.to_owned(), name.get(row)?.to_owned());
            Some((key, order.get(row)?))
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use rumor_model::table::Builder;

    use super::*;

    /// The rows of a table as CSV, of the columns that are wanted.
    pub(crate) fn shown(table: &Table, wanted: impl Fn(&str) -> bool) -> String {
        let mut out = Vec::new();
        table
            .write_canonical(|column| wanted(column.name), &mut out)
            .unwrap();
        let text = String::from_utf8(out).unwrap();
        text.split_once('\n').unwrap().1.to_owned()
    }

    /// Results for tests, of the precincts Star and Echo and of the county that holds them.
    pub(crate) fn tables_of_county(rows: &str) -> TableSet {
        let mut tables = tables(rows);
        let unit = |name, kind, parent| ReportingUnitRow { name, kind, parent };
        let precinct = |name| unit(Some(name), Some("precinct"), Some("County"));
        let county = unit(Some("County"), Some("county"), None);
        tables.feed(Table::of(&[precinct("Star"), precinct("Echo"), county]));
        tables
    }

    /// Results for tests: a line a figure, `source unit method contest option measure value` and, if
    /// wanted, `published_at batch device`; `-` for what is not there, `?` for a figure not recorded;
    /// `~` stands for a blank in names.
    pub(crate) fn tables(rows: &str) -> TableSet {
        let mut builder = Builder::new(ResultHistoryRow::SCHEMA);
        for (line, row) in (1..).zip(rows.lines()) {
            let words: Vec<String> = row
                .split_whitespace()
                .map(|word| word.replace('~', " "))
                .collect();
            let text = |at: usize| {
                words
                    .get(at)
                    .map(String::as_str)
                    .filter(|word| *word != "-")
            };
            builder.push(&ResultHistoryRow {
                record_id: Some(1),
                row_number: Some(line),
                source: text(0),
                reporting_unit: text(1),
                method: text(2),
                contest: text(3),
                contest_option: text(4),
                measure: text(5),
                value: text(6).and_then(|word| word.parse().ok()),
                published_at: text(7),
                batch: text(8),
                device: text(9),
                ..ResultHistoryRow::default()
            });
        }
        let history = builder.finish();
        let mut tables = TableSet::new();
        tables.feed(Table::new(RESULT, history.batch().clone()));
        tables.feed(history);
        tables
    }
}
