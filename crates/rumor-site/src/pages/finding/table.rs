//! The rows of a finding as a table, and the reasons that were given.

use maud::{Markup, html};
use rumor_model::{
    finding::{Compared, FindingRow},
    messages::{few, grouped},
    reason::{GivenReason, ReasonState},
    word::Relation,
};

use crate::pages::list;
use crate::{
    mark, page,
    publication::Made,
    rows::{self, Names},
    view::View,
    voice::{capital, foreign, length},
};

/// Rows from which outcome and line stand under the name on every screen, so that a long page stays
/// light; below it they have columns of their own on a wide one.
const LONG: usize = 60;

pub(super) fn section(view: &View<'_>, made: Made<'_>, shown: &[usize]) -> Markup {
    let voice = &view.voice;
    let all = length(&made.finding.rows);
    if all == 0 {
        return html! {};
    }
    let of_all = Names::of(made).of_all(voice);
    let csv = view
        .folder
        .to_file(&page::joined(view.folder.path(), "rows.csv"));
    html! {
        h2 id="rows" { (voice.text_for(all, "rows.heading", &[("n", &grouped(all))])) }
        @if !of_all.is_empty() {
            p { (voice.text("rows.of-all", &[("keys", &of_all.join(", "))])) }
        }
        @if length(shown) < all {
            p {
                (voice.text("rows.shown", &[("n", &grouped(length(shown)))])) " "
                a href=(csv) { (voice.say("rows.all-in-file")) }
            }
        }
        (list::region(&voice.prose(made.check).title, &table(view, made, shown)))
        p.note {
            (voice.say("rows.note"))
            @if is_far(made, shown) { " " (voice.say("rows.lines-of-unit")) }
        }
    }
}

/// Whether the lines stand on the pages of the units alone: they are known by unit, and in a long
/// table each unit would name the same ones again and again.
fn is_far(made: Made<'_>, shown: &[usize]) -> bool {
    shown.len() > LONG && made.finding.by_unit.len() < made.finding.rows.len()
}

fn table(view: &View<'_>, made: Made<'_>, shown: &[usize]) -> Markup {
    let voice = &view.voice;
    let prose = voice.prose(made.check);
    let units = capital(
        voice
            .count(1, &made.check.facts.units)
            .trim_start_matches("1\u{a0}"),
    );
    let is_text = made
        .finding
        .rows
        .iter()
        .any(|row| matches!(row.compared, Compared::Texts(..)));
    let number = (!is_text).then_some("num");
    let names = Names::of(made);
    let long = shown.len() > LONG;
    let far = is_far(made, shown);
    let behind = view.site.behind(made.finding).filter(|_| !far);
    html! {
        table.rows {
            caption.unseen { (prose.title) }
            thead { tr {
                th scope="col" { (units) }
                th class=[number] scope="col" { (capital(&prose.left)) }
                th class=[number] scope="col" { (capital(&prose.right)) }
                @if !is_text { th.num scope="col" { (voice.say("rows.difference")) } }
                @if !long {
                    th.only-wide scope="col" { (voice.say("rows.outcome")) }
                    th.only-wide scope="col" { (voice.say("rows.record")) }
                }
            } }
            tbody {
                @for (place, row) in shown.iter().filter_map(|at| Some((*at, made.finding.rows.get(*at)?))) {
                    @let [left, right] = rows::compared(row);
                    @let lines = behind.map(|behind| behind.links(view, &row.keys.unit));
                    tr id=(rows::anchor(place)) class=[row.differs().then_some("stress")] {
                        th scope="row" {
                            (view.unit(made, &row.keys.unit))
                            (under(view, (&names, made), row))
                            small class=[(!long).then_some("only-narrow")] {
                                (mark::mark(row.outcome, voice))
                                @if let Some(lines) = &lines { " · " (lines) }
                            }
                        }
                        td class=[number] { (rows::cell(left.as_deref(), voice)) }
                        td class=[number] {
                            (rows::cell(right.as_deref(), voice))
                            (chance(view, made, row))
                        }
                        @if !is_text { td.num { (rows::difference(row).unwrap_or_default()) } }
                        @if !long {
                            td.only-wide { (mark::mark(row.outcome, voice)) }
                            td.only-wide { @if let Some(lines) = &lines { (lines) } }
                        }
                    }
                }
            }
        }
    }
}

/// What stands below a unit's name: further keys, what is missing, remarks, reasons.
fn under(view: &View<'_>, (names, made): (&Names<'_>, Made<'_>), row: &FindingRow) -> Markup {
    let voice = &view.voice;
    let parts = names.parts(row, voice);
    html! {
        @if !parts.is_empty() { small { (foreign(&parts.join(" · "))) } }
        @if let Some(missing) = &row.missing {
            small { (voice.text("rows.missing", &[("missing", &voice.missing(missing, made.check))])) }
        }
        @if let Some(note) = &row.note { small { (foreign(&voice.said(note))) } }
        @for reason in row.reasons.iter().filter_map(|at| made.finding.reasons.get(*at)) {
            small { (code(view, reason)) ", " (who(view, reason)) }
        }
    }
}

/// How likely a screen points at this row if nothing is wrong.
fn chance(view: &View<'_>, made: Made<'_>, row: &FindingRow) -> Markup {
    let screen = made.check.facts.compares == Relation::Screen;
    html! {
        @if let Some(chance) = row.chance.filter(|chance| screen && *chance > 0) {
            small { (view.voice.text("rows.chance", &[("chance", &few(chance))])) }
        }
    }
}

/// The reasons given, with who gave them and what became of them.
pub(super) fn reasons(view: &View<'_>, made: Made<'_>) -> Markup {
    let voice = &view.voice;
    let given = &made.finding.reasons;
    if given.is_empty() {
        return html! {};
    }
    html! {
        h2 id="reasons" { (voice.say("reasons.heading")) }
        ul {
            @for reason in given {
                li {
                    strong { (foreign(&reason.keys.values().into_iter().flatten().collect::<Vec<_>>().join(", "))) }
                    ": " (code(view, reason)) ". "
                    (voice.text("reasons.ballots", &[("n", &grouped(reason.ballots))])) " "
                    @if !reason.note.is_empty() { q { (reason.note) } " " }
                    (capital(&who(view, reason))) ". " (voice.say(state(reason.state)))
                }
            }
        }
    }
}

/// What a reason's code means; an office's own code is shown as it is.
fn code(view: &View<'_>, reason: &GivenReason) -> String {
    view.voice.of_list("reason", &reason.code)
}

/// "Reason given by the clerk, not signed".
fn who(view: &View<'_>, reason: &GivenReason) -> String {
    let key = if reason.signed {
        "reasons.signed"
    } else {
        "reasons.not-signed"
    };
    view.voice.text(key, &[("by", &reason.by)])
}

const fn state(state: ReasonState) -> &'static str {
    match state {
        ReasonState::Covers => "reasons.covers",
        ReasonState::Partial => "reasons.partial",
        ReasonState::Lapsed => "reasons.lapsed",
        ReasonState::Unused => "reasons.unused",
    }
}
