//! Closing tapes added up, and the total that stands beside them: one notion for all tables that set
//! one against the other.
//!
//! A tape is known by its device and method. A unit's sum needs the figure on each of its tapes: a
//! tape of which a contest was not typed makes the sum absent, never smaller, and so does a tape of the
//! contest that names no unit: it may be of this one. The total is that of the election management system; the canvassed one where no such report holds the unit's contest.

use std::collections::{BTreeMap, BTreeSet};

use crate::figure::{self, Figure, Single, UNPLACED};

/// What a figure is of, in its unit: the contest, the choice, the measure.
pub(crate) type What<'a> = (&'a str, Option<&'a str>, &'a str);
/// What names a sum of tapes, or its total: the unit, the method, and what it is of.
pub(crate) type Sum<'a> = (&'a str, &'a str, What<'a>);
/// A tape in its unit: its device and its method.
type Tape<'a> = (Option<&'a str>, Option<&'a str>);

/// What a figure is of, if tapes and totals both hold such figures: votes of a choice, and a
/// contest's undervotes and overvotes.
pub(crate) fn what<'a>(figure: &Figure<'a>) -> Option<What<'a>> {
    let is_compared = match figure.measure {
        "votes" => figure.option.is_some(),
        "undervotes" | "overvotes" => figure.option.is_none(),
        _ => false,
    };
    let contest = figure
        .contest
        .filter(|_| is_compared && figure.batch.is_none())?;
    Some((contest, figure.option, figure.measure))
}

/// Closing tapes, figure by figure.
pub(crate) struct Tapes<'a>(BTreeMap<(&'a str, Tape<'a>, What<'a>), Single>);

impl<'a> Tapes<'a> {
    /// The closing tapes among the figures.
    pub(crate) fn of<'f>(figures: impl Iterator<Item = &'f Figure<'a>>) -> Self
    where
        'a: 'f,
    {
        Self(figure::singles(
            figures
                .filter(|figure| figure.source == "tape")
                .filter_map(|figure| {
                    Some((
                        (figure.unit, (figure.device, figure.method), what(figure)?),
                        figure.value,
                    ))
                }),
        ))
    }

    /// The same tapes, with some contests only.
    pub(crate) fn with(&self, keep: impl Fn(&str) -> bool) -> Self {
        let kept = self
            .0
            .iter()
            .filter(|((_, _, (contest, _, _)), _)| keep(contest));
        Self(kept.map(|(key, single)| (*key, *single)).collect())
    }

    /// Every figure: its unit, its device, what it is of.
    pub(crate) fn figures(
        &self,
    ) -> impl Iterator<Item = (&'a str, Option<&'a str>, What<'a>, Single)> {
        self.0
            .iter()
            .map(|((unit, (device, _), what), single)| (*unit, *device, *what, *single))
    }

    /// The units that have a tape.
    pub(crate) fn units(&self) -> BTreeSet<&'a str> {
        let units = self.0.keys().map(|(unit, _, _)| *unit);
        units.filter(|unit| *unit != UNPLACED).collect()
    }

    /// The contests that stand on a tape.
    pub(crate) fn contests(&self) -> BTreeSet<&'a str> {
        self.0
            .keys()
            .map(|(_, _, (contest, _, _))| *contest)
            .collect()
    }

    /// The units whose tapes are compared method by method, because the totals give each method of
    /// the tapes by itself. `given` holds unit and method of every total.
    pub(crate) fn by_method(&self, given: &BTreeSet<(&str, &str)>) -> BTreeSet<&'a str> {
        let is_given = |unit, method| method != "total" && given.contains(&(unit, method));
        let lacking: BTreeSet<&str> = self
            .0
            .keys()
            .filter(|(unit, (_, method), _)| !method.is_some_and(|method| is_given(unit, method)))
            .map(|(unit, _, _)| *unit)
            .collect();
        self.units().difference(&lacking).copied().collect()
    }

    /// The tapes of each unit added up: by method for those units, else all together as `total`.
    pub(crate) fn added_up(&self, by_method: &BTreeSet<&str>) -> BTreeMap<Sum<'a>, Single> {
        let mut tapes: BTreeMap<(&str, &str), BTreeSet<Tape<'_>>> = BTreeMap::new();
        let mut parts: BTreeMap<Sum<'_>, Vec<Single>> = BTreeMap::new();
        let mut unplaced: BTreeSet<&str> = BTreeSet::new();
        for ((unit, tape, what), single) in &self.0 {
            if *unit == UNPLACED {
                unplaced.insert(what.0);
                continue;
            }
            let method = tape
                .1
                .filter(|_| by_method.contains(unit))
                .unwrap_or("total");
            tapes.entry((unit, method)).or_default().insert(*tape);
            parts
                .entry((unit, method, *what))
                .or_default()
                .push(*single);
        }
        let added = parts.into_iter().map(|((unit, method, what), parts)| {
            let expected = tapes.get(&(unit, method)).map(BTreeSet::len);
            let sum = Single::sum(&parts);
            let is_whole = expected == Some(parts.len()) && !unplaced.contains(what.0);
            let value = sum.value.filter(|_| is_whole);
            ((unit, method, what), Single { value, ..sum })
        });
        added.collect()
    }
}

/// Which source's total stands for a unit and contest.
pub(crate) struct StandingTotals<'a>(BTreeSet<(&'a str, &'a str)>);

impl<'a> StandingTotals<'a> {
    /// Learnt from the figures of a case.
    pub(crate) fn of(figures: &[Figure<'a>]) -> Self {
        let in_ems = figures
            .iter()
            .filter(|figure| figure.source == "ems" && figure.is_of_unit());
        Self(
            in_ems
                .filter_map(|figure| Some((figure.unit, what(figure)?.0)))
                .collect(),
        )
    }

    /// Whether a figure is of the total that stands, or of a method of it.
    pub(crate) fn holds(&self, figure: &Figure<'_>) -> bool {
        let contest = figure.contest.unwrap_or_default();
        figure.is_of_unit()
            && match figure.source {
                "ems" => true,
                "canvass" => !self.0.contains(&(figure.unit, contest)),
                _ => false,
            }
    }
}

/// Units that hold one of these.
pub(crate) fn above<'a>(
    units: &BTreeSet<&str>,
    children: &'a BTreeMap<String, BTreeSet<String>>,
) -> BTreeSet<&'a str> {
    children
        .iter()
        .filter(|(_, children)| children.iter().any(|child| units.contains(child.as_str())))
        .map(|(unit, _)| unit.as_str())
        .collect()
}

/// Votes of one unit and contest on its tapes and in the total that stands, all methods together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TapeAndTotal<'a> {
    /// Option → the sum over the unit's tapes; absent if one lacks it.
    pub(crate) tape: BTreeMap<&'a str, Option<i64>>,
    /// Option → the total.
    pub(crate) total: BTreeMap<&'a str, Option<i64>>,
    /// When the total was published.
    pub(crate) published_at: &'a str,
}

impl<'a> TapeAndTotal<'a> {
    /// The options that either of them names.
    pub(crate) fn options(&self) -> BTreeSet<&'a str> {
        self.tape.keys().chain(self.total.keys()).copied().collect()
    }
}

/// Every unit and contest that stands on a closing tape.
pub(crate) fn tapes_and_totals<'a>(
    figures: &[Figure<'a>],
) -> BTreeMap<(&'a str, &'a str), TapeAndTotal<'a>> {
    let votes = || figures.iter().filter(|figure| figure.measure == "votes");
    let mut found: BTreeMap<(&str, &str), TapeAndTotal<'_>> = BTreeMap::new();
    for ((unit, _, (contest, option, _)), sum) in Tapes::of(votes()).added_up(&BTreeSet::new()) {
        if let Some(option) = option {
            found
                .entry((unit, contest))
                .or_default()
                .tape
                .insert(option, sum.value);
        }
    }
    let standing = StandingTotals::of(figures);
    let totals = votes()
        .filter(|figure| figure.method == Some("total") && standing.holds(figure))
        .filter_map(|figure| Some((figure, what(figure)?)));
    let mut values: BTreeMap<(&str, &str), Vec<(&str, Option<i64>)>> = BTreeMap::new();
    for (figure, (contest, option, _)) in totals {
        if let (Some(pair), Some(option)) = (found.get_mut(&(figure.unit, contest)), option) {
            pair.published_at = pair.published_at.max(figure.published_at);
            values
                .entry((figure.unit, contest))
                .or_default()
                .push((option, figure.value));
        }
    }
    for (key, values) in values {
        if let Some(pair) = found.get_mut(&key) {
            pair.total = figure::only(values.into_iter());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::tables;

    /// The sums of a unit's tapes, `option=sum`, where nothing is compared by method.
    fn check(rows: &str, expected: &[(&str, Option<i64>)]) {
        let tables = tables(rows);
        let result = figure::result(&tables);
        let figures = figure::figures_without_batches(&result);
        let sums = Tapes::of(figures.iter()).added_up(&BTreeSet::new());
        let found: Vec<(&str, Option<i64>)> = sums
            .iter()
            .map(|((_, _, (_, option, _)), sum)| (option.unwrap_or_default(), sum.value))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_tapes_of_a_unit_are_added_up() {
        check(
            "tape Star - Mayor Ada votes 10 - - T1
             tape Star - Mayor Ada votes 5 - - T2",
            &[("Ada", Some(15))],
        );
    }

    #[test]
    fn a_contest_that_one_of_the_tapes_lacks_has_no_sum() {
        check(
            "tape Star - Mayor Ada votes 10 - - T1
             tape Star - Clerk Cay votes 4 - - T1
             tape Star - Clerk Cay votes 5 - - T2",
            &[("Cay", Some(9)), ("Ada", None)],
        );
    }

    #[test]
    fn a_tape_that_names_no_unit_may_be_of_any() {
        check(
            "tape Star - Mayor Ada votes 10 - - T1
             tape - - Mayor Ada votes 5 - - T2
             tape Star - Clerk Cay votes 4 - - T1",
            &[("Cay", Some(4)), ("Ada", None)],
        );
    }

    #[test]
    fn a_figure_that_stands_twice_on_a_tape_is_not_summed() {
        check(
            "tape Star - Mayor Ada votes 10 - - T1
             tape Star - Mayor Ada votes 11 - - T1",
            &[("Ada", None)],
        );
    }

    #[test]
    fn the_canvassed_total_stands_only_where_the_other_holds_nothing_of_the_contest() {
        let tables = tables(
            "tape Star - Mayor Ada votes 10
             ems Star election-day Mayor Ada votes 10
             canvass Star total Mayor Ada votes 99",
        );
        let result = figure::result(&tables);
        let figures = figure::figures_without_batches(&result);
        let found = tapes_and_totals(&figures);
        assert!(found[&("Star", "Mayor")].total.is_empty());
    }
}
