//! Runs `cargo test`, passes on what it says, and adds up its counts: the line that closes a run of
//! CI says how many tests there were.

use std::{
    fmt,
    io::{self, BufRead as _, BufReader},
    process::{Command, Stdio},
};

/// Counts over all test programs.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tests {
    passed: u64,
    failed: u64,
    ignored: u64,
    /// A program did not build, or did not come to its end.
    broken: bool,
}

/// Runs the command to its end, and adds what it counts to `tests`. True if all passed.
pub(crate) fn run(command: &mut Command, tests: &mut Tests) -> bool {
    let passed = pass_on(command, tests).unwrap_or_else(|error| {
        eprintln!(
            "could not run `{}`: {error}",
            command.get_program().display()
        );
        false
    });
    tests.broken = !passed;
    passed
}

fn pass_on(command: &mut Command, tests: &mut Tests) -> io::Result<bool> {
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tests.add(&line);
        }
    }
    Ok(child.wait()?.success())
}

impl Tests {
    /// Takes the counts of a line such as `test result: ok. 4 passed; 0 failed; 1 ignored; …`.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|l| l.split_once(". "))
        else {
            return;
        };
        for count in counts.split("; ") {
            let (number, word) = count.split_once(' ').unwrap_or_default();
            let number: u64 = number.parse().unwrap_or_default();
            match word {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

impl fmt::Display for Tests {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, failed, ignored, broken } = self;
        let word = if *failed == 0 && !broken {
            "ok"
        } else {
            "FAILED"
        };
        write!(
            f,
            "test result: {word}. {passed} passed; {failed} failed; {ignored} ignored"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_of_all_programs_are_added_up() {
        let mut tests = Tests::default();
        for line in [
            "running 3 tests",
            "test a ... ok",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
            "test result: FAILED. 1 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out",
        ] {
            tests.add(line);
        }
        assert_eq!(
            tests,
            Tests { passed: 4, failed: 2, ignored: 1, broken: false }
        );
        assert_eq!(
            tests.to_string(),
            "test result: FAILED. 4 passed; 2 failed; 1 ignored"
        );
    }
}
