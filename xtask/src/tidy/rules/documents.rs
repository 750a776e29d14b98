//! Documents that somebody new reads first: short, and with the form that they promise.

use crate::tidy::{File, Remark, Tree};

/// Lines of `ARCHITECTURE.md`.
const MAP: usize = 200;

pub(crate) fn documents(tree: &Tree) -> Vec<Remark> {
    let map = tree
        .file("ARCHITECTURE.md")
        .map(|map| architecture(tree, map));
    let decisions = tree.below("docs/decisions/").filter_map(decision);
    map.unwrap_or_default()
        .into_iter()
        .chain(decisions)
        .collect()
}

fn architecture(tree: &Tree, map: &File) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if map.lines.len() > MAP {
        remarks.push(map.remark(1, format!("{} lines; a map has {MAP}", map.lines.len())));
    }
    for manifest in tree.files.iter().filter(|file| file.name() == "Cargo.toml") {
        let package = manifest.package();
        let named = format!("`{package}`");
        let is_crate = manifest.path.starts_with("crates/");
        if is_crate && !map.lines.iter().any(|line| line.contains(&named)) {
            remarks.push(map.remark(1, format!("{named} is not on the map")));
        }
    }
    remarks
}

/// `0003-….md` begins `# 0003 ` and then gives the answer.
fn decision(file: &File) -> Option<Remark> {
    let number = file.name().split('-').next().unwrap_or_default();
    let is_number = number.len() == 4 && number.chars().all(|c| c.is_ascii_digit());
    let begins = format!("# {number} ");
    let titled = file.lines.first().is_some_and(|line| {
        line.strip_prefix(&begins)
            .is_some_and(|answer| !answer.trim().is_empty())
    });
    let good = is_number && titled;
    (!good).then(|| {
        file.remark(
            1,
            "`0003-the-answer.md` begins with `# 0003 ` and the answer",
        )
    })
}
