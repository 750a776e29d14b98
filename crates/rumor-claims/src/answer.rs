//! From a rumor and findings to an answer (`claims.md` §8).
//!
//! Findings decide: each deciding check is weighed into *confirmed* and *open*, the first kind that
//! fits is taken, and the rumor's own sentence is filled with figures that know their cell. No
//! wording of a post changes an outcome or a figure. Out of scope: signing and versions (the case).

mod case;
mod compare;
mod compose;
mod date;
mod evidence;
mod fill;
mod kind;
mod lack;
mod scale;
mod split;
mod template;
mod weigh;

use rumor_model::{
    answer::{
        Answer, Because, Beside, Both, Claimed, Deciding, Figure, Kind, Relation, SCHEMA, Sentence,
        Text,
    },
    messages::{Language, Messages},
    rumor::Rumor,
};

pub use case::{NoNumber, case_evidence};
pub use compare::compare;
pub use compose::TEXT_KEYS;
pub use evidence::{Evidence, Held, Rehearsal, Setting, Source, Told, ToldCell};
pub use template::{Error, check_templates};

use fill::Filler;
use weigh::Weighed;

/// What is asked, beside the rumor itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Question {
    /// The figures that the post claims, the nearest to the rumor's words first.
    pub claimed: Vec<Claimed>,
    /// The post's words, where they may be quoted.
    pub quote: Option<String>,
    /// The place or election that the post is about, where that is not ours.
    pub elsewhere: Option<String>,
}

/// Answers a rumor.
pub fn answer(
    rumor: &Rumor,
    evidence: &Evidence<'_>,
    question: &Question,
    words: &Both<&Messages>,
) -> Result<Answer, Error> {
    // Of a claim about another place nothing of ours is even looked at.
    let pairs = rumor
        .facts
        .decides
        .iter()
        .filter(|_| question.elsewhere.is_none());
    let weighed: Vec<Weighed<'_>> = pairs
        .map(|pair| weigh::weigh(pair, evidence, words))
        .collect();
    let headline = kind::headline(&weighed);
    let claimed = headline.and_then(|headline| chosen(&question.claimed, &headline.pair.unit));
    let claimed = claimed.or_else(|| question.claimed.first());
    let relation = claimed.zip(headline).map(|(claimed, headline)| {
        compare(
            claimed,
            headline.confirmed,
            headline.open,
            &headline.pair.unit,
        )
    });
    let kind = kind::kind(
        &rumor.facts,
        &weighed,
        relation,
        question.elsewhere.as_deref(),
    );
    // Where a record is missing, nothing was held against the figure: absent is not zero.
    let relation = relation.filter(|_| is_measured(kind));
    let margin = headline.and_then(|headline| headline.margin.clone());
    let filler = Filler {
        rumor,
        evidence,
        question,
        words,
        weighed: &weighed,
        headline,
        kind,
        claimed,
    };
    let mut figures = Vec::new();
    let text = Both {
        en: text(&filler, Language::English, relation, &mut figures)?,
        es: text(&filler, Language::Spanish, relation, &mut figures)?,
    };
    Ok(Answer {
        schema: SCHEMA,
        rumor: rumor.id.clone(),
        election: evidence.setting.election.clone(),
        jurisdiction: evidence.setting.jurisdiction.clone(),
        as_of: evidence.setting.as_of.clone(),
        kind,
        status: evidence.setting.status,
        version: 1,
        replaces: None,
        claim: rumor.claim.map(|claim| claim.text.clone()),
        headline: headline.map(|headline| headline.pair.check.clone()),
        checks: weighed.iter().map(deciding).collect(),
        missing: weighed
            .iter()
            .flat_map(|weighed| weighed.lacks.clone())
            .collect(),
        claimed: claimed.cloned(),
        relation,
        margin: margin.filter(|_| is_measured(kind)),
        figures,
        text,
        signers: Vec::new(),
        beside: if kind == Kind::Elsewhere {
            Vec::new()
        } else {
            beside(rumor, &weighed)
        },
    })
}

/// Of several figures the one in the headline check's unit.
fn chosen<'a>(claimed: &'a [Claimed], unit: &str) -> Option<&'a Claimed> {
    claimed
        .iter()
        .find(|claimed| compare::same_unit(claimed, unit) && claimed.unit.is_some())
}

/// Whether a kind of answer rests on figures.
const fn is_measured(kind: Kind) -> bool {
    match kind {
        Kind::Elsewhere | Kind::Outside | Kind::Law | Kind::CannotTell => false,
        Kind::Found | Kind::FoundInPart | Kind::Open | Kind::OtherCause | Kind::NotFound => true,
    }
}

fn text(
    filler: &Filler<'_>,
    language: Language,
    relation: Option<Relation>,
    figures: &mut Vec<Figure>,
) -> Result<Text, Error> {
    let kind = filler.kind;
    if kind == Kind::Elsewhere {
        let answer = compose::elsewhere(filler, language);
        return Ok(Text { answer, ..Text::default() });
    }
    Ok(Text {
        truth: filler.truth(language, figures)?,
        answer: filler.kind_sentence(language, figures)?,
        missing: compose::could_be_more(filler, language),
        claimed: match relation {
            Some(relation) => compose::claimed_and_found(filler, language, relation, figures),
            None => Sentence::default(),
        },
        scale: scale::sentence(filler, language, figures),
        notes: compose::notes(filler, language, figures),
    })
}

fn deciding(weighed: &Weighed<'_>) -> Deciding {
    Deciding {
        check: weighed.pair.check.clone(),
        code: weighed.code.clone(),
        outcome: weighed.outcome,
        mode: weighed.pair.mode,
        unit: weighed.pair.unit.clone(),
        confirmed: weighed.confirmed,
        open: weighed.open,
        finding_sha256: weighed.finding_sha256.clone(),
    }
}

/// What is shown and decides nothing: the checks that the file lists, and deciding ones whose
/// finding rests on a simulated record.
fn beside(rumor: &Rumor, weighed: &[Weighed<'_>]) -> Vec<Beside> {
    let simulated = weighed.iter().filter(|weighed| weighed.is_set_aside());
    let simulated = simulated
        .map(|weighed| Beside { check: weighed.pair.check.clone(), because: Because::Simulated });
    let listed = rumor.facts.beside.iter();
    let listed =
        listed.map(|beside| Beside { check: beside.check.clone(), because: Because::Listed });
    simulated.chain(listed).collect()
}

#[cfg(test)]
mod tests;
