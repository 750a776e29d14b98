//! The grid of a chart, with figures below it; the first carries the unit.

use maud::{Markup, PreEscaped, html};
use rumor_model::messages::grouped;

use super::{
    Size,
    scale::Scale,
    svg::{Anchor, line, text},
};

/// Half the width of a figure below the axis.
const HALF: i64 = 26;

/// Gridlines from `top` to `foot`, and the figures below them.
pub(super) fn axis(
    scale: &Scale,
    (top, foot): (i64, i64),
    size: Size,
    label: &dyn Fn(i64) -> String,
) -> Markup {
    let (first, _) = scale.ends();
    let ticks = scale.ticks(size, 1);
    let drawn = ticks.into_iter().map(|tick| {
        let x = scale.x(tick);
        let anchor = if x == first || x < HALF {
            Anchor::Start
        } else if x.saturating_add(HALF) > size.width() {
            Anchor::End
        } else {
            Anchor::Middle
        };
        let class = if tick == 0 { "axis" } else { "grid" };
        let drawn = html! {
            (line(class, (x, top), (x, foot)))
            (text("quiet", (x, foot + 20), anchor, &label(tick)))
        };
        drawn.into_string()
    });
    PreEscaped(drawn.collect())
}

/// `5,000`, and `0 votes` at the start.
pub(super) fn plain(noun: &str) -> impl Fn(i64) -> String + '_ {
    move |tick| {
        if tick == 0 {
            format!("0 {noun}")
        } else {
            grouped(tick)
        }
    }
}

/// `+50`, `−50`, and `0 votes`.
pub(super) fn with_sign(noun: &str) -> impl Fn(i64) -> String + '_ {
    move |tick| match tick {
        0 => format!("0 {noun}"),
        1.. => format!("+{}", grouped(tick)),
        _ => grouped(tick),
    }
}
