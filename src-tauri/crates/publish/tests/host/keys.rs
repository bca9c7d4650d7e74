//! Keys are where nobody else sees them, and never in a repository.

use std::fs;
#[cfg(target_os = "linux")]
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
#[cfg(target_os = "linux")]
use std::process::{Command, Stdio};

use crate::fixture::text;
#[cfg(target_os = "linux")]
use crate::kit::done;
use crate::kit::{Done, Scene, program};

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

/// Directories in place of sticks.
fn sticks(scene: &Path, count: u32) -> Vec<PathBuf> {
    let sticks: Vec<_> = (1..=count).map(|n| scene.join(format!("stick-{n}"))).collect();
    sticks.iter().for_each(|stick| fs::create_dir(stick).expect("a stick"));
    sticks
}

/// Every file below `dir`, by its path from there.
fn files(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            found.push(name);
        }
    }
    found.sort();
    found
}

/// `keys new` with a place for each key of the root, and more arguments.
fn new(dir: &Path, sticks: &[PathBuf], more: &[&str]) -> Done {
    let mut arguments = vec!["keys", "new", text(dir)];
    arguments.extend(sticks.iter().flat_map(|stick| ["--root-to", text(stick)]));
    arguments.extend(more);
    program(&arguments)
}

#[test]
fn each_root_key_goes_straight_to_its_own_medium() {
    let scene = tempfile::tempdir().expect("a directory");
    let (dir, sticks) = (scene.path().join("keys"), sticks(scene.path(), 3));
    let made = new(&dir, &sticks, &[]);
    assert_eq!(made.code, 0, "{made:?}");
    assert_eq!(
        files(scene.path()),
        [
            "keys/1.root.json",
            "keys/snapshot-1.pem",
            "keys/targets-1.pem",
            "keys/timestamp-1.pem",
            "stick-1/root-1.pem",
            "stick-2/root-2.pem",
            "stick-3/root-3.pem"
        ]
    );
    // All three are folders of one disk here.
    assert!(made.err.contains("same file system"), "{}", made.err);
    // What is on the sticks is what the root names: two of them renew it, one does not.
    let renew = |with: &[&PathBuf]| {
        let mut arguments = vec!["keys", "renew", text(&dir)];
        arguments.extend(with.iter().flat_map(|stick| ["--with", text(stick)]));
        program(&arguments).code
    };
    assert_eq!((renew(&[&sticks[1]]), renew(&[&sticks[0], &sticks[2]])), (4, 0));

    // A replaced one goes straight to its stick too, and nothing else is made but the root.
    fs::remove_file(sticks[1].join("root-2.pem")).expect("lost");
    let rotate = ["keys", "rotate", "root", text(&dir), "--to", text(&sticks[1])];
    let with = ["--with", text(&sticks[0]), "--with", text(&sticks[2])];
    let done = program(&[&rotate[..], &with].concat());
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(
        files(scene.path()),
        [
            "keys/1.root.json",
            "keys/2.root.json",
            "keys/3.root.json",
            "keys/snapshot-1.pem",
            "keys/targets-1.pem",
            "keys/timestamp-1.pem",
            "stick-1/root-1.pem",
            "stick-2/root-4.pem",
            "stick-3/root-3.pem"
        ]
    );
    assert_eq!(renew(&[&sticks[0], &sticks[1]]), 0, "the new key counts");
}

#[test]
#[cfg(unix)]
fn a_stick_that_fails_leaves_nothing_that_looks_whole() {
    let scene = tempfile::tempdir().expect("a directory");
    let (dir, sticks) = (scene.path().join("keys"), sticks(scene.path(), 3));
    // It looks free, and cannot be written to: by now the first key is on its stick.
    std::os::unix::fs::symlink("/nowhere/at/all", sticks[1].join("root-2.pem")).expect("a link");
    let failed = new(&dir, &sticks, &[]);
    assert_ne!(failed.code, 0);
    let (first, second) = (sticks[0].join("root-1.pem"), sticks[1].join("root-2.pem"));
    assert!(
        failed.err.contains(text(&second)) && failed.err.contains(&format!("deleted again: {}", first.display())),
        "{}",
        failed.err
    );
    fs::remove_file(&second).expect("fixed");
    assert_eq!(files(scene.path()), [""; 0]);
    let made = new(&dir, &sticks, &[]);
    assert_eq!(made.code, 0, "the same once more: {made:?}");

    // And when a key is exchanged, and it is the new root that cannot be written.
    fs::create_dir(dir.join("2.root.json")).expect("a directory in its place");
    let before = files(scene.path());
    let rotate = ["keys", "rotate", "targets", text(&dir), "--to", text(&sticks[2])];
    let with = ["--with", text(&sticks[0]), "--with", text(&sticks[1])];
    let failed = program(&[&rotate[..], &with].concat());
    assert!(
        failed.code != 0 && failed.err.contains("Nothing was created"),
        "{failed:?}"
    );
    assert_eq!(files(scene.path()), before);
}

#[test]
fn a_place_for_a_key_is_there_and_is_another() {
    let scene = tempfile::tempdir().expect("a directory");
    let (dir, sticks) = (scene.path().join("keys"), sticks(scene.path(), 2));
    let place = |third: PathBuf| new(&dir, &[sticks[0].clone(), sticks[1].clone(), third], &[]);
    // Not mounted: made here, it would be a folder of the disk.
    let missing = scene.path().join("stick-3");
    let refused = place(missing.clone());
    assert!(
        refused.code == 2 && refused.err.contains("is the stick mounted?"),
        "{refused:?}"
    );
    assert!(!missing.exists());
    let refused = place(scene.path().join("stick-1/."));
    assert!(refused.code == 4 && refused.err.contains("named twice"), "{refused:?}");
    fs::create_dir(&dir).expect("the key directory");
    let refused = place(dir.clone());
    assert!(
        refused.code == 4 && refused.err.contains("key directory"),
        "{refused:?}"
    );
    let refused = new(&dir, &sticks, &["--keys", "3"]);
    assert!(refused.code == 2 && refused.err.contains("2 places"), "{refused:?}");
    fs::create_dir_all(scene.path().join("tree/.git")).expect("a repository");
    assert_eq!(place(scene.path().join("tree")).code, 4);
    fs::remove_dir_all(scene.path().join("tree")).expect("gone");
    assert_eq!(files(scene.path()), [""; 0]);
}

/// Runs the program as a job does whose passphrases are in `file`, or that has none and no terminal.
#[cfg(target_os = "linux")]
fn job(file: Option<&Path>, arguments: &[&str]) -> Done {
    // `setsid`: the job must not have the terminal that the tests were started from.
    let mut command = Command::new("setsid");
    command
        .args(["--wait", env!("CARGO_BIN_EXE_doorstep-publish")])
        .args(arguments);
    match file {
        Some(file) => command.env("DOORSTEP_PASSPHRASE_FILE", file),
        None => command.env_remove("DOORSTEP_PASSPHRASE_FILE"),
    };
    done(command.output().expect("the program"))
}

/// A file that its owner alone can read.
#[cfg(target_os = "linux")]
fn secret(path: &Path, words: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::write(path, words).expect("a file");
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("a mode");
}

#[test]
#[cfg(target_os = "linux")]
fn a_key_with_a_passphrase_needs_it() {
    let scene = Scene::new();
    let keys = scene.path("sealed");
    let (right, wrong) = (scene.path("right"), scene.path("wrong"));
    secret(&right, "correct horse battery staple\n");
    secret(&wrong, "incorrect horse battery staple\n");
    let made = job(
        Some(&right),
        &[
            "keys",
            "new",
            text(&keys),
            "--threshold",
            "1",
            "--keys",
            "1",
            "--encrypt",
            "root,targets",
        ],
    );
    assert_eq!(made.code, 0, "{made:?}");
    for (name, label) in [
        ("root-1.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----"),
        ("targets-1.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----"),
        ("timestamp-1.pem", "-----BEGIN PRIVATE KEY-----"),
    ] {
        let text = fs::read_to_string(keys.join(name)).expect("PEM");
        assert!(text.starts_with(label), "{name}: {text}");
    }
    let host = scene.host();
    let release = |file: Option<&Path>| {
        let data = text(scene.data.path());
        job(
            file,
            &["release", data, "--keys", text(&keys), "--to", text(&host), "--yes"],
        )
    };
    let refused = release(Some(&wrong));
    assert!(
        refused.code == 2 && refused.err.contains("has a passphrase, and it is none of those in"),
        "{refused:?}"
    );
    assert!(!refused.err.contains("Ed25519"), "{}", refused.err);
    let refused = release(None);
    assert!(
        refused.code == 2 && refused.err.contains("DOORSTEP_PASSPHRASE_FILE"),
        "{refused:?}"
    );
    let done = release(Some(&right));
    assert_eq!(done.code, 0, "{done:?}");
    // Several, a line each: one of them opens it.
    secret(&right, "another one altogether\ncorrect horse battery staple\n");
    let rotate = ["keys", "rotate", "timestamp", text(&keys), "--encrypt"];
    let refused = job(Some(&right), &rotate);
    assert!(
        refused.code == 2 && refused.err.contains("exactly one passphrase"),
        "{refused:?}"
    );
    let done = job(Some(&right), &rotate[..4]);
    assert_eq!(done.code, 0, "{done:?}");
    // A passphrase that everybody can read protects nothing.
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(&right, fs::Permissions::from_mode(0o644)).expect("a mode");
    let refused = release(Some(&right));
    assert!(
        refused.code == 4 && refused.err.contains("can be read by others"),
        "{refused:?}"
    );
}

/// Waits until a terminal no longer shows what is typed. A person is slower than the program; a test is not.
#[cfg(target_os = "linux")]
fn until_nothing_is_shown(terminal: &str) {
    for _ in 0..10_000 {
        let state = Command::new("stty")
            .args(["-F", terminal, "-a"])
            .output()
            .expect("stty");
        if String::from_utf8_lossy(&state.stdout).contains(" -echo ") {
            return;
        }
    }
    panic!("{terminal} goes on showing what is typed");
}

#[test]
#[cfg(target_os = "linux")]
fn a_passphrase_is_typed_without_being_seen() {
    if Command::new("script").arg("--version").output().is_err() {
        println!("skipped: script is not installed");
        return;
    }
    let scene = tempfile::tempdir().expect("a directory");
    let keys = scene.path().join("keys");
    let typing = |what: &str, arguments: &str| {
        let line = format!("tty; exec '{}' {arguments}", env!("CARGO_BIN_EXE_doorstep-publish"));
        let mut terminal = Command::new("script")
            .args(["--quiet", "--return", "--flush", "--command", &line, "/dev/null"])
            .env_remove("DOORSTEP_PASSPHRASE_FILE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a terminal");
        let mut keyboard = terminal.stdin.take().expect("a keyboard");
        let mut screen = terminal.stdout.take().expect("a screen");
        let (mut seen, mut answers, mut byte) = (String::new(), what.lines(), [0]);
        while screen.read(&mut byte).expect("a screen") == 1 {
            seen.push(char::from(byte[0]));
            if seen.ends_with(": ")
                && let Some(answer) = answers.next()
            {
                let name = seen.lines().next().expect("the terminal's name");
                until_nothing_is_shown(name);
                writeln!(keyboard, "{answer}").expect("typed");
            }
        }
        (terminal.wait().expect("ended").code(), seen)
    };
    let new = format!("keys new '{}' --threshold 1 --keys 1 --encrypt root", keys.display());
    let (code, seen) = typing("correct horse battery staple\ncorrect horse battery staple\n", &new);
    assert_eq!(code, Some(0), "{seen}");
    assert!(
        seen.contains("New passphrase for the root key in") && !seen.contains("horse"),
        "{seen}"
    );
    let renew = format!("keys renew '{}'", keys.display());
    let (code, seen) = typing("wrong\nwrong again\ncorrect horse battery staple\n", &renew);
    assert_eq!(code, Some(0), "{seen}");
    assert!(
        seen.contains("That is not the passphrase") && !seen.contains("horse"),
        "{seen}"
    );
    let (code, seen) = typing("wrong\nwrong\nwrong\n", &renew);
    assert!(code == Some(2) && seen.contains("wrong passphrase"), "{seen}");
}

#[test]
#[cfg(target_os = "linux")]
fn openssl_reads_and_writes_keys_with_a_passphrase() {
    let scene = Scene::new();
    let words = scene.path("words");
    secret(&words, "correct horse battery staple\n");
    let keys = scene.path("sealed");
    let new = [
        "keys",
        "new",
        text(&keys),
        "--threshold",
        "1",
        "--keys",
        "1",
        "--encrypt",
        "root",
    ];
    assert_eq!(job(Some(&words), &new).code, 0);
    let password = format!("file:{}", words.display());
    let openssl = |arguments: &[&str]| Command::new("openssl").args(arguments).output();
    let key = keys.join("root-1.pem");
    let Ok(shown) = openssl(&["pkey", "-in", text(&key), "-passin", &password, "-noout", "-text"]) else {
        println!("skipped: openssl is not installed");
        return;
    };
    assert!(String::from_utf8_lossy(&shown.stdout).contains("ED25519"), "{shown:?}");
    // The same key as openssl encrypts it, both ways it has, signs the next root.
    let plain = scene.path("plain.pem");
    let taken = openssl(&["pkey", "-in", text(&key), "-passin", &password, "-out", text(&plain)]).expect("openssl");
    assert!(taken.status.success(), "{taken:?}");
    for (version, way) in [(2, &["-v2", "aes-256-cbc"][..]), (3, &["-scrypt"])] {
        let sealed = [
            "pkcs8",
            "-topk8",
            "-in",
            text(&plain),
            "-passout",
            &password,
            "-out",
            text(&key),
        ];
        let sealed = openssl(&[&sealed[..], way].concat()).expect("openssl");
        assert!(sealed.status.success(), "{sealed:?}");
        let renewed = job(Some(&words), &["keys", "renew", text(&keys)]);
        assert_eq!(renewed.code, 0, "{way:?}: {renewed:?}");
        assert!(keys.join(format!("{version}.root.json")).exists());
    }
}

#[test]
fn what_lies_beside_the_keys_is_left_alone() {
    let scene = Scene::new();
    for (name, text) in [
        ("other.json", "{}"),
        ("._root-1.pem", "what a Mac puts on a stick"),
        ("notes.txt", ""),
    ] {
        fs::write(scene.keys().join(name), text).expect("a file");
    }
    let done = scene.release(&[]);
    assert_eq!(done.code, 0, "{done:?}");
}
