//! One name for one thing: how the names that records use are resolved (`records.md` §4.4).
//!
//! A name is taken as it is written (exact); if it is unknown and folds like one known name, as that
//! (folded); if an alias of `case.toml` names it, as the alias says (signed). The first record that
//! uses a name teaches it. A name that is none of these and is near a known one, which the record does
//! not use itself, is not resolved: it stands as written, in one record only, and is listed once with
//! the nearest candidate. It is never merged by guessing.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::name::{fold, nearest};

use crate::config::{Alias, CaseFile};

/// What is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    ReportingUnit,
    Contest,
    ContestOption,
    Device,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [
        Self::ReportingUnit,
        Self::Contest,
        Self::ContestOption,
        Self::Device,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::ReportingUnit => "reporting_unit",
            Self::Contest => "contest",
            Self::ContestOption => "contest_option",
            Self::Device => "device",
        }
    }
}

/// How a name was resolved: a row of `name_alias`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Resolved {
    pub(crate) kind: Kind,
    pub(crate) record_id: i64,
    pub(crate) raw: String,
    pub(crate) means: Option<String>,
    pub(crate) how: Option<&'static str>,
}

/// A name that is not resolved, with what it may stand for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unresolved {
    /// What is named: `reporting_unit`, `contest`, `contest_option` or `device`.
    pub kind: &'static str,
    /// As written.
    pub raw: String,
    /// The nearest known name.
    pub nearest: String,
    /// The record that uses it first.
    pub record: String,
}

/// The names that one record uses of one kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Use<'a> {
    pub(crate) kind: Kind,
    /// The contest, of options.
    pub(crate) scope: &'a str,
    pub(crate) record_id: i64,
    pub(crate) raw: &'a BTreeSet<String>,
    /// Those that the record calls counties.
    pub(crate) counties: &'a BTreeSet<String>,
}

/// The names known so far, and how each was resolved.
#[derive(Debug, Default)]
pub(crate) struct Names<'a> {
    aliases: &'a [Alias],
    whole: Whole,
    /// Known names by kind and, of options, by contest.
    known: BTreeMap<(Kind, String), Known>,
    /// Every resolution, for `name_alias`.
    pub(crate) resolved: BTreeSet<Resolved>,
    /// What is not resolved, with the nearest known name.
    pub(crate) near: BTreeMap<(Kind, String), (String, i64)>,
}

/// The jurisdiction as a whole, and the ways in which records write it.
#[derive(Debug, Default)]
struct Whole {
    name: String,
    /// `Antrim County`, `Antrim County, Michigan`.
    folded: BTreeSet<String>,
    /// `Antrim`, `Antrim, Michigan`: only where a record says that it is a county.
    as_county: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct Known {
    names: BTreeSet<String>,
    folded: BTreeMap<String, BTreeSet<String>>,
    unresolved: BTreeSet<String>,
}

impl Known {
    fn learn(&mut self, name: &str) {
        if self.names.insert(name.to_owned()) {
            self.folded
                .entry(fold(name))
                .or_default()
                .insert(name.to_owned());
        }
    }

    fn folded_alike(&self, name: &str) -> Option<&str> {
        let alike = self.folded.get(&fold(name))?;
        alike
            .first()
            .filter(|_| alike.len() == 1)
            .map(String::as_str)
    }
}

impl<'a> Names<'a> {
    /// The names that the case's own file knows.
    pub(crate) fn new(file: &'a CaseFile) -> Self {
        let (whole, full) = (file.jurisdiction.whole(), file.jurisdiction.name.as_str());
        let short = |name: &str| fold(&name.replace(" County", "").replace(" Parish", ""));
        let mut names = Self {
            aliases: &file.alias,
            whole: Whole {
                name: whole.to_owned(),
                folded: [whole, full].map(fold).into(),
                as_county: [whole, full].map(short).into(),
            },
            ..Self::default()
        };
        let units = names
            .known
            .entry((Kind::ReportingUnit, String::new()))
            .or_default();
        units.learn(file.jurisdiction.whole());
        file.units
            .expected
            .iter()
            .for_each(|unit| units.learn(unit));
        for alias in &file.alias {
            let kind = [Kind::ReportingUnit, Kind::Contest, Kind::Device]
                .into_iter()
                .find(|kind| kind.as_str() == alias.kind);
            if let Some(kind) = kind {
                names
                    .known
                    .entry((kind, String::new()))
                    .or_default()
                    .learn(&alias.means);
            }
        }
        names
    }

    /// The name that `case.toml` means where it writes `raw`.
    pub(crate) fn known_as(&self, kind: Kind, raw: &str) -> String {
        let known = self.known.get(&(kind, String::new()));
        let exact = known
            .and_then(|known| known.names.get(raw))
            .map(String::as_str);
        let folded = || known.and_then(|known| known.folded_alike(raw));
        exact.or_else(folded).unwrap_or(raw).to_owned()
    }

    /// Resolves the names that one record uses of one kind.
    pub(crate) fn resolve(&mut self, this: &Use<'_>) -> BTreeMap<String, String> {
        let &Use { kind, scope, record_id, raw, counties } = this;
        let whole = &self.whole;
        let is_whole = |name: &str| {
            kind == Kind::ReportingUnit
                && (whole.folded.contains(&fold(name))
                    || counties.contains(name) && whole.as_county.contains(&fold(name)))
        };
        let known = self.known.entry((kind, scope.to_owned())).or_default();
        let was_empty = known.names.is_empty();
        let mut means = BTreeMap::new();
        for name in raw {
            let alias = self
                .aliases
                .iter()
                .find(|alias| alias.kind == kind.as_str() && alias.raw == *name);
            let found = if let Some(alias) = alias {
                known.learn(&alias.means);
                Some((alias.means.clone(), "signed"))
            } else if known.names.contains(name) {
                Some((name.clone(), "exact"))
            } else if is_whole(name) {
                Some((whole.name.clone(), "folded"))
            } else {
                known
                    .folded_alike(name)
                    .map(|found| (found.to_owned(), "folded"))
            };
            if let Some((found, how)) = found {
                self.resolved.insert(Resolved {
                    kind,
                    record_id,
                    raw: name.clone(),
                    means: Some(found.clone()),
                    how: Some(how),
                });
                means.insert(name.clone(), found);
            }
        }
        for name in raw
            .iter()
            .filter(|name| !means.contains_key(*name))
            .cloned()
            .collect::<Vec<_>>()
        {
            let taken: BTreeSet<&String> = means.values().collect();
            let others = known
                .names
                .iter()
                .filter(|other| !taken.contains(other) && !raw.contains(*other));
            let near = if was_empty {
                None
            } else {
                nearest(&name, others.map(String::as_str))
            };
            let near = near.map(str::to_owned);
            if let Some(near) = &near {
                known.unresolved.insert(name.clone());
                self.near
                    .entry((kind, name.clone()))
                    .or_insert_with(|| (near.clone(), record_id));
            }
            self.resolved.insert(Resolved {
                kind,
                record_id,
                raw: name.clone(),
                means: near.is_none().then(|| name.clone()),
                how: near.is_none().then_some("exact"),
            });
            means.insert(name.clone(), name);
        }
        // Learnt together, so that two names of one record are never taken for each other.
        for name in raw {
            let known = self.known.entry((kind, scope.to_owned())).or_default();
            if means.get(name) == Some(name) && !known.unresolved.contains(name) {
                known.learn(name);
            }
        }
        means
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(records: &[&[&str]], expected: &[(&str, Option<&str>)]) {
        let mut names = Names::default();
        let mut last = BTreeMap::new();
        for (id, raw) in (1..).zip(records) {
            let raw: BTreeSet<String> = raw.iter().map(|name| (*name).to_owned()).collect();
            let (kind, counties) = (Kind::ReportingUnit, BTreeSet::new());
            names.resolve(&Use { kind, scope: "", record_id: id, raw: &raw, counties: &counties });
            last = names
                .resolved
                .iter()
                .filter(|resolved| resolved.record_id == id)
                .map(|resolved| (resolved.raw.clone(), resolved.means.clone()))
                .collect();
        }
        let expected: BTreeMap<String, Option<String>> = expected
            .iter()
            .map(|(raw, means)| ((*raw).to_owned(), means.map(str::to_owned)))
            .collect();
        assert_eq!(last, expected);
    }

    #[test]
    fn the_first_record_teaches_its_names() {
        check(
            &[&["Precinct 1", "Precinct 11"]],
            &[
                ("Precinct 1", Some("Precinct 1")),
                ("Precinct 11", Some("Precinct 11")),
            ],
        );
    }

    #[test]
    fn another_spelling_is_the_same_name() {
        check(
            &[&["Ben Hill", "Cobb"], &["BEN HILL"]],
            &[("BEN HILL", Some("Ben Hill"))],
        );
    }

    #[test]
    fn a_near_name_is_not_guessed() {
        check(
            &[&["Star Township"], &["Str Township"]],
            &[("Str Township", None)],
        );
    }

    #[test]
    fn a_name_that_stands_beside_its_neighbour_is_another_one() {
        check(
            &[&["Precinct 1"], &["Precinct 1", "Precinct 2"]],
            &[
                ("Precinct 1", Some("Precinct 1")),
                ("Precinct 2", Some("Precinct 2")),
            ],
        );
    }

    #[test]
    fn a_far_name_is_a_new_one() {
        check(
            &[&["Star Township"], &["Michigan"]],
            &[("Michigan", Some("Michigan"))],
        );
    }
}
