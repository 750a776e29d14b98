//! Scenarios that the program brings: an election in our own layout, laid out as a case.

use std::path::Path;

use crate::{
    case::{Case, Error},
    files,
    library::SCENARIOS,
};

/// The scenario of the demonstration.
pub const ANTRIM: &str = "antrim-2020";

/// Lays a scenario out in a folder, and opens it as a case. What the folder held of an earlier
/// demonstration is exchanged; anything else is left alone and refused.
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
    let holds_files = !files::names(folder)?.is_empty();
    let is_ours =
        files::exists(&folder.join("SOURCE.md")) && files::exists(&folder.join("case.toml"));
    if holds_files && !is_ours {
        let text = format!(
            "`{}` holds other files; name an empty folder",
            folder.display()
        );
        return Err(Error::Guard(text));
    }
    files::write_folder(folder, files)?;
    Case::open(folder)
}

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
