//! All records, and what is not published.

use maud::{Markup, html};
use rumor_model::{messages::grouped, word::Standing};

use crate::{
    frame::{self, Document, Section},
    page::Page,
    publication::Publicity,
    view::View,
    voice::{foreign, length, signed},
};

pub(crate) fn page(view: &View<'_>) -> Page {
    let voice = &view.voice;
    let records = &view.publication().records;
    let title = voice.say("records.title");
    let n = grouped(length(records));
    let lede = voice.text_for(length(records), "records.lede", &[("n", &n)]);
    let main = html! {
        h1 { (title) }
        p.lede { (lede) }
        div.scroll tabindex="0" role="region" aria-label=(title) { table {
            caption.unseen { (title) }
            thead { tr {
                th scope="col" { (voice.say("rows.record")) }
                th scope="col" { (voice.say("records.published")) }
                th.num scope="col" { (voice.say("records.entries")) }
                th.num scope="col" { (voice.say("records.not-read-heading")) }
            } }
            tbody { @for record in records { tr {
                th scope="row" {
                    a href=(view.to_record(record)) { (foreign(&view.record_name(record))) }
                    small { (foreign(&record.path)) }
                    @if record.standing != Standing::Received { small { (voice.standing(record.standing)) } }
                    @if record.publicity == Publicity::Withheld { small { (voice.say("records.withheld")) } }
                }
                td { (record.published_at.map(|at| voice.moment(at)).unwrap_or_default()) }
                @match record.entries {
                    Some(entries) => {
                        td.num { (grouped(signed(entries.all))) }
                        td.num { (grouped(signed(entries.set_aside))) }
                    }
                    None => { td.num { (voice.say("records.not-read")) } td.num {} }
                }
            } } }
        } }
        (left_out(view))
    };
    let description = lede.clone();
    frame::page(
        view,
        &Document { title, description, section: Section::Records, main },
    )
}

/// What was not published, and why.
pub(super) fn left_out(view: &View<'_>) -> Markup {
    let voice = &view.voice;
    let left_out = &view.publication().left_out;
    html! {
        h2 id="left-out" { (voice.say("records.left-out")) }
        @if left_out.is_empty() {
            p { (voice.say("records.nothing-left-out")) }
        } @else {
            ul { @for left in left_out { li { (foreign(&left.what)) ": " (voice.of(&left.why)) } } }
        }
    }
}
