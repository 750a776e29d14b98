//! The checks, rumors and words that the program brings, and those that an office adds.

use std::path::Path;

use rumor_model::{
    check::{self, Check, Prose},
    messages::{Language, Messages},
    rumor::{self, Rumor},
};

use crate::files;

mod built_in {
    //! The repository's files, put in while building.
    include!(concat!(env!("OUT_DIR"), "/built_in.rs"));
}

pub(crate) use built_in::SCENARIOS;

/// How the name of a check's Spanish file ends. It is read after the English one.
const SPANISH: &str = ".es.md";

/// What questions can be asked and what claims can be answered.
#[derive(Debug, Clone)]
pub struct Library {
    /// The checks: ours by group and name, then the office's own by name.
    pub checks: Vec<Check>,
    /// The rumors, likewise.
    pub rumors: Vec<Rumor>,
    /// The file of concepts, by which posts are read.
    pub concepts: String,
    /// English words.
    pub english: Messages,
    /// Spanish words.
    pub spanish: Messages,
}

/// Why a check or rumor file of an office is refused. All of them are told at once.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error(transparent)]
    Files(#[from] files::Error),
    /// A check's file is not in order.
    #[error("checks/{file}: {source}")]
    Check {
        /// The file.
        file: String,
        /// What is wrong.
        source: check::Error,
    },
    /// A rumor's file is not in order.
    #[error("rumors/{file}: {source}")]
    Rumor {
        /// The file.
        file: String,
        /// What is wrong.
        source: Box<rumor::Error>,
    },
    /// A Spanish file stands alone.
    #[error("checks/{0} has no English file beside it")]
    NoEnglish(String),
    /// An office's file has the id of one of ours.
    #[error("{0} is the id of a file that the program brings; give yours another name")]
    Taken(String),
}

impl Library {
    /// What the program brings.
    pub fn built_in() -> Self {
        let text = |bytes: &'static [u8]| std::str::from_utf8(bytes).expect("our files are UTF-8");
        let messages = |language: Language| {
            let name = format!("{}.toml", language.code());
            let file = built_in::MESSAGES.iter().find(|(path, _)| *path == name);
            let (_, bytes) = file.expect("there is a file of words for each language");
            Messages::read(text(bytes)).expect("a test reads our files of words")
        };
        let mut library = Self {
            checks: Vec::new(),
            rumors: Vec::new(),
            concepts: String::new(),
            english: messages(Language::English),
            spanish: messages(Language::Spanish),
        };
        let (spanish, english): (Vec<_>, Vec<_>) = built_in::CHECKS
            .iter()
            .partition(|(path, _)| path.ends_with(SPANISH));
        for (path, bytes) in english.into_iter().chain(spanish) {
            library
                .add_check(path, text(bytes))
                .expect("a test reads our checks");
        }
        for (path, bytes) in built_in::RUMORS {
            if *path == "concepts.toml" {
                text(bytes).clone_into(&mut library.concepts);
            } else {
                library
                    .add_rumor(path, text(bytes))
                    .expect("a test reads our rumors");
            }
        }
        library
    }

    /// What the program brings and what stands in the case's own folders.
    pub(crate) fn with_own(root: &Path) -> Result<Self, Vec<Error>> {
        let mut library = Self::built_in();
        let mut errors = Vec::new();
        let (spanish, english): (Vec<_>, Vec<_>) = files_in(&root.join("checks"), &mut errors)
            .into_iter()
            .partition(|name| name.ends_with(SPANISH));
        for name in english.into_iter().chain(spanish) {
            let text = files::read_text(&root.join("checks").join(&name)).map_err(Error::from);
            errors.extend(
                text.and_then(|text| library.add_own_check(&name, &text))
                    .err(),
            );
        }
        for name in files_in(&root.join("rumors"), &mut errors) {
            let text = files::read_text(&root.join("rumors").join(&name)).map_err(Error::from);
            errors.extend(
                text.and_then(|text| library.add_own_rumor(&name, &text))
                    .err(),
            );
        }
        if errors.is_empty() {
            Ok(library)
        } else {
            Err(errors)
        }
    }

    /// The check of that id.
    pub fn check(&self, id: &str) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// The words of a language.
    pub const fn messages(&self, language: Language) -> &Messages {
        match language {
            Language::English => &self.english,
            Language::Spanish => &self.spanish,
        }
    }

    fn add_check(&mut self, path: &str, text: &str) -> Result<(), Error> {
        let (group, file) = path.rsplit_once('/').unwrap_or(("", path));
        let wrong = |source| Error::Check { file: path.to_owned(), source };
        if let Some(id) = file.strip_suffix(SPANISH) {
            let prose = Prose::read_spanish(text).map_err(wrong)?;
            let check = self.checks.iter_mut().find(|check| check.id == id);
            check
                .ok_or_else(|| Error::NoEnglish(path.to_owned()))?
                .spanish = Some(prose);
            return Ok(());
        }
        let id = file.strip_suffix(".md").unwrap_or(file);
        self.checks
            .push(Check::read(id, group, text).map_err(wrong)?);
        Ok(())
    }

    fn add_own_check(&mut self, name: &str, text: &str) -> Result<(), Error> {
        let id = name
            .strip_suffix(SPANISH)
            .or_else(|| name.strip_suffix(".md"))
            .unwrap_or(name);
        if built_in::CHECKS
            .iter()
            .any(|(path, _)| path.ends_with(&format!("/{id}.md")))
        {
            return Err(Error::Taken(id.to_owned()));
        }
        self.add_check(name, text)
    }

    fn add_rumor(&mut self, path: &str, text: &str) -> Result<(), Error> {
        let (group, file) = path.rsplit_once('/').unwrap_or(("", path));
        let id = file.strip_suffix(".md").unwrap_or(file);
        let rumor = Rumor::read(id, group, text)
            .map_err(|source| Error::Rumor { file: path.to_owned(), source: Box::new(source) })?;
        self.rumors.push(rumor);
        Ok(())
    }

    fn add_own_rumor(&mut self, name: &str, text: &str) -> Result<(), Error> {
        if self
            .rumors
            .iter()
            .any(|rumor| name == format!("{}.md", rumor.id))
        {
            return Err(Error::Taken(name.to_owned()));
        }
        self.add_rumor(name, text)
    }
}

/// The Markdown files of a folder of the office's own.
fn files_in(folder: &Path, errors: &mut Vec<Error>) -> Vec<String> {
    match files::names(folder) {
        Ok(names) => names
            .into_iter()
            .filter(|name| files::has_ending(name, "md"))
            .collect(),
        Err(error) => {
            errors.push(error.into());
            Vec::new()
        }
    }
}
