//! `serve`, and what comes over it; bundles.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use reqwest::StatusCode;
use reqwest::header::{CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RANGE};

use crate::fixture::text;
use crate::kit::{Scene, change, program};

/// The program serving a folder, ended with the test.
pub struct Served {
    child: Child,
    pub url: String,
}

impl Served {
    pub fn new(dir: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_doorstep-publish"))
            .args(["serve", text(dir), "--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut url = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out).read_line(&mut url).expect("an address");
        Self {
            child,
            url: url.trim().to_owned(),
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("ended");
    }
}

/// Serves `dir` as web pages, for as long as the tests run; the address.
fn as_pages(dir: PathBuf) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut line = String::new();
            let mut reader = BufReader::new(&stream);
            reader.read_line(&mut line).expect("a request");
            while line.len() > 2 && reader.read_line(&mut String::new()).is_ok_and(|length| length > 2) {}
            let path = line.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
            let (status, body) = match fs::read(dir.join(path)) {
                Ok(body) => ("200 OK", body),
                Err(_) => ("404 Not Found", Vec::new()),
            };
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            let _ = stream.write_all(&[head.into_bytes(), body].concat());
        }
    });
    format!("http://{address}/")
}

#[tokio::test]
async fn what_is_asked_can_be_watched() {
    let scene = Scene::published();
    let mut child = Command::new(env!("CARGO_BIN_EXE_doorstep-publish"))
        .args(["serve", text(&scene.host()), "--port", "0", "--log"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut lines = BufReader::new(child.stdout.take().expect("its output"))
        .lines()
        .map_while(Result::ok);
    let url = lines.next().expect("an address");
    for name in ["metadata/timestamp.json", "metadata/2.root.json"] {
        reqwest::get(format!("{url}{name}")).await.expect("an answer");
    }
    assert_eq!(lines.next().as_deref(), Some("GET /metadata/timestamp.json 200"));
    assert_eq!(lines.next().as_deref(), Some("GET /metadata/2.root.json 404"));
    child.kill().expect("killed");
    child.wait().expect("ended");
}

#[tokio::test]
async fn a_device_can_fetch_ask_again_and_resume() {
    let scene = Scene::published();
    let served = Served::new(&scene.host());
    assert!(served.url.starts_with("http://127.0.0.1:"), "{}", served.url);
    let client = reqwest::Client::new();
    let stamp = format!("{}metadata/timestamp.json", served.url);
    let first = client.get(&stamp).send().await.expect("an answer");
    assert_eq!(first.headers()[CACHE_CONTROL], "no-cache");
    let tag = first.headers()[ETAG].clone();
    let again = client
        .get(&stamp)
        .header(IF_NONE_MATCH, &tag)
        .send()
        .await
        .expect("an answer");
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(scene.resign().code, 0);
    let changed = client
        .get(&stamp)
        .header(IF_NONE_MATCH, &tag)
        .send()
        .await
        .expect("an answer");
    assert_eq!(changed.status(), StatusCode::OK);

    let calendar = client.get(format!("{}calendar.ics", served.url)).send().await;
    let calendar = calendar.expect("an answer");
    assert_eq!(calendar.headers()[CONTENT_TYPE], "text/calendar; charset=utf-8");
    assert_eq!(calendar.headers()[CACHE_CONTROL], "no-cache");

    let root = format!("{}metadata/1.root.json", served.url);
    let whole = fs::read(scene.root()).expect("a root");
    let rest = client
        .get(&root)
        .header(RANGE, "bytes=100-")
        .send()
        .await
        .expect("an answer");
    assert_eq!(rest.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(
        rest.headers()[CONTENT_RANGE],
        format!("bytes 100-{}/{}", whole.len() - 1, whole.len())
    );
    assert!(
        rest.headers()[CACHE_CONTROL]
            .to_str()
            .expect("text")
            .contains("immutable")
    );
    assert_eq!(rest.bytes().await.expect("bytes"), whole[100..]);
    let none = client
        .get(format!("{}metadata/2.root.json", served.url))
        .send()
        .await
        .expect("an answer");
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
    assert_eq!(none.headers()[CACHE_CONTROL], "no-cache");
}

#[test]
fn an_audit_over_http_finds_what_is_wrong() {
    let scene = Scene::published();
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    let served = Served::new(&scene.host());
    let (code, audit) = scene.verify(&served.url);
    assert_eq!(
        (code, &audit["edition"], &audit["deltas"]),
        (0, &4.into(), &1.into()),
        "{audit}"
    );
    assert_eq!(audit["roles"][0]["role"], "root");

    for target in fs::read_dir(scene.host().join("targets")).expect("targets").flatten() {
        if target.path().to_string_lossy().ends_with(".delta-3-4.zst") {
            fs::write(target.path(), b"not a delta").expect("damaged");
        }
    }
    let (code, audit) = scene.verify(&served.url);
    assert_eq!(code, 3);
    assert!(
        audit["faults"][0].as_str().expect("a fault").contains("delta-3-4.zst"),
        "{audit}"
    );

    // What is wrong with the way and not with the files, only a device's own client finds.
    let (code, audit) = scene.verify(&as_pages(scene.host()));
    let faults = audit["faults"].to_string();
    assert!(code == 3 && faults.contains("sign-in page"), "{audit}");

    // Signed with other keys altogether.
    let other = Scene::new();
    let done = program(&["verify", &served.url, "--root", text(&other.root())]);
    assert_eq!(done.code, 3, "{done:?}");
    let nowhere = program(&["verify", "http://127.0.0.1:9/", "--root", text(&other.root())]);
    assert_eq!(nowhere.code, 3, "{nowhere:?}");
}

#[test]
fn a_bundle_is_one_file_with_the_same_trust() {
    let scene = Scene::published();
    let (served, file, root) = (Served::new(&scene.host()), scene.path("edition.tar"), scene.root());
    let done = program(&[
        "bundle",
        &served.url,
        "--root",
        text(&root),
        "--to",
        text(&file),
        "--json",
    ]);
    assert_eq!(done.code, 0, "{done:?}");
    drop(served);
    let (code, audit) = scene.verify(text(&file));
    assert_eq!((code, &audit["edition"]), (0, &3.into()), "{audit}");

    // One byte of the edition changed, and no signature fits.
    let mut bytes = fs::read(&file).expect("a bundle");
    let zstd = [0x28, 0xb5, 0x2f, 0xfd];
    let at = bytes.windows(4).position(|window| window == zstd).expect("an edition");
    bytes[at + 40] ^= 1;
    fs::write(&file, bytes).expect("damaged");
    assert_eq!(scene.verify(text(&file)).0, 3);
    let (from, to, root) = (scene.host(), scene.path("no/such/place.tar"), scene.root());
    assert_eq!(
        program(&["bundle", text(&from), "--root", text(&root), "--to", text(&to)]).code,
        2
    );
}
