//! Answering a search: the newest one first, from an index and rows that belong together.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;
use search::{Hit, Mark, Preferences, Request};

use super::index::{self, Loaded};
use super::names::Name;
use super::snippet::{around, pieces};
use super::{AREA, AUDIENCE, Search, SearchAnswer, SearchHit, SearchKind, SearchMark};
use crate::StoreError;
use crate::db::lock;

/// How much being kept raises a hit: less than a word of the query in its title.
const KEPT: u8 = 40;
/// How much each opening raises a hit, and how many count.
const OPENED: u8 = 6;
const MOST_OPENED: u32 = 8;
/// Professionals look for what is made for them; what is for parents and children comes gently after.
const LEAN: [((&str, &str), u8); 2] = [((AUDIENCE, "professionals"), 16), ((AUDIENCE, "everyone"), 16)];

/// A reader of its own, on which a newer search takes an older one's place, and the index in memory.
///
/// Each search has a ticket. Between its stages it looks whether that is still the newest.
pub(crate) struct Searcher {
    reader: Mutex<Reader>,
    newest: AtomicU64,
}

struct Reader {
    connection: Connection,
    held: Option<Loaded>,
}

impl Searcher {
    pub(crate) fn new(reader: Connection) -> Self {
        Self {
            reader: Mutex::new(Reader {
                connection: reader,
                held: None,
            }),
            newest: AtomicU64::new(0),
        }
    }

    /// Reads the index into memory unless it is there, so that the next search need not.
    pub(crate) fn prepare(&self) -> Result<(), StoreError> {
        let mut reader = lock(&self.reader);
        let Reader { connection, held } = &mut *reader;
        loaded(&*connection.transaction()?, held).map(drop)
    }

    pub(crate) fn search(&self, search: &Search<'_>) -> Result<SearchAnswer, StoreError> {
        let ticket = self.take_ticket();
        self.serve(ticket, |db, held, overtaken| {
            answer(db, loaded(db, held)?, search, overtaken)
        })
    }

    fn take_ticket(&self) -> u64 {
        self.newest.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn serve<T>(
        &self,
        ticket: u64,
        work: impl FnOnce(&Connection, &mut Option<Loaded>, &dyn Fn() -> bool) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let overtaken = || self.newest.load(Ordering::SeqCst) != ticket;
        let mut reader = lock(&self.reader);
        if overtaken() {
            return Err(StoreError::Superseded);
        }
        let Reader { connection, held } = &mut *reader;
        let tx = connection.transaction()?;
        work(&tx, held, &overtaken)
    }
}

/// The index that belongs to what this transaction sees, whoever wrote it.
fn loaded<'a>(db: &Connection, held: &'a mut Option<Loaded>) -> Result<&'a Loaded, StoreError> {
    let stored = index::stored_stamp(db)?;
    let still_right = held.take_if(|loaded| loaded.stamp == stored);
    Ok(held.insert(match still_right {
        Some(loaded) => loaded,
        None => index::load(db)?,
    }))
}

fn answer(
    db: &Connection,
    loaded: &Loaded,
    search: &Search<'_>,
    overtaken: &dyn Fn() -> bool,
) -> Result<SearchAnswer, StoreError> {
    let ordinal = |kind: &str, id: &str| loaded.names.ordinal(SearchKind::named(kind)?, id);
    let bookmarked: Vec<u32> = search
        .bookmarked
        .iter()
        .filter_map(|(kind, id)| ordinal(kind, id))
        .collect();
    let files = search.on_device.iter().flat_map(|file| loaded.names.with_file(file));
    let on_device: Vec<u32> = files.copied().collect();
    let changed = search.news.map(|news| loaded.changed(news)).unwrap_or_default();
    let mark = |mark: SearchMark| Mark {
        documents: match mark {
            SearchMark::Bookmarked => &bookmarked,
            SearchMark::OnDevice => &on_device,
            SearchMark::Changed => &changed,
        },
        required: search.required.contains(&mark),
    };
    let used = search.opened.iter().filter_map(|(kind, id, times)| {
        let strength = OPENED * (*times).min(MOST_OPENED) as u8;
        Some((ordinal(kind, id)?, strength))
    });
    let nudges: Vec<(u32, u8)> = bookmarked.iter().map(|at| (*at, KEPT)).chain(used).collect();
    let concern: Vec<_> = search.areas.iter().map(|area| (AREA, *area)).collect();
    let request = Request {
        text: search.text,
        filters: &search.filters,
        marks: &SearchMark::ALL.map(mark),
        preferences: Preferences {
            concern: &concern,
            lean: &LEAN,
            nudges: &nudges,
        },
        limits: search.limits,
    };
    let found = loaded.index.search(&request, overtaken).ok_or(StoreError::Superseded)?;
    let mut answer = SearchAnswer {
        hits: Vec::with_capacity(found.hits.len()),
        total: found.total,
        marks: std::array::from_fn(|mark| found.marks.get(mark).copied().unwrap_or_default()),
        ..SearchAnswer::default()
    };
    for hit in &found.hits {
        if overtaken() {
            return Err(StoreError::Superseded);
        }
        // An index that names a document there is none of is not the one that was stored.
        let name = loaded
            .names
            .get(hit.document)
            .ok_or_else(|| StoreError::damaged("the search index"))?;
        answer.hits.push(shown(db, name, hit, &|text| found.highlight(text))?);
    }
    answer.labels = found.labels;
    answer.corrections = found.corrections;
    Ok(answer)
}

fn shown(
    db: &Connection,
    name: &Name,
    hit: &Hit,
    highlight: &dyn Fn(&str) -> Vec<Range<usize>>,
) -> Result<SearchHit, StoreError> {
    let row = index::shown(db, name.kind, &name.id)?;
    let (summary, body) = (highlight(&row.summary), highlight(&row.body));
    let snippet = if summary.is_empty() && (!body.is_empty() || row.summary.is_empty()) {
        around(&row.body, &body)
    } else {
        around(&row.summary, &summary)
    };
    Ok(SearchHit {
        kind: name.kind,
        id: name.id.clone(),
        title: pieces(&row.title, 0..row.title.len(), &highlight(&row.title)),
        snippet,
        score: hit.score,
        here: hit.here,
        withdrawn: row.withdrawn,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn searcher() -> Searcher {
        Searcher::new(Connection::open_in_memory().unwrap())
    }

    /// Ends only by being overtaken.
    fn endless(_: &Connection, _: &mut Option<Loaded>, overtaken: &dyn Fn() -> bool) -> Result<(), StoreError> {
        while !overtaken() {
            std::thread::yield_now();
        }
        Err(StoreError::Superseded)
    }

    #[test]
    fn a_newer_search_ends_one_that_runs() {
        let searcher = searcher();
        let (running, runs) = mpsc::channel();
        let older = searcher.take_ticket();
        std::thread::scope(|threads| {
            let first = threads.spawn(|| {
                searcher.serve(older, |db, held, overtaken| {
                    running.send(()).unwrap();
                    endless(db, held, overtaken)
                })
            });
            runs.recv().unwrap();
            let newer = searcher.take_ticket();
            let second = searcher.serve(newer, |_, _, _| Ok(2));
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
        assert!(searcher.serve(newer, |_, _, _| Ok(())).is_ok());
    }
}
