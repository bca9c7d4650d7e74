//! Waiting: looking again and again, and no longer than it takes.

use std::time::{Duration, Instant};

use serde_json::Value;

/// How long anything may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often a condition is looked at meanwhile.
const GLANCE: Duration = Duration::from_millis(20);

/// Looks until `look` answers with something, or time is up.
pub fn patiently<T>(what: &str, mut look: impl FnMut() -> Result<T, Value>) -> T {
    let begun = Instant::now();
    loop {
        match look() {
            Ok(found) => return found,
            Err(last) if begun.elapsed() > PATIENCE => panic!("waited {PATIENCE:?} in vain for {what}; last: {last}"),
            Err(_) => std::thread::sleep(GLANCE),
        }
    }
}
