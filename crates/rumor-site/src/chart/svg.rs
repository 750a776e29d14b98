//! The strokes of a chart: texts, lines, and marks whose shape says what they are.

use maud::{Markup, PreEscaped, html};

use super::{Drawing, Picture, Shape, Size};

/// How a text stands to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A place.
pub(super) type Point = (i64, i64);

/// A text of a class at a place.
pub(super) fn text(class: &str, (x, y): Point, anchor: Anchor, words: &str) -> Markup {
    let class = (!class.is_empty()).then_some(class);
    let anchor = match anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    html! { text class=[class] x=(x) y=(y) text-anchor=[anchor] { (words) } }
}

/// A name in two lines about a height: what it is, and what tells it from others of that name.
pub(super) fn name([first, second]: &[String; 2], class: &str, (x, y): Point, room: i64) -> Markup {
    let down = if second.is_empty() { 5 } else { -4 };
    html! {
        (text(class, (x, y.saturating_add(down)), Anchor::Start, &fitted(first, room)))
        @if !second.is_empty() {
            (text("quiet", (x, y.saturating_add(13)), Anchor::Start, &fitted(second, room)))
        }
    }
}

/// A straight line of a class.
pub(super) fn line(class: &str, (x1, y1): Point, (x2, y2): Point) -> Markup {
    html! { line class=(class) x1=(x1) y1=(y1) x2=(x2) y2=(y2) {} }
}

/// A box of a class.
pub(super) fn area(class: &str, (x, y): Point, (width, height): Point) -> Markup {
    html! { rect class=(class) x=(x) y=(y) width=(width) height=(height) {} }
}

/// A mark: disc, ring, square or diamond.
pub(super) fn mark(shape: Shape, (x, y): Point) -> Markup {
    match shape {
        Shape::Disc => html! { circle class="agrees" cx=(x) cy=(y) r="5" {} },
        Shape::Ring => html! { circle class="hollow" cx=(x) cy=(y) r="5" {} },
        Shape::One => html! { circle class="one" cx=(x) cy=(y) r="7" {} },
        Shape::Two => square("two", (x, y)),
        Shape::Impossible => square("impossible", (x, y)),
        Shape::Unexplained => {
            let path = format!("M{x} {top}l7 7-7 7-7-7z", top = y.saturating_sub(7));
            html! { path class="unexplained" d=(path) {} }
        }
        Shape::Explained => html! { circle class="hollow explained" cx=(x) cy=(y) r="5" {} },
    }
}

fn square(class: &str, (x, y): Point) -> Markup {
    area(class, (x.saturating_sub(6), y.saturating_sub(6)), (12, 12))
}

/// The class of words that belong to a mark.
pub(super) const fn class(shape: Shape) -> &'static str {
    match shape {
        Shape::Disc | Shape::Ring | Shape::Explained => "",
        Shape::Impossible => "impossible",
        Shape::Unexplained => "unexplained",
        Shape::One => "strong",
        Shape::Two => "two",
    }
}

/// A mark in the key above a chart.
pub(super) fn sample(shape: Shape) -> Markup {
    html! { svg.chart viewBox="0 0 16 16" { (mark(shape, (8, 8))) } }
}

/// A drawing on a page.
pub(super) fn inline(drawing: &Drawing, alt: &str) -> Markup {
    let frame = format!("0 0 {} {}", drawing.size.width(), drawing.height);
    html! {
        svg class=(drawing.size.class()) viewBox=(frame) role="img" aria-label=(alt) { (drawing.marks) }
    }
}

/// Room above a picture of its own for its title.
const HEAD: i64 = 88;
/// Room below it for where it comes from.
const BELOW: i64 = 40;

/// The picture as a file of its own, light, with its title and where it comes from.
pub(crate) fn standalone(picture: &Picture, source: &str) -> String {
    let drawing = &picture.wide;
    let height = drawing.height.saturating_add(HEAD).saturating_add(BELOW);
    let frame = format!(
        "-20 -{HEAD} {} {height}",
        Size::Wide.width().saturating_add(40)
    );
    let below = drawing.height.saturating_add(26);
    let drawn = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(frame) role="img" aria-label=(picture.alt) {
            style { (PreEscaped(LIGHT)) }
            rect.paper x="-20" y=(-HEAD) width="760" height=(height) {}
            g.chart {
                text.title x="0" y=(28 - HEAD) { (picture.title) }
                text.quiet x="0" y=(50 - HEAD) { (picture.subtitle) }
                g transform=(format!("translate(0 {})", 66 - HEAD)) { (key(picture)) }
                (drawing.marks)
                text.quiet x="0" y=(below) { (source) }
            }
        }
    };
    format!("{}\n", drawn.into_string())
}

/// The key in one line of a picture of its own.
fn key(picture: &Picture) -> Markup {
    let mut at = 8_i64;
    let mut marks = String::new();
    for (shape, words) in &picture.key {
        marks.push_str(&mark(*shape, (at, 2)).into_string());
        let words_at = at.saturating_add(14);
        marks.push_str(&text(class(*shape), (words_at, 7), Anchor::Start, words).into_string());
        let length = i64::try_from(words.chars().count()).unwrap_or(60);
        at = words_at
            .saturating_add(length.saturating_mul(8))
            .saturating_add(24);
    }
    PreEscaped(marks)
}

/// The colours of the light sheet, for a file that stands alone.
const LIGHT: &str = ".paper,.veil{fill:#fbfaf7}\
text{paint-order:stroke;stroke:#fbfaf7;stroke-width:4px;stroke-linejoin:round;\
fill:#1b2229;font:14px system-ui,sans-serif;font-variant-numeric:lining-nums tabular-nums}\
.title{font:700 20px Georgia,serif}.quiet{fill:#4b555e;font-size:13px}\
.strong,text.impossible,text.unexplained,text.two{font-weight:650}\
.grid{stroke:#dcd8cd}.axis{stroke:#7c8288}.limit{stroke:#1b2229;stroke-width:2}\
.link{stroke:#7c8288;stroke-width:3}.span{stroke:#8a1c58;stroke-width:3}\
.step{fill:none;stroke:#26333d;stroke-width:2}.step.second{stroke:#7b4fa6}\
.fall{stroke:#855000;stroke-width:5}.band{fill:#f3f1ea}\
.one{fill:#26333d}.two{fill:#7b4fa6}.hollow{fill:#fbfaf7;stroke:#17634e;stroke-width:2}\
.agrees{fill:#17634e}.impossible{fill:#8a1c58}.unexplained{fill:#855000}.explained{stroke:#17634e}";

/// A name as it fits, in units of the drawing: its beginning and its end, which tells precincts
/// apart. The whole name is in the table.
pub(super) fn fitted(name: &str, room: i64) -> String {
    // The mean width of a letter of 14 units, in a wide face.
    const LETTER: i64 = 8;
    const END: usize = 11;
    let letters = usize::try_from(room.div_euclid(LETTER)).unwrap_or_default();
    let all = name.chars().count();
    if all <= letters {
        return name.to_owned();
    }
    let end = if letters > 2 * END { END } else { 0 };
    let start: String = name
        .chars()
        .take(letters.saturating_sub(end).saturating_sub(1))
        .collect();
    let tail = name.chars().skip(all.saturating_sub(end));
    start
        .trim_end()
        .chars()
        .chain("…".chars())
        .chain(tail)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_keeps_its_beginning_and_its_end() {
        assert_eq!(fitted("Star Township", 160), "Star Township");
        assert_eq!(
            fitted("Grand Mancelona Township, Precinct 2", 200),
            "Grand Mancelo… Precinct 2"
        );
        assert_eq!(fitted("Grand Mancelona", 80), "Grand Man…");
    }
}
