//! What is searched: the same records for every engine.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use catalogue::Catalogue;
use fastrand::Rng;
use serde::{Deserialize, Serialize};

use crate::source::{AUDIENCES, KINDS};
use crate::vocabulary::{Vocabulary, pick};

/// One record, in the columns of our index.
#[derive(Serialize, Deserialize)]
pub struct Record {
    pub id: String,
    pub title: String,
    pub terms: String,
    pub section: String,
    pub summary: String,
    pub body: String,
    pub withdrawn: bool,
    pub labels: Vec<(String, String)>,
}

/// The same for the peers, which have three columns: what counts ten times, four times and once.
#[derive(Serialize)]
struct ForPeers<'a> {
    keywords: String,
    text: String,
    #[serde(flatten)]
    record: &'a Record,
}

/// Resources like the catalogue's: its own first, then made-up ones of its words. Equal seeds make equal records.
pub fn made_up(catalogue: &Catalogue, count: usize, seed: u64) -> Vec<Record> {
    let (vocabulary, mut rng) = (Vocabulary::of(catalogue), Rng::with_seed(seed));
    let real = catalogue.resources.iter().map(|r| (r.title.clone(), r.summary.clone()));
    let mut real: Vec<_> = real.take(count).collect();
    real.reverse();
    let record = |at| {
        let (title, summary) = real.pop().unwrap_or_else(|| (vocabulary.title(&mut rng), None));
        let summary = summary.unwrap_or_else(|| vocabulary.summary(&mut rng));
        let theme = &catalogue.themes[rng.usize(..catalogue.themes.len())];
        let area = &catalogue.areas[rng.usize(..catalogue.areas.len())];
        let (kind, audience) = (pick(&mut rng, &KINDS), pick(&mut rng, &AUDIENCES));
        let label = |group: &str, value: &str| (group.to_owned(), value.to_owned());
        Record {
            id: format!("{at:06}"),
            title,
            terms: String::new(),
            section: format!("{} · {kind} · {audience}", theme.title),
            summary,
            body: String::new(),
            withdrawn: false,
            labels: vec![
                label(search::KIND, "resource"),
                label("audience", audience),
                label("area", &area.id),
                label("theme", &theme.id),
            ],
        }
    };
    (0..count).map(record).collect()
}

/// The documents of the catalogue itself, as the app indexes them.
pub fn real(records: &[catalogue::Record]) -> Vec<Record> {
    let documents = store::search_documents(records).into_iter();
    let record = |d: store::SearchDocument| Record {
        id: format!("{}/{}", d.kind.name(), d.id),
        title: d.title,
        terms: d.terms,
        section: d.section,
        summary: d.summary,
        body: d.body,
        withdrawn: d.withdrawn,
        labels: [(search::KIND.to_owned(), d.kind.name().to_owned())]
            .into_iter()
            .chain(d.labels.into_iter().map(|(group, value)| (group.to_owned(), value)))
            .collect(),
    };
    documents.map(record).collect()
}

/// Writes one a line.
pub fn write(records: &[Record], path: &Path) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for record in records {
        let line = ForPeers {
            keywords: [record.terms.as_str(), &record.section].join(" · "),
            text: [record.summary.as_str(), &record.body].join(" · "),
            record,
        };
        serde_json::to_writer(&mut out, &line)?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

/// Reads what was written.
pub fn read(path: &Path) -> Result<Vec<Record>> {
    let file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let lines = BufReader::new(file).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}
