//! Somebody who has copied keys of a publisher's, and may write to the folder that is the host.

use std::fs;
use std::path::{Path, PathBuf};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use catalogue::{Edition, canonical};
use serde_json::{Value, json};
use sync::delta;
use sync::layout::{self, Custom, TargetName};

/// The keys, and the host they are used on.
pub struct Thief {
    host: PathBuf,
    keys: Vec<(String, Ed25519KeyPair)>,
}

impl Thief {
    /// Copies these files of a key directory.
    pub fn new(keys: &Path, names: &[&str], host: &Path) -> Self {
        let keys = names.iter().map(|name| read(&keys.join(name))).collect();
        let host = host.to_owned();
        Self { host, keys }
    }

    fn file(&self, role: &str, version: u64) -> PathBuf {
        self.host
            .join(layout::METADATA)
            .join(layout::metadata_name(role, version))
    }

    fn timestamp(&self) -> PathBuf {
        self.host.join(layout::METADATA).join(layout::TIMESTAMP)
    }

    /// `signed` with all the keys: whichever of them the root names for its role.
    fn sign(&self, signed: &Value) -> Vec<u8> {
        let text = canonical::to_string(signed);
        let signature = |(id, pair): &(String, Ed25519KeyPair)| json!({"keyid": id, "sig": hex::encode(pair.sign(text.as_bytes()))});
        let signatures: Vec<_> = self.keys.iter().map(signature).collect();
        canonical::to_string(&json!({"signatures": signatures, "signed": signed})).into_bytes()
    }

    /// The versions of targets, snapshot and timestamp that the host shows.
    pub fn versions(&self) -> [u64; 3] {
        let timestamp = signed(&self.timestamp());
        let snapshot = version(&timestamp["meta"]["snapshot.json"]);
        let targets = version(&signed(&self.file("snapshot", snapshot))["meta"]["targets.json"]);
        [targets, snapshot, version(&timestamp)]
    }

    /// Signs a snapshot and a timestamp of these versions, for targets that are there.
    pub fn sign_versions(&self, [targets, snapshot, timestamp]: [u64; 3]) {
        let [_, held, _] = self.versions();
        let mut new = signed(&self.file("snapshot", held));
        new["version"] = snapshot.into();
        new["meta"]["targets.json"] = self.meta("targets", targets);
        fs::write(self.file("snapshot", snapshot), self.sign(&new)).unwrap();
        self.sign_timestamp(snapshot, timestamp);
    }

    /// Signs a timestamp of this version, for a snapshot that is there.
    pub fn sign_timestamp(&self, snapshot: u64, timestamp: u64) {
        let mut stamp = signed(&self.timestamp());
        stamp["version"] = timestamp.into();
        stamp["meta"]["snapshot.json"] = self.meta("snapshot", snapshot);
        fs::write(self.timestamp(), self.sign(&stamp)).unwrap();
    }

    /// Puts a root of the next version up that is the first one but for its version.
    pub fn sign_root(&self, version: u64) {
        let mut root = signed(&self.file("root", 1));
        root["version"] = version.into();
        fs::write(self.file("root", version), self.sign(&root)).unwrap();
    }

    /// Publishes the host's newest edition, after `change`, under `number`, and signs all of it with these versions.
    pub fn publish(&self, number: u32, versions: [u64; 3], change: impl Fn(&str) -> String) {
        let [held, _, _] = self.versions();
        let mut targets = signed(&self.file("targets", held));
        let mut edition = self.edition(&targets);
        edition.header.edition = number;
        for record in &mut edition.records {
            record.body = change(&record.body);
        }
        let json = edition.to_json().unwrap();
        let custom = Custom {
            edition: number,
            date: edition.header.published_at,
            min_reader: edition.header.min_reader,
            sha256: hex::encode(canonical::digest(json.as_bytes())),
            bytes: json.len() as u64,
            from: None,
            removals_meant: false,
        };
        let (name, bytes) = (
            TargetName::Edition(number).to_string(),
            delta::compress(json.as_bytes()).unwrap(),
        );
        let sha256 = hex::encode(canonical::digest(&bytes));
        let entry = json!({"length": bytes.len(), "hashes": {"sha256": sha256}, "custom": custom});
        let path = self.host.join(layout::target_path(&name, &sha256));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        targets["version"] = versions[0].into();
        targets["targets"] = json!({name: entry});
        fs::write(self.file("targets", versions[0]), self.sign(&targets)).unwrap();
        self.sign_versions(versions);
    }

    /// The newest whole edition that is listed.
    fn edition(&self, targets: &Value) -> Edition {
        let listed = targets["targets"].as_object().unwrap().iter();
        let whole = listed.filter_map(|(name, target)| match TargetName::parse(name)? {
            TargetName::Edition(number) => Some((number, name, target)),
            TargetName::Delta { .. } => None,
        });
        let (_, name, target) = whole.max_by_key(|(number, ..)| *number).unwrap();
        let path = layout::target_path(name, target["hashes"]["sha256"].as_str().unwrap());
        let json = delta::decompress(&fs::read(self.host.join(path)).unwrap(), 1 << 20).unwrap();
        Edition::from_json(&json).unwrap()
    }

    fn meta(&self, role: &str, version: u64) -> Value {
        let file = fs::read(self.file(role, version)).unwrap();
        json!({"version": version, "length": file.len(), "hashes": {"sha256": hex::encode(canonical::digest(&file))}})
    }
}

fn signed(path: &Path) -> Value {
    let mut file: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    file["signed"].take()
}

fn version(value: &Value) -> u64 {
    value["version"].as_u64().unwrap()
}

/// A key in PKCS#8, and the id that The Update Framework gives it.
fn read(path: &Path) -> (String, Ed25519KeyPair) {
    let der = pem::parse(fs::read(path).unwrap()).unwrap();
    let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(der.contents()).unwrap();
    let public = hex::encode(pair.public_key());
    let key = json!({"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": public}});
    (
        hex::encode(canonical::digest(canonical::to_string(&key).as_bytes())),
        pair,
    )
}
