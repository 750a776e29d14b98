//! Every format has a page, and an excerpt made by us in the layout of a real file that it names.

use std::collections::BTreeSet;

use crate::tidy::{File, Remark, Tree};

const EXCERPTS: &str = "tests/elections/";
const FORMATS: &str = "crates/rumor-records/src/formats/";
/// What a `SOURCE.md` says, each at the start of a line.
const SAID: &[&str] = &["address:", "date:", "format:", "licence:", "sha256:"];

pub(crate) fn excerpts(tree: &Tree) -> Vec<Remark> {
    let (sources, others): (Vec<&File>, Vec<&File>) = tree
        .files
        .iter()
        .filter(|file| file.path.starts_with(EXCERPTS))
        .partition(|file| file.name() == "SOURCE.md");
    let mut remarks = Vec::new();

    let told: BTreeSet<&str> = sources.iter().map(|file| folder(file)).collect();
    for file in others.iter().filter(|file| !told.contains(folder(file))) {
        remarks.push(file.remark(1, "no `SOURCE.md` beside it"));
    }
    for file in &sources {
        let missing = |said: &&&str| !file.lines.iter().any(|line| line.starts_with(**said));
        for said in SAID.iter().filter(missing) {
            remarks.push(file.remark(1, format!("`{said}` is missing")));
        }
    }
    for file in formats(tree) {
        let line = format!("format: {}", file.stem());
        let read = sources.iter().any(|source| source.lines.contains(&line));
        if !read {
            remarks.push(file.remark(
                1,
                "show an excerpt that it reads, and name the real file it follows",
            ));
        }
    }
    remarks
}

pub(crate) fn pages(tree: &Tree) -> Vec<Remark> {
    let path = |file: &File| format!("docs/formats/{}.md", file.stem());
    let without = formats(tree).filter(|file| tree.file(&path(file)).is_none());
    without
        .map(|file| file.remark(1, format!("{} is missing", path(file))))
        .collect()
}

/// One file a format; the parts of a large one lie in a folder of its name.
fn formats(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.rust().filter(|file| {
        let below = file.path.strip_prefix(FORMATS);
        below.is_some_and(|name| !name.contains('/') && name != "mod.rs")
    })
}

fn folder(file: &File) -> &str {
    file.path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
