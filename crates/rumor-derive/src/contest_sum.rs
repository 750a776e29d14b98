//! What a record says of a contest as a whole, for closure: ballots × votes allowed = votes +
//! undervotes + votes allowed × overvoted ballots (`canvass.md` §4, L17).

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
    tables::SheetRuleRow,
};

use crate::{
    derived::Parameters,
    figure::{self, Figure},
};

tables! {
    /// A contest in one record, unit and method: its ballots, and what became of their votes.
    ContestSumRow = "contest_sum" {
        /// Who made the count.
        source: Text Public,
        /// The area counted.
        reporting_unit: Text Public,
        /// How the ballots were cast.
        method: Text Public,
        /// The contest.
        contest: Text Public,
        /// Ballots that hold the contest.
        ballots: Integer Public,
        /// How many options a voter may choose.
        votes_allowed: Integer Public,
        /// Votes for all options, written names included; absent if one is.
        votes: Integer Public,
        /// Votes not given.
        undervotes: Integer Public,
        /// Overvoted ballots.
        overvotes: Integer Public,
        /// Blank ballots, where the record counts them apart.
        blank: Integer Public,
        /// Whether the record counts blank ballots of the contest apart, here or in another unit.
        counts_blank: Boolean Public,
        /// Whether a rule about sheets holds in the unit or in one below it.
        sheet_rule: Boolean Public,
    }
}

pub(crate) const SCHEMA: &Schema = ContestSumRow::SCHEMA;

/// A contest in one record, unit and method.
pub(crate) type Key<'a> = (&'a str, &'a str, &'a str, &'a str);

/// The figures of one contest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ContestSum {
    pub(crate) ballots: Option<i64>,
    pub(crate) votes: Option<i64>,
    pub(crate) undervotes: Option<i64>,
    pub(crate) overvotes: Option<i64>,
    pub(crate) blank: Option<i64>,
    pub(crate) counts_blank: bool,
}

/// Ballots without any mark in the contest.
const BLANK: &str = "blank";
/// Votes for names that voters wrote.
const WRITTEN: [&str; 3] = ["write_ins", "write_ins_invalid", "write_ins_unresolved"];

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, _: &Parameters) -> Table {
    let result = figure::result(tables);
    let figures = figure::figures_without_batches(&result);
    let contests = figure::contests(tables);
    let ruled = units_with_sheet_rules(tables);
    let rows: Vec<ContestSumRow<'_>> = contest_sums(&figures)
        .into_iter()
        .map(|((source, unit, method, contest), sum)| ContestSumRow {
            source: Some(source),
            reporting_unit: Some(unit),
            method: Some(method),
            contest: Some(contest),
            ballots: sum.ballots,
            votes_allowed: contests.get(contest).and_then(|facts| facts.votes_allowed),
            votes: sum.votes,
            undervotes: sum.undervotes,
            overvotes: sum.overvotes,
            blank: sum.blank,
            counts_blank: Some(sum.counts_blank),
            sheet_rule: Some(ruled.contains(unit)),
        })
        .collect();
    Table::of(&rows)
}

/// Every contest that a record has a figure of, by source, unit, method and contest.
pub(crate) fn contest_sums<'a>(figures: &[Figure<'a>]) -> BTreeMap<Key<'a>, ContestSum> {
    let of_unit = || figures.iter().filter(|figure| figure.is_of_unit());
    let single = figure::only(of_unit().filter_map(|figure| {
        let key = (
            figure.source,
            figure.unit,
            figure.method?,
            figure.contest,
            figure.option,
        );
        Some(((key, figure.measure), figure.value))
    }));
    let mut options: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut apart: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut keys: BTreeSet<Key<'_>> = BTreeSet::new();
    for figure in of_unit() {
        let (Some(contest), Some(method)) = (figure.contest, figure.method) else {
            continue;
        };
        keys.insert((figure.source, figure.unit, method, contest));
        if let Some(option) = figure.option {
            options
                .entry((figure.source, contest))
                .or_default()
                .insert(option);
        } else if WRITTEN.contains(&figure.measure) || figure.measure == BLANK {
            apart
                .entry((figure.source, contest))
                .or_default()
                .insert(figure.measure);
        }
    }
    keys.into_iter()
        .map(|key| {
            let (source, unit, method, contest) = key;
            let whole = |contest, measure| {
                single
                    .get(&((source, unit, method, contest, None), measure))
                    .copied()
            };
            let of_contest = |measure| whole(Some(contest), measure);
            let named = options.get(&(source, contest));
            // What the same source names elsewhere and not here, an option or written names, lacks its
            // figure here.
            let of_options = named.map(|options| {
                figure::sum(options.iter().map(|option| {
                    let key = (source, unit, method, Some(contest), Some(*option));
                    single.get(&(key, "votes")).copied().flatten()
                }))
            });
            let apart = apart.get(&(source, contest));
            let is_apart = |measure: &&str| apart.is_some_and(|apart| apart.contains(*measure));
            let written = WRITTEN.iter().filter(|measure| is_apart(measure));
            let votes = match of_options {
                Some(votes) => figure::sum(
                    [votes]
                        .into_iter()
                        .chain(written.map(|measure| of_contest(measure).flatten())),
                ),
                None => of_contest("votes").flatten(),
            };
            let sum = ContestSum {
                ballots: of_contest("ballots_cast")
                    .or_else(|| whole(None, "ballots_cast"))
                    .flatten(),
                votes,
                undervotes: of_contest("undervotes").flatten(),
                overvotes: of_contest("overvotes").flatten(),
                blank: of_contest(BLANK).flatten(),
                counts_blank: is_apart(&BLANK),
            };
            (key, sum)
        })
        .collect()
}

/// Units with a rule about sheets, and those that hold such a unit.
fn units_with_sheet_rules(tables: &TableSet) -> BTreeSet<String> {
    let rules = tables.table(SheetRuleRow::SCHEMA);
    let units = rules.texts("reporting_unit");
    let mut ruled: BTreeSet<String> = (0..rules.rows())
        .filter_map(|row| units.get(row))
        .map(str::to_owned)
        .collect();
    let children = figure::children(tables);
    loop {
        let above: Vec<String> = children
            .iter()
            .filter(|(parent, children)| !ruled.contains(*parent) && !children.is_disjoint(&ruled))
            .map(|(parent, _)| parent.clone())
            .collect();
        if above.is_empty() {
            return ruled;
        }
        ruled.extend(above);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::{shown, tables};

    fn check(rows: &str, expected: &str) {
        let tables = tables(rows);
        let wanted = [
            "reporting_unit",
            "ballots",
            "votes",
            "undervotes",
            "overvotes",
        ];
        let table = compute(&tables, &Parameters::new());
        assert_eq!(shown(&table, |name| wanted.contains(&name)), expected);
    }

    #[test]
    fn votes_and_ballots_of_a_unit_are_gathered() {
        check(
            "canvass Star total - - ballots_cast 20
             canvass Star total Mayor Ada votes 12
             canvass Star total Mayor Ben votes 0
             canvass Star total Mayor - undervotes 7
             canvass Star total Mayor - overvotes 1",
            "Star,20,12,7,1\n",
        );
    }

    #[test]
    fn an_option_that_other_units_name_is_missed() {
        check(
            "canvass Star total Mayor Ada votes 12
             canvass Star total Mayor Ben votes 3
             canvass Echo total Mayor Ada votes 5",
            "Echo,,,,\nStar,,15,,\n",
        );
    }

    #[test]
    fn written_names_that_other_units_count_are_missed() {
        check(
            "canvass Star total Mayor Ada votes 12
             canvass Star total Mayor - write_ins 2
             canvass Echo total Mayor Ada votes 5",
            "Echo,,,,\nStar,,14,,\n",
        );
    }

    #[test]
    fn two_figures_where_one_is_wanted_are_none() {
        check(
            "canvass Star total Mayor Ada votes 12
             canvass Star total Mayor Ada votes 13",
            "Star,,,,\n",
        );
    }
}
