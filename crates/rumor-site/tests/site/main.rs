//! The pages of an election made by hand: Antrim County's figures, and a few that are invented.

#![cfg(test)]
#![expect(
    clippy::disallowed_methods,
    reason = "tests read their data from disk and write beside the build"
)]

mod fixture;
mod messages;
mod pages;
