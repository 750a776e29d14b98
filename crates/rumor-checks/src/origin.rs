//! Which records a finding comes from, and how near they are to what left the office.

use std::collections::{BTreeMap, BTreeSet};

use rumor_derive::derived;
use rumor_model::{
    check::{Check, Need},
    finding::{FindingRow, RecordDigest, RowBehind},
    table::{Row as _, Table},
    tables::RecordRow,
    word::Standing,
};

use crate::session::Session;

/// The records that feed what the check reads, and the standings other than `received` of those that
/// the compared figures come from.
pub(crate) fn origin(
    check: &Check,
    session: &Session,
    behind: &[RowBehind],
    rows: &[FindingRow],
) -> (Vec<RecordDigest>, Vec<Standing>) {
    let records = session.tables().table(RecordRow::SCHEMA);
    let [path, sha256, standing] = ["path", "sha256", "standing"].map(|name| records.texts(name));
    let id = records.integers("record_id");
    let compared = compared(behind, rows, session.sources());
    let mut feeding: BTreeSet<i64> = behind.iter().map(|row| row.record_id).collect();
    for need in check.needs() {
        feeding.extend(feeding_records(need, session));
    }
    let rested = if check.rows_sql.is_some() {
        &compared
    } else {
        &feeding
    };
    let mut digests = Vec::new();
    let mut standings = BTreeSet::new();
    for row in 0..records.rows() {
        let Some(this) = id.get(row).filter(|id| feeding.contains(id)) else {
            continue;
        };
        let parsed = standing.get(row).and_then(|word| word.parse().ok());
        if let (Some(path), Some(sha256), Some(standing)) = (path.get(row), sha256.get(row), parsed)
        {
            digests.push(RecordDigest {
                path: path.to_owned(),
                sha256: sha256.to_owned(),
                standing,
            });
            if standing != Standing::Received && rested.contains(&this) {
                standings.insert(standing);
            }
        }
    }
    (digests, standings.into_iter().collect())
}

/// The records behind units that are compared. A record of which another unit's rows say that it is
/// compared, and this unit's do not, is none of them.
fn compared(
    behind: &[RowBehind],
    rows: &[FindingRow],
    sources: &BTreeMap<i64, BTreeSet<String>>,
) -> BTreeSet<i64> {
    let mut units: BTreeMap<&str, BTreeSet<Option<&str>>> = BTreeMap::new();
    for row in rows {
        units
            .entry(&row.keys.unit)
            .or_default()
            .insert(row.keys.source.as_deref());
    }
    let named_anywhere: BTreeSet<Option<&str>> = units.values().flatten().copied().collect();
    let is_compared = |row: &&RowBehind| {
        units.get(row.unit.as_str()).is_some_and(|named| {
            let here = |source: &String| {
                let source = Some(source.as_str());
                named.contains(&source) || !named_anywhere.contains(&source)
            };
            let sources = sources.get(&row.record_id);
            named.contains(&None) || sources.is_none_or(|held| held.iter().any(here))
        })
    };
    behind
        .iter()
        .filter(is_compared)
        .map(|row| row.record_id)
        .collect()
}

/// The records that feed what is needed; of a derived table, those that feed what it is made from.
fn feeding_records(need: &Need, session: &Session) -> BTreeSet<i64> {
    let bases = derived(&need.table).map_or_else(
        || vec![need.clone()],
        |derived| {
            derived
                .made_from
                .iter()
                .map(|base| Need::from((*base).to_owned()))
                .collect()
        },
    );
    let tables = session.tables();
    bases
        .iter()
        .filter_map(|base| Some(records_in(tables.get(&base.table)?, base)))
        .flatten()
        .collect()
}

/// The records whose rows stand in a table, or in the part of it that is needed.
fn records_in(table: &Table, need: &Need) -> BTreeSet<i64> {
    if table.schema().column("record_id").is_none() {
        return BTreeSet::new();
    }
    let ids = table.integers("record_id");
    let words = need.word.as_deref().map(|word| {
        let column = if need.table.starts_with("result") {
            "source"
        } else {
            "measure"
        };
        (table.texts(column), word)
    });
    (0..table.rows())
        .filter(|row| words.is_none_or(|(texts, word)| texts.get(*row) == Some(word)))
        .filter_map(|row| ids.get(row))
        .collect()
}
