//! *What's changed*: what each edition did to the records a person knows.

mod difference;
pub mod view;

use std::collections::{BTreeMap, HashMap};

use catalogue::{Arrival, Change, Id, Kind, Theme, What, Withdrawal};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use view::{ChangeGroup, ChangeKind, ChangeRow, Changes, EditionChanges};

use crate::{Moment, cards, words};

/// The setting that says which edition's changes the person has looked at last: a [`Looked`].
pub const READ: &str = "changes_looked_at";

/// The newest edition whose changes the person has looked at. Not by its number alone: the next one may be lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    edition: u32,
    arrived_at: DateTime<Utc>,
}

/// A resource in more packs than this is listed under a heading of its own.
const MOST_PACKS: usize = 3;

const NO_PAGE: &str = "No page has changed.";

/// What editions changed on this device, newest first.
pub fn answer(m: &Moment) -> Changes {
    let unread = unread(m).len();
    let mut later = Later::default();
    let editions = m.library.arrivals.iter().enumerate().map(|(at, arrival)| {
        let rows = later.rows(m, arrival);
        edition(m, arrival, rows, at < unread)
    });
    Changes {
        editions: editions.collect(),
    }
}

/// Whether there is anything the person has not looked at.
pub(crate) fn is_unread(m: &Moment) -> bool {
    !unread(m).is_empty()
}

/// What the editions changed that the person has not looked at; `None` when that is nothing.
pub(crate) fn unread_summary(m: &Moment) -> Option<String> {
    if !is_unread(m) {
        return None;
    }
    let mut later = Later::default();
    let rows: Vec<_> = unread(m).iter().flat_map(|arrival| later.rows(m, arrival)).collect();
    let numbers = saved_numbers(m, rows.iter().map(|(_, row)| row));
    let summary = summary(unread(m).iter().flat_map(|arrival| &arrival.changes));
    Some(numbers.into_iter().chain([summary]).collect::<Vec<_>>().join(" "))
}

/// "3 things changed, 1 is new and 1 was withdrawn." of the edition that is shown.
pub(crate) fn summary_of_newest(m: &Moment) -> String {
    let newest = m.library.arrivals.first();
    let arrival = newest.filter(|arrival| Looked::at(arrival) == shown(m));
    summary(arrival.into_iter().flat_map(|arrival| &arrival.changes))
}

/// The edition that is shown, and when it came.
fn shown(m: &Moment) -> Looked {
    Looked {
        edition: m.library.header.edition,
        arrived_at: m.library.arrival.at,
    }
}

impl Looked {
    /// The changes of this edition, and so of all that came before it.
    fn at(arrival: &Arrival) -> Self {
        Self {
            edition: arrival.edition,
            arrived_at: arrival.arrived_at,
        }
    }

    /// All that there are now; `None` when there are none.
    pub fn all(m: &Moment) -> Option<Self> {
        m.library.arrivals.first().map(Self::at)
    }
}

/// The editions whose changes the person has not looked at, newest first.
fn unread<'a>(m: &Moment<'a>) -> &'a [Arrival] {
    let arrivals = &m.library.arrivals;
    let Some(looked) = m.personal.settings.get::<Looked>(READ) else {
        return arrivals;
    };
    let at = arrivals.iter().position(|arrival| Looked::at(arrival) == looked);
    // It is no longer listed: what came since is known by the clock.
    let since = || {
        arrivals
            .iter()
            .take_while(|arrival| arrival.arrived_at > looked.arrived_at)
            .count()
    };
    &arrivals[..at.unwrap_or_else(since)]
}

/// The records that changed at or after `since`, or that the person has not looked at yet.
pub(crate) fn lately<'a>(m: &Moment<'a>, since: Option<DateTime<Utc>>) -> impl Iterator<Item = (Kind, &'a str)> {
    let unread = unread(m).len();
    let arrivals = m.library.arrivals.iter().enumerate();
    let lately = arrivals.filter(move |(at, a)| *at < unread || since.is_some_and(|since| a.arrived_at >= since));
    lately
        .flat_map(|(_, arrival)| &arrival.changes)
        .filter_map(|change| Some((change.kind()?, change.id.as_str())))
}

/// The kind of the page that changed, if it is one that people open. Sources, publishers and areas are shown with what
/// they belong to.
fn page(change: &Change) -> Option<Kind> {
    change.kind().filter(|kind| kind.has_page())
}

/// "A number that you saved has changed: Childline."; `None` when none has.
fn saved_numbers<'a>(m: &Moment, rows: impl Iterator<Item = &'a ChangeRow>) -> Option<String> {
    let mut titles: Vec<&str> = rows
        .filter(|row| row.number && m.is_kept(row.kind, &row.id))
        .map(|row| row.title.as_str())
        .collect();
    titles.sort_unstable();
    titles.dedup();
    match titles[..] {
        [] => None,
        [title] => Some(format!("A number that you saved has changed: {title}.")),
        _ => Some(format!(
            "{} numbers that you saved have changed: {}.",
            titles.len(),
            words::listed(&titles)
        )),
    }
}

/// "3 things changed, 1 is new and 1 was withdrawn."
fn summary<'a>(changes: impl Iterator<Item = &'a Change>) -> String {
    let mut counts = [
        (ChangeKind::Changed, ["changed", "changed"], 0),
        (ChangeKind::New, ["is new", "are new"], 0),
        (ChangeKind::Withdrawn, ["was withdrawn", "were withdrawn"], 0),
        (ChangeKind::Removed, ["was removed", "were removed"], 0),
    ];
    for change in changes.filter(|change| page(change).is_some()) {
        let kind = kind(change.what);
        for (of, _, count) in &mut counts {
            *count += usize::from(*of == kind);
        }
    }
    let counts = counts.iter().filter(|(.., count)| *count > 0).enumerate();
    let parts = counts.map(|(at, (_, [one, more], count))| {
        let (thing, happened) = if *count == 1 {
            (" thing", one)
        } else {
            (" things", more)
        };
        format!("{count}{} {happened}", if at == 0 { thing } else { "" })
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        NO_PAGE.into()
    } else {
        format!("{}.", words::listed(&parts))
    }
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
    let saved = saved_numbers(m, rows.iter().map(|(_, row)| row));
    let saves_any = || m.personal.bookmarks.iter().any(|b| b.kind == Kind::Contact.name());
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
        numbers: saved.or_else(|| saves_any().then(|| "No number that you saved has changed.".to_owned())),
        summary: summary(arrival.changes.iter()),
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
                number: page == Kind::Contact && other_number(change.what, before.as_ref(), after.as_ref()),
            };
            for heading in headings(m, page, change, after.or(before).as_ref()) {
                rows.push((heading, row.clone()));
            }
        }
        rows
    }
}

/// Whether who wrote a contact's number down before has a wrong one now.
fn other_number(what: What, before: Option<&Map<String, Value>>, after: Option<&Map<String, Value>>) -> bool {
    match what {
        What::Added => false,
        What::Withdrawn | What::Removed => true,
        What::Changed => before.map(difference::numbers) != after.map(difference::numbers),
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
        What::Changed => difference::describe(before, after),
    }
}
