//! Single lines that are right in one crate and wrong in another.

use crate::tidy::{File, Remark, Tree};

/// Ways to lose a row, or the reason why it could not be read.
const SWALLOWED: &[&str] = &[
    ".filter_map(Result::ok)",
    "if let Ok(",
    ".unwrap_or_default()",
    ".ok();",
    "let _ = ",
    "Err(_) => None",
    "Err(_) => continue",
    "Err(_) => {}",
];
/// Signs of code that waits for, or shares with, something else.
const WAITING: &[&str] = &[
    "async fn ",
    "async move",
    "Arc<Mutex<",
    "Arc<RwLock<",
    "mpsc::",
];
/// Signs of code that reads a file, a setting or the network.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "fs::",
    "std::env",
    "env::",
    "std::net",
    "std::process",
];
/// The crates that the design lets touch a disk.
const MAY_TOUCH: &[&str] = &["rumor-case", "rumor-log", "rumorctl", "xtask"];
/// The only places that wait: the query engine's one door, and the program that serves pages.
const MAY_WAIT: &[&str] = &["crates/rumor-checks/src/engine", "crates/rumorctl/"];

pub(crate) fn swallowed_errors(tree: &Tree) -> Vec<Remark> {
    let text = "where does the bad row show?";
    find(tree, SWALLOWED, text, |file| {
        file.package() == "rumor-records"
    })
}

pub(crate) fn waiting(tree: &Tree) -> Vec<Remark> {
    let text = "who else touches this at the same time?";
    find(tree, WAITING, text, |file| {
        file.package() != "xtask" && !MAY_WAIT.iter().any(|place| file.path.starts_with(place))
    })
}

pub(crate) fn disk(tree: &Tree) -> Vec<Remark> {
    let text = "this crate is handed readers and settings";
    find(tree, OUTSIDE, text, |file| {
        !MAY_TOUCH.contains(&file.package())
    })
}

fn find(tree: &Tree, signs: &[&str], text: &str, looked_at: fn(&File) -> bool) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for file in tree.rust().filter(|file| looked_at(file)) {
        for (line, code) in file.numbered() {
            if let Some(sign) = signs.iter().find(|sign| code.contains(**sign)) {
                remarks.push(file.remark(line, format!("`{}`: {text}", sign.trim())));
            }
        }
    }
    remarks
}
