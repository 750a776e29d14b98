//! One check over one session: the finding.

use std::collections::{BTreeMap, BTreeSet};

use rumor_derive::derived;
use rumor_model::{
    check::{Check, Need},
    finding::{Finding, InQuestion, Margin, Missing, TableDigest, UnitCounts},
    messages::Messages,
    reason::Reason,
    table::Row as _,
    table_set::TableSet,
    tables::ContestRow,
    word::Outcome,
};

use crate::{
    answer::{self, Answer},
    judge, line, origin, reasons,
    session::{self, Session},
};

/// What a finding says of the case it is made in.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The election's id.
    pub election: &'a str,
    /// The jurisdiction's id.
    pub jurisdiction: &'a str,
    /// The moment as of which the tables are.
    pub as_of: &'a str,
    /// The words of the line: English, which tests compare.
    pub messages: &'a Messages,
}

/// Why a check gave no finding. A difference, or a missing record, is never one.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine refused or failed.
    #[error("check `{check}`: {source}")]
    Session {
        /// The check.
        check: String,
        /// What the engine said.
        source: session::Error,
    },
    /// The query's columns are no answer.
    #[error("check `{check}`: {source}")]
    Answer {
        /// The check.
        check: String,
        /// What is wrong with them.
        source: answer::Error,
    },
}

/// Runs a check.
pub fn run(
    check: &Check,
    session: &Session,
    reasons: &[Reason],
    context: &Context<'_>,
) -> Result<Finding, Error> {
    let unfed: Vec<&Need> = check
        .facts
        .reads
        .iter()
        .filter(|need| !is_fed(session, need))
        .collect();
    let mut finding = blank(check, session, context)?;
    if !unfed.is_empty() {
        finding.line = line::unfed(&unfed);
        finding.missing = unfed
            .iter()
            .map(|need| Missing { unit: None, what: need.to_string() })
            .collect();
        return Ok(finding);
    }
    let in_check = |source| Error::Session { check: check.id.clone(), source };
    let in_answer = |source| Error::Answer { check: check.id.clone(), source };
    let batch = session.ask(&check.sql).map_err(in_check)?;
    let mut rows = Answer::read(&batch).map_err(in_answer)?.rows;
    if let Some(sql) = &check.rows_sql {
        let batch = session.ask(sql).map_err(in_check)?;
        finding.behind = answer::read_behind(&batch).map_err(in_answer)?;
    }
    (finding.records, finding.rests_on_standing) =
        origin::origin(check, session, &finding.behind, &rows);
    if rows.is_empty() {
        return Ok(nothing_to_compare(check, session, context, finding));
    }
    let relation = check.facts.compares;
    let allowed = votes_allowed(session.tables());
    judge::rows(&check.facts, &mut rows);
    finding.reasons = reasons::cover(relation, &mut rows, reasons, &allowed);
    finding.by_unit = judge::units(relation, &rows, &allowed);
    finding.units = judge::counts(&finding.by_unit);
    finding.outcome = finding
        .by_unit
        .iter()
        .map(|unit| unit.outcome)
        .min()
        .unwrap_or(Outcome::Agrees);
    finding.in_question = judge::in_question(&rows, &finding.by_unit);
    finding.by_chance = judge::by_chance(relation, &rows);
    finding.rows_compared = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    finding.missing = missing(&finding);
    finding.margin = margin(&finding, session);
    finding.line = line::line(
        &line::Parts {
            facts: &check.facts,
            outcome: finding.outcome,
            units: &finding.by_unit,
            counts: finding.units,
            in_question: finding.in_question,
            by_chance: finding.by_chance,
            rows: &rows,
        },
        context.messages,
    );
    finding.rows = rows;
    Ok(finding)
}

/// A finding that cannot tell, until something is compared.
fn blank(check: &Check, session: &Session, context: &Context<'_>) -> Result<Finding, Error> {
    Ok(Finding {
        schema: 1,
        check: check.id.clone(),
        code: check.facts.code.clone(),
        check_sha256: check.sha256.clone(),
        election: context.election.to_owned(),
        jurisdiction: context.jurisdiction.to_owned(),
        as_of: context.as_of.to_owned(),
        outcome: Outcome::CannotTell,
        units: UnitCounts::default(),
        rows_compared: 0,
        in_question: InQuestion::default(),
        by_chance: None,
        missing: Vec::new(),
        reasons: Vec::new(),
        rests_on_standing: Vec::new(),
        tables: tables_read(check, session)
            .map_err(|source| Error::Session { check: check.id.clone(), source })?,
        records: Vec::new(),
        parameters: parameters_of(check, session.tables()),
        line: String::new(),
        rows: Vec::new(),
        by_unit: Vec::new(),
        behind: Vec::new(),
        margin: None,
    })
}

/// No rows came back. Only where a list that is needed is there, and empty, is that an answer.
fn nothing_to_compare(
    check: &Check,
    session: &Session,
    context: &Context<'_>,
    mut finding: Finding,
) -> Finding {
    let is_empty = |need: &Need| session.tables().is_present_and_empty(&need.table);
    if check.facts.reads.iter().any(is_empty) {
        finding.outcome = Outcome::Agrees;
        finding.line = format!("agrees · {}", context.messages.count(0, &check.facts.units));
    } else {
        "cannot-tell · nothing to compare".clone_into(&mut finding.line);
        finding.missing = vec![Missing { unit: None, what: "nothing to compare".to_owned() }];
    }
    finding
}

/// Whether a record feeds what is needed; a derived table is fed by all that it is made from.
fn is_fed(session: &Session, need: &Need) -> bool {
    let tables = session.tables();
    tables.feeds(need)
        || derived(&need.table).is_some_and(|derived| {
            derived
                .made_from
                .iter()
                .all(|base| tables.feeds(&Need::from((*base).to_owned())))
        })
}

fn tables_read(check: &Check, session: &Session) -> Result<Vec<TableDigest>, session::Error> {
    let mut names = session.references(&check.sql)?;
    if let Some(sql) = &check.rows_sql {
        names.append(&mut session.references(sql)?);
    }
    names
        .into_iter()
        .map(|name| Ok(TableDigest { sha256: session.digest(&name)?, name }))
        .collect()
}

/// The check's numbers, as the case has them.
fn parameters_of(check: &Check, tables: &TableSet) -> BTreeMap<String, i64> {
    let mut numbers = check.facts.parameters.clone();
    let table = tables.table(rumor_model::tables::ParameterRow::SCHEMA);
    let (owner, name, value) = (
        table.texts("owner"),
        table.texts("name"),
        table.integers("value"),
    );
    for row in (0..table.rows()).filter(|row| owner.get(*row) == Some(&check.id)) {
        if let (Some(name), Some(value)) = (name.get(row), value.get(row)) {
            numbers.insert(name.to_owned(), value);
        }
    }
    numbers
}

fn votes_allowed(tables: &TableSet) -> judge::VotesAllowed {
    let contests = tables.table(ContestRow::SCHEMA);
    let (name, allowed) = (contests.texts("name"), contests.integers("votes_allowed"));
    (0..contests.rows())
        .filter_map(|row| Some((name.get(row)?.to_owned(), allowed.get(row)?)))
        .collect()
}

fn missing(finding: &Finding) -> Vec<Missing> {
    let of_units = finding.by_unit.iter().flat_map(|unit| {
        unit.missing
            .iter()
            .map(|what| Missing { unit: Some(unit.unit.clone()), what: what.clone() })
    });
    of_units.collect()
}

fn margin(finding: &Finding, session: &Session) -> Option<Margin> {
    let differing = finding.by_unit.iter().filter(|unit| {
        !matches!(unit.outcome, Outcome::Agrees | Outcome::CannotTell) || unit.in_question > 0
    });
    let units: BTreeSet<&str> = differing.map(|unit| unit.unit.as_str()).collect();
    rumor_derive::closest_margin(session.tables(), &units)
}
