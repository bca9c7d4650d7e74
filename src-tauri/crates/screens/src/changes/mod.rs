//! What's changed: per edition and theme, in plain words, with what is new to the person marked.
//!
//! The store lists what each edition changed, each record with its text before. What it was after is its text before the
//! next change, or what is stored now.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use catalogue::{Contact, Withdrawal};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Map, Value};
use store::{Arrival, Change, What};

use crate::card::RecordKind;
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::views::{ChangeGroup, ChangeKind, ChangeRow, Changes, EditionChanges};
use crate::words;

/// The newest edition whose changes the person has looked at.
const READ: &str = "changes_read";
/// For how long a change is news.
pub(crate) const NEWS: TimeDelta = TimeDelta::days(90);

/// A page that belongs to more packs than this is told once for all of them.
const MOST_PACKS: usize = 3;

/// Sentences about changed numbers, by the contact's id.
pub(crate) type NumberChanges = HashMap<String, String>;

impl Doorstep {
    /// What editions changed on this device, newest first.
    pub fn whats_changed(&self, now: DateTime<Utc>) -> Result<Changes, ApiError> {
        self.ask(now, |c| {
            let read = read(c)?;
            let mut told = Told::default();
            let editions = c.db.arrivals()?.into_iter().map(|arrival| {
                let rows = told.rows(c, &arrival)?;
                edition(c, &arrival, rows, arrival.edition > read)
            });
            Ok(Changes {
                editions: editions.collect::<Result<_, _>>()?,
            })
        })
    }

    /// Remembers that the person has looked at what has changed until now.
    pub fn mark_changes_read(&self) -> Result<(), ApiError> {
        if let Some(newest) = self.catalogue.newest_arrival()? {
            self.personal.set_setting(READ, &newest)?;
        }
        Ok(())
    }
}

/// Whether there is anything the person has not looked at.
pub(crate) fn is_unread(c: &Context) -> Result<bool, Failure> {
    Ok(c.db.newest_arrival()?.unwrap_or(0) > read(c)?)
}

/// What the editions changed that the person has not looked at; `None` when that is nothing.
pub(crate) fn unread_summary(c: &Context) -> Result<Option<String>, Failure> {
    if !is_unread(c)? {
        return Ok(None);
    }
    let read = read(c)?;
    let arrivals = c.db.arrivals()?.into_iter().filter(|arrival| arrival.edition > read);
    let summary = summary(arrivals.flat_map(|arrival| arrival.changes).filter_map(visible));
    Ok(Some(if summary.is_empty() {
        "No page has changed".into()
    } else {
        summary
    }))
}

/// "3 changed, 1 new, 1 withdrawn"; empty when no page is another one.
pub(crate) fn summary_of(c: &Context, edition: u32) -> Result<String, Failure> {
    let mut arrivals = c.db.arrivals()?.into_iter();
    let arrival = arrivals.find(|arrival| arrival.edition == edition);
    let changes = arrival.map(|arrival| arrival.changes).unwrap_or_default();
    Ok(summary(changes.into_iter().filter_map(visible)))
}

/// Contacts whose numbers changed within the last ninety days, as their cards say it.
pub(crate) fn numbers(c: &Context) -> Result<NumberChanges, Failure> {
    let mut later: HashMap<String, Vec<String>> = HashMap::new();
    let mut said: HashMap<String, Vec<String>> = HashMap::new();
    for arrival in c.db.arrivals_in(collection::CONTACTS)? {
        let news = c.now - arrival.arrived_at <= NEWS;
        for change in arrival.changes {
            let Some(before) = change.before.as_deref().map(numbers_of) else {
                continue;
            };
            let now = match c.db.get::<Contact>(collection::CONTACTS, &change.id)? {
                Some(contact) => printed(&contact),
                None => continue,
            };
            let after = later.insert(change.id.clone(), before.clone()).unwrap_or(now);
            if news && let Some(words) = number_change(&before, &after) {
                let day = words::date(
                    arrival
                        .published_at
                        .with_timezone(&chrono_tz::Europe::London)
                        .date_naive(),
                );
                said.entry(change.id)
                    .or_default()
                    .push(format!("Changed on {day}{words}."));
            }
        }
    }
    Ok(said.into_iter().map(|(id, said)| (id, said.join(" "))).collect())
}

/// "from 0300 555 1384", "0300 555 1384 was added", or nothing when the same numbers are there.
fn number_change(before: &[String], after: &[String]) -> Option<String> {
    let not_in = |some: &[String], others: &[String]| -> Vec<String> {
        some.iter().filter(|number| !others.contains(number)).cloned().collect()
    };
    let (gone, new) = (not_in(before, after), not_in(after, before));
    match (gone.is_empty(), new.is_empty()) {
        (true, true) => None,
        (false, false) => Some(format!(" from {}", gone.join(" and "))),
        (false, true) => Some(format!(": {} is no longer used", gone.join(" and "))),
        (true, false) => Some(format!(": {} is new", new.join(" and "))),
    }
}

fn printed(contact: &Contact) -> Vec<String> {
    contact.numbers.iter().map(|n| n.number.clone()).collect()
}

fn numbers_of(body: &str) -> Vec<String> {
    serde_json::from_str(body)
        .map(|contact| printed(&contact))
        .unwrap_or_default()
}

/// The newest edition whose changes the person has looked at.
pub(crate) fn read(c: &Context) -> Result<u32, Failure> {
    Ok(c.app.personal.setting(READ)?.unwrap_or(0))
}

/// The change, if it is one of a page that people open. Sources, publishers and areas are told with what they belong to.
fn visible(change: Change) -> Option<(RecordKind, Change)> {
    let kind = match change.collection.as_str() {
        collection::CONTACTS => RecordKind::Contact,
        collection::PATHWAYS => RecordKind::Pathway,
        collection::THEMES => RecordKind::Theme,
        collection::RESOURCES => RecordKind::Resource,
        collection::WEEKS => RecordKind::Week,
        collection::ARTICLES => RecordKind::Article,
        collection::TERMS => RecordKind::Term,
        _ => return None,
    };
    Some((kind, change))
}

fn summary(changes: impl Iterator<Item = (RecordKind, Change)>) -> String {
    let mut counts = [
        (ChangeKind::Changed, 0),
        (ChangeKind::New, 0),
        (ChangeKind::Withdrawn, 0),
        (ChangeKind::Removed, 0),
    ];
    for (_, change) in changes {
        let kind = kind(change.what);
        for (of, count) in &mut counts {
            *count += usize::from(*of == kind);
        }
    }
    let said = counts.iter().filter(|(_, count)| *count > 0).map(|(kind, count)| {
        let word = match kind {
            ChangeKind::Changed => "changed",
            ChangeKind::New => "new",
            ChangeKind::Withdrawn => "withdrawn",
            ChangeKind::Removed => "removed",
        };
        format!("{count} {word}")
    });
    said.collect::<Vec<_>>().join(", ")
}

fn kind(what: What) -> ChangeKind {
    match what {
        What::Added => ChangeKind::New,
        What::Changed => ChangeKind::Changed,
        What::Withdrawn => ChangeKind::Withdrawn,
        What::Removed => ChangeKind::Removed,
    }
}

fn edition(
    c: &Context,
    arrival: &Arrival,
    rows: Vec<(String, ChangeRow)>,
    unread: bool,
) -> Result<EditionChanges, Failure> {
    let summary = summary(arrival.changes.iter().cloned().filter_map(visible));
    let mut kept = Vec::new();
    // Contacts and pathways before packs: a wrong number does more harm than a missing leaflet.
    let mut groups: BTreeMap<(u8, String), Vec<ChangeRow>> = BTreeMap::new();
    for (title, row) in rows {
        if c.is_kept(row.kind, &row.id) {
            if !kept.contains(&row) {
                kept.push(row);
            }
        } else {
            let rank = match row.kind {
                RecordKind::Contact => 0,
                RecordKind::Pathway | RecordKind::Step => 1,
                RecordKind::Week | RecordKind::Session => 2,
                RecordKind::Theme | RecordKind::Resource | RecordKind::Article => 3,
                RecordKind::Term => 4,
            };
            groups.entry((rank, title)).or_default().push(row);
        }
    }
    let groups = groups.into_iter().map(|((_, title), rows)| ChangeGroup { title, rows });
    Ok(EditionChanges {
        edition: arrival.edition,
        published: words::date(
            arrival
                .published_at
                .with_timezone(&chrono_tz::Europe::London)
                .date_naive(),
        ),
        arrived: words::moment(arrival.arrived_at),
        unread,
        summary: if summary.is_empty() {
            "No page has changed".into()
        } else {
            summary
        },
        kept,
        groups: groups.collect(),
    })
}

/// The records' texts before the changes told so far, which are those after the changes still to be told.
#[derive(Default)]
struct Told(HashMap<(String, String), Option<String>>);

impl Told {
    /// A row for each page that this edition changed, with the heading it stands under.
    fn rows(&mut self, c: &Context, arrival: &Arrival) -> Result<Vec<(String, ChangeRow)>, Failure> {
        let mut rows = Vec::new();
        for change in &arrival.changes {
            let Some((record, _)) = visible(change.clone()) else {
                continue;
            };
            let stored: Option<Value> = c.db.get(&change.collection, &change.id)?;
            let key = (change.collection.clone(), change.id.clone());
            let after = match self.0.insert(key, change.before.clone()) {
                Some(text) => text.and_then(|text| serde_json::from_str(&text).ok()),
                None => stored.clone(),
            };
            let before = change
                .before
                .as_deref()
                .and_then(|text| serde_json::from_str(text).ok());
            let row = ChangeRow {
                what: kind(change.what),
                kind: record,
                id: change.id.clone(),
                title: change.title.clone(),
                detail: detail(c, record, change.what, before.as_ref(), after.as_ref())?,
                opens: stored.is_some(),
            };
            for heading in headings(c, record, change, after.or(before).as_ref())? {
                rows.push((heading, row.clone()));
            }
        }
        Ok(rows)
    }
}

/// The themes a page belongs to, or the list it stands in.
fn headings(c: &Context, kind: RecordKind, change: &Change, record: Option<&Value>) -> Result<Vec<String>, Failure> {
    let one = |title: &str| Ok(vec![title.to_owned()]);
    let themes: Vec<String> = match kind {
        RecordKind::Theme => return one(&change.title),
        RecordKind::Contact => return one("Contacts"),
        RecordKind::Term => return one("Glossary"),
        RecordKind::Pathway | RecordKind::Step => return one("Referral pathways"),
        RecordKind::Week | RecordKind::Session => return one("Practice weeks"),
        RecordKind::Resource => c.db.packs_of(&change.id)?,
        RecordKind::Article => {
            let themes = record.and_then(|record| record.get("themes")).cloned();
            serde_json::from_value(themes.unwrap_or_default()).unwrap_or_default()
        }
    };
    // A theme that is gone has no heading.
    let titles: Vec<String> = c
        .links(RecordKind::Theme, &themes)?
        .into_iter()
        .map(|theme| theme.title)
        .collect();
    match titles.len() {
        0 if kind == RecordKind::Article => one("Articles"),
        0 => one("Resources in no pack"),
        1..=MOST_PACKS => Ok(titles),
        _ => one("In many packs"),
    }
}

/// What happened to a record, beyond what its tag says.
fn detail(
    c: &Context,
    kind: RecordKind,
    what: What,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Result<String, Failure> {
    let empty = Map::new();
    let object = |record: Option<&Value>| record.and_then(Value::as_object).unwrap_or(&empty).clone();
    let (before, after) = (object(before), object(after));
    Ok(match what {
        What::Added => String::new(),
        What::Removed => "It is no longer in the catalogue.".into(),
        What::Withdrawn => {
            let withdrawal = after.get("withdrawal").cloned().unwrap_or_default();
            match serde_json::from_value::<Withdrawal>(withdrawal) {
                Ok(withdrawal) => {
                    let instead = match &withdrawal.replacement {
                        Some(id) => c.link(kind, id)?,
                        None => None,
                    };
                    let instead = instead.map_or(String::new(), |link| format!(" Use this instead: {}.", link.title));
                    format!("{}{instead}", withdrawal.reason)
                }
                Err(_) => String::new(),
            }
        }
        What::Changed => changed(&before, &after),
    })
}

/// "The number: from 0300 … to 0300 …. Also: the hours."
fn changed(before: &Map<String, Value>, after: &Map<String, Value>) -> String {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut differ: Vec<&str> = keys
        .into_iter()
        .filter(|key| before.get(*key) != after.get(*key))
        .map(String::as_str)
        .collect();
    let mut said = Vec::new();
    if differ.contains(&"numbers") {
        let list = |record: &Map<String, Value>| -> Vec<String> {
            let numbers = record
                .get("numbers")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default();
            let printed = |number: Value| number.get("number").and_then(Value::as_str).map(str::to_owned);
            numbers.into_iter().filter_map(printed).collect()
        };
        let (old, new) = (list(before), list(after));
        if old != new {
            said.push(match (old.is_empty(), new.is_empty()) {
                (true, _) => format!("The number is {}.", new.join(" and ")),
                (_, true) => format!("{} is no longer used.", old.join(" and ")),
                _ => format!("The number was {} and is {}.", old.join(" and "), new.join(" and ")),
            });
            differ.retain(|key| *key != "numbers");
        }
    }
    if before.get("status").is_some_and(|status| status == "withdrawn") && after.get("status") != before.get("status") {
        said.push("It is in use again.".into());
        differ.retain(|key| !["status", "withdrawal"].contains(key));
    }
    let mut names: Vec<&str> = differ.into_iter().map(name).collect();
    names.dedup();
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    if !names.is_empty() {
        said.push(format!("What is different: {}.", names.join(", ")));
    }
    said.join(" ")
}

/// A field as people name it.
fn name(key: &str) -> &'static str {
    match key {
        "title" => "the title",
        "purpose" | "summary" | "meaning" | "expansion" | "also" => "the description",
        "numbers" => "the number",
        "emails" => "the email address",
        "hours" => "the hours",
        "limits" | "warning" | "note" => "the cautions",
        "link" => "the link",
        "document" => "the document",
        "confirmed_on" | "confirmed_by" | "review_by" | "source" => "where it comes from and when it was confirmed",
        "steps" => "the steps",
        "sections" => "what stands in the pack",
        "one_thing" => "if you do one thing",
        "days" | "starts" | "ends" | "year" => "the days",
        "body" | "text" => "the text",
        "area" | "audience" | "used_by" => "who it is for",
        "withdrawal" => "why it was withdrawn",
        _ => "details",
    }
}
