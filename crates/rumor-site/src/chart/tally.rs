//! A mark a unit, in the shape of its outcome: the picture where figures say no more than that.

use maud::html;
use rumor_model::{messages::grouped, word::Outcome};

use super::{
    Drawing, Picture, Size, alt,
    svg::{Anchor, text},
};
use crate::{
    publication::Made,
    view::View,
    voice::{capital, signed},
};

/// Marks that are drawn of one outcome; the figure beside them holds for all.
const MOST: u64 = 240;

pub(super) fn picture(view: &View<'_>, made: Made<'_>) -> Picture {
    let voice = &view.voice;
    let units = made.finding.units;
    let counts: Vec<(Outcome, u64, String)> = Outcome::ALL
        .iter()
        .map(|outcome| {
            (
                *outcome,
                units.of(*outcome),
                capital(&voice.outcome(*outcome)),
            )
        })
        .filter(|(_, count, _)| *count > 0)
        .collect();
    let whole = voice.count(signed(units.compared), &made.check.facts.units);
    let agree = grouped(signed(units.agrees));
    let fills = [("n", agree.as_str()), ("whole", whole.as_str())];
    let title = voice.text("chart.tally.title", &fills);
    let each = counts
        .iter()
        .map(|(_, count, word)| format!("{word}: {}.", grouped(signed(*count))));
    let sentences: Vec<String> = [voice.say("chart.tally.alt"), title.clone()]
        .into_iter()
        .chain(each)
        .collect();
    let hidden = counts.iter().any(|(_, count, _)| *count > MOST);
    Picture {
        alt: alt(&sentences),
        wide: draw(&counts, Size::Wide),
        narrow: draw(&counts, Size::Narrow),
        title,
        subtitle: voice.text(
            "chart.tally.subtitle",
            &[("unit", &voice.count(1, &made.check.facts.units))],
        ),
        key: Vec::new(),
        note: hidden.then(|| voice.text("chart.tally.note", &[("n", &MOST.to_string())])),
        table: None,
    }
}

fn draw(counts: &[(Outcome, u64, String)], size: Size) -> Drawing {
    const STEP: i64 = 24;
    let (start, across) = match size {
        Size::Wide => (222, 20),
        Size::Narrow => (0, 15),
    };
    let mut y = 4_i64;
    let mut drawn = String::new();
    for (outcome, count, word) in counts {
        let label = format!("{word}: {}", grouped(signed(*count)));
        drawn.push_str(
            &text(word_class(*outcome), (0, y + 15), Anchor::Start, &label).into_string(),
        );
        if size == Size::Narrow {
            y += 26;
        }
        let marks = i64::try_from((*count).min(MOST)).unwrap_or_default();
        for at in 0..marks {
            let (column, line) = (at.rem_euclid(across), at.div_euclid(across));
            let place = (start + column * STEP, y + line * STEP);
            drawn.push_str(&one(*outcome, place).into_string());
        }
        y += (marks + across - 1).div_euclid(across) * STEP + 14;
    }
    Drawing { size, height: y, marks: maud::PreEscaped(drawn) }
}

const fn word_class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Impossible => "impossible",
        Outcome::Unexplained => "unexplained",
        Outcome::CannotTell | Outcome::Explained | Outcome::Agrees => "strong",
    }
}

/// The page's own symbol, drawn out so that the picture can stand alone.
fn one(outcome: Outcome, (x, y): (i64, i64)) -> maud::Markup {
    let at = format!("translate({x} {y}) scale(.9)");
    html! {
        g transform=(at) {
            @match outcome {
                Outcome::Agrees => circle class="agrees" cx="10" cy="10" r="9" {},
                Outcome::Explained => circle class="hollow" cx="10" cy="10" r="8" {},
                Outcome::Unexplained => path class="unexplained" d="M10 0 20 10 10 20 0 10z" {},
                Outcome::Impossible => path class="impossible" d="M1 1h18v18H1z" {},
                Outcome::CannotTell => circle class="absent" cx="10" cy="10" r="8.5" {},
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark;

    #[test]
    fn an_outcome_has_one_class() {
        for outcome in [Outcome::Impossible, Outcome::Unexplained] {
            assert_eq!(word_class(outcome), mark::class(outcome));
        }
    }
}
