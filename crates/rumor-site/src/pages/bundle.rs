//! All of it in one file: how large, its digest, what is left out and why.

use maud::html;
use rumor_model::messages::grouped;

use super::{list, records};
use crate::{
    frame::{self, Document, Section},
    page::Page,
    view::View,
    voice::signed,
};

pub(crate) fn page(view: &View<'_>) -> Page {
    let voice = &view.voice;
    let title = voice.say("bundle.title");
    let main = html! {
        h1 { (title) }
        p.lede { (voice.say("bundle.lede")) }
        @match &view.publication().bundle {
            Some(bundle) => {
                @let file = bundle.path.rsplit('/').next().unwrap_or_default();
                dl.facts {
                    dt { (voice.say("bundle.file")) }
                    dd { a href=(view.folder.to_file(&bundle.path)) { (file) } }
                    dt { (voice.say("hashes.bytes")) } dd { (grouped(signed(bundle.bytes))) }
                    dt { "SHA-256" } dd.hash { (list::digest(&bundle.sha256)) }
                }
                p { (voice.markup("bundle.verify", &[
                    ("verify", html! { a href=(view.to("verify")) { (voice.say("overview.how")) } }),
                ])) }
            }
            None => p { (voice.say("bundle.none")) }
        }
        h2 id="holds" { (voice.say("bundle.holds")) }
        ul {
            @for key in ["bundle.records", "bundle.case", "bundle.findings", "bundle.tables"] {
                li { (voice.say(key)) }
            }
        }
        (records::left_out(view))
    };
    let description = voice.say("bundle.lede");
    frame::page(
        view,
        &Document { title, description, section: Section::Foot, main },
    )
}
