//! The rules of reminders: tables of what comes when, and random worlds in which nothing may be lost or repeated.
#![allow(clippy::unwrap_used, missing_docs)]

mod kit;
mod own;
mod table;
mod worlds;
