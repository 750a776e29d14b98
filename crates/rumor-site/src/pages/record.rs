//! A record: what is this file, and is this the same one? Its lines, 500 a page.

use maud::{Markup, html};
use rumor_model::{
    messages::{Language, grouped},
    word::Standing,
};

use super::list;
use crate::{
    frame::{self, Document, Section},
    page::Page,
    publication::{Publicity, Record},
    site::Site,
    view::{LINES, View, lines_folder},
    voice::{foreign, length, signed},
};

/// Characters of a line that a page shows; the file has the rest.
const LONG: usize = 2_000;

/// The record's page, and the further pages of its lines.
pub(crate) fn pages(site: &Site<'_>, language: Language, record: &Record) -> Vec<Page> {
    let lots = record.lines.as_ref().map_or(1, |lines| lots(length(lines)));
    (0..lots)
        .map(|lot| {
            let view = View::new(site, language, lines_folder(record, lot));
            if lot == 0 {
                page(&view, record, lots)
            } else {
                further(&view, record, (lot, lots))
            }
        })
        .collect()
}

/// How many pages hold so many lines; at least one.
const fn lots(lines: i64) -> i64 {
    if lines <= LINES {
        1
    } else {
        lines.saturating_add(LINES - 1).div_euclid(LINES)
    }
}

fn page(view: &View<'_>, record: &Record, lots: i64) -> Page {
    let voice = &view.voice;
    let title = view.record_name(record);
    let used = view.site.findings_with(record);
    let scope = view.publication().main();
    let main = html! {
        (list::crumbs(&[(view.to("records"), voice.say("nav.records"))], &record.slug))
        h1 { (foreign(&title)) }
        (standing(view, record))
        (facts(view, record))
        (problems(view, record))
        h2 id="used" { (voice.say("record.used-by")) }
        @if used.is_empty() {
            p { (voice.say("record.unused")) }
        } @else {
            @if let Some(scope) = scope {
                (list::findings(view, used.into_iter().map(|made| (scope, made))))
            }
        }
        h2 id="lines" { (voice.say("record.lines")) }
        (lines(view, record, (0, lots)))
    };
    let bytes = grouped(signed(record.bytes));
    let description = voice.text(
        "record.description",
        &[
            ("path", &record.path),
            ("n", &bytes),
            ("sha256", &record.sha256),
        ],
    );
    frame::page(
        view,
        &Document { title, description, section: Section::Records, main },
    )
}

fn further(view: &View<'_>, record: &Record, (lot, lots): (i64, i64)) -> Page {
    let voice = &view.voice;
    let name = view.record_name(record);
    let (first, last) = bounds(record, lot);
    let (from, to) = (grouped(first), grouped(last));
    let title = format!(
        "{name}, {}",
        voice.text("rows.lines", &[("first", &from), ("last", &to)])
    );
    let steps = [
        (view.to("records"), voice.say("nav.records")),
        (view.to_record(record), name),
    ];
    let main = html! {
        (list::crumbs(&steps, &voice.text("rows.lines", &[("first", &from), ("last", &to)])))
        h1 { (foreign(&title)) }
        (standing(view, record))
        (lines(view, record, (lot, lots)))
    };
    let description = title.clone();
    frame::page(
        view,
        &Document { title, description, section: Section::Records, main },
    )
}

fn standing(view: &View<'_>, record: &Record) -> Markup {
    let voice = &view.voice;
    html! {
        @if record.standing != Standing::Received {
            p { strong { (voice.say(&format!("record.standing.{}", record.standing))) } }
        }
        @if let Some(newer) = &record.replaced_by {
            p {
                (voice.say("record.replaced")) " "
                a href=(view.to(&format!("records/{newer}"))) { (voice.say("record.newer")) }
            }
        }
    }
}

fn facts(view: &View<'_>, record: &Record) -> Markup {
    let voice = &view.voice;
    html! {
        dl.facts {
            dt { (voice.say("record.path")) } dd.hash { (foreign(&record.path)) }
            dt { (voice.say("hashes.bytes")) } dd { (grouped(signed(record.bytes))) }
            dt { "SHA-256" } dd.hash { (list::digest(&record.sha256)) }
            dt { (voice.say("record.format")) } dd { code { (record.format) } }
            @if let Some(source) = record.source {
                dt { (voice.say("record.source")) } dd { (voice.source(source)) }
            }
            @if let Some(version) = record.version {
                dt { (voice.say("about.version")) } dd { (version) }
            }
            dt { (voice.say("records.published")) }
            dd {
                @match record.published_at {
                    Some(at) => (voice.moment(at)),
                    None => (voice.say("record.no-moment")),
                }
            }
            dt { (voice.say("record.standing")) } dd { (voice.standing(record.standing)) }
            dt { (voice.say("records.entries")) }
            dd {
                @match record.entries {
                    Some(entries) => (voice.text("record.entries", &[
                        ("all", &grouped(signed(entries.all))),
                        ("kept", &grouped(signed(entries.kept))),
                        ("set_aside", &grouped(signed(entries.set_aside))),
                        ("passed_over", &grouped(signed(entries.passed_over))),
                    ])),
                    None => (voice.say("records.not-read")),
                }
            }
            @if let Some(copy) = &record.copy {
                dt { (voice.say("record.copy")) }
                dd { a href=(view.folder.to_file(copy)) { (foreign(copy)) } }
            }
        }
        h2 { (voice.say("record.same")) }
        (list::command(&voice.say("record.same-label"), &format!("sha256sum {}", record.path)))
    }
}

/// Lines that could not be read, with their text and the cause.
fn problems(view: &View<'_>, record: &Record) -> Markup {
    let voice = &view.voice;
    html! {
        h2 id="problems" { (voice.say("record.problems")) }
        @if record.problems.is_empty() {
            p { (voice.say("record.no-problems")) }
        } @else {
            ul {
                @for problem in &record.problems {
                    li {
                        a href=(view.to_line(record, signed(problem.row_number))) {
                            (voice.text("rows.line", &[("first", &grouped(signed(problem.row_number)))]))
                        }
                        @if let Some(column) = &problem.column { ", " code { (column) } }
                        ": " (foreign(&problem.message)) " "
                        @if let Some(found) = &problem.found { q { bdi { (cut(found)) } } " " }
                        (foreign(&problem.action)) " " span.small { "(" (problem.code) ")" }
                    }
                }
            }
        }
    }
}

/// The first and the last line of a lot.
fn bounds(record: &Record, lot: i64) -> (i64, i64) {
    let all = record.lines.as_ref().map_or(0, |lines| length(lines));
    let first = lot.saturating_mul(LINES).saturating_add(1);
    (first, all.min(lot.saturating_add(1).saturating_mul(LINES)))
}

fn lines(view: &View<'_>, record: &Record, (lot, lots): (i64, i64)) -> Markup {
    let voice = &view.voice;
    let Some(lines) = &record.lines else {
        let key = match record.publicity {
            Publicity::Public => "record.lines-too-many",
            Publicity::Withheld => "record.lines-withheld",
        };
        return html! { p { (voice.say(key)) } };
    };
    let (first, _) = bounds(record, lot);
    let skipped = usize::try_from(lot.saturating_mul(LINES)).unwrap_or(usize::MAX);
    let taken = usize::try_from(LINES).unwrap_or(usize::MAX);
    html! {
        (turn(view, record, (lot, lots)))
        div.scroll tabindex="0" role="region" aria-label=(voice.say("record.lines")) {
            ol.lines start=(first) {
                @for (number, line) in (first..).zip(lines.iter().skip(skipped).take(taken)) {
                    li id=(format!("L{number}")) value=(number) { code { bdi { (cut(line)) } } }
                }
            }
        }
        (turn(view, record, (lot, lots)))
    }
}

/// To the page before and the page after.
fn turn(view: &View<'_>, record: &Record, (lot, lots): (i64, i64)) -> Markup {
    let voice = &view.voice;
    let link = |lot: i64| view.to(&lines_folder(record, lot));
    html! {
        @if lots > 1 {
            p.turn {
                @if lot > 0 { a href=(link(lot.saturating_sub(1))) { (voice.say("record.before")) } " " }
                (voice.text("record.lot", &[
                    ("n", &grouped(lot.saturating_add(1))),
                    ("whole", &grouped(lots)),
                ]))
                @if lot.saturating_add(1) < lots {
                    " " a href=(link(lot.saturating_add(1))) { (voice.say("record.after")) }
                }
            }
        }
    }
}

fn cut(line: &str) -> String {
    if line.chars().count() <= LONG {
        return line.to_owned();
    }
    line.chars().take(LONG).chain("…".chars()).collect()
}
