//! What a clerk can do about an error.

use rumor_case::Error;

/// A sentence below an error: an act.
pub(crate) fn hint(error: &anyhow::Error) -> Option<&'static str> {
    match error.downcast_ref() {
        Some(Error::NoCase(_)) => {
            Some("name the case's folder with --case DIR, or make one with `rumorctl init DIR`")
        }
        Some(Error::Unknown { noun: "check", .. }) => {
            Some("`rumorctl check --list` shows every check")
        }
        _ => None,
    }
}
