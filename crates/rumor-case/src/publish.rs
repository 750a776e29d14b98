//! Publishing: the static site and the public bundle, written whole, after the guards.
//!
//! Out go only records that are marked public, and of their tables only columns that are public.
//! Published findings and answers are made from these records alone, so that a stranger makes the
//! same ones from the bundle; what was left out is named. A rehearsal goes to `rehearsal/` and says so
//! on every page.

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
};

use rumor_checks::parquet;
use rumor_model::{answer::Answer, digest, rumor::Rumor, table::Visibility, tables};
use rumor_site::publication::{Bundle, LeftOut};

use crate::{
    bundle,
    case::{Case, Error},
    files,
    findings::{Made, Rendered},
    publication::Dated,
    records,
};

/// What was published.
pub struct Published {
    /// The folder of the site, below the case folder.
    pub site: String,
    /// How many pages it has.
    pub pages: usize,
    /// The bundle, below the case folder.
    pub bundle: String,
    /// SHA-256 of the bundle.
    pub bundle_sha256: String,
    /// What was left out, each with its reason.
    pub left_out: Vec<(String, String)>,
    /// The findings of the case, as of each moment that is published, the newest first.
    pub dated: Vec<Dated>,
}

/// Files by path below the election's folder.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

impl Case {
    /// Writes the office's own findings and answers, then the site and the bundle. The number of
    /// threads changes no byte.
    pub fn publish(&self, threads: NonZeroUsize) -> Result<Published, Error> {
        let _lock = self.locked()?;
        let own = self.dated(threads)?;
        let public = self.public_part(threads)?;
        let rendered = rendered(&own)?;
        for (dated, findings) in own.iter().zip(&rendered) {
            self.put_findings(dated.findings.as_of, findings)?;
        }
        if let Some(newest) = own.first() {
            self.write_answers(&self.answers(&newest.findings)?.all()?)?;
        }
        let site = match &public.case {
            None => self.write_site(self, &own, &rendered, &public.left_out)?,
            Some(part) => {
                let rendered = self::rendered(&public.dated)?;
                self.write_site(part, &public.dated, &rendered, &public.left_out)?
            }
        };
        Ok(Published { dated: own, ..site })
    }

    /// Writes the site and the bundle of that part of this case.
    fn write_site(
        &self,
        part: &Self,
        dated: &[Dated],
        rendered: &[Vec<Rendered>],
        left_out: &[LeftOut],
    ) -> Result<Published, Error> {
        let newest = dated.first().ok_or(Error::NoRecord)?;
        let answers = part.answers(&newest.findings)?.all()?;
        let records = part.public_records()?;
        let name = format!(
            "{}-{}",
            self.file().jurisdiction.id,
            self.file().election.id
        );
        let bundle_path = format!("bundle/{name}.zip");
        let mut bundled = records.clone();
        bundled.insert("case.toml".to_owned(), part.public_case_file(dated)?);
        bundled.extend(part.own_files()?);
        bundled.extend(made_again(dated, rendered, &answers));
        let bundle = bundle::zip(&name, bundled).map_err(Error::Guard)?;
        let facts = Bundle {
            path: bundle_path.clone(),
            bytes: u64::try_from(bundle.len()).unwrap_or(u64::MAX),
            sha256: digest::sha256(&bundle),
        };
        let bundle_sha256 = facts.sha256.clone();
        let mut publication = part.publication(dated, &answers, &records, facts)?;
        publication.left_out = left_out.to_vec();
        let pages = rumor_site::pages(&publication);
        let count = pages
            .iter()
            .filter(|page| files::has_ending(&page.path, "html"))
            .count();
        let mut all = beside_pages(dated, rendered)?;
        all.extend(records);
        all.insert(bundle_path.clone(), bundle);
        all.extend(pages.into_iter().map(|page| (page.path, page.bytes)));

        let root = if self.file().election.rehearsal {
            "rehearsal"
        } else {
            "site"
        };
        let date = &self.file().election.date;
        let below = all
            .into_iter()
            .map(|(path, bytes)| (format!("{date}/{path}"), bytes));
        files::write_folder(&self.root().join(root), below)?;
        let folder = format!("{root}/{date}");
        Ok(Published {
            bundle: format!("{folder}/{bundle_path}"),
            site: folder,
            pages: count,
            bundle_sha256,
            left_out: left_out
                .iter()
                .map(|left| (left.what.clone(), left.why.en.clone()))
                .collect(),
            dated: Vec::new(),
        })
    }

    /// The records as they were imported: of the public part of a case, those that may leave.
    fn public_records(&self) -> Result<Files, Error> {
        let read = self.file().record.iter().map(|entry| {
            let bytes = records::bytes(self, entry).map_err(|error| Error::Records(vec![error]))?;
            Ok((entry.path.clone(), bytes))
        });
        read.collect()
    }
}

/// The files of the findings, by the place of their moment.
fn rendered(dated: &[Dated]) -> Result<Vec<Vec<Rendered>>, Error> {
    dated
        .iter()
        .map(|dated| dated.findings.rendered())
        .collect()
}

/// Findings and answers as a case holds them, for the bundle: a stranger makes the same.
fn made_again(dated: &[Dated], rendered: &[Vec<Rendered>], answers: &[(Rumor, Answer)]) -> Files {
    let mut all = Files::new();
    for (dated, findings) in dated.iter().zip(rendered) {
        let moment = dated.findings.as_of.in_path();
        for (check, files) in findings {
            for (name, bytes) in files {
                all.insert(format!("findings/{moment}/{check}/{name}"), bytes.clone());
            }
        }
    }
    for (rumor, answer) in answers {
        all.insert(
            format!("answers/{}.json", rumor.id),
            crate::answers::json(answer),
        );
    }
    all
}

/// The files that stand beside pages: findings, and the tables that they read.
fn beside_pages(dated: &[Dated], rendered: &[Vec<Rendered>]) -> Result<Files, Error> {
    let mut all = Files::new();
    for (at, (dated, rendered)) in dated.iter().zip(rendered).enumerate() {
        let scope = if at == 0 {
            String::new()
        } else {
            format!("/{}", dated.slug)
        };
        for (made, (check, files)) in dated.findings.made.iter().zip(rendered) {
            let folder = format!("findings/{check}{scope}");
            for (name, bytes) in files {
                all.insert(format!("{folder}/{name}"), bytes.clone());
            }
            let up = "../".repeat(folder.split('/').count());
            let rerun = rerun(made, &format!("{up}tables/{}", dated.slug));
            all.insert(format!("{folder}/rerun.sql"), rerun.into_bytes());
        }
        for (name, bytes) in tables_of(dated)? {
            all.insert(format!("tables/{}/{name}.parquet", dated.slug), bytes);
        }
    }
    Ok(all)
}

/// The tables that published findings read, with their public columns.
fn tables_of(dated: &Dated) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let names: BTreeSet<&str> = dated
        .findings
        .made
        .iter()
        .flat_map(|made| made.finding.tables.iter().map(|table| table.name.as_str()))
        .collect();
    names
        .into_iter()
        .map(|name| {
            let wrong = |text: String| Error::Parquet { name: name.to_owned(), text };
            let table = dated
                .findings
                .session
                .table(name)
                .map_err(|error| wrong(error.to_string()))?;
            let bytes = parquet::bytes(&table, |column| column.visibility == Visibility::Public);
            Ok((
                name.to_owned(),
                bytes.map_err(|error| wrong(error.to_string()))?,
            ))
        })
        .collect()
}

/// The query with its tables opened: runs unchanged beside the published files.
fn rerun(made: &Made, tables: &str) -> String {
    let mut text = format!(
        "-- {}\n-- Run it in this folder: duckdb < rerun.sql\n",
        made.check.english.title
    );
    for table in &made.finding.tables {
        let name = &table.name;
        text.push_str("CREATE VIEW ");
        text.push_str(name);
        text.push_str(" AS SELECT * FROM read_parquet('");
        text.push_str(tables);
        text.push('/');
        text.push_str(name);
        text.push_str(".parquet');\n");
    }
    text.push('\n');
    text.push_str(made.check.sql.trim_end());
    text.push_str(";\n");
    debug_assert!(made.finding.tables.iter().all(|table| {
        tables::schema(&table.name).is_some() || rumor_derive::derived(&table.name).is_some()
    }));
    text
}
