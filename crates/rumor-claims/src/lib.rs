//! From a pasted text to claims, from each claim to a rumor, from a rumor and findings to an
//! answer.
//!
//! Matching never decides an answer: text leads to a rumor's id, findings lead to the answer. No
//! score or wording changes an outcome or a figure. Nothing here opens a file, touches a record or
//! reads a clock. Out of scope: pages (`rumor-site`), reading rumor files (`rumor-model`).

pub mod answer;
pub mod ask;
mod fold;
mod joke;
mod language;
pub mod lexicon;
pub mod library;
mod matching;
mod number;
pub mod place;
mod quotation;
mod rank;
pub mod read;
mod segment;
mod stance;

pub use ask::{Asked, State, ask};
pub use fold::Span;
pub use lexicon::{Concepts, Formulas, Lexicon};
pub use library::Library;
pub use matching::Standing;
pub use place::{Home, OtherPlace, Place};
pub use read::{Reading, read};
