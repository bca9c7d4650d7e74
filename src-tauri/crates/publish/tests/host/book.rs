//! `docs/publishing.md` works as it is written.

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::path::PathBuf;
#[cfg(unix)]
use std::process::Command;

use crate::kit::program;

/// Where the repository is.
const TOP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");

fn book() -> String {
    fs::read_to_string(Path::new(TOP).join("docs/publishing.md")).expect("the book")
}

/// The fenced blocks of a language, in order.
pub fn blocks(language: &str) -> Vec<String> {
    blocks_in(&book(), language)
}

/// Those of the commands under a heading of the third level.
#[cfg(unix)]
pub fn commands_under(heading: &str) -> Vec<String> {
    let book = book();
    let begin = format!("\n### {heading}\n");
    let (_, rest) = book.split_once(&begin).expect("the heading");
    let end = rest.find("\n##").expect("another heading");
    blocks_in(&rest[..end], "sh")
}

fn blocks_in(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let blocks = text.split(&fence).skip(1).filter_map(|rest| rest.split_once("```"));
    blocks.map(|(block, _)| block.to_owned()).collect()
}

/// Runs commands of the book in `home`, by the program in `DOORSTEP_PROGRAMS` where that is set: `cargo xtask
/// platforms` has Windows' there.
#[cfg(unix)]
pub fn shell(home: &Path, script: &str) -> std::process::Output {
    let own = Path::new(env!("CARGO_BIN_EXE_doorstep-publish")).parent();
    let own = || own.expect("its directory").to_owned();
    let bin = std::env::var_os("DOORSTEP_PROGRAMS").map_or_else(own, PathBuf::from);
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("a path"));
    Command::new("sh")
        .args(["-eux", "-c", script])
        .current_dir(home)
        .env("HOME", home)
        .env("PATH", path)
        .output()
        .expect("a shell")
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for entry in fs::read_dir(from).expect("a directory").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(path, to).expect("copied");
        }
    }
}

#[test]
#[cfg(unix)]
fn every_command_of_it() {
    let home = tempfile::tempdir().expect("a directory");
    copy(&Path::new(TOP).join("data"), &home.path().join("data"));
    let leaflet = Path::new(TOP).join("tests/documents/card.pdf");
    fs::copy(leaflet, home.path().join("leaflet.pdf")).expect("a document");
    let script = blocks("sh").concat().replace("8417", &free_port().to_string());
    // A busy machine takes longer to begin to serve than a person's.
    let script = script.replace("sleep 1", "sleep 4");
    assert!(script.matches("doorstep-publish ").count() >= 15, "{script}");
    let done = shell(home.path(), &script);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let (public, root) = (
        home.path().join("public"),
        home.path().join("doorstep-keys/1.root.json"),
    );
    let text = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let audit = program(&["verify", &text(&public), "--root", &text(&root), "--json"]);
    let audit: serde_json::Value = serde_json::from_str(&audit.out).expect("JSON");
    assert_eq!(
        (&audit["edition"], &audit["documents"], &audit["roles"][0]["version"]),
        (&6.into(), &1.into(), &10.into()),
        "{audit}"
    );
}

/// `docs/new-partnership.md`: from nothing to a host.
#[test]
#[cfg(unix)]
fn a_new_partnership() {
    let page = fs::read_to_string(Path::new(TOP).join("docs/new-partnership.md")).expect("the page");
    let script = blocks_in(&page, "sh").concat();
    assert_eq!(script.matches("doorstep-publish ").count(), 6, "{script}");
    let home = tempfile::tempdir().expect("a directory");
    let done = shell(home.path(), &script);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(home.path().join("public/calendar-saltmouth.ics").is_file());
}

#[test]
fn it_names_every_exit_code() {
    let help = program(&["--help"]);
    let book = book();
    for code in 0..=4 {
        assert!(book.contains(&format!("| {code} |")), "{code}");
        assert!(help.out.contains(&format!("{code} ")), "{code}");
    }
}
