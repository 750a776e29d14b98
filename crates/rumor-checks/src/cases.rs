//! Runs a check's own cases: small tables in, the expected line and rows out (`contract.md` §3).
//!
//! The same function serves `cargo test`, an office that writes a check of its own, and the twin in
//! a second engine, which is handed the same tables.

use std::collections::BTreeMap;

use rumor_derive::derived;
use rumor_model::{
    check::{Case, CaseTable, Check},
    finding::{Compared, Finding, FindingRow, Keys},
    messages::Messages,
    reason::Reason,
    table::{Builder, Cell, Kind, Schema, Table},
    table_set::TableSet,
    tables::{self, ParameterRow},
};

use crate::{
    run::{Context, run},
    session::Session,
};

/// Why a case did not come out as it says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{check}.md:{line}: {title}\n  expected {expected}\n  found    {found}")]
pub struct Mismatch {
    /// The check.
    pub check: String,
    /// The line of the case.
    pub line: usize,
    /// The case.
    pub title: String,
    /// As the case says.
    pub expected: String,
    /// As it came out.
    pub found: String,
}

/// Runs every case of a check and tells those that came out otherwise.
pub fn mismatches(check: &Check, messages: &Messages) -> Vec<Mismatch> {
    check
        .cases
        .iter()
        .filter_map(|case| mismatch(check, case, messages))
        .collect()
}

fn mismatch(check: &Check, case: &Case, messages: &Messages) -> Option<Mismatch> {
    let wrong = |expected: String, found: String| {
        Some(Mismatch {
            check: check.id.clone(),
            line: case.line,
            title: case.title.clone(),
            expected,
            found,
        })
    };
    let finding = match finding(check, case, messages) {
        Ok(finding) => finding,
        Err(text) => return wrong(case.expected.line.clone(), text),
    };
    if finding.line != case.expected.line {
        return wrong(case.expected.line.clone(), finding.line);
    }
    let table = case.expected.rows.as_ref()?;
    let found: Vec<Vec<String>> = finding
        .rows
        .iter()
        .filter(|row| row.differs())
        .map(|row| {
            table
                .header
                .iter()
                .map(|column| value(row, column))
                .collect()
        })
        .collect();
    if found == table.rows {
        return None;
    }
    let shown = |rows: &[Vec<String>]| {
        rows.iter()
            .map(|row| row.join(","))
            .collect::<Vec<_>>()
            .join(" | ")
    };
    wrong(shown(&table.rows), shown(&found))
}

/// The finding of a case.
fn finding(check: &Check, case: &Case, messages: &Messages) -> Result<Finding, String> {
    let session = session(check, case)?;
    let reasons = reasons(check, case)?;
    let context = Context {
        election: "case",
        jurisdiction: "case",
        as_of: "9999-12-31T00:00:00Z",
        messages,
    };
    let finding = run(check, &session, &reasons, &context).map_err(|error| error.to_string())?;
    let behind: std::collections::BTreeSet<&str> =
        finding.behind.iter().map(|row| row.unit.as_str()).collect();
    let without = finding.rows.iter().find(|row| {
        row.differs() && check.rows_sql.is_some() && !behind.contains(row.keys.unit.as_str())
    });
    without.map_or(Ok(()), |row| {
        Err(format!("no rows behind {}", row.keys.unit))
    })?;
    Ok(finding)
}

/// The tables of a case, ready to be asked.
pub fn session(check: &Check, case: &Case) -> Result<Session, String> {
    let mut set = TableSet::new();
    for (name, given) in &case.tables {
        set.feed(table(name, given)?);
    }
    let mut parameters = check.facts.parameters.clone();
    parameters.extend(case.parameters.clone());
    let rows: Vec<ParameterRow<'_>> = parameters
        .iter()
        .map(|(name, value)| ParameterRow {
            owner: Some(&check.id),
            name: Some(name),
            value: Some(*value),
        })
        .collect();
    set.put(Table::of(&rows));
    let owned = parameters
        .into_iter()
        .map(|(name, value)| ((check.id.clone(), name), value))
        .collect();
    Ok(Session::open(set, owned))
}

fn table(name: &str, given: &CaseTable) -> Result<Table, String> {
    let schema = tables::schema(name)
        .or_else(|| derived(name).map(|derived| derived.schema))
        .ok_or_else(|| format!("line {}: there is no table `{name}`", given.line))?;
    if let Some(unknown) = given
        .header
        .iter()
        .find(|column| schema.column(column).is_none())
    {
        return Err(format!(
            "line {}: `{name}` has no column `{unknown}`",
            given.line
        ));
    }
    let mut builder = Builder::new(schema);
    for (at, row) in (1_i64..).zip(given.named_rows()) {
        let line = given
            .line
            .saturating_add(usize::try_from(at).unwrap_or_default());
        let cells = cells(schema, &row, at).map_err(|text| format!("line {line}: {text}"))?;
        builder.push_cells(&mut cells.into_iter());
    }
    Ok(builder.finish())
}

/// A column left out is NULL, but the record is number 1 and the row its line in the small table.
fn cells<'a>(
    schema: &Schema,
    row: &BTreeMap<&str, &'a str>,
    at: i64,
) -> Result<Vec<Cell<'a>>, String> {
    let cell = |column: &rumor_model::table::Column| {
        let text = row
            .get(column.name)
            .copied()
            .filter(|text| !text.is_empty());
        match (column.kind, text) {
            (Kind::Integer, None) if !row.contains_key(column.name) => {
                Ok(Cell::Integer(match column.name {
                    "record_id" => Some(1),
                    "row_number" => Some(at.saturating_add(1)),
                    _ => None,
                }))
            }
            (Kind::Integer, None) => Ok(Cell::Integer(None)),
            (Kind::Integer, Some(text)) => {
                let number = text
                    .parse()
                    .map_err(|_| format!("`{text}` is no whole number"))?;
                Ok(Cell::Integer(Some(number)))
            }
            (Kind::Boolean, None) => Ok(Cell::Boolean(None)),
            (Kind::Boolean, Some("true")) => Ok(Cell::Boolean(Some(true))),
            (Kind::Boolean, Some("false")) => Ok(Cell::Boolean(Some(false))),
            (Kind::Boolean, Some(text)) => Err(format!("`{text}` is neither true nor false")),
            (Kind::Text, text) => Ok(Cell::Text(text)),
        }
    };
    schema.columns.iter().map(cell).collect()
}

fn reasons(check: &Check, case: &Case) -> Result<Vec<Reason>, String> {
    let Some(table) = &case.reasons else {
        return Ok(Vec::new());
    };
    table
        .named_rows()
        .map(|row| {
            let field = |name: &str| row.get(name).copied().filter(|text| !text.is_empty());
            let number = |name: &str| -> Result<Option<i64>, String> {
                let parse = |text: &str| {
                    text.parse()
                        .map_err(|_| format!("line {}: `{text}` is no number", table.line))
                };
                field(name).map(parse).transpose()
            };
            let others = Keys::NAMES
                .iter()
                .filter(|name| **name != "unit")
                .filter_map(|name| Some(((*name).to_owned(), field(name)?.to_owned().into())))
                .collect();
            Ok(Reason {
                schema: 1,
                check: check.id.clone(),
                unit: field("unit").unwrap_or_default().to_owned(),
                code: field("code").unwrap_or_default().to_owned(),
                ballots: number("ballots")?.unwrap_or_default(),
                left: number("left")?,
                right: number("right")?,
                note: String::new(),
                attachment: None,
                by: "case".to_owned(),
                others,
                signed: false,
                file: String::new(),
            })
        })
        .collect()
}

/// A value of a row as a case writes it.
fn value(row: &FindingRow, column: &str) -> String {
    if let Some((_, key)) = Keys::NAMES
        .iter()
        .zip(row.keys.values())
        .find(|(name, _)| **name == column)
    {
        return key.unwrap_or_default().to_owned();
    }
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    match (column, &row.compared) {
        ("left_figure", Compared::Figures(left, _)) => number(*left),
        ("right_figure", Compared::Figures(_, right)) => number(*right),
        ("left_text", Compared::Texts(left, _)) => left.clone().unwrap_or_default(),
        ("right_text", Compared::Texts(_, right)) => right.clone().unwrap_or_default(),
        ("in_question", _) => number(row.in_question),
        ("chance", _) => number(row.chance),
        ("expected", _) => number(row.expected),
        ("out_of", _) => number(row.out_of),
        ("missing", _) => row.missing.clone().unwrap_or_default(),
        ("note", _) => row.note.clone().unwrap_or_default(),
        ("points", _) => row
            .points
            .map(|points| points.to_string())
            .unwrap_or_default(),
        (other, _) => format!("no column `{other}`"),
    }
}
