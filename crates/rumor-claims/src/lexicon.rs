//! The lexicon: concepts as patterns, rumors as formulas of concepts (`claims.md` §5).
//!
//! A concept weighs more the fewer rumors use it. Patterns run in linear time: a megabyte of
//! brackets costs no more than a megabyte of prose.

use std::collections::{BTreeMap, BTreeSet};

use regex::{Regex, RegexBuilder};
use rumor_model::rumor::{OwnNo, Rumor};
use serde::Deserialize;

use crate::fold::Part;

/// The concepts as they stand in `rumors/concepts.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Concepts {
    /// Concepts that every post has; they weigh little.
    #[serde(default)]
    pub generic: Vec<String>,
    /// Phrases that rank nothing: names, channels, slogans.
    #[serde(default)]
    pub boilerplate: Vec<String>,
    /// Name and pattern.
    pub concepts: BTreeMap<String, String>,
}

/// The formulas of one rumor.
#[derive(Debug, Clone)]
pub struct Formulas {
    /// The rumor's id.
    pub rumor: String,
    /// Whether the claim holds its own "not".
    pub own_no: OwnNo,
    /// Alternatives of concepts that must all occur.
    pub alternatives: Vec<Vec<String>>,
}

impl From<&Rumor> for Formulas {
    fn from(rumor: &Rumor) -> Self {
        Self {
            rumor: rumor.id.clone(),
            own_no: rumor.facts.own_no,
            alternatives: rumor.facts.formulas.clone(),
        }
    }
}

/// Why concepts and formulas are no lexicon.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A pattern is not readable.
    #[error("the pattern of `{concept}` cannot be read: {text}")]
    Pattern {
        /// The concept.
        concept: String,
        /// What the reader of patterns says.
        text: String,
    },
    /// A formula names what is no concept.
    #[error("`{rumor}` has `{concept}` in a formula; add its pattern to rumors/concepts.toml")]
    UnknownConcept {
        /// The rumor.
        rumor: String,
        /// The name.
        concept: String,
    },
    /// A formula that everything satisfies.
    #[error("`{rumor}` has an empty formula, which every text would satisfy; name a concept")]
    EmptyFormula {
        /// The rumor.
        rumor: String,
    },
    /// A generic concept has no pattern.
    #[error("`{0}` is listed as generic and has no pattern in rumors/concepts.toml")]
    UnknownGeneric(String),
}

/// Concepts and formulas, ready to be matched.
#[derive(Debug)]
pub struct Lexicon {
    pub(crate) concepts: Vec<Concept>,
    pub(crate) rumors: Vec<Formulary>,
}

#[derive(Debug)]
pub(crate) struct Concept {
    pub(crate) name: String,
    pub(crate) weight: f64,
    pub(crate) generality: Generality,
    pattern: Regex,
}

/// Whether every post has a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Generality {
    Generic,
    Telling,
}

/// A rumor's formulas, with concepts by their place in the lexicon.
#[derive(Debug)]
pub(crate) struct Formulary {
    pub(crate) rumor: String,
    pub(crate) own_no: OwnNo,
    pub(crate) alternatives: Vec<Vec<usize>>,
}

/// The concepts in a part of a text: place in the lexicon, and where they stand.
pub(crate) type FoundConcepts = BTreeMap<usize, Vec<Part>>;

impl Lexicon {
    /// Reads patterns and formulas. Rumors without a formula may be among them.
    pub fn new(concepts: &Concepts, rumors: &[Formulas]) -> Result<Self, Error> {
        let with_formula: Vec<&Formulas> = rumors
            .iter()
            .filter(|rumor| !rumor.alternatives.is_empty())
            .collect();
        let mut lexicon = Self { concepts: Vec::new(), rumors: Vec::new() };
        if let Some(name) = concepts
            .generic
            .iter()
            .find(|name| !concepts.concepts.contains_key(*name))
        {
            return Err(Error::UnknownGeneric(name.clone()));
        }
        for (name, pattern) in &concepts.concepts {
            let is_generic = concepts.generic.contains(name);
            let weight = weight(name, &with_formula);
            lexicon.concepts.push(Concept {
                name: name.clone(),
                weight: if is_generic { weight.min(1.0) } else { weight },
                generality: if is_generic {
                    Generality::Generic
                } else {
                    Generality::Telling
                },
                pattern: at_word_start(name, pattern)?,
            });
        }
        let place: BTreeMap<&String, usize> = concepts.concepts.keys().zip(0..).collect();
        for rumor in with_formula {
            let known = |concept: &String| {
                place
                    .get(concept)
                    .copied()
                    .ok_or_else(|| Error::UnknownConcept {
                        rumor: rumor.rumor.clone(),
                        concept: concept.clone(),
                    })
            };
            if rumor.alternatives.iter().any(Vec::is_empty) {
                return Err(Error::EmptyFormula { rumor: rumor.rumor.clone() });
            }
            let alternatives = rumor.alternatives.iter();
            lexicon.rumors.push(Formulary {
                rumor: rumor.rumor.clone(),
                own_no: rumor.own_no,
                alternatives: alternatives
                    .map(|formula| formula.iter().map(known).collect())
                    .collect::<Result<_, _>>()?,
            });
        }
        Ok(lexicon)
    }

    /// The concepts that occur anywhere in a text: the only ones to look for in its parts.
    pub(crate) fn occurring(&self, text: &str) -> Vec<usize> {
        let numbered = self.concepts.iter().enumerate();
        numbered
            .filter(|(_, concept)| concept.pattern.is_match(text))
            .map(|(at, _)| at)
            .collect()
    }

    /// Where concepts stand in a part. Its end counts as the end of the text.
    pub(crate) fn find(&self, text: &str, part: Part, candidates: &[usize]) -> FoundConcepts {
        let upto = text.get(..part.end).unwrap_or_default();
        let mut found = FoundConcepts::new();
        for at in candidates {
            let Some(concept) = self.concepts.get(*at) else {
                continue;
            };
            let places = concept.places(upto, part.start);
            if !places.is_empty() {
                found.insert(*at, places);
            }
        }
        found
    }

    pub(crate) fn concept(&self, at: usize) -> &Concept {
        self.concepts
            .get(at)
            .expect("a place comes from this lexicon's own numbering")
    }
}

impl Concept {
    fn places(&self, text: &str, start: usize) -> Vec<Part> {
        let mut places = Vec::new();
        let mut from = start;
        while let Some(found) = self.pattern.find_at(text, from) {
            places.push(Part::from(found));
            from = if found.is_empty() {
                found.end() + 1
            } else {
                found.end()
            };
            if !text.is_char_boundary(from) {
                break;
            }
        }
        places
    }
}

/// ln((R + 1)/(u + ½)): R rumors with a formula, u of them use the concept.
fn weight(concept: &str, rumors: &[&Formulas]) -> f64 {
    let uses = |rumor: &&&Formulas| {
        let names: BTreeSet<&String> = rumor.alternatives.iter().flatten().collect();
        names.iter().any(|name| *name == concept)
    };
    let used = count(rumors.iter().filter(uses).count());
    libm::log((count(rumors.len()) + 1.0) / (used + 0.5))
}

/// A count as a number to reckon with.
pub(crate) fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

/// A pattern that is tried only where no letter, digit or `_` stands before.
fn at_word_start(concept: &str, pattern: &str) -> Result<Regex, Error> {
    RegexBuilder::new(&format!(r"(?-u:\b{{start-half}})(?:{pattern})"))
        .build()
        .map_err(|error| Error::Pattern { concept: concept.to_owned(), text: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concepts() -> Concepts {
        let pair = |name: &str, pattern: &str| (name.to_owned(), pattern.to_owned());
        Concepts {
            generic: vec!["VOTE".to_owned()],
            boilerplate: Vec::new(),
            concepts: [pair("DEAD", r"dead\b"), pair("VOTE", r"vot(?:e|ed|ing)\b")].into(),
        }
    }

    fn formulas(names: &[&str]) -> Formulas {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let rumor = "dead-voters".to_owned();
        Formulas { rumor, own_no: OwnNo::None, alternatives: vec![names] }
    }

    #[test]
    fn a_concept_begins_at_the_start_of_a_word() {
        let lexicon = Lexicon::new(&concepts(), &[formulas(&["DEAD", "VOTE"])]).unwrap();
        let text = "undead dead";
        let found = lexicon.find(text, Part::new(0, text.len()), &lexicon.occurring(text));
        assert_eq!(found, FoundConcepts::from([(0, vec![Part::new(7, 11)])]));
    }

    #[test]
    fn a_generic_concept_weighs_at_most_one() {
        let others: Vec<Formulas> = (0..9).map(|_| formulas(&["DEAD"])).collect();
        let lexicon = Lexicon::new(&concepts(), &others).unwrap();
        let weights: Vec<f64> = lexicon
            .concepts
            .iter()
            .map(|concept| concept.weight)
            .collect();
        assert!(weights.iter().all(|weight| *weight <= 1.0), "{weights:?}");
    }

    #[test]
    fn a_formula_of_unknown_words_is_refused() {
        let error = Lexicon::new(&concepts(), &[formulas(&["GHOST"])]).unwrap_err();
        assert!(
            error.to_string().starts_with("`dead-voters` has `GHOST`"),
            "{error}"
        );
        assert!(Lexicon::new(&concepts(), &[formulas(&[])]).is_err());
    }
}
