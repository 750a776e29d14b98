//! Nothing absent counts as zero: in every case of every check, whichever figure is not recorded, nothing
//! comes out better. What differed differs still, or cannot be told.

use std::collections::BTreeMap;

use rumor_checks::{Context, cases::session, run};
use rumor_model::{
    check::{Case, Check},
    finding::Finding,
    messages::Messages,
    table::Kind,
    tables,
    word::Outcome,
};

use crate::{checks, messages};

/// Whole numbers that count nothing: they name a line or an order, or stand for a rule, which has no
/// number where it does not hold.
const NO_FIGURES: [&str; 6] = [
    "ballot_order",
    "ceiling",
    "row_number",
    "version",
    "votes_allowed",
    "other_row_number",
];

#[test]
fn a_figure_that_is_not_recorded_makes_nothing_better() {
    let messages = messages();
    let mut better = Vec::new();
    for check in checks() {
        for case in &check.cases {
            let before = finding(&check, case, &messages);
            for (table, line, column) in figures(case) {
                let after = finding(&check, &without(case, &table, line, column), &messages);
                if let Some(what) = comes_out_better(&before, &after) {
                    let name = &case.tables[&table].header[column];
                    let title = &case.title;
                    better.push(format!(
                        "{}: {title}: {table}, row {line}, {name}: {what}",
                        check.id
                    ));
                }
            }
        }
    }
    assert!(better.is_empty(), "{}", better.join("\n"));
}

/// Every figure of a case: its table, row and column.
fn figures(case: &Case) -> Vec<(String, usize, usize)> {
    let mut figures = Vec::new();
    for (name, table) in &case.tables {
        let schema = tables::schema(name)
            .or_else(|| rumor_derive::derived(name).map(|derived| derived.schema))
            .unwrap();
        for (at, column) in table.header.iter().enumerate() {
            let is_figure = schema.column(column).unwrap().kind == Kind::Integer
                && !column.ends_with("_id")
                && !NO_FIGURES.contains(&column.as_str());
            let given = (0..table.rows.len()).filter(|row| !table.rows[*row][at].is_empty());
            figures.extend(
                given
                    .filter(|_| is_figure)
                    .map(|row| (name.clone(), row, at)),
            );
        }
    }
    figures
}

fn without(case: &Case, table: &str, row: usize, column: usize) -> Case {
    let mut case = case.clone();
    case.tables.get_mut(table).unwrap().rows[row][column].clear();
    case
}

fn finding(check: &Check, case: &Case, messages: &Messages) -> Finding {
    let context = Context {
        election: "case",
        jurisdiction: "case",
        as_of: "9999-12-31T00:00:00Z",
        messages,
    };
    run(check, &session(check, case).unwrap(), &[], &context).unwrap()
}

/// What came out better, if anything did: the whole, or one of its units.
fn comes_out_better(before: &Finding, after: &Finding) -> Option<String> {
    let units = |finding: &Finding| -> BTreeMap<String, Outcome> {
        let units = finding.by_unit.iter();
        units
            .map(|unit| (unit.unit.clone(), unit.outcome))
            .collect()
    };
    let now = units(after);
    let of_units = units(before)
        .into_iter()
        .filter_map(|(unit, was)| Some((was, *now.get(&unit)?, unit)));
    let whole = (before.outcome, after.outcome, "the whole".to_owned());
    of_units
        .chain([whole])
        .find(|(was, is, _)| *is == Outcome::Agrees && *was != Outcome::Agrees)
        .map(|(was, is, what)| format!("{what} was {was} and is {is}"))
}
