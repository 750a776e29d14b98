//! What this site can tell, and what it cannot: limits before method.

use maud::html;
use rumor_model::word::{Outcome, Standing};

use crate::{
    frame::{self, Document, Section},
    mark,
    page::Page,
    view::View,
    voice::capital,
};

pub(crate) fn page(view: &View<'_>) -> Page {
    let voice = &view.voice;
    let title = voice.say("about.title");
    let list = |keys: &[&str]| html! { ul { @for key in keys { li { (voice.say(key)) } } } };
    let main = html! {
        h1 { (title) }
        p.lede { (voice.say("about.lede")) }
        h2 id="limits" { (voice.say("about.limits")) }
        (list(&["about.limit-person", "about.limit-paper", "about.limit-intent", "about.limit-cancel", "about.limit-missing"]))
        h2 id="outcomes" { (voice.say("foot.outcomes")) }
        ul.findings {
            @for outcome in Outcome::ALL {
                li {
                    (mark::mark(*outcome, voice)) " "
                    p { (voice.say(&format!("outcome-means.{outcome}"))) }
                }
            }
        }
        h2 id="measures" { (voice.say("about.measures")) }
        (list(&["about.measure-units", "about.measure-amount", "about.measure-margin", "about.measure-chance"]))
        h2 id="standings" { (voice.say("record.standing")) }
        dl.facts {
            @for standing in Standing::ALL {
                dt { (capital(&voice.standing(*standing))) }
                dd { (voice.say(&format!("standing-means.{standing}"))) }
            }
        }
        h2 id="method" { (voice.say("about.method")) }
        (list(&["about.method-records", "about.method-checks", "about.method-answers", "about.method-again"]))
        h2 id="send" { (voice.say("about.send")) }
        p { (voice.say("about.send-how")) }
        h2 id="mistake" { (voice.say("about.mistake")) }
        p { (voice.say("about.mistake-how")) }
    };
    let description = voice.say("about.lede");
    frame::page(
        view,
        &Document { title, description, section: Section::Foot, main },
    )
}
