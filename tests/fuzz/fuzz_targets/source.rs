//! A file of `data/`: whatever is in it, all its faults are named, or it gives an edition.
//!
//! The first line names the file of a small catalogue whose place the rest takes.
#![no_main]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use catalogue::Edition;
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

/// Each file, and what is in it when nothing is wrong.
static CATALOGUE: LazyLock<(TempDir, Vec<(String, Vec<u8>)>)> = LazyLock::new(|| {
    let data = kit::fixture::data();
    let mut files = Vec::new();
    list(data.path(), data.path(), &mut files);
    files.sort();
    (data, files)
});

fn list(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            list(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below").display().to_string();
            files.push((name, fs::read(&path).expect("a file")));
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    let (data, files) = &*CATALOGUE;
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    let (name, text) = (&bytes[..end], bytes.get(end + 1..).unwrap_or_default());
    let Some((name, whole)) = files.iter().find(|(file, _)| file.as_bytes() == name) else {
        return;
    };
    let place = data.path().join(name);
    fs::write(&place, text).expect("written");
    let today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
    let built = source::build_on(data.path(), today);
    fs::write(&place, whole).expect("as it was");
    match built {
        Ok(edition) => {
            let json = edition.to_json().expect("its JSON");
            assert_eq!(Edition::from_json(json.as_bytes()).expect("an edition"), edition);
        }
        Err(report) => {
            assert!(!report.faults.is_empty());
            for fault in &report.faults {
                assert!(fault.text.get(fault.span.clone()).is_some(), "{fault:?}");
            }
        }
    }
});
