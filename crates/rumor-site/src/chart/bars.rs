//! Difference bars from zero, the largest first: the right figure less the left one, a row a bar.

use maud::html;
use rumor_model::messages::grouped;

use super::{
    Drawing, Picture, Shape, Size, alt,
    axis::{axis, with_sign},
    scale::{Scale, nice},
    svg::{self, Anchor, area, line, text},
};
use crate::{
    publication::Made,
    rows::{self, Names},
    view::View,
    voice::{length, signed},
};

/// Bars that are drawn.
const MOST: usize = 30;

struct Bar {
    /// What the row is, and what tells it from others of that name.
    lines: [String; 2],
    name: String,
    difference: i64,
    label: String,
    shape: Shape,
}

pub(super) fn picture(view: &View<'_>, made: Made<'_>) -> Option<Picture> {
    let voice = &view.voice;
    let bars = bars(view, made);
    let most = bars.iter().map(|bar| bar.difference).max()?.max(0);
    let least = bars.iter().map(|bar| bar.difference).min()?.min(0);
    let end = |most: i64| if most == 0 { 0 } else { nice(most) };
    let ends = (end(least.saturating_neg()).saturating_neg(), end(most));
    let noun = voice.many(&made.check.facts.counts);
    let title = title(view, made);
    let prose = voice.prose(made.check);
    let names = [
        ("left", prose.left.as_str()),
        ("right", prose.right.as_str()),
    ];
    let subtitle = voice.text("chart.bars.subtitle", &names);
    let first = bars
        .iter()
        .take(4)
        .map(|bar| format!("{}: {}.", bar.name, bar.label));
    let sentences: Vec<String> = [voice.say("chart.bars.alt"), title.clone()]
        .into_iter()
        .chain(first)
        .collect();
    let differing = made.finding.rows.iter().filter(|row| row.differs()).count();
    let same = made.finding.rows.len().saturating_sub(differing);
    let hidden = differing.saturating_sub(bars.len());
    let note = [("chart.same", same), ("chart.not-drawn", hidden)]
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(key, number)| {
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            voice.text_for(number, key, &[("n", &grouped(number))])
        })
        .collect::<Vec<_>>()
        .join(" ");
    Some(Picture {
        alt: alt(&sentences),
        wide: wide(&bars, ends, &noun),
        narrow: narrow(&bars, ends, &noun),
        title,
        subtitle,
        key: Vec::new(),
        note: Some(note).filter(|note| !note.is_empty()),
        table: None,
    })
}

/// "2 of 16 units differ: 817 ballots in question."
pub(super) fn title(view: &View<'_>, made: Made<'_>) -> String {
    let voice = &view.voice;
    let n = signed(made.finding.units.differ());
    let whole = voice.count(signed(made.finding.units.compared), &made.check.facts.units);
    let amount = voice.count(made.finding.in_question.amount, &made.check.facts.counts);
    let fills = [("n", grouped(n)), ("whole", whole), ("amount", amount)];
    let fills = fills.each_ref().map(|(name, fill)| (*name, fill.as_str()));
    voice.text_for(n, "chart.differ", &fills)
}

fn bars(view: &View<'_>, made: Made<'_>) -> Vec<Bar> {
    let names = Names::of(made);
    let mut bars: Vec<Bar> = made
        .finding
        .rows
        .iter()
        .filter(|row| row.differs())
        .filter_map(|row| {
            let difference = row.compared.difference()?;
            Some(Bar {
                lines: names.lines(row, &view.voice),
                name: names.line(row, &view.voice),
                difference,
                label: rows::difference(row)?,
                shape: Shape::of(row.outcome),
            })
        })
        .collect();
    bars.sort_by(|one, other| {
        let size = |bar: &Bar| bar.difference.unsigned_abs();
        size(other)
            .cmp(&size(one))
            .then_with(|| one.name.cmp(&other.name))
    });
    bars.truncate(MOST);
    bars
}

fn wide(bars: &[Bar], ends: (i64, i64), noun: &str) -> Drawing {
    const TOP: i64 = 12;
    const STEP: i64 = 42;
    let scale = Scale::new(ends, 266, 366);
    let foot = TOP + 6 + STEP * length(bars);
    let marks = html! {
        (axis(&scale, (TOP, foot), Size::Wide, &with_sign(noun)))
        @for (at, bar) in (0_i64..).zip(bars) {
            @let y = TOP + 24 + STEP * at;
            (svg::name(&bar.lines, svg::class(bar.shape), (0, y), 256))
            (stroke(&scale, bar, y))
            (text(strong(bar), (720, y + 5), Anchor::End, &bar.label))
        }
    };
    Drawing { size: Size::Wide, height: foot + 28, marks }
}

fn narrow(bars: &[Bar], ends: (i64, i64), noun: &str) -> Drawing {
    const TOP: i64 = 4;
    const STEP: i64 = 62;
    let scale = Scale::new(ends, 12, 336);
    let foot = TOP + 6 + STEP * length(bars);
    let marks = html! {
        (axis(&scale, (TOP, foot), Size::Narrow, &with_sign(noun)))
        @for (at, _) in (0_i64..).zip(bars) { (area("veil", (0, TOP + 5 + STEP * at), (360, 37))) }
        @for (at, bar) in (0_i64..).zip(bars) {
            @let y = TOP + 20 + STEP * at;
            (svg::name(&bar.lines, svg::class(bar.shape), (0, y + 4), 280))
            (text(strong(bar), (360, y), Anchor::End, &bar.label))
            (stroke(&scale, bar, y + 32))
        }
    };
    Drawing { size: Size::Narrow, height: foot + 28, marks }
}

fn strong(bar: &Bar) -> &'static str {
    let class = svg::class(bar.shape);
    if class.is_empty() { "strong" } else { class }
}

/// From zero to the difference, ending in the mark of the outcome.
fn stroke(scale: &Scale, bar: &Bar, y: i64) -> maud::Markup {
    let (zero, end) = (scale.x(0), scale.x(bar.difference));
    html! {
        (line("link", (zero, y), (end, y)))
        (svg::mark(bar.shape, (end, y)))
    }
}
