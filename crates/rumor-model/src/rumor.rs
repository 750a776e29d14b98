//! Rumors: one Markdown file a claim, read into its facts, its sentences and its cases
//! (`claims.md` §8, §10).
//!
//! The file is at once what people read, what matches a post and what answers it. Each sentence
//! stands in English and in Spanish, with the same placeholders, or in neither. Out of scope:
//! matching and answering (`rumor-claims`).

mod case;
mod facts;
mod figure;
mod marked;

pub use case::{Case, ExpectedAnswer, Stood};
pub use facts::{Beside, Conclusion, DecidedBy, Facts, OwnNo, Pair};
pub use figure::{CELL_COLUMNS, Cell, CellColumn, Comparison, FigureOf, NoFigure, When};
pub use marked::Line;

use marked::Marked;

use crate::{
    answer::{Both, Kind},
    check, digest,
    markdown::{self, Document},
};

/// The sections of a rumor, in their order.
pub const HEADINGS: [&str; 11] = [
    "The claim",
    "What is true in it",
    "What decides it",
    "If the records agree",
    "If they differ",
    "If we cannot tell",
    "What it usually is",
    "What we cannot tell",
    "How people say it",
    "Cases",
    "Sources",
];

/// A rumor, ready to be matched and answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rumor {
    /// The file's name without its ending; never changed or reused.
    pub id: String,
    /// The folder it stands in, as `voters`; empty for an office's own rumor.
    pub group: String,
    /// The question.
    pub title: Both<String>,
    /// Its facts.
    pub facts: Facts,
    /// The claim in its canonical form.
    pub claim: Both<Line>,
    /// What is true in it.
    pub truth: Both<Line>,
    /// What decides it.
    pub decides: Both<Line>,
    /// The sentences of the kinds of answer; a kind that cannot occur may lack its own.
    pub kinds: Kinds,
    /// What it usually is, elsewhere.
    pub usual: Both<Line>,
    /// What no record of an office can show.
    pub limits: Both<Line>,
    /// How people say it.
    pub aliases: Both<Vec<String>>,
    /// Its tests.
    pub cases: Vec<Case>,
    /// Law with section, reports with date.
    pub sources: String,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// The sentence of each kind of answer, with its placeholders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kinds {
    /// *If the records agree*: not found; of a claim that law decides, or that no record can
    /// show, the one sentence that answers it.
    pub agree: Option<Both<Line>>,
    /// The records show it.
    pub found: Option<Both<Line>>,
    /// The records show part of it.
    pub found_in_part: Option<Both<Line>>,
    /// Something needs an explanation.
    pub open: Option<Both<Line>>,
    /// There were other causes.
    pub other_cause: Option<Both<Line>>,
    /// A record is missing.
    pub cannot_tell: Option<Both<Line>>,
}

impl Kinds {
    /// The sentence of a kind. A claim about elsewhere has none: it is the same for every rumor.
    pub const fn of(&self, kind: Kind) -> Option<&Both<Line>> {
        match kind {
            Kind::Elsewhere => None,
            Kind::Outside | Kind::Law | Kind::NotFound => self.agree.as_ref(),
            Kind::Found => self.found.as_ref(),
            Kind::FoundInPart => self.found_in_part.as_ref(),
            Kind::Open => self.open.as_ref(),
            Kind::CannotTell => self.cannot_tell.as_ref(),
            Kind::OtherCause => self.other_cause.as_ref(),
        }
    }
}

/// Why a text is no rumor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It is not even a document.
    #[error(transparent)]
    Markdown(#[from] markdown::Error),
    /// The sections are others.
    #[error(transparent)]
    Headings(#[from] check::Error),
    /// The Spanish title is not there.
    #[error("line 3: found `{0}`, expected the Spanish question between asterisks: *¿…?*")]
    SpanishTitle(String),
    /// The facts are not there.
    #[error("one ```rumor block is needed below the title")]
    NoFacts,
    /// The facts are not readable.
    #[error("line {line}: {text}")]
    Facts {
        /// Where, in the file.
        line: usize,
        /// What is wrong, and what to write.
        text: String,
    },
    /// One language says something that the other does not.
    #[error("line {line}: `{heading}` has {found} and lacks {lacks}; write both or neither")]
    OneLanguage {
        /// Where the one stands.
        line: usize,
        /// The section.
        heading: String,
        /// The mark that is there.
        found: String,
        /// The mark that is not.
        lacks: String,
    },
    /// A section says nothing.
    #[error("line {line}: `{heading}` is empty; write EN: and ES:")]
    Empty {
        /// Where it begins.
        line: usize,
        /// The section.
        heading: &'static str,
    },
    /// A text stands before any mark, or under one that the section does not know.
    #[error("line {line}: found `{found}`, expected one of {expected}")]
    Mark {
        /// Where it stands.
        line: usize,
        /// The text.
        found: String,
        /// The marks of that section.
        expected: String,
    },
    /// A digit stands in a sentence that is filled with figures.
    #[error(
        "line {line}: the digit in `{found}` comes from no placeholder; name the figure in braces"
    )]
    Digit {
        /// Where it stands.
        line: usize,
        /// The word with the digit.
        found: String,
    },
    /// The languages show different figures.
    #[error(
        "line {line}: Spanish has the placeholders {es}, English has {en}; they must be the same"
    )]
    Placeholders {
        /// Where the Spanish stands.
        line: usize,
        /// Those of the English text.
        en: String,
        /// Those of the Spanish text.
        es: String,
    },
    /// A brace is not closed.
    #[error("line {line}: a placeholder is opened with {{ and not closed")]
    Brace {
        /// Where it stands.
        line: usize,
    },
    /// A kind of answer can occur and has no sentence.
    #[error("line {line}: `{kind}` can occur and has no sentence; write {marks}")]
    Sentence {
        /// Where the section begins.
        line: usize,
        /// The kind.
        kind: Kind,
        /// The marks to write.
        marks: &'static str,
    },
    /// A case is not readable.
    #[error("line {line}: {text}")]
    Case {
        /// Where, in the file.
        line: usize,
        /// What is wrong, and what to write.
        text: String,
    },
}

impl Rumor {
    /// Reads a rumor's file. `group` is the folder's name.
    pub fn read(id: &str, group: &str, text: &str) -> Result<Self, Error> {
        let document = Document::read(text)?;
        let found = check::sections(&document, &HEADINGS)?;
        let [
            claim,
            truth,
            decides,
            agree,
            differ,
            tell,
            usual,
            limits,
            say,
            cases,
            sources,
        ] = found;
        let spanish = document.head.prose.trim();
        let spanish = spanish
            .strip_prefix('*')
            .and_then(|title| title.strip_suffix('*'))
            .ok_or_else(|| Error::SpanishTitle(spanish.to_owned()))?;
        let facts = Facts::read(&document.head)?;
        let marked = |section| Marked::read(section, text);
        let [truth, agree, differ, tell] = [
            marked(truth)?,
            marked(agree)?,
            marked(differ)?,
            marked(tell)?,
        ];
        for section in [&truth, &agree, &differ, &tell] {
            section.check_placeholders()?;
        }
        let rumor = Self {
            id: id.to_owned(),
            group: group.to_owned(),
            title: Both { en: document.title.clone(), es: spanish.to_owned() },
            claim: marked(claim)?.whole("The claim")?,
            truth: truth.whole("What is true in it")?,
            decides: marked(decides)?.whole("What decides it")?,
            kinds: Kinds {
                agree: agree.both("")?,
                found: differ.both("found")?,
                found_in_part: differ.both("found-in-part")?,
                open: differ.both("open")?,
                other_cause: differ.both("other-cause")?,
                cannot_tell: tell.both("")?,
            },
            usual: marked(usual)?.whole("What it usually is")?,
            limits: marked(limits)?.whole("What we cannot tell")?,
            aliases: marked(say)?.whole("How people say it")?.map(Line::bullets),
            cases: cases
                .parts
                .iter()
                .map(Case::read)
                .collect::<Result<_, _>>()?,
            sources: sources.prose.clone(),
            sha256: digest::sha256(text.as_bytes()),
            facts,
        };
        for (section, kind, marks) in [
            (&agree, Kind::NotFound, "EN: and ES:"),
            (&differ, Kind::Found, "EN found: and ES found:"),
            (
                &differ,
                Kind::FoundInPart,
                "EN found-in-part: and ES found-in-part:",
            ),
            (&differ, Kind::Open, "EN open: and ES open:"),
            (
                &differ,
                Kind::OtherCause,
                "EN other-cause: and ES other-cause:",
            ),
            (&tell, Kind::CannotTell, "EN: and ES:"),
        ] {
            if rumor.facts.can_be(kind) && rumor.kinds.of(kind).is_none() {
                return Err(Error::Sentence { line: section.line(), kind, marks });
            }
        }
        Ok(rumor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Mode, Stance};

    const FILE: &str = include_str!("rumor/tests/example.md");

    #[test]
    fn a_file_becomes_a_rumor() {
        let rumor = Rumor::read("dead-voters", "voters", FILE).unwrap();
        assert_eq!(rumor.title.es, "¿Se votó a nombre de personas muertas?");
        assert_eq!(
            rumor.facts.decides.first().map(|pair| pair.mode),
            Some(Mode::Case)
        );
        assert_eq!(
            rumor.aliases.en,
            ["dead folks voted", "they voted from the grave"]
        );
        let stood = &rumor.cases.first().unwrap().read;
        assert_eq!(
            stood.as_ref().unwrap().first().map(|stood| stood.stance),
            Some(Stance::Asserts)
        );
    }

    #[test]
    fn a_sentence_may_run_over_lines() {
        let rumor = Rumor::read("dead-voters", "voters", FILE).unwrap();
        assert_eq!(
            rumor.truth.en.text,
            "Lists hold some people who have just died."
        );
    }

    fn error(from: &str, to: &str) -> String {
        assert!(FILE.contains(from), "{from}");
        Rumor::read("dead-voters", "voters", &FILE.replacen(from, to, 1))
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_digit_of_ours_is_refused() {
        let error = error(
            "Yes: {deceased-voters.confirmed",
            "Yes, 12 of {deceased-voters.confirmed",
        );
        assert_eq!(
            error,
            "line 38: the digit in `12` comes from no placeholder; name the figure in braces"
        );
    }

    #[test]
    fn one_language_alone_is_refused() {
        let error = error("ES open: ", "ES found: ");
        assert!(error.starts_with("line 42: "), "{error}");
        assert!(error.contains("EN open"), "{error}");
    }

    #[test]
    fn a_language_that_shows_another_figure_is_refused() {
        let error = error(
            "ES found: Sí: {deceased-voters.confirmed|",
            "ES found: Sí: {deceased-voters.open|",
        );
        assert!(
            error.starts_with("line 39: Spanish has the placeholders"),
            "{error}"
        );
    }

    #[test]
    fn a_mistake_in_the_facts_is_named_by_its_line() {
        let error = error("mode = \"case\"", "mode = \"guess\"");
        assert!(
            error.starts_with("line 14: unknown variant `guess`, expected"),
            "{error}"
        );
    }

    #[test]
    fn a_kind_that_can_occur_needs_its_sentence() {
        let sentences = "EN other-cause: There were differences, with other causes.\n\
            ES other-cause: Hubo diferencias, por otras causas.\n";
        let error = error(sentences, "");
        assert!(
            error.contains("`other-cause` can occur and has no sentence"),
            "{error}"
        );
    }
}
