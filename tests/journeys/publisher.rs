//! A publisher with keys of their own, and a real host on this machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use doorstep_publish::host::{self, Host, Server, Silent, Wanted, keys};
use jiff::Timestamp;
use kit::edits;
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// An editor with keys and a copy of the catalogue's source.
pub struct Publisher {
    runtime: Runtime,
    folder: TempDir,
    root: PathBuf,
}

impl Publisher {
    /// One who has published nothing yet.
    pub fn new() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let folder = TempDir::new().expect("a folder");
        let keys = folder.path().join("keys");
        let ceremony = keys::Ceremony::trial(&keys, 1, 1);
        let new = runtime
            .block_on(keys::new(&ceremony, &keys::Passphrases::none(), Timestamp::now()))
            .expect("keys");
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        edits::copy(&data, &folder.path().join("data")).expect("the source is copied");
        Self {
            runtime,
            folder,
            root: new.root,
        }
    }

    /// Where a file of theirs is.
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Publishes the source as it is, as the next edition.
    pub fn release(&self) {
        let published = async {
            let host = Host::open(self.place("host").to_str().expect("a path in UTF-8"))?;
            let keys = keys::Keyring::open(&[self.place("keys")])?;
            let now = Timestamp::now();
            let documents = Some(self.place("documents")).filter(|folder| folder.is_dir());
            let wanted = Wanted {
                documents,
                ..Wanted::default()
            };
            let plan = host::plan(&self.place("data"), &host, &keys, &wanted, now).await?;
            plan.publish(&host, &keys, &Silent, now).await
        };
        self.runtime.block_on(published).expect("an edition is published");
    }

    /// The newest edition in one file.
    pub fn bundle(&self) -> PathBuf {
        let to = self.place("doorstep.tar");
        let files = host::open(self.place("host").to_str().expect("a path in UTF-8")).expect("the host's folder");
        let root = fs::read(&self.root).expect("a root");
        let marks = host::Marks::beside(&self.root).expect("its marks");
        let bundled = host::bundle(files, &root, &marks, &to, Timestamp::now());
        self.runtime.block_on(bundled).expect("a bundle");
        to
    }

    /// Changes a number, announces a week and withdraws a resource. Answers when the week starts.
    pub fn edit(&self, today: NaiveDate) -> NaiveDate {
        edits::apply(&self.place("data"), today).expect("the source is changed")
    }

    /// Another partnership's source replaces ours: what they publish follows what we did.
    pub fn hand_over_to(&self, data: &Path) {
        fs::remove_dir_all(self.place("data")).expect("ours is gone");
        edits::copy(data, &self.place("data")).expect("the source is copied");
    }

    /// Writes `new` for the first `old` in a file of the source.
    pub fn replace(&self, file: &str, old: &str, new: &str) {
        let path = self.place("data").join(file);
        let text = fs::read_to_string(&path).expect("a file of the source");
        assert!(text.contains(old), "{file} has no {old}");
        fs::write(&path, text.replacen(old, new, 1)).expect("the file is written");
    }

    /// Gives a resource one of our test documents, and answers the file's name on host and device.
    pub fn attach(&self, file: &str, resource: &str, document: &str, media_type: &str) -> String {
        let from = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/documents")
            .join(document);
        let bytes = fs::read(&from).expect("a test document");
        fs::create_dir_all(self.place("documents")).expect("a folder");
        fs::copy(&from, self.place("documents").join(document)).expect("a copy");
        let digest = catalogue::canonical::digest(&bytes);
        let sha256: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let id = format!("id = \"{resource}\"\n");
        let lines = format!(
            "{id}document = {{ sha256 = \"{sha256}\", bytes = {}, media_type = \"{media_type}\" }}\n",
            bytes.len()
        );
        self.replace(file, &id, &lines);
        sha256
    }

    /// Serves what was published.
    pub fn serve(&self) -> Site {
        self.serve_at(0)
    }

    /// The same where a site was served before.
    pub fn serve_at(&self, port: u16) -> Site {
        let runtime = Runtime::new().expect("a runtime");
        let server = runtime
            .block_on(Server::new(&self.place("host"), port))
            .expect("a server");
        let port = server.address().expect("its address").port();
        runtime.spawn(server.run(std::future::pending()));
        Site { runtime, port }
    }
}

/// A host on this machine.
pub struct Site {
    runtime: Runtime,
    /// Where it listens.
    pub port: u16,
}

impl Site {
    /// The policy that has a device refresh from here.
    pub fn policy(&self, publisher: &Publisher) -> PathBuf {
        let path = publisher.place("policy.json");
        let policy = json!({"host": format!("http://127.0.0.1:{}/", self.port), "root": publisher.root});
        fs::write(&path, policy.to_string()).expect("a policy is written");
        path
    }

    /// Nobody listens there any more when this returns.
    pub fn close(self) {
        self.runtime.shutdown_timeout(Duration::from_secs(10));
    }
}
