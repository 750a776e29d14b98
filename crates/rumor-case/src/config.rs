//! `case.toml`: what an office says of its election and of each record (`contract.md` §7).

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    check::Check,
    moment::{Moment, NoMoment, Zone},
    name::nearest,
    word::{Source, Standing},
};
use serde::{Deserialize, Deserializer, Serialize};

use crate::names::Kind;

/// The file of a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFile {
    /// The form's number.
    pub schema: u32,
    /// The election.
    pub election: Election,
    /// Whose election it is.
    pub jurisdiction: Jurisdiction,
    /// The units that a complete result holds.
    #[serde(default, skip_serializing_if = "Units::are_learnt")]
    pub units: Units,
    /// Numbers of checks that differ from the check's own, by check.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, BTreeMap<String, i64>>,
    /// Deadlines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendar: Vec<Deadline>,
    /// Ballots of several sheets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<SheetRule>,
    /// Names that mean another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alias: Vec<Alias>,
    /// The records, in the order of their import.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub record: Vec<RecordEntry>,
}

impl CaseFile {
    /// Everything in it that cannot be so, each with its place.
    pub(crate) fn problems(&self, zone: &Zone, checks: &[Check]) -> Vec<String> {
        let mut problems = Vec::new();
        if self.schema != SCHEMA {
            problems.push(format!(
                "schema = {}: this program reads {SCHEMA}",
                self.schema
            ));
        }
        let date = &self.election.date;
        if !is_day(date) {
            problems.push(format!(
                "[election] date: `{date}` is no day; write 2026-11-03"
            ));
        }
        for (place, id) in [
            ("[election] id", &self.election.id),
            ("[jurisdiction] id", &self.jurisdiction.id),
        ] {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            if id.is_empty() || id.starts_with('.') || !id.chars().all(is_plain) {
                let plain = rumor_model::slug::slug(id);
                problems.push(format!("{place}: `{id}` must be plain, as {plain}"));
            }
        }
        self.parameters_that_are_none(checks, &mut problems);
        for deadline in &self.calendar {
            let wrong = Moment::read(&deadline.moment, zone).err();
            problems.extend(wrong.map(|wrong| format!("[[calendar]] {}: {wrong}", deadline.rule)));
        }
        for alias in &self.alias {
            if !Kind::ALL.iter().any(|kind| kind.as_str() == alias.kind) {
                let kinds = Kind::ALL.map(Kind::as_str).join(", ");
                let Alias { kind, raw, .. } = alias;
                problems.push(format!("[[alias]] {raw}: `{kind}` is none of {kinds}"));
            }
        }
        self.records_that_do_not_fit(zone, &mut problems);
        problems
    }

    fn parameters_that_are_none(&self, checks: &[Check], problems: &mut Vec<String>) {
        let or_nearest = |nearest: Option<&str>| {
            nearest
                .map(|nearest| format!("; nearest: {nearest}"))
                .unwrap_or_default()
        };
        for (id, numbers) in &self.parameters {
            let Some(check) = checks.iter().find(|check| check.id == *id) else {
                let near = or_nearest(nearest(id, checks.iter().map(|check| &*check.id)));
                problems.push(format!("[parameters.{id}]: there is no such check{near}"));
                continue;
            };
            let known = &check.facts.parameters;
            for name in numbers.keys().filter(|name| !known.contains_key(*name)) {
                let near = or_nearest(nearest(name, known.keys().map(String::as_str)));
                problems.push(format!(
                    "[parameters.{id}] {name}: it has no such number{near}"
                ));
            }
        }
    }

    /// A record takes the place of an earlier one of its source, and stands once.
    fn records_that_do_not_fit(&self, zone: &Zone, problems: &mut Vec<String>) {
        let mut earlier: BTreeSet<&str> = BTreeSet::new();
        for entry in &self.record {
            let path = &entry.path;
            let wrong = entry.moment(zone).err();
            problems.extend(wrong.map(|wrong| format!("[[record]] {path}: {wrong}")));
            if let Some(replaced) = &entry.replaces
                && !earlier.contains(&**replaced)
            {
                problems.push(format!(
                    "[[record]] {path}: replaces `{replaced}`, which is no record above it"
                ));
            }
            if !earlier.insert(path) {
                problems.push(format!("[[record]] {path}: it stands twice"));
            }
        }
    }
}

/// Whether a text is a day, as `2026-11-03`.
pub(crate) fn is_day(text: &str) -> bool {
    text.len() == "2026-11-03".len() && Moment::read(text, &Zone::utc()).is_ok()
}

/// The number of the form that is read.
const SCHEMA: u32 = 1;

/// The election.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Their names; learnt from the records where there are none.
    #[serde(default)]
    pub expected: Vec<String>,
}

impl Units {
    /// Whether no unit is named here.
    const fn are_learnt(&self) -> bool {
        self.expected.is_empty()
    }
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
