//! `keys new`, `keys rotate`, `keys renew`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use doorstep_publish::host::keys::{self, Rotated};

use super::{Outcome, now};

/// Makes the keys that sign editions, and exchanges them.
#[derive(Subcommand)]
pub(crate) enum Keys {
    /// Makes all keys in a new directory, and the first root, which says that they count.
    New {
        /// The directory to make, outside every git work tree.
        dir: PathBuf,
        /// How many of the root's keys must sign together.
        #[arg(long, default_value_t = 2)]
        threshold: u32,
        /// How many keys the root has.
        #[arg(long, default_value_t = 3)]
        keys: u32,
    },
    /// Gives a role a new key, and says so in a new version of the root. `resign` or `release` then puts it on the host.
    Rotate {
        /// Whose key is exchanged.
        role: Role,
        /// The key directory, which gets the new key and the new root.
        dir: PathBuf,
        /// Further directories with keys of the root. May be given more than once.
        #[arg(long)]
        with: Vec<PathBuf>,
        /// Which key goes, by the start of its id. Needed only where it is not clear.
        #[arg(long)]
        replace: Option<String>,
    },
    /// Signs the root for another year, with the same keys.
    Renew {
        /// The key directory, which gets the new root.
        dir: PathBuf,
        /// Further directories with keys of the root. May be given more than once.
        #[arg(long)]
        with: Vec<PathBuf>,
    },
}

/// Whose key is exchanged.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Role {
    /// Says which keys count.
    Root,
    /// Signs editions.
    Targets,
    /// Signs which editions are current, daily.
    Snapshot,
    /// Signs that nothing is newer, daily.
    Timestamp,
}

impl Keys {
    pub(crate) async fn run(self) -> Outcome {
        match self {
            Keys::New { dir, threshold, keys } => {
                let new = keys::new(&dir, threshold, keys, now()).await?;
                for key in &new.keys {
                    println!("{}", key.display());
                }
                println!("{}", new.root.display());
                println!(
                    "Build {} into the app. Put the root's keys on {keys} separate sticks, in {keys} people's hands, \
                     and delete them here.",
                    new.root.display()
                );
            }
            Keys::Rotate {
                role,
                dir,
                with,
                replace,
            } => {
                let role = match role {
                    Role::Root => keys::Role::Root,
                    Role::Targets => keys::Role::Targets,
                    Role::Snapshot => keys::Role::Snapshot,
                    Role::Timestamp => keys::Role::Timestamp,
                };
                told(&keys::rotate(role, &dir, &with, replace.as_deref(), now()).await?);
            }
            Keys::Renew { dir, with } => told(&keys::renew(&dir, &with, now()).await?),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn told(rotated: &Rotated) {
    if let Some(key) = &rotated.key {
        println!("{}", key.display());
    }
    println!("{}", rotated.root.display());
    println!(
        "Root version {} goes onto the host with the next `resign` or `release`.",
        rotated.version
    );
    if let Some(retired) = &rotated.retired {
        println!("{} counts no more once it is there: delete it then.", retired.display());
    }
}
