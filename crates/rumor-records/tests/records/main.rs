//! Whole records: those of real elections where they are at hand, made excerpts, and hostile files.
#![cfg(test)]

mod excerpts;
mod hostile;
mod mutations;
mod published;

use std::path::{Path, PathBuf};

use rumor_model::moment::Zone;
use rumor_records::{Error, Format, HEAD, Input, Reading, Unrecognised, read, recognise};

/// A file below the workspace's root, which is two folders above this crate.
fn path(below_root: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(below_root)
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests read files; the crate does not"
)]
fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(path)
}

fn recognised(bytes: &[u8]) -> Result<Format, Unrecognised> {
    recognise(bytes.get(..HEAD).unwrap_or(bytes))
}

/// Reads bytes as a format, with the clocks of Detroit, and makes sure that no entry is lost.
fn read_as(format: Format, bytes: &[u8]) -> Result<Reading, Error> {
    let zone = Zone::named("America/Detroit").unwrap();
    let reading = read(
        format,
        &Input { name: "x.csv", open: &|| Ok(Box::new(bytes)) },
        &zone,
    )?;
    let entries = reading.entries;
    let ends = [entries.kept, entries.set_aside, entries.passed_over];
    assert_eq!(
        entries.lines,
        ends.iter().sum::<u64>(),
        "entries = kept + set aside + passed over"
    );
    Ok(reading)
}
