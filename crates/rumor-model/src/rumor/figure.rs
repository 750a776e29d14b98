//! Which figure of a finding is meant: a total, or a cell named by its keys; and when it meets the
//! claim.

use std::str::FromStr;

use serde::Deserialize;

use crate::finding::Keys;

/// Which figure a check of mode `figure` measures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum FigureOf {
    /// Units that differ.
    UnitsDiffer,
    /// What is in question, over all units.
    #[default]
    InQuestion,
    /// One cell.
    Cell(Cell),
}

/// A cell of a finding: `[unit=Antrim County,contest=President].gap`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// Names of keys and their values, in the order written.
    pub keys: Vec<(String, String)>,
    /// The column.
    pub column: CellColumn,
}

/// A column that a cell may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CellColumn {
    /// The left figure.
    Left,
    /// The right figure.
    Right,
    /// Right less left.
    Difference,
    /// The difference without its sign.
    Gap,
}

/// The words for the columns of a cell.
pub const CELL_COLUMNS: [(&str, CellColumn); 4] = [
    ("left", CellColumn::Left),
    ("right", CellColumn::Right),
    ("difference", CellColumn::Difference),
    ("gap", CellColumn::Gap),
];

/// When a measured figure meets the claim: `> 0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct When {
    /// How it is held against the number.
    pub comparison: Comparison,
    /// The number.
    pub number: i64,
}

/// How a figure is held against a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `<>`
    Other,
}

/// Why a text names no figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFigure {
    /// It is no figure's name.
    #[error("`{0}` is no figure; write units_differ, in_question or [key=value].gap")]
    Figure(String),
    /// The column is unknown.
    #[error("`{0}` is no column of a cell; write left, right, difference or gap")]
    Column(String),
    /// The key is unknown.
    #[error("`{0}` is no key of a row; write one of {names}", names = Keys::NAMES.join(", "))]
    Key(String),
    /// The condition is not readable.
    #[error("`{0}` is no condition on a figure; write > 0, or >= < <= = <> and a whole number")]
    When(String),
}

impl FromStr for Cell {
    type Err = NoFigure;

    fn from_str(text: &str) -> Result<Self, NoFigure> {
        let no_figure = || NoFigure::Figure(text.to_owned());
        let (keys, column) = text
            .strip_prefix('[')
            .and_then(|rest| rest.rsplit_once("]."))
            .ok_or_else(no_figure)?;
        let known = CELL_COLUMNS.iter().find(|(word, _)| *word == column);
        let (_, column) = known.ok_or_else(|| NoFigure::Column(column.to_owned()))?;
        let mut read: Vec<(String, String)> = Vec::new();
        for part in keys.split(',') {
            let named = part
                .split_once('=')
                .filter(|(key, _)| Keys::NAMES.contains(&key.trim()));
            match (named, read.last_mut()) {
                (Some((key, value)), _) => {
                    read.push((key.trim().to_owned(), value.trim().to_owned()));
                }
                // `unit=Banks Township, Precinct 1`: the comma belongs to the value.
                (None, Some((_, value))) => {
                    value.push(',');
                    value.push_str(part);
                }
                (None, None) => return Err(NoFigure::Key(part.to_owned())),
            }
        }
        Ok(Self { keys: read, column: *column })
    }
}

impl Cell {
    /// Whether a row has these keys.
    pub fn fits(&self, keys: &Keys) -> bool {
        self.keys.iter().all(|(name, value)| {
            let mut values = Keys::NAMES.iter().zip(keys.values());
            values.any(|(known, held)| known == name && held == Some(value.as_str()))
        })
    }
}

impl TryFrom<String> for FigureOf {
    type Error = NoFigure;

    fn try_from(text: String) -> Result<Self, NoFigure> {
        let inner = text.trim().trim_start_matches('{').trim_end_matches('}');
        match inner {
            "units_differ" => Ok(Self::UnitsDiffer),
            "in_question" => Ok(Self::InQuestion),
            // The check's id may stand before the bracket, as it does in a placeholder.
            _ => match inner.find('[').and_then(|at| inner.get(at..)) {
                Some(cell) => cell.parse().map(Self::Cell),
                None => Err(NoFigure::Figure(text)),
            },
        }
    }
}

impl When {
    /// Whether a figure meets it.
    pub const fn is_met_by(self, figure: i64) -> bool {
        match self.comparison {
            Comparison::Above => figure > self.number,
            Comparison::AtLeast => figure >= self.number,
            Comparison::Below => figure < self.number,
            Comparison::AtMost => figure <= self.number,
            Comparison::Equal => figure == self.number,
            Comparison::Other => figure != self.number,
        }
    }
}

impl Default for When {
    fn default() -> Self {
        Self { comparison: Comparison::Above, number: 0 }
    }
}

impl TryFrom<String> for When {
    type Error = NoFigure;

    fn try_from(text: String) -> Result<Self, NoFigure> {
        let (sign, number) = text.trim().split_once(' ').unwrap_or_default();
        let comparison = match sign {
            ">" => Comparison::Above,
            ">=" => Comparison::AtLeast,
            "<" => Comparison::Below,
            "<=" => Comparison::AtMost,
            "=" => Comparison::Equal,
            "<>" => Comparison::Other,
            _ => return Err(NoFigure::When(text)),
        };
        match number.trim().parse() {
            Ok(number) => Ok(Self { comparison, number }),
            Err(_) => Err(NoFigure::When(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_read_with_or_without_its_check() {
        let expected = Cell {
            keys: vec![
                ("unit".to_owned(), "Banks Township, Precinct 1".to_owned()),
                ("contest_option".to_owned(), "Donald J. Trump".to_owned()),
            ],
            column: CellColumn::Gap,
        };
        let cell = "[unit=Banks Township, Precinct 1,contest_option=Donald J. Trump].gap";
        assert_eq!(cell.parse(), Ok(expected.clone()));
        let named = format!("changes-explained{cell}");
        assert_eq!(FigureOf::try_from(named), Ok(FigureOf::Cell(expected)));
    }

    #[test]
    fn what_is_no_figure_is_refused_with_what_to_write() {
        for (text, start) in [
            ("gap", "`gap` is no figure"),
            ("[unit=Star].sum", "`sum` is no column"),
            ("[place=Star].gap", "`place=Star` is no key"),
        ] {
            let error = FigureOf::try_from(text.to_owned()).unwrap_err().to_string();
            assert!(error.starts_with(start), "{error}");
        }
    }

    #[test]
    fn a_condition_is_a_sign_and_a_number() {
        let when = When::try_from(">= 3".to_owned()).unwrap();
        assert!(when.is_met_by(3) && !when.is_met_by(2));
        assert!(When::try_from("left <> right in a unit".to_owned()).is_err());
    }
}
