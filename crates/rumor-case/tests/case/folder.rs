//! The folder: what is imported stays, what is refused says why, what is written comes back.

use std::{fs, num::NonZeroUsize};

use rumor_case::{Beside, Case, Imported, Role, demo};

use crate::{file, line, new_case, role, with};

const COUNTS: &str = "reporting_unit,contest,contest_option,measure,value
Star,Mayor,Ada,votes,12
Star,Mayor,Ben,votes,7
";

#[test]
fn the_same_bytes_again_are_already_here() {
    let place = tempfile::tempdir().unwrap();
    let path = file(place.path(), "counts.csv", COUNTS);
    let role = role("canvass", 1, "2020-11-20");
    let case = with(&new_case(place.path(), "County, Michigan"), &path, &role);
    let again = case.import(&path, &role).unwrap();
    assert!(matches!(again, Imported::AlreadyHere { path } if path == "records/counts.csv"));
}

#[test]
fn everything_that_a_file_does_not_say_is_asked_at_once() {
    let place = tempfile::tempdir().unwrap();
    let case = new_case(place.path(), "County, Michigan");
    let error = case
        .import(&file(place.path(), "counts.csv", COUNTS), &Role::default())
        .unwrap_err();
    let text = error.to_string();
    for asked in [
        "who made the count",
        "which version",
        "when it was published",
        "--as",
        "--version",
    ] {
        assert!(text.contains(asked), "{text}");
    }
    assert!(case.file().record.is_empty());
}

#[test]
fn a_new_version_must_say_what_it_replaces() {
    let place = tempfile::tempdir().unwrap();
    let case = with(
        &new_case(place.path(), "County, Michigan"),
        &file(place.path(), "one.csv", COUNTS),
        &role("canvass", 1, "2020-11-05"),
    );
    let two = file(place.path(), "two.csv", &COUNTS.replace("12", "13"));
    let later = role("canvass", 2, "2020-11-20");
    let error = case.import(&two, &later).unwrap_err().to_string();
    assert!(
        error.contains("say --replaces records/one.csv, or --beside"),
        "{error}"
    );

    let beside = Role { beside: Beside::Yes, ..later.clone() };
    let both = with(&Case::open(case.root()).unwrap(), &two, &beside);
    assert_eq!(both.file().record.len(), 2);
}

#[test]
fn a_refused_file_leaves_the_case_as_it_was() {
    let place = tempfile::tempdir().unwrap();
    let case = with(
        &new_case(place.path(), "County, Michigan"),
        &file(place.path(), "one.csv", COUNTS),
        &role("canvass", 1, "2020-11-05"),
    );
    let before = contents(&case);
    for (name, bytes) in [
        ("zeros.csv", vec![0_u8; 70_000]),
        ("empty.csv", Vec::new()),
        ("picture.csv", b"%PDF-1.7 and more".to_vec()),
        ("other.csv", b"a;b\n1;2\n".to_vec()),
        (
            "cut.csv",
            b"reporting_unit,measure,value\nStar,\"votes".to_vec(),
        ),
    ] {
        let path = place.path().join(name);
        fs::write(&path, bytes).unwrap();
        let refused = case.import(&path, &role("state", 1, "2020-11-06"));
        assert!(refused.is_err(), "{name}");
    }
    assert_eq!(contents(&case), before);
}

#[test]
fn comments_in_the_case_file_are_kept() {
    let place = tempfile::tempdir().unwrap();
    let case = with(
        &new_case(place.path(), "County, Michigan"),
        &file(place.path(), "one.csv", COUNTS),
        &role("canvass", 1, "2020-11-05"),
    );
    let text = fs::read_to_string(case.root().join("case.toml")).unwrap();
    assert!(text.contains("# One election's case."), "{text}");
    assert!(text.contains("[[record]]"), "{text}");
}

#[test]
fn a_reason_explains_a_difference_and_lapses_with_its_figures() {
    use rumor_case::{Explanation, model::finding::Keys};

    let place = tempfile::tempdir().unwrap();
    let case = with(
        &new_case(place.path(), "Star, Michigan"),
        &file(place.path(), "one.csv", COUNTS),
        &role("canvass", 1, "2020-11-05"),
    );
    let hand = file(place.path(), "hand.csv", &COUNTS.replace("12", "13"));
    let case = with(&case, &hand, &role("hand_count", 1, "2020-12-01"));
    assert_eq!(
        line(&case, "hand-count-and-total"),
        "unexplained · 1 of 1 unit differs · 1 ballot in question"
    );
    let keys = Keys {
        unit: "Star".to_owned(),
        contest: Some("Mayor".to_owned()),
        contest_option: Some("Ada".to_owned()),
        ..Keys::default()
    };
    let explanation = Explanation {
        check: "hand-count-and-total".to_owned(),
        keys,
        code: "hand_counted".to_owned(),
        ballots: 1,
        note: String::new(),
        by: "clerk".to_owned(),
    };
    let explained = case.explain(&explanation).unwrap();
    assert_eq!(
        explained.finding.line,
        "explained · 1 of 1 unit differs · 1 ballot in question"
    );
    assert!(
        explained
            .finding
            .reasons
            .iter()
            .all(|reason| !reason.signed)
    );

    let recount = file(place.path(), "again.csv", &COUNTS.replace("12", "14"));
    let later = Role {
        replaces: Some("records/hand.csv".to_owned()),
        ..role("hand_count", 2, "2020-12-09")
    };
    let case = with(&Case::open(case.root()).unwrap(), &recount, &later);
    assert_eq!(
        line(&case, "hand-count-and-total"),
        "unexplained · 1 of 1 unit differs · 2 ballots in question"
    );
}

#[test]
fn a_check_of_the_office_works_like_ours() {
    let place = tempfile::tempdir().unwrap();
    let case = with(
        &new_case(place.path(), "County, Michigan"),
        &file(place.path(), "one.csv", COUNTS),
        &role("canvass", 1, "2020-11-05"),
    );
    let ours = fs::read_to_string(crate::root().join("checks/lost/turnout-ceiling.md")).unwrap();
    let own = ours.replace("owner = 'turnout-ceiling'", "owner = 'ceiling-here'");
    fs::write(case.root().join("checks/ceiling-here.md"), own).unwrap();
    let case = Case::open(case.root()).unwrap();
    assert_eq!(line(&case, "ceiling-here"), line(&case, "turnout-ceiling"));

    fs::write(case.root().join("checks/broken.md"), "no title\n").unwrap();
    let error = Case::open(case.root()).unwrap_err().to_string();
    assert!(error.contains("checks/broken.md: line 1"), "{error}");
}

#[test]
fn another_folder_and_more_threads_publish_the_same_bytes() {
    let place = tempfile::tempdir().unwrap();
    let published = [("one", 1), ("another/deeper", 2)].map(|(name, threads)| {
        let folder = place.path().join(name);
        fs::create_dir_all(folder.parent().unwrap()).unwrap();
        let case = demo::lay_out(demo::ANTRIM, &folder).unwrap();
        case.publish(NonZeroUsize::new(threads).unwrap()).unwrap();
        contents(&case)
    });
    let [one, another] = published;
    assert_eq!(one.len(), another.len());
    for (this, that) in one.iter().zip(&another) {
        assert_eq!(this.0, that.0);
        assert!(this.1 == that.1, "{} differs", this.0);
    }
}

#[test]
fn what_is_not_public_is_not_in_the_site() {
    let place = tempfile::tempdir().unwrap();
    let case = with(
        &new_case(place.path(), "County, Michigan"),
        &file(place.path(), "one.csv", COUNTS),
        &role("canvass", 1, "2020-11-05"),
    );
    let secret = file(
        place.path(),
        "secret.csv",
        &COUNTS.replace("Star", "Hidden Place"),
    );
    let case = with(
        &case,
        &secret,
        &Role { public: false, ..role("state", 1, "2020-11-06") },
    );
    let published = case.publish(NonZeroUsize::MIN).unwrap();
    assert!(
        published
            .left_out
            .iter()
            .any(|(what, _)| what == "records/secret.csv")
    );
    for (path, bytes) in contents(&case)
        .into_iter()
        .filter(|(path, _)| path.starts_with("site/"))
    {
        let found = bytes.windows(12).any(|window| window == b"Hidden Place");
        assert!(!found, "{path} names what is not public");
    }
}

/// Every file of a case, with its bytes.
fn contents(case: &Case) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![String::new()];
    while let Some(below) = open.pop() {
        for entry in fs::read_dir(case.root().join(&below)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = if below.is_empty() {
                name
            } else {
                format!("{below}/{name}")
            };
            if entry.path().is_dir() {
                open.push(path);
            } else {
                found.push((path, fs::read(entry.path()).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn no_path_of_a_case_file_leaves_the_folder() {
    let place = tempfile::tempdir().unwrap();
    let case = new_case(place.path(), "County, Michigan");
    let path = case.root().join("case.toml");
    let mut text = fs::read_to_string(&path).unwrap();
    text.push_str(
        "\n[[record]]\npath = \"../outside.csv\"\nsha256 = \"0\"\nformat = \"counts\"\nstanding = \"received\"\n",
    );
    fs::write(&path, text).unwrap();
    let error = Case::open(case.root())
        .unwrap()
        .records()
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("`../outside.csv` is no path below the case folder"),
        "{error}"
    );
}
