//! `keys new`, `keys rotate`, `keys renew`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Subcommand, ValueEnum};
use doorstep_publish::host::keys::{self, Ceremony, Keyring, New, Passphrases, Quorum, Rotated, Rotation, Secret};
use doorstep_publish::host::{Error, Result};

use super::{Outcome, now};

/// Names the file that a job has its passphrases in.
const PASSPHRASE_FILE: &str = "DOORSTEP_PASSPHRASE_FILE";

/// Creates and replaces the keys that sign editions. Passphrases are asked for at the terminal; for a job, put them in
/// a file and name the file in DOORSTEP_PASSPHRASE_FILE.
#[derive(Subcommand)]
pub(crate) enum Keys {
    /// Creates all keys, each in the place where it stays, and the first root, which lists them.
    New {
        /// The directory to create, outside any git work tree, for the root and the keys that have no other place.
        dir: PathBuf,
        /// Where to write one of the root's keys, and nowhere else: a directory on a USB stick of its own. Once for
        /// each key.
        #[arg(long)]
        root_to: Vec<PathBuf>,
        /// How many of the root's keys must sign together.
        #[arg(long, default_value_t = 2)]
        threshold: u32,
        /// How many keys the root has. By default as many as there are --root-to, or 3.
        #[arg(long)]
        keys: Option<u32>,
        /// Where to write a targets key, if there are several: a directory on that editor's USB stick. Once for each
        /// key.
        #[arg(long)]
        targets_to: Vec<PathBuf>,
        /// How many of the targets keys must sign an edition together.
        #[arg(long, default_value_t = 1)]
        targets_threshold: u32,
        /// How many targets keys there are. By default as many as there are --targets-to, or 1.
        #[arg(long)]
        targets_keys: Option<u32>,
        /// The roles whose keys get a passphrase, which is asked for once for each place. Can be given more than once.
        #[arg(long, value_delimiter = ',')]
        encrypt: Vec<Role>,
    },
    /// Replaces one of a role's keys, and writes a new version of the root that says so. The next `resign` or `release`
    /// puts it on the host.
    Rotate {
        /// The role whose key is replaced.
        role: Role,
        /// The key directory, where the new root is written.
        dir: PathBuf,
        /// More directories with keys, usually those of the root's keys. Can be given more than once.
        #[arg(long)]
        with: Vec<PathBuf>,
        /// The key to replace, by the start of its id. Needed only if it is not clear.
        #[arg(long)]
        replace: Option<String>,
        /// Where to write the new key, and nowhere else. By default the key directory.
        #[arg(long)]
        to: Option<PathBuf>,
        /// Gives the new key a passphrase.
        #[arg(long)]
        encrypt: bool,
    },
    /// Signs the root for another year, with the same keys.
    Renew {
        /// The key directory, where the new root is written.
        dir: PathBuf,
        /// More directories with keys of the root. Can be given more than once.
        #[arg(long)]
        with: Vec<PathBuf>,
    },
}

/// Whose keys.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Role {
    /// Says which keys are valid.
    Root,
    /// Signs editions.
    Targets,
    /// Signs which editions are current, daily.
    Snapshot,
    /// Signs that nothing is newer, daily.
    Timestamp,
}

impl From<Role> for keys::Role {
    fn from(role: Role) -> Self {
        match role {
            Role::Root => keys::Role::Root,
            Role::Targets => keys::Role::Targets,
            Role::Snapshot => keys::Role::Snapshot,
            Role::Timestamp => keys::Role::Timestamp,
        }
    }
}

/// Opens the directories given with `--keys`.
pub(crate) fn open(dirs: &[PathBuf]) -> Result<Keyring> {
    Keyring::open_with(dirs, &passphrases()?)
}

/// Those in the file that is named in the environment; otherwise whoever sits at the terminal is asked.
fn passphrases() -> Result<Passphrases> {
    match std::env::var_os(PASSPHRASE_FILE) {
        Some(file) => Passphrases::from_file(file.into()),
        None => Ok(Passphrases::asked(|question| {
            rpassword::prompt_password(question).map(Secret::new)
        })),
    }
}

fn quorum(role: &str, threshold: u32, keys: Option<u32>, otherwise: u32, to: Vec<PathBuf>) -> Result<Quorum> {
    let places = u32::try_from(to.len()).map_err(|_| Error::Usage(format!("too many places for {role} keys")))?;
    let otherwise = if places == 0 { otherwise } else { places };
    Ok(Quorum {
        threshold,
        keys: keys.unwrap_or(otherwise),
        to,
    })
}

impl Keys {
    pub(crate) async fn run(self) -> Outcome {
        let passphrases = passphrases()?;
        match self {
            Keys::New {
                dir,
                root_to,
                threshold,
                keys,
                targets_to,
                targets_threshold,
                targets_keys,
                encrypt,
            } => {
                let ceremony = Ceremony {
                    dir,
                    root: quorum("root", threshold, keys, 3, root_to)?,
                    targets: quorum("targets", targets_threshold, targets_keys, 1, targets_to)?,
                    encrypt: encrypt.into_iter().map(Into::into).collect(),
                };
                print_new(&ceremony, &keys::new(&ceremony, &passphrases, now()).await?);
            }
            Keys::Rotate {
                role,
                dir,
                with,
                replace,
                to,
                encrypt,
            } => {
                let rotation = Rotation {
                    role: role.into(),
                    dir,
                    with,
                    replace,
                    to,
                    encrypt,
                };
                print_rotated(&keys::rotate(&rotation, &passphrases, now()).await?);
            }
            Keys::Renew { dir, with } => print_rotated(&keys::renew(&dir, &with, &passphrases, now()).await?),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print_new(ceremony: &Ceremony, new: &New) {
    for warning in &new.warnings {
        eprintln!("{warning}");
    }
    for key in &new.keys {
        println!("{}  {}", key.id, key.file.display());
    }
    println!("{}", new.root.display());
    println!(
        "Build {} into the app. Label each medium with the twelve characters printed before its key: messages name the \
         key by them.",
        new.root.display()
    );
    if ceremony.root.to.is_empty() {
        println!(
            "All of the root's keys are in one directory. Use this for trials only: for a real catalogue, start again \
             with --root-to for each key."
        );
    }
}

fn print_rotated(rotated: &Rotated) {
    if let Some(key) = &rotated.key {
        println!("{}", key.display());
    }
    println!("{}", rotated.root.display());
    println!(
        "Root version {} goes onto the host with the next `resign` or `release`.",
        rotated.version
    );
    if let Some(retired) = &rotated.retired {
        println!("{} is no longer valid after that: delete it then.", retired.display());
    }
}
