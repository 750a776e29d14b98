//! What an answer is made from: findings by check, and where and when they hold.

use std::collections::BTreeMap;

use rumor_model::{
    answer::{Both, Status},
    check::Check,
    finding::Finding,
    rumor::{Cell, CellColumn},
    word::Outcome,
};

/// The findings of one election, as of one moment.
#[derive(Debug, Clone)]
pub struct Evidence<'a> {
    /// Where and when they hold.
    pub setting: Setting,
    /// By check. A check that is not here has no finding, and what it reads is missing.
    pub sources: BTreeMap<String, Source<'a>>,
}

/// Where and when findings hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The election's id.
    pub election: String,
    /// The election's name.
    pub election_name: String,
    /// The jurisdiction's id.
    pub jurisdiction: String,
    /// The jurisdiction's name, as sentences have it: `Antrim County, Michigan`.
    pub place: String,
    /// The moment as of which the findings were made.
    pub as_of: String,
    /// Its day in the jurisdiction's zone, `2020-11-18`.
    pub as_of_on: String,
    /// Whether the result has been certified.
    pub status: Status,
    /// Whether simulated records may decide.
    pub rehearsal: Rehearsal,
}

/// Whether an election is a rehearsal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rehearsal {
    /// Simulated records decide, and every answer says so.
    Yes,
    /// Simulated records decide nothing.
    No,
}

/// What is known of a check.
#[derive(Debug, Clone)]
pub enum Source<'a> {
    /// Its finding.
    Held(Held<'a>),
    /// Figures that a case of a rumor's file tells.
    Told(Told),
}

/// A finding, with the words of its check.
#[derive(Debug, Clone)]
pub struct Held<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// What a unit is: a noun of `messages`.
    pub units: &'a str,
    /// What is in question: a noun of `messages`.
    pub counts: &'a str,
    /// The left figure's name.
    pub left: Both<&'a str>,
    /// The right figure's name.
    pub right: Both<&'a str>,
    /// SHA-256 of `finding.json`.
    pub sha256: String,
}

/// Figures that a case tells, in place of a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// Confirmed, in the pair's unit.
    pub confirmed: i64,
    /// Open, in the pair's unit.
    pub open: i64,
    /// What is missing.
    pub missing: Vec<String>,
    /// Further figures, by the names that placeholders have.
    pub figures: BTreeMap<String, i64>,
    /// Cells.
    pub cells: Vec<ToldCell>,
}

/// A row that a case tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldCell {
    /// Keys and their values.
    pub keys: BTreeMap<String, String>,
    /// The left figure.
    pub left: Option<i64>,
    /// The right figure.
    pub right: Option<i64>,
}

/// A figure, and the cell that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) number: i64,
    pub(crate) row: Option<u64>,
    pub(crate) column: &'static str,
}

/// A figure of a whole finding that a sentence may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Total {
    Units,
    UnitsDiffer,
    InQuestion,
    Net,
    OutOf,
}

impl<'a> Held<'a> {
    /// A finding of a check. `sha256` is the digest of its `finding.json`.
    pub fn new(finding: &'a Finding, check: &'a Check, sha256: String) -> Self {
        let spanish = check.spanish.as_ref().unwrap_or(&check.english);
        Self {
            finding,
            units: &check.facts.units,
            counts: &check.facts.counts,
            left: Both { en: &check.english.left, es: &spanish.left },
            right: Both { en: &check.english.right, es: &spanish.right },
            sha256,
        }
    }
}

impl Source<'_> {
    /// A figure of the whole finding. Absent is none, never 0.
    pub(crate) fn total(&self, total: Total) -> Option<Found> {
        let column = total.column();
        let number = match self {
            Self::Told(told) => told.figures.get(total.told_as()).copied(),
            Self::Held(held) => {
                let finding = held.finding;
                match total {
                    Total::Units => i64::try_from(finding.units.compared).ok(),
                    Total::UnitsDiffer => i64::try_from(finding.units.differ()).ok(),
                    Total::InQuestion => Some(finding.in_question.amount),
                    Total::Net => finding.in_question.net,
                    Total::OutOf => finding.in_question.out_of,
                }
            }
        };
        number.map(|number| Found { number, row: None, column })
    }

    /// A cell. None where no row has its keys, several have, or its figure is absent.
    pub(crate) fn cell(&self, cell: &Cell) -> Option<Found> {
        let (row, left, right) = match self {
            Self::Told(told) => {
                let mut rows = told.cells.iter().filter(|row| row.fits(cell));
                let row = rows.next().filter(|_| rows.next().is_none())?;
                (None, row.left, row.right)
            }
            Self::Held(held) => {
                let (at, row) = held.row(cell)?;
                let (left, right) = figures(&row.compared)?;
                (u64::try_from(at).ok()?.checked_add(1), left, right)
            }
        };
        let difference = left
            .zip(right)
            .and_then(|(left, right)| right.checked_sub(left));
        let (number, column) = match cell.column {
            CellColumn::Left => (left?, "left_figure"),
            CellColumn::Right => (right?, "right_figure"),
            CellColumn::Difference => (difference?, "difference"),
            CellColumn::Gap => (difference?.checked_abs()?, "difference"),
        };
        Some(Found { number, row, column })
    }
}

impl Held<'_> {
    /// The one row with a cell's keys.
    pub(crate) fn row(&self, cell: &Cell) -> Option<(usize, &rumor_model::finding::FindingRow)> {
        let mut rows = self
            .finding
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| cell.fits(&row.keys));
        let row = rows.next()?;
        rows.next().is_none().then_some(row)
    }
}

/// The two figures of a row that compares figures.
pub(crate) const fn figures(
    compared: &rumor_model::finding::Compared,
) -> Option<(Option<i64>, Option<i64>)> {
    match compared {
        rumor_model::finding::Compared::Figures(left, right) => Some((*left, *right)),
        rumor_model::finding::Compared::Texts(..) => None,
    }
}

impl ToldCell {
    fn fits(&self, cell: &Cell) -> bool {
        cell.keys
            .iter()
            .all(|(key, value)| self.keys.get(key) == Some(value))
    }
}

impl Total {
    /// Its key in `finding.json`.
    const fn column(self) -> &'static str {
        match self {
            Self::Units => "units.compared",
            Self::UnitsDiffer => "units.differ",
            Self::InQuestion => "in_question.amount",
            Self::Net => "in_question.net",
            Self::OutOf => "in_question.out_of",
        }
    }

    /// Its name in placeholders and in a case.
    pub(crate) const fn told_as(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::UnitsDiffer => "units_differ",
            Self::InQuestion => "in_question",
            Self::Net => "net",
            Self::OutOf => "out_of",
        }
    }

    pub(crate) const ALL: [Self; 5] = [
        Self::Units,
        Self::UnitsDiffer,
        Self::InQuestion,
        Self::Net,
        Self::OutOf,
    ];
}
