//! Records that an election left behind, read into tables: bytes in, rows and problems out.
//!
//! A format is told by its content, never by a file's name (`recognise`); then the file is read in
//! one pass into the base tables of `rumor-model`, and every entry ends as kept, set aside or passed
//! over (`read`). `docs/formats/` has a page a format. Nothing here opens a file, knows a case, or
//! resolves a name: what a record calls a precinct is what its row says.

#![warn(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::float_arithmetic,
    clippy::indexing_slicing
)]

mod cell;
mod choices;
mod error;
mod format;
mod formats;
pub mod forms;
mod gather;
mod input;
mod reading;
mod recognise;
pub mod row_problem;
mod rows;
mod sheet;
mod text;
mod words;

#[cfg(test)]
mod shown;

pub use error::{Error, Fault};
pub use format::{Format, Lack};
pub use input::Input;
pub use reading::{Entries, Reading, read};
pub use recognise::{HEAD, Unrecognised, recognise};
pub use row_problem::RowProblem;
pub use words::{ACCOUNTING_MEASURES, METHODS};
