//! Scale: a count beside its whole, and beside the margin (`claims.md` §8.4).
//!
//! The same words in the same place whoever they help; "small" and "only" are never ours.

use std::cmp::Ordering;

use rumor_model::{
    answer::{Figure, Kind, Piece, Sentence},
    messages::{Language, grouped},
};

use super::{
    compose::{compose, count},
    evidence::Found,
    fill::{Filler, counted, join, recorded},
};

/// Nouns that may be held against a margin.
const HELD_AGAINST_A_MARGIN: [&str; 3] = ["ballots", "votes", "voters"];

/// "Of 15,969 votes. More than the margin, 3,788."
pub(super) fn sentence(
    filler: &Filler<'_>,
    language: Language,
    figures: &mut Vec<Figure>,
) -> Sentence {
    let Some(headline) = filler.headline else {
        return Sentence::default();
    };
    let (number, column) = match filler.kind {
        Kind::Found | Kind::FoundInPart => (headline.confirmed, "confirmed"),
        Kind::Open => (headline.open, "open"),
        _ => return Sentence::default(),
    };
    let words = filler.words.in_language(language);
    let unit = headline.pair.unit.as_str();
    let check = headline.pair.check.as_str();
    let mut sentences = Vec::new();
    if let Some(whole) = &headline.denominator {
        let whole = counted(words, figures, (check, whole), unit);
        sentences.push(compose(words, "answer.of", &[("whole", whole)]));
    }
    if let Some(margin) = headline
        .margin
        .as_ref()
        .filter(|_| HELD_AGAINST_A_MARGIN.contains(&unit))
    {
        let key = match number.cmp(&margin.votes) {
            Ordering::Less => "answer.less-than-margin",
            Ordering::Greater => "answer.more-than-margin",
            Ordering::Equal => "answer.equal-to-margin",
        };
        let n = count(words, figures, headline, (number, column));
        let found = Found { number: margin.votes, row: None, column: "margin" };
        let votes = vec![recorded(figures, check, &found, grouped(margin.votes))];
        let contest = vec![Piece::Words(margin.contest.clone())];
        let fills = [("n", n), ("margin", votes), ("contest", contest)];
        sentences.push(compose(words, key, &fills));
    }
    join(sentences)
}
