//! Rumors, findings and words for the tests of answers.

use std::collections::BTreeMap;

use rumor_model::{
    answer::{Both, Status},
    finding::{
        Compared, Finding, FindingRow, InQuestion, Keys, Margin, Missing, UnitCounts, UnitFinding,
    },
    messages::Messages,
    reason::{GivenReason, ReasonState},
    rumor::Rumor,
    word::{Outcome, Standing},
};

use super::super::{Evidence, Held, Rehearsal, Setting, Source};

/// A rumor decided by records, with these facts and plain sentences about the check `one`.
pub(super) fn rumor(facts: &str) -> Rumor {
    Rumor::read(
        "so",
        "voters",
        &include_str!("rumor.md").replace("FACTS", facts),
    )
    .unwrap()
}

/// A rumor with one deciding check, `one`, that counts votes.
pub(super) fn decided_in(mode: &str, more: &str) -> Rumor {
    rumor(&format!("{}{more}", decides("one", mode, "votes")))
}

/// A deciding check.
pub(super) fn decides(check: &str, mode: &str, unit: &str) -> String {
    let facts = [("check", check), ("mode", mode), ("unit", unit)];
    let facts = facts
        .map(|(key, value)| format!("{key} = \"{value}\"\n"))
        .concat();
    format!("[[decides]]\n{facts}reads = [\"tape\"]\n")
}

/// A row: unit, the two figures, outcome, the reasons that fit it.
pub(super) struct Row(
    pub(super) &'static str,
    pub(super) i64,
    pub(super) i64,
    pub(super) Outcome,
    pub(super) &'static [usize],
);

/// A finding of these rows; the units' figures as `rumor-checks` makes them.
pub(super) fn finding(rows: &[Row], reasons: Vec<GivenReason>) -> Finding {
    let mut units = UnitCounts::default();
    let mut by_unit: Vec<UnitFinding> = Vec::new();
    let mut made = Vec::new();
    for (at, Row(unit, left, right, outcome, fitting)) in rows.iter().enumerate() {
        units.compared += 1;
        match outcome {
            Outcome::Impossible => units.impossible += 1,
            Outcome::Unexplained => units.unexplained += 1,
            Outcome::CannotTell => units.cannot_tell += 1,
            Outcome::Explained => units.explained += 1,
            Outcome::Agrees => units.agrees += 1,
        }
        let differs = !matches!(outcome, Outcome::Agrees | Outcome::CannotTell);
        by_unit.push(UnitFinding {
            unit: (*unit).to_owned(),
            outcome: *outcome,
            in_question: if differs { (right - left).abs() } else { 0 },
            explained: 0,
            missing: Vec::new(),
            rows: vec![at],
        });
        made.push(row(
            Keys { unit: (*unit).to_owned(), ..Keys::default() },
            (*left, *right),
            *outcome,
            fitting,
        ));
    }
    Finding {
        schema: 1,
        check: "one".to_owned(),
        code: "X1".to_owned(),
        check_sha256: String::new(),
        election: String::new(),
        jurisdiction: String::new(),
        as_of: String::new(),
        outcome: rows
            .iter()
            .map(|row| row.3)
            .min()
            .unwrap_or(Outcome::CannotTell),
        units,
        rows_compared: units.compared,
        in_question: InQuestion {
            amount: by_unit.iter().map(|unit| unit.in_question).sum(),
            explained: 0,
            out_of: Some(15_969),
            net: None,
        },
        by_chance: None,
        missing: Vec::new(),
        reasons,
        rests_on_standing: Vec::new(),
        tables: Vec::new(),
        records: Vec::new(),
        parameters: BTreeMap::new(),
        line: String::new(),
        rows: made,
        by_unit,
        behind: Vec::new(),
        margin: Some(Margin { votes: 3788, contest: "President".to_owned() }),
    }
}

/// A row that compares two figures.
pub(super) fn row(
    keys: Keys,
    (left, right): (i64, i64),
    outcome: Outcome,
    reasons: &[usize],
) -> FindingRow {
    FindingRow {
        keys,
        compared: Compared::Figures(Some(left), Some(right)),
        in_question: None,
        points: None,
        chance: None,
        expected: None,
        low: None,
        high: None,
        out_of: None,
        missing: None,
        note: None,
        outcome,
        reasons: reasons.to_vec(),
    }
}

/// A signed reason of so many ballots that covers a difference.
pub(super) fn signed(code: &str, ballots: i64) -> GivenReason {
    GivenReason {
        keys: Keys::default(),
        code: code.to_owned(),
        ballots,
        note: String::new(),
        by: "clerk".to_owned(),
        signed: true,
        state: ReasonState::Covers,
    }
}

/// The same finding with something missing.
pub(super) fn lacking(mut finding: Finding, what: &str) -> Finding {
    finding
        .missing
        .push(Missing { unit: Some("Star".to_owned()), what: what.to_owned() });
    finding
}

/// The same finding, resting on a record of that standing.
pub(super) fn resting_on(mut finding: Finding, standing: Standing) -> Finding {
    finding.rests_on_standing.push(standing);
    finding
}

/// Findings by check, of checks that compare tapes and totals in precincts.
pub(super) fn evidence<'a>(findings: &[(&str, &'a Finding)]) -> Evidence<'a> {
    let held = |finding: &'a Finding| Held {
        finding,
        units: "reporting_units",
        counts: "ballots",
        left: Both { en: "closing tape", es: "cinta de cierre" },
        right: Both { en: "total", es: "total" },
        sha256: "ab".to_owned(),
    };
    let sources = findings.iter();
    Evidence {
        setting: Setting {
            election: "2020-11-03-general".to_owned(),
            election_name: "General Election".to_owned(),
            jurisdiction: "us-mi-antrim".to_owned(),
            place: "Antrim County".to_owned(),
            as_of: "2020-11-22T04:59:59Z".to_owned(),
            as_of_on: "2020-11-21".to_owned(),
            status: Status::Final,
            rehearsal: Rehearsal::No,
        },
        sources: sources
            .map(|(check, finding)| ((*check).to_owned(), Source::Held(held(finding))))
            .collect(),
    }
}

/// Words of both languages.
pub(super) fn messages() -> Both<Messages> {
    Both {
        en: Messages::read(include_str!("en.toml")).unwrap(),
        es: Messages::read(include_str!("es.toml")).unwrap(),
    }
}
