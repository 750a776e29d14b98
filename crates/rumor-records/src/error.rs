//! What stops a record from being read at all. A single bad row never does: see `row_problem`.

use std::io;

use crate::row_problem::Code;

/// Why a record could not be read.
#[derive(Debug, thiserror::Error)]
#[error("`{name}` is refused: {fault}")]
pub struct Error {
    /// The record's name.
    pub name: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a record as a whole.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The bytes do not arrive.
    #[error("{0}")]
    Unreadable(#[from] io::Error),
    /// More bytes than a table of counts can have.
    #[error("it is larger than {} MiB; split it by county or by contest", limit >> 20)]
    TooLarge {
        /// The most that is read, in bytes.
        limit: u64,
    },
    /// There is nothing in it.
    #[error("it holds no row; export it again")]
    Empty,
    /// It holds bytes that no text has.
    #[error("byte {byte} is zero, so it is no text; export it as CSV")]
    Binary {
        /// Counted from 1.
        byte: u64,
    },
    /// Its byte-order mark promises what the bytes do not keep.
    #[error("line {line} is not {encoding}, though the byte-order mark says so; get a whole copy")]
    Undecodable {
        /// The encoding that the mark names.
        encoding: &'static str,
        /// Where.
        line: u64,
    },
    /// A quote is opened and never closed.
    #[error(
        "line {line} opens a quote that is never closed: the file is cut off, or a quote is \
         missing; get a whole copy"
    )]
    OpenQuote {
        /// Where it is opened.
        line: u64,
    },
    /// A quote is opened, and closed on a later line in the middle of a cell.
    #[error(
        "line {line} opens a quote that a later line closes in the middle of a cell: a quote is \
         missing; get a whole copy"
    )]
    StrayQuote {
        /// Where it is opened.
        line: u64,
    },
    /// A cell no person typed and no system exports.
    #[error("a cell on line {line} is longer than {limit} bytes; is a quote missing?")]
    LongCell {
        /// Where the row starts.
        line: u64,
        /// The most that is read, in bytes.
        limit: usize,
    },
    /// A row no spreadsheet holds.
    #[error("line {line} has more than {limit} cells")]
    ManyCells {
        /// Where the row starts.
        line: u64,
        /// The most that is read.
        limit: usize,
    },
    /// The header lacks a column without which a row means nothing.
    #[error("line {line} lacks the column {}; it has: {found}", quoted(missing))]
    MissingColumns {
        /// Where the header stands.
        line: u64,
        /// What is not there.
        missing: Vec<&'static str>,
        /// The header, as found.
        found: String,
    },
    /// Two columns of one name: which one is meant?
    #[error("line {line} names the column `{column}` twice; rename or remove one")]
    RepeatedColumn {
        /// Where the header stands.
        line: u64,
        /// The name.
        column: String,
    },
    /// A column that the format does not have.
    #[error("line {line} has a column `{column}`; the columns are: {}", known.join(", "))]
    UnknownColumn {
        /// Where the header stands.
        line: u64,
        /// The name.
        column: String,
        /// The names that may stand there.
        known: Vec<&'static str>,
    },
    /// Columns of two tables in one file.
    #[error(
        "line {line} has `{result}`, a column of results, and `{accounting}`, a column of ballot \
         accounting; make two files of it"
    )]
    TwoTables {
        /// Where the header stands.
        line: u64,
        /// A column that only results have.
        result: String,
        /// A column that only ballot accounting has.
        accounting: String,
    },
    /// The first line of a form is not as printed in its template.
    #[error("line {line} is `{found}`; the form's first line is `{expected}`")]
    OtherForm {
        /// Where the header stands.
        line: u64,
        /// As found.
        found: String,
        /// As it must be.
        expected: String,
    },
    /// The audit report lacks a part without which the rest means nothing.
    #[error("it has no section `{section}`; export the audit report again")]
    MissingSection {
        /// The section's title.
        section: &'static str,
    },
    /// A column of batch results that belongs to no contest, or to several.
    #[error(
        "line {line}: the choices {} are those of {contests} contests, not of one",
        quoted(choices)
    )]
    WhichContest {
        /// Where the header stands.
        line: u64,
        /// The choices, as found.
        choices: Vec<String>,
        /// How many contests have all of them.
        contests: usize,
    },
}

impl Fault {
    /// The code of the problem with which the whole file is refused.
    pub const fn code(&self) -> Code {
        match self {
            Self::OpenQuote { .. } => Code::Truncated,
            Self::StrayQuote { .. } => Code::StrayQuote,
            Self::MissingColumns { .. }
            | Self::RepeatedColumn { .. }
            | Self::UnknownColumn { .. }
            | Self::TwoTables { .. }
            | Self::OtherForm { .. }
            | Self::MissingSection { .. } => Code::HeaderNotFound,
            Self::WhichContest { .. } => Code::UnknownSelection,
            Self::Unreadable(_)
            | Self::TooLarge { .. }
            | Self::Empty
            | Self::Binary { .. }
            | Self::Undecodable { .. }
            | Self::LongCell { .. }
            | Self::ManyCells { .. } => Code::Unrecognised,
        }
    }
}

fn quoted(names: &[impl AsRef<str>]) -> String {
    let names: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    names.join(", ")
}
