//! Reasons: a named person's explanation of a difference, bound to the figures that it explains
//! (`contract.md` §8, `canvass.md` §2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::Keys;

/// A reason as it stands in `explanations/`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Reason {
    /// The form's number.
    pub schema: u32,
    /// The check whose difference it explains.
    pub check: String,
    /// The unit, or `*` for every unit that differs at `moment_at`.
    pub unit: String,
    /// Of the list below, or the office's own.
    pub code: String,
    /// Signed: right less left.
    pub ballots: i64,
    /// The left figure that it explains.
    pub left: Option<i64>,
    /// The right figure that it explains.
    pub right: Option<i64>,
    /// In the writer's words.
    #[serde(default)]
    pub note: String,
    /// A file that supports it.
    pub attachment: Option<Attachment>,
    /// Who gives it.
    pub by: String,
    /// Further keys of the rows that it explains, and any other key.
    #[serde(flatten)]
    pub others: BTreeMap<String, toml::Value>,
    /// Whether a valid signature stands beside it. Set by the case, never by the file.
    #[serde(skip)]
    pub signed: bool,
    /// The file's name, for messages and pages.
    #[serde(skip)]
    pub file: String,
}

/// A file beside a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Below the case folder.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The reason codes that every office knows, with what each is for. An office may add codes, never
/// redefine one.
pub const CODES: &[(&str, &str)] = &[
    ("fled_voter", "checked in, left without casting"),
    (
        "spoiled_not_logged",
        "a spoiled ballot was kept, and is not on the form",
    ),
    (
        "provisional_scanned",
        "a provisional ballot was put into the scanner",
    ),
    (
        "provisional_not_in_checkin",
        "a provisional voter is not in the poll book",
    ),
    ("empty_envelope", "an accepted envelope held no ballot"),
    ("two_in_one_envelope", "an envelope held two ballots"),
    (
        "wrong_precinct_ballot",
        "a ballot of a neighbouring style or precinct",
    ),
    ("jam_counted_twice", "after a jam the sheet was read twice"),
    ("jam_not_counted", "after a jam the sheet was not read"),
    (
        "duplicated_ballot_counted_with_original",
        "both original and duplicate were read",
    ),
    (
        "multi_sheet",
        "sheets are counted, not ballots, or one of two sheets came back",
    ),
    ("confidential_voter", "a voter is left out of public lists"),
    (
        "fwab_or_unregistered_uocava",
        "counted without a registration record",
    ),
    (
        "hand_counted",
        "counted by hand, not in the machine's figure",
    ),
    ("cured_after_cutoff", "accepted after the list was cut"),
    (
        "clerical_checkin_wrong_voter",
        "another voter's line was marked",
    ),
    ("emergency_bin", "in the scanner's side bin, read later"),
    (
        "replacement_ballot",
        "a second ballot was issued for a first",
    ),
    ("data_entry", "a typing slip; both values are given"),
    (
        "confirmed_case",
        "the source paper was looked at: it is so, and not lawful",
    ),
    ("lawful_case", "it is so, and the law allows it"),
    ("record_error", "the record was wrong; it did not happen"),
    ("other", "free text of at least 20 characters"),
];

impl Reason {
    /// The keys that it names beside the unit.
    pub fn keys(&self) -> Keys {
        let text = |key: &str| {
            self.others
                .get(key)
                .and_then(|value| value.as_str())
                .map(str::to_owned)
        };
        Keys {
            unit: self.unit.clone(),
            contest: text("contest"),
            contest_option: text("contest_option"),
            source: text("source"),
            method: text("method"),
            measure: text("measure"),
            item: text("item"),
            moment_at: text("moment_at"),
        }
    }
}

/// A reason as a finding tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GivenReason {
    /// What it is bound to.
    #[serde(flatten)]
    pub keys: Keys,
    /// Its code.
    pub code: String,
    /// Signed: right less left.
    pub ballots: i64,
    /// In the writer's words.
    pub note: String,
    /// Who gives it.
    pub by: String,
    /// Whether it is signed.
    pub signed: bool,
    /// Whether the figures are still those that it explained.
    pub state: ReasonState,
}

/// What became of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonState {
    /// It covers a difference, alone or with others.
    Covers,
    /// It fits a difference and does not add up to it.
    Partial,
    /// The figures that it explained have changed.
    Lapsed,
    /// It fits no difference.
    Unused,
}
