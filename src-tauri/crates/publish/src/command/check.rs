//! `check`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{FAULTS, Outcome, code, is_directory, print_json, today};
use crate::show;

/// Checks the whole catalogue and shows every fault with its file, its line and how to fix it, and advice that does not
/// stop a release: spelling, hard sentences, words to avoid, and records that lead nowhere.
#[derive(Args)]
pub(crate) struct Check {
    /// The directory that contains edition.toml.
    data: PathBuf,
    /// Prints what was found as JSON: records, faults, advice.
    #[arg(long)]
    json: bool,
    /// Fails if there is advice, too.
    #[arg(long)]
    strict: bool,
}

impl Check {
    pub(crate) fn run(self) -> Outcome {
        is_directory(&self.data)?;
        let report = source::check_with(&self.data, today(), proof::advice);
        if self.json {
            print_json(&report)?;
        } else {
            show::advice(&report);
            show::faults(&report);
            println!("{}", report.summary());
        }
        Ok(if self.strict && !report.advice.is_empty() {
            ExitCode::from(FAULTS)
        } else {
            code(&report)
        })
    }
}
