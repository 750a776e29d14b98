//! The post of 17 November 2020, asked of a county that has a rumor of its own for one of its
//! claims, and answered from that county's figures.

use rumor_claims::{
    Asked, Library, State,
    answer::{Evidence, Question, Rehearsal, Setting, Source, Told, ToldCell, answer},
    ask,
    place::Verdict,
};
use rumor_model::{
    answer::{Amount, Both, Claimed, Kind, Relation, Said, Status, Unit},
    messages::Messages,
    word::Outcome,
};

use crate::files::{antrim, library, local_rumors};

const POST: &str = "In Antrim, dead people voted. A glitch in the software switched 6,000 votes. \
    In Wayne County, Michigan, late ballots came in. The weather was fine.";

fn with_local() -> Option<Library> {
    let local = local_rumors()
        .into_iter()
        .find(|rumor| rumor.id == "antrim-6000-switched")?;
    library(Some(local))
}

fn asked(text: &str) -> Option<Asked> {
    with_local().map(|library| ask(text, &library, &antrim()))
}

#[test]
fn a_local_rumor_is_answered_in_the_place_of_the_general_one() {
    let Some(asked) = asked(POST) else { return };
    let found: Vec<(&str, Option<&str>, Verdict)> = asked
        .segments
        .iter()
        .flat_map(|segment| {
            segment
                .rumors
                .iter()
                .map(|rumor| (rumor, segment.gate.verdict))
        })
        .map(|(rumor, gate)| {
            (
                rumor.found.rumor.as_str(),
                rumor.in_place_of.as_deref(),
                gate,
            )
        })
        .collect();
    let general = Some("glitch-switched");
    assert_eq!(
        found,
        [
            ("dead-voters", None, Verdict::Here),
            ("antrim-6000-switched", general, Verdict::Here),
            ("late-ballots", None, Verdict::Elsewhere),
        ]
    );
    let last = asked.segments.last().unwrap();
    assert!(last.rumors.is_empty() && last.state >= State::Possible);
}

#[test]
fn what_is_asked_carries_the_figure_and_the_place() {
    let Some(asked) = asked(POST) else { return };
    let question = |id: &str| {
        let with_rumors = asked
            .segments
            .iter()
            .flat_map(|segment| segment.rumors.iter().map(move |rumor| (segment, rumor)));
        let mut found = with_rumors.filter(|(_, rumor)| rumor.found.rumor == id);
        found
            .next()
            .map(|(segment, rumor)| segment.question(rumor))
            .unwrap()
    };
    let claimed = question("antrim-6000-switched").claimed;
    assert_eq!(
        claimed.first().and_then(|claimed| claimed.quote.as_deref()),
        Some("6,000")
    );
    let question = question("late-ballots");
    assert_eq!(
        question.elsewhere.as_deref(),
        Some("Wayne County, Michigan")
    );
}

#[test]
fn the_lexicon_and_the_ranking_together_make_a_match_sure() {
    let Some(asked) = asked("Votes were cast in the names of dead people.") else {
        return;
    };
    assert_eq!(
        asked.segments.first().map(|segment| segment.state),
        Some(State::Sure)
    );
}

#[test]
fn the_same_post_gives_the_same_bytes() {
    let (Some(one), Some(other)) = (asked(POST), asked(POST)) else {
        return;
    };
    let bytes = |asked: &Asked| serde_json::to_string(asked).unwrap();
    assert_eq!(bytes(&one), bytes(&other));
}

fn cell(option: &str, left: i64, right: i64) -> ToldCell {
    let keys = [
        ("unit", "Antrim County"),
        ("contest", "President"),
        ("contest_option", option),
    ];
    ToldCell {
        keys: keys
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into(),
        left: Some(left),
        right: Some(right),
    }
}

fn told(confirmed: i64, cells: Vec<ToldCell>) -> Source<'static> {
    let figures = [("denominator", 15_969), ("margin", 3788)];
    Source::Told(Told {
        outcome: Some(Outcome::Unexplained),
        confirmed,
        figures: figures
            .map(|(name, figure)| (name.to_owned(), figure))
            .into(),
        cells,
        ..Told::default()
    })
}

#[test]
fn six_thousand_claimed_and_5239_found() {
    let Some(library) = with_local() else { return };
    let rumor = library.rumor("antrim-6000-switched").unwrap();
    let changes = vec![
        cell("Joseph R. Biden", 7769, 5960),
        cell("Donald J. Trump", 4509, 9748),
    ];
    let hand = vec![
        cell("Joseph R. Biden", 5960, 5959),
        cell("Donald J. Trump", 9748, 9759),
    ];
    let sources = [
        ("changes-explained", told(5239, changes)),
        ("hand-count-and-total", told(11, hand)),
    ];
    let evidence = Evidence {
        setting: Setting {
            election: "2020-11-03-general".to_owned(),
            election_name: "General Election".to_owned(),
            jurisdiction: "us-mi-antrim".to_owned(),
            place: "Antrim County".to_owned(),
            as_of: "2020-12-18T04:59:59Z".to_owned(),
            as_of_on: "2020-12-17".to_owned(),
            status: Status::Final,
            rehearsal: Rehearsal::No,
        },
        sources: sources
            .map(|(check, source)| (check.to_owned(), source))
            .into(),
    };
    let claimed = Claimed {
        low: Amount::whole(5500),
        high: Some(Amount::whole(6500)),
        unit: Some(Unit::Votes),
        said: Said::About,
        quote: Some("6,000".to_owned()),
    };
    let question = Question { claimed: vec![claimed], ..Question::default() };
    let nouns = "[nouns]\nvotes = [\"vote\", \"votes\"]\n[records]\n[texts]";
    let messages = Messages::read(nouns).unwrap();
    let words = Both { en: &messages, es: &messages };
    let answer = answer(rumor, &evidence, &question, &words).unwrap();
    assert_eq!(
        (answer.kind, answer.relation),
        (Kind::FoundInPart, Some(Relation::Fewer))
    );
    assert_eq!(
        answer.text.en.answer.to_string(),
        "In part: 5,239 votes, in the first report. A hand count of the paper differs from the \
         certified result by 1 vote for Joseph R. Biden and 11 votes for Donald J. Trump."
    );
    let truth = answer.text.en.truth.to_string();
    assert!(
        truth.contains("5,239 votes too few") && truth.contains("1,809 votes too many"),
        "{truth}"
    );
    let cells: Vec<&str> = answer
        .figures
        .iter()
        .map(|figure| figure.column.as_str())
        .collect();
    assert!(
        cells.contains(&"difference") && cells.contains(&"confirmed"),
        "{cells:?}"
    );
}
