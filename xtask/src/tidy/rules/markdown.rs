//! The few things that rules need to know of a Markdown file: its headings and its fences.

use crate::tidy::File;

/// A block between three backticks.
pub(crate) struct Fence<'a> {
    /// What stands behind the opening backticks.
    pub(crate) info: &'a str,
    /// The lines inside, numbered as in the file.
    pub(crate) lines: Vec<(usize, &'a str)>,
}

/// The sections, `## ` and all.
pub(crate) fn headings(file: &File) -> Vec<&str> {
    outside(file)
        .map(|(_, line)| line)
        .filter(|line| line.starts_with("## "))
        .collect()
}

/// The lines that stand in no fence.
pub(crate) fn outside(file: &File) -> impl Iterator<Item = (usize, &str)> {
    let mut inside = false;
    file.numbered().filter(move |(_, line)| {
        let mark = line.starts_with("```");
        inside ^= mark;
        !inside && !mark
    })
}

/// The fences between two headings.
pub(crate) fn fences<'a>(file: &'a File, from: &str, to: &str) -> Vec<Fence<'a>> {
    let mut fences: Vec<Fence<'_>> = Vec::new();
    let mut inside = false;
    let lines = file.numbered().skip_while(|(_, line)| *line != from);
    for (at, line) in lines.take_while(|(_, line)| *line != to) {
        if let Some(mark) = line.strip_prefix("```") {
            inside = !inside;
            if inside {
                fences.push(Fence { info: mark, lines: Vec::new() });
            }
        } else if let Some(fence) = fences.last_mut().filter(|_| inside) {
            fence.lines.push((at, line));
        }
    }
    fences
}

/// The fence of facts below the title.
pub(crate) fn facts(file: &File) -> Option<Fence<'_>> {
    let title = file.lines.first()?;
    fences(file, title, "## ")
        .into_iter()
        .find(|fence| fence.info == "check")
}
