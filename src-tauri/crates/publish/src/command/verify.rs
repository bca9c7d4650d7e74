//! `verify`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::{self, Audit, Marks};

use super::{Outcome, now, print_json, read};

/// What a host that devices cannot update from ends with.
const BROKEN: u8 = 3;

/// Audits a host or a bundle as a device would, and says when its signatures run out.
#[derive(Args)]
pub(crate) struct Verify {
    /// An http address, a bundle's file, or whatever can be published to.
    host: String,
    /// The root to trust: the one built into the app, or a later one. In a key directory, what is known there of the host is
    /// held against it.
    #[arg(long)]
    root: PathBuf,
    /// The edition that must be there, or a later one: a host that has less has gone back.
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
            told(&audit);
        }
        Ok(ExitCode::from(if audit.faults.is_empty() { 0 } else { BROKEN }))
    }
}

fn told(audit: &Audit) {
    for role in &audit.roles {
        println!("{:<9} version {:<4} expires {}", role.role, role.version, role.expires);
    }
    println!(
        "Edition {}, published {}: {} bytes whole, {} deltas, {} documents, {} calendars.",
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
