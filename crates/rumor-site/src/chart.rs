//! Charts: inline SVG from integers, each in two drawings of one function (`site.md` §4).
//!
//! The picture of a finding is chosen by how it compares and by its keys, from the rows alone. No
//! coordinate has a decimal point, no mark stands where a figure is absent, and no party is a
//! colour.

mod axis;
mod bars;
mod dots;
mod dumbbell;
mod scale;
mod steps;
mod svg;
mod tally;
mod turnout;
mod versions;

use maud::{Markup, html};
use rumor_model::{
    finding::FindingRow,
    word::{Outcome, Relation},
};

pub(crate) use svg::standalone;
pub(crate) use versions::{table as versions_table, versions};

use crate::{
    publication::{Made, Scope},
    view::View,
};

/// A chart with the words around it.
#[derive(Debug)]
pub(crate) struct Picture {
    /// The finding as a sentence.
    pub(crate) title: String,
    /// Measure, unit, place.
    pub(crate) subtitle: String,
    /// Kind of chart, what a row is, the finding with figures; no colours.
    pub(crate) alt: String,
    /// What the marks are, where a shape cannot be named in the drawing.
    pub(crate) key: Vec<(Shape, String)>,
    /// From 640 px, and on paper.
    pub(crate) wide: Drawing,
    /// On a telephone.
    pub(crate) narrow: Drawing,
    /// What is not drawn.
    pub(crate) note: Option<String>,
    /// The figures as a table, where no table on the page has them.
    pub(crate) table: Option<Markup>,
}

/// One drawing.
#[derive(Debug)]
pub(crate) struct Drawing {
    pub(crate) size: Size,
    pub(crate) height: i64,
    pub(crate) marks: Markup,
}

/// Which of the two drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// 720 units wide, names at the left.
    Wide,
    /// 360 units wide, names on a line of their own.
    Narrow,
}

/// A mark of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A unit that agrees.
    Disc,
    /// For comparison.
    Ring,
    /// What breaks a rule.
    Impossible,
    /// What needs an explanation.
    Unexplained,
    /// What reasons cover.
    Explained,
    /// The first option in ballot order.
    One,
    /// The second.
    Two,
}

impl Size {
    pub(crate) const fn width(self) -> i64 {
        match self {
            Self::Wide => 720,
            Self::Narrow => 360,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Wide => "chart wide",
            Self::Narrow => "chart narrow",
        }
    }
}

impl Shape {
    pub(crate) const fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Impossible => Self::Impossible,
            Outcome::Unexplained => Self::Unexplained,
            Outcome::Explained => Self::Explained,
            Outcome::CannotTell => Self::Ring,
            Outcome::Agrees => Self::Disc,
        }
    }
}

/// The picture of a finding; none where there is nothing to draw.
pub(crate) fn picture(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Option<Picture> {
    if made.finding.rows.is_empty() {
        return None;
    }
    let rows = &made.finding.rows;
    let figures = rows.iter().any(|row| row.compared.difference().is_some());
    let over_time = rows.iter().any(|row| row.keys.moment_at.is_some());
    let differs = rows.iter().any(FindingRow::differs);
    let chosen = match made.check.facts.compares {
        Relation::Screen if figures => dots::picture(view, made),
        Relation::AtMost | Relation::Equal if over_time => steps::picture(view, made),
        Relation::AtMost if is_ceiling(made) => turnout::picture(view, scope, made),
        Relation::AtMost | Relation::Equal if figures && differs && !is_yes_or_no(made) => {
            if dumbbell::fits(made) {
                dumbbell::picture(view, made)
            } else {
                bars::picture(view, made)
            }
        }
        Relation::AtMost | Relation::Equal | Relation::Screen | Relation::Report => None,
    };
    chosen.or_else(|| Some(tally::picture(view, made)))
}

/// One figure a unit against a ceiling: no contest, no choice, no item.
fn is_ceiling(made: Made<'_>) -> bool {
    made.finding
        .rows
        .iter()
        .all(|row| row.keys.contest.is_none() && row.keys.item.is_none())
}

/// Whether every figure is 0 or 1, where a mark a unit says more than a bar.
fn is_yes_or_no(made: Made<'_>) -> bool {
    let figures = made
        .finding
        .rows
        .iter()
        .filter_map(|row| match row.compared {
            rumor_model::finding::Compared::Figures(left, right) => Some([left, right]),
            rumor_model::finding::Compared::Texts(..) => None,
        });
    figures
        .flatten()
        .flatten()
        .all(|figure| (0..=1).contains(&figure))
}

/// The picture with its title, its limits and where to take it from.
pub(crate) fn figure(view: &View<'_>, picture: &Picture, source: &Markup) -> Markup {
    let voice = &view.voice;
    html! {
        figure id="chart" {
            figcaption { strong { (picture.title) } span { (picture.subtitle) } }
            @if !picture.key.is_empty() {
                p.key aria-hidden="true" {
                    @for (shape, words) in &picture.key { span { (svg::sample(*shape)) (words) } " " }
                }
            }
            @for drawing in [&picture.wide, &picture.narrow] {
                (svg::inline(drawing, &picture.alt))
            }
            p.note {
                @if let Some(note) = &picture.note { (voice.say("chart.note")) " " (note) " " }
                (source)
            }
            @if let Some(table) = &picture.table {
                details { summary { (voice.say("chart.as-table")) } (table) }
            }
        }
    }
}

/// An alternative text of at most 400 characters, cut at a sentence.
fn alt(sentences: &[String]) -> String {
    const MOST: usize = 400;
    let mut text = String::new();
    for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
        let more = text
            .chars()
            .count()
            .saturating_add(sentence.chars().count());
        if !text.is_empty() && more >= MOST {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.extend(sentence.chars().take(MOST));
    }
    text
}
