//! Lists that several pages show: findings with their marks, rumors with their answers.

use maud::{Markup, html};

use crate::{
    mark, page,
    publication::{Answered, Made, Scope},
    sentence,
    view::View,
};

/// Findings, a line each: mark, question, figures.
pub(super) fn findings<'a>(
    view: &View<'_>,
    list: impl IntoIterator<Item = (&'a Scope<'a>, Made<'a>)>,
) -> Markup {
    let is_main = |scope: &Scope<'_>| {
        view.publication()
            .main()
            .is_some_and(|main| main.as_of == scope.as_of)
    };
    html! {
        ul.findings {
            @for (scope, made) in list {
                li {
                    (mark::mark(made.finding.outcome, &view.voice))
                    " " a href=(view.to_finding(scope, &made.check.id)) {
                        (view.voice.prose(made.check).title)
                    }
                    p {
                        @if !is_main(scope) { (view.voice.label(scope)) ". " }
                        (sentence::short(made, &view.voice))
                    }
                }
            }
        }
    }
}

/// Rumors, a line each: question, kind, the sentence that answers it.
pub(super) fn rumors(view: &View<'_>, list: &[Answered<'_>]) -> Markup {
    let voice = &view.voice;
    html! {
        ul.findings.rumors {
            @for answered in list {
                li {
                    a href=(view.to_rumor(*answered)) { (voice.of(&answered.rumor.title)) }
                    p { (voice.of(&answered.answer.text).answer) }
                }
            }
        }
    }
}

/// A command that is typed, in a region that can be scrolled and has a name.
pub(super) fn command(label: &str, text: &str) -> Markup {
    html! { pre tabindex="0" role="region" aria-label=(label) { code { (text) } } }
}

/// A table in a region that scrolls by itself where the screen is narrow, and has a name.
pub(super) fn region(label: &str, table: &Markup) -> Markup {
    html! { div.scroll tabindex="0" role="region" aria-label=(label) { (table) } }
}

/// Where we are: links, and the page's own name.
pub(super) fn crumbs(steps: &[(String, String)], here: &str) -> Markup {
    html! {
        p.crumbs {
            @for (link, name) in steps { a href=(link) { (name) } " › " }
            (here)
        }
    }
}

/// A digest, broken anywhere.
pub(super) fn digest(sha256: &str) -> Markup {
    html! { code.hash { (sha256) } }
}

/// The page's address, as it is printed.
pub(super) fn address(view: &View<'_>) -> Markup {
    let base = view.publication().address.clone();
    let base = base.unwrap_or_else(|| format!("/{}/", view.publication().election.id));
    html! { span.hash { (page::joined(base.trim_end_matches('/'), &view.folder.address())) } }
}
