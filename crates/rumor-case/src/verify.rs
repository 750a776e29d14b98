//! Verifying: every finding that is written down, made again from the records and compared.
//!
//! Each obligation has a number that never changes, so that a report can be cited. Whether a finding or
//! an answer was removed, and who signed, only the log can tell.

use std::{collections::BTreeMap, path::Path};

use rumor_model::moment::Moment;

use crate::{
    case::{Case, Error},
    files,
    findings::files_of,
};

/// One thing that was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Its number.
    pub number: u32,
    /// What it is.
    pub what: String,
    /// Whether it holds.
    pub holds: Holds,
    /// What was found, where it does not.
    pub found: String,
}

/// Whether an obligation holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Everything that was verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The obligations, in the order of their numbers.
    pub obligations: Vec<Obligation>,
}

impl Verified {
    /// Whether all of them hold.
    pub fn holds(&self) -> bool {
        self.obligations
            .iter()
            .all(|obligation| obligation.holds == Holds::Yes)
    }
}

impl Case {
    /// Verifies the case's folder. Writes nothing.
    pub fn verify(&self) -> Result<Verified, Error> {
        let mut obligations = match self.records() {
            Ok(records) => vec![yes(1, format!("records: {}", records.len()))],
            // Nothing is made again from records that are not those that were imported.
            Err(Error::Records(errors)) => {
                let what = || "records".to_owned();
                let obligations = errors.iter().map(|error| no(1, what(), error.to_string()));
                return Ok(Verified { obligations: obligations.collect() });
            }
            Err(error) => return Err(error),
        };
        let folder = self.root().join("findings");
        let moments = files::names(&folder)?;
        if moments.is_empty() {
            let found = "none is written down; `rumorctl check` makes them".to_owned();
            obligations.push(no(3, "findings".to_owned(), found));
        }
        for name in moments {
            match name.parse() {
                Ok(moment) => {
                    obligations.extend(self.findings_again(&folder.join(&name), &name, moment)?);
                }
                Err(_) => {
                    let what = format!("findings/{name}");
                    obligations.push(no(2, what, "is no moment".to_owned()));
                }
            }
        }
        obligations.extend(self.answers_again()?);
        Ok(Verified { obligations })
    }

    fn findings_again(
        &self,
        folder: &Path,
        name: &str,
        moment: Moment,
    ) -> Result<Vec<Obligation>, Error> {
        let checks = files::names(folder)?;
        let known: Vec<String> = checks
            .iter()
            .filter(|id| self.check(id).is_ok())
            .cloned()
            .collect();
        let again = self.findings(&known, moment)?;
        let mut obligations: Vec<Obligation> = checks
            .iter()
            .filter(|id| !known.contains(id))
            .map(|id| {
                no(
                    3,
                    format!("findings/{name}/{id}"),
                    "there is no such check".to_owned(),
                )
            })
            .collect();
        for made in &again.made {
            let what = format!("findings/{name}/{}", made.finding.check);
            let expected: BTreeMap<String, Vec<u8>> = files_of(made)?.into_iter().collect();
            let differing = differing(&folder.join(&made.finding.check), &expected)?;
            obligations.push(match differing {
                None => yes(3, what),
                Some(found) => no(3, what, found),
            });
        }
        Ok(obligations)
    }

    fn answers_again(&self) -> Result<Vec<Obligation>, Error> {
        let folder = self.root().join("answers");
        let names = files::names(&folder)?;
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let findings = self.findings(&[], self.newest()?)?;
        let expected: BTreeMap<String, Vec<u8>> = self
            .answers(&findings)?
            .all()?
            .iter()
            .map(|(rumor, answer)| (format!("{}.json", rumor.id), crate::answers::json(answer)))
            .collect();
        let what = format!("answers: {}", names.len());
        Ok(vec![match differing(&folder, &expected)? {
            None => yes(4, what),
            Some(found) => no(4, what, found),
        }])
    }
}

/// The first file of a folder that is not as expected.
fn differing(folder: &Path, expected: &BTreeMap<String, Vec<u8>>) -> Result<Option<String>, Error> {
    for name in files::names(folder)? {
        if !expected.contains_key(&name) {
            return Ok(Some(format!("{name} is not made from these records")));
        }
    }
    for (name, bytes) in expected {
        let path = folder.join(name);
        if !files::exists(&path) {
            return Ok(Some(format!("{name} is missing")));
        }
        if files::read(&path)? != *bytes {
            return Ok(Some(format!("{name} differs from what the records give")));
        }
    }
    Ok(None)
}

const fn yes(number: u32, what: String) -> Obligation {
    Obligation { number, what, holds: Holds::Yes, found: String::new() }
}

const fn no(number: u32, what: String, found: String) -> Obligation {
    Obligation { number, what, holds: Holds::No, found }
}
