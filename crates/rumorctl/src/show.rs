//! Words and tables for the terminal.

use std::io::IsTerminal as _;

use rumor_case::model::word::Outcome;
use serde::Serialize;

/// A line on standard output. Where nobody reads on, as behind `head`, it is an error and no panic.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        writeln!(std::io::stdout(), $($text)*)?;
    }};
}
pub(crate) use say;

/// One document on standard output.
pub(crate) fn json(document: &impl Serialize) -> anyhow::Result<()> {
    say!("{}", serde_json::to_string_pretty(document)?);
    Ok(())
}

/// A line of progress on standard error, only where a person looks on.
pub(crate) fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        eprintln!("{text}");
    }
}

/// The mark of an outcome in plain text: told apart without colour.
pub(crate) const fn mark(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Agrees => "=",
        Outcome::Explained => "(=)",
        Outcome::Unexplained => "≠",
        Outcome::Impossible => "×",
        Outcome::CannotTell => "?",
    }
}

/// Text in lines of at most `width` characters, broken at blanks, each indented.
pub(crate) fn wrapped(text: &str, indent: usize, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let used = lines.last().map_or(0, |line| line.chars().count());
        if used > 0 && used + 1 + word.chars().count() > width.saturating_sub(indent) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let mut text = String::new();
    for line in lines {
        text.push_str(&" ".repeat(indent));
        text.push_str(&line);
        text.push('\n');
    }
    text
}
