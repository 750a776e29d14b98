//! How a published result changed: a row a version, two options on one axis, the gap at the right.

use maud::{Markup, html};
use rumor_model::messages::grouped;

use super::{
    Drawing, Picture, Shape, Size, alt,
    axis::{axis, plain},
    dumbbell::apart,
    scale::{Scale, nice},
    svg::{Anchor, area, fitted, line, mark, text},
};
use crate::{
    publication::{History, Version},
    rows,
    view::View,
    voice::{foreign, length},
};

struct Row {
    label: String,
    /// The day, and the time where one was recorded.
    moment: String,
    /// The day alone.
    day: String,
    one: Option<i64>,
    two: Option<i64>,
}

/// Which of the two is ahead, and by how much.
struct Ahead {
    shape: Shape,
    votes: i64,
}

impl Row {
    fn ahead(&self) -> Option<Ahead> {
        let gap = self.one?.checked_sub(self.two?)?;
        let shape = if gap >= 0 { Shape::One } else { Shape::Two };
        Some(Ahead { shape, votes: gap.checked_abs().filter(|votes| *votes > 0)? })
    }
}

/// The versions of a contest's result; none where two options were never reported.
pub(crate) fn versions(view: &View<'_>, history: &History) -> Option<Picture> {
    let voice = &view.voice;
    let [first, second] = history.drawn()?;
    let rows: Vec<Row> = history
        .versions
        .iter()
        .map(|version| row(view, version, [first, second]))
        .collect();
    let most = rows
        .iter()
        .flat_map(|row| [row.one, row.two])
        .flatten()
        .max()?;
    let names = [
        history.options.get(first)?.as_str(),
        history.options.get(second)?.as_str(),
    ];
    let place = view.publication().jurisdiction.name.as_str();
    let each = rows.iter().map(|row| {
        let figure = |figure: Option<i64>| figure.map_or_else(|| voice.say("rows.none"), grouped);
        format!("{}: {}, {}.", row.label, figure(row.one), figure(row.two))
    });
    let about = voice.text(
        "chart.versions.alt",
        &[("one", names[0]), ("two", names[1])],
    );
    let sentences: Vec<String> = std::iter::once(about).chain(each).collect();
    let noun = voice.many("votes");
    let head = voice.say("chart.versions.ahead");
    let draw = |size| draw(&rows, (nice(most), &noun), &head, size);
    let others = history.options.len() > 2;
    Some(Picture {
        title: title(view, &rows, names).unwrap_or_else(|| voice.say("chart.versions.title")),
        subtitle: voice.text(
            "chart.versions.subtitle",
            &[("contest", &history.contest), ("place", place)],
        ),
        alt: alt(&sentences),
        key: vec![
            (Shape::One, names[0].to_owned()),
            (Shape::Two, names[1].to_owned()),
        ],
        wide: draw(Size::Wide),
        narrow: draw(Size::Narrow),
        note: others.then(|| voice.say("chart.versions.note")),
        table: Some(table(view, history)),
    })
}

fn row(view: &View<'_>, version: &Version, [first, second]: [usize; 2]) -> Row {
    let moment = version
        .published_at
        .map(|at| view.voice.short(at))
        .unwrap_or_default();
    Row {
        label: view.voice.of(&version.label).clone(),
        day: moment.split(',').next().unwrap_or_default().to_owned(),
        moment,
        one: version.votes(first),
        two: version.votes(second),
    }
}

/// "First report: Joseph R. Biden ahead by 3,260. Hand count: Donald J. Trump ahead by 3,800."
fn title(view: &View<'_>, rows: &[Row], names: [&str; 2]) -> Option<String> {
    let told = |row: &Row| {
        let ahead = row.ahead()?;
        let name = if ahead.shape == Shape::One {
            names[0]
        } else {
            names[1]
        };
        let votes = grouped(ahead.votes);
        let fills = [
            ("version", row.label.as_str()),
            ("option", name),
            ("n", &votes),
        ];
        Some(view.voice.text("chart.versions.told", &fills))
    };
    let mut known = rows.iter().filter_map(told);
    let first = known.next()?;
    Some(
        known
            .next_back()
            .map_or(first.clone(), |last| format!("{first} {last}")),
    )
}

fn draw(rows: &[Row], (end, noun): (i64, &str), head: &str, size: Size) -> Drawing {
    match size {
        Size::Wide => wide(rows, (end, noun), head),
        Size::Narrow => narrow(rows, (end, noun)),
    }
}

fn wide(rows: &[Row], (end, noun): (i64, &str), head: &str) -> Drawing {
    const TOP: i64 = 26;
    const STEP: i64 = 62;
    let scale = Scale::new((0, end), 246, 336);
    let foot = TOP + 10 + STEP * length(rows);
    let marks = html! {
        (axis(&scale, (TOP, foot), Size::Wide, &plain(noun)))
        (text("quiet", (720, 14), Anchor::End, head))
        @for (at, row) in (0_i64..).zip(rows) {
            @let y = TOP + 44 + STEP * at;
            (text("strong", (0, y - 4), Anchor::Start, &fitted(&row.label, 236)))
            (text("quiet", (0, y + 14), Anchor::Start, &row.moment))
            (both(&scale, row, y, (240, 620)))
            (ahead(row, (720, y + 5)))
        }
    };
    Drawing { size: Size::Wide, height: foot + 28, marks }
}

fn narrow(rows: &[Row], (end, noun): (i64, &str)) -> Drawing {
    const TOP: i64 = 0;
    const STEP: i64 = 84;
    let scale = Scale::new((0, end), 7, 340);
    let foot = TOP + 6 + STEP * length(rows);
    let marks = html! {
        (axis(&scale, (TOP, foot), Size::Narrow, &plain(noun)))
        @for (at, row) in (0_i64..).zip(rows) {
            @let y = TOP + 18 + STEP * at;
            (area("veil", (0, y - 16), (360, 22)))
            text class="strong" x="0" y=(y) {
                (fitted(&row.label, 210)) tspan class="quiet" font-weight="400" dx="7" { (row.day) }
            }
            (ahead(row, (360, y)))
            (both(&scale, row, y + 44, (0, 356)))
        }
    };
    Drawing { size: Size::Narrow, height: foot + 28, marks }
}

/// Both marks with their figures; one that is absent has none.
fn both(scale: &Scale, row: &Row, y: i64, room: (i64, i64)) -> Markup {
    let (one, two) = (
        row.one.map(|votes| scale.x(votes)),
        row.two.map(|votes| scale.x(votes)),
    );
    let (one_at, two_at) = apart((one.unwrap_or(room.0), two.unwrap_or(room.1)), room);
    html! {
        @if let (Some(one), Some(two)) = (one, two) { (line("link", (one, y), (two, y))) }
        @if let (Some(x), Some(votes)) = (one, row.one) {
            (mark(Shape::One, (x, y)))
            (text("strong", (one_at, y - 14), Anchor::Middle, &grouped(votes)))
        }
        @if let (Some(x), Some(votes)) = (two, row.two) {
            (mark(Shape::Two, (x, y)))
            (text("two", (two_at, y - 14), Anchor::Middle, &grouped(votes)))
        }
    }
}

/// The mark of the option that is ahead, and by how much.
fn ahead(row: &Row, (x, y): (i64, i64)) -> Markup {
    html! {
        @if let Some(ahead) = row.ahead() {
            @let words = format!("+{}", grouped(ahead.votes));
            @let class = if ahead.shape == Shape::One { "strong" } else { "two" };
            (mark(ahead.shape, (x - 20 - 8 * i64::try_from(words.len()).unwrap_or(8), y - 5)))
            (text(class, (x, y), Anchor::End, &words))
        }
    }
}

/// Every option of every version; what is absent is said.
pub(crate) fn table(view: &View<'_>, history: &History) -> Markup {
    let voice = &view.voice;
    let caption = voice.text("versions.caption", &[("contest", &history.contest)]);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) { table {
            caption.unseen { (caption) }
            thead { tr {
                th scope="col" { (voice.say("versions.version")) }
                @for option in &history.options { th.num scope="col" { (foreign(option)) } }
            } }
            tbody {
                @for version in &history.versions {
                    tr {
                        th scope="row" {
                            (voice.of(&version.label))
                            @if let Some(at) = version.published_at { small { (voice.moment(at)) } }
                            @if version.standing != rumor_model::word::Standing::Received {
                                small { (voice.standing(version.standing)) }
                            }
                        }
                        @for option in 0..history.options.len() {
                            td.num { (reported(view, version, option)) }
                        }
                    }
                }
            }
        } }
    }
}

/// A figure, linked to the line that it stands in.
fn reported(view: &View<'_>, version: &Version, option: usize) -> Markup {
    let Some(reported) = version.figures.get(option).copied().flatten() else {
        return rows::cell(None, &view.voice);
    };
    let text = reported.votes.map(grouped);
    match view.publication().record(reported.record_id) {
        Some(record) => html! {
            a.fig href=(view.to_line(record, reported.row_number)) { (rows::cell(text.as_deref(), &view.voice)) }
        },
        None => rows::cell(text.as_deref(), &view.voice),
    }
}
