//! What each screen is given: one folder a screen, with the types of its answer (`view`), the answer itself, and its
//! words.
//!
//! An answer is a pure function of a [`Moment`]: the library, what the person keeps, the device, and the time. Nothing
//! can fail but a name that the library does not have.
//!
//! **Invariant:** nothing here reads a file, a database, the network or the clock, and nothing knows of windows.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod about;
pub mod article;
pub mod bookmarks;
pub mod calendar;
pub mod calendar_file;
pub mod call_sheet;
pub mod cards;
pub mod changes;
pub mod contacts;
pub mod council;
pub mod delivery;
pub mod device;
pub mod documents;
pub mod failure;
pub mod freshness;
pub mod moment;
pub mod now;
pub mod pack;
pub mod part;
pub mod passing;
pub mod pathway;
pub mod reminders;
pub mod resource;
pub mod search;
pub mod settings;
pub mod start;
pub mod terms;
pub mod themes;
pub mod trouble;
pub mod week;
pub mod who;
pub mod words;

pub use device::{Device, Dialling, Hosting};
pub use failure::{ErrorCode, Failure, NotFound};
pub use moment::Moment;
pub use part::{Part, Written};
pub use trouble::Asked;
