//! The command line.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use crate::address;

/// The command line's words.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// `--data-dir DIR`: keep everything there and not in the user's own place.
    pub data_dir: Option<PathBuf>,
    /// `--hidden`: no window until it is wanted, as at login.
    pub hidden: bool,
    /// `--open now`, or one of our addresses, as `doorstep://themes/neglect`: where in the window to go.
    pub open: Option<String>,
    /// `--now 2026-11-22T09:00:00Z`: what the clock says. Only in debug builds, for tests: a person's app must never
    /// have a wrong time.
    pub now: Option<DateTime<Utc>>,
    /// `--policy FILE`: take that for the administrator's policy. Only in debug builds, for tests: whom the app
    /// believes is not for a command line to say.
    pub policy: Option<PathBuf>,
    /// `--driven`: a WebDriver may drive the window, which is not a private one then: a private web view cannot be
    /// driven. Only in debug builds, for tests, and where `bench` measures.
    pub driven: bool,
}

/// Whether this build may be driven at all.
const DRIVEN: bool = cfg!(any(debug_assertions, feature = "driven"));

impl Arguments {
    /// Reads the words after the program's name. Unknown ones are passed over: desktops add their own. Paths need not
    /// be Unicode.
    pub fn read(words: impl IntoIterator<Item = impl Into<OsString>>) -> Self {
        let mut read = Self::default();
        let mut words = words.into_iter().map(Into::into);
        while let Some(word) = words.next() {
            match word.to_str().unwrap_or_default() {
                "--data-dir" => read.data_dir = words.next().map(PathBuf::from),
                "--hidden" => read.hidden = true,
                "--open" => {
                    let place = words.next();
                    read.open = place
                        .as_deref()
                        .and_then(OsStr::to_str)
                        .and_then(address::route)
                        .or(read.open);
                }
                "--now" if cfg!(debug_assertions) => read.now = words.next().and_then(|w| w.to_str()?.parse().ok()),
                "--driven" if DRIVEN => read.driven = true,
                "--policy" if cfg!(debug_assertions) => read.policy = words.next().map(PathBuf::from),
                other => read.open = address::of_link(other).or(read.open),
            }
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    #[test]
    fn reads_what_it_knows_and_passes_over_the_rest() {
        let words =
            "--psn_0_1 --data-dir /tmp/x --hidden --now 2024-11-26T09:00:00Z --driven --policy /tmp/policy.json";
        let read = Arguments::read(words.split(' '));
        assert_eq!(read.data_dir, Some("/tmp/x".into()));
        assert!(read.hidden && read.driven);
        assert_eq!(read.now, "2024-11-26T09:00:00Z".parse().ok());
        assert_eq!(read.policy, Some("/tmp/policy.json".into()));
    }

    #[test]
    fn a_place_is_named_by_a_word_or_by_an_address() {
        let open = |words: &str| Arguments::read(words.split(' ')).open;
        assert_eq!(open("--open now").as_deref(), Some("#/"));
        assert_eq!(
            open("--hidden doorstep://themes/neglect").as_deref(),
            Some("#/themes/neglect")
        );
        for none in [
            "",
            "--open",
            "--open settings",
            "--open doorstep://now",
            "now",
            "--open https://now",
        ] {
            assert_eq!(open(none), None, "{none}");
        }
        // The word after it is a folder, whatever it looks like.
        assert_eq!(open("--data-dir doorstep://now"), None);
    }

    #[cfg(unix)]
    #[test]
    fn words_that_are_not_unicode_are_read_or_passed_over() {
        use std::ffi::OsString;
        use std::os::unix::ffi::OsStringExt;

        let odd = || OsString::from_vec(b"/tmp/caf\xe9".into());
        let read = Arguments::read([
            odd(),
            "--data-dir".into(),
            odd(),
            "--now".into(),
            odd(),
            "--hidden".into(),
        ]);
        assert_eq!(read.data_dir, Some(odd().into()));
        assert_eq!(read.now, None);
        assert!(read.hidden);
    }
}
