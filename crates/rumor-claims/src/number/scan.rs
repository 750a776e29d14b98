//! Finding figures in a text: digits, spelled figures, vague words, with what stands around them.
//!
//! A figure counts only between certain neighbours (not inside a word, an address, a time). They
//! are looked at by hand; no pattern looks around.

use std::sync::LazyLock;

use regex::Regex;
use rumor_model::answer::Unit;

use super::value;
use crate::fold::Part;

/// A figure as it is written.
#[derive(Debug)]
pub(super) struct Written<'a> {
    pub(super) part: Part,
    pub(super) hedge: Option<Hedge>,
    pub(super) quantity: Quantity<'a>,
    text: &'a str,
    ends_in_percent: Percent,
}

/// A figure's own words.
#[derive(Debug)]
pub(super) enum Quantity<'a> {
    Digits { digits: &'a str, scale: u64 },
    Words { number: u64, scale: u64 },
    Vague(&'a str),
}

/// A word that sets the bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hedge {
    About,
    AtLeast,
    AtMost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Percent {
    Sign,
    None,
}

impl Written<'_> {
    /// The unit that a mark gives: `%`, `$`.
    pub(super) fn marked_unit(&self) -> Option<Unit> {
        if self.ends_in_percent == Percent::Sign {
            Some(Unit::Percent)
        } else {
            self.text.contains('$').then_some(Unit::Dollars)
        }
    }
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("our own pattern")
}

/// Words that say roughly, at least, at most.
const ABOUT: &str = "about|around|roughly|nearly|almost|some|circa|approximately|cerca de\
    |alrededor de|unos|unas|casi";
const AT_LEAST: &str = "at least|more than|over|upwards of|no fewer than|al menos|mas de\
    |por lo menos";
const AT_MOST: &str = "up to|fewer than|less than|under|at most|hasta|menos de";

/// Where a figure, or the word before it, may begin. Whether one does is looked at in [`at`].
static HINT: LazyLock<Regex> = LazyLock::new(|| {
    let words = value::SPELLED.map(|(word, _)| word).join("|");
    let hedges = [ABOUT, AT_LEAST, AT_MOST].join("|");
    let vague = "tens|hundreds|thousands|dozens|millions|decenas|docenas|cientos|miles|millones";
    pattern(&format!(
        r"\$?[0-9]|\b(?:{hedges})\s|\b(?:{words})[\s-]|\b(?:{vague})\s"
    ))
});

static HEDGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^(?:(?P<about>{ABOUT})|(?P<least>{AT_LEAST})|(?:{AT_MOST}))\s+"
    ))
});

static GROUPED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[0-9]{1,3}(?:[,. ][0-9]{3})+"));
static DECIMALS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[.,][0-9]+"));
static PLAIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[0-9]+"));

static SCALE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[\s-]?(thousand|millions?|billions?|millones|millon|mil|k|m)(?:[^a-z0-9]|$)")
});

static SPELLED: LazyLock<Regex> = LazyLock::new(|| {
    let words = value::SPELLED.map(|(word, _)| word).join("|");
    let scale = r"hundred(?:\s(?:thousand|million))?|thousand|millones|million|mil";
    pattern(&format!(
        r"^({words})(?:[ -]({words}))?\s({scale})(?:[^a-z]|$)"
    ))
});

static VAGUE: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        concat!(
            r"^((?:tens|hundreds|dozens|decenas|cientos|docenas) (?:of|de)",
            r" (?:thousands|millions|miles|millones)) (?:of|de|more)\b"
        ),
        r"^(hundreds|thousands|millions|dozens|cientos|miles|millones|docenas) (?:of|de|more)\b",
    ]
    .map(pattern)
});

/// What may not follow a figure: a word, a time, an address, an age, the rest of a telephone
/// number.
static NOT_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[\w:/]|-(?:year|yr)|-[0-9]{3}|\)\s?[0-9]{3}-[0-9]{4})"));

/// The next figure from a place on.
pub(super) fn next(text: &str, from: usize) -> Option<Written<'_>> {
    let mut from = from;
    loop {
        let hint = HINT.find_at(text, from)?;
        match at(text, hint.start()) {
            Some(written) => return Some(written),
            None => {
                let first = text.get(hint.start()..)?.chars().next()?;
                // Digits are left behind together: `555` of `555-1234` hides no `55`.
                let digits = text.get(hint.start()..).and_then(|rest| PLAIN.find(rest));
                let step = digits.map_or(first.len_utf8(), |digits| digits.end());
                from = hint.start() + step;
            }
        }
    }
}

/// The figure that begins exactly there.
fn at(text: &str, start: usize) -> Option<Written<'_>> {
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || "_.,:/#-".contains(c)) {
        return None;
    }
    let rest = text.get(start..)?;
    let hedge = HEDGE.captures(rest);
    let words = hedge
        .as_ref()
        .and_then(|found| found.get(0))
        .map_or(0, |found| found.end());
    let hedge = hedge.map(|found| {
        if found.name("about").is_some() {
            Hedge::About
        } else if found.name("least").is_some() {
            Hedge::AtLeast
        } else {
            Hedge::AtMost
        }
    });
    let number = start + words + usize::from(text.get(start + words..)?.starts_with('$'));
    let (quantity, end) = digits(text, number)
        .or_else(|| spelled(text, number))
        .or_else(|| vague(text, number))?;
    let (plus, end) = match text.get(end..)?.strip_prefix('+') {
        Some(_) => (Some(Hedge::AtLeast), end + 1),
        None => (None, end),
    };
    let behind = text.get(end..)?;
    let sign = behind
        .trim_start_matches(char::is_whitespace)
        .strip_prefix('%');
    let sign = sign
        .map(|after| text.len() - after.len())
        .filter(|_| one_blank_at_most(behind));
    let end = sign.unwrap_or(end);
    if !may_end(text, end) {
        return None;
    }
    let part = Part::new(start, end);
    Some(Written {
        part,
        hedge: hedge_of(hedge, plus),
        quantity,
        text: part.of(text),
        ends_in_percent: if sign.is_some() {
            Percent::Sign
        } else {
            Percent::None
        },
    })
}

/// "Up to 500+" says two things; the words win.
fn hedge_of(words: Option<Hedge>, plus: Option<Hedge>) -> Option<Hedge> {
    match (words, plus) {
        (Some(Hedge::AtMost | Hedge::AtLeast), _) | (Some(_), None) => words,
        _ => plus,
    }
}

fn one_blank_at_most(behind: &str) -> bool {
    behind.chars().take_while(|c| c.is_whitespace()).count() <= 1
}

fn may_end(text: &str, end: usize) -> bool {
    !NOT_BEHIND.is_match(text.get(end..).unwrap_or_default())
}

/// Digits in threes, else plain ones, with or without decimals; and the word of scale behind them.
fn digits(text: &str, start: usize) -> Option<(Quantity<'_>, usize)> {
    let rest = text.get(start..)?;
    let grouped = GROUPED.find(rest).map(|found| found.end());
    let plain = PLAIN.find(rest).map(|found| found.end());
    let with_decimals = |end: usize| {
        let decimals = rest.get(end..).and_then(|rest| DECIMALS.find(rest));
        decimals.map(|decimals| end + decimals.end())
    };
    let ends = [
        grouped.and_then(with_decimals),
        grouped,
        plain.and_then(with_decimals),
        plain,
    ];
    let is_end = |end: &usize| {
        let next = rest.get(*end..).and_then(|rest| rest.chars().next());
        !next.is_some_and(|c| c.is_ascii_digit())
    };
    let end = ends.into_iter().flatten().find(is_end)?;
    let digits = rest.get(..end)?;
    let scale = SCALE
        .captures(rest.get(end..)?)
        .and_then(|found| found.get(1));
    let scaled = scale.map(|word| (value::scale(word.as_str()), start + end + word.end()));
    match scaled.filter(|(_, end)| may_end(text, *end)) {
        Some((scale, end)) => Some((Quantity::Digits { digits, scale }, end)),
        None => Some((Quantity::Digits { digits, scale: 1 }, start + end)),
    }
}

/// `six thousand`, `two hundred thousand`.
fn spelled(text: &str, start: usize) -> Option<(Quantity<'_>, usize)> {
    let found = SPELLED.captures(text.get(start..)?)?;
    let words = [found.get(1), found.get(2)].into_iter().flatten();
    let number = words.map(|word| value::spelled(word.as_str())).sum();
    let scale = found.get(3)?;
    let product = scale
        .as_str()
        .split_whitespace()
        .map(value::scale)
        .product();
    Some((
        Quantity::Words { number, scale: product },
        start + scale.end(),
    ))
}

/// `tens of thousands of …`, `miles de …`.
fn vague(text: &str, start: usize) -> Option<(Quantity<'_>, usize)> {
    let rest = text.get(start..)?;
    let words = VAGUE
        .iter()
        .find_map(|pattern| pattern.captures(rest)?.get(1))?;
    Some((Quantity::Vague(words.as_str()), start + words.end()))
}
