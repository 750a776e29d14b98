//! Whether a contest's figures on the tape and in the total are the same figures in other places
//! (`canvass.md` §4, "Swaps"; C16).
//!
//! `D(π) = Σ |tape_i − total_π(i)|` over the terms that π keeps; what falls off an end is left out of
//! both distances. Options stand in ballot order.

use std::collections::BTreeMap;

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
};

use crate::{
    derived::Parameters,
    figure,
    tapes::{self, TapeAndTotal},
};

tables! {
    /// A contest in one unit: how far tape and total are apart, and after the best shift.
    ShiftRow = "shift" {
        /// The area counted.
        reporting_unit: Text Public,
        /// The contest.
        contest: Text Public,
        /// The shift, cycle or swap that brings them nearest.
        permutation: Text Public,
        /// Votes apart as the figures stand, over the terms that the shift keeps.
        as_it_stands: Integer Public,
        /// Votes apart after the shift.
        shifted: Integer Public,
    }
}

pub(crate) const SCHEMA: &Schema = ShiftRow::SCHEMA;

/// A way in which figures may have moved: for each place of the total, the place on the tape.
struct Permutation {
    name: String,
    from: Vec<(usize, usize)>,
}

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, _: &Parameters) -> Table {
    let result = figure::result(tables);
    let figures = figure::figures_without_batches(&result);
    let order = figure::ballot_order(tables);
    let found: Vec<(&str, &str, Option<(String, i64, i64)>)> = tapes::tapes_and_totals(&figures)
        .iter()
        .filter(|(_, pair)| pair.options().len() > 1)
        .map(|((unit, contest), pair)| (*unit, *contest, best(contest, pair, &order)))
        .collect();
    let rows: Vec<ShiftRow<'_>> = found
        .iter()
        .map(|(unit, contest, best)| ShiftRow {
            reporting_unit: Some(unit),
            contest: Some(contest),
            permutation: best.as_ref().map(|(name, _, _)| name.as_str()),
            as_it_stands: best.as_ref().map(|(_, stands, _)| *stands),
            shifted: best.as_ref().map(|(_, _, shifted)| *shifted),
        })
        .collect();
    Table::of(&rows)
}

/// The permutation that brings tape and total nearest; nothing if a figure is absent. Of equals the
/// first: a shift is likelier than a cycle, a cycle than a swap.
fn best(
    contest: &str,
    pair: &TapeAndTotal<'_>,
    order: &BTreeMap<(String, String), i64>,
) -> Option<(String, i64, i64)> {
    let mut options: Vec<&str> = pair.options().into_iter().collect();
    options.sort_by_key(|option| {
        let place = order.get(&(contest.to_owned(), (*option).to_owned()));
        (place.copied().unwrap_or(i64::MAX), *option)
    });
    let figures: Vec<(i64, i64)> = options
        .iter()
        .map(|option| {
            pair.tape
                .get(option)
                .copied()
                .flatten()
                .zip(pair.total.get(option).copied().flatten())
        })
        .collect::<Option<_>>()?;
    let mut best: Option<(String, i64, i64)> = None;
    for permutation in permutations(&options) {
        let apart = |from: usize, to: usize| {
            let (tape, total) = (figures.get(from)?.0, figures.get(to)?.1);
            i64::try_from(tape.abs_diff(total)).ok()
        };
        let stands = figure::sum(permutation.from.iter().map(|(_, to)| apart(*to, *to)))?;
        let shifted = figure::sum(permutation.from.iter().map(|(from, to)| apart(*from, *to)))?;
        let gain = |(_, stands, shifted): &(String, i64, i64)| stands.saturating_sub(*shifted);
        let this = (permutation.name, stands, shifted);
        if best.as_ref().is_none_or(|best| gain(&this) > gain(best)) {
            best = Some(this);
        }
    }
    best
}

fn permutations(options: &[&str]) -> Vec<Permutation> {
    let places = options.len();
    let mut all = Vec::new();
    for by in 1..=2_usize {
        let up = (by..places)
            .map(|from| (from, from.saturating_sub(by)))
            .collect();
        let down = (by..places).map(|to| (to.saturating_sub(by), to)).collect();
        all.push(Permutation { name: format!("up-{by}"), from: up });
        all.push(Permutation { name: format!("down-{by}"), from: down });
    }
    for by in 1..places {
        let from = (0..places).map(|to| ((to + by) % places, to)).collect();
        all.push(Permutation { name: format!("cycle-{by}"), from });
    }
    for (one, first) in options.iter().enumerate() {
        for (other, second) in options.iter().enumerate().skip(one + 1) {
            let from = vec![(one, other), (other, one)];
            all.push(Permutation { name: format!("{first} ↔ {second}"), from });
        }
    }
    let fewest = if places == 2 { 1 } else { 2 };
    all.retain(|permutation| permutation.from.len() >= fewest);
    all
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use rumor_model::tables::ContestOptionRow;

    use super::*;

    fn check(tape: [i64; 4], total: [&str; 4], expected: &str) {
        let options = ["Ada", "Ben", "Cay", "Dov"];
        let mut rows = String::new();
        for ((option, tape), total) in options.iter().zip(tape).zip(total) {
            writeln!(rows, "tape Star total Mayor {option} votes {tape}").unwrap();
            writeln!(rows, "ems Star total Mayor {option} votes {total}").unwrap();
        }
        let mut tables = figure::tests::tables(&rows);
        let order: Vec<ContestOptionRow<'_>> = (1..)
            .zip(&options)
            .map(|(place, name)| ContestOptionRow {
                contest: Some("Mayor"),
                name: Some(name),
                ballot_order: Some(place),
                ..Default::default()
            })
            .collect();
        tables.feed(Table::of(&order));
        let rows = figure::tests::shown(&compute(&tables, &Parameters::new()), |_| true);
        assert_eq!(rows.lines().next(), Some(expected));
    }

    #[test]
    fn each_figure_is_that_of_the_option_below_it() {
        check(
            [349, 756, 11, 1],
            ["756", "11", "1", "0"],
            "Star,Mayor,up-1,1162,0",
        );
    }

    #[test]
    fn two_options_changed_places() {
        check(
            [349, 756, 11, 1],
            ["349", "11", "756", "1"],
            "Star,Mayor,Ben ↔ Cay,1490,0",
        );
    }

    #[test]
    fn an_absent_figure_leaves_the_distance_absent() {
        check([349, 756, 11, 1], ["756", "?", "1", "0"], "Star,Mayor,,,");
    }
}
