//! How the published result of a contest changed, version after version.

use rumor_model::{
    answer::Both,
    moment::Moment,
    word::{Source, Standing},
};

/// The published versions of one contest's result for the whole jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The contest.
    pub contest: String,
    /// Its options, in the order of the ballot.
    pub options: Vec<String>,
    /// The versions, the oldest first.
    pub versions: Vec<Version>,
}

/// One published version of a contest's result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// What it is called, as "First report" or "Hand count of the paper".
    pub label: Both<String>,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// Who made the count.
    pub source: Source,
    /// How near its record is to what left the office.
    pub standing: Standing,
    /// One for each option of the history, in its order; none where the version does not name it.
    pub figures: Vec<Option<Reported>>,
}

/// A figure as it was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// Votes; absent where the record holds no figure.
    pub votes: Option<i64>,
    /// The record.
    pub record_id: i64,
    /// The line where it stands.
    pub row_number: i64,
}

impl History {
    /// The two options that are drawn, in the order of the ballot: those with the most votes in any
    /// version, so that no one chooses them.
    pub(crate) fn drawn(&self) -> Option<[usize; 2]> {
        let most = |option: usize| {
            let figures = self
                .versions
                .iter()
                .filter_map(|version| version.votes(option));
            figures.max()
        };
        let mut places: Vec<(Option<i64>, usize)> = (0..self.options.len())
            .map(|option| (most(option), option))
            .collect();
        places.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut two = [places.first()?.1, places.get(1)?.1];
        two.sort_unstable();
        Some(two)
    }
}

impl Version {
    /// The votes of an option, where the version gives them.
    pub(crate) fn votes(&self, option: usize) -> Option<i64> {
        self.figures.get(option).copied().flatten()?.votes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(votes: &[Option<i64>]) -> Version {
        let reported = |votes| Reported { votes, record_id: 1, row_number: 2 };
        Version {
            label: Both::default(),
            published_at: None,
            source: Source::Canvass,
            standing: Standing::Received,
            figures: votes.iter().map(|votes| Some(reported(*votes))).collect(),
        }
    }

    #[test]
    fn the_two_with_the_most_votes_are_drawn_in_ballot_order() {
        let history = History {
            contest: "Mayor".to_owned(),
            options: ["Ada", "Ben", "Cy"].map(str::to_owned).to_vec(),
            versions: vec![
                version(&[Some(3), None, Some(9)]),
                version(&[None, Some(7), None]),
            ],
        };
        assert_eq!(history.drawn(), Some([1, 2]));
    }
}
