//! What may leave the office, and what is left out, each with its reason.
//!
//! Nothing is public until the office says so, record by record. A record that may name a person stays
//! even then. Of the office's own words only those leave that speak of what is published: a reason for
//! a difference in a withheld record would tell of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
};

use rumor_model::{
    answer::Both,
    reason::{Reason, ReasonState},
    table::{Kind, Row as _, Visibility},
    tables::NameAliasRow,
};
use rumor_site::publication::LeftOut;

use crate::{
    case::{Case, Error},
    config::CaseFile,
    files,
    publication::Dated,
    records::Record,
};

/// Why something is left out, in both languages.
const NOT_RELEASED: [&str; 2] = [
    "The office has not released this record.",
    "La oficina no ha publicado este registro.",
];
const MAY_NAME_A_PERSON: [&str; 2] = [
    "It has columns that may name a person, so it stays in the office.",
    "Tiene columnas que pueden nombrar a una persona; por eso se queda en la oficina.",
];
const EXPLAINS_NOTHING_PUBLIC: [&str; 2] = [
    "It explains no difference in the records that are published.",
    "No explica ninguna diferencia en los registros publicados.",
];
const NOT_READ: [&str; 2] = [
    "This program does not read it, so nothing published rests on it.",
    "Este programa no lo lee: nada de lo publicado se apoya en él.",
];

/// The part of a case that may leave the office.
pub(crate) struct PublicPart {
    /// The case with only these records and reasons; none if that is all of it.
    pub(crate) case: Option<Case>,
    /// Its findings, as of each moment that is published; empty if there is no such part.
    pub(crate) dated: Vec<Dated>,
    /// What is left out.
    pub(crate) left_out: Vec<LeftOut>,
}

impl Case {
    /// The part of the case that may leave the office as it is.
    pub(crate) fn public_part(&self, threads: NonZeroUsize) -> Result<PublicPart, Error> {
        let mut left_out = Vec::new();
        let mut kept: Vec<Record> = Vec::new();
        for record in self.records()? {
            let why = if !record.entry.public {
                NOT_RELEASED
            } else if may_name_a_person(record) {
                MAY_NAME_A_PERSON
            } else {
                let id = i64::try_from(kept.len()).map_or(i64::MAX, |kept| kept.saturating_add(1));
                kept.push(record.renumbered(id));
                continue;
            };
            left_out.push(left(record.entry.path.clone(), why));
        }
        if kept.is_empty() {
            let paths: Vec<&str> = left_out.iter().map(|left| left.what.as_str()).collect();
            let text = format!(
                "no record may leave the office. Write `public = true` in case.toml below those that \
                 the office releases, or import them with --public: {}",
                paths.join(", ")
            );
            return Err(Error::Guard(text));
        }
        let is_whole = left_out.is_empty();
        left_out.extend(self.files_that_are_not_read()?);
        if is_whole {
            return Ok(PublicPart { case: None, dated: Vec::new(), left_out });
        }
        let mut part = self.part(kept, self.reasons()?.to_vec());
        let mut dated = part.dated(threads)?;
        let speaking = speaking(&dated, part.reasons()?);
        if speaking.len() < part.reasons()?.len() {
            let (given, silent): (Vec<Reason>, Vec<Reason>) = part
                .reasons()?
                .iter()
                .cloned()
                .partition(|reason| speaking.contains(&reason.file));
            left_out.extend(silent.into_iter().map(|reason| {
                left(
                    format!("explanations/{}", reason.file),
                    EXPLAINS_NOTHING_PUBLIC,
                )
            }));
            part = part.part(part.records()?.to_vec(), given);
            dated = part.dated(threads)?;
        }
        Ok(PublicPart { case: Some(part), dated, left_out })
    }

    /// The office's own checks, rumors and reasons that are published, by path.
    pub(crate) fn own_files(&self) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        let mut own = BTreeMap::new();
        let mut paths: Vec<String> = self
            .reasons()?
            .iter()
            .map(|reason| format!("explanations/{}", reason.file))
            .collect();
        for folder in ["checks", "rumors"] {
            let names = files::names(&self.root().join(folder))?;
            paths.extend(
                names
                    .iter()
                    .filter(|name| is_read(folder, name))
                    .map(|name| format!("{folder}/{name}")),
            );
        }
        for path in paths {
            let bytes = files::read(&files::below(self.root(), &path)?)?;
            own.insert(path, bytes);
        }
        Ok(own)
    }

    /// Files beside the office's own that no command reads.
    fn files_that_are_not_read(&self) -> Result<Vec<LeftOut>, Error> {
        let mut found = Vec::new();
        for folder in ["checks", "explanations", "rumors"] {
            let paths = files::tree(&self.root().join(folder))?;
            found.extend(
                paths
                    .iter()
                    .filter(|path| !is_read(folder, path))
                    .map(|path| left(format!("{folder}/{path}"), NOT_READ)),
            );
        }
        Ok(found)
    }

    /// `case.toml` as it is published: what the program read of it, without comments, and of the
    /// aliases those that a published record uses.
    pub(crate) fn public_case_file(&self, dated: &[Dated]) -> Result<Vec<u8>, Error> {
        let mut used: BTreeSet<(String, String)> = BTreeSet::new();
        for dated in dated {
            let names = dated.findings.session.tables().table(NameAliasRow::SCHEMA);
            let [kind, raw] = ["kind", "raw"].map(|name| names.texts(name));
            used.extend(
                (0..names.rows())
                    .filter_map(|row| Some((kind.get(row)?.to_owned(), raw.get(row)?.to_owned()))),
            );
        }
        let mut file: CaseFile = self.file().clone();
        file.alias
            .retain(|alias| used.contains(&(alias.kind.clone(), alias.raw.clone())));
        let text =
            toml::to_string(&file).map_err(|error| Error::Guard(format!("case.toml: {error}")))?;
        Ok(text.into_bytes())
    }
}

/// Whether a case reads a file of one of its own folders.
fn is_read(folder: &str, path: &str) -> bool {
    let ending = if folder == "explanations" {
        "toml"
    } else {
        "md"
    };
    !path.contains('/') && files::has_ending(path, ending)
}

/// The files of the reasons that fit a difference in one of these findings.
fn speaking(dated: &[Dated], reasons: &[Reason]) -> BTreeSet<String> {
    let mut speaking = BTreeSet::new();
    for made in dated.iter().flat_map(|dated| &dated.findings.made) {
        // A finding tells the reasons of its check in the order of their files.
        let of_check = reasons
            .iter()
            .filter(|reason| reason.check == made.finding.check);
        speaking.extend(
            of_check
                .zip(&made.finding.reasons)
                .filter(|(_, told)| told.state != ReasonState::Unused)
                .map(|(reason, _)| reason.file.clone()),
        );
    }
    speaking
}

/// Whether a record holds, or may hold in a row that could not be read, text in a column that never
/// leaves the office.
pub(crate) fn may_name_a_person(record: &Record) -> bool {
    record.tables.iter().any(|table| {
        let mut private =
            table.schema().columns.iter().filter(|column| {
                column.visibility == Visibility::Private && column.kind == Kind::Text
            });
        private.any(|column| {
            let texts = table.texts(column.name);
            record.entries.set_aside > 0 || (0..table.rows()).any(|row| texts.get(row).is_some())
        })
    })
}

fn left(what: String, [en, es]: [&str; 2]) -> LeftOut {
    LeftOut { what, why: Both { en: en.to_owned(), es: es.to_owned() } }
}
