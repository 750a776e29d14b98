//! A case: one election's folder, and everything that is done with it.
//!
//! The only crate, beside the log, that touches the disk. Records are never altered; what is written
//! is written whole or not at all ([`files`]). From `records/`, `case.toml`, `explanations/` and the
//! office's own `checks/` and `rumors/` everything else comes back byte for byte.

pub mod answers;
mod assemble;
mod bundle;
mod case;
pub mod config;
pub mod demo;
mod dimensions;
mod explain;
pub mod files;
mod findings;
mod guard;
mod import;
mod init;
pub mod library;
mod names;
mod publication;
mod publish;
pub mod records;
mod resolve;
mod verify;

/// The nouns, for those who may use a case and nothing below it.
pub use rumor_model as model;

pub use assemble::Assembled;
pub use case::{Case, Error};
pub use explain::{Explained, Explanation};
pub use findings::{Findings, Made};
pub use import::{Beside, Imported, Refusal, Role, files_to_import};
pub use init::Start;
pub use names::Unresolved;
pub use publication::Dated;
pub use publish::Published;
pub use verify::{Holds, Obligation, Verified};
