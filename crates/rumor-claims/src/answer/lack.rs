//! What is missing, by name, in both languages.

use rumor_model::{
    answer::{Both, Lack},
    finding::Missing,
    messages::Messages,
    rumor::Pair,
    word::Outcome,
};

use super::evidence::{Held, Told};

/// Of a check without a finding that may decide: the records that it reads.
pub(super) fn of_reads(pair: &Pair, words: &Both<&Messages>) -> Vec<Lack> {
    let named = |need: &String| Lack {
        check: pair.check.clone(),
        unit: None,
        what: words.map(|words| words.record(need).to_owned()),
    };
    if pair.reads.is_empty() {
        // A file that names no record is still not an all-clear.
        return vec![Lack {
            check: pair.check.clone(),
            unit: None,
            what: Both { en: pair.check.clone(), es: pair.check.clone() },
        }];
    }
    pair.reads.iter().map(named).collect()
}

/// What a finding says is missing; where it cannot tell and names nothing, what the check reads.
pub(super) fn of_finding(held: &Held<'_>, pair: &Pair, words: &Both<&Messages>) -> Vec<Lack> {
    let missing = &held.finding.missing;
    if missing.is_empty() && held.finding.outcome == Outcome::CannotTell {
        return of_reads(pair, words);
    }
    let lack = |missing: &Missing| Lack {
        check: pair.check.clone(),
        unit: missing.unit.clone(),
        what: named(&missing.what, held, words),
    };
    missing.iter().map(lack).collect()
}

/// What a case says is missing.
pub(super) fn of_told(told: &Told, pair: &Pair, words: &Both<&Messages>) -> Vec<Lack> {
    if told.missing.is_empty() && told.outcome == Some(Outcome::CannotTell) {
        return of_reads(pair, words);
    }
    let lack = |what: &String| Lack {
        check: pair.check.clone(),
        unit: None,
        what: words.map(|words| said_in(words, what)),
    };
    told.missing.iter().map(lack).collect()
}

/// A figure by the check's own word for it, else in the words of `messages`.
fn named(what: &str, held: &Held<'_>, words: &Both<&Messages>) -> Both<String> {
    let figure = [&held.left, &held.right]
        .into_iter()
        .find(|figure| figure.en == what);
    match figure {
        Some(figure) => figure.map(|word| (*word).to_owned()),
        None => words.map(|words| said_in(words, what)),
    }
}

/// A record by its name; what a query says in English, in the language.
fn said_in(words: &Messages, what: &str) -> String {
    let record = words.record(what);
    if record == what {
        words.said(what)
    } else {
        record.to_owned()
    }
}
