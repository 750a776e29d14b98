//! The part of Markdown that check and rumor files use: headings, fences, and the prose between.
//!
//! A file is read once into [`Document`]; every part knows its line, so that a message can name it.
//! Out of scope: inline marks, lists, links. They are prose here and become HTML in `rumor-site`.

/// A file in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The text of the first `# ` heading.
    pub title: String,
    /// What stands between the title and the first section.
    pub head: Section,
    /// The `## ` sections, in their order.
    pub sections: Vec<Section>,
}

/// What stands below one heading, up to the next of its rank or above.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The text of the heading.
    pub heading: String,
    /// The line of the heading, from 1.
    pub line: usize,
    /// Prose without the fences, as written, trimmed.
    pub prose: String,
    /// The fences, in their order.
    pub fences: Vec<Fence>,
    /// The `### ` parts, in their order; their prose and fences are not repeated above.
    pub parts: Vec<Self>,
}

/// A block between three backticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// What stands behind the opening backticks, as `sql rows`.
    pub label: String,
    /// The line of the first line inside, from 1.
    pub line: usize,
    /// The lines inside, each ended by a line feed.
    pub text: String,
}

/// Why a text is no such file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The first line is no title.
    #[error("line 1: found `{0}`, expected `# ` and the question")]
    Title(String),
    /// A fence is opened and not closed.
    #[error("line {0}: this block is opened with ``` and not closed")]
    OpenFence(usize),
}

impl Document {
    /// Reads a file.
    pub fn read(text: &str) -> Result<Self, Error> {
        let mut lines = (1_usize..).zip(text.lines());
        let first = lines.next().map_or("", |(_, line)| line);
        let title = first
            .strip_prefix("# ")
            .ok_or_else(|| Error::Title(first.to_owned()))?;
        let mut document = Self {
            title: title.trim().to_owned(),
            head: Section::default(),
            sections: Vec::new(),
        };
        while let Some((at, line)) = lines.next() {
            if let Some(label) = line.strip_prefix("```") {
                let fence = fence(label, at, &mut lines)?;
                document.current().fences.push(fence);
            } else if let Some(heading) = line.strip_prefix("## ") {
                document.sections.push(Section::named(heading, at));
            } else if let Some(heading) = line.strip_prefix("### ") {
                let section = document.sections.last_mut().unwrap_or(&mut document.head);
                section.parts.push(Section::named(heading, at));
            } else {
                let prose = &mut document.current().prose;
                prose.push_str(line);
                prose.push('\n');
            }
        }
        document.head.trim();
        document.sections.iter_mut().for_each(Section::trim);
        Ok(document)
    }

    /// The section of that heading.
    pub fn section(&self, heading: &str) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.heading == heading)
    }

    fn current(&mut self) -> &mut Section {
        let section = self.sections.last_mut().unwrap_or(&mut self.head);
        if section.parts.is_empty() {
            section
        } else {
            section.parts.last_mut().expect("just seen not to be empty")
        }
    }
}

impl Section {
    /// The fence with that label, if there is exactly one.
    pub fn fence(&self, label: &str) -> Option<&Fence> {
        let mut found = self.fences.iter().filter(|fence| fence.label == label);
        found.next().filter(|_| found.next().is_none())
    }

    fn named(heading: &str, line: usize) -> Self {
        Self { heading: heading.trim().to_owned(), line, ..Self::default() }
    }

    fn trim(&mut self) {
        self.prose = self.prose.trim().to_owned();
        self.parts.iter_mut().for_each(Self::trim);
    }
}

fn fence(
    label: &str,
    at: usize,
    lines: &mut dyn Iterator<Item = (usize, &str)>,
) -> Result<Fence, Error> {
    let mut text = String::new();
    for (_, line) in lines {
        if line == "```" {
            let line = at.saturating_add(1);
            return Ok(Fence { label: label.trim().to_owned(), line, text });
        }
        text.push_str(line);
        text.push('\n');
    }
    Err(Error::OpenFence(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_know_their_lines() {
        let text = "# Why?\n\n```check\na = 1\n```\n\n## Cases\n\nTwo.\n\n### One\n\n```sql rows\nSELECT 1\n```\n";
        let document = Document::read(text).unwrap();
        assert_eq!(document.title, "Why?");
        assert_eq!(document.head.fence("check").unwrap().text, "a = 1\n");
        let cases = document.section("Cases").unwrap();
        assert_eq!((cases.line, cases.prose.as_str()), (7, "Two."));
        let one = cases.parts.first().unwrap();
        assert_eq!(one.fence("sql rows").map(|fence| fence.line), Some(14));
    }

    #[test]
    fn a_fence_left_open_is_named_by_its_line() {
        let error = Document::read("# Why?\n\n```sql\nSELECT 1\n").unwrap_err();
        assert_eq!(error, Error::OpenFence(3));
    }
}
