//! Explanations: reasons as files, bound to the figures that they explain (`contract.md` §8).
//!
//! A reason counts from the moment it is written down; whether it is signed is shown wherever it
//! stands. Signatures are looked at with the log; until then every reason reads "not signed".

use rumor_model::{
    finding::{Compared, Finding, FindingRow, Keys},
    reason::{CODES, Reason},
    slug::slug,
    word::Outcome,
};

use crate::{
    case::{Case, Error},
    files,
};

/// A reason to be written down.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The check.
    pub check: String,
    /// The row or rows that it explains; the unit may be `*`.
    pub keys: Keys,
    /// Its code.
    pub code: String,
    /// Signed: right less left.
    pub ballots: i64,
    /// In the writer's words.
    pub note: String,
    /// Who gives it.
    pub by: String,
}

/// What became of a reason.
#[derive(Debug)]
pub struct Explained {
    /// The file that was written.
    pub path: String,
    /// The finding with the reason in it.
    pub finding: Finding,
}

/// Reads every reason of a case, in the order of their files; all that is wrong is told at once.
pub(crate) fn read_all(case: &Case) -> Result<Vec<Reason>, Error> {
    let folder = case.root().join("explanations");
    let mut reasons = Vec::new();
    let mut wrong = Vec::new();
    for name in files::names(&folder)?
        .into_iter()
        .filter(|name| files::has_ending(name, "toml"))
    {
        let text = files::read_text(&folder.join(&name))?;
        match read(case, &name, &text) {
            Ok(reason) => reasons.push(reason),
            Err(text) => wrong.push(format!("explanations/{name}: {text}")),
        }
    }
    if wrong.is_empty() {
        Ok(reasons)
    } else {
        Err(Error::Explanations(wrong))
    }
}

fn read(case: &Case, name: &str, text: &str) -> Result<Reason, String> {
    let reason: Reason = toml::from_str(text).map_err(|error| error.message().to_owned())?;
    if reason.schema != SCHEMA {
        return Err(format!(
            "schema = {}: this program reads {SCHEMA}",
            reason.schema
        ));
    }
    case.check(&reason.check)
        .map_err(|error| error.to_string())?;
    check_code(&reason.code, &reason.note)?;
    Ok(Reason { file: name.to_owned(), ..reason })
}

/// The number of the form of a reason.
const SCHEMA: u32 = 1;

impl Case {
    /// Writes a reason down, bound to the figures as of now, and the finding with it.
    pub fn explain(&self, explanation: &Explanation) -> Result<Explained, Error> {
        let _lock = self.locked()?;
        check_code(&explanation.code, &explanation.note)
            .map_err(|text| refused(explanation, &text))?;
        let as_of = self.newest()?;
        let before = self.findings(std::slice::from_ref(&explanation.check), as_of)?;
        let finding = before.first()?;
        let fits: Vec<&FindingRow> = finding
            .rows
            .iter()
            .filter(|row| row.differs() && fits(&explanation.keys, &row.keys))
            .collect();
        if fits.is_empty() {
            return Err(refused(
                explanation,
                &no_such_difference(explanation, finding),
            ));
        }
        if fits.iter().all(|row| row.outcome == Outcome::Impossible) {
            let text = "the figures cannot both be right: only a corrected record settles it, no reason does";
            return Err(refused(explanation, text));
        }
        let path = self.free_path(explanation)?;
        let text = toml_text(explanation, &fits);
        files::write(&files::below(self.root(), &path)?, text.as_bytes())?;
        let these = std::slice::from_ref(&explanation.check);
        let after = Self::open(self.root())?.findings(these, as_of)?;
        self.put_findings(as_of, &after.rendered()?)?;
        Ok(Explained { path, finding: after.first()?.clone() })
    }

    fn free_path(&self, explanation: &Explanation) -> Result<String, Error> {
        let unit = if explanation.keys.unit == "*" {
            "every-unit".to_owned()
        } else {
            slug(&explanation.keys.unit)
        };
        let taken = files::names(&self.root().join("explanations"))?;
        // One more than the files that are there: one of the names must be free.
        let name = (1..=taken.len().saturating_add(1))
            .map(|number| format!("{}--{unit}--{number}.toml", explanation.check))
            .find(|name| !taken.contains(name));
        Ok(format!("explanations/{}", name.unwrap_or_default()))
    }
}

/// A code is one that every office knows, or the office's own.
fn check_code(code: &str, note: &str) -> Result<(), String> {
    let is_own = code.contains(':');
    if !is_own && !CODES.iter().any(|(known, _)| *known == code) {
        let nearest = rumor_model::name::nearest(code, CODES.iter().map(|(code, _)| *code));
        let hint = nearest
            .map(|code| format!("; nearest: {code}"))
            .unwrap_or_default();
        return Err(format!(
            "`{code}` is no reason code{hint}; an office's own begins with its id and `:`"
        ));
    }
    if code == "other" && note.chars().count() < 20 {
        return Err("`other` needs a note of at least 20 characters".to_owned());
    }
    Ok(())
}

fn fits(named: &Keys, found: &Keys) -> bool {
    let every_unit = named.unit == "*";
    Keys::NAMES
        .iter()
        .zip(named.values())
        .zip(found.values())
        .all(|((name, named), found)| match (*name, named) {
            (_, None) => true,
            ("unit", _) if every_unit => true,
            ("moment_at", Some(named)) if every_unit => {
                found.is_some_and(|found| found.starts_with(named))
            }
            (_, Some(named)) => found == Some(named),
        })
}

fn no_such_difference(explanation: &Explanation, finding: &Finding) -> String {
    let units: Vec<&str> = finding
        .by_unit
        .iter()
        .filter(|unit| !matches!(unit.outcome, Outcome::Agrees | Outcome::CannotTell))
        .map(|unit| unit.unit.as_str())
        .take(5)
        .collect();
    let there = if units.is_empty() {
        "no unit".to_owned()
    } else {
        units.join(", ")
    };
    format!(
        "no difference of `{}` fits these keys; it differs in {there}",
        explanation.keys.unit
    )
}

fn refused(explanation: &Explanation, text: &str) -> Error {
    let Explanation { check, keys, .. } = explanation;
    Error::Explanations(vec![format!("{check} {}: {text}", keys.unit)])
}

fn toml_text(explanation: &Explanation, fits: &[&FindingRow]) -> String {
    let mut table = toml_edit::Table::new();
    table.insert("schema", toml_edit::value(i64::from(SCHEMA)));
    table.insert("check", toml_edit::value(explanation.check.as_str()));
    for (name, key) in Keys::NAMES.iter().zip(explanation.keys.values()) {
        if let Some(key) = key {
            table.insert(name, toml_edit::value(key));
        }
    }
    table.insert("code", toml_edit::value(explanation.code.as_str()));
    table.insert("ballots", toml_edit::value(explanation.ballots));
    if let [only] = fits
        && let Compared::Figures(Some(left), Some(right)) = only.compared
    {
        table.insert("left", toml_edit::value(left));
        table.insert("right", toml_edit::value(right));
    }
    table.insert("note", toml_edit::value(explanation.note.as_str()));
    table.insert("by", toml_edit::value(explanation.by.as_str()));
    table.to_string()
}
