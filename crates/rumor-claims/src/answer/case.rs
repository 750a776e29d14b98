//! The findings that a case of a rumor's file tells, as evidence.

use std::collections::BTreeMap;

use rumor_model::{answer::Status, rumor::Case};

use super::evidence::{Evidence, Rehearsal, Setting, Source, Told, ToldCell};

/// A value of a case that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the case at line {line} has `{found}` as {column}; write a whole number, or nothing")]
pub struct NoNumber {
    line: usize,
    column: String,
    found: String,
}

/// The findings of a case. Columns beside the usual ones are figures of the finding by the names
/// that placeholders have: `units`, `units_differ`, `in_question`, `net`, `out_of`.
pub fn case_evidence(case: &Case) -> Result<Evidence<'static>, NoNumber> {
    let mut sources = BTreeMap::new();
    for row in &case.findings {
        let check = row.get("check").cloned().unwrap_or_default();
        let told = told(case, &check, row)?;
        sources.insert(check, Source::Told(told));
    }
    let setting = Setting {
        election: String::new(),
        election_name: String::new(),
        jurisdiction: String::new(),
        place: String::new(),
        as_of: String::new(),
        as_of_on: String::new(),
        status: Status::Provisional,
        rehearsal: Rehearsal::No,
    };
    Ok(Evidence { setting, sources })
}

fn told(case: &Case, check: &str, row: &BTreeMap<String, String>) -> Result<Told, NoNumber> {
    let mut told = Told::default();
    for (column, cell) in row.iter().filter(|(_, cell)| !cell.is_empty()) {
        match column.as_str() {
            "check" => {}
            "outcome" => told.outcome = cell.parse().ok(),
            "missing" => {
                told.missing = cell.split(';').map(|what| what.trim().to_owned()).collect();
            }
            "confirmed" => told.confirmed = number(case, column, cell)?,
            "open" => told.open = number(case, column, cell)?,
            _ => {
                told.figures
                    .insert(column.clone(), number(case, column, cell)?);
            }
        }
    }
    for row in case
        .cells
        .iter()
        .filter(|row| row.get("check").is_some_and(|of| of == check))
    {
        let figure = |column: &str| {
            let cell = row.get(column).filter(|cell| !cell.is_empty());
            cell.map(|cell| number(case, column, cell)).transpose()
        };
        let (left, right) = (figure("left")?, figure("right")?);
        let keys = row.iter().filter(|(_, value)| !value.is_empty());
        let keys = keys
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        told.cells.push(ToldCell { keys, left, right });
    }
    Ok(told)
}

fn number(case: &Case, column: &str, cell: &str) -> Result<i64, NoNumber> {
    cell.parse().map_err(|_| NoNumber {
        line: case.line,
        column: column.to_owned(),
        found: cell.to_owned(),
    })
}
