//! tantivy, taking words as they are typed or with slips in them.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TEXT, Value};
use tantivy::{Index, IndexWriter, ReloadPolicy, TantivyDocument, Term, doc};

use crate::record::{Record, WEIGHTS, words};
use crate::{LIMIT, answer};

/// What the writer may use, in bytes.
const BUFFER: usize = 100_000_000;

/// Makes it, in one segment. The titles are in it, because it answers with what it stores.
pub fn build(records: &[Record], folder: &Path) -> Result<(Duration, u64)> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    let begun = Instant::now();
    let mut schema = Schema::builder();
    let id = schema.add_text_field("id", STRING | STORED);
    let title = schema.add_text_field("title", TEXT | STORED);
    let keywords = schema.add_text_field("keywords", TEXT);
    let text = schema.add_text_field("text", TEXT);
    let index = Index::create_in_dir(folder, schema.build())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(1, BUFFER)?;
    for r in records {
        writer.add_document(doc!(
            id => r.id.as_str(),
            title => r.title.as_str(),
            keywords => r.keywords.as_str(),
            text => r.text.as_str(),
        ))?;
    }
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()?;
    let took = begun.elapsed();
    let mut bytes = 0;
    for file in fs::read_dir(folder)? {
        bytes += file?.metadata()?.len();
    }
    Ok((took, bytes))
}

/// Opens it and answers. `fuzzy`: one slip in a word of four letters or more, two in one of eight.
pub fn serve(folder: &Path, fuzzy: bool) -> Result<()> {
    let begun = Instant::now();
    let index = Index::open_in_dir(folder)?;
    let field = |name: &str| index.schema().get_field(name);
    let (id, title) = (field("id")?, field("title")?);
    let weighted = [
        (title, WEIGHTS[0]),
        (field("keywords")?, WEIGHTS[1]),
        (field("text")?, WEIGHTS[2]),
    ];
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    answer(begun.elapsed(), |text| {
        let searcher = reader.searcher();
        let words = words(text);
        let Some(last) = words.len().checked_sub(1) else {
            return Ok(Vec::new());
        };
        let all = words.iter().enumerate().map(|(at, word)| {
            let slips = match word.chars().count() {
                8.. if fuzzy => 2,
                4.. if fuzzy => 1,
                _ => 0,
            };
            (Occur::Must, any_field(word, at == last, slips, &weighted))
        });
        let query = BooleanQuery::new(all.collect());
        let found = searcher.search(&query, &TopDocs::with_limit(LIMIT).order_by_score())?;
        let ids = found.into_iter().map(|(_, address)| {
            let document: TantivyDocument = searcher.doc(address)?;
            let text = |field| {
                document
                    .get_first(field)
                    .and_then(|value| value.as_str().map(str::to_owned))
            };
            text(title).and(text(id)).context("every record has an id and a title")
        });
        ids.collect()
    })
}

/// The word in any of the fields. The exact word counts on top of the words that begin with it or look like it, which
/// all count the same.
fn any_field(word: &str, unfinished: bool, slips: u8, fields: &[(Field, f32)]) -> Box<dyn Query> {
    let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for (field, weight) in fields {
        let term = Term::from_field_text(*field, word);
        let mut add = |query: Box<dyn Query>| any.push((Occur::Should, Box::new(BoostQuery::new(query, *weight))));
        if unfinished {
            add(Box::new(FuzzyTermQuery::new_prefix(term.clone(), slips, true)));
        } else if slips > 0 {
            add(Box::new(FuzzyTermQuery::new(term.clone(), slips, true)));
        }
        add(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
    }
    Box::new(BooleanQuery::new(any))
}
