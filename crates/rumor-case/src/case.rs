//! Opening a case: its file, its records, its library, all read and checked, never trusted.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use rumor_model::{
    moment::{Moment, NoMoment, Zone},
    reason::Reason,
};

use crate::{
    config::CaseFile,
    explain, files,
    library::{self, Library},
    records::{self, Record},
};

/// A case folder, opened.
#[derive(Debug)]
pub struct Case {
    root: PathBuf,
    /// `case.toml` as it was when the case was opened.
    text: String,
    file: CaseFile,
    zone: Zone,
    library: Library,
    records: OnceLock<Vec<Record>>,
    reasons: OnceLock<Vec<Reason>>,
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
    /// `case.toml` cannot be read.
    #[error("case.toml line {line}: {text}")]
    Toml {
        /// Where.
        line: usize,
        /// What is wrong.
        text: String,
    },
    /// `case.toml` is not in order. All that is wrong is told.
    #[error("{}", .0.iter().map(|problem| format!("case.toml, {problem}")).collect::<Vec<_>>().join("\n"))]
    CaseFile(Vec<String>),
    /// `case.toml` is not what it was when the case was opened.
    #[error("case.toml was changed while this command ran; run it again")]
    ChangedMeanwhile,
    /// A folder that cannot be taken.
    #[error("`{}` {why}", folder.display())]
    Folder {
        /// Which.
        folder: PathBuf,
        /// Why not, and what to do.
        why: String,
    },
    /// What shall be told as of the newest record, and there is none.
    #[error("the case holds no record yet: import one")]
    NoRecord,
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
    /// Explanations are not in order. All of them are told.
    #[error("{}", .0.join("\n"))]
    Explanations(Vec<String>),
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
            Error::Toml { line: line.saturating_add(1), text: error.message().to_owned() }
        })?;
        let library = Library::with_own(root).map_err(Error::Library)?;
        let zone = Zone::named(&file.jurisdiction.time_zone);
        let clock = zone.as_ref().map_or_else(|_| Zone::utc(), Zone::clone);
        let mut problems = file.problems(&clock, &library.checks);
        if let Err(wrong) = zone {
            problems.push(format!("[jurisdiction] time_zone: {wrong}"));
        }
        if !problems.is_empty() {
            return Err(Error::CaseFile(problems));
        }
        Ok(Self {
            root: root.to_owned(),
            text,
            file,
            zone: clock,
            library,
            records: OnceLock::new(),
            reasons: OnceLock::new(),
        })
    }

    /// The same case, as if only these records had been imported and only these reasons given.
    pub(crate) fn part(&self, records: Vec<Record>, reasons: Vec<Reason>) -> Self {
        let mut file = self.file.clone();
        file.record = records.iter().map(|record| record.entry.clone()).collect();
        Self {
            root: self.root.clone(),
            text: self.text.clone(),
            file,
            zone: self.zone.clone(),
            library: self.library.clone(),
            records: OnceLock::from(records),
            reasons: OnceLock::from(reasons),
        }
    }

    /// Keeps other commands from writing, and finds `case.toml` to be what was opened.
    pub(crate) fn locked(&self) -> Result<files::Lock, Error> {
        let lock = files::lock(&self.root)?;
        if files::read_text(&self.root.join("case.toml"))? != self.text {
            return Err(Error::ChangedMeanwhile);
        }
        Ok(lock)
    }

    /// Takes a record in that has just been written down in `case.toml`.
    pub(crate) fn add(&mut self, record: Record, text: String) {
        self.file.record.push(record.entry.clone());
        self.text = text;
        if let Some(records) = self.records.get_mut() {
            records.push(record);
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

    /// The reasons that stand in `explanations/`.
    pub fn reasons(&self) -> Result<&[Reason], Error> {
        if let Some(reasons) = self.reasons.get() {
            return Ok(reasons);
        }
        let reasons = explain::read_all(self)?;
        Ok(self.reasons.get_or_init(|| reasons))
    }

    /// The moment as of which findings are made, unless one is named: the newest in the records.
    pub fn newest(&self) -> Result<Moment, Error> {
        self.moments()?.pop().ok_or(Error::NoRecord)
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
