//! A publication, made by hand from published figures.

mod answers;
mod judge;
mod records;
mod rows;

use std::path::{Path, PathBuf};

use rumor_model::{
    answer::{Answer, Both},
    check::{Check, Prose},
    finding::Finding,
    messages::Messages,
    moment::{Moment, Zone},
    rumor::Rumor,
};
use rumor_site::publication::{
    Answered, Bundle, Election, History, Jurisdiction, LeftOut, Made, Publication, Rehearsal, Scope,
};

use answers::answers;
use judge::made;
use records::{history, records};
use rows::{
    changes, definitions, equal_tallies, falls, hand_count, reported, residual, sums, turnout,
};

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All that a publication borrows.
pub(crate) struct Held {
    english: Messages,
    spanish: Messages,
    now: Vec<(Check, Finding)>,
    then: Vec<(Check, Finding)>,
    answers: Vec<(Rumor, Answer)>,
    history: History,
}

const NOW: &str = "2020-12-19T04:59:59Z";
const THEN: &str = "2020-11-05T21:42:00Z";

/// Precinct, ballots of the second report, certified ballots, registered voters.
const PRECINCTS: [(&str, Option<i64>, i64, i64); 16] = [
    ("Banks Township", Some(1129), 1129, 1417),
    ("Central Lake Township", None, 1491, 2101),
    ("Chestonia Township", Some(296), 296, 450),
    ("Custer Township", Some(1552), 776, 1127),
    ("Echo Township", Some(1204), 602, 812),
    ("Elk Rapids Township", None, 2057, 2492),
    ("Forest Home Township", Some(1390), 1390, 1729),
    ("Helena Township", Some(746), 746, 976),
    ("Jordan Township", Some(573), 573, 767),
    ("Kearney Township", Some(1240), 1240, 1743),
    ("Mancelona Township, Precinct 1", Some(1138), 1138, 2282),
    ("Mancelona Township, Precinct 2", Some(913), 913, 1478),
    ("Milton Township", Some(1824), 1824, 2285),
    ("Star Township", Some(635), 635, 888),
    ("Torch Lake Township", Some(1006), 1006, 1228),
    ("Warner Township", Some(228), 228, 307),
];
/// The options and their votes in each version; what a version does not give is none.
const OPTIONS: [&str; 3] = ["Joseph R. Biden", "Donald J. Trump", "Jo Jorgensen"];
const VERSIONS: [(&str, &str, &str, [Option<i64>; 3]); 4] = [
    (
        "First report",
        "Primer informe",
        "2020-11-04T09:09:00Z",
        [Some(7769), Some(4509), Some(93)],
    ),
    (
        "Second report",
        "Segundo informe",
        THEN,
        [Some(7289), Some(9783), Some(197)],
    ),
    (
        "Certified",
        "Certificado",
        "2020-11-21T20:33:00Z",
        [Some(5960), Some(9748), Some(189)],
    ),
    (
        "Hand count of the paper",
        "Conteo a mano del papel",
        NOW,
        [Some(5959), Some(9759), None],
    ),
];

impl Held {
    pub(crate) fn antrim() -> Self {
        let now = vec![
            made(
                "lost/turnout-ceiling",
                NOW,
                turnout(|precinct| Some(precinct.2)),
            ),
            made("changed/hand-count-and-total", NOW, hand_count()),
            made("changed/changes-explained", NOW, changes()),
            made("deleted/totals-never-fall", NOW, falls()),
            made("changed/equal-tallies", NOW, equal_tallies()),
            made("lost/residual-votes", NOW, residual()),
            made("lost/sums", NOW, sums()),
            made("lost/every-unit-reported", NOW, reported()),
            made("changed/one-definition", NOW, definitions()),
            made("changed/tape-and-total", NOW, Vec::new()),
        ];
        let then = vec![made(
            "lost/turnout-ceiling",
            THEN,
            turnout(|precinct| precinct.1),
        )];
        let messages = |name: &str| Messages::read(&read(name)).unwrap();
        let mut held = Self {
            english: messages("messages/en.toml"),
            spanish: messages("messages/es.toml"),
            now,
            then,
            answers: Vec::new(),
            history: history(),
        };
        held.answers = answers();
        held
    }

    /// The same with another text for each name of an option.
    pub(crate) fn renamed(mut self, from: &str, to: &str) -> Self {
        for option in &mut self.history.options {
            *option = option.replace(from, to);
        }
        for (_, finding) in self.now.iter_mut().chain(&mut self.then) {
            for row in &mut finding.rows {
                for key in [&mut row.keys.contest_option, &mut row.keys.contest]
                    .into_iter()
                    .flatten()
                {
                    *key = key.replace(from, to);
                }
                row.keys.unit = row.keys.unit.replace(from, to);
            }
            for unit in &mut finding.by_unit {
                unit.unit = unit.unit.replace(from, to);
            }
            finding
                .by_unit
                .sort_by(|one, other| one.unit.cmp(&other.unit));
            for behind in &mut finding.behind {
                behind.unit = behind.unit.replace(from, to);
            }
        }
        self
    }

    /// The same with a remark on every row.
    pub(crate) fn noted(mut self, note: &str) -> Self {
        for (_, finding) in self.now.iter_mut().chain(&mut self.then) {
            for row in &mut finding.rows {
                row.note = Some(note.to_owned());
            }
        }
        self
    }

    pub(crate) fn publication(&self) -> Publication<'_> {
        Publication {
            election: Election {
                id: "2020-11-03-general".to_owned(),
                name: "General election".to_owned(),
                date: "2020-11-03".to_owned(),
            },
            jurisdiction: Jurisdiction {
                id: "us-mi-antrim".to_owned(),
                name: "Antrim County, Michigan".to_owned(),
            },
            zone: Zone::named("America/Detroit").unwrap(),
            rehearsal: Rehearsal::No,
            notice: Some(both(
                "Example from public records; not published by Antrim County.",
                "Ejemplo con registros públicos; no lo publica el condado de Antrim.",
            )),
            address: None,
            messages: Both { en: &self.english, es: &self.spanish },
            scopes: vec![
                Scope {
                    as_of: moment(NOW),
                    slug: "newest".to_owned(),
                    label: both("2020-12-18", "2020-12-18"),
                    replaced_at: None,
                    made: lent(&self.now),
                },
                Scope {
                    as_of: moment(THEN),
                    slug: "second-report".to_owned(),
                    label: both("Second published report", "Segundo informe publicado"),
                    replaced_at: Some(moment("2020-11-21T20:33:00Z")),
                    made: lent(&self.then),
                },
            ],
            answers: self
                .answers
                .iter()
                .map(|(rumor, answer)| Answered { rumor, answer })
                .collect(),
            records: records(),
            histories: vec![self.history.clone()],
            left_out: vec![LeftOut {
                what: "records/poll-book.csv".to_owned(),
                why: both("It names voters.", "Nombra a electores."),
            }],
            bundle: Some(Bundle {
                path: "bundle/antrim-2020.zip".to_owned(),
                bytes: 1_234_567,
                sha256: "a".repeat(64),
            }),
        }
    }
}

fn lent(list: &[(Check, Finding)]) -> Vec<Made<'_>> {
    list.iter()
        .map(|(check, finding)| Made { check, finding })
        .collect()
}

pub(crate) fn both(en: &str, es: &str) -> Both<String> {
    Both { en: en.to_owned(), es: es.to_owned() }
}

fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

pub(crate) fn check(path: &str) -> Check {
    let (group, id) = path.split_once('/').unwrap();
    let mut check = Check::read(id, group, &read(&format!("checks/{path}.md"))).unwrap();
    let spanish = read(&format!("checks/{path}.es.md"));
    check.spanish = Some(Prose::read_spanish(&spanish).unwrap());
    check
}
