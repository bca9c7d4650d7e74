//! Python's TUF client, which knows nothing of Doorstep and nothing of tough: it refreshes from one of our hosts,
//! downloads from it, follows new keys, and refuses what was tampered with.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sync::delta;

use crate::fixture::text;
use crate::kit::{Scene, change, program};
use crate::serve::Served;

/// Debian's own Python, by whose pip `cargo xtask test` has installed what `python/requirements.txt` names.
const PYTHON: &str = "/usr/bin/python3";

/// More than the fixture's edition has.
const MOST: u64 = 1 << 24;

/// Python's client with a folder of its own, and the host it asks.
struct Client<'a> {
    packages: PathBuf,
    url: &'a str,
    root: PathBuf,
    folder: PathBuf,
}

impl<'a> Client<'a> {
    /// One that was never started; `None` where it is not installed.
    fn new(scene: &Scene, served: &'a Served, name: &str) -> Option<Self> {
        let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../python");
        if !packages.join("tuf").exists() {
            let known = std::env::var_os("CI").is_none() || packages.join(".not-installed").exists();
            assert!(known, "Python's tuf is not installed");
            println!("NOT RUN: Python's tuf is not installed. `cargo xtask test` installs it on Linux.");
            return None;
        }
        Some(Self {
            packages,
            url: &served.url,
            root: scene.root(),
            folder: scene.path(name),
        })
    }

    /// Has it refresh and download `targets`. When it refuses: the name of its exception.
    fn refresh(&self, targets: &[&str]) -> Result<(), String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/host/python/client.py");
        let run = Command::new(PYTHON)
            .env("PYTHONPATH", &self.packages)
            .arg(script)
            .args([self.url, text(&self.root), text(&self.folder)])
            .args(targets)
            .output()
            .expect("Python runs");
        let told = String::from_utf8(run.stdout).expect("UTF-8");
        match run.status.code() {
            Some(0) => Ok(()),
            Some(1) if !told.is_empty() => Err(told.trim().to_owned()),
            code => panic!("{code:?}: {}", String::from_utf8_lossy(&run.stderr)),
        }
    }

    /// The version of a role's file that it trusts.
    fn version(&self, role: &str) -> u64 {
        let file = fs::read(self.folder.join(format!("metadata/{role}.json"))).expect("its metadata");
        let file: Value = serde_json::from_slice(&file).expect("JSON");
        file["signed"]["version"].as_u64().expect("a version")
    }

    fn downloaded(&self, target: &str) -> Vec<u8> {
        fs::read(self.folder.join("targets").join(target)).expect("its download")
    }
}

/// The file of a folder of the host whose name ends so.
fn file(scene: &Scene, folder: &str, end: &str) -> PathBuf {
    let files = fs::read_dir(scene.host().join(folder)).expect("a folder").flatten();
    let mut files = files.map(|file| file.path()).filter(|path| text(path).ends_with(end));
    files.next().expect("the file")
}

#[test]
fn it_refreshes_and_downloads_editions_and_what_lies_between_them() {
    let scene = Scene::published();
    let served = Served::new(&scene.host());
    let Some(client) = Client::new(&scene, &served, "python") else {
        return;
    };
    client.refresh(&["edition-3.json.zst"]).expect("taken");
    let older = delta::decompress(&client.downloaded("edition-3.json.zst"), MOST).expect("an edition");

    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    client.refresh(&["edition-4.json.zst", "delta-3-4.zst"]).expect("taken");
    let newer = delta::decompress(&client.downloaded("edition-4.json.zst"), MOST).expect("an edition");
    let by_delta = delta::apply(&older, &client.downloaded("delta-3-4.zst"), MOST).expect("an edition");
    assert!(by_delta == newer, "the two ways give the same edition");
    let edition: Value = serde_json::from_slice(&newer).expect("JSON");
    assert_eq!(edition["edition"], 4);
    assert!(String::from_utf8_lossy(&newer).contains("0300 555 1999"));
    assert_eq!(client.version("root"), 1);
}

#[test]
fn it_follows_new_keys_of_every_role() {
    let scene = Scene::published();
    let served = Served::new(&scene.host());
    let Some(client) = Client::new(&scene, &served, "python") else {
        return;
    };
    client.refresh(&["edition-3.json.zst"]).expect("taken");
    let keys = scene.keys();
    for (role, root) in [("timestamp", 2), ("snapshot", 3), ("targets", 4), ("root", 5)] {
        if role == "root" {
            fs::remove_file(keys.join("root-2.pem")).expect("lost");
        }
        let done = program(&["keys", "rotate", role, text(&keys)]);
        assert_eq!(done.code, 0, "{done:?}");
        let signed = scene.resign();
        assert_eq!(signed.code, 0, "{signed:?}");
        client.refresh(&["edition-3.json.zst"]).expect("taken");
        assert_eq!(client.version("root"), root, "after {role}");
    }
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    client.refresh(&["edition-4.json.zst"]).expect("taken");
    let never_refreshed = Client::new(&scene, &served, "new").expect("installed");
    never_refreshed.refresh(&["edition-4.json.zst"]).expect("taken");
    assert_eq!(never_refreshed.version("root"), 5);
}

#[test]
fn it_refuses_what_was_tampered_with() {
    let scene = Scene::published();
    let served = Served::new(&scene.host());
    let stamp = scene.host().join("metadata/timestamp.json");
    let first = fs::read(&stamp).expect("a timestamp");
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    let Some(held) = Client::new(&scene, &served, "held") else {
        return;
    };
    let wanted = ["edition-4.json.zst"];
    held.refresh(&wanted).expect("taken");

    let refused = |file: &Path, content: &[u8], client: &Client| {
        let whole = fs::read(file).expect("a file");
        assert!(whole != content, "something is altered");
        fs::write(file, content).expect("altered");
        let refusal = client.refresh(&wanted);
        fs::write(file, whole).expect("as it was");
        refusal.expect_err("refused")
    };
    let altered = |file: &Path| {
        let mut content = fs::read(file).expect("a file");
        let middle = content.len() / 2;
        content[middle] ^= 1;
        content
    };
    let edition = file(&scene, "targets", ".edition-4.json.zst");
    assert_eq!(
        refused(&edition, &altered(&edition), &held),
        "LengthOrHashMismatchError"
    );

    // Other text, well formed, under the signature of what it was.
    let later = String::from_utf8(fs::read(&stamp).expect("a timestamp")).expect("text");
    let later = later.replace("\"expires\":\"2", "\"expires\":\"3");
    let new = Client::new(&scene, &served, "new").expect("installed");
    assert_eq!(refused(&stamp, later.as_bytes(), &new), "UnsignedMetadataError");

    // Really ours, and older than what it has seen: to one that has seen nothing it is as good as any.
    assert_eq!(refused(&stamp, &first, &held), "BadVersionNumberError");
    held.refresh(&wanted).expect("all is as it was");
}
