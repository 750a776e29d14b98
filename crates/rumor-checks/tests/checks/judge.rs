//! A second judge: the independent runner of `../shared/tools/contract`, which shares no code with
//! this program, gives every case of every check the same finding. It computes no derived table, so it
//! is asked where a check's cases give those that its query reads.
//!
//! Needs `../shared` and the Python of `cargo xtask ci --install`; skipped, loudly, without either.

use std::{fmt::Write as _, fs, process::Command};

use rumor_checks::cases::session;
use rumor_derive::{DERIVED, derived};
use rumor_model::{
    check::Check,
    table::{Kind, Schema},
    tables,
};

use crate::{checks, root, twin};

/// Runs the runner with our schemas in the place of its own.
const ASK: &str = "import sys
sys.argv = sys.argv[1:]
exec(compile(open(sys.argv[0]).read(), sys.argv[0], 'exec'))";

#[test]
fn a_judge_that_shares_no_code_gives_the_same_findings() {
    let runner = root().join("../shared/tools/contract/run.py");
    if !runner.exists() {
        eprintln!("SKIPPED: ../shared/tools/contract is not beside this checkout");
        return;
    }
    let Some(python) = twin::python() else { return };
    let folder = twin::empty("judge");
    fs::write(folder.join("schemas.py"), schemas()).unwrap();
    let files: Vec<_> = checks()
        .iter()
        .filter(|check| gives_its_derived_tables(check))
        .map(|check| root().join(format!("checks/{}/{}.md", check.group, check.id)))
        .collect();
    assert!(files.len() >= 11, "only {} checks are judged", files.len());
    let output = Command::new(python)
        .env("PYTHONPATH", &folder)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .args(["-c", ASK])
        .arg(&runner)
        .args(files)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let wrong = !output.status.success() || said.contains("ENGINES DIFFER");
    assert!(!wrong, "{said}{}", String::from_utf8_lossy(&output.stderr));
}

/// Whether each case gives every derived table that the queries read, or feeds none of them.
fn gives_its_derived_tables(check: &Check) -> bool {
    check.cases.iter().all(|case| {
        let session = session(check, case).unwrap();
        let queries = std::iter::once(&check.sql).chain(&check.rows_sql);
        let mut read = queries.flat_map(|sql| session.references(sql).unwrap());
        // The runner takes one letter off a plural: it would say "1 entrie".
        let is_sayable = !case.expected.line.contains("1 entry");
        let feeds_none = case.expected.line.contains("no record of");
        let gives = |name: String| derived(&name).is_none() || case.tables.contains_key(&name);
        is_sayable && (feeds_none || read.all(gives))
    })
}

/// Our tables as the runner writes its own: a letter a type.
fn schemas() -> String {
    let mut text = "SCHEMAS = {\n".to_owned();
    let all = tables::all().chain(DERIVED.iter().map(|derived| derived.schema));
    for schema in all {
        writeln!(text, "    {:?}: {{{}}},", schema.name, columns(schema)).unwrap();
    }
    text.push_str("}\nSCHEMAS['ledger'] = {'reporting_unit': 't'}\n");
    text
}

fn columns(schema: &Schema) -> String {
    let columns = schema.columns.iter().map(|column| {
        let kind = match column.kind {
            Kind::Text => 't',
            Kind::Integer => 'i',
            Kind::Boolean => 'b',
        };
        format!("{:?}: '{kind}'", column.name)
    });
    columns.collect::<Vec<_>>().join(", ")
}
