//! What a clerk can do about an error.

use rumor_case::{Error, Refusal};

/// Sentences below an error, each an act.
pub(crate) fn hints(error: &anyhow::Error) -> Vec<String> {
    let case = error.downcast_ref::<Error>();
    let refusal = error.downcast_ref::<Refusal>();
    match (case, refusal) {
        (Some(Error::NoCase(_)), _) => vec![
            "name the case's folder with --case DIR, or make one with `rumorctl init DIR`"
                .to_owned(),
        ],
        (Some(Error::Zone(_)), _) => {
            vec!["write a zone such as America/Detroit in case.toml".to_owned()]
        }
        (Some(Error::Unknown { noun: "check", .. }), _) => {
            vec!["`rumorctl check --list` shows every check".to_owned()]
        }
        _ => Vec::new(),
    }
}
