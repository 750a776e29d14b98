//! Checks: one Markdown file a question, read into its facts, its queries and its cases
//! (`contract.md` §2, §3).
//!
//! The file is at once what a clerk reads, what is run and what is tested. Out of scope: running it
//! (`rumor-checks`) and showing it (`rumor-site`).

mod case;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use case::{Case, CaseTable, Expected};

use crate::{
    digest,
    markdown::{self, Document, Section},
    word::{Outcome, Relation, UnknownWord},
};

/// The sections of a check, in their order.
pub const HEADINGS: [&str; 8] = [
    "What it asks",
    "Why it matters",
    "Records it needs",
    "The check",
    "What a difference means",
    "What it cannot tell",
    "Cases",
    "Sources",
];

/// The sections of a check's Spanish file, in their order.
pub const HEADINGS_ES: [&str; 6] = [
    "Qué pregunta",
    "Por qué importa",
    "Qué registros necesita",
    "Qué significa una diferencia",
    "Qué no puede decir",
    "Fuentes",
];

/// A check, ready to be run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The file's name without its ending; never changed or reused.
    pub id: String,
    /// The folder it stands in, as `lost`; empty for an office's own check.
    pub group: String,
    /// Its facts.
    pub facts: Facts,
    /// Title and prose in English.
    pub english: Prose,
    /// Title and prose in Spanish, where there is such a file.
    pub spanish: Option<Prose>,
    /// The query.
    pub sql: String,
    /// The query for the base rows behind a unit; a report may lack it.
    pub rows_sql: Option<String>,
    /// Its tests.
    pub cases: Vec<Case>,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// The fence of facts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The catalogue's short name.
    pub code: String,
    /// How the two figures are compared.
    pub compares: Relation,
    /// What a unit is: a noun of `messages`.
    pub units: String,
    /// What is in question: a noun of `messages`.
    pub counts: String,
    /// The left figure's name.
    pub left: String,
    /// The right figure's name.
    pub right: String,
    /// What a row that breaks the relation is.
    #[serde(default = "unexplained")]
    pub when_broken: Outcome,
    /// What must be fed by a record, or the whole check cannot tell.
    pub reads: Vec<Need>,
    /// What is read where a record feeds it.
    #[serde(default)]
    pub reads_if_there: Vec<Need>,
    /// Its numbers, which a case may override.
    #[serde(default)]
    pub parameters: BTreeMap<String, i64>,
    /// Words for `item`s that are ours, not names.
    #[serde(default)]
    pub items: BTreeMap<String, String>,
}

/// A table, or those of its rows that have a word: `result:tape`, `accounting:check_ins`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(from = "String")]
pub struct Need {
    /// The table.
    pub table: String,
    /// The source, or measure, of the rows that are needed.
    pub word: Option<String>,
}

/// The words of a check in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The question.
    pub title: String,
    /// What it asks.
    pub asks: String,
    /// Why it matters.
    pub matters: String,
    /// Which records it needs.
    pub needs: String,
    /// What a difference means.
    pub means: String,
    /// What it cannot tell.
    pub limits: String,
    /// Where the question and its rule come from.
    pub sources: String,
    /// The left figure's name.
    pub left: String,
    /// The right figure's name.
    pub right: String,
    /// Words for `item`s.
    pub items: BTreeMap<String, String>,
}

/// Why a text is no check.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is not even a document.
    #[error(transparent)]
    Markdown(#[from] markdown::Error),
    /// The sections are others.
    #[error("the sections are {found}; they must be {expected}", found = found.join(" · "), expected = expected.join(" · "))]
    Headings {
        /// As found.
        found: Vec<String>,
        /// As they must be.
        expected: Vec<&'static str>,
    },
    /// A block that must stand there once does not.
    #[error("one ```{0} block is needed {1}")]
    Fence(&'static str, &'static str),
    /// The facts, or parameters of a case, are not readable.
    #[error("line {line}: {text}")]
    Toml {
        /// Where, in the file.
        line: usize,
        /// What the reader of TOML says.
        text: String,
    },
    /// A screen was said to find the impossible.
    #[error("a screen can be wrong both ways, so `when_broken` is never `impossible`")]
    ImpossibleScreen,
    /// A case is not readable.
    #[error("line {line}: {text}")]
    Case {
        /// Where, in the file.
        line: usize,
        /// What is wrong.
        text: String,
    },
    /// A section says nothing.
    #[error("`{0}` is empty")]
    Empty(&'static str),
}

const fn unexplained() -> Outcome {
    Outcome::Unexplained
}

impl Check {
    /// Reads a check's file. `group` is the folder's name.
    pub fn read(id: &str, group: &str, text: &str) -> Result<Self, Error> {
        let document = Document::read(text)?;
        let sections = sections(&document, &HEADINGS)?;
        let [asks, matters, needs, check, means, limits, cases, sources] = sections;
        let facts: Facts = toml_of(&document.head, "check", "below the title")?;
        if facts.compares == Relation::Screen && facts.when_broken == Outcome::Impossible {
            return Err(Error::ImpossibleScreen);
        }
        if limits.prose.is_empty() {
            return Err(Error::Empty("What it cannot tell"));
        }
        let sql = check
            .fence("sql")
            .ok_or(Error::Fence("sql", "under `The check`"))?;
        let rows_sql = check.fence("sql rows").map(|fence| fence.text.clone());
        if rows_sql.is_none() && facts.compares != Relation::Report {
            return Err(Error::Fence(
                "sql rows",
                "under `The check`, unless it is a report",
            ));
        }
        Ok(Self {
            id: id.to_owned(),
            group: group.to_owned(),
            english: Prose {
                title: document.title.clone(),
                asks: asks.prose.clone(),
                matters: matters.prose.clone(),
                needs: needs.prose.clone(),
                means: means.prose.clone(),
                limits: limits.prose.clone(),
                sources: sources.prose.clone(),
                left: facts.left.clone(),
                right: facts.right.clone(),
                items: facts.items.clone(),
            },
            spanish: None,
            sql: sql.text.clone(),
            rows_sql,
            cases: cases
                .parts
                .iter()
                .map(Case::read)
                .collect::<Result<_, _>>()?,
            sha256: digest::sha256(text.as_bytes()),
            facts,
        })
    }

    /// Every table and word that it may read.
    pub fn needs(&self) -> impl Iterator<Item = &Need> {
        self.facts.reads.iter().chain(&self.facts.reads_if_there)
    }
}

/// The fence of a check's Spanish file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpanishFacts {
    left: String,
    right: String,
    #[serde(default)]
    items: BTreeMap<String, String>,
}

impl Prose {
    /// Reads the Spanish file of a check.
    pub fn read_spanish(text: &str) -> Result<Self, Error> {
        let document = Document::read(text)?;
        let [asks, matters, needs, means, limits, sources] = sections(&document, &HEADINGS_ES)?;
        let facts: SpanishFacts = toml_of(&document.head, "check", "below the title")?;
        Ok(Self {
            title: document.title.clone(),
            asks: asks.prose.clone(),
            matters: matters.prose.clone(),
            needs: needs.prose.clone(),
            means: means.prose.clone(),
            limits: limits.prose.clone(),
            sources: sources.prose.clone(),
            left: facts.left,
            right: facts.right,
            items: facts.items,
        })
    }
}

impl From<String> for Need {
    fn from(text: String) -> Self {
        match text.split_once(':') {
            Some((table, word)) => Self { table: table.to_owned(), word: Some(word.to_owned()) },
            None => Self { table: text, word: None },
        }
    }
}

impl std::fmt::Display for Need {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.word {
            Some(word) => write!(f, "{}:{word}", self.table),
            None => f.write_str(&self.table),
        }
    }
}

impl From<UnknownWord> for Error {
    fn from(error: UnknownWord) -> Self {
        Self::Case { line: 0, text: error.to_string() }
    }
}

/// The sections of a document, if they are exactly these.
pub(crate) fn sections<'a, const N: usize>(
    document: &'a Document,
    expected: &[&'static str; N],
) -> Result<[&'a Section; N], Error> {
    let found: Vec<&Section> = document.sections.iter().collect();
    let same = found
        .iter()
        .map(|section| section.heading.as_str())
        .eq(expected.iter().copied());
    <[&Section; N]>::try_from(found)
        .ok()
        .filter(|_| same)
        .ok_or_else(|| Error::Headings {
            found: document
                .sections
                .iter()
                .map(|section| section.heading.clone())
                .collect(),
            expected: expected.to_vec(),
        })
}

/// The TOML of a section's fence, with errors at the line of the file.
fn toml_of<T: serde::de::DeserializeOwned>(
    section: &Section,
    label: &'static str,
    place: &'static str,
) -> Result<T, Error> {
    let fence = section.fence(label).ok_or(Error::Fence(label, place))?;
    toml::from_str(&fence.text).map_err(|error| Error::Toml {
        line: fence.line.saturating_add(line_of(&error, &fence.text)),
        text: error.message().to_owned(),
    })
}

/// How many lines of `text` stand before the place that a TOML error is about.
pub(crate) fn line_of(error: &toml::de::Error, text: &str) -> usize {
    let start = error.span().map_or(0, |span| span.start);
    text.bytes()
        .take(start)
        .filter(|byte| *byte == b'\n')
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# Is it so?

```check
code = \"X1\"
compares = \"equal\"
units = \"reporting_units\"
counts = \"ballots\"
left = \"one\"
right = \"other\"
when_broken = \"unexplained\"
reads = [\"result:tape\"]
```

## What it asks

## Why it matters

## Records it needs

## The check

```sql
SELECT 1
```

```sql rows
SELECT 2
```

## What a difference means

## What it cannot tell

Much.

## Cases

### None

```finding
cannot-tell · no record of: result:tape
```

## Sources
";

    #[test]
    fn a_file_becomes_a_check() {
        let check = Check::read("so", "lost", FILE).unwrap();
        assert_eq!(check.facts.reads, [Need::from("result:tape".to_owned())]);
        assert_eq!(check.sql, "SELECT 1\n");
        assert_eq!(check.cases.len(), 1);
    }

    #[test]
    fn a_mistake_is_named_by_its_line() {
        let text = FILE.replace("compares = \"equal\"", "compares = \"same\"");
        let error = Check::read("so", "lost", &text).unwrap_err().to_string();
        assert!(
            error.starts_with("line 5: `same` is no relation"),
            "{error}"
        );
    }

    #[test]
    fn a_screen_is_never_impossible() {
        let text = FILE
            .replace("\"equal\"", "\"screen\"")
            .replace("\"unexplained\"", "\"impossible\"");
        assert_eq!(
            Check::read("so", "lost", &text),
            Err(Error::ImpossibleScreen)
        );
    }

    #[test]
    fn a_check_that_can_tell_everything_is_refused() {
        let text = FILE.replace("Much.\n", "");
        assert_eq!(
            Check::read("so", "lost", &text),
            Err(Error::Empty("What it cannot tell"))
        );
    }
}
