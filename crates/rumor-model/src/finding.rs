//! Findings: what a check found, row by row, unit by unit, and as a whole (`contract.md` §2, §4).
//!
//! The types hold what was decided in `rumor-checks`; pages, answers and files read it from here
//! and compute nothing again.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    reason::GivenReason,
    word::{Outcome, Standing},
};

/// What names one row of a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Keys {
    /// The unit as people know it.
    pub unit: String,
    /// The contest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contest: Option<String>,
    /// The choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contest_option: Option<String>,
    /// Who made the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// How the ballots were cast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Which of several identities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment_at: Option<String>,
}

impl Keys {
    /// The names of the keys, in the order in which rows are sorted.
    pub const NAMES: [&'static str; 8] = [
        "unit",
        "contest",
        "contest_option",
        "source",
        "method",
        "measure",
        "item",
        "moment_at",
    ];

    /// The values, in the order of [`Keys::NAMES`].
    pub fn values(&self) -> [Option<&str>; 8] {
        [
            Some(self.unit.as_str()),
            self.contest.as_deref(),
            self.contest_option.as_deref(),
            self.source.as_deref(),
            self.method.as_deref(),
            self.measure.as_deref(),
            self.item.as_deref(),
            self.moment_at.as_deref(),
        ]
    }
}

/// The two things that a row compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// Two figures. Absent is `None`, never 0.
    Figures(Option<i64>, Option<i64>),
    /// Two words or digests.
    Texts(Option<String>, Option<String>),
}

impl Compared {
    /// Right less left, where both are figures.
    pub fn difference(&self) -> Option<i64> {
        match self {
            Self::Figures(Some(left), Some(right)) => right.checked_sub(*left),
            Self::Figures(..) | Self::Texts(..) => None,
        }
    }
}

/// One row of a finding: one comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// What it is about.
    pub keys: Keys,
    /// The two figures or texts.
    pub compared: Compared,
    /// What is in question, where the query says so.
    pub in_question: Option<i64>,
    /// Whether a screen points at it.
    pub points: Option<bool>,
    /// How likely it would be pointed at if nothing were wrong, in billionths.
    pub chance: Option<i64>,
    /// How much of the right figure chance gives, in billionths.
    pub expected: Option<i64>,
    /// Lower bound.
    pub low: Option<i64>,
    /// Upper bound.
    pub high: Option<i64>,
    /// The whole of which this is a part.
    pub out_of: Option<i64>,
    /// The record or figure that is not there.
    pub missing: Option<String>,
    /// A remark of the query's.
    pub note: Option<String>,
    /// What it came out as.
    pub outcome: Outcome,
    /// The reasons that fit it, by their place in [`Finding::reasons`].
    pub reasons: Vec<usize>,
}

impl FindingRow {
    /// Whether it differs: neither agrees nor cannot be told.
    pub const fn differs(&self) -> bool {
        !matches!(self.outcome, Outcome::Agrees | Outcome::CannotTell)
    }
}

/// What one unit came out as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitFinding {
    /// Its name.
    pub unit: String,
    /// The first that occurs among its rows, in the order of [`Outcome`].
    pub outcome: Outcome,
    /// In question in this unit.
    pub in_question: i64,
    /// Of that, covered by reasons.
    pub explained: i64,
    /// What is missing, sorted.
    pub missing: Vec<String>,
    /// Its rows, by their place in [`Finding::rows`].
    pub rows: Vec<usize>,
}

/// How many units came out as what. In the order of `finding.json`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct UnitCounts {
    /// All of them.
    pub compared: u64,
    /// Agree.
    pub agrees: u64,
    /// Differ, and reasons cover it.
    pub explained: u64,
    /// Differ, and something is not explained.
    pub unexplained: u64,
    /// Break a rule of arithmetic or law.
    pub impossible: u64,
    /// Lack a record or figure.
    pub cannot_tell: u64,
}

impl UnitCounts {
    /// Units that differ: neither agree nor cannot be told.
    pub const fn differ(&self) -> u64 {
        self.explained
            .saturating_add(self.unexplained)
            .saturating_add(self.impossible)
    }

    /// How many came out as `outcome`.
    pub const fn of(&self, outcome: Outcome) -> u64 {
        match outcome {
            Outcome::Impossible => self.impossible,
            Outcome::Unexplained => self.unexplained,
            Outcome::CannotTell => self.cannot_tell,
            Outcome::Explained => self.explained,
            Outcome::Agrees => self.agrees,
        }
    }
}

/// The second measure: how much is in question, summed over units and never netted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct InQuestion {
    /// All of it.
    pub amount: i64,
    /// Of that, covered by reasons.
    pub explained: i64,
    /// The whole: the left figures compared, where they can be added.
    pub out_of: Option<i64>,
    /// Right less left, summed with sign; NULL where texts are compared.
    pub net: Option<i64>,
}

/// What chance would give, of a screen. Billionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ByChance {
    /// Units that would be pointed at; NULL where the query does not say.
    pub units: Option<i64>,
    /// Of what is found, how much chance gives; NULL where the query does not say.
    pub expected: Option<i64>,
}

/// A record or figure that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The unit that lacks it; NULL where the whole check does.
    pub unit: Option<String>,
    /// What it is.
    pub what: String,
}

/// A table that was read, with the digest of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableDigest {
    /// The table.
    pub name: String,
    /// Digest of its content (`contract.md` §5).
    pub sha256: String,
}

/// A record that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordDigest {
    /// Below the case folder.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How near it is to what left the office.
    pub standing: Standing,
}

/// The closest contest in the units that differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Margin {
    /// Votes between the first and the second option.
    pub votes: i64,
    /// The contest.
    pub contest: String,
}

/// What a check found.
///
/// Serialized, it is `finding.json`, with its keys in the contract's order; rows are in `rows.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The form's number.
    pub schema: u32,
    /// The check's id.
    pub check: String,
    /// Its short name in the catalogue.
    pub code: String,
    /// SHA-256 of the check's file.
    pub check_sha256: String,
    /// The election's id.
    pub election: String,
    /// The jurisdiction's id.
    pub jurisdiction: String,
    /// The moment as of which it was made.
    pub as_of: String,
    /// The first that occurs among the units.
    pub outcome: Outcome,
    /// The first measure.
    pub units: UnitCounts,
    /// How many rows were compared.
    pub rows_compared: u64,
    /// The second measure.
    pub in_question: InQuestion,
    /// What chance would give; only of screens.
    pub by_chance: Option<ByChance>,
    /// What is not there.
    pub missing: Vec<Missing>,
    /// The reasons given.
    pub reasons: Vec<GivenReason>,
    /// The standings of the records it rests on, other than `received`.
    pub rests_on_standing: Vec<Standing>,
    /// The tables that the query reads.
    pub tables: Vec<TableDigest>,
    /// The records behind them.
    pub records: Vec<RecordDigest>,
    /// The numbers of the check in this case.
    pub parameters: BTreeMap<String, i64>,
    /// What the terminal prints: outcome, both measures, what cannot be told.
    #[serde(skip)]
    pub line: String,
    /// The rows, sorted by their keys.
    #[serde(skip)]
    pub rows: Vec<FindingRow>,
    /// The units, sorted by name.
    #[serde(skip)]
    pub by_unit: Vec<UnitFinding>,
    /// The base rows behind each unit.
    #[serde(skip)]
    pub behind: Vec<RowBehind>,
    /// The closest contest in the units that differ.
    #[serde(skip)]
    pub margin: Option<Margin>,
}

/// A row of a record that a unit's figures come from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RowBehind {
    /// The unit.
    pub unit: String,
    /// `left` or `right`, where it can be told.
    pub side: Option<String>,
    /// The record.
    pub record_id: i64,
    /// The line where the row starts.
    pub row_number: i64,
}

impl Finding {
    /// Whether it rests on a record of that standing.
    pub fn rests_on(&self, standing: Standing) -> bool {
        self.rests_on_standing.contains(&standing)
    }
}
