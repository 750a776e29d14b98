//! A check: its file as a page, so that it can be argued with.

use maud::{Markup, html};
use rumor_model::messages::{Language, grouped};

use super::list;
use crate::{
    frame::{self, Document, Section},
    mark,
    page::Page,
    prose,
    publication::Made,
    sentence,
    view::View,
    voice::length,
};

pub(crate) fn page(view: &View<'_>, made: Made<'_>) -> Page {
    let voice = &view.voice;
    let check = made.check;
    let words = voice.prose(check);
    let untranslated = voice.language == Language::Spanish && check.spanish.is_none();
    let sections = [
        ("check.asks", &words.asks),
        ("check.matters", &words.matters),
        ("check.needs", &words.needs),
        ("finding.means", &words.means),
        ("finding.limits", &words.limits),
    ];
    let main = html! {
        div.split {
            div {
                (list::crumbs(&[(view.to("checks"), voice.say("foot.checks"))], &check.id))
                h1 { (words.title) }
                @if untranslated { p.note { (voice.say("check.untranslated")) } }
                (outcome(view, made))
                div lang=[untranslated.then_some("en")] {
                    @for (heading, text) in sections {
                        h2 { (voice.say(heading)) }
                        (prose::blocks(text))
                    }
                }
                h2 id="query" { (voice.say("query.heading")) }
                p { (voice.say("check.query")) }
                pre tabindex="0" role="region" aria-label=(voice.say("query.label")) { code { (check.sql) } }
                @if let Some(rows) = &check.rows_sql {
                    h3 { (voice.say("check.rows-query")) }
                    pre tabindex="0" role="region" aria-label=(voice.say("check.rows-query")) { code { (rows) } }
                }
                h2 id="cases" { (voice.say("check.cases")) }
                p { (voice.text_for(length(&check.cases), "check.cases-about", &[("n", &grouped(length(&check.cases)))])) }
                ul lang="en" { @for case in &check.cases { li { (case.title) } } }
                h2 id="sources" { (voice.say("answer-page.sources")) }
                div.small lang=[untranslated.then_some("en")] { (prose::blocks(&words.sources)) }
            }
            (beside(view, made))
        }
    };
    let document = Document {
        title: words.title.clone(),
        description: prose::first(&words.asks),
        section: Section::Foot,
        main,
    };
    frame::page(view, &document)
}

fn outcome(view: &View<'_>, made: Made<'_>) -> Markup {
    let voice = &view.voice;
    let Some(scope) = view.publication().main() else {
        return html! {};
    };
    html! {
        div class=(format!("verdict {}", mark::class(made.finding.outcome))) {
            (mark::labelled(made.finding.outcome, &sentence::label(made, voice)))
            p {
                (sentence::short(made, voice)) " "
                a href=(view.to_finding(scope, &made.check.id)) { (voice.say("finding.see")) }
            }
        }
    }
}

fn beside(view: &View<'_>, made: Made<'_>) -> Markup {
    let voice = &view.voice;
    let check = made.check;
    let used = view.site.answers_with(&check.id);
    let names = |words: &str| voice.many(words);
    html! {
        aside.about aria-labelledby="about-h" {
            h2 id="about-h" { (voice.say("check.about")) }
            dl {
                dt { (voice.say("about.check")) } dd { (check.id) ", " (check.facts.code) }
                dt { (voice.say("check.compares")) }
                dd { (voice.say(&format!("compares.{}", check.facts.compares))) }
                dt { (voice.say("check.left")) } dd { (voice.prose(check).left) }
                dt { (voice.say("check.right")) } dd { (voice.prose(check).right) }
                dt { (voice.say("check.units")) } dd { (names(&check.facts.units)) }
                dt { (voice.say("check.counts")) } dd { (names(&check.facts.counts)) }
                dt { (voice.say("check.broken")) } dd { (voice.outcome(check.facts.when_broken)) }
                @if !made.finding.parameters.is_empty() {
                    dt { (voice.say("query.parameters")) }
                    @for (name, value) in &made.finding.parameters {
                        dd { code { (name) } ": " (grouped(*value)) }
                    }
                }
                dt { "SHA-256" } dd.hash { (list::digest(&check.sha256)) }
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
