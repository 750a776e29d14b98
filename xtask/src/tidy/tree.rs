//! The files that tidy reads, and what it says about them.

use std::{fmt, fs, io, path::Path};

/// Folders that hold nothing of ours to read.
const SKIPPED: &[&str] = &["target", "node_modules", "fuzz", "lint-proof"];
/// Files whose text is read. Of the others only the name counts.
const TEXT: &[&str] = &["rs", "md", "toml"];

/// How the unit tests at the foot of a file begin.
const TESTS: &str = "#[cfg(test)]\nmod ";

/// A file of nothing but unit tests; only what it says of itself is read.
const TESTS_FILE: &str = "tests.rs";

/// Every file under one root, sorted by path.
pub(crate) struct Tree {
    pub(crate) files: Vec<File>,
}

/// One file; of a Rust file, the lines before its unit tests.
pub(crate) struct File {
    /// From the root, with `/` on every system.
    pub(crate) path: String,
    pub(crate) lines: Vec<String>,
}

/// One thing to put right.
pub(crate) struct Remark {
    path: String,
    line: usize,
    text: String,
}

impl Tree {
    pub(crate) fn read(root: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let path = entry?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                if name.starts_with('.') || SKIPPED.contains(&&*name) {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(File::new(relative(root, &path), &text(&path)?));
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { files })
    }

    /// The Rust sources of crates; not their integration tests.
    pub(crate) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files
            .iter()
            .filter(|file| file.ending() == "rs" && file.path.contains("src/"))
    }

    /// The checks; not their Spanish files.
    pub(crate) fn checks(&self) -> impl Iterator<Item = &File> {
        self.below("checks/").filter(|file| !file.is_spanish())
    }

    /// The Spanish files of checks.
    pub(crate) fn spanish_checks(&self) -> impl Iterator<Item = &File> {
        self.below("checks/").filter(|file| file.is_spanish())
    }

    /// The Markdown files that stand one to a subject, as `checks/<group>/<id>.md`.
    pub(crate) fn below(&self, folder: &str) -> impl Iterator<Item = &File> {
        let inside = move |file: &&File| file.path.starts_with(folder);
        self.files
            .iter()
            .filter(inside)
            .filter(|file| file.ending() == "md" && file.name() != "README.md")
    }

    /// The file at that path.
    pub(crate) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl File {
    pub(crate) fn new(path: String, text: &str) -> Self {
        let mut file = Self { path, lines: Vec::new() };
        let tests = text.find(TESTS).filter(|_| file.ending() == "rs");
        let text = tests.map_or(text, |at| text.split_at(at).0);
        file.lines = text.lines().map(str::to_owned).collect();
        if file.name() == TESTS_FILE {
            file.lines.retain(|line| line.starts_with("//!"));
        }
        file
    }

    pub(crate) fn remark(&self, line: usize, text: impl Into<String>) -> Remark {
        Remark { path: self.path.clone(), line, text: text.into() }
    }

    /// Lines, counted from 1.
    pub(crate) fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.lines.iter().map(String::as_str))
    }

    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    pub(crate) fn stem(&self) -> &str {
        self.name().split('.').next().unwrap_or_default()
    }

    pub(crate) fn ending(&self) -> &str {
        self.name()
            .rsplit_once('.')
            .map_or("", |(_, ending)| ending)
    }

    fn is_spanish(&self) -> bool {
        self.name().ends_with(".es.md")
    }

    /// The crate whose folder this file is in.
    pub(crate) fn package(&self) -> &str {
        let path = self.path.strip_prefix("crates/").unwrap_or(&self.path);
        path.split('/').next().unwrap_or_default()
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.text)
    }
}

/// Whether a line is more than blank or comment.
pub(crate) fn is_code(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty() && !line.starts_with("//")
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

#[expect(
    clippy::disallowed_methods,
    reason = "reads our own sources, not election records"
)]
fn text(path: &Path) -> io::Result<String> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    if TEXT.contains(&&*ending) {
        Ok(String::from_utf8_lossy(&fs::read(path)?).into_owned())
    } else {
        Ok(String::new())
    }
}
