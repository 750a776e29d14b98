//! What a closing tape says beside what the totals say (`canvass.md` §5, C2).
//!
//! Where the totals name the tabulators of a contest, tape and total of one tabulator are a pair.
//! Elsewhere the tapes of a unit are added up beside the unit's total, or beside the total of their
//! own method if the totals give each of them: a tape of election day has no mail in it. A unit
//! without a tape is a pair too, unless it lies above or below one with tapes.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
};

use crate::{
    derived::Parameters,
    figure::{self, Figure, Single, UNPLACED},
    tapes::{self, StandingTotals, Tapes, What},
};

tables! {
    /// A figure on closing tapes and the figure of the totals that it is compared with.
    TapePairRow = "tape_pair" {
        /// The area whose tapes are added up; NULL where one device is compared.
        reporting_unit: Text Public,
        /// The device whose tape is compared; NULL where the tapes of a unit are added up.
        device: Text Public,
        /// How the ballots were cast; `total` where all methods are taken together.
        method: Text Public,
        /// Who made the total: `ems` or `canvass`.
        source: Text Public,
        /// The contest.
        contest: Text Public,
        /// The choice; NULL for undervotes and overvotes.
        contest_option: Text Public,
        /// What is counted: votes, undervotes or overvotes.
        measure: Text Public,
        /// Which of the two names the figure, even if it gives none: `both`, `tape` or `total`.
        named_in: Text Public,
        /// The sum of the tapes; absent if one of them lacks the figure.
        tape: Integer Public,
        /// The total.
        total: Integer Public,
        /// Why they cannot be compared although figures are there; NULL if they can.
        lacks: Text Public,
    }
}

pub(crate) const SCHEMA: &Schema = TapePairRow::SCHEMA;

/// What names a pair: the unit or the device, the method, and what is compared.
type Key<'a> = (Option<&'a str>, Option<&'a str>, &'a str, What<'a>);

/// What is known of a pair.
#[derive(Debug, Clone, Copy, Default)]
struct Pair<'a> {
    tape: Option<Single>,
    /// With who made it.
    total: Option<(&'a str, Single)>,
}

/// The records that are set against each other.
struct Records<'a> {
    figures: Vec<Figure<'a>>,
    tapes: Tapes<'a>,
    /// The contests of which the totals name the tabulators.
    by_device: BTreeSet<&'a str>,
    children: &'a BTreeMap<String, BTreeSet<String>>,
}

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, _: &Parameters) -> Table {
    let result = figure::result(tables);
    let children = figure::children(tables);
    let records = Records::of(figure::figures_without_batches(&result), &children);
    let mut pairs: BTreeMap<Key<'_>, Pair<'_>> = BTreeMap::new();
    records.pair_devices(&mut pairs);
    records.pair_units(&mut pairs);
    let contests = records.tapes.contests();
    let wholes = tapes::above(&records.tapes.units(), &children);
    let rows: Vec<TapePairRow<'_>> = pairs
        .into_iter()
        .filter(|((_, _, _, (contest, _, _)), _)| contests.contains(contest))
        .map(|(key, pair)| TapePairRow {
            lacks: records.lacks(key, pair, &wholes),
            ..row(key, pair)
        })
        .collect();
    Table::of(&rows)
}

impl<'a> Records<'a> {
    fn of(figures: Vec<Figure<'a>>, children: &'a BTreeMap<String, BTreeSet<String>>) -> Self {
        let tapes = Tapes::of(figures.iter());
        let by_device = of_devices(&figures)
            .map(|(_, (contest, _, _), _)| contest)
            .collect();
        Self { figures, tapes, by_device, children }
    }

    /// A tabulator may count for several units, and then its figures are added up on both sides.
    fn pair_devices(&self, pairs: &mut BTreeMap<Key<'a>, Pair<'a>>) {
        let mut tapes: BTreeMap<Key<'_>, Vec<Single>> = BTreeMap::new();
        let of_devices_only = self.tapes.with(|contest| self.by_device.contains(contest));
        for (unit, device, what, single) in of_devices_only.figures() {
            // A tape that names no tabulator is shown under its unit.
            if device.is_none() && unit == UNPLACED {
                continue;
            }
            let key = (device.is_none().then_some(unit), device, "total", what);
            tapes.entry(key).or_default().push(single);
        }
        let mut totals: BTreeMap<Key<'_>, Vec<Single>> = BTreeMap::new();
        let singles = figure::singles(of_devices(&self.figures).map(|(figure, what, device)| {
            ((device, figure.unit, figure.method, what), figure.value)
        }));
        for ((device, _, _, what), single) in singles {
            totals
                .entry((None, Some(device), "total", what))
                .or_default()
                .push(single);
        }
        for (key, parts) in tapes {
            pairs.entry(key).or_default().tape = Some(Single::sum(&parts));
        }
        for (key, parts) in totals {
            pairs.entry(key).or_default().total = Some(("ems", Single::sum(&parts)));
        }
    }

    fn pair_units(&self, pairs: &mut BTreeMap<Key<'a>, Pair<'a>>) {
        let totals = self.totals_of_units();
        let given = totals
            .keys()
            .map(|(_, unit, method, _)| (*unit, *method))
            .collect();
        let by_method = self.tapes.by_method(&given);
        let sums = self
            .tapes
            .with(|contest| !self.by_device.contains(contest))
            .added_up(&by_method);
        let summed: BTreeSet<(&str, &str)> = sums
            .keys()
            .map(|(unit, method, _)| (*unit, *method))
            .collect();
        let without = self.units_without_tapes(totals.keys().map(|(_, unit, _, _)| *unit));
        let in_total: BTreeSet<&str> = totals
            .keys()
            .filter(|(_, _, method, _)| *method == "total")
            .map(|(_, unit, _, _)| *unit)
            .collect();
        // Of a unit without a tape its total is named, or each method where it has no total.
        let is_named = |unit, method| {
            without.contains(unit) && (method == "total" || !in_total.contains(unit))
        };
        for ((unit, method, what), sum) in sums {
            pairs
                .entry((Some(unit), None, method, what))
                .or_default()
                .tape = Some(sum);
        }
        for ((source, unit, method, what), total) in totals {
            if summed.contains(&(unit, method)) || is_named(unit, method) {
                let pair = pairs.entry((Some(unit), None, method, what)).or_default();
                pair.total = Some((source, total));
            }
        }
    }

    /// The totals that stand, by source, unit, method and what they are of.
    fn totals_of_units(&self) -> BTreeMap<(&'a str, &'a str, &'a str, What<'a>), Single> {
        let standing = StandingTotals::of(&self.figures);
        figure::singles(
            self.figures
                .iter()
                .filter(|figure| standing.holds(figure))
                .filter_map(|figure| {
                    let what =
                        tapes::what(figure).filter(|what| !self.by_device.contains(what.0))?;
                    Some((
                        (figure.source, figure.unit, figure.method?, what),
                        figure.value,
                    ))
                }),
        )
    }

    /// Of these units, those that a tape is missing from: not a unit that is the sum of others, nor
    /// one whose ballots the tapes of the unit above hold.
    fn units_without_tapes(&self, units: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
        let with_tapes = self.tapes.units();
        let below: BTreeSet<&str> = with_tapes
            .iter()
            .filter_map(|unit| self.children.get(*unit))
            .flatten()
            .map(String::as_str)
            .collect();
        units
            .filter(|unit| {
                !with_tapes.contains(unit)
                    && !below.contains(unit)
                    && !self.children.contains_key(*unit)
            })
            .collect()
    }

    /// Why a pair is no comparison although figures are there.
    fn lacks(&self, key: Key<'a>, pair: Pair<'a>, wholes: &BTreeSet<&str>) -> Option<&'static str> {
        let (unit, _, method, (contest, _, _)) = key;
        let total = pair.total.map(|(_, total)| total);
        let is_of_device = self.by_device.contains(contest);
        let of_whole =
            unit.filter(|unit| !is_of_device && method == "total" && wholes.contains(unit));
        if [pair.tape, total]
            .into_iter()
            .flatten()
            .any(|single| single.stands_twice)
        {
            Some("two figures where one is wanted")
        } else if is_of_device && unit.is_some() {
            Some("the tabulator of the tape")
        } else {
            of_whole
                .filter(|_| pair.tape.is_some())
                .map(|_| "a total of these tabulators alone")
        }
    }
}

/// Figures of the totals that name a tabulator: what they are of, and the tabulator.
fn of_devices<'f, 'a: 'f>(
    figures: &'f [Figure<'a>],
) -> impl Iterator<Item = (&'f Figure<'a>, What<'a>, &'a str)> {
    figures
        .iter()
        .filter(|figure| figure.source == "ems")
        .filter_map(|figure| Some((figure, tapes::what(figure)?, figure.device?)))
}

fn row<'a>(key: Key<'a>, pair: Pair<'a>) -> TapePairRow<'a> {
    let (reporting_unit, device, method, (contest, contest_option, measure)) = key;
    let total = pair.total.map(|(_, total)| total);
    TapePairRow {
        reporting_unit,
        device,
        method: Some(method),
        source: pair.total.map(|(source, _)| source),
        contest: Some(contest),
        contest_option,
        measure: Some(measure),
        named_in: Some(match (pair.tape, total) {
            (Some(_), Some(_)) => "both",
            (Some(_), None) => "tape",
            (None, _) => "total",
        }),
        tape: pair.tape.and_then(|tape| tape.value),
        total: total.and_then(|total| total.value),
        lacks: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::{shown, tables_of_county};

    fn check(rows: &str, expected: &str) {
        let tables = tables_of_county(rows);
        let hidden = ["contest", "measure"];
        let table = compute(&tables, &Parameters::new());
        assert_eq!(shown(&table, |name| !hidden.contains(&name)), expected);
    }

    #[test]
    fn the_tapes_of_a_unit_stand_beside_its_total() {
        check(
            "tape Star - Mayor Ada votes 10 - - T1
             tape Star - Mayor Ada votes 5 - - T2
             ems Star total Mayor Ada votes 15
             canvass Star total Mayor Ada votes 99",
            "Star,,total,ems,Ada,both,15,15,\n",
        );
    }

    #[test]
    fn a_total_that_names_the_tabulator_is_taken_before_the_unit() {
        check(
            "tape Star - Mayor Ada votes 10 - - T1
             ems Star election-day Mayor Ada votes 7 - - T1
             ems Echo election-day Mayor Ada votes 3 - - T1
             ems Star total Mayor Ada votes 31",
            ",T1,total,ems,Ada,both,10,10,\n",
        );
    }

    #[test]
    fn a_tape_of_a_method_is_not_set_against_the_mail() {
        check(
            "tape Star election-day Mayor Ada votes 10 - - T1
             ems Star election-day Mayor Ada votes 10
             ems Star mail Mayor Ada votes 50
             ems Star total Mayor Ada votes 60",
            "Star,,election-day,ems,Ada,both,10,10,\n",
        );
    }

    #[test]
    fn a_unit_without_a_tape_is_named_and_the_county_above_it_is_not() {
        check(
            "tape Star - Mayor Ada votes 10 - - T1
             ems Star total Mayor Ada votes 10
             ems Echo total Mayor Ada votes 4
             ems County total Mayor Ada votes 14",
            "Echo,,total,ems,Ada,total,,4,\nStar,,total,ems,Ada,both,10,10,\n",
        );
    }

    #[test]
    fn a_county_that_has_tapes_of_its_own_is_no_total_of_them() {
        check(
            "tape County - Mayor Ada votes 4 - - Central
             tape Star - Mayor Ada votes 10 - - T1
             canvass County total Mayor Ada votes 14
             canvass Star total Mayor Ada votes 10",
            "County,,total,canvass,Ada,both,4,14,a total of these tabulators alone\n\
             Star,,total,canvass,Ada,both,10,10,\n",
        );
    }

    #[test]
    fn a_tape_without_a_tabulator_cannot_be_set_against_one() {
        check(
            "tape Star - Mayor Ada votes 10
             ems Star total Mayor Ada votes 10 - - T1",
            ",T1,total,ems,Ada,total,,10,\nStar,,total,,Ada,tape,10,,the tabulator of the tape\n",
        );
    }

    #[test]
    fn a_figure_that_stands_twice_is_none() {
        check(
            "tape Star - Mayor Ada votes 10 - - T1
             ems Star total Mayor Ada votes 10
             ems Star total Mayor Ada votes 11",
            "Star,,total,ems,Ada,both,10,,two figures where one is wanted\n",
        );
    }
}
