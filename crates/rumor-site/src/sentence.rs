//! A finding in sentences: count first, then the whole; what is absent by its name (`site.md` §2.1).

use maud::{Markup, html};
use rumor_model::{
    finding::{Finding, FindingRow},
    messages::{few, grouped},
    word::{Outcome, Relation, Standing},
};

use crate::{
    publication::Made,
    rows::{self, Names},
    view::View,
    voice::{Voice, capital, signed},
};

/// Rows named in a sentence; the others are in the table.
const NAMED: usize = 3;
/// What a finding says is missing where its query returned no row.
const NOTHING: &str = "nothing to compare";

/// The words on a finding's mark: "Impossible in 2 of 16 units".
pub(crate) fn label(made: Made<'_>, voice: &Voice<'_>) -> String {
    let Made { check, finding } = made;
    let outcome = finding.outcome;
    if finding.units.compared == 0 {
        return capital(&voice.outcome(outcome));
    }
    let key = match (check.facts.compares, outcome) {
        (Relation::Screen, Outcome::Unexplained | Outcome::Explained) => "label.screen".to_owned(),
        (Relation::Screen, Outcome::Agrees) => "label.screen-none".to_owned(),
        (Relation::Report, Outcome::Agrees) => "label.report".to_owned(),
        _ => format!("label.{outcome}"),
    };
    let n = grouped(signed(finding.units.of(outcome)));
    voice.text(&key, &[("n", &n), ("whole", &whole(made, voice))])
}

/// "16 units": all that were compared.
fn whole(made: Made<'_>, voice: &Voice<'_>) -> String {
    voice.count(signed(made.finding.units.compared), &made.check.facts.units)
}

/// A finding in one or two sentences, for lists.
pub(crate) fn short(made: Made<'_>, voice: &Voice<'_>) -> String {
    let Made { check, finding } = made;
    let mut said = Vec::new();
    if finding.units.compared == 0 {
        said.push(match missing(made, voice) {
            Some(names) => voice.text("short.missing", &[("missing", &names)]),
            None if finding.outcome == Outcome::Agrees => voice.say("short.none-listed"),
            None => voice.say("short.nothing"),
        });
    } else if check.facts.compares == Relation::Screen {
        said.push(screened(made, voice));
    } else if finding.units.differ() > 0 {
        said.push(differing(made, voice));
    } else if finding.units.agrees > 0 {
        said.push(agreeing(made, voice));
    }
    if finding.units.compared > 0 && finding.units.cannot_tell > 0 {
        let n = signed(finding.units.cannot_tell);
        let whole = whole(made, voice);
        said.push(voice.text_for(
            n,
            "short.cannot-tell",
            &[("n", &grouped(n)), ("whole", &whole)],
        ));
    }
    said.extend(standing(finding, voice));
    said.join(" ")
}

/// What it rests on, where that is not what left the office.
pub(crate) fn standing(finding: &Finding, voice: &Voice<'_>) -> Option<String> {
    let worst = [Standing::Simulated, Standing::Rebuilt];
    let found = worst
        .into_iter()
        .find(|standing| finding.rests_on(*standing))?;
    Some(voice.say(&format!("rests-on.{found}")))
}

/// The names of what the whole check lacks.
fn missing(made: Made<'_>, voice: &Voice<'_>) -> Option<String> {
    let whole = made
        .finding
        .missing
        .iter()
        .filter(|missing| missing.unit.is_none());
    let names: Vec<String> = whole
        .filter(|missing| missing.what != NOTHING)
        .map(|missing| voice.missing(&missing.what, made.check))
        .collect();
    (!names.is_empty()).then(|| voice.list(&names))
}

fn differing(made: Made<'_>, voice: &Voice<'_>) -> String {
    let Made { check, finding } = made;
    let n = grouped(signed(finding.units.differ()));
    let amount = voice.count(finding.in_question.amount, &check.facts.counts);
    let fills = [
        ("n", n.as_str()),
        ("whole", &whole(made, voice)),
        ("amount", &amount),
    ];
    let mut said = voice.text("short.differ", &fills);
    let explained = finding.in_question.explained;
    if explained > 0 {
        let explained = grouped(explained);
        said = format!(
            "{said} {}",
            voice.text("short.explained", &[("n", &explained)])
        );
    }
    said
}

fn agreeing(made: Made<'_>, voice: &Voice<'_>) -> String {
    let key = match made.check.facts.compares {
        Relation::AtMost => "short.at-most",
        Relation::Report => "short.report",
        Relation::Equal | Relation::Screen => "short.equal",
    };
    let prose = voice.prose(made.check);
    let n = grouped(signed(made.finding.units.agrees));
    let fills = [
        ("n", n.as_str()),
        ("whole", &whole(made, voice)),
        ("left", &prose.left),
        ("right", &prose.right),
    ];
    voice.text(key, &fills)
}

/// "2 of 159 counties are pointed at; by chance we would expect 0.08."
fn screened(made: Made<'_>, voice: &Voice<'_>) -> String {
    let n = signed(made.finding.units.differ());
    let chance = made
        .finding
        .by_chance
        .and_then(|chance| chance.units)
        .filter(|units| *units > 0)
        .map(few);
    let number = grouped(n);
    let whole = whole(made, voice);
    let fills = [
        ("n", number.as_str()),
        ("whole", whole.as_str()),
        ("chance", chance.as_deref().unwrap_or_default()),
    ];
    match (n, &chance) {
        (0, _) => voice.text("short.screen-none", &fills),
        (_, Some(_)) => voice.text_for(n, "short.screen-chance", &fills),
        (_, None) => voice.text_for(n, "short.screen", &fills),
    }
}

/// The sentences of a finding's page, a paragraph an outcome, in the order of the overview.
pub(crate) fn paragraphs(view: &View<'_>, made: Made<'_>, shown: &[usize]) -> Markup {
    let finding = made.finding;
    let voice = &view.voice;
    if finding.units.compared == 0 {
        return html! {
            p { (short(made, voice)) }
            @if finding.outcome == Outcome::CannotTell { p { (voice.say("finding.would-show")) } }
        };
    }
    html! {
        @for outcome in Outcome::ALL {
            @if finding.units.of(*outcome) > 0 {
                p { (of_outcome(view, made, *outcome, shown)) }
            }
        }
    }
}

fn of_outcome(view: &View<'_>, made: Made<'_>, outcome: Outcome, shown: &[usize]) -> Markup {
    let voice = &view.voice;
    let finding = made.finding;
    match outcome {
        Outcome::Impossible => html! {
            (named(view, made, outcome, shown)) " " (voice.say("sentence.impossible"))
        },
        Outcome::Unexplained if made.check.facts.compares == Relation::Screen => html! {
            (screened(made, voice)) " " (named(view, made, outcome, shown))
            " " (voice.say("sentence.screen"))
        },
        Outcome::Unexplained => html! {
            (named(view, made, outcome, shown)) " " (unexplained(made, voice))
        },
        Outcome::Explained => html! {
            (named(view, made, outcome, shown)) " " (explained(finding, voice))
        },
        Outcome::CannotTell => lacking(view, made, shown),
        Outcome::Agrees if made.check.facts.compares == Relation::Screen => {
            let n = grouped(signed(finding.units.agrees));
            let fills = [("n", n.as_str()), ("whole", &whole(made, voice))];
            html! { (voice.text("sentence.screen-rest", &fills)) }
        }
        Outcome::Agrees => html! { (agreeing(made, voice)) },
    }
}

fn unexplained(made: Made<'_>, voice: &Voice<'_>) -> String {
    let question = made.finding.in_question;
    let amount = voice.count(question.amount, &made.check.facts.counts);
    let open = grouped(question.amount.saturating_sub(question.explained));
    let key = if question.explained > 0 {
        "sentence.unexplained-part"
    } else {
        "sentence.unexplained"
    };
    voice.text(key, &[("amount", &amount), ("open", &open)])
}

fn explained(finding: &Finding, voice: &Voice<'_>) -> String {
    let unsigned = finding.reasons.iter().find(|reason| !reason.signed);
    match unsigned {
        Some(reason) => voice.text("sentence.explained-unsigned", &[("by", &reason.by)]),
        None => voice.say("sentence.explained"),
    }
}

/// Up to three rows by name, each figure linked to its row.
fn named(view: &View<'_>, made: Made<'_>, outcome: Outcome, shown: &[usize]) -> Markup {
    let names = Names::of(made);
    let all = rows_with(made.finding, outcome);
    let more = all.len().saturating_sub(NAMED);
    html! {
        @for (place, row) in all.iter().take(NAMED) {
            (in_words(view, made, (&names, row), &link(shown, *place))) " "
        }
        @if more > 0 { (view.voice.text_for(count(more), "sentence.more", &[("n", &grouped(count(more)))])) }
    }
}

/// "Custer Township: ballots cast 1,552, registered voters 1,127."
fn in_words(
    view: &View<'_>,
    made: Made<'_>,
    (names, row): (&Names<'_>, &FindingRow),
    link: &str,
) -> Markup {
    let voice = &view.voice;
    let prose = voice.prose(made.check);
    let [left, right] = rows::compared(row);
    let figure =
        |text: Option<String>| html! { a.fig href=(link) { (rows::cell(text.as_deref(), voice)) } };
    let fills = [
        ("unit", html! { bdi { (names.line(row, voice)) } }),
        ("left", html! { (prose.left) }),
        ("right", html! { (prose.right) }),
        ("a", figure(left)),
        ("b", figure(right)),
    ];
    voice.markup("sentence.row", &fills)
}

/// The rows of an outcome, the largest first.
fn rows_with(finding: &Finding, outcome: Outcome) -> Vec<(usize, &FindingRow)> {
    let all = finding.rows.iter().enumerate();
    let mut found: Vec<(usize, &FindingRow)> =
        all.filter(|(_, row)| row.outcome == outcome).collect();
    found.sort_by_key(|(place, row)| (std::cmp::Reverse(rows::amount(row)), *place));
    found
}

fn link(shown: &[usize], place: usize) -> String {
    if shown.contains(&place) {
        format!("#{}", rows::anchor(place))
    } else {
        "#rows".to_owned()
    }
}

/// "In 2 of 16 units we cannot tell. Missing: ballots cast, in Elk Rapids and Central Lake."
fn lacking(view: &View<'_>, made: Made<'_>, shown: &[usize]) -> Markup {
    let voice = &view.voice;
    let n = grouped(signed(made.finding.units.cannot_tell));
    let whole = whole(made, voice);
    let fills = [
        ("n", html! { (n) }),
        ("whole", html! { (whole) }),
        (
            "strong",
            html! { strong { (voice.outcome(Outcome::CannotTell)) } },
        ),
    ];
    let rows = rows_with(made.finding, Outcome::CannotTell);
    let mut groups: Vec<(String, Vec<(usize, &FindingRow)>)> = Vec::new();
    for (place, row) in rows {
        let what = row
            .missing
            .as_ref()
            .map(|what| voice.missing(what, made.check));
        let what = what.unwrap_or_else(|| voice.say("rows.none"));
        match groups.iter_mut().find(|(known, _)| *known == what) {
            Some((_, group)) => group.push((place, row)),
            None => groups.push((what, vec![(place, row)])),
        }
    }
    let names = Names::of(made);
    html! {
        (voice.markup("sentence.cannot-tell", &fills))
        @for (what, group) in &groups {
            " " (voice.text("sentence.missing", &[("missing", what)])) " "
            @for (at, (place, row)) in group.iter().take(NAMED).enumerate() {
                @if at > 0 { ", " }
                a.fig href=(link(shown, *place)) { bdi { (names.line(row, voice)) } }
            }
            @if group.len() > NAMED {
                " " (voice.text("sentence.and-more", &[("n", &grouped(count(group.len() - NAMED)))]))
            }
            "."
        }
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
