//! The folder of documents.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use catalogue::canonical::{self, Digest};
use catalogue::{DocumentFormat, Keepable};
use chrono::TimeDelta;
use store::{DocumentFolder, StoreError};
use tempfile::TempDir;

use crate::kit::now;

fn document(bytes: &[u8]) -> Keepable {
    Keepable {
        digest: canonical::digest(bytes),
        bytes: bytes.len() as u64,
        format: DocumentFormat::Pdf,
    }
}

/// A folder with these documents in it.
fn holding(documents: &[&[u8]]) -> (TempDir, DocumentFolder) {
    let dir = tempfile::tempdir().unwrap();
    let folder = DocumentFolder::new(dir.path());
    folder.make().unwrap();
    for bytes in documents {
        let digest = canonical::digest(bytes);
        fs::write(folder.part(&digest), bytes).unwrap();
        folder.admit(&digest).unwrap();
    }
    (dir, folder)
}

fn whole(dir: &TempDir, digest: &Digest) -> PathBuf {
    dir.path().join("documents").join(hex::encode(digest))
}

#[test]
fn an_empty_one_need_not_be_there() {
    let dir = tempfile::tempdir().unwrap();
    let folder = DocumentFolder::new(dir.path());
    assert!(folder.held().unwrap().is_empty());
    assert_eq!(folder.read(&document(b"one")).unwrap(), None);
    folder.keep_only(&HashSet::new()).unwrap();
    folder.forget_copies();
    assert!(!dir.path().join("documents").exists());
}

#[test]
fn what_is_admitted_is_held_and_read() {
    let (_dir, folder) = holding(&[b"one", b"three"]);
    assert_eq!(folder.held().unwrap()[&document(b"three").digest], 5);
    assert_eq!(folder.read(&document(b"one")).unwrap().unwrap(), b"one");
    assert!(!folder.part(&document(b"one").digest).exists());
}

#[test]
fn a_damaged_one_is_never_shown_and_removed() {
    let (dir, folder) = holding(&[b"one"]);
    let one = document(b"one");
    fs::write(whole(&dir, &one.digest), b"0ne").unwrap();
    assert!(matches!(folder.read(&one), Err(StoreError::Damaged { .. })));
    assert_eq!(folder.read(&one).unwrap(), None);
    assert!(folder.held().unwrap().is_empty());
}

#[test]
fn what_nobody_wants_goes_with_its_part_and_its_copy() {
    let (_dir, folder) = holding(&[b"one", b"two"]);
    let (one, two, three, four) = (
        document(b"one"),
        document(b"two"),
        document(b"three"),
        document(b"four"),
    );
    for unfinished in [&three, &four] {
        fs::write(folder.part(&unfinished.digest), b"t").unwrap();
    }
    let kept = folder.copy_out(&one, b"one", "One.pdf", now()).unwrap();
    let gone = folder.copy_out(&two, b"two", "Two.pdf", now()).unwrap();
    folder.keep_only(&HashSet::from([one.digest, three.digest])).unwrap();
    assert_eq!(folder.held().unwrap().into_keys().collect::<Vec<_>>(), [one.digest]);
    assert!(folder.part(&three.digest).exists() && !folder.part(&four.digest).exists());
    assert!(kept.exists() && !gone.exists());
}

/// H5: the folder may be one in which a person keeps documents of their own.
#[test]
fn what_we_cannot_have_written_is_never_removed() {
    let (dir, folder) = holding(&[b"one"]);
    let hash = hex::encode(document(b"two").digest);
    let theirs = [
        "thesis.odt".to_owned(),
        "parts/photo.jpg".to_owned(),
        "opened/letter.txt".to_owned(),
        "opened/letters/mum.txt".to_owned(),
        // Of the wrong sort, or not as we write them.
        format!("{hash}/a.txt"),
        format!("opened/{hash}"),
        hash.to_uppercase(),
        format!("{hash}0"),
        hash[1..].to_owned(),
        format!("{hash}.pdf"),
    ];
    // Windows takes a name in capitals for the same.
    let apart = |name: &String| cfg!(not(windows)) || *name != hash.to_uppercase();
    let theirs: Vec<String> = theirs.into_iter().filter(apart).collect();
    for name in &theirs {
        let path = dir.path().join("documents").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"theirs").unwrap();
    }
    folder.copy_out(&document(b"one"), b"one", "One.pdf", now()).unwrap();
    assert_eq!(folder.held().unwrap().len(), 1);
    folder.forget_copies();
    folder.keep_only(&HashSet::new()).unwrap();
    assert!(folder.held().unwrap().is_empty());
    for name in &theirs {
        assert!(dir.path().join("documents").join(name).exists(), "{name}");
    }
}

#[test]
fn a_copy_is_the_other_programs_to_spoil() {
    let (_dir, folder) = holding(&[b"one"]);
    let one = document(b"one");
    let copy = folder.copy_out(&one, b"one", "One.pdf", now()).unwrap();
    assert!(copy.ends_with("One.pdf"));
    fs::write(&copy, b"scribbled on").unwrap();
    assert_eq!(folder.read(&one).unwrap().unwrap(), b"one");
    assert_eq!(
        fs::read(folder.copy_out(&one, b"one", "One.pdf", now()).unwrap()).unwrap(),
        b"one"
    );
    folder.forget_copies();
    assert!(!copy.exists());
}

/// L15: what another program was given is not left for weeks while the app is in the tray.
#[test]
fn a_copy_goes_after_a_day() {
    let (_dir, folder) = holding(&[b"one", b"two"]);
    let (one, two) = (document(b"one"), document(b"two"));
    let first = folder.copy_out(&one, b"one", "One.pdf", now()).unwrap();
    let second = folder.copy_out(&two, b"two", "Two.pdf", now()).unwrap();
    let noon = now() + TimeDelta::hours(3);
    assert_eq!(folder.copy_out(&two, b"two", "Two.pdf", noon).unwrap(), second);
    folder.forget_old_copies(now() + TimeDelta::hours(23));
    assert!(first.exists() && second.exists());
    folder.forget_old_copies(now() + TimeDelta::hours(25));
    assert!(!first.exists() && second.exists(), "which was opened again at noon");
    folder.forget_old_copies(noon + TimeDelta::days(1));
    assert!(!second.exists());
    assert_eq!(folder.held().unwrap().len(), 2, "the documents stay");
}
