//! How the program ends.

use std::process::ExitCode;

use rumor_case::model::word::Outcome;

/// What the exit code says (`contract.md` §6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything agrees or is explained.
    Agrees,
    /// Something is unexplained or impossible.
    Differs,
    /// Something cannot be told, and nothing differs.
    CannotTell,
    /// Wrong usage, a refused file, a failed guard.
    CouldNotRun,
}

impl Exit {
    /// Of the worst outcome among findings.
    pub(crate) const fn of(worst: Option<Outcome>) -> Self {
        match worst {
            Some(Outcome::Impossible | Outcome::Unexplained) => Self::Differs,
            Some(Outcome::CannotTell) => Self::CannotTell,
            Some(Outcome::Explained | Outcome::Agrees) | None => Self::Agrees,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Agrees => 0,
            Exit::Differs => 1,
            Exit::CouldNotRun => 2,
            Exit::CannotTell => 3,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_weighs_more_than_what_cannot_be_told() {
        let worst = [Outcome::CannotTell, Outcome::Unexplained, Outcome::Agrees]
            .into_iter()
            .min();
        assert_eq!(Exit::of(worst), Exit::Differs);
        assert_eq!(Exit::of(Some(Outcome::CannotTell)), Exit::CannotTell);
    }
}
