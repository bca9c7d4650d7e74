//! The whole app in its real window: the real binary on a virtual display and a private D-Bus, driven by
//! WebKitWebDriver. `cargo xtask test` runs these where there is no network but loopback.
//!
//! Each test has a device of its own: an empty data folder and a clock that does not move. Things are found as a person
//! finds them, by what they are and what they are called.
#![cfg(target_os = "linux")]

mod edition;
mod journeys;
