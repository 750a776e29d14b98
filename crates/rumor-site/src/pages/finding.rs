//! A finding: what one check found as of one moment.

mod evidence;
mod table;

use maud::{Markup, html};
use rumor_model::{
    messages::{Language, few, grouped},
    word::{Outcome, Relation},
};

use super::list;
use crate::{
    chart,
    frame::{self, Document, Section},
    mark,
    page::{self, Page},
    prose,
    publication::{Made, Scope},
    rows, sentence,
    site::Site,
    view::View,
    voice::{capital, lower, signed},
};

pub(crate) fn page(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Page {
    let voice = &view.voice;
    let words = voice.prose(made.check);
    let shown = rows::shown(view, scope, made.finding);
    let main = html! {
        div.split {
            div {
                (list::crumbs(&crumbs(view, scope, made), &voice.label(scope)))
                h1 { (words.title) }
                (scope_line(view, scope))
                (verdict(view, made, &shown))
                (axes(view, made))
                (elsewhere(view, scope, made))
                (picture(view, scope, made))
            }
            div {
                h2 id="means" { (voice.say("finding.means")) }
                (prose::blocks(&words.means))
                h2 id="limits" { (voice.say("finding.limits")) }
                (prose::blocks(&words.limits))
                (table::reasons(view, made))
                (table::section(view, made, &shown))
                (evidence::query(view, scope, made))
                (evidence::records(view, made))
                (evidence::versions(view, scope, made))
            }
            (evidence::beside(view, scope, made))
        }
    };
    let label = voice.label(scope);
    let is_main = view
        .publication()
        .main()
        .is_some_and(|main| main.as_of == scope.as_of);
    let title = if is_main {
        words.title.clone()
    } else {
        format!("{} {label}", words.title)
    };
    let description = format!(
        "{}. {}",
        sentence::label(made, voice),
        sentence::short(made, voice)
    );
    frame::page(
        view,
        &Document { title, description, section: Section::Findings, main },
    )
}

fn crumbs(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Vec<(String, String)> {
    let voice = &view.voice;
    let mut steps = vec![(view.to("findings"), voice.say("nav.findings"))];
    let main = view.publication().main();
    if let Some(main) = main.filter(|main| main.as_of != scope.as_of) {
        steps.push((view.to_finding(main, &made.check.id), made.check.id.clone()));
    } else {
        steps.push((
            view.to(&format!("checks/{}", made.check.id)),
            made.check.id.clone(),
        ));
    }
    steps
}

fn scope_line(view: &View<'_>, scope: &Scope<'_>) -> Markup {
    let voice = &view.voice;
    html! {
        p.kind.after {
            (voice.text("finding.scope", &[("scope", &voice.label(scope))]))
            @if let Some(replaced) = scope.replaced_at {
                " " (voice.text("finding.replaced", &[("day", &voice.moment(replaced))]))
            }
        }
    }
}

fn verdict(view: &View<'_>, made: Made<'_>, shown: &[usize]) -> Markup {
    let outcome = made.finding.outcome;
    html! {
        div class=(format!("verdict {}", mark::class(outcome))) {
            (mark::labelled(outcome, &sentence::label(made, &view.voice)))
            (sentence::paragraphs(view, made, shown))
            @if let Some(standing) = sentence::standing(made.finding, &view.voice) {
                p { strong { (standing) } }
            }
        }
    }
}

/// Both measures and the margin; three scales, never one.
fn axes(view: &View<'_>, made: Made<'_>) -> Markup {
    let finding = made.finding;
    if finding.units.compared == 0 {
        return html! {};
    }
    let voice = &view.voice;
    let (units, amount) = if made.check.facts.compares == Relation::Screen {
        screened(view, made)
    } else {
        compared(view, made)
    };
    html! {
        dl.axes id="measures" {
            div { dt { (units.0) } dd { (units.1) } }
            div { dt { (amount.0) } dd { (amount.1) } }
            div {
                dt { (voice.say("axes.margin")) }
                dd {
                    @match &finding.margin {
                        Some(margin) => { (voice.count(margin.votes, "votes")) ", " (margin.contest) },
                        None if finding.units.differ() == 0 => (voice.say("axes.margin-none")),
                        None => (voice.say("axes.margin-unknown")),
                    }
                }
            }
        }
    }
}

type Axis = (String, String);

fn compared(view: &View<'_>, made: Made<'_>) -> (Axis, Axis) {
    let voice = &view.voice;
    let finding = made.finding;
    let units = capital(&voice.many(&made.check.facts.units));
    let n = grouped(signed(finding.units.differ()));
    let told = signed(
        finding
            .units
            .compared
            .saturating_sub(finding.units.cannot_tell),
    );
    let whole = grouped(told);
    let fills = [
        ("n", n.as_str()),
        ("whole", whole.as_str()),
        ("units", units.as_str()),
    ];
    let key = if finding.units.cannot_tell > 0 {
        "axes.units-of-told"
    } else {
        "axes.units-of"
    };
    let question = finding.in_question;
    let counts = capital(&voice.many(&made.check.facts.counts));
    let mut amount = grouped(question.amount);
    if finding.units.cannot_tell > 0 && question.amount > 0 {
        amount = voice.text("axes.at-least", &[("n", &amount)]);
    }
    if let Some(whole) = question.out_of.filter(|whole| *whole > 0) {
        let whole = grouped(whole);
        amount = voice.text("axes.of-whole", &[("n", &amount), ("whole", &whole)]);
    }
    if question.explained > 0 {
        let explained = grouped(question.explained);
        amount = format!(
            "{amount}; {}",
            voice.text("axes.explained", &[("n", &explained)])
        );
    }
    (
        (voice.text("axes.units", &fills), voice.text(key, &fills)),
        (voice.text("axes.amount", &[("counts", &counts)]), amount),
    )
}

fn screened(view: &View<'_>, made: Made<'_>) -> (Axis, Axis) {
    let voice = &view.voice;
    let finding = made.finding;
    let units = capital(&voice.many(&made.check.facts.units));
    let counts = capital(&voice.many(&made.check.facts.counts));
    let n = grouped(signed(finding.units.differ()));
    let whole = grouped(signed(finding.units.compared));
    let fills = [
        ("n", n.as_str()),
        ("whole", whole.as_str()),
        ("units", units.as_str()),
    ];
    let by_chance = |text: String, billionths: Option<i64>| match billionths
        .filter(|billionths| *billionths > 0)
        .map(few)
    {
        Some(chance) => voice.text("axes.by-chance", &[("n", &text), ("chance", &chance)]),
        None => text,
    };
    let units = finding.by_chance.and_then(|chance| chance.units);
    let expected = finding.by_chance.and_then(|chance| chance.expected);
    let pointed = by_chance(voice.text("axes.units-of", &fills), units);
    let amount = grouped(finding.in_question.amount);
    let amount = by_chance(amount, expected);
    (
        (voice.text("axes.pointed", &fills), pointed),
        (voice.text("axes.amount", &[("counts", &counts)]), amount),
    )
}

/// The same check on the version that counts; there, where earlier versions came out otherwise.
fn elsewhere(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Markup {
    let voice = &view.voice;
    let Some(main) = view.publication().main() else {
        return html! {};
    };
    if main.as_of != scope.as_of {
        let Some(counts) = main.of(&made.check.id) else {
            return html! {};
        };
        let label = lower(&sentence::label(counts, voice));
        return html! {
            p {
                strong { (voice.text("finding.now", &[("label", &label)])) } " "
                a href=(view.to_finding(main, &made.check.id)) { (voice.label(main)) }
            }
        };
    }
    let earlier = view.publication().scopes.iter().skip(1);
    let mut other = earlier
        .filter_map(|scope| Some((scope, scope.of(&made.check.id)?)))
        .filter(|(_, then)| {
            then.finding.outcome < made.finding.outcome
                && matches!(
                    then.finding.outcome,
                    Outcome::Impossible | Outcome::Unexplained
                )
        });
    html! {
        @for (scope, then) in other.by_ref() {
            p {
                (voice.text("finding.then", &[("label", &lower(&sentence::label(then, voice)))])) " "
                a href=(view.to_finding(scope, &made.check.id)) { (voice.label(scope)) }
            }
        }
    }
}

fn picture(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Markup {
    let voice = &view.voice;
    let Some(picture) = chart::picture(view, scope, made) else {
        return html! {};
    };
    let file = |name: &str| view.folder.to_file(&page::joined(view.folder.path(), name));
    let svg = match voice.language {
        Language::English => "chart.svg",
        Language::Spanish => "es/chart.svg",
    };
    let source = voice.markup(
        "chart.source",
        &[
            (
                "rows",
                html! { a href="#rows" { (voice.say("chart.rows")) } },
            ),
            ("csv", html! { a href=(file("rows.csv")) { "CSV" } }),
            (
                "parquet",
                html! { a href=(file("rows.parquet")) { "Parquet" } },
            ),
            (
                "picture",
                html! { a href=(file(svg)) { (voice.say("chart.picture")) } },
            ),
        ],
    );
    chart::figure(view, &picture, &source)
}

/// The pictures as files of their own, beside each finding's page.
pub(crate) fn pictures(site: &Site<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    for language in Language::ALL {
        for scope in &site.publication.scopes {
            for made in &scope.made {
                let folder = site.finding_folder(scope, &made.check.id);
                let view = View::new(site, language, folder.as_str());
                if let Some(picture) = chart::picture(&view, scope, *made) {
                    let path = view.folder.page().replace("index.html", "chart.svg");
                    let place = &site.publication.jurisdiction.name;
                    let label = view.voice.label(scope);
                    let source = format!("{place}. {label}. {folder}/rows.csv");
                    pages.push(Page::of_text(path, chart::standalone(&picture, &source)));
                }
            }
        }
    }
    pages
}
