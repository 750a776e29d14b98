//! Answers: the case's findings, met with every rumor, or with the claims of one post.

use std::collections::BTreeMap;

pub use rumor_claims::Asked;
use rumor_claims::{
    Concepts, Home, Library, Place,
    answer::{self, Evidence, Held, Question, Rehearsal, Setting, Source},
    ask,
};
use rumor_model::{
    answer::{Answer, Both, Status},
    digest,
    moment::Moment,
    rumor::Rumor,
};

use crate::{
    case::{Case, Error},
    files,
    findings::{self, Findings},
};

/// A post's claims, each with the answer of this case.
#[derive(Debug)]
pub struct Answered {
    /// What was read in the post, and why.
    pub asked: Asked,
    /// The answers, by the place of their segment and of their rumor in it.
    pub answers: BTreeMap<(usize, usize), Answer>,
}

/// The rumors of a case, ready to be answered.
#[derive(Debug)]
pub struct Answers<'a> {
    case: &'a Case,
    library: Library,
    evidence: Evidence<'a>,
}

impl Case {
    /// Everything that answers are made from, as of the moment of the findings.
    pub fn answers<'a>(&'a self, findings: &'a Findings) -> Result<Answers<'a>, Error> {
        let wrong = |text: String| Error::Answer { rumor: "concepts.toml".to_owned(), text };
        let concepts: Concepts = toml::from_str(&self.library().concepts)
            .map_err(|error| wrong(error.message().to_owned()))?;
        let library = Library::new(&concepts, self.library().rumors.clone())
            .map_err(|error| wrong(error.to_string()))?;
        Ok(Answers { case: self, library, evidence: self.evidence(findings)? })
    }

    fn evidence<'a>(&'a self, findings: &'a Findings) -> Result<Evidence<'a>, Error> {
        let file = self.file();
        let sources = findings.made.iter().map(|made| {
            let sha256 = digest::sha256(&findings::json(&made.finding));
            let held = Held::new(&made.finding, &made.check, sha256);
            (made.finding.check.clone(), Source::Held(held))
        });
        let day = findings.as_of.local(self.zone());
        Ok(Evidence {
            setting: Setting {
                election: file.election.id.clone(),
                election_name: file.election.name.clone(),
                jurisdiction: file.jurisdiction.id.clone(),
                place: file.jurisdiction.name.clone(),
                as_of: findings.as_of.to_string(),
                as_of_on: day.split(' ').next().unwrap_or_default().to_owned(),
                status: self.status(findings.as_of)?,
                rehearsal: if file.election.rehearsal {
                    Rehearsal::Yes
                } else {
                    Rehearsal::No
                },
            },
            sources: sources.collect(),
        })
    }

    /// Final from the moment of certification on, where the calendar of the case holds it.
    fn status(&self, as_of: Moment) -> Result<Status, Error> {
        let certified = self
            .file()
            .calendar
            .iter()
            .find(|deadline| deadline.rule == "county_certified");
        let Some(certified) = certified else {
            return Ok(Status::Provisional);
        };
        let moment = Moment::read(&certified.moment, self.zone()).map_err(|source| {
            Error::Moment { place: "case.toml, [[calendar]] county_certified".to_owned(), source }
        })?;
        Ok(if as_of >= moment {
            Status::Final
        } else {
            Status::Provisional
        })
    }

    /// The names by which posts speak of this jurisdiction and of places in it.
    fn place(&self) -> Place {
        let jurisdiction = &self.file().jurisdiction;
        let whole = jurisdiction.whole();
        let state = jurisdiction
            .name
            .rsplit_once(", ")
            .map_or(whole, |(_, state)| state);
        let short = whole
            .trim_end_matches(" County")
            .trim_end_matches(" Parish");
        let mut within: Vec<String> = self.file().units.expected.clone();
        within.push(short.to_owned());
        let year = self
            .file()
            .election
            .date
            .get(..4)
            .and_then(|year| year.parse().ok());
        let home = Home { name: whole.to_owned(), state: state.to_owned(), within, year };
        Place::new(&home, &[])
    }

    /// Writes answers into `answers/<rumor>.json`, the folder whole.
    pub fn write_answers(&self, answers: &[(Rumor, Answer)]) -> Result<(), Error> {
        let files = answers
            .iter()
            .map(|(rumor, answer)| (format!("{}.json", rumor.id), json(answer)))
            .collect::<Vec<_>>();
        Ok(files::write_folder(&self.root().join("answers"), files)?)
    }
}

impl Answers<'_> {
    /// Every rumor with its answer; one that a local rumor stands in for is left out.
    pub fn all(&self) -> Result<Vec<(Rumor, Answer)>, Error> {
        self.library
            .rumors()
            .iter()
            .filter(|rumor| self.library.in_place_of(&rumor.id).is_none())
            .map(|rumor| Ok((rumor.clone(), self.answer(rumor, &Question::default())?)))
            .collect()
    }

    /// The answer of one rumor.
    pub fn of(&self, id: &str) -> Result<(Rumor, Answer), Error> {
        let rumor = self.library.rumor(id).ok_or_else(|| {
            let known = self.library.rumors().iter().map(|rumor| rumor.id.as_str());
            let nearest = rumor_model::name::nearest(id, known).map(str::to_owned);
            Error::Unknown { noun: "rumor", found: id.to_owned(), nearest }
        })?;
        Ok((rumor.clone(), self.answer(rumor, &Question::default())?))
    }

    /// A post, split into claims, each answered.
    pub fn ask(&self, text: &str) -> Result<Answered, Error> {
        let asked = ask(text, &self.library, &self.case.place());
        let mut answers = BTreeMap::new();
        for (at, segment) in asked.segments.iter().enumerate() {
            for (place, found) in segment.rumors.iter().enumerate() {
                if let Some(rumor) = self.library.rumor(&found.found.rumor) {
                    answers.insert((at, place), self.answer(rumor, &segment.question(found))?);
                }
            }
        }
        Ok(Answered { asked, answers })
    }

    /// The question of a rumor, as its page is titled.
    pub fn title(&self, id: &str) -> Option<&Both<String>> {
        self.library.rumor(id).map(|rumor| &rumor.title)
    }

    fn answer(&self, rumor: &Rumor, question: &Question) -> Result<Answer, Error> {
        let words = Both { en: &self.case.library().english, es: &self.case.library().spanish };
        answer::answer(rumor, &self.evidence, question, &words)
            .map_err(|error| Error::Answer { rumor: rumor.id.clone(), text: error.to_string() })
    }
}

/// `answers/<rumor>.json`, with one line feed at the end.
pub(crate) fn json(answer: &Answer) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(answer).expect("an answer has only plain values");
    bytes.push(b'\n');
    bytes
}
