//! One figure for every 100 of another, a row a unit, against the line at 100.

use maud::{PreEscaped, html};
use rumor_model::{
    finding::{Compared, FindingRow},
    messages::grouped,
};

use super::{
    Drawing, Picture, Shape, Size, alt,
    scale::{Scale, nice},
    svg::{self, Anchor, area, fitted, line, mark, text},
};
use crate::{
    publication::{Made, Scope},
    rows::{self, Names},
    site::of_unit,
    view::View,
    voice::{capital, length, signed},
};

/// Rows that are drawn; beyond them only those above the line, and the highest.
const MOST: usize = 40;
/// As many of the one as of the other, in parts of a thousand.
const LINE: i64 = 1_000;

struct Row {
    name: String,
    figures: String,
    shape: Shape,
    permille: Option<i64>,
    /// The same unit in the version that counts, where it differs.
    now: Option<i64>,
}

pub(super) fn picture(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Option<Picture> {
    let voice = &view.voice;
    let rows = rows(view, scope, made);
    let all = made.finding.rows.len();
    let most = rows
        .iter()
        .flat_map(|row| [row.permille, row.now])
        .flatten()
        .max()?;
    let end = nice(most.max(LINE));
    let prose = voice.prose(made.check);
    let beyond = signed(
        made.finding
            .units
            .impossible
            .saturating_add(made.finding.units.unexplained),
    );
    let whole = voice.count(signed(made.finding.units.compared), &made.check.facts.units);
    let fills = [("n", grouped(beyond)), ("whole", whole)];
    let fills = fills.each_ref().map(|(name, fill)| (*name, fill.as_str()));
    let title = match beyond {
        0 => voice.text("chart.turnout.none", &fills),
        _ => voice.text_for(beyond, "chart.turnout.some", &fills),
    };
    let left = capital(&prose.left);
    let names = [("left", left.as_str()), ("right", prose.right.as_str())];
    let subtitle = voice.text("chart.turnout.subtitle", &names);
    let limit = voice.text("chart.turnout.limit", &names);
    let first = rows
        .iter()
        .take(3)
        .map(|row| format!("{}: {}.", row.name, row.figures));
    let sentences: Vec<String> = [voice.text("chart.turnout.alt", &names), title.clone()]
        .into_iter()
        .chain(first)
        .collect();
    let key = if rows.iter().any(|row| row.now.is_some()) {
        vec![
            (Shape::Impossible, voice.say("chart.turnout.key-beyond")),
            (Shape::Disc, voice.say("chart.turnout.key-below")),
            (Shape::Ring, voice.say("chart.turnout.key-now")),
        ]
    } else {
        Vec::new()
    };
    let hidden = i64::try_from(all.saturating_sub(rows.len())).unwrap_or(i64::MAX);
    let hidden = (hidden > 0).then(|| voice.text("chart.not-drawn", &[("n", &grouped(hidden))]));
    let place = (end, limit.as_str());
    Some(Picture {
        alt: alt(&sentences),
        wide: wide(&rows, place),
        narrow: narrow(&rows, place),
        title,
        subtitle,
        key,
        note: hidden,
        table: None,
    })
}

fn rows(view: &View<'_>, scope: &Scope<'_>, made: Made<'_>) -> Vec<Row> {
    let main = view
        .publication()
        .main()
        .filter(|main| main.as_of != scope.as_of);
    let counts = main.and_then(|main| main.of(&made.check.id));
    let names = Names::of(made);
    let mut all: Vec<Row> = made
        .finding
        .rows
        .iter()
        .map(|row| {
            let now = counts.and_then(|counts| {
                let place = *of_unit(counts.finding, &row.keys.unit)?.rows.first()?;
                permille(counts.finding.rows.get(place)?)
            });
            let [left, right] = rows::compared(row);
            let figure = |text: Option<String>| text.unwrap_or_else(|| view.voice.say("rows.none"));
            let fills = [("left", figure(left)), ("right", figure(right))];
            let fills = fills.each_ref().map(|(name, fill)| (*name, fill.as_str()));
            Row {
                name: names.line(row, &view.voice),
                figures: view.voice.text("chart.turnout.figures", &fills),
                shape: Shape::of(row.outcome),
                permille: permille(row),
                now: now.filter(|now| permille(row) != Some(*now)),
            }
        })
        .collect();
    // Rows without a figure stand last.
    all.sort_by(|one, other| {
        other
            .permille
            .cmp(&one.permille)
            .then_with(|| one.name.cmp(&other.name))
    });
    all.truncate(MOST);
    all
}

fn permille(row: &FindingRow) -> Option<i64> {
    let Compared::Figures(Some(left), Some(right)) = row.compared else {
        return None;
    };
    let share = i128::from(left)
        .checked_mul(LINE.into())?
        .checked_div(right.into())?;
    i64::try_from(share).ok().filter(|_| right > 0 && left >= 0)
}

fn wide(rows: &[Row], (end, limit): (i64, &str)) -> Drawing {
    const TOP: i64 = 50;
    const LEFT: i64 = 250;
    const RIGHT: i64 = 580;
    const STEP: i64 = 27;
    let scale = Scale::new((0, end), LEFT, RIGHT - LEFT);
    let foot = TOP + 5 + STEP * length(rows);
    let marks = html! {
        (axis(&scale, (TOP, foot), Size::Wide))
        @for (at, _) in (0_i64..).zip(rows) {
            @let y = TOP + 19 + STEP * at;
            (line("grid", (LEFT, y), (RIGHT, y)))
        }
        (line("limit", (scale.x(LINE), TOP - 16), (scale.x(LINE), foot)))
        (text("strong", (scale.x(LINE), TOP - 24), Anchor::Middle, limit))
        @for (at, row) in (0_i64..).zip(rows) {
            @let y = TOP + 19 + STEP * at;
            (text(svg::class(row.shape), (0, y + 5), Anchor::Start, &fitted(&row.name, LEFT - 10)))
            (text(quiet(row), (720, y + 5), Anchor::End, &row.figures))
            (dots(&scale, row, y))
        }
    };
    Drawing { size: Size::Wide, height: foot + 26, marks }
}

fn narrow(rows: &[Row], (end, limit): (i64, &str)) -> Drawing {
    const TOP: i64 = 46;
    const STEP: i64 = 46;
    let scale = Scale::new((0, end), 6, 348);
    let foot = TOP + 6 + STEP * length(rows);
    let marks = html! {
        (axis(&scale, (TOP, foot), Size::Narrow))
        @for (at, _) in (0_i64..).zip(rows) {
            (area("veil", (0, TOP + 10 + STEP * at), (360, 19)))
        }
        (line("limit", (scale.x(LINE), TOP - 16), (scale.x(LINE), foot)))
        (over(scale.x(LINE), limit))
        @for (at, row) in (0_i64..).zip(rows) {
            @let y = TOP + 25 + STEP * at;
            (text(svg::class(row.shape), (0, y), Anchor::Start, &fitted(&row.name, 240)))
            (text(quiet(row), (360, y), Anchor::End, &row.figures))
            (dots(&scale, row, y + 15))
        }
    };
    Drawing { size: Size::Narrow, height: foot + 26, marks }
}

/// What the line means, kept inside the drawing.
fn over(x: i64, limit: &str) -> maud::Markup {
    let anchor = if x > 240 { Anchor::End } else { Anchor::Middle };
    let x = if x > 240 { 360 } else { x.max(120) };
    text("strong", (x, 22), anchor, limit)
}

fn quiet(row: &Row) -> &'static str {
    let class = svg::class(row.shape);
    if class.is_empty() { "quiet" } else { class }
}

fn dots(scale: &Scale, row: &Row, y: i64) -> maud::Markup {
    html! {
        @if let (Some(now), Some(then)) = (row.now, row.permille) {
            (line("span", (scale.x(now) + 6, y), (scale.x(then) - 6, y)))
        }
        @if let Some(now) = row.now { (mark(Shape::Ring, (scale.x(now), y))) }
        @if let Some(then) = row.permille { (mark(row.shape, (scale.x(then), y))) }
    }
}

/// Gridlines with parts of a hundred below them.
fn axis(scale: &Scale, (top, foot): (i64, i64), size: Size) -> maud::Markup {
    let (first, last) = scale.ends();
    let steps = scale.ticks(size, 10).into_iter().map(|tick| {
        let x = scale.x(tick);
        let anchor = match size {
            Size::Narrow if x == last => Anchor::End,
            Size::Narrow if x == first => Anchor::Start,
            Size::Wide | Size::Narrow => Anchor::Middle,
        };
        let label = grouped(tick.div_euclid(10));
        let class = if x == first { "axis" } else { "grid" };
        html! {
            (line(class, (x, top), (x, foot)))
            (text("quiet", (x, foot + 19), anchor, &label))
        }
        .into_string()
    });
    PreEscaped(steps.collect())
}
