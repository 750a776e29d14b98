//! The overview: do the records of this election agree?

use maud::{Markup, html};
use rumor_model::{
    answer::Kind,
    messages::grouped,
    word::{Outcome, Relation, Standing},
};

use super::{list, rumors};
use crate::{
    chart,
    frame::{self, Document, Section},
    mark,
    page::Page,
    publication::Made,
    view::View,
    voice::{foreign, length, signed},
};

/// Rumors that are listed; the page of rumors has all of them.
const RUMORS: usize = 6;
/// Open findings that are listed before "all findings" has the rest.
const OPEN: usize = 8;

pub(crate) fn page(view: &View<'_>) -> Page {
    let counts = Counts::of(view);
    let sentences = counts.sentences(view);
    let title = view.voice.say("overview.title");
    let main = html! {
        h1 { (title) }
        p.lede { (lede(&sentences)) }
        (tally(view, &counts))
        div.split {
            div {
                (open(view))
                (answered(view))
                (findings(view))
                (versions(view))
            }
            (beside(view))
        }
    };
    let description = sentences.join(" ");
    frame::page(
        view,
        &Document { title, description, section: Section::Overview, main },
    )
}

/// How many main findings came out as what.
struct Counts {
    of: Vec<(Outcome, i64)>,
    all: i64,
}

impl Counts {
    fn of(view: &View<'_>) -> Self {
        let made = view.site.in_order();
        let with = |outcome| {
            made.iter()
                .filter(|made| made.finding.outcome == outcome)
                .count()
        };
        let signed = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        Self {
            of: Outcome::ALL
                .iter()
                .map(|outcome| (*outcome, signed(with(*outcome))))
                .collect(),
            all: length(&made),
        }
    }

    fn with(&self, outcomes: &[Outcome]) -> i64 {
        let counted = self
            .of
            .iter()
            .filter(|(outcome, _)| outcomes.contains(outcome));
        counted.map(|(_, count)| *count).sum()
    }

    /// The sentences of the lede, one an outcome that occurs.
    fn sentences(&self, view: &View<'_>) -> Vec<String> {
        let voice = &view.voice;
        let differ = [Outcome::Unexplained, Outcome::Impossible];
        let parts = [
            ("overview.agree", self.with(&[Outcome::Agrees])),
            ("overview.explained", self.with(&[Outcome::Explained])),
            ("overview.differ", self.with(&differ)),
            ("overview.cannot-tell", self.with(&[Outcome::CannotTell])),
        ];
        let asked = voice.text_for(self.all, "overview.asked", &[("n", &grouped(self.all))]);
        let told = parts.into_iter().filter(|(_, count)| *count > 0);
        let told = told.map(|(key, count)| voice.text_for(count, key, &[("n", &grouped(count))]));
        std::iter::once(asked).chain(told).collect()
    }
}

fn lede(sentences: &[String]) -> Markup {
    html! {
        @for (at, sentence) in sentences.iter().enumerate() {
            @if at > 0 { " " }
            @if (1..=2).contains(&at) { strong { (sentence) } } @else { (sentence) }
        }
    }
}

/// The five counts, each with its shape.
fn tally(view: &View<'_>, counts: &Counts) -> Markup {
    const ORDER: [Outcome; 5] = [
        Outcome::Agrees,
        Outcome::Explained,
        Outcome::Unexplained,
        Outcome::Impossible,
        Outcome::CannotTell,
    ];
    html! {
        ul.tally {
            @for outcome in ORDER {
                @let count = counts.with(&[outcome]);
                li {
                    (mark::shape(outcome)) b { (grouped(count)) } " "
                    span { (view.voice.text_for(count, &format!("tally.{outcome}"), &[])) }
                }
            }
        }
    }
}

/// What needs an explanation now, the largest first, and what would settle it.
fn open(view: &View<'_>) -> Markup {
    let voice = &view.voice;
    let Some(scope) = view.publication().main() else {
        return html! {};
    };
    let mut open: Vec<Made<'_>> = view.site.in_order();
    open.retain(|made| {
        matches!(
            made.finding.outcome,
            Outcome::Impossible | Outcome::Unexplained
        )
    });
    open.sort_by_key(|made| std::cmp::Reverse(made.finding.in_question.amount));
    let more = open.len().saturating_sub(OPEN);
    html! {
        h2 id="open" { (voice.say("overview.open")) }
        @if open.is_empty() {
            p { (voice.say("overview.open-none")) }
        } @else {
            p { (voice.say("overview.open-order")) }
            table { caption.unseen { (voice.say("overview.open")) }
                thead { tr {
                    th scope="col" { (voice.say("overview.question")) }
                    th.num scope="col" { (voice.say("overview.in-question")) }
                    th.only-wide scope="col" { (voice.say("overview.settle")) }
                } }
                tbody { @for made in open.iter().take(OPEN) { tr {
                    th scope="row" {
                        a href=(view.to_finding(scope, &made.check.id)) { (voice.prose(made.check).title) }
                        small.only-narrow { (settle(view, *made)) }
                    }
                    td.num { (amount(view, *made)) }
                    td.only-wide { (settle(view, *made)) }
                } } }
            }
            @if more > 0 {
                p.note { a href=(view.to("findings")) { (voice.say("overview.all-findings")) } }
            }
        }
        (margin(view))
    }
}

fn amount(view: &View<'_>, made: Made<'_>) -> String {
    let question = made.finding.in_question;
    view.voice.count(question.amount, &made.check.facts.counts)
}

/// What would settle a finding: it depends on what it breaks, and on what it lacks.
fn settle(view: &View<'_>, made: Made<'_>) -> String {
    let voice = &view.voice;
    let key = match (made.finding.outcome, made.check.facts.compares) {
        (Outcome::Impossible, _) => "settle.impossible",
        (_, Relation::Screen) => "settle.screen",
        (_, Relation::Equal | Relation::AtMost | Relation::Report) => "settle.unexplained",
    };
    let mut said = voice.say(key);
    let mut missing: Vec<String> = made
        .finding
        .missing
        .iter()
        .map(|lack| voice.missing(&lack.what, made.check))
        .collect();
    missing.sort();
    missing.dedup();
    if !missing.is_empty() {
        let missing = voice.list(&missing);
        said = format!(
            "{said} {}",
            voice.text("settle.missing", &[("missing", &missing)])
        );
    }
    said
}

/// The closest contest, beside which every count is read.
fn margin(view: &View<'_>) -> Markup {
    let margins = view
        .site
        .in_order()
        .into_iter()
        .filter_map(|made| made.finding.margin.as_ref());
    let Some(closest) = margins.min() else {
        return html! {};
    };
    let votes = view.voice.count(closest.votes, "votes");
    let fills = [("contest", closest.contest.as_str()), ("margin", &votes)];
    html! { p.note { (view.voice.text("overview.margin", &fills)) } }
}

fn answered(view: &View<'_>) -> Markup {
    let answers = view.site.answers_in_order();
    let voice = &view.voice;
    let mut first = answers.clone();
    first.retain(|answered| !matches!(answered.answer.kind, Kind::Outside | Kind::Elsewhere));
    first.truncate(RUMORS);
    html! {
        h2 id="rumors" { (voice.say("overview.rumors")) }
        @if answers.is_empty() {
            p { (voice.say("overview.rumors-none")) }
        } @else {
            p { (rumors::counts(view)) }
            (list::rumors(view, &first))
            @let n = grouped(length(&answers));
            p { a href=(view.to("rumors")) { (voice.text("overview.all-rumors", &[("n", &n)])) } }
        }
    }
}

fn findings(view: &View<'_>) -> Markup {
    let voice = &view.voice;
    let Some(scope) = view.publication().main() else {
        return html! {};
    };
    let all = view.site.in_order();
    let earlier = view.site.earlier();
    let n = grouped(length(&all));
    html! {
        h2 id="findings" { (voice.text_for(length(&all), "overview.findings", &[("n", &n)])) }
        (list::findings(view, all.into_iter().map(|made| (scope, made))))
        @if !earlier.is_empty() {
            h3 { (voice.say("overview.earlier")) }
            p { (voice.say("overview.earlier-about")) }
            (list::findings(view, earlier))
        }
    }
}

fn versions(view: &View<'_>) -> Markup {
    let voice = &view.voice;
    let drawn = view
        .publication()
        .histories
        .iter()
        .find(|history| history.versions.len() > 1);
    let Some(history) = drawn else {
        return html! {};
    };
    html! {
        h2 id="versions" { (voice.say("overview.versions")) }
        @match chart::versions(view, history) {
            Some(picture) => (chart::figure(view, &picture, &html! {
                a href=(view.to("changes")) { (voice.say("overview.all-versions")) }
            })),
            None => (chart::versions_table(view, history)),
        }
    }
}

/// Records, and those that are missing; how to check without us.
fn beside(view: &View<'_>) -> Markup {
    let voice = &view.voice;
    let records = &view.publication().records;
    html! {
        aside.about aria-labelledby="records" {
            h2 id="records" { (voice.say("overview.records")) }
            dl {
                @for record in records {
                    dt { (foreign(&view.record_name(record))) }
                    dd {
                        a href=(view.to_record(record)) {
                            @match record.entries {
                                Some(entries) => (voice.count(signed(entries.all), "entries")),
                                None => (voice.say("records.not-read")),
                            }
                        }
                        @if let Some(entries) = record.entries {
                            ", " (voice.text("records.set-aside", &[("n", &grouped(signed(entries.set_aside)))]))
                        }
                        @if record.standing != Standing::Received {
                            ", " (voice.standing(record.standing))
                        }
                    }
                }
                @let missing = missing(view);
                @if !missing.is_empty() {
                    dt { (voice.say("overview.missing")) }
                    dd { (missing.join(", ")) }
                }
            }
            h2 id="verify" { (voice.say("overview.do-not-trust")) }
            p.small {
                (voice.markup("overview.verify", &[
                    ("bundle", html! { a href=(view.to("bundle")) { (voice.say("overview.bundle")) } }),
                    ("verify", html! { a href=(view.to("verify")) { (voice.say("overview.how")) } }),
                ]))
            }
        }
    }
}

/// What whole checks lack, each once.
fn missing(view: &View<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for made in view.site.in_order() {
        for lack in made
            .finding
            .missing
            .iter()
            .filter(|lack| lack.unit.is_none())
        {
            let name = view.voice.missing(&lack.what, made.check);
            let is_record = made.check.needs().any(|need| need.to_string() == lack.what);
            if is_record && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.sort();
    names
}
