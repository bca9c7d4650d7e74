//! `verify`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::{self, Audit, Marks};

use super::{Outcome, now, print_json, read};

/// What a host that devices cannot update from ends with.
const BROKEN: u8 = 3;

/// Checks a host or a bundle as a device would, and says when its signatures expire.
#[derive(Args)]
pub(crate) struct Verify {
    /// The host or bundle: an http(s) address, a bundle file, a folder, s3://bucket/prefix or az://container/prefix.
    host: String,
    /// The root to trust: the one built into the app, or a later one. If it is in a key directory, the host is also
    /// compared with what was published before (marks.json).
    #[arg(long)]
    root: PathBuf,
    /// The edition that the host must have at least: one that has only an older edition has gone back.
    #[arg(long, value_name = "EDITION")]
    at_least: Option<u32>,
    /// Prints what was found as JSON: roles, edition, faults, advice.
    #[arg(long)]
    pub(crate) json: bool,
}

impl Verify {
    pub(crate) async fn run(self) -> Outcome {
        let root = read(&self.root)?;
        let mut audit = host::audit(&self.host, &root, &Marks::beside(&self.root)?, now()).await?;
        if let Some(edition) = self.at_least {
            audit.require(edition);
        }
        if self.json {
            print_json(&audit)?;
        } else {
            print_audit(&audit);
        }
        Ok(ExitCode::from(if audit.faults.is_empty() { 0 } else { BROKEN }))
    }
}

fn print_audit(audit: &Audit) {
    for role in &audit.roles {
        println!("{:<9} version {:<4} expires {}", role.role, role.version, role.expires);
    }
    println!(
        "Edition {}, published {}: {} bytes, {} deltas, {} documents, {} calendars.",
        audit.edition, audit.published_at, audit.full_bytes, audit.deltas, audit.documents, audit.calendars
    );
    for advice in &audit.advice {
        eprintln!("soon: {advice}");
    }
    for fault in &audit.faults {
        eprintln!("fault: {fault}");
    }
    if audit.faults.is_empty() {
        println!("Devices can update from here.");
    }
}
