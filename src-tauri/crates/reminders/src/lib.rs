//! What a person is reminded of, and when: pure rules over the practice weeks.
//!
//! What was shown is remembered by the caller as [`Key`]s, and everything else is worked out again from the weeks as
//! they are: so a restart, a sleep, a changed clock or a new edition can neither repeat a reminder nor lose one.
//!
//! **Invariants:** nothing here reads a clock or does input or output: `now` is an argument. Days and times of day are
//! those of London, whatever zone the device is in.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod choices;
mod key;
mod local;
mod message;
pub mod own;
mod rules;

pub use choices::{Choices, Snooze};
pub use key::{Key, Occasion, Standing};
pub use message::{Change, Message};
pub use rules::{History, World, due, upcoming};
