//! Weighing a deciding check: how much of its finding is as the claim says, and how much is open
//! (`claims.md` §8.1).
//!
//! Counts are in the pair's unit; counts of different checks are never added.

use rumor_model::{
    answer::{Both, Lack, Margin, Mode},
    finding::{Finding, FindingRow},
    messages::Messages,
    rumor::{Cell, FigureOf, Pair},
    word::{Outcome, Standing},
};

use super::{
    evidence::{Evidence, Found, Held, Rehearsal, Source, Told, Total, figures},
    lack, split,
};

/// A deciding check, weighed.
#[derive(Debug)]
pub(crate) struct Weighed<'a> {
    pub(crate) pair: &'a Pair,
    pub(crate) code: Option<String>,
    pub(crate) outcome: Outcome,
    pub(crate) confirmed: i64,
    pub(crate) open: i64,
    pub(crate) lacks: Vec<Lack>,
    pub(crate) causes: OtherCauses,
    pub(crate) denominator: Option<Found>,
    pub(crate) margin: Option<Margin>,
    pub(crate) finding_sha256: Option<String>,
    pub(crate) basis: Basis,
}

/// Whether differences were explained otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OtherCauses {
    Given,
    None,
}

/// What a weighed check rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    /// A finding on records as received.
    Records,
    /// A finding on figures that were worked out from others.
    Rebuilt,
    /// Nothing: its finding rests on a simulated record, and is shown beside.
    SetAside,
    /// Nothing: there is no finding.
    None,
}

/// What a pair's unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// What is in question: ballots, voters, envelopes.
    Amount,
    /// The check's units: precincts, devices.
    Units,
    /// Its comparisons: falls of a total, changes of a figure.
    Rows,
}

impl Weighed<'_> {
    pub(crate) fn is_set_aside(&self) -> bool {
        self.basis == Basis::SetAside
    }
}

/// Weighs a deciding check.
pub(crate) fn weigh<'a>(
    pair: &'a Pair,
    evidence: &Evidence<'_>,
    words: &Both<&Messages>,
) -> Weighed<'a> {
    match evidence.sources.get(&pair.check) {
        None => nothing(pair, Basis::None, words),
        Some(Source::Told(told)) => told_by_case(pair, told, words),
        Some(Source::Held(held)) => {
            let simulated = held.finding.rests_on(Standing::Simulated);
            if simulated && evidence.setting.rehearsal == Rehearsal::No {
                nothing(pair, Basis::SetAside, words)
            } else {
                held_finding(pair, held, words)
            }
        }
    }
}

/// Nothing that may decide: what the check reads is missing.
fn nothing<'a>(pair: &'a Pair, basis: Basis, words: &Both<&Messages>) -> Weighed<'a> {
    Weighed {
        pair,
        code: None,
        outcome: Outcome::CannotTell,
        confirmed: 0,
        open: 0,
        lacks: lack::of_reads(pair, words),
        causes: OtherCauses::None,
        denominator: None,
        margin: None,
        finding_sha256: None,
        basis,
    }
}

fn told_by_case<'a>(pair: &'a Pair, told: &Told, words: &Both<&Messages>) -> Weighed<'a> {
    let outcome = told.outcome.unwrap_or(Outcome::CannotTell);
    let figure = |name: &str| told.figures.get(name).copied();
    let explained = outcome == Outcome::Explained;
    Weighed {
        code: None,
        outcome,
        confirmed: told.confirmed,
        open: told.open,
        lacks: lack::of_told(told, pair, words),
        causes: if explained {
            OtherCauses::Given
        } else {
            OtherCauses::None
        },
        denominator: figure("denominator")
            .map(|number| whole_finding(number, "in_question.out_of")),
        margin: figure("margin").map(|votes| Margin { contest: String::new(), votes }),
        finding_sha256: None,
        basis: Basis::Records,
        pair,
    }
}

fn held_finding<'a>(pair: &'a Pair, held: &Held<'_>, words: &Both<&Messages>) -> Weighed<'a> {
    let finding = held.finding;
    let measure = measure(pair, held);
    let mut lacks = lack::of_finding(held, pair, words);
    let parts = if pair.mode == Mode::Figure {
        let figure = measured(pair, held, measure);
        if let FigureOf::Cell(_) = &pair.figure {
            // Of one cell only its own absence matters.
            lacks = if figure.is_none() {
                lack::of_reads(pair, words)
            } else {
                Vec::new()
            };
        }
        let confirmed = figure
            .filter(|figure| pair.when.is_met_by(*figure))
            .unwrap_or_default();
        let other = split_up(finding, pair, measure).other;
        split::Parts { confirmed, open: 0, other }
    } else {
        split_up(finding, pair, measure)
    };
    let of_cell = match &pair.figure {
        FigureOf::Cell(cell) if pair.mode == Mode::Figure => beside_cell(held, cell),
        _ => None,
    };
    let (denominator, margin) = of_cell.unwrap_or_else(|| {
        let margin = finding.margin.as_ref();
        let margin =
            margin.map(|margin| Margin { contest: margin.contest.clone(), votes: margin.votes });
        (denominator(held, measure), margin)
    });
    Weighed {
        pair,
        code: Some(finding.code.clone()),
        outcome: finding.outcome,
        confirmed: parts.confirmed,
        open: parts.open,
        lacks,
        causes: if parts.other > 0 {
            OtherCauses::Given
        } else {
            OtherCauses::None
        },
        denominator,
        margin,
        finding_sha256: Some(held.sha256.clone()),
        basis: if finding.rests_on(Standing::Rebuilt) {
            Basis::Rebuilt
        } else {
            Basis::Records
        },
    }
}

/// What a pair counts, by its noun.
fn measure(pair: &Pair, held: &Held<'_>) -> Measure {
    const COMPARISONS: [&str; 3] = ["falls", "changes", "published_figures"];
    const PLACES: [&str; 4] = ["reporting_units", "places", "precincts", "counties"];
    let unit = pair.unit.as_str();
    let is_place = held.units == "reporting_units" && PLACES.contains(&unit);
    if COMPARISONS.contains(&unit) {
        Measure::Rows
    } else if (unit == held.units || is_place) && unit != held.counts {
        Measure::Units
    } else {
        Measure::Amount
    }
}

/// What is in question, over all units, by what the reasons say.
fn split_up(finding: &Finding, pair: &Pair, measure: Measure) -> split::Parts {
    if measure == Measure::Rows {
        return split::rows(finding, pair);
    }
    let mut sum = split::Parts::default();
    for unit in &finding.by_unit {
        let mut parts = split::unit(finding, unit, pair);
        if measure == Measure::Units {
            // A unit is counted once: confirmed, if any part of it is.
            let confirmed = i64::from(parts.confirmed > 0);
            let open = i64::from(confirmed == 0 && parts.open > 0);
            let other = i64::from(confirmed == 0 && open == 0 && parts.other > 0);
            parts = split::Parts { confirmed, open, other };
        }
        sum.confirmed = sum.confirmed.saturating_add(parts.confirmed);
        sum.open = sum.open.saturating_add(parts.open);
        sum.other = sum.other.saturating_add(parts.other);
    }
    sum
}

/// The figure that a pair of mode `figure` measures.
fn measured(pair: &Pair, held: &Held<'_>, measure: Measure) -> Option<i64> {
    let finding = held.finding;
    let nothing_compared = finding.units.compared == 0 && finding.outcome == Outcome::CannotTell;
    match &pair.figure {
        FigureOf::Cell(cell) => Source::Held(held.clone())
            .cell(cell)
            .map(|found| found.number),
        FigureOf::UnitsDiffer | FigureOf::InQuestion if nothing_compared => None,
        FigureOf::UnitsDiffer => i64::try_from(finding.units.differ()).ok(),
        FigureOf::InQuestion if measure == Measure::Rows => {
            i64::try_from(finding.rows.iter().filter(|row| row.differs()).count()).ok()
        }
        FigureOf::InQuestion => Some(finding.in_question.amount),
    }
}

/// The whole of which the count is a part, in its own unit.
fn denominator(held: &Held<'_>, measure: Measure) -> Option<Found> {
    match measure {
        Measure::Amount => Source::Held(held.clone()).total(Total::OutOf),
        Measure::Units => Source::Held(held.clone()).total(Total::Units),
        Measure::Rows => i64::try_from(held.finding.rows_compared)
            .ok()
            .map(|rows| whole_finding(rows, "rows_compared")),
    }
}

/// The whole and the margin of a cell: all options of its contest in its unit, on the side nearer
/// to the published result.
fn beside_cell(held: &Held<'_>, cell: &Cell) -> Option<(Option<Found>, Option<Margin>)> {
    let (_, row) = held.row(cell)?;
    let contest = row.keys.contest.as_ref()?;
    let is_sibling = |other: &&FindingRow| {
        let mut keys = other.keys.clone();
        keys.contest_option.clone_from(&row.keys.contest_option);
        keys == row.keys && other.keys.contest_option.is_some()
    };
    let siblings = held.finding.rows.iter().filter(is_sibling);
    let mut votes = siblings
        .map(|row| figures(&row.compared).and_then(|(_, right)| right))
        .collect::<Option<Vec<i64>>>()?;
    let whole = votes.iter().copied().fold(0, i64::saturating_add);
    votes.sort_unstable();
    let mut best = votes.into_iter().rev();
    let margin = best.next().zip(best.next()).map(|(first, second)| Margin {
        contest: contest.clone(),
        votes: first.saturating_sub(second),
    });
    Some((Some(whole_finding(whole, "right_figure")), margin))
}

const fn whole_finding(number: i64, column: &'static str) -> Found {
    Found { number, row: None, column }
}
