//! The words of the field: `GLOSSARY.md` has a table `our word | source | not called`, and what is
//! in its third column is not used in code, checks or messages.
//!
//! Rumors quote people and are not read. In a check, what stands in quotation marks, in its tables
//! and below `Sources` is somebody else's; in a reader of records so is every text in quotation marks or
//! backticks. The crate that reads posts is not read.

use crate::tidy::{File, Remark, Tree};

/// Where code speaks of vendors' words.
const OTHERS: &[&str] = &[
    "crates/rumor-records/src/formats/",
    "crates/rumor-records/src/forms/",
];
/// Crates that are made of words which are not ours, or that list them.
const SKIPPED: &[&str] = &["rumor-claims", "xtask"];
/// Interface words; the other languages have other words.
const MESSAGES: &str = "messages/en.toml";

struct Wrong {
    words: Vec<String>,
    right: String,
}

pub(crate) fn glossary(tree: &Tree) -> Vec<Remark> {
    let wrong: Vec<Wrong> = tree.file("GLOSSARY.md").map(wrong).unwrap_or_default();
    let mut remarks = Vec::new();
    for file in tree
        .rust()
        .filter(|file| !SKIPPED.contains(&file.package()))
    {
        let others = OTHERS.iter().any(|place| file.path.starts_with(place));
        for (line, text) in file.numbered() {
            let text = if others {
                without(text, &['"', '`'])
            } else {
                text.to_owned()
            };
            remarks.extend(said(&text, &wrong).map(|said| file.remark(line, said)));
        }
    }
    for file in tree.checks() {
        for (line, text) in prose(file) {
            remarks.extend(said(&text, &wrong).map(|said| file.remark(line, said)));
        }
    }
    for (line, text) in tree.file(MESSAGES).iter().flat_map(|file| file.numbered()) {
        let file = tree.file(MESSAGES);
        remarks.extend(said(text, &wrong).and_then(|said| Some(file?.remark(line, said))));
    }
    remarks
}

fn said(text: &str, wrong: &[Wrong]) -> Option<String> {
    // Most lines hold not even the beginning of such a word, and need not be split.
    let lower = text.to_lowercase();
    let begins = |wrong: &Wrong| wrong.words.first().is_some_and(|word| lower.contains(word));
    if !wrong.iter().any(begins) {
        return None;
    }
    let said = split(text);
    let Wrong { words, right } = wrong.iter().find(|wrong| {
        said.windows(wrong.words.len())
            .any(|window| is_same(window, &wrong.words))
    })?;
    Some(format!("`{}` is `{right}` here", words.join(" ")))
}

/// Equal words, but that the last may be in the plural.
fn is_same(said: &[String], wrong: &[String]) -> bool {
    let (Some((last, before)), Some((wrong_last, wrong_before))) =
        (said.split_last(), wrong.split_last())
    else {
        return false;
    };
    let singular = last.strip_suffix('s').unwrap_or(last);
    before == wrong_before && (last == wrong_last || singular == wrong_last)
}

/// What a check says itself.
fn prose(file: &File) -> Vec<(usize, String)> {
    let mut quoted = false;
    let mut prose = Vec::new();
    let lines = super::markdown::outside(file);
    for (line, text) in lines.take_while(|(_, text)| *text != "## Sources") {
        if text.is_empty() {
            quoted = false;
        }
        let mut own = String::new();
        for c in text.chars() {
            match c {
                '"' => quoted = !quoted,
                '“' => quoted = true,
                '”' => quoted = false,
                c if !quoted => own.push(c),
                _ => {}
            }
        }
        prose.push((line, own));
    }
    prose
}

/// A line without what stands between two of the same `marks`.
fn without(line: &str, marks: &[char]) -> String {
    let mut open = None;
    let outside = |c: &char| match open {
        Some(mark) if mark == *c => {
            open = None;
            false
        }
        None if marks.contains(c) => {
            open = Some(*c);
            false
        }
        Some(_) => false,
        None => true,
    };
    line.chars().filter(outside).collect()
}

fn wrong(glossary: &File) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    // Each section has a table of its own.
    let rows = glossary.lines.iter().filter(|line| line.starts_with("| "));
    for line in rows.filter(|line| !line.starts_with("| our word")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if let [right, _source, not] = *cells.as_slice() {
            for words in not.split(',').map(split).filter(|words| !words.is_empty()) {
                wrong.push(Wrong { words, right: right.to_owned() });
            }
        }
    }
    wrong
}

/// `BallotStyle`, `ballot_style` and "ballot style" are the same two words. Any other sign, as the
/// comma of "contest, option", stands between them as a word of its own.
fn split(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in text.chars() {
        let humps = c.is_uppercase() && before.is_lowercase();
        if humps || !c.is_alphabetic() {
            words.push(String::new());
        }
        if let Some(word) = words
            .last_mut()
            .filter(|_| !c.is_whitespace() && !"_-".contains(c))
        {
            word.extend(c.to_lowercase());
        }
        if !c.is_alphabetic() {
            words.push(String::new());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}
