//! The servers people really have. Each test runs where its server is installed, and says so where it is not:
//! nginx on the path; `DOORSTEP_MOTO` naming moto's `moto_server` (PyPI: `moto[server,s3]`); `DOORSTEP_AZURITE` naming
//! `azurite-blob` (npm: `azurite`).

use std::fs;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};

use crate::book::{blocks, free_port};
use crate::fixture::text;
use crate::kit::{Done, Scene, change};

/// Another maker's server, stopped at the end of the test.
struct Running(Child);

impl Running {
    /// Starts it and waits until it answers on `port`.
    fn start(command: &mut Command, port: u16) -> Self {
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let running = Self(child);
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "the server does not answer");
            thread::sleep(Duration::from_millis(100));
        }
        running
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().expect("killed");
        self.0.wait().expect("ended");
    }
}

fn named(variable: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    if named.is_none() {
        println!("skipped: {variable} does not name a server to test against");
    }
    named
}

#[tokio::test]
async fn nginx_over_a_folder() {
    let places = [
        "/usr/sbin/nginx",
        "/usr/bin/nginx",
        "/usr/local/sbin/nginx",
        "/opt/homebrew/bin/nginx",
    ];
    let Some(nginx) = places.into_iter().find(|place| PathBuf::from(place).exists()) else {
        println!("skipped: nginx is not installed");
        return;
    };
    let scene = Scene::published();
    change(scene.data.path(), "0300 555 1999");
    assert_eq!(scene.release(&[]).code, 0);
    let (port, prefix) = (free_port(), scene.path("nginx"));
    fs::create_dir(&prefix).expect("a directory");
    let at = text(&prefix);
    // As the book has it. Where the test runs as root, the workers must too: they could not read the folder.
    #[cfg(unix)]
    let user = match std::os::unix::fs::MetadataExt::uid(&fs::metadata(&prefix).expect("a directory")) {
        0 => "user root;",
        _ => "",
    };
    #[cfg(not(unix))]
    let user = "";
    // One process: the workers of a master that is killed would live on.
    let configuration = format!(
        "{user} daemon off; master_process off; pid {at}/pid; error_log {at}/error; events {{}} http {{ access_log off; \
         client_body_temp_path {at}/a; proxy_temp_path {at}/b; fastcgi_temp_path {at}/c; uwsgi_temp_path {at}/d; \
         scgi_temp_path {at}/e; server {{ listen 127.0.0.1:{port}; root {}; {} }} }}",
        text(&scene.host()),
        blocks("nginx").concat()
    );
    fs::write(prefix.join("nginx.conf"), configuration).expect("a configuration");
    let _server = Running::start(
        Command::new(nginx).args(["-p", at, "-c", "nginx.conf", "-e", "error"]),
        port,
    );

    let url = format!("http://127.0.0.1:{port}/");
    let (code, audit) = scene.verify(&url);
    assert_eq!(
        (code, &audit["edition"], &audit["deltas"]),
        (0, &4.into(), &1.into()),
        "{audit}"
    );
    let client = reqwest::Client::new();
    let stamp = format!("{url}metadata/timestamp.json");
    let first = client.get(&stamp).send().await.expect("an answer");
    assert_eq!(first.headers()[CACHE_CONTROL], "no-cache");
    let again = client
        .get(&stamp)
        .header(IF_NONE_MATCH, &first.headers()[ETAG])
        .send()
        .await
        .expect("an answer");
    assert_eq!(again.status(), 304);
    let calendar = client
        .get(format!("{url}calendar.ics"))
        .send()
        .await
        .expect("an answer");
    assert_eq!(calendar.headers()[CONTENT_TYPE], "text/calendar; charset=utf-8");
    assert_eq!(calendar.headers()[CACHE_CONTROL], "no-cache");
    let root = client
        .get(format!("{url}metadata/1.root.json"))
        .send()
        .await
        .expect("an answer");
    assert!(
        root.headers()[CACHE_CONTROL]
            .to_str()
            .expect("text")
            .contains("immutable")
    );
}

/// What must hold on every store: releases, the daily signature, an audit, and two editors at once.
fn publishes(scene: &Scene, to: &str, environment: &[(&str, String)]) {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doorstep-publish"));
        let done = command
            .args(arguments)
            .envs(environment.iter().cloned())
            .output()
            .expect("the program runs");
        Done {
            code: done.status.code().expect("an exit code"),
            out: String::from_utf8_lossy(&done.stdout).into_owned(),
            err: String::from_utf8_lossy(&done.stderr).into_owned(),
        }
    };
    let (keys, root) = (scene.keys(), scene.root());
    let release = |data: &str| run(&["release", data, "--keys", text(&keys), "--to", to, "--yes"]);
    let data = scene.data.path();
    let first = release(text(data));
    assert_eq!(first.code, 0, "{first:?}");
    change(data, "0300 555 1001");
    let second = release(text(data));
    assert_eq!(second.code, 0, "{second:?}");
    let signed = run(&["resign", "--keys", text(&keys), "--to", to]);
    assert_eq!(signed.code, 0, "{signed:?}");

    let theirs = crate::fixture::data();
    for name in ["edition.toml", "contacts.toml", "ids.lock"] {
        fs::copy(data.join(name), theirs.path().join(name)).expect("copied");
    }
    change(data, "0300 555 1002");
    change(theirs.path(), "0300 555 2002");
    let (one, two) = thread::scope(|scope| {
        let other = scope.spawn(|| release(text(theirs.path())));
        (release(text(data)), other.join().expect("a run"))
    });
    let mut codes = [one.code, two.code];
    codes.sort_unstable();
    assert_eq!(codes, [0, 4], "{one:?} {two:?}");
    let audit = run(&["verify", to, "--root", text(&root), "--json"]);
    assert_eq!(audit.code, 0, "{audit:?}");
    let audit: serde_json::Value = serde_json::from_str(&audit.out).expect("JSON");
    assert_eq!((&audit["edition"], &audit["deltas"]), (&5.into(), &2.into()), "{audit}");
}

#[tokio::test]
async fn an_s3_server() {
    let Some(moto) = named("DOORSTEP_MOTO") else { return };
    let port = free_port();
    let _server = Running::start(
        Command::new(moto).args(["-H", "127.0.0.1", "-p", &port.to_string()]),
        port,
    );
    let endpoint = format!("http://127.0.0.1:{port}");
    let made = reqwest::Client::new()
        .put(format!("{endpoint}/bucket"))
        .send()
        .await
        .expect("an answer");
    assert!(made.status().is_success(), "{made:?}");
    let environment = [
        ("AWS_ENDPOINT", endpoint),
        ("AWS_ALLOW_HTTP", "true".into()),
        ("AWS_REGION", "us-east-1".into()),
        ("AWS_ACCESS_KEY_ID", "anybody".into()),
        ("AWS_SECRET_ACCESS_KEY", "anything".into()),
    ];
    publishes(&Scene::new(), "s3://bucket/door/step", &environment);
}

/// Azurite's account and key, the same for everybody.
const ACCOUNT: &str = "devstoreaccount1";
const KEY: &str = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

#[tokio::test]
async fn azurite() {
    let Some(azurite) = named("DOORSTEP_AZURITE") else {
        return;
    };
    let (scene, port) = (Scene::new(), free_port());
    let mut command = Command::new(azurite);
    command.args([
        "--blobPort",
        &port.to_string(),
        "--location",
        text(&scene.path("azurite")),
    ]);
    let _server = Running::start(command.args(["--skipApiVersionCheck", "--silent"]), port);

    let date = jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let signed = format!(
        "PUT{}x-ms-date:{date}\nx-ms-version:2021-08-06\n/{ACCOUNT}/{ACCOUNT}/container\nrestype:container",
        "\n".repeat(12)
    );
    let key = BASE64_STANDARD.decode(KEY).expect("a key");
    let signature = BASE64_STANDARD.encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), signed.as_bytes()));
    let made = reqwest::Client::new()
        .put(format!("http://127.0.0.1:{port}/{ACCOUNT}/container?restype=container"))
        .header("x-ms-date", date)
        .header("x-ms-version", "2021-08-06")
        .header("authorization", format!("SharedKey {ACCOUNT}:{signature}"))
        .header("content-length", "0")
        .send()
        .await
        .expect("an answer");
    assert!(made.status().is_success(), "{}", made.text().await.expect("a reason"));
    let environment = [
        ("AZURE_STORAGE_USE_EMULATOR", "true".to_owned()),
        ("AZURITE_BLOB_STORAGE_URL", format!("http://127.0.0.1:{port}")),
        ("AZURE_ALLOW_HTTP", "true".into()),
    ];
    publishes(&scene, "az://container/door/step", &environment);
}
