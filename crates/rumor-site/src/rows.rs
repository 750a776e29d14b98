//! The rows of a finding: which are shown, and what each is called.

use maud::{Markup, html};
use rumor_model::{
    finding::{Compared, Finding, FindingRow, Keys},
    messages::grouped,
    word::Outcome,
};

use crate::{
    publication::{Made, Scope},
    view::View,
    voice::{Voice, foreign},
};

/// Rows on a page, beside those that answers cite. The rest are in the file and on the units' pages.
const SHOWN: usize = 200;

/// Where the unit stands in [`Keys::NAMES`].
const UNIT: usize = 0;

/// The keys of a finding's rows: those that are the same in every row need saying once.
#[derive(Debug)]
pub(crate) struct Names<'a> {
    made: Made<'a>,
    varying: Vec<usize>,
    constant: Vec<(usize, &'a str)>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(made: Made<'a>) -> Self {
        let mut names = Self { made, varying: Vec::new(), constant: Vec::new() };
        for key in (0..Keys::NAMES.len()).filter(|key| *key != UNIT) {
            let mut values = made.finding.rows.iter().map(|row| value(row, key));
            match values.next().flatten() {
                Some(first) if values.all(|value| value == Some(first)) => {
                    names.constant.push((key, first));
                }
                Some(_) => names.varying.push(key),
                None if values.any(|value| value.is_some()) => names.varying.push(key),
                None => {}
            }
        }
        names
    }

    /// What tells a row from the others of its unit: contest, choice, moment.
    pub(crate) fn parts(&self, row: &FindingRow, voice: &Voice<'_>) -> Vec<String> {
        self.varying
            .iter()
            .filter_map(|key| self.told(*key, value(row, *key)?, voice))
            .collect()
    }

    /// What holds for every row: "President, canvassed result".
    pub(crate) fn of_all(&self, voice: &Voice<'_>) -> Vec<String> {
        self.constant
            .iter()
            .filter_map(|(key, value)| self.told(*key, value, voice))
            .collect()
    }

    /// The unit and what tells the row from others, in one line.
    pub(crate) fn line(&self, row: &FindingRow, voice: &Voice<'_>) -> String {
        let parts = self.parts(row, voice);
        let one_unit = self.made.finding.by_unit.len() == 1 && !parts.is_empty();
        let unit = (!one_unit).then(|| row.keys.unit.clone());
        unit.into_iter().chain(parts).collect::<Vec<_>>().join(", ")
    }

    /// The same in two lines: what the row is, and what tells it from others of that name.
    pub(crate) fn lines(&self, row: &FindingRow, voice: &Voice<'_>) -> [String; 2] {
        let mut parts = self.parts(row, voice);
        let one_unit = self.made.finding.by_unit.len() == 1 && !parts.is_empty();
        let first = if one_unit {
            parts.remove(0)
        } else {
            row.keys.unit.clone()
        };
        [first, parts.join(", ")]
    }

    fn told(&self, key: usize, value: &str, voice: &Voice<'_>) -> Option<String> {
        let name = Keys::NAMES.get(key)?;
        // A count of votes is what is compared unless another measure is named.
        let usual = matches!((*name, value), ("measure", "votes") | ("method", "total"));
        (!usual).then(|| voice.key(name, value, self.made.check))
    }
}

fn value(row: &FindingRow, key: usize) -> Option<&str> {
    row.keys.values().get(key).copied().flatten()
}

/// The places of the rows that the finding's page shows: those that differ, then those that cannot
/// be told, then the others, and every row that an answer cites.
pub(crate) fn shown(view: &View<'_>, scope: &Scope<'_>, finding: &Finding) -> Vec<usize> {
    let is_main = view
        .publication()
        .main()
        .is_some_and(|main| main.as_of == scope.as_of);
    let mut places: Vec<usize> = (0..finding.rows.len()).collect();
    let order = |place: &usize| {
        let row = finding.rows.get(*place);
        let rank = row.map(|row| match row.outcome {
            Outcome::Impossible => 0,
            Outcome::Unexplained => 1,
            Outcome::Explained => 2,
            Outcome::CannotTell => 3,
            Outcome::Agrees => 4,
        });
        let amount = row
            .filter(|row| row.differs())
            .map(amount)
            .unwrap_or_default();
        (rank, std::cmp::Reverse(amount), *place)
    };
    places.sort_by_key(order);
    let cited = |place: usize| {
        let row = u64::try_from(place).unwrap_or(u64::MAX).saturating_add(1);
        is_main && view.site.is_cited(&finding.check, row)
    };
    let kept = places
        .iter()
        .enumerate()
        .filter(|(at, place)| *at < SHOWN || cited(**place));
    kept.map(|(_, place)| *place).collect()
}

/// What orders rows that differ: what the query says is in question, else the difference.
pub(crate) fn amount(row: &FindingRow) -> i64 {
    let difference = row.compared.difference().map(i64::saturating_abs);
    row.in_question.or(difference).unwrap_or(1)
}

/// The anchor of a row, as `rows.csv` counts it.
pub(crate) fn anchor(place: usize) -> String {
    format!("row-{}", place.saturating_add(1))
}

/// Both figures or texts as they are printed; what is absent is said, never a zero.
pub(crate) fn compared(row: &FindingRow) -> [Option<String>; 2] {
    match &row.compared {
        Compared::Figures(left, right) => [left.map(grouped), right.map(grouped)],
        Compared::Texts(left, right) => [left.clone(), right.clone()],
    }
}

/// A cell with a figure or text, or with the words for none.
pub(crate) fn cell(text: Option<&str>, voice: &Voice<'_>) -> Markup {
    html! {
        @match text {
            // What only holds digits cannot turn what stands around it.
            Some(text) if text.is_ascii() || text.starts_with('\u{2212}') => (text),
            Some(text) => (foreign(text)),
            None => span.none { (voice.say("rows.none")) },
        }
    }
}

/// `+392`, `−222`, or nothing where a figure is absent.
pub(crate) fn difference(row: &FindingRow) -> Option<String> {
    let difference = row.compared.difference()?;
    let sign = if difference > 0 { "+" } else { "" };
    Some(format!("{sign}{}", grouped(difference)))
}
