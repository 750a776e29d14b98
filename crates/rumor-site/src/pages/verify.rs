//! How to check this without us: three commands of tools that we did not write, then ours.

use maud::html;

use super::list;
use crate::{
    frame::{self, Document, Section},
    page::Page,
    view::View,
};

pub(crate) fn page(view: &View<'_>) -> Page {
    let voice = &view.voice;
    let title = voice.say("verify.title");
    let main_scope = view.publication().main();
    let first =
        main_scope.and_then(|scope| scope.made.iter().map(|made| made.check.id.as_str()).min());
    let bundle = view.publication().bundle.as_ref();
    let file = bundle.map_or("bundle.zip", |bundle| {
        bundle.path.rsplit('/').next().unwrap_or_default()
    });
    let folder = file.trim_end_matches(".zip");
    let main = html! {
        h1 { (title) }
        p.lede { (voice.say("verify.lede")) }
        ol.steps {
            li {
                (voice.markup("verify.download", &[
                    ("bundle", html! { a href=(view.to("bundle")) { (voice.say("answer-page.bundle")) } }),
                ]))
                @if let Some(bundle) = bundle {
                    (list::command(&voice.say("verify.digest-label"), &format!("sha256sum {file}")))
                    p { (voice.say("verify.must-be")) " " (list::digest(&bundle.sha256)) }
                }
            }
            li {
                (voice.markup("verify.unzip", &[
                    ("records", html! { a href=(view.to("records")) { (voice.say("verify.records")) } }),
                ]))
                (list::command(
                    &voice.say("verify.records-label"),
                    &format!("unzip {file}\ncd {folder}\nsha256sum records/*"),
                ))
            }
            @if let Some(check) = first {
                li {
                    (voice.say("query.duckdb"))
                    (list::command(
                        &voice.say("query.duckdb-label"),
                        &format!("cd findings/{check}\nduckdb < rerun.sql"),
                    ))
                    p { (voice.say("verify.compare")) }
                }
            }
            li {
                (voice.say("verify.all"))
                (list::command(&voice.say("verify.all-label"), "rumorctl verify --case ."))
            }
        }
        h2 id="means" { (voice.say("verify.means")) }
        ul {
            @for key in ["verify.means-bytes", "verify.means-query", "verify.means-not"] {
                li { (voice.say(key)) }
            }
        }
    };
    let description = voice.say("verify.lede");
    frame::page(
        view,
        &Document { title, description, section: Section::Verify, main },
    )
}
