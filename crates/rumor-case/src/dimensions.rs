//! The tables of names: units and what they belong to, contests and options in ballot order.
//!
//! The first record that says something of a name is believed; a later one only adds. A unit that the
//! case expects, or that no record places anywhere, belongs to the whole jurisdiction.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    table::{Row as _, Table},
    table_set::TableSet,
    tables::{
        BatchRow, ContestOptionRow, ContestRow, DeviceRow, MethodRow, PartyRow, ReportingUnitRow,
        ResultHistoryRow,
    },
};

use crate::config::CaseFile;

/// Puts the tables of names in the place of what the single records said.
pub(crate) fn gather(set: &mut TableSet, file: &CaseFile) {
    let result = set.table(ResultHistoryRow::SCHEMA);
    units(set, &result, file);
    contests(set, &result);
    options(set, &result);
    let parties = set.table(PartyRow::SCHEMA);
    plain(set, &result, "method", |name| MethodRow {
        name: Some(name),
    });
    plain(set, &parties, "name", |name| PartyRow { name: Some(name) });
    devices(set, &result);
    batches(set, &result);
}

fn units(set: &mut TableSet, result: &Table, file: &CaseFile) {
    let whole = file.jurisdiction.whole();
    let told = set.table(ReportingUnitRow::SCHEMA);
    let [name, kind, parent] = ["name", "kind", "parent"].map(|column| told.texts(column));
    let mut units: BTreeMap<&str, (Option<&str>, Option<&str>)> = BTreeMap::new();
    for row in 0..told.rows() {
        let Some(name) = name.get(row) else { continue };
        let unit = units.entry(name).or_default();
        unit.0 = unit.0.or(kind.get(row));
        unit.1 = unit.1.or(parent.get(row).filter(|parent| *parent != name));
    }
    let named = result.texts("reporting_unit");
    let used: BTreeSet<&str> = result
        .first_rows(["reporting_unit"])
        .into_iter()
        .filter_map(|row| named.get(row))
        .collect();
    for unit in used
        .iter()
        .copied()
        .chain(file.units.expected.iter().map(String::as_str))
    {
        units.entry(unit).or_default();
    }
    let jurisdiction = units.entry(whole).or_default();
    jurisdiction.0 = jurisdiction.0.or(Some("jurisdiction"));
    let expected: BTreeSet<&str> = file.units.expected.iter().map(String::as_str).collect();
    let placed: Vec<(&str, Option<&str>, Option<&str>)> = units
        .iter()
        .map(|(name, (kind, parent))| {
            let is_ours = if expected.is_empty() {
                kind.is_none() || *kind == Some("county")
            } else {
                expected.contains(name)
            };
            let parent = parent.or_else(|| (is_ours && *name != whole).then_some(whole));
            (*name, *kind, parent.filter(|_| *name != whole))
        })
        .collect();
    let rows: Vec<ReportingUnitRow<'_>> = placed
        .iter()
        .map(|(name, kind, parent)| ReportingUnitRow {
            name: Some(name),
            kind: *kind,
            parent: *parent,
        })
        .collect();
    let table = Table::of(&rows);
    set.feed(table);
}

fn contests(set: &mut TableSet, result: &Table) {
    let told = set.table(ContestRow::SCHEMA);
    let (name, variation) = (told.texts("name"), told.texts("variation"));
    let allowed = told.integers("votes_allowed");
    let mut contests: BTreeMap<&str, (Option<i64>, Option<&str>)> = BTreeMap::new();
    let mut order = Vec::new();
    for row in 0..told.rows() {
        let Some(name) = name.get(row) else { continue };
        let contest = contests.entry(name).or_insert_with(|| {
            order.push(name);
            (None, None)
        });
        contest.0 = contest.0.or(allowed.get(row));
        contest.1 = contest.1.or(variation.get(row));
    }
    let named = result.texts("contest");
    let uses = result.first_rows(["contest"]).into_iter();
    for name in uses.filter_map(|row| named.get(row)) {
        contests.entry(name).or_insert_with(|| {
            order.push(name);
            (None, None)
        });
    }
    let rows: Vec<ContestRow<'_>> = (1_i64..)
        .zip(&order)
        .map(|(place, name)| {
            let (votes_allowed, variation) = contests.get(name).copied().unwrap_or_default();
            ContestRow { name: Some(name), votes_allowed, variation, ballot_order: Some(place) }
        })
        .collect();
    let table = Table::of(&rows);
    set.feed(table);
}

fn options(set: &mut TableSet, result: &Table) {
    let told = set.table(ContestOptionRow::SCHEMA);
    let [contest, name, party, kind] =
        ["contest", "name", "party", "kind"].map(|column| told.texts(column));
    let mut options: BTreeMap<(&str, &str), (Option<&str>, Option<&str>)> = BTreeMap::new();
    let mut order: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let (contests, names) = (result.texts("contest"), result.texts("contest_option"));
    let of_result = result
        .first_rows(["contest", "contest_option"])
        .into_iter()
        .filter_map(|row| Some((contests.get(row)?, names.get(row)?, None, None)));
    let of_told = (0..told.rows()).filter_map(|row| {
        Some((
            contest.get(row)?,
            name.get(row)?,
            party.get(row),
            kind.get(row),
        ))
    });
    for (contest, name, party, kind) in of_told.chain(of_result) {
        let option = options.entry((contest, name)).or_insert_with(|| {
            order.entry(contest).or_default().push(name);
            (None, None)
        });
        option.0 = option.0.or(party);
        option.1 = option.1.or(kind);
    }
    let mut rows = Vec::new();
    for (contest, names) in &order {
        for (place, name) in (1_i64..).zip(names) {
            let (party, kind) = options.get(&(*contest, *name)).copied().unwrap_or_default();
            rows.push(ContestOptionRow {
                contest: Some(contest),
                name: Some(name),
                party,
                kind,
                ballot_order: Some(place),
            });
        }
    }
    let table = Table::of(&rows);
    set.feed(table);
}

fn devices(set: &mut TableSet, result: &Table) {
    let told = set.table(DeviceRow::SCHEMA);
    let (name, kind) = (told.texts("name"), told.texts("kind"));
    let named = result.texts("device");
    let mut devices: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for row in 0..told.rows() {
        if let Some(name) = name.get(row) {
            let device = devices.entry(name).or_default();
            *device = device.or(kind.get(row));
        }
    }
    let uses = result.first_rows(["device"]).into_iter();
    for device in uses.filter_map(|row| named.get(row)) {
        devices.entry(device).or_default();
    }
    let rows: Vec<DeviceRow<'_>> = devices
        .iter()
        .map(|(name, kind)| DeviceRow { name: Some(name), kind: *kind })
        .collect();
    if !rows.is_empty() {
        let table = Table::of(&rows);
        set.feed(table);
    }
}

fn batches(set: &mut TableSet, result: &Table) {
    let names = ["batch", "reporting_unit", "device", "method"];
    let [batch, unit, device, method] = names.map(|column| result.texts(column));
    let found: BTreeSet<_> = result
        .first_rows(names)
        .into_iter()
        .filter_map(|row| {
            Some((
                batch.get(row)?,
                unit.get(row),
                device.get(row),
                method.get(row),
            ))
        })
        .collect();
    let rows: Vec<BatchRow<'_>> = found
        .into_iter()
        .map(|(name, reporting_unit, device, method)| BatchRow {
            name: Some(name),
            reporting_unit,
            device,
            method,
        })
        .collect();
    if !rows.is_empty() {
        let table = Table::of(&rows);
        set.feed(table);
    }
}

/// Puts in a table of the different texts of a column.
fn plain<'a, R: rumor_model::table::Row>(
    set: &mut TableSet,
    from: &'a Table,
    column: &str,
    row: impl Fn(&'a str) -> R,
) {
    let texts = from.texts(column);
    let uses = from.first_rows([column]).into_iter();
    let names: BTreeSet<&str> = uses.filter_map(|row| texts.get(row)).collect();
    let rows: Vec<R> = names.into_iter().map(row).collect();
    if !rows.is_empty() {
        set.feed(Table::of(&rows));
    }
}
