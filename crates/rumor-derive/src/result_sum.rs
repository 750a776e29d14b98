//! Sums of parts beside the totals that a record reports (`shapes.md`, L6).
//!
//! A part is expected, and its absence makes the sum absent, if any record ever gave it a figure of
//! the contest, or if nothing at all is known of it. So a district that holds no such contest is no
//! missing part, and a unit left out of a file is one.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
};

use crate::{
    derived::Parameters,
    figure::{self, Figure},
};

tables! {
    /// A reported total and the sum of its parts.
    ResultSumRow = "result_sum" {
        /// Who made the count.
        source: Text Public,
        /// The area whose total it is.
        reporting_unit: Text Public,
        /// How the ballots were cast.
        method: Text Public,
        /// The contest.
        contest: Text Public,
        /// The choice.
        contest_option: Text Public,
        /// What is counted.
        measure: Text Public,
        /// `units` below this one, or `methods`.
        parts: Text Public,
        /// How many parts there should be.
        parts_expected: Integer Public,
        /// Their sum; absent if one is.
        sum: Integer Public,
        /// The total that the record reports.
        total: Integer Public,
    }
}

pub(crate) const SCHEMA: &Schema = ResultSumRow::SCHEMA;

/// What names a figure of a unit, apart from the unit and the method.
type What<'a> = (Option<&'a str>, Option<&'a str>, &'a str);
/// Figures by source, unit, method and what.
type Figures<'a> = BTreeMap<(&'a str, &'a str, &'a str, What<'a>), Option<i64>>;

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, _: &Parameters) -> Table {
    let (result, history) = (figure::result(tables), figure::result_history(tables));
    let figures = of_units(
        &figure::figures_without_batches(&result),
        &figure::sums_of_batches(&result),
    );
    let children = figure::children(tables);
    let known = Known::of(figure::topics(&history));

    let mut rows = Vec::new();
    for (parent, children) in &children {
        rows.extend(sums_of_units(parent, children, &figures, &known));
    }
    rows.extend(sums_of_methods(&figures));
    Table::of(&rows)
}

/// Which contests and measures each unit was ever given a figure of.
struct Known<'a> {
    contests: BTreeSet<(&'a str, Option<&'a str>, &'a str)>,
    units: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(topics: BTreeSet<(&'a str, Option<&'a str>, &'a str)>) -> Self {
        let units = topics.iter().map(|(unit, ..)| *unit).collect();
        Self { contests: topics, units }
    }

    fn expects(&self, unit: &'a str, what: What<'a>) -> bool {
        let (contest, _, measure) = what;
        let topic = if contest.is_some() { "" } else { measure };
        self.contests.contains(&(unit, contest, topic)) || !self.units.contains(unit)
    }
}

/// Figures of whole units; a unit that has only batches counts as their sum.
fn of_units<'a>(figures: &[Figure<'a>], batches: &[Figure<'a>]) -> Figures<'a> {
    let named = |figure: &Figure<'a>| {
        let what = (figure.contest, figure.option, figure.measure);
        Some((
            (figure.source, figure.unit, figure.method?, what),
            figure.value,
        ))
    };
    let whole = figures.iter().filter(|figure| figure.is_of_unit());
    let mut found = figure::only(whole.filter_map(named));
    for (key, sum) in batches.iter().filter_map(named) {
        found.entry(key).or_insert(sum);
    }
    found
}

fn sums_of_units<'a>(
    parent: &'a str,
    children: &'a BTreeSet<String>,
    figures: &Figures<'a>,
    known: &Known<'a>,
) -> Vec<ResultSumRow<'a>> {
    let mut wanted: BTreeSet<(&str, &str, What<'_>)> = BTreeSet::new();
    let mut totals: BTreeSet<(&str, Option<&str>, &str)> = BTreeSet::new();
    let mut has_parts: BTreeSet<(&str, &str, What<'_>)> = BTreeSet::new();
    for (source, unit, method, what) in figures.keys().copied() {
        if unit == parent {
            totals.insert((source, what.0, if what.0.is_some() { "" } else { what.2 }));
            wanted.insert((source, method, what));
        } else if children.contains(unit) {
            wanted.insert((source, method, what));
            has_parts.insert((source, method, (what.0, None, what.2)));
        }
    }
    wanted
        .into_iter()
        .filter(|(source, method, (contest, _, measure))| {
            let topic = if contest.is_some() { "" } else { measure };
            totals.contains(&(*source, *contest, topic))
                && has_parts.contains(&(*source, *method, (*contest, None, *measure)))
        })
        .map(|(source, method, what)| {
            let parts: Vec<&str> = children
                .iter()
                .map(String::as_str)
                .filter(|child| known.expects(child, what))
                .collect();
            let value = |unit| {
                figures
                    .get(&(source, unit, method, what))
                    .copied()
                    .flatten()
            };
            ResultSumRow {
                parts: Some("units"),
                parts_expected: i64::try_from(parts.len()).ok(),
                sum: figure::sum(parts.iter().map(|part| value(part))),
                total: value(parent),
                ..row(source, parent, method, what)
            }
        })
        .collect()
}

/// A unit that gives one method owes every method that its source names for the contest.
fn sums_of_methods<'a>(figures: &Figures<'a>) -> Vec<ResultSumRow<'a>> {
    let mut methods: BTreeMap<(&str, Option<&str>, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut has_parts: BTreeSet<(&str, &str, Option<&str>, &str)> = BTreeSet::new();
    for (source, unit, method, what) in figures.keys().copied() {
        if method != "total" {
            let topic = if what.0.is_some() { "" } else { what.2 };
            methods
                .entry((source, what.0, topic))
                .or_default()
                .insert(method);
            has_parts.insert((source, unit, what.0, topic));
        }
    }
    figures
        .iter()
        .filter(|((_, _, method, _), _)| *method == "total")
        .filter_map(|((source, unit, _, what), total)| {
            let topic = if what.0.is_some() { "" } else { what.2 };
            let parts = methods
                .get(&(*source, what.0, topic))
                .filter(|_| has_parts.contains(&(*source, *unit, what.0, topic)))?;
            let value = |method| {
                figures
                    .get(&(*source, *unit, method, *what))
                    .copied()
                    .flatten()
            };
            Some(ResultSumRow {
                parts: Some("methods"),
                parts_expected: i64::try_from(parts.len()).ok(),
                sum: figure::sum(parts.iter().map(|method| value(method))),
                total: *total,
                ..row(source, unit, "total", *what)
            })
        })
        .collect()
}

fn row<'a>(source: &'a str, unit: &'a str, method: &'a str, what: What<'a>) -> ResultSumRow<'a> {
    let (contest, contest_option, measure) = what;
    ResultSumRow {
        source: Some(source),
        reporting_unit: Some(unit),
        method: Some(method),
        contest,
        contest_option,
        measure: Some(measure),
        ..ResultSumRow::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::{shown, tables_of_county};

    fn check(rows: &str, expected: &str) {
        let tables = tables_of_county(rows);
        let wanted = ["contest_option", "parts", "parts_expected", "sum", "total"];
        let table = compute(&tables, &Parameters::new());
        assert_eq!(shown(&table, |name| wanted.contains(&name)), expected);
    }

    #[test]
    fn precincts_add_up_to_the_county() {
        check(
            "canvass Star total Mayor Ada votes 3
             canvass Echo total Mayor Ada votes 4
             canvass County total Mayor Ada votes 7",
            "Ada,units,2,7,7\n",
        );
    }

    #[test]
    fn a_precinct_without_its_figure_makes_the_sum_absent() {
        check(
            "canvass Star total Mayor Ada votes 3
             canvass Echo total Mayor Ada votes ?
             canvass County total Mayor Ada votes 3",
            "Ada,units,2,,3\n",
        );
        check(
            "canvass Star total Mayor Ada votes 3
             canvass County total Mayor Ada votes 3",
            "Ada,units,2,,3\n",
        );
    }

    #[test]
    fn a_batch_that_lacks_a_choice_makes_the_sum_absent() {
        check(
            "audit Star mail Mayor Ada votes 3 - 1
             audit Star mail Mayor Ben votes 1 - 1
             audit Star mail Mayor Ada votes 2 - 2
             audit Echo total Mayor Ada votes 4
             audit Echo total Mayor Ben votes 6
             audit County total Mayor Ada votes 9
             audit County total Mayor Ben votes 7",
            "Ada,units,2,9,9\nBen,units,2,,7\n",
        );
    }

    #[test]
    fn a_precinct_outside_the_district_is_no_missing_part() {
        check(
            "canvass Star total Mayor Ada votes 3
             canvass Echo total Clerk Cay votes 9
             canvass County total Mayor Ada votes 3",
            "Ada,units,1,3,3\n",
        );
    }

    #[test]
    fn a_method_that_a_unit_lacks_and_others_give_makes_the_sum_absent() {
        check(
            "canvass Star mail Mayor Ada votes 1
             canvass Star early Mayor Ada votes 2
             canvass Star total Mayor Ada votes 3
             canvass Echo early Mayor Ada votes 2
             canvass Echo total Mayor Ada votes 3",
            "Ada,methods,2,,3\nAda,methods,2,3,3\n",
        );
    }

    #[test]
    fn methods_add_up_to_their_total_and_never_with_it() {
        check(
            "canvass Star mail Mayor Ada votes 1
             canvass Star early Mayor Ada votes 2
             canvass Star total Mayor Ada votes 3",
            "Ada,methods,2,3,3\n",
        );
    }
}
