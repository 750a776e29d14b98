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
use rumor_model::{table::Visibility, tables};
use rumor_site::publication::{Bundle, LeftOut};

use crate::{
    bundle,
    case::{Case, Error},
    files,
    findings::{Made, files_of},
    publication::Dated,
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
type Files = BTreeMap<String, Vec<u8>>;

impl Case {
    /// Writes the office's own findings and answers, then the site and the bundle. The number of
    /// threads changes no byte.
    pub fn publish(&self, threads: NonZeroUsize) -> Result<Published, Error> {
        let own = self.dated(threads)?;
        for dated in &own {
            self.write_findings(&dated.findings)?;
        }
        if let Some(newest) = own.first() {
            self.write_answers(&self.answers(&newest.findings)?.all()?)?;
        }
        let left_out = self.left_out()?;
        let site = if left_out.is_empty() {
            self.write_site(&own, &left_out)?
        } else {
            let public = self.public_part()?;
            public.write_site(&public.dated(threads)?, &left_out)?
        };
        Ok(Published { dated: own, ..site })
    }

    fn write_site(&self, dated: &[Dated], left_out: &[LeftOut]) -> Result<Published, Error> {
        let Some(newest) = dated.first() else {
            return Err(Error::Guard("no record is public".to_owned()));
        };
        let answers = self.answers(&newest.findings)?.all()?;
        let mut all = self.files_beside(dated)?;
        let name = format!(
            "{}-{}",
            self.file().jurisdiction.id,
            self.file().election.id
        );
        let bundle_path = format!("bundle/{name}.zip");
        let bundle = self.bundle(&name, dated, &answers)?;
        let facts = Bundle {
            path: bundle_path.clone(),
            bytes: u64::try_from(bundle.len()).unwrap_or(u64::MAX),
            sha256: rumor_model::digest::sha256(&bundle),
        };
        let mut publication = self.publication(dated, &answers, Some(facts.clone()))?;
        publication.left_out = left_out.to_vec();
        let pages = rumor_site::pages(&publication);
        let count = pages
            .iter()
            .filter(|page| files::has_ending(&page.path, "html"))
            .count();
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
            bundle_sha256: facts.sha256,
            left_out: left_out
                .iter()
                .map(|left| (left.what.clone(), left.why.en.clone()))
                .collect(),
            dated: Vec::new(),
        })
    }

    /// The files that stand beside pages: findings, their tables, and the public records.
    fn files_beside(&self, dated: &[Dated]) -> Result<Files, Error> {
        let mut all = Files::new();
        for (at, dated) in dated.iter().enumerate() {
            let scope = if at == 0 {
                String::new()
            } else {
                format!("/{}", dated.slug)
            };
            let tables = tables_of(dated)?;
            for made in &dated.findings.made {
                let folder = format!("findings/{}{scope}", made.finding.check);
                for (name, bytes) in files_of(made)? {
                    all.insert(format!("{folder}/{name}"), bytes);
                }
                let up = "../".repeat(folder.split('/').count());
                let rerun = rerun(made, &format!("{up}tables/{}", dated.slug));
                all.insert(format!("{folder}/rerun.sql"), rerun.into_bytes());
            }
            for (name, bytes) in tables {
                all.insert(format!("tables/{}/{name}.parquet", dated.slug), bytes);
            }
        }
        all.extend(self.public_records()?);
        Ok(all)
    }

    /// The records, as they are: of the public part of a case, those that may leave the office.
    fn public_records(&self) -> Result<Files, Error> {
        let mut all = Files::new();
        for entry in &self.file().record {
            let path = files::below(self.root(), &entry.path)?;
            all.insert(entry.path.clone(), files::read(&path)?);
        }
        Ok(all)
    }

    fn bundle(
        &self,
        name: &str,
        dated: &[Dated],
        answers: &[(rumor_model::rumor::Rumor, rumor_model::answer::Answer)],
    ) -> Result<Vec<u8>, Error> {
        let mut all = self.public_records()?;
        all.insert("case.toml".to_owned(), self.public_case_file()?);
        for folder in ["checks", "rumors", "explanations"] {
            for file in files::tree(&self.root().join(folder))? {
                let bytes = files::read(&self.root().join(folder).join(&file))?;
                all.insert(format!("{folder}/{file}"), bytes);
            }
        }
        for dated in dated {
            let moment = dated.findings.as_of.in_path();
            for made in &dated.findings.made {
                for (file, bytes) in files_of(made)? {
                    all.insert(
                        format!("findings/{moment}/{}/{file}", made.finding.check),
                        bytes,
                    );
                }
            }
        }
        for (rumor, answer) in answers {
            all.insert(
                format!("answers/{}.json", rumor.id),
                crate::answers::json(answer),
            );
        }
        bundle::zip(name, all).map_err(Error::Guard)
    }

    /// `case.toml` with the records of this case alone: of its public part, without the others.
    fn public_case_file(&self) -> Result<Vec<u8>, Error> {
        let text = files::read_text(&self.root().join("case.toml"))?;
        let published: BTreeSet<&str> = self
            .file()
            .record
            .iter()
            .map(|entry| entry.path.as_str())
            .collect();
        let wrong = |error: toml_edit::TomlError| Error::Guard(format!("case.toml: {error}"));
        let mut document: toml_edit::DocumentMut = text.parse().map_err(wrong)?;
        if let Some(records) = document
            .get_mut("record")
            .and_then(toml_edit::Item::as_array_of_tables_mut)
        {
            records.retain(|record| {
                record
                    .get("path")
                    .and_then(|path| path.as_str())
                    .is_some_and(|path| published.contains(path))
            });
        }
        Ok(document.to_string().into_bytes())
    }
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
