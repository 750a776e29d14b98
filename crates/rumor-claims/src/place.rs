//! Places: whose election a claim is about, before any finding is looked at (`claims.md` §4.3,
//! §4.4).
//!
//! Names are matched as whole words of the folded text, longest first. Which names there are is
//! handed in; states are known here. A county that is not handed in is seen by its own word: "Wayne
//! County", "condado de Wayne". Out of scope: postal addresses; which office to ask instead.

mod name;
mod state;

use std::{collections::BTreeMap, sync::LazyLock};

use name::{after_comma, code, forms, joined, key, unknown_county, words};
use regex::Regex;
use serde::Serialize;

use crate::{
    fold::{Folded, Part, Span},
    read::Origin,
};

/// The jurisdiction whose records are held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Its name, as `Antrim County`.
    pub name: String,
    /// Its state, as `Michigan`; of a state, its own name.
    pub state: String,
    /// Places in it: precincts, townships, of a state its counties.
    pub within: Vec<String>,
    /// The year of the election.
    pub year: Option<u16>,
}

/// A name of a place that is not in the jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherPlace {
    /// The name, as it is said: `Detroit`.
    pub name: String,
    /// The state it is in.
    pub state: String,
}

/// The jurisdiction, and the names by which places are known.
#[derive(Debug, Clone)]
pub struct Place {
    names: BTreeMap<String, Whose>,
    /// Words of the longest name.
    longest: usize,
    state: String,
    year: Option<u16>,
}

/// Whose a place is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    /// Ours, or in ours.
    Ours,
    /// What ours is a part of.
    Around,
    /// Another's; with the name to say.
    Other(String),
}

/// Whether findings of ours may answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gate {
    /// What it comes to.
    pub verdict: Verdict,
    /// The places and elections that say so.
    pub places: Vec<NamedPlace>,
    /// Whether they stand in the segment.
    pub from: Origin,
}

/// What the places of a segment come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is about ours.
    Here,
    /// It names no place, and is taken to be about ours.
    Assumed,
    /// It is about the state or the country: our part can be answered.
    Part,
    /// It is about another place or election: nothing of ours answers it.
    Elsewhere,
}

/// A place or election that a text names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedPlace {
    /// As sentences say it: `Wayne County, Michigan`.
    pub name: String,
    /// Where it stands in the text.
    pub span: Span,
    /// Whether it is another's.
    pub verdict: Verdict,
}

impl Place {
    /// A jurisdiction, with other places that posts may name.
    pub fn new(home: &Home, others: &[OtherPlace]) -> Self {
        let mut names = BTreeMap::new();
        for name in state::COUNTRY {
            names.insert((*name).to_owned(), Whose::Around);
        }
        for (name, _) in state::STATES {
            let whose = if *name == home.state {
                Whose::Around
            } else {
                Whose::Other((*name).to_owned())
            };
            names.insert(key(name), whose);
        }
        for other in others {
            let full = format!("{}, {}", other.name, other.state);
            names.insert(key(&other.name), Whose::Other(full));
        }
        let own = [&home.name].into_iter().chain(&home.within);
        for name in own.flat_map(|name| forms(name)) {
            names.insert(name, Whose::Ours);
        }
        let longest = names
            .keys()
            .map(|name| name.split(' ').count())
            .max()
            .unwrap_or_default();
        Self { names, longest, state: home.state.clone(), year: home.year }
    }

    /// The places and elections that stand in a part of a text.
    pub(crate) fn named(&self, folded: &Folded<'_>, part: Part) -> Vec<NamedPlace> {
        let words = words(folded.text(), part);
        let mut named = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let rest = words.get(at..).unwrap_or_default();
            match self.at(folded, rest) {
                Some((whose, length)) => {
                    let last = rest.get(length.saturating_sub(1)).unwrap_or(&part);
                    let start = rest.first().map_or(part.start, |word| word.start);
                    named.push(self.place(whose, folded.span(Part::new(start, last.end))));
                    at += length;
                }
                None => at += 1,
            }
        }
        named.extend(self.other_election(folded, part));
        named
    }

    fn place(&self, whose: Whose, span: Span) -> NamedPlace {
        let (name, verdict) = match whose {
            Whose::Ours => (String::new(), Verdict::Here),
            Whose::Around => (self.state.clone(), Verdict::Part),
            Whose::Other(name) => (name, Verdict::Elsewhere),
        };
        NamedPlace { name, span, verdict }
    }

    /// The place whose name begins with the first word, and how many words it has.
    fn at(&self, folded: &Folded<'_>, words: &[Part]) -> Option<(Whose, usize)> {
        let text = folded.text();
        for length in (1..=self.longest.min(words.len())).rev() {
            let name = joined(text, words.get(..length)?);
            if let Some(whose) = self.names.get(&name) {
                let behind = words.get(length..).unwrap_or_default();
                return Some(self.qualified(folded, whose.clone(), (length, behind)));
            }
        }
        if let Some((name, length)) = unknown_county(text, words) {
            let behind = words.get(length..).unwrap_or_default();
            return Some(self.qualified(folded, Whose::Other(name), (length, behind)));
        }
        let state = after_comma(folded, *words.first()?)?;
        let ours = state == self.state;
        Some((
            if ours {
                Whose::Around
            } else {
                Whose::Other(state.to_owned())
            },
            1,
        ))
    }

    /// A state right behind a place says which is meant: "Antrim County, Georgia" is not ours.
    fn qualified(
        &self,
        folded: &Folded<'_>,
        whose: Whose,
        (length, behind): (usize, &[Part]),
    ) -> (Whose, usize) {
        let by_name = (1..=3.min(behind.len())).rev().find_map(|count| {
            let name = joined(folded.text(), behind.get(..count)?);
            let known = state::STATES.iter().find(|(state, _)| key(state) == name)?;
            Some((known.0, count))
        });
        let by_code = || {
            behind
                .first()
                .and_then(|word| code(folded.words(*word)))
                .map(|state| (state, 1))
        };
        let state = by_name.or_else(by_code);
        match (whose, state) {
            (Whose::Ours, Some((state, count))) if state != self.state => {
                (Whose::Other(state.to_owned()), length + count)
            }
            (Whose::Ours, Some((_, count))) => (Whose::Ours, length + count),
            (Whose::Other(name), Some((state, count))) if !name.contains(state) => {
                let county = name.split(',').next().unwrap_or_default();
                (Whose::Other(format!("{county}, {state}")), length + count)
            }
            (whose, _) => (whose, length),
        }
    }

    /// "The 2016 election", where ours is of another year.
    fn other_election(&self, folded: &Folded<'_>, part: Part) -> Option<NamedPlace> {
        let upto = folded.text().get(..part.end)?;
        let found = ELECTION.captures_at(upto, part.start)?;
        let year: u16 = found
            .get(1)
            .or_else(|| found.get(2))?
            .as_str()
            .parse()
            .ok()?;
        let span = folded.span(Part::from(found.get(0)?));
        let other = self.year.is_some_and(|ours| ours != year);
        other.then(|| NamedPlace { name: year.to_string(), span, verdict: Verdict::Elsewhere })
    }
}

static ELECTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b((?:19|20)\d\d) (?:\w+ )?elections?\b",
        r"|\belecci(?:on|ones) (?:\w+ )?(?:de|del) ((?:19|20)\d\d)\b"
    ))
    .expect("our own pattern")
});

/// The gate of a segment, from its own places, else from those that are carried over.
pub(crate) fn gate(own: Vec<NamedPlace>, carried: Vec<NamedPlace>) -> Gate {
    let (places, from) = if own.is_empty() {
        (carried, Origin::Carried)
    } else {
        (own, Origin::Own)
    };
    let any = |verdict| places.iter().any(|place| place.verdict == verdict);
    let verdict = if any(Verdict::Here) {
        Verdict::Here
    } else if any(Verdict::Elsewhere) {
        Verdict::Elsewhere
    } else if any(Verdict::Part) {
        Verdict::Part
    } else {
        Verdict::Assumed
    };
    let from = if places.is_empty() { Origin::Own } else { from };
    Gate { verdict, places, from }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn antrim() -> Place {
        let home = Home {
            name: "Antrim County".to_owned(),
            state: "Michigan".to_owned(),
            within: vec!["Star Township, Precinct 1".to_owned()],
            year: Some(2020),
        };
        let detroit = OtherPlace { name: "Detroit".to_owned(), state: "Michigan".to_owned() };
        Place::new(&home, &[detroit])
    }

    fn check(text: &str, verdict: Verdict, names: &[&str]) {
        let folded = Folded::of(text);
        let whole = Part::new(0, folded.text().len());
        let gate = gate(antrim().named(&folded, whole), Vec::new());
        let found: Vec<&str> = gate
            .places
            .iter()
            .map(|place| place.name.as_str())
            .collect();
        assert_eq!((gate.verdict, found.as_slice()), (verdict, names), "{text}");
    }

    #[test]
    fn a_claim_about_another_place_is_kept_out() {
        check(
            "dead people voted in Wayne County, Michigan",
            Verdict::Elsewhere,
            &["Wayne County, Michigan"],
        );
        check(
            "los muertos votaron en el condado de Fulton",
            Verdict::Elsewhere,
            &["Fulton County"],
        );
        check(
            "late ballots in Detroit",
            Verdict::Elsewhere,
            &["Detroit, Michigan"],
        );
        check(
            "late ballots in Fulton County GA",
            Verdict::Elsewhere,
            &["Fulton County, Georgia"],
        );
        check(
            "late ballots in Smallville, OH",
            Verdict::Elsewhere,
            &["Ohio"],
        );
        check("late ballots in Georgia", Verdict::Elsewhere, &["Georgia"]);
        check("Antrim County, Georgia", Verdict::Elsewhere, &["Georgia"]);
        check(
            "they did it in the 2016 election",
            Verdict::Elsewhere,
            &["2016"],
        );
    }

    #[test]
    fn a_claim_about_ours_or_about_no_place_is_answered() {
        check("dead people voted in Antrim", Verdict::Here, &[""]);
        check("in Star Township they flipped", Verdict::Here, &[""]);
        check("dead people voted in this county", Verdict::Assumed, &[]);
        check("the 2020 election", Verdict::Assumed, &[]);
        check("count it in, or hi to me", Verdict::Assumed, &[]);
        check(
            "dead people voted in Michigan",
            Verdict::Part,
            &["Michigan"],
        );
    }

    #[test]
    fn ours_beside_another_is_answered() {
        check(
            "in Antrim and in Wayne County",
            Verdict::Here,
            &["", "Wayne County"],
        );
    }
}
