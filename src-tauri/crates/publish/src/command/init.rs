//! `init`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::init::{self, Partnership};

use super::{Outcome, now};

/// Creates the data of a new partnership, with places to fill in. They can be checked, built and released at once.
///
/// The folder contains what is the same everywhere (999, the bank holidays) and, for each area, two numbers and a
/// pathway to fill in. `check` lists each place to fill in, with its file and line. For the next steps, see
/// docs/new-partnership.md.
#[derive(Args)]
pub(crate) struct Init {
    /// The folder to create. It must be empty or not exist yet.
    folder: PathBuf,
    /// The place that the partnership covers, as people say it: "Westmarch and the Vale".
    #[arg(long)]
    name: String,
    /// Who publishes: "Westmarch and the Vale Safeguarding Children Partnership".
    #[arg(long)]
    publisher: Option<String>,
    /// The areas that people can choose, separated by commas: "Westmarch, The Vale".
    #[arg(long, value_delimiter = ',', required = true)]
    areas: Vec<String>,
    /// The email address for reports of a wrong number.
    #[arg(long)]
    feedback: Option<String>,
}

impl Init {
    pub(crate) fn run(self) -> Outcome {
        let partnership = Partnership {
            name: self.name,
            publisher: self.publisher,
            areas: self.areas,
            feedback: self.feedback,
        };
        let now = std::time::SystemTime::from(now()).into();
        let report = init::init(&self.folder, &partnership, now)?;
        println!("{} in {}", report.summary(), self.folder.display());
        println!(
            "Read {} first. To list what is still to be filled in: doorstep-publish check {}",
            self.folder.join("README.md").display(),
            self.folder.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}
