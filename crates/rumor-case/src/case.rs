//! Opening a case: its file, its records, its library, all read and checked, never trusted.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use rumor_model::moment::{Moment, NoMoment, NoZone, Zone};

use crate::{
    config::CaseFile,
    files,
    library::{self, Library},
    records::{self, Record},
};

/// A case folder, opened.
#[derive(Debug)]
pub struct Case {
    root: PathBuf,
    file: CaseFile,
    zone: Zone,
    library: Library,
    records: OnceLock<Vec<Record>>,
}

/// Why a case could not be opened or worked on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error(transparent)]
    Files(#[from] files::Error),
    /// There is no case in the folder.
    #[error("`{}` holds no case.toml", .0.display())]
    NoCase(PathBuf),
    /// `case.toml` is not in order.
    #[error("case.toml line {line}: {text}")]
    CaseFile {
        /// Where.
        line: usize,
        /// What is wrong.
        text: String,
    },
    /// The time zone does not exist.
    #[error("case.toml, [jurisdiction] time_zone: {0}")]
    Zone(#[from] NoZone),
    /// A moment cannot be read.
    #[error("{place}: {source}")]
    Moment {
        /// Where it stands.
        place: String,
        /// What is wrong.
        source: NoMoment,
    },
    /// Files of the office's own are not in order.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Library(Vec<library::Error>),
    /// Records are not in order. All of them are told.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Records(Vec<records::Error>),
    /// A check failed to run.
    #[error(transparent)]
    Check(#[from] rumor_checks::Error),
    /// A check or rumor that is not there.
    #[error("there is no {noun} `{found}`{}", nearest.as_ref().map(|name| format!("; nearest: {name}")).unwrap_or_default())]
    Unknown {
        /// What was looked for.
        noun: &'static str,
        /// The name that was given.
        found: String,
        /// The nearest that is there.
        nearest: Option<String>,
    },
    /// A table could not be written as Parquet.
    #[error("`{name}` could not be written as Parquet: {text}")]
    Parquet {
        /// The table.
        name: String,
        /// What the writer said.
        text: String,
    },
    /// An explanation is not in order.
    #[error("explanations/{file}: {text}")]
    Explanation {
        /// The file.
        file: String,
        /// What is wrong.
        text: String,
    },
    /// An answer could not be made.
    #[error("rumor `{rumor}`: {text}")]
    Answer {
        /// The rumor.
        rumor: String,
        /// What is wrong.
        text: String,
    },
    /// A guard against publishing failed.
    #[error("not published: {0}")]
    Guard(String),
}

impl Case {
    /// Opens the case in a folder. Its records are read when they are first needed.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let path = root.join("case.toml");
        if !files::exists(&path) {
            return Err(Error::NoCase(root.to_owned()));
        }
        let text = files::read_text(&path)?;
        let file: CaseFile = toml::from_str(&text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let line = text
                .bytes()
                .take(start)
                .filter(|byte| *byte == b'\n')
                .count();
            Error::CaseFile { line: line.saturating_add(1), text: error.message().to_owned() }
        })?;
        let zone = Zone::named(&file.jurisdiction.time_zone)?;
        let library = Library::with_own(root).map_err(Error::Library)?;
        Ok(Self { root: root.to_owned(), file, zone, library, records: OnceLock::new() })
    }

    /// The same case, as if only the records at these paths had been imported.
    pub(crate) fn with_records(&self, kept: &BTreeSet<String>) -> Self {
        let mut file = self.file.clone();
        file.record.retain(|entry| kept.contains(&entry.path));
        Self {
            root: self.root.clone(),
            file,
            zone: self.zone.clone(),
            library: self.library.clone(),
            records: OnceLock::new(),
        }
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its file.
    pub const fn file(&self) -> &CaseFile {
        &self.file
    }

    /// The zone of its clocks.
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Its checks, rumors and words.
    pub const fn library(&self) -> &Library {
        &self.library
    }

    /// Its records, each read and found to be the bytes that were imported.
    pub fn records(&self) -> Result<&[Record], Error> {
        if let Some(records) = self.records.get() {
            return Ok(records);
        }
        let records = records::read_all(self)?;
        Ok(self.records.get_or_init(|| records))
    }

    /// The moment as of which findings are made, unless one is named: the newest in the records.
    pub fn newest(&self) -> Result<Moment, Error> {
        let newest = self.records()?.iter().filter_map(Record::newest).max();
        newest.ok_or_else(|| Error::Guard("the case holds no record with a moment".to_owned()))
    }

    /// The moments at which a record of the case was published, oldest first. Of a record whose rows
    /// have moments of their own, the newest.
    pub fn moments(&self) -> Result<Vec<Moment>, Error> {
        let mut moments: Vec<Moment> = self.records()?.iter().filter_map(Record::newest).collect();
        moments.sort();
        moments.dedup();
        Ok(moments)
    }
}
