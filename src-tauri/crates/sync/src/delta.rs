//! Editions as they travel: compressed whole, or as the difference from an older one.
//!
//! A delta is a zstd frame with the older edition's canonical JSON as its prefix. Its window covers both editions:
//! with the default window the same delta of a large catalogue is thirteen times as long.

use std::io::{Read, Write};

use thiserror::Error;
use zstd::stream::{read, write};

/// The slowest and densest level: an edition is compressed once and fetched by every device.
const LEVEL: i32 = 22;
/// zstd knows no window below 2^10; above 2^30 no 32-bit device could follow.
const WINDOW_LOGS: std::ops::RangeInclusive<u32> = 10..=30;

/// Why bytes could not be compressed or decompressed.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DeltaError {
    /// What comes out is longer than the caller allows.
    #[error("the content is longer than the {max} bytes it may have")]
    TooLong {
        /// The most bytes allowed.
        max: u64,
    },
    /// Not a whole zstd frame, or made against another older edition.
    #[error("the content cannot be decompressed: {0}")]
    Malformed(#[source] std::io::Error),
    /// zstd failed to compress, for want of memory.
    #[error("the content cannot be compressed: {0}")]
    Failed(#[source] std::io::Error),
}

/// What this module answers.
pub type Result<T, E = DeltaError> = std::result::Result<T, E>;

/// The delta that turns `older` into `newer`, both canonical JSON. Equal bytes give equal deltas.
///
/// Takes time and memory as zstd's highest level does: seconds and hundreds of megabytes for editions of tens.
///
/// # Errors
/// `Failed` when zstd has not enough memory.
pub fn make(older: &[u8], newer: &[u8]) -> Result<Vec<u8>> {
    let encoder = write::Encoder::with_ref_prefix(Vec::new(), LEVEL, older).map_err(DeltaError::Failed)?;
    encode(encoder, older.len(), newer)
}

/// The newer edition from `older` and the `delta` made against it, at most `max` bytes of it.
///
/// That the result is the right one is for the caller to verify: a delta applied to another older edition can come out
/// as nonsense of the right length.
///
/// # Errors
/// `TooLong` as soon as `max` is passed, `Malformed` when `delta` is truncated or damaged.
pub fn apply(older: &[u8], delta: &[u8], max: u64) -> Result<Vec<u8>> {
    let decoder = read::Decoder::with_ref_prefix(delta, older).map_err(DeltaError::Malformed)?;
    decode(decoder, older.len() as u64, max)
}

/// A full edition, compressed.
///
/// # Errors
/// `Failed` when zstd has not enough memory.
pub fn compress(newer: &[u8]) -> Result<Vec<u8>> {
    encode(
        write::Encoder::new(Vec::new(), LEVEL).map_err(DeltaError::Failed)?,
        0,
        newer,
    )
}

/// A full edition, decompressed, at most `max` bytes of it.
///
/// # Errors
/// `TooLong` as soon as `max` is passed, `Malformed` when `bytes` are truncated or damaged.
pub fn decompress(bytes: &[u8], max: u64) -> Result<Vec<u8>> {
    decode(
        read::Decoder::with_buffer(bytes).map_err(DeltaError::Malformed)?,
        0,
        max,
    )
}

fn encode(mut encoder: write::Encoder<'_, Vec<u8>>, prefix: usize, newer: &[u8]) -> Result<Vec<u8>> {
    let mut run = || {
        encoder.window_log(window_log((prefix + newer.len()) as u64))?;
        encoder.long_distance_matching(true)?;
        // With the length known, zstd fits its tables to the content.
        encoder.set_pledged_src_size(Some(newer.len() as u64))?;
        encoder.include_contentsize(true)?;
        // The edition's SHA-256 is checked in any case.
        encoder.include_checksum(false)?;
        encoder.write_all(newer)
    };
    run().map_err(DeltaError::Failed)?;
    encoder.finish().map_err(DeltaError::Failed)
}

fn decode(mut decoder: read::Decoder<'_, &[u8]>, prefix: u64, max: u64) -> Result<Vec<u8>> {
    // A frame that asks for more memory than an edition of `max` bytes needs is refused before any is taken.
    decoder
        .window_log_max(window_log(prefix.saturating_add(max)))
        .map_err(DeltaError::Malformed)?;
    let mut out = Vec::new();
    decoder
        .take(max.saturating_add(1))
        .read_to_end(&mut out)
        .map_err(DeltaError::Malformed)?;
    if out.len() as u64 > max {
        return Err(DeltaError::TooLong { max });
    }
    Ok(out)
}

/// The smallest window that covers `length` bytes.
fn window_log(length: u64) -> u32 {
    let log = u64::BITS - length.saturating_sub(1).leading_zeros();
    log.clamp(*WINDOW_LOGS.start(), *WINDOW_LOGS.end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text that looks like an edition: many records, all different.
    fn edition(number: usize, records: usize, changed: usize) -> Vec<u8> {
        let record = |i: usize| {
            let title = canonical_noise(if i < changed { i + number * 1_000_000 } else { i });
            format!("{{\"id\":\"r{i}\",\"title\":\"{title}\"}}")
        };
        let records: Vec<_> = (0..records).map(record).collect();
        format!("{{\"edition\":{number},\"records\":[{}]}}", records.join(",")).into_bytes()
    }

    fn canonical_noise(seed: usize) -> String {
        hex::encode(catalogue::canonical::digest(&seed.to_le_bytes()))
    }

    #[test]
    fn the_window_covers_both_editions() {
        for (length, log) in [(0, 10), (1024, 10), (1025, 11), (1 << 20, 20), ((1 << 20) + 1, 21)] {
            assert_eq!(window_log(length), log, "{length}");
        }
        assert_eq!(window_log(u64::MAX), 30);
    }

    #[test]
    fn a_small_change_to_a_large_edition_is_a_small_delta() {
        let (older, newer) = (edition(1, 60_000, 0), edition(2, 60_000, 20));
        assert!(older.len() > 5 << 20);
        let delta = make(&older, &newer).unwrap();
        assert!(delta.len() < 4000, "{} bytes", delta.len());
        assert_eq!(apply(&older, &delta, newer.len() as u64).unwrap(), newer);
    }

    #[test]
    fn a_bomb_goes_off_nowhere() {
        let newer = vec![b' '; 50 << 20];
        for bytes in [compress(&newer).unwrap(), make(b"older", &newer).unwrap()] {
            assert!(bytes.len() < 10_000);
            let error = apply(b"older", &bytes, 1 << 20).unwrap_err();
            assert!(
                matches!(error, DeltaError::TooLong { .. } | DeltaError::Malformed(_)),
                "{error}"
            );
        }
    }

    #[test]
    fn what_is_no_edition_is_refused() {
        for bytes in [&b""[..], b"<html>", &compress(b"whole").unwrap()[..8]] {
            assert!(
                matches!(decompress(bytes, 100), Err(DeltaError::Malformed(_))),
                "{bytes:?}"
            );
        }
        let exactly = compress(b"12345").unwrap();
        assert_eq!(decompress(&exactly, 5).unwrap(), b"12345");
        assert!(decompress(&exactly, 4).is_err());
    }

    proptest! {
        // The highest level sets up large tables for each of them.
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_delta_gives_the_newer_edition(older: Vec<u8>, newer: Vec<u8>, shared: Vec<u8>) {
            let (older, newer) = ([&shared[..], &older].concat(), [&newer[..], &shared].concat());
            let delta = make(&older, &newer).unwrap();
            prop_assert_eq!(apply(&older, &delta, newer.len() as u64).unwrap(), newer.clone());
            prop_assert_eq!(decompress(&compress(&newer).unwrap(), newer.len() as u64).unwrap(), newer);
        }

        #[test]
        fn no_bytes_make_it_panic_or_pass_the_cap(older: Vec<u8>, delta: Vec<u8>, max in 0_u64..64) {
            if let Ok(out) = apply(&older, &delta, max) {
                prop_assert!(out.len() as u64 <= max);
            }
        }
    }
}
