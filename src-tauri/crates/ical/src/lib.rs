//! Practice weeks, their days and sessions as calendar files (RFC 5545), to import or to subscribe to.
//!
//! What is true of every file, so that calendar programs can follow what changes:
//!
//! - **One id for ever.** An event's `UID` is made from the record's ids and nothing else: a week that is moved or
//!   renamed is the same event.
//! - **`SEQUENCE` is the edition's number**, and `DTSTAMP` and `LAST-MODIFIED` its date. It grows with every edition,
//!   whether the event changed or not: that costs nothing, and whoever has any two files knows which is newer, even
//!   when one is the app's and one the host's. (From which edition an event is as it is, a file made from one edition
//!   alone could not say.)
//! - **What is withdrawn stays**, with `STATUS:CANCELLED`. There is no `METHOD`: each of iTIP's wants an organizer who
//!   invites, and a file without one is what it is, a copy of a calendar.
//! - **Equal input, equal bytes.** Nothing here reads a clock, a file or a random number.

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod event;
mod feed;
mod file;
mod line;
mod week;
mod zone;

pub use event::{Event, Span};
pub use feed::feed_name;
pub use file::{File, edition_of};
pub use week::Weeks;

/// What such a file is, for web servers and devices.
pub const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";
