//! Which number and date an edition has.
//!
//! A release counts by itself and writes what it counted back into `edition.toml`, which is under version control like
//! all that editors write. So the data always say which edition they come from: when that is not the host's newest,
//! somebody else has published since, and nothing of theirs may be undone by mistake.

use std::fs;
use std::path::Path;

use catalogue::Header;
use catalogue::days::is_plausible;
use chrono::{DateTime, TimeDelta, Utc};
use jiff::Timestamp;

use super::error::{Error, Result, unusable};
use super::lifetime::utc;
use super::marks::Edition;

/// The header for publishing data with `header` after `held`, the host's newest: the next number and the date of `now`.
/// The first edition on a host goes out as the data have it. No number up to `given` is given again.
///
/// # Errors
/// `Refused` when the data do not come from `held`.
pub(crate) fn follow(held: Option<&Header>, header: &Header, given: u32, now: Timestamp) -> Result<Header> {
    let Some(held) = held else {
        // As the data say: an app that was built from them has this very edition, and takes the difference to the next.
        return Ok(Header {
            published_at: header.published_at.min(utc(now)),
            ..header.clone()
        });
    };
    let (there, ours) = (held.edition, header.edition);
    // The number alone would not do: two editors can both have counted on by hand. An edition with an impossible date
    // cannot be matched by date; no device took that one.
    let of_it = header.published_at == held.published_at || after(held.published_at).is_none();
    if of_it && (ours == there || there.checked_add(1) == Some(ours)) {
        return next(there.max(given), held.published_at, header, now);
    }
    Err(Error::Refused(if ours <= there {
        format!(
            "the host has edition {there} of {}, and your data come from another: edition.toml says edition {ours} of \
             {}. Somebody has published since. Bring their changes into your data (git pull), and release again. (If \
             it was your own release, cut short: write that number and date into edition.toml. If it was none of you: \
             see docs/publishing.md, \"Somebody published in our name\".)",
            held.published_at.to_rfc3339(),
            header.published_at.to_rfc3339()
        )
    } else {
        format!(
            "the host has gone back to an older state: your data come from edition {ours} of {}, and its newest is \
             edition {there} of {}. It was restored from a backup, or somebody has tampered with it. Put the newest \
             files back onto it, if you have them; if not, run this again with --recover, which continues from your \
             data. (If nobody has published edition {ours}, restore edition.toml as the last release wrote it.)",
            header.published_at.to_rfc3339(),
            held.published_at.to_rfc3339()
        )
    }))
}

/// The same where the host has lost the newest edition, or shows one that is no longer valid: the number after all that
/// are known. `known` are the editions that somebody with keys that count has published: the data must come from the
/// newest of them, or from one that is newer still.
///
/// # Errors
/// `Refused` when they come from an older one.
pub(crate) fn recover(known: &[&Edition], header: &Header, given: u32, now: Timestamp) -> Result<Header> {
    let newest = known.iter().map(|known| known.number).max().unwrap_or_default();
    let of_it = known.iter().any(|known| known.number == newest && known.is(header));
    if header.edition < newest || (header.edition == newest && !of_it) {
        let newest = known.iter().find(|known| known.number == newest);
        return Err(Error::Refused(format!(
            "{} is known here, and your data come from another: edition.toml says edition {} of {}. Bring the newest data in \
             (git pull), and run this again",
            newest.map_or("a newer edition".into(), ToString::to_string),
            header.edition,
            header.published_at.to_rfc3339()
        )));
    }
    let latest = known.iter().map(|known| known.published_at).max();
    let before = latest.map_or(header.published_at, |latest| latest.max(header.published_at));
    next(header.edition.max(given), before, header, now)
}

fn next(number: u32, published_at: DateTime<Utc>, header: &Header, now: Timestamp) -> Result<Header> {
    let edition = number.checked_add(1).ok_or_else(|| {
        Error::Refused(format!(
            "no edition can follow edition {number}, a number that no honest publisher reaches. Rotate the targets key \
             with all others that were stored beside it, and release with --recover (docs/publishing.md, \"Somebody \
             published in our name\")"
        ))
    })?;
    let now = utc(now);
    Ok(Header {
        edition,
        // A clock that runs behind does not turn time back. An impossible date is ignored: no device took the edition
        // that has it.
        published_at: after(published_at).map_or(now, |after| now.max(after)),
        ..header.clone()
    })
}

fn after(time: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let after = time.checked_add_signed(TimeDelta::seconds(1))?;
    is_plausible(after.date_naive()).then_some(after)
}

/// Whether two headers are of the same content: number and date aside.
pub(crate) fn alike(one: &Header, other: &Header) -> bool {
    let other = Header {
        edition: one.edition,
        published_at: one.published_at,
        ..other.clone()
    };
    *one == other
}

/// Writes number and date of `new` into `edition.toml`. All else stays as it was written.
pub(crate) fn write(data: &Path, new: &Header) -> Result<()> {
    let file = data.join("edition.toml");
    let text = fs::read_to_string(&file).map_err(|error| unusable(&file, error))?;
    let date = new.published_at.format("%Y-%m-%dT%H:%M:%SZ");
    let lines = text.split_inclusive('\n').map(|line| {
        let end = &line[line.trim_end().len()..];
        match line.split_once('=').map(|(key, value)| (key.trim(), value)) {
            Some(("edition", value)) => format!("edition = {}{}{end}", new.edition, comment(value)),
            Some(("published_at", value)) => format!("published_at = \"{date}\"{}{end}", comment(value)),
            _ => line.to_owned(),
        }
    });
    let changed: String = lines.collect();
    if changed == text {
        return Ok(());
    }
    source::write(&file, changed.as_bytes()).map_err(|error| unusable(&file, error))
}

/// What an editor noted behind a value. Neither a number nor a date holds a `#`.
fn comment(value: &str) -> String {
    value
        .trim_end()
        .find('#')
        .map(|at| format!(" {}", value[at..].trim_end()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(edition: u32, published_at: &str) -> Header {
        serde_json::from_value(serde_json::json!({
            "format": 1, "min_reader": 1, "edition": edition, "status": "draft", "title": "T",
            "published_at": published_at, "publisher": "P",
        }))
        .unwrap()
    }

    /// What becomes of number and date.
    fn outcome(held: (u32, &str), ours: (u32, &str)) -> String {
        let now: Timestamp = "2026-11-22T12:00:00.5Z".parse().unwrap();
        match follow(Some(&header(held.0, held.1)), &header(ours.0, ours.1), 0, now) {
            Ok(header) => format!("{} {}", header.edition, header.published_at.format("%d %H:%M:%S")),
            Err(error) => format!("exit {}", error.exit_code()),
        }
    }

    #[test]
    fn an_edition_follows_the_one_it_comes_from() {
        const DAY: &str = "2026-11-20T09:00:00Z";
        const LATER: &str = "2026-11-21T09:00:00Z";
        assert_eq!(outcome((7, DAY), (7, DAY)), "8 22 12:00:00");
        assert_eq!(outcome((7, DAY), (8, DAY)), "8 22 12:00:00", "counted by hand");
        assert_eq!(outcome((7, DAY), (7, LATER)), "exit 4", "another editor's edition 7");
        assert_eq!(outcome((7, DAY), (6, DAY)), "exit 4");
        assert_eq!(outcome((7, DAY), (9, LATER)), "exit 4");
        const AHEAD: &str = "2026-11-23T09:00:00Z";
        assert_eq!(
            outcome((7, AHEAD), (7, AHEAD)),
            "8 23 09:00:01",
            "our clock runs behind"
        );
        for never in ["+262142-12-31T23:59:59Z", "2100-12-31T23:59:59Z"] {
            assert_eq!(outcome((7, never), (8, DAY)), "8 22 12:00:00", "{never}");
        }
    }

    #[test]
    fn the_first_edition_is_the_one_an_app_has_inside() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let ours = header(1, "2026-11-20T09:00:00Z");
        assert_eq!(follow(None, &ours, 0, now).unwrap(), ours);
        let ahead = follow(None, &header(1, "2026-12-24T09:00:00Z"), 0, now).unwrap();
        assert_eq!(ahead.published_at.to_rfc3339(), "2026-11-22T12:00:00+00:00");
    }

    #[test]
    fn edition_toml_keeps_its_words() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("edition.toml");
        let text = "# edition = 9\nedition = 7 # raised\r\ntitle = \"a = b\"\npublished_at = 2026-11-20T09:00:00Z";
        fs::write(&file, text).unwrap();
        write(dir.path(), &header(8, "2026-11-22T12:00:00Z")).unwrap();
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            "# edition = 9\nedition = 8 # raised\r\ntitle = \"a = b\"\npublished_at = \"2026-11-22T12:00:00Z\""
        );
        write(dir.path(), &header(8, "2026-11-22T12:00:00Z")).unwrap();
    }
}
