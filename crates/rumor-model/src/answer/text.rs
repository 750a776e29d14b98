//! Sentences of an answer, whose figures know the cell that they come from (`claims.md` §8.6).

use std::fmt;

use serde::{Serialize, Serializer};

use crate::messages::Language;

/// Something in both languages: neither is published without the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Both<T> {
    /// In English.
    pub en: T,
    /// In Spanish.
    pub es: T,
}

impl<T> Both<T> {
    /// The one in that language.
    pub const fn in_language(&self, language: Language) -> &T {
        match language {
            Language::English => &self.en,
            Language::Spanish => &self.es,
        }
    }

    /// Both, made into something else.
    pub fn map<U>(&self, mut make: impl FnMut(&T) -> U) -> Both<U> {
        Both { en: make(&self.en), es: make(&self.es) }
    }
}

/// A figure in a sentence, and the cell that it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// As it is written, in the language of its sentence.
    pub text: String,
    /// The check.
    pub check: String,
    /// The row of the finding's `rows.csv`, from 1; none for a figure of the whole finding.
    pub row: Option<u64>,
    /// The column of that row, else the key in `finding.json`, or in this answer's `checks`.
    pub column: String,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words, or a figure that is quoted.
    Words(String),
    /// A figure of ours, and its place in the answer's `figures`.
    Figure(String, usize),
}

/// One or more sentences, in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Piece>);

impl Sentence {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|piece| match piece {
            Piece::Words(text) | Piece::Figure(text, _) => f.write_str(text),
        })
    }
}

/// The sentences of an answer in one language, in the order in which they are read.
///
/// Serialized, it is one string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// What is true in the claim.
    pub truth: Sentence,
    /// The kind's sentence.
    pub answer: Sentence,
    /// What is missing, where the kind's sentence does not say it.
    pub missing: Sentence,
    /// Claimed and found.
    pub claimed: Sentence,
    /// The figure beside its whole and beside the margin.
    pub scale: Sentence,
    /// What else must be known: rehearsal, rebuilt records, the conclusion that no count can draw.
    pub notes: Vec<Sentence>,
}

impl Text {
    /// The sentences that are not empty, in their order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        [
            &self.truth,
            &self.answer,
            &self.missing,
            &self.claimed,
            &self.scale,
        ]
        .into_iter()
        .chain(&self.notes)
        .filter(|sentence| !sentence.is_empty())
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sentences: Vec<String> = self.sentences().map(Sentence::to_string).collect();
        serializer.serialize_str(&sentences.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_written_as_its_sentences() {
        let words = |text: &str| Sentence(vec![Piece::Words(text.to_owned())]);
        let answer = Sentence(vec![
            Piece::Words("Yes: ".to_owned()),
            Piece::Figure("12".to_owned(), 0),
            Piece::Words(" voters.".to_owned()),
        ]);
        let text = Text { truth: words("Rolls change."), answer, ..Text::default() };
        assert_eq!(
            serde_json::to_value(&text).unwrap(),
            "Rolls change. Yes: 12 voters."
        );
    }
}
