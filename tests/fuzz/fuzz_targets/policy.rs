//! What an administrator set, in a file, a Mac's preferences or a phone's configuration: it names a host that may be
//! asked and a root, or it is refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|bytes: &[u8]| {
    let managed = policy::of_managed(&String::from_utf8_lossy(bytes), None);
    for said in [policy::of_file(bytes), policy::of_preferences(bytes), managed] {
        for id in said.managed.areas.iter().flatten() {
            assert!(!id.is_empty());
        }
        let Ok(Some(source)) = said.source else { continue };
        let host = source.host.host_str().expect("a host");
        let here = ["localhost", "127.", "[::1]"].iter().any(|name| host.starts_with(name));
        assert!(source.host.scheme() == "https" || here, "{}", source.host);
        let root: Value = serde_json::from_slice(&source.root).expect("JSON");
        assert_eq!(root["signed"]["_type"], "root");
    }
});
