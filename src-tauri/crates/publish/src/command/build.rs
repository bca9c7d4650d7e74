//! `build`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::Error;

use super::{Outcome, is_directory, refused, today, write};

/// Writes the edition as canonical JSON: the same content always gives the same bytes. If there are faults, it writes
/// nothing.
#[derive(Args)]
pub(crate) struct Build {
    /// The directory that contains edition.toml.
    data: PathBuf,
    /// The file to write. It is replaced completely or not at all.
    #[arg(long)]
    out: PathBuf,
}

impl Build {
    pub(crate) fn run(self) -> Outcome {
        is_directory(&self.data)?;
        let edition = match source::build_on(&self.data, today()) {
            Ok(edition) => edition,
            Err(report) => return Ok(refused(&report, &self.out)),
        };
        let json = edition.to_json().map_err(|error| Error::Data(error.to_string()))?;
        write(&self.out, &json)?;
        println!(
            "edition {}: {} records, {} bytes in {}",
            edition.header.edition,
            edition.records.len(),
            json.len(),
            self.out.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}
