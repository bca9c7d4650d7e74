//! Signs editions as a publisher does, and as an attacker might: independent of tough's own editor.

use std::collections::BTreeMap;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use catalogue::{Edition, canonical};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use sync::delta;
use sync::layout::{self, Custom, TargetName};

use crate::host::Files;

/// A role's keys, each named by its seed, and how many of them must sign.
#[derive(Clone, Debug)]
pub struct Role {
    pub keys: Vec<u8>,
    pub threshold: u32,
    pub version: u64,
    pub expires: DateTime<Utc>,
}

pub struct Press {
    files: Files,
    pub roles: BTreeMap<&'static str, Role>,
    /// What the roots say of it.
    pub consistent_snapshot: bool,
    /// Keys that sign a root beside its own: those of the root before.
    old_root_keys: Vec<u8>,
    targets: Map<String, Value>,
    editions: BTreeMap<u32, String>,
}

fn key(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap()
}

fn public(seed: u8) -> Value {
    let public = hex::encode(key(seed).public_key());
    json!({"keytype": "ed25519", "scheme": "ed25519", "keyval": {"public": public}})
}

fn key_id(seed: u8) -> String {
    hex::encode(canonical::digest(canonical::to_string(&public(seed)).as_bytes()))
}

/// `signed` with the signatures of these keys.
fn sign(signed: &Value, keys: &[u8]) -> Vec<u8> {
    let text = canonical::to_string(signed);
    let signature = |seed: &u8| json!({"keyid": key_id(*seed), "sig": hex::encode(key(*seed).sign(text.as_bytes()))});
    let signatures: Vec<_> = keys.iter().map(signature).collect();
    canonical::to_string(&json!({"signatures": signatures, "signed": signed})).into_bytes()
}

fn time(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl Press {
    /// With its first root written. Versions begin at ten, so that there is something to go back to.
    pub fn new(files: Files, expires: DateTime<Utc>) -> Self {
        let role = |keys: &[u8], threshold, version| Role {
            keys: keys.to_vec(),
            threshold,
            version,
            expires,
        };
        let mut press = Self {
            files,
            roles: BTreeMap::from([
                ("root", role(&[1, 2, 3], 2, 1)),
                ("targets", role(&[4], 1, 10)),
                ("snapshot", role(&[5], 1, 10)),
                ("timestamp", role(&[6], 1, 10)),
            ]),
            consistent_snapshot: true,
            old_root_keys: Vec::new(),
            targets: Map::new(),
            editions: BTreeMap::new(),
        };
        press.root();
        press
    }

    pub fn role(&mut self, name: &str) -> &mut Role {
        self.roles.get_mut(name).unwrap()
    }

    pub fn file(&self, path: &str) -> Vec<u8> {
        self.files.lock().unwrap()[path].clone()
    }

    pub fn write(&self, path: &str, bytes: Vec<u8>) {
        self.files.lock().unwrap().insert(path.to_owned(), bytes);
    }

    pub fn remove(&self, path: &str) {
        self.files.lock().unwrap().remove(path);
    }

    fn metadata(&self, role: &str, version: u64) -> String {
        format!("metadata/{}", layout::metadata_name(role, version))
    }

    /// Writes the root for the roles as they are.
    pub fn root(&mut self) {
        let mut signers = [self.roles["root"].keys.clone(), self.old_root_keys.clone()].concat();
        signers.sort_unstable();
        signers.dedup();
        self.root_signed_by(&signers);
        self.old_root_keys.clone_from(&self.roles["root"].keys);
    }

    pub fn root_signed_by(&mut self, signers: &[u8]) {
        let keys: Map<_, _> = self
            .roles
            .values()
            .flat_map(|role| role.keys.iter().map(|seed| (key_id(*seed), public(*seed))))
            .collect();
        let roles: Map<_, _> = self
            .roles
            .iter()
            .map(|(name, role)| {
                let ids: Vec<_> = role.keys.iter().map(|seed| key_id(*seed)).collect();
                ((*name).to_owned(), json!({"keyids": ids, "threshold": role.threshold}))
            })
            .collect();
        let root = &self.roles["root"];
        let signed = json!({"_type": "root", "spec_version": "1.0.0", "consistent_snapshot": self.consistent_snapshot,
            "version": root.version, "expires": time(root.expires), "keys": keys, "roles": roles});
        self.write(&self.metadata("root", root.version), sign(&signed, signers));
    }

    /// The next root, after `change`.
    pub fn rotate(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        self.role("root").version += 1;
        self.root();
    }

    /// Writes `version` of the targets.
    pub fn targets(&mut self, version: u64) {
        let keys = self.roles["targets"].keys.clone();
        self.targets_signed_by(version, &keys);
    }

    pub fn targets_signed_by(&mut self, version: u64, keys: &[u8]) {
        let signed = json!({"_type": "targets", "spec_version": "1.0.0", "version": version,
            "expires": time(self.roles["targets"].expires), "targets": self.targets});
        self.write(&self.metadata("targets", version), sign(&signed, keys));
    }

    /// Writes `version` of the snapshot, naming that of the targets.
    pub fn snapshot(&mut self, version: u64, targets: u64) {
        let role = &self.roles["snapshot"];
        let meta = json!({"targets.json": self.meta("targets", targets)});
        let signed = json!({"_type": "snapshot", "spec_version": "1.0.0", "version": version,
            "expires": time(role.expires), "meta": meta});
        self.write(&self.metadata("snapshot", version), sign(&signed, &role.keys));
    }

    /// Writes `version` of the timestamp, naming that of the snapshot.
    pub fn timestamp(&mut self, version: u64, snapshot: u64) {
        let length = self.file(&self.metadata("snapshot", snapshot)).len();
        self.timestamp_naming(version, snapshot, length);
    }

    /// The same, with a length of the snapshot that may not be its own.
    pub fn timestamp_naming(&mut self, version: u64, snapshot: u64, length: usize) {
        let role = &self.roles["timestamp"];
        let mut meta = json!({"snapshot.json": self.meta("snapshot", snapshot)});
        meta["snapshot.json"]["length"] = length.into();
        let signed = json!({"_type": "timestamp", "spec_version": "1.0.0", "version": version,
            "expires": time(role.expires), "meta": meta});
        self.write("metadata/timestamp.json", sign(&signed, &role.keys));
    }

    fn meta(&self, role: &str, version: u64) -> Value {
        let file = self.file(&self.metadata(role, version));
        json!({"version": version, "length": file.len(), "hashes": {"sha256": hex::encode(canonical::digest(&file))}})
    }

    /// Signs everything again, one version on.
    pub fn sign(&mut self) {
        for role in ["targets", "snapshot", "timestamp"] {
            self.role(role).version += 1;
        }
        self.targets(self.roles["targets"].version);
        self.snapshot(self.roles["snapshot"].version, self.roles["targets"].version);
        self.timestamp(self.roles["timestamp"].version, self.roles["snapshot"].version);
    }

    /// Publishes `edition`, with deltas from all editions before it.
    pub fn publish(&mut self, edition: &Edition) {
        self.publish_as(edition, |_| {});
    }

    pub fn publish_as(&mut self, edition: &Edition, change: impl Fn(&mut Custom)) {
        self.put_up(edition.header.edition, edition, change);
    }

    /// Publishes `edition` under a number that may not be its own.
    pub fn publish_under(&mut self, number: u32, edition: &Edition) {
        self.put_up(number, edition, |_| {});
    }

    fn put_up(&mut self, number: u32, edition: &Edition, change: impl Fn(&mut Custom)) {
        let json = edition.to_json().unwrap();
        let custom = |from| {
            let mut custom = Custom {
                edition: number,
                date: edition.header.published_at,
                min_reader: edition.header.min_reader,
                sha256: hex::encode(canonical::digest(json.as_bytes())),
                bytes: json.len() as u64,
                from,
                removals_meant: false,
            };
            change(&mut custom);
            custom
        };
        let mut targets = vec![(
            TargetName::Edition(number),
            custom(None),
            delta::compress(json.as_bytes()).unwrap(),
        )];
        for (older, text) in &self.editions {
            let name = TargetName::Delta {
                from: *older,
                to: number,
            };
            let delta = delta::make(text.as_bytes(), json.as_bytes()).unwrap();
            targets.push((name, custom(Some(*older)), delta));
        }
        for (name, custom, bytes) in targets {
            self.target(name, &custom, bytes);
        }
        self.editions.insert(number, json);
        self.sign();
    }

    fn target(&mut self, name: TargetName, custom: &Custom, bytes: Vec<u8>) {
        let sha256 = hex::encode(canonical::digest(&bytes));
        let entry = json!({"length": bytes.len(), "hashes": {"sha256": sha256}, "custom": custom});
        self.targets.insert(name.to_string(), entry);
        self.write(&layout::target_path(&name.to_string(), &sha256), bytes);
    }

    /// Puts a delta that gives `other` in the place of the one between two editions, and signs for it.
    pub fn forge_delta(&mut self, from: u32, to: u32, other: &Edition) {
        let name = TargetName::Delta { from, to };
        let custom = serde_json::from_value(self.targets[&name.to_string()]["custom"].clone()).unwrap();
        let json = other.to_json().unwrap();
        let delta = delta::make(self.editions[&from].as_bytes(), json.as_bytes()).unwrap();
        self.target(name, &custom, delta);
        self.sign();
    }

    /// Takes an edition out of what is published, with the deltas to it.
    pub fn take_back(&mut self, number: u32) {
        let of = |name: &str| match TargetName::parse(name) {
            Some(TargetName::Edition(edition)) => edition == number,
            Some(TargetName::Delta { to, .. }) => to == number,
            None => false,
        };
        self.targets.retain(|name, _| !of(name));
        self.sign();
    }

    /// The number of the newest edition that was published.
    pub fn newest(&self) -> u32 {
        *self.editions.keys().next_back().unwrap()
    }

    /// The canonical JSON of an edition that was published.
    pub fn json(&self, number: u32) -> String {
        self.editions[&number].clone()
    }

    /// Takes all deltas back.
    pub fn without_deltas(&mut self) {
        self.targets.retain(|name, _| !name.starts_with("delta-"));
        self.sign();
    }

    /// The path of the one target whose name ends so.
    pub fn path(&self, name: &str) -> String {
        let files = self.files.lock().unwrap();
        let mut paths = files.keys().filter(|path| path.ends_with(name));
        let path = paths.next().unwrap().clone();
        assert_eq!(paths.next(), None);
        path
    }
}
