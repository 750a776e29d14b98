//! Five outcomes as five shapes, then words, then colours, so that no meaning hangs on a colour
//! (`site.md` §3.3).

use maud::{Markup, html};
use rumor_model::word::Outcome;

use crate::voice::Voice;

/// The class and the symbol of an outcome.
pub(crate) const fn class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Impossible => "impossible",
        Outcome::Unexplained => "unexplained",
        Outcome::CannotTell => "cannot",
        Outcome::Explained => "explained",
        Outcome::Agrees => "agrees",
    }
}

/// The shape alone, beside words that say it.
pub(crate) fn shape(outcome: Outcome) -> Markup {
    html! {
        svg class=(class(outcome)) aria-hidden="true" { use href=(format!("#mark-{}", class(outcome))) {} }
    }
}

/// The shape and the outcome's word.
pub(crate) fn mark(outcome: Outcome, voice: &Voice<'_>) -> Markup {
    labelled(outcome, &voice.outcome(outcome))
}

/// The shape and words of its own.
pub(crate) fn labelled(outcome: Outcome, label: &str) -> Markup {
    html! {
        span class=(format!("mark {}", class(outcome))) { (shape(outcome)) (label) }
    }
}

/// The shapes, once on each page that shows them.
pub(crate) fn symbols() -> Markup {
    html! {
        svg.unseen width="0" height="0" aria-hidden="true" focusable="false" {
            symbol id="mark-agrees" viewBox="0 0 20 20" {
                circle cx="10" cy="10" r="9" fill="currentColor" {}
                path d="M5.5 8h9M5.5 12h9" stroke="var(--paper)" stroke-width="2" {}
            }
            symbol id="mark-explained" viewBox="0 0 20 20" {
                circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2" {}
                path d="M6 8h8M6 12h8" stroke="currentColor" stroke-width="2" {}
            }
            symbol id="mark-unexplained" viewBox="0 0 20 20" {
                path d="M10 0 20 10 10 20 0 10z" fill="currentColor" {}
                path d="M6 8.5h8M6 12h8M12.2 5.5 7.8 15" stroke="var(--paper)" stroke-width="1.7" {}
            }
            symbol id="mark-impossible" viewBox="0 0 20 20" {
                path d="M1 1h18v18H1z" fill="currentColor" {}
                path d="m5.5 5.5 9 9m0-9-9 9" stroke="var(--paper)" stroke-width="2.4" {}
            }
            symbol id="mark-cannot" viewBox="0 0 20 20" {
                circle cx="10" cy="10" r="8.5" fill="none" stroke="currentColor" stroke-width="1.6"
                    stroke-dasharray="3.2 2.6" {}
                path d="M7.6 8a2.5 2.5 0 1 1 3.6 2.2c-.9.5-1.2.9-1.2 1.8" fill="none"
                    stroke="currentColor" stroke-width="1.7" {}
                circle cx="10" cy="14.6" r="1.1" fill="currentColor" {}
            }
        }
    }
}
