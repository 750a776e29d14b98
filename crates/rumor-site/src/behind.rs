//! The lines of records behind the figures of a unit.

use std::collections::BTreeMap;

use maud::{Markup, html};
use rumor_model::{
    finding::{Finding, RowBehind},
    messages::grouped,
    word::Standing,
};

use crate::view::View;

/// Runs of lines that one place names before it says how many more there are.
const RUNS: usize = 3;

/// The lines of records that one unit's figures come from.
#[derive(Debug, Default)]
pub(crate) struct Behind<'a> {
    runs: BTreeMap<&'a str, Vec<Run>>,
}

/// Lines of one record that follow each other.
#[derive(Debug, Clone, Copy)]
struct Run {
    record: i64,
    first: i64,
    last: i64,
}

impl<'a> Behind<'a> {
    /// The lines behind each unit of a finding.
    pub(crate) fn of(finding: &'a Finding) -> Self {
        let mut lines: Vec<&RowBehind> = finding.behind.iter().collect();
        lines.sort_by_key(|line| (&line.unit, line.record_id, line.row_number));
        let mut behind = Self::default();
        for line in lines {
            let runs = behind.runs.entry(&line.unit).or_default();
            match runs.last_mut() {
                Some(run) if run.takes(line) => run.last = line.row_number,
                _ => runs.push(Run {
                    record: line.record_id,
                    first: line.row_number,
                    last: line.row_number,
                }),
            }
        }
        behind
    }

    /// Links to the lines: "lines 2 to 26"; the record is named where there are several.
    pub(crate) fn links(&self, view: &View<'_>, unit: &str) -> Markup {
        self.first_links(view, unit, RUNS)
    }

    /// The same, of the first few runs alone.
    pub(crate) fn first_links(&self, view: &View<'_>, unit: &str, most: usize) -> Markup {
        let runs = self.runs.get(unit).map_or(&[][..], Vec::as_slice);
        let several = runs
            .iter()
            .any(|run| Some(run.record) != runs.first().map(|run| run.record));
        let more = runs.len().saturating_sub(most);
        html! {
            @for (at, run) in runs.iter().take(most).enumerate() {
                @if at > 0 { ", " }
                (run.link(view, if several { Naming::Record } else { Naming::LinesAlone }))
            }
            @if more > 0 {
                ", " (view.voice.text("rows.more-lines", &[("n", &more.to_string())]))
            }
        }
    }
}

/// What a link to lines says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    LinesAlone,
    Record,
}

impl Run {
    const fn takes(self, line: &RowBehind) -> bool {
        self.record == line.record_id && line.row_number <= self.last.saturating_add(1)
    }

    fn link(self, view: &View<'_>, naming: Naming) -> Markup {
        let (first, last) = (grouped(self.first), grouped(self.last));
        let fills = [("first", first.as_str()), ("last", last.as_str())];
        let key = if self.first == self.last {
            "rows.line"
        } else {
            "rows.lines"
        };
        let mut text = view.voice.text(key, &fills);
        let Some(record) = view.publication().record(self.record) else {
            return html! { span.n { (text) } };
        };
        if naming == Naming::Record {
            text = format!("{}, {text}", view.record_name(record));
        }
        html! {
            a href=(view.to_line(record, self.first)) { (text) }
            @if record.standing != Standing::Received { " (" (view.voice.standing(record.standing)) ")" }
        }
    }
}
