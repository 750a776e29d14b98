//! Texts that nobody means well: nothing stops, and nothing takes longer than its length.

use rumor_claims::read;

use crate::files::own_lexicon;

#[test]
fn no_text_stops_the_reader_and_every_span_is_inside() {
    let Some(lexicon) = own_lexicon() else { return };
    let pieces = [
        "dead people voted",
        "#",
        "#Dead_",
        "\u{200b}",
        "ﬁ",
        "😯",
        "\"",
        "“",
        "...",
        "!?",
        "\n",
        "\0",
        ",",
        ";",
        ": ",
        " and many more",
        "including ",
        "6,000",
        "1,23",
        "$",
        "%",
        "+",
        "(555) 555-1234",
        "more than ",
        "tens of thousands of ",
        "no ",
        "¿",
        "n't",
        "İ",
        "e\u{301}",
        "https://",
        "rt @a:",
        " - x (@y) May 3, 2020",
        "12-year-old",
        "Wayne County, ",
        "condado de ",
        "GA",
        "2016 election",
    ];
    let mut seed = 1_u64;
    for _ in 0..500 {
        let mut text = String::new();
        for _ in 0..8 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).unwrap() % pieces.len();
            text.push_str(pieces[at]);
        }
        let length = text.chars().count();
        let reading = read(&text, &lexicon);
        for segment in &reading.segments {
            assert!(
                segment.span.start <= segment.span.end && segment.span.end <= length,
                "{text}"
            );
        }
    }
}

#[test]
fn a_long_text_of_one_mark_is_read() {
    let Some(lexicon) = own_lexicon() else { return };
    for mark in [
        "[",
        "a.",
        "no ",
        "#a",
        "1,",
        "dead people voted, ",
        "\"",
        "$",
        "más de ",
    ] {
        let text = mark.repeat(16 * 1024 / mark.len());
        read(&text, &lexicon);
    }
}
