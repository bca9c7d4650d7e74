//! `schema`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::Error;
use source::schema;

use super::{Outcome, is_directory, write};

/// Writes the JSON Schemas that let text editors complete and check the data, and the .taplo.toml that says which is
/// for which file.
#[derive(Args)]
pub(crate) struct Schema {
    /// The directory that contains edition.toml.
    data: PathBuf,
}

impl Schema {
    pub(crate) fn run(self) -> Outcome {
        is_directory(&self.data)?;
        let files = schema::files();
        let folder = self.data.join("schema");
        fs::create_dir_all(&folder)
            .map_err(|error| Error::Usage(format!("{} could not be created: {error}", folder.display())))?;
        for (name, text) in &files {
            write(&self.data.join(name), text)?;
        }
        println!("{} files in {}", files.len(), self.data.display());
        Ok(ExitCode::SUCCESS)
    }
}
