//! A rumor's answer, in the order of `claims.md` §8.5: title, what is true in it, the claim, the
//! answer, claimed and found, scale; then how it was checked and what stays open.

use maud::{Markup, html};
use rumor_model::{
    answer::{Because, Mode, Piece, Sentence, Status},
    word::Outcome,
};

use super::list;
use crate::{
    chart,
    frame::{self, Document, Section},
    mark,
    page::Page,
    prose,
    publication::{Answered, Made},
    rows, sentence,
    site::figure_of,
    view::View,
    voice::foreign,
};

pub(crate) fn page(view: &View<'_>, answered: Answered<'_>) -> Page {
    let voice = &view.voice;
    let Answered { rumor, answer } = answered;
    let text = voice.of(&answer.text);
    let title = voice.of(&rumor.title).clone();
    let day = view.answered_at(answer);
    let main = html! {
        div.split {
            div {
                p.kind { (voice.text("answer-page.day", &[("day", &day)])) }
                h1 { (title) }
                @if !text.truth.is_empty() {
                    p.lede { strong { (voice.say("answer-page.truth")) } " " (told(view, answered, &text.truth)) }
                }
                p.claim {
                    span { (voice.say("answer-page.claim")) } " " q { bdi { (voice.of(&answer.claim)) } }
                }
                p.lede { (first_strong(view, answered, &text.answer)) }
                (axes(view, answered))
                (notes(view, answered))
                (picture(view, answered))
            }
            div {
                (checked(view, answered))
                (again(view, answered))
                (open(view, answered))
                h2 id="elsewhere" { (voice.say("answer-page.usual")) }
                p { (prose::inline(&voice.of(&rumor.usual).text)) }
                h2 id="change" { (voice.say("answer-page.change")) }
                (change(view, answered))
                h2 id="sources" { (voice.say("answer-page.sources")) }
                div.small { (prose::blocks(&rumor.sources)) }
            }
            (beside(view, answered))
        }
    };
    let description = [&text.truth, &text.answer]
        .map(Sentence::to_string)
        .join(" ");
    let document = Document {
        title,
        description: description.trim().to_owned(),
        section: Section::Rumors,
        main,
    };
    frame::page(view, &document)
}

/// `answer.json`, beside the page.
pub(crate) fn json(answered: Answered<'_>) -> Page {
    let text = serde_json::to_string_pretty(answered.answer)
        .expect("an answer holds text, numbers and lists");
    Page::of_text(
        format!("rumors/{}/answer.json", answered.rumor.id),
        format!("{text}\n"),
    )
}

/// A sentence with each figure linked to the cell that it comes from.
fn told(view: &View<'_>, answered: Answered<'_>, sentence: &Sentence) -> Markup {
    html! {
        @for piece in &sentence.0 {
            @match (piece, figure_of(piece)) {
                (_, Some((text, at))) => {
                    @match cell(view, answered, at) {
                        Some(link) => a.fig href=(link) { (text) },
                        None => (text),
                    }
                }
                (Piece::Words(words) | Piece::Figure(words, _), None) => (words),
            }
        }
    }
}

/// The same, its first sentence in strong type: it carries the answer.
fn first_strong(view: &View<'_>, answered: Answered<'_>, sentence: &Sentence) -> Markup {
    let (first, rest) = after_first(sentence);
    html! {
        strong { (told(view, answered, &first)) }
        (told(view, answered, &rest))
    }
}

/// The first sentence, and what stands behind it.
fn after_first(sentence: &Sentence) -> (Sentence, Sentence) {
    let mut left = first_end(&sentence.to_string());
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for piece in &sentence.0 {
        let text = match piece {
            Piece::Words(text) | Piece::Figure(text, _) => text,
        };
        match (piece, text.split_at_checked(left)) {
            (_, None) => first.push(piece.clone()),
            (Piece::Words(_), Some((head, tail))) if left > 0 => {
                first.push(Piece::Words(head.to_owned()));
                rest.push(Piece::Words(tail.to_owned()));
            }
            (_, Some(_)) => rest.push(piece.clone()),
        }
        left = left.saturating_sub(text.len());
    }
    (Sentence(first), Sentence(rest))
}

/// Where the first sentence ends. A single letter before a full stop is an initial.
fn first_end(text: &str) -> usize {
    let ends = text.match_indices(". ").map(|(at, _)| at);
    let is_initial = |at: usize| {
        let word = text
            .get(..at)
            .and_then(|before| before.rsplit([' ', '\u{a0}']).next());
        word.is_some_and(|word| word.chars().count() == 1)
    };
    ends.into_iter()
        .find(|at| !is_initial(*at))
        .map_or(text.len(), |at| at.saturating_add(1))
}

/// Where a figure of the answer stands: a row of the finding, or its measures.
fn cell(view: &View<'_>, answered: Answered<'_>, at: usize) -> Option<String> {
    let figure = answered.answer.figures.get(at)?;
    let scope = view.publication().main()?;
    let finding = scope.of(&figure.check)?.finding;
    let row = figure
        .row
        .and_then(|row| usize::try_from(row).ok()?.checked_sub(1));
    let place = match row {
        Some(row) if row < finding.rows.len() => rows::anchor(row),
        _ if finding.units.compared > 0 => "measures".to_owned(),
        _ => "main".to_owned(),
    };
    Some(view.to_place(&view.site.finding_folder(scope, &figure.check), &place))
}

/// Claimed and found, scale, what is missing: three axes, never one from false to true.
fn axes(view: &View<'_>, answered: Answered<'_>) -> Markup {
    let text = view.voice.of(&answered.answer.text);
    let mut axes = vec![
        ("answer-page.claimed", &text.claimed),
        ("answer-page.scale", &text.scale),
        ("answer-page.missing", &text.missing),
    ];
    axes.retain(|(_, sentence)| !sentence.is_empty());
    html! {
        @if !axes.is_empty() {
            dl.axes {
                @for (name, sentence) in axes {
                    div { dt { (view.voice.say(name)) } dd { (told(view, answered, sentence)) } }
                }
            }
        }
    }
}

fn notes(view: &View<'_>, answered: Answered<'_>) -> Markup {
    let notes = &view.voice.of(&answered.answer.text).notes;
    html! {
        @for note in notes { p { (told(view, answered, note)) } }
    }
}

/// The published versions where the deciding check is about them, else the headline finding's picture.
fn picture(view: &View<'_>, answered: Answered<'_>) -> Markup {
    let Some(scope) = view.publication().main() else {
        return html! {};
    };
    let headline = answered.answer.headline.as_deref();
    let first = answered
        .answer
        .checks
        .first()
        .map(|deciding| deciding.check.as_str());
    let Some(made) = headline.or(first).and_then(|check| scope.of(check)) else {
        return html! {};
    };
    let voice = &view.voice;
    let about_versions = made
        .check
        .facts
        .reads
        .iter()
        .any(|need| need.table == "result_history");
    let history = view.publication().histories.iter().find(|history| {
        about_versions
            && answered_contest(answered, made).is_none_or(|contest| history.contest == contest)
    });
    if let Some(picture) = history.and_then(|history| chart::versions(view, history)) {
        let source = html! { a href=(view.to("changes")) { (voice.say("overview.all-versions")) } };
        return chart::figure(view, &picture, &source);
    }
    let Some(picture) =
        chart::picture(view, scope, made).filter(|_| made.finding.units.compared > 0)
    else {
        return html! {};
    };
    let link = view.to_finding(scope, &made.check.id);
    let source = html! { a href=(link) { (voice.say("answer-page.to-finding")) } };
    chart::figure(view, &picture, &source)
}

/// The contest of the row that the answer's first figure comes from.
fn answered_contest<'a>(answered: Answered<'_>, made: Made<'a>) -> Option<&'a str> {
    let row = answered
        .answer
        .figures
        .iter()
        .find(|figure| figure.check == made.check.id)?
        .row?;
    let place = usize::try_from(row).ok()?.checked_sub(1)?;
    made.finding.rows.get(place)?.keys.contest.as_deref()
}

/// How it was checked: what decides, and what stands beside.
fn checked(view: &View<'_>, answered: Answered<'_>) -> Markup {
    let voice = &view.voice;
    let Answered { rumor, answer } = answered;
    html! {
        h2 id="checked" { (voice.say("answer-page.checked")) }
        p { (prose::inline(&voice.of(&rumor.decides).text)) }
        @if !answer.checks.is_empty() {
            h3 { (voice.text_for(crate::voice::length(&answer.checks), "answer-page.decide", &[])) }
            ul.findings {
                @for deciding in &answer.checks {
                    (line(view, &deciding.check, deciding.outcome, (deciding.mode == Mode::Bound).then_some("answer-page.bound")))
                }
            }
        }
        @if !answer.beside.is_empty() {
            h3 { (voice.say("answer-page.beside")) }
            ul.findings {
                @for beside in &answer.beside {
                    @let because = (beside.because == Because::Simulated).then_some("answer-page.simulated");
                    (line(view, &beside.check, Outcome::CannotTell, because))
                }
            }
        }
    }
}

/// A check's line; one that has no finding says so.
fn line(view: &View<'_>, check: &str, otherwise: Outcome, because: Option<&str>) -> Markup {
    let voice = &view.voice;
    let main = view.publication().main();
    let because = because.map(|key| voice.say(key));
    html! {
        li {
            @match main.and_then(|scope| Some((scope, scope.of(check)?))) {
                Some((scope, made)) => {
                    (mark::mark(made.finding.outcome, voice)) " "
                    a href=(view.to_finding(scope, check)) { (voice.prose(made.check).title) }
                    p { (sentence::short(made, voice)) @if let Some(because) = because { " " (because) } }
                }
                None => {
                    (mark::mark(otherwise, voice)) " " span { (check) }
                    p { (voice.say("answer-page.no-check")) @if let Some(because) = because { " " (because) } }
                }
            }
        }
    }
}

/// Run it yourself: with tools that we did not write, and with ours.
fn again(view: &View<'_>, answered: Answered<'_>) -> Markup {
    let voice = &view.voice;
    let scope = view.publication().main();
    let has_finding = |check: &&str| scope.is_some_and(|scope| scope.of(check).is_some());
    let decides = answered
        .answer
        .checks
        .iter()
        .map(|deciding| deciding.check.as_str());
    let Some(check) = decides.into_iter().find(has_finding) else {
        return html! {};
    };
    html! {
        h3 id="again" { (voice.say("answer-page.again")) }
        ol.steps {
            li {
                (voice.markup("answer-page.download", &[
                    ("bundle", html! { a href=(view.to("bundle")) { (voice.say("answer-page.bundle")) } }),
                ]))
            }
            li {
                (voice.say("query.duckdb"))
                (list::command(
                    &voice.say("query.duckdb-label"),
                    &format!("cd findings/{check}\nduckdb < rerun.sql"),
                ))
            }
            li {
                (voice.say("query.rumorctl"))
                (list::command(
                    &voice.say("query.rumorctl-label"),
                    &format!("rumorctl check {check} --as-of {}", answered.answer.as_of),
                ))
            }
        }
    }
}

/// What stays open, and what no record shows.
fn open(view: &View<'_>, answered: Answered<'_>) -> Markup {
    let voice = &view.voice;
    let Answered { rumor, answer } = answered;
    let mut missing: Vec<String> = answer
        .missing
        .iter()
        .map(|lack| {
            let what = voice.of(&lack.what).clone();
            let unit = lack.unit.as_ref().filter(|unit| !unit.is_empty());
            unit.map_or_else(|| what.clone(), |unit| format!("{unit}: {what}"))
        })
        .collect();
    missing.dedup();
    html! {
        h2 id="open" { (voice.say("answer-page.open")) }
        @if !missing.is_empty() {
            p { (voice.say("answer-page.missing-records")) }
            ul { @for name in missing.iter().take(MISSING) { li { (foreign(name)) } } }
        }
        p { (prose::inline(&voice.of(&rumor.limits).text)) }
    }
}

/// Missing records and figures that are listed.
const MISSING: usize = 12;

fn change(view: &View<'_>, answered: Answered<'_>) -> Markup {
    let voice = &view.voice;
    let mut names: Vec<String> = Vec::new();
    for lack in &answered.answer.missing {
        let name = voice.of(&lack.what);
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let send =
        html! { a href=(view.to_place("about", "send")) { (voice.say("answer-page.send")) } };
    html! {
        ul {
            @if !names.is_empty() {
                li { (voice.text("answer-page.change-missing", &[("missing", &voice.list(&names))])) }
            }
            li { (voice.say("answer-page.change-corrected")) }
            li { (voice.say("answer-page.change-reason")) }
        }
        p { (voice.markup("answer-page.change-send", &[("send", send)])) }
    }
}

/// How final the records are; before certification every page also says so at its head.
const fn status(status: Status) -> &'static str {
    match status {
        Status::Provisional => "answer-page.provisional",
        Status::Final => "answer-page.final",
    }
}

/// What is known about the page itself.
fn beside(view: &View<'_>, answered: Answered<'_>) -> Markup {
    let voice = &view.voice;
    let Answered { rumor, answer } = answered;
    let general = rumor.facts.stands_in_for.as_deref();
    html! {
        aside.about aria-labelledby="about-h" {
            h2 id="about-h" { (voice.say("answer-page.about")) }
            dl {
                dt { (voice.say("about.as-of")) } dd { (view.answered_at(answer)) }
                dt { (voice.say("answer-page.status")) }
                dd { (voice.say(status(answered.answer.status))) }
                dt { (voice.say("about.kind")) }
                dd { (voice.say(&format!("kind-word.{}", answer.kind))) }
                dt { (voice.say("about.version")) }
                dd { (answer.version) }
                dt { (voice.say("about.signed")) }
                dd {
                    @if answer.signers.is_empty() { (voice.say("about.not-signed")) }
                    @else { (voice.list(&answer.signers)) }
                }
                @if let Some(general) = general {
                    dt { (voice.say("about.stands-in-for")) } dd { code { (general) } }
                }
                dt { (voice.say("about.address")) } dd { (list::address(view)) }
                dt { (voice.say("about.take")) }
                dd {
                    a href=(view.folder.to_file(&format!("rumors/{}/answer.json", rumor.id))) { "JSON" }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_initial_ends_no_sentence() {
        let words = |text: &str| Piece::Words(text.to_owned());
        let figure = Piece::Figure("5,239".to_owned(), 0);
        let pieces = vec![
            words("It gave Jo R. Ax "),
            figure,
            words(" votes."),
            words(" "),
            words("More."),
        ];
        let (first, rest) = after_first(&Sentence(pieces));
        assert_eq!(first.to_string(), "It gave Jo R. Ax 5,239 votes.");
        assert_eq!(rest.to_string(), " More.");
        assert_eq!(
            after_first(&Sentence(vec![words("All of it")]))
                .1
                .to_string(),
            ""
        );
    }
}
