//! `docs/tables.md` is made from the schemas: a column that is not documented cannot exist.

use std::{fmt::Write as _, fs, path::Path};

use rumor_derive::DERIVED;
use rumor_model::{
    table::{Kind, Schema, Visibility},
    tables,
};

use crate::root;

const HEAD: &str = "# Tables

What checks read. Names are those that queries use. NULL is \"not recorded\", never zero. Moments are UTC text of one width,
`2020-11-04T09:09:00Z`; days are local text. A private column never leaves the office's own folder.

Digest of a table: SHA-256 of its canonical CSV, which DuckDB writes as well:
`COPY (SELECT * FROM t ORDER BY ALL NULLS FIRST) TO 't.csv' (FORMAT csv, HEADER, COMMENT '')`. Without `COMMENT ''` DuckDB would
quote a name that holds `#`. `finding.json` gives the digest of the public columns.
";

#[test]
fn every_table_and_column_is_documented() {
    let text = document();
    let path = root().join("docs/tables.md");
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tables.md");
    fs::write(&made, &text).unwrap();
    let same = fs::read_to_string(&path).is_ok_and(|found| found == text);
    assert!(
        same,
        "docs/tables.md is not what the schemas say; copy {} there",
        made.display()
    );
}

fn document() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("\n## Read from records\n");
    tables::all().for_each(|schema| table(&mut text, schema, &[]));
    text.push_str("\n## Derived\n");
    for derived in DERIVED {
        table(&mut text, derived.schema, derived.made_from);
    }
    text
}

fn table(text: &mut String, schema: &Schema, made_from: &[&str]) {
    write!(text, "\n### `{}`\n\n{}", schema.name, schema.meaning.trim()).unwrap();
    if !made_from.is_empty() {
        write!(text, " Made from `{}`.", made_from.join("`, `")).unwrap();
    }
    text.push_str("\n\n| column | holds | meaning |\n|---|---|---|\n");
    for column in schema.columns {
        let kind = match column.kind {
            Kind::Text => "text",
            Kind::Integer => "whole number",
            Kind::Boolean => "yes or no",
        };
        let private = if column.visibility == Visibility::Private {
            ", private"
        } else {
            ""
        };
        let meaning = column.meaning.trim().replace('|', "\\|");
        writeln!(text, "| `{}` | {kind}{private} | {meaning} |", column.name).unwrap();
    }
}
