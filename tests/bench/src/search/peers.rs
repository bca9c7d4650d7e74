//! The engines that ours is compared with (decision 10): SQLite's FTS5, which Doorstep had before, for reference, and
//! tantivy, taking words as they are typed or with slips in them.
//!
//! Each has three columns, which count ten times, four times and once, and finds documents that have every word, the
//! last one perhaps unfinished.

use std::path::Path;

use anyhow::{Context, Result};
use rusqlite::{Connection, params};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TEXT, Value};
use tantivy::{Index, IndexReader, IndexWriter, TantivyDocument, Term, doc};

use crate::ours::{Engine, Found};

const LIMIT: usize = Engine::LIMIT;

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn keywords(found: &Found) -> String {
    [found.terms.as_str(), &found.section].join(" · ")
}

fn text(found: &Found) -> String {
    [found.summary.as_str(), &found.body].join(" · ")
}

/// FTS5 with an index of the words' first one, two and three letters, ranked by bm25.
pub struct Fts5(Connection);

impl Fts5 {
    /// Answers how many bytes the index has, too, without the documents.
    pub fn of(documents: &[Found], file: &Path) -> Result<(Self, u64)> {
        let mut db = Connection::open(file)?;
        db.execute_batch("CREATE TABLE documents (title TEXT NOT NULL, keywords TEXT NOT NULL, text TEXT NOT NULL)")?;
        let fill = db.transaction()?;
        for found in documents {
            let mut insert = fill.prepare_cached("INSERT INTO documents VALUES (?1, ?2, ?3)")?;
            insert.execute(params![found.title, keywords(found), text(found)])?;
        }
        fill.commit()?;
        let bytes = |db: &Connection| -> Result<u64> {
            let pages: i64 = db.query_row(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
                [],
                |row| row.get(0),
            )?;
            Ok(pages.try_into()?)
        };
        let without = bytes(&db)?;
        db.execute_batch(
            "PRAGMA mmap_size = 268435456;
             CREATE VIRTUAL TABLE found USING fts5 (title, keywords, text, content='documents',
                 tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
             INSERT INTO found (found, rank) VALUES ('rank', 'bm25(10.0, 4.0, 1.0)');
             INSERT INTO found (found) VALUES ('rebuild');
             INSERT INTO found (found) VALUES ('optimize');",
        )?;
        let with = bytes(&db)?;
        Ok((Self(db), with - without))
    }

    /// The titles are read too, as a list of hits needs them.
    pub fn ask(&self, text: &str) -> Result<Vec<usize>> {
        let words: Vec<String> = words(text).iter().map(|word| format!("\"{word}\"")).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut find = self.0.prepare_cached(
            "SELECT at, documents.title FROM (SELECT rowid AS at FROM found WHERE found MATCH ?1 ORDER BY rank LIMIT ?2)
             JOIN documents ON documents.rowid = at",
        )?;
        let rows = find.query_map(params![words.join(" ") + "*", LIMIT as i64], |row| {
            let (at, _title): (i64, String) = (row.get(0)?, row.get(1)?);
            Ok(at as usize - 1)
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// tantivy, in one segment.
pub struct Tantivy {
    reader: IndexReader,
    at: Field,
    title: Field,
    weighted: [(Field, f32); 3],
}

impl Tantivy {
    /// Answers how many bytes the index has, too; the titles are in it.
    pub fn of(documents: &[Found], folder: &Path) -> Result<(Self, u64)> {
        std::fs::create_dir_all(folder)?;
        let mut schema = Schema::builder();
        let at = schema.add_u64_field("at", STORED);
        let title = schema.add_text_field("title", TEXT | STORED);
        let keyword = schema.add_text_field("keywords", TEXT);
        let body = schema.add_text_field("text", TEXT);
        let index = Index::create_in_dir(folder, schema.build())?;
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 100_000_000)?;
        for (number, found) in documents.iter().enumerate() {
            let (words, text) = (keywords(found), text(found));
            writer.add_document(
                doc!(at => number as u64, title => found.title.as_str(), keyword => words, body => text),
            )?;
        }
        writer.commit()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.garbage_collect_files().wait()?;
        writer.wait_merging_threads()?;
        let mut bytes = 0;
        for file in folder.read_dir()? {
            bytes += file?.metadata()?.len();
        }
        let tantivy = Self {
            reader: index.reader()?,
            at,
            title,
            weighted: [(title, 10.0), (keyword, 4.0), (body, 1.0)],
        };
        Ok((tantivy, bytes))
    }

    /// `fuzzy`: one slip in a word of four letters or more, two in one of eight.
    pub fn ask(&self, text: &str, fuzzy: bool) -> Result<Vec<usize>> {
        let words = words(text);
        let all = words.iter().enumerate().map(|(at, word)| {
            let slips = match word.chars().count() {
                8.. if fuzzy => 2,
                4.. if fuzzy => 1,
                _ => 0,
            };
            (Occur::Must, self.in_any_field(word, at + 1 == words.len(), slips))
        });
        let query = BooleanQuery::new(all.collect());
        let searcher = self.reader.searcher();
        let found = searcher.search(&query, &TopDocs::with_limit(LIMIT).order_by_score())?;
        let numbers = found.into_iter().map(|(_, address)| {
            let document: TantivyDocument = searcher.doc(address)?;
            document.get_first(self.title).context("a title")?;
            let at = document.get_first(self.at).and_then(|value| value.as_u64());
            Ok(at.context("a number")? as usize)
        });
        numbers.collect()
    }

    /// The exact word counts on top of the words that begin with it or look like it, which all count the same.
    fn in_any_field(&self, word: &str, unfinished: bool, slips: u8) -> Box<dyn Query> {
        let mut any: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (field, weight) in self.weighted {
            let term = Term::from_field_text(field, word);
            let mut add = |query: Box<dyn Query>| any.push((Occur::Should, Box::new(BoostQuery::new(query, weight))));
            if unfinished {
                add(Box::new(FuzzyTermQuery::new_prefix(term.clone(), slips, true)));
            } else if slips > 0 {
                add(Box::new(FuzzyTermQuery::new(term.clone(), slips, true)));
            }
            add(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
        }
        Box::new(BooleanQuery::new(any))
    }
}
