//! Asking: a post in, its claims out, each with the rumors in it and how far they may be answered
//! (`claims.md` §7).
//!
//! Two unlike methods that agree make a match *sure*; the lexicon alone makes it *likely*. Ranking
//! alone never answers. Out of scope: the answers themselves (`answer`), and a person's yes.

use rumor_model::{
    answer::{Claimed, Stance},
    messages::Language,
};
use serde::Serialize;

use crate::{
    answer::Question,
    fold::{Folded, Part, Span},
    library::Library,
    matching::{Standing, descending},
    place::{self, Gate, NamedPlace, Place, Verdict},
    read::{self, Match, Quoted, Read, Told, rounded},
};

/// A post, asked about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked {
    /// Its language: `en`, `es`, or not told.
    pub language: Option<&'static str>,
    /// The mark that says that it is a joke.
    pub joke: Option<Quoted>,
    /// Its segments, in their order.
    pub segments: Vec<AskedSegment>,
}

/// A segment, asked about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AskedSegment {
    /// Its words.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Its language.
    pub language: Option<&'static str>,
    /// The figures that it claims.
    pub figures: Vec<Told>,
    /// Whose election it is about.
    pub gate: Gate,
    /// The rumors in it, best first.
    pub rumors: Vec<AskedRumor>,
    /// Where there are none: what may be related, at most five, best first.
    pub related: Vec<Related>,
    /// What it comes to: the surest of its rumors.
    pub state: State,
}

/// A rumor in a segment.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AskedRumor {
    /// The rumor that is answered, and why it was matched.
    #[serde(flatten)]
    pub found: Match,
    /// The general rumor in whose place it is answered.
    pub in_place_of: Option<String>,
    /// How far it may be answered.
    pub state: State,
    /// The next best rumor of the segment.
    pub runner_up: Option<Related>,
    /// The rumor that ranking puts first.
    pub ranked_first: Option<String>,
}

/// A rumor that may be related.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Related {
    /// The rumor.
    pub rumor: String,
    /// Its score, by the method that found it.
    #[serde(serialize_with = "read::thousandths")]
    pub score: f64,
}

/// How far a match may be answered. In the order of sureness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The lexicon names it and ranking puts it first.
    Sure,
    /// The lexicon names it: "if you mean".
    Likely,
    /// It may be related; nothing is answered.
    Possible,
    /// Nothing that the list knows.
    None,
}

/// Reads a post and looks up its claims.
pub fn ask(text: &str, library: &Library, place: &Place) -> Asked {
    let reading = read::read(text, &library.lexicon);
    let folded = Folded::of(text);
    let gates = gates(&folded, &reading.segments, place);
    let segments = reading.segments.into_iter().zip(gates);
    let asked = segments.map(|(segment, gate)| asked(segment, gate, (library, &folded)));
    Asked {
        segments: asked.collect(),
        language: reading.language.map(Language::code),
        joke: reading.joke,
    }
}

impl AskedSegment {
    /// What is asked of a rumor in this segment, for its answer.
    pub fn question(&self, rumor: &AskedRumor) -> Question {
        let words: Vec<Span> = rumor
            .found
            .formula
            .iter()
            .flat_map(|concept| &concept.words)
            .map(|words| words.span)
            .collect();
        let apart = |told: &&Told| words.iter().map(|word| distance(*word, told.span)).min();
        let mut figures: Vec<&Told> = self.figures.iter().collect();
        figures.sort_by_key(apart);
        let elsewhere = self
            .gate
            .places
            .iter()
            .find(|place| place.verdict == Verdict::Elsewhere);
        Question {
            claimed: figures
                .into_iter()
                .map(|told| told.claimed.clone())
                .collect::<Vec<Claimed>>(),
            quote: Some(self.text.clone()),
            elsewhere: elsewhere
                .filter(|_| self.gate.verdict == Verdict::Elsewhere)
                .map(|place| place.name.clone()),
        }
    }
}

const fn distance(one: Span, other: Span) -> usize {
    if one.start >= other.end {
        one.start - other.end
    } else {
        other.start.saturating_sub(one.end)
    }
}

/// The gate of each segment: its own places, else its sentence's, else the nearest earlier ones.
fn gates(folded: &Folded<'_>, segments: &[Read], place: &Place) -> Vec<Gate> {
    let mut before: Vec<NamedPlace> = Vec::new();
    let mut sentence = Part::new(0, 0);
    let mut of_sentence: Vec<NamedPlace> = Vec::new();
    let mut gates = Vec::new();
    for read in segments {
        if read.segment.sentence != sentence {
            if !of_sentence.is_empty() {
                before = std::mem::take(&mut of_sentence);
            }
            sentence = read.segment.sentence;
            of_sentence = place.named(folded, sentence);
        }
        let own = place.named(folded, read.segment.part);
        let carried = if of_sentence.is_empty() {
            before.clone()
        } else {
            of_sentence.clone()
        };
        gates.push(place::gate(own, carried));
    }
    gates
}

fn asked(read: Read, gate: Gate, (library, folded): (&Library, &Folded<'_>)) -> AskedSegment {
    let query = library
        .boilerplate
        .without(read.segment.part.of(folded.text()));
    let ranked = library.ranked(&query, read.language.unwrap_or(Language::English));
    let first = ranked.first().map(|(id, _)| *id);
    let matches = in_place(read.rumors, library);
    let scores: Vec<(String, f64)> = matches
        .iter()
        .map(|(found, _)| (found.rumor.clone(), found.score))
        .collect();
    let told_language = read.language.is_some();
    let state = |found: &Match| {
        let agrees = first == Some(found.rumor.as_str()) && told_language;
        match (found.standing, found.stance) {
            (Standing::Listed, _) | (_, Stance::Jokes) => State::Possible,
            _ if agrees && gate.verdict != Verdict::Elsewhere => State::Sure,
            _ => State::Likely,
        }
    };
    let rumors: Vec<AskedRumor> = matches
        .into_iter()
        .map(|(found, in_place_of)| AskedRumor {
            state: state(&found),
            runner_up: scores
                .iter()
                .find(|(rumor, _)| *rumor != found.rumor)
                .map(|(rumor, score)| Related { rumor: rumor.clone(), score: *score }),
            ranked_first: first.map(str::to_owned),
            found,
            in_place_of,
        })
        .collect();
    let related: Vec<Related> = if rumors.is_empty() {
        let best = ranked.iter().take(5);
        best.map(|(rumor, score)| Related { rumor: (*rumor).to_owned(), score: *score })
            .collect()
    } else {
        Vec::new()
    };
    let alone = if related.is_empty() {
        State::None
    } else {
        State::Possible
    };
    AskedSegment {
        text: read.text,
        span: read.span,
        language: read.language.map(Language::code),
        figures: read.figures,
        state: rumors
            .iter()
            .map(|rumor| rumor.state)
            .min()
            .unwrap_or(alone),
        gate,
        rumors,
        related,
    }
}

/// The matches under the ids that are answered: an office's own rumor in place of the general one.
fn in_place(matches: Vec<Match>, library: &Library) -> Vec<(Match, Option<String>)> {
    let mut placed: Vec<(Match, Option<String>)> = Vec::new();
    for mut found in matches {
        let general = std::mem::take(&mut found.rumor);
        let local = library.answered(&general);
        local.clone_into(&mut found.rumor);
        let in_place_of = (local != general).then_some(general);
        match placed
            .iter_mut()
            .find(|(known, _)| known.rumor == found.rumor)
        {
            // Matched by its own formula and by the general one's: the better says why.
            Some((known, stood_for)) => {
                *stood_for = stood_for.take().or(in_place_of);
                if rounded(found.score) > rounded(known.score) {
                    *known = found;
                }
            }
            None => placed.push((found, in_place_of)),
        }
    }
    placed.sort_by(|(one, _), (other, _)| descending(one.score, other.score));
    placed
}
