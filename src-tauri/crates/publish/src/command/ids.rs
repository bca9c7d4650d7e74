//! `ids`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::{ids, source};

use super::{Outcome, is_directory, refused, write};

/// Adds every new id to ids.lock. From then on, check refuses a catalogue that has lost one. A release does it by itself.
#[derive(Args)]
pub(crate) struct Ids {
    /// The directory that holds edition.toml.
    data: PathBuf,
}

impl Ids {
    pub(crate) fn run(self) -> Outcome {
        is_directory(&self.data)?;
        let lock = self.data.join("ids.lock");
        // A slip in an id must not be locked in, so only a catalogue without faults is.
        let report = doorstep_publish::check(&self.data);
        if !report.faults.is_empty() {
            return Ok(refused(&report, &lock));
        }
        let loaded = source::read(&self.data);
        let new = ids::missing(&loaded);
        if !new.is_empty() {
            write(&lock, &ids::lock(&loaded))?;
        }
        println!("{} new in {}", new.len(), lock.display());
        Ok(ExitCode::SUCCESS)
    }
}
