//! All checks: the questions, by group.

use std::collections::BTreeMap;

use maud::html;

use crate::{
    frame::{self, Document, Section},
    mark,
    page::Page,
    prose,
    publication::Made,
    view::View,
};

pub(crate) fn page(view: &View<'_>) -> Page {
    let voice = &view.voice;
    let title = voice.say("checks.title");
    let mut groups: BTreeMap<&str, Vec<Made<'_>>> = BTreeMap::new();
    for made in view
        .publication()
        .main()
        .into_iter()
        .flat_map(|scope| &scope.made)
    {
        groups.entry(&made.check.group).or_default().push(*made);
    }
    for checks in groups.values_mut() {
        checks.sort_by(|one, other| one.check.id.cmp(&other.check.id));
    }
    let main = html! {
        h1 { (title) }
        p.lede { (voice.say("checks.lede")) }
        @for (group, checks) in groups {
            h2 { (voice.of_list("group", if group.is_empty() { "own" } else { group })) }
            ul.findings {
                @for made in checks {
                    li {
                        (mark::mark(made.finding.outcome, voice)) " "
                        a href=(view.to(&format!("checks/{}", made.check.id))) {
                            (voice.prose(made.check).title)
                        }
                        p { (prose::inline(&prose::first(&voice.prose(made.check).asks))) }
                    }
                }
            }
        }
    };
    let description = voice.say("checks.lede");
    frame::page(
        view,
        &Document { title, description, section: Section::Foot, main },
    )
}
