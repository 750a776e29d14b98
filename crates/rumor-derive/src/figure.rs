//! Rows of `result` as the derived tables read them.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Table},
    table_set::TableSet,
    tables::{ContestOptionRow, ContestRow, ReportingUnitRow, RESULT, ResultHistoryRow},
};

/// A figure with what names it. Borrowed from its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure<'a> {
    pub(crate) record_id: i64,
    pub(crate) row_number: i64,
    pub(crate) source: &'a str,
    pub(crate) published_at: &'a str,
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
        self.device.is_none() && self.batch.is_none()
    }
}

/// The `result` table of a case, kept while its figures are borrowed.
pub(crate) fn result(tables: &TableSet) -> Table {
    tables.table(RESULT)
}

/// The `result_history` table of a case.
pub(crate) fn result_history(tables: &TableSet) -> Table {
    tables.table(ResultHistoryRow::SCHEMA)
}

/// Every figure of a table of results, in its order. Rows without source, unit or measure name
/// nothing that could be compared.
pub(crate) fn figures(table: &Table) -> Vec<Figure<'_>> {
    let [source, published_at, unit, method, device, batch, contest, option, measure] = [
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
        .filter_map(|row| {
            Some(Figure {
                record_id: record_id.get(row).unwrap_or_default(),
                row_number: row_number.get(row).unwrap_or_default(),
                source: source.get(row)?,
                published_at: published_at.get(row).unwrap_or_default(),
                unit: unit.get(row)?,
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

/// One value for a key: absent if it is not recorded, or if two rows claim it.
pub(crate) fn only<K: Ord>(rows: impl Iterator<Item = (K, Option<i64>)>) -> BTreeMap<K, Option<i64>> {
    let mut values = BTreeMap::new();
    for (key, value) in rows {
        values.entry(key).and_modify(|found| *found = None).or_insert(value);
    }
    values
}

/// A sum that is absent if a part is.
pub(crate) fn sum(parts: impl IntoIterator<Item = Option<i64>>) -> Option<i64> {
    parts.into_iter().try_fold(0_i64, |sum, part| sum.checked_add(part?))
}

/// Which units belong to which, by name.
pub(crate) fn children(tables: &TableSet) -> BTreeMap<String, BTreeSet<String>> {
    let units = tables.table(ReportingUnitRow::SCHEMA);
    let (name, parent) = (units.texts("name"), units.texts("parent"));
    let mut children: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in 0..units.rows() {
        if let (Some(name), Some(parent)) = (name.get(row), parent.get(row)) {
            children.entry(parent.to_owned()).or_default().insert(name.to_owned());
        }
    }
    children
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
    let (allowed, order) = (contests.integers("votes_allowed"), contests.integers("ballot_order"));
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

/// Votes of one unit and contest on its closing tapes and in the total that stands: the election
/// management system's, or the canvassed one where no such report holds them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TapeAndTotal<'a> {
    /// Option → the sum over the unit's tapes; absent if one lacks it.
    pub(crate) tape: BTreeMap<&'a str, Option<i64>>,
    /// Option → the total.
    pub(crate) total: BTreeMap<&'a str, Option<i64>>,
    /// When the total was published.
    pub(crate) published_at: &'a str,
}

/// Every unit and contest that stands on a closing tape.
pub(crate) fn tapes_and_totals<'a>(
    figures: &[Figure<'a>],
) -> BTreeMap<(&'a str, &'a str), TapeAndTotal<'a>> {
    let mut found: BTreeMap<(&str, &str), TapeAndTotal<'_>> = BTreeMap::new();
    let votes = || figures.iter().filter(|figure| figure.measure == "votes");
    let mut tapes: BTreeMap<(&str, &str, &str), Vec<Option<i64>>> = BTreeMap::new();
    let mut devices: BTreeMap<(&str, &str), BTreeSet<Option<&str>>> = BTreeMap::new();
    for figure in votes().filter(|figure| figure.source == "tape") {
        if let (Some(contest), Some(option)) = (figure.contest, figure.option) {
            tapes.entry((figure.unit, contest, option)).or_default().push(figure.value);
            devices.entry((figure.unit, contest)).or_default().insert(figure.device);
        }
    }
    for ((unit, contest, option), values) in tapes {
        // A tape that does not name the option at all lacks its figure.
        let all = devices.get(&(unit, contest)).is_some_and(|devices| devices.len() == values.len());
        let value = if all { sum(values) } else { None };
        found.entry((unit, contest)).or_default().tape.insert(option, value);
    }
    let mut totals: BTreeMap<(&str, &str, &str), Vec<&Figure<'a>>> = BTreeMap::new();
    for figure in votes().filter(|figure| figure.is_of_unit() && figure.method == Some("total")) {
        if let Some(contest) = figure.contest {
            totals.entry((figure.source, figure.unit, contest)).or_default().push(figure);
        }
    }
    for ((unit, contest), pair) in &mut found {
        let of = |source| totals.get(&(source, *unit, *contest));
        let rows = || of("ems").or_else(|| of("canvass")).into_iter().flatten();
        pair.published_at = rows().map(|figure| figure.published_at).max().unwrap_or_default();
        pair.total = only(rows().filter_map(|figure| Some((figure.option?, figure.value))));
    }
    found
}

#[cfg(test)]
pub(crate) mod tests {
    use rumor_model::table::Builder;

    use super::*;

    /// Results for tests: a line a figure, `source unit method contest option measure value`, `-` for
    /// what is not there, `?` for a figure not recorded; `~` stands for a blank in names.
    pub(crate) fn tables(rows: &str) -> TableSet {
        let mut builder = Builder::new(ResultHistoryRow::SCHEMA);
        for (line, row) in (1..).zip(rows.lines()) {
            let words: Vec<String> = row.split_whitespace().map(|word| word.replace('~', " ")).collect();
            let text = |at: usize| words.get(at).map(String::as_str).filter(|word| *word != "-");
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
