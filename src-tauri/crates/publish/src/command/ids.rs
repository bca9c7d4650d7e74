//! `ids`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::Error;

use super::{Outcome, is_directory, refused, today};

/// Adds every new id to ids.lock, so that `check` refuses a catalogue that has lost one. `release` does this by itself.
#[derive(Args)]
pub(crate) struct Ids {
    /// The directory that contains edition.toml.
    data: PathBuf,
}

impl Ids {
    pub(crate) fn run(self) -> Outcome {
        is_directory(&self.data)?;
        let lock = self.data.join("ids.lock");
        // A slip in an id must not be locked in, so only a catalogue without faults is.
        let report = source::check(&self.data, today());
        if !report.faults.is_empty() {
            return Ok(refused(&report, &lock));
        }
        let new = source::ids::add(&self.data, source::read(&self.data).keys())
            .map_err(|error| Error::Usage(format!("{} cannot be written: {error}", lock.display())))?;
        println!("{new} new ids in {}", lock.display());
        Ok(ExitCode::SUCCESS)
    }
}
