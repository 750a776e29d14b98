//! A section whose paragraphs stand under language marks: `EN:`, `ES:`, `EN found:`, `ES found:`.
//!
//! A paragraph belongs to the mark at its start, until the next mark.

use super::Error;
use crate::{answer::Both, markdown::Section};

/// A text, and the line where it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The line in the file, from 1.
    pub line: usize,
    /// The text; lines of one paragraph are joined by blanks.
    pub text: String,
}

impl Line {
    /// The entries of a bulleted list.
    pub(super) fn bullets(&self) -> Vec<String> {
        let entries = self.text.split("- ").map(str::trim);
        entries
            .filter(|entry| !entry.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// The marks that may stand behind the language.
const VARIANTS: [&str; 5] = ["", "found", "found-in-part", "open", "other-cause"];

/// The paragraphs of a section, by mark.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    section: &'a Section,
    parts: Vec<Part<'a>>,
}

#[derive(Debug)]
struct Part<'a> {
    language: &'a str,
    variant: &'a str,
    line: Line,
}

impl<'a> Marked<'a> {
    /// Reads a section, of which `file` is the whole text: only there do lines have their numbers.
    pub(super) fn read(section: &'a Section, file: &'a str) -> Result<Self, Error> {
        let mut parts: Vec<Part<'a>> = Vec::new();
        let lines = (1_usize..).zip(file.lines()).skip(section.line);
        for (line, text) in lines.take_while(|(_, text)| !text.starts_with("## ")) {
            if let Some((language, variant, rest)) = mark(text) {
                let text = rest.trim().to_owned();
                parts.push(Part { language, variant, line: Line { line, text } });
            } else if let Some(part) = parts.last_mut() {
                let so_far = &mut part.line.text;
                if !so_far.is_empty() && !text.trim().is_empty() {
                    so_far.push(' ');
                }
                so_far.push_str(text.trim());
            } else if !text.trim().is_empty() {
                let expected = "EN: and ES:, or EN found: and ES found: …".to_owned();
                return Err(Error::Mark { line, found: text.trim().to_owned(), expected });
            }
        }
        Ok(Self { section, parts })
    }

    /// Where the section begins.
    pub(super) const fn line(&self) -> usize {
        self.section.line
    }

    /// The text under `EN:` and `ES:`, which must be there.
    pub(super) fn whole(&self, heading: &'static str) -> Result<Both<Line>, Error> {
        self.both("")?
            .ok_or(Error::Empty { line: self.section.line, heading })
    }

    /// The texts of a variant in both languages, if they are there.
    pub(super) fn both(&self, variant: &str) -> Result<Option<Both<Line>>, Error> {
        match (self.text("EN", variant), self.text("ES", variant)) {
            (Some(en), Some(es)) => Ok(Some(Both { en: en.clone(), es: es.clone() })),
            (None, None) => Ok(None),
            (Some(one), None) => Err(self.alone(one, "EN", "ES", variant)),
            (None, Some(one)) => Err(self.alone(one, "ES", "EN", variant)),
        }
    }

    /// Looks that no digit is written by hand, and that both languages show the same figures.
    pub(super) fn check_placeholders(&self) -> Result<(), Error> {
        for part in &self.parts {
            let (_, words) = split(&part.line)?;
            // "The records do not show this: 0 of …" is the one figure that is always the same.
            let digit = words
                .split_whitespace()
                .find(|word| *word != "0" && word.contains(|c: char| c.is_ascii_digit()));
            if let Some(found) = digit {
                return Err(Error::Digit { line: part.line.line, found: found.to_owned() });
            }
        }
        for variant in VARIANTS {
            let Some(Both { en, es }) = self.both(variant)? else {
                continue;
            };
            let (in_en, in_es) = (split(&en)?.0, split(&es)?.0);
            if in_en != in_es {
                let list = |names: &[&str]| names.join(" ");
                return Err(Error::Placeholders {
                    line: es.line,
                    en: list(&in_en),
                    es: list(&in_es),
                });
            }
        }
        Ok(())
    }

    fn text(&self, language: &str, variant: &str) -> Option<&Line> {
        let mut parts = self.parts.iter();
        parts
            .find(|part| part.language == language && part.variant == variant)
            .map(|part| &part.line)
            .filter(|line| !line.text.is_empty())
    }

    fn alone(&self, one: &Line, found: &str, lacks: &str, variant: &str) -> Error {
        let mark = |language: &str| format!("{language} {variant}").trim().to_owned();
        Error::OneLanguage {
            line: one.line,
            heading: self.section.heading.clone(),
            found: mark(found),
            lacks: mark(lacks),
        }
    }
}

/// `EN found: Yes` → EN, found, ` Yes`.
fn mark(line: &str) -> Option<(&str, &str, &str)> {
    let (mark, rest) = line.split_once(':')?;
    let (language, variant) = mark.split_once(' ').unwrap_or((mark, ""));
    let known = matches!(language, "EN" | "ES") && VARIANTS.contains(&variant);
    known.then_some((language, variant, rest))
}

/// The figures that a text asks for, sorted, each once; and its words without them.
fn split(line: &Line) -> Result<(Vec<&str>, String), Error> {
    let mut names = Vec::new();
    let mut words = String::new();
    let mut rest = line.text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (inner, behind) = after
            .split_once('}')
            .ok_or(Error::Brace { line: line.line })?;
        names.push(inner.split('|').next().unwrap_or(inner));
        words.push_str(before);
        rest = behind;
    }
    words.push_str(rest);
    names.sort_unstable();
    names.dedup();
    Ok((names, words))
}
