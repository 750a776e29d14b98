//! The tables of a case as of a moment: every record till then, names resolved, later rows left out.
//!
//! `result` is `result_history` less the records that another replaces by that moment; of a record
//! that holds several moments, only the last figure of each thing stands.

use std::collections::{BTreeMap, BTreeSet};

use rumor_derive::Parameters;
use rumor_model::{
    moment::Moment,
    table::{Row as _, Table},
    table_set::TableSet,
    tables::{
        self, CalendarRow, NameAliasRow, ParameterRow, RESULT, RecordRow, ResultHistoryRow,
        RowProblemRow, SheetRuleRow,
    },
    word::Source,
};

use crate::{
    case::{Case, Error},
    dimensions,
    names::{Kind, Names, Unresolved},
    records::Record,
    resolve::resolved,
};

/// The tables of a case as of one moment.
#[derive(Debug)]
pub struct Assembled {
    /// The moment.
    pub as_of: Moment,
    /// The tables.
    pub tables: TableSet,
    /// The numbers of the checks.
    pub parameters: Parameters,
    /// The names that are not resolved.
    pub unresolved: Vec<Unresolved>,
}

/// The columns that name a figure, apart from its moment.
const THING: [&str; 9] = [
    "source",
    "reporting_unit",
    "method",
    "device",
    "batch",
    "contest",
    "contest_option",
    "measure",
    "record_id",
];

impl Case {
    /// The tables as of a moment.
    pub fn tables(&self, as_of: Moment) -> Result<Assembled, Error> {
        let records: Vec<&Record> = self
            .records()?
            .iter()
            .filter(|record| record.moment.is_none_or(|moment| moment <= as_of))
            .collect();
        let mut names = Names::new(self.file());
        let records: Vec<(&Record, Vec<Table>)> = records
            .into_iter()
            .map(|record| {
                let tables = record
                    .tables
                    .iter()
                    .map(|table| till(table, as_of))
                    .collect();
                (
                    record,
                    resolved(
                        tables,
                        record.id,
                        &mut names,
                        self.file().jurisdiction.whole(),
                    ),
                )
            })
            .collect();
        let mut set = TableSet::new();
        for schema in tables::ALL {
            let fed: Vec<Table> = records
                .iter()
                .flat_map(|(record, tables)| tables.iter().map(move |table| (record, table)))
                .filter(|(record, table)| {
                    table.schema().name == schema.name && feeds(record, table)
                })
                .map(|(_, table)| table.clone())
                .collect();
            if !fed.is_empty() {
                set.feed(Table::stacked(schema, &fed));
            }
        }
        self.put_result(&mut set, &records, as_of)?;
        dimensions::gather(&mut set, self.file());
        put_records(&mut set, &records);
        put_names(&mut set, &names);
        let parameters = self.put_rules(&mut set, &names)?;
        let unresolved = names
            .near
            .iter()
            .map(|((kind, raw), (nearest, record_id))| Unresolved {
                kind: kind.as_str(),
                raw: raw.clone(),
                nearest: nearest.clone(),
                record: path_of(&records, *record_id),
            })
            .collect();
        Ok(Assembled { as_of, tables: set, parameters, unresolved })
    }

    fn put_result(
        &self,
        set: &mut TableSet,
        records: &[(&Record, Vec<Table>)],
        as_of: Moment,
    ) -> Result<(), Error> {
        let Some(history) = set.get(ResultHistoryRow::SCHEMA.name) else {
            return Ok(());
        };
        let replaced: BTreeSet<i64> = self
            .records()?
            .iter()
            .filter(|record| record.moment.is_none_or(|moment| moment <= as_of))
            .filter_map(|record| record.entry.replaces.as_deref())
            .flat_map(|path| {
                records
                    .iter()
                    .filter(move |(record, _)| record.entry.path == path)
            })
            .map(|(record, _)| record.id)
            .collect();
        let id = history.integers("record_id");
        let last = last_of_each(history, records);
        let result = history.filtered(|row| {
            id.get(row).is_none_or(|id| !replaced.contains(&id))
                && last.get(row).copied().unwrap_or(true)
        });
        // A result of which every record was replaced is none: it says nothing, not that there was nothing.
        if result.rows() > 0 {
            set.feed(Table::new(RESULT, result.batch().clone()));
        }
        Ok(())
    }

    fn put_rules(&self, set: &mut TableSet, names: &Names<'_>) -> Result<Parameters, Error> {
        let mut parameters = Parameters::new();
        for check in &self.library().checks {
            for (name, value) in &check.facts.parameters {
                parameters.insert((check.id.clone(), name.clone()), *value);
            }
        }
        for (check, numbers) in &self.file().parameters {
            for (name, value) in numbers {
                parameters.insert((check.clone(), name.clone()), *value);
            }
        }
        let rows: Vec<ParameterRow<'_>> = parameters
            .iter()
            .map(|((owner, name), value)| ParameterRow {
                owner: Some(owner),
                name: Some(name),
                value: Some(*value),
            })
            .collect();
        set.put(Table::of(&rows));

        let mut deadlines = Vec::new();
        for deadline in &self.file().calendar {
            let moment =
                Moment::read(&deadline.moment, self.zone()).map_err(|source| Error::Moment {
                    place: format!("case.toml, [[calendar]] {}", deadline.rule),
                    source,
                })?;
            deadlines.push((deadline, moment.to_string()));
        }
        let rows: Vec<CalendarRow<'_>> = deadlines
            .iter()
            .map(|(deadline, moment)| CalendarRow {
                rule: Some(&deadline.rule),
                reporting_unit: deadline.reporting_unit.as_deref(),
                moment_at: Some(moment),
                source: Some(&deadline.source),
            })
            .collect();
        if !rows.is_empty() {
            set.feed(Table::of(&rows));
        }

        let mut rules = Vec::new();
        for rule in &self.file().sheets {
            let unit = names.known_as(Kind::ReportingUnit, &rule.reporting_unit);
            for contest in &rule.contests_on_first {
                rules.push((rule, unit.clone(), names.known_as(Kind::Contest, contest)));
            }
        }
        let rows: Vec<SheetRuleRow<'_>> = rules
            .iter()
            .map(|(rule, unit, contest)| SheetRuleRow {
                reporting_unit: Some(unit),
                ballot_style: Some(&rule.ballot_style),
                sheets: Some(rule.sheets),
                contest: Some(contest),
            })
            .collect();
        if !rows.is_empty() {
            set.feed(Table::of(&rows));
        }
        Ok(parameters)
    }
}

/// Whether a record's table says anything. One without rows says that there were none of such things
/// only if each entry was read; and counts are never none: a result that holds none is missing.
fn feeds(record: &Record, table: &Table) -> bool {
    let may_be_none = table.schema().name != ResultHistoryRow::SCHEMA.name;
    table.rows() > 0 || may_be_none && record.entries.set_aside == 0
}

/// A table without the rows that were published after `as_of`.
fn till(table: &Table, as_of: Moment) -> Table {
    if table.schema().name != ResultHistoryRow::SCHEMA.name {
        return table.clone();
    }
    let as_of = as_of.to_string();
    let published = table.texts("published_at");
    let is_till = |row: usize| {
        published
            .get(row)
            .is_none_or(|moment| moment <= as_of.as_str())
    };
    table.filtered(is_till)
}

/// For each row, whether it holds the last figure that its record gives of the thing.
fn last_of_each(history: &Table, records: &[(&Record, Vec<Table>)]) -> Vec<bool> {
    let several: BTreeSet<i64> = records
        .iter()
        .filter(|(record, tables)| {
            record.moment.is_none()
                && tables
                    .iter()
                    .any(|table| table.schema().column("published_at").is_some())
        })
        .map(|(record, _)| record.id)
        .collect();
    let id = history.integers("record_id");
    if several.is_empty() {
        return vec![true; history.rows()];
    }
    let texts: Vec<_> = THING
        .iter()
        .filter(|name| **name != "record_id")
        .map(|name| history.texts(name))
        .collect();
    let published = history.texts("published_at");
    let thing = |row: usize| {
        (
            id.get(row),
            texts.iter().map(|text| text.key(row)).collect::<Vec<_>>(),
        )
    };
    let mut newest: BTreeMap<_, Option<&str>> = BTreeMap::new();
    let concerned = |row: usize| id.get(row).is_some_and(|id| several.contains(&id));
    for row in (0..history.rows()).filter(|row| concerned(*row)) {
        let moment = newest.entry(thing(row)).or_default();
        *moment = (*moment).max(published.get(row));
    }
    (0..history.rows())
        .map(|row| {
            !concerned(row) || newest.get(&thing(row)).copied().flatten() == published.get(row)
        })
        .collect()
}

fn put_records(set: &mut TableSet, records: &[(&Record, Vec<Table>)]) {
    let count = |number: u64| i64::try_from(number).ok();
    let moments: Vec<Option<String>> = records
        .iter()
        .map(|(record, _)| record.newest().map(|moment| moment.to_string()))
        .collect();
    let rows: Vec<RecordRow<'_>> = records
        .iter()
        .zip(&moments)
        .map(|((record, _), moment)| RecordRow {
            record_id: Some(record.id),
            path: Some(&record.entry.path),
            sha256: Some(&record.entry.sha256),
            bytes: count(record.bytes),
            format: Some(record.format.id()),
            source: record.source().map(Source::as_str),
            version: record.entry.version,
            published_at: moment.as_deref(),
            standing: Some(record.entry.standing.as_str()),
            public: Some(record.entry.public),
            lines: count(record.entries.lines),
            rows_kept: count(record.entries.kept),
            rows_set_aside: count(record.entries.set_aside),
            rows_passed_over: count(record.entries.passed_over),
        })
        .collect();
    set.feed(Table::of(&rows));

    let problems = records
        .iter()
        .flat_map(|(record, _)| record.problems.iter().map(|problem| (record.id, problem)));
    let rows: Vec<RowProblemRow<'_>> = (1_i64..)
        .zip(problems)
        .map(|(problem_id, (record_id, problem))| RowProblemRow {
            problem_id: Some(problem_id),
            record_id: Some(record_id),
            row_number: count(problem.row_number),
            column_name: problem.column_name.as_deref(),
            code: Some(problem.code.as_str()),
            severity: Some(problem.severity.as_str()),
            value: problem.value.as_deref(),
            message: Some(&problem.message),
            action: Some(problem.action.as_str()),
        })
        .collect();
    set.feed(Table::of(&rows));
}

fn put_names(set: &mut TableSet, names: &Names<'_>) {
    let rows: Vec<NameAliasRow<'_>> = names
        .resolved
        .iter()
        .map(|resolved| NameAliasRow {
            kind: Some(resolved.kind.as_str()),
            record_id: Some(resolved.record_id),
            raw: Some(&resolved.raw),
            means: resolved.means.as_deref(),
            how: resolved.how,
        })
        .collect();
    if !rows.is_empty() {
        set.feed(Table::of(&rows));
    }
}

fn path_of(records: &[(&Record, Vec<Table>)], id: i64) -> String {
    let record = records.iter().find(|(record, _)| record.id == id);
    record
        .map(|(record, _)| record.entry.path.clone())
        .unwrap_or_default()
}
