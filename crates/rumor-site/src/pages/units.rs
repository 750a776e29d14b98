//! All units, those that differ first.

use maud::html;
use rumor_model::word::Outcome;

use crate::{
    frame::{self, Document, Section},
    mark,
    page::Page,
    site::of_unit,
    view::View,
};

pub(crate) fn page(view: &View<'_>) -> Page {
    let voice = &view.voice;
    let title = voice.say("units.title");
    let mut units: Vec<(Outcome, &str, &str)> = view
        .site
        .units
        .iter()
        .map(|(unit, slug)| (worst(view, unit), *unit, slug.as_str()))
        .collect();
    units.sort_unstable();
    let main = html! {
        h1 { (title) }
        p.lede { (voice.say("units.lede")) }
        @if units.is_empty() {
            p { (voice.say("units.none")) }
        } @else {
            ul.findings {
                @for (outcome, unit, slug) in units {
                    li {
                        (mark::mark(outcome, voice)) " "
                        a href=(view.to(&format!("units/{slug}"))) { bdi { (unit) } }
                    }
                }
            }
        }
    };
    let description = voice.say("units.lede");
    frame::page(
        view,
        &Document { title, description, section: Section::Foot, main },
    )
}

/// The first outcome that occurs among the main findings of a unit.
fn worst(view: &View<'_>, unit: &str) -> Outcome {
    let main = view
        .publication()
        .main()
        .into_iter()
        .flat_map(|scope| &scope.made);
    let outcomes = main.filter_map(|made| Some(of_unit(made.finding, unit)?.outcome));
    outcomes.min().unwrap_or(Outcome::CannotTell)
}
