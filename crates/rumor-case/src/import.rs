//! Import: a file is recognised, read, copied into the case and written down in `case.toml`.
//!
//! Content tells the format, never the role. Where the role is needed and cannot be known, the file is
//! refused with everything that is missing at once. First the copy is brought to the disk, then the
//! line in `case.toml`: stopped between the two, the case is as it was, and a file nobody names lies
//! in `records/`.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use rumor_model::{
    moment::Moment,
    table::Table,
    word::{Source, Standing},
};
use rumor_records::{Format, HEAD, Input, Lack, Reading, recognise};
use toml_edit::{ArrayOfTables, DocumentMut, Item, value};

use crate::{
    case::{Case, Error},
    config::RecordEntry,
    files,
    records::Record,
};

/// What the office says of a file.
#[derive(Debug, Clone)]
pub struct Role {
    /// Who made the count.
    pub source: Option<Source>,
    /// Which edition.
    pub version: Option<i64>,
    /// When it was published: a moment or a day.
    pub published: Option<String>,
    /// How near it is to what left the office.
    pub standing: Standing,
    /// Whether it has been released.
    pub public: bool,
    /// The record that it takes the place of.
    pub replaces: Option<String>,
    /// How it stands to what is there.
    pub beside: Beside,
    /// The format, where two could be meant.
    pub format: Option<String>,
    /// What people call it.
    pub title: Option<String>,
}

/// Whether a count of things that are there already may stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// It must say what it replaces.
    No,
    /// It stands beside.
    Yes,
}

impl Default for Role {
    fn default() -> Self {
        Self {
            source: None,
            version: None,
            published: None,
            standing: Standing::Received,
            public: false,
            replaces: None,
            beside: Beside::No,
            format: None,
            title: None,
        }
    }
}

/// What became of one file.
#[derive(Debug)]
pub enum Imported {
    /// It was added, as this record.
    Added(Box<Record>),
    /// The same bytes are there. What was said of them now is not written down.
    AlreadyHere {
        /// Where.
        path: String,
    },
}

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The case cannot be worked on.
    #[error(transparent)]
    Case(#[from] Error),
    /// It could not be read.
    #[error(transparent)]
    Files(#[from] files::Error),
    /// No format claims it.
    #[error("`{file}`: {why}")]
    Unrecognised {
        /// The file.
        file: String,
        /// What it looks most like, and what is missing.
        why: rumor_records::Unrecognised,
    },
    /// A format that does not exist.
    #[error("`{0}` is no format that is read; docs/formats/ lists those that are")]
    NoFormat(String),
    /// The file is not in order.
    #[error(transparent)]
    Reading(#[from] rumor_records::Error),
    /// Something that its content does not tell.
    #[error("`{file}` does not say {what}; add {flags}")]
    Role {
        /// The file.
        file: String,
        /// What is missing.
        what: String,
        /// The flags to add.
        flags: String,
    },
    /// Its moment cannot be read.
    #[error("--published: {0}")]
    Moment(#[from] rumor_model::moment::NoMoment),
    /// A file of that name, with other bytes, is there.
    #[error(
        "`{path}` is there with other bytes; say --replaces {path}, or give the file another name"
    )]
    OtherBytes {
        /// The record.
        path: String,
    },
    /// The file is not what it was when its import began.
    #[error("`{file}` was changed while it was imported; import it again")]
    ChangedMeanwhile {
        /// The file.
        file: String,
    },
    /// A count of the same things is there.
    #[error(
        "`{file}` counts what `{path}` counts, as {example}; say --replaces {path}, or --beside"
    )]
    SameThings {
        /// The file.
        file: String,
        /// The record that is there.
        path: String,
        /// One thing that both count.
        example: String,
    },
    /// The record that it shall replace is not there.
    #[error("--replaces: there is no record `{found}`{}", nearest.as_ref().map(|path| format!("; nearest: {path}")).unwrap_or_default())]
    NoSuchRecord {
        /// What was named.
        found: String,
        /// The nearest that is there.
        nearest: Option<String>,
    },
    /// The record that it shall replace is of another source.
    #[error(
        "--replaces: `{path}` is the count of {there}, this one of {here}; one source's count takes no other's place"
    )]
    AnotherSource {
        /// The record that is there.
        path: String,
        /// Its source.
        there: Source,
        /// That of the file.
        here: Source,
    },
    /// There is no file in the folder.
    #[error("`{}` holds no file", .0.display())]
    NoFiles(PathBuf),
    /// `case.toml` could not be extended.
    #[error("case.toml: {0}")]
    CaseFile(String),
}

impl Case {
    /// Imports one file and takes it in as a record.
    pub fn import(&mut self, file: &Path, role: &Role) -> Result<Imported, Refusal> {
        let _lock = self.locked()?;
        // A record that is not what was imported is told before anything stands beside it.
        self.records()?;
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let (sha256, _) = files::digest(file)?;
        if let Some(entry) = self
            .file()
            .record
            .iter()
            .find(|entry| entry.sha256 == sha256)
        {
            return Ok(Imported::AlreadyHere { path: entry.path.clone() });
        }
        let format = format_of(file, &name, role)?;
        let input = Input { name: &name, open: &|| files::open(file) };
        let reading = rumor_records::read(format, &input, self.zone())?;
        lacks(&name, &reading, role)?;
        if let Some(text) = &role.published {
            Moment::read(text, self.zone())?;
        }
        self.replaced(role, format)?;
        let path = self.path_for(&name, role)?;
        self.same_things(&name, &reading, role, format)?;
        let (kept, bytes) = files::copy(file, &files::below(self.root(), &path)?)?;
        if kept != sha256 {
            return Err(Refusal::ChangedMeanwhile { file: name });
        }
        let entry = entry(path, kept, format, role);
        let text = self.with_record(&entry)?;
        let id =
            i64::try_from(self.file().record.len()).map_or(i64::MAX, |last| last.saturating_add(1));
        let record = Record::new(id, entry, bytes, reading, self.zone())
            .map_err(|error| Error::Records(vec![error]))?;
        files::write(&self.root().join("case.toml"), text.as_bytes())?;
        self.add(record.clone(), text);
        Ok(Imported::Added(Box::new(record)))
    }

    /// The record that the file takes the place of must be there, and of the same source.
    fn replaced(&self, role: &Role, format: Format) -> Result<(), Refusal> {
        let Some(path) = &role.replaces else {
            return Ok(());
        };
        let records = self.records()?;
        let Some(there) = records.iter().find(|record| record.entry.path == *path) else {
            let paths = records.iter().map(|record| record.entry.path.as_str());
            let nearest = rumor_model::name::nearest(path, paths).map(str::to_owned);
            return Err(Refusal::NoSuchRecord { found: path.clone(), nearest });
        };
        let sources = (there.source(), role.source.or(format.source()));
        match sources {
            (Some(there), Some(here)) if there != here => {
                Err(Refusal::AnotherSource { path: path.clone(), there, here })
            }
            _ => Ok(()),
        }
    }

    /// Where the file is kept. Another file of its name is never written over.
    fn path_for(&self, name: &str, role: &Role) -> Result<String, Refusal> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "csv"));
        let stem = rumor_model::slug::slug(stem);
        let ending = rumor_model::slug::slug(ending);
        let path = format!("records/{stem}.{ending}");
        let is_record = |path: &str| self.file().record.iter().any(|entry| entry.path == path);
        if is_record(&path) && role.replaces.is_none() {
            return Err(Refusal::OtherBytes { path });
        }
        // Also a file that no record names, as a stopped import leaves one, stays as it is.
        let is_free = |path: &String| !is_record(path) && !files::exists(&self.root().join(path));
        let mut paths = std::iter::once(path)
            .chain((2_u64..).map(|number| format!("records/{stem}-{number}.{ending}")));
        Ok(paths.find(is_free).unwrap_or_default())
    }

    /// A new count of things that a record of the same source counts must say how it stands to it.
    fn same_things(
        &self,
        file: &str,
        reading: &Reading,
        role: &Role,
        format: Format,
    ) -> Result<(), Refusal> {
        if role.replaces.is_some() || role.beside == Beside::Yes {
            return Ok(());
        }
        let replaced: BTreeSet<&str> = self
            .file()
            .record
            .iter()
            .filter_map(|entry| entry.replaces.as_deref())
            .collect();
        let source = role.source.or(format.source());
        let Some(new) = reading.table("result_history") else {
            return Ok(());
        };
        let mut new_things = None;
        let standing = self
            .records()?
            .iter()
            .filter(|record| !replaced.contains(&*record.entry.path));
        for record in standing {
            let Some(there) = record.table("result_history") else {
                continue;
            };
            let new = new_things.get_or_insert_with(|| things(new, source));
            if let Some(example) = new.intersection(&things(there, None)).next() {
                return Err(Refusal::SameThings {
                    file: file.to_owned(),
                    path: record.entry.path.clone(),
                    example: example.clone(),
                });
            }
        }
        Ok(())
    }

    /// `case.toml` with one more record.
    fn with_record(&self, entry: &RecordEntry) -> Result<String, Refusal> {
        let text = files::read_text(&self.root().join("case.toml"))?;
        let mut document: DocumentMut = text
            .parse()
            .map_err(|error: toml_edit::TomlError| Refusal::CaseFile(error.to_string()))?;
        let records = document
            .entry("record")
            .or_insert(Item::ArrayOfTables(ArrayOfTables::new()))
            .as_array_of_tables_mut()
            .ok_or_else(|| {
                Refusal::CaseFile("`record` must be written as [[record]]".to_owned())
            })?;
        records.push(record_table(entry));
        Ok(document.to_string())
    }
}

fn format_of(file: &Path, name: &str, role: &Role) -> Result<Format, Refusal> {
    if let Some(id) = &role.format {
        return Format::named(id).ok_or_else(|| Refusal::NoFormat(id.clone()));
    }
    let (head, _) = files::head(file, HEAD)?;
    recognise(&head).map_err(|why| Refusal::Unrecognised { file: name.to_owned(), why })
}

fn lacks(file: &str, reading: &Reading, role: &Role) -> Result<(), Refusal> {
    let missing: Vec<(&str, &str)> = reading
        .lacks
        .iter()
        .filter_map(|lack| match lack {
            Lack::Source if role.source.is_none() => Some((
                "who made the count",
                "--as canvass (or tape, ems, state, audit …)",
            )),
            Lack::Version if role.version.is_none() => Some(("which version it is", "--version 1")),
            Lack::PublishedAt if role.published.is_none() => Some((
                "when it was published",
                "--published 2020-11-21T15:33-05:00",
            )),
            Lack::Source | Lack::Version | Lack::PublishedAt => None,
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let join = |parts: Vec<&str>| parts.join(", ");
    Err(Refusal::Role {
        file: file.to_owned(),
        what: join(missing.iter().map(|(what, _)| *what).collect()),
        flags: join(missing.iter().map(|(_, flag)| *flag).collect()),
    })
}

/// What a table of results counts, each as a sentence of names.
fn things(table: &Table, source: Option<Source>) -> BTreeSet<String> {
    let columns = [
        "reporting_unit",
        "method",
        "device",
        "batch",
        "contest",
        "contest_option",
        "measure",
    ]
    .map(|name| table.texts(name));
    let sources = table.texts("source");
    (0..table.rows())
        .map(|row| {
            let source = sources
                .get(row)
                .or(source.map(Source::as_str))
                .unwrap_or_default();
            let names = columns.iter().filter_map(|column| column.get(row));
            std::iter::once(source)
                .chain(names)
                .collect::<Vec<_>>()
                .join(" · ")
        })
        .collect()
}

fn entry(path: String, sha256: String, format: Format, role: &Role) -> RecordEntry {
    RecordEntry {
        path,
        sha256,
        format: format.id().to_owned(),
        source: role.source,
        version: role.version,
        published_at: role.published.clone(),
        standing: role.standing,
        public: role.public,
        replaces: role.replaces.clone(),
        title: role.title.clone(),
        title_es: None,
    }
}

fn record_table(entry: &RecordEntry) -> toml_edit::Table {
    let mut table = toml_edit::Table::new();
    table.insert("path", value(entry.path.as_str()));
    table.insert("sha256", value(entry.sha256.as_str()));
    table.insert("format", value(entry.format.as_str()));
    if let Some(source) = entry.source {
        table.insert("source", value(source.as_str()));
    }
    if let Some(version) = entry.version {
        table.insert("version", value(version));
    }
    if let Some(published_at) = &entry.published_at {
        table.insert("published_at", value(published_at.as_str()));
    }
    table.insert("standing", value(entry.standing.as_str()));
    table.insert("public", value(entry.public));
    if let Some(replaces) = &entry.replaces {
        table.insert("replaces", value(replaces.as_str()));
    }
    if let Some(title) = &entry.title {
        table.insert("title", value(title.as_str()));
    }
    table
}

/// The files below a folder, or the file itself, in the natural order of their names: `p-2` before
/// `p-10`. Hidden files, which systems leave behind, are passed over.
pub fn files_to_import(path: &Path) -> Result<Vec<PathBuf>, Refusal> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let is_hidden = |name: &String| name.split('/').any(|part| part.starts_with('.'));
    let mut names = files::tree(path)?;
    names.retain(|name| !is_hidden(name));
    names.sort_by_cached_key(|name| natural(name));
    if names.is_empty() {
        return Err(Refusal::NoFiles(path.to_owned()));
    }
    Ok(names.into_iter().map(|name| path.join(name)).collect())
}

/// A name in parts: numbers by their length, leading zeros aside, and their digits, then as written.
fn natural(name: &str) -> Vec<(usize, String, String)> {
    let mut parts: Vec<(usize, String, String)> = Vec::new();
    let mut was_digit = None;
    for c in name.chars() {
        let is_digit = c.is_ascii_digit();
        if was_digit != Some(is_digit) {
            parts.push((0, String::new(), String::new()));
        }
        was_digit = Some(is_digit);
        if let Some((length, digits, written)) = parts.last_mut() {
            written.push(c);
            if is_digit {
                digits.clear();
                digits.push_str(written.trim_start_matches('0'));
                *length = digits.len();
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_numbers() {
        let mut names = ["p-10.csv", "p-2.csv", "p-02.csv", "p-1.csv", "a.csv"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(
            names,
            ["a.csv", "p-1.csv", "p-02.csv", "p-2.csv", "p-10.csv"]
        );
    }
}
