//! A dot a unit, stacked: what a screen found in each, beside what chance gives.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};
use rumor_model::{
    finding::{Compared, FindingRow},
    messages::{few, grouped},
    word::Outcome,
};

use super::{
    Drawing, Picture, Shape, Size, alt,
    axis::{axis, plain},
    scale::{Scale, nice},
    svg::{self, Anchor, fitted, line, mark, text},
};
use crate::{publication::Made, rows::Names, view::View, voice::signed};

/// Columns in which dots are stacked.
const fn columns(size: Size) -> i64 {
    match size {
        Size::Wide => 50,
        Size::Narrow => 26,
    }
}
/// Units that are named.
const NAMED: usize = 4;
/// How far apart dots must be to be counted.
const APART: i64 = 8;
/// How high dots are stacked.
const TALL: i64 = 150;

struct Dot {
    name: String,
    figure: i64,
    shape: Shape,
}

pub(super) fn picture(view: &View<'_>, made: Made<'_>) -> Option<Picture> {
    let voice = &view.voice;
    let dots = dots(view, made);
    let most = dots.iter().map(|dot| dot.figure).max()?;
    let least = dots.iter().map(|dot| dot.figure).min()?.min(0);
    let below = if least < 0 {
        nice(least.saturating_neg()).saturating_neg()
    } else {
        0
    };
    let above = if most > 0 || below == 0 {
        nice(most)
    } else {
        0
    };
    let end = (below, above);
    let n = signed(made.finding.units.differ());
    let whole = voice.count(signed(made.finding.units.compared), &made.check.facts.units);
    let chance = made
        .finding
        .by_chance
        .and_then(|chance| chance.units)
        .map(few)
        .unwrap_or_default();
    let fills = [
        ("n", grouped(n)),
        ("whole", whole),
        ("chance", chance.clone()),
    ];
    let fills = fills.each_ref().map(|(name, fill)| (*name, fill.as_str()));
    let title = match (n, chance.as_str()) {
        (0, _) => voice.text("chart.dots.none", &fills),
        (_, "" | "0") => voice.text_for(n, "chart.dots.some", &fills),
        (_, _) => voice.text_for(n, "chart.dots.chance", &fills),
    };
    let prose = voice.prose(made.check);
    let key = if is_count(made) {
        "chart.dots.subtitle-count"
    } else {
        "chart.dots.subtitle"
    };
    let names = [
        ("left", prose.left.as_str()),
        ("right", prose.right.as_str()),
    ];
    let subtitle = voice.text(key, &names);
    let pointed = dots
        .iter()
        .filter(|dot| dot.shape != Shape::Disc)
        .take(NAMED);
    let pointed = pointed.map(|dot| format!("{}: {}.", dot.name, grouped(dot.figure)));
    let sentences: Vec<String> = [voice.say("chart.dots.alt"), title.clone()]
        .into_iter()
        .chain(pointed)
        .collect();
    let untold = made.finding.rows.len().saturating_sub(dots.len());
    let untold = i64::try_from(untold).unwrap_or(i64::MAX);
    let noun = voice.many(&made.check.facts.counts);
    let draw = |size| draw(&dots, end, &noun, size);
    Some(Picture {
        alt: alt(&sentences),
        wide: draw(Size::Wide),
        narrow: draw(Size::Narrow),
        title,
        subtitle,
        key: vec![
            (Shape::Disc, voice.say("chart.dots.key-rest")),
            (Shape::Unexplained, voice.say("chart.dots.key-pointed")),
        ],
        note: (untold > 0)
            .then(|| voice.text_for(untold, "chart.no-figure", &[("n", &grouped(untold))])),
        table: None,
    })
}

/// Whether what is found is itself a small count with a chance of its own, as pairs are.
fn is_count(made: Made<'_>) -> bool {
    made.finding.rows.iter().any(|row| row.expected.is_some())
}

fn dots(view: &View<'_>, made: Made<'_>) -> Vec<Dot> {
    let names = Names::of(made);
    let counts = is_count(made);
    let figure = |row: &FindingRow| match (counts, &row.compared) {
        (true, Compared::Figures(_, right)) => *right,
        (_, compared) => compared.difference(),
    };
    let mut dots: Vec<Dot> = made
        .finding
        .rows
        .iter()
        .filter(|row| row.outcome != Outcome::CannotTell)
        .filter_map(|row| {
            let name = names.line(row, &view.voice);
            Some(Dot { name, figure: figure(row)?, shape: Shape::of(row.outcome) })
        })
        .collect();
    dots.sort_by(|one, other| {
        other
            .figure
            .cmp(&one.figure)
            .then_with(|| one.name.cmp(&other.name))
    });
    dots
}

fn draw(dots: &[Dot], ends: (i64, i64), noun: &str, size: Size) -> Drawing {
    const TOP: i64 = 40;
    let foot = TOP + TALL + 12;
    let (start, last) = match size {
        Size::Wide => (14, 706),
        Size::Narrow => (10, 350),
    };
    let scale = Scale::new(ends, start, last - start);
    let bins = Scale::new(ends, 0, columns(size));
    let mut stacks: BTreeMap<i64, i64> = BTreeMap::new();
    for dot in dots {
        *stacks.entry(bins.x(dot.figure)).or_default() += 1;
    }
    let tallest = stacks.values().max().copied().unwrap_or(1).max(1);
    // Dots are set closer where a stack would be too tall; then it carries its number.
    let step = (TALL / tallest).clamp(1, 12);
    let mut heights: BTreeMap<i64, i64> = BTreeMap::new();
    let place = |bin: i64| start + bin * (last - start) / columns(size);
    let mut drawn = String::new();
    let mut named = 0_usize;
    for dot in dots {
        let bin = bins.x(dot.figure);
        let height = heights.entry(bin).or_default();
        let (x, y) = (place(bin), foot - 8 - *height * step);
        *height += 1;
        drawn.push_str(&small(dot.shape, (x, y)).into_string());
        if dot.shape != Shape::Disc && named < NAMED {
            let level = i64::try_from(named).unwrap_or_default();
            drawn.push_str(&label(dot, (x, y), TOP - 24 + level * 20, (start, last)).into_string());
            named += 1;
        }
    }
    let marks = html! {
        (axis(&scale, (TOP, foot), size, &plain(noun)))
        (PreEscaped(drawn))
        @for (bin, count) in stacks.iter().filter(|(_, count)| step < APART && **count > 1) {
            (text("quiet", (place(*bin) + 9, foot - count * step), Anchor::Start, &grouped(*count)))
        }
    };
    Drawing { size, height: foot + 28, marks }
}

/// A dot is smaller than a mark that is pointed at.
fn small(shape: Shape, (x, y): (i64, i64)) -> Markup {
    match shape {
        Shape::Disc => html! { circle class="agrees" cx=(x) cy=(y) r="4" {} },
        shape => mark(shape, (x, y)),
    }
}

/// The name of a unit that is pointed at, with a line down to its mark.
fn label(dot: &Dot, (x, y): (i64, i64), at: i64, (start, last): (i64, i64)) -> Markup {
    const FIGURE: i64 = 60;
    let (anchor, beside, room) = if x > i64::midpoint(start, last) {
        (Anchor::End, x - 8, x - 8 - start)
    } else {
        (Anchor::Start, x + 8, last - x - 8)
    };
    let words = format!(
        "{}: {}",
        fitted(&dot.name, room.min(330) - FIGURE),
        grouped(dot.figure)
    );
    html! {
        @if at + 6 < y - 8 { (line("axis", (x, at - 4), (x, y - 8))) }
        (text(svg::class(dot.shape), (beside, at), anchor, &words))
    }
}
