//! Comments that repeat the code, tell its history, praise it, or leave it unfinished. Of checks, in
//! both languages, only what is unfinished.

use crate::tidy::{Remark, Tree};

/// Words of a changelog, an advertisement or a chat, out of place in a comment.
const NEWS: &[&str] = &[
    "no longer",
    "previously",
    "refactored",
    "improved",
    "enhanced",
    "robust",
    "comprehensive",
    "production-ready",
    "seamless",
    "for now",
    "in a real implementation",
    "as requested",
    "as discussed",
    "in this session",
    "the task at hand",
];
/// How an ordinary comment begins that repeats the line below it, or draws a line. Doc comments,
/// which begin `///`, may well begin with a verb.
const ECHOES: &[&str] = &[
    "// Create ",
    "// Get ",
    "// Set ",
    "// Check if ",
    "// Loop ",
    "// Iterate ",
    "// Return ",
    "// Initialize ",
    "// Update ",
    "// Calculate ",
    "// Process ",
    "// Add ",
    "// Store ",
    "// Step ",
    "// ==",
    "// --",
];
/// Unfinished work; it belongs in the list of issues.
const UNFINISHED: &[&str] = &["todo!(", "unimplemented!(", "dbg!(", "FIXME", "TODO", "XXX"];
/// These lists would be remarked on for what they forbid.
const HERE: &str = "xtask/src/tidy/rules/words.rs";

pub(crate) fn words(tree: &Tree) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for file in tree.rust().filter(|file| file.path != HERE) {
        for (line, text) in file.numbered() {
            remarks.extend(
                faults(text)
                    .into_iter()
                    .map(|fault| file.remark(line, fault)),
            );
        }
    }
    for file in tree.checks().chain(tree.spanish_checks()) {
        for (line, text) in file.numbered() {
            remarks.extend(unfinished(text).map(|fault| file.remark(line, fault)));
        }
    }
    remarks
}

fn faults(line: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let comment = Some(line.trim_start()).filter(|line| line.starts_with("//"));
    let lower = comment.unwrap_or_default().to_lowercase();
    if let Some(word) = NEWS.iter().find(|word| lower.contains(**word)) {
        faults.push(format!("`{word}`: say what is"));
    }
    if comment.is_some_and(|comment| ECHOES.iter().any(|echo| comment.starts_with(echo))) {
        faults.push("say why, or nothing".to_owned());
    }
    faults.extend(unfinished(line));
    faults
}

fn unfinished(line: &str) -> Option<String> {
    let word = UNFINISHED.iter().find(|word| line.contains(**word))?;
    Some(format!("unfinished: `{word}`"))
}
