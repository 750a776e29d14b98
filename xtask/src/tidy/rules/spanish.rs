//! Both languages or neither: each check has a Spanish file that gives the same words.

use super::markdown::{Fence, facts};
use crate::tidy::{File, Remark, Tree};

pub(crate) fn spanish(tree: &Tree) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for check in tree.checks() {
        match tree.file(&twin(check)) {
            None => remarks.push(check.remark(1, format!("{} is missing", twin(check)))),
            Some(spanish) if items(spanish) != items(check) => {
                let text = format!("`[items]` are {} in English", items(check).join(", "));
                remarks.push(spanish.remark(1, text));
            }
            Some(_) => {}
        }
    }
    for file in tree.spanish_checks() {
        let english = file.path.replace(".es.md", ".md");
        if tree.file(&english).is_none() {
            remarks.push(file.remark(1, format!("{english} is missing")));
        }
    }
    remarks
}

fn twin(check: &File) -> String {
    check.path.replace(".md", ".es.md")
}

/// The keys below `[items]`, sorted.
fn items(file: &File) -> Vec<&str> {
    let lines = facts(file)
        .map(|Fence { lines, .. }| lines)
        .unwrap_or_default();
    let lines = lines.into_iter().map(|(_, line)| line.trim());
    let mut keys: Vec<&str> = lines
        .skip_while(|line| *line != "[items]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim()))
        .collect();
    keys.sort_unstable();
    keys
}
