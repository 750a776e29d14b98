//! From rows to outcomes and both measures (`contract.md` §2).
//!
//! Outcome of a row, in this order: something is missing → cannot tell; the relation holds → agrees;
//! reasons cover it → explained; else what the check says when it is broken. Of a unit, and of the
//! whole: the first that occurs in the order of [`Outcome`].

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    check::Facts,
    finding::{ByChance, Compared, FindingRow, InQuestion, UnitCounts, UnitFinding},
    word::{Outcome, Relation},
};

/// Votes allowed, by contest; a contest that is not there allows one.
pub(crate) type VotesAllowed = BTreeMap<String, i64>;

/// Gives each row its outcome as if no reason had been given.
pub(crate) fn rows(facts: &Facts, rows: &mut [FindingRow]) {
    // Rows are sorted by their keys: two of one key are neighbours.
    let same = |pair: &[FindingRow]| matches!(pair, [one, other] if one.keys == other.keys);
    let with_next: Vec<bool> = rows.windows(2).map(same).collect();
    let with_last = std::iter::once(&false).chain(&with_next);
    let twice: Vec<bool> = with_last
        .zip(with_next.iter().chain(&[false]))
        .map(|(last, next)| *last || *next)
        .collect();
    for (row, twice) in rows.iter_mut().zip(twice) {
        if twice {
            row.missing = Some("two figures where one is wanted".to_owned());
        } else if row.missing.is_none() {
            row.missing = absent(facts, row).map(str::to_owned);
        }
        row.outcome = match (&row.missing, holds(facts.compares, row)) {
            (Some(_), _) => Outcome::CannotTell,
            (None, true) => Outcome::Agrees,
            (None, false) => facts.when_broken,
        };
    }
}

/// The name of the figure that is not there.
fn absent<'a>(facts: &'a Facts, row: &FindingRow) -> Option<&'a str> {
    match &row.compared {
        Compared::Figures(None, _) | Compared::Texts(None, _) => Some(&facts.left),
        Compared::Figures(_, None) | Compared::Texts(_, None) => Some(&facts.right),
        Compared::Figures(..) | Compared::Texts(..) => {
            (facts.compares == Relation::Screen && row.points.is_none()).then_some(&*facts.right)
        }
    }
}

fn holds(relation: Relation, row: &FindingRow) -> bool {
    match (relation, &row.compared) {
        (Relation::Report, _) => true,
        (Relation::Screen, _) => row.points != Some(true),
        (Relation::Equal, Compared::Figures(left, right)) => left == right,
        (Relation::Equal | Relation::AtMost, Compared::Texts(left, right)) => left == right,
        (Relation::AtMost, Compared::Figures(left, right)) => left <= right,
    }
}

/// What is in question in one row.
pub(crate) fn amount(row: &FindingRow) -> i64 {
    match (row.in_question, row.compared.difference()) {
        (Some(amount), _) => amount,
        (None, Some(difference)) => difference.saturating_abs(),
        (None, None) => 1,
    }
}

/// What is in question in rows of one unit.
///
/// Where contests are compared it is the least number of ballots that accounts for the rows: one
/// ballot carries every contest, and a vote moved is one loss and one gain.
pub(crate) fn amount_of(relation: Relation, rows: &[&FindingRow], allowed: &VotesAllowed) -> i64 {
    let by_contest = !matches!(relation, Relation::Report | Relation::Screen)
        && rows
            .iter()
            .any(|row| row.in_question.is_none() && row.keys.contest.is_some());
    if by_contest {
        ballots(rows, allowed)
    } else {
        rows.iter()
            .fold(0, |sum: i64, row| sum.saturating_add(amount(row)))
    }
}

/// The largest over contests of ⌈max(Σ gains, Σ losses) / votes allowed⌉.
fn ballots(rows: &[&FindingRow], allowed: &VotesAllowed) -> i64 {
    let mut moved: BTreeMap<Option<&str>, (i64, i64)> = BTreeMap::new();
    for row in rows {
        let (gains, losses) = moved.entry(row.keys.contest.as_deref()).or_default();
        match row.compared.difference().unwrap_or(1) {
            gain @ 0.. => *gains = gains.saturating_add(gain),
            loss => *losses = losses.saturating_sub(loss),
        }
    }
    let least = moved.into_iter().map(|(contest, (gains, losses))| {
        let allowed = contest
            .and_then(|contest| allowed.get(contest))
            .copied()
            .unwrap_or(1)
            .max(1);
        let votes = gains.max(losses);
        votes
            .checked_div(allowed)
            .unwrap_or(votes)
            .saturating_add(i64::from(
                votes.checked_rem(allowed).is_some_and(|rest| rest > 0),
            ))
    });
    least.max().unwrap_or_default()
}

/// Gathers rows into units, sorted by name.
pub(crate) fn units(
    relation: Relation,
    rows: &[FindingRow],
    allowed: &VotesAllowed,
) -> Vec<UnitFinding> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        places.entry(&row.keys.unit).or_default().push(at);
    }
    let of = |places: &[usize]| -> Vec<&FindingRow> {
        places.iter().filter_map(|at| rows.get(*at)).collect()
    };
    places
        .into_iter()
        .map(|(unit, places)| {
            let its = of(&places);
            let counted: Vec<&FindingRow> = its
                .iter()
                .copied()
                .filter(|row| row.differs() || is_listed(relation, row))
                .collect();
            let missing: BTreeSet<&String> =
                its.iter().filter_map(|row| row.missing.as_ref()).collect();
            let outcome = its
                .iter()
                .map(|row| row.outcome)
                .min()
                .unwrap_or(Outcome::Agrees);
            let in_question = amount_of(relation, &counted, allowed);
            UnitFinding {
                unit: unit.to_owned(),
                outcome,
                in_question,
                explained: if outcome == Outcome::Explained {
                    in_question
                } else {
                    0
                },
                missing: missing.into_iter().cloned().collect(),
                rows: places,
            }
        })
        .collect()
}

/// Of a report, every row that can be told is counted.
fn is_listed(relation: Relation, row: &FindingRow) -> bool {
    relation == Relation::Report && row.outcome == Outcome::Agrees
}

/// How many units came out as what.
pub(crate) fn counts(units: &[UnitFinding]) -> UnitCounts {
    let of = |outcome| count(units.iter().filter(|unit| unit.outcome == outcome).count());
    UnitCounts {
        compared: count(units.len()),
        agrees: of(Outcome::Agrees),
        explained: of(Outcome::Explained),
        unexplained: of(Outcome::Unexplained),
        impossible: of(Outcome::Impossible),
        cannot_tell: of(Outcome::CannotTell),
    }
}

/// The second measure. The whole is given only where figures of one kind are compared, a row a unit;
/// over contests it would count a ballot once for each.
pub(crate) fn in_question(rows: &[FindingRow], units: &[UnitFinding]) -> InQuestion {
    let sum = |numbers: &mut dyn Iterator<Item = i64>| numbers.fold(0_i64, i64::saturating_add);
    let told = || rows.iter().filter(|row| row.outcome != Outcome::CannotTell);
    let whole: Option<Vec<i64>> = told()
        .map(|row| match (row.out_of, &row.compared, &row.keys.contest) {
            (Some(whole), _, _) => Some(whole),
            (None, Compared::Figures(left, _), None) => *left,
            (None, _, _) => None,
        })
        .collect();
    // What agrees has nothing to net: below a ceiling there is room, which is no difference.
    let differing = rows.iter().filter(|row| row.differs());
    let nets: Option<Vec<i64>> = differing.map(|row| row.compared.difference()).collect();
    InQuestion {
        amount: sum(&mut units.iter().map(|unit| unit.in_question)),
        explained: sum(&mut units.iter().map(|unit| unit.explained)),
        out_of: whole
            .filter(|whole| !whole.is_empty())
            .map(|whole| sum(&mut whole.into_iter())),
        net: nets
            .filter(|nets| !nets.is_empty())
            .map(|nets| sum(&mut nets.into_iter())),
    }
}

/// What chance would give, of a screen.
pub(crate) fn by_chance(relation: Relation, rows: &[FindingRow]) -> Option<ByChance> {
    let sum = |number: fn(&FindingRow) -> Option<i64>| {
        rows.iter().filter_map(number).reduce(i64::saturating_add)
    };
    (relation == Relation::Screen)
        .then(|| ByChance { units: sum(|row| row.chance), expected: sum(|row| row.expected) })
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
