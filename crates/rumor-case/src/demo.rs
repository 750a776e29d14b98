//! Scenarios that the program brings: an election in our own layout, laid out as a case.

use std::path::Path;

use crate::{
    case::{Case, Error},
    files,
    library::SCENARIOS,
};

/// The scenario of the demonstration.
pub const ANTRIM: &str = "antrim-2020";

/// Lays a scenario out in a folder, and opens it as a case. A folder that holds anything but an
/// earlier demonstration is left as it is and refused.
pub fn lay_out(scenario: &str, folder: &Path) -> Result<Case, Error> {
    let prefix = format!("{scenario}/");
    let files: Vec<(String, Vec<u8>)> = SCENARIOS
        .iter()
        .filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?.to_owned(), bytes.to_vec())))
        .collect();
    if files.is_empty() {
        let mut known: Vec<&str> = SCENARIOS
            .iter()
            .filter_map(|(path, _)| path.split('/').next())
            .collect();
        known.dedup();
        let nearest = rumor_model::name::nearest(scenario, known).map(str::to_owned);
        return Err(Error::Unknown { noun: "scenario", found: scenario.to_owned(), nearest });
    }
    let refused = |why: String| Error::Folder { folder: folder.to_owned(), why };
    if files::exists(folder) && !files::is_folder(folder) {
        return Err(refused(
            "is a file; name another folder with --dir".to_owned(),
        ));
    }
    for path in files::tree(folder)? {
        let is_made = path == ".lock" || MADE.iter().any(|made| path.starts_with(made));
        let same = || files.iter().find(|(name, _)| *name == path);
        let is_ours = is_made
            || match same() {
                Some((_, bytes)) => files::read(&folder.join(&path))? == *bytes,
                None => false,
            };
        if !is_ours {
            return Err(refused(format!(
                "holds `{path}`, which is not of this demonstration; name another folder with --dir"
            )));
        }
    }
    for made in MADE {
        files::remove_folder(&folder.join(made))?;
    }
    for (path, bytes) in files {
        files::write(&files::below(folder, &path)?, &bytes)?;
    }
    Case::open(folder)
}

/// What the program makes in a case, and makes again.
const MADE: [&str; 4] = ["answers/", "findings/", "rehearsal/", "site/"];

/// The posts that a scenario brings, in the order of their files.
pub fn posts(scenario: &str) -> Vec<&'static str> {
    let prefix = format!("{scenario}/posts/");
    let posts = SCENARIOS
        .iter()
        .filter(|(path, _)| path.starts_with(&prefix));
    posts
        .filter_map(|(_, bytes)| std::str::from_utf8(bytes).ok())
        .collect()
}
