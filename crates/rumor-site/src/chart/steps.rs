//! A published total version after version: a step line an option, never slopes; a fall is thick,
//! its size beside it; where a figure is absent the line has a gap.
//!
//! Versions stand at equal distances, in their order: days and minutes do not fit on one axis.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, PreEscaped, html};
use rumor_model::{
    finding::{Compared, FindingRow},
    messages::grouped,
};

use super::{
    Drawing, Picture, Shape, Size, alt,
    scale::{Scale, nice},
    svg::{Anchor, line, text},
};
use crate::{publication::Made, rows::amount, view::View, voice::capital};

/// Lines that are drawn; the others are in the table.
const MOST: usize = 2;
/// Falls whose size is written.
const NAMED: usize = 4;

/// The contest, choice and source of a line.
type Key<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

struct Line {
    name: String,
    shape: Shape,
    /// The figure of each version, in their order; none where it is absent.
    figures: Vec<Option<i64>>,
}

struct Chart {
    lines: Vec<Line>,
    /// The versions: the first, whose moment the rows do not give, and one a moment.
    moments: Vec<String>,
}

pub(super) fn picture(view: &View<'_>, made: Made<'_>) -> Option<Picture> {
    let voice = &view.voice;
    let unit = of_most(made)?;
    let chart = chart(view, made, unit)?;
    let most = chart
        .lines
        .iter()
        .flat_map(|line| &line.figures)
        .flatten()
        .max()
        .copied()?;
    let falls = made.finding.rows.iter().filter(|row| row.differs()).count();
    let falls = i64::try_from(falls).unwrap_or(i64::MAX);
    let noun = voice.many("votes");
    let contest = chart_contest(made, unit).unwrap_or_default();
    let title = match falls {
        0 => voice.say("chart.steps.none"),
        _ => voice.text_for(falls, "chart.steps.some", &[("n", &grouped(falls))]),
    };
    let fills = [
        ("counts", capital(&noun)),
        ("contest", contest.to_owned()),
        ("unit", unit.to_owned()),
    ];
    let fills = fills.each_ref().map(|(name, fill)| (*name, fill.as_str()));
    let each = chart.lines.iter().map(|line| {
        let figures: Vec<String> = line
            .figures
            .iter()
            .map(|figure| figure.map_or_else(|| voice.say("rows.none"), grouped))
            .collect();
        format!("{}: {}.", line.name, figures.join(", "))
    });
    let sentences: Vec<String> = [voice.say("chart.steps.alt"), title.clone()]
        .into_iter()
        .chain(each)
        .collect();
    let scale = (nice(most), noun.as_str());
    Some(Picture {
        alt: alt(&sentences),
        wide: draw(&chart, scale, Size::Wide),
        narrow: draw(&chart, scale, Size::Narrow),
        title,
        subtitle: voice.text("chart.steps.subtitle", &fills),
        key: chart
            .lines
            .iter()
            .map(|line| (line.shape, line.name.clone()))
            .collect(),
        note: Some(voice.say("chart.steps.note")),
        table: None,
    })
}

/// The unit whose rows are drawn: the one with most in question, else the first.
fn of_most(made: Made<'_>) -> Option<&str> {
    let units = made.finding.by_unit.iter();
    let most = units.max_by(|one, other| {
        one.in_question
            .cmp(&other.in_question)
            .then_with(|| other.unit.cmp(&one.unit))
    });
    most.map(|unit| unit.unit.as_str())
}

/// The contest with most in question there, else the first.
fn chart_contest<'a>(made: Made<'a>, unit: &str) -> Option<&'a str> {
    let mut sums: BTreeMap<Option<&str>, i64> = BTreeMap::new();
    for row in of_unit(made, unit) {
        let sum = sums.entry(row.keys.contest.as_deref()).or_default();
        *sum = sum.saturating_add(if row.differs() { amount(row) } else { 0 });
    }
    let most = sums
        .into_iter()
        .reduce(|one, other| if other.1 > one.1 { other } else { one });
    most.and_then(|(contest, _)| contest)
}

fn of_unit<'a>(made: Made<'a>, unit: &str) -> impl Iterator<Item = &'a FindingRow> {
    made.finding
        .rows
        .iter()
        .filter(move |row| row.keys.unit == unit)
}

fn chart(view: &View<'_>, made: Made<'_>, unit: &str) -> Option<Chart> {
    let contest = chart_contest(made, unit);
    let mut by_key: BTreeMap<Key<'_>, Vec<&FindingRow>> = BTreeMap::new();
    for row in of_unit(made, unit).filter(|row| row.keys.contest.as_deref() == contest) {
        let keys = &row.keys;
        let key = (
            keys.source.as_deref(),
            keys.contest_option.as_deref(),
            keys.item.as_deref(),
        );
        by_key.entry(key).or_default().push(row);
    }
    // Options of one source alone: two sources have versions of their own.
    let largest = |rows: &[&FindingRow]| {
        let of_row = |row: &FindingRow| if row.differs() { amount(row) } else { 0 };
        rows.iter().map(|row| of_row(row)).max().unwrap_or_default()
    };
    let source = by_key
        .iter()
        .max_by_key(|(_, rows)| largest(rows))
        .map(|((source, ..), _)| *source)?;
    let moments: BTreeSet<&str> = by_key
        .iter()
        .filter(|((of, ..), _)| *of == source)
        .flat_map(|(_, rows)| rows.iter().filter_map(|row| row.keys.moment_at.as_deref()))
        .collect();
    let mut drawn: Vec<(&Key<'_>, &Vec<&FindingRow>)> = by_key
        .iter()
        .filter(|((of, option, _), _)| *of == source && option.is_some())
        .collect();
    drawn.sort_by_key(|(_, rows)| std::cmp::Reverse(highest(rows)));
    drawn.truncate(MOST);
    drawn.sort_by_key(|((_, option, _), _)| order(view, contest, *option));
    let lines =
        drawn
            .iter()
            .zip([Shape::One, Shape::Two])
            .map(|(((_, option, _), rows), shape)| Line {
                name: option.unwrap_or_default().to_owned(),
                shape,
                figures: figures(rows, &moments),
            });
    let lines: Vec<Line> = lines.collect();
    let first = view.voice.say("chart.steps.first");
    let told = |at: &&str| {
        at.parse()
            .map_or_else(|_| (*at).to_owned(), |at| view.voice.short(at))
    };
    let moments = std::iter::once(first)
        .chain(moments.iter().map(told))
        .collect();
    (!lines.is_empty()).then_some(Chart { lines, moments })
}

fn highest(rows: &[&FindingRow]) -> Option<i64> {
    rows.iter()
        .filter_map(|row| match row.compared {
            Compared::Figures(left, right) => left.max(right),
            Compared::Texts(..) => None,
        })
        .max()
}

/// The place of an option on the ballot; by name where the ballot is not known.
fn order<'a>(
    view: &View<'_>,
    contest: Option<&str>,
    option: Option<&'a str>,
) -> (usize, Option<&'a str>) {
    let histories = &view.publication().histories;
    let history = histories
        .iter()
        .find(|history| Some(history.contest.as_str()) == contest);
    let place = history.and_then(|history| {
        history
            .options
            .iter()
            .position(|known| Some(known.as_str()) == option)
    });
    (place.unwrap_or(usize::MAX), option)
}

/// The figure before the first change, then the figure after each.
fn figures(rows: &[&FindingRow], moments: &BTreeSet<&str>) -> Vec<Option<i64>> {
    let at = |moment: &str| {
        rows.iter()
            .find(|row| row.keys.moment_at.as_deref() == Some(moment))
    };
    let mut figures = Vec::new();
    let mut last = rows.first().and_then(|row| match row.compared {
        Compared::Figures(left, _) => left,
        Compared::Texts(..) => None,
    });
    figures.push(last);
    for moment in moments {
        // A version that does not name the option leaves a gap only where a row says so.
        if let Some(row) = at(moment) {
            last = match row.compared {
                Compared::Figures(_, right) => right,
                Compared::Texts(..) => None,
            };
        }
        figures.push(last);
    }
    figures
}

/// Moments whose day is written below the axis, on a drawing of that width.
const fn labelled(size: Size) -> usize {
    match size {
        Size::Wide => 6,
        Size::Narrow => 3,
    }
}

fn draw(chart: &Chart, (end, noun): (i64, &str), size: Size) -> Drawing {
    const TOP: i64 = 24;
    const FOOT: i64 = 264;
    let (start, last) = match size {
        Size::Wide => (70, 700),
        Size::Narrow => (6, 354),
    };
    let height = Scale::new((0, end), 0, FOOT - TOP);
    let y = |figure: i64| FOOT - height.x(figure);
    let versions = i64::try_from(chart.moments.len()).unwrap_or(1).max(1);
    let along = Scale::new((0, versions), start, last - start);
    let marks = html! {
        @for tick in height.ticks(size, 1) {
            @let at = y(tick);
            (line(if tick == 0 { "axis" } else { "grid" }, (start, at), (last, at)))
            @let label = if tick == 0 { format!("0 {noun}") } else { grouped(tick) };
            @match size {
                Size::Wide => (text("quiet", (start - 8, at + 5), Anchor::End, &label)),
                Size::Narrow => (text("quiet", (start, at - 4), Anchor::Start, &label)),
            }
        }
        (moments(chart, &along, (FOOT, size)))
        @for (at, drawn) in chart.lines.iter().enumerate() {
            (stepped(drawn, &along, &y, at))
        }
        (falls(chart, &along, &y, last))
    };
    Drawing { size, height: FOOT + 28, marks }
}

fn moments(chart: &Chart, along: &Scale, (foot, size): (i64, Size)) -> Markup {
    let count = chart.moments.len();
    let each = count.div_ceil(labelled(size)).max(1);
    let width = along.ends().1 - along.ends().0;
    html! {
        @for (at, moment) in (0_i64..).zip(&chart.moments).filter(|(at, _)| {
            usize::try_from(*at).unwrap_or_default().is_multiple_of(each)
        }) {
            @let x = along.x(at);
            @if at > 0 { (line("axis", (x, foot), (x, foot + 5))) }
            @let room = width / i64::try_from(count).unwrap_or(1).max(1) * i64::try_from(each).unwrap_or(1);
            (text("quiet", (x, foot + 21), Anchor::Start, &super::svg::fitted(moment, room.max(90))))
        }
    }
}

/// A line that stays level for each version and steps at the next.
fn stepped(drawn: &Line, along: &Scale, y: &dyn Fn(i64) -> i64, at: usize) -> Markup {
    let mut path = String::new();
    let mut pen = Pen::Up;
    for (place, figure) in (0_i64..).zip(&drawn.figures) {
        let Some(figure) = figure else {
            pen = Pen::Up;
            continue;
        };
        let (x, next) = (along.x(place), along.x(place.saturating_add(1)));
        let height = y(*figure);
        let stroke = match pen {
            Pen::Up => format!("M{x} {height}H{next}"),
            Pen::Down => format!("V{height}H{next}"),
        };
        path.push_str(&stroke);
        pen = Pen::Down;
    }
    let class = if at == 0 { "step" } else { "step second" };
    html! { path class=(class) d=(path) {} }
}

enum Pen {
    Up,
    Down,
}

/// Each fall as a thick stroke, the largest with their size.
fn falls(chart: &Chart, along: &Scale, y: &dyn Fn(i64) -> i64, last: i64) -> Markup {
    let mut falls: Vec<(i64, i64, i64, Shape)> = Vec::new();
    for drawn in &chart.lines {
        for (place, pair) in (1_i64..).zip(drawn.figures.windows(2)) {
            if let [Some(before), Some(after)] = pair
                && after < before
            {
                falls.push((place, *before, *after, drawn.shape));
            }
        }
    }
    let size = |fall: &(i64, i64, i64, Shape)| fall.1.saturating_sub(fall.2);
    falls.sort_by_key(|fall| (std::cmp::Reverse(size(fall)), fall.0));
    let drawn = falls.iter().enumerate().map(|(at, fall)| {
        let (place, before, after, shape) = *fall;
        let x = along.x(place) + if shape == Shape::Two { 4 } else { 0 };
        let middle = i64::midpoint(y(before), y(after));
        let drawn = html! {
            (line("fall", (x, y(before)), (x, y(after))))
            @if at < NAMED {
                @let label = format!("−{}", grouped(size(fall)));
                @let shift = if shape == Shape::Two { 18 } else { 0 };
                @if x + 60 > last {
                    (text("unexplained", (x - 8, middle + shift), Anchor::End, &label))
                } @else {
                    (text("unexplained", (x + 8, middle + shift), Anchor::Start, &label))
                }
            }
        };
        drawn.into_string()
    });
    PreEscaped(drawn.collect())
}
