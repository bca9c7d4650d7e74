//! Doorstep's use-cases and their answers: one file a subject, each adding its methods to [`Doorstep`].
//!
//! **Invariant:** nothing here knows of windows, and nothing here reads the clock: `now` is an argument.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod act_now;
mod article;
pub mod bindings;
mod bookmarks;
mod calendar;
pub mod card;
mod changes;
mod contacts;
mod context;
pub mod documents;
mod doorstep;
pub mod error;
mod freshness;
mod glossary;
mod home;
mod pack;
mod pathway;
pub mod refresh;
mod resource;
pub mod search;
mod settings;
pub mod views;
pub mod words;

pub use doorstep::{Bundled, Doorstep};
