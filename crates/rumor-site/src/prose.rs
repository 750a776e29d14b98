//! The prose of check and rumor files as HTML: paragraphs, lists, *stress*, `code`, web addresses.
//!
//! Nothing else is taken for a mark, and everything is escaped, so that a text from outside stays a
//! text.

use maud::{Markup, html};

/// The blocks of a prose.
pub(crate) fn blocks(text: &str) -> Markup {
    html! {
        @for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
            @match list(block) {
                Some((lead, entries)) => {
                    @if !lead.is_empty() { p { (inline(&lead)) } }
                    ul { @for entry in &entries { li { (inline(entry)) } } }
                }
                None => p { (inline(&one_line(block))) }
            }
        }
    }
}

/// The first paragraph alone.
pub(crate) fn first(text: &str) -> String {
    one_line(text.split("\n\n").next().unwrap_or(text).trim())
}

/// The entries of a block that is a list, and what stands before the first.
fn list(block: &str) -> Option<(String, Vec<String>)> {
    let mut lead = Vec::new();
    let mut entries: Vec<String> = Vec::new();
    for line in block.lines() {
        if let Some(entry) = line.strip_prefix("- ") {
            entries.push(entry.trim().to_owned());
        } else if let Some(entry) = entries.last_mut() {
            entry.push(' ');
            entry.push_str(line.trim());
        } else {
            lead.push(line.trim());
        }
    }
    (!entries.is_empty()).then(|| (lead.join(" "), entries))
}

fn one_line(block: &str) -> String {
    block.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}

/// Marks inside a line.
pub(crate) fn inline(text: &str) -> Markup {
    html! {
        @for part in parts(text) {
            @match part {
                Part::Words(words) => (words),
                Part::Stress(words) => em { (words) },
                Part::Code(words) => code { (words) },
                Part::Address(address) => a href=(address) rel="noreferrer" { (address) },
            }
        }
    }
}

enum Part<'a> {
    Words(&'a str),
    Stress(&'a str),
    Code(&'a str),
    Address(&'a str),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, part, after)) = next_mark(rest) {
        parts.push(Part::Words(before));
        parts.push(part);
        rest = after;
    }
    parts.push(Part::Words(rest));
    parts
}

/// What stands before the next mark, the mark, and what stands behind it.
fn next_mark(text: &str) -> Option<(&str, Part<'_>, &str)> {
    let starts = text.char_indices().filter_map(|(at, c)| {
        let (before, from) = text.split_at_checked(at)?;
        let (part, after) = match c {
            '*' => enclosed(from, '*').map(|(inner, after)| (Part::Stress(inner), after))?,
            '`' => enclosed(from, '`').map(|(inner, after)| (Part::Code(inner), after))?,
            'h' => address(from).map(|(inner, after)| (Part::Address(inner), after))?,
            _ => return None,
        };
        Some((before, part, after))
    });
    starts.into_iter().next()
}

/// The text between two marks; a mark beside a blank is a sign of its own.
fn enclosed(text: &str, mark: char) -> Option<(&str, &str)> {
    let (inner, after) = text.strip_prefix(mark)?.split_once(mark)?;
    let touches = !inner.is_empty() && inner.trim() == inner;
    touches.then_some((inner, after))
}

fn address(text: &str) -> Option<(&str, &str)> {
    if !text.starts_with("https://") {
        return None;
    }
    let end = text.find([' ', '"', '<', '>', ')']).unwrap_or(text.len());
    let address = text.get(..end)?.trim_end_matches(['.', ',', ';', ':']);
    text.split_at_checked(address.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(blocks(text).into_string(), expected);
    }

    #[test]
    fn paragraphs_lists_and_marks_are_read() {
        check(
            "Is it *so*?\nYes.\n\nLook:\n\n- one `a`\n  and more\n- two",
            "<p>Is it <em>so</em>? Yes.</p><p>Look:</p><ul><li>one <code>a</code> and more</li><li>two</li></ul>",
        );
        check("Look:\n- one", "<p>Look:</p><ul><li>one</li></ul>");
    }

    #[test]
    fn a_sign_that_is_no_mark_stays() {
        check("2 * 3 * 4 and a*", "<p>2 * 3 * 4 and a*</p>");
    }

    #[test]
    fn an_address_opens_and_everything_else_is_escaped() {
        check(
            "See https://example.gov/a. <b>",
            "<p>See <a href=\"https://example.gov/a\" rel=\"noreferrer\">https://example.gov/a</a>. &lt;b&gt;</p>",
        );
    }
}
