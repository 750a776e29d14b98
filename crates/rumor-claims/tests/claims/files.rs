//! Where the files of these tests are: some are other people's words and never in the repository.

use std::path::{Path, PathBuf};

use rumor_claims::{Concepts, Formulas, Home, Lexicon, Library, Place};
use rumor_model::rumor::{OwnNo, Rumor};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file below `../shared/data/claims`, beside the workspace; said to be absent where it is.
pub(crate) fn shared(path: &str) -> Option<String> {
    text(&root().join("../shared/data/claims").join(path), path)
}

/// A file of this workspace; said to be absent where it is.
pub(crate) fn own(path: &str) -> Option<String> {
    text(&root().join(path), path)
}

#[expect(clippy::disallowed_methods, reason = "tests read their data from disk")]
fn text(path: &Path, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok();
    if text.is_none() {
        eprintln!("SKIPPED: {name} is absent");
    }
    text
}

/// The rumors of this workspace, in the order of folders and names.
pub(crate) fn rumors() -> Vec<Rumor> {
    below("rumors")
}

/// Rumors of single elections, each to be put among the general ones.
pub(crate) fn local_rumors() -> Vec<Rumor> {
    below("scenarios")
}

fn below(folder: &str) -> Vec<Rumor> {
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.retain(|path| path.components().any(|part| part.as_os_str() == "rumors"));
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let read = |path: &PathBuf| {
        let text = text(path, "a rumor").unwrap();
        let rumor = Rumor::read(&name(path), &name(path.parent().unwrap()), &text);
        rumor.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    paths.iter().map(read).collect()
}

/// The general rumors and these, ready to be asked.
pub(crate) fn library(local: Option<Rumor>) -> Option<Library> {
    let mut rumors = rumors();
    rumors.extend(local);
    concepts().map(|concepts| Library::new(&concepts, rumors).unwrap())
}

/// A jurisdiction to ask for.
pub(crate) fn antrim() -> Place {
    let home = Home {
        name: "Antrim County".to_owned(),
        state: "Michigan".to_owned(),
        within: vec!["Star Township, Precinct 1".to_owned()],
        year: Some(2020),
    };
    Place::new(&home, &[])
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            paths.push(path);
        }
    }
}

/// The concepts of this workspace.
pub(crate) fn concepts() -> Option<Concepts> {
    own("rumors/concepts.toml").map(|text| toml::from_str(&text).unwrap())
}

/// The lexicon of this workspace.
pub(crate) fn own_lexicon() -> Option<Lexicon> {
    let formulas: Vec<Formulas> = rumors().iter().map(Formulas::from).collect();
    concepts().map(|concepts| Lexicon::new(&concepts, &formulas).unwrap())
}

/// The reference's lexicon, with the formulas of 119 rumors.
pub(crate) fn reference_lexicon() -> Option<Lexicon> {
    let text = shared("lexicon.json")?;
    let reference: Reference = serde_json::from_str(&text).unwrap();
    let formulas: Vec<Formulas> = reference
        .formulas
        .0
        .into_iter()
        .map(|(rumor, alternatives)| {
            let own_no = if reference.own_no.contains(&rumor) {
                OwnNo::Held
            } else {
                OwnNo::None
            };
            Formulas { rumor, own_no, alternatives }
        })
        .collect();
    let concepts: Concepts = serde_json::from_str(&text).unwrap();
    Some(Lexicon::new(&concepts, &formulas).unwrap())
}

#[derive(Deserialize)]
struct Reference {
    formulas: Ordered,
    own_no: Vec<String>,
}

/// A map in the order of the file, which is the order of the lexicon.
struct Ordered(Vec<(String, Vec<Vec<String>>)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Ordered;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("rumors and their formulas")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Ordered, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}
