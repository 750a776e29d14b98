//! Form 3: the report that a tabulator printed, typed from the tape (`forms.md` §3).
//!
//! A page has one head: device, times, counters. Its first row holds it; the rows below may repeat
//! it or leave it empty. A row with an option is that option's votes; a row with a contest and no
//! option is the contest's under- and overvotes. A head that stood on an earlier page, field by
//! field, goes on with the same tape.

use std::collections::{BTreeMap, BTreeSet};

use rumor_model::{
    moment::Zone,
    table::{Builder, Table},
    tables::{ResultHistoryRow, TapeRow},
    word::{Measure, Source},
};

use super::{fields::Fields, first_line};
use crate::{
    Fault, Format, Input, Reading, RowProblem,
    gather::{Contests, Devices, Units, builder},
    row_problem::{Action, Code},
    sheet::{Fate, Sheet},
    words::METHODS,
};

/// The form's first line.
pub(crate) const HEADER: &str = "page,tape_kind,device,reporting_unit,method,definition_id,printed_at,public_counter,\
ballots_cast,signatures,contest,contest_option,votes,undervotes,overvotes";

/// The fields of a page's head.
const HEAD: [&str; 9] = [
    "tape_kind",
    "device",
    "reporting_unit",
    "method",
    "definition_id",
    "printed_at",
    "public_counter",
    "ballots_cast",
    "signatures",
];
const KINDS: [&str; 3] = ["zero", "closing", "observer"];

/// The head of a page.
struct Head {
    as_written: Vec<String>,
    source: Source,
    device: String,
    reporting_unit: Option<String>,
    method: Option<String>,
}

struct Tapes {
    tape: Builder,
    result: Builder,
    units: Units,
    devices: Devices,
    contests: Contests,
    heads: BTreeMap<i64, Head>,
    seen: BTreeSet<Vec<String>>,
}

/// Reads such a form.
pub(crate) fn read(input: &Input<'_>, zone: &Zone) -> Result<Reading, Fault> {
    let sheet = Sheet::open(input)?;
    first_line(sheet.header(), &[HEADER])?;
    let mut tapes = Tapes {
        tape: builder::<TapeRow<'_>>(),
        result: builder::<ResultHistoryRow<'_>>(),
        units: Units::default(),
        devices: Devices::default(),
        contests: Contests::default(),
        heads: BTreeMap::new(),
        seen: BTreeSet::new(),
    };
    let (problems, entries) =
        sheet.each(|line, problems| tapes.take(&mut Fields { line, problems, zone }))?;
    let lacks = Format::Tape.needs().to_vec();
    Ok(Reading { tables: tapes.tables(), problems, entries, lacks })
}

impl Tapes {
    fn take(&mut self, fields: &mut Fields<'_, '_>) -> Result<Fate, RowProblem> {
        let page = fields.page()?;
        // All of the row is read before any of it is kept.
        let figures = figures(fields)?;
        self.take_head(page, fields)?;
        let Some(head) = self.heads.get(&page) else {
            return Ok(Fate::PassedOver);
        };
        let row = ResultHistoryRow {
            row_number: fields.line.row_number(),
            source: Some(head.source.as_str()),
            reporting_unit: head.reporting_unit.as_deref(),
            method: head.method.as_deref(),
            device: Some(&head.device),
            contest: figures.contest,
            contest_option: figures.option,
            ..ResultHistoryRow::default()
        };
        if let Some(contest) = figures.contest {
            self.contests.add(contest);
            if let Some(option) = figures.option {
                self.contests.add_option(contest, option, None);
            }
        }
        for (measure, value) in figures.counted {
            self.result
                .push(&ResultHistoryRow { measure: Some(measure.as_str()), value, ..row });
        }
        Ok(Fate::Kept)
    }

    /// Takes the head that stands in a row, or makes sure that one stood above it.
    fn take_head(&mut self, page: i64, fields: &mut Fields<'_, '_>) -> Result<(), RowProblem> {
        let as_written: Vec<String> = HEAD
            .iter()
            .map(|name| {
                fields
                    .line
                    .text(fields.line.header().column(name))
                    .unwrap_or("")
                    .to_owned()
            })
            .collect();
        if let Some(head) = self.heads.get(&page) {
            let same = |(new, old): (&String, &String)| new.is_empty() || new == old;
            if as_written.iter().zip(&head.as_written).all(same) {
                return Ok(());
            }
            let message = format!("page {page} has another head above; one page holds one tape");
            return Err(RowProblem::new(
                fields.line.number(),
                Code::TwoHeads,
                message,
            ));
        }
        if as_written.iter().all(String::is_empty) {
            let message = format!("page {page} has no head that could be read above this row");
            let problem = RowProblem::new(fields.line.number(), Code::RequiredEmpty, message);
            return Err(problem.column("tape_kind"));
        }
        let kind = fields.required_word("tape_kind", &KINDS)?;
        let tape = TapeRow {
            row_number: fields.line.row_number(),
            page: Some(page),
            tape_kind: Some(kind),
            device: Some(fields.required("device")?),
            reporting_unit: fields.text("reporting_unit"),
            method: fields.word("method", &METHODS)?,
            definition_id: fields.text("definition_id"),
            public_counter: fields.figure("public_counter")?,
            ballots_cast: fields.figure("ballots_cast")?,
            signatures: fields.figure("signatures")?,
            ..TapeRow::default()
        };
        let printed_at = fields.moment("printed_at")?;
        let printed_at_as_written = printed_at
            .is_some()
            .then(|| fields.text("printed_at"))
            .flatten();
        let tape = TapeRow { printed_at: printed_at.as_deref(), printed_at_as_written, ..tape };
        if self.seen.insert(as_written.clone()) {
            self.push_tape(&tape);
        }
        let head = Head {
            as_written,
            source: source_of(kind),
            device: tape.device.unwrap_or("").to_owned(),
            reporting_unit: tape.reporting_unit.map(str::to_owned),
            method: tape.method.map(str::to_owned),
        };
        self.heads.insert(page, head);
        Ok(())
    }

    fn push_tape(&mut self, tape: &TapeRow<'_>) {
        self.tape.push(tape);
        if let Some(device) = tape.device {
            self.devices.add(device, None);
        }
        if let Some(unit) = tape.reporting_unit {
            self.units.add(unit, None, None);
        }
        self.result.push(&ResultHistoryRow {
            row_number: tape.row_number,
            source: tape.tape_kind.map(|kind| source_of(kind).as_str()),
            reporting_unit: tape.reporting_unit,
            method: tape.method,
            device: tape.device,
            measure: Some(Measure::BallotsCast.as_str()),
            value: tape.ballots_cast,
            ..ResultHistoryRow::default()
        });
    }

    fn tables(self) -> Vec<Table> {
        let [contest, option] = self.contests.tables();
        let (tape, result) = (self.tape.finish(), self.result.finish());
        vec![
            result,
            tape,
            self.units.table(),
            self.devices.table(),
            contest,
            option,
        ]
    }
}

/// What a row says of a contest.
struct Figures<'a> {
    contest: Option<&'a str>,
    option: Option<&'a str>,
    counted: Vec<(Measure, Option<i64>)>,
}

fn figures<'a>(fields: &mut Fields<'a, '_>) -> Result<Figures<'a>, RowProblem> {
    let asked = ["contest_option", "votes", "undervotes", "overvotes"];
    let contest = match fields.text("contest") {
        None if asked.iter().any(|name| fields.is_given(name)) => Some(fields.required("contest")?),
        contest => contest,
    };
    let given = fields.is_given("contest_option");
    let option = if given {
        Some(fields.required("contest_option")?)
    } else {
        None
    };
    let votes = fields.figure("votes")?;
    let under = fields.figure("undervotes")?;
    let over = fields.figure("overvotes")?;
    let counted = match (contest, option) {
        (None, _) => Vec::new(),
        (Some(_), Some(_)) => {
            for name in ["undervotes", "overvotes"] {
                misplaced(fields, name);
            }
            vec![(Measure::Votes, votes)]
        }
        (Some(_), None) => {
            let total = fields.is_given("votes").then_some((Measure::Votes, votes));
            let rest = [(Measure::Undervotes, under), (Measure::Overvotes, over)];
            total.into_iter().chain(rest).collect()
        }
    };
    Ok(Figures { contest, option, counted })
}

/// Says that a figure of the whole contest stands beside one option.
fn misplaced(fields: &mut Fields<'_, '_>, name: &str) {
    let column = fields.line.header().column(name);
    if fields.line.text(column).is_some() {
        let message =
            format!("`{name}` belongs on the contest's row without an option; not read here");
        let problem = fields.line.problem(column, Code::MisplacedFigure, message);
        fields.problems.push(problem.but(Action::KeptWithoutField));
    }
}

fn source_of(kind: &str) -> Source {
    match kind {
        "zero" => Source::ZeroTape,
        "observer" => Source::ObserverTape,
        _ => Source::Tape,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::{problems, results, rows};

    fn reading(rows: &str) -> Reading {
        let text = format!("{HEADER}\n{rows}");
        let input = Input { name: "tape.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        read(&input, &Zone::named("America/Detroit").unwrap()).unwrap()
    }

    fn check(rows: &str, expected: &[&str]) -> Reading {
        let reading = reading(rows);
        let mut found = results(&reading);
        found.extend(problems(&reading));
        assert_eq!(found, expected);
        reading
    }

    const HEAD_ROW: &str =
        "4,closing,ICP 12,Star,election-day,A41F,2020-11-03 20:14,412,412,3,President,,,6,1\n";

    #[test]
    fn a_head_holds_for_its_page() {
        let reading = check(
            &format!("{HEAD_ROW}4,,,,,,,,,,President,Ada,231,,\n"),
            &[
                "2: tape · Star · election-day · ICP 12 · ballots_cast 412",
                "2: tape · Star · election-day · ICP 12 · President · undervotes 6",
                "2: tape · Star · election-day · ICP 12 · President · overvotes 1",
                "3: tape · Star · election-day · ICP 12 · President · Ada · votes 231",
            ],
        );
        let tape = "row_number=2 page=4 tape_kind=closing device=ICP 12 reporting_unit=Star \
                    method=election-day definition_id=A41F printed_at=2020-11-04T01:14:00Z \
                    printed_at_as_written=2020-11-03 20:14 public_counter=412 ballots_cast=412 signatures=3";
        assert_eq!(rows(&reading, "tape"), [tape]);
    }

    #[test]
    fn a_head_ends_with_its_page_and_a_second_one_is_refused() {
        let reading = check(
            "1,observer,A,,,,,,,,,,,,\n1,,B,,,,,,,,Clerk,Ada,1,,\n2,,,,,,,,,,Clerk,Ada,1,,\n",
            &[
                "2: observer_tape · (whole) · A · ballots_cast NULL",
                "3: two_heads set_aside: page 1 has another head above; one page holds one tape",
                "4: required_empty set_aside: page 2 has no head that could be read above this row",
            ],
        );
        assert_eq!(rows(&reading, "tape").len(), 1);
    }

    #[test]
    fn a_tape_may_go_on_over_pages() {
        let next = HEAD_ROW
            .replacen('4', "5", 1)
            .replace("President,,,6,1", "Clerk,Ada,7,,");
        let reading = reading(&format!("{HEAD_ROW}{next}"));
        assert_eq!(rows(&reading, "tape").len(), 1);
        assert_eq!(results(&reading).len(), 4);
    }

    #[test]
    fn what_could_not_be_read_is_not_recorded_and_said() {
        check(
            "1,zero,A,,,,,,?,,Clerk,Ada,?,3,\n1,,,,,,,,,,Clerk,Bea,x,,\n1,,,,,,,,,,,,5,,\n",
            &[
                "2: zero_tape · (whole) · A · ballots_cast NULL",
                "2: zero_tape · (whole) · A · Clerk · Ada · votes NULL",
                "2: unreadable_on_paper kept_without_field: `votes` could not be read on the paper: not recorded",
                "2: misplaced_figure kept_without_field: `undervotes` belongs on the contest's row without an option; not read here",
                "2: unreadable_on_paper kept_without_field: `ballots_cast` could not be read on the paper: not recorded",
                "3: bad_number set_aside: `x` is no whole number; what was not recorded is left empty",
                "4: required_empty set_aside: `contest` is not there; the row means nothing without it",
            ],
        );
    }

    #[test]
    fn another_first_line_is_refused() {
        let text = HEADER.replace("device", "machine");
        let input = Input { name: "tape.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        let error = read(&input, &Zone::utc()).unwrap_err().to_string();
        assert!(
            error.starts_with("line 1 is `page,tape_kind,machine,"),
            "{error}"
        );
    }
}
