//! What one edition takes away from another.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::edition::{Edition, Record};

/// A larger share of the records than this, in percent, is taken for a mistake until somebody says that it is meant.
pub const MOST_REMOVED: usize = 30;

/// How much of an edition is not to be used any more in the one that follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RemovedShare {
    /// Records that are gone, or are withdrawn and were not before.
    pub removed: usize,
    /// All records of the older edition.
    pub of: usize,
}

impl RemovedShare {
    /// Whether that is so much that it may be a mistake.
    pub fn is_too_much(self) -> bool {
        self.removed * 100 > self.of * MOST_REMOVED
    }
}

/// How much of `old` is gone or newly withdrawn in `new`. The publisher asks before an edition goes out, a device
/// before it takes one.
pub fn removed_share(old: &Edition, new: &Edition) -> RemovedShare {
    let there: HashMap<_, _> = new.records.iter().map(|record| (key(record), record)).collect();
    let is_removed = |was: &&Record| match there.get(&key(was)) {
        None => true,
        Some(is) => was.body != is.body && is_withdrawn(is) && !is_withdrawn(was),
    };
    RemovedShare {
        removed: old.records.iter().filter(is_removed).count(),
        of: old.records.len(),
    }
}

fn key(record: &Record) -> (&str, &str) {
    (&record.collection, &record.id)
}

/// Read from any kind of record, also one that this version does not know.
fn is_withdrawn(record: &Record) -> bool {
    let fields: Map<String, Value> = record.parse().unwrap_or_default();
    fields.get("status").is_some_and(|status| status == "withdrawn")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::tests::{edition, record};

    #[test]
    fn gone_and_withdrawn_count_alike() {
        let named = |id: &str| record("terms", id, r#""title":"T""#);
        let withdrawn = |id: &str| record("terms", id, r#""title":"T","status":"withdrawn""#);
        let old = edition((0..10).map(|n| named(&format!("t{n}"))).collect());
        let with = |gone: usize, out: usize| {
            let records = (gone..10).map(|n| {
                let id = format!("t{n}");
                if n < gone + out { withdrawn(&id) } else { named(&id) }
            });
            removed_share(&old, &edition(records.collect()))
        };
        let share = |removed| RemovedShare { removed, of: 10 };
        assert_eq!(with(0, 0), share(0));
        for (gone, out) in [(3, 0), (0, 3), (1, 2)] {
            assert_eq!(with(gone, out), share(3));
            assert!(!with(gone, out).is_too_much(), "30 % is not more than 30 %");
        }
        for (gone, out) in [(4, 0), (0, 4), (2, 2)] {
            assert_eq!(with(gone, out), share(4));
            assert!(with(gone, out).is_too_much());
        }
    }

    #[test]
    fn what_was_withdrawn_before_is_removed_only_when_it_goes() {
        let old = edition(vec![
            record("terms", "a", r#""status":"withdrawn","title":"T""#),
            record("terms", "b", r#""status":"withdrawn","title":"T""#),
            record("gadgets", "a", r#""title":"T""#),
        ]);
        let new = edition(vec![
            record("terms", "a", r#""status":"withdrawn","title":"Another""#),
            record("themes", "b", r#""title":"T""#),
            record("gadgets", "a", r#""status":"withdrawn""#),
        ]);
        // The term b is gone, and the gadget, of a kind we do not know, is withdrawn.
        assert_eq!(removed_share(&old, &new), RemovedShare { removed: 2, of: 3 });
    }

    #[test]
    fn nothing_is_removed_from_nothing() {
        let none = edition(Vec::new());
        assert!(!removed_share(&none, &none).is_too_much());
    }
}
