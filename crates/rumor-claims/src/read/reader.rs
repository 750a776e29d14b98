//! Reading the segments of one text: what each may take from its neighbours, and what it is read
//! as.

use rumor_model::{
    answer::{Claimed, Stance},
    messages::Language,
};

use super::{ConceptWords, Match, Origin, Quoted, Read, Told};
use crate::{
    fold::{Folded, Part},
    language,
    lexicon::{FoundConcepts, Lexicon},
    matching::{self, Hit, Standing},
    number, quotation,
    segment::{self, Segment},
    stance::{self, Sentence, Stand},
};

/// A text and what is known of the whole of it.
pub(super) struct Reader<'a> {
    lexicon: &'a Lexicon,
    pub(super) folded: Folded<'a>,
    occurring: Vec<usize>,
    tags: FoundConcepts,
    pub(super) language: Option<Language>,
}

/// A segment in its sentence.
#[derive(Clone, Copy)]
struct Window<'a> {
    segment: &'a Segment,
    sentence: &'a Sentence,
}

/// The concepts that a segment has of its own, where others are borrowed.
#[derive(Clone, Copy)]
struct Own<'a>(&'a FoundConcepts);

impl<'a> Reader<'a> {
    pub(super) fn new(given: &'a str, lexicon: &'a Lexicon) -> Self {
        let folded = Folded::of(given);
        let occurring = lexicon.occurring(folded.text());
        let mut tags = FoundConcepts::new();
        for tag in folded.tags() {
            for (concept, places) in lexicon.find(folded.text(), *tag, &occurring) {
                tags.entry(concept).or_default().extend(places);
            }
        }
        let language = language::language(folded.text());
        Self { lexicon, folded, occurring, tags, language }
    }

    /// Reads every segment; of a joke only what it jokes about.
    pub(super) fn segments(&self, joke: Option<Part>) -> Vec<Read> {
        let text = self.folded.text();
        let holds_a_concept = |part| !self.concepts(part).is_empty();
        let segments = segment::segments(text, holds_a_concept);
        let mut before = FoundConcepts::new();
        let mut read = Vec::new();
        let mut sentence = Sentence::of(text, Part::new(0, 0));
        for segment in segments {
            if sentence.part != segment.sentence {
                sentence = Sentence::of(text, segment.sentence);
            }
            let window = Window { segment: &segment, sentence: &sentence };
            let here = self.concepts(segment.part);
            let mut matches = self.matches(window, &self.with_tags(&here), None);
            if matches.is_empty() {
                let lent = self.lender(&segment, &before);
                matches = lent.map_or_else(Vec::new, |lent| self.borrowing(window, &here, &lent));
            }
            for found in matches.iter_mut().filter(|_| joke.is_some()) {
                found.stance = Stance::Jokes;
            }
            read.push(Read {
                text: self.folded.words(segment.part).to_owned(),
                span: self.folded.span(segment.part),
                language: language::language(segment.part.of(text)).or(self.language),
                figures: self.figures(&segment),
                rumors: matches,
                segment,
            });
            before = here;
        }
        read
    }

    fn concepts(&self, part: Part) -> FoundConcepts {
        self.lexicon.find(self.folded.text(), part, &self.occurring)
    }

    /// A tag says what the whole post is about: its concepts join those of a segment that has some.
    fn with_tags(&self, here: &FoundConcepts) -> FoundConcepts {
        let mut found = here.clone();
        if here.is_empty() {
            return found;
        }
        for (concept, places) in &self.tags {
            let known = found.entry(*concept).or_default();
            known.extend(places);
            known.sort_unstable();
            known.dedup();
        }
        found
    }

    /// What a segment may borrow from: the announcement of its list, or, of a sentence that begins
    /// with "they", the segment before.
    fn lender(&self, segment: &Segment, before: &FoundConcepts) -> Option<FoundConcepts> {
        if let Some(head) = segment.announced_by {
            return Some(self.concepts(head));
        }
        let opens = segment.part.start == segment.sentence.start;
        let first = segment
            .part
            .of(self.folded.text())
            .split(|c: char| !c.is_alphanumeric())
            .next();
        (opens && first.is_some_and(|word| POINTING.contains(&word))).then(|| before.clone())
    }

    fn borrowing(
        &self,
        window: Window<'_>,
        here: &FoundConcepts,
        lent: &FoundConcepts,
    ) -> Vec<Match> {
        let mut found = self.with_tags(here);
        for (concept, places) in lent {
            found.entry(*concept).or_insert_with(|| places.clone());
        }
        self.matches(window, &found, Some(Own(here)))
    }

    fn matches(
        &self,
        window: Window<'_>,
        found: &FoundConcepts,
        own: Option<Own<'_>>,
    ) -> Vec<Match> {
        let mut hits = matching::hits(self.lexicon, found);
        if let Some(Own(own)) = own {
            // With what is borrowed alone, every item of a list would say the same.
            let is_own =
                |at: &usize| own.contains_key(at) && matching::is_telling(self.lexicon, *at);
            hits.retain(|hit| hit.formula.iter().any(is_own));
        }
        let standings = matching::standings(self.lexicon, &hits, found);
        hits.iter()
            .zip(standings)
            .map(|(hit, standing)| self.matched(window, hit, found, (own, standing)))
            .collect()
    }

    fn matched(
        &self,
        window: Window<'_>,
        hit: &Hit<'_>,
        found: &FoundConcepts,
        (own, standing): (Option<Own<'_>>, Standing),
    ) -> Match {
        let places = |at: &usize| found.get(at).map(Vec::as_slice).unwrap_or_default();
        let all: Vec<Part> = hit.formula.iter().flat_map(places).copied().collect();
        // Of a tag elsewhere in the post nothing is said in this sentence.
        let inside: Vec<Part> = all
            .iter()
            .copied()
            .filter(|part| window.sentence.part.holds(*part))
            .collect();
        let stand = Stand {
            segment: window.segment.part,
            sentence: window.sentence,
            spans: if inside.is_empty() { &all } else { &inside },
            own_no: hit.rumor.own_no,
        };
        let mut taken = stance::stance(self.folded.text(), &stand);
        if taken.stance == Stance::Asserts
            && let Some(cue) = self.said_by_another(window.sentence.part, stand.spans)
        {
            taken.stance = Stance::Reports;
            taken.cues.push(cue);
        }
        let name = |at: &usize| self.lexicon.concept(*at).name.clone();
        let words = |at: &usize| places(at).iter().map(|part| self.quoted(*part)).collect();
        let formula = hit.formula.iter();
        Match {
            rumor: hit.rumor.rumor.clone(),
            score: hit.score,
            formula: formula
                .map(|at| ConceptWords { concept: name(at), words: words(at) })
                .collect(),
            stance: taken.stance,
            cues: taken
                .cues
                .into_iter()
                .map(|part| self.quoted(part))
                .collect(),
            standing,
            borrowed: own.map_or_else(Vec::new, |Own(own)| {
                hit.formula
                    .iter()
                    .filter(|at| !own.contains_key(at))
                    .map(name)
                    .collect()
            }),
        }
    }

    /// The verb of saying outside a quotation in which the rumor stands.
    fn said_by_another(&self, sentence: Part, spans: &[Part]) -> Option<Part> {
        let text = self.folded.text();
        let first = spans.iter().min()?;
        let quotation = quotation::quotations(text, sentence)
            .into_iter()
            .find(|quotation| quotation.holds(*first))?;
        [
            Part::new(sentence.start, quotation.start),
            Part::new(quotation.end, sentence.end),
        ]
        .into_iter()
        .find_map(|outside| stance::verb_of_saying(text, outside))
    }

    /// The segment's own figures; else, in an announced list, those of the announcement.
    fn figures(&self, segment: &Segment) -> Vec<Told> {
        let text = self.folded.text();
        let own = number::numbers(text, segment.part);
        let (figures, from) = match segment.announced_by {
            Some(head) if own.is_empty() => (number::numbers(text, head), Origin::Carried),
            _ => (own, Origin::Own),
        };
        let told = |figure: number::Figure| Told {
            claimed: Claimed {
                low: figure.low,
                high: figure.high,
                unit: figure.unit,
                said: figure.said,
                quote: Some(self.folded.words(figure.part).to_owned()),
            },
            span: self.folded.span(figure.part),
            from,
        };
        figures.into_iter().map(told).collect()
    }

    pub(super) fn quoted(&self, part: Part) -> Quoted {
        Quoted { text: self.folded.words(part).to_owned(), span: self.folded.span(part) }
    }
}

/// Words that point back to the segment before.
const POINTING: [&str; 12] = [
    "they", "it", "these", "those", "all", "ellos", "ellas", "esto", "estos", "esas", "todos",
    "todas",
];
