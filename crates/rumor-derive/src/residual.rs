//! Residual votes of each unit against its peers (`canvass.md` §4, L19).
//!
//! For unit *u*: r = 1 − votes / (B·N), y = arcsin √r. Over its peers, the unit itself left out: med
//! and MAD of their y, s = max(1.4826·MAD, 1 / (2√(B·N)), P₈₀(|y − med|) / 1.2816), z = (y − med) / s.
//! `expected` is sin²(med)·B·N. Where more than half of the units are wrong the median is wrong too:
//! so the first contest on the ballot has a fixed ceiling besides.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
};

use crate::{
    chance::{self, float},
    contest_sum::{ContestSum, contest_sums},
    derived::Parameters,
    figure::{self, ContestFacts},
};

tables! {
    /// A contest in one unit: ballots without a vote in it, against what its peers have.
    ResidualRow = "residual" {
        /// Who made the count.
        source: Text Public,
        /// The area counted.
        reporting_unit: Text Public,
        /// The contest.
        contest: Text Public,
        /// How the ballots were cast.
        method: Text Public,
        /// The kind of device that read them, where it is known.
        device_kind: Text Public,
        /// Ballots that hold the contest.
        ballots: Integer Public,
        /// How many options a voter may choose; 1 where no record says.
        votes_allowed: Integer Public,
        /// Ballots × votes allowed, less votes.
        residual: Integer Public,
        /// The same, by the peers' median.
        expected: Integer Public,
        /// Residual less expected.
        beyond: Integer Public,
        /// How far from the peers, in hundredths of their spread; NULL with fewer than four peers.
        z_hundredths: Integer Public,
        /// The most that the fixed ceiling allows; NULL where it does not apply.
        ceiling: Integer Public,
        /// How likely it is pointed at if nothing is wrong, in billionths.
        chance: Integer Public,
    }
}

pub(crate) const SCHEMA: &Schema = ResidualRow::SCHEMA;

const FEWEST_PEERS: usize = 4;

/// One unit of a contest: ballots × votes allowed, and what of it has no vote.
#[derive(Clone, Copy)]
struct Cell<'a> {
    unit: &'a str,
    ballots: Option<i64>,
    whole: Option<i64>,
    residual: Option<i64>,
}

/// The numbers that the check and this table share.
struct Limits {
    z_hundredths: i64,
    least_ballots: i64,
    ceiling_permille: i64,
}

/// Computes the table.
pub(crate) fn compute(tables: &TableSet, parameters: &Parameters) -> Table {
    let limits = Limits::of(parameters);
    let result = figure::result(tables);
    let figures = figure::figures_without_batches(&result);
    let contests = figure::contests(tables);
    let wholes: BTreeSet<String> = figure::children(tables).into_keys().collect();
    let first = first_contest(&contests);

    let mut groups: BTreeMap<(&str, &str, &str), Vec<Cell<'_>>> = BTreeMap::new();
    for ((source, unit, method, contest), sum) in contest_sums(&figures) {
        let facts = contests.get(contest).copied().unwrap_or_default();
        if !facts.is_straight_party && !wholes.contains(unit) && sum.ballots != Some(0) {
            groups
                .entry((source, contest, method))
                .or_default()
                .push(Cell::of(unit, sum, facts));
        }
    }
    let mut rows = Vec::new();
    for ((source, contest, method), cells) in &mut groups {
        let allows_more = |cell: &Cell<'_>| cell.residual.is_some_and(|residual| residual < 0);
        let is_known = contests
            .get(*contest)
            .is_some_and(|facts| facts.votes_allowed.is_some());
        // More votes than ballots: one vote a ballot it is not, and how many it is no record says.
        if !is_known && cells.iter().any(allows_more) {
            for cell in cells.iter_mut() {
                (cell.whole, cell.residual) = (None, None);
            }
        }
        let votes_allowed = contests
            .get(*contest)
            .and_then(|facts| facts.votes_allowed)
            .or(Some(1));
        let has_ceiling = first == Some(*contest) && *method == "total";
        for (at, cell) in cells.iter().enumerate() {
            let ceiling = cell
                .whole
                .filter(|_| has_ceiling)
                .map(|whole| limits.ceiling(whole));
            rows.push(ResidualRow {
                source: Some(source),
                reporting_unit: Some(cell.unit),
                contest: Some(contest),
                method: Some(method),
                votes_allowed,
                ceiling,
                ..cell.against(&peers(cells, at), &limits)
            });
        }
    }
    Table::of(&rows)
}

impl Limits {
    fn of(parameters: &Parameters) -> Self {
        let number = |name: &str, default| {
            let key = ("residual-votes".to_owned(), name.to_owned());
            parameters.get(&key).copied().unwrap_or(default)
        };
        Self {
            z_hundredths: number("z_hundredths", 600),
            least_ballots: number("least_ballots", 10),
            ceiling_permille: number("ceiling_permille", 50),
        }
    }

    fn ceiling(&self, whole: i64) -> i64 {
        whole.saturating_mul(self.ceiling_permille) / 1000
    }
}

impl<'a> Cell<'a> {
    fn of(unit: &'a str, sum: ContestSum, facts: ContestFacts) -> Self {
        let allowed = facts.votes_allowed.unwrap_or(1);
        let whole = sum.ballots.and_then(|ballots| ballots.checked_mul(allowed));
        let residual = whole
            .zip(sum.votes)
            .and_then(|(whole, votes)| whole.checked_sub(votes));
        Self { unit, ballots: sum.ballots, whole, residual }
    }

    /// arcsin √r, of a share that is kept between 0 and 1: more votes than ballots is another
    /// check's matter.
    fn angle(&self) -> Option<f64> {
        let (whole, residual) = self.whole.zip(self.residual)?;
        let share = (float(residual) / float(whole)).clamp(0.0, 1.0);
        (whole > 0).then(|| libm::asin(libm::sqrt(share)))
    }

    fn against(&self, peers: &[f64], limits: &Limits) -> ResidualRow<'_> {
        let row = ResidualRow {
            ballots: self.ballots,
            residual: self.residual,
            ..ResidualRow::default()
        };
        let (Some(whole), Some(residual), Some(angle)) = (self.whole, self.residual, self.angle())
        else {
            return row;
        };
        let mut sorted = peers.to_vec();
        let Some(middle) = chance::median(&mut sorted).filter(|_| peers.len() >= FEWEST_PEERS)
        else {
            return row;
        };
        let mut apart: Vec<f64> = peers.iter().map(|peer| (peer - middle).abs()).collect();
        let mad = chance::median(&mut apart).unwrap_or_default();
        let eightieth = chance::percentile_80(&mut apart).unwrap_or_default();
        let luck = 0.5 / libm::sqrt(float(whole));
        let spread = (1.4826 * mad).max(luck).max(eightieth / 1.2816);
        let sine = libm::sin(middle);
        let expected = chance::whole(sine * sine * float(whole));
        let tail = chance::billionths(chance::student_4_above(float(limits.z_hundredths) / 100.0));
        let possible = |room: i64| {
            if room >= limits.least_ballots {
                tail
            } else {
                0
            }
        };
        ResidualRow {
            expected: Some(expected),
            beyond: Some(residual.saturating_sub(expected)),
            z_hundredths: Some(chance::whole((angle - middle) / spread * 100.0)),
            chance: Some(
                possible(whole.saturating_sub(expected)).saturating_add(possible(expected)),
            ),
            ..row
        }
    }
}

fn peers(cells: &[Cell<'_>], own: usize) -> Vec<f64> {
    let others = cells.iter().enumerate().filter(|(at, _)| *at != own);
    others.filter_map(|(_, cell)| cell.angle()).collect()
}

/// The contest that stands first on the ballot, straight-party choices apart.
fn first_contest(contests: &BTreeMap<String, ContestFacts>) -> Option<&str> {
    contests
        .iter()
        .filter(|(_, facts)| !facts.is_straight_party)
        .filter_map(|(name, facts)| Some((facts.ballot_order?, name.as_str())))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use rumor_model::tables::ContestRow;

    use super::*;
    use crate::figure::tests::{shown, tables};

    /// Six units of 1,000 ballots; their votes for the one option.
    fn check(votes: [i64; 6], expected: &str) {
        let mut rows = String::new();
        for (unit, votes) in ["A", "B", "C", "D", "E", "F"].iter().zip(votes) {
            writeln!(rows, "canvass {unit} total - - ballots_cast 1000").unwrap();
            writeln!(rows, "canvass {unit} total Mayor Ada votes {votes}").unwrap();
        }
        let mut tables = tables(&rows);
        let mayor = ContestRow { name: Some("Mayor"), ballot_order: Some(2), ..Default::default() };
        tables.feed(Table::of(&[mayor]));
        let wanted = [
            "reporting_unit",
            "residual",
            "expected",
            "z_hundredths",
            "ceiling",
        ];
        let table = compute(&tables, &Parameters::new());
        let rows = shown(&table, |name| wanted.contains(&name));
        assert_eq!(rows.lines().next(), Some(expected));
    }

    #[test]
    fn a_unit_like_its_peers_is_near_nought() {
        check([990, 990, 991, 989, 990, 990], "A,10,10,0,50");
    }

    #[test]
    fn a_unit_without_most_votes_stands_far_out() {
        check([400, 990, 991, 989, 990, 990], "A,600,10,4971,50");
    }
}
