//! The words that turn a claim around: voices that take it back, plain noes, questions, reports.
//!
//! English and Spanish together, over folded text. Where a word counts only if another does not
//! follow, the neighbour is looked at by hand: no pattern looks ahead.

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::Part;

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("our own pattern")
}

/// "no evidence", which may turn out to be "no evidence was looked at".
static NO_EVIDENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:no|zero|without|lacks?|lacking|any) (?:\w+ ){0,2}",
        r"(?P<noun>evidence|proof|indication|sign)\b",
        r"(?P<unseen> (?:was|were) (?:looked|seen|heard))?"
    ))
});

/// Somebody takes the claim back.
static OUTSIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:is|are|was|were|be|been|totally|completely|entirely|simply|just) (?:\w+ )?",
        r"(?:false|untrue|baseless|unfounded|debunked|disproved|disproven|refuted|bogus|wrong)\b",
        r"|\bnot (?:true|so|the case|real)\b",
        r"|^\s*(?:false|falso|myth|mito|hoax|bulo|debunked)\b\s*[:.-]",
        r"|\b(?:myth|hoax|lie|urban legend|mito|bulo|mentira) (?:that|of|about|que|de|sobre)\b",
        r"|\b(?:is|was|es|era) (?:an? |una? )?(?:lie|hoax|myth|mentira|bulo|mito)\b",
        r"|\b(?:false|baseless|unfounded|debunked|bogus|disproven|discredited|unproven",
        r"|without merit) (?:\w+ ){0,2}(?:claims?|rumou?rs?|reports?|allegations?|story|stories",
        r"|theory|theories|posts?)\b",
        r"|\bfalsely (?:claim\w*|say\w*|said|alleg\w*|accus\w*)\b",
        r"|\b(?:reject\w*|dismiss\w*|toss\w*|throws? out|threw out|den(?:y|ies|ied|ying)|debunk\w*",
        r"|refut\w*|disput\w*|disprov\w*|retract\w*|recant\w*) (?:\w+ ){0,5}",
        r"(?:claims?|lawsuits?|suits?|case|allegations?|rumou?rs?|reports?|story|idea|that)\b",
        r"|\b(?:claims?|rumou?rs?|allegations?|reports?) (?:\w+ ){0,6}(?:(?:is|are|was|were) )?",
        r"(?:false|untrue|baseless|unfounded|debunked|rejected|dismissed|refuted|retracted",
        r"|recanted)\b",
        r"|\bconspiracy theor\w+",
        r"|\bno (?:hay|hubo|existen?|tienen?|encontr\w+|se encontr\w+) (?:\w+ )?",
        r"(?:evidencias?|pruebas?|indicios?)\b",
        r"|\bsin (?:ninguna )?(?:evidencias?|pruebas?|fundamento)\b",
        r"|\b(?:es|son|era|resulto) (?:totalmente |completamente )?",
        r"(?:falso|falsa|mentira|un bulo|un mito)\b",
        r"|\bno (?:es|son|fue) (?:cierto|verdad|asi)\b",
        r"|\b(?:desmient\w+|desminti\w+|nieg\w+|nego|negaron|rechaz\w+|desestim\w+|refut\w+)",
        r" (?:\w+ ){0,5}(?:que|denuncias?|demandas?|acusacion\w*|afirmacion\w*|rumores?)\b",
        r"|\bfalsas? (?:denuncias?|noticias?|acusacion\w*|afirmacion\w*)\b"
    ))
});

static NO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:no|not|never|none|nobody|neither|nor|cannot|without|nunca|jamas|nadie|ningun[oa]?",
        r"|tampoco|sin)\b|n't\b"
    ))
});

static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:no (?:way|doubt|wonder|kidding|one cares|joke|more|longer|matter|less|sooner)",
        r"|not (?:only|just|even|to mention)|no (?:solo|hay duda|puede ser|lo puedo creer))\b"
    ))
});

static CONTRAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[,;]?\s(?:but|however|yet|although|though|pero|sin embargo|aunque)\s|;")
});

static QUESTION_MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r#"\?["')\s]*$"#));

static QUESTION_WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:how|did|do|does|is|are|was|were|has|have|had|can|could|will|would|what|who|when",
        r"|where|why|which|hubo|es|son|fue|cuant\w+|como|quien\w*|donde|por que|votaron|contaron",
        r"|se)\b",
        r"|^\W*\u{bf}"
    ))
});

static EFFECT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s+(?:\w+ )?(?:count\w*|void\w*|invalid\w*|cancel\w*|spoil\w*|ruin\w*|happen\w*",
        r"|exist\w*|affect\w*|chang\w*|occur\w*|contar\w*|cont[ao]\w*|anul\w*|pas[ao]\w*",
        r"|ocurr\w*)\b"
    ))
});

static REPORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:fact[- ]check|says?|said|claim(?:s|ed|ing)?|alleg\w+|according to|reportedly",
        r"|testif\w+|witness\w*|affidavit\w*|lawsuit|dicen?|segun|afirm\w+|denunci\w+",
        r"|aleg\w+|asegur\w+)\b"
    ))
});

static LEADS_ON: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^.{0,40}\b(?:that|que|of|de|claims?|denuncias?)\b"));

/// Where somebody takes something back, in a sentence.
pub(super) fn outside(text: &str, sentence: Part) -> Vec<Part> {
    let words = sentence.of(text);
    let mut found = Vec::new();
    let mut from = 0;
    loop {
        let plain = OUTSIDE.find_at(words, from).map(Part::from);
        let Some(cue) = earlier(no_evidence(words, from), plain) else {
            return found;
        };
        found.push(Part::new(
            sentence.start + cue.start,
            sentence.start + cue.end,
        ));
        from = cue.end;
    }
}

fn earlier(one: Option<Part>, other: Option<Part>) -> Option<Part> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if one.start <= other.start { one } else { other }),
        (one, other) => one.or(other),
    }
}

/// "no evidence", unless nobody looked.
fn no_evidence(words: &str, from: usize) -> Option<Part> {
    let mut from = from;
    loop {
        let found = NO_EVIDENCE.captures_at(words, from)?;
        let (whole, noun) = (found.get(0)?, found.name("noun")?);
        if found.name("unseen").is_none() {
            return Some(Part::from(whole));
        }
        // "no evidence or proof was seen": a shorter reading may still be a denial.
        let shorter = words
            .get(..noun.start())
            .and_then(|words| NO_EVIDENCE.find_at(words, from));
        match shorter {
            Some(found) if found.start() == whole.start() => return Some(Part::from(found)),
            _ => from = noun.end(),
        }
    }
}

/// Every plain no in a part.
pub(super) fn noes(text: &str, part: Part) -> Vec<Part> {
    all(&NO, text, part)
}

/// Words of contrast in a part.
pub(super) fn contrasts(text: &str, part: Part) -> Vec<Part> {
    all(&CONTRAST, text, part)
}

fn all(pattern: &Regex, text: &str, part: Part) -> Vec<Part> {
    let upto = text.get(..part.end).unwrap_or_default();
    let mut found = Vec::new();
    let mut from = part.start;
    while let Some(next) = (from <= upto.len())
        .then(|| pattern.find_at(upto, from))
        .flatten()
    {
        from = next.end();
        found.push(Part::from(next));
    }
    found
}

/// Whether a no is none: "no doubt".
pub(super) fn is_doubt(text: &str, no: Part) -> bool {
    DOUBT.is_match(text.get(no.start..).unwrap_or_default())
}

/// Whether a verb of effect follows: "do not count".
pub(super) fn has_effect(text: &str, end: usize) -> bool {
    EFFECT.is_match(text.get(end..).unwrap_or_default())
}

/// Whether a "that" stands near the start of a part.
pub(super) fn leads_on(text: &str, part: Part) -> bool {
    LEADS_ON.is_match(part.of(text))
}

/// The mark of a question, where a sentence is one.
pub(super) fn question(text: &str, sentence: Part) -> Option<Part> {
    let words = sentence.of(text);
    let mark = QUESTION_MARK
        .find(words)
        .filter(|_| QUESTION_WORD.is_match(words))?;
    let start = sentence.start + mark.start();
    Some(Part::new(start, start + 1))
}

/// Who says it, in a part.
pub(super) fn report(text: &str, part: Part) -> Option<Part> {
    let upto = text.get(..part.end).unwrap_or_default();
    REPORT.find_at(upto, part.start).map(Part::from)
}
