//! The pages: links that lead somewhere, figures that are there, text that stays text.

use std::collections::{BTreeMap, BTreeSet};

use rumor_site::{Page, pages, publication::FINDING_FILES};

use crate::fixture::Held;

fn text(page: &Page) -> &str {
    std::str::from_utf8(&page.bytes).unwrap()
}

fn is_html(page: &Page) -> bool {
    page.path
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "html")
}

fn named<'a>(pages: &'a [Page], path: &str) -> &'a str {
    text(
        pages
            .iter()
            .find(|page| page.path == path)
            .unwrap_or_else(|| panic!("no page {path}")),
    )
}

/// What stands in every attribute of that name.
fn attributes<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    text.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// The path that a link leads to, from a page.
fn followed(page: &str, link: &str) -> String {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in link.split('/') {
        if part == ".." {
            folders
                .pop()
                .unwrap_or_else(|| panic!("{page}: {link} leaves the site"));
        } else {
            folders.push(part);
        }
    }
    folders.join("/")
}

#[test]
fn every_link_leads_to_a_file_and_every_anchor_to_a_place() {
    let held = Held::antrim();
    let publication = held.publication();
    let pages = pages(&publication);
    let mut known: BTreeSet<String> = pages.iter().map(|page| page.path.clone()).collect();
    known.extend(["bundle/antrim-2020.zip".to_owned()]);
    known.extend(
        publication
            .records
            .iter()
            .filter_map(|record| record.copy.clone()),
    );
    for scope in &publication.scopes {
        for made in &scope.made {
            let below = if scope.slug == "newest" {
                String::new()
            } else {
                format!("{}/", scope.slug)
            };
            known.extend(
                FINDING_FILES.map(|file| format!("findings/{}/{below}{file}", made.check.id)),
            );
        }
    }
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .filter(|page| is_html(page))
        .map(|page| {
            (
                page.path.as_str(),
                attributes(text(page), "id").into_iter().collect(),
            )
        })
        .collect();
    for page in pages.iter().filter(|page| is_html(page)) {
        let found = attributes(text(page), "id");
        assert_eq!(
            found.len(),
            ids[page.path.as_str()].len(),
            "{}: an id twice",
            page.path
        );
        for link in attributes(text(page), "href") {
            if link.starts_with("data:") || link.starts_with("https://") {
                continue;
            }
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() {
                page.path.clone()
            } else {
                followed(&page.path, file)
            };
            assert!(known.contains(&target), "{}: {link} → {target}", page.path);
            if let Some(ids) = ids.get(target.as_str()).filter(|_| !place.is_empty()) {
                assert!(ids.contains(place), "{}: {link} has no place", page.path);
            }
        }
    }
}

#[test]
fn the_same_publication_gives_the_same_bytes_sorted_by_path() {
    let first = pages(&Held::antrim().publication());
    assert_eq!(first, pages(&Held::antrim().publication()));
    assert!(first.is_sorted_by(|one, other| one.path < other.path));
}

#[test]
fn no_page_lacks_a_text() {
    for page in pages(&Held::antrim().publication()) {
        let found = text(&page).split('[').skip(1).find(|rest| {
            let key = rest.split(']').next().unwrap_or_default();
            key.contains('.')
                && key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || ".-".contains(c))
        });
        assert!(
            found.is_none(),
            "{}: {:?}",
            page.path,
            found.map(|rest| &rest[..40.min(rest.len())])
        );
    }
}

#[test]
fn pages_are_small() {
    for page in pages(&Held::antrim().publication()) {
        let bar = match page.path.split('/').next().unwrap() {
            "findings" => 120_000,
            "rumors" | "index.html" | "es" => 40_000,
            _ => 200_000,
        };
        assert!(
            page.bytes.len() <= bar,
            "{}: {}",
            page.path,
            page.bytes.len()
        );
    }
}

#[test]
fn an_absent_figure_is_said_and_is_never_a_zero() {
    let held = Held::antrim();
    let pages = pages(&held.publication());
    let finding = named(&pages, "findings/turnout-ceiling/second-report/index.html");
    let row = finding
        .split("<tr id=\"row-6\"")
        .nth(1)
        .unwrap()
        .split("</tr>")
        .next()
        .unwrap();
    assert!(
        row.contains("not recorded") && !row.contains(">0<"),
        "{row}"
    );
    assert!(finding.contains("Impossible in 2 of 16\u{a0}units"));
    assert!(finding.contains("It rests on rebuilt figures."));
    let unfed = named(&pages, "findings/tape-and-total/index.html");
    assert!(unfed.contains("Missing: the record of printed tapes."));
    assert!(!unfed.contains("id=\"measures\""), "nothing was measured");
}

#[test]
fn a_figure_of_an_answer_leads_to_its_row() {
    let held = Held::antrim();
    let pages = pages(&held.publication());
    let answer = named(&pages, "rumors/antrim-6000-switched/index.html");
    assert!(
        answer.contains("href=\"../../findings/changes-explained/index.html#row-2\">5,239</a>")
    );
    let spanish = named(&pages, "rumors/antrim-6000-switched/es/index.html");
    assert!(
        spanish
            .contains("href=\"../../../findings/changes-explained/es/index.html#row-2\">5,239</a>")
    );
}

#[test]
fn hostile_text_stays_text() {
    let hostile = format!(
        "<script>alert(1)</script>\"'\u{202e}\u{0}{}",
        "x".repeat(4_000)
    );
    let held = Held::antrim()
        .renamed("Custer Township", &hostile)
        .renamed("Jo Jorgensen", &hostile)
        .noted(&hostile);
    for page in pages(&held.publication()) {
        let text = text(&page);
        assert!(!text.contains("<script"), "{}", page.path);
        assert!(
            !text.contains("onerror=") && !text.contains("javascript:"),
            "{}",
            page.path
        );
    }
}

#[test]
fn another_name_for_an_option_changes_that_name_and_nothing_else() {
    let plain = pages(&Held::antrim().publication());
    let renamed = pages(
        &Held::antrim()
            .renamed("Joseph R. Biden", "Joseph R. Baden")
            .publication(),
    );
    for (one, other) in plain.iter().zip(&renamed) {
        assert_eq!(one.path, other.path);
        let back = text(other).replace("Baden", "Biden");
        assert!(text(one) == back, "{}", one.path);
    }
}

#[test]
fn a_picture_shows_the_figures_of_the_table() {
    let held = Held::antrim();
    let publication = held.publication();
    let pages = pages(&publication);
    let drawn = named(&pages, "findings/turnout-ceiling/second-report/chart.svg");
    for row in &publication.scopes[1].made[0].finding.rows {
        let rumor_model::finding::Compared::Figures(left, right) = row.compared else {
            continue;
        };
        let said = |figure: Option<i64>| {
            figure.map_or_else(|| "not recorded".to_owned(), rumor_model::messages::grouped)
        };
        let label = format!(">{} of {}<", said(left), said(right));
        assert!(drawn.contains(&label), "{}: {label}", row.keys.unit);
    }
}

#[test]
fn no_coordinate_has_a_decimal_point() {
    for page in pages(&Held::antrim().publication()) {
        if page.path.ends_with("chart.svg") {
            for name in [
                "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height",
            ] {
                for value in attributes(text(&page), name) {
                    let whole = value.parse::<i64>().is_ok() || ["8.5"].contains(&value);
                    assert!(whole, "{}: {name}={value}", page.path);
                }
            }
        }
    }
}

/// Writes the pages to be looked at: `cargo test -p rumor-site write_fixture -- --nocapture`.
#[test]
fn write_fixture() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("antrim-pages");
    let held = Held::antrim();
    for page in pages(&held.publication()) {
        let path = folder.join(&page.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, &page.bytes).unwrap();
    }
    println!("{}", folder.display());
}
