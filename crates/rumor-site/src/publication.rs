//! What is published: plain data, filled by the case, shown by the pages.
//!
//! What is not in here is on no page. The case decides what is public, and says in [`LeftOut`] what
//! is not.

mod history;
mod record;

use rumor_model::{
    answer::{Answer, Both},
    check::Check,
    finding::Finding,
    messages::Messages,
    moment::{Moment, Zone},
    rumor::Rumor,
};

pub use history::{History, Reported, Version};
pub use record::{Entries, Publicity, Record, RowProblem};

/// The files that stand beside each finding's page and are written by the case.
pub const FINDING_FILES: [&str; 5] = [
    "finding.json",
    "rows.csv",
    "rows.parquet",
    "query.sql",
    "rerun.sql",
];

/// One election's publication.
#[derive(Debug)]
pub struct Publication<'a> {
    /// The election.
    pub election: Election,
    /// The office's jurisdiction.
    pub jurisdiction: Jurisdiction,
    /// The zone in which its clocks run.
    pub zone: Zone,
    /// Whether it is a rehearsal.
    pub rehearsal: Rehearsal,
    /// What every page says first, such as that this is an example that no office published.
    pub notice: Option<Both<String>>,
    /// Where the folder will stand, ending in `/`, if that is known. Feeds and cards print it.
    pub address: Option<String>,
    /// The words of both languages.
    pub messages: Both<&'a Messages>,
    /// The findings as of each moment, the newest first. The first is the one that counts.
    pub scopes: Vec<Scope<'a>>,
    /// The rumors and their answers, made from the first scope.
    pub answers: Vec<Answered<'a>>,
    /// The records, in the order of `case.toml`.
    pub records: Vec<Record>,
    /// How the published result of each contest changed, for the whole jurisdiction, in the order
    /// of the ballot.
    pub histories: Vec<History>,
    /// What was not published, and why.
    pub left_out: Vec<LeftOut>,
    /// Everything in one file.
    pub bundle: Option<Bundle>,
}

/// The election.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    /// Its id, `2020-11-03-general`.
    pub id: String,
    /// Its name, as `General Election`, as the office writes it.
    pub name: String,
    /// Its day, `2020-11-03`.
    pub date: String,
}

/// The jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jurisdiction {
    /// Its id, `us-mi-antrim`.
    pub id: String,
    /// Its name, `Antrim County, Michigan`.
    pub name: String,
}

/// Whether the election took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rehearsal {
    /// It is a rehearsal, and every page says so.
    Yes,
    /// It took place.
    No,
}

/// The findings as of one moment.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The moment.
    pub as_of: Moment,
    /// Its part of an address, as `second-report`; never `es`. Not used for the first scope.
    pub slug: String,
    /// What it is called, as "Second published report, 5 November 2020".
    pub label: Both<String>,
    /// When a later record replaced what it is about.
    pub replaced_at: Option<Moment>,
    /// The checks and what each found, in any order.
    pub made: Vec<Made<'a>>,
}

/// A check and what it found.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// The check.
    pub check: &'a Check,
    /// What it found.
    pub finding: &'a Finding,
}

/// A rumor and its answer.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'a> {
    /// The rumor.
    pub rumor: &'a Rumor,
    /// The answer.
    pub answer: &'a Answer,
}

/// Something that was not published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What, as "records/voters.csv" or "column `voter_id` of `check_in`".
    pub what: String,
    /// Why.
    pub why: Both<String>,
}

/// Everything in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Its path below the election's folder, `bundle/antrim-2020.zip`.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of it.
    pub sha256: String,
}

impl<'a> Publication<'a> {
    /// The scope that counts: the newest.
    pub(crate) fn main(&self) -> Option<&Scope<'a>> {
        self.scopes.first()
    }

    /// The record of that number.
    pub(crate) fn record(&self, id: i64) -> Option<&Record> {
        self.records.iter().find(|record| record.id == id)
    }
}

impl<'a> Scope<'a> {
    /// What a check found as of this moment.
    pub(crate) fn of(&self, check: &str) -> Option<Made<'a>> {
        self.made
            .iter()
            .find(|made| made.check.id == check)
            .copied()
    }
}
