//! Two figures of each row on one axis, joined: for few rows whose figures lie well apart.

use maud::html;
use rumor_model::{
    finding::{Compared, FindingRow},
    messages::grouped,
};

use super::{
    Drawing, Picture, Shape, Size, alt,
    axis::{axis, plain},
    bars,
    scale::{Scale, nice},
    svg::{self, Anchor, area, line, mark, text},
};
use crate::{
    publication::Made,
    rows::{self, Names},
    view::View,
    voice::{capital, length},
};

/// Rows that are drawn.
const MOST: usize = 16;
/// A gap is seen from a twentieth of the axis on.
const SEEN: i64 = 20;

struct Pair {
    /// What the row is, and what tells it from others of that name.
    lines: [String; 2],
    name: String,
    left: i64,
    right: i64,
    label: String,
    shape: Shape,
}

/// Whether the rows that differ are few, and their gaps large enough to be seen.
pub(super) fn fits(made: Made<'_>) -> bool {
    let differing: Vec<[i64; 2]> = made
        .finding
        .rows
        .iter()
        .filter(|row| row.differs())
        .filter_map(figures)
        .collect();
    let most = differing
        .iter()
        .flatten()
        .copied()
        .max()
        .unwrap_or_default();
    let gap = |pair: &[i64; 2]| pair[1].saturating_sub(pair[0]).saturating_abs();
    let seen = differing
        .iter()
        .any(|pair| gap(pair).saturating_mul(SEEN) >= most);
    let positive = differing.iter().flatten().all(|figure| *figure >= 0);
    differing.len() <= MOST && seen && positive
}

fn figures(row: &FindingRow) -> Option<[i64; 2]> {
    match row.compared {
        Compared::Figures(Some(left), Some(right)) => Some([left, right]),
        Compared::Figures(..) | Compared::Texts(..) => None,
    }
}

pub(super) fn picture(view: &View<'_>, made: Made<'_>) -> Option<Picture> {
    let voice = &view.voice;
    let pairs = pairs(view, made);
    let most = pairs
        .iter()
        .flat_map(|pair| [pair.left, pair.right])
        .max()?;
    let prose = voice.prose(made.check);
    let noun = voice.many(&made.check.facts.counts);
    let title = bars::title(view, made);
    let each = pairs.iter().take(4).map(|pair| {
        format!(
            "{}: {}, {}.",
            pair.name,
            grouped(pair.left),
            grouped(pair.right)
        )
    });
    let names = [
        ("left", prose.left.as_str()),
        ("right", prose.right.as_str()),
    ];
    let sentences: Vec<String> = [voice.text("chart.dumbbell.alt", &names), title.clone()]
        .into_iter()
        .chain(each)
        .collect();
    let same = made
        .finding
        .rows
        .iter()
        .filter(|row| !row.differs())
        .count();
    let same = i64::try_from(same).unwrap_or(i64::MAX);
    Some(Picture {
        alt: alt(&sentences),
        wide: wide(&pairs, nice(most), &noun),
        narrow: narrow(&pairs, nice(most), &noun),
        title,
        subtitle: voice.text("chart.dumbbell.subtitle", &[("counts", &capital(&noun))]),
        key: vec![
            (Shape::Ring, prose.left.clone()),
            (pairs.first()?.shape, prose.right.clone()),
        ],
        note: (same > 0).then(|| voice.text_for(same, "chart.same", &[("n", &grouped(same))])),
        table: None,
    })
}

fn pairs(view: &View<'_>, made: Made<'_>) -> Vec<Pair> {
    let names = Names::of(made);
    let mut pairs: Vec<Pair> = made
        .finding
        .rows
        .iter()
        .filter(|row| row.differs())
        .filter_map(|row| {
            let [left, right] = figures(row)?;
            let label = rows::difference(row)?;
            let name = names.line(row, &view.voice);
            let lines = names.lines(row, &view.voice);
            Some(Pair { lines, name, left, right, label, shape: Shape::of(row.outcome) })
        })
        .collect();
    pairs.sort_by(|one, other| {
        let gap = |pair: &Pair| pair.right.saturating_sub(pair.left).unsigned_abs();
        gap(other)
            .cmp(&gap(one))
            .then_with(|| one.name.cmp(&other.name))
    });
    pairs.truncate(MOST);
    pairs
}

fn wide(pairs: &[Pair], end: i64, noun: &str) -> Drawing {
    const TOP: i64 = 8;
    const STEP: i64 = 46;
    let scale = Scale::new((0, end), 256, 376);
    let foot = TOP + 10 + STEP * length(pairs);
    let marks = html! {
        (axis(&scale, (TOP, foot), Size::Wide, &plain(noun)))
        @for (at, pair) in (0_i64..).zip(pairs) {
            @let y = TOP + 32 + STEP * at;
            (svg::name(&pair.lines, svg::class(pair.shape), (0, y), 246))
            (both(&scale, pair, y, (240, 660)))
            (text(svg::class(pair.shape), (720, y + 5), Anchor::End, &pair.label))
        }
    };
    Drawing { size: Size::Wide, height: foot + 28, marks }
}

fn narrow(pairs: &[Pair], end: i64, noun: &str) -> Drawing {
    const TOP: i64 = 0;
    const STEP: i64 = 92;
    let scale = Scale::new((0, end), 7, 340);
    let foot = TOP + 6 + STEP * length(pairs);
    let marks = html! {
        (axis(&scale, (TOP, foot), Size::Narrow, &plain(noun)))
        @for (at, pair) in (0_i64..).zip(pairs) {
            @let y = TOP + 20 + STEP * at;
            (area("veil", (0, y - 16), (360, 40)))
            (svg::name(&pair.lines, svg::class(pair.shape), (0, y + 4), 280))
            (text(svg::class(pair.shape), (360, y), Anchor::End, &pair.label))
            (both(&scale, pair, y + 56, (0, 354)))
        }
    };
    Drawing { size: Size::Narrow, height: foot + 28, marks }
}

/// Both marks with their figures above them, the figures kept apart and inside the drawing.
fn both(scale: &Scale, pair: &Pair, y: i64, (least, most): (i64, i64)) -> maud::Markup {
    let (left, right) = (scale.x(pair.left), scale.x(pair.right));
    let (left_at, right_at) = apart((left, right), (least, most));
    html! {
        (line("link", (left, y), (right, y)))
        (mark(Shape::Ring, (left, y)))
        (mark(pair.shape, (right, y)))
        (text("quiet", (left_at, y - 14), Anchor::Middle, &grouped(pair.left)))
        (text(svg::class(pair.shape), (right_at, y - 14), Anchor::Middle, &grouped(pair.right)))
    }
}

/// Places for two figures above their marks, at least a figure's width apart.
pub(super) fn apart((left, right): (i64, i64), (least, most): (i64, i64)) -> (i64, i64) {
    const WIDTH: i64 = 52;
    let inside = |x: i64| x.clamp(least + WIDTH / 2, most - WIDTH / 2);
    let gap = (right - left).abs();
    let push = if gap < WIDTH { (WIDTH - gap) / 2 } else { 0 };
    let (first, second) = (left.min(right) - push, left.max(right) + push);
    // Where one end is reached, both move.
    let moved = inside(first) - first + inside(second) - second;
    let (first, second) = (first + moved, second + moved);
    if left <= right {
        (first, second)
    } else {
        (second, first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_near_marks_are_kept_apart_and_inside() {
        assert_eq!(apart((100, 300), (0, 360)), (100, 300));
        assert_eq!(apart((100, 110), (0, 360)), (79, 131));
        assert_eq!(apart((110, 100), (0, 360)), (131, 79));
        let (left, right) = apart((350, 352), (0, 360));
        assert!(right <= 334 && right - left >= 52, "{left} {right}");
    }
}
