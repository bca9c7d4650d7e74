//! A light device: asks a host exactly as the app's refresher does, and keeps neither catalogue nor keys.
//!
//! It reads from what it is answered what to ask next, over one connection a refresh: six hours later the app has none
//! left. That its requests are the refresher's own, byte for byte, is checked in every run.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{ACCEPT, ETAG, HOST, HeaderValue, IF_NONE_MATCH, USER_AGENT};
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use sync::layout::{self, Custom, TargetName};
use tokio::net::TcpSocket;

use crate::wire::{Count, Counted};

/// What a refresh was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The timestamp is the one that is known.
    NothingNew,
    /// Signed anew since, and nothing published.
    Signed,
    /// A newer edition, by delta.
    Delta,
    /// A newer edition, whole.
    Whole,
}

/// What a refresh cost.
pub struct Cost {
    pub kind: Kind,
    /// Bytes of heads and bodies that it sent.
    pub sent: u64,
    /// And that it was sent.
    pub received: u64,
    /// From the first byte of a request to the last of its answer; the first has the connection in it.
    pub took: Vec<Duration>,
}

/// What a device knows.
#[derive(Clone, Debug, Default)]
pub struct Phone {
    /// The edition it has.
    pub edition: u32,
    etag: Option<HeaderValue>,
    snapshot: u64,
    targets: u64,
    /// What the list of targets has said: it is asked for once a version.
    offers: BTreeMap<TargetName, Offer>,
}

#[derive(Clone, Debug)]
struct Offer {
    sha256: String,
    length: u64,
}

impl Phone {
    /// One that came with `edition` and has never asked.
    pub fn new(edition: u32) -> Self {
        Self {
            edition,
            ..Self::default()
        }
    }

    /// Refreshes from `host`, from an address of its own.
    pub async fn refresh(&mut self, host: SocketAddr, from: Ipv4Addr) -> Result<Cost> {
        let mut line = Line::open(host, from).await?;
        // The root after the one it has: there is none.
        line.ask(&metadata("root", 2), None, StatusCode::NOT_FOUND).await?;
        let stamp = format!("/{}{}", layout::METADATA, layout::TIMESTAMP);
        let kind = match line.ask_anew(&stamp, self.etag.clone()).await? {
            None => Kind::NothingNew,
            Some((stamp, etag)) => {
                self.etag = etag;
                self.follow(&mut line, &stamp).await?
            }
        };
        Ok(line.close(kind))
    }

    /// Asks for what a new timestamp leads to.
    async fn follow(&mut self, line: &mut Line, stamp: &[u8]) -> Result<Kind> {
        let snapshot = version_of(stamp, "snapshot.json")?;
        if snapshot != self.snapshot {
            let body = line.ask(&metadata("snapshot", snapshot), None, StatusCode::OK).await?;
            self.snapshot = snapshot;
            let targets = version_of(&body, "targets.json")?;
            if targets != self.targets {
                let body = line.ask(&metadata("targets", targets), None, StatusCode::OK).await?;
                self.targets = targets;
                self.offers = offers(&body)?;
            }
        }
        let editions = self.offers.iter().filter_map(|(name, offer)| match name {
            TargetName::Edition(number) => Some((*number, offer)),
            TargetName::Delta { .. } => None,
        });
        let (newest, whole) = editions
            .max_by_key(|(number, _)| *number)
            .context("no edition is listed")?;
        if newest <= self.edition {
            return Ok(Kind::Signed);
        }
        let delta = TargetName::Delta {
            from: self.edition,
            to: newest,
        };
        let delta = self
            .offers
            .get_key_value(&delta)
            .filter(|(_, delta)| delta.length < whole.length);
        let (kind, name, offer) = match delta {
            Some((name, offer)) => (Kind::Delta, *name, offer),
            None => (Kind::Whole, TargetName::Edition(newest), whole),
        };
        let path = format!("/{}", layout::target_path(&name.to_string(), &offer.sha256));
        let body = line.ask(&path, None, StatusCode::OK).await?;
        if body.len() as u64 != offer.length {
            bail!("{path} has {} bytes and was to have {}", body.len(), offer.length);
        }
        self.edition = newest;
        Ok(kind)
    }
}

/// The connection of one refresh.
struct Line {
    sender: SendRequest<Empty<Bytes>>,
    host: HeaderValue,
    count: Count,
    begun: Instant,
    took: Vec<Duration>,
}

impl Line {
    async fn open(host: SocketAddr, from: Ipv4Addr) -> Result<Self> {
        let begun = Instant::now();
        let socket = TcpSocket::new_v4()?;
        socket.bind((from, 0).into())?;
        let stream = socket.connect(host).await?;
        stream.set_nodelay(true)?;
        let count = Count::default();
        let (sender, connection) = http1::handshake(TokioIo::new(Counted::new(stream, count.clone()))).await?;
        tokio::spawn(connection);
        Ok(Self {
            sender,
            host: HeaderValue::try_from(host.to_string())?,
            count,
            begun,
            took: Vec::new(),
        })
    }

    /// The body of an answer that must have `status`.
    async fn ask(&mut self, path: &str, etag: Option<HeaderValue>, status: StatusCode) -> Result<Bytes> {
        let (answered, body, _) = self.request(path, etag).await?;
        if answered != status {
            bail!("{path} is answered with {answered}");
        }
        Ok(body)
    }

    /// The body of the answer and its tag; `None` when `etag` is still right.
    async fn ask_anew(
        &mut self,
        path: &str,
        etag: Option<HeaderValue>,
    ) -> Result<Option<(Bytes, Option<HeaderValue>)>> {
        let conditional = etag.is_some();
        match self.request(path, etag).await? {
            (StatusCode::OK, body, etag) => Ok(Some((body, etag))),
            (StatusCode::NOT_MODIFIED, ..) if conditional => Ok(None),
            (status, ..) => bail!("{path} is answered with {status}"),
        }
    }

    async fn request(
        &mut self,
        path: &str,
        etag: Option<HeaderValue>,
    ) -> Result<(StatusCode, Bytes, Option<HeaderValue>)> {
        let mut request = Request::get(path)
            .header(USER_AGENT, concat!("Doorstep/", env!("CARGO_PKG_VERSION")))
            .header(ACCEPT, "*/*")
            .header(HOST, self.host.clone());
        if let Some(etag) = etag {
            request = request.header(IF_NONE_MATCH, etag);
        }
        let begun = if self.took.is_empty() {
            self.begun
        } else {
            Instant::now()
        };
        self.sender.ready().await?;
        let response = self.sender.send_request(request.body(Empty::new())?).await?;
        let (status, etag) = (response.status(), response.headers().get(ETAG).cloned());
        let body = response.into_body().collect().await?.to_bytes();
        self.took.push(begun.elapsed());
        Ok((status, body, etag))
    }

    fn close(self, kind: Kind) -> Cost {
        Cost {
            kind,
            sent: self.count.written(),
            received: self.count.read(),
            took: self.took,
        }
    }
}

fn metadata(role: &str, version: u64) -> String {
    format!("/{}{}", layout::METADATA, layout::metadata_name(role, version))
}

/// The version of another role's file, as a timestamp or snapshot has it.
fn version_of(file: &[u8], name: &str) -> Result<u64> {
    let file: Value = serde_json::from_slice(file)?;
    let version = file["signed"]["meta"][name]["version"].as_u64();
    version.with_context(|| format!("{name} has no version"))
}

fn offers(targets: &[u8]) -> Result<BTreeMap<TargetName, Offer>> {
    let targets: Value = serde_json::from_slice(targets)?;
    let listed = targets["signed"]["targets"].as_object().context("nothing is listed")?;
    let mut offers = BTreeMap::new();
    for (name, target) in listed {
        let Some(name) = TargetName::parse(name) else { continue };
        // As the refresher does, it passes over what does not say what it is.
        if serde_json::from_value::<Custom>(target["custom"].clone()).is_err() {
            continue;
        }
        let sha256 = target["hashes"]["sha256"]
            .as_str()
            .context("a target has no hash")?
            .to_owned();
        let length = target["length"].as_u64().context("a target has no length")?;
        offers.insert(name, Offer { sha256, length });
    }
    Ok(offers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_is_answered() {
        let snapshot = br#"{"signed":{"meta":{"targets.json":{"version":7}}}}"#;
        assert_eq!(version_of(snapshot, "targets.json").unwrap(), 7);
        assert!(version_of(snapshot, "snapshot.json").is_err());
        let targets = br#"{"signed":{"targets":{"deltas/1-2.zst":{"length":5,"hashes":{"sha256":"ab"},
            "custom":{"edition":2,"date":"2026-11-22T09:00:00Z","min_reader":1,"sha256":"cd","bytes":9,"from":1}},
            "gadgets/1":{"length":1}}}}"#;
        let offers = offers(targets).unwrap();
        assert_eq!(offers.len(), 1);
        assert_eq!(offers[&TargetName::Delta { from: 1, to: 2 }].length, 5);
    }
}
