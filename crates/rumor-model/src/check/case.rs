//! Cases: a check's tests, as small tables in Markdown (`contract.md` §3).

use std::collections::BTreeMap;

use super::{Error, line_of};
use crate::markdown::{Fence, Section};

/// One case: tables in, a finding out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// A sentence.
    pub title: String,
    /// The line of its heading.
    pub line: usize,
    /// The tables that records feed. One with a header only is present and empty.
    pub tables: BTreeMap<String, CaseTable>,
    /// The reasons given.
    pub reasons: Option<CaseTable>,
    /// Parameters that differ from the check's own.
    pub parameters: BTreeMap<String, i64>,
    /// What must come out.
    pub expected: Expected,
}

/// A small table: its header, and its rows with their values as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseTable {
    /// The line of the header in the file.
    pub line: usize,
    /// The columns that are given.
    pub header: Vec<String>,
    /// The rows; an empty text is NULL.
    pub rows: Vec<Vec<String>>,
}

/// What a case must come out as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// What the terminal prints.
    pub line: String,
    /// The rows that differ, with only the columns that are compared.
    pub rows: Option<CaseTable>,
}

impl Case {
    pub(super) fn read(part: &Section) -> Result<Self, Error> {
        let mut tables = BTreeMap::new();
        let mut reasons = None;
        let mut parameters = BTreeMap::new();
        let mut expected = None;
        for fence in &part.fences {
            match fence.label.split_once(' ').unwrap_or((&fence.label, "")) {
                ("table", name) => {
                    tables.insert(name.trim().to_owned(), CaseTable::read(fence, &fence.text)?);
                }
                ("reason", _) => reasons = Some(CaseTable::read(fence, &fence.text)?),
                ("parameter", _) => parameters = read_parameters(fence)?,
                ("finding", _) => expected = Some(Expected::read(fence)?),
                (other, _) => {
                    let text = format!("a case has no block ```{other}");
                    return Err(Error::Case { line: fence.line.saturating_sub(1), text });
                }
            }
        }
        let expected = expected.ok_or_else(|| Error::Case {
            line: part.line,
            text: format!("`{}` lacks its ```finding block", part.heading),
        })?;
        let title = part.heading.clone();
        Ok(Self { title, line: part.line, tables, reasons, parameters, expected })
    }
}

impl CaseTable {
    fn read(fence: &Fence, text: &str) -> Result<Self, Error> {
        let line = fence.line;
        let wrong = |error: csv::Error| Error::Case { line, text: error.to_string() };
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        let header = reader
            .headers()
            .map_err(wrong)?
            .iter()
            .map(str::to_owned)
            .collect();
        let rows = reader
            .records()
            .map(|row| Ok(row.map_err(wrong)?.iter().map(str::to_owned).collect()))
            .collect::<Result<_, Error>>()?;
        Ok(Self { line, header, rows })
    }

    /// The rows as pairs of column and value.
    pub fn named_rows(&self) -> impl Iterator<Item = BTreeMap<&str, &str>> {
        self.rows.iter().map(|row| {
            self.header
                .iter()
                .map(String::as_str)
                .zip(row.iter().map(String::as_str))
                .collect()
        })
    }
}

impl Expected {
    fn read(fence: &Fence) -> Result<Self, Error> {
        let (line, rest) = fence.text.split_once('\n').unwrap_or((&fence.text, ""));
        let rows = if rest.trim().is_empty() {
            None
        } else {
            Some(CaseTable::read(fence, rest)?)
        };
        Ok(Self { line: line.to_owned(), rows })
    }
}

fn read_parameters(fence: &Fence) -> Result<BTreeMap<String, i64>, Error> {
    toml::from_str(&fence.text).map_err(|error| Error::Case {
        line: fence.line.saturating_add(line_of(&error, &fence.text)),
        text: error.message().to_owned(),
    })
}
