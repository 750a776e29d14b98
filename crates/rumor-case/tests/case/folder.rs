//! The folder: what is imported stays, what is refused says why, what is written comes back.

use std::{fs, num::NonZeroUsize, path::Path};

use rumor_case::{Beside, Case, Holds, Imported, Role, demo, files_to_import};

use crate::{contents, file, line, new_case, role, with};

const COUNTS: &str = "reporting_unit,contest,contest_option,measure,value
Star,Mayor,Ada,votes,12
Star,Mayor,Ben,votes,7
";

#[test]
fn the_same_bytes_again_are_already_here() {
    let place = tempfile::tempdir().unwrap();
    let path = file(place.path(), "counts.csv", COUNTS);
    let role = role("canvass", 1, "2020-11-20");
    let mut case = with(&new_case(place.path(), "County, Michigan"), &path, &role);
    let again = case.import(&path, &role).unwrap();
    assert!(matches!(again, Imported::AlreadyHere { path } if path == "records/counts.csv"));
}

#[test]
fn everything_that_a_file_does_not_say_is_asked_at_once() {
    let place = tempfile::tempdir().unwrap();
    let mut case = new_case(place.path(), "County, Michigan");
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
    let mut case = with(
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
    let mut case = with(
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

/// A case with one count of a county.
fn counted(place: &Path) -> Case {
    with(
        &new_case(place, "County, Michigan"),
        &file(place, "one.csv", COUNTS),
        &role("canvass", 1, "2020-11-05"),
    )
}

#[test]
fn what_is_imported_is_what_is_opened_again() {
    let place = tempfile::tempdir().unwrap();
    let case = counted(place.path());
    let again = Case::open(case.root()).unwrap();
    let shown = |case: &Case| format!("{:?} {:?}", case.file(), case.records().unwrap());
    assert_eq!(shown(&case), shown(&again));
}

#[test]
fn two_commands_do_not_write_at_once() {
    let place = tempfile::tempdir().unwrap();
    let mut late = new_case(place.path(), "County, Michigan");
    let case = counted_in(&late, place.path());
    let other = file(place.path(), "other.csv", &COUNTS.replace("Star", "Echo"));
    let error = late.import(&other, &role("canvass", 1, "2020-11-05"));
    let error = error.unwrap_err().to_string();
    assert!(error.contains("changed while this command ran"), "{error}");

    let lock = fs::File::options()
        .write(true)
        .open(case.root().join(".lock"))
        .unwrap();
    lock.lock().unwrap();
    let error = case.publish(NonZeroUsize::MIN).err().unwrap().to_string();
    assert!(error.contains("another command is writing"), "{error}");
}

fn counted_in(case: &Case, place: &Path) -> Case {
    with(
        case,
        &file(place, "one.csv", COUNTS),
        &role("canvass", 1, "2020-11-05"),
    )
}

#[test]
fn a_file_that_no_record_names_is_not_written_over() {
    let place = tempfile::tempdir().unwrap();
    let case = new_case(place.path(), "County, Michigan");
    let left = case.root().join("records/one.csv");
    fs::write(&left, "left by a stopped import").unwrap();
    let case = counted_in(&case, place.path());
    let paths: Vec<&str> = case
        .file()
        .record
        .iter()
        .map(|entry| &*entry.path)
        .collect();
    assert_eq!(paths, ["records/one-2.csv"]);
    assert_eq!(fs::read(left).unwrap(), b"left by a stopped import");
}

#[test]
fn beside_a_changed_record_nothing_is_imported_and_verifying_says_so() {
    let place = tempfile::tempdir().unwrap();
    let case = counted(place.path());
    fs::write(case.root().join("records/one.csv"), "changed").unwrap();
    let mut case = Case::open(case.root()).unwrap();
    let other = file(place.path(), "other.csv", &COUNTS.replace("Star", "Echo"));
    let error = case.import(&other, &role("canvass", 1, "2020-11-05"));
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("is not the file that was imported"),
        "{error}"
    );

    let verified = case.verify().unwrap();
    let told: Vec<(u32, Holds)> = verified
        .obligations
        .iter()
        .map(|obligation| (obligation.number, obligation.holds))
        .collect();
    assert_eq!(told, [(1, Holds::No)]);
}

#[test]
fn a_case_without_findings_is_not_verified() {
    let place = tempfile::tempdir().unwrap();
    assert!(!counted(place.path()).verify().unwrap().holds());
}

#[test]
fn everything_wrong_in_a_case_file_is_told_at_once() {
    let place = tempfile::tempdir().unwrap();
    let case = counted(place.path());
    let path = case.root().join("case.toml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text
        .replace("schema = 1", "schema = 99")
        .replace("date = 2020-11-03", "date = \"3 November\"")
        .replace("America/New_York", "America/Atlantis")
        .replace(
            "public = true",
            "public = true\nreplaces = \"records/none.csv\"",
        );
    let more = "
[parameters.turnout-cieling]
x = 1
[parameters.residual-votes]
no_such = 1
[[calendar]]
rule = \"polls_close\"
moment = \"in the evening\"
source = \"\"
[[alias]]
kind = \"candidate\"
raw = \"A\"
means = \"B\"
by = \"clerk\"
";
    fs::write(&path, text + more).unwrap();
    let error = Case::open(case.root()).unwrap_err().to_string();
    for told in [
        "schema = 99",
        "`3 November` is no day",
        "America/Atlantis",
        "replaces `records/none.csv`, which is no record above it",
        "no such check; nearest: turnout-ceiling",
        "[parameters.residual-votes] no_such",
        "[[calendar]] polls_close",
        "`candidate` is none of",
    ] {
        assert!(error.contains(told), "{told} is not in {error}");
    }
}

#[test]
fn a_count_takes_no_other_sources_place() {
    let place = tempfile::tempdir().unwrap();
    let mut case = counted(place.path());
    let other = file(place.path(), "other.csv", &COUNTS.replace("12", "13"));
    let role = Role {
        replaces: Some("records/one.csv".to_owned()),
        ..role("state", 1, "2020-11-06")
    };
    let error = case.import(&other, &role).unwrap_err().to_string();
    assert!(
        error.contains("is the count of canvass, this one of state"),
        "{error}"
    );
}

#[test]
fn a_folder_is_imported_in_its_natural_order() {
    let place = tempfile::tempdir().unwrap();
    assert!(files_to_import(place.path()).is_err());
    for name in ["p-10.csv", "p-2.csv", ".DS_Store"] {
        file(place.path(), name, "x");
    }
    let files = files_to_import(place.path()).unwrap();
    assert_eq!(
        files,
        ["p-2.csv", "p-10.csv"].map(|name| place.path().join(name))
    );
}

#[test]
fn the_demonstration_takes_no_folder_that_holds_other_things() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("demo");
    demo::lay_out(demo::ANTRIM, &folder).unwrap();
    demo::lay_out(demo::ANTRIM, &folder).unwrap();

    let mine = file(&folder, "notes.txt", "mine");
    let error = demo::lay_out(demo::ANTRIM, &folder)
        .unwrap_err()
        .to_string();
    assert!(error.contains("holds `notes.txt`"), "{error}");
    assert_eq!(fs::read(&mine).unwrap(), b"mine");

    fs::remove_file(&mine).unwrap();
    let edited = fs::read_to_string(folder.join("case.toml")).unwrap() + "# mine";
    fs::write(folder.join("case.toml"), &edited).unwrap();
    assert!(demo::lay_out(demo::ANTRIM, &folder).is_err());
    assert_eq!(
        fs::read_to_string(folder.join("case.toml")).unwrap(),
        edited
    );
    assert!(demo::lay_out(demo::ANTRIM, &folder.join("case.toml")).is_err());
}

#[test]
fn a_result_that_was_replaced_and_not_read_again_is_missing() {
    let place = tempfile::tempdir().unwrap();
    let case = counted(place.path());
    let path = case.root().join("case.toml");
    let text = fs::read_to_string(&path).unwrap();
    // A record that holds no count takes the place of the only one.
    let tape = "records/none.csv";
    let bytes = "reporting_unit,contest,contest_option,measure,value\nStar,Mayor,Ada,votes,?\n";
    fs::write(case.root().join(tape), bytes).unwrap();
    let sha256 = rumor_case::model::digest::sha256(bytes.as_bytes());
    let entry = format!(
        "\n[[record]]\npath = \"{tape}\"\nsha256 = \"{sha256}\"\nformat = \"counts\"\nsource = \"canvass\"\n\
         version = 2\npublished_at = \"2020-11-06\"\nstanding = \"received\"\nreplaces = \"records/one.csv\"\n"
    );
    fs::write(&path, text + &entry).unwrap();
    let case = Case::open(case.root()).unwrap();
    let said = line(&case, "impossible-numbers");
    assert!(said.starts_with("cannot-tell"), "{said}");
}
