//! Reading a record into tables.

use rumor_model::{moment::Zone, table::Table};

use crate::{
    Error, Fault, Format, Input, Lack, RowProblem,
    formats::{arlo_report, counts, election_night_feed, openelections},
    forms::{device_and_media, incident_and_correction, tape},
    row_problem::{Action, Problems},
    sheet::Fate,
};

/// What a record holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The base tables that it feeds: counts and events also where it holds none, names only where
    /// it holds some. What only the case knows (record, standing, and source, version or moment
    /// where `lacks` says so) is NULL.
    pub tables: Vec<Table>,
    /// The entries that were not, or only partly, read.
    pub problems: Vec<RowProblem>,
    /// What became of its entries.
    pub entries: Entries,
    /// What `case.toml` must say of it.
    pub lacks: Vec<Lack>,
}

/// How many entries a record has, and what became of them: `lines` is the sum of the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entries {
    /// Rows below the header, or below the headers of a record's sections.
    pub lines: u64,
    /// Those that are in a table.
    pub kept: u64,
    /// Those that could not be read.
    pub set_aside: u64,
    /// Those that hold nothing which the tables keep.
    pub passed_over: u64,
}

impl Reading {
    /// The table of that name, if the record feeds it.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.schema().name == name)
    }
}

impl Entries {
    /// Counts an entry, and lists the problem of one that is set aside.
    pub(crate) fn add(&mut self, fate: Result<Fate, RowProblem>, problems: &mut Problems) {
        self.lines = self.lines.saturating_add(1);
        let place = match fate {
            Ok(Fate::Kept) => &mut self.kept,
            Ok(Fate::PassedOver) => &mut self.passed_over,
            Err(problem) => {
                problems.push(problem.but(Action::SetAside));
                &mut self.set_aside
            }
        };
        *place = place.saturating_add(1);
    }

    /// An entry that was kept turned out to hold nothing that the tables keep.
    pub(crate) const fn pass_over_one_kept(&mut self) {
        self.kept = self.kept.saturating_sub(1);
        self.passed_over = self.passed_over.saturating_add(1);
    }
}

/// Reads a record. `zone` is the one in which the jurisdiction's clocks run.
///
/// # Examples
///
/// ```
/// use rumor_model::moment::Zone;
/// use rumor_records::{Format, Input, read};
///
/// let text = "reporting_unit,measure,value\nStar,ballots_cast,412\n";
/// let input = Input { name: "star.csv", open: &|| Ok(Box::new(text.as_bytes())) };
/// let reading = read(Format::Counts, &input, &Zone::utc())?;
/// let result = reading.table("result_history").expect("counts feed results");
/// assert_eq!(result.integers("value").get(0), Some(412));
/// # Ok::<(), rumor_records::Error>(())
/// ```
pub fn read(format: Format, input: &Input<'_>, zone: &Zone) -> Result<Reading, Error> {
    let reading: Result<Reading, Fault> = match format {
        Format::OpenElections => openelections::read(input),
        Format::ArloReport => arlo_report::read(input),
        Format::ElectionNightFeed => election_night_feed::read(input),
        Format::Counts => counts::read(input, zone),
        Format::Tape => tape::read(input, zone),
        Format::DeviceAndMedia => device_and_media::read(input, zone),
        Format::IncidentAndCorrection => incident_and_correction::read(input, zone),
    };
    let mut reading = reading.map_err(|fault| Error { name: input.name.to_owned(), fault })?;
    reading
        .tables
        .retain(|table| table.rows() > 0 || !NAMES.contains(&table.schema().name));
    Ok(reading)
}

/// Tables of names: a record that holds no device feeds no list of devices.
const NAMES: [&str; 6] = [
    "reporting_unit",
    "contest",
    "contest_option",
    "party",
    "device",
    "batch",
];
