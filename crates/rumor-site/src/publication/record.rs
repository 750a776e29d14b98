//! A record as its page shows it.

use rumor_model::{
    answer::Both,
    moment::Moment,
    word::{Source, Standing},
};

/// A record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its number, as rows of tables name it.
    pub id: i64,
    /// Below the case folder.
    pub path: String,
    /// Its part of an address; never `es`.
    pub slug: String,
    /// What it is, as "Certified result by precinct", where the office says so.
    pub title: Option<Both<String>>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// The id of the format it was read as.
    pub format: String,
    /// Who made the count that it holds, where one did.
    pub source: Option<Source>,
    /// Which edition of that source's count.
    pub version: Option<i64>,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// How near it is to what left the office.
    pub standing: Standing,
    /// Whether its lines may be shown.
    pub publicity: Publicity,
    /// What became of its entries; none where it was not read.
    pub entries: Option<Entries>,
    /// Its entries that were not, or only partly, read.
    pub problems: Vec<RowProblem>,
    /// The slug of the record that replaced it.
    pub replaced_by: Option<String>,
    /// The path of the published copy below the election's folder, where there is one.
    pub copy: Option<String>,
    /// Its lines as text, where it is public and short enough for pages. Line 1 comes first.
    pub lines: Option<Vec<String>>,
}

/// Whether a record's lines may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publicity {
    /// The office has released it.
    Public,
    /// The office has not. Its digest is shown, so that it can be recognised later.
    Withheld,
}

/// What became of the entries of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entries {
    /// Entries in the file.
    pub all: u64,
    /// Became rows.
    pub kept: u64,
    /// Could not be read.
    pub set_aside: u64,
    /// Hold nothing to count.
    pub passed_over: u64,
}

/// An entry that was not, or only partly, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The line where it starts.
    pub row_number: u64,
    /// The column it is about.
    pub column: Option<String>,
    /// What kind of problem.
    pub code: String,
    /// The text that was found, where it may be shown.
    pub found: Option<String>,
    /// What was found and what was expected.
    pub message: String,
    /// What was done with the entry.
    pub action: String,
}
