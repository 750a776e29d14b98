//! Ranking rumors by words: BM25, without a model (`claims.md` §6.1).
//!
//! It never answers. Where it puts the rumor that the lexicon names first too, the match is surer;
//! where the lexicon names none, it offers what may be related.

mod words;

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};
use rumor_model::{messages::Language, rumor::Rumor};

use crate::{lexicon::count, matching::descending};

/// How soon more of the same word says no more, and how much a long text is held against.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// The rumors' texts in one language, ready to be ranked.
#[derive(Debug)]
pub(crate) struct Ranking {
    language: Language,
    /// Word → document and gain.
    gains: BTreeMap<String, Vec<(usize, f64)>>,
    documents: usize,
}

/// Phrases that rank nothing.
#[derive(Debug)]
pub(crate) struct Boilerplate(Vec<Regex>);

impl Ranking {
    /// A document a rumor: title, claim, what it usually is, aliases.
    pub(crate) fn new(rumors: &[Rumor], language: Language) -> Self {
        let documents: Vec<Vec<String>> = rumors
            .iter()
            .map(|rumor| words::words(&document(rumor, language), language))
            .collect();
        let total: usize = documents.iter().map(Vec::len).sum();
        let mean = count(total) / count(documents.len().max(1));
        let mut postings: BTreeMap<String, BTreeMap<usize, f64>> = BTreeMap::new();
        for (at, words) in documents.iter().enumerate() {
            for word in words {
                *postings
                    .entry(word.clone())
                    .or_default()
                    .entry(at)
                    .or_default() += 1.0;
            }
        }
        let gain = |at: usize, frequency: f64, holders: f64| {
            let length = documents.get(at).map_or(0.0, |words| count(words.len()));
            let norm = K1 * (1.0 - B + B * length / mean);
            let all = count(documents.len());
            let rarity = libm::log(1.0 + (all - holders + 0.5) / (holders + 0.5));
            rarity * frequency / (frequency + norm)
        };
        let gains = postings.into_iter().map(|(word, holders)| {
            let many = count(holders.len());
            let gains = holders
                .into_iter()
                .map(|(at, frequency)| (at, gain(at, frequency, many)));
            (word, gains.collect())
        });
        Self { language, gains: gains.collect(), documents: documents.len() }
    }

    /// The rumors that share a word with a text, best first, by their place; of equals the first.
    pub(crate) fn rank(&self, text: &str) -> Vec<(usize, f64)> {
        let mut scores = vec![0.0_f64; self.documents];
        // A word that is said twice counts twice.
        for word in words::words(text, self.language) {
            for (at, gain) in self.gains.get(&word).into_iter().flatten() {
                if let Some(score) = scores.get_mut(*at) {
                    *score += gain;
                }
            }
        }
        let mut ranked: Vec<(usize, f64)> = scores
            .into_iter()
            .enumerate()
            .filter(|(_, score)| *score > 0.0)
            .collect();
        ranked.sort_by(|(_, one), (_, other)| descending(*one, *other));
        ranked
    }
}

fn document(rumor: &Rumor, language: Language) -> String {
    let mut parts = vec![
        rumor.title.in_language(language).as_str(),
        &rumor.claim.in_language(language).text,
        &rumor.usual.in_language(language).text,
    ];
    parts.extend(
        rumor
            .aliases
            .in_language(language)
            .iter()
            .map(String::as_str),
    );
    parts.join(" . ")
}

impl Boilerplate {
    /// Reads the patterns; each is taken as whole words.
    pub(crate) fn new(patterns: &[String]) -> Result<Self, (String, regex::Error)> {
        let read = |pattern: &String| {
            let whole = format!(r"\b(?:{pattern})\b");
            RegexBuilder::new(&whole)
                .build()
                .map_err(|error| (pattern.clone(), error))
        };
        patterns
            .iter()
            .map(read)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// A folded text without them; all of it, if nothing would stay.
    pub(crate) fn without(&self, folded: &str) -> String {
        let mut text = folded.to_owned();
        for pattern in &self.0 {
            text = pattern.replace_all(&text, " ").into_owned();
        }
        let stays = text.chars().filter(|c| c.is_alphanumeric()).count();
        if stays <= 3 { folded.to_owned() } else { text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boilerplate_goes_unless_nothing_would_stay() {
        let boilerplate = Boilerplate::new(&["breaking".to_owned(), "watch".to_owned()]).unwrap();
        assert_eq!(
            boilerplate.without("breaking: late ballots").trim(),
            ": late ballots"
        );
        assert_eq!(boilerplate.without("breaking! watch"), "breaking! watch");
    }
}
