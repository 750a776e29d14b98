//! The records of a case: each is digested, found to be the imported bytes, and read into tables.

use rumor_model::{
    digest,
    moment::{Moment, Zone},
    table::Table,
    word::{Source, Standing},
};
use rumor_records::{Entries, Format, Input, Reading, RowProblem};

use crate::{
    case::{Case, Error as CaseError},
    config::RecordEntry,
    files,
};

/// A record with what was read from it.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its number, in the order of `case.toml`, from 1.
    pub id: i64,
    /// What `case.toml` says of it.
    pub entry: RecordEntry,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its format.
    pub format: Format,
    /// From when on it counts; none where only its rows say so.
    pub moment: Option<Moment>,
    /// The tables that it feeds, with record, source, version, moment and standing filled in; names
    /// as written.
    pub tables: Vec<Table>,
    /// The entries that were not, or only partly, read.
    pub problems: Vec<RowProblem>,
    /// What became of its entries.
    pub entries: Entries,
}

/// Why a record cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Its file could not be read.
    #[error(transparent)]
    Files(#[from] files::Error),
    /// Its bytes are others than those that were imported.
    #[error(
        "`{path}` is not the file that was imported: its SHA-256 is {found}, case.toml has {expected}"
    )]
    Changed {
        /// The record.
        path: String,
        /// As it is now.
        found: String,
        /// As it was.
        expected: String,
    },
    /// A format that the program does not read.
    #[error("case.toml gives `{path}` the format `{found}`, which is not one that is read")]
    Format {
        /// The record.
        path: String,
        /// The format.
        found: String,
    },
    /// It could not be read.
    #[error(transparent)]
    Reading(#[from] rumor_records::Error),
    /// Its moment cannot be read.
    #[error("case.toml, [[record]] `{path}`: {source}")]
    Moment {
        /// The record.
        path: String,
        /// What is wrong.
        source: rumor_model::moment::NoMoment,
    },
    /// Something that its content does not tell is missing.
    #[error("case.toml, [[record]] `{path}` needs the line: {line}")]
    Lacks {
        /// The record.
        path: String,
        /// The line to add.
        line: &'static str,
    },
}

impl Record {
    /// A record from what was read, with what only the case knows filled in.
    pub(crate) fn new(
        id: i64,
        entry: RecordEntry,
        bytes: u64,
        reading: Reading,
        zone: &Zone,
    ) -> Result<Self, Error> {
        let format = format_of(&entry)?;
        let moment = entry
            .moment(zone)
            .map_err(|source| Error::Moment { path: entry.path.clone(), source })?;
        let tables = reading
            .tables
            .iter()
            .map(|table| filled(table, id, &entry, format, moment))
            .collect();
        let Reading { problems, entries, .. } = reading;
        Ok(Self { id, entry, bytes, format, moment, tables, problems, entries })
    }

    /// Who made the count: as its format says, or as the case does.
    pub fn source(&self) -> Option<Source> {
        self.entry.source.or(self.format.source())
    }

    /// The same record under another number.
    pub(crate) fn renumbered(&self, id: i64) -> Self {
        let numbered = |table: &Table| match table.schema().column("record_id") {
            Some(_) => table.renumbered("record_id", |_| Some(id)),
            None => table.clone(),
        };
        Self { id, tables: self.tables.iter().map(numbered).collect(), ..self.clone() }
    }

    /// The newest moment that it holds.
    pub fn newest(&self) -> Option<Moment> {
        let of_rows = self
            .tables
            .iter()
            .filter(|table| table.schema().column("published_at").is_some());
        let newest_row = of_rows
            .filter(|table| table.schema().name == "result_history")
            .filter_map(|table| {
                let texts = table.texts("published_at");
                (0..table.rows())
                    .filter_map(move |row| texts.get(row))
                    .max()
            })
            .max()
            .and_then(|text| text.parse().ok());
        self.moment.max(newest_row)
    }

    /// The table of that name, if it feeds it.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.schema().name == name)
    }
}

/// Reads every record of a case; all that is wrong is told at once.
pub(crate) fn read_all(case: &Case) -> Result<Vec<Record>, CaseError> {
    let mut records = Vec::new();
    let mut errors = Vec::new();
    for (id, entry) in (1_i64..).zip(&case.file().record) {
        match read(case, id, entry) {
            Ok(record) => records.push(record),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(records)
    } else {
        Err(CaseError::Records(errors))
    }
}

/// The bytes of a record, found to be those that were imported.
pub(crate) fn bytes(case: &Case, entry: &RecordEntry) -> Result<Vec<u8>, Error> {
    let bytes = files::read(&files::below(case.root(), &entry.path)?)?;
    unchanged(entry, digest::sha256(&bytes))?;
    Ok(bytes)
}

fn unchanged(entry: &RecordEntry, found: String) -> Result<(), Error> {
    if found == entry.sha256 {
        return Ok(());
    }
    Err(Error::Changed { path: entry.path.clone(), found, expected: entry.sha256.clone() })
}

fn read(case: &Case, id: i64, entry: &RecordEntry) -> Result<Record, Error> {
    let path = files::below(case.root(), &entry.path)?;
    let (found, bytes) = files::digest(&path)?;
    unchanged(entry, found)?;
    let format = format_of(entry)?;
    let input = Input { name: &entry.path, open: &|| files::open(&path) };
    let reading = rumor_records::read(format, &input, case.zone())?;
    lacks(&reading, entry)?;
    Record::new(id, entry.clone(), bytes, reading, case.zone())
}

fn format_of(entry: &RecordEntry) -> Result<Format, Error> {
    Format::named(&entry.format)
        .ok_or_else(|| Error::Format { path: entry.path.clone(), found: entry.format.clone() })
}

fn lacks(reading: &Reading, entry: &RecordEntry) -> Result<(), Error> {
    use rumor_records::Lack;
    let line = reading.lacks.iter().find_map(|lack| match lack {
        Lack::Source if entry.source.is_none() => Some("source = \"…\""),
        Lack::Version if entry.version.is_none() => Some("version = 1"),
        Lack::PublishedAt if entry.published_at.is_none() => Some("published_at = \"…\""),
        Lack::Source | Lack::Version | Lack::PublishedAt => None,
    });
    line.map_or(Ok(()), |line| {
        Err(Error::Lacks { path: entry.path.clone(), line })
    })
}

/// A table with what only the case knows put in where the record's own rows do not say it.
fn filled(
    table: &Table,
    id: i64,
    entry: &RecordEntry,
    format: Format,
    moment: Option<Moment>,
) -> Table {
    let has = |name: &str| table.schema().column(name).is_some();
    let mut table = table.clone();
    if has("record_id") {
        table = table.renumbered("record_id", |_| Some(id));
    }
    if table.schema().name != "result_history" && table.schema().name != "accounting" {
        return table;
    }
    let source = entry.source.or(format.source()).map(Source::as_str);
    table = table.filled_where_absent("source", source);
    if has("version") {
        let versions = table.integers("version");
        let numbers: Vec<Option<i64>> = (0..table.rows())
            .map(|row| versions.get(row).or(entry.version))
            .collect();
        table = table.renumbered("version", |row| numbers.get(row).copied().flatten());
        let moment = moment.map(|moment| moment.to_string());
        table = table.filled_where_absent("published_at", moment.as_deref());
        table = table.filled("standing", Some(Standing::as_str(entry.standing)));
    }
    table
}
