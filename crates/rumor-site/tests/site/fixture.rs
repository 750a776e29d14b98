//! A publication, made by hand from published figures; findings are judged as the contract has it.

use std::path::{Path, PathBuf};

use rumor_model::{
    answer::{
        Answer, Because, Beside, Both, Claimed, Deciding, Figure, Kind, Lack, Mode, Piece, Said,
        Sentence, Status, Text, Unit,
    },
    check::{Check, Prose},
    finding::{
        ByChance, Compared, Finding, FindingRow, InQuestion, Keys, Margin, Missing, RecordDigest,
        RowBehind, TableDigest, UnitCounts, UnitFinding,
    },
    messages::Messages,
    moment::{Moment, Zone},
    rumor::Rumor,
    word::{Outcome, Relation, Source, Standing},
};
use rumor_site::publication::{
    Answered, Bundle, Election, Entries, History, Jurisdiction, LeftOut, Made, Publication,
    Publicity, Record, Rehearsal, Reported, RowProblem, Scope, Version,
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

fn row(keys: Keys, left: Option<i64>, right: Option<i64>) -> FindingRow {
    FindingRow {
        keys,
        compared: Compared::Figures(left, right),
        in_question: None,
        points: None,
        chance: None,
        expected: None,
        low: None,
        high: None,
        out_of: None,
        missing: None,
        note: None,
        outcome: Outcome::Agrees,
        reasons: Vec::new(),
    }
}

fn keys(unit: &str) -> Keys {
    Keys { unit: unit.to_owned(), ..Keys::default() }
}

fn of_option(option: &str) -> Keys {
    Keys {
        contest: Some("President".to_owned()),
        contest_option: Some(option.to_owned()),
        source: Some("canvass".to_owned()),
        ..keys("Antrim County")
    }
}

fn turnout(ballots: fn(&(&'static str, Option<i64>, i64, i64)) -> Option<i64>) -> Vec<FindingRow> {
    PRECINCTS
        .iter()
        .map(|precinct| {
            let source = Some("canvass".to_owned());
            row(
                Keys { source, ..keys(precinct.0) },
                ballots(precinct),
                Some(precinct.3),
            )
        })
        .collect()
}

fn hand_count() -> Vec<FindingRow> {
    OPTIONS
        .iter()
        .zip(VERSIONS[2].3)
        .zip(VERSIONS[3].3)
        .map(|((option, certified), counted)| row(of_option(option), certified, counted))
        .collect()
}

fn changes() -> Vec<FindingRow> {
    OPTIONS
        .iter()
        .zip(VERSIONS[0].3)
        .zip(VERSIONS[2].3)
        .map(|((option, first), last)| row(of_option(option), first, last))
        .collect()
}

fn falls() -> Vec<FindingRow> {
    let mut rows = Vec::new();
    for (at, option) in OPTIONS.iter().enumerate() {
        let withdrawn = ("2020-11-04T18:30:33Z", Some(0));
        let steps = [
            withdrawn,
            (THEN, VERSIONS[1].3[at]),
            (VERSIONS[2].2, VERSIONS[2].3[at]),
        ];
        let mut before = VERSIONS[0].3[at];
        for (moment, after) in steps {
            let moment_at = Some(moment.to_owned());
            let mut step = row(Keys { moment_at, ..of_option(option) }, before, after);
            step.in_question = before
                .zip(after)
                .map(|(before, after)| (before - after).max(0));
            rows.push(step);
            before = after;
        }
    }
    rows
}

fn equal_tallies() -> Vec<FindingRow> {
    (0..159)
        .map(|at| {
            let pairs = if at == 7 { 6 } else { i64::from(at % 31 == 0) };
            let mut county = row(
                Keys {
                    contest: Some("President".to_owned()),
                    ..keys(&format!("County {at:03}"))
                },
                Some(0),
                Some(pairs),
            );
            county.points = Some(pairs > 2);
            county.chance = Some(500_000);
            county.expected = Some(2_600_000);
            county
        })
        .collect()
}

fn residual() -> Vec<FindingRow> {
    let contests = ["President", "U S Senate", "State House"];
    contests
        .iter()
        .flat_map(|contest| {
            PRECINCTS.iter().map(move |precinct| {
                let found = match (*contest, precinct.0) {
                    ("U S Senate", "Kearney Township") => 912,
                    ("State House", "Star Township") => 635,
                    ("State House", "Milton Township") => 1206,
                    ("State House", "Chestonia Township") => 205,
                    _ => precinct.2 / 90,
                };
                let expected = precinct.2 / 100;
                let source = Some("canvass".to_owned());
                let contest = Some((*contest).to_owned());
                let keys = Keys { contest, source, ..keys(precinct.0) };
                let mut row = row(keys, Some(expected), Some(found));
                row.points = Some(found > 200);
                row.in_question = Some(if found > 200 { found - expected } else { 0 });
                row.note = (found > 200).then(|| "more than the other units".to_owned());
                row.chance = Some(12_000_000);
                row
            })
        })
        .collect()
}

fn sums() -> Vec<FindingRow> {
    OPTIONS
        .iter()
        .zip(VERSIONS[2].3)
        .map(|(option, votes)| {
            let item = Some("units".to_owned());
            let method = Some("total".to_owned());
            row(
                Keys { item, method, measure: Some("votes".to_owned()), ..of_option(option) },
                votes,
                votes,
            )
        })
        .collect()
}

fn reported() -> Vec<FindingRow> {
    PRECINCTS
        .iter()
        .map(|precinct| row(keys(precinct.0), Some(1), Some(1)))
        .collect()
}

fn definitions() -> Vec<FindingRow> {
    PRECINCTS
        .iter()
        .enumerate()
        .map(|(at, precinct)| {
            let mut row = row(
                Keys { item: Some("tape".to_owned()), ..keys(&format!("{} DS200", precinct.0)) },
                None,
                None,
            );
            let on_device = if at % 3 == 0 {
                "ANTRIM-2020-10-05"
            } else {
                "ANTRIM-2020-10-22"
            };
            row.compared = Compared::Texts(
                Some("ANTRIM-2020-10-22".to_owned()),
                Some(on_device.to_owned()),
            );
            row
        })
        .collect()
}

/// A finding as the engine would make it.
fn made(path: &str, as_of: &str, mut rows: Vec<FindingRow>) -> (Check, Finding) {
    let check = check(path);
    let relation = check.facts.compares;
    for row in &mut rows {
        judge(&check, row);
    }
    let by_unit = units(&rows);
    let of = |outcome| {
        u64::try_from(
            by_unit
                .iter()
                .filter(|unit| unit.outcome == outcome)
                .count(),
        )
        .unwrap()
    };
    let counts = UnitCounts {
        compared: u64::try_from(by_unit.len()).unwrap(),
        agrees: of(Outcome::Agrees),
        explained: of(Outcome::Explained),
        unexplained: of(Outcome::Unexplained),
        impossible: of(Outcome::Impossible),
        cannot_tell: of(Outcome::CannotTell),
    };
    let unfed = rows.is_empty();
    let lacks = |unit: &UnitFinding| {
        let unit_name = unit.unit.clone();
        unit.missing
            .iter()
            .map(move |what| Missing { unit: Some(unit_name.clone()), what: what.clone() })
            .collect::<Vec<_>>()
    };
    let mut missing: Vec<Missing> = by_unit.iter().flat_map(lacks).collect();
    if unfed {
        missing = check
            .facts
            .reads
            .iter()
            .map(|need| Missing { unit: None, what: need.to_string() })
            .collect();
    }
    let amount = by_unit.iter().map(|unit| unit.in_question).sum();
    let record = i64::from(as_of == THEN) + 1;
    let behind = rows.iter().zip(2_i64..).map(|(row, line)| RowBehind {
        unit: row.keys.unit.clone(),
        side: Some("left".to_owned()),
        record_id: record,
        row_number: line,
    });
    let finding = Finding {
        schema: 1,
        check: check.id.clone(),
        code: check.facts.code.clone(),
        check_sha256: check.sha256.clone(),
        election: "2020-11-03-general".to_owned(),
        jurisdiction: "us-mi-antrim".to_owned(),
        as_of: as_of.to_owned(),
        outcome: by_unit
            .iter()
            .map(|unit| unit.outcome)
            .min()
            .unwrap_or(Outcome::CannotTell),
        units: counts,
        rows_compared: u64::try_from(rows.len()).unwrap(),
        in_question: InQuestion {
            amount,
            explained: 0,
            out_of: (check.id == "turnout-ceiling").then(|| rows.iter().filter_map(left).sum()),
            net: None,
        },
        by_chance: (relation == Relation::Screen).then(|| ByChance {
            units: rows.iter().filter_map(|row| row.chance).sum(),
            expected: rows.iter().map(|row| row.expected).sum(),
        }),
        missing,
        reasons: Vec::new(),
        rests_on_standing: if as_of == THEN {
            vec![Standing::Rebuilt]
        } else {
            Vec::new()
        },
        tables: vec![TableDigest { name: "result".to_owned(), sha256: "b".repeat(64) }],
        records: if unfed {
            Vec::new()
        } else {
            vec![digest(record)]
        },
        parameters: check.facts.parameters.clone(),
        line: String::new(),
        behind: behind.collect(),
        margin: (amount > 0).then(|| Margin { votes: 3788, contest: "President".to_owned() }),
        rows,
        by_unit,
    };
    (check, finding)
}

fn left(row: &FindingRow) -> Option<i64> {
    match row.compared {
        Compared::Figures(left, _) => left,
        Compared::Texts(..) => None,
    }
}

fn judge(check: &Check, row: &mut FindingRow) {
    let holds = match (&row.compared, check.facts.compares) {
        (Compared::Figures(None, _) | Compared::Texts(None, _), _) => {
            row.missing = Some(check.facts.left.clone());
            true
        }
        (Compared::Figures(_, None) | Compared::Texts(_, None), _) => {
            row.missing = Some(check.facts.right.clone());
            true
        }
        (_, Relation::Screen) => row.points != Some(true),
        (_, Relation::Report) => true,
        // "At most" the other way round: a published total is not below the one before.
        _ if row.keys.moment_at.is_some() => row.in_question == Some(0),
        (Compared::Figures(left, right), Relation::AtMost) => left <= right,
        (Compared::Figures(left, right), Relation::Equal) => left == right,
        (Compared::Texts(left, right), _) => left == right,
    };
    row.outcome = match (&row.missing, holds) {
        (Some(_), _) => Outcome::CannotTell,
        (None, true) => Outcome::Agrees,
        (None, false) => check.facts.when_broken,
    };
}

fn units(rows: &[FindingRow]) -> Vec<UnitFinding> {
    let mut names: Vec<&str> = rows.iter().map(|row| row.keys.unit.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |name: &str| -> Vec<usize> {
        (0..rows.len())
            .filter(|at| rows[*at].keys.unit == name)
            .collect()
    };
    names
        .into_iter()
        .map(|name| {
            let places = of(name);
            let its = || places.iter().map(|at| &rows[*at]);
            let amount = |row: &FindingRow| {
                row.in_question
                    .or(row.compared.difference().map(i64::abs))
                    .unwrap_or(1)
            };
            let mut missing: Vec<String> = its().filter_map(|row| row.missing.clone()).collect();
            missing.sort();
            missing.dedup();
            UnitFinding {
                unit: name.to_owned(),
                outcome: its().map(|row| row.outcome).min().unwrap(),
                in_question: its().filter(|row| row.differs()).map(amount).sum(),
                explained: 0,
                missing,
                rows: places.clone(),
            }
        })
        .collect()
}

fn digest(record: i64) -> RecordDigest {
    let record = &records()[usize::try_from(record - 1).unwrap()];
    RecordDigest {
        path: record.path.clone(),
        sha256: record.sha256.clone(),
        standing: record.standing,
    }
}

fn records() -> Vec<Record> {
    let record = |id: i64, name: &str, standing, lines: usize| Record {
        id,
        path: format!("records/{name}.csv"),
        slug: name.to_owned(),
        title: Some(both(&format!("Record {name}"), &format!("Registro {name}"))),
        sha256: id.to_string().repeat(64),
        bytes: 45_260,
        format: "counts".to_owned(),
        source: Some(Source::Canvass),
        version: Some(id),
        published_at: Some(moment(NOW)),
        standing,
        publicity: Publicity::Public,
        entries: Some(Entries { all: 540, kept: 539, set_aside: 1, passed_over: 0 }),
        problems: vec![RowProblem {
            row_number: 7,
            column: Some("value".to_owned()),
            code: "bad_number".to_owned(),
            found: Some("<script>alert(1)</script>".to_owned()),
            message: "found `1.2.3`, expected a whole number".to_owned(),
            action: "set aside".to_owned(),
        }],
        replaced_by: (id == 2).then(|| "precincts".to_owned()),
        copy: Some(format!("records/{name}/{name}.csv")),
        lines: Some(
            (1..=lines)
                .map(|line| format!("Banks,{line},\"<b>&amp;\",{}", line * 7))
                .collect(),
        ),
    };
    let mut withheld = record(3, "poll-book", Standing::Simulated, 1);
    withheld.publicity = Publicity::Withheld;
    withheld.lines = None;
    withheld.copy = None;
    vec![
        record(1, "precincts", Standing::Received, 1_201),
        record(2, "second-report", Standing::Rebuilt, 49),
        withheld,
    ]
}

fn history() -> History {
    let version = |(en, es, at, votes): (&str, &str, &str, [Option<i64>; 3])| Version {
        label: both(en, es),
        published_at: Some(moment(at)),
        source: Source::Canvass,
        standing: Standing::Received,
        figures: votes
            .map(|votes| Some(Reported { votes, record_id: 1, row_number: 12 }))
            .to_vec(),
    };
    History {
        contest: "President".to_owned(),
        options: OPTIONS.map(str::to_owned).to_vec(),
        versions: VERSIONS.map(version).to_vec(),
    }
}

fn answers() -> Vec<(Rumor, Answer)> {
    let rumor = |id: &str, path: &str| Rumor::read(id, "", &read(path)).unwrap();
    let antrim = rumor(
        "antrim-6000-switched",
        "scenarios/antrim-2020/rumors/antrim-6000-switched.md",
    );
    let dead = rumor("dead-voters", "rumors/voters/dead-voters.md");
    let switched = switched(&antrim);
    let unknown = cannot_tell(&dead);
    vec![(dead, unknown), (antrim, switched)]
}

/// An answer with nothing said yet.
fn blank(rumor: &Rumor, kind: Kind) -> Answer {
    Answer {
        schema: 1,
        rumor: rumor.id.clone(),
        election: "2020-11-03-general".to_owned(),
        jurisdiction: "us-mi-antrim".to_owned(),
        as_of: NOW.to_owned(),
        kind,
        status: Status::Final,
        version: 1,
        replaces: None,
        claim: rumor.claim.map(|line| line.text.clone()),
        headline: None,
        checks: Vec::new(),
        missing: Vec::new(),
        claimed: None,
        relation: None,
        margin: None,
        figures: Vec::new(),
        text: Both::default(),
        signers: Vec::new(),
        beside: Vec::new(),
    }
}

fn words(text: &str) -> Piece {
    Piece::Words(text.to_owned())
}

fn figure(text: &str, check: &str, row: Option<u64>, column: &str) -> Figure {
    Figure {
        text: text.to_owned(),
        check: check.to_owned(),
        row,
        column: column.to_owned(),
    }
}

fn switched(rumor: &Rumor) -> Answer {
    let says = |en: &str, es: &str, at: usize, figure: &str, rest: [&str; 2]| Both {
        en: Sentence(vec![
            words(en),
            Piece::Figure(figure.to_owned(), at),
            words(rest[0]),
        ]),
        es: Sentence(vec![
            words(es),
            Piece::Figure(figure.to_owned(), at),
            words(rest[1]),
        ]),
    };
    let truth = says(
        "The county’s first report, on the morning after the election, was wrong. It gave Donald J. Trump ",
        "El primer informe del condado, la mañana después de la elección, estaba mal. Le dio a Donald J. Trump ",
        0,
        "5,239",
        [
            " votes too few and Joseph R. Biden 1,809 votes too many. It was withdrawn that day.",
            " votos de menos y a Joseph R. Biden 1,809 de más. Se retiró ese mismo día.",
        ],
    );
    let said = says(
        "In part: ",
        "En parte: ",
        0,
        "5,239",
        [
            " votes, in the first report. A hand count of the paper differs from the certified result by 1 vote for Joseph R. Biden and 11 votes for Donald J. Trump.",
            " votos, en el primer informe. Un conteo a mano del papel difiere del resultado certificado en 1 voto de Joseph R. Biden y 11 votos de Donald J. Trump.",
        ],
    );
    let claimed = says(
        "6,000 claimed, ",
        "6,000 según el mensaje; se encuentran ",
        1,
        "5,239",
        [" votes found.", " votos."],
    );
    let scale = says(
        "Of 15,969 votes. More than the margin, ",
        "De 15,969 votos. Más que el margen, ",
        2,
        "3,788",
        [", for President.", ", para President."],
    );
    let note = both(
        "Whether it changed who won is another question. For that it would have to reach the margin of 3,788 votes, all for one side.",
        "Si cambió quién ganó es otra pregunta. Tendría que llegar al margen de 3,788 votos, todo para un lado.",
    );
    let text = |language: fn(&Both<Sentence>) -> &Sentence, note: &str| Text {
        truth: language(&truth).clone(),
        answer: language(&said).clone(),
        missing: Sentence::default(),
        claimed: language(&claimed).clone(),
        scale: language(&scale).clone(),
        notes: vec![Sentence(vec![words(note)])],
    };
    let deciding = |check: &str, confirmed| Deciding {
        check: check.to_owned(),
        code: None,
        outcome: Outcome::Unexplained,
        mode: Mode::Figure,
        unit: "votes".to_owned(),
        confirmed,
        open: 0,
        finding_sha256: None,
    };
    let beside = |check: &str| Beside { check: check.to_owned(), because: Because::Listed };
    Answer {
        headline: Some("changes-explained".to_owned()),
        checks: vec![
            deciding("changes-explained", 5239),
            deciding("hand-count-and-total", 12),
        ],
        claimed: Some(Claimed {
            low: rumor_model::answer::Amount::whole(6000),
            high: None,
            unit: Some(Unit::Votes),
            said: Said::Exact,
            quote: Some("6,000".to_owned()),
        }),
        figures: vec![
            figure("5,239", "changes-explained", Some(2), "gap"),
            figure("5,239", "changes-explained", None, "confirmed"),
            figure("3,788", "changes-explained", None, "margin"),
        ],
        text: Both { en: text(|both| &both.en, &note.en), es: text(|both| &both.es, &note.es) },
        beside: vec![
            beside("sums"),
            beside("turnout-ceiling"),
            beside("tape-and-total"),
            beside("not-built"),
        ],
        ..blank(rumor, Kind::FoundInPart)
    }
}

fn cannot_tell(rumor: &Rumor) -> Answer {
    let lack = both("the list of deaths", "la lista de fallecimientos");
    let answer = both(
        "We cannot tell: the list of deaths is missing.",
        "No lo podemos saber: falta la lista de fallecimientos.",
    );
    let text = |truth: &str, answer: &str| Text {
        truth: Sentence(vec![words(truth)]),
        answer: Sentence(vec![words(answer)]),
        ..Text::default()
    };
    Answer {
        missing: vec![Lack { check: "deceased-voters".to_owned(), unit: None, what: lack }],
        text: Both {
            en: text(
                "Lists of voters hold people who have just died.",
                &answer.en,
            ),
            es: text(
                "Las listas tienen personas que acaban de morir.",
                &answer.es,
            ),
        },
        ..blank(rumor, Kind::CannotTell)
    }
}
