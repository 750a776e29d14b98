//! What a page is written from: the site, its language, and the folder that it stands in.

use maud::{Markup, html};
use rumor_model::{answer::Answer, messages::Language};

use crate::{
    page::Folder,
    publication::{Answered, Made, Publication, Record, Scope},
    site::Site,
    voice::Voice,
};

/// One page's view of the site.
#[derive(Debug, Clone)]
pub(crate) struct View<'a> {
    pub(crate) site: &'a Site<'a>,
    pub(crate) voice: Voice<'a>,
    pub(crate) folder: Folder,
}

/// Lines of a record that one page shows.
pub(crate) const LINES: i64 = 500;

impl<'a> View<'a> {
    pub(crate) fn new(site: &'a Site<'a>, language: Language, folder: impl Into<String>) -> Self {
        let publication = site.publication;
        let words: &'a rumor_model::messages::Messages = publication.messages.in_language(language);
        let voice = Voice::new(language, words, &publication.zone);
        Self { site, voice, folder: Folder::new(folder, language) }
    }

    pub(crate) const fn publication(&self) -> &'a Publication<'a> {
        self.site.publication
    }

    /// To another page.
    pub(crate) fn to(&self, folder: &str) -> String {
        self.folder.to(folder)
    }

    /// To a place on a page.
    pub(crate) fn to_place(&self, folder: &str, place: &str) -> String {
        if folder == self.folder.path() {
            format!("#{place}")
        } else {
            format!("{}#{place}", self.to(folder))
        }
    }

    /// To a finding's page.
    pub(crate) fn to_finding(&self, scope: &Scope<'_>, check: &str) -> String {
        self.to(&self.site.finding_folder(scope, check))
    }

    /// To a rumor's page.
    pub(crate) fn to_rumor(&self, answered: Answered<'_>) -> String {
        self.to(&format!("rumors/{}", answered.rumor.id))
    }

    /// A unit's name, linked to its page where it has one.
    pub(crate) fn unit(&self, made: Made<'_>, unit: &str) -> Markup {
        if made.check.facts.units == "records" {
            let record = self
                .publication()
                .records
                .iter()
                .find(|record| record.path == unit);
            return match record {
                Some(record) => html! { a href=(self.to_record(record)) { (unit) } },
                None => html! { bdi { (unit) } },
            };
        }
        match self.site.units.get(unit) {
            Some(slug) => html! { a href=(self.to(&format!("units/{slug}"))) { bdi { (unit) } } },
            None => html! { bdi { (unit) } },
        }
    }

    /// To a record's page.
    pub(crate) fn to_record(&self, record: &Record) -> String {
        self.to(&format!("records/{}", record.slug))
    }

    /// To a line of a record; to the record where its lines are not shown.
    pub(crate) fn to_line(&self, record: &Record, line: i64) -> String {
        let shown = record
            .lines
            .as_ref()
            .is_some_and(|lines| line <= crate::voice::length(lines));
        if !shown || line < 1 {
            return self.to_record(record);
        }
        let folder = lines_folder(record, line.saturating_sub(1).div_euclid(LINES));
        self.to_place(&folder, &format!("L{line}"))
    }

    /// What a record is called.
    pub(crate) fn record_name(&self, record: &Record) -> String {
        let file = record.path.rsplit('/').next().unwrap_or(&record.path);
        record
            .title
            .as_ref()
            .map_or_else(|| file.to_owned(), |title| self.voice.of(title).clone())
    }

    /// The moment as of which an answer was made.
    pub(crate) fn answered_at(&self, answer: &Answer) -> String {
        answer
            .as_of
            .parse()
            .map_or_else(|_| answer.as_of.clone(), |at| self.voice.day_of(at))
    }
}

/// The folder of the page that holds the `k`-th lot of a record's lines, from 0.
pub(crate) fn lines_folder(record: &Record, lot: i64) -> String {
    if lot == 0 {
        format!("records/{}", record.slug)
    } else {
        format!("records/{}/lines/{}", record.slug, lot.saturating_add(1))
    }
}
