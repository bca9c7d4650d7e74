//! `document`.

use std::path::PathBuf;
use std::process::ExitCode;

use catalogue::document::MOST_BYTES;
use catalogue::{DocumentFormat, canonical};
use clap::Args;
use doorstep_publish::host::Error;

use super::{Outcome, read};

/// Prints the lines that describe a file as a resource's document. Paste them at the end of the resource.
#[derive(Args)]
pub(crate) struct Document {
    /// A PDF, a picture, or an office document without macros.
    file: PathBuf,
}

impl Document {
    pub(crate) fn run(self) -> Outcome {
        let bytes = read(&self.file)?;
        let name = self.file.display();
        if bytes.len() as u64 > MOST_BYTES {
            return Err(Error::Usage(format!(
                "{name} is larger than 100 MB, the most that devices store"
            )));
        }
        let ending = self
            .file
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        let ending = ending.to_lowercase().replace("jpeg", "jpg");
        let format = DocumentFormat::ALL
            .into_iter()
            .find(|format| format.extension() == ending);
        let Some(format) = format.filter(|format| format.begins(&bytes)) else {
            let endings = DocumentFormat::ALL.map(DocumentFormat::extension).join(", ");
            return Err(Error::Usage(format!(
                "{name} is not a kind of file that devices store, or is not what its name says: use one of {endings}"
            )));
        };
        println!("[resources.document]");
        println!("sha256 = \"{}\"", hex::encode(canonical::digest(&bytes)));
        println!("bytes = {}", bytes.len());
        println!("media_type = \"{}\"", format.media_type());
        Ok(ExitCode::SUCCESS)
    }
}
