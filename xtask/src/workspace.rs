//! Where things are: the checkout, cargo's target folder, and the tools that `--install` puts there.

use std::{
    env::{self, consts},
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The checkout and its target folder.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Asks cargo, so that `CARGO_TARGET_DIR` and `.cargo/config.toml` are honoured.
    pub(crate) fn find() -> Result<Self, String> {
        let root = root();
        let asked = "cargo metadata --no-deps --format-version 1";
        let output = line(&root, asked).stderr(Stdio::inherit()).output();
        let output = output.map_err(|error| format!("could not run `{asked}`: {error}"))?;
        let answer = String::from_utf8_lossy(&output.stdout);
        let target = text_of(&answer, "target_directory")
            .ok_or_else(|| format!("`{asked}` names no target_directory"))?;
        Ok(Self { root, target: PathBuf::from(target) })
    }

    /// The checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// What was installed for this checkout, and nothing of the system's.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// An empty folder below the target folder. It stays when a stage fails, to be looked at.
    pub(crate) fn empty_folder(&self, name: &str) -> io::Result<PathBuf> {
        let folder = self.target.join("xtask").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// A command of one line, run in the checkout. Cargo's own tools are taken from [`Self::tools`]
    /// where they are there.
    pub(crate) fn command(&self, words: &str) -> Command {
        let mut command = line(&self.root, words);
        let program = words.split(' ').next().unwrap_or_default();
        let installed = self.cargo_tool(program);
        if installed.exists() {
            let mut found = Command::new(installed);
            found.args(command.get_args()).current_dir(&self.root);
            command = found;
        }
        command
    }

    /// Where `--install` puts a tool that is written in Rust.
    pub(crate) fn cargo_tool(&self, program: &str) -> PathBuf {
        self.tools()
            .join("cargo/bin")
            .join(format!("{program}{}", consts::EXE_SUFFIX))
    }

    /// `rumorctl` with these arguments, in the profile that the tests have built it in. It starts
    /// in `folder`.
    pub(crate) fn rumorctl(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new("cargo");
        command
            .args([
                "run",
                "--quiet",
                "--locked",
                "--package",
                "rumorctl",
                "--manifest-path",
            ])
            .arg(self.root.join("Cargo.toml"))
            .arg("--")
            .args(arguments)
            .current_dir(folder);
        command
    }
}

/// The checkout that somebody works in: the folder above that holds this program's sources. Where
/// two checkouts share a target folder, the path that was compiled in may be the other one's.
pub(crate) fn root() -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    let holds = |folder: &&Path| folder.join("xtask/Cargo.toml").exists();
    here.ancestors().find(holds).unwrap_or(&here).to_owned()
}

/// Runs a command to its end. True if it said that all is well.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    match command.status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!(
                "could not run `{}`: {error}",
                command.get_program().display()
            );
            false
        }
    }
}

fn line(folder: &Path, words: &str) -> Command {
    let mut words = words.split(' ');
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words).current_dir(folder);
    command
}

/// The text of a key in JSON that cargo wrote: on one line, the key once.
fn text_of(json: &str, key: &str) -> Option<String> {
    let (_, rest) = json.split_once(&format!("\"{key}\":\""))?;
    let mut text = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            // Of all escapes only these occur in a path.
            '\\' => text.push(letters.next()?),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_with_its_backslashes() {
        let json = r#"{"version":1,"target_directory":"C:\\work\\target","metadata":null}"#;
        assert_eq!(
            text_of(json, "target_directory").as_deref(),
            Some(r"C:\work\target")
        );
        assert_eq!(text_of(json, "workspace_root"), None);
    }
}
