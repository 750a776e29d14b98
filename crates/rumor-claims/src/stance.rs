//! Stance: what a sentence does with a rumor (`claims.md` §3).
//!
//! A denial has the same words as the claim. What counts is where a "no" stands: outside the words
//! of the rumor, in its clause, and near it.

mod cue;

use rumor_model::{answer::Stance, rumor::OwnNo};

use crate::fold::Part;

/// A sentence, with the words in it that may turn a claim around.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) part: Part,
    outside: Vec<Outside>,
    contrasts: Vec<Part>,
    question: Option<Part>,
}

/// Where somebody takes something back.
#[derive(Debug, Clone, Copy)]
struct Outside {
    part: Part,
    reach: Reach,
}

/// How far a voice reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// A "that" stands near: it reaches what follows.
    Onward,
    /// Its own clause.
    Clause,
}

impl Sentence {
    /// The sentence that stands there.
    pub(crate) fn of(text: &str, part: Part) -> Self {
        let reach = |cue: &Part| {
            let leads_on = cue::leads_on(text, Part::new(cue.start, part.end));
            if leads_on {
                Reach::Onward
            } else {
                Reach::Clause
            }
        };
        let outside = cue::outside(text, part).into_iter();
        Self {
            part,
            outside: outside
                .map(|cue| Outside { part: cue, reach: reach(&cue) })
                .collect(),
            contrasts: cue::contrasts(text, part),
            question: cue::question(text, part),
        }
    }

    /// The part around a place, between words of contrast.
    fn clause(&self, place: usize) -> Part {
        let mut clause = self.part;
        for contrast in &self.contrasts {
            if contrast.end <= place {
                clause.start = contrast.end;
            } else if contrast.start >= place {
                clause.end = contrast.start;
                break;
            }
        }
        clause
    }
}

/// Where a rumor stands in a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand<'a> {
    /// The segment.
    pub(crate) segment: Part,
    /// Its sentence.
    pub(crate) sentence: &'a Sentence,
    /// Where the concepts of the formula stand.
    pub(crate) spans: &'a [Part],
    /// Whether the claim holds its own "not".
    pub(crate) own_no: OwnNo,
}

/// A stance, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) stance: Stance,
    pub(crate) cues: Vec<Part>,
}

/// What a sentence does with the rumor that stands there.
pub(crate) fn stance(text: &str, stand: &Stand<'_>) -> Taken {
    let starts = stand.spans.iter().map(|span| span.start);
    let ends = stand.spans.iter().map(|span| span.end);
    let first = starts.min().unwrap_or(stand.segment.start);
    let last = ends.max().unwrap_or(first);
    let clause = stand.sentence.clause(first);
    let mut denials: Vec<Part> = Vec::new();
    denials.extend(taken_back(stand, clause, first));
    if stand.own_no == OwnNo::None {
        denials.extend(plain_noes(text, stand, clause));
    }
    let reported = || cue::report(text, Part::new(clause.start, last.max(clause.start)));
    let (stance, cues) = if denials.len() % 2 == 1 {
        (Stance::Denies, denials)
    } else if let Some(cue) = stand.sentence.question {
        (Stance::Asks, vec![cue])
    } else if let Some(cue) = reported() {
        (Stance::Reports, vec![cue])
    } else {
        (Stance::Asserts, Vec::new())
    };
    Taken { stance, cues }
}

/// A verb of saying in a part of a text.
pub(crate) fn verb_of_saying(text: &str, part: Part) -> Option<Part> {
    cue::report(text, part)
}

/// The first outside cue that reaches the rumor: from its clause, or over a "that" before it. All
/// together count once.
fn taken_back(stand: &Stand<'_>, clause: Part, first: usize) -> Option<Part> {
    let reaches = |cue: &&Outside| {
        let own = stand.spans.iter().any(|span| span.holds(cue.part));
        let onward = cue.part.end <= first && cue.reach == Reach::Onward;
        !own && (clause.holds_place(cue.part.start) || onward)
    };
    stand
        .sentence
        .outside
        .iter()
        .find(reaches)
        .map(|cue| cue.part)
}

/// Every plain no in segment and clause that stands close before a word of the rumor, or behind all
/// of it before a verb of effect.
fn plain_noes(text: &str, stand: &Stand<'_>, clause: Part) -> Vec<Part> {
    let within = Part::new(
        clause.start.max(stand.segment.start),
        clause.end.min(stand.segment.end),
    );
    let mut noes = cue::noes(text, within);
    noes.retain(|no| {
        let own = stand.spans.iter().any(|span| span.holds_place(no.start));
        let told = || {
            stand
                .sentence
                .outside
                .iter()
                .any(|cue| cue.part.holds_place(no.start))
        };
        if own || cue::is_doubt(text, *no) || told() {
            return false;
        }
        let next = stand
            .spans
            .iter()
            .map(|span| span.start)
            .filter(|start| *start >= no.end)
            .min();
        match next {
            Some(next) => Part::new(no.end, next).of(text).split_whitespace().count() <= 3,
            None => cue::has_effect(text, no.end),
        }
    });
    noes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stance of a sentence towards the words that stand between `[` and `]`.
    fn check(marked: &str, expected: Stance) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for c in marked.chars() {
            match c {
                '[' => spans.push(Part::new(text.len(), text.len())),
                ']' => spans.last_mut().unwrap().end = text.len(),
                _ => text.push(c),
            }
        }
        let whole = Part::new(0, text.len());
        let own_no = OwnNo::None;
        let sentence = &Sentence::of(&text, whole);
        let stand = Stand { segment: whole, sentence, spans: &spans, own_no };
        assert_eq!(stance(&text, &stand).stance, expected, "{marked}");
    }

    #[test]
    fn a_no_counts_where_it_reaches_the_rumor() {
        check("[dead] people [voted]", Stance::Asserts);
        check("no [dead] people [voted]", Stance::Denies);
        check(
            "officials deny it, but [dead] people [voted]",
            Stance::Asserts,
        );
        check("no doubt [dead] people [voted]", Stance::Asserts);
        check(
            "[dead] people [voted], it was not in the news",
            Stance::Asserts,
        );
        check("[sharpies] do not void them", Stance::Denies);
    }

    #[test]
    fn two_noes_assert() {
        check(
            "it is not true that no [dead] people [voted]",
            Stance::Asserts,
        );
    }

    #[test]
    fn a_no_that_was_never_looked_for_denies_nothing() {
        check(
            "no evidence was looked at that [dead] people [voted]",
            Stance::Asserts,
        );
        check(
            "there is no evidence that [dead] people [voted]",
            Stance::Denies,
        );
    }

    #[test]
    fn questions_and_reports_are_told_apart() {
        check("did [dead] people [vote]?", Stance::Asks);
        check("a witness says [dead] people [voted]", Stance::Reports);
    }
}
