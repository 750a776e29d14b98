//! The nouns of an election office, as types: moments, tables, checks, rumors, reasons, findings.
//!
//! Every other crate speaks through these. Nothing here opens a file, reads a clock or knows a
//! vendor. Words are those of the NIST election glossary and of `GLOSSARY.md`.

#![warn(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::float_arithmetic
)]

pub mod answer;
pub mod check;
pub mod digest;
pub mod finding;
pub mod markdown;
pub mod messages;
pub mod moment;
pub mod name;
pub mod reason;
pub mod rumor;
pub mod slug;
pub mod table;
pub mod table_set;
pub mod tables;
pub mod word;
