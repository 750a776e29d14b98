//! What rustfmt and clippy do not look at: each rule is one function, tree in, remarks out.
//!
//! A rule that cries wolf is narrowed or deleted, never muted line by line. `tidy/cases.md` shows
//! what each rule remarks on, and is its test.

mod rules;
mod tree;

use std::path::Path;

pub(crate) use tree::{File, Remark, Tree};

/// Reads the sources under `root` and prints every remark. True if there was none.
pub(crate) fn run(root: &Path) -> bool {
    let tree = match Tree::read(root) {
        Ok(tree) => tree,
        Err(error) => {
            eprintln!("could not read `{}`: {error}", root.display());
            return false;
        }
    };
    let remarks = remarks(&tree);
    for remark in &remarks {
        eprintln!("{remark}");
    }
    eprintln!(
        "tidy: {} remarks on {} files",
        remarks.len(),
        tree.files.len()
    );
    remarks.is_empty()
}

fn remarks(tree: &Tree) -> Vec<Remark> {
    rules::RULES.iter().flat_map(|rule| rule(tree)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs `cases.md`: each section lists files and, in the block `remarks`, what tidy says.
    #[test]
    fn cases() {
        let mut title = "";
        let mut files = Vec::new();
        let mut lines = include_str!("tidy/cases.md").lines();
        while let Some(line) = lines.next() {
            let mut block = || {
                lines
                    .by_ref()
                    .take_while(|line| *line != "````")
                    .collect::<Vec<_>>()
            };
            if let Some(text) = line.strip_prefix("## ") {
                title = text;
            } else if line == "````remarks" {
                let tree = Tree { files: std::mem::take(&mut files) };
                let said: Vec<String> = remarks(&tree).iter().map(ToString::to_string).collect();
                assert_eq!(said.join("\n"), block().join("\n"), "{title}");
            } else if let Some(path) = line.strip_prefix("````") {
                files.push(File::new(path.to_owned(), &block().join("\n")));
            }
        }
        assert!(files.is_empty(), "{title} has no block `remarks`");
    }
}
