//! Every check of the repository: its cases, and the same queries in a second engine.

#![cfg(test)]
#![expect(
    clippy::disallowed_methods,
    reason = "tests make their own folders, and read the repository's files"
)]

mod absent;
mod cases;
mod documents;
mod judge;
mod twin;

use std::{fs, path::Path};

use rumor_model::{
    check::{Check, Prose},
    messages::Messages,
};

/// The repository's root.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Every check, in the order of groups and names, with its Spanish words.
fn checks() -> Vec<Check> {
    let mut files: Vec<_> = fs::read_dir(root().join("checks"))
        .unwrap()
        .flat_map(|group| fs::read_dir(group.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".es.md"))
        .collect();
    files.sort();
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    files
        .iter()
        .map(|path| {
            let group = path
                .parent()
                .unwrap()
                .file_name()
                .unwrap()
                .to_string_lossy();
            let id = path.file_stem().unwrap().to_string_lossy();
            let wrong = |error: rumor_model::check::Error| panic!("{}: {error}", path.display());
            let mut check = Check::read(&id, &group, &read(path)).unwrap_or_else(wrong);
            let spanish = Prose::read_spanish(&read(&path.with_extension("es.md")));
            check.spanish = Some(spanish.unwrap_or_else(|error| panic!("{id}.es.md: {error}")));
            check
        })
        .collect()
}

fn messages() -> Messages {
    Messages::read(&fs::read_to_string(root().join("messages/en.toml")).unwrap()).unwrap()
}
