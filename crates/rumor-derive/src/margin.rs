//! The margin of the closest contest: what a difference is measured against (`canvass.md` §2).
//!
//! A contest's votes are taken from one source only, from the widest area that reports them; where
//! no area above the units does, from the units together, and only if none of them lacks a figure.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{finding::Margin, table_set::TableSet};

use crate::figure::{self, Figure};

/// Sources in the order in which they are asked: the nearest to the certified result first.
const SOURCES: [&str; 5] = ["canvass", "state", "ems", "audit", "feed"];

/// Votes by unit and option, of one source and contest.
type Votes<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Option<i64>>>;

/// The contest of these units, or of an area that holds one, whose first two options are nearest.
pub fn closest_margin(tables: &TableSet, units: &BTreeSet<&str>) -> Option<Margin> {
    let result = figure::result(tables);
    let figures = figure::figures_without_batches(&result);
    let contests = figure::contests(tables);
    let children = figure::children(tables);
    let held: BTreeSet<&str> = figures
        .iter()
        .filter(|figure| units.contains(figure.unit))
        .filter_map(|figure| figure.contest)
        .filter(|contest| {
            contests
                .get(*contest)
                .is_none_or(|facts| !facts.is_straight_party)
        })
        .collect();
    held.into_iter()
        .filter_map(|contest| {
            let allowed = contests
                .get(contest)
                .and_then(|facts| facts.votes_allowed)
                .unwrap_or(1);
            let votes = SOURCES
                .iter()
                .find_map(|source| whole(&votes(&figures, source, contest), &children))?;
            let votes = between(votes, usize::try_from(allowed).ok()?)?;
            Some(Margin { votes, contest: contest.to_owned() })
        })
        .min()
}

fn votes<'a>(figures: &[Figure<'a>], source: &str, contest: &str) -> Votes<'a> {
    let rows = figures.iter().filter(|figure| {
        figure.source == source
            && figure.contest == Some(contest)
            && figure.measure == "votes"
            && figure.method == Some("total")
            && figure.is_of_unit()
    });
    let single =
        figure::only(rows.filter_map(|figure| Some(((figure.unit, figure.option?), figure.value))));
    let mut votes: Votes<'_> = BTreeMap::new();
    for ((unit, option), value) in single {
        votes.entry(unit).or_default().insert(option, value);
    }
    votes
}

fn whole(votes: &Votes<'_>, children: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<i64>> {
    let above = |unit: &str| {
        votes.keys().any(|held| {
            children
                .get(*held)
                .is_some_and(|below| below.contains(unit))
        })
    };
    let widest: Vec<_> = votes
        .iter()
        .filter(|(unit, _)| !above(unit))
        .map(|(_, votes)| votes)
        .collect();
    let options: BTreeSet<&str> = widest
        .iter()
        .flat_map(|votes| votes.keys().copied())
        .collect();
    let sum = |option: &&str| {
        figure::sum(
            widest
                .iter()
                .map(|votes| votes.get(*option).copied().flatten()),
        )
    };
    options.iter().map(sum).collect()
}

/// The last option that is elected against the first that is not.
fn between(mut votes: Vec<i64>, elected: usize) -> Option<i64> {
    votes.sort_unstable_by(|a, b| b.cmp(a));
    votes
        .get(elected.checked_sub(1)?)?
        .checked_sub(*votes.get(elected)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::tables;

    fn check(rows: &str, expected: Option<(i64, &str)>) {
        let found = closest_margin(&tables(rows), &BTreeSet::from(["Star"]));
        let found = found
            .as_ref()
            .map(|margin| (margin.votes, margin.contest.as_str()));
        assert_eq!(found, expected);
    }

    #[test]
    fn the_closest_contest_is_named() {
        check(
            "canvass Star total Mayor Ada votes 12
             canvass Star total Mayor Ben votes 5
             canvass Star total Clerk Cay votes 9
             canvass Star total Clerk Dov votes 6",
            Some((3, "Clerk")),
        );
    }

    #[test]
    fn an_absent_figure_leaves_the_margin_unknown() {
        check(
            "canvass Star total Mayor Ada votes 12
             canvass Star total Mayor Ben votes ?",
            None,
        );
    }
}
