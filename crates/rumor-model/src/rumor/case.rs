//! Cases of a rumor's file: small texts in, rumor and stance out; small findings in, an answer out.

use std::collections::BTreeMap;

use serde::{Deserialize as _, de::IntoDeserializer as _, de::value::Error as NoWord};

use super::Error;
use crate::{
    answer::{Amount, Claimed, Kind, Said, Stance, Unit},
    markdown::{Fence, Section},
};

/// One case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// A sentence.
    pub title: String,
    /// The line of its heading.
    pub line: usize,
    /// A text to be read.
    pub post: Option<String>,
    /// The rumors in it, in their order.
    pub read: Option<Vec<Stood>>,
    /// Findings, by check: column and value as written.
    pub findings: Vec<BTreeMap<String, String>>,
    /// Rows of those findings that sentences show: `check`, keys, `left`, `right`.
    pub cells: Vec<BTreeMap<String, String>>,
    /// The figure that the text claims.
    pub claimed: Option<Claimed>,
    /// The answer that must come out.
    pub answer: Option<ExpectedAnswer>,
}

/// A rumor in a text, and what the text does with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// The rumor.
    pub rumor: String,
    /// The stance.
    pub stance: Stance,
}

/// An answer that must come out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedAnswer {
    /// The kind.
    pub kind: Kind,
    /// The kind's sentence in English.
    pub sentence: String,
}

impl Case {
    pub(super) fn read(part: &Section) -> Result<Self, Error> {
        let mut case = Self {
            title: part.heading.clone(),
            line: part.line,
            post: None,
            read: None,
            findings: Vec::new(),
            cells: Vec::new(),
            claimed: None,
            answer: None,
        };
        for fence in &part.fences {
            match fence.label.as_str() {
                "post" => case.post = Some(fence.text.trim_end().to_owned()),
                "read" => case.read = Some(read_stood(fence)?),
                "findings" => case.findings = read_rows(fence)?,
                "cells" => case.cells = read_rows(fence)?,
                "claimed" => case.claimed = Some(read_claimed(fence)?),
                "answer" => case.answer = Some(read_answer(fence)?),
                other => {
                    let text = format!(
                        "a case has no block ```{other}; it may have post, read, findings, cells, \
                         claimed, answer"
                    );
                    return Err(wrong(fence, text));
                }
            }
        }
        let halves = [
            (
                case.post.is_some(),
                case.read.is_some(),
                "```post and ```read",
            ),
            (
                !case.findings.is_empty(),
                case.answer.is_some(),
                "```findings and ```answer",
            ),
        ];
        match halves.iter().find(|(given, expected, _)| given != expected) {
            Some((_, _, pair)) => Err(Error::Case {
                line: part.line,
                text: format!("`{}` has one of {pair} and lacks the other", part.heading),
            }),
            None => Ok(case),
        }
    }
}

fn read_stood(fence: &Fence) -> Result<Vec<Stood>, Error> {
    let lines = fence.text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let (rumor, stance) = line.trim().split_once(' ').ok_or_else(|| {
                wrong(
                    fence,
                    format!("found `{line}`, expected a rumor and a stance"),
                )
            })?;
            Ok(Stood {
                rumor: rumor.to_owned(),
                stance: word(stance, fence, Stance::deserialize)?,
            })
        })
        .collect()
}

fn read_rows(fence: &Fence) -> Result<Vec<BTreeMap<String, String>>, Error> {
    let mut reader = csv::ReaderBuilder::new().from_reader(fence.text.as_bytes());
    let header = reader
        .headers()
        .map_err(|error| wrong(fence, error.to_string()))?
        .clone();
    reader
        .records()
        .map(|row| {
            let row = row.map_err(|error| wrong(fence, error.to_string()))?;
            Ok(header
                .iter()
                .zip(&row)
                .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
                .collect())
        })
        .collect()
}

/// A claimed figure: `10315 10315 voters exact`; `-` where there is no bound or no unit.
fn read_claimed(fence: &Fence) -> Result<Claimed, Error> {
    let text = fence.text.trim();
    let no_figure = || {
        let text =
            format!("found `{text}`, expected low, high, unit and said: 450 550 votes about");
        wrong(fence, text)
    };
    let (low, rest) = text.split_once(' ').ok_or_else(no_figure)?;
    let (high, rest) = rest.split_once(' ').ok_or_else(no_figure)?;
    let (unit, said) = rest.split_once(' ').ok_or_else(no_figure)?;
    let number = |text: &str| text.parse().map(Amount::whole).map_err(|_| no_figure());
    let absent = |text: &str| matches!(text, "-" | "null");
    Ok(Claimed {
        low: number(low)?,
        high: if absent(high) {
            None
        } else {
            Some(number(high)?)
        },
        unit: if absent(unit) {
            None
        } else {
            Some(word(unit, fence, Unit::deserialize)?)
        },
        said: word(said, fence, Said::deserialize)?,
        quote: None,
    })
}

fn read_answer(fence: &Fence) -> Result<ExpectedAnswer, Error> {
    let (kind, sentence) = fence.text.split_once('\n').unwrap_or((&fence.text, ""));
    let sentence: Vec<&str> = sentence.lines().map(str::trim).collect();
    Ok(ExpectedAnswer {
        kind: word(kind.trim(), fence, Kind::deserialize)?,
        sentence: sentence.join(" ").trim().to_owned(),
    })
}

/// A word of a closed list, with the list in the message if it is not there.
fn word<'a, T>(
    text: &'a str,
    fence: &Fence,
    read: impl Fn(serde::de::value::StrDeserializer<'a, NoWord>) -> Result<T, NoWord>,
) -> Result<T, Error> {
    read(text.into_deserializer()).map_err(|error| wrong(fence, error.to_string()))
}

fn wrong(fence: &Fence, text: String) -> Error {
    Error::Case { line: fence.line, text }
}
