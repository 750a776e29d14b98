//! The reported result beside a count of the paper by hand (`canvass.md` §5, C12).
//!
//! The hand count of a unit is its own figure; where it gives none in the contest, the sum of its
//! batches, if every batch has the choice. Both records are compared at the levels that both hold. A
//! hand count is asked for every unit of such a level, an audit only for those it names: whether it
//! was a sample is left to the check, and the votes of both in the contest stand in each row for it.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
};

use crate::{
    derived::Parameters,
    figure::{self, Figure, Level, Levels},
    tapes,
};

tables! {
    /// A choice in one unit as it was reported, and as it was counted by hand.
    HandCountPairRow = "hand_count_pair" {
        /// Who counted by hand: `hand_count` or `audit`.
        source: Text Public,
        /// The area counted.
        reporting_unit: Text Public,
        /// The contest.
        contest: Text Public,
        /// The choice.
        contest_option: Text Public,
        /// Votes in the canvassed result.
        reported: Integer Public,
        /// Votes counted by hand; absent if a batch lacks them.
        counted: Integer Public,
        /// Votes reported in the unit's contest, over the choices that both give.
        reported_in_contest: Integer Public,
        /// Votes counted by hand, over the same choices.
        counted_in_contest: Integer Public,
    }
}

pub(crate) const SCHEMA: &Schema = HandCountPairRow::SCHEMA;

/// A contest in one unit.
type Place<'a> = (&'a str, &'a str);
/// The figures of each choice: more than one where records give it more than once.
type Choices<'a> = BTreeMap<&'a str, Vec<Option<i64>>>;
/// The same for each contest and unit.
type Count<'a> = BTreeMap<Place<'a>, Choices<'a>>;

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, _: &Parameters) -> Table {
    let result = figure::result(tables);
    let figures = figure::figures_without_batches(&result);
    let batches = figure::sums_of_batches(&result);
    let levels = Levels::of(tables);
    let reported = totals(&figures, "canvass");
    let reported_levels = levels_of(&reported, &levels);
    let mut rows = Vec::new();
    for source in ["audit", "hand_count"] {
        let counted = counted(&figures, &batches, source);
        let counted_levels = levels_of(&counted, &levels);
        let of_counted = counted
            .keys()
            .filter(|place| reported_levels.contains(&level(**place, &levels)));
        let of_reported = reported.keys().filter(|place| {
            source == "hand_count" && counted_levels.contains(&level(**place, &levels))
        });
        let places: BTreeSet<Place<'_>> = of_counted.chain(of_reported).copied().collect();
        for place in places {
            let (reported, counted) = (reported.get(&place), counted.get(&place));
            rows.extend(rows_of_place(source, place, reported, counted));
        }
    }
    Table::of(&rows)
}

/// Votes as a source gives them for whole units, all methods together.
fn totals<'a>(figures: &[Figure<'a>], source: &str) -> Count<'a> {
    let mut count = Count::new();
    for figure in figures.iter().filter(|figure| {
        figure.source == source && figure.is_of_unit() && figure.method == Some("total")
    }) {
        if let Some((contest, Some(option), _)) = tapes::what(figure) {
            let choices = count.entry((figure.unit, contest)).or_default();
            choices.entry(option).or_default().push(figure.value);
        }
    }
    count
}

/// The hand count: of the unit itself, or of its batches.
fn counted<'a>(figures: &[Figure<'a>], batches: &[Figure<'a>], source: &str) -> Count<'a> {
    let mut count = totals(figures, source);
    for (place, choices) in totals(batches, source) {
        count.entry(place).or_insert(choices);
    }
    count
}

fn levels_of<'a>(count: &Count<'a>, levels: &'a Levels) -> BTreeSet<(Level<'a>, &'a str)> {
    count.keys().map(|place| level(*place, levels)).collect()
}

fn level<'a>((unit, contest): Place<'a>, levels: &'a Levels) -> (Level<'a>, &'a str) {
    (levels.level(unit), contest)
}

/// A row for each reported figure of a choice beside each counted one.
fn rows_of_place<'a>(
    source: &'a str,
    (unit, contest): Place<'a>,
    reported: Option<&Choices<'a>>,
    counted: Option<&Choices<'a>>,
) -> Vec<HandCountPairRow<'a>> {
    let options: BTreeSet<&str> = reported
        .into_iter()
        .chain(counted)
        .flat_map(BTreeMap::keys)
        .copied()
        .collect();
    let absent = vec![None];
    let mut rows = Vec::new();
    for option in options {
        let values = |side: Option<&'_ Choices<'a>>| {
            side.and_then(|side| side.get(option))
                .unwrap_or(&absent)
                .clone()
        };
        let counted = values(counted);
        rows.extend(values(reported).into_iter().flat_map(|reported| {
            counted
                .clone()
                .into_iter()
                .map(move |counted| HandCountPairRow {
                    source: Some(source),
                    reporting_unit: Some(unit),
                    contest: Some(contest),
                    contest_option: Some(option),
                    reported,
                    counted,
                    ..HandCountPairRow::default()
                })
        }));
    }
    let both: Vec<(i64, i64)> = rows
        .iter()
        .filter_map(|row| row.reported.zip(row.counted))
        .collect();
    for row in &mut rows {
        let is_known = !both.is_empty();
        row.reported_in_contest =
            figure::sum(both.iter().map(|(reported, _)| Some(*reported))).filter(|_| is_known);
        row.counted_in_contest =
            figure::sum(both.iter().map(|(_, counted)| Some(*counted))).filter(|_| is_known);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::{shown, tables_of_county};

    fn check(rows: &str, expected: &str) {
        let tables = tables_of_county(rows);
        let table = compute(&tables, &Parameters::new());
        assert_eq!(shown(&table, |name| name != "contest"), expected);
    }

    #[test]
    fn the_batches_of_a_unit_are_added_up() {
        check(
            "canvass Star total Mayor Ada votes 100
             canvass Star total Mayor Ben votes 50
             hand_count Star mail Mayor Ada votes 60 - 1
             hand_count Star mail Mayor Ben votes 50 - 1
             hand_count Star early Mayor Ada votes 40 - 1
             hand_count Star early Mayor Ben votes 1 - 1",
            "hand_count,Star,Ada,100,100,150,151\nhand_count,Star,Ben,50,51,150,151\n",
        );
    }

    #[test]
    fn a_choice_that_one_batch_does_not_name_has_no_sum() {
        check(
            "canvass Star total Mayor Ada votes 60
             canvass Star total Mayor Ben votes 5
             hand_count Star mail Mayor Ada votes 60 - 1
             hand_count Star mail Mayor Ada votes 0 - 2
             hand_count Star mail Mayor Ben votes 5 - 1",
            "hand_count,Star,Ada,60,60,60,60\nhand_count,Star,Ben,5,,60,60\n",
        );
    }

    #[test]
    fn a_unit_that_a_hand_count_leaves_out_is_named_and_one_of_an_audit_is_not() {
        let canvass = "canvass Star total Mayor Ada votes 60
             canvass Echo total Mayor Ada votes 40\n";
        check(
            &format!("{canvass}hand_count Star total Mayor Ada votes 60"),
            "hand_count,Echo,Ada,40,,,\nhand_count,Star,Ada,60,60,60,60\n",
        );
        check(
            &format!("{canvass}audit Star total Mayor Ada votes 60"),
            "audit,Star,Ada,60,60,60,60\n",
        );
    }

    #[test]
    fn a_hand_count_of_the_county_is_not_set_against_its_precincts() {
        check(
            "canvass County total Mayor Ada votes 100
             canvass Star total Mayor Ada votes 60
             hand_count County total Mayor Ada votes 101",
            "hand_count,County,Ada,100,101,100,101\n",
        );
    }
}
