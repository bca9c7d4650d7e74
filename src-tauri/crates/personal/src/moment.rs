//! How a moment is written in a file, and read again.

use chrono::{DateTime, Datelike, SecondsFormat, Utc};

/// RFC 3339, UTC, with as many digits as it has.
pub fn text(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// The moment that `text` names. One outside the years that RFC 3339 can write counts as none, since nothing can be
/// computed with it.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let at: DateTime<Utc> = text.parse().ok()?;
    (1..=9999).contains(&at.year()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for at in [
            "2026-11-22T09:00:00Z",
            "2026-11-22T09:00:00.000000001Z",
            "1970-01-01T00:00:00Z",
        ] {
            assert_eq!(text(parse(at).unwrap()), at);
        }
        assert_eq!(
            text(parse("2026-11-22T10:00:00+01:00").unwrap()),
            "2026-11-22T09:00:00Z"
        );
        for none in [
            "",
            "yesterday",
            "2026-11-22",
            "2026-02-30T00:00:00Z",
            "+262142-12-31T23:59:59Z",
        ] {
            assert_eq!(parse(none), None, "{none}");
        }
    }
}
