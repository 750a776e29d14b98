//! A new case folder: `case.toml` with its comments, folders, and templates of the paper forms.

use std::path::Path;

use rumor_model::moment::Zone;
use rumor_records::forms;

use crate::{
    case::{Case, Error},
    config, files,
};

/// What a new case is told of its election; what is not told is left to be filled in.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Election day, as `2026-11-03`.
    pub date: Option<String>,
    /// The jurisdiction, as `Antrim County, Michigan`.
    pub jurisdiction: Option<String>,
    /// The zone of its clocks.
    pub time_zone: Option<String>,
}

impl Case {
    /// Makes a case in a folder that holds none, and opens it.
    pub fn init(root: &Path, start: &Start) -> Result<Self, Error> {
        let file = root.join("case.toml");
        if files::exists(&file) {
            return Err(Error::Folder {
                folder: root.to_owned(),
                why: "holds a case already".to_owned(),
            });
        }
        let date = start.date.as_deref().unwrap_or("2026-11-03");
        let name = start
            .jurisdiction
            .as_deref()
            .unwrap_or("Example County, Michigan");
        let zone = start.time_zone.as_deref().unwrap_or("America/Detroit");
        let mut problems = Vec::new();
        if !config::is_day(date) {
            problems.push(format!(
                "[election] date: `{date}` is no day; write 2026-11-03"
            ));
        }
        if let Err(wrong) = Zone::named(zone) {
            problems.push(format!("[jurisdiction] time_zone: {wrong}"));
        }
        if !problems.is_empty() {
            return Err(Error::CaseFile(problems));
        }
        for folder in ["records", "explanations", "checks", "rumors", "forms"] {
            files::make_folder(&root.join(folder))?;
        }
        for (name, header) in forms::templates() {
            files::write(
                &root.join("forms").join(name),
                format!("{header}\n").as_bytes(),
            )?;
        }
        files::write(&file, case_file(date, name, zone).as_bytes())?;
        Self::open(root)
    }
}

fn case_file(date: &str, name: &str, zone: &str) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let id = rumor_model::slug::slug(name);
    format!(
        "# One election's case. `rumorctl import FILE` adds the [[record]] parts and keeps comments.
schema = 1

[election]
id = {id}
name = \"General Election\"
date = {date}

[jurisdiction]
id = {jurisdiction}
name = {name}
time_zone = {zone}

# The units that a complete result holds, as the records write them; without them, they are learnt.
# [units]
# expected = [\"Precinct 1\", \"Precinct 2\"]

# A name that means another:
# [[alias]]
# kind = \"contest_option\"
# raw = \"Smith\"
# means = \"Ada Smith\"
# by = \"clerk\"
",
        id = quoted(&format!("{date}-general")),
        jurisdiction = quoted(&id),
        name = quoted(name),
        zone = quoted(zone),
    )
}
