//! A file that somebody brings: it is read or it is not, and no edition is taken that was not signed for.
//!
//! The first byte says what the rest is: 0 is a file as it is; the others are files of a good bundle in whose place the
//! rest is put, so that what is looked at after the first hash is looked at too.
#![no_main]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use catalogue::refresh::Refreshed;
use kit::editions::{edition, limits, now};
use kit::host::Files;
use kit::press::Press;
use libfuzzer_sys::fuzz_target;
use store::CatalogueDb;
use sync::bundle::Bundle;
use sync::layout::{Custom, TargetName};
use sync::{Config, Held, Refresher};
use tokio::runtime::{Builder, Runtime};

struct Good {
    runtime: Runtime,
    root: Vec<u8>,
    files: BTreeMap<String, Vec<u8>>,
}

static GOOD: LazyLock<Good> = LazyLock::new(|| {
    let files = Files::default();
    let mut press = Press::new(files.clone(), now() + chrono::TimeDelta::days(7));
    press.publish(&edition(2));
    let files = files.lock().expect("the files").clone().into_iter().collect();
    Good {
        runtime: Builder::new_current_thread().enable_all().build().expect("a runtime"),
        root: press.file("metadata/1.root.json"),
        files,
    }
});

fuzz_target!(|bytes: &[u8]| {
    let Some((what, rest)) = bytes.split_first() else {
        return;
    };
    named(rest);
    let whole = &GOOD.files;
    let bundle = match usize::from(*what).checked_sub(1) {
        None => {
            let Ok(bundle) = Bundle::read(rest) else {
                return;
            };
            let held: usize = bundle.files.values().map(Vec::len).sum();
            assert!(held <= rest.len(), "{held} bytes of {}", rest.len());
            bundle
        }
        Some(which) => {
            let mut files = whole.clone();
            let file = files.values_mut().nth(which % whole.len()).expect("a file");
            *file = rest.to_vec();
            Bundle { files }
        }
    };
    if bundle.files.contains_key("metadata/timestamp.json") {
        take(bundle);
    }
});

/// As the name and the description of a target.
fn named(bytes: &[u8]) {
    if let Some(name) = std::str::from_utf8(bytes).ok().and_then(TargetName::parse) {
        assert_eq!(name.to_string().as_bytes(), bytes);
    }
    if let Ok(custom) = serde_json::from_slice(bytes)
        && let Ok(custom) = Custom::read(&custom)
    {
        assert_eq!(
            Custom::read(&custom.to_map()).expect("what was written is read"),
            custom
        );
    }
}

/// Has a new device take it.
fn take(bundle: Bundle) {
    let folder = tempfile::tempdir().expect("a folder");
    let (db, _) = CatalogueDb::open(folder.path()).expect("a catalogue");
    let db = Arc::new(db);
    let config = Config {
        host: "https://example.org/doorstep".parse().expect("an address"),
        root: GOOD.root.clone(),
        scratch: folder.path().join("refresh"),
        limits: limits(),
    };
    let refresher = Refresher::new(Arc::clone(&db), config).expect("a refresher");
    let signed = GOOD
        .files
        .iter()
        .all(|(name, file)| bundle.files.get(name) == Some(file));
    let outcome = GOOD
        .runtime
        .block_on(refresher.take(bundle, Held::default, now(), &|_| ()));
    if let Ok(Refreshed::Updated(_)) = outcome {
        let stored = db.read().expect("it").edition.expect("an edition");
        assert_eq!(stored.edition.header.edition, 2);
        assert!(stored.edition == edition(2) || signed, "another edition was taken");
    }
}
