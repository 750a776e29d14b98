//! All rumors: what has been asked, and what was found?

use maud::html;
use rumor_model::{answer::Kind, messages::grouped};

use super::list;
use crate::{
    frame::{self, Document, Section},
    page::Page,
    view::View,
};

/// What is confirmed comes first; what no record can show comes last.
pub(crate) const ORDER: [Kind; 9] = [
    Kind::Found,
    Kind::FoundInPart,
    Kind::Open,
    Kind::CannotTell,
    Kind::OtherCause,
    Kind::NotFound,
    Kind::Law,
    Kind::Outside,
    Kind::Elsewhere,
];

pub(crate) fn page(view: &View<'_>) -> Page {
    let voice = &view.voice;
    let title = voice.say("rumors.title");
    let answers = view.site.answers_in_order();
    let main = html! {
        h1 { (title) }
        p.lede { (voice.say("rumors.lede")) }
        p { (counts(view)) }
        @for kind in ORDER {
            @let of_kind: Vec<_> =
                answers.iter().copied().filter(|answered| answered.answer.kind == kind).collect();
            @if !of_kind.is_empty() {
                h2 id=(kind) { (voice.say(&format!("kind-word.{kind}"))) }
                (list::rumors(view, &of_kind))
            }
        }
    };
    let description = counts(view);
    frame::page(
        view,
        &Document { title, description, section: Section::Rumors, main },
    )
}

/// "Found: 2. Found in part: 1. Cannot tell: 1."
pub(crate) fn counts(view: &View<'_>) -> String {
    let answers = &view.publication().answers;
    let count = |kind: Kind| {
        let number = answers
            .iter()
            .filter(|answered| answered.answer.kind == kind)
            .count();
        i64::try_from(number).unwrap_or(i64::MAX)
    };
    let always = [
        Kind::Found,
        Kind::FoundInPart,
        Kind::Open,
        Kind::CannotTell,
        Kind::NotFound,
    ];
    let told = ORDER
        .into_iter()
        .filter(|kind| count(*kind) > 0 || always.contains(kind));
    let told = told.map(|kind| {
        format!(
            "{}: {}.",
            view.voice.say(&format!("kind-word.{kind}")),
            grouped(count(kind))
        )
    });
    told.collect::<Vec<_>>().join(" ")
}
