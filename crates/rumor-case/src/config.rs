//! `case.toml`: what an office says of its election and of each record (`contract.md` §7).

use std::collections::BTreeMap;

use rumor_model::{
    moment::{Moment, NoMoment, Zone},
    word::{Source, Standing},
};
use serde::{Deserialize, Deserializer};

/// The file of a case.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The form's number.
    pub schema: u32,
    /// The election.
    pub election: Election,
    /// Whose election it is.
    pub jurisdiction: Jurisdiction,
    /// The units that a complete result holds.
    #[serde(default)]
    pub units: Units,
    /// Numbers of checks that differ from the check's own, by check.
    #[serde(default)]
    pub parameters: BTreeMap<String, BTreeMap<String, i64>>,
    /// Deadlines.
    #[serde(default)]
    pub calendar: Vec<Deadline>,
    /// Ballots of several sheets.
    #[serde(default)]
    pub sheets: Vec<SheetRule>,
    /// Names that mean another.
    #[serde(default)]
    pub alias: Vec<Alias>,
    /// The records, in the order of their import.
    #[serde(default)]
    pub record: Vec<RecordEntry>,
}

/// The election.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Election {
    /// Its id, as `2020-11-03-general`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Election day.
    #[serde(deserialize_with = "text_or_date")]
    pub date: String,
    /// Whether simulated records decide answers here: training only, published to `rehearsal/`.
    #[serde(default)]
    pub rehearsal: bool,
    /// A sentence on every page, where the office itself did not publish it.
    pub notice: Option<String>,
    /// The same in Spanish.
    pub notice_es: Option<String>,
}

/// Whose election it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// Its id, as `us-mi-antrim`.
    pub id: String,
    /// Its name, as `Antrim County, Michigan`.
    pub name: String,
    /// The zone of its clocks, as `America/Detroit`.
    pub time_zone: String,
    /// Its state's profile, as `us-mi`.
    pub profile: Option<String>,
}

impl Jurisdiction {
    /// The unit that is the whole of it: its name without the state.
    pub fn whole(&self) -> &str {
        self.name
            .split_once(", ")
            .map_or(&self.name, |(whole, _)| whole)
    }
}

/// The units that a complete result holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Their names; learnt from the records where there are none.
    #[serde(default)]
    pub expected: Vec<String>,
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Which.
    pub rule: String,
    /// For which unit; none: for all.
    pub reporting_unit: Option<String>,
    /// When.
    #[serde(deserialize_with = "text_or_date")]
    pub moment: String,
    /// The law or order.
    pub source: String,
}

/// A ballot of several sheets.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetRule {
    /// Where.
    pub reporting_unit: String,
    /// For which style; `*`: for all.
    pub ballot_style: String,
    /// How many.
    pub sheets: i64,
    /// What is on the first.
    pub contests_on_first: Vec<String>,
}

/// A name that means another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// What is named.
    pub kind: String,
    /// As a record writes it.
    pub raw: String,
    /// As the case calls it.
    pub means: String,
    /// Who says so.
    pub by: String,
}

/// A record: what its content does not tell.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordEntry {
    /// Below the case folder.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The format that it is read as.
    pub format: String,
    /// Who made the count.
    pub source: Option<Source>,
    /// Which edition of that source's count.
    pub version: Option<i64>,
    /// When it was published: a moment, or a day.
    #[serde(default, deserialize_with = "some_text_or_date")]
    pub published_at: Option<String>,
    /// How near it is to what left the office.
    pub standing: Standing,
    /// Whether the office has released it.
    #[serde(default)]
    pub public: bool,
    /// The record that it takes the place of, from its own moment on.
    pub replaces: Option<String>,
    /// What people call it, as "Second published report".
    pub title: Option<String>,
    /// The same in Spanish.
    pub title_es: Option<String>,
}

impl RecordEntry {
    /// The moment from which the record counts.
    pub fn moment(&self, zone: &Zone) -> Result<Option<Moment>, NoMoment> {
        self.published_at
            .as_deref()
            .map(|text| Moment::read(text, zone))
            .transpose()
    }
}

/// A date may stand in quotation marks or without.
fn text_or_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(String),
        Date(toml::value::Datetime),
    }
    Ok(match Written::deserialize(deserializer)? {
        Written::Text(text) => text,
        Written::Date(date) => date.to_string(),
    })
}

fn some_text_or_date<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    text_or_date(deserializer).map(Some)
}
