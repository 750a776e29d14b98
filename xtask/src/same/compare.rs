//! The first difference between two folders, told so that its cause can be guessed.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// The first difference, in the order of paths.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// A folder in which nothing was written compares equal to anything like it.
    Empty,
    /// A file is there once only.
    Once { path: String },
    /// A line of a text differs; lines count from 1.
    Line {
        path: String,
        line: usize,
        one: String,
        other: String,
    },
    /// A byte of another file differs; bytes count from 0.
    Byte { path: String, at: usize },
}

/// Compares two folders byte for byte.
pub(crate) fn difference(one: &Path, other: &Path) -> io::Result<Option<Difference>> {
    let (ones, others) = (files(one)?, files(other)?);
    if ones.is_empty() && others.is_empty() {
        return Ok(Some(Difference::Empty));
    }
    let paths: BTreeSet<&String> = ones.keys().chain(others.keys()).collect();
    for path in paths {
        let (Some(one), Some(other)) = (ones.get(path), others.get(path)) else {
            return Ok(Some(Difference::Once { path: path.clone() }));
        };
        if let Some(difference) = between(path, &read(one)?, &read(other)?) {
            return Ok(Some(difference));
        }
    }
    Ok(None)
}

/// Every file below a folder, by its path from there.
fn files(root: &Path) -> io::Result<BTreeMap<String, PathBuf>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(root).unwrap_or(&path);
                files.insert(below.to_string_lossy().replace('\\', "/"), path);
            }
        }
    }
    Ok(files)
}

#[expect(
    clippy::disallowed_methods,
    reason = "reads what a test run wrote, not election records"
)]
fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

fn between(path: &str, one: &[u8], other: &[u8]) -> Option<Difference> {
    if one == other {
        return None;
    }
    let path = path.to_owned();
    let (Ok(one_text), Ok(other_text)) = (str::from_utf8(one), str::from_utf8(other)) else {
        let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
        return Some(Difference::Byte { path, at: same });
    };
    // Lines are split at LF alone, since a CR that is there once is a difference too.
    let (mut ones, mut others) = (one_text.split('\n'), other_text.split('\n'));
    let mut line = 1;
    loop {
        let (one, other) = (ones.next(), others.next());
        if one != other {
            let shown = |text: Option<&str>| text.unwrap_or("(no such line)").to_owned();
            return Some(Difference::Line { path, line, one: shown(one), other: shown(other) });
        }
        one?;
        line += 1;
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it wrote nothing, either time"),
            Self::Once { path } => write!(f, "`{path}` is there one time and not the other"),
            Self::Line { path, line, one, other } => {
                let (one, other) = (excerpt(one, other), excerpt(other, one));
                write!(f, "{path}:{line}\n  one time:  {one}\n  the other: {other}")
            }
            Self::Byte { path, at } => write!(f, "`{path}` from byte {at} on"),
        }
    }
}

/// A long line from a little before the place where it differs.
fn excerpt(line: &str, other: &str) -> String {
    const BEFORE: usize = 40;
    const SHOWN: usize = 160;
    let same = line
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let text: String = line
        .chars()
        .skip(same.saturating_sub(BEFORE))
        .take(SHOWN)
        .collect();
    format!("{text:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &[u8], other: &[u8], expected: Option<&str>) {
        let said = between("f", one, other).map(|difference| difference.to_string());
        assert_eq!(said.as_deref(), expected);
    }

    #[test]
    fn equal_bytes_are_no_difference() {
        check(b"a\nb\n", b"a\nb\n", None);
    }

    #[test]
    fn the_first_line_that_differs_is_shown_twice() {
        check(
            b"a\nb\nc\n",
            b"a\nB\nC\n",
            Some("f:2\n  one time:  \"b\"\n  the other: \"B\""),
        );
        check(
            b"a\n",
            b"a",
            Some("f:2\n  one time:  \"\"\n  the other: \"(no such line)\""),
        );
    }

    #[test]
    fn a_carriage_return_shows() {
        check(
            b"a\r\n",
            b"a\n",
            Some("f:1\n  one time:  \"a\\r\"\n  the other: \"a\""),
        );
    }

    #[test]
    fn of_other_files_the_byte_is_named() {
        check(b"\xff\x00\x01", b"\xff\x00\x02", Some("`f` from byte 2 on"));
    }

    #[test]
    fn a_shorter_one_differs_where_it_ends() {
        check(b"\xff\x00", b"\xff\x00\x02", Some("`f` from byte 2 on"));
    }
}
