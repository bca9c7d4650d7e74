//! What may be said on the command line.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

/// The command line's words.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// `--data-dir DIR`: keep everything there and not in the user's own place.
    pub data_dir: Option<PathBuf>,
    /// `--hidden`: no window until it is wanted, as at login.
    pub hidden: bool,
    /// `--now 2026-11-22T09:00:00Z`: what the clock says. Only in debug builds, for tests: a person's app must never
    /// be told a wrong time.
    pub now: Option<DateTime<Utc>>,
    /// `--policy FILE`: take that for the administrator's policy. Only in debug builds, for tests: whom the app believes
    /// is not for a command line to say.
    pub policy: Option<PathBuf>,
}

impl Arguments {
    /// Reads the words after the program's name. Unknown ones are passed over: desktops add their own.
    pub fn read(words: impl IntoIterator<Item = String>) -> Self {
        let mut read = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--data-dir" => read.data_dir = words.next().map(PathBuf::from),
                "--hidden" => read.hidden = true,
                "--now" if cfg!(debug_assertions) => read.now = words.next().and_then(|w| w.parse().ok()),
                "--policy" if cfg!(debug_assertions) => read.policy = words.next().map(PathBuf::from),
                _ => {}
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
        let words = "--psn_0_1 --data-dir /tmp/x --hidden --now 2024-11-26T09:00:00Z --policy /tmp/policy.json";
        let read = Arguments::read(words.split(' ').map(String::from));
        assert_eq!(read.data_dir, Some("/tmp/x".into()));
        assert!(read.hidden);
        assert_eq!(read.now, "2024-11-26T09:00:00Z".parse().ok());
        assert_eq!(read.policy, Some("/tmp/policy.json".into()));
    }
}
