//! A table as canonical CSV, and the digest of that (`contract.md` §5).
//!
//! UTF-8, a header, columns in schema order, rows ordered by every column from the left (texts by
//! their bytes, NULL first), LF; a field is quoted only if it holds `,` `"` CR or LF or is the empty
//! text; NULL is nothing at all. DuckDB writes the same bytes, so a digest outlives every file format:
//! `COPY (SELECT … ORDER BY ALL NULLS FIRST) TO … (FORMAT csv, HEADER, COMMENT '')`. Without
//! `COMMENT ''` it would quote a name that holds `#`.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

use super::{Column, Flags, Integers, Kind, Table, Texts, Visibility};
use crate::digest::Growing;

enum Values<'a> {
    /// The texts, and each different one as the file has it and with its place among all.
    Text(Texts<'a>, Vec<Vec<u8>>, Vec<usize>),
    Integer(Integers<'a>),
    Boolean(Flags<'a>),
}

impl Table {
    /// Writes the columns that `keep` names as canonical CSV.
    pub fn write_canonical(
        &self,
        keep: impl Fn(&Column) -> bool,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let columns: Vec<&Column> = self
            .schema()
            .columns
            .iter()
            .filter(|column| keep(column))
            .collect();
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        writeln!(out, "{}", names.join(","))?;
        let values: Vec<Values<'_>> = columns.iter().map(|column| self.values(column)).collect();
        let mut order: Vec<usize> = (0..self.rows()).collect();
        order.sort_by(|one, other| compare(&values, *one, *other));
        for row in order {
            for (at, column) in values.iter().enumerate() {
                if at > 0 {
                    out.write_all(b",")?;
                }
                column.write(row, out)?;
            }
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// SHA-256 of the whole content.
    pub fn digest(&self) -> String {
        self.digest_of(|_| true)
    }

    /// SHA-256 of the content of the columns that are public.
    pub fn public_digest(&self) -> String {
        self.digest_of(|column| column.visibility == Visibility::Public)
    }

    fn digest_of(&self, keep: impl Fn(&Column) -> bool) -> String {
        let mut digest = Growing::default();
        let mut out = io::BufWriter::new(&mut digest);
        self.write_canonical(keep, &mut out)
            .expect("a digest takes any bytes");
        drop(out);
        digest.finish()
    }

    fn values(&self, column: &Column) -> Values<'_> {
        match column.kind {
            Kind::Text => {
                let texts = self.texts(column.name);
                Values::Text(texts, texts.words().map(field).collect(), places(texts))
            }
            Kind::Integer => Values::Integer(self.integers(column.name)),
            Kind::Boolean => Values::Boolean(self.flags(column.name)),
        }
    }
}

fn compare(values: &[Values<'_>], one: usize, other: usize) -> Ordering {
    let mut columns = values.iter().map(|column| match column {
        Values::Text(texts, _, places) => {
            let place = |row| texts.key(row).and_then(|key| places.get(key));
            place(one).cmp(&place(other))
        }
        Values::Integer(integers) => integers.get(one).cmp(&integers.get(other)),
        Values::Boolean(flags) => flags.get(one).cmp(&flags.get(other)),
    });
    columns
        .find(|ordering| ordering.is_ne())
        .unwrap_or(Ordering::Equal)
}

impl Values<'_> {
    fn write(&self, row: usize, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Text(texts, written, _) => {
                let field = texts.key(row).and_then(|key| written.get(key));
                field.map_or(Ok(()), |field| out.write_all(field))
            }
            Self::Integer(integers) => integers
                .get(row)
                .map_or(Ok(()), |number| write!(out, "{number}")),
            Self::Boolean(flags) => flags.get(row).map_or(Ok(()), |flag| write!(out, "{flag}")),
        }
    }
}

/// The place of each different text among all of them, by its key; equal texts have one place.
fn places(texts: Texts<'_>) -> Vec<usize> {
    let words: Vec<&str> = texts.words().collect();
    let sorted: BTreeSet<&str> = words.iter().copied().collect();
    let place: BTreeMap<&str, usize> = sorted.into_iter().zip(0..).collect();
    words
        .iter()
        .filter_map(|word| place.get(word).copied())
        .collect()
}

/// One text as canonical CSV has it.
fn field(text: &str) -> Vec<u8> {
    if text.is_empty() || text.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\"")).into_bytes()
    } else {
        text.as_bytes().to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Row as _;

    crate::tables! {
        /// A place.
        Place = "place" {
            /// Its name.
            name: Text Public,
            /// Its voters.
            voters: Integer Public,
            /// Its telephone.
            telephone: Text Private,
            /// Whether it is open.
            open: Boolean Public,
        }
    }

    fn places() -> Table {
        Table::of(&[
            Place {
                name: Some("Star, Precinct 1"),
                voters: Some(0),
                telephone: Some("5"),
                open: None,
            },
            Place { name: None, voters: None, telephone: None, open: Some(true) },
            Place { name: Some(""), voters: Some(12), telephone: None, open: Some(false) },
        ])
    }

    fn written(keep: impl Fn(&Column) -> bool) -> String {
        let mut out = Vec::new();
        places().write_canonical(keep, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn null_is_nothing_empty_is_quoted_and_zero_is_zero() {
        let expected =
            "name,voters,telephone,open\n,,,true\n\"\",12,,false\n\"Star, Precinct 1\",0,5,\n";
        assert_eq!(written(|_| true), expected);
    }

    #[test]
    fn private_columns_are_not_in_the_public_digest() {
        let public = written(|column| column.visibility == Visibility::Public);
        assert!(!public.contains("telephone"));
        assert_eq!(
            places().public_digest(),
            crate::digest::sha256(public.as_bytes())
        );
    }

    #[test]
    fn row_order_changes_nothing() {
        let turned = Table::stacked(
            Place::SCHEMA,
            &[
                places().filtered(|row| row == 2),
                places().filtered(|row| row < 2),
            ],
        );
        assert_eq!(turned.digest(), places().digest());
    }
}
