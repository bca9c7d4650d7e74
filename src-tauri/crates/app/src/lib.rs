//! The app without its window: [`Doorstep`] opens what is stored, holds it in memory as values, answers screens from
//! them, and changes what the person keeps. One file a verb, in `verbs`.
//!
//! **Invariant:** nothing here knows of windows, asks the network, or reads the clock: `now` is an argument.
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod bundled;
mod doorstep;
mod edition;
mod keeping;
mod starts;
mod trouble;
mod verbs;

pub use bundled::Bundled;
pub use doorstep::Doorstep;
pub use edition::Edition;
pub use verbs::documents::{DocumentFile, Next};
