//! The kind of an answer: the first line that fits (`claims.md` §8.2).

use rumor_model::{
    answer::{Kind, Relation},
    rumor::{Conclusion, DecidedBy, Facts},
};

use super::weigh::{OtherCauses, Weighed};

/// The check that the sentence is about: the one with the greatest confirmed, else the greatest
/// open; of equals the first in the file.
pub(crate) fn headline<'a, 'b>(weighed: &'a [Weighed<'b>]) -> Option<&'a Weighed<'b>> {
    let mut headline: Option<&Weighed<'b>> = None;
    for one in weighed {
        let size = |weighed: &Weighed<'_>| (weighed.confirmed, weighed.open);
        if headline.is_none_or(|best| size(one) > size(best)) {
            headline = Some(one);
        }
    }
    headline
}

/// The kind of an answer.
pub(crate) fn kind(
    facts: &Facts,
    weighed: &[Weighed<'_>],
    relation: Option<Relation>,
    elsewhere: Option<&str>,
) -> Kind {
    match facts.decided_by {
        _ if elsewhere.is_some() => return Kind::Elsewhere,
        DecidedBy::Outside => return Kind::Outside,
        DecidedBy::Law => return Kind::Law,
        DecidedBy::Records | DecidedBy::RecordsAndLaw => {}
    }
    let any = |fits: fn(&Weighed<'_>) -> bool| weighed.iter().any(fits);
    let as_claimed = matches!(relation, None | Some(Relation::Same | Relation::More));
    if any(|weighed| weighed.confirmed > 0) {
        if as_claimed && facts.concludes == Conclusion::None {
            Kind::Found
        } else {
            Kind::FoundInPart
        }
    } else if any(|weighed| weighed.open > 0) {
        Kind::Open
    } else if weighed.is_empty() || any(|weighed| !weighed.lacks.is_empty()) {
        Kind::CannotTell
    } else if any(|weighed| weighed.causes == OtherCauses::Given) {
        Kind::OtherCause
    } else {
        Kind::NotFound
    }
}
