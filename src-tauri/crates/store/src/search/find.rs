//! Answering a search.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

use super::query::Query;
use super::{Piece, SearchHit, SearchKind, index};
use crate::StoreError;
use crate::db::lock;

const CANDIDATES: &str = include_str!("sql/candidates.sql");
const MARKED: &str = include_str!("sql/marked.sql");

/// How often a running search looks whether a newer one waits, in steps of SQLite's machine.
const LOOK_EVERY: i32 = 1000;
/// What a title that is the query is worth, on the scale of bm25.
const SAME_TITLE: f64 = 8.0;
/// What the pack of that very name is worth more: it leads to all the rest.
const THE_PACK_ITSELF: f64 = 6.0;

/// A reader of its own, on which a newer search takes an older one's place.
///
/// Each search has a ticket. SQLite asks, while a statement of this connection runs, whether the ticket being served is
/// still the newest: so an interruption can never hit another search's statement, as one from outside could.
pub(crate) struct Searcher {
    reader: Mutex<Connection>,
    tickets: Arc<Tickets>,
}

#[derive(Default)]
struct Tickets {
    newest: AtomicU64,
    served: AtomicU64,
}

impl Tickets {
    fn overtaken(&self) -> bool {
        self.newest.load(Ordering::SeqCst) != self.served.load(Ordering::SeqCst)
    }
}

impl Searcher {
    pub(crate) fn new(reader: Connection) -> Result<Self, StoreError> {
        let tickets = Arc::new(Tickets::default());
        let seen = Arc::clone(&tickets);
        reader.progress_handler(LOOK_EVERY, Some(move || seen.overtaken()))?;
        Ok(Self {
            reader: Mutex::new(reader),
            tickets,
        })
    }

    pub(crate) fn search(&self, text: &str, limit_per_kind: usize) -> Result<Vec<SearchHit>, StoreError> {
        let ticket = self.take_ticket();
        let Some(query) = Query::parse(text) else {
            return Ok(Vec::new());
        };
        self.serve(ticket, |db| find(db, &query, limit_per_kind))
    }

    fn take_ticket(&self) -> u64 {
        self.tickets.newest.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn serve<T>(&self, ticket: u64, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut reader = lock(&self.reader);
        self.tickets.served.store(ticket, Ordering::SeqCst);
        if self.tickets.overtaken() {
            return Err(StoreError::Superseded);
        }
        let tx = reader.transaction()?;
        work(&tx)
    }
}

struct Candidate {
    rowid: i64,
    kind: SearchKind,
    id: String,
    title: String,
    withdrawn: bool,
    rank: f64,
}

fn find(db: &Connection, query: &Query, limit_per_kind: usize) -> Result<Vec<SearchHit>, StoreError> {
    for expression in query.expressions() {
        let found = candidates(db, query, &expression)?;
        if !found.is_empty() {
            return best(found, limit_per_kind)
                .into_iter()
                .map(|candidate| hit(db, &expression, candidate))
                .collect();
        }
    }
    Ok(Vec::new())
}

fn candidates(db: &Connection, query: &Query, expression: &str) -> Result<Vec<Candidate>, StoreError> {
    let mut statement = db.prepare_cached(CANDIDATES)?;
    let mut rows = statement.query([expression])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(1)?;
        let Some(kind) = SearchKind::named(&kind) else {
            return Err(StoreError::damaged("the search index"));
        };
        let title: String = row.get(3)?;
        let (all, title_alone): (f64, f64) = (row.get(5)?, row.get(6)?);
        let covers = query.covers(&title);
        let the_pack_itself = kind == SearchKind::Theme && covers == 1.0;
        found.push(Candidate {
            rowid: row.get(0)?,
            kind,
            id: row.get(2)?,
            withdrawn: row.get(4)?,
            // bm25 levels off within a column, so that a title counts little more than a long text that says the word
            // often: hence the title once more, and once more for being the query itself.
            rank: all + title_alone - SAME_TITLE * covers - if the_pack_itself { THE_PACK_ITSELF } else { 0.0 },
            title,
        });
    }
    Ok(found)
}

fn best(mut found: Vec<Candidate>, limit_per_kind: usize) -> Vec<Candidate> {
    found.sort_by(|a, b| {
        (a.withdrawn.cmp(&b.withdrawn))
            .then(a.rank.total_cmp(&b.rank))
            .then(a.kind.cmp(&b.kind))
            .then_with(|| a.title.cmp(&b.title))
            .then_with(|| a.id.cmp(&b.id))
    });
    let mut taken: HashMap<SearchKind, usize> = HashMap::new();
    found.retain(|candidate| {
        let taken = taken.entry(candidate.kind).or_default();
        *taken += 1;
        *taken <= limit_per_kind
    });
    found
}

fn hit(db: &Connection, expression: &str, candidate: Candidate) -> Result<SearchHit, StoreError> {
    let mut statement = db.prepare_cached(MARKED)?;
    let (sound, title, summary, body): (_, String, String, String) = statement
        .query_row((expression, candidate.rowid), |row| {
            Ok((index::is_sound(row), row.get(9)?, row.get(10)?, row.get(11)?))
        })?;
    // What is shown is the index's own copy, and a number in it may be dialled.
    if !sound {
        return Err(StoreError::damaged("the search index"));
    }
    let (title, summary, body) = (pieces(&title), pieces(&summary), pieces(&body));
    let marked = |pieces: &[Piece]| pieces.iter().any(|p| p.marked);
    let snippet = if !marked(&summary) && (marked(&body) || summary.is_empty()) {
        body
    } else {
        summary
    };
    Ok(SearchHit {
        kind: candidate.kind,
        id: candidate.id,
        title,
        snippet,
        rank: candidate.rank,
    })
}

/// Text with marks, in pieces: control character 1 begins what was searched for, 2 ends it.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut marked = false;
    for run in text.split_inclusive(['\u{1}', '\u{2}']) {
        let words = run.trim_end_matches(['\u{1}', '\u{2}']);
        if !words.is_empty() {
            pieces.push(Piece {
                text: words.to_owned(),
                marked,
            });
        }
        match run.chars().last() {
            Some('\u{1}') => marked = true,
            Some('\u{2}') => marked = false,
            _ => {}
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn searcher() -> Searcher {
        Searcher::new(Connection::open_in_memory().unwrap()).unwrap()
    }

    /// Ends only by being interrupted.
    fn endless(db: &Connection) -> Result<i64, StoreError> {
        const COUNT: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
        Ok(db.query_row(COUNT, [], |row| row.get(0))?)
    }

    #[test]
    fn a_newer_search_ends_one_that_runs() {
        let searcher = searcher();
        let (running, runs) = mpsc::channel();
        let older = searcher.take_ticket();
        std::thread::scope(|threads| {
            let first = threads.spawn(|| {
                searcher.serve(older, |db| {
                    running.send(()).unwrap();
                    endless(db)
                })
            });
            runs.recv().unwrap();
            let newer = searcher.take_ticket();
            let second = searcher.serve(
                newer,
                |db| Ok(db.query_row("SELECT 2", [], |row| row.get::<_, i64>(0))?),
            );
            assert!(matches!(first.join().unwrap(), Err(StoreError::Superseded)));
            assert_eq!(second.unwrap(), 2);
        });
    }

    #[test]
    fn a_newer_search_keeps_an_older_one_from_starting() {
        let searcher = searcher();
        let older = searcher.take_ticket();
        let newer = searcher.take_ticket();
        assert!(matches!(searcher.serve(older, endless), Err(StoreError::Superseded)));
        assert!(searcher.serve(newer, |_| Ok(())).is_ok());
    }

    #[test]
    fn marks_become_pieces() {
        let piece = |text: &str, marked| Piece {
            text: text.into(),
            marked,
        };
        assert_eq!(
            pieces("A \u{1}b\u{2}\u{1}c\u{2} d"),
            [
                piece("A ", false),
                piece("b", true),
                piece("c", true),
                piece(" d", false)
            ]
        );
        assert_eq!(pieces(""), []);
    }
}
