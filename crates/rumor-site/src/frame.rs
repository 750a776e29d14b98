//! What every page has: head, masthead, notices, foot (`site.md` §1.2).

use maud::{DOCTYPE, Markup, html};
use rumor_model::{answer::Status, messages::Language};

use crate::{mark, page::Page, publication::Rehearsal, view::View};

/// A page's own part.
#[derive(Debug)]
pub(crate) struct Document {
    /// The question: of the tab, the card, the feed and the page.
    pub(crate) title: String,
    /// One or two sentences for lists of search engines and messages.
    pub(crate) description: String,
    /// Which of the five sections it belongs to.
    pub(crate) section: Section,
    /// The main part, with its one heading of the first rank.
    pub(crate) main: Markup,
}

/// The five sections, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Overview,
    Rumors,
    Findings,
    Records,
    Verify,
    /// A page of the foot.
    Foot,
}

impl Section {
    const NAVIGATION: [(Self, &'static str, &'static str); 5] = [
        (Self::Overview, "nav.overview", ""),
        (Self::Rumors, "nav.rumors", "rumors"),
        (Self::Findings, "nav.findings", "findings"),
        (Self::Records, "nav.records", "records"),
        (Self::Verify, "nav.verify", "verify"),
    ];
}

/// A whole page.
pub(crate) fn page(view: &View<'_>, document: &Document) -> Page {
    let language = view.voice.language;
    let tab = format!(
        "{} – {}",
        document.title,
        view.publication().jurisdiction.name
    );
    let text = html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (tab) }
                meta name="description" content=(document.description);
                meta name="color-scheme" content="light dark";
                link rel="stylesheet" href=(view.folder.to_file("site.css"));
                link rel="icon" href="data:,";
                link rel="alternate" type="application/atom+xml" title=(view.voice.say("foot.feed"))
                    href=(view.folder.to_file("feed.atom"));
            }
            body {
                (mark::symbols())
                a.skip href="#main" { (view.voice.say("frame.skip")) }
                (masthead(view, document.section))
                (notices(view))
                main id="main" { div.frame { (document.main) } }
                (foot(view))
            }
        }
    };
    Page::of_text(view.folder.page(), text.into_string())
}

fn masthead(view: &View<'_>, current: Section) -> Markup {
    let publication = view.publication();
    let voice = &view.voice;
    let (other, name) = match voice.language {
        Language::English => (Language::Spanish, "Español"),
        Language::Spanish => (Language::English, "English"),
    };
    html! {
        header.masthead { div.frame {
            p.office {
                svg viewBox="0 0 24 24" aria-hidden="true" {
                    path d="M1 8h22M1 16h22" stroke="currentColor" stroke-width="4" {}
                }
                a href=(view.to("")) { bdi { (publication.jurisdiction.name) } }
                " " span { (election(view)) }
            }
            a.tongue href=(view.folder.in_language(other)) hreflang=(other.code()) lang=(other.code()) {
                (name)
            }
            nav aria-label=(voice.say("nav.label")) { ul {
                @for (section, key, folder) in Section::NAVIGATION {
                    li {
                        a href=(view.to(folder)) aria-current=[current_of(view, section, current, folder)] {
                            (voice.say(key))
                        }
                    }
                }
            } }
        } }
    }
}

fn current_of(
    view: &View<'_>,
    section: Section,
    current: Section,
    folder: &str,
) -> Option<&'static str> {
    let here = view.folder.path() == folder;
    (section == current).then_some(if here { "page" } else { "true" })
}

/// "General Election, 3 November 2020".
pub(crate) fn election(view: &View<'_>) -> String {
    let election = &view.publication().election;
    format!("{}, {}", election.name, view.voice.day(&election.date))
}

/// That it is an example, a rehearsal, or not final yet, above everything else.
fn notices(view: &View<'_>) -> Markup {
    let publication = view.publication();
    let voice = &view.voice;
    let provisional = publication
        .answers
        .iter()
        .any(|made| made.answer.status == Status::Provisional);
    html! {
        @if publication.rehearsal == Rehearsal::Yes {
            aside.example.rehearsal aria-label=(voice.say("frame.rehearsal-label")) {
                div.frame { p { strong { (voice.say("frame.rehearsal")) } } }
            }
        }
        @if let Some(notice) = &publication.notice {
            aside.example aria-label=(voice.say("frame.notice-label")) {
                div.frame { p { (voice.of(notice)) } }
            }
        }
        @if provisional {
            aside.example aria-label=(voice.say("frame.provisional-label")) {
                div.frame { p { (voice.say("frame.provisional")) } }
            }
        }
    }
}

fn foot(view: &View<'_>) -> Markup {
    let voice = &view.voice;
    let links = [
        ("foot.about", view.to("about")),
        ("foot.outcomes", view.to_place("about", "outcomes")),
        ("foot.checks", view.to("checks")),
        ("foot.units", view.to("units")),
        ("foot.changes", view.to("changes")),
        ("foot.feed", view.folder.to_file("feed.atom")),
        ("foot.bundle", view.to("bundle")),
    ];
    html! {
        footer { div.frame {
            ul {
                @for (key, link) in links { li { a href=(link) { (voice.say(key)) } } }
            }
            p { (voice.say("foot.question")) }
            p { (voice.say("foot.nothing-loaded")) }
            @if let Some(address) = &view.publication().address {
                p.printed { (address) (view.folder.address()) }
            }
        } }
    }
}
