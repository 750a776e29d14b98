//! The report of the audit program Arlo: one CSV of several sections, each a title, a header, rows.
//!
//! CONTESTS holds the reported result, ROUNDS what the audit found in each round, BATCH RESULTS the
//! tally of every batch where all ballots were counted. Only a round whose sample is all ballots
//! says anything of the whole; figures of a sample, and the sampled batches and ballots, are passed
//! over with a note. Layout and its sources: `docs/formats/arlo_report.md`.

use std::collections::BTreeMap;

use rumor_model::{
    name::fold,
    table::{Builder, Table},
    tables::{BatchRow, ResultHistoryRow},
    word::{Measure, Source},
};

use crate::{
    Fault, Format, Input, Reading, RowProblem,
    choices::{Choice, Kind, Tally, tally},
    gather::{Batches, Contests, Units, builder},
    reading::Entries,
    row_problem::{Action, Code, Problems, shortened},
    rows::Row,
    sheet::{Column, Fate, Header, Line, open_rows},
};

/// The section by which the report is known.
pub(crate) const CONTESTS: &str = "CONTESTS";
const ROUNDS: &str = "ROUNDS";
const BATCH_RESULTS: &str = "BATCH RESULTS";
/// Sections that describe the audit and hold no figure of the election.
const ABOUT: [&str; 3] = ["ELECTION INFO", "AUDIT SETTINGS", "AUDIT BOARDS"];
/// Sections of what was drawn.
const SAMPLED: [&str; 2] = ["SAMPLED BATCHES", "SAMPLED BALLOTS"];

/// What stands round a section's title.
const RULE: &str = "########";

/// The columns of a batch before its choices.
const BATCH: [&str; 3] = ["Jurisdiction Name", "Batch Name", "Batch Type"];

/// Reads such a report.
pub(crate) fn read(input: &Input<'_>) -> Result<Reading, Fault> {
    let mut report = Report::default();
    let mut rows = open_rows(input, &mut report.problems)?;
    let mut row = Row::default();
    let mut section = Section::Unread;
    let mut header: Option<Header> = None;
    let mut has_contests = false;
    while rows.next(&mut row)? {
        if let Some(title) = title(&row) {
            section = Section::of(title);
            header = None;
            has_contests |= title == CONTESTS;
            report.note_section(title, &row);
        } else if row.is_blank() {
            // An empty line stands between sections, and is no entry.
        } else if let Some(header) = &header {
            let line = Line::new(header, &row);
            let fate = line
                .has_its_cells()
                .and_then(|()| report.take(line, &section));
            report.entries.add(fate, &mut report.problems);
        } else {
            let found = Header::of(&row)?;
            section = section.with(&found, &report)?;
            header = Some(found);
        }
    }
    if has_contests {
        Ok(report.finish())
    } else {
        Err(Fault::MissingSection { section: CONTESTS })
    }
}

/// The title of a section: `######## ROUNDS ########`.
pub(crate) fn title(row: &Row) -> Option<&str> {
    title_of(row.cell(0)?)
}

/// The same, of the first cell of a row.
pub(crate) fn title_of(cell: &str) -> Option<&str> {
    Some(cell.trim().strip_prefix(RULE)?.strip_suffix(RULE)?.trim())
}

/// A section, and where its columns are.
enum Section {
    Unread,
    Contests,
    Rounds,
    Batches {
        contest: String,
        choices: Vec<(Column, Choice)>,
    },
    BatchesToCome,
}

/// A contest of the report.
struct Audited {
    name: String,
    choices: Vec<String>,
    ballots: Option<i64>,
}

/// A round of one contest whose sample was all of its ballots.
struct FullRound {
    row_number: Option<i64>,
    contest: String,
    tally: Tally,
}

struct Report {
    problems: Problems,
    entries: Entries,
    result: Builder,
    units: Units,
    contests: Contests,
    batches: Batches,
    audited: Vec<Audited>,
    /// Contest → its place in `audited`; of two of one name the first.
    places: BTreeMap<String, usize>,
    rounds: Vec<FullRound>,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            problems: Problems::default(),
            entries: Entries::default(),
            result: builder::<ResultHistoryRow<'_>>(),
            units: Units::default(),
            contests: Contests::default(),
            batches: Batches::default(),
            audited: Vec::new(),
            places: BTreeMap::new(),
            rounds: Vec::new(),
        }
    }
}

impl Section {
    fn of(title: &str) -> Self {
        match title {
            CONTESTS => Self::Contests,
            ROUNDS => Self::Rounds,
            BATCH_RESULTS => Self::BatchesToCome,
            _ => Self::Unread,
        }
    }

    /// The section, once its header is read.
    fn with(self, header: &Header, report: &Report) -> Result<Self, Fault> {
        match self {
            Self::Contests => header.require(&["Contest Name"])?,
            Self::Rounds => header.require(&["Round Number", "Contest Name", "Audited Votes"])?,
            Self::BatchesToCome => {
                header.require(&BATCH)?;
                let choices = header
                    .names()
                    .filter(|name| !name.is_empty() && !is_of_batch(name));
                let choices: Vec<&str> = choices.collect();
                let contest = report.contest_of(header.line, &choices)?;
                let choices = choices
                    .iter()
                    .map(|name| (header.column(name), Choice::of(name)));
                return Ok(Self::Batches { contest, choices: choices.collect() });
            }
            Self::Unread | Self::Batches { .. } => {}
        }
        Ok(self)
    }
}

/// Whether a column is of the batch, and so of no choice.
fn is_of_batch(name: &str) -> bool {
    BATCH.iter().any(|known| known.eq_ignore_ascii_case(name))
}

impl Report {
    fn take(&mut self, line: Line<'_>, section: &Section) -> Result<Fate, RowProblem> {
        match section {
            Section::Unread | Section::BatchesToCome => Ok(Fate::PassedOver),
            Section::Contests => self.take_contest(line),
            Section::Rounds => self.take_round(line),
            Section::Batches { contest, choices } => self.take_batch(line, contest, choices),
        }
    }

    /// Says once which sections are not read.
    fn note_section(&mut self, title: &str, row: &Row) {
        let (code, message) = if SAMPLED.contains(&title) {
            let message =
                format!("{title} are of a sample and say nothing of the whole; passed over");
            (Code::SampleOnly, message)
        } else if [CONTESTS, ROUNDS, BATCH_RESULTS].contains(&title) || ABOUT.contains(&title) {
            return;
        } else {
            (
                Code::UnknownField,
                format!("the section `{}` is not read", shortened(title, 40)),
            )
        };
        self.problems
            .push(RowProblem::new(row.line, code, message).but(Action::PassedOver));
    }

    /// A contest's ballots, and the result that was reported before the audit.
    fn take_contest(&mut self, line: Line<'_>) -> Result<Fate, RowProblem> {
        let header = line.header();
        let name = line.required(header.column("Contest Name"))?;
        let ballots_column = header.column("Total Ballots Cast");
        let ballots = line.figure(ballots_column)?;
        let votes_allowed = line.figure(header.column("Votes Allowed"))?;
        let reported = header.column_of(&["Tabulated Votes", "Vote Totals"]);
        let mut tally = tally(line, reported)?;
        self.clear_placeholders(line, reported, ballots.zip(votes_allowed), &mut tally);
        self.contests.add_votes_allowed(name, votes_allowed);
        if ballots_column.is_there() {
            self.result.push(&ResultHistoryRow {
                row_number: line.row_number(),
                source: Some(Source::Audit.as_str()),
                method: Some("total"),
                contest: Some(name),
                measure: Some(Measure::BallotsCast.as_str()),
                value: ballots,
                ..ResultHistoryRow::default()
            });
        }
        self.push_tally(line.row_number(), Source::Canvass, name, &tally);
        let choices = tally.into_iter().map(|(choice, _)| choice).collect();
        self.places
            .entry(name.to_owned())
            .or_insert(self.audited.len());
        self.audited
            .push(Audited { name: name.to_owned(), choices, ballots });
        Ok(Fate::Kept)
    }

    /// Takes a 0 that stands for what is no vote as not recorded, unless the votes fill the ballots:
    /// who sets up an audit types the reported votes, and the program asks for the rest too.
    fn clear_placeholders(
        &mut self,
        line: Line<'_>,
        column: Column,
        ballots: Option<(i64, i64)>,
        tally: &mut Tally,
    ) {
        let places = ballots.and_then(|(ballots, allowed)| ballots.checked_mul(allowed));
        let votes = tally
            .iter()
            .try_fold(0_i64, |sum, (_, votes)| sum.checked_add((*votes)?));
        if places
            .zip(votes)
            .is_some_and(|(places, votes)| votes >= places)
        {
            return;
        }
        let mut names = Vec::new();
        for (name, votes) in tally {
            if *votes == Some(0) && Choice::of(name).is == Kind::Pseudo {
                *votes = None;
                names.push(format!("`{name}`"));
            }
        }
        if names.is_empty() {
            return;
        }
        let message = format!(
            "{} stand as 0, though the votes do not fill the contest's ballots: read as not recorded",
            names.join(", ")
        );
        let note = line.problem(column, Code::ZeroMayBeAbsent, message);
        self.problems.push(note.but(Action::KeptWithoutField));
    }

    /// What the audit found in a round; kept aside until it is known which round was the last.
    fn take_round(&mut self, line: Line<'_>) -> Result<Fate, RowProblem> {
        let header = line.header();
        let column = header.column("Contest Name");
        let name = line.required(column)?;
        let place = self.places.get(name);
        let Some(contest) = place.and_then(|place| self.audited.get(*place)) else {
            let message = format!(
                "`{}` is not among the report's contests",
                shortened(name, 40)
            );
            return Err(line.problem(column, Code::UnknownSelection, message));
        };
        let sample = header.column("Sample Size");
        let drawn = line.figure(sample)?;
        if drawn
            .zip(contest.ballots)
            .is_none_or(|(drawn, ballots)| drawn < ballots)
        {
            let message =
                "the votes of this round are of a sample and say nothing of the whole; passed over";
            let note = line.problem(sample, Code::SampleOnly, message.to_owned());
            self.problems.push(note.but(Action::PassedOver));
            return Ok(Fate::PassedOver);
        }
        let ended = header.column("End Time");
        if ended.is_there() && line.text(ended).is_none() {
            let message = "this round has not ended, so its votes are not all counted; passed over";
            let note = line.problem(ended, Code::SampleOnly, message.to_owned());
            self.problems.push(note.but(Action::PassedOver));
            return Ok(Fate::PassedOver);
        }
        let column = header.column("Audited Votes");
        let mut tally = tally(line, column)?;
        // The program writes 0 for every choice until somebody has entered the count.
        if tally
            .iter()
            .all(|(_, votes)| matches!(votes, None | Some(0)))
        {
            let message =
                "every choice stands as 0: the count was not entered; read as not recorded";
            let note = line.problem(column, Code::ZeroMayBeAbsent, message.to_owned());
            self.problems.push(note.but(Action::KeptWithoutField));
            for (_, votes) in &mut tally {
                *votes = None;
            }
        }
        self.rounds.push(FullRound {
            row_number: line.row_number(),
            contest: name.to_owned(),
            tally,
        });
        Ok(Fate::Kept)
    }

    fn take_batch(
        &mut self,
        line: Line<'_>,
        contest: &str,
        choices: &[(Column, Choice)],
    ) -> Result<Fate, RowProblem> {
        let [unit_column, batch_column, type_column] = BATCH.map(|name| line.header().column(name));
        let unit = line.required(unit_column)?;
        line.required(batch_column)?;
        // As written, with the blanks that tell two batches of one county apart.
        let batch = line.raw(batch_column);
        let mut figures = Vec::with_capacity(choices.len());
        for (column, choice) in choices {
            figures.push((choice, line.figure(*column)?));
        }
        let method = self.method(line, type_column);
        self.units.add(unit, None, None);
        let reporting_unit = Some(unit);
        self.batches
            .add(&BatchRow { name: Some(batch), reporting_unit, device: None, method });
        for (choice, value) in figures {
            self.result.push(&ResultHistoryRow {
                row_number: line.row_number(),
                source: Some(Source::Audit.as_str()),
                reporting_unit,
                method,
                batch: Some(batch),
                contest: Some(contest),
                contest_option: choice.option(),
                measure: Some(choice.counts.as_str()),
                value,
                ..ResultHistoryRow::default()
            });
        }
        Ok(Fate::Kept)
    }

    /// How a batch's ballots were cast; a type that is not known costs the batch its method only.
    fn method(&mut self, line: Line<'_>, column: Column) -> Option<&'static str> {
        match fold(line.raw(column)).as_str() {
            "absenteebymail" => Some("mail"),
            "advance" => Some("early"),
            "electionday" => Some("election-day"),
            "provisional" => Some("provisional"),
            "other" | "" => None,
            _ => {
                let message = "this type of batch is not known; its way of casting is not recorded";
                let note = line.problem(column, Code::UnknownField, message.to_owned());
                self.problems.push(note.but(Action::KeptWithoutField));
                None
            }
        }
    }

    /// The contest that has all these choices.
    fn contest_of(&self, line: u64, choices: &[&str]) -> Result<String, Fault> {
        let has_all = |contest: &&Audited| {
            choices
                .iter()
                .all(|choice| contest.choices.iter().any(|known| known == choice))
        };
        let found: Vec<&Audited> = self.audited.iter().filter(has_all).collect();
        match found.as_slice() {
            [contest] => Ok(contest.name.clone()),
            others => Err(Fault::WhichContest {
                line,
                choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
                contests: others.len(),
            }),
        }
    }

    fn push_tally(
        &mut self,
        row_number: Option<i64>,
        source: Source,
        contest: &str,
        tally: &Tally,
    ) {
        for (name, value) in tally {
            let choice = Choice::of(name);
            if let Some(option) = choice.option() {
                self.contests.add_option(contest, option, None);
            }
            self.result.push(&ResultHistoryRow {
                row_number,
                source: Some(source.as_str()),
                method: Some("total"),
                contest: Some(contest),
                contest_option: choice.option(),
                measure: Some(choice.counts.as_str()),
                value: *value,
                ..ResultHistoryRow::default()
            });
        }
    }

    fn finish(mut self) -> Reading {
        let rounds = std::mem::take(&mut self.rounds);
        let last: BTreeMap<&str, usize> = rounds
            .iter()
            .map(|round| round.contest.as_str())
            .zip(0..)
            .collect();
        for (at, round) in rounds.iter().enumerate() {
            // A later round of all ballots is a new count of them; two would be two figures for one.
            if last.get(round.contest.as_str()) == Some(&at) {
                let FullRound { row_number, contest, tally } = round;
                self.push_tally(*row_number, Source::Audit, contest, tally);
            } else {
                self.entries.pass_over_one_kept();
            }
        }
        let [contest, option] = self.contests.tables();
        let result = self.result.finish();
        let tables: Vec<Table> = vec![
            result,
            self.units.table(),
            contest,
            option,
            self.batches.table(),
        ];
        let lacks = Format::ArloReport.needs().to_vec();
        Reading { tables, problems: self.problems.finish(), entries: self.entries, lacks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::{problems, results, rows};

    fn reading(text: &str) -> Result<Reading, Fault> {
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        read(&input)
    }

    fn check(text: &str, expected: &[&str]) -> Reading {
        let reading = reading(text).unwrap();
        let mut found = results(&reading);
        found.extend(problems(&reading));
        assert_eq!(found, expected);
        reading
    }

    const CONTEST: &str = "######## CONTESTS ########\n\
        Contest Name,Targeted?,Votes Allowed,Total Ballots Cast,Tabulated Votes\n\
        Clerk,Targeted,1,20,Ada: 9; Bea: 8; Valid Write-iin: 0; Blank/Undervote: 0\n\n";
    const ROUND: &str = "######## ROUNDS ########\n\
        Round Number,Contest Name,Sample Size,End Time,Audited Votes\n";

    #[test]
    fn reported_zeros_that_stand_for_nothing_are_not_recorded() {
        check(
            CONTEST,
            &[
                "3: audit · (whole) · total · Clerk · ballots_cast 20",
                "3: canvass · (whole) · total · Clerk · Ada · votes 9",
                "3: canvass · (whole) · total · Clerk · Bea · votes 8",
                "3: canvass · (whole) · total · Clerk · write_ins NULL",
                "3: canvass · (whole) · total · Clerk · undervotes NULL",
                "3: zero_may_be_absent kept_without_field: `Valid Write-iin`, `Blank/Undervote` stand \
                 as 0, though the votes do not fill the contest's ballots: read as not recorded",
            ],
        );
    }

    #[test]
    fn reported_zeros_are_zeros_where_the_votes_fill_the_ballots() {
        let reading = reading(&CONTEST.replace(",20,", ",17,")).unwrap();
        assert!(
            results(&reading)
                .contains(&"3: canvass · (whole) · total · Clerk · undervotes 0".to_owned())
        );
        assert_eq!(problems(&reading), Vec::<String>::new());
    }

    #[test]
    fn batches_are_kept_as_written_with_their_way_of_casting() {
        let text = "######## CONTESTS ########\nContest Name,Tabulated Votes\nClerk,Ada: 1; Overvote: 1\n\
            ######## BATCH RESULTS ########\nJurisdiction Name,Batch Name,Batch Type,Ada,Overvote\n\
            ELM,\" b 1\t\",Absentee By Mail,1,0\nELM,2,Odd,,1\nELM,,Other,1,0\nTotals,,,2,1\n";
        let reading = check(
            text,
            &[
                "3: canvass · (whole) · total · Clerk · Ada · votes 1",
                "3: canvass · (whole) · total · Clerk · overvotes 1",
                "6: audit · ELM · mail ·  b 1\t · Clerk · Ada · votes 1",
                "6: audit · ELM · mail ·  b 1\t · Clerk · overvotes 0",
                "7: audit · ELM · 2 · Clerk · Ada · votes NULL",
                "7: audit · ELM · 2 · Clerk · overvotes 1",
                "7: unknown_field kept_without_field: this type of batch is not known; its way of casting is not recorded",
                "8: required_empty set_aside: `Batch Name` is empty; the row means nothing without it",
                "9: required_empty set_aside: `Batch Name` is empty; the row means nothing without it",
            ],
        );
        assert_eq!(
            reading.entries,
            Entries { lines: 5, kept: 3, set_aside: 2, passed_over: 0 }
        );
        let batches = [
            "name= b 1\t reporting_unit=ELM method=mail",
            "name=2 reporting_unit=ELM",
        ];
        assert_eq!(rows(&reading, "batch"), batches);
    }

    #[test]
    fn the_last_round_of_all_ballots_is_what_the_audit_found() {
        let text = format!(
            "{CONTEST}{ROUND}1,Clerk,20,2020-11-19,Ada: 9; Bea: 7; Blank/Undervote: 4\n\
             2,Clerk,20,2020-11-20,Ada: 9; Bea: 8; Blank/Undervote: 3\n3,Clerk,20,,Ada: 1\n4,Clerk,5,2020-11-21,Ada: 5\n"
        );
        let reading = reading(&text).unwrap();
        let audited: Vec<String> = results(&reading)
            .into_iter()
            .filter(|line| line.contains("audit") && !line.contains("cast"))
            .collect();
        assert_eq!(
            audited,
            [
                "8: audit · (whole) · total · Clerk · Ada · votes 9",
                "8: audit · (whole) · total · Clerk · Bea · votes 8",
                "8: audit · (whole) · total · Clerk · undervotes 3",
            ]
        );
        assert_eq!(
            reading.entries,
            Entries { lines: 5, kept: 2, set_aside: 0, passed_over: 3 }
        );
    }

    #[test]
    fn a_round_in_which_nothing_was_entered_found_nothing() {
        let text = format!("{CONTEST}{ROUND}1,Clerk,20,2020-11-19,Ada: 0; Bea: 0\n");
        let found = results(&reading(&text).unwrap());
        assert!(
            found.contains(&"7: audit · (whole) · total · Clerk · Ada · votes NULL".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn a_sample_says_nothing_of_the_whole() {
        let text = format!(
            "{CONTEST}######## SAMPLED BATCHES ########\nJurisdiction Name,Batch Name\nELM,1\n"
        );
        let reading = reading(&text).unwrap();
        let note = "5: sample_only passed_over: SAMPLED BATCHES are of a sample and say nothing of the whole; passed over";
        assert!(problems(&reading).contains(&note.to_owned()));
        assert_eq!(reading.entries.passed_over, 1);
    }

    #[test]
    fn a_choice_may_hold_a_semicolon_or_a_colon() {
        let text = CONTEST.replace("Ada: 9; Bea: 8", "Ada; the elder: 9; \tBea: 2nd: 8");
        let found = results(&reading(&text).unwrap());
        assert_eq!(
            found[1],
            "3: canvass · (whole) · total · Clerk · Ada; the elder · votes 9"
        );
        assert_eq!(
            found[2],
            "3: canvass · (whole) · total · Clerk · Bea: 2nd · votes 8"
        );
    }

    #[test]
    fn a_choice_without_a_readable_figure_sets_its_row_aside() {
        for bad in ["Bea: eight", "Bea: 8; Cy", "Bea: 8; : 3"] {
            let text = CONTEST.replace("Bea: 8; Valid Write-iin: 0; Blank/Undervote: 0", bad);
            let reading = reading(&text).unwrap();
            assert_eq!(reading.entries.set_aside, 1, "{bad}");
            assert_eq!(results(&reading), Vec::<String>::new());
        }
    }

    #[test]
    fn batches_of_no_known_contest_are_refused() {
        let text = format!(
            "{CONTEST}######## BATCH RESULTS ########\nJurisdiction Name,Batch Name,Batch Type,Zoe\n"
        );
        let error = reading(&text).unwrap_err().to_string();
        assert_eq!(
            error,
            "line 6: the choices `Zoe` are those of 0 contests, not of one"
        );
        let error = reading("######## ROUNDS ########\n")
            .unwrap_err()
            .to_string();
        assert_eq!(
            error,
            "it has no section `CONTESTS`; export the audit report again"
        );
    }
}
