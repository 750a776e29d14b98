//! Which rumors a segment satisfies, with their scores (`claims.md` §5).
//!
//! A score orders; it is no confidence, and it decides no answer.

use std::cmp::Ordering;

use crate::{
    fold::Part,
    lexicon::{Formulary, FoundConcepts, Generality, Lexicon},
};

/// A satisfied rumor.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit<'a> {
    /// The rumor.
    pub(crate) rumor: &'a Formulary,
    /// The weights of the satisfied formula, added up.
    pub(crate) score: f64,
    /// The satisfied formula with the greatest score; of equals the first.
    pub(crate) formula: &'a [usize],
}

/// The satisfied rumors, best first; equal scores in the order of the lexicon.
pub(crate) fn hits<'a>(lexicon: &'a Lexicon, found: &FoundConcepts) -> Vec<Hit<'a>> {
    let mut hits: Vec<Hit<'a>> = lexicon
        .rumors
        .iter()
        .filter_map(|rumor| best(lexicon, rumor, found))
        .collect();
    hits.sort_by(|one, other| descending(one.score, other.score));
    hits
}

/// Greater numbers first.
pub(crate) fn descending(one: f64, other: f64) -> Ordering {
    other.total_cmp(&one)
}

fn best<'a>(lexicon: &Lexicon, rumor: &'a Formulary, found: &FoundConcepts) -> Option<Hit<'a>> {
    let satisfied = rumor
        .alternatives
        .iter()
        .filter(|formula| formula.iter().all(|at| found.contains_key(at)));
    let mut best: Option<Hit<'a>> = None;
    for formula in satisfied {
        let score = formula.iter().map(|at| lexicon.concept(*at).weight).sum();
        if best.is_none_or(|best| score > best.score) {
            best = Some(Hit { rumor, score, formula });
        }
    }
    best
}

/// Whether a rumor of a segment is answered, or only listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It has a telling word of its own.
    Answered,
    /// Better ones have used all its telling words.
    Listed,
}

/// Of the rumors of a segment, best first: the first is answered and, going down, each that has a
/// matched word of a telling concept which none before has used.
pub(crate) fn standings(
    lexicon: &Lexicon,
    hits: &[Hit<'_>],
    found: &FoundConcepts,
) -> Vec<Standing> {
    let mut used: Vec<Part> = Vec::new();
    let mut standings = Vec::new();
    for hit in hits {
        let telling = hit.formula.iter().filter(|at| is_telling(lexicon, **at));
        let places: Vec<Part> = telling
            .filter_map(|at| found.get(at))
            .flatten()
            .copied()
            .collect();
        let is_new = places.iter().any(|place| !used.contains(place));
        let answered = standings.is_empty() || is_new;
        standings.push(if answered {
            Standing::Answered
        } else {
            Standing::Listed
        });
        used.extend(places);
    }
    standings
}

/// Whether not every post has that concept.
pub(crate) fn is_telling(lexicon: &Lexicon, concept: usize) -> bool {
    lexicon.concept(concept).generality == Generality::Telling
}
