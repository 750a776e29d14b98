//! The line that the terminal prints for a finding (`contract.md` §2, §3):
//! `impossible · 2 of 3 units differ · 817 ballots in question · cannot tell: Elk Rapids (ballots cast)`.

use rumor_model::{
    check::{Facts, Need},
    finding::{ByChance, FindingRow, InQuestion, UnitCounts, UnitFinding},
    messages::{Messages, few, grouped},
    word::{Outcome, Relation},
};

/// Units named before the line says how many more there are.
const NAMED: usize = 3;

/// What a line is made of.
pub(crate) struct Parts<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) outcome: Outcome,
    pub(crate) units: &'a [UnitFinding],
    pub(crate) counts: UnitCounts,
    pub(crate) in_question: InQuestion,
    pub(crate) by_chance: Option<ByChance>,
    pub(crate) rows: &'a [FindingRow],
}

/// The line of a check whose records are there.
pub(crate) fn line(parts: &Parts<'_>, messages: &Messages) -> String {
    let Parts { facts, outcome, units, counts, in_question, by_chance, rows } = parts;
    let compared = signed(counts.compared);
    let differ = counts.differ();
    let of_units = messages.count(compared, &facts.units);
    let is_listed = facts.compares == Relation::Report && *outcome == Outcome::Agrees;
    let mut said = vec![if is_listed {
        "listed".to_owned()
    } else {
        outcome.to_string()
    }];
    if facts.compares == Relation::Screen {
        let found = rows
            .iter()
            .filter_map(right)
            .fold(0_i64, i64::saturating_add);
        let chance = by_chance.and_then(|chance| chance.units);
        let expected = by_chance.and_then(|chance| chance.expected);
        let pointed = format!("{} of {of_units} pointed at", grouped(signed(differ)));
        said.push(pointed + &by_chance_of(chance));
        said.push(
            format!("{} found", messages.count(found, &facts.counts)) + &by_chance_of(expected),
        );
    } else if differ > 0 {
        let verb = if compared == 1 { "differs" } else { "differ" };
        said.push(format!("{} of {of_units} {verb}", grouped(signed(differ))));
        let explained = in_question.explained;
        let part = if explained > 0 && explained < in_question.amount {
            format!(", {} explained", grouped(explained))
        } else {
            String::new()
        };
        let amount = messages.count(in_question.amount, &facts.counts);
        said.push(format!("{amount} in question{part}"));
    } else {
        said.push(of_units);
    }
    if facts.compares == Relation::Report {
        said.push(messages.count(in_question.amount, &facts.counts));
    }
    said.extend(cannot_tell(units));
    said.join(" · ")
}

/// The line of a check that has nothing to read.
pub(crate) fn unfed(needs: &[&Need]) -> String {
    let needs: Vec<String> = needs.iter().map(ToString::to_string).collect();
    format!("cannot-tell · no record of: {}", needs.join(", "))
}

fn right(row: &FindingRow) -> Option<i64> {
    match row.compared {
        rumor_model::finding::Compared::Figures(_, right) => right,
        rumor_model::finding::Compared::Texts(..) => None,
    }
}

fn by_chance_of(billionths: Option<i64>) -> String {
    billionths
        .filter(|billionths| *billionths > 0)
        .map(|billionths| format!(", {} expected by chance", few(billionths)))
        .unwrap_or_default()
}

fn cannot_tell(units: &[UnitFinding]) -> Option<String> {
    let lacking: Vec<String> = units
        .iter()
        .filter(|unit| !unit.missing.is_empty())
        .map(|unit| format!("{} ({})", unit.unit, unit.missing.join(", ")))
        .collect();
    let more = lacking.len().saturating_sub(NAMED);
    let named = lacking
        .iter()
        .take(NAMED)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    let more = if more > 0 {
        format!(" and {} more", grouped(signed_of(more)))
    } else {
        String::new()
    };
    (!lacking.is_empty()).then(|| format!("cannot tell: {named}{more}"))
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn signed_of(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
