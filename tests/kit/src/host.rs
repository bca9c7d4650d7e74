//! A static web host on loopback, written by hand so that it can misbehave.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use catalogue::canonical;
use chrono::{DateTime, Utc};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Files by their path, without the first slash.
pub type Files = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// A request, as far as it is looked at.
#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    pub range: Option<String>,
    pub if_none_match: Option<String>,
    /// The names of all its header lines, in lower case.
    pub headers: Vec<String>,
}

impl Request {
    /// The name of the file that was asked for, without its folder and without a target's hash.
    pub fn name(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        match name.split_once('.') {
            Some((hash, name)) if hash.len() == 64 => name,
            _ => name,
        }
    }
}

/// What is sent in the place of the right answer.
#[derive(Clone)]
pub enum Mood {
    /// These bytes, head and all.
    Raw(Vec<u8>),
    /// A status, further header lines and a body.
    Status(u16, String, Vec<u8>),
    /// The right head, and only so many bytes of the body.
    Cut(usize),
    /// The right head and body, but for one flipped bit in the middle of the body.
    Flipped,
    /// The right head, only so many bytes of the body, and then the connection is torn down.
    Reset(usize),
    /// The right head, only so many bytes of the body, and then nothing more.
    Hold(usize),
    /// Bytes without end, as fast as they are taken.
    Endless,
    /// Bytes without end, one every so often.
    Drip(Duration),
    /// Nothing until the other side gives up.
    Silence,
}

type Moods = Box<dyn FnMut(&Request) -> Option<Mood> + Send>;

#[derive(Default)]
struct State {
    moods: Option<Moods>,
    log: Vec<Request>,
    bytes: usize,
    date: Option<DateTime<Utc>>,
}

pub struct Host {
    pub address: String,
    pub files: Files,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

impl Host {
    pub async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/doorstep", listener.local_addr().unwrap());
        let (files, state) = (Files::default(), Arc::<Mutex<State>>::default());
        let (its_files, its_state) = (files.clone(), state.clone());
        let task = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(serve(stream, its_files.clone(), its_state.clone()));
            }
        });
        Self {
            address,
            files,
            state,
            task,
        }
    }

    /// Asks `moods` before each answer.
    pub fn misbehave(&self, moods: impl FnMut(&Request) -> Option<Mood> + Send + 'static) {
        self.state.lock().unwrap().moods = Some(Box::new(moods));
    }

    pub fn behave(&self) {
        self.state.lock().unwrap().moods = None;
    }

    /// The date it says it is.
    pub fn set_date(&self, date: Option<DateTime<Utc>>) {
        self.state.lock().unwrap().date = date;
    }

    /// The requests since the last time, and the bytes of them and their answers, heads and all.
    pub fn take_log(&self) -> (Vec<Request>, usize) {
        let mut state = self.state.lock().unwrap();
        (std::mem::take(&mut state.log), std::mem::take(&mut state.bytes))
    }

    /// From now on nobody listens.
    pub fn stop(&self) {
        self.task.abort();
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn serve(mut stream: TcpStream, files: Files, state: Arc<Mutex<State>>) -> Option<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let text = String::from_utf8(head).unwrap();
    let header = |name: &str| {
        let line = text
            .lines()
            .find(|line| line.to_lowercase().starts_with(&format!("{name}: ")))?;
        Some(line.split_once(": ")?.1.to_owned())
    };
    let request = Request {
        path: text.split(' ').nth(1)?.strip_prefix("/doorstep/")?.to_owned(),
        range: header("range"),
        if_none_match: header("if-none-match"),
        headers: text
            .lines()
            .skip(1)
            .filter_map(|line| Some(line.split_once(": ")?.0.to_lowercase()))
            .collect(),
    };
    let (mood, date) = {
        let mut state = state.lock().unwrap();
        state.log.push(request.clone());
        state.bytes += text.len();
        let mood = state.moods.as_mut().and_then(|moods| moods(&request));
        (mood, state.date)
    };
    let file = files.lock().unwrap().get(&request.path).cloned();
    let (mut head, mut body) = right(&request, file);
    if let Some(date) = date {
        head += &format!("Date: {}\r\n", date.format("%a, %d %b %Y %H:%M:%S GMT"));
    }
    match mood {
        None => {}
        Some(Mood::Raw(bytes)) => {
            stream.write_all(&bytes).await.ok()?;
            return Some(());
        }
        Some(Mood::Status(status, headers, other)) => {
            head = format!("HTTP/1.1 {status} Mood\r\n{headers}Content-Length: {}\r\n", other.len());
            body = other;
        }
        Some(Mood::Cut(at)) => body.truncate(at),
        Some(Mood::Reset(at) | Mood::Hold(at)) => {
            head += "\r\n";
            stream.write_all(head.as_bytes()).await.ok()?;
            stream.write_all(&body[..at.min(body.len())]).await.ok()?;
            if matches!(mood, Some(Mood::Reset(_))) {
                return stream.set_zero_linger().ok();
            }
            let _ = stream.read_u8().await;
            return None;
        }
        Some(Mood::Flipped) => {
            let middle = body.len() / 2;
            body[middle] ^= 1;
        }
        Some(Mood::Endless) => loop {
            if body.len() != 4096 {
                stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n{").await.ok()?;
                body = vec![b' '; 4096];
            }
            stream.write_all(&body).await.ok()?;
        },
        Some(Mood::Drip(pause)) => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n{").await.ok()?;
            loop {
                tokio::time::sleep(pause).await;
                stream.write_all(b" ").await.ok()?;
            }
        }
        Some(Mood::Silence) => {
            let _ = stream.read_u8().await;
            return None;
        }
    }
    head += "Connection: close\r\n\r\n";
    state.lock().unwrap().bytes += head.len() + body.len();
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(&body).await.ok()?;
    stream.shutdown().await.ok()
}

/// The right answer, its head without the last line.
fn right(request: &Request, file: Option<Vec<u8>>) -> (String, Vec<u8>) {
    let Some(file) = file else {
        return (
            "HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n".into(),
            b"not found".into(),
        );
    };
    let etag = format!("\"{}\"", &hex::encode(canonical::digest(&file))[..16]);
    let first = request.range.as_ref().map(|range| {
        let first = range.strip_prefix("bytes=").and_then(|range| range.strip_suffix('-'));
        first.unwrap().parse::<usize>().unwrap()
    });
    let (status, range, body) = match first {
        Some(first) if first >= file.len() => return ("HTTP/1.1 416 No\r\nContent-Length: 0\r\n".into(), Vec::new()),
        Some(first) => {
            let range = format!("Content-Range: bytes {first}-{}/{}\r\n", file.len() - 1, file.len());
            ("206 Partial Content", range, file[first..].to_vec())
        }
        None => ("200 OK", String::new(), file),
    };
    let length = body.len();
    (
        format!("HTTP/1.1 {status}\r\nETag: {etag}\r\n{range}Content-Length: {length}\r\n"),
        body,
    )
}
