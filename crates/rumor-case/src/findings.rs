//! Findings: every check over the tables as of a moment, and the files that hold them.

use rumor_checks::{Context, Session, parquet, run};
use rumor_model::{
    check::Check,
    finding::{Compared, Finding, FindingRow, Keys},
    moment::Moment,
    name::nearest,
    reason::Reason,
    word::Outcome,
};

use crate::{
    assemble::Assembled,
    case::{Case, Error},
    files,
    names::Unresolved,
};

/// The findings of a case as of one moment.
pub struct Findings {
    /// The moment.
    pub as_of: Moment,
    /// In the order of the checks.
    pub made: Vec<Made>,
    /// The names that are not resolved.
    pub unresolved: Vec<Unresolved>,
    pub(crate) session: Session,
}

/// A check and what it found.
#[derive(Debug, Clone)]
pub struct Made {
    /// The check.
    pub check: Check,
    /// What it found.
    pub finding: Finding,
}

/// A finding's check and its files.
pub(crate) type Rendered = (String, Vec<(String, Vec<u8>)>);

impl Findings {
    /// The first, and in most uses the only one.
    pub fn first(&self) -> Result<&Finding, Error> {
        self.made
            .first()
            .map(|made| &made.finding)
            .ok_or_else(|| Error::Unknown { noun: "check", found: String::new(), nearest: None })
    }

    /// What a check found.
    pub fn of(&self, check: &str) -> Option<&Finding> {
        self.made
            .iter()
            .find(|made| made.finding.check == check)
            .map(|made| &made.finding)
    }

    /// The files of each finding, by the check's id.
    pub(crate) fn rendered(&self) -> Result<Vec<Rendered>, Error> {
        self.made
            .iter()
            .map(|made| Ok((made.finding.check.clone(), files_of(made)?)))
            .collect()
    }

    /// The first that occurs among all, in the order of [`Outcome`].
    pub fn worst(&self) -> Option<Outcome> {
        self.made.iter().map(|made| made.finding.outcome).min()
    }
}

impl Case {
    /// A check by its id or its short name.
    pub fn check(&self, name: &str) -> Result<&Check, Error> {
        let checks = &self.library().checks;
        let found = checks
            .iter()
            .find(|check| check.id == name || check.facts.code == name);
        found.ok_or_else(|| Error::Unknown {
            noun: "check",
            found: name.to_owned(),
            nearest: nearest(name, checks.iter().map(|check| check.id.as_str())).map(str::to_owned),
        })
    }

    /// Runs the named checks, or all of them, as of a moment. Writes nothing.
    pub fn findings(&self, names: &[String], as_of: Moment) -> Result<Findings, Error> {
        let checks: Vec<&Check> = if names.is_empty() {
            self.library().checks.iter().collect()
        } else {
            names
                .iter()
                .map(|name| self.check(name))
                .collect::<Result<_, _>>()?
        };
        let Assembled { as_of, tables, parameters, unresolved } = self.tables(as_of)?;
        let session = Session::open(tables, parameters);
        let moment = as_of.to_string();
        let context = Context {
            election: &self.file().election.id,
            jurisdiction: &self.file().jurisdiction.id,
            as_of: &moment,
            messages: &self.library().english,
        };
        let reasons = self.reasons()?;
        let made = checks
            .into_iter()
            .map(|check| {
                let of_check = reasons.iter().filter(|reason| reason.check == check.id);
                let of_check: Vec<Reason> = of_check.cloned().collect();
                let finding = run(check, &session, &of_check, &context)?;
                Ok(Made { check: check.clone(), finding })
            })
            .collect::<Result<_, Error>>()?;
        Ok(Findings { as_of, made, unresolved, session })
    }

    /// Writes findings into `findings/<moment>/<check>/`, each whole.
    pub fn write_findings(&self, findings: &Findings) -> Result<(), Error> {
        let _lock = self.locked()?;
        self.put_findings(findings.as_of, &findings.rendered()?)
    }

    pub(crate) fn put_findings(&self, as_of: Moment, findings: &[Rendered]) -> Result<(), Error> {
        let folder = self.root().join("findings").join(as_of.in_path());
        for (check, files) in findings {
            files::write_folder(&folder.join(check), files.iter().cloned())?;
        }
        Ok(())
    }
}

/// The files of a finding (`contract.md` §4).
pub(crate) fn files_of(made: &Made) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let rows = rows_table(&made.finding);
    let mut csv = Vec::new();
    for line in &rows {
        let fields: Vec<String> = line.iter().map(|value| field(value.as_deref())).collect();
        csv.extend_from_slice(fields.join(",").as_bytes());
        csv.push(b'\n');
    }
    Ok(vec![
        ("finding.json".to_owned(), json(&made.finding)),
        ("rows.csv".to_owned(), csv),
        ("rows.parquet".to_owned(), rows_parquet(&made.finding)?),
        ("query.sql".to_owned(), made.check.sql.clone().into_bytes()),
    ])
}

/// `finding.json`: keys in the contract's order, one line feed at the end.
pub(crate) fn json(finding: &Finding) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(finding).expect("a finding has only plain values");
    bytes.push(b'\n');
    bytes
}

/// The columns of `rows.csv`, after the keys.
const FIGURES: [&str; 13] = [
    "left_figure",
    "right_figure",
    "left_text",
    "right_text",
    "in_question",
    "points",
    "chance",
    "expected",
    "low",
    "high",
    "out_of",
    "missing",
    "note",
];

/// Header and rows; what is not recorded is `None`.
fn rows_table(finding: &Finding) -> Vec<Vec<Option<String>>> {
    let header = Keys::NAMES.iter().chain(&FIGURES).chain(&["outcome"]);
    let header = header.map(|name| Some((*name).to_owned())).collect();
    std::iter::once(header)
        .chain(finding.rows.iter().map(row_values))
        .collect()
}

fn row_values(row: &FindingRow) -> Vec<Option<String>> {
    let number = |number: Option<i64>| number.map(|number| number.to_string());
    let (left, right, left_text, right_text) = match &row.compared {
        Compared::Figures(left, right) => (number(*left), number(*right), None, None),
        Compared::Texts(left, right) => (None, None, left.clone(), right.clone()),
    };
    let keys = row
        .keys
        .values()
        .into_iter()
        .map(|key| key.map(str::to_owned));
    keys.chain([
        left,
        right,
        left_text,
        right_text,
        number(row.in_question),
        row.points.map(|points| points.to_string()),
        number(row.chance),
        number(row.expected),
        number(row.low),
        number(row.high),
        number(row.out_of),
        row.missing.clone(),
        row.note.clone(),
        Some(row.outcome.to_string()),
    ])
    .collect()
}

fn field(value: Option<&str>) -> String {
    match value {
        None => String::new(),
        Some(text) if text.is_empty() || text.contains([',', '"', '\r', '\n']) => {
            format!("\"{}\"", text.replace('"', "\"\""))
        }
        Some(text) => text.to_owned(),
    }
}

fn rows_parquet(finding: &Finding) -> Result<Vec<u8>, Error> {
    use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
    use std::sync::Arc;

    let rows: Vec<Vec<Option<String>>> = finding.rows.iter().map(row_values).collect();
    let names = Keys::NAMES.iter().chain(&FIGURES).chain(&["outcome"]);
    let columns: Vec<(&str, ArrayRef)> = names
        .enumerate()
        .map(|(at, name)| {
            let column = rows.iter().map(|row| row.get(at).cloned().flatten());
            let array: ArrayRef = match *name {
                "points" => Arc::new(
                    finding
                        .rows
                        .iter()
                        .map(|row| row.points)
                        .collect::<BooleanArray>(),
                ),
                "left_figure" | "right_figure" | "in_question" | "chance" | "expected" | "low"
                | "high" | "out_of" => Arc::new(
                    column
                        .map(|text| text.and_then(|text| text.parse().ok()))
                        .collect::<Int64Array>(),
                ),
                _ => Arc::new(column.collect::<StringArray>()),
            };
            (*name, array)
        })
        .collect();
    let wrong = |text: String| Error::Parquet { name: format!("rows of {}", finding.check), text };
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns
            .into_iter()
            .map(|(name, column)| (name, column, true)),
    )
    .map_err(|error| wrong(error.to_string()))?;
    parquet::of_batch(&batch).map_err(|error| wrong(error.to_string()))
}
