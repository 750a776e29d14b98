//! The twin: every query of every case again in DuckDB, on the Parquet that we write, with the same
//! rows; and every table's digest again from what DuckDB writes.
//!
//! Needs the Python of `cargo xtask ci --install`; skipped, loudly, where that is absent.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use arrow_array::{Array as _, RecordBatch, cast::AsArray as _, types::Int64Type};
use arrow_cast::cast;
use arrow_schema::DataType;
use rumor_checks::{Session, cases::session, parquet};

use crate::{checks, root};

/// The Python with DuckDB in it.
pub(crate) fn python() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../tools/python/bin/python");
    let is_there = path.exists();
    if !is_there {
        eprintln!("SKIPPED: the second engine; `cargo xtask ci --install` brings it");
    }
    is_there.then_some(path)
}

/// An empty folder below the target folder.
pub(crate) fn empty(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn succeeds(python: &Path, script: &str, folder: &Path) {
    let output = Command::new(python)
        .arg(root().join("tests/twin").join(script))
        .arg(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_second_engine_gives_the_same_rows() {
    let Some(python) = python() else { return };
    let folder = empty("twin");
    let mut job = 0;
    for check in checks() {
        for case in &check.cases {
            let session = session(&check, case).unwrap();
            for sql in std::iter::once(&check.sql).chain(&check.rows_sql) {
                job += 1;
                let title = format!("{}: {}", check.id, case.title);
                write_job(&folder.join(format!("{job:04}")), &session, sql, &title);
            }
        }
    }
    succeeds(&python, "twin.py", &folder);
}

#[test]
fn a_second_engine_gives_the_same_digests() {
    let Some(python) = python() else { return };
    let folder = empty("digests");
    fs::create_dir(folder.join("tables")).unwrap();
    let mut digests = "name,sha256\n".to_owned();
    let mut job = 0;
    for check in checks() {
        for case in &check.cases {
            let session = session(&check, case).unwrap();
            for name in session.references(&check.sql).unwrap() {
                job += 1;
                let table = session.table(&name).unwrap();
                let file = format!("{job:04}-{name}");
                let bytes = parquet::bytes(&table, |_| true).unwrap();
                fs::write(folder.join("tables").join(format!("{file}.parquet")), bytes).unwrap();
                writeln!(digests, "{file},{}", table.digest()).unwrap();
            }
        }
    }
    fs::write(folder.join("digests.csv"), digests).unwrap();
    succeeds(&python, "digests.py", &folder);
}

fn write_job(folder: &Path, session: &Session, sql: &str, title: &str) {
    fs::create_dir_all(folder.join("tables")).unwrap();
    fs::write(folder.join("query.sql"), format!("-- {title}\n{sql}")).unwrap();
    let names: BTreeSet<String> = session.references(sql).unwrap();
    for name in names {
        let bytes = parquet::bytes(&session.table(&name).unwrap(), |_| true).unwrap();
        fs::write(folder.join("tables").join(format!("{name}.parquet")), bytes).unwrap();
    }
    fs::write(folder.join("expected.csv"), csv(&session.ask(sql).unwrap())).unwrap();
}

/// Rows as canonical CSV, in any order.
fn csv(batch: &RecordBatch) -> String {
    let schema = batch.schema();
    let names: Vec<&str> = schema
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    let mut text = names.join(",") + "\n";
    for row in 0..batch.num_rows() {
        let values: Vec<String> = batch
            .columns()
            .iter()
            .map(|column| value(column, row))
            .collect();
        text.push_str(&(values.join(",") + "\n"));
    }
    text
}

fn value(column: &arrow_array::ArrayRef, row: usize) -> String {
    if column.is_null(row) {
        return String::new();
    }
    match column.data_type() {
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        _ => {
            let column = cast(column, &DataType::Utf8).unwrap();
            let text = column.as_string::<i32>().value(row);
            if text.is_empty() || text.contains([',', '"', '\r', '\n']) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.to_owned()
            }
        }
    }
}
