//! `bundle`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::{self, Marks};

use super::{Outcome, now, print_json, read};

/// Writes a host's newest edition to one file for a USB stick, after verifying it, with the signatures that a device
/// checks.
#[derive(Args)]
pub(crate) struct Bundle {
    /// The host: an http(s) address, a folder, s3://bucket/prefix or az://container/prefix.
    host: String,
    /// The root to trust: the one built into the app, or a later one. If it is in a key directory, the host is also
    /// compared with what was published before (marks.json).
    #[arg(long)]
    root: PathBuf,
    /// The file to write. It is replaced completely or not at all.
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
                "Edition {} in {}: {} bytes, valid until {}.",
                bundled.edition,
                self.to.display(),
                bundled.bytes,
                bundled.valid_until
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}
