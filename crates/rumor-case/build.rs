//! Puts the checks, rumors, messages and scenarios of the repository into the program: a sorted scan
//! of their folders, so that no list is kept by hand.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "runs while building, on our own files; a mistake must stop the build"
)]

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut listed = String::new();
    for (name, folder) in [
        ("CHECKS", "checks"),
        ("RUMORS", "rumors"),
        ("MESSAGES", "messages"),
        ("SCENARIOS", "scenarios"),
    ] {
        let folder_path = root.join(folder);
        println!("cargo::rerun-if-changed={}", folder_path.display());
        let mut files = Vec::new();
        collect(&folder_path, &mut files);
        files.sort();
        writeln!(listed, "/// `{folder}/`: path below it, and content.").unwrap();
        writeln!(listed, "pub(crate) const {name}: &[(&str, &[u8])] = &[").unwrap();
        for file in files {
            let below = file
                .strip_prefix(&folder_path)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let absolute = file.canonicalize().unwrap();
            let absolute = absolute.to_str().expect("the checkout's path is UTF-8");
            writeln!(listed, "    ({below:?}, include_bytes!({absolute:?})),").unwrap();
        }
        listed.push_str("];\n");
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("built_in.rs");
    fs::write(out, listed).unwrap();
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
    {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
}
