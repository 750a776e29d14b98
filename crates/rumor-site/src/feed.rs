//! `feed.atom` and `feed.json`: answers and main findings. Every date is the moment as of which
//! something was made; no clock is read.
//!
//! Atom is RFC 4287; the other is JSON Feed 1.1.

use maud::{PreEscaped, html};
use rumor_model::messages::Language;
use serde::Serialize;

use crate::{page::Page, sentence, site::Site, view::View};

/// An entry of both feeds.
struct Entry {
    id: String,
    path: String,
    title: String,
    text: String,
    updated: String,
}

/// Both feeds.
pub(crate) fn pages(site: &Site<'_>) -> Vec<Page> {
    let entries = entries(site);
    vec![atom(site, &entries), json(site, &entries)]
}

fn entries(site: &Site<'_>) -> Vec<Entry> {
    let view = View::new(site, Language::English, "");
    let voice = &view.voice;
    let mut entries = Vec::new();
    for answered in site.answers_in_order() {
        let path = format!("rumors/{}/index.html", answered.rumor.id);
        entries.push(Entry {
            id: id(site, &path),
            title: voice.of(&answered.rumor.title).clone(),
            text: voice.of(&answered.answer.text).answer.to_string(),
            updated: answered.answer.as_of.clone(),
            path,
        });
    }
    for made in site.in_order() {
        let path = format!("findings/{}/index.html", made.check.id);
        entries.push(Entry {
            id: id(site, &path),
            title: voice.prose(made.check).title.clone(),
            text: format!(
                "{}. {}",
                sentence::label(made, voice),
                sentence::short(made, voice)
            ),
            updated: made.finding.as_of.clone(),
            path,
        });
    }
    entries
}

/// An id that no move to another host changes.
fn id(site: &Site<'_>, path: &str) -> String {
    let publication = site.publication;
    let folder = path.trim_end_matches("index.html");
    format!(
        "urn:rumor-control:{}:{}:{folder}",
        publication.jurisdiction.id, publication.election.id
    )
}

fn title(site: &Site<'_>) -> String {
    let view = View::new(site, Language::English, "");
    format!(
        "{}: {}",
        site.publication.jurisdiction.name,
        crate::frame::election(&view)
    )
}

/// Where an entry is: absolute where the folder's place is known.
fn link(site: &Site<'_>, path: &str) -> String {
    let base = site.publication.address.as_deref().unwrap_or_default();
    format!("{base}{path}")
}

fn atom(site: &Site<'_>, entries: &[Entry]) -> Page {
    let as_of = site
        .publication
        .main()
        .map(|scope| scope.as_of.to_string())
        .unwrap_or_default();
    let text = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
        feed xmlns="http://www.w3.org/2005/Atom" {
            id { (id(site, "")) }
            title { (title(site)) }
            updated { (as_of) }
            author { name { (site.publication.jurisdiction.name) } }
            (PreEscaped(format!("<link rel=\"self\" href=\"{}\"/>", escaped(&link(site, "feed.atom")))))
            @for entry in entries {
                entry {
                    id { (entry.id) }
                    title { (entry.title) }
                    updated { (entry.updated) }
                    (PreEscaped(format!("<link href=\"{}\"/>", escaped(&link(site, &entry.path)))))
                    summary { (entry.text) }
                }
            }
        }
    };
    Page::of_text("feed.atom", format!("{}\n", text.into_string()))
}

/// `link` has no end in HTML and needs one in XML, so its attribute is escaped by hand.
fn escaped(text: &str) -> String {
    html! { (text) }.into_string()
}

#[derive(Serialize)]
struct JsonFeed {
    version: &'static str,
    title: String,
    language: &'static str,
    items: Vec<JsonItem>,
}

#[derive(Serialize)]
struct JsonItem {
    id: String,
    url: String,
    title: String,
    content_text: String,
    date_modified: String,
}

fn json(site: &Site<'_>, entries: &[Entry]) -> Page {
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: title(site),
        language: Language::English.code(),
        items: entries
            .iter()
            .map(|entry| JsonItem {
                id: entry.id.clone(),
                url: link(site, &entry.path),
                title: entry.title.clone(),
                content_text: entry.text.clone(),
                date_modified: entry.updated.clone(),
            })
            .collect(),
    };
    let text = serde_json::to_string_pretty(&feed).expect("a feed holds text and lists");
    Page::of_text("feed.json", format!("{text}\n"))
}
