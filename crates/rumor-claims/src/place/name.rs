//! Names of places in a text: how our own are said, and how others are seen.

use super::state;
use crate::fold::{Folded, Part};

/// The ways in which one of our own places is said: `Star Township, Precinct 1` also as `Star
/// Township`, `Antrim County` also as `Antrim` and `condado de Antrim`.
pub(super) fn forms(name: &str) -> Vec<String> {
    let mut forms = vec![key(name)];
    if let Some((place, _)) = name.split_once(',') {
        forms.push(key(place));
    }
    let folded = key(name);
    let short = folded.strip_suffix(" county").unwrap_or(&folded);
    // A single letter or number is no name that a post would mean us by.
    if short.len() >= 3 && short.chars().any(char::is_alphabetic) {
        forms.push(short.to_owned());
        for county in [
            format!("{short} county"),
            format!("county of {short}"),
            format!("condado de {short}"),
        ] {
            forms.push(county);
        }
    }
    forms
}

/// "Wayne County", "condado de Wayne", which nobody handed in.
pub(super) fn unknown_county(text: &str, words: &[Part]) -> Option<(String, usize)> {
    const NO_NAMES: [&str; 28] = [
        "the", "this", "that", "our", "your", "my", "his", "her", "their", "a", "an", "any",
        "each", "every", "another", "one", "same", "entire", "whole", "in", "of", "and", "la",
        "el", "este", "cada", "local", "home",
    ];
    let word = |at: usize| words.get(at).map(|part| part.of(text));
    let is_name = |name: &str| name.chars().all(char::is_alphabetic) && !NO_NAMES.contains(&name);
    let (name, length) = match (word(0)?, word(1)?, word(2)) {
        (name, "county", _) => (name, 2),
        ("county", "of", Some(name)) | ("condado", "de", Some(name)) => (name, 3),
        _ => return None,
    };
    is_name(name).then(|| (format!("{} County", capitalised(name)), length))
}

pub(super) fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The state of a postal code; only in capitals, since `in`, `or` and `me` are words.
pub(super) fn code(word: &str) -> Option<&'static str> {
    state::STATES
        .iter()
        .find(|(_, code)| *code == word)
        .map(|(state, _)| *state)
}

/// A postal code behind a comma: `in Flint, MI`.
pub(super) fn after_comma(folded: &Folded<'_>, word: Part) -> Option<&'static str> {
    let before = folded.text().get(..word.start)?;
    code(folded.words(word)).filter(|_| before.trim_end().ends_with(','))
}

/// A name as the words of a folded text.
pub(super) fn key(name: &str) -> String {
    let folded = Folded::of(name);
    let text = folded.text();
    joined(text, &words(text, Part::new(0, text.len())))
}

pub(super) fn joined(text: &str, words: &[Part]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
    words.join(" ")
}

/// The words of a part: runs of letters and digits.
pub(super) fn words(text: &str, part: Part) -> Vec<Part> {
    let mut words: Vec<Part> = Vec::new();
    for (at, c) in part
        .of(text)
        .char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
    {
        let start = part.start + at;
        let end = start + c.len_utf8();
        match words.last_mut() {
            Some(word) if word.end == start => word.end = end,
            _ => words.push(Part::new(start, end)),
        }
    }
    words
}
