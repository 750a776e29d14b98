//! Batches with equal tallies, against what chance gives inside the same county (`canvass.md` §4,
//! "Counted twice" (d); C5d).
//!
//! `κ(n, p̂) = [Σ_j Bin(j; n′, q)²] · Π_{i≥3} e^(−2λ_i) I₀(2λ_i)`, options sorted by share,
//! `q = p̂₁ / (p̂₁ + p̂₂)`, `n′ = round(n(p̂₁ + p̂₂))`, `λ_i = n p̂_i`. Expected: Σ κ over pairs of one
//! county with equal n ≥ the least size, neither wholly for one option. Other counties are no control: shares and stack sizes
//! differ between them.

use std::collections::BTreeMap;

use rumor_model::{
    table::{Row as _, Schema, Table},
    table_set::TableSet,
    tables,
};

use crate::{
    chance::{self, float},
    derived::Parameters,
    figure,
};

tables! {
    /// Two batches of one county and contest with the same tally.
    EqualTallyRow = "equal_tally" {
        /// The county.
        reporting_unit: Text Public,
        /// The contest.
        contest: Text Public,
        /// The first batch, by line.
        batch: Text Public,
        /// The second.
        other_batch: Text Public,
        /// Ballots in each.
        ballots: Integer Public,
        /// How likely this pair is equal by chance, in billionths.
        chance: Integer Public,
        /// The record of the first batch.
        record_id: Integer Public,
        /// Its line.
        row_number: Integer Public,
        /// The record of the second batch.
        other_record_id: Integer Public,
        /// Its line.
        other_row_number: Integer Public,
    }

    /// A county and contest: equal pairs seen, and expected by chance.
    EqualTallyUnitRow = "equal_tally_unit" {
        /// The county.
        reporting_unit: Text Public,
        /// The contest.
        contest: Text Public,
        /// Pairs that could be equal.
        eligible: Integer Public,
        /// Pairs that are; NULL if a batch lacks a figure.
        seen: Integer Public,
        /// Expected pairs, rounded.
        expected_rounded: Integer Public,
        /// Expected pairs, in billionths.
        expected: Integer Public,
        /// How likely as many or more are by chance, in billionths.
        p_per_billion: Integer Public,
        /// How likely a county such as this is pointed at by chance, in billionths.
        chance: Integer Public,
    }
}

pub(crate) const PAIRS: &Schema = EqualTallyRow::SCHEMA;
pub(crate) const UNITS: &Schema = EqualTallyUnitRow::SCHEMA;

/// One batch: where it stands, its kind, and its tally in a fixed order of options.
struct Batch<'a> {
    record_id: i64,
    row_number: i64,
    name: &'a str,
    kind: Option<&'a str>,
    tally: Vec<i64>,
}

/// The batches of one county and contest; absent if one of them lacks a figure.
type County<'a> = Option<Vec<Batch<'a>>>;

struct Limits {
    least_ballots: i64,
    worst_per_billion: i64,
}

/// Computes the pairs.
pub(crate) fn compute_pairs(tables: &TableSet, parameters: &Parameters) -> Table {
    let limits = Limits::of(parameters);
    let result = figure::result(tables);
    let mut rows = Vec::new();
    for ((unit, contest), county) in counties(&result) {
        let batches = county.unwrap_or_default();
        let kept = eligible(&batches, &limits);
        let shares = shares(&batches);
        for equal in groups(&kept, |batch| batch.tally.clone()).values() {
            for (at, one) in equal.iter().enumerate() {
                for other in equal.iter().skip(at + 1) {
                    rows.push(EqualTallyRow {
                        reporting_unit: Some(unit),
                        contest: Some(contest),
                        batch: Some(one.name),
                        other_batch: Some(other.name),
                        ballots: Some(one.ballots()),
                        chance: Some(chance::billionths(shares.kappa(one, other))),
                        record_id: Some(one.record_id),
                        row_number: Some(one.row_number),
                        other_record_id: Some(other.record_id),
                        other_row_number: Some(other.row_number),
                    });
                }
            }
        }
    }
    Table::of(&rows)
}

/// Computes the counties.
pub(crate) fn compute_units(tables: &TableSet, parameters: &Parameters) -> Table {
    let limits = Limits::of(parameters);
    let result = figure::result(tables);
    let rows: Vec<EqualTallyUnitRow<'_>> = counties(&result)
        .iter()
        .map(|((unit, contest), county)| {
            let row = county.as_deref().map(|batches| unit_row(batches, &limits));
            EqualTallyUnitRow {
                reporting_unit: Some(unit),
                contest: Some(contest),
                ..row.unwrap_or_default()
            }
        })
        .collect();
    Table::of(&rows)
}

fn unit_row(batches: &[Batch<'_>], limits: &Limits) -> EqualTallyUnitRow<'static> {
    let kept = eligible(batches, limits);
    let shares = shares(batches);
    let (mut pairs, mut expected) = (0_i64, 0.0);
    for same_size in groups(&kept, Batch::ballots).values() {
        let kinds: Vec<Vec<&Batch<'_>>> = groups(same_size, |batch| batch.kind)
            .into_values()
            .collect();
        for (at, one) in kinds.iter().enumerate() {
            for (step, other) in kinds.iter().skip(at).enumerate() {
                let (m, k) = (count(one.len()), count(other.len()));
                let of_kinds = if step == 0 { m * (m - 1) / 2 } else { m * k };
                if let (true, Some(one), Some(other)) = (of_kinds > 0, one.first(), other.first()) {
                    expected += float(of_kinds) * shares.kappa(one, other);
                    pairs += of_kinds;
                }
            }
        }
    }
    let seen: i64 = groups(&kept, |batch| batch.tally.clone())
        .values()
        .map(|equal| count(equal.len()) * (count(equal.len()) - 1) / 2)
        .sum();
    let p = chance::poisson_at_least(seen, expected);
    EqualTallyUnitRow {
        eligible: Some(pairs),
        seen: Some(seen),
        expected_rounded: Some(chance::whole(expected)),
        expected: Some(chance::billionths(expected)),
        p_per_billion: Some(chance::billionths(p)),
        chance: Some(chance::billionths(pointed_by_chance(expected, limits))),
        ..EqualTallyUnitRow::default()
    }
}

/// The chance that a county with this expectation reaches the threshold: the largest tail that does.
fn pointed_by_chance(expected: f64, limits: &Limits) -> f64 {
    let worst = float(limits.worst_per_billion) / chance::ONE;
    if expected <= 0.0 {
        return 0.0;
    }
    let mut seen = 1;
    loop {
        let tail = chance::poisson_at_least(seen, expected);
        if tail <= worst {
            return tail;
        }
        seen += 1;
    }
}

impl Limits {
    fn of(parameters: &Parameters) -> Self {
        let number = |name: &str, default| {
            let key = ("equal-tallies".to_owned(), name.to_owned());
            parameters.get(&key).copied().unwrap_or(default)
        };
        Self {
            least_ballots: number("least_ballots", 300),
            worst_per_billion: number("worst_per_billion", 10_000_000).max(1),
        }
    }
}

impl Batch<'_> {
    fn ballots(&self) -> i64 {
        self.tally.iter().sum()
    }
}

/// Batches by county and contest, each with its whole tally. Names are compared by their numbers in
/// the table: an audit has hundreds of thousands of figures.
fn counties(result: &Table) -> BTreeMap<(&str, &str), County<'_>> {
    let [source, unit, batch, contest, option, measure] = [
        "source",
        "reporting_unit",
        "batch",
        "contest",
        "contest_option",
        "measure",
    ]
    .map(|column| result.texts(column));
    let place = ["record_id", "row_number"].map(|column| result.integers(column));
    let audit = source.words().position(|word| word == "audit");
    let mut cells: BTreeMap<[usize; 2], Cells> = BTreeMap::new();
    for row in 0..result.rows() {
        let is_of_audit = audit.is_some() && source.key(row) == audit;
        if let (true, Some(unit), Some(contest), Some(_), Some(measure)) = (
            is_of_audit,
            unit.key(row),
            contest.key(row),
            batch.key(row),
            measure.key(row),
        ) {
            let cells = cells.entry([unit, contest]).or_default();
            let of_batch = place.map(|column| column.get(row).unwrap_or_default());
            cells.batches.entry(of_batch).or_default().push(row);
            cells
                .columns
                .entry((measure, option.key(row)))
                .or_insert(row);
        }
    }
    let named = |row: usize| Some((measure.get(row)?, option.get(row)));
    let of_county = |cells: Cells| {
        let mut columns: Vec<(_, (usize, Option<usize>))> = cells
            .columns
            .into_iter()
            .map(|(key, row)| (named(row), key))
            .collect();
        columns.sort_unstable();
        let columns: Vec<(usize, Option<usize>)> =
            columns.into_iter().map(|(_, key)| key).collect();
        let batches = cells.batches.into_iter();
        batches
            .map(|(place, rows)| whole_batch(result, place, &rows, &columns))
            .collect()
    };
    cells
        .into_values()
        .filter_map(|cells| {
            let row = *cells.columns.values().next()?;
            Some(((unit.get(row)?, contest.get(row)?), of_county(cells)))
        })
        .collect()
}

/// The rows of one county and contest.
#[derive(Default)]
struct Cells {
    /// By record and line.
    batches: BTreeMap<[i64; 2], Vec<usize>>,
    /// A row of each measure and option.
    columns: BTreeMap<(usize, Option<usize>), usize>,
}

fn whole_batch<'a>(
    result: &'a Table,
    [record_id, row_number]: [i64; 2],
    rows: &[usize],
    columns: &[(usize, Option<usize>)],
) -> Option<Batch<'a>> {
    let [measure, option, batch, method] =
        ["measure", "contest_option", "batch", "method"].map(|column| result.texts(column));
    let value = result.integers("value");
    let cells = rows
        .iter()
        .filter_map(|row| Some(((measure.key(*row)?, option.key(*row)), value.get(*row))));
    let values = figure::only(cells);
    let tally = columns
        .iter()
        .map(|column| values.get(column).copied().flatten())
        .collect::<Option<_>>()?;
    let first = *rows.first()?;
    let (name, kind) = (batch.get(first)?, method.get(first));
    Some(Batch { record_id, row_number, name, kind, tally })
}

fn eligible<'b, 'a>(batches: &'b [Batch<'a>], limits: &Limits) -> Vec<&'b Batch<'a>> {
    let kept = batches
        .iter()
        .filter(|batch| batch.ballots() >= limits.least_ballots);
    kept.filter(|batch| batch.tally.iter().max() < Some(&batch.ballots()))
        .collect()
}

fn groups<'b, 'a, K: Ord>(
    batches: &[&'b Batch<'a>],
    key: impl Fn(&Batch<'a>) -> K,
) -> BTreeMap<K, Vec<&'b Batch<'a>>> {
    let mut groups: BTreeMap<K, Vec<&Batch<'_>>> = BTreeMap::new();
    for batch in batches {
        groups.entry(key(batch)).or_default().push(batch);
    }
    groups
}

/// The votes of all batches of a kind, for p̂.
struct Shares<'a>(BTreeMap<Option<&'a str>, Vec<i64>>);

fn shares<'a>(batches: &[Batch<'a>]) -> Shares<'a> {
    let mut sums: BTreeMap<Option<&str>, Vec<i64>> = BTreeMap::new();
    for batch in batches {
        let sum = sums
            .entry(batch.kind)
            .or_insert_with(|| vec![0; batch.tally.len()]);
        sum.iter_mut()
            .zip(&batch.tally)
            .for_each(|(sum, votes)| *sum = sum.saturating_add(*votes));
    }
    Shares(sums)
}

impl Shares<'_> {
    fn kappa(&self, one: &Batch<'_>, other: &Batch<'_>) -> f64 {
        let of = |kind| self.0.get(&kind).cloned().unwrap_or_default();
        let mut votes = of(one.kind);
        if one.kind != other.kind {
            votes
                .iter_mut()
                .zip(of(other.kind))
                .for_each(|(sum, more)| *sum = sum.saturating_add(more));
        }
        votes.sort_unstable_by(|a, b| b.cmp(a));
        let all = float(votes.iter().sum());
        let share: Vec<f64> = votes.iter().map(|votes| float(*votes) / all).collect();
        let n = float(one.ballots());
        let (first, second) = (share.first().copied(), share.get(1).copied());
        let (first, second) = (first.unwrap_or(1.0), second.unwrap_or(0.0));
        let two = same_two(n, first, second);
        share.iter().skip(2).fold(two, |chance, share| {
            chance * chance::same_poisson(n * share)
        })
    }
}

fn same_two(n: f64, first: f64, second: f64) -> f64 {
    chance::same_binomial(
        chance::whole(n * (first + second)),
        first / (first + second),
    )
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::tests::shown;

    /// Batches as `kind ada ben`, each of the county Star.
    fn check(batches: &[(&str, i64, i64)], expected: &str) {
        let mut rows = Vec::new();
        let names: Vec<String> = (1..=batches.len()).map(|at| format!("B{at}")).collect();
        let mut builder = rumor_model::table::Builder::new(tables::ResultHistoryRow::SCHEMA);
        for (line, (name, (kind, ada, ben))) in (2..).zip(names.iter().zip(batches)) {
            for (option, votes) in [("Ada", *ada), ("Ben", *ben)] {
                rows.push((line, name, kind, option, votes));
            }
        }
        for (line, name, kind, option, votes) in rows {
            builder.push(&tables::ResultHistoryRow {
                record_id: Some(1),
                row_number: Some(line),
                source: Some("audit"),
                reporting_unit: Some("Star"),
                method: Some(kind),
                batch: Some(name),
                contest: Some("Mayor"),
                contest_option: Some(option),
                measure: Some("votes"),
                value: (votes >= 0).then_some(votes),
                ..Default::default()
            });
        }
        let mut tables = TableSet::new();
        tables.feed(Table::new(tables::RESULT, builder.finish().batch().clone()));
        let wanted = ["eligible", "seen", "expected"];
        let table = compute_units(&tables, &Parameters::new());
        let rows = shown(&table, |name| wanted.contains(&name));
        assert_eq!(rows.lines().next(), Some(expected));
    }

    #[test]
    fn pairs_of_one_size_are_counted() {
        check(
            &[
                ("mail", 200, 100),
                ("mail", 200, 100),
                ("early", 150, 150),
                ("mail", 10, 5),
            ],
            "3,1,101360024",
        );
    }

    #[test]
    fn stacks_sorted_by_option_are_left_out() {
        check(
            &[("mail", 300, 0), ("mail", 300, 0), ("mail", 200, 101)],
            "0,0,0",
        );
    }

    #[test]
    fn a_batch_without_a_figure_leaves_the_county_open() {
        check(&[("mail", 200, 100), ("mail", 200, -1)], ",,");
    }
}
