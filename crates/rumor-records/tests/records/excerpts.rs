//! The made excerpts of `tests/elections/`: each is of the format that its folder says.

use rumor_model::digest::sha256;
use rumor_records::Format;

use crate::{bytes_of, path, read_as, recognised};

/// Every excerpt: its format, its name, entries and those kept, rows of the first table, problems.
pub(crate) const EXCERPTS: [(Format, &str, [u64; 4]); 9] = [
    (Format::OpenElections, "elm-precincts.csv", [20, 20, 20, 0]),
    (Format::ArloReport, "oz-report.csv", [9, 7, 43, 1]),
    (Format::ElectionNightFeed, "state-changes.csv", [3, 3, 9, 0]),
    (
        Format::ElectionNightFeed,
        "county-snapshots.csv",
        [3, 3, 12, 0],
    ),
    (Format::Counts, "published.csv", [6, 6, 6, 0]),
    (Format::Tape, "tape.csv", [9, 9, 15, 1]),
    (Format::DeviceAndMedia, "device-and-media.csv", [4, 4, 3, 0]),
    (Format::IncidentAndCorrection, "incident.csv", [2, 2, 2, 1]),
    (
        Format::IncidentAndCorrection,
        "correction.csv",
        [2, 2, 2, 0],
    ),
];

pub(crate) fn excerpt(format: Format, name: &str) -> Vec<u8> {
    bytes_of(&path(&format!("tests/elections/{}/{name}", format.id()))).unwrap()
}

#[test]
fn every_excerpt_is_recognised_and_read_whole() {
    for (format, name, [lines, kept, rows, problems]) in EXCERPTS {
        let bytes = excerpt(format, name);
        assert_eq!(recognised(&bytes), Ok(format), "{name}");
        let reading = read_as(format, &bytes).unwrap();
        let found = [
            reading.entries.lines,
            reading.entries.kept,
            u64::try_from(reading.tables[0].rows()).unwrap(),
            u64::try_from(reading.problems.len()).unwrap(),
        ];
        assert_eq!(
            found,
            [lines, kept, rows, problems],
            "{name}: {:?}",
            reading.problems
        );
    }
}

#[test]
fn every_excerpt_is_the_one_that_its_source_describes() {
    for (format, name, _) in EXCERPTS {
        let source =
            bytes_of(&path(&format!("tests/elections/{}/SOURCE.md", format.id()))).unwrap();
        let source = String::from_utf8(source).unwrap();
        let line = format!("sha256: {}  {name}", sha256(&excerpt(format, name)));
        assert!(
            source.contains(&line),
            "{}/SOURCE.md lacks: {line}",
            format.id()
        );
    }
}

#[test]
fn every_format_has_a_page() {
    for format in Format::ALL {
        let page = bytes_of(&path(&format!("docs/formats/{}.md", format.id()))).unwrap();
        let page = String::from_utf8(page).unwrap();
        for need in format.needs() {
            assert!(
                page.contains(&format!("`{}`", need.as_str())),
                "{}: {need:?}",
                format.id()
            );
        }
    }
}

#[test]
fn every_template_stands_on_its_page() {
    let pages = [
        Format::Tape,
        Format::DeviceAndMedia,
        Format::IncidentAndCorrection,
    ]
    .map(|format| {
        let page = bytes_of(&path(&format!("docs/formats/{}.md", format.id()))).unwrap();
        String::from_utf8(page).unwrap()
    });
    for (name, header) in rumor_records::forms::templates() {
        assert!(
            pages
                .iter()
                .any(|page| page.contains(&format!("{header}\n"))),
            "{name}"
        );
    }
}
