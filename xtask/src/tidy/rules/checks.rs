//! A check is one Markdown file: a question, its headings, its queries, and cases for all that it
//! can come out as. The words of the queries are read in `sql`.

use std::collections::BTreeMap;

use super::markdown::{Fence, facts, fences, headings};
use crate::tidy::{File, Remark, Tree};

const HEADINGS: &[&str] = &[
    "## What it asks",
    "## Why it matters",
    "## Records it needs",
    "## The check",
    "## What a difference means",
    "## What it cannot tell",
    "## Cases",
    "## Sources",
];
/// A check is named for what it compares, never for what somebody hopes that it finds.
const RESULTS: &[&str] = &[
    "fraud",
    "stolen",
    "rigged",
    "fake",
    "suspicious",
    "anomal",
    "error",
    "glitch",
];
/// Letters of a title that fits a telephone's screen and a browser's tab.
const TITLE: std::ops::RangeInclusive<usize> = 20..=70;

pub(crate) fn checks(tree: &Tree) -> Vec<Remark> {
    tree.checks().flat_map(check).collect()
}

/// An id is a file's name and a code is the catalogue's: neither is ever used for a second check.
pub(crate) fn numbered_once(tree: &Tree) -> Vec<Remark> {
    let mut first: BTreeMap<String, &File> = BTreeMap::new();
    let mut remarks = Vec::new();
    for file in tree.checks() {
        let id = format!("`{}`", file.stem());
        let code = facts(file).as_ref().and_then(code);
        for name in [Some(id), code].into_iter().flatten() {
            let other = *first.entry(name.clone()).or_insert(file);
            if other.path != file.path {
                remarks.push(file.remark(1, format!("{name} is also {}", other.path)));
            }
        }
    }
    remarks
}

fn check(file: &File) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if file.path.split('/').count() != "checks/<group>/<id>.md".split('/').count() {
        remarks.push(file.remark(1, "a check stands in the folder of its group"));
    }
    if let Some(word) = RESULTS.iter().find(|word| file.stem().contains(**word)) {
        remarks.push(file.remark(1, format!("named for a result: `{word}`")));
    }
    remarks.extend(title(file));
    if headings(file) != HEADINGS {
        remarks.push(file.remark(1, format!("the headings are {}", HEADINGS.join(", "))));
        return remarks;
    }
    let queries = fences(file, "## The check", "## What a difference means");
    let queries: Vec<&str> = queries.iter().map(|fence| fence.info).collect();
    if queries != ["sql", "sql rows"] && !(queries == ["sql"] && is_report(file)) {
        remarks.push(file.remark(
            1,
            "a check is a block `sql` and, not of a report, one `sql rows`",
        ));
    }
    remarks.extend(cases(file));
    remarks
}

fn title(file: &File) -> Option<Remark> {
    let title = file.lines.first()?.strip_prefix("# ").unwrap_or_default();
    let fits = title.ends_with('?') && TITLE.contains(&title.chars().count());
    (!fits).then(|| file.remark(1, "the title is a question of 20 to 70 letters"))
}

/// What a case comes out as is the first word of its block `finding`.
fn cases(file: &File) -> Option<Remark> {
    let cases = fences(file, "## Cases", "## Sources");
    let found = cases.iter().filter(|fence| fence.info == "finding");
    let found: Vec<&str> = found
        .filter_map(|fence| fence.lines.first())
        .map(|(_, line)| *line)
        .collect();
    let any = |words: &[&str]| {
        found
            .iter()
            .any(|line| words.iter().any(|word| line.starts_with(word)))
    };
    let agrees = any(&["agrees"]) || is_report(file) && any(&["listed"]);
    let differs = any(&["unexplained", "impossible", "explained"]) || is_report(file);
    let cannot_tell = found.iter().any(|line| line.contains("cannot"));
    let all = agrees && differs && cannot_tell;
    (!all).then(|| file.remark(1, "cases are needed that agree, differ, and cannot tell"))
}

fn is_report(file: &File) -> bool {
    let facts = facts(file);
    facts.is_some_and(|fence| {
        fence
            .lines
            .iter()
            .any(|(_, line)| *line == "compares = \"report\"")
    })
}

fn code(facts: &Fence<'_>) -> Option<String> {
    let line = facts
        .lines
        .iter()
        .find_map(|(_, line)| line.strip_prefix("code = "))?;
    Some(line.split('#').next().unwrap_or_default().trim().to_owned())
}
