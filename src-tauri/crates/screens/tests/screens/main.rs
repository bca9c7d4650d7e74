//! What each screen is given, on the real catalogue, on small ones and in random worlds.
#![allow(clippy::unwrap_used, missing_docs)]

mod bookmarks;
mod calendar_file;
mod changes;
mod conversation;
mod council;
mod days;
mod documents;
mod freshness;
mod hours;
mod kit;
mod managed;
mod now;
mod numbers;
mod pack;
mod partnership;
mod pathway;
mod reading;
mod reminders;
mod search;
mod settings;
mod to_do;
mod weeks;
mod worlds;
