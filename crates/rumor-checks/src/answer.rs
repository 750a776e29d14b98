//! The rows that a check's query returns, by column name (`contract.md` §2, "Answer columns").

use arrow_array::{
    Array as _, ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray, cast::AsArray as _,
    types::Int64Type,
};
use arrow_cast::cast;
use arrow_schema::DataType;
use rumor_model::finding::{Compared, FindingRow, Keys, RowBehind};
use rumor_model::word::Outcome;

/// Rows as the query returned them, sorted by their keys; nothing is judged yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The rows.
    pub rows: Vec<FindingRow>,
}

/// Why a query's columns are no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A column that must be there is not.
    #[error("the query returns no column `{0}`")]
    NoColumn(&'static str),
    /// A column that no answer has.
    #[error("`{0}` is no column of an answer")]
    UnknownColumn(String),
    /// A column of the wrong type.
    #[error("column `{column}` is {found}; it must be {expected}")]
    Type {
        /// The column.
        column: &'static str,
        /// As found.
        found: String,
        /// As it must be.
        expected: &'static str,
    },
    /// A row without a unit.
    #[error("row {0} of the answer names no unit")]
    NoUnit(usize),
}

const INTEGERS: [&str; 8] = [
    "left_figure",
    "right_figure",
    "in_question",
    "chance",
    "expected",
    "low",
    "high",
    "out_of",
];
const TEXTS: [&str; 4] = ["left_text", "right_text", "missing", "note"];

impl Answer {
    /// Reads the rows of a query.
    pub fn read(batch: &RecordBatch) -> Result<Self, Error> {
        for field in batch.schema().fields() {
            let name = field.name().as_str();
            let known =
                Keys::NAMES.contains(&name) || INTEGERS.contains(&name) || TEXTS.contains(&name);
            if !known && name != "points" {
                return Err(Error::UnknownColumn(name.to_owned()));
            }
        }
        let keys = Keys::NAMES.map(|name| texts(batch, name));
        let [
            left,
            right,
            in_question,
            chance,
            expected,
            low,
            high,
            out_of,
        ] = INTEGERS.map(|name| integers(batch, name));
        let [left_text, right_text, missing, note] = TEXTS.map(|name| texts(batch, name));
        let (left, right) = (left?, right?);
        let (left_text, right_text) = (left_text?, right_text?);
        let is_text = left_text.is_some() || right_text.is_some();
        if !is_text && left.is_none() {
            return Err(Error::NoColumn("left_figure"));
        }
        if !is_text && right.is_none() {
            return Err(Error::NoColumn("right_figure"));
        }
        let [
            unit,
            contest,
            contest_option,
            source,
            method,
            measure,
            which,
            moment_at,
        ] = keys;
        let (unit, contest, contest_option, source) = (unit?, contest?, contest_option?, source?);
        let (method, measure, which, moment_at) = (method?, measure?, which?, moment_at?);
        let (missing, note) = (missing?, note?);
        let (in_question, chance, expected) = (in_question?, chance?, expected?);
        let (low, high, out_of, points) = (low?, high?, out_of?, booleans(batch, "points")?);
        let mut rows = (0..batch.num_rows())
            .map(|row| {
                let number = |column: &Option<Int64Array>| number(column.as_ref(), row);
                let text = |column: &Option<StringArray>| text(column.as_ref(), row);
                Ok(FindingRow {
                    keys: Keys {
                        unit: text(&unit).ok_or(Error::NoUnit(row))?,
                        contest: text(&contest),
                        contest_option: text(&contest_option),
                        source: text(&source),
                        method: text(&method),
                        measure: text(&measure),
                        item: text(&which),
                        moment_at: text(&moment_at),
                    },
                    compared: if is_text {
                        Compared::Texts(text(&left_text), text(&right_text))
                    } else {
                        Compared::Figures(number(&left), number(&right))
                    },
                    in_question: number(&in_question),
                    points: points
                        .as_ref()
                        .and_then(|column| (!column.is_null(row)).then(|| column.value(row))),
                    chance: number(&chance),
                    expected: number(&expected),
                    low: number(&low),
                    high: number(&high),
                    out_of: number(&out_of),
                    missing: text(&missing),
                    note: text(&note),
                    outcome: Outcome::Agrees,
                    reasons: Vec::new(),
                })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        rows.sort_by(|one, other| order(one).cmp(&order(other)));
        Ok(Self { rows })
    }
}

/// Reads the rows of the second query: the base rows behind each unit.
pub(crate) fn read_behind(batch: &RecordBatch) -> Result<Vec<RowBehind>, Error> {
    let unit = texts(batch, "unit")?.ok_or(Error::NoColumn("unit"))?;
    let side = texts(batch, "side")?;
    let record = integers(batch, "record_id")?.ok_or(Error::NoColumn("record_id"))?;
    let line = integers(batch, "row_number")?.ok_or(Error::NoColumn("row_number"))?;
    let mut behind: Vec<RowBehind> = (0..batch.num_rows())
        .filter_map(|row| {
            Some(RowBehind {
                unit: text(Some(&unit), row)?,
                side: text(side.as_ref(), row),
                record_id: number(Some(&record), row)?,
                row_number: number(Some(&line), row)?,
            })
        })
        .collect();
    behind.sort();
    behind.dedup();
    Ok(behind)
}

/// What a row is sorted by.
type Order<'a> = (
    [(bool, Option<&'a str>); 8],
    [Option<i64>; 2],
    [Option<&'a str>; 2],
);

/// By the keys, one that is not given last, as `ORDER BY` has it in both engines. Rows of one key
/// are told apart by their figures, so that their order is always the same.
fn order(row: &FindingRow) -> Order<'_> {
    let keys = row.keys.values().map(|key| (key.is_none(), key));
    match &row.compared {
        Compared::Figures(left, right) => (keys, [*left, *right], [None, None]),
        Compared::Texts(left, right) => (keys, [None, None], [left.as_deref(), right.as_deref()]),
    }
}

fn text(column: Option<&StringArray>, row: usize) -> Option<String> {
    column
        .filter(|column| !column.is_null(row))
        .map(|column| column.value(row).to_owned())
}

fn number(column: Option<&Int64Array>, row: usize) -> Option<i64> {
    column
        .filter(|column| !column.is_null(row))
        .map(|column| column.value(row))
}

fn texts(batch: &RecordBatch, name: &'static str) -> Result<Option<StringArray>, Error> {
    let Some(column) = batch.column_by_name(name) else {
        return Ok(None);
    };
    match column.data_type() {
        DataType::Utf8 | DataType::Utf8View | DataType::LargeUtf8 | DataType::Null => {
            let column = cast(column, &DataType::Utf8).map_err(|_| wrong(name, column, "text"))?;
            Ok(Some(column.as_string::<i32>().clone()))
        }
        _ => Err(wrong(name, column, "text")),
    }
}

fn integers(batch: &RecordBatch, name: &'static str) -> Result<Option<Int64Array>, Error> {
    let Some(column) = batch.column_by_name(name) else {
        return Ok(None);
    };
    match column.data_type() {
        DataType::Int64 => Ok(Some(column.as_primitive::<Int64Type>().clone())),
        DataType::Null => Ok(Some(Int64Array::new_null(column.len()))),
        _ => Err(wrong(
            name,
            column,
            "BIGINT: round it with CAST(… AS BIGINT)",
        )),
    }
}

fn booleans(batch: &RecordBatch, name: &'static str) -> Result<Option<BooleanArray>, Error> {
    let Some(column) = batch.column_by_name(name) else {
        return Ok(None);
    };
    column
        .as_boolean_opt()
        .cloned()
        .map(Some)
        .ok_or_else(|| wrong(name, column, "BOOLEAN"))
}

fn wrong(column: &'static str, found: &ArrayRef, expected: &'static str) -> Error {
    Error::Type { column, found: found.data_type().to_string(), expected }
}
