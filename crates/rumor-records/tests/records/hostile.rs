//! Files that somebody sends by mistake or on purpose: one clear message each, and no panic.

use rumor_records::{Format, row_problem::Code};

use crate::{read_as, recognised};

const HEADER: &str = "reporting_unit,measure,value\n";

/// What is said of a file that is read as counts: the refusal, or the first problem.
fn check(bytes: impl AsRef<[u8]>, expected: &str) {
    let said = match read_as(Format::Counts, bytes.as_ref()) {
        Err(error) => error.to_string(),
        Ok(reading) => reading.problems.first().map_or(String::new(), |problem| {
            format!(
                "line {}: {}: {}",
                problem.row_number,
                problem.code.as_str(),
                problem.message
            )
        }),
    };
    assert_eq!(said, expected);
}

#[test]
fn a_file_that_ends_too_early_says_so() {
    check(
        format!("{HEADER}Star,votes,1\nEcho,vo"),
        "line 3: truncated: the file's last row has 2 cells of 3 and no line end: the file is cut \
         off; get a whole copy",
    );
    check(
        format!("{HEADER}Star,votes,1\n\"Echo,vo"),
        "`x.csv` is refused: line 3 opens a quote that is never closed: the file is cut off, or a \
         quote is missing; get a whole copy",
    );
}

#[test]
fn a_file_without_rows_says_so() {
    check("", "`x.csv` is refused: it holds no row; export it again");
    check(
        "\n\n",
        "`x.csv` is refused: it holds no row; export it again",
    );
    let reading = read_as(Format::Counts, HEADER.as_bytes()).unwrap();
    assert_eq!(reading.table("result_history").unwrap().rows(), 0);
}

#[test]
fn other_encodings_hold_the_same_names() {
    let text = format!("{HEADER}Cañón,votes,1\n");
    let utf8 = text.clone().into_bytes();
    let marked = [b"\xEF\xBB\xBF".as_slice(), &utf8].concat();
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let utf16be: Vec<u8> = [0xFE, 0xFF]
        .into_iter()
        .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    for bytes in [&utf8, &marked, &utf16, &utf16be, &latin] {
        assert_eq!(recognised(bytes), Ok(Format::Counts));
        let reading = read_as(Format::Counts, bytes).unwrap();
        let result = reading.table("result_history").unwrap();
        assert_eq!(result.texts("reporting_unit").get(0), Some("Cañón"));
    }
    check(
        latin,
        "line 2: encoding_fallback: the file is not UTF-8 here; all of it was read as windows-1252, \
         so look at the letters with accents",
    );
}

#[test]
fn other_separators_hold_the_same_figures() {
    for separator in [";", "\t", "|"] {
        let text = format!("{HEADER}\"Star, 1\",votes,1\n").replace(",v", &format!("{separator}v"));
        let text = text
            .replace("unit,", &format!("unit{separator}"))
            .replace("measure,", &format!("measure{separator}"));
        let text = text.replace(",1\n", &format!("{separator}1\n"));
        assert_eq!(recognised(text.as_bytes()), Ok(Format::Counts), "{text}");
        let reading = read_as(Format::Counts, text.as_bytes()).unwrap();
        assert_eq!(
            reading
                .table("result_history")
                .unwrap()
                .integers("value")
                .get(0),
            Some(1)
        );
    }
}

#[test]
fn a_header_that_stands_twice_is_not_a_row() {
    check(
        format!("{HEADER}Star,votes,1\n{HEADER}"),
        "line 3: header_repeated: the header stands here again; are these two files in one?",
    );
    check(
        "reporting_unit,measure,value,value\n",
        "`x.csv` is refused: line 1 names the column `value` twice; rename or remove one",
    );
}

#[test]
fn figures_that_count_no_ballots_never_become_figures() {
    check(
        format!("{HEADER}Star,votes,{}\n", "9".repeat(40)),
        &format!(
            "line 2: bad_number: `{}` is beyond 100,000,000,000, so it counts no ballots",
            "9".repeat(40)
        ),
    );
    check(
        format!("{HEADER}Star,votes,n/a\n"),
        "line 2: bad_number: `n/a` is no whole number; what was not recorded is left empty",
    );
}

#[test]
fn what_is_no_text_is_refused_at_once() {
    let zeros = vec![0; 10_000_000];
    assert!(recognised(&zeros).is_err());
    check(
        zeros,
        "`x.csv` is refused: byte 1 is zero, so it is no text; export it as CSV",
    );
    let noise: Vec<u8> = (0..100_000_u32)
        .map(|at| u8::try_from(at.wrapping_mul(2_654_435_761) >> 24).unwrap())
        .collect();
    assert!(recognised(&noise).is_err());
}

#[test]
fn a_million_columns_are_refused_at_once() {
    let columns = "x,".repeat(1_000_000);
    assert!(recognised(columns.as_bytes()).is_err());
    check(
        columns,
        "`x.csv` is refused: line 1 has more than 4096 cells",
    );
}

#[test]
fn twenty_thousand_bad_rows_are_counted_to_the_last() {
    let text = format!("{HEADER}{}", "Star,votes,x\n".repeat(20_000));
    let reading = read_as(Format::Counts, text.as_bytes()).unwrap();
    assert_eq!(reading.entries.set_aside, 20_000);
    assert_eq!(reading.problems.last().unwrap().code, Code::FurtherProblems);
}

#[test]
fn a_file_read_as_another_format_is_refused_by_its_header() {
    for format in Format::ALL {
        let said = read_as(format, b"a,b,c\n1,2,3\n").unwrap_err().to_string();
        assert!(said.starts_with("`x.csv` is refused: "), "{said}");
    }
}
