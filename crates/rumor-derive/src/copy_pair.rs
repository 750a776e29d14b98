//! Copies of one result, each beside the copy before it (`canvass.md` §5, C3).
//!
//! Of each copy the figure stands that it published last. Two records of one copy that give two
//! figures make two rows: neither is chosen. A pair of copies is made where both hold the contest for
//! units of one level, so that a unit or choice that one of them lacks is seen, and a copy is not
//! asked for what it never holds.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
};

use crate::{
    derived::Parameters,
    figure::{self, Figure, Level, Levels, Single},
    tapes::{self, Tapes},
};

tables! {
    /// A figure of one copy of the result, and of the copy made from it.
    CopyPairRow = "copy_pair" {
        /// Which copies: `posted-canvass`, `canvass-state` or `state-feed`.
        pair: Text Public,
        /// The area counted.
        reporting_unit: Text Public,
        /// How the ballots were cast.
        method: Text Public,
        /// The contest.
        contest: Text Public,
        /// The choice.
        contest_option: Text Public,
        /// Votes in the copy nearer to the count.
        nearer: Integer Public,
        /// Votes in the copy further from it.
        further: Integer Public,
        /// What is missing of the two, or why they cannot be compared; NULL if they can.
        lacks: Text Public,
    }
}

pub(crate) const SCHEMA: &Schema = CopyPairRow::SCHEMA;

/// Two copies of which one is made from the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Copies {
    PostedCanvass,
    CanvassState,
    StateFeed,
}

/// A figure that copies may give: unit, method, contest and choice.
type Cell<'a> = (&'a str, &'a str, &'a str, &'a str);
/// What stands in a source, for each figure that it gives.
type Standing<'a> = BTreeMap<Cell<'a>, BTreeSet<Option<i64>>>;

/// Both figures of a pair of copies, where they are named.
#[derive(Debug, Clone, Default)]
struct Sides {
    nearer: Vec<Single>,
    further: Vec<Option<i64>>,
}

type Pairs<'a> = BTreeMap<(Copies, Cell<'a>), Sides>;

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, _: &Parameters) -> Table {
    let result = figure::result(tables);
    let figures = figure::figures_without_batches(&result);
    let children = figure::children(tables);
    let levels = Levels::of(tables);
    let tapes = Tapes::of(figures.iter().filter(|figure| figure.measure == "votes"));
    let pairs = pairs(&figures, &tapes);
    let covered = covered(&pairs, &levels);
    let wholes = tapes::above(&tapes.units(), &children);
    // Only units that stand on a tape or in the canvassed result are this office's to ask for.
    let ours: BTreeSet<&str> = pairs
        .keys()
        .filter(|(copies, _)| *copies == Copies::PostedCanvass)
        .map(|(_, (unit, _, _, _))| *unit)
        .collect();
    let rows: Vec<CopyPairRow<'_>> = pairs
        .iter()
        .filter(|((copies, (unit, _, contest, _)), _)| {
            ours.contains(unit) && covered.contains(&(*copies, levels.level(unit), *contest))
        })
        .flat_map(|((copies, cell), sides)| rows(*copies, *cell, sides, &wholes))
        .collect();
    Table::of(&rows)
}

fn pairs<'a>(figures: &[Figure<'a>], tapes: &Tapes<'a>) -> Pairs<'a> {
    let [canvass, state, feed] =
        ["canvass", "state", "feed"].map(|source| standing(figures, source));
    let given = canvass
        .keys()
        .map(|(unit, method, _, _)| (*unit, *method))
        .collect();
    let by_method = tapes.by_method(&given);
    let posted = tapes.added_up(&by_method);
    let on_tapes: BTreeSet<(&str, &str)> = posted
        .keys()
        .map(|(unit, method, _)| (*unit, *method))
        .collect();

    let mut pairs = Pairs::new();
    for ((unit, method, (contest, option, _)), sum) in posted {
        if let Some(option) = option {
            let cell = (unit, method, contest, option);
            pairs
                .entry((Copies::PostedCanvass, cell))
                .or_default()
                .nearer
                .push(sum);
        }
    }
    for (cell, values) in &canvass {
        let (unit, method, _, _) = *cell;
        if on_tapes.contains(&(unit, method)) || method == "total" && !by_method.contains(unit) {
            pairs
                .entry((Copies::PostedCanvass, *cell))
                .or_default()
                .further
                .extend(values);
        }
    }
    for (copies, nearer, further) in [
        (Copies::CanvassState, &canvass, &state),
        (Copies::StateFeed, &state, &feed),
    ] {
        for (cell, values) in nearer
            .iter()
            .filter(|((_, method, _, _), _)| *method == "total")
        {
            let values = values
                .iter()
                .map(|value| Single { value: *value, stands_twice: false });
            pairs
                .entry((copies, *cell))
                .or_default()
                .nearer
                .extend(values);
        }
        for (cell, values) in further
            .iter()
            .filter(|((_, method, _, _), _)| *method == "total")
        {
            pairs
                .entry((copies, *cell))
                .or_default()
                .further
                .extend(values);
        }
    }
    pairs
}

/// What stands in a source: the figure published last. Several feeds are read as one; any other
/// record stands for itself.
fn standing<'a>(figures: &[Figure<'a>], source: &str) -> Standing<'a> {
    let mut last: BTreeMap<(i64, Cell<'_>), (&str, BTreeSet<Option<i64>>)> = BTreeMap::new();
    for figure in figures
        .iter()
        .filter(|figure| figure.source == source && figure.is_of_unit())
    {
        let (Some(method), Some((contest, Some(option), _))) = (figure.method, tapes::what(figure))
        else {
            continue;
        };
        let record = if source == "feed" {
            0
        } else {
            figure.record_id
        };
        let key = (record, (figure.unit, method, contest, option));
        let (at, values) = last.entry(key).or_default();
        if figure.published_at > *at {
            (*at, *values) = (figure.published_at, BTreeSet::new());
        }
        if figure.published_at == *at {
            values.insert(figure.value);
        }
    }
    let mut standing = Standing::new();
    for ((_, cell), (_, values)) in last {
        standing.entry(cell).or_default().extend(values);
    }
    standing
}

/// Copies, level and contest of which both copies hold something.
fn covered<'a>(pairs: &'a Pairs<'a>, levels: &'a Levels) -> BTreeSet<(Copies, Level<'a>, &'a str)> {
    let holding = |is_held: fn(&Sides) -> bool| -> BTreeSet<(Copies, Level<'a>, &'a str)> {
        pairs
            .iter()
            .filter(|(_, sides)| is_held(sides))
            .map(|((copies, (unit, _, contest, _)), _)| (*copies, levels.level(unit), *contest))
            .collect()
    };
    let nearer = holding(|sides| !sides.nearer.is_empty());
    let further = holding(|sides| !sides.further.is_empty());
    nearer.intersection(&further).copied().collect()
}

/// A row for each figure of one copy beside each of the other.
fn rows<'a>(
    copies: Copies,
    cell: Cell<'a>,
    sides: &Sides,
    wholes: &BTreeSet<&str>,
) -> Vec<CopyPairRow<'a>> {
    let (unit, method, contest, option) = cell;
    let is_of_whole = copies == Copies::PostedCanvass && method == "total" && wholes.contains(unit);
    let nearer = or_absent(sides.nearer.iter().copied().map(Some));
    let further = or_absent(sides.further.iter().copied());
    let pairs = nearer
        .iter()
        .flat_map(|nearer| further.iter().map(move |further| (nearer, further)));
    pairs
        .map(|(nearer, further)| CopyPairRow {
            pair: Some(copies.as_str()),
            reporting_unit: Some(unit),
            method: Some(method),
            contest: Some(contest),
            contest_option: Some(option),
            nearer: nearer.and_then(|nearer| nearer.value),
            further: *further,
            lacks: match nearer {
                Some(nearer) if nearer.stands_twice => Some("two figures where one is wanted"),
                Some(_) if is_of_whole => Some("a total of these tabulators alone"),
                _ => copies.absent(nearer.and_then(|nearer| nearer.value), *further),
            },
        })
        .collect()
}

/// The figures of one side, or one that is absent.
fn or_absent<T>(figures: impl Iterator<Item = Option<T>>) -> Vec<Option<T>> {
    let figures: Vec<Option<T>> = figures.collect();
    if figures.is_empty() {
        vec![None]
    } else {
        figures
    }
}

impl Copies {
    const fn as_str(self) -> &'static str {
        match self {
            Self::PostedCanvass => "posted-canvass",
            Self::CanvassState => "canvass-state",
            Self::StateFeed => "state-feed",
        }
    }

    /// What people call the copy that gives no figure.
    const fn absent(self, nearer: Option<i64>, further: Option<i64>) -> Option<&'static str> {
        let names = match self {
            Self::PostedCanvass => ("posted tapes", "canvassed result"),
            Self::CanvassState => ("canvassed result", "copy of the state"),
            Self::StateFeed => ("copy of the state", "news feed"),
        };
        match (nearer, further) {
            (None, _) => Some(names.0),
            (_, None) => Some(names.1),
            (Some(_), Some(_)) => None,
        }
    }
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
    fn each_copy_stands_beside_the_copy_before_it() {
        check(
            "tape Star - Mayor Ada votes 10 - - T1
             canvass Star total Mayor Ada votes 10
             state Star total Mayor Ada votes 98
             feed Star total Mayor Ada votes 9 2020-11-04T05:00:00Z
             feed Star total Mayor Ada votes 98 2020-11-05T05:00:00Z",
            "canvass-state,Star,total,Ada,10,98,\n\
             posted-canvass,Star,total,Ada,10,10,\n\
             state-feed,Star,total,Ada,98,98,\n",
        );
    }

    #[test]
    fn a_unit_that_one_copy_lacks_is_named_where_the_copy_holds_its_neighbor() {
        check(
            "canvass Star total Mayor Ada votes 10
             canvass Echo total Mayor Ada votes 20
             state Star total Mayor Ada votes 10",
            "canvass-state,Echo,total,Ada,20,,copy of the state\n\
             canvass-state,Star,total,Ada,10,10,\n",
        );
    }

    #[test]
    fn a_copy_of_the_county_is_not_asked_for_precincts() {
        check(
            "canvass Star total Mayor Ada votes 10
             canvass County total Mayor Ada votes 14
             state County total Mayor Ada votes 14",
            "canvass-state,County,total,Ada,14,14,\n",
        );
    }

    #[test]
    fn a_unit_that_the_office_does_not_canvass_is_not_asked_for() {
        check(
            "canvass Star total Mayor Ada votes 10
             state Star total Mayor Ada votes 10
             state Echo total Mayor Ada votes 20
             feed Echo total Mayor Ada votes 21",
            "canvass-state,Star,total,Ada,10,10,\nstate-feed,Star,total,Ada,10,,news feed\n",
        );
    }

    #[test]
    fn two_figures_of_one_copy_make_two_rows() {
        check(
            "canvass Star total Mayor Ada votes 10
             canvass Star total Mayor Ada votes 12
             state Star total Mayor Ada votes 12",
            "canvass-state,Star,total,Ada,10,12,\ncanvass-state,Star,total,Ada,12,12,\n",
        );
    }
}
