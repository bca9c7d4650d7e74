//! Publishing: keys, releases, daily signatures, audits, bundles, and the servers they go through.

#[path = "../../../source/tests/fixture/mod.rs"]
mod fixture;
mod kit;
#[path = "../run/mod.rs"]
mod run;

mod book;
mod calendars;
mod cut_short;
mod editors;
mod keys;
mod release;
mod rotation;
mod serve;
mod servers;
