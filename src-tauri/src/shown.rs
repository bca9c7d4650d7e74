//! Reminders that were shown and are not written down yet: a device that cannot write must not show them again each
//! minute.

use std::sync::{Mutex, MutexGuard, PoisonError};

use screens::Failure;

/// Each reminder by all of its keys.
#[derive(Default)]
pub struct Shown(Mutex<Vec<Vec<String>>>);

impl Shown {
    /// Whether a reminder of these keys says something that was not shown.
    pub fn has_news(&self, keys: &[String]) -> bool {
        let shown = self.lock();
        !keys.iter().all(|key| shown.iter().flatten().any(|shown| shown == key))
    }

    /// It was shown.
    pub fn add(&self, keys: Vec<String>) {
        self.lock().push(keys);
    }

    /// Writes each down, in the order in which they were shown. What cannot be written stays.
    pub fn note(&self, write: impl Fn(&[String]) -> Result<(), Failure>) {
        self.lock().retain(|keys| {
            let written = write(keys);
            if let Err(error) = &written {
                tracing::debug!(%error, "a reminder that was shown could not be stored");
            }
            written.is_err()
        });
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Vec<String>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn keys(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| (*key).to_owned()).collect()
    }

    #[test]
    fn a_reminder_is_shown_once_also_where_that_cannot_be_written() {
        let shown = Shown::default();
        let (week, both) = (keys(&["week"]), keys(&["week", "session"]));
        assert!(shown.has_news(&week));
        shown.add(week.clone());
        for _ in 0..3 {
            shown.note(|_| Err(Failure::storage("This device's storage is full.")));
            assert!(!shown.has_news(&week));
            assert!(shown.has_news(&both), "what has come due since is shown");
        }
        shown.add(both.clone());
        let written = RefCell::new(Vec::new());
        let write = |keys: &[String]| {
            written.borrow_mut().push(keys.to_vec());
            Ok(())
        };
        shown.note(write);
        shown.note(write);
        assert_eq!(*written.borrow(), [week.clone(), both], "once each, in order");
        assert!(shown.has_news(&week), "from here on what is written decides");
    }
}
