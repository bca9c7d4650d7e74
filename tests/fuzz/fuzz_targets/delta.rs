//! A delta, and a whole edition, as they come from a host: what does not come out right is an error, and never longer
//! than was allowed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sync::delta;

/// The edition that the seeds' deltas are made against, in canonical JSON.
const OLDER: &[u8] = include_bytes!("../seeds/edition/small.json");

fuzz_target!(|bytes: &[u8]| {
    for max in [0, OLDER.len() as u64, 1 << 20] {
        let whole = delta::decompress(bytes, max);
        for out in [delta::apply(OLDER, bytes, max), whole].into_iter().flatten() {
            assert!(out.len() as u64 <= max);
        }
    }
    // The bytes as the newer edition: what is made of them gives them back, and nothing shorter than they are allowed.
    if bytes.len() < 4096 {
        let made = delta::make(OLDER, bytes).expect("a delta");
        assert_eq!(delta::apply(OLDER, &made, bytes.len() as u64).expect("applied"), bytes);
        if let Some(less) = bytes.len().checked_sub(1) {
            assert!(delta::apply(OLDER, &made, less as u64).is_err());
        }
    }
});
