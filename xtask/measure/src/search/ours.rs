//! Our own engine, asked as its peers are: `engine build RECORDS INDEX`, `engine serve INDEX`.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use search::{Document, Index, Limits, Mark, Preferences, Request};

use super::record::{self, Record};

/// So many hits are handed back.
const LIMIT: usize = 20;
/// What the person has bookmarked, has on the device, and has not seen since it changed: one record in so many.
const MARKED: [usize; 3] = [300, 200, 20];

/// As the app has it: professionals look for what is made for them.
const LEAN: [(search::Label<'_>, u8); 2] = [(("audience", "professionals"), 16), (("audience", "everyone"), 16)];
/// As the app has it: how much a bookmark raises.
const KEPT: u8 = 40;

/// Makes the index. The ids lie beside it, as in the app they are rows of the same file.
pub fn build(records: &Path, index: &Path) -> Result<()> {
    let records = record::read(records)?;
    let begun = Instant::now();
    let bytes = search::build(&records.iter().map(document).collect::<Vec<_>>());
    fs::write(index, &bytes)?;
    println!("built {} {}", begun.elapsed().as_nanos(), bytes.len());
    let ids: Vec<&str> = records.iter().map(|record| record.id.as_str()).collect();
    Ok(fs::write(ids_of(index), ids.join("\n"))?)
}

fn document(record: &Record) -> Document<'_> {
    Document {
        title: &record.title,
        terms: &record.terms,
        section: &record.section,
        summary: &record.summary,
        body: &record.body,
        withdrawn: record.withdrawn,
        labels: record
            .labels
            .iter()
            .map(|(group, value)| (group.as_str(), value.as_str()))
            .collect(),
    }
}

fn ids_of(index: &Path) -> PathBuf {
    index.with_extension("ids")
}

/// Opens it and answers `text<TAB>area`, with everything on that the app asks for: the person's area first, bookmarks
/// raised, every label and mark counted.
pub fn serve(index: &Path) -> Result<()> {
    let ids = fs::read_to_string(ids_of(index))?;
    let ids: Vec<&str> = ids.lines().collect();
    let begun = Instant::now();
    let index = Index::open(fs::read(index)?)?;
    let opened = begun.elapsed();
    let marked = MARKED.map(|every| (0..ids.len() as u32).step_by(every).collect::<Vec<_>>());
    let marks = marked.each_ref().map(|documents| Mark {
        documents,
        required: false,
    });
    let nudges: Vec<(u32, u8)> = marked[0].iter().map(|&document| (document, KEPT)).collect();

    let mut out = io::stdout().lock();
    writeln!(out, "ready {}", opened.as_nanos())?;
    out.flush()?;
    for line in io::stdin().lines() {
        let line = line?;
        let (text, area) = line.split_once('\t').context("text and area")?;
        let begun = Instant::now();
        let concern = concern(area);
        let request = Request {
            text,
            filters: &[],
            marks: &marks,
            preferences: Preferences {
                concern: &concern,
                lean: &LEAN,
                nudges: &nudges,
            },
            limits: Limits {
                here: LIMIT,
                elsewhere: LIMIT,
            },
        };
        let answer = index.search(&request, &|| false).context("nobody overtakes")?;
        let took = begun.elapsed();
        let hits = answer.hits.iter().take(LIMIT);
        let found: Vec<&str> = hits.filter_map(|hit| ids.get(hit.document as usize).copied()).collect();
        writeln!(out, "{}\t{}", took.as_nanos(), found.join(","))?;
        out.flush()?;
    }
    Ok(())
}

/// The labels of what concerns somebody in `area`; none of somebody who has chosen no area.
pub fn concern(area: &str) -> Vec<search::Label<'_>> {
    match area {
        "" => Vec::new(),
        area => [area, "hips", "national"].map(|area| ("area", area)).into(),
    }
}
