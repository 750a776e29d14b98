//! A check and the tables of a case in, a finding out (`contract.md` §2 to §5).
//!
//! [`session`] is the one door to the SQL engine; `judge` turns rows into outcomes and both
//! measures; `reasons` decides what an explanation covers; `line` is the sentence that the
//! terminal prints; [`cases`] runs a check's own tests. Knows no rumor, writes no file.

#![warn(clippy::arithmetic_side_effects, clippy::as_conversions)]

pub mod answer;
pub mod cases;
mod judge;
mod line;
mod origin;
pub mod parquet;
mod reasons;
mod run;
pub mod session;

pub use run::{Context, Error, run};
pub use session::Session;
