//! The store as its callers meet it, and as a bad disk leaves it.
#![allow(clippy::unwrap_used)]

mod commit;
mod damage;
mod documents;
mod kit;
mod personal;
mod property;
mod schemas;
mod speed;
