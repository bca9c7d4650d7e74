//! The engines, each in a process of its own that speaks as `xtask/peers/src/main.rs` says.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;
use std::{env, fs};

use anyhow::{Context, Result, bail};

/// How an engine is started.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// This program.
    Us,
    /// `xtask/peers`.
    Peers,
    /// `xtask/peers/node`.
    Node,
    /// `xtask/peers/xapian_peer.py`.
    Python,
}

/// A search engine.
pub struct Engine {
    pub name: &'static str,
    by: By,
    /// The engine before it whose index it asks, when it has none of its own.
    pub asks: Option<&'static str>,
    /// Whether it takes hundreds of milliseconds a key at 10,000 records: it is not asked about more.
    pub slow: bool,
}

const fn engine(name: &'static str, by: By) -> Engine {
    Engine {
        name,
        by,
        asks: None,
        slow: false,
    }
}

/// Ours first, then FTS5 in the shape that Doorstep had before.
pub const ENGINES: [Engine; 15] = [
    engine(OURS, By::Us),
    engine(FTS5, By::Peers),
    engine(FTS5_PLAIN, By::Peers),
    Engine {
        asks: Some(FTS5),
        ..engine(UNRANKED, By::Peers)
    },
    engine("fts5-trigram", By::Peers),
    engine("tantivy", By::Peers),
    Engine {
        asks: Some("tantivy"),
        ..engine("tantivy-fuzzy", By::Peers)
    },
    engine("xapian", By::Python),
    engine("minisearch", By::Node),
    Engine {
        asks: Some("minisearch"),
        ..engine("minisearch-fuzzy", By::Node)
    },
    engine("flexsearch", By::Node),
    Engine {
        slow: true,
        ..engine("lunr", By::Node)
    },
    Engine {
        slow: true,
        ..engine("fuse", By::Node)
    },
    engine("ufuzzy", By::Node),
    Engine {
        slow: true,
        ..engine("orama", By::Node)
    },
];

/// Our own.
pub const OURS: &str = "doorstep";
/// The shape of FTS5 that the index is compared with.
pub const FTS5: &str = "fts5-prefix";
/// The smallest shape of FTS5.
pub const FTS5_PLAIN: &str = "fts5-plain";
/// The one that takes what it finds first, be it good or not.
pub const UNRANKED: &str = "fts5-unranked";

/// What an index costs.
#[derive(Clone, Copy)]
pub struct Built {
    pub took: Duration,
    /// Nought where there is no index.
    pub bytes: u64,
}

/// Where the programs and the files are.
pub struct Place<'a> {
    /// The program that `xtask/peers` builds.
    pub peers: &'a Path,
    /// Where indexes lie.
    pub folder: &'a Path,
}

impl Engine {
    /// Makes the index of the records in a file.
    pub fn build(&self, place: &Place<'_>, records: &Path) -> Result<Built> {
        let mut build = self.command(place)?;
        let build = build
            .arg("build")
            .arg(records)
            .arg(self.index(place))
            .stderr(Stdio::inherit());
        let answer = build
            .output()
            .with_context(|| format!("{} cannot be started", self.name))?;
        let answer = String::from_utf8_lossy(&answer.stdout);
        let [_, took, bytes] = words(&answer, "built").with_context(|| format!("{} built no index", self.name))?;
        Ok(Built {
            took: nanoseconds(took)?,
            bytes: bytes.parse()?,
        })
    }

    /// Opens the index. Answers how long that took, too.
    pub fn open(&self, place: &Place<'_>) -> Result<(Asked, Duration)> {
        let mut serve = self.command(place)?;
        let serve = serve
            .arg("serve")
            .arg(self.index(place))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = serve
            .spawn()
            .with_context(|| format!("{} cannot be started", self.name))?;
        let (to, from) = (child.stdin.take(), child.stdout.take().map(BufReader::new));
        let mut asked = Asked {
            name: self.name,
            child,
            to: to.context("its input")?,
            from: from.context("its output")?,
        };
        let line = asked.line()?;
        let [_, took] = words(&line, "ready").with_context(|| format!("{} did not open: {line}", self.name))?;
        Ok((asked, nanoseconds(took)?))
    }

    fn index(&self, place: &Place<'_>) -> PathBuf {
        place.folder.join(self.asks.unwrap_or(self.name))
    }

    fn command(&self, place: &Place<'_>) -> Result<Command> {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../peers");
        let mut command = match self.by {
            By::Us => Command::new(env::current_exe()?),
            By::Peers => Command::new(place.peers),
            By::Node => Command::new("node"),
            // Xapian comes with the system, and so for the system's Python.
            By::Python => Command::new("/usr/bin/python3"),
        };
        match self.by {
            By::Us => command.arg("engine"),
            By::Peers => command.arg(self.name),
            By::Node => {
                // 8 GB, for the largest indexes; and its memory is told after it has tidied up.
                command.args(["--max-old-space-size=8000", "--expose-gc"]);
                command.arg(scripts.join("node/peer.mjs")).arg(self.name)
            }
            By::Python => command.arg(scripts.join("xapian_peer.py")),
        };
        Ok(command)
    }
}

/// An engine that is being asked. Ended with it.
pub struct Asked {
    name: &'static str,
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Asked {
    /// What it finds, best first, and how long that took by its own clock. Only ours is told the person's area.
    pub fn ask(&mut self, text: &str, area: &str) -> Result<(Duration, Vec<String>)> {
        match self.name {
            OURS => writeln!(self.to, "{text}\t{area}")?,
            _ => writeln!(self.to, "{text}")?,
        }
        let line = self.line()?;
        let (took, found) = line
            .split_once('\t')
            .with_context(|| format!("{} answered: {line}", self.name))?;
        let found = found.split(',').filter(|id| !id.is_empty()).map(str::to_owned);
        Ok((nanoseconds(took)?, found.collect()))
    }

    /// The memory that is its own and in no file, in bytes. Nought where the system does not say.
    pub fn memory(&self) -> u64 {
        let told = fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id())).unwrap_or_default();
        let kilobytes = told
            .lines()
            .find_map(|line| line.strip_prefix("Anonymous:")?.trim().strip_suffix(" kB"));
        kilobytes.and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default() * 1024
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.from.read_line(&mut line)? == 0 {
            bail!("{} has ended", self.name);
        }
        Ok(line.trim_end_matches(['\n', '\r']).to_owned())
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The words of a line that must begin with `first`.
fn words<'a, const N: usize>(line: &'a str, first: &str) -> Option<[&'a str; N]> {
    let words: [&str; N] = line.split_whitespace().collect::<Vec<_>>().try_into().ok()?;
    (words[0] == first).then_some(words)
}

fn nanoseconds(word: &str) -> Result<Duration> {
    Ok(Duration::from_nanos(
        word.parse().with_context(|| format!("{word} is no time"))?,
    ))
}
