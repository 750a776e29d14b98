//! Reading a post: its segments, and in each the rumors, the stance and the figures
//! (`claims.md` §§ 1–5).
//!
//! Everything that is told comes with the words that say so. Out of scope: ranking and whether a
//! match may be answered (`ask`).

mod reader;

use std::collections::BTreeMap;

use rumor_model::{
    answer::{Claimed, Stance},
    messages::Language,
};
use serde::{Serialize, Serializer};

use reader::Reader;

use crate::{
    fold::{Folded, Part, Span},
    joke,
    lexicon::Lexicon,
    matching::{self, Standing},
    number,
    segment::Segment,
};

/// A post, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its language, if its small words tell.
    pub language: Option<Language>,
    /// The mark that says that it is a joke.
    pub joke: Option<Quoted>,
    /// Its segments, in their order.
    pub segments: Vec<Read>,
}

/// A segment, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// Its words, as given.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Its language, or that of the post.
    pub language: Option<Language>,
    /// The figures that it claims.
    pub figures: Vec<Told>,
    /// The rumors in it, best first.
    pub rumors: Vec<Match>,
    pub(crate) segment: Segment,
}

/// A rumor in a segment, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Match {
    /// The rumor.
    pub rumor: String,
    /// The weights of its concepts, added up.
    #[serde(serialize_with = "thousandths")]
    pub score: f64,
    /// The satisfied formula: each concept with its words.
    pub formula: Vec<ConceptWords>,
    /// What the sentence does with it.
    pub stance: Stance,
    /// The words that say so.
    pub cues: Vec<Quoted>,
    /// Whether it is answered or only listed.
    pub standing: Standing,
    /// The concepts that it has from elsewhere: a list's beginning, the sentence before.
    pub borrowed: Vec<String>,
}

/// A concept, with the words that were taken for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConceptWords {
    /// The concept.
    pub concept: String,
    /// The words.
    pub words: Vec<Quoted>,
}

/// Words of the post, as given, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quoted {
    /// The words.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A figure that a segment claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The figure.
    #[serde(flatten)]
    pub claimed: Claimed,
    /// Where it stands.
    pub span: Span,
    /// Whether it is the segment's own.
    pub from: Origin,
}

/// Where something that a segment is read with stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// In the segment.
    Own,
    /// In what announces its list, in its sentence, or in an earlier one.
    Carried,
}

/// Reads a post.
pub fn read(text: &str, lexicon: &Lexicon) -> Reading {
    let reader = Reader::new(text, lexicon);
    let joke = joke::joke(reader.folded.text(), reader.folded.tags());
    let segments = reader.segments(joke);
    Reading {
        language: reader.language,
        joke: joke.map(|part| reader.quoted(part)),
        segments,
    }
}

/// The figures that a text claims, the whole of it taken as one segment.
pub fn figures(text: &str) -> Vec<Claimed> {
    let folded = Folded::of(text);
    let whole = Part::new(0, folded.text().len());
    let claimed = |figure: number::Figure| Claimed {
        low: figure.low,
        high: figure.high,
        unit: figure.unit,
        said: figure.said,
        quote: None,
    };
    number::numbers(folded.text(), whole)
        .into_iter()
        .map(claimed)
        .collect()
}

/// The rumors of a post, best first: each with its best segment's score, in thousandths as printed.
pub fn best(reading: &Reading, lexicon: &Lexicon) -> Vec<String> {
    let mut scores: BTreeMap<&str, f64> = BTreeMap::new();
    for found in reading.segments.iter().flat_map(|segment| &segment.rumors) {
        let score = scores.entry(&found.rumor).or_default();
        *score = score.max(rounded(found.score));
    }
    let in_order = lexicon.rumors.iter().map(|rumor| rumor.rumor.as_str());
    let mut ranked: Vec<(&str, f64)> = in_order
        .filter_map(|id| scores.get(id).map(|score| (id, *score)))
        .collect();
    ranked.sort_by(|(_, one), (_, other)| matching::descending(*one, *other));
    ranked.into_iter().map(|(id, _)| id.to_owned()).collect()
}

/// A score as it is printed: to three decimals.
pub fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands over a reference"
)]
pub(crate) fn thousandths<S: Serializer>(score: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*score))
}
