//! Whole cases: folders in, findings, answers and files out.

#![cfg(test)]
#![expect(
    clippy::disallowed_methods,
    reason = "tests make their own folders, and read the repository's files"
)]

mod absent;
mod antrim;
mod folder;
mod guards;
mod real;

use std::{
    fs,
    path::{Path, PathBuf},
};

use rumor_case::{Case, Role, Start};

/// The repository's root.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A folder of the project's data beside the checkout, where it is there.
fn shared(folder: &str) -> Option<PathBuf> {
    let path = root().join("../shared/data").join(folder);
    let is_there = path.exists();
    if !is_there {
        eprintln!("SKIPPED: ../shared/data/{folder} is not beside this checkout");
    }
    is_there.then_some(path)
}

/// A new case of that jurisdiction in an empty folder.
fn new_case(place: &Path, jurisdiction: &str) -> Case {
    let start = Start {
        date: Some("2020-11-03".to_owned()),
        jurisdiction: Some(jurisdiction.to_owned()),
        time_zone: Some("America/New_York".to_owned()),
    };
    Case::init(&place.join("case"), &start).unwrap()
}

/// The same case with one more file.
fn with(case: &Case, file: &Path, role: &Role) -> Case {
    let mut case = Case::open(case.root()).unwrap();
    case.import(file, role).unwrap();
    case
}

/// A role of a published count.
fn role(source: &str, version: i64, published: &str) -> Role {
    Role {
        source: Some(source.parse().unwrap()),
        version: Some(version),
        published: Some(published.to_owned()),
        public: true,
        ..Role::default()
    }
}

/// A file of that text in a folder.
fn file(place: &Path, name: &str, text: &str) -> PathBuf {
    let path = place.join(name);
    fs::write(&path, text).unwrap();
    path
}

/// Every file of a case, with its bytes.
fn contents(case: &Case) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(below) = open.pop() {
        for entry in fs::read_dir(case.root().join(&below)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if below.is_empty() {
                name
            } else {
                format!("{below}/{name}")
            };
            if entry.path().is_dir() {
                open.push(path);
            } else {
                found.push((path, fs::read(entry.path()).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The line of a check's finding as of the newest record.
fn line(case: &Case, check: &str) -> String {
    let findings = case
        .findings(&[check.to_owned()], case.newest().unwrap())
        .unwrap();
    findings.first().unwrap().line.clone()
}
