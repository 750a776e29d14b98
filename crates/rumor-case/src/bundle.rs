//! The public bundle: one zip that holds the case as published, so that a stranger makes every
//! finding again. The same files give the same bytes: sorted, no time, no owner.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// Files below one folder, as a zip.
pub(crate) fn zip(folder: &str, files: BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, String> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer
            .start_file(format!("{folder}/{path}"), options)
            .map_err(|error| error.to_string())?;
        writer
            .write_all(&bytes)
            .map_err(|error| error.to_string())?;
    }
    Ok(writer
        .finish()
        .map_err(|error| error.to_string())?
        .into_inner())
}
