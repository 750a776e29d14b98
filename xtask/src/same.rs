//! Same inputs, same bytes: each command is run twice, elsewhere, in another time zone, language and
//! number of threads, and the two folders are compared byte for byte.

mod compare;

use std::{io, path::PathBuf};

use crate::workspace::{Workspace, succeeds};

/// The commands, each given a number of threads. They write below the folder they start in.
const COMMANDS: &[&[&str]] = &[&["demo", "--dir", "demo"]];

/// One of the two times.
struct Time {
    /// A folder whose path is of another length, in case a path slips into a file.
    folder: &'static str,
    zone: &'static str,
    language: &'static str,
    threads: &'static str,
}

const TIMES: [Time; 2] = [
    Time { folder: "same/one", zone: "UTC", language: "C.UTF-8", threads: "1" },
    Time {
        folder: "same/the-other-time",
        zone: "Pacific/Chatham",
        language: "es_MX.UTF-8",
        threads: "2",
    },
];

/// Runs every command twice. True if no byte differs.
pub(crate) fn run(workspace: &Workspace) -> bool {
    let differ = COMMANDS.iter().filter(|command| !same(workspace, command));
    differ.count() == 0
}

fn same(workspace: &Workspace, arguments: &[&str]) -> bool {
    let [one, other] = TIMES.map(|time| folder(workspace, arguments, &time));
    match (one, other) {
        (Ok(Some(one)), Ok(Some(other))) => match compare::difference(&one, &other) {
            Ok(None) => true,
            Ok(Some(difference)) => {
                eprintln!("`{}` came out otherwise: {difference}", arguments.join(" "));
                false
            }
            Err(error) => {
                eprintln!(
                    "could not compare {} and {}: {error}",
                    one.display(),
                    other.display()
                );
                false
            }
        },
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("could not make a folder to run in: {error}");
            false
        }
        _ => false,
    }
}

/// What a command leaves behind, or nothing if it failed.
fn folder(workspace: &Workspace, arguments: &[&str], time: &Time) -> io::Result<Option<PathBuf>> {
    let folder = workspace.empty_folder(time.folder)?;
    let mut command = workspace.rumorctl(&folder, arguments);
    command
        .args(["--threads", time.threads])
        .env("TZ", time.zone)
        .env("LANG", time.language);
    Ok(succeeds(command.env("LC_ALL", time.language)).then_some(folder))
}
