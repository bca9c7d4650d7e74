//! Publishing: keys, releases, daily signatures, audits, bundles, and the servers they go through.

mod kit;

mod book;
mod calendars;
mod cut_short;
mod editors;
mod forged;
mod junk;
mod keys;
mod marks;
mod python;
mod quorum;
mod release;
mod rotation;
mod serve;
mod servers;
mod theft;

use ::kit::fixture;
