//! Segments: the windows in which one claim is read (`claims.md` §2).
//!
//! A sentence, or each item of its list. A list is announced ("including", a colon) or has three
//! items; a lone comma makes none. Concepts of two segments never combine.

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::Part;

/// A segment of a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment {
    /// Its bytes.
    pub(crate) part: Part,
    /// Those of its sentence.
    pub(crate) sentence: Part,
    /// What announces the list, where it is an item of an announced one.
    pub(crate) announced_by: Option<Part>,
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("our own pattern")
}

/// Words before a single full stop that ends no sentence.
const ABBREVIATIONS: [&str; 32] = [
    "mr", "mrs", "ms", "dr", "dra", "sr", "sra", "st", "no", "num", "vs", "gov", "sen", "rep",
    "sec", "dept", "co", "inc", "jr", "jan", "feb", "mar", "apr", "aug", "sep", "sept", "oct",
    "nov", "dec", "art", "pag", "aprox",
];

/// "and many more", at the end of a list.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[\s,;]*\b(?:and|y|e|entre) (?:(?:so )?many (?:more|others)|much more|more|others|so on",
        r"|muchas? mas|muchos mas|otras?|otros)\b[\s.]*$|[\s,;]*\betc\b\.?\s*$"
    ))
});

/// What announces a list.
static ANNOUNCEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:including|such as|for example|namely|incluyendo|incluidos?|como por ejemplo",
        r"|tales como|por ejemplo)\b[\s:,]*|:\s+"
    ))
});

/// What stands between two items.
static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[,;]\s*(?:and|or|y|e|o|u)?\s+|\s[-\u{2022}*]\s|\n+"));

/// Cuts a folded text into segments. `holds_a_concept` says whether what stands before an
/// announcement is worth a segment of its own.
pub(crate) fn segments(text: &str, holds_a_concept: impl Fn(Part) -> bool) -> Vec<Segment> {
    let mut segments = Vec::new();
    for sentence in sentences(text) {
        let segment = |part| Segment { part, sentence, announced_by: None };
        let tail = TAIL.find(sentence.of(text));
        let stop = tail.map_or(sentence.end, |tail| sentence.start + tail.start());
        let upto = text.get(..stop).unwrap_or_default();
        let announcement = ANNOUNCEMENT.find_at(upto, sentence.start);
        let items = items(
            upto,
            announcement.map_or(sentence.start, |found| found.end()),
        );
        if let Some(found) = announcement {
            let head = trim(text, Part::new(sentence.start, found.start()));
            segments.extend(head.filter(|head| holds_a_concept(*head)).map(segment));
            let announced = |part| Segment { part, sentence, announced_by: head };
            segments.extend(items.into_iter().map(announced));
        } else if items.len() >= 3 {
            segments.extend(items.into_iter().map(segment));
        } else {
            segments.push(segment(Part::new(sentence.start, stop)));
        }
    }
    segments
}

/// The items from a place on.
fn items(text: &str, first: usize) -> Vec<Part> {
    let mut items = Vec::new();
    let mut start = first;
    let mut at = first;
    while let Some(found) = BETWEEN.find_at(text, at) {
        items.extend(trim(text, Part::new(start, found.start())));
        start = found.end();
        at = found.end();
    }
    items.extend(trim(text, Part::new(start, text.len())));
    items
}

/// The sentences of a folded text: they end at runs of `.` `!` `?`, and at line breaks.
fn sentences(text: &str) -> Vec<Part> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let end = match c {
            '\n' => at + 1,
            '.' | '!' | '?' => {
                let mut end = at + 1;
                while let Some((next, _)) = rest.next_if(|(_, c)| matches!(c, '.' | '!' | '?')) {
                    end = next + 1;
                }
                let single = c == '.' && end == at + 1;
                let after_marks = text.get(end..).unwrap_or_default();
                let behind = after_marks.trim_start_matches(['"', '\'', ')', ']']);
                let closing = after_marks.len() - behind.len();
                let closed = behind.chars().next().is_none_or(char::is_whitespace);
                let before = text.get(start..at).unwrap_or_default();
                if !closed || (single && closing == 0 && is_abbreviation(before)) {
                    continue;
                }
                end + closing
            }
            _ => continue,
        };
        sentences.extend(trim(text, Part::new(start, end)));
        start = end;
    }
    sentences.extend(trim(text, Part::new(start, text.len())));
    sentences
}

/// Whether the last word is an abbreviation or a single letter, as in `a.b.`
fn is_abbreviation(before: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let word = before.rsplit(|c| !is_word(c)).next().unwrap_or_default();
    let single = word.len() == 1 && word.chars().all(|c| c.is_ascii_lowercase());
    single || ABBREVIATIONS.contains(&word)
}

/// A part without blanks and light marks at both ends; none if nothing stays.
fn trim(text: &str, part: Part) -> Option<Part> {
    const LIGHT: [char; 8] = [' ', '\t', '\r', '\n', ',', ';', '-', '"'];
    let is_light = |c: char| LIGHT.contains(&c) || c == '\'';
    let whole = part.of(text);
    let from = whole.trim_start_matches(is_light);
    let start = part.start + (whole.len() - from.len());
    let end = start + from.trim_end_matches(is_light).len();
    (end > start).then_some(Part::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let segments = segments(text, |_| true);
        let found: Vec<&str> = segments
            .iter()
            .map(|segment| segment.part.of(text))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_announced_list_is_cut_and_its_tail_dropped() {
        check(
            "there were faults, including dead people voting, late voting, and many more.",
            &["there were faults", "dead people voting", "late voting"],
        );
    }

    #[test]
    fn a_lone_comma_makes_no_list() {
        check(
            "dead people voted, and nobody looked.",
            &["dead people voted, and nobody looked."],
        );
    }

    #[test]
    fn three_items_are_a_list() {
        check(
            "no audit, no seals; no observers",
            &["no audit", "no seals", "no observers"],
        );
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        check(
            "mr. smith of u.s. fame voted. twice!",
            &["mr. smith of u.s. fame voted.", "twice!"],
        );
        check(
            "see nov. 3 \"again.\" then",
            &["see nov. 3 \"again.", "then"],
        );
    }
}
