//! `bundle`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::{self, Marks};

use super::{Outcome, now, print_json, read};

/// Writes a host's newest edition as one file for a USB stick, verified, with the signatures to verify it by.
#[derive(Args)]
pub(crate) struct Bundle {
    /// An http address, or whatever can be published to.
    host: String,
    /// The root to trust: the one built into the app, or a later one. In a key directory, what is known there of the host is
    /// held against it.
    #[arg(long)]
    root: PathBuf,
    /// The file to write. It is replaced whole or left as it is.
    #[arg(long)]
    to: PathBuf,
    /// Prints what was written as JSON: edition, bytes, valid_until.
    #[arg(long)]
    pub(crate) json: bool,
}

impl Bundle {
    pub(crate) async fn run(self) -> Outcome {
        let root = read(&self.root)?;
        let marks = Marks::beside(&self.root)?;
        let bundled = host::bundle(host::open(&self.host)?, &root, &marks, &self.to, now()).await?;
        if self.json {
            print_json(&bundled)?;
        } else {
            println!(
                "Edition {} in {}: {} bytes, good until {}.",
                bundled.edition,
                self.to.display(),
                bundled.bytes,
                bundled.valid_until
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}
