//! `doorstep-publish man`: for who makes a package of it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::Error;

use super::Outcome;

/// Writes the manual pages, one for each command.
#[derive(Args)]
#[command(hide = true)]
pub(crate) struct Man {
    /// The directory to write them into
    dir: PathBuf,
}

impl Man {
    pub(crate) fn run(self, program: clap::Command) -> Outcome {
        let written = clap_mangen::generate_to(program.disable_help_subcommand(true), &self.dir);
        written.map_err(|error| Error::Usage(format!("{} cannot be written: {error}", self.dir.display())))?;
        Ok(ExitCode::SUCCESS)
    }
}
