//! Keys lie where nobody else sees them, and never in a repository.

use std::fs;

use crate::fixture::text;
use crate::kit::{Scene, program};

#[test]
#[cfg(unix)]
fn a_private_key_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let scene = Scene::new();
    let mut keys = 0;
    for entry in fs::read_dir(scene.keys()).expect("keys") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|ending| ending == "pem") {
            let mode = fs::metadata(&path).expect("a key").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{}", path.display());
            assert!(
                fs::read_to_string(&path)
                    .expect("PEM")
                    .starts_with("-----BEGIN PRIVATE KEY-----")
            );
            keys += 1;
        }
    }
    assert_eq!(keys, 6);
    assert_eq!(
        fs::metadata(scene.keys()).expect("keys").permissions().mode() & 0o777,
        0o700
    );

    let open = scene.keys().join("timestamp-1.pem");
    fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).expect("a mode");
    let refused = scene.release(&[]);
    assert_eq!(refused.code, 4);
    assert!(
        refused.err.contains("can be read by others") && refused.err.contains("chmod 600"),
        "{}",
        refused.err
    );
}

#[test]
fn a_git_work_tree_gets_no_key() {
    let dir = tempfile::tempdir().expect("a directory");
    fs::create_dir(dir.path().join(".git")).expect("a repository");
    let keys = dir.path().join("deep/inside/keys");
    let refused = program(&["keys", "new", text(&keys)]);
    assert_eq!(refused.code, 4);
    assert!(
        refused.err.contains("git work tree") && refused.err.contains("outside it"),
        "{}",
        refused.err
    );
    assert!(!dir.path().join("deep").exists());

    // A link from outside leads inside all the same.
    #[cfg(unix)]
    {
        let outside = tempfile::tempdir().expect("a directory");
        let link = outside.path().join("link");
        std::os::unix::fs::symlink(dir.path(), &link).expect("a link");
        assert_eq!(program(&["keys", "new", text(&link.join("keys"))]).code, 4);
    }
}

#[test]
fn keys_are_never_written_over() {
    let scene = Scene::new();
    let before = fs::read(scene.root()).expect("a root");
    assert_eq!(program(&["keys", "new", text(&scene.keys())]).code, 4);
    assert_eq!(fs::read(scene.root()).expect("a root"), before);
}

#[test]
fn a_threshold_must_make_sense() {
    let dir = tempfile::tempdir().expect("a directory");
    let keys = dir.path().join("keys");
    for (threshold, count) in [("0", "3"), ("4", "3"), ("1", "1000")] {
        let arguments = ["keys", "new", text(&keys), "--threshold", threshold, "--keys", count];
        assert_eq!(program(&arguments).code, 2, "{threshold} of {count}");
    }
    let one = program(&["keys", "new", text(&keys), "--threshold", "1", "--keys", "1"]);
    assert_eq!(one.code, 0, "{one:?}");
}

#[test]
fn openssl_reads_the_keys() {
    let scene = Scene::new();
    let key = scene.keys().join("root-1.pem");
    let Ok(shown) = std::process::Command::new("openssl")
        .args(["pkey", "-noout", "-text", "-in", text(&key)])
        .output()
    else {
        println!("skipped: openssl is not installed");
        return;
    };
    assert!(String::from_utf8_lossy(&shown.stdout).contains("ED25519"), "{shown:?}");
}
