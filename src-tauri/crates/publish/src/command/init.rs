//! `init`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::init::{self, Partnership};

use super::{Outcome, now};

/// Makes the data of a new partnership, which can be checked, built and released at once, with places to fill in.
///
/// The folder holds what is the same for everybody (999, the bank holidays) and, for each area, two numbers and a pathway to
/// fill in. `check` names each place with its file and line. docs/new-partnership.md goes on from there.
#[derive(Args)]
pub(crate) struct Init {
    /// The folder to make. It must not be there yet, or be empty.
    folder: PathBuf,
    /// Where the partnership is, as people say it: "Westmarch and the Vale".
    #[arg(long)]
    name: String,
    /// Who publishes: "Westmarch and the Vale Safeguarding Children Partnership".
    #[arg(long)]
    publisher: Option<String>,
    /// The places that a person can choose, with commas between them: "Westmarch, The Vale".
    #[arg(long, value_delimiter = ',', required = true)]
    areas: Vec<String>,
    /// The mailbox that takes reports of a wrong number.
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
            "Read {} first. What is still to be filled in: doorstep-publish check {}",
            self.folder.join("README.md").display(),
            self.folder.display()
        );
        Ok(ExitCode::SUCCESS)
    }
}
