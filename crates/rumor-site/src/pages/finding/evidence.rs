//! How a finding is made again: the query, the records with their digests, the other versions.

use maud::{Markup, html};
use rumor_model::{
    messages::grouped,
    moment::Moment,
    word::{Outcome, Relation, Standing},
};

use super::list;
use crate::{
    mark, page,
    publication::{Made, Scope},
    sentence,
    view::View,
    voice::{foreign, signed},
};

pub(super) fn query(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Markup {
    let voice = &view.voice;
    let file = |name: &str| view.folder.to_file(&page::joined(view.folder.path(), name));
    html! {
        h2 id="query" { (voice.say("query.heading")) }
        p { (voice.say("query.about")) }
        pre tabindex="0" role="region" aria-label=(voice.say("query.label")) { code { (made.check.sql) } }
        p.small {
            (voice.markup("query.files", &[
                ("query", html! { a href=(file("query.sql")) { "query.sql" } }),
                ("rerun", html! { a href=(file("rerun.sql")) { "rerun.sql" } }),
                ("csv", html! { a href=(file("rows.csv")) { "rows.csv" } }),
                ("json", html! { a href=(file("finding.json")) { "finding.json" } }),
            ]))
        }
        h3 id="again" { (voice.say("query.again")) }
        p { (voice.say("query.duckdb")) }
        (list::command(
            &voice.say("query.duckdb-label"),
            &format!("cd {}\nduckdb < rerun.sql", view.folder.path()),
        ))
        p { (voice.say("query.rumorctl")) }
        (list::command(
            &voice.say("query.rumorctl-label"),
            &format!("rumorctl check {} --as-of {}", made.check.id, scope.as_of),
        ))
        @if !made.finding.parameters.is_empty() {
            h3 { (voice.say("query.parameters")) }
            dl.facts {
                @for (name, value) in &made.finding.parameters {
                    dt { code { (name) } } dd { (grouped(*value)) }
                }
            }
        }
    }
}

pub(super) fn records(view: &View<'_>, made: Made<'_>) -> Markup {
    let voice = &view.voice;
    let read = &made.finding.records;
    html! {
        h2 id="hashes" { (voice.say("hashes.heading")) }
        @if read.is_empty() {
            p { (voice.say("hashes.none")) }
        } @else {
            div.scroll tabindex="0" role="region" aria-label=(voice.say("hashes.label")) { table {
                caption.unseen { (voice.say("hashes.label")) }
                thead { tr {
                    th scope="col" { (voice.say("rows.record")) }
                    th.num scope="col" { (voice.say("hashes.bytes")) }
                    th scope="col" { "SHA-256" }
                } }
                tbody { @for digest in read {
                    @let record = view.publication().records.iter().find(|record| record.path == digest.path);
                    tr {
                        th scope="row" {
                            @match record {
                                Some(record) => a href=(view.to_record(record)) {
                                    (foreign(&view.record_name(record)))
                                },
                                None => (foreign(&digest.path)),
                            }
                            @if digest.standing != Standing::Received {
                                small { (voice.standing(digest.standing)) }
                            }
                        }
                        td.num { (record.map(|record| grouped(signed(record.bytes))).unwrap_or_default()) }
                        td.hash { (list::digest(&digest.sha256)) }
                    }
                } }
            } }
        }
        @if !made.finding.tables.is_empty() {
            details {
                summary { (voice.say("hashes.tables")) }
                dl.facts {
                    @for table in &made.finding.tables {
                        dt { code { (table.name) } } dd.hash { (list::digest(&table.sha256)) }
                    }
                }
            }
        }
    }
}

/// The same check as of every moment.
pub(super) fn versions(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Markup {
    let voice = &view.voice;
    let all: Vec<(&Scope<'_>, Made<'_>)> = view
        .publication()
        .scopes
        .iter()
        .filter_map(|scope| Some((scope, scope.of(&made.check.id)?)))
        .collect();
    if all.len() < 2 {
        return html! {};
    }
    html! {
        h2 id="versions" { (voice.say("finding.versions")) }
        ul.findings {
            @for (other, then) in all {
                li {
                    (mark::mark(then.finding.outcome, voice)) " "
                    @if other.as_of == scope.as_of {
                        b { (voice.label(other)) " " (voice.say("finding.this-one")) }
                    } @else {
                        a href=(view.to_finding(other, &made.check.id)) { (voice.label(other)) }
                    }
                    p { (sentence::short(then, voice)) }
                }
            }
        }
    }
}

/// What is known about the page itself.
pub(super) fn beside(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Markup {
    let voice = &view.voice;
    let used = view.site.answers_with(&made.check.id);
    let as_of: Moment = scope.as_of;
    html! {
        aside.about aria-labelledby="about-h" {
            h2 id="about-h" { (voice.say("finding.about")) }
            dl {
                dt { (voice.say("about.check")) }
                dd {
                    a href=(view.to(&format!("checks/{}", made.check.id))) { (made.check.id) }
                    ", " (made.check.facts.code)
                }
                dt { (voice.say("about.settles")) }
                dd { (voice.say(settled_by(made))) }
                dt { (voice.say("about.as-of")) }
                dd { (voice.moment(as_of)) }
                dt { (voice.say("about.address")) }
                dd { (list::address(view)) }
                @if !used.is_empty() {
                    dt { (voice.say("about.used-by")) }
                    @for answered in used {
                        dd { a href=(view.to_rumor(answered)) { (voice.of(&answered.rumor.title)) } }
                    }
                }
            }
        }
    }
}

/// Whether a reason can settle a difference.
fn settled_by(made: Made<'_>) -> &'static str {
    match (made.check.facts.compares, made.check.facts.when_broken) {
        (Relation::Report, _) => "about.settles-report",
        (Relation::Screen, _) => "about.settles-screen",
        (_, Outcome::Impossible) => "about.settles-impossible",
        (_, _) => "about.settles-reason",
    }
}
