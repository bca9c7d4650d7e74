//! What Android and iOS do for the app, and nothing else can: showing reminders while it does not run, handing files
//! and addresses to other apps, keeping a screen out of pictures, and what an administrator's device management sets.
//!
//! Rust decides; the Kotlin in `android/` and the Swift in `ios/` do. Times are instants, in milliseconds of UTC: no
//! phone is asked what the time is in London. Nobody has tried any of it on a phone: `cargo xtask phones` compiles the
//! Kotlin and the Swift and runs their tests.

#[cfg(mobile)]
mod asked;
mod words;

#[cfg(mobile)]
pub use asked::{Error, Phone, init};
pub use words::{Button, PRESSED, Permission, Reminder, Tap};
