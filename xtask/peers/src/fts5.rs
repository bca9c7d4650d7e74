//! SQLite's FTS5 in the shapes that matter. The records are a table of their own, and the index says only where words
//! stand.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use rusqlite::{Connection, Statement, params};

use crate::record::{Record, words};
use crate::{LIMIT, answer};

/// How the index is made, and how it is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// With an index of the words' first one, two and three letters; ranked by bm25.
    Prefix,
    /// Without one.
    Plain,
    /// As `Prefix`, and the first twenty in the table's order.
    Unranked,
    /// Of every three letters. It finds parts of words, and nothing of fewer than three letters: then LIKE does.
    Trigram,
}

impl Shape {
    /// As it is called on the command line.
    pub fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "fts5-prefix" => Self::Prefix,
            "fts5-plain" => Self::Plain,
            "fts5-unranked" => Self::Unranked,
            "fts5-trigram" => Self::Trigram,
            _ => bail!("there is no engine {name}"),
        })
    }

    fn options(self) -> &'static str {
        match self {
            Self::Prefix | Self::Unranked => "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'",
            Self::Plain => "tokenize='unicode61 remove_diacritics 2'",
            Self::Trigram => "tokenize='trigram remove_diacritics 1'",
        }
    }
}

/// Makes it. The time and the bytes are the index's own, without the table of records.
pub fn build(shape: Shape, records: &[Record], path: &Path) -> Result<(Duration, u64)> {
    let _ = fs::remove_file(path);
    let mut db = Connection::open(path)?;
    db.execute_batch(
        "CREATE TABLE records (id TEXT NOT NULL, title TEXT NOT NULL, keywords TEXT NOT NULL, text TEXT NOT NULL)",
    )?;
    let fill = db.transaction()?;
    {
        let mut insert = fill.prepare("INSERT INTO records VALUES (?1, ?2, ?3, ?4)")?;
        for r in records {
            insert.execute(params![r.id, r.title, r.keywords, r.text])?;
        }
    }
    fill.commit()?;
    let without = bytes(&db)?;
    let begun = Instant::now();
    db.execute_batch(&format!(
        "CREATE VIRTUAL TABLE found USING fts5 (title, keywords, text, content='records', {});
         INSERT INTO found (found, rank) VALUES ('rank', 'bm25(10.0, 4.0, 1.0)');
         INSERT INTO found (found) VALUES ('rebuild');
         INSERT INTO found (found) VALUES ('optimize');",
        shape.options()
    ))?;
    Ok((begun.elapsed(), bytes(&db)? - without))
}

fn bytes(db: &Connection) -> Result<u64> {
    let pages = "SELECT (page_count - freelist_count) * page_size
        FROM pragma_page_count, pragma_freelist_count, pragma_page_size";
    let bytes: i64 = db.query_row(pages, [], |row| row.get(0))?;
    Ok(bytes.try_into()?)
}

/// Opens it and answers.
pub fn serve(shape: Shape, path: &Path) -> Result<()> {
    let begun = Instant::now();
    let db = Connection::open(path)?;
    db.execute_batch("PRAGMA mmap_size = 268435456; PRAGMA cache_size = -16000")?;
    let ranked = match shape {
        Shape::Unranked => "",
        _ => "ORDER BY rank",
    };
    let mut find = db.prepare(&format!(
        "SELECT id, records.title FROM (SELECT rowid AS at FROM found WHERE found MATCH ?1 {ranked} LIMIT {LIMIT})
         JOIN records ON records.rowid = at"
    ))?;
    let mut like = db.prepare(&format!(
        "SELECT id, title FROM records WHERE title LIKE '%' || ?1 || '%' OR text LIKE '%' || ?1 || '%'
         ORDER BY title LIKE ?1 || '%' DESC, title LIKE '%' || ?1 || '%' DESC, length(title) LIMIT {LIMIT}"
    ))?;
    // As an app does at its start, so that the first key does not pay for reading the schema.
    rows(&mut find, "\"doorstep\"")?;
    answer(begun.elapsed(), |text| {
        let words = words(text);
        match shape {
            Shape::Trigram => {
                let long = words.iter().filter(|word| word.chars().count() >= 3);
                match joined(long.map(|word| quoted(word))) {
                    None => rows(&mut like, text),
                    Some(query) => rows(&mut find, &query),
                }
            }
            _ => {
                let last = words.len().saturating_sub(1);
                let words = words.iter().enumerate();
                let begun = |at: usize| if at == last { "*" } else { "" };
                joined(words.map(|(at, word)| quoted(word) + begun(at))).map_or(Ok(Vec::new()), |q| rows(&mut find, &q))
            }
        }
    })
}

fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}

fn joined(words: impl Iterator<Item = String>) -> Option<String> {
    let query = words.collect::<Vec<_>>().join(" ");
    (!query.is_empty()).then_some(query)
}

/// The ids; the titles are read too, as a list of hits needs them.
fn rows(statement: &mut Statement<'_>, parameter: &str) -> Result<Vec<String>> {
    let rows = statement.query_map([parameter], |row| {
        let _title: String = row.get(1)?;
        row.get(0)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
