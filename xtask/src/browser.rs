//! Opens every page of the demo's site in a browser, as `tests/browser/walk.mjs` does it.

use std::{
    fs, io,
    path::{self, Path, PathBuf},
};

use crate::workspace::{Workspace, succeeds};

/// Makes the demo's site and walks it; before that, a small site with known faults, all of which
/// the walk must find.
pub(crate) fn run(workspace: &Workspace) -> bool {
    let sharp = succeeds(node(workspace).arg("--planted"));
    match made(workspace) {
        Ok(Some(site)) => walk(workspace, &site, &[]) && sharp,
        Ok(None) => false,
        Err(error) => {
            eprintln!("could not make the demo's site: {error}");
            false
        }
    }
}

/// Walks one site. Its path is as the caller sees it, who may stand elsewhere than the command runs.
pub(crate) fn walk(workspace: &Workspace, site: &Path, options: &[&str]) -> bool {
    let site = path::absolute(site).unwrap_or_else(|_| site.to_owned());
    succeeds(node(workspace).arg(site).args(options))
}

fn node(workspace: &Workspace) -> std::process::Command {
    let mut command = workspace.command("node tests/browser/walk.mjs --modules");
    command.arg(workspace.tools().join("node"));
    command
}

fn made(workspace: &Workspace) -> io::Result<Option<PathBuf>> {
    let folder = workspace.empty_folder("browser")?;
    if !succeeds(&mut workspace.rumorctl(&folder, &["demo", "--dir", "demo"])) {
        return Ok(None);
    }
    let site = named_site(&folder)?;
    if site.is_none() {
        eprintln!(
            "`rumorctl demo` left no folder named `site` below {}",
            folder.display()
        );
    }
    Ok(site)
}

/// The folder named `site` nearest to `folder`.
fn named_site(folder: &Path) -> io::Result<Option<PathBuf>> {
    let mut level = vec![folder.to_owned()];
    while !level.is_empty() {
        let mut below = Vec::new();
        for folder in level {
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    below.push(entry.path());
                }
            }
        }
        below.sort();
        if let Some(site) = below.iter().find(|folder| folder.ends_with("site")) {
            return Ok(Some(site.clone()));
        }
        level = below;
    }
    Ok(None)
}
