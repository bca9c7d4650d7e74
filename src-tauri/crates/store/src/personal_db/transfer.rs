//! Taking what the person keeps to another device, as JSON.
//!
//! ```json
//! { "format": "doorstep-personal", "version": 1, "exported_at": "2026-11-22T09:00:00Z",
//!   "bookmarks": [{ "kind": "resource", "id": "dash", "title": "DASH", "kept_at": "2026-11-20T10:00:00Z" }],
//!   "kept_offline": [{ "kind": "theme", "id": "neglect", "kept_at": "2026-11-20T10:00:00Z" }],
//!   "settings": { "areas": ["hampshire"] } }
//! ```
//! Bookmarks stand in the person's order. Documents do not travel: the other device fetches them itself. Nor do recent
//! searches and what was opened from them: they are traces, not what the person keeps. Times are RFC 3339, UTC. Fields a
//! version does not know it ignores; a change that an older version would misread gets a new version number.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::bookmark::{self, BookmarkRow};
use super::kept_offline::{self, KeptOffline};
use super::{PersonalDb, setting};
use crate::StoreError;

const FORMAT: &str = "doorstep-personal";
const VERSION: u64 = 1;

/// The largest file that is read, in bytes.
const MOST_BYTES: usize = 4 << 20;
/// Of bookmarks, and of things kept offline.
const MOST_ROWS: usize = 10_000;
const MOST_SETTINGS: usize = 1_000;
/// The longest text in a bookmark or name of a setting, in bytes.
const LONGEST_TEXT: usize = 4_000;

/// What importing a file changed, in bookmarks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Not there before.
    pub added: usize,
    /// Already there.
    pub already: usize,
}

impl PersonalDb {
    /// Everything the person keeps, as JSON for [`PersonalDb::import`].
    pub fn export(&self, now: DateTime<Utc>) -> Result<String, StoreError> {
        let (bookmarks, kept, settings) = self
            .db
            .read(|db| Ok((bookmark::all(db)?, kept_offline::all(db)?, setting::all(db)?)))?;
        let bookmarks: Vec<Value> = bookmarks
            .iter()
            .map(|b| json!({ "kind": b.kind, "id": b.id, "title": b.title, "kept_at": bookmark::moment(b.kept_at) }))
            .collect();
        let kept: Vec<Value> = kept
            .iter()
            .map(|k| json!({ "kind": k.kind, "id": k.id, "kept_at": bookmark::moment(k.kept_at) }))
            .collect();
        let mut values = Map::new();
        for (key, json) in settings {
            values.insert(key, serde_json::from_str(&json)?);
        }
        let whole = json!({
            "format": FORMAT,
            "version": VERSION,
            "exported_at": bookmark::moment(now),
            "bookmarks": bookmarks,
            "kept_offline": kept,
            "settings": values,
        });
        Ok(serde_json::to_string_pretty(&whole)?)
    }

    /// Adds what an exported file holds to what is here: its bookmarks after those that are here, its settings where
    /// there is none. Nothing that is here is changed or removed. A bookmark without a time of its own was kept `now`.
    ///
    /// # Errors
    /// `BadImport`, with a sentence that says where and what, when the file is not as it must be in any part; nothing
    /// of it is taken then.
    pub fn import(&self, json: &str, now: DateTime<Utc>) -> Result<ImportReport, StoreError> {
        let file = File::parse(json, now)?;
        self.db.write(|tx| {
            let mut report = ImportReport::default();
            for row in &file.bookmarks {
                if bookmark::append(tx, row)? {
                    report.added += 1;
                } else {
                    report.already += 1;
                }
            }
            for row in &file.kept_offline {
                kept_offline::add(tx, row)?;
            }
            for (key, value) in &file.settings {
                setting::add(tx, key, &value.to_string())?;
            }
            Ok(report)
        })
    }
}

struct File {
    bookmarks: Vec<BookmarkRow>,
    kept_offline: Vec<KeptOffline>,
    settings: Map<String, Value>,
}

impl File {
    fn parse(json: &str, now: DateTime<Utc>) -> Result<Self, StoreError> {
        if json.len() > MOST_BYTES {
            return bad("The file is larger than 4 MB: it is not one that Doorstep saved.");
        }
        let mut whole = match serde_json::from_str(json.trim_start_matches('\u{feff}')) {
            Ok(Value::Object(whole)) => whole,
            Ok(_) => return bad("The file is not one that Doorstep saved."),
            Err(error) => {
                return bad(format!(
                    "The file cannot be read from line {}, column {} on: it may have been cut short or changed.",
                    error.line(),
                    error.column()
                ));
            }
        };
        if whole.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return bad(format!(
                "The file is not one that Doorstep saved: \"format\" is not \"{FORMAT}\"."
            ));
        }
        match whole.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => {
                return bad("The file was saved by a newer version of Doorstep: update this one first.");
            }
            _ => return bad(format!("\"version\" must be {VERSION}.")),
        }
        Ok(Self {
            bookmarks: rows(whole.remove("bookmarks"), "bookmarks", "Bookmark", |row| {
                Ok(BookmarkRow {
                    kind: row.text("kind")?,
                    id: row.text("id")?,
                    title: row.text("title")?,
                    kept_at: row.moment("kept_at", now)?,
                })
            })?,
            kept_offline: rows(whole.remove("kept_offline"), "kept_offline", "Kept offline", |row| {
                Ok(KeptOffline {
                    kind: row.text("kind")?,
                    id: row.text("id")?,
                    kept_at: row.moment("kept_at", now)?,
                })
            })?,
            settings: settings(whole.remove("settings"))?,
        })
    }
}

/// The objects of `list`, which may be absent; `one` is what people call one of them.
fn rows<T>(
    value: Option<Value>,
    list: &str,
    one: &str,
    read: impl Fn(Item<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let items = match value {
        None => return Ok(Vec::new()),
        Some(Value::Array(items)) => items,
        Some(_) => return bad(format!("\"{list}\" must be a list.")),
    };
    if items.len() > MOST_ROWS {
        return bad(format!("\"{list}\" has more than {MOST_ROWS} entries."));
    }
    (1..)
        .zip(&items)
        .map(|(n, value)| read(Item { one, n, value }))
        .collect()
}

/// One object of a list.
#[derive(Clone, Copy)]
struct Item<'a> {
    one: &'a str,
    /// Its place, from 1.
    n: usize,
    value: &'a Value,
}

impl Item<'_> {
    fn text(self, field: &str) -> Result<String, StoreError> {
        match self.value.get(field).and_then(Value::as_str) {
            None => self.bad(&format!("\"{field}\" must be a text.")),
            Some(text) if text.len() > LONGEST_TEXT => self.bad(&format!("\"{field}\" is too long.")),
            Some(text) => Ok(text.to_owned()),
        }
    }

    /// A moment; `now` where there is none.
    fn moment(self, field: &str, now: DateTime<Utc>) -> Result<DateTime<Utc>, StoreError> {
        match self.value.get(field) {
            None | Some(Value::Null) => Ok(now),
            Some(moment) => match moment.as_str().and_then(|moment| moment.parse().ok()) {
                Some(moment) => Ok(moment),
                None => self.bad(&format!("\"{field}\" must be a time, as in \"2026-11-22T09:00:00Z\".")),
            },
        }
    }

    fn bad<T>(self, what: &str) -> Result<T, StoreError> {
        bad(format!("{} {}: {what}", self.one, self.n))
    }
}

fn settings(value: Option<Value>) -> Result<Map<String, Value>, StoreError> {
    let settings = match value {
        None => return Ok(Map::new()),
        Some(Value::Object(settings)) => settings,
        Some(_) => return bad("\"settings\" must be an object."),
    };
    if settings.len() > MOST_SETTINGS {
        return bad(format!("There are more than {MOST_SETTINGS} settings."));
    }
    if settings.keys().any(|key| key.is_empty() || key.len() > LONGEST_TEXT) {
        return bad("The name of a setting is empty or too long.");
    }
    Ok(settings)
}

fn bad<T>(sentence: impl Into<String>) -> Result<T, StoreError> {
    Err(StoreError::BadImport(sentence.into()))
}
