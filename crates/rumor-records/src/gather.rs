//! The names that a record uses, each once, in the order in which they first occur.

use std::collections::HashMap;

use rumor_model::{
    table::{Builder, Row, Table},
    tables::{BatchRow, ContestOptionRow, ContestRow, DeviceRow, PartyRow, ReportingUnitRow},
};

use crate::words;

/// Different texts in the order of their first occurrence, each with what is known of it.
///
/// The map is only looked up, never gone through: order comes from the list.
#[derive(Debug)]
pub(crate) struct Names<T> {
    order: Vec<(String, T)>,
    places: HashMap<String, usize>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { order: Vec::new(), places: HashMap::new() }
    }
}

impl<T> Names<T> {
    /// What is known of a name; what `new` says, if it is the first time.
    pub(crate) fn entry(&mut self, name: &str, new: impl FnOnce() -> T) -> &mut T {
        let place = if let Some(place) = self.places.get(name) {
            *place
        } else {
            self.places.insert(name.to_owned(), self.order.len());
            self.order.push((name.to_owned(), new()));
            self.order.len().saturating_sub(1)
        };
        &mut self
            .order
            .get_mut(place)
            .expect("a place in the map is one in the list")
            .1
    }

    /// Whether the name occurs.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.places.contains_key(name)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    /// The names in order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(|(name, _)| name.as_str())
    }

    /// What is known of them, in order.
    pub(crate) fn known(&self) -> impl Iterator<Item = &T> {
        self.order.iter().map(|(_, known)| known)
    }

    /// Names in order, with their ordinal from 1.
    fn numbered(&self) -> impl Iterator<Item = (i64, &str, &T)> {
        (1..)
            .zip(&self.order)
            .map(|(order, (name, known))| (order, name.as_str(), known))
    }
}

/// Areas.
#[derive(Debug, Default)]
pub(crate) struct Units(Names<(Option<&'static str>, Option<String>)>);

impl Units {
    pub(crate) fn add(&mut self, name: &str, kind: Option<&'static str>, parent: Option<&str>) {
        self.0.entry(name, || (kind, parent.map(str::to_owned)));
    }

    pub(crate) fn table(&self) -> Table {
        let rows: Vec<ReportingUnitRow<'_>> = self
            .0
            .numbered()
            .map(|(_, name, (kind, parent))| ReportingUnitRow {
                name: Some(name),
                kind: *kind,
                parent: parent.as_deref(),
            })
            .collect();
        Table::of(&rows)
    }
}

/// Contests with their options.
#[derive(Debug, Default)]
pub(crate) struct Contests(Names<Contest>);

#[derive(Debug, Default)]
struct Contest {
    votes_allowed: Option<i64>,
    options: Names<Option<String>>,
}

impl Contests {
    /// A contest of which nothing but its name is known here.
    pub(crate) fn add(&mut self, contest: &str) {
        self.0.entry(contest, Contest::default);
    }

    /// How many options a voter may choose.
    pub(crate) fn add_votes_allowed(&mut self, contest: &str, votes_allowed: Option<i64>) {
        let known = self.0.entry(contest, Contest::default);
        known.votes_allowed = known.votes_allowed.or(votes_allowed);
    }

    /// An option. Its party is the first that a row names.
    pub(crate) fn add_option(&mut self, contest: &str, option: &str, party: Option<&str>) {
        let known = self.0.entry(contest, Contest::default);
        let known = known.options.entry(option, || None);
        if known.is_none() {
            *known = party.map(str::to_owned);
        }
    }

    pub(crate) fn tables(&self) -> [Table; 2] {
        let contests: Vec<ContestRow<'_>> = self
            .0
            .numbered()
            .map(|(order, name, contest)| ContestRow {
                name: Some(name),
                votes_allowed: contest.votes_allowed,
                variation: words::is_straight_party(name).then_some("straight-party"),
                ballot_order: Some(order),
            })
            .collect();
        let options = self.0.numbered().flat_map(|(_, contest, known)| {
            known
                .options
                .numbered()
                .map(move |(order, name, party)| ContestOptionRow {
                    contest: Some(contest),
                    name: Some(name),
                    party: party.as_deref(),
                    kind: Some(words::option_kind(name)),
                    ballot_order: Some(order),
                })
        });
        let options: Vec<ContestOptionRow<'_>> = options.collect();
        [Table::of(&contests), Table::of(&options)]
    }
}

/// Parties.
#[derive(Debug, Default)]
pub(crate) struct Parties(Names<()>);

impl Parties {
    pub(crate) fn add(&mut self, name: &str) {
        self.0.entry(name, || ());
    }

    pub(crate) fn table(&self) -> Table {
        let rows = self
            .0
            .numbered()
            .map(|(_, name, ())| PartyRow { name: Some(name) });
        Table::of(&rows.collect::<Vec<_>>())
    }
}

/// Devices.
#[derive(Debug, Default)]
pub(crate) struct Devices(Names<Option<String>>);

impl Devices {
    pub(crate) fn add(&mut self, name: &str, kind: Option<&str>) {
        let known = self.0.entry(name, || None);
        if known.is_none() {
            *known = kind.map(str::to_owned);
        }
    }

    pub(crate) fn table(&self) -> Table {
        let rows = self
            .0
            .numbered()
            .map(|(_, name, kind)| DeviceRow { name: Some(name), kind: kind.as_deref() });
        Table::of(&rows.collect::<Vec<_>>())
    }
}

/// Batches, each within the unit that counted it, the device and the way its ballots were cast.
#[derive(Debug, Default)]
pub(crate) struct Batches(Names<[Option<String>; 4]>);

impl Batches {
    pub(crate) fn add(&mut self, batch: &BatchRow<'_>) {
        let parts = [batch.name, batch.reporting_unit, batch.device, batch.method];
        let key = parts.map(|part| part.unwrap_or("")).join("\u{1f}");
        self.0
            .entry(&key, || parts.map(|part| part.map(str::to_owned)));
    }

    pub(crate) fn table(&self) -> Table {
        let rows = self
            .0
            .numbered()
            .map(|(_, _, [name, reporting_unit, device, method])| BatchRow {
                name: name.as_deref(),
                reporting_unit: reporting_unit.as_deref(),
                device: device.as_deref(),
                method: method.as_deref(),
            });
        Table::of(&rows.collect::<Vec<_>>())
    }
}

/// Gathers rows of the table that `R` is a row of.
pub(crate) fn builder<R: Row>() -> Builder {
    Builder::new(R::SCHEMA)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_the_order_of_their_first_occurrence() {
        let mut contests = Contests::default();
        contests.add_option("President", "Zoe", None);
        contests.add_option("Clerk", "Bea", Some("Blue"));
        contests.add_option("President", "Ada", Some("Red"));
        contests.add_option("President", "Zoe", Some("Blue"));
        let [contest, option] = contests.tables();
        let names: Vec<_> = (0..contest.rows())
            .map(|row| contest.texts("name").get(row))
            .collect();
        assert_eq!(names, [Some("President"), Some("Clerk")]);
        let options: Vec<_> = (0..option.rows())
            .map(|row| {
                (
                    option.texts("name").get(row),
                    option.texts("party").get(row),
                )
            })
            .collect();
        let expected = [
            (Some("Zoe"), Some("Blue")),
            (Some("Ada"), Some("Red")),
            (Some("Bea"), Some("Blue")),
        ];
        assert_eq!(options, expected);
    }
}
