//! The library: every rumor, ready to be matched and ranked.

use rumor_model::{messages::Language, rumor::Rumor};

use crate::{
    answer::{self, check_templates},
    lexicon::{self, Concepts, Formulas, Lexicon},
    rank::{Boilerplate, Ranking},
};

/// Rumors with their concepts. An office's own rumors stand among the general ones.
#[derive(Debug)]
pub struct Library {
    pub(crate) lexicon: Lexicon,
    pub(crate) boilerplate: Boilerplate,
    rumors: Vec<Rumor>,
    english: Ranking,
    spanish: Ranking,
}

/// Why rumors are no library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Concepts or formulas are wrong.
    #[error(transparent)]
    Lexicon(#[from] lexicon::Error),
    /// A sentence cannot be filled.
    #[error(transparent)]
    Template(#[from] answer::Error),
    /// Two files have one name.
    #[error("two rumors are called `{0}`; an id is a rumor's address and is never reused")]
    Twice(String),
    /// A local rumor stands in for one that does not exist.
    #[error("`{rumor}` says stands_in_for = \"{general}\", and there is no such rumor")]
    StandsInForNone {
        /// The local rumor.
        rumor: String,
        /// What it names.
        general: String,
    },
    /// A phrase of boilerplate is not readable.
    #[error("the boilerplate pattern `{pattern}` cannot be read: {text}")]
    Boilerplate {
        /// The pattern.
        pattern: String,
        /// What the reader of patterns says.
        text: String,
    },
}

impl Library {
    /// Reads concepts and rumors. The order of the rumors is that in which equals are listed.
    pub fn new(concepts: &Concepts, rumors: Vec<Rumor>) -> Result<Self, Error> {
        for (at, rumor) in rumors.iter().enumerate() {
            check_templates(rumor)?;
            if rumors.iter().skip(at + 1).any(|other| other.id == rumor.id) {
                return Err(Error::Twice(rumor.id.clone()));
            }
            if let Some(general) = &rumor.facts.stands_in_for
                && !rumors.iter().any(|other| other.id == *general)
            {
                let (rumor, general) = (rumor.id.clone(), general.clone());
                return Err(Error::StandsInForNone { rumor, general });
            }
        }
        let formulas: Vec<Formulas> = rumors.iter().map(Formulas::from).collect();
        let boilerplate = Boilerplate::new(&concepts.boilerplate)
            .map_err(|(pattern, error)| Error::Boilerplate { pattern, text: error.to_string() })?;
        Ok(Self {
            lexicon: Lexicon::new(concepts, &formulas)?,
            boilerplate,
            english: Ranking::new(&rumors, Language::English),
            spanish: Ranking::new(&rumors, Language::Spanish),
            rumors,
        })
    }

    /// Every rumor, in the order given.
    pub fn rumors(&self) -> &[Rumor] {
        &self.rumors
    }

    /// The rumor of that id.
    pub fn rumor(&self, id: &str) -> Option<&Rumor> {
        self.rumors.iter().find(|rumor| rumor.id == id)
    }

    /// The office's own rumor that is answered in place of a general one.
    pub fn in_place_of(&self, general: &str) -> Option<&Rumor> {
        self.rumors
            .iter()
            .find(|rumor| rumor.facts.stands_in_for.as_deref() == Some(general))
    }

    /// The rumor that is answered where this one is matched.
    pub(crate) fn answered<'a>(&'a self, id: &'a str) -> &'a str {
        self.in_place_of(id).map_or(id, |local| &local.id)
    }

    /// Rumors that share words with a text, best first, each under the id that is answered.
    pub(crate) fn ranked(&self, text: &str, language: Language) -> Vec<(&str, f64)> {
        let ranking = match language {
            Language::English => &self.english,
            Language::Spanish => &self.spanish,
        };
        let mut ranked: Vec<(&str, f64)> = Vec::new();
        for (at, score) in ranking.rank(text) {
            let Some(rumor) = self.rumors.get(at) else {
                continue;
            };
            let id = self.answered(&rumor.id);
            if !ranked.iter().any(|(known, _)| *known == id) {
                ranked.push((id, score));
            }
        }
        ranked
    }
}
