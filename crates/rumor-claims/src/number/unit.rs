//! What a figure counts: the first countable noun behind it. And what makes digits no figure.

use std::sync::LazyLock;

use regex::Regex;
use rumor_model::answer::Unit;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("our own pattern")
}

/// The countable nouns, in both languages.
const NOUNS: [(Unit, &str); 9] = [
    (Unit::Percent, r"%|percent|per cent|por ciento"),
    (Unit::Dollars, r"dollars|dolares"),
    (
        Unit::Devices,
        r"machines?|tabulators?|scanners?|devices?|maquinas?|escaneres",
    ),
    (Unit::Precincts, r"precincts?|recintos?|casillas?|wards?"),
    (Unit::Counties, r"count(?:y|ies)|condados?"),
    (Unit::Envelopes, r"envelopes?|sobres?"),
    (
        Unit::Ballots,
        r"ballots?|boletas?|papeletas?|absentees?|mail-?ins?",
    ),
    (Unit::Votes, r"votes?|votos?"),
    (
        Unit::Voters,
        concat!(
            r"voters?|people|persons?|citizens?|noncitizens?|dead|votantes?|electores|personas?",
            r"|gente|muert[oa]s?|difuntos?|registrad[oa]s?|observers?|observadores"
        ),
    ),
];

/// Every noun as a whole word, each with its place in [`NOUNS`].
static WORDS: LazyLock<[Regex; 9]> = LazyLock::new(|| {
    NOUNS.map(|(_, words)| pattern(&format!("(?:^|[^a-z])({words})(?:[^a-z]|$)")))
});

/// The next four words.
static FOUR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s?(?:[\w'%-]+\s?){0,4}"));

/// Marks and figures that end the reach of a figure.
static STOP: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.;:!?,(]\s|\d"));

static AT_ONCE: LazyLock<Regex> = LazyLock::new(|| {
    let nouns: Vec<&str> = NOUNS.iter().skip(1).map(|(_, words)| *words).collect();
    pattern(&format!(r"^\s(?:{})", nouns.join("|")))
});

static TIME_OR_LENGTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s?(?:a\.? ?m|p\.? ?m|st|nd|rd|th|years?|anos|ft|feet|inch(?:es)?|pulgadas|horas?",
        r"|hours?|minutes?|minutos|days?|dias|o'clock)\b"
    ))
});

const MONTHS: &str = concat!(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?",
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|ene|febrero|marzo|abril|abr",
    r"|mayo|junio|julio|agosto|ago|sep?tiembre|octubre|noviembre|diciembre|dic)\.?"
);

static MONTH_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?:^|[^a-z]){MONTHS}\s?$")));

static MONTH_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^\s(?:de )?{MONTHS}(?:[^a-z]|$)")));

/// How far to look, in bytes: the longest month and a blank before, four words behind.
const BEFORE: usize = 14;
const BEHIND: usize = 40;

/// The first countable noun among the next four words, before any other figure or mark.
pub(super) fn after(after: &str) -> Option<Unit> {
    let after = start(after);
    let reach = STOP
        .find(after)
        .map_or(after, |stop| after.get(..stop.start()).unwrap_or_default());
    let words = FOUR.find(reach).map_or("", |words| words.as_str());
    let places = WORDS.iter().zip(NOUNS).filter_map(|(word, (unit, _))| {
        let found = word.captures(words)?;
        found.get(1).map(|found| (found.start(), unit))
    });
    places.min().map(|(_, unit)| unit)
}

/// Whether a countable noun stands right behind: "2,020 votes", though 2020 is a year.
pub(super) fn follows_at_once(after: &str) -> bool {
    AT_ONCE.is_match(start(after))
}

/// Whether digits are an hour, an age, an ordinal or a length.
pub(super) fn is_time_or_length(after: &str) -> bool {
    TIME_OR_LENGTH.is_match(start(after))
}

/// Whether digits are part of a date.
pub(super) fn is_beside_a_month(before: &str, after: &str) -> bool {
    let from = before.len().saturating_sub(BEFORE);
    let near = (from..=before.len())
        .find_map(|at| before.get(at..))
        .unwrap_or_default();
    MONTH_BEFORE.is_match(near) || MONTH_BEHIND.is_match(start(after))
}

/// The part of what follows that is looked at.
fn start(after: &str) -> &str {
    let end = after
        .char_indices()
        .nth(BEHIND)
        .map_or(after.len(), |(at, _)| at);
    after.get(..end).unwrap_or_default()
}
