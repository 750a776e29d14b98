//! Every check of the repository is read, and every case of every check comes out as it says.

#![cfg(test)]

use std::{fs, path::Path};

use rumor_checks::cases::mismatches;
use rumor_model::{check::Check, messages::Messages};

/// The repository's root.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Every check, in the order of groups and names.
fn checks() -> Vec<Check> {
    let mut files: Vec<_> = fs::read_dir(root().join("checks"))
        .unwrap()
        .flat_map(|group| fs::read_dir(group.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".es.md"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let group = path.parent().unwrap().file_name().unwrap().to_string_lossy();
            let id = path.file_stem().unwrap().to_string_lossy();
            Check::read(&id, &group, &fs::read_to_string(path).unwrap())
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}

fn messages() -> Messages {
    Messages::read(&fs::read_to_string(root().join("messages/en.toml")).unwrap()).unwrap()
}

#[test]
fn every_case_comes_out_as_it_says() {
    let messages = messages();
    let wrong: Vec<String> = checks()
        .iter()
        .flat_map(|check| mismatches(check, &messages))
        .map(|mismatch| mismatch.to_string())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
