//! `resign`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::{self, Host};

use super::{Outcome, keys, now, print_json};

/// Renews the signatures of what is published, for the daily job. Devices stop updating a week after the last run. A
/// host that has gone back to an older state is refused: what was there is remembered beside the keys.
#[derive(Args)]
pub(crate) struct Resign {
    /// A directory with keys for snapshot and timestamp. What was published is remembered there as well (marks.json).
    /// Can be given more than once.
    #[arg(long, required = true)]
    keys: Vec<PathBuf>,
    /// The host: a folder, s3://bucket/prefix or az://container/prefix. Credentials come from the environment.
    #[arg(long)]
    to: String,
    /// Signs what has expired again. Look first: what is there must be the newest.
    #[arg(long)]
    renew_expired: bool,
    /// Prints what was signed as JSON: roles, root, expires, warnings.
    #[arg(long)]
    pub(crate) json: bool,
}

impl Resign {
    pub(crate) async fn run(self) -> Outcome {
        let keys = keys::open(&self.keys)?;
        let host = Host::open(&self.to)?;
        let resigned = host::resign(&host, &keys, self.renew_expired, now()).await?;
        if self.json {
            print_json(&resigned)?;
        } else {
            for warning in &resigned.warnings {
                eprintln!("signed, but {warning}");
            }
            println!(
                "Signed: {}. Valid until {}, under root version {}.",
                resigned.roles.join(", "),
                resigned.expires,
                resigned.root
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}
