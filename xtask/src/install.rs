//! What CI needs beside Rust, on a fresh Debian: packages of the system only where a program is
//! missing, everything else below the target folder. The second time there is nothing to do.

use std::{
    fs, io,
    path::Path,
    process::{Command, Stdio},
};

use crate::workspace::{Workspace, succeeds};

/// A program that must answer, and Debian's packages that bring it.
const SYSTEM: &[(&str, &[&str])] = &[
    ("chromium --version", &["chromium", "fonts-liberation"]),
    ("node --version", &["nodejs"]),
    ("npm --version", &["npm"]),
    (
        "python3 -m ensurepip --version",
        &["python3", "python3-venv"],
    ),
];
/// Tools written in Rust, with the version that the stages were written for.
const CARGO: &[(&str, &str)] = &[("cargo-deny", "0.20.2"), ("cargo-machete", "0.9.2")];

/// Installs what is missing, and says what. True if everything is there now.
pub(crate) fn install(workspace: &Workspace) -> bool {
    // Each is tried, so that one run shows everything that is missing.
    let done = [
        system(),
        cargo(workspace),
        listed(workspace, "python", "tests/twin/requirements.txt", python),
        listed(workspace, "node", "tests/browser/package-lock.json", node),
    ];
    done.iter().all(|done| *done)
}

fn system() -> bool {
    let missing = SYSTEM.iter().filter(|(program, _)| !answers(program));
    let packages: Vec<&str> = missing
        .flat_map(|(_, packages)| *packages)
        .copied()
        .collect();
    if packages.is_empty() {
        return true;
    }
    eprintln!("install: Debian's {}", packages.join(", "));
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(packages);
    succeeds(apt().arg("update")) && succeeds(apt().args(install))
}

fn apt() -> Command {
    let user = Command::new("id").arg("-u").output();
    let root = user.is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let mut command = Command::new(if root { "apt-get" } else { "sudo" });
    if !root {
        command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
    }
    command
        .arg("--quiet=2")
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn answers(line: &str) -> bool {
    let mut words = line.split(' ');
    Command::new(words.next().unwrap_or_default())
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn cargo(workspace: &Workspace) -> bool {
    let mut done = true;
    for (name, version) in CARGO {
        if workspace.cargo_tool(name).exists() || answers(&format!("{name} --version")) {
            continue;
        }
        eprintln!("install: {name} {version}");
        let folder = workspace.tools();
        let build = folder.join("build");
        // Without optimisation it is built in a third of the time, and it runs for seconds only.
        let mut install = workspace.command("cargo install --locked --quiet --debug");
        install
            .args([name, "--version", version, "--root"])
            .arg(folder.join("cargo"));
        done &= succeeds(install.arg("--target-dir").arg(&build));
        if let Err(error) = remove(&build) {
            eprintln!("could not clear `{}`: {error}", build.display());
        }
    }
    done
}

fn remove(folder: &Path) -> io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
    } else {
        Ok(())
    }
}

/// Installs what a file lists into a folder of its own, anew when the list has changed.
fn listed(
    workspace: &Workspace,
    name: &str,
    list: &str,
    install: fn(&Workspace, &Path) -> bool,
) -> bool {
    let folder = workspace.tools().join(name);
    let list = workspace.root().join(list);
    let installed = folder.join("installed-from.txt");
    if same_text(&list, &installed) {
        return true;
    }
    eprintln!("install: {} into {}", list.display(), folder.display());
    let prepared = remove(&folder).and_then(|()| fs::create_dir_all(&folder));
    let copied = |()| fs::copy(&list, &installed).map(|_| ());
    let done = prepared
        .map(|()| install(workspace, &folder))
        .and_then(|done| {
            // Only a complete installation is marked as one.
            if done {
                copied(()).map(|()| true)
            } else {
                Ok(false)
            }
        });
    done.unwrap_or_else(|error| {
        eprintln!("could not fill `{}`: {error}", folder.display());
        false
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "reads our own lists, not election records"
)]
fn same_text(one: &Path, other: &Path) -> bool {
    match (fs::read(one), fs::read(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

fn python(workspace: &Workspace, folder: &Path) -> bool {
    let made = succeeds(workspace.command("python3 -m venv").arg(folder));
    let mut pip = Command::new(folder.join("bin/python"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--requirement",
    ])
    .arg("tests/twin/requirements.txt")
    .current_dir(workspace.root());
    made && succeeds(&mut pip)
}

/// `playwright-core` brings no browser; Debian's is used.
fn node(workspace: &Workspace, folder: &Path) -> bool {
    let lists = workspace.root().join("tests/browser");
    let copied = ["package.json", "package-lock.json"]
        .iter()
        .all(|name| fs::copy(lists.join(name), folder.join(name)).is_ok());
    let mut npm = Command::new("npm");
    npm.args([
        "ci",
        "--silent",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
    ])
    .current_dir(folder);
    copied && succeeds(&mut npm)
}
