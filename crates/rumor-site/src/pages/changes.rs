//! How the published result changed, version after version, in every contest that has several.

use maud::{Markup, html};

use crate::{
    chart,
    frame::{self, Document, Section},
    page::Page,
    view::View,
};

/// Contests of which a picture is drawn; the others have their table.
const DRAWN: usize = 3;

pub(crate) fn page(view: &View<'_>) -> Page {
    let voice = &view.voice;
    let title = voice.say("changes.title");
    let several = view
        .publication()
        .histories
        .iter()
        .filter(|history| history.versions.len() > 1);
    let several: Vec<_> = several.collect();
    let main = html! {
        h1 { (title) }
        p.lede { (voice.say("changes.lede")) }
        @if several.is_empty() { p { (voice.say("changes.none")) } }
        @for (at, history) in several.iter().enumerate() {
            h2 { bdi { (history.contest) } }
            @if let Some(picture) = (at < DRAWN).then(|| chart::versions(view, history)).flatten() {
                (chart::figure(view, &picture, &html! {}))
            } @else {
                (chart::versions_table(view, history))
            }
        }
        h2 id="this-site" { (voice.say("changes.this-site")) }
        p { (voice.say("changes.this-site-about")) }
        (scopes(view))
    };
    let description = voice.say("changes.lede");
    frame::page(
        view,
        &Document { title, description, section: Section::Foot, main },
    )
}

/// The moments as of which findings were made.
fn scopes(view: &View<'_>) -> Markup {
    let voice = &view.voice;
    html! {
        ul {
            @for (at, scope) in view.publication().scopes.iter().enumerate() {
                li {
                    a href=(view.to_place("findings", if at == 0 { "now" } else { &scope.slug })) {
                        (voice.label(scope))
                    }
                    @if let Some(replaced) = scope.replaced_at {
                        ". " (voice.text("finding.replaced", &[("day", &voice.moment(replaced))]))
                    }
                }
            }
        }
    }
}
