//! What a host shows for an address that is not there, in both languages.

use maud::{DOCTYPE, html};
use rumor_model::messages::Language;

use crate::{page::Page, site::Site, view::View};

/// It is served at any depth, so it names no style sheet and no page by a relative address.
pub(crate) fn page(site: &Site<'_>) -> Page {
    let views = Language::ALL.map(|language| View::new(site, language, ""));
    let text = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (views[0].voice.say("not-found.title")) }
                link rel="icon" href="data:,";
            }
            body { main {
                h1 { (views[0].voice.say("not-found.title")) }
                @for view in &views {
                    p lang=(view.voice.language.code()) { (view.voice.say("not-found.text")) }
                }
            } }
        }
    };
    Page::of_text("404.html", text.into_string())
}
