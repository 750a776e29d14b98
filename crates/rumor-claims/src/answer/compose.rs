//! Sentences that are the same for every rumor; their words stand in `messages`.

use rumor_model::{
    answer::{Claimed, Figure, Kind, Piece, Relation, Said, Sentence},
    messages::{Language, Messages, grouped},
    rumor::Conclusion,
    word::Standing,
};

use super::{
    evidence::{Found, Rehearsal, Source},
    fill::{Filler, counted, recorded},
    weigh::{Basis, Weighed},
};

/// The texts of `messages` that answers are made with, and the places that each may fill.
///
/// The plain sentence of a kind stands where a rumor's own cannot be filled.
pub const TEXT_KEYS: [(&str, &[&str]); 28] = [
    ("answer.elsewhere", &["place"]),
    ("answer.outside", &[]),
    ("answer.law", &[]),
    ("answer.found", &["n"]),
    ("answer.found-in-part", &["n"]),
    ("answer.open", &["n"]),
    ("answer.cannot-tell", &["missing"]),
    ("answer.other-cause", &[]),
    ("answer.not-found", &["whole"]),
    ("answer.not-found-of-unknown", &[]),
    ("answer.could-be-more", &["missing"]),
    ("answer.claimed.other-unit", &["quote", "confirmed"]),
    ("answer.claimed.none-found", &["quote"]),
    ("answer.claimed.same", &["quote", "confirmed", "open"]),
    ("answer.claimed.fewer", &["quote", "confirmed"]),
    (
        "answer.claimed.fewer-at-most",
        &["quote", "confirmed", "most"],
    ),
    ("answer.claimed.more", &["quote", "confirmed"]),
    ("answer.claimed.open", &["quote", "confirmed", "open"]),
    ("answer.of", &["whole"]),
    ("answer.less-than-margin", &["n", "margin", "contest"]),
    ("answer.more-than-margin", &["n", "margin", "contest"]),
    ("answer.equal-to-margin", &["n", "margin", "contest"]),
    ("answer.conclusion", &["margin"]),
    ("answer.conclusion-without-margin", &[]),
    ("answer.rehearsal", &[]),
    ("answer.rebuilt", &[]),
    ("answer.and", &[]),
    ("answer.under", &["percent"]),
];

/// A text of `messages` with pieces in its places.
pub(super) fn compose(words: &Messages, key: &str, fills: &[(&str, Vec<Piece>)]) -> Sentence {
    let text = words.text(key, &[]);
    let mut pieces = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        let (place, behind) = after.split_once('}').unwrap_or((after, ""));
        if !before.is_empty() {
            pieces.push(Piece::Words(before.to_owned()));
        }
        if let Some((_, fill)) = fills.iter().find(|(name, _)| *name == place) {
            pieces.extend(fill.iter().cloned());
        }
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    Sentence(pieces)
}

fn plain(text: impl Into<String>) -> Vec<Piece> {
    vec![Piece::Words(text.into())]
}

/// "This is about Wayne County, Michigan."
pub(super) fn elsewhere(filler: &Filler<'_>, language: Language) -> Sentence {
    let words = filler.words.in_language(language);
    let place = filler.question.elsewhere.clone().unwrap_or_default();
    compose(words, "answer.elsewhere", &[("place", plain(place))])
}

/// The plain sentence of a kind.
pub(super) fn plain_kind(
    filler: &Filler<'_>,
    language: Language,
    figures: &mut Vec<Figure>,
) -> Sentence {
    let words = filler.words.in_language(language);
    let kind = filler.kind;
    let key = format!("answer.{kind}");
    let Some(headline) = filler.headline else {
        return compose(words, &key, &[]);
    };
    match kind {
        Kind::Found | Kind::FoundInPart => {
            let n = count(words, figures, headline, (headline.confirmed, "confirmed"));
            compose(words, &key, &[("n", n)])
        }
        Kind::Open => {
            let n = count(words, figures, headline, (headline.open, "open"));
            compose(words, &key, &[("n", n)])
        }
        Kind::NotFound => match &headline.denominator {
            Some(whole) => {
                let of = (headline.pair.check.as_str(), whole);
                let whole = counted(words, figures, of, &headline.pair.unit);
                compose(words, &key, &[("whole", whole)])
            }
            None => compose(words, "answer.not-found-of-unknown", &[]),
        },
        Kind::CannotTell => {
            let missing = list(&filler.missing(language), words);
            compose(words, &key, &[("missing", plain(missing))])
        }
        Kind::Elsewhere | Kind::Outside | Kind::Law | Kind::OtherCause => compose(words, &key, &[]),
    }
}

/// "Could be more: the tapes are missing", wherever a record is missing and the kind does not say
/// so.
pub(super) fn could_be_more(filler: &Filler<'_>, language: Language) -> Sentence {
    let missing = filler.missing(language);
    match filler.kind {
        Kind::Found | Kind::FoundInPart | Kind::Open if !missing.is_empty() => {
            let words = filler.words.in_language(language);
            let missing = plain(list(&missing, words));
            compose(words, "answer.could-be-more", &[("missing", missing)])
        }
        _ => Sentence::default(),
    }
}

/// Both figures and the unit: "The post says 74,243; the records show 0, none open."
pub(super) fn claimed_and_found(
    filler: &Filler<'_>,
    language: Language,
    relation: Relation,
    figures: &mut Vec<Figure>,
) -> Sentence {
    let (Some(claim), Some(headline)) = (filler.claimed, filler.headline) else {
        return Sentence::default();
    };
    let words = filler.words.in_language(language);
    let most = headline.confirmed.saturating_add(headline.open);
    let key = match relation {
        Relation::Fewer if headline.open > 0 => "answer.claimed.fewer-at-most".to_owned(),
        _ => format!("answer.claimed.{}", relation.as_str()),
    };
    let confirmed = count(words, figures, headline, (headline.confirmed, "confirmed"));
    let bare = |figures: &mut Vec<Figure>, number, column| {
        let found = Found { number, row: None, column };
        vec![recorded(
            figures,
            &headline.pair.check,
            &found,
            grouped(number),
        )]
    };
    let mut fills = vec![("quote", plain(claimed(claim))), ("confirmed", confirmed)];
    match key.as_str() {
        "answer.claimed.fewer-at-most" => {
            fills.push(("most", bare(figures, most, "confirmed+open")));
        }
        "answer.claimed.same" | "answer.claimed.open" => {
            fills.push(("open", bare(figures, headline.open, "open")));
        }
        _ => {}
    }
    compose(words, &key, &fills)
}

/// What else must be known.
pub(super) fn notes(
    filler: &Filler<'_>,
    language: Language,
    figures: &mut Vec<Figure>,
) -> Vec<Sentence> {
    let words = filler.words.in_language(language);
    let mut notes = Vec::new();
    let measured = super::is_measured(filler.kind);
    if measured && filler.rumor.facts.concludes == Conclusion::Drawn {
        let headline = filler.headline;
        let margin = headline.and_then(|headline| Some((headline, headline.margin.as_ref()?)));
        notes.push(match margin {
            Some((headline, margin)) => {
                let found = Found { number: margin.votes, row: None, column: "margin" };
                let of = (headline.pair.check.as_str(), &found);
                let margin = counted(words, figures, of, "votes");
                compose(words, "answer.conclusion", &[("margin", margin)])
            }
            None => compose(words, "answer.conclusion-without-margin", &[]),
        });
    }
    if filler
        .weighed
        .iter()
        .any(|weighed| weighed.basis == Basis::Rebuilt)
    {
        notes.push(compose(words, "answer.rebuilt", &[]));
    }
    let simulated = |weighed: &Weighed<'_>| match filler.evidence.sources.get(&weighed.pair.check) {
        Some(Source::Held(held)) => held.finding.rests_on(Standing::Simulated),
        _ => false,
    };
    let rehearsal = filler.evidence.setting.rehearsal == Rehearsal::Yes;
    if rehearsal && filler.weighed.iter().any(simulated) {
        notes.push(compose(words, "answer.rehearsal", &[]));
    }
    notes
}

/// A count of the headline check with its noun.
pub(super) fn count(
    words: &Messages,
    figures: &mut Vec<Figure>,
    headline: &Weighed<'_>,
    (number, column): (i64, &'static str),
) -> Vec<Piece> {
    let found = Found { number, row: None, column };
    counted(
        words,
        figures,
        (&headline.pair.check, &found),
        &headline.pair.unit,
    )
}

/// A claimed figure: as the post has it, else as its bounds say.
pub(super) fn claimed(claim: &Claimed) -> String {
    if let Some(quote) = &claim.quote {
        return quote.clone();
    }
    let write = |amount: rumor_model::answer::Amount| {
        amount
            .as_whole()
            .map_or_else(|| amount.to_string(), grouped)
    };
    match (claim.said, claim.high) {
        (Said::AtLeast | Said::Vague, _) | (_, None) => format!("{}+", write(claim.low)),
        (Said::AtMost, Some(high)) => format!("\u{2264}\u{a0}{}", write(high)),
        (_, Some(high)) if high == claim.low => write(claim.low),
        (_, Some(high)) => format!("{}–{}", write(claim.low), write(high)),
    }
}

/// Names, joined by commas and "and".
pub(super) fn list(names: &[String], words: &Messages) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            format!(
                "{} {} {last}",
                first.join(", "),
                words.text("answer.and", &[])
            )
        }
    }
}
