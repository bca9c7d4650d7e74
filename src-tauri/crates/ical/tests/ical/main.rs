//! Calendar files, read by programs that did not write them.

mod files;
mod readers;
mod round_trip;
