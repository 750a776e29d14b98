//! Folding: the form of a text that matching sees (`claims.md` §1).
//!
//! Lower case, no accents, plain quotes, `#TagsLikeThis` as words; addresses and the signatures of
//! copied posts are blanked out. Every byte of the folded text knows its place in the text as
//! given, since spans are told in Unicode scalar values of that text.

use std::sync::LazyLock;

use regex::Regex;
use serde::Serialize;
use unicode_normalization::{UnicodeNormalization as _, char::canonical_combining_class};

/// A half-open range of Unicode scalar values of the text as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// The first.
    pub start: usize,
    /// The one behind the last.
    pub end: usize,
}

/// A half-open range of bytes of the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Part {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Part {
    pub(crate) const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub(crate) const fn holds(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub(crate) const fn holds_place(self, place: usize) -> bool {
        self.start <= place && place < self.end
    }

    /// The text of this part.
    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

impl From<regex::Match<'_>> for Part {
    fn from(found: regex::Match<'_>) -> Self {
        Self::new(found.start(), found.end())
    }
}

/// A folded text.
#[derive(Debug, Clone)]
pub(crate) struct Folded<'a> {
    given: &'a str,
    /// The byte at which each character of `given` starts, and the end.
    starts: Vec<usize>,
    text: String,
    /// For each byte of `text`, the character of the text as given that it comes from.
    at: Vec<usize>,
    tags: Vec<Part>,
}

static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"#\w+").expect("our own pattern"));

/// What says nothing about the claim: addresses, and the signature that copied posts carry,
/// `- Name (@handle) November 17, 2020`.
static NOISE: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    [
        r"https?://\S+",
        r"\bpic\.twitter\.com/\S+",
        r"\brt @\w+:",
        r#"\s-\s[^-\n]{0,80}\(@\w+\)\s*[a-z]+ \d{1,2}, \d{4}"?\s*$"#,
    ]
    .map(|pattern| Regex::new(pattern).expect("our own pattern"))
});

impl<'a> Folded<'a> {
    /// Folds a text.
    pub(crate) fn of(given: &'a str) -> Self {
        let starts = given
            .char_indices()
            .map(|(at, _)| at)
            .chain([given.len()])
            .collect();
        let (text, at, tags) = (String::new(), Vec::new(), Vec::new());
        let mut folded = Self { given, starts, text, at, tags };
        let mut tags = TAG.find_iter(given).peekable();
        let mut before = ' ';
        for (place, (byte, c)) in given.char_indices().enumerate() {
            while tags.next_if(|tag| tag.end() <= byte).is_some() {}
            let in_tag = tags.peek().is_some_and(|tag| tag.start() <= byte);
            if in_tag {
                folded.push_in_tag(c, before, place);
            } else {
                folded.push(c, place);
            }
            before = c;
        }
        folded.quiet();
        folded
    }

    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where the tags stand.
    pub(crate) fn tags(&self) -> &[Part] {
        &self.tags
    }

    /// Where a part stands in the text as given.
    pub(crate) fn span(&self, part: Part) -> Span {
        let place = |at: Option<&usize>| at.copied().unwrap_or_default();
        let last = part.end.checked_sub(1).and_then(|last| self.at.get(last));
        Span {
            start: place(self.at.get(part.start)),
            end: last.map_or(0, |last| last + 1),
        }
    }

    /// The words of a part, as given.
    pub(crate) fn words(&self, part: Part) -> &'a str {
        let Span { start, end } = self.span(part);
        match (self.starts.get(start), self.starts.get(end)) {
            (Some(start), Some(end)) => self.given.get(*start..*end).unwrap_or_default(),
            _ => "",
        }
    }

    /// A tag opens with `#`; inside, `_` and a capital after a small letter begin a new word.
    fn push_in_tag(&mut self, c: char, before: char, place: usize) {
        let start = self.text.len();
        if c == '#' {
            self.tags.push(Part::new(start, start));
        }
        if matches!(c, '#' | '_') {
            self.push(' ', place);
        } else {
            if c.is_uppercase() && before.is_lowercase() {
                self.push(' ', place);
            }
            self.push(c, place);
        }
        if let Some(tag) = self.tags.last_mut() {
            tag.end = self.text.len();
        }
    }

    fn push(&mut self, c: char, place: usize) {
        if is_invisible(c) {
            return;
        }
        let parts = std::iter::once(plain(c)).nfkd();
        for part in parts.filter(|part| canonical_combining_class(*part) == 0) {
            for low in plain(part).to_lowercase() {
                self.text.push(low);
                self.at.resize(self.text.len(), place);
            }
        }
    }

    /// Blanks out what says nothing; the length stays.
    fn quiet(&mut self) {
        for pattern in NOISE.iter() {
            let found: Vec<Part> = pattern.find_iter(&self.text).map(Part::from).collect();
            for part in found {
                let blanks = " ".repeat(part.end - part.start);
                self.text.replace_range(part.start..part.end, &blanks);
            }
        }
    }
}

/// Joiners and marks of direction that hostile posts put inside words.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Quotes, dashes and dots in their plain form. Controls other than line ends become blanks.
const fn plain(c: char) -> char {
    match c {
        '\u{2019}' | '\u{2018}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2013}' | '\u{2014}' => '-',
        '\u{2026}' => '.',
        '\n' => c,
        _ if c.is_ascii_control() => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, expected: &str) {
        assert_eq!(Folded::of(given).text(), expected, "{given}");
    }

    #[test]
    fn spellings_of_one_word_fold_alike() {
        check("votó", "voto");
        check("ﬁnal ７４", "final 74");
        check("“glitches” – it’s", "\"glitches\" - it's");
        check("vo\u{200b}te", "vote");
    }

    #[test]
    fn tags_become_words() {
        check("x #StopTheSteal_now", "x  stop the steal now");
        check("not_a_tag", "not_a_tag");
    }

    #[test]
    fn addresses_and_signatures_are_blanked() {
        check("see https://a.b/c now", "see               now");
        let folded = Folded::of("True. — A B (@ab) November 17, 2020");
        assert_eq!(folded.text().trim(), "true.");
    }

    #[test]
    fn every_place_is_one_of_the_text_as_given() {
        let folded = Folded::of("😯 ﬁve Votó");
        let start = folded.text().find("voto").unwrap();
        assert_eq!(
            folded.span(Part::new(start, start + 4)),
            Span { start: 6, end: 10 }
        );
    }
}
