//! Doorstep's refresh behind the command line that TUF's conformance suite drives
//! ([CLIENT-CLI.md](https://github.com/theupdateframework/tuf-conformance/blob/main/CLIENT-CLI.md)):
//!
//! ```text
//! conformance --metadata-dir DIR init ROOT
//! conformance --metadata-dir DIR --metadata-url URL refresh
//! conformance --metadata-dir DIR --metadata-url URL --target-dir DIR --target-base-url URL --target-name NAME download
//! ```
//!
//! The suite is not ours and none of our tests runs it. With a clone of it, and with `faketime` installed:
//!
//! ```text
//! cargo build -p conformance
//! pip install -e SUITE
//! pytest SUITE/tuf_conformance --entrypoint tests/conformance/client
//! ```
//!
//! `client.xfails` lists what must fail; `docs/adr/0007` says why.
//!
//! A refresh is [`Refresher::refresh`], unchanged, with a catalogue database of its own, whose trusted metadata is
//! written out for the suite to see. A download is [`DocumentFetcher::fetch`] of what the list of targets says of the
//! name: the app fetches no target that is not an edition. Both ask a host in this process, which asks the suite's and
//! passes on what it answers, but for the date: the suite tells this program another date than its own server's.

use std::fs;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use catalogue::canonical::Digest;
use catalogue::refresh::Refreshed;
use catalogue::{DocumentFormat, Keepable};
use chrono::Utc;
use kit::host::{Host, Mood};
use serde_json::Value;
use store::{CatalogueDb, DocumentFolder};
use sync::{Config, DocumentFetcher, Held, Limits, Refresher, layout};
use url::Url;

/// Why a command fails, in words.
type Result<T, E = String> = std::result::Result<T, E>;

/// What the command line says.
#[derive(Default)]
struct Words {
    metadata: PathBuf,
    metadata_url: Option<String>,
    targets: PathBuf,
    targets_url: Option<String>,
    names: Vec<String>,
    command: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let words = Words::read(std::env::args().skip(1))?;
    let command: Vec<&str> = words.command.iter().map(String::as_str).collect();
    match command[..] {
        ["init", root] => words.init(Path::new(root)),
        ["refresh"] => words.refresh().await.map(drop),
        ["download"] => words.download().await,
        _ => Err("there are init ROOT, refresh and download".into()),
    }
}

impl Words {
    fn read(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let mut read = Self::default();
        while let Some(word) = words.next() {
            let mut next = || words.next().ok_or(format!("{word} is followed by nothing"));
            match word.as_str() {
                "--metadata-dir" => read.metadata = next()?.into(),
                "--metadata-url" => read.metadata_url = Some(next()?),
                "--target-dir" => read.targets = next()?.into(),
                "--target-base-url" => read.targets_url = Some(next()?),
                "--target-name" => read.names.push(next()?),
                _ => read.command.push(word),
            }
        }
        Ok(read)
    }

    /// Where the app's own files are: the suite looks at `*.json` in the folder above.
    fn device(&self) -> PathBuf {
        self.metadata.join("doorstep")
    }

    fn anchor(&self) -> PathBuf {
        self.device().join("anchor")
    }

    fn init(&self, root: &Path) -> Result<()> {
        let root = fs::read(root).map_err(because("the first root cannot be read"))?;
        fs::create_dir_all(self.device()).map_err(because("the folder cannot be made"))?;
        fs::write(self.anchor(), &root).map_err(because("the first root cannot be kept"))?;
        fs::write(self.metadata.join("root.json"), root).map_err(because("the first root cannot be shown"))
    }

    /// Refreshes; answers the database with what is trusted then.
    async fn refresh(&self) -> Result<Arc<CatalogueDb>> {
        let device = self.device();
        let (db, _) = CatalogueDb::open(&device).map_err(because("the catalogue cannot be opened"))?;
        let db = Arc::new(db);
        let metadata = address(self.metadata_url.as_deref())?;
        let relay = relay(move |path| metadata.join(path.strip_prefix(layout::METADATA)?).ok()).await;
        let config = Config {
            host: address(Some(&relay.address))?,
            root: fs::read(self.anchor()).map_err(because("there is no first root"))?,
            scratch: device.join("refresh"),
            limits: Limits::default(),
        };
        let anchor = config.root.clone();
        let refresher = Refresher::new(Arc::clone(&db), config).map_err(because("the host cannot be asked"))?;
        let outcome = refresher
            .refresh(Held::default, Utc::now(), &|_| (), std::future::pending())
            .await;
        self.show(&db, anchor)?;
        match outcome {
            // The host is behind what is trusted. Doorstep waits for it to catch up; the suite calls that a failure.
            Ok(Refreshed::UpToDate { checked: false, .. }) => {
                Err("what the host has is older than what is known".into())
            }
            Ok(_) => Ok(db),
            Err(trouble) => Err(format!("{trouble:?}")),
        }
    }

    /// Writes out what is trusted.
    fn show(&self, db: &CatalogueDb, anchor: Vec<u8>) -> Result<()> {
        let mut trust = db.trust().map_err(because("what is trusted cannot be read"))?;
        trust.entry("root".into()).or_insert(anchor);
        for role in ["root", "timestamp", "snapshot", "targets"] {
            let file = self.metadata.join(format!("{role}.json"));
            match trust.get(role) {
                Some(bytes) => fs::write(&file, bytes).map_err(because("what is trusted cannot be shown"))?,
                None if file.exists() => fs::remove_file(&file).map_err(because("what was trusted is still shown"))?,
                None => {}
            }
        }
        Ok(())
    }

    async fn download(&self) -> Result<()> {
        let db = self.refresh().await?;
        let trust = db.trust().map_err(because("what is trusted cannot be read"))?;
        let list = trust.get("targets").ok_or("there is no list of targets")?;
        let list: Value = serde_json::from_slice(list).map_err(because("the list of targets cannot be read"))?;
        let targets = address(self.targets_url.as_deref())?;
        let folder = DocumentFolder::new(&self.device());
        for name in &self.names {
            let target = wanted(&list["signed"]["targets"][name]).ok_or(format!("{name} is not listed"))?;
            if folder
                .read(&target)
                .map_err(because("what was fetched cannot be read"))?
                .is_none()
            {
                fetch(&db, &folder, &targets, name, &target).await?;
            }
            let bytes = folder
                .read(&target)
                .map_err(because("what was fetched cannot be read"))?;
            let bytes = bytes.ok_or("what was fetched is not there")?;
            let file = self.targets.join(name.replace('/', "%2F"));
            if fs::read(&file).is_ok_and(|there| there == bytes) {
                continue;
            }
            fs::write(file, bytes).map_err(because("what was fetched cannot be shown"))?;
        }
        Ok(())
    }
}

/// An address, with a slash at its end.
fn address(given: Option<&str>) -> Result<Url> {
    let given = given.ok_or("an address is missing")?;
    given.parse().map(layout::base).map_err(because("the address is none"))
}

/// A target, as the list has it.
fn wanted(target: &Value) -> Option<Keepable> {
    let digest = hex::decode(target["hashes"]["sha256"].as_str()?).ok()?;
    Some(Keepable {
        digest: Digest::try_from(digest.as_slice()).ok()?,
        bytes: target["length"].as_u64()?,
        format: DocumentFormat::Pdf,
    })
}

/// Fetches a target as a document: whoever asks the relay for one is given the target.
async fn fetch(
    db: &Arc<CatalogueDb>,
    folder: &DocumentFolder,
    targets: &Url,
    name: &str,
    target: &Keepable,
) -> Result<()> {
    let path = layout::target_path(name, &hex::encode(target.digest));
    let path = path.strip_prefix(layout::TARGETS).unwrap_or(&path);
    let place = targets.join(path).map_err(because("the target has no address"))?;
    let relay = relay(move |_| Some(place.clone())).await;
    let host = address(Some(&relay.address))?;
    let fetcher = DocumentFetcher::new(Arc::clone(db), folder.clone(), host, Limits::default())
        .map_err(because("the host cannot be asked"))?;
    let fetched = fetcher.fetch(target, Utc::now(), &|_| ()).await;
    fetched.map_err(|trouble| format!("{name}: {trouble:?}"))
}

/// A host that answers as others do: `place` says where the file asked for is.
async fn relay(place: impl Fn(&str) -> Option<Url> + Send + 'static) -> Host {
    let host = Host::new().await;
    host.misbehave(move |request| {
        let answer = ask(&place(&request.path)?);
        Some(answer.map_or_else(|_| Mood::Status(502, String::new(), Vec::new()), Mood::Raw))
    });
    host
}

/// A whole answer, head and all, but for its date.
fn ask(url: &Url) -> io::Result<Vec<u8>> {
    let (name, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default());
    let mut stream = TcpStream::connect((name, port.unwrap_or_default()))?;
    write!(stream, "GET {} HTTP/1.0\r\nHost: {name}\r\n\r\n", url.path())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let body = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap_or_default();
    let head = String::from_utf8_lossy(&answer[..body]);
    let lines: Vec<&str> = head.lines().filter(|line| !line.starts_with("Date: ")).collect();
    Ok([lines.join("\r\n").as_bytes(), &answer[body..]].concat())
}

fn because<E: std::fmt::Display>(what: &str) -> impl Fn(E) -> String {
    move |error| format!("{what}: {error}")
}
