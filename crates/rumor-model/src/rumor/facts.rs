//! The fence of facts of a rumor.

use serde::Deserialize;

use super::{
    Error,
    figure::{FigureOf, When},
};
use crate::{
    answer::{Kind, Mode},
    check::line_of,
    markdown::Section,
};

/// The facts of a rumor.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// What can decide it at all.
    pub decided_by: DecidedBy,
    /// Whether the claim draws a conclusion.
    #[serde(default)]
    pub concludes: Conclusion,
    /// Whether the claim holds its own "not".
    #[serde(default)]
    pub own_no: OwnNo,
    /// The general rumor in whose place an office's own one is answered.
    pub stands_in_for: Option<String>,
    /// Alternatives of concepts that must all occur.
    #[serde(default)]
    pub formulas: Vec<Vec<String>>,
    /// The deciding checks, in their order.
    #[serde(default)]
    pub decides: Vec<Pair>,
    /// Checks that are shown and never decide.
    #[serde(default)]
    pub beside: Vec<Beside>,
}

/// What can decide a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecidedBy {
    /// The office's records.
    Records,
    /// The office's records, measured against a rule that differs by state.
    RecordsAndLaw,
    /// Text of law, procedure or method.
    Law,
    /// Nothing that an election office has.
    Outside,
}

/// Whether a claim goes on to a conclusion that no count can confirm.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "bool")]
pub enum Conclusion {
    /// It is answered, and what it is said to prove is not.
    Drawn,
    /// The claim is a fact.
    #[default]
    None,
}

/// Whether a claim holds its own "not", so that a plain no in the sentence denies nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "bool")]
pub enum OwnNo {
    /// "Provisional ballots are not counted".
    Held,
    /// "Dead people voted".
    #[default]
    None,
}

/// A deciding check, and how its rows bear on the claim.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The check's id.
    pub check: String,
    /// How its rows bear on the claim.
    pub mode: Mode,
    /// What is counted: a noun of `messages`.
    pub unit: String,
    /// Reason codes that confirm, beside `confirmed_case`.
    #[serde(default)]
    pub codes: Vec<String>,
    /// When the measured figure meets the claim.
    #[serde(default)]
    pub when: When,
    /// Which figure is measured.
    #[serde(default)]
    pub figure: FigureOf,
    /// The records that the check needs, as `messages` names them.
    #[serde(default)]
    pub reads: Vec<String>,
}

/// A check that is shown and never decides.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The check's id.
    pub check: String,
}

impl From<bool> for Conclusion {
    fn from(drawn: bool) -> Self {
        if drawn { Self::Drawn } else { Self::None }
    }
}

impl From<bool> for OwnNo {
    fn from(held: bool) -> Self {
        if held { Self::Held } else { Self::None }
    }
}

impl Facts {
    pub(super) fn read(head: &Section) -> Result<Self, Error> {
        let fence = head.fence("rumor").ok_or(Error::NoFacts)?;
        let facts: Self = toml::from_str(&fence.text).map_err(|error| Error::Facts {
            line: fence.line.saturating_add(line_of(&error, &fence.text)),
            text: error.message().to_owned(),
        })?;
        let by_records = matches!(
            facts.decided_by,
            DecidedBy::Records | DecidedBy::RecordsAndLaw
        );
        if by_records == facts.decides.is_empty() {
            return Err(Error::Facts {
                line: fence.line,
                text: "a rumor that records decide names a [[decides]]; others name none"
                    .to_owned(),
            });
        }
        Ok(facts)
    }

    /// Whether an answer of that kind can come out.
    pub fn can_be(&self, kind: Kind) -> bool {
        let any = |fits: fn(Mode) -> bool| self.decides.iter().any(|pair| fits(pair.mode));
        let confirms = any(|mode| mode != Mode::Bound);
        let needs_reasons = any(|mode| mode != Mode::Figure);
        match kind {
            Kind::Elsewhere => true,
            Kind::Outside => self.decided_by == DecidedBy::Outside,
            Kind::Law => self.decided_by == DecidedBy::Law,
            Kind::Found => confirms && self.concludes == Conclusion::None,
            Kind::FoundInPart => confirms,
            Kind::Open | Kind::OtherCause => needs_reasons,
            Kind::CannotTell => !self.decides.is_empty(),
            Kind::NotFound => true,
        }
    }

    /// Every check that the rumor names, deciding ones first.
    pub fn checks(&self) -> impl Iterator<Item = &str> {
        let decides = self.decides.iter().map(|pair| pair.check.as_str());
        decides.chain(self.beside.iter().map(|beside| beside.check.as_str()))
    }
}
