//! The whole site: what is looked up on several pages, and the list of pages.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    answer::Piece,
    finding::{Finding, UnitFinding},
    messages::Language,
    slug,
    word::Outcome,
};

use crate::{
    behind::Behind,
    feed,
    page::Page,
    pages::{
        about, answer, bundle, changes, check, checks, finding, findings, not_found, overview,
        record, records, rumors, unit, units, verify,
    },
    publication::{Answered, Made, Publication, Record, Scope},
    style,
    view::View,
};

/// A publication with what several pages look up.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    pub(crate) publication: &'a Publication<'a>,
    /// The addresses of units, by name.
    pub(crate) units: BTreeMap<&'a str, String>,
    /// The lines behind the units of each finding, by moment and check.
    behind: BTreeMap<(&'a str, &'a str), Behind<'a>>,
    /// The rows of main findings that answers cite, from 1, by check.
    cited: BTreeMap<&'a str, BTreeSet<u64>>,
}

/// Every page of a publication, sorted by path. The same publication gives the same bytes.
pub fn pages(publication: &Publication<'_>) -> Vec<Page> {
    let site = Site::new(publication);
    let mut all = vec![Page::of_text("site.css", style::SHEET)];
    all.extend(feed::pages(&site));
    all.push(not_found::page(&site));
    for answered in &publication.answers {
        all.push(answer::json(*answered));
    }
    for language in Language::ALL {
        all.extend(site.in_language(language));
    }
    all.extend(finding::pictures(&site));
    all.sort();
    all.dedup_by(|one, other| one.path == other.path);
    all
}

impl<'a> Site<'a> {
    fn new(publication: &'a Publication<'a>) -> Self {
        let made = || publication.scopes.iter().flat_map(|scope| &scope.made);
        let names: BTreeSet<&str> = made()
            .filter(|made| made.check.facts.units != "records")
            .flat_map(|made| &made.finding.by_unit)
            .map(|unit| unit.unit.as_str())
            .collect();
        // `es` is the folder of a Spanish page.
        let mut taken = BTreeSet::from(["es".to_owned()]);
        let units = names
            .into_iter()
            .map(|name| (name, slug::free(name, &mut taken)))
            .collect();
        let mut cited: BTreeMap<&str, BTreeSet<u64>> = BTreeMap::new();
        for figure in publication
            .answers
            .iter()
            .flat_map(|answered| &answered.answer.figures)
        {
            if let Some(row) = figure.row {
                cited.entry(&figure.check).or_default().insert(row);
            }
        }
        let behind = made().map(|made| {
            let finding = made.finding;
            (
                (finding.as_of.as_str(), finding.check.as_str()),
                Behind::of(finding),
            )
        });
        let behind = behind.collect();
        Self { publication, units, behind, cited }
    }

    fn in_language(&self, language: Language) -> Vec<Page> {
        let publication = self.publication;
        let view = |folder: String| View::new(self, language, folder);
        let mut all = vec![
            overview::page(&view(String::new())),
            rumors::page(&view("rumors".to_owned())),
            findings::page(&view("findings".to_owned())),
            checks::page(&view("checks".to_owned())),
            units::page(&view("units".to_owned())),
            records::page(&view("records".to_owned())),
            changes::page(&view("changes".to_owned())),
            verify::page(&view("verify".to_owned())),
            about::page(&view("about".to_owned())),
            bundle::page(&view("bundle".to_owned())),
        ];
        for answered in &publication.answers {
            let folder = format!("rumors/{}", answered.rumor.id);
            all.push(answer::page(&view(folder), *answered));
        }
        for scope in &publication.scopes {
            for made in &scope.made {
                let folder = self.finding_folder(scope, &made.check.id);
                all.push(finding::page(&view(folder), scope, *made));
            }
        }
        for made in publication.main().into_iter().flat_map(|scope| &scope.made) {
            let folder = format!("checks/{}", made.check.id);
            all.push(check::page(&view(folder), *made));
        }
        for (unit, slug) in &self.units {
            all.push(unit::page(&view(format!("units/{slug}")), unit));
        }
        for record in &publication.records {
            all.extend(record::pages(self, language, record));
        }
        all
    }

    /// The folder of a finding's page.
    pub(crate) fn finding_folder(&self, scope: &Scope<'_>, check: &str) -> String {
        let is_main = self
            .publication
            .main()
            .is_some_and(|main| main.as_of == scope.as_of);
        if is_main {
            format!("findings/{check}")
        } else {
            format!("findings/{check}/{}", scope.slug)
        }
    }

    /// The main findings, in the order in which they are read: what cannot be first, agreement last;
    /// the larger first among equals.
    pub(crate) fn in_order(&self) -> Vec<Made<'a>> {
        self.publication.main().map(in_order).unwrap_or_default()
    }

    /// The findings of earlier scopes that came out worse than the main one, with their scope.
    pub(crate) fn earlier(&self) -> Vec<(&'a Scope<'a>, Made<'a>)> {
        let now =
            |made: &Made<'_>| Some(self.publication.main()?.of(&made.check.id)?.finding.outcome);
        let worse = |made: &Made<'_>| {
            let then = made.finding.outcome;
            matches!(then, Outcome::Impossible | Outcome::Unexplained)
                && now(made).is_none_or(|now| then < now)
        };
        let earlier = self.publication.scopes.iter().skip(1);
        earlier
            .flat_map(|scope| in_order(scope).into_iter().map(move |made| (scope, made)))
            .filter(|(_, made)| worse(made))
            .collect()
    }

    /// The rumors, `found` first.
    pub(crate) fn answers_in_order(&self) -> Vec<Answered<'a>> {
        let mut answers = self.publication.answers.clone();
        answers.sort_by(|one, other| {
            let order = |answered: &Answered<'_>| rank(answered.answer.kind);
            order(one)
                .cmp(&order(other))
                .then_with(|| one.rumor.id.cmp(&other.rumor.id))
        });
        answers
    }

    /// Links to the lines behind a unit's figures.
    pub(crate) fn behind<'b>(&'b self, finding: &'b Finding) -> Option<&'b Behind<'b>> {
        self.behind
            .get(&(finding.as_of.as_str(), finding.check.as_str()))
    }

    /// Whether an answer cites a row of a main finding; rows are counted from 1.
    pub(crate) fn is_cited(&self, check: &str, row: u64) -> bool {
        self.cited
            .get(check)
            .is_some_and(|rows| rows.contains(&row))
    }

    /// The answers that a check bears on.
    pub(crate) fn answers_with(&self, check: &str) -> Vec<Answered<'a>> {
        let with = |answered: &Answered<'_>| answered.rumor.facts.checks().any(|id| id == check);
        self.answers_in_order().into_iter().filter(with).collect()
    }

    /// The main findings that read a record.
    pub(crate) fn findings_with(&self, record: &Record) -> Vec<Made<'a>> {
        let reads = |finding: &Finding| finding.records.iter().any(|read| read.path == record.path);
        self.in_order()
            .into_iter()
            .filter(|made| reads(made.finding))
            .collect()
    }
}

/// What a finding says of a unit; its units are sorted by name.
pub(crate) fn of_unit<'a>(finding: &'a Finding, unit: &str) -> Option<&'a UnitFinding> {
    let place = finding
        .by_unit
        .binary_search_by(|known| known.unit.as_str().cmp(unit))
        .ok()?;
    finding.by_unit.get(place)
}

/// The findings of a scope, in the order in which they are read.
pub(crate) fn in_order<'a>(scope: &Scope<'a>) -> Vec<Made<'a>> {
    let mut made = scope.made.clone();
    made.sort_by(|one, other| {
        let amount = |made: &Made<'_>| made.finding.in_question.amount;
        let outcomes = one.finding.outcome.cmp(&other.finding.outcome);
        let amounts = amount(other).cmp(&amount(one));
        outcomes
            .then(amounts)
            .then_with(|| one.check.id.cmp(&other.check.id))
    });
    made
}

/// What is confirmed comes first; what is no matter of records comes last.
fn rank(kind: rumor_model::answer::Kind) -> usize {
    rumors::ORDER
        .iter()
        .position(|known| *known == kind)
        .unwrap_or(usize::MAX)
}

/// The figures of a sentence, by their place in the answer.
pub(crate) fn figure_of(piece: &Piece) -> Option<(&str, usize)> {
    match piece {
        Piece::Words(_) => None,
        Piece::Figure(text, at) => Some((text, *at)),
    }
}
