//! What a screen reader meets in the real window, over AT-SPI, and the five tasks by it alone and by keys alone.

mod announced;
mod keys;
mod spoken;
mod tasks;

/// A Saturday at ten in the evening.
const SATURDAY: &str = "2026-11-21T22:00:00Z";
/// The Tuesday after it, in office hours.
const TUESDAY: &str = "2026-11-24T10:00:00Z";
/// The Monday of a practice week.
const WEEK: &str = "2024-11-25T09:55:00Z";
