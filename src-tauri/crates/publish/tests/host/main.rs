//! Publishing: keys, releases, daily signatures, audits, bundles, and the servers they go through.

mod kit;

mod book;
mod calendars;
mod cut_short;
mod editors;
mod keys;
mod python;
mod release;
mod rotation;
mod serve;
mod servers;

use ::kit::fixture;
