//! What leaves the office: nothing that is not public, and what stays is named.

use std::{
    fs,
    io::{Cursor, Read as _},
    num::NonZeroUsize,
};

use rumor_case::{Case, Published, Role};

use crate::{contents, file, new_case, role, with};

const COUNTS: &str = "reporting_unit,contest,contest_option,measure,value
Star,Mayor,Ada,votes,12
Star,Mayor,Ben,votes,7
";

const CORRECTIONS: &str = "page,correction_number,reporting_unit,method,contest,contest_option,measure,before,after,published_at,why,legal_basis,decided_by
1,1,Star,total,Mayor,Ada,votes,11,12,2020-11-06 16:42,,,County board
";

/// A case that has released one count.
fn released(place: &tempfile::TempDir) -> Case {
    with(
        &new_case(place.path(), "County, Michigan"),
        &file(place.path(), "one.csv", COUNTS),
        &role("canvass", 1, "2020-11-05"),
    )
}

/// Publishes, and finds the word nowhere in what was published, neither in the bundle.
fn publish_without(case: &Case, word: &str) -> Published {
    let published = case.publish(NonZeroUsize::MIN).unwrap();
    let holds = |bytes: &[u8]| {
        bytes
            .windows(word.len())
            .any(|some| some == word.as_bytes())
    };
    for (path, bytes) in contents(case)
        .into_iter()
        .filter(|(path, _)| path.starts_with("site/"))
    {
        assert!(!holds(&bytes), "{path} holds {word}");
    }
    let bundle = fs::read(case.root().join(&published.bundle)).unwrap();
    let mut bundle = zip::ZipArchive::new(Cursor::new(bundle)).unwrap();
    for at in 0..bundle.len() {
        let mut inner = bundle.by_index(at).unwrap();
        let mut bytes = Vec::new();
        inner.read_to_end(&mut bytes).unwrap();
        assert!(
            !holds(&bytes),
            "{:?} in the bundle holds {word}",
            inner.name()
        );
    }
    published
}

fn check(case: &Case, word: &str, left_out: &str) {
    let published = publish_without(case, word);
    let named: Vec<&str> = published.left_out.iter().map(|(what, _)| &**what).collect();
    assert_eq!(named, [left_out]);
}

#[test]
fn a_record_that_is_not_released_stays() {
    let place = tempfile::tempdir().unwrap();
    let secret = file(
        place.path(),
        "secret.csv",
        &COUNTS.replace("Star", "Hidden Place"),
    );
    let role = Role { public: false, ..role("state", 1, "2020-11-06") };
    let case = with(&released(&place), &secret, &role);
    check(&case, "Hidden Place", "records/secret.csv");
}

#[test]
fn a_row_that_could_not_be_read_may_name_a_person() {
    let place = tempfile::tempdir().unwrap();
    let row =
        "2,2,Star,total,Mayor,Ada,votes,many,12,2020-11-06 16:42,Jane Doe mistyped,,County board\n";
    for (name, text) in [
        (
            "read.csv",
            CORRECTIONS.replace(",,,County", ",Jane Doe mistyped,,County"),
        ),
        ("aside.csv", CORRECTIONS.to_owned() + row),
    ] {
        let place_of_case = tempfile::tempdir_in(place.path()).unwrap();
        let list = file(place_of_case.path(), name, &text);
        let role = role("form", 1, "2020-11-07");
        let case = with(&released(&place_of_case), &list, &role);
        check(&case, "Jane Doe", &format!("records/{name}"));
    }
}

#[test]
fn of_the_offices_own_words_only_those_leave_that_speak_of_what_is_published() {
    let place = tempfile::tempdir().unwrap();
    let secret = file(place.path(), "secret.csv", &COUNTS.replace("12", "13"));
    let role = Role { public: false, ..role("hand_count", 1, "2020-12-01") };
    let case = with(&released(&place), &secret, &role);
    let text = fs::read_to_string(case.root().join("case.toml")).unwrap();
    let alias = "\n# Whistle: ask J.\n[[alias]]\nkind = \"contest_option\"\nraw = \"Whistle\"\nmeans = \"Ada\"\nby = \"clerk\"\n";
    fs::write(case.root().join("case.toml"), text + alias).unwrap();
    fs::write(case.root().join("rumors/draft.txt"), "Whistle").unwrap();
    let reason = "schema = 1\ncheck = \"hand-count-and-total\"\nunit = \"Star\"\ncontest = \"Mayor\"\n\
                  contest_option = \"Ada\"\ncode = \"data_entry\"\nballots = 1\nnote = \"Whistle\"\nby = \"clerk\"\n";
    let path = "explanations/hand-count-and-total--star--1.toml";
    fs::write(case.root().join(path), reason).unwrap();

    let published = publish_without(&Case::open(case.root()).unwrap(), "Whistle");
    let named: Vec<&str> = published.left_out.iter().map(|(what, _)| &**what).collect();
    assert_eq!(named, ["records/secret.csv", "rumors/draft.txt", path]);
}

#[test]
fn without_a_released_record_nothing_is_published() {
    let place = tempfile::tempdir().unwrap();
    let role = Role { public: false, ..role("canvass", 1, "2020-11-05") };
    let case = with(
        &new_case(place.path(), "County, Michigan"),
        &file(place.path(), "one.csv", COUNTS),
        &role,
    );
    let error = case.publish(NonZeroUsize::MIN).err().unwrap().to_string();
    assert!(error.contains("--public: records/one.csv"), "{error}");
    assert!(!case.root().join("site").exists());
}

#[test]
fn what_was_published_verifies_from_its_bundle() {
    let place = tempfile::tempdir().unwrap();
    let secret = file(place.path(), "secret.csv", &COUNTS.replace("12", "13"));
    let role = Role { public: false, ..role("state", 1, "2020-11-06") };
    let case = with(&released(&place), &secret, &role);
    let published = case.publish(NonZeroUsize::MIN).unwrap();
    let bundle = fs::read(case.root().join(&published.bundle)).unwrap();
    let mut bundle = zip::ZipArchive::new(Cursor::new(bundle)).unwrap();
    let unpacked = place.path().join("unpacked");
    bundle.extract(&unpacked).unwrap();
    let folder = fs::read_dir(&unpacked).unwrap().next().unwrap().unwrap();
    let verified = Case::open(&folder.path()).unwrap().verify().unwrap();
    assert!(verified.holds(), "{:?}", verified.obligations);
}
