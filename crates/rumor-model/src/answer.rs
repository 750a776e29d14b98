//! Answers: a rumor met with the findings of one election (`claims.md` §8, §9).
//!
//! Serialized, an [`Answer`] is `answers/<rumor>.json`, with its keys in that order. Out of scope:
//! making one (`rumor-claims`) and showing one (`rumor-site`).

mod amount;
mod text;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use amount::Amount;
pub use text::{Both, Figure, Piece, Sentence, Text};

use crate::word::Outcome;

/// The number of the form that is written.
pub const SCHEMA: u32 = 1;

/// A rumor met with what this election's records show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The form's number.
    pub schema: u32,
    /// The rumor's id.
    pub rumor: String,
    /// The election's id.
    pub election: String,
    /// The jurisdiction's id.
    pub jurisdiction: String,
    /// The moment as of which it was made.
    pub as_of: String,
    /// What kind of answer it is.
    pub kind: Kind,
    /// Whether the result has been certified.
    pub status: Status,
    /// Which version of this answer, from 1.
    pub version: u32,
    /// The digest of the version that this one replaces.
    pub replaces: Option<String>,
    /// The claim in its canonical form.
    pub claim: Both<String>,
    /// The deciding check that the sentence is about.
    pub headline: Option<String>,
    /// The deciding checks, in the order of the rumor's file.
    pub checks: Vec<Deciding>,
    /// What is not there.
    pub missing: Vec<Lack>,
    /// The figure that the post claims.
    pub claimed: Option<Claimed>,
    /// What was found, held against what was claimed.
    pub relation: Option<Relation>,
    /// The closest contest in the units of the headline check.
    pub margin: Option<Margin>,
    /// Every figure in the sentences, with the cell that it comes from.
    pub figures: Vec<Figure>,
    /// The sentences, written apart in each language.
    pub text: Both<Text>,
    /// Who signed it.
    pub signers: Vec<String>,
    /// What is shown beside it and decides nothing.
    #[serde(skip)]
    pub beside: Vec<Beside>,
}

/// What kind of answer. In the order in which the first that fits is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The claim is about another place or another election.
    Elsewhere,
    /// No record of an election office can show it.
    Outside,
    /// A text of law, procedure or method decides it.
    Law,
    /// The records show it.
    Found,
    /// The records show part of it.
    FoundInPart,
    /// Something still needs an explanation.
    Open,
    /// A record is missing.
    CannotTell,
    /// There were differences, and signed reasons give other causes.
    OtherCause,
    /// Complete records do not show it.
    NotFound,
}

impl Kind {
    /// All of them, in their order.
    pub const ALL: [Self; 9] = [
        Self::Elsewhere,
        Self::Outside,
        Self::Law,
        Self::Found,
        Self::FoundInPart,
        Self::Open,
        Self::CannotTell,
        Self::OtherCause,
        Self::NotFound,
    ];

    /// The word as it is written in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Elsewhere => "elsewhere",
            Self::Outside => "outside",
            Self::Law => "law",
            Self::Found => "found",
            Self::FoundInPart => "found-in-part",
            Self::Open => "open",
            Self::CannotTell => "cannot-tell",
            Self::OtherCause => "other-cause",
            Self::NotFound => "not-found",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How final the records are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Before certification.
    Provisional,
    /// After it.
    Final,
}

/// How the rows of a finding bear on the claim (`claims.md` §8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// The record itself shows it.
    Breach,
    /// Someone must look.
    Case,
    /// Certain signed reasons confirm it.
    Code,
    /// The check can only limit how much it could be.
    Bound,
    /// The measured figure is the answer.
    Figure,
}

/// A deciding check, as it bears on the claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Deciding {
    /// The check's id.
    pub check: String,
    /// Its short name, where there is a finding.
    pub code: Option<String>,
    /// What it found, or `cannot-tell` where nothing of it may decide.
    pub outcome: Outcome,
    /// How its rows bear on the claim.
    pub mode: Mode,
    /// What is counted.
    pub unit: String,
    /// So many are as the claim says.
    pub confirmed: i64,
    /// So many still need an explanation.
    pub open: i64,
    /// SHA-256 of the finding.
    pub finding_sha256: Option<String>,
}

/// A record or figure that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// The deciding check that needs it.
    pub check: String,
    /// The unit that lacks it; none where the whole check does.
    pub unit: Option<String>,
    /// What it is.
    pub what: Both<String>,
}

/// A check that is shown and decides nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The check's id.
    pub check: String,
    /// Why it decides nothing.
    pub because: Because,
}

/// Why a check decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The rumor's file says so.
    Listed,
    /// Its finding rests on a simulated record.
    Simulated,
}

/// A figure that a post claims. Bounds are inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claimed {
    /// The least that was said.
    pub low: Amount,
    /// The most that was said; none where the words set no bound.
    pub high: Option<Amount>,
    /// What is counted, where a countable noun follows.
    pub unit: Option<Unit>,
    /// How it was said.
    pub said: Said,
    /// The words, as written.
    pub quote: Option<String>,
}

/// What a claimed figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Parts of a hundred.
    Percent,
    /// Money.
    Dollars,
    /// Tabulators, scanners, other devices.
    Devices,
    /// Precincts and wards.
    Precincts,
    /// Counties.
    Counties,
    /// Envelopes.
    Envelopes,
    /// Ballots.
    Ballots,
    /// Votes.
    Votes,
    /// Voters, or people.
    Voters,
}

impl Unit {
    /// The noun of `messages`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Dollars => "dollars",
            Self::Devices => "devices",
            Self::Precincts => "precincts",
            Self::Counties => "counties",
            Self::Envelopes => "envelopes",
            Self::Ballots => "ballots",
            Self::Votes => "votes",
            Self::Voters => "voters",
        }
    }
}

/// How a figure was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Said {
    /// To the last digit.
    Exact,
    /// Roundly.
    About,
    /// So many or more.
    #[serde(rename = "at least")]
    AtLeast,
    /// So many or fewer.
    #[serde(rename = "at most")]
    AtMost,
    /// "Thousands".
    Vague,
}

/// What was found, held against what was claimed (`claims.md` §8.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The two count different things.
    OtherUnit,
    /// Nothing is confirmed, nothing is open.
    NoneFound,
    /// The records show what was claimed.
    Same,
    /// Even if each open case were one, it would be fewer.
    Fewer,
    /// More is confirmed than was claimed.
    More,
    /// It depends on the open cases.
    Open,
}

impl Relation {
    /// The word as it is written in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OtherUnit => "other-unit",
            Self::NoneFound => "none-found",
            Self::Same => "same",
            Self::Fewer => "fewer",
            Self::More => "more",
            Self::Open => "open",
        }
    }
}

/// The closest contest beside which a count is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Margin {
    /// The contest.
    pub contest: String,
    /// Votes between the first and the second option.
    pub votes: i64,
}

/// What a sentence does with a claim (`claims.md` §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It says that it is so.
    Asserts,
    /// It says that somebody says so.
    Reports,
    /// It asks whether it is so.
    Asks,
    /// It says that it is not so.
    Denies,
    /// It is marked as a joke.
    Jokes,
}

impl Stance {
    /// The word as it is written in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Reports => "reports",
            Self::Asks => "asks",
            Self::Denies => "denies",
            Self::Jokes => "jokes",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_in_one_spelling() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        for relation in [Relation::OtherUnit, Relation::NoneFound, Relation::Open] {
            assert_eq!(serde_json::to_value(relation).unwrap(), relation.as_str());
        }
        assert_eq!(serde_json::to_value(Said::AtLeast).unwrap(), "at least");
    }
}
