//! A unit: what the records say about this precinct, county or device.

use maud::{Markup, html};
use rumor_model::{finding::UnitFinding, messages::grouped, word::Outcome};

use super::list;
use crate::{
    frame::{self, Document, Section},
    mark,
    page::Page,
    publication::{Made, Scope},
    rows::{self, Names},
    site::of_unit,
    view::View,
    voice::{foreign, length},
};

/// Runs of lines of one finding that the page names.
const RUNS: usize = 12;
/// Rows of one finding that the page shows; the others are in the finding.
const ROWS: usize = 40;

pub(crate) fn page(view: &View<'_>, unit: &str) -> Page {
    let voice = &view.voice;
    let scopes = &view.publication().scopes;
    let of = |scope: &Scope<'_>| scope.made.iter().any(|made| found(*made, unit).is_some());
    let main = html! {
        (list::crumbs(&[(view.to("units"), voice.say("foot.units"))], unit))
        h1 { bdi { (unit) } }
        p.lede { (voice.say("unit.lede")) }
        @for scope in scopes.iter().filter(|scope| of(scope)) {
            h2 { (voice.label(scope)) }
            @if let Some(replaced) = scope.replaced_at {
                p { (voice.text("finding.replaced", &[("day", &voice.moment(replaced))])) }
            }
            (summary(view, scope, unit))
            (open(view, scope, unit))
        }
    };
    let description = voice.text("unit.description", &[("unit", unit)]);
    let document = Document { title: unit.to_owned(), description, section: Section::Foot, main };
    frame::page(view, &document)
}

fn found<'a>(made: Made<'a>, unit: &str) -> Option<&'a UnitFinding> {
    of_unit(made.finding, unit)
}

/// Its findings, those that cannot be first.
fn in_order<'a>(scope: &Scope<'a>, unit: &str) -> Vec<(Made<'a>, &'a UnitFinding)> {
    let mut all: Vec<(Made<'a>, &UnitFinding)> = scope
        .made
        .iter()
        .filter_map(|made| Some((*made, found(*made, unit)?)))
        .collect();
    all.sort_by(|one, other| {
        one.1
            .outcome
            .cmp(&other.1.outcome)
            .then_with(|| one.0.check.id.cmp(&other.0.check.id))
    });
    all
}

fn summary(view: &View<'_>, scope: &Scope<'_>, unit: &str) -> Markup {
    let voice = &view.voice;
    let table = html! {
        table {
            caption.unseen { (voice.label(scope)) }
            thead { tr {
                th scope="col" { (voice.say("overview.question")) }
                th.num scope="col" { (voice.say("overview.in-question")) }
                th.only-wide scope="col" { (voice.say("rows.record")) }
            } }
            tbody { @for (made, of_unit) in in_order(scope, unit) {
                @let lines = view.site.behind(made.finding).map(|behind| behind.first_links(view, unit, RUNS));
                @let differs = !matches!(of_unit.outcome, Outcome::Agrees | Outcome::CannotTell);
                tr class=[differs.then_some("stress")] {
                    th scope="row" {
                        a href=(view.to_finding(scope, &made.check.id)) { (voice.prose(made.check).title) }
                        small { (mark::mark(of_unit.outcome, voice)) }
                        @if let Some(lines) = &lines { small.only-narrow { (lines) } }
                    }
                    td.num {
                        @if differs { (voice.count(of_unit.in_question, &made.check.facts.counts)) }
                    }
                    td.only-wide { @if let Some(lines) = &lines { (lines) } }
                }
            } }
        }
    };
    list::region(&voice.label(scope), &table)
}

/// The rows that differ or cannot be told, finding by finding.
fn open(view: &View<'_>, scope: &Scope<'_>, unit: &str) -> Markup {
    let open = in_order(scope, unit)
        .into_iter()
        .filter(|(_, of_unit)| of_unit.outcome != Outcome::Agrees);
    html! {
        @for (made, of_unit) in open {
            @let prose = view.voice.prose(made.check);
            h3 { (prose.title) }
            ul { (rows_of(view, made, of_unit)) }
        }
    }
}

fn rows_of(view: &View<'_>, made: Made<'_>, of_unit: &UnitFinding) -> Markup {
    let voice = &view.voice;
    let prose = voice.prose(made.check);
    let names = Names::of(made);
    let mut rows: Vec<_> = of_unit
        .rows
        .iter()
        .filter_map(|at| made.finding.rows.get(*at))
        .filter(|row| row.outcome != Outcome::Agrees)
        .collect();
    rows.sort_by_key(|row| (row.outcome, std::cmp::Reverse(rows::amount(row))));
    let more = length(&rows).saturating_sub(i64::try_from(ROWS).unwrap_or(i64::MAX));
    html! {
        @for row in rows.iter().take(ROWS) {
            @let [left, right] = rows::compared(row);
            @let parts = names.parts(row, voice);
            li {
                @if !parts.is_empty() { (foreign(&parts.join(", "))) ": " }
                (prose.left) " " b { (rows::cell(left.as_deref(), voice)) } ", "
                (prose.right) " " b { (rows::cell(right.as_deref(), voice)) }
                @if let Some(missing) = &row.missing {
                    ". " (voice.text("rows.missing", &[("missing", &voice.missing(missing, made.check))]))
                }
                @if let Some(note) = &row.note { " (" (foreign(&voice.said(note))) ")" }
            }
        }
        @if more > 0 { li { (voice.text_for(more, "sentence.more", &[("n", &grouped(more))])) } }
    }
}
