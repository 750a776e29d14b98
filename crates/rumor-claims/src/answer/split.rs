//! Splitting what is in question by the reasons given for it (`claims.md` §8.1).
//!
//! Only a signed reason says anything. One that names a confirming code confirms, one of the
//! office's other known codes gives another cause; whatever is left is open.

use std::collections::BTreeMap;

use rumor_model::{
    answer::Mode,
    finding::{Finding, FindingRow, UnitFinding},
    reason::{CODES, GivenReason, ReasonState},
    rumor::Pair,
    word::Outcome,
};

/// What is in question in one unit, in parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) confirmed: i64,
    pub(crate) open: i64,
    /// Other causes.
    pub(crate) other: i64,
}

/// What a reason, or the lack of one, says about the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    Confirms,
    OtherCause,
    Nothing,
}

/// The source paper was looked at. Only these tell anything of a row that breaks a rule.
const LOOKED_AT: [&str; 3] = ["confirmed_case", "lawful_case", "record_error"];

/// What is in question in a unit, by what its reasons say.
pub(crate) fn unit(finding: &Finding, unit: &UnitFinding, pair: &Pair) -> Parts {
    let rows: Vec<&FindingRow> = unit
        .rows
        .iter()
        .filter_map(|at| finding.rows.get(*at))
        .filter(|row| row.differs())
        .collect();
    let said: Vec<Said<'_>> = rows
        .iter()
        .map(|row| Said::of(row, finding, pair))
        .collect();
    let Some(first) = said.first() else {
        return Parts::default();
    };
    // At least one is in question where a row differs.
    let amount = unit.in_question.max(1);
    if let Some(whole) = first
        .whole
        .filter(|_| said.iter().all(|said| said.whole == first.whole))
    {
        return match whole {
            Says::Confirms => Parts { confirmed: amount, ..Parts::default() },
            Says::OtherCause => Parts { other: amount, ..Parts::default() },
            Says::Nothing => Parts { open: amount, ..Parts::default() },
        };
    }
    let confirmed = least(&said, finding, Says::Confirms).min(amount);
    let other = least(&said, finding, Says::OtherCause).min(amount.saturating_sub(confirmed));
    Parts {
        confirmed,
        other,
        open: amount.saturating_sub(confirmed).saturating_sub(other),
    }
}

/// The rows of a finding, counted one by one.
pub(crate) fn rows(finding: &Finding, pair: &Pair) -> Parts {
    let mut parts = Parts::default();
    for row in finding.rows.iter().filter(|row| row.differs()) {
        let said = Said::of(row, finding, pair);
        let confirms = said.reasons.iter().any(|(_, says)| *says == Says::Confirms);
        let part = match said.whole {
            Some(Says::Confirms) => &mut parts.confirmed,
            Some(Says::OtherCause) => &mut parts.other,
            None if confirms => &mut parts.confirmed,
            Some(Says::Nothing) | None => &mut parts.open,
        };
        *part = part.saturating_add(1);
    }
    parts
}

/// What the reasons of a row say.
struct Said<'a> {
    row: &'a FindingRow,
    /// What the whole of it is, if it is one thing.
    whole: Option<Says>,
    reasons: Vec<(usize, Says)>,
}

impl<'a> Said<'a> {
    fn of(row: &'a FindingRow, finding: &Finding, pair: &Pair) -> Self {
        if row.outcome == Outcome::Impossible && pair.mode == Mode::Breach {
            return Self { row, whole: Some(Says::Confirms), reasons: Vec::new() };
        }
        let said = |at: &usize| {
            let says = finding
                .reasons
                .get(*at)
                .map_or(Says::Nothing, |reason| says(reason, row, pair));
            (*at, says)
        };
        let reasons: Vec<(usize, Says)> = row.reasons.iter().map(said).collect();
        let covered = row.outcome == Outcome::Explained
            || reasons
                .iter()
                .map(|(at, _)| ballots(finding, *at))
                .sum::<i64>()
                == row.compared.difference().unwrap_or_default();
        let first = reasons.first().map_or(Says::Nothing, |(_, says)| *says);
        let one = reasons.iter().all(|(_, says)| *says == first);
        let whole = if one && (covered || first == Says::Nothing) {
            Some(first)
        } else {
            None
        };
        Self { row, whole, reasons }
    }
}

fn says(reason: &GivenReason, row: &FindingRow, pair: &Pair) -> Says {
    let code = reason.code.as_str();
    let stands = matches!(reason.state, ReasonState::Covers | ReasonState::Partial);
    let known = code != "other" && CODES.iter().any(|(known, _)| *known == code);
    let settles = row.outcome != Outcome::Impossible || LOOKED_AT.contains(&code);
    let by_code = pair.mode == Mode::Code && pair.codes.iter().any(|named| named == code);
    if !reason.signed || !stands || !settles {
        Says::Nothing
    } else if (code == "confirmed_case" || by_code) && pair.mode != Mode::Bound {
        Says::Confirms
    } else if known {
        Says::OtherCause
    } else {
        // "Other", or a code of the office's own, which says nothing about this claim.
        Says::Nothing
    }
}

fn ballots(finding: &Finding, at: usize) -> i64 {
    finding.reasons.get(at).map_or(0, |reason| reason.ballots)
}

/// The least that accounts for the parts of rows of one kind: of a contest the larger of gains and
/// losses, of several contests the largest; else the sum.
fn least(said: &[Said<'_>], finding: &Finding, kind: Says) -> i64 {
    let mut contests: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    let mut apart = 0_i64;
    let mut counted: Vec<usize> = Vec::new();
    for said in said {
        let part = if said.whole == Some(kind) {
            said.row
                .in_question
                .or_else(|| said.row.compared.difference())
                .unwrap_or(1)
        } else if said.whole.is_some() {
            0
        } else {
            // One reason may fit several rows; it is told once.
            let of_kind = said.reasons.iter().filter(|(_, says)| *says == kind);
            let new: Vec<usize> = of_kind
                .map(|(at, _)| *at)
                .filter(|at| !counted.contains(at))
                .collect();
            counted.extend(&new);
            new.into_iter()
                .map(|at| ballots(finding, at))
                .fold(0, i64::saturating_add)
        };
        match &said.row.keys.contest {
            Some(contest) => {
                let (gains, losses) = contests.entry(contest).or_default();
                let side = if part >= 0 { gains } else { losses };
                *side = side.saturating_add(part.saturating_abs());
            }
            None => apart = apart.saturating_add(part.saturating_abs()),
        }
    }
    let contests = contests
        .into_values()
        .map(|(gains, losses)| gains.max(losses))
        .max();
    contests.unwrap_or_default().saturating_add(apart)
}
