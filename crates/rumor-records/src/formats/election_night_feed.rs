//! A news medium's published totals of the presidential contest, as they changed in November 2020.
//!
//! Two layouts, each kept by a volunteer's program: changes of states, and snapshots of counties.
//! The files name no contest; all they hold is the contest for President. In the first layout the
//! candidates swap columns when the lead changes, so the name is followed, never the column.
//! Sources: `docs/formats/election_night_feed.md`.

use rumor_model::{
    moment::Zone,
    table::Builder,
    tables::ResultHistoryRow,
    word::{Measure, Source},
};

use crate::{
    Fault, Format, Input, Reading, RowProblem,
    gather::{Contests, Units, builder},
    sheet::{Column, Fate, Header, Line, Sheet},
};

/// The columns of a state's changes that are read.
pub(crate) const STATES: [&str; 7] = [
    "state",
    "timestamp",
    "leading_candidate_name",
    "trailing_candidate_name",
    "leading_candidate_votes",
    "trailing_candidate_votes",
    "total_votes_count",
];
/// The columns of a county's snapshot that are read. Those that follow are a candidate each.
pub(crate) const COUNTIES: [&str; 4] = ["retrieved_at", "state", "county", "total_votes"];
/// Columns of a snapshot that are no candidate.
const BESIDE: [&str; 2] = ["last_updated", "fips"];

/// The one contest of these files.
const CONTEST: &str = "President";

enum Layout {
    States([Column; 7]),
    Counties {
        columns: [Column; 4],
        candidates: Vec<(Column, String)>,
    },
}

struct Gathered {
    result: Builder,
    units: Units,
    contests: Contests,
}

/// Reads such a file.
pub(crate) fn read(input: &Input<'_>) -> Result<Reading, Fault> {
    let sheet = Sheet::open(input)?;
    let layout = Layout::of(sheet.header())?;
    let mut gathered = Gathered {
        result: builder::<ResultHistoryRow<'_>>(),
        units: Units::default(),
        contests: Contests::default(),
    };
    gathered.contests.add(CONTEST);
    let (problems, entries) = sheet.each(|line, _| match &layout {
        Layout::States(columns) => gathered.take_state(line, columns),
        Layout::Counties { columns, candidates } => gathered.take_county(line, columns, candidates),
    })?;
    let [contest, option] = gathered.contests.tables();
    let tables = vec![
        gathered.result.finish(),
        gathered.units.table(),
        contest,
        option,
    ];
    let lacks = Format::ElectionNightFeed.needs().to_vec();
    Ok(Reading { tables, problems, entries, lacks })
}

impl Layout {
    fn of(header: &Header) -> Result<Self, Fault> {
        if header.column("retrieved_at").is_there() {
            header.require(&COUNTIES)?;
            let is_known = |name: &str| {
                let mut known = COUNTIES.iter().chain(&BESIDE);
                known.any(|known| known.eq_ignore_ascii_case(name))
            };
            let none = |name: &&str| is_known(name) || name.is_empty();
            let candidates = header.names().filter(|name| !none(name));
            let candidates = candidates.map(|name| (header.column(name), titled(name)));
            let candidates = candidates.collect();
            return Ok(Self::Counties {
                columns: COUNTIES.map(|name| header.column(name)),
                candidates,
            });
        }
        header.require(&STATES)?;
        Ok(Self::States(STATES.map(|name| header.column(name))))
    }
}

impl Gathered {
    fn take_state(&mut self, line: Line<'_>, columns: &[Column; 7]) -> Result<Fate, RowProblem> {
        let [state, moment, one, other, one_votes, other_votes, total] = *columns;
        let unit = without_electors(line.required(state)?);
        let published_at = moment_of(line, moment)?;
        let figures = [
            (Some(line.required(one)?), line.figure(one_votes)?),
            (Some(line.required(other)?), line.figure(other_votes)?),
            (None, line.figure(total)?),
        ];
        self.units.add(unit, Some("state"), None);
        self.push(line, unit, &published_at, &figures);
        Ok(Fate::Kept)
    }

    fn take_county(
        &mut self,
        line: Line<'_>,
        columns: &[Column; 4],
        candidates: &[(Column, String)],
    ) -> Result<Fate, RowProblem> {
        let [moment, state, county, total] = *columns;
        let state = titled(line.required(state)?);
        // Several states have a county of one name.
        let unit = format!("{}, {state}", line.required(county)?);
        let published_at = moment_of(line, moment)?;
        let mut figures = Vec::new();
        for (column, name) in candidates {
            figures.push((Some(name.as_str()), line.figure(*column)?));
        }
        figures.push((None, line.figure(total)?));
        self.units.add(&state, Some("state"), None);
        self.units.add(&unit, Some("county"), Some(&state));
        self.push(line, &unit, &published_at, &figures);
        Ok(Fate::Kept)
    }

    fn push(
        &mut self,
        line: Line<'_>,
        unit: &str,
        published_at: &str,
        figures: &[(Option<&str>, Option<i64>)],
    ) {
        for (option, value) in figures {
            if let Some(option) = option {
                self.contests.add_option(CONTEST, option, None);
            }
            self.result.push(&ResultHistoryRow {
                row_number: line.row_number(),
                source: Some(Source::Feed.as_str()),
                published_at: Some(published_at),
                reporting_unit: Some(unit),
                method: Some("total"),
                contest: Some(CONTEST),
                contest_option: *option,
                measure: Some(Measure::Votes.as_str()),
                value: *value,
                ..ResultHistoryRow::default()
            });
        }
    }
}

/// The moment of a row. Both layouts write UTC, the first without saying so.
fn moment_of(line: Line<'_>, column: Column) -> Result<String, RowProblem> {
    line.required(column)?;
    Ok(line
        .moment(column, &Zone::utc())?
        .unwrap_or_else(String::new))
}

/// `Georgia (EV: 16)` → `Georgia`.
fn without_electors(state: &str) -> &str {
    state.split_once(" (EV:").map_or(state, |(state, _)| state)
}

/// `north-carolina` → `North Carolina`.
fn titled(name: &str) -> String {
    let words = name.split(['-', '_', ' ']).filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(letters)
            .collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::{problems, results, rows};

    fn check(text: &str, expected: &[&str]) -> Reading {
        let input = Input { name: "x.csv", open: &|| Ok(Box::new(text.as_bytes())) };
        let reading = read(&input).unwrap();
        let mut found = results(&reading);
        found.extend(problems(&reading));
        assert_eq!(found, expected);
        reading
    }

    const STATE: &str = "state,timestamp,leading_candidate_name,trailing_candidate_name,\
                         leading_candidate_votes,trailing_candidate_votes,total_votes_count\n";

    #[test]
    fn a_name_is_followed_when_the_lead_changes() {
        let text = format!(
            "{STATE}Oz (EV: 3),2020-11-05 21:29:17.123000,Bea,Ada,12,11,25\n\
             Oz (EV: 3),2020-11-04 18:30:33.000000,Ada,Bea,10,9,\n"
        );
        check(
            &text,
            &[
                "2: feed · 2020-11-05T21:29:17Z · Oz · total · President · Bea · votes 12",
                "2: feed · 2020-11-05T21:29:17Z · Oz · total · President · Ada · votes 11",
                "2: feed · 2020-11-05T21:29:17Z · Oz · total · President · votes 25",
                "3: feed · 2020-11-04T18:30:33Z · Oz · total · President · Ada · votes 10",
                "3: feed · 2020-11-04T18:30:33Z · Oz · total · President · Bea · votes 9",
                "3: feed · 2020-11-04T18:30:33Z · Oz · total · President · votes NULL",
            ],
        );
    }

    #[test]
    fn a_county_is_named_with_its_state() {
        let text = "retrieved_at,last_updated,state,fips,county,total_votes,ada,bea\n\
                    2020-11-07T13:15:29Z,2020-11-06T03:36:42Z,new-oz,01001,Elm,30,20,\n\
                    yesterday,,new-oz,01001,Elm,30,20,9\n";
        let reading = check(
            text,
            &[
                "2: feed · 2020-11-07T13:15:29Z · Elm, New Oz · total · President · Ada · votes 20",
                "2: feed · 2020-11-07T13:15:29Z · Elm, New Oz · total · President · Bea · votes NULL",
                "2: feed · 2020-11-07T13:15:29Z · Elm, New Oz · total · President · votes 30",
                "3: bad_moment set_aside: `yesterday` is no moment; write 2020-11-04T09:09:00Z, \
                 2020-11-04 04:09-05:00, or a day",
            ],
        );
        let units = [
            "name=New Oz kind=state",
            "name=Elm, New Oz kind=county parent=New Oz",
        ];
        assert_eq!(rows(&reading, "reporting_unit"), units);
    }
}
