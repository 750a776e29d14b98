//! Results by precinct as the project `OpenElections` lays them out: one row a precinct and choice.
//!
//! Columns, in any order: `county, precinct, office, district, party, candidate, votes` (or
//! `total_votes`), and votes by way of casting. `docs/formats/openelections.md` has the sources of
//! every rule. Out of scope: its files by county, which have no precincts.

use rumor_model::{
    name::fold,
    table::{Builder, Table},
    tables::ResultHistoryRow,
    word::Measure,
};

use crate::{
    Fault, Format, Input, Reading, RowProblem,
    gather::{Contests, Names, Parties, Units, builder},
    row_problem::{Action, Code},
    sheet::{Column, Fate, Header, Line, Sheet},
};

/// Without these, and one of [`VOTES`], it is another format.
pub(crate) const REQUIRED: [&str; 4] = ["county", "precinct", "office", "candidate"];
/// The figure of a row: all ways of casting together.
pub(crate) const VOTES: [&str; 2] = ["votes", "total_votes"];

/// Columns of votes by way of casting, and what the way is called here. Where two columns mean the
/// same way, as `mail` and `absentee` do, the second keeps its own name: two figures are never one.
const PARTS: [(&str, &str); 14] = [
    ("election_day", "election-day"),
    ("early_voting", "early"),
    ("one_stop", "early"),
    ("mail", "mail"),
    ("absentee", "mail"),
    ("absentee_by_mail", "mail"),
    ("provisional", "provisional"),
    ("military", "uocava"),
    ("av_counting_boards", "av-counting-boards"),
    ("pre_process_absentee", "pre-process-absentee"),
    ("public_counter_votes", "public-counter"),
    ("absentee_military_votes", "absentee-military"),
    ("federal_votes", "federal"),
    ("affidavit_votes", "provisional"),
];

/// Names that stand where an office or a candidate should, folded, and what they count.
const PSEUDO: [(&str, Measure); 18] = [
    ("registeredvoters", Measure::Registered),
    ("registeredvoterstotal", Measure::Registered),
    ("totalregisteredvoters", Measure::Registered),
    ("ballotscast", Measure::BallotsCast),
    ("ballotscasttotal", Measure::BallotsCast),
    ("totalballotscast", Measure::BallotsCast),
    ("timescounted", Measure::BallotsCast),
    ("timescast", Measure::BallotsCast),
    ("ballotscastblank", Measure::Blank),
    ("blankballots", Measure::Blank),
    ("overvotes", Measure::Overvotes),
    ("overvote", Measure::Overvotes),
    ("undervotes", Measure::Undervotes),
    ("undervote", Measure::Undervotes),
    ("totalvotes", Measure::Votes),
    ("totalvotescast", Measure::Votes),
    ("castvotes", Measure::Votes),
    ("total", Measure::Votes),
];

/// Names of rows that add up precincts, folded.
const TOTALS: [&str; 5] = [
    "total",
    "totals",
    "countytotal",
    "countytotals",
    "grandtotal",
];

/// Between a precinct's and its county's name, until it is known whether the county must be said.
const WITHIN: char = '\u{1f}';

struct Columns {
    county: Column,
    precinct: Column,
    office: Column,
    district: Column,
    candidate: Column,
    party: Column,
    votes: Column,
    parts: Vec<(Column, String)>,
}

struct Gathered {
    result: Builder,
    places: Names<(String, String)>,
    counties: Names<()>,
    contests: Contests,
    parties: Parties,
}

/// What a row counts.
struct Counted<'a> {
    contest: Option<String>,
    option: Option<&'a str>,
    measure: Measure,
}

/// Reads such a file.
pub(crate) fn read(input: &Input<'_>) -> Result<Reading, Fault> {
    let mut sheet = Sheet::open(input)?;
    let columns = Columns::of(sheet.header())?;
    for note in unread(sheet.header()) {
        sheet.note(note);
    }
    let mut gathered = Gathered {
        result: builder::<ResultHistoryRow<'_>>(),
        places: Names::default(),
        counties: Names::default(),
        contests: Contests::default(),
        parties: Parties::default(),
    };
    let (problems, entries) = sheet.each(|line, _| gathered.take(line, &columns))?;
    let lacks = Format::OpenElections.needs().to_vec();
    Ok(Reading { tables: gathered.tables(), problems, entries, lacks })
}

impl Columns {
    fn of(header: &Header) -> Result<Self, Fault> {
        header.require(&REQUIRED)?;
        let votes = header.column_of(&VOTES);
        if !votes.is_there() {
            header.require(&["votes"])?;
        }
        let mut parts: Vec<(Column, String)> = Vec::new();
        for (name, method) in PARTS {
            let column = header.column(name);
            if column.is_there() {
                let taken = parts.iter().any(|(_, other)| other == method);
                let method = if taken {
                    name.replace('_', "-")
                } else {
                    method.to_owned()
                };
                parts.push((column, method));
            }
        }
        Ok(Self {
            county: header.column("county"),
            precinct: header.column("precinct"),
            office: header.column("office"),
            district: header.column("district"),
            candidate: header.column("candidate"),
            party: header.column("party"),
            votes,
            parts,
        })
    }
}

/// A note for each column that is not read.
fn unread(header: &Header) -> Vec<RowProblem> {
    // Of several columns of votes the first in the list is read.
    let votes = VOTES.iter().find(|name| header.column(name).is_there());
    let known = |name: &str| {
        let plain = REQUIRED.iter().chain(votes).chain(&["district", "party"]);
        let parts = PARTS.iter().map(|(part, _)| part);
        plain
            .chain(parts)
            .any(|known| known.eq_ignore_ascii_case(name))
    };
    let columns = header
        .names()
        .filter(|name| !name.is_empty() && !known(name));
    let note = |name: &str| {
        let message = format!("the column `{name}` is not read");
        RowProblem::new(header.line, Code::UnknownField, message)
            .column(name)
            .but(Action::Kept)
    };
    columns.map(note).collect()
}

impl Gathered {
    fn take(&mut self, line: Line<'_>, columns: &Columns) -> Result<Fate, RowProblem> {
        let counted = counted(line, columns)?;
        let place = self.place(line, columns)?;
        let votes = line.figure(columns.votes)?;
        let mut parts = Vec::new();
        for (column, method) in &columns.parts {
            parts.push((line.figure(*column)?, method.as_str()));
        }
        // Where none is given the source did not divide its votes; where one is, the others are
        // missing.
        if parts.iter().all(|(figure, _)| figure.is_none()) {
            parts.clear();
        }
        if let Some(contest) = &counted.contest {
            self.contests.add(contest);
            if let Some(option) = counted.option {
                let party = line.text(columns.party);
                self.contests.add_option(contest, option, party);
                if let Some(party) = party {
                    self.parties.add(party);
                }
            }
        }
        for (value, method) in std::iter::once((votes, "total")).chain(parts) {
            self.result.push(&ResultHistoryRow {
                row_number: line.row_number(),
                reporting_unit: place.as_deref(),
                method: Some(method),
                contest: counted.contest.as_deref(),
                contest_option: counted.option,
                measure: Some(counted.measure.as_str()),
                value,
                ..ResultHistoryRow::default()
            });
        }
        Ok(Fate::Kept)
    }

    /// The unit of a row, as precinct and county; nothing where both are empty, which is how these
    /// files write a total over counties. An empty precinct is the county's total.
    fn place(&mut self, line: Line<'_>, columns: &Columns) -> Result<Option<String>, RowProblem> {
        let precinct = line.text(columns.precinct).unwrap_or("");
        let county = line.text(columns.county).unwrap_or("");
        if TOTALS.contains(&fold(precinct).as_str()) {
            let message = "this row adds up precincts; leave `precinct` empty if it is the county's own total";
            return Err(line.problem(columns.precinct, Code::TotalRow, message.to_owned()));
        }
        if precinct.is_empty() && county.is_empty() {
            return Ok(None);
        }
        if !county.is_empty() {
            self.counties.entry(county, || ());
        }
        let key = format!("{precinct}{WITHIN}{county}");
        self.places
            .entry(&key, || (precinct.to_owned(), county.to_owned()));
        Ok(Some(key))
    }

    fn tables(self) -> Vec<Table> {
        let mut units = Units::default();
        for county in self.counties.words() {
            units.add(county, Some("county"), None);
        }
        let name_of = |precinct: &str, county: &str| match (precinct, county) {
            ("", county) => county.to_owned(),
            (precinct, "") => precinct.to_owned(),
            // Two counties may each have a precinct 1.
            (precinct, county) if self.counties.len() > 1 || self.counties.has(precinct) => {
                format!("{precinct}, {county}")
            }
            (precinct, _) => precinct.to_owned(),
        };
        for (precinct, county) in self.places.known() {
            if !precinct.is_empty() {
                let parent = Some(county.as_str()).filter(|county| !county.is_empty());
                units.add(&name_of(precinct, county), Some("precinct"), parent);
            }
        }
        let result = self.result.finish().renamed("reporting_unit", |key| {
            let (precinct, county) = key.split_once(WITHIN).unwrap_or((key, ""));
            name_of(precinct, county)
        });
        let [contest, option] = self.contests.tables();
        vec![result, units.table(), contest, option, self.parties.table()]
    }
}

/// What a row counts: votes for a choice, or what the name in place of an office or a choice says.
fn counted<'a>(line: Line<'a>, columns: &Columns) -> Result<Counted<'a>, RowProblem> {
    let office = line.required(columns.office)?;
    let candidate = line.text(columns.candidate);
    let unclear =
        |message: String| line.problem(columns.candidate, Code::UnknownCellValue, message);
    if let Some(measure) = pseudo(office).filter(|measure| *measure != Measure::Votes) {
        if candidate.is_some_and(|name| pseudo(name) != Some(measure)) {
            return Err(unclear(format!(
                "`{office}` counts {measure}, of no candidate"
            )));
        }
        return Ok(Counted { contest: None, option: None, measure });
    }
    let candidate = line.required(columns.candidate)?;
    if is_over_and_under(candidate) {
        let message = "over- and undervotes in one figure are neither; give them apart";
        return Err(unclear(message.to_owned()));
    }
    let contest = Some(contest_name(office, line.text(columns.district)));
    Ok(match pseudo(candidate) {
        Some(measure) => Counted { contest, option: None, measure },
        None => Counted { contest, option: Some(candidate), measure: Measure::Votes },
    })
}

fn pseudo(name: &str) -> Option<Measure> {
    let folded = fold(name);
    PSEUDO
        .iter()
        .find(|(known, _)| *known == folded)
        .map(|(_, measure)| *measure)
}

fn is_over_and_under(candidate: &str) -> bool {
    let folded = fold(candidate);
    folded.contains("overunder") || folded.contains("underover")
}

/// `U S House, district 1`; a district with a name of its own needs no such word before it.
fn contest_name(office: &str, district: Option<&str>) -> String {
    match district {
        None => office.to_owned(),
        Some(district) if district.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{office}, district {district}")
        }
        Some(district) => format!("{office}, {district}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::{problems, results};

    fn check(text: &str, expected: &[&str]) {
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        let reading = read(&input).unwrap();
        let mut found = results(&reading);
        found.extend(problems(&reading));
        assert_eq!(found, expected);
    }

    const HEADER: &str = "county,precinct,office,district,candidate,party,votes\n";

    #[test]
    fn pseudo_names_become_measures_and_write_ins_stay_choices() {
        let text = format!(
            "{HEADER}Elm,\"Oak, 1\",Registered Voters,,,,\"1,417\"\nElm,\"Oak, 1\",President,,Ada,RED,5\n\
             Elm,\"Oak, 1\",President,,Unresolved Write-In,,2\nElm,\"Oak, 1\",U S House,1,Over Votes,,0\n\
             Elm,\"Oak, 1\",U S House,1,Bea,RED,\n"
        );
        check(
            &text,
            &[
                "2: Oak, 1 · total · registered 1417",
                "3: Oak, 1 · total · President · Ada · votes 5",
                "4: Oak, 1 · total · President · Unresolved Write-In · votes 2",
                "5: Oak, 1 · total · U S House, district 1 · overvotes 0",
                "6: Oak, 1 · total · U S House, district 1 · Bea · votes NULL",
            ],
        );
    }

    #[test]
    fn ways_of_casting_stand_beside_the_total() {
        let header = HEADER.replace("votes", "votes,election_day,mail,absentee,winner");
        let text = format!(
            "{header}Elm,1,President,,Ada,RED,9,4,,3,TRUE\nElm,2,President,,Ada,RED,9,,,,\n"
        );
        check(
            &text,
            &[
                "2: 1 · total · President · Ada · votes 9",
                "2: 1 · election-day · President · Ada · votes 4",
                "2: 1 · mail · President · Ada · votes NULL",
                "2: 1 · absentee · President · Ada · votes 3",
                "3: 2 · total · President · Ada · votes 9",
                "1: unknown_field kept: the column `winner` is not read",
            ],
        );
    }

    #[test]
    fn two_counties_may_each_have_a_precinct_1() {
        let text = format!(
            "{HEADER}Elm,1,President,,Ada,,5\nAsh,1,President,,Ada,,6\nAsh,,President,,Ada,,6\n"
        );
        check(
            &text,
            &[
                "2: 1, Elm · total · President · Ada · votes 5",
                "3: 1, Ash · total · President · Ada · votes 6",
                "4: Ash · total · President · Ada · votes 6",
            ],
        );
    }

    #[test]
    fn a_row_that_means_nothing_is_set_aside() {
        let text = format!(
            "{HEADER}Elm,1,President,,,,5\nElm,1,President,,Ada,,n/a\nElm,Total,President,,Ada,,5\nElm,1,Clerk,,Over/Under Votes,,1\n"
        );
        check(
            &text,
            &[
                "2: required_empty set_aside: `candidate` is empty; the row means nothing without it",
                "3: bad_number set_aside: `n/a` is no whole number; what was not recorded is left empty",
                "4: total_row set_aside: this row adds up precincts; leave `precinct` empty if it is the county's own total",
                "5: unknown_cell_value set_aside: over- and undervotes in one figure are neither; give them apart",
            ],
        );
    }

    #[test]
    fn a_header_without_votes_is_refused_by_name() {
        let text = "county,precinct,office,candidate\n";
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        let error = read(&input).unwrap_err().to_string();
        assert_eq!(
            error,
            "line 1 lacks the column `votes`; it has: county,precinct,office,candidate"
        );
    }
}
