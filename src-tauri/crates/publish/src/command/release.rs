//! `release`.

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::{self, Changes, Error, Host, Plan, Released, Result, Wanted};
use serde::Serialize;

use super::{Outcome, is_directory, keys, now, print_json};
use crate::show::Bar;

/// Checks and builds the catalogue, shows what changes, and publishes it as the next edition. Its number and date are
/// written to edition.toml, and new ids to ids.lock: commit both.
#[derive(Args)]
pub(crate) struct Release {
    /// The directory that contains edition.toml.
    data: PathBuf,
    /// A directory with keys for targets, snapshot and timestamp. What was published is remembered there as well
    /// (marks.json). Can be given more than once.
    #[arg(long, required = true)]
    keys: Vec<PathBuf>,
    /// The host: a folder, s3://bucket/prefix or az://container/prefix. Credentials come from the environment.
    #[arg(long)]
    to: String,
    /// A directory with the files of documents that are not on the host yet.
    #[arg(long)]
    documents: Option<PathBuf>,
    /// Publishes without asking.
    #[arg(long)]
    yes: bool,
    /// Confirms that more than 30 % of the records are to be removed. --yes alone does not.
    #[arg(long)]
    removals_meant: bool,
    /// Signs what has expired on the host again. Look first: what is there must be the newest.
    #[arg(long)]
    renew_expired: bool,
    /// Publishes although the host has lost the newest edition, or shows one that somebody else made with our keys. The
    /// new edition's number follows the highest that is known. Your data must be the newest.
    #[arg(long)]
    recover: bool,
    /// Shows what would change and publishes nothing.
    #[arg(long, conflicts_with = "yes")]
    dry_run: bool,
    /// Prints what changes and what was published as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Shown<'a> {
    edition: u32,
    header: &'a [String],
    changes: &'a Changes,
    /// Absent when nothing was published.
    released: Option<Released>,
}

impl Release {
    pub(crate) async fn run(self) -> Outcome {
        is_directory(&self.data)?;
        let keys = keys::open(&self.keys)?;
        let host = Host::open(&self.to)?;
        let wanted = Wanted {
            documents: self.documents.clone(),
            renew_expired: self.renew_expired,
            recover: self.recover,
        };
        let plan = host::plan(&self.data, &host, &keys, &wanted, now()).await?;
        let (edition, header, changes) = (plan.edition.edition, plan.header.clone(), plan.changes.clone());
        let mut released = None;
        if plan.is_published {
            self.print(&format!(
                "Edition {edition} on {host} already says the same: there is nothing to publish."
            ));
            plan.put_calendars(&host).await?;
            plan.note()?;
        } else if self.agreed(&plan, &host)? {
            released = Some(plan.publish(&host, &keys, &Bar::default(), now()).await?);
        }
        if self.json {
            print_json(&Shown {
                edition,
                header: &header,
                changes: &changes,
                released,
            })?;
        } else if let Some(released) = released {
            print_released(&released, &host);
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Shows what changes and asks whether it may go out.
    fn agreed(&self, plan: &Plan, host: &Host) -> Result<bool> {
        self.print(&format!("Edition {} to {host}", plan.edition.edition));
        plan.header.iter().for_each(|line| self.print(line));
        self.print(&plan.changes.to_string());
        if self.dry_run {
            return Ok(false);
        }
        if plan.changes.is_mass_removal() && !self.removals_meant {
            let lost = plan.changes.lost();
            if !can_ask() || self.yes {
                return Err(Error::Refused(format!(
                    "{lost} would be removed or withdrawn, which may be a mistake: if that is intended, run this again \
                     with --removals-meant"
                )));
            }
            if !ask(&format!("{lost} would be removed or withdrawn. Is that intended?"))? {
                return Err(Error::Refused("nothing was published".into()));
            }
        }
        if self.yes {
            return Ok(true);
        }
        if !can_ask() {
            return Err(Error::Refused(
                "there is no terminal to ask at: in a script, add --yes".into(),
            ));
        }
        if ask("Publish it?")? {
            Ok(true)
        } else {
            Err(Error::Refused("nothing was published".into()))
        }
    }

    /// To people. What a script reads is the JSON.
    fn print(&self, line: &str) {
        if self.json {
            eprintln!("{line}");
        } else {
            println!("{line}");
        }
    }
}

fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn ask(question: &str) -> Result<bool> {
    let failed = |error: io::Error| Error::Usage(error.to_string());
    eprint!("{question} [y/N] ");
    io::stderr().flush().map_err(failed)?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer).map_err(failed)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn print_released(released: &Released, host: &Host) {
    for warning in &released.warnings {
        eprintln!("{warning}");
    }
    println!(
        "Edition {} is on {host}: {} bytes ({} before compression).",
        released.edition, released.full_bytes, released.json_bytes
    );
    if let Some((from, bytes)) = released.delta_bytes.last_key_value() {
        println!(
            "Deltas: {}. The one from edition {from} has {bytes} bytes.",
            released.delta_bytes.len()
        );
    }
}
