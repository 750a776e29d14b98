//! Our own table of counts: a header that names columns of `result_history`, or of `accounting`.
//!
//! At least `reporting_unit, measure, value` (`contract.md` §1). An empty unit is the whole
//! jurisdiction, an empty value is "not recorded". What the header lacks comes from the record's
//! entry in `case.toml`. Where no column tells which of the two tables it is, each row's measure
//! does: the two lists of measures have no word in common.

use std::collections::BTreeSet;

use rumor_model::{
    moment::Zone,
    table::{Builder, Table},
    tables::{AccountingRow, BatchRow, ResultHistoryRow},
    word::{Measure, Source, Standing},
};

use crate::{
    Fault, Format, Input, Lack, Reading, RowProblem,
    gather::{Batches, Contests, Devices, Units, builder},
    row_problem::Code,
    sheet::{Column, Fate, Header, Line, Sheet},
    words::{ACCOUNTING_MEASURES, METHODS},
};

/// Without these it is another format.
pub(crate) const REQUIRED: [&str; 3] = ["reporting_unit", "measure", "value"];
/// Further columns that both tables have.
const SHARED: [&str; 3] = ["source", "method", "device"];
/// Columns that only results have.
const RESULT: [&str; 8] = [
    "version",
    "published_at",
    "standing",
    "batch",
    "contest",
    "contest_option",
    "round",
    "suppressed",
];
/// Columns that only ballot accounting has.
const ACCOUNTING: [&str; 3] = ["ballot_style", "reason", "day_on"];

/// Which of the two tables a file, or a row, is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Result,
    Accounting,
}

struct Counts<'a> {
    zone: &'a Zone,
    header: &'a Header,
    of: Option<Of>,
    result: Builder,
    accounting: Builder,
    units: Units,
    contests: Contests,
    devices: Devices,
    batches: Batches,
    lacks: BTreeSet<Lack>,
}

/// What stands in the columns that both tables have.
struct Shared<'a> {
    reporting_unit: Option<&'a str>,
    source: Option<&'static str>,
    method: Option<&'a str>,
    device: Option<&'a str>,
    value: Option<i64>,
}

/// Reads such a file.
pub(crate) fn read(input: &Input<'_>, zone: &Zone) -> Result<Reading, Fault> {
    let sheet = Sheet::open(input)?;
    let header = sheet.header().clone();
    let mut counts = Counts {
        zone,
        header: &header,
        of: table_of(&header)?,
        result: builder::<ResultHistoryRow<'_>>(),
        accounting: builder::<AccountingRow<'_>>(),
        units: Units::default(),
        contests: Contests::default(),
        devices: Devices::default(),
        batches: Batches::default(),
        lacks: BTreeSet::new(),
    };
    let (problems, entries) = sheet.each(|line, _| counts.take(line))?;
    let (tables, lacks) = counts.finish();
    Ok(Reading { tables, problems, entries, lacks })
}

/// The table that the header's columns are of; nothing where both have all of them.
fn table_of(header: &Header) -> Result<Option<Of>, Fault> {
    header.require(&REQUIRED)?;
    let known: Vec<&'static str> = REQUIRED
        .iter()
        .chain(&SHARED)
        .chain(&RESULT)
        .chain(&ACCOUNTING)
        .copied()
        .collect();
    let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
    if let Some(unknown) = header
        .names()
        .find(|name| !name.is_empty() && !is_known(name))
    {
        return Err(Fault::UnknownColumn { line: header.line, column: unknown.to_owned(), known });
    }
    let result = RESULT.iter().find(|name| header.column(name).is_there());
    let accounting = ACCOUNTING
        .iter()
        .find(|name| header.column(name).is_there());
    match (result, accounting) {
        (Some(result), Some(accounting)) => Err(Fault::TwoTables {
            line: header.line,
            result: (*result).to_owned(),
            accounting: (*accounting).to_owned(),
        }),
        (Some(_), None) => Ok(Some(Of::Result)),
        (None, Some(_)) => Ok(Some(Of::Accounting)),
        (None, None) => Ok(None),
    }
}

impl Counts<'_> {
    fn take(&mut self, line: Line<'_>) -> Result<Fate, RowProblem> {
        let column = |name: &str| self.header.column(name);
        let measure = line.required(column("measure"))?;
        let shared = Shared {
            reporting_unit: line.text(column("reporting_unit")),
            source: source(line, column("source"))?,
            method: line.word(column("method"), &METHODS)?,
            device: line.text(column("device")),
            value: line.figure(column("value"))?,
        };
        let of = match measure.parse::<Measure>() {
            Ok(_) => Of::Result,
            Err(_unknown) if ACCOUNTING_MEASURES.contains(&measure) => Of::Accounting,
            Err(unknown) => {
                let known = ACCOUNTING_MEASURES.join(", ");
                let message = format!("{unknown}; or, of ballot accounting: {known}");
                return Err(line.problem(column("measure"), Code::UnknownCellValue, message));
            }
        };
        if self.of.is_some_and(|table| table != of) {
            let (is, header) = match of {
                Of::Result => ("results", "ballot accounting"),
                Of::Accounting => ("ballot accounting", "results"),
            };
            let message = format!(
                "`{measure}` is a measure of {is}, and the header has columns of {header}; move the \
                 row to a file of its own"
            );
            return Err(line.problem(column("measure"), Code::UnknownCellValue, message));
        }
        match of {
            Of::Result => self.take_result(line, measure, &shared)?,
            Of::Accounting => self.take_accounting(line, measure, &shared)?,
        }
        if let Some(unit) = shared.reporting_unit {
            self.units.add(unit, None, None);
        }
        if let Some(device) = shared.device {
            self.devices.add(device, None);
        }
        if shared.source.is_none() {
            self.lacks.insert(Lack::Source);
        }
        Ok(Fate::Kept)
    }

    fn take_result(
        &mut self,
        line: Line<'_>,
        measure: &str,
        shared: &Shared<'_>,
    ) -> Result<(), RowProblem> {
        let column = |name: &str| self.header.column(name);
        let published_at = line.moment(column("published_at"), self.zone)?;
        let standing = column("standing");
        if let Some(found) = line.text(standing) {
            found
                .parse::<Standing>()
                .map_err(|why| line.problem(standing, Code::UnknownCellValue, why.to_string()))?;
        }
        let contest = line.text(column("contest"));
        let option = line.text(column("contest_option"));
        if option.is_some() && contest.is_none() {
            let message = "an option stands here without its contest".to_owned();
            return Err(line.problem(column("contest_option"), Code::RequiredEmpty, message));
        }
        let batch = line.text(column("batch"));
        let of_unit = batch.is_none() && shared.device.is_none();
        let suppressed = line.flag(column("suppressed"))?;
        let row = ResultHistoryRow {
            row_number: line.row_number(),
            source: shared.source,
            version: line.figure(column("version"))?,
            published_at: published_at.as_deref(),
            standing: line.text(standing),
            reporting_unit: shared.reporting_unit,
            // A figure of a whole unit that is not divided by method is its total.
            method: shared.method.or(of_unit.then_some("total")),
            device: shared.device,
            batch,
            contest,
            contest_option: option,
            round: line.figure(column("round"))?,
            measure: Some(measure),
            // What stands in place of a figure that is kept back is no figure.
            value: shared.value.filter(|_| suppressed != Some(true)),
            suppressed,
            ..ResultHistoryRow::default()
        };
        self.result.push(&row);
        self.name(&row);
        let version = row.version.is_none().then_some(Lack::Version);
        let moment = row.published_at.is_none().then_some(Lack::PublishedAt);
        self.lacks.extend(version.into_iter().chain(moment));
        Ok(())
    }

    /// Keeps the names that a result uses.
    fn name(&mut self, row: &ResultHistoryRow<'_>) {
        if let Some(contest) = row.contest {
            self.contests.add(contest);
            if let Some(option) = row.contest_option {
                self.contests.add_option(contest, option, None);
            }
        }
        if row.batch.is_some() {
            self.batches.add(&BatchRow {
                name: row.batch,
                reporting_unit: row.reporting_unit,
                device: row.device,
                method: row.method,
            });
        }
    }

    fn take_accounting(
        &mut self,
        line: Line<'_>,
        measure: &str,
        shared: &Shared<'_>,
    ) -> Result<(), RowProblem> {
        let column = |name: &str| self.header.column(name);
        self.accounting.push(&AccountingRow {
            row_number: line.row_number(),
            source: shared.source,
            reporting_unit: shared.reporting_unit,
            method: shared.method,
            device: shared.device,
            ballot_style: line.text(column("ballot_style")),
            reason: line.text(column("reason")),
            day_on: line.day(column("day_on"))?,
            measure: Some(measure),
            value: shared.value,
            ..AccountingRow::default()
        });
        Ok(())
    }

    fn finish(mut self) -> (Vec<Table>, Vec<Lack>) {
        let (result, accounting) = (self.result.finish(), self.accounting.finish());
        let fed = |of: Of, rows: usize| self.of.map_or(rows > 0, |table| table == of);
        let has_accounting = fed(Of::Accounting, accounting.rows());
        let has_result = fed(Of::Result, result.rows()) || !has_accounting;
        if result.rows() == 0 && accounting.rows() == 0 {
            let absent = |lack: &&Lack| !self.header.column(lack.as_str()).is_there();
            self.lacks
                .extend(Format::Counts.needs().iter().filter(absent));
        }
        let mut tables = vec![self.units.table(), self.devices.table()];
        if has_result {
            tables.insert(0, result);
            tables.extend(self.contests.tables());
            tables.push(self.batches.table());
        }
        if has_accounting {
            tables.push(accounting);
        }
        (tables, self.lacks.into_iter().collect())
    }
}

fn source(line: Line<'_>, column: Column) -> Result<Option<&'static str>, RowProblem> {
    let Some(found) = line.text(column) else {
        return Ok(None);
    };
    match found.parse::<Source>() {
        Ok(source) => Ok(Some(source.as_str())),
        Err(why) => Err(line.problem(column, Code::UnknownCellValue, why.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::{problems, results, rows};

    fn reading(text: &str) -> Result<Reading, Fault> {
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        read(&input, &Zone::named("America/Detroit").unwrap())
    }

    fn check(text: &str, expected: &[&str]) -> Reading {
        let reading = reading(text).unwrap();
        let mut found = results(&reading);
        found.extend(problems(&reading));
        assert_eq!(found, expected);
        reading
    }

    #[test]
    fn an_empty_unit_is_the_whole_and_an_empty_value_is_not_recorded() {
        let reading = check(
            "reporting_unit,measure,value\n,ballots_cast,412\nStar,registered,\n",
            &[
                "2: (whole) · total · ballots_cast 412",
                "3: Star · total · registered NULL",
            ],
        );
        assert_eq!(
            reading.lacks,
            [Lack::Source, Lack::Version, Lack::PublishedAt]
        );
        assert_eq!(rows(&reading, "reporting_unit"), ["name=Star"]);
    }

    #[test]
    fn a_figure_that_is_kept_back_is_not_recorded() {
        check(
            "reporting_unit,measure,value,suppressed\nStar,ballots_cast,0,yes\nEcho,ballots_cast,0,no\n",
            &[
                "2: Star · total · ballots_cast NULL",
                "3: Echo · total · ballots_cast 0",
            ],
        );
    }

    #[test]
    fn what_the_columns_say_need_not_be_asked() {
        let reading = check(
            "source,version,published_at,reporting_unit,contest,contest_option,measure,value\n\
             canvass,1,2020-11-04 04:09,,President,Ada,votes,7769\n\
             canvass,2,2020-12-18,,President,Ada,votes,7289\n",
            &[
                "2: canvass · v1 · 2020-11-04T09:09:00Z · (whole) · total · President · Ada · votes 7769",
                "3: canvass · v2 · 2020-12-19T04:59:59Z · (whole) · total · President · Ada · votes 7289",
            ],
        );
        assert_eq!(reading.lacks, []);
    }

    #[test]
    fn a_word_outside_its_list_sets_the_row_aside() {
        let reading = reading(
            "reporting_unit,method,source,contest_option,measure,value\nA,Total,,,votes,1\n\
             A,,county,,votes,1\nA,,,,voters,1\nA,,,Ada,votes,1\nA,,,,,1\nA,,,,check_ins,1\nA,mail,tape,,votes,1\n",
        )
        .unwrap();
        let codes: Vec<_> = reading
            .problems
            .iter()
            .map(|p| (p.row_number, p.code.as_str()))
            .collect();
        let unknown = "unknown_cell_value";
        let empty = "required_empty";
        assert_eq!(
            codes,
            [
                (2, unknown),
                (3, unknown),
                (4, unknown),
                (5, empty),
                (6, empty),
                (7, unknown)
            ]
        );
        assert_eq!(results(&reading), ["8: tape · A · mail · votes 1"]);
    }

    #[test]
    fn ballot_accounting_is_told_by_its_columns_or_its_measures() {
        let of_columns = reading(
            "reporting_unit,day_on,reason,measure,value\nA,2020-11-03,late,rejected,4\nA,3 Nov,,rejected,4\n",
        )
        .unwrap();
        let expected = [
            "row_number=2 reporting_unit=A reason=late day_on=2020-11-03 measure=rejected value=4",
        ];
        assert_eq!(rows(&of_columns, "accounting"), expected);
        assert_eq!(of_columns.problems.first().unwrap().code, Code::BadMoment);
        assert!(of_columns.table("result_history").is_none());
        assert_eq!(of_columns.lacks, [Lack::Source]);

        let of_measures =
            reading("reporting_unit,measure,value\nA,check_ins,4\nA,ballots_cast,4\n").unwrap();
        assert_eq!(rows(&of_measures, "accounting").len(), 1);
        assert_eq!(results(&of_measures), ["3: A · total · ballots_cast 4"]);
    }

    #[test]
    fn an_unknown_column_is_refused_by_name() {
        let error = reading("reporting_unit,measure,value,colour\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("line 1 has a column `colour`; the columns are: reporting_unit"),
            "{error}"
        );
        let error = reading("reporting_unit,measure,value,reason,round\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("`round`, a column of results, and `reason`"),
            "{error}"
        );
    }
}
