//! A catalogue, keys and a host in a directory of their own, and the program to work on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;

use doorstep_publish::host::keys::{self, Keyring};
use doorstep_publish::host::{self, Audit, Files, Host, Marks};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use crate::fixture::{data, replace};
use crate::fixture::{run, text};

/// What a command printed and ended with.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program.
pub fn program(arguments: &[&str]) -> Done {
    done(run(arguments))
}

/// What a run came to.
pub fn done(Output { status, stdout, stderr }: Output) -> Done {
    Done {
        code: status.code().expect("an exit code"),
        out: String::from_utf8(stdout).expect("UTF-8"),
        err: String::from_utf8(stderr).expect("UTF-8"),
    }
}

/// A catalogue, its keys and a host that is a folder.
pub struct Scene {
    pub data: TempDir,
    dir: TempDir,
}

impl Scene {
    fn empty() -> Self {
        Self {
            data: data(),
            dir: tempfile::tempdir().expect("a directory"),
        }
    }

    /// Keys are made at `now`, where a test says what time it is; nothing is published. The program goes by the
    /// machine's clock.
    pub async fn at(now: Timestamp) -> Self {
        let scene = Self::empty();
        let ceremony = keys::Ceremony::trial(&scene.keys(), 1, 1);
        let made = keys::new(&ceremony, &keys::Passphrases::none(), now).await;
        made.expect("keys");
        scene
    }

    /// Keys are made; nothing is published.
    pub fn new() -> Self {
        let scene = Self::empty();
        let made = program(&["keys", "new", text(&scene.keys())]);
        assert_eq!(made.code, 0, "{made:?}");
        scene
    }

    /// The catalogue is published as edition 3.
    pub fn published() -> Self {
        let scene = Self::new();
        let done = scene.release(&[]);
        assert_eq!(done.code, 0, "{done:?}");
        scene
    }

    pub fn keys(&self) -> PathBuf {
        self.dir.path().join("keys")
    }

    pub fn host(&self) -> PathBuf {
        self.dir.path().join("host")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn root(&self) -> PathBuf {
        self.keys().join("1.root.json")
    }

    /// Releases to the folder, without asking.
    pub fn release(&self, more: &[&str]) -> Done {
        self.release_to(text(&self.host()), more)
    }

    pub fn release_to(&self, to: &str, more: &[&str]) -> Done {
        let keys = self.keys();
        let mut arguments = vec![
            "release",
            text(self.data.path()),
            "--keys",
            text(&keys),
            "--to",
            to,
            "--yes",
        ];
        arguments.extend(more);
        program(&arguments)
    }

    /// The newest list of targets, as it is served.
    pub fn targets(&self) -> String {
        let (_, audit) = self.verify(text(&self.host()));
        let name = format!("metadata/{}.targets.json", audit["roles"][1]["version"]);
        fs::read_to_string(self.host().join(name)).expect("targets")
    }

    pub fn resign(&self) -> Done {
        program(&["resign", "--keys", text(&self.keys()), "--to", text(&self.host())])
    }

    /// Audits a place with the first root. As JSON.
    pub fn verify(&self, place: &str) -> (i32, serde_json::Value) {
        let done = program(&["verify", place, "--root", text(&self.root()), "--json"]);
        let audit = serde_json::from_str(&done.out).unwrap_or_else(|error| panic!("{error}: {done:?}"));
        (done.code, audit)
    }

    /// The folder's edition, and that nothing is wrong with it.
    pub fn edition(&self) -> u64 {
        let (code, audit) = self.verify(text(&self.host()));
        assert_eq!(code, 0, "{audit}");
        audit["edition"].as_u64().expect("a number")
    }

    /// The keys as another machine has them, which has seen nothing yet.
    pub fn machine(&self, name: &str) -> PathBuf {
        let dir = self.path(name);
        fs::create_dir(&dir).expect("a directory");
        for entry in fs::read_dir(self.keys()).expect("keys").flatten() {
            let name = entry.file_name();
            if !text(Path::new(&name)).contains("marks") {
                fs::copy(entry.path(), dir.join(name)).expect("copied");
            }
        }
        dir
    }

    /// The same keys for a second host, of which another machine's marks tell nothing.
    pub fn keyring_apart(&self) -> Keyring {
        Keyring::open(&[self.machine("apart")]).expect("keys")
    }

    pub fn keyring(&self) -> Keyring {
        Keyring::open(&[self.keys()]).expect("keys")
    }
}

/// Gives the office another number.
pub fn change(data: &Path, number: &str) {
    let contacts = fs::read_to_string(data.join("contacts.toml")).expect("contacts");
    let old = contacts
        .split("number = \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("a number");
    replace(data, "contacts.toml", old, number);
}

/// Some days after the fixture's editions were published.
pub fn day(days: i64) -> Timestamp {
    let first: Timestamp = "2026-11-22T12:00:00Z".parse().expect("a date");
    first + SignedDuration::from_hours(24 * days)
}

/// Audits a host in a store.
pub async fn audit(host: &Host, root: &Path, now: Timestamp) -> Audit {
    let files: Arc<dyn Files> = Arc::new(host.clone());
    let root = fs::read(root).expect("a root");
    host::verify(files, &root, &Marks::default(), now)
        .await
        .expect("metadata that can be trusted")
}
