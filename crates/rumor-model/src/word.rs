//! Closed lists of words: sources, standings, outcomes, relations, measures.
//!
//! A word that is not in its list is refused where it is read, so that no later step has to guess
//! (`contract.md` §1, §2, §7). Out of scope: words that people see, which are in `messages/`.

use std::fmt;

/// Declares an enum whose variants are fixed words, written and read in one spelling only.
macro_rules! words {
    ($(#[$docs:meta])* $name:ident, $noun:literal { $($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(into = "&'static str", try_from = "String")]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// Every word of the list, in its order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word as it is written in tables and files.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(UnknownWord {
                        noun: $noun,
                        // Enough of it to find it again.
                        found: text.chars().take(40).collect(),
                        known: Self::ALL.iter().map(|word| word.as_str()).collect(),
                    }),
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = UnknownWord;

            fn try_from(text: String) -> Result<Self, UnknownWord> {
                text.parse()
            }
        }

        impl From<$name> for &'static str {
            fn from(word: $name) -> Self {
                word.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// A word that is not in the list it was read for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no {noun}; one of: {}", known.join(", "))]
pub struct UnknownWord {
    noun: &'static str,
    found: String,
    known: Vec<&'static str>,
}

words! {
    /// Who made a count, and at which step. `contract.md` §1.
    Source, "source" {
        /// The report that a tabulator printed after the polls closed.
        Tape = "tape",
        /// The report that a tabulator printed before the polls opened.
        ZeroTape = "zero_tape",
        /// An observer's copy of a tape.
        ObserverTape = "observer_tape",
        /// The report of the election management system.
        Ems = "ems",
        /// A news medium's published totals.
        Feed = "feed",
        /// The county's published or canvassed result.
        Canvass = "canvass",
        /// The state's copy.
        State = "state",
        /// A recount.
        Recount = "recount",
        /// A full count of paper by people.
        HandCount = "hand_count",
        /// A post-election tabulation audit.
        Audit = "audit",
        /// A paper form.
        Form = "form",
        /// Summed from single events.
        Events = "events",
    }
}

words! {
    /// How near a record is to what left the office. `contract.md` §7.
    Standing, "standing" {
        /// As it left the office that made it.
        Received = "received",
        /// Worked out from other published figures.
        Rebuilt = "rebuilt",
        /// Made up, for rehearsal or to show what a record would have shown.
        Simulated = "simulated",
    }
}

words! {
    /// What one unit, or a whole check, came out as. `contract.md` §2. In the order in which the
    /// first that occurs is the outcome of the whole.
    Outcome, "outcome" {
        /// A rule of arithmetic or law is broken; only a corrected record removes it.
        Impossible = "impossible",
        /// A difference, or part of it, that nobody has explained.
        Unexplained = "unexplained",
        /// A record or figure is missing, and is named.
        CannotTell = "cannot-tell",
        /// A difference that reasons cover to the ballot.
        Explained = "explained",
        /// Both figures are the same, or within the relation that is asked.
        Agrees = "agrees",
    }
}

words! {
    /// How a check compares its two figures. `contract.md` §2.
    Relation, "relation" {
        /// Left equals right.
        Equal = "equal",
        /// Left is at most right.
        AtMost = "at-most",
        /// A statistical pointer: the query decides, and says what chance would give.
        Screen = "screen",
        /// A list of figures.
        Report = "report",
    }
}

words! {
    /// What a figure of `result` counts. `contract.md` §1.
    Measure, "measure" {
        /// Votes for one contest option, or for all of a contest where no option is named.
        Votes = "votes",
        /// Votes that voters did not give.
        Undervotes = "undervotes",
        /// Ballots with more selections than allowed in the contest.
        Overvotes = "overvotes",
        /// Votes for names that voters wrote.
        WriteIns = "write_ins",
        /// Written names that do not count.
        WriteInsInvalid = "write_ins_invalid",
        /// Written names not looked at yet.
        WriteInsUnresolved = "write_ins_unresolved",
        /// Ballots without any selection.
        Blank = "blank",
        /// Ranked ballots without a further valid ranking.
        Exhausted = "exhausted",
        /// Ballots cast.
        BallotsCast = "ballots_cast",
        /// Ballots that were not accepted.
        BallotsRejected = "ballots_rejected",
        /// Ballots not back or not decided.
        BallotsOutstanding = "ballots_outstanding",
        /// Registered voters.
        Registered = "registered",
        /// Sheets beside the first sheet of each ballot.
        Sheets = "sheets",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_outside_the_list_is_refused_with_the_list() {
        let error = "certified".parse::<Standing>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "`certified` is no standing; one of: received, rebuilt, simulated"
        );
    }

    #[test]
    fn the_first_outcome_that_occurs_is_that_of_the_whole() {
        let units = [Outcome::Agrees, Outcome::CannotTell, Outcome::Explained];
        assert_eq!(units.iter().min(), Some(&Outcome::CannotTell));
    }
}
