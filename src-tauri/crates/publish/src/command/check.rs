//! `check`.

use std::path::PathBuf;

use clap::Args;

use super::{Outcome, code, is_directory, print_json, today};
use crate::show;

/// Reads the whole catalogue and shows every fault with its file, its line and how to mend it.
#[derive(Args)]
pub(crate) struct Check {
    /// The directory that holds edition.toml.
    data: PathBuf,
    /// Prints what was found as JSON: records, faults, advice.
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(crate) fn run(self) -> Outcome {
        is_directory(&self.data)?;
        let report = source::check(&self.data, today());
        if self.json {
            print_json(&report)?;
        } else {
            show::advice(&report);
            show::faults(&report);
            println!("{}", report.summary());
        }
        Ok(code(&report))
    }
}
