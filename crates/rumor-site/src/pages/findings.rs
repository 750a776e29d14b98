//! All findings, those that cannot be first.

use maud::html;
use rumor_model::messages::grouped;

use super::list;
use crate::{
    frame::{self, Document, Section},
    page::Page,
    publication::Scope,
    site,
    view::View,
    voice::length,
};

pub(crate) fn page(view: &View<'_>) -> Page {
    let voice = &view.voice;
    let title = voice.say("findings.title");
    let main = html! {
        h1 { (title) }
        p.lede { (voice.say("findings.lede")) }
        @for (at, scope) in view.publication().scopes.iter().enumerate() {
            @if at == 0 {
                h2 id="now" { (heading(view, scope)) }
            } @else {
                h2 id=(scope.slug) { (heading(view, scope)) }
                @if let Some(replaced) = scope.replaced_at {
                    p { (voice.text("finding.replaced", &[("day", &voice.moment(replaced))])) }
                }
            }
            (list::findings(view, site::in_order(scope).into_iter().map(|made| (scope, made))))
        }
    };
    let n = grouped(length(&view.site.in_order()));
    let description = voice.text("findings.description", &[("n", &n)]);
    frame::page(
        view,
        &Document { title, description, section: Section::Findings, main },
    )
}

fn heading(view: &View<'_>, scope: &Scope<'_>) -> String {
    let n = grouped(length(&scope.made));
    let label = view.voice.label(scope);
    view.voice
        .text("findings.of-scope", &[("scope", &label), ("n", &n)])
}
