//! Which differences the given reasons cover (`contract.md` §2, §8).
//!
//! Reasons cover a row if they add up, with sign, to right less left (a screen: reach it, and what is
//! in question). One that names fewer keys and fits several rows covers them if it equals what is in
//! question there. A reason is bound to the figures that it explained: when they change, or other rows
//! fit too, it lapses. What breaks a rule of arithmetic or law, no reason covers.

use std::collections::BTreeMap;

use rumor_model::{
    finding::{Compared, FindingRow, Keys},
    reason::{GivenReason, Reason, ReasonState},
    word::{Outcome, Relation},
};

use crate::judge::{self, VotesAllowed};

/// Gives the rows that reasons cover their outcome, and says of each reason what became of it.
pub(crate) fn cover(
    relation: Relation,
    rows: &mut [FindingRow],
    reasons: &[Reason],
    allowed: &VotesAllowed,
) -> Vec<GivenReason> {
    let mut groups: BTreeMap<Keys, Vec<usize>> = BTreeMap::new();
    let mut states = vec![ReasonState::Unused; reasons.len()];
    for (at, reason) in reasons.iter().enumerate() {
        let keys = reason.keys();
        let fits = fitting(rows, &keys);
        let state = if fits.is_empty() {
            ReasonState::Unused
        } else if has_lapsed(reason, rows, &fits) {
            ReasonState::Lapsed
        } else {
            groups.entry(keys).or_default().push(at);
            ReasonState::Partial
        };
        if let Some(place) = states.get_mut(at) {
            *place = state;
        }
    }
    for (keys, group) in groups {
        let fits = fitting(rows, &keys);
        let covers =
            keys.unit == EVERY_UNIT || adds_up(relation, rows, &fits, (reasons, &group, allowed));
        for at in fits {
            if let Some(row) = rows.get_mut(at) {
                row.reasons.extend(&group);
                if covers && row.outcome == Outcome::Unexplained {
                    row.outcome = Outcome::Explained;
                }
            }
        }
        for at in group.iter().filter(|_| covers) {
            if let Some(state) = states.get_mut(*at) {
                *state = ReasonState::Covers;
            }
        }
    }
    reasons
        .iter()
        .zip(states)
        .map(|(reason, state)| told(reason, state))
        .collect()
}

/// A reason for every unit that differs at one moment, as when a publisher changes what it counts.
const EVERY_UNIT: &str = "*";

const DAY: usize = "2020-11-12".len();

/// The rows that differ and that the keys name.
fn fitting(rows: &[FindingRow], keys: &Keys) -> Vec<usize> {
    let every_unit = keys.unit == EVERY_UNIT;
    if every_unit && keys.moment_at.is_none() {
        return Vec::new();
    }
    let fits = |row: &FindingRow| {
        Keys::NAMES
            .iter()
            .zip(keys.values())
            .zip(row.keys.values())
            .all(|((name, named), found)| {
                match (*name, named) {
                    (_, None) => true,
                    ("unit", _) if every_unit => true,
                    // A day or an hour stands for each moment in it.
                    ("moment_at", Some(named)) if every_unit => {
                        found.is_some_and(|found| named.len() >= DAY && found.starts_with(named))
                    }
                    (_, Some(named)) => found == Some(named),
                }
            })
    };
    let differing = rows.iter().enumerate().filter(|(_, row)| row.differs());
    differing
        .filter(|(_, row)| fits(row))
        .map(|(at, _)| at)
        .collect()
}

fn has_lapsed(reason: &Reason, rows: &[FindingRow], fits: &[usize]) -> bool {
    let [only] = fits else {
        return reason.left.is_some() || reason.right.is_some();
    };
    let Some(Compared::Figures(left, right)) = rows.get(*only).map(|row| &row.compared) else {
        return false;
    };
    let changed = |bound: Option<i64>, now: &Option<i64>| bound.is_some() && bound != *now;
    changed(reason.left, left) || changed(reason.right, right)
}

fn adds_up(
    relation: Relation,
    rows: &[FindingRow],
    fits: &[usize],
    (reasons, group, allowed): (&[Reason], &[usize], &VotesAllowed),
) -> bool {
    let total = group
        .iter()
        .filter_map(|at| reasons.get(*at))
        .fold(0_i64, |sum, reason| sum.saturating_add(reason.ballots));
    let rows: Vec<&FindingRow> = fits.iter().filter_map(|at| rows.get(*at)).collect();
    match rows.as_slice() {
        [row] if row.compared.difference().is_some() => {
            let difference = row.compared.difference().unwrap_or_default();
            total == difference && relation != Relation::Screen
                || relation == Relation::Screen && reaches(total, difference, judge::amount(row))
        }
        rows => total.saturating_abs() == judge::amount_of(relation, rows, allowed),
    }
}

/// Whether reasons reach what a screen points at: as far as the difference goes and in its direction,
/// and as much as is in question.
const fn reaches(total: i64, difference: i64, amount: i64) -> bool {
    let is_in_its_direction = difference == 0 || total.signum() == difference.signum();
    let reached = total.unsigned_abs();
    is_in_its_direction && reached >= difference.unsigned_abs() && reached >= amount.unsigned_abs()
}

fn told(reason: &Reason, state: ReasonState) -> GivenReason {
    GivenReason {
        keys: reason.keys(),
        code: reason.code.clone(),
        ballots: reason.ballots,
        note: reason.note.clone(),
        by: reason.by.clone(),
        signed: reason.signed,
        state,
    }
}
