//! What must hold for any bytes: nothing panics, no entry is lost, an emptied figure is no zero.

use rumor_records::{Format, RowProblem, row_problem::Action};

use crate::{
    excerpts::{EXCERPTS, excerpt},
    read_as, recognised,
};

/// Xorshift: the same numbers on every machine, so that a failure can be repeated by its seed.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// Bytes that readers stumble over.
const SPITEFUL: [&[u8]; 14] = [
    b"\"",
    b",",
    b";",
    b"\n",
    b"\r",
    b"\r\n\r\n",
    b"\0",
    b"\xFF",
    b"\xC3",
    b"?",
    b"########",
    b"=\"",
    b"99999999999999999999",
    b"\xC2\xA0",
];

fn mutated(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..numbers.below(4).saturating_add(1) {
        let at = numbers.below(bytes.len());
        let to = at.saturating_add(numbers.below(40)).min(bytes.len());
        match numbers.below(5) {
            0 => drop(bytes.splice(
                at..at,
                SPITEFUL[numbers.below(SPITEFUL.len())].iter().copied(),
            )),
            1 => drop(bytes.drain(at..to)),
            2 => bytes.truncate(at),
            3 => {
                let again = bytes[at..to].to_vec();
                drop(bytes.splice(at..at, again));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(numbers.next() % 256).unwrap();
                }
            }
        }
    }
    bytes
}

#[test]
fn no_entry_is_lost_and_nothing_panics_whatever_the_bytes() {
    let mut numbers = Numbers(0x5EED);
    for (format, name, _) in EXCERPTS {
        let bytes = excerpt(format, name);
        for _ in 0..400 {
            let bytes = mutated(&bytes, &mut numbers);
            let claimed = recognised(&bytes).unwrap_or(format);
            for format in [format, claimed] {
                let Ok(reading) = read_as(format, &bytes) else {
                    continue;
                };
                let is_set_aside = |problem: &&RowProblem| problem.action == Action::SetAside;
                let set_aside = reading.problems.iter().filter(is_set_aside).count();
                assert_eq!(
                    u64::try_from(set_aside),
                    Ok(reading.entries.set_aside),
                    "{format:?}"
                );
            }
        }
    }
}

#[test]
fn an_emptied_figure_is_never_a_zero() {
    let zeros = |text: &str| {
        let reading = read_as(Format::OpenElections, text.as_bytes()).unwrap();
        let result = reading.table("result_history").unwrap();
        (0..result.rows())
            .filter(|row| result.integers("value").get(*row) == Some(0))
            .count()
    };
    let text = String::from_utf8(excerpt(Format::OpenElections, "elm-precincts.csv")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    for at in 1..lines.len() {
        let (rest, figure) = lines[at].rsplit_once(',').unwrap();
        if figure.ends_with('"') {
            continue;
        }
        let mut emptied: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        emptied[at] = format!("{rest},");
        let fewer = usize::from(figure == "0");
        assert_eq!(
            zeros(&emptied.join("\n")).saturating_add(fewer),
            zeros(&text),
            "{}",
            lines[at]
        );
    }
}

#[test]
fn row_order_changes_nothing_but_the_order_of_names() {
    let figures = |text: &str| {
        let reading = read_as(Format::OpenElections, text.as_bytes()).unwrap();
        let result = reading
            .table("result_history")
            .unwrap()
            .renumbered("row_number", |_| None);
        result.digest()
    };
    let text = String::from_utf8(excerpt(Format::OpenElections, "elm-precincts.csv")).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let turned: Vec<&str> = rows.lines().rev().collect();
    assert_eq!(
        figures(&text),
        figures(&format!("{header}\n{}\n", turned.join("\n")))
    );
}
