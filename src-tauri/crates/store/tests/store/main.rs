//! The store as its callers meet it, and as a bad disk leaves it.
#![allow(clippy::unwrap_used)]

mod apply;
mod damage;
mod documents;
mod kit;
mod personal;
mod reminders;
mod search;
mod speed;
mod vouch;
