//! A record's tables with every name resolved: units first, then contests and devices, then the options
//! of each contest.
//!
//! How a single name is resolved is said in `names`; here is where names stand in tables.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::table::Table;

use crate::names::{Kind, Names, Use};

/// A record's tables with every name resolved.
pub(crate) fn resolved(
    tables: Vec<Table>,
    record_id: i64,
    names: &mut Names<'_>,
    whole: &str,
) -> Vec<Table> {
    let mut tables: Vec<Table> = tables
        .into_iter()
        .map(|table| match table.schema().name {
            "result_history" => of_the_whole(&table, whole),
            _ => table,
        })
        .collect();
    for kind in [Kind::ReportingUnit, Kind::Contest, Kind::Device] {
        let raw = used(&tables, kind);
        let counties = if kind == Kind::ReportingUnit {
            counties(&tables)
        } else {
            BTreeSet::new()
        };
        let means =
            names.resolve(&Use { kind, scope: "", record_id, raw: &raw, counties: &counties });
        tables = renamed(tables, kind, &means);
    }
    let mut options: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for table in &tables {
        for (contest, option) in options_of(table) {
            options
                .entry(contest.to_owned())
                .or_default()
                .insert(option.to_owned());
        }
    }
    let means: BTreeMap<String, BTreeMap<String, String>> = options
        .iter()
        .map(|(contest, raw)| {
            let none = BTreeSet::new();
            let kind = Kind::ContestOption;
            let this = Use { kind, scope: contest, record_id, raw, counties: &none };
            (contest.clone(), names.resolve(&this))
        })
        .collect();
    tables
        .iter()
        .map(|table| with_options(table, &means))
        .collect()
}

/// A figure without a unit is of the whole jurisdiction; one of a batch or device is of a unit that
/// was not recorded.
fn of_the_whole(table: &Table, whole: &str) -> Table {
    let [unit, batch, device] = ["reporting_unit", "batch", "device"].map(|name| table.texts(name));
    let is_whole = |row: usize| batch.get(row).is_none() && device.get(row).is_none();
    if (0..table.rows()).all(|row| unit.get(row).is_some()) {
        return table.clone();
    }
    table.retold("reporting_unit", |row| {
        unit.get(row).or(is_whole(row).then_some(whole))
    })
}

/// The columns in which a kind of name stands.
fn columns(table: &Table, kind: Kind) -> Vec<&'static str> {
    let schema = table.schema();
    let own: &[&str] = match (kind, schema.name) {
        (Kind::ReportingUnit, "reporting_unit") => &["name", "parent"],
        (Kind::Contest, "contest") | (Kind::Device, "device") => &["name"],
        (Kind::ContestOption, "contest_option") => &["name"],
        (kind, _) => &[kind.as_str()],
    };
    schema
        .columns
        .iter()
        .map(|column| column.name)
        .filter(|name| own.contains(name))
        .collect()
}

fn used(tables: &[Table], kind: Kind) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for table in tables {
        for column in columns(table, kind) {
            names.extend(words_in_rows(table, column));
        }
    }
    names
}

/// The different texts that rows of a column have.
fn words_in_rows(table: &Table, column: &str) -> BTreeSet<String> {
    let texts = table.texts(column);
    let keys: BTreeSet<usize> = (0..table.rows()).filter_map(|row| texts.key(row)).collect();
    texts
        .words()
        .enumerate()
        .filter(|(key, _)| keys.contains(key))
        .map(|(_, word)| word.to_owned())
        .collect()
}

/// The units that a record calls counties: `Antrim` is then the county of that name.
fn counties(tables: &[Table]) -> BTreeSet<String> {
    let units = tables
        .iter()
        .filter(|table| table.schema().name == "reporting_unit");
    let of = |table: &Table| {
        let (name, kind) = (table.texts("name"), table.texts("kind"));
        let county = |row: &usize| kind.get(*row) == Some("county");
        (0..table.rows())
            .filter(county)
            .filter_map(|row| name.get(row))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    units.flat_map(of).collect()
}

fn renamed(tables: Vec<Table>, kind: Kind, means: &BTreeMap<String, String>) -> Vec<Table> {
    if means.iter().all(|(raw, means)| raw == means) {
        return tables;
    }
    let rename = |raw: &str| means.get(raw).cloned().unwrap_or_else(|| raw.to_owned());
    tables
        .into_iter()
        .map(|table| {
            columns(&table, kind)
                .iter()
                .fold(table, |table, column| table.renamed(column, rename))
        })
        .collect()
}

/// The contest and option of a table's rows, where it has both.
fn options_of(table: &Table) -> BTreeSet<(&str, &str)> {
    let [option] = columns(table, Kind::ContestOption)[..] else {
        return BTreeSet::new();
    };
    if table.schema().column("contest").is_none() {
        return BTreeSet::new();
    }
    let (contests, options) = (table.texts("contest"), table.texts(option));
    table
        .first_rows(["contest", option])
        .into_iter()
        .filter_map(|row| Some((contests.get(row)?, options.get(row)?)))
        .collect()
}

fn with_options(table: &Table, means: &BTreeMap<String, BTreeMap<String, String>>) -> Table {
    let changes = options_of(table).into_iter().any(|(contest, option)| {
        means
            .get(contest)
            .and_then(|means| means.get(option))
            .is_some_and(|means| means != option)
    });
    let [column] = columns(table, Kind::ContestOption)[..] else {
        return table.clone();
    };
    if !changes {
        return table.clone();
    }
    let (contests, options) = (table.texts("contest"), table.texts(column));
    table.retold(column, |row| {
        let option = options.get(row)?;
        let means = contests
            .get(row)
            .and_then(|contest| means.get(contest)?.get(option));
        Some(means.map_or(option, String::as_str))
    })
}
