//! Whether what a total has beyond the tapes is an earlier report once more (`canvass.md` §4,
//! "Counted twice" (c); C5c).
//!
//! Every unit and contest on a tape has a row, also where its total or its first report is not there:
//! what is missing must be seen.

use std::collections::BTreeMap;

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
};

use crate::{
    derived::Parameters,
    figure::{self, Figure},
    tapes::{self, TapeAndTotal},
};

tables! {
    /// A contest in one unit: the surplus of its total over its tapes, and its first report.
    SurplusMatchRow = "surplus_match" {
        /// The area counted.
        reporting_unit: Text Public,
        /// The contest.
        contest: Text Public,
        /// Options that tape and total both name.
        options: Integer Public,
        /// Of these, how many have a surplus equal to the first report's figure.
        options_equal: Integer Public,
        /// Total less tape, over these options; absent if a figure is, or none is compared.
        surplus: Integer Public,
        /// The first report's figures, over the same options.
        earlier: Integer Public,
        /// When the first report was published.
        earlier_at: Text Public,
        /// How likely two unrelated figures are equal, in billionths; NULL: no record tells.
        chance: Integer Public,
    }
}

pub(crate) const SCHEMA: &Schema = SurplusMatchRow::SCHEMA;

/// A report of one unit and contest: when, and its figures by option.
type Report<'a> = (&'a str, BTreeMap<&'a str, Option<i64>>);

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, _: &Parameters) -> Table {
    let (result, history) = (figure::result(tables), figure::result_history(tables));
    let figures = figure::figures_without_batches(&result);
    let ever = figure::figures_without_batches(&history);
    let first = first_reports(&ever);
    let pairs = tapes::tapes_and_totals(&figures);
    let has_totals = pairs.values().any(|pair| !pair.total.is_empty());
    let rows: Vec<SurplusMatchRow<'_>> = pairs
        .into_iter()
        .filter(|_| has_totals)
        .map(|((unit, contest), pair)| {
            let first = first.get(&(unit, contest));
            let earlier = first.filter(|(at, _)| !at.is_empty() && *at < pair.published_at);
            row(unit, contest, &pair, earlier)
        })
        .collect();
    Table::of(&rows)
}

/// The first published report of each unit and contest, from the totals system or the canvass. One
/// whose moment is not known comes first: whether another was earlier cannot be told.
fn first_reports<'a>(ever: &[Figure<'a>]) -> BTreeMap<(&'a str, &'a str), Report<'a>> {
    let mut reports: BTreeMap<(&str, &str), BTreeMap<&str, Vec<&Figure<'a>>>> = BTreeMap::new();
    for figure in ever {
        let published = matches!(figure.source, "ems" | "canvass") && figure.is_of_unit();
        let total = figure.measure == "votes" && figure.method == Some("total");
        if let Some(contest) = figure.contest.filter(|_| published && total) {
            let at = reports.entry((figure.unit, contest)).or_default();
            at.entry(figure.published_at).or_default().push(figure);
        }
    }
    reports
        .into_iter()
        .filter_map(|(key, reports)| {
            let (at, figures) = reports.into_iter().next()?;
            let options = figures
                .iter()
                .filter_map(|figure| Some((figure.option?, figure.value)));
            Some((key, (at, figure::only(options))))
        })
        .collect()
}

fn row<'a>(
    unit: &'a str,
    contest: &'a str,
    pair: &TapeAndTotal<'a>,
    earlier: Option<&Report<'a>>,
) -> SurplusMatchRow<'a> {
    let compared: Vec<(Option<i64>, Option<i64>)> = pair
        .tape
        .iter()
        .filter_map(|(option, tape)| {
            let total = pair.total.get(option)?;
            let surplus = total
                .zip(*tape)
                .and_then(|(total, tape)| total.checked_sub(tape));
            let report = earlier.and_then(|(_, report)| report.get(option).copied().flatten());
            Some((surplus, report))
        })
        .collect();
    let equal = compared
        .iter()
        .filter(|(surplus, earlier)| surplus.is_some() && surplus == earlier);
    let sum = |figures: Vec<Option<i64>>| {
        let is_compared = !figures.is_empty();
        figure::sum(figures).filter(|_| is_compared)
    };
    let (surpluses, reported): (Vec<_>, Vec<_>) = compared.iter().copied().unzip();
    SurplusMatchRow {
        reporting_unit: Some(unit),
        contest: Some(contest),
        options: i64::try_from(compared.len()).ok(),
        options_equal: earlier.and_then(|_| i64::try_from(equal.count()).ok()),
        surplus: sum(surpluses),
        earlier: sum(reported),
        earlier_at: earlier.map(|(at, _)| *at),
        chance: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Echo, Antrim County 2020: the second report holds the first, misread one besides the tapes.
    #[test]
    fn the_first_report_added_once_more_is_seen() {
        let mut tables = figure::tests::tables(
            "tape Echo total President Biden votes 198
             tape Echo total President Trump votes 392
             canvass Echo total President Biden votes 590 2020-11-05T21:42:00Z
             canvass Echo total President Trump votes 400 2020-11-05T21:42:00Z",
        );
        let history = figure::tests::tables(
            "ems Echo total President Biden votes 392 2020-11-04T09:09:00Z
             ems Echo total President Trump votes 8 2020-11-04T09:09:00Z",
        );
        tables.feed(history.table(tables::ResultHistoryRow::SCHEMA));
        let rows = figure::tests::shown(&compute(&tables, &Parameters::new()), |_| true);
        assert_eq!(
            rows.lines().next(),
            Some("Echo,President,2,2,400,400,2020-11-04T09:09:00Z,")
        );
    }

    #[test]
    fn a_unit_without_a_first_report_or_a_total_is_no_surplus_of_nought() {
        let tables = figure::tests::tables(
            "tape Echo total President Biden votes 198
             ems Echo total President Biden votes 590 2020-11-05T21:42:00Z
             tape Star total President Biden votes 161",
        );
        let rows = figure::tests::shown(&compute(&tables, &Parameters::new()), |_| true);
        assert_eq!(rows, "Echo,President,1,,392,,,\nStar,President,0,,,,,\n");
    }
}
