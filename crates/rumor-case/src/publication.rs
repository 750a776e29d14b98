//! What a case publishes, gathered for the pages: only what is public, with what is left out named.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
    thread,
};

use rumor_model::{
    answer::{Answer, Both},
    moment::Moment,
    rumor::Rumor,
    slug,
    table::Row as _,
    tables::ResultHistoryRow,
    word::{Source, Standing},
};
use rumor_site::publication::{
    Answered, Bundle, Election, Entries, History, Jurisdiction, Made, Publication, Publicity,
    Record as PageRecord, Rehearsal, Reported, RowProblem, Scope, Version,
};

use crate::{
    case::{Case, Error},
    findings::Findings,
    guard::may_name_a_person,
    publish::Files,
    records::Record,
};

/// The findings of one moment, with what the moment is called.
pub struct Dated {
    /// The findings.
    pub findings: Findings,
    /// What the moment is called.
    pub label: Both<String>,
    pub(crate) slug: String,
    pub(crate) replaced_at: Option<Moment>,
}

/// The longest record whose lines are shown on pages.
const LONGEST_SHOWN: u64 = 1 << 20;

impl Case {
    /// The findings as of the newest moment, and as of each moment at which a version of the result
    /// was published that a later one replaces; so many moments at once as there are threads.
    pub(crate) fn dated(&self, threads: NonZeroUsize) -> Result<Vec<Dated>, Error> {
        let newest = self.newest()?;
        let mut taken = BTreeSet::from(["es".to_owned(), "newest".to_owned()]);
        let day = self.day(newest);
        let mut called = vec![(
            newest,
            "newest".to_owned(),
            Both { en: day.clone(), es: day },
            None,
        )];
        for (moment, record) in self
            .versions()?
            .into_iter()
            .rev()
            .filter(|(at, _)| *at != newest)
        {
            let label = titles(record);
            let slug = slug::free(&label.en, &mut taken);
            called.push((moment, slug, label, self.replaced_at(record)?));
        }
        let mut dated = Vec::new();
        for some in called.chunks(threads.get()) {
            let found: Vec<Result<Findings, Error>> = thread::scope(|scope| {
                let running: Vec<_> = some
                    .iter()
                    .map(|(moment, ..)| scope.spawn(|| self.findings(&[], *moment)))
                    .collect();
                running.into_iter().map(join).collect()
            });
            for ((_, slug, label, replaced_at), findings) in some.iter().zip(found) {
                dated.push(Dated {
                    findings: findings?,
                    slug: slug.clone(),
                    label: label.clone(),
                    replaced_at: *replaced_at,
                });
            }
        }
        Ok(dated)
    }

    /// The moments of the canvass's versions that were received, each with the record that names it.
    fn versions(&self) -> Result<Vec<(Moment, &Record)>, Error> {
        let mut versions: BTreeMap<Moment, &Record> = BTreeMap::new();
        for record in self.records()? {
            let is_result = record.entry.source == Some(Source::Canvass)
                && record.entry.standing == Standing::Received;
            let has_title = record.entry.title.is_some();
            if let Some(moment) = record.moment.filter(|_| is_result && has_title) {
                versions.entry(moment).or_insert(record);
            }
        }
        Ok(versions.into_iter().collect())
    }

    fn replaced_at(&self, record: &Record) -> Result<Option<Moment>, Error> {
        let by = self
            .records()?
            .iter()
            .find(|other| other.entry.replaces.as_ref() == Some(&record.entry.path));
        Ok(by.and_then(|record| record.moment))
    }

    fn day(&self, moment: Moment) -> String {
        moment
            .local(self.zone())
            .split(' ')
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    /// Everything that the pages show; what is left out is added by the caller.
    pub(crate) fn publication<'a>(
        &'a self,
        dated: &'a [Dated],
        answers: &'a [(Rumor, Answer)],
        records: &Files,
        bundle: Bundle,
    ) -> Result<Publication<'a>, Error> {
        let file = self.file();
        let scopes = dated.iter().map(|dated| Scope {
            as_of: dated.findings.as_of,
            slug: dated.slug.clone(),
            label: dated.label.clone(),
            replaced_at: dated.replaced_at,
            made: dated
                .findings
                .made
                .iter()
                .map(|made| Made { check: &made.check, finding: &made.finding })
                .collect(),
        });
        Ok(Publication {
            election: Election {
                id: file.election.id.clone(),
                name: file.election.name.clone(),
                date: file.election.date.clone(),
            },
            jurisdiction: Jurisdiction {
                id: file.jurisdiction.id.clone(),
                name: file.jurisdiction.name.clone(),
            },
            zone: self.zone().clone(),
            rehearsal: if file.election.rehearsal {
                Rehearsal::Yes
            } else {
                Rehearsal::No
            },
            notice: file.election.notice.clone().map(|en| {
                let es = file
                    .election
                    .notice_es
                    .clone()
                    .unwrap_or_else(|| en.clone());
                Both { en, es }
            }),
            address: None,
            messages: Both { en: &self.library().english, es: &self.library().spanish },
            scopes: scopes.collect(),
            answers: answers
                .iter()
                .map(|(rumor, answer)| Answered { rumor, answer })
                .collect(),
            records: self.page_records(records)?,
            histories: self.histories(dated)?,
            left_out: Vec::new(),
            bundle: Some(bundle),
        })
    }

    fn page_records(&self, bytes: &Files) -> Result<Vec<PageRecord>, Error> {
        let records = self.records()?;
        let mut taken = BTreeSet::from(["es".to_owned()]);
        let slugs: BTreeMap<&str, String> = records
            .iter()
            .map(|record| {
                let name = record.entry.path.trim_start_matches("records/");
                let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                (record.entry.path.as_str(), slug::free(name, &mut taken))
            })
            .collect();
        records
            .iter()
            .map(|record| {
                let entry = &record.entry;
                let replaced_by = records
                    .iter()
                    .find(|other| other.entry.replaces.as_ref() == Some(&entry.path))
                    .and_then(|other| slugs.get(other.entry.path.as_str()).cloned());
                Ok(PageRecord {
                    id: record.id,
                    path: entry.path.clone(),
                    slug: slugs.get(entry.path.as_str()).cloned().unwrap_or_default(),
                    title: entry.title.is_some().then(|| titles(record)),
                    sha256: entry.sha256.clone(),
                    bytes: record.bytes,
                    format: record.format.id().to_owned(),
                    source: record.source(),
                    version: entry.version,
                    published_at: record.newest(),
                    standing: entry.standing,
                    publicity: if entry.public {
                        Publicity::Public
                    } else {
                        Publicity::Withheld
                    },
                    entries: Some(Entries {
                        all: record.entries.lines,
                        kept: record.entries.kept,
                        set_aside: record.entries.set_aside,
                        passed_over: record.entries.passed_over,
                    }),
                    problems: problems(record),
                    replaced_by,
                    copy: entry.public.then(|| entry.path.clone()),
                    lines: lines(record, bytes),
                })
            })
            .collect()
    }

    /// The published versions of each contest's result for the whole jurisdiction.
    fn histories(&self, dated: &[Dated]) -> Result<Vec<History>, Error> {
        let Some(newest) = dated.first() else {
            return Ok(Vec::new());
        };
        let whole = self.file().jurisdiction.whole();
        let history = newest
            .findings
            .session
            .tables()
            .table(ResultHistoryRow::SCHEMA);
        let [unit, method, contest, option, measure, published] = [
            "reporting_unit",
            "method",
            "contest",
            "contest_option",
            "measure",
            "published_at",
        ]
        .map(|name| history.texts(name));
        let [record_id, row_number, value] =
            ["record_id", "row_number", "value"].map(|name| history.integers(name));
        let is_shown = |row: &usize| {
            unit.get(*row) == Some(whole)
                && method.get(*row) == Some("total")
                && measure.get(*row) == Some("votes")
        };
        let mut options: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut figures: BTreeMap<(&str, Option<&str>, i64), BTreeMap<&str, Reported>> =
            BTreeMap::new();
        for row in (0..history.rows()).filter(is_shown) {
            let (Some(contest), Some(option)) = (contest.get(row), option.get(row)) else {
                continue;
            };
            let (Some(record_id), Some(row_number)) = (record_id.get(row), row_number.get(row))
            else {
                continue;
            };
            let known = options.entry(contest).or_default();
            if !known.contains(&option) {
                known.push(option);
            }
            let version = figures
                .entry((contest, published.get(row), record_id))
                .or_default();
            version.insert(
                option,
                Reported { votes: value.get(row), record_id, row_number },
            );
        }
        let records = self.records()?;
        let versions_of = |contest: &str, options: &[&str]| -> Vec<Version> {
            figures
                .iter()
                .filter(|((of, _, _), _)| *of == contest)
                .filter_map(|((_, published, id), figures)| {
                    let record = records.iter().find(|record| record.id == *id)?;
                    Some(Version {
                        label: titles(record),
                        published_at: published.and_then(|text| text.parse().ok()),
                        source: record.source()?,
                        standing: record.entry.standing,
                        figures: options
                            .iter()
                            .map(|option| figures.get(option).copied())
                            .collect(),
                    })
                })
                .collect()
        };
        Ok(options
            .iter()
            .map(|(contest, options)| History {
                contest: (*contest).to_owned(),
                options: options.iter().map(|option| (*option).to_owned()).collect(),
                versions: versions_of(contest, options),
            })
            // A feed of a thousand moments is a finding's matter, not a list of versions.
            .filter(|history| (2..=40).contains(&history.versions.len()))
            .collect())
    }
}

/// The lines of a record that is public, holds no private column, and is short enough.
fn lines(record: &Record, bytes: &Files) -> Option<Vec<String>> {
    let may_show =
        record.entry.public && !may_name_a_person(record) && record.bytes <= LONGEST_SHOWN;
    let bytes = bytes.get(&record.entry.path).filter(|_| may_show)?;
    let text = str::from_utf8(bytes).ok()?;
    Some(text.lines().map(str::to_owned).collect())
}

/// What a thread found; if it stopped, so does this one.
fn join<T>(running: thread::ScopedJoinHandle<'_, T>) -> T {
    running
        .join()
        .unwrap_or_else(|stopped| std::panic::resume_unwind(stopped))
}

fn titles(record: &Record) -> Both<String> {
    let en = record
        .entry
        .title
        .clone()
        .unwrap_or_else(|| record.entry.path.clone());
    let es = record.entry.title_es.clone().unwrap_or_else(|| en.clone());
    Both { en, es }
}

fn problems(record: &Record) -> Vec<RowProblem> {
    let may_show = record.entry.public && !may_name_a_person(record);
    record
        .problems
        .iter()
        .map(|problem| RowProblem {
            row_number: problem.row_number,
            column: problem.column_name.clone(),
            code: problem.code.as_str().to_owned(),
            found: problem.value.clone().filter(|_| may_show),
            message: if may_show {
                problem.message.clone()
            } else {
                problem.code.meaning().trim().to_owned()
            },
            action: problem.action.as_str().to_owned(),
        })
        .collect()
}
