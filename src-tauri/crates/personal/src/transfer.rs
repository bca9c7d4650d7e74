//! Taking what the person keeps to another device, as JSON.
//!
//! ```json
//! { "format": "doorstep-personal", "version": 1, "exported_at": "2026-11-22T09:00:00Z",
//!   "bookmarks": [{ "kind": "resource", "id": "dash", "title": "DASH", "kept_at": "2026-11-20T10:00:00Z" }],
//!   "kept_offline": [{ "kind": "theme", "id": "neglect", "kept_at": "2026-11-20T10:00:00Z" }],
//!   "muted_weeks": [{ "week": "neglect-2026", "muted_at": "2026-11-20T10:00:00Z" }],
//!   "days_done": [{ "week": "neglect-2026", "weekday": "monday", "done_at": "2026-11-23T10:00:00Z" }],
//!   "reminders": [{ "at": "2026-12-02T09:00:00Z" }],
//!   "settings": { "areas": ["hampshire"] } }
//! ```
//! Bookmarks are in the person's order. Documents do not travel: the other device fetches them itself. Nor do recent
//! searches and what was opened from them: they are traces, not what the person keeps. Nor do the reminders shown here:
//! the other device has shown its own. Times are RFC 3339, UTC. Fields a version does not know it ignores; a change
//! that an older version would misread gets a new version number.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::{Bookmark, DayDone, Import, KeptOffline, MutedWeek, Personal, moment};

const FORMAT: &str = "doorstep-personal";
const VERSION: u64 = 1;

/// The largest file that is read, in bytes: twice the size of as many bookmarks as stay fast.
pub const MOST_BYTES: usize = 32 << 20;
/// Of each list.
const MOST_ROWS: usize = 100_000;
const MOST_SETTINGS: usize = 1_000;
/// The longest text in a bookmark or name of a setting, in bytes.
const LONGEST_TEXT: usize = 4_000;

/// What is wrong with a file: a sentence that says where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct BadImport(pub String);

/// Everything the person keeps, as JSON for [`parse`]. A setting that is not JSON is left out.
pub fn export(personal: &Personal, now: DateTime<Utc>) -> String {
    let bookmarks = personal
        .bookmarks
        .iter()
        .map(|b| json!({ "kind": b.kind, "id": b.id, "title": b.title, "kept_at": moment::text(b.kept_at) }));
    let kept = personal
        .kept_offline
        .iter()
        .map(|k| json!({ "kind": k.kind, "id": k.id, "kept_at": moment::text(k.kept_at) }));
    let muted = personal
        .muted_weeks
        .iter()
        .map(|m| json!({ "week": m.week, "muted_at": moment::text(m.muted_at) }));
    let done = personal
        .days_done
        .iter()
        .map(|d| json!({ "week": d.week, "weekday": d.weekday, "done_at": moment::text(d.done_at) }));
    let reminders = personal
        .reminders_set
        .iter()
        .map(|at| json!({ "at": moment::text(*at) }));
    let settings = personal
        .settings
        .iter()
        .filter_map(|(key, json)| Some((key.to_owned(), serde_json::from_str(json).ok()?)));
    let whole = json!({
        "format": FORMAT,
        "version": VERSION,
        "exported_at": moment::text(now),
        "bookmarks": bookmarks.collect::<Vec<_>>(),
        "kept_offline": kept.collect::<Vec<_>>(),
        "muted_weeks": muted.collect::<Vec<_>>(),
        "days_done": done.collect::<Vec<_>>(),
        "reminders": reminders.collect::<Vec<_>>(),
        "settings": settings.collect::<Map<_, _>>(),
    });
    format!("{whole:#}")
}

/// Reads an exported file. An item without a time of its own gets the time of the export.
///
/// # Errors
/// When the file is not as it must be in any part.
pub fn parse(text: &str) -> Result<Import, BadImport> {
    if text.len() > MOST_BYTES {
        return bad(format!(
            "The file is larger than {} MB: it is not one that Doorstep saved.",
            MOST_BYTES >> 20
        ));
    }
    let mut whole = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(Value::Object(whole)) => whole,
        Ok(_) => return bad("The file is not one that Doorstep saved."),
        Err(error) => {
            return bad(format!(
                "The file cannot be read after line {}, column {}: it may be incomplete or changed.",
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
            return bad("The file was saved by a newer version of Doorstep. Update Doorstep on this device first.");
        }
        _ => return bad(format!("\"version\" must be {VERSION}.")),
    }
    let exported_at = whole.get("exported_at").and_then(Value::as_str);
    let exported_at = exported_at.and_then(moment::parse).unwrap_or_default();
    let mut take = |list| (whole.remove(list), list);
    Ok(Import {
        bookmarks: rows(take("bookmarks"), "Saved item", |row| {
            Ok(Bookmark {
                kind: row.text("kind")?,
                id: row.text("id")?,
                title: row.text("title")?,
                kept_at: row.moment("kept_at", exported_at)?,
            })
        })?,
        kept_offline: rows(take("kept_offline"), "Download", |row| {
            Ok(KeptOffline {
                kind: row.text("kind")?,
                id: row.text("id")?,
                kept_at: row.moment("kept_at", exported_at)?,
            })
        })?,
        muted_weeks: rows(take("muted_weeks"), "Muted week", |row| {
            Ok(MutedWeek {
                week: row.text("week")?,
                muted_at: row.moment("muted_at", exported_at)?,
            })
        })?,
        days_done: rows(take("days_done"), "Ticked day", |row| {
            Ok(DayDone {
                week: row.text("week")?,
                weekday: row.text("weekday")?,
                done_at: row.moment("done_at", exported_at)?,
            })
        })?,
        reminders_set: rows(take("reminders"), "Reminder", |row| row.moment("at", exported_at))?,
        settings: settings(take("settings").0)?,
    })
}

/// The objects of a list, which may be absent; `one` is what people call one of them.
fn rows<T>(
    (value, list): (Option<Value>, &str),
    one: &str,
    read: impl Fn(Item<'_>) -> Result<T, BadImport>,
) -> Result<Vec<T>, BadImport> {
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
    fn text(self, field: &str) -> Result<String, BadImport> {
        match self.value.get(field).and_then(Value::as_str) {
            None => self.bad(&format!("\"{field}\" must be a text.")),
            Some(text) if text.len() > LONGEST_TEXT => self.bad(&format!("\"{field}\" is too long.")),
            Some(text) => Ok(text.to_owned()),
        }
    }

    /// A moment; `otherwise` where there is none.
    fn moment(self, field: &str, otherwise: DateTime<Utc>) -> Result<DateTime<Utc>, BadImport> {
        match self.value.get(field) {
            None | Some(Value::Null) => Ok(otherwise),
            Some(moment) => match moment.as_str().and_then(moment::parse) {
                Some(moment) => Ok(moment),
                None => self.bad(&format!("\"{field}\" must be a time, as in \"2026-11-22T09:00:00Z\".")),
            },
        }
    }

    fn bad<T>(self, what: &str) -> Result<T, BadImport> {
        bad(format!("{} {}: {what}", self.one, self.n))
    }
}

fn settings(value: Option<Value>) -> Result<Vec<(String, String)>, BadImport> {
    let settings = match value {
        None => return Ok(Vec::new()),
        Some(Value::Object(settings)) => settings,
        Some(_) => return bad("\"settings\" must be an object."),
    };
    if settings.len() > MOST_SETTINGS {
        return bad(format!("There are more than {MOST_SETTINGS} settings."));
    }
    if settings.keys().any(|key| key.is_empty() || key.len() > LONGEST_TEXT) {
        return bad("The name of a setting is empty or too long.");
    }
    Ok(settings
        .into_iter()
        .map(|(key, value)| (key, value.to_string()))
        .collect())
}

fn bad<T>(sentence: impl Into<String>) -> Result<T, BadImport> {
    Err(BadImport(sentence.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Change;

    fn now() -> DateTime<Utc> {
        "2026-11-22T09:00:00Z".parse().unwrap()
    }

    fn bookmark(id: &str) -> Bookmark {
        Bookmark {
            kind: "resource".into(),
            id: id.into(),
            title: id.to_uppercase(),
            kept_at: now(),
        }
    }

    /// Bookmarks d to a, and one of everything else.
    fn personal() -> Personal {
        let later = now() + chrono::TimeDelta::milliseconds(500);
        let changes = [
            Change::AddBookmark(bookmark("a")),
            Change::AddBookmark(bookmark("b")),
            Change::AddBookmark(bookmark("c")),
            Change::AddBookmark(bookmark("d")),
            Change::KeepOffline(KeptOffline {
                kind: "theme".into(),
                id: "neglect".into(),
                kept_at: later,
            }),
            Change::MuteWeek(MutedWeek {
                week: "prevent-2026".into(),
                muted_at: now(),
            }),
            Change::TickDay(DayDone {
                week: "neglect-2026".into(),
                weekday: "monday".into(),
                done_at: now(),
            }),
            Change::SetReminder(later),
            Change::SetReminder(now()),
            Change::Set {
                key: "areas".into(),
                json: r#"["hampshire"]"#.into(),
            },
            Change::Opened {
                query: Some("zanzibar".into()),
                kind: "term".into(),
                id: "zanzibar".into(),
            },
        ];
        let start = Personal::default();
        changes.iter().fold(start, |personal, change| personal.after(change))
    }

    fn imported(into: &Personal, text: &str) -> Personal {
        into.after(&Change::Import(Box::new(parse(text).unwrap())))
    }

    #[test]
    fn what_is_exported_can_be_imported() {
        let text = export(&personal(), now());
        let other = imported(&Personal::default(), &text);
        assert_eq!(export(&other, now()), text);
        assert_eq!(imported(&other, &text), other, "a second time adds nothing");
        assert!(!text.contains("zanzibar"), "traces of searches stay here");
    }

    #[test]
    fn an_import_changes_nothing_that_is_there() {
        let text = export(&personal(), now());
        let mine = personal()
            .after(&Change::RemoveBookmark {
                kind: "resource".into(),
                id: "c".into(),
            })
            .after(&Change::Set {
                key: "areas".into(),
                json: r#"["isle-of-wight"]"#.into(),
            });
        let both = imported(&mine, &text);
        let ids: Vec<_> = both.bookmarks.iter().map(|b| b.id.as_str()).collect();
        assert_eq!(ids, ["d", "b", "a", "c"]);
        assert_eq!(both.settings.get::<Vec<String>>("areas").unwrap(), ["isle-of-wight"]);
    }

    #[test]
    fn a_setting_that_is_not_json_is_left_out() {
        let odd = personal().after(&Change::Set {
            key: "odd".into(),
            json: "{".into(),
        });
        assert_eq!(export(&odd, now()), export(&personal(), now()));
    }

    #[test]
    fn what_can_be_kept_can_be_taken_along() {
        let bookmarks = (0..50_000).map(|n| Bookmark {
            title: "A title of the length that titles have, or a little more".into(),
            ..bookmark(&format!("a-resource-of-some-publisher-{n}"))
        });
        let many = Personal {
            bookmarks: std::sync::Arc::new(bookmarks.collect()),
            ..Personal::default()
        };
        assert_eq!(imported(&Personal::default(), &export(&many, now())), many);
    }

    #[test]
    fn what_has_no_time_has_that_of_the_export() {
        let at = "2026-11-20T10:00:00Z";
        let of = |exported: &str| {
            let text = format!(
                r#"{{"format":"doorstep-personal","version":1{exported},"bookmarks":[{{"kind":"theme","id":"x","title":"X"}}]}}"#
            );
            moment::text(parse(&text).unwrap().bookmarks[0].kept_at)
        };
        assert_eq!(of(&format!(r#","exported_at":"{at}""#)), at);
        assert_eq!(of(""), "1970-01-01T00:00:00Z");
    }

    #[test]
    fn a_bad_file_is_refused_with_a_sentence() {
        let good = export(&personal(), now());
        let with = |members: &str| format!(r#"{{"format":"doorstep-personal","version":1,{members}}}"#);
        let bookmark = |fields: &str| {
            with(&format!(
                r#""bookmarks":[{{"kind":"theme","id":"x","title":"X"}},{{{fields}}}]"#
            ))
        };
        for (text, says) in [
            (String::new(), "line 1"),
            ("\0\u{feff}garbage".into(), "line 1"),
            ("[]".into(), "not one that Doorstep saved"),
            ("{}".into(), "\"format\""),
            (good[..good.len() / 2].to_owned(), "line"),
            (good.replace("\"version\": 1", "\"version\": 2"), "newer version"),
            (
                good.replace("\"version\": 1", "\"version\": \"1\""),
                "\"version\" must be 1",
            ),
            (bookmark(r#""kind":"theme","id":7,"title":"Y""#), "Saved item 2: \"id\""),
            (
                bookmark(r#""kind":"theme","id":"y","title":"Y","kept_at":"yesterday""#),
                "Saved item 2: \"kept_at\"",
            ),
            (
                bookmark(r#""kind":"theme","id":"y","title":"Y","kept_at":"+262142-12-31T00:00:00Z""#),
                "Saved item 2: \"kept_at\"",
            ),
            (
                bookmark(&format!(r#""kind":"theme","id":"y","title":"{}""#, "y".repeat(5000))),
                "Saved item 2: \"title\"",
            ),
            (with(r#""bookmarks":{}"#), "\"bookmarks\""),
            (with(r#""settings":[]"#), "\"settings\""),
            (with(r#""settings":{"":1}"#), "The name of a setting"),
            (with(r#""kept_offline":[{"kind":"theme"}]"#), "Download 1: \"id\""),
            (with(r#""reminders":[{"at":"soon"}]"#), "Reminder 1: \"at\""),
            (
                with(&format!(r#""days_done":[{}1]"#, "1,".repeat(MOST_ROWS))),
                "more than 100000",
            ),
            ("[".repeat(100_000), "cannot be read"),
            (" ".repeat(MOST_BYTES + 1), "larger than 32 MB"),
        ] {
            let sentence = parse(&text).unwrap_err().to_string();
            assert!(sentence.contains(says), "{sentence}");
        }
    }
}
