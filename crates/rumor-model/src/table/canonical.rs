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
        for row in order(&values, self.rows()) {
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

/// The rows in their order. Where the places of all columns fit into one number, that is compared:
/// it is several times faster, and equal rows are the same bytes in either order.
fn order(values: &[Values<'_>], rows: usize) -> Vec<usize> {
    let places: Option<Vec<Places<'_>>> = values.iter().map(|column| column.places(rows)).collect();
    let packed = places.and_then(|places| packed(&places, rows));
    let Some(mut packed) = packed else {
        let mut order: Vec<usize> = (0..rows).collect();
        order.sort_by(|one, other| compare(values, *one, *other));
        return order;
    };
    packed.sort_unstable();
    packed.into_iter().map(|(_, row)| row).collect()
}

/// The place of each row's value among those of a column, from 1, and how many bits it takes. What is
/// not recorded comes first, at 0.
struct Places<'a> {
    of: Box<dyn Fn(usize) -> Option<u128> + 'a>,
    bits: u32,
}

/// Each row's places of all columns in one number, the first column highest.
fn packed(columns: &[Places<'_>], rows: usize) -> Option<Vec<(u128, usize)>> {
    let bits: u32 = columns.iter().map(|column| column.bits).sum();
    let of_row = |row: usize| {
        let add = |number: u128, column: &Places<'_>| {
            (number << column.bits) | (column.of)(row).unwrap_or_default()
        };
        (columns.iter().fold(0, add), row)
    };
    (bits <= u128::BITS).then(|| (0..rows).map(of_row).collect())
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
    /// None if the numbers of a column lie too far apart to be counted.
    fn places(&self, rows: usize) -> Option<Places<'_>> {
        let from_one = |place: u128| place.saturating_add(1);
        let (of, last): (Box<dyn Fn(usize) -> Option<u128> + '_>, u128) = match self {
            Self::Text(texts, _, places) => {
                let place = |row| places.get(texts.key(row)?).copied().map(wide);
                let of = move |row| place(row).map(from_one);
                (Box::new(of), wide(places.len()))
            }
            Self::Integer(integers) => {
                let numbers = || (0..rows).filter_map(|row| integers.get(row));
                let least = numbers().min().unwrap_or_default();
                let widest = numbers().max().unwrap_or_default().checked_sub(least)?;
                let above = move |number: i64| u128::try_from(number.checked_sub(least)?).ok();
                let of = move |row| integers.get(row).and_then(above).map(from_one);
                (Box::new(of), from_one(u128::try_from(widest).ok()?))
            }
            Self::Boolean(flags) => {
                let of = move |row| flags.get(row).map(u128::from).map(from_one);
                (Box::new(of), 2)
            }
        };
        let bits = last.checked_ilog2().map_or(0, |log| log.saturating_add(1));
        Some(Places { of, bits })
    }

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

/// A place is far below what 128 bits hold.
fn wide(place: usize) -> u128 {
    u128::try_from(place).unwrap_or_default()
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

    /// Numbers so far apart that no number holds their places beside the others.
    #[test]
    fn rows_are_in_one_order_however_they_are_compared() {
        let voters = [Some(i64::MAX), None, Some(i64::MIN), Some(0)];
        let table = Table::of(&voters.map(|voters| Place {
            name: Some("Star"),
            voters,
            telephone: None,
            open: None,
        }));
        let mut out = Vec::new();
        let far = table.write_canonical(|_| true, &mut out);
        far.unwrap();
        let near = table.filtered(|row| row % 3 != 0);
        near.write_canonical(|_| true, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "name,voters,telephone,open\nStar,,,\nStar,-9223372036854775808,,\nStar,0,,\nStar,9223372036854775807,,\n\
             name,voters,telephone,open\nStar,,,\nStar,-9223372036854775808,,\n"
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
