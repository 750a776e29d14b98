//! The one place that opens and writes files.
//!
//! Reading: every record is opened here, read-only. Writing: a file is written beside its place,
//! brought to the disk and renamed, so that a stopped run leaves the old file or the new one, never a
//! half. A folder is written beside its place and exchanged. On a removable stick without a journal
//! a rename may be lost with the last seconds; what was there before stands then.

#![expect(
    clippy::disallowed_methods,
    reason = "the ban on opening and writing files points here"
)]

use std::{
    fs::{self, File},
    io::{self, Read, Write as _},
    path::{Component, Path, PathBuf},
};

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system said no.
    #[error("could not {verb} `{}`: {source}", path.display())]
    System {
        /// What was tried.
        verb: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another command is writing.
    #[error("another command is writing in `{}`; wait until it has ended", .0.display())]
    Busy(PathBuf),
    /// A path that leaves its folder.
    #[error("`{0}` is no path below the case folder")]
    Outside(String),
}

/// Held while a command writes into a case. A command that is stopped, however, lets it go.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "held, and let go when it is closed")] File);

/// Keeps other commands from writing into a case. Where the disk knows no locks, none is kept.
pub(crate) fn lock(root: &Path) -> Result<Lock, Error> {
    let path = root.join(".lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(system("write", &path))?;
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(root.to_owned())),
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(Lock(file)),
    }
}

fn system(verb: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::System { verb, path, source }
}

/// A path below `root`, or an error if it would leave it.
pub(crate) fn below(root: &Path, relative: &str) -> Result<PathBuf, Error> {
    let path = Path::new(relative);
    let plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain || relative.is_empty() || relative.contains('\\') {
        return Err(Error::Outside(relative.to_owned()));
    }
    Ok(root.join(path))
}

/// The whole of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(system("read", path))
}

/// The whole of a text file.
pub(crate) fn read_text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(system("read", path))
}

/// A file, opened for reading.
pub(crate) fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    Ok(Box::new(File::open(path)?))
}

/// The first bytes of a file, and its size.
pub(crate) fn head(path: &Path, most: usize) -> Result<(Vec<u8>, u64), Error> {
    let file = File::open(path).map_err(system("open", path))?;
    let size = file.metadata().map_err(system("read", path))?.len();
    let mut bytes = Vec::new();
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    file.take(most)
        .read_to_end(&mut bytes)
        .map_err(system("read", path))?;
    Ok((bytes, size))
}

/// SHA-256 and size of a file, read in blocks.
pub(crate) fn digest(path: &Path) -> Result<(String, u64), Error> {
    let mut file = File::open(path).map_err(system("open", path))?;
    let mut digest = rumor_model::digest::Growing::default();
    let size = io::copy(
        &mut io::BufReader::with_capacity(1 << 20, &mut file),
        &mut digest,
    )
    .map_err(system("read", path))?;
    Ok((digest.finish(), size))
}

/// Whether a file's name has that ending, in letters of either case.
pub(crate) fn has_ending(name: &str, ending: &str) -> bool {
    let found = Path::new(name).extension();
    found.is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

/// Whether there is such a file or folder.
pub(crate) fn exists(path: &Path) -> bool {
    path.exists()
}

/// Whether it is a folder.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// The names in a folder, sorted; none if there is no such folder.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut names: Vec<String> = fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
                .collect()
        })
        .map_err(system("list", folder))?;
    names.sort();
    Ok(names)
}

/// Every file below a folder, as paths with `/`, sorted.
pub(crate) fn tree(folder: &Path) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(below) = open.pop() {
        for name in names(&folder.join(&below))? {
            let path = if below.is_empty() {
                name
            } else {
                format!("{below}/{name}")
            };
            if folder.join(&path).is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(system("make the folder", path))
}

/// Writes a file whole: beside its place, to the disk, renamed.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let part = beside(path, "part");
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    File::create(&part)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .map_err(system("write", &part))?;
    rename(&part, path)
}

/// Copies a file whole, as [`write()`] does, and gives its digest and size.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(String, u64), Error> {
    let part = beside(to, "part");
    if let Some(folder) = to.parent() {
        make_folder(folder)?;
    }
    fs::copy(from, &part).map_err(system("copy", from))?;
    // Read back from where it now is: the digest is that of what was kept.
    let kept = digest(&part)?;
    File::open(&part)
        .and_then(|file| file.sync_all())
        .map_err(system("write", &part))?;
    rename(&part, to)?;
    Ok(kept)
}

/// Writes a folder of files whole and puts it in the place of the old one.
pub(crate) fn write_folder(
    path: &Path,
    files: impl IntoIterator<Item = (String, Vec<u8>)>,
) -> Result<(), Error> {
    let (part, old) = (beside(path, "part"), beside(path, "old"));
    remove_folder(&part)?;
    make_folder(&part)?;
    for (name, bytes) in files {
        let file = below(&part, &name)?;
        if let Some(folder) = file.parent() {
            make_folder(folder)?;
        }
        fs::write(&file, bytes).map_err(system("write", &file))?;
    }
    remove_folder(&old)?;
    if path.exists() {
        rename(path, &old)?;
    }
    rename(&part, path)?;
    remove_folder(&old)
}

/// Removes a folder with all that is in it, if it is there.
pub(crate) fn remove_folder(path: &Path) -> Result<(), Error> {
    if path.exists() {
        fs::remove_dir_all(path).map_err(system("remove", path))?;
    }
    Ok(())
}

fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(system("put in place", to))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leaves_its_folder() {
        for path in ["../x", "/etc/passwd", "a/../../x", "", "a\\..\\x", "."] {
            assert!(below(Path::new("case"), path).is_err(), "{path}");
        }
        assert_eq!(
            below(Path::new("case"), "records/a.csv").unwrap(),
            Path::new("case/records/a.csv")
        );
    }

    #[test]
    fn a_folder_is_exchanged_whole() {
        let place = tempfile::tempdir().unwrap();
        let site = place.path().join("site");
        write_folder(&site, [("old.html".to_owned(), b"1".to_vec())]).unwrap();
        write_folder(&site, [("a/new.html".to_owned(), b"2".to_vec())]).unwrap();
        assert_eq!(tree(&site).unwrap(), ["a/new.html"]);
        assert_eq!(names(place.path()).unwrap(), ["site"]);
    }
}
