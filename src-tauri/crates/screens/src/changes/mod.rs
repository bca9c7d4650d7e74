//! *What's changed*: what each edition did to the records a person knows.

mod difference;
pub mod view;

use std::collections::{BTreeMap, HashMap};

use catalogue::{Arrival, Change, Id, Kind, Theme, What, Withdrawal};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

pub use view::{ChangeGroup, ChangeKind, ChangeRow, Changes, EditionChanges};

use crate::{Moment, cards, words};

/// The setting that says which edition's changes the person has looked at last.
pub const READ: &str = "changes_read";
/// A resource in more packs than this is listed under a heading of its own.
const MOST_PACKS: usize = 3;

const NO_PAGE: &str = "No page has changed";

/// What editions changed on this device, newest first.
pub fn answer(m: &Moment) -> Changes {
    let read = read(m);
    let mut later = Later::default();
    let editions = m.library.arrivals.iter().map(|arrival| {
        let rows = later.rows(m, arrival);
        edition(m, arrival, rows, arrival.edition > read)
    });
    Changes {
        editions: editions.collect(),
    }
}

/// Whether there is anything the person has not looked at.
pub(crate) fn is_unread(m: &Moment) -> bool {
    m.library.newest_arrival().unwrap_or(0) > read(m)
}

/// What the editions changed that the person has not looked at; `None` when that is nothing.
pub(crate) fn unread_summary(m: &Moment) -> Option<String> {
    if !is_unread(m) {
        return None;
    }
    let read = read(m);
    let arrivals = m.library.arrivals.iter().filter(|arrival| arrival.edition > read);
    let summary = summary(arrivals.flat_map(|arrival| &arrival.changes));
    Some(if summary.is_empty() { NO_PAGE.into() } else { summary })
}

/// "3 changed, 1 new, 1 withdrawn" of one edition; empty when no page is another one.
pub fn summary_of(m: &Moment, edition: u32) -> String {
    let arrival = m.library.arrivals.iter().find(|arrival| arrival.edition == edition);
    summary(arrival.into_iter().flat_map(|arrival| &arrival.changes))
}

/// The newest edition whose changes the person has looked at.
pub(crate) fn read(m: &Moment) -> u32 {
    m.personal.settings.get(READ).unwrap_or(0)
}

/// The records that changed at or after `since`, or that the person has not looked at yet.
pub(crate) fn lately<'a>(m: &Moment<'a>, since: Option<DateTime<Utc>>) -> impl Iterator<Item = (Kind, &'a str)> {
    let read = read(m);
    let arrivals = m.library.arrivals.iter();
    let lately = arrivals.filter(move |a| a.edition > read || since.is_some_and(|since| a.arrived_at >= since));
    lately
        .flat_map(|arrival| &arrival.changes)
        .filter_map(|change| Some((change.kind()?, change.id.as_str())))
}

/// The kind of the page that changed, if it is one that people open. Sources, publishers and areas are shown with what they
/// belong to.
fn page(change: &Change) -> Option<Kind> {
    change.kind().filter(|kind| kind.has_page())
}

fn summary<'a>(changes: impl Iterator<Item = &'a Change>) -> String {
    let mut counts = [
        (ChangeKind::Changed, "changed", 0),
        (ChangeKind::New, "new", 0),
        (ChangeKind::Withdrawn, "withdrawn", 0),
        (ChangeKind::Removed, "removed", 0),
    ];
    for change in changes.filter(|change| page(change).is_some()) {
        let kind = kind(change.what);
        for (of, _, count) in &mut counts {
            *count += usize::from(*of == kind);
        }
    }
    let counts = counts.iter().filter(|(.., count)| *count > 0);
    counts
        .map(|(_, word, count)| format!("{count} {word}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn kind(what: What) -> ChangeKind {
    match what {
        What::Added => ChangeKind::New,
        What::Changed => ChangeKind::Changed,
        What::Withdrawn => ChangeKind::Withdrawn,
        What::Removed => ChangeKind::Removed,
    }
}

fn edition(m: &Moment, arrival: &Arrival, rows: Vec<(String, ChangeRow)>, unread: bool) -> EditionChanges {
    let summary = summary(arrival.changes.iter());
    let mut kept = Vec::new();
    // Contacts and pathways before packs: a wrong number does more harm than a missing leaflet.
    let mut groups: BTreeMap<(u8, String), Vec<ChangeRow>> = BTreeMap::new();
    for (title, row) in rows {
        if m.is_kept(row.kind, &row.id) {
            if !kept.contains(&row) {
                kept.push(row);
            }
        } else {
            let rank = match row.kind {
                Kind::Contact => 0,
                Kind::Pathway | Kind::Step => 1,
                Kind::Week | Kind::Session => 2,
                Kind::Term => 4,
                _ => 3,
            };
            groups.entry((rank, title)).or_default().push(row);
        }
    }
    let groups = groups.into_iter().map(|((_, title), rows)| ChangeGroup { title, rows });
    EditionChanges {
        edition: arrival.edition,
        published: words::date(catalogue::calendar::today(arrival.published_at)),
        arrived: words::moment(arrival.arrived_at),
        unread,
        summary: if summary.is_empty() { NO_PAGE.into() } else { summary },
        kept,
        groups: groups.collect(),
    }
}

/// The records' texts before the changes listed so far, which are those after the changes still to be listed.
#[derive(Default)]
struct Later<'a>(HashMap<(Kind, &'a str), Option<&'a str>>);

impl<'a> Later<'a> {
    /// A row for each page that this edition changed, with the heading it is under.
    fn rows(&mut self, m: &Moment<'a>, arrival: &'a Arrival) -> Vec<(String, ChangeRow)> {
        let mut rows = Vec::new();
        for change in &arrival.changes {
            let Some(page) = page(change) else { continue };
            let before = change.before.as_deref().and_then(parsed);
            let after = match self.0.insert((page, &change.id), change.before.as_deref()) {
                Some(text) => text.and_then(parsed),
                None => m.library.json(page, &change.id),
            };
            let row = ChangeRow {
                what: kind(change.what),
                kind: page,
                id: change.id.clone(),
                title: change.title.clone(),
                detail: detail(m, page, change.what, before.as_ref(), after.as_ref()),
                opens: m.library.title(page, &change.id).is_some(),
            };
            for heading in headings(m, page, change, after.or(before).as_ref()) {
                rows.push((heading, row.clone()));
            }
        }
        rows
    }
}

fn parsed(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}

/// The themes a page belongs to, or the list it is in.
fn headings(m: &Moment, kind: Kind, change: &Change, record: Option<&Map<String, Value>>) -> Vec<String> {
    let one = |title: &str| vec![title.to_owned()];
    let themes: Vec<Id<Theme>> = match kind {
        Kind::Theme => return one(&change.title),
        Kind::Pathway | Kind::Step => return one("Referral pathways"),
        Kind::Resource => m.library.packs_of(&change.id).to_vec(),
        Kind::Article => {
            let themes = record.and_then(|record| record.get("themes")).cloned();
            serde_json::from_value(themes.unwrap_or_default()).unwrap_or_default()
        }
        other => return one(other.heading()),
    };
    // A theme that is gone has no heading.
    let titles: Vec<String> = cards::links(m.library, Kind::Theme, &themes)
        .into_iter()
        .map(|theme| theme.title)
        .collect();
    match titles.len() {
        0 if kind == Kind::Article => one("Articles"),
        0 => one("Other resources"),
        1..=MOST_PACKS => titles,
        _ => one("In several packs"),
    }
}

/// What happened to a record, beyond what its tag says.
fn detail(
    m: &Moment,
    kind: Kind,
    what: What,
    before: Option<&Map<String, Value>>,
    after: Option<&Map<String, Value>>,
) -> String {
    let empty = Map::new();
    let (before, after) = (before.unwrap_or(&empty), after.unwrap_or(&empty));
    match what {
        What::Added => String::new(),
        What::Removed => "It is no longer in the catalogue.".into(),
        What::Withdrawn => {
            let withdrawal = after.get("withdrawal").cloned().unwrap_or_default();
            let Ok(withdrawal) = serde_json::from_value::<Withdrawal>(withdrawal) else {
                return String::new();
            };
            let instead = withdrawal
                .replacement
                .as_deref()
                .and_then(|id| cards::link(m.library, kind, id));
            let instead = instead.map_or(String::new(), |link| format!(" Use this instead: {}.", link.title));
            format!("{}{instead}", withdrawal.reason)
        }
        What::Changed => difference::words(before, after),
    }
}
