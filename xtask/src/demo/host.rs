//! The host: the editors' program serving a folder, and what it is asked.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::publisher;

/// How often it is looked whether the app still runs.
const GLANCE: Duration = Duration::from_millis(200);

/// A host on this machine. Ended with it.
pub struct Host {
    process: Child,
    address: String,
    asked: Receiver<String>,
    difference: Option<String>,
}

/// What a host may be asked, and answer.
#[derive(Clone, Copy)]
pub enum Asked {
    /// Whether there is anything new.
    Timestamp,
    /// The difference from edition 1 to edition 2.
    Difference,
}

impl Asked {
    fn is(self, line: &str) -> bool {
        match self {
            Self::Timestamp => line.starts_with("GET /metadata/timestamp.json "),
            Self::Difference => line.ends_with(".delta-1-2.zst 200"),
        }
    }
}

impl Host {
    /// Serves `folder`.
    pub fn serve(folder: &Path) -> Result<Self> {
        let mut serve = publisher(&["serve", "--port", "0", "--log"]);
        let mut process = serve.arg(folder).stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let out = process.stdout.take().context("its output is not ours")?;
        let (tell, asked) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        let mut host = Self {
            process,
            address: String::new(),
            asked,
            difference: None,
        };
        host.address = host
            .asked
            .recv()
            .context("the host ended before it said where it listens")?;
        Ok(host)
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Waits until it is asked that, for as long as `patience` allows and `going_on` says yes.
    pub fn wait_for(
        &mut self,
        wanted: Asked,
        patience: Option<Duration>,
        mut going_on: impl FnMut() -> Result<bool>,
    ) -> Result<()> {
        let begun = Instant::now();
        loop {
            match self.asked.recv_timeout(GLANCE) {
                Ok(line) if wanted.is(&line) => {
                    if let Asked::Difference = wanted {
                        self.difference = line.split(' ').nth(1).map(str::to_owned);
                    }
                    return Ok(());
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Disconnected) => bail!("the host has ended"),
                Err(RecvTimeoutError::Timeout) if !going_on()? => bail!("the app was closed before it had refreshed"),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if patience.is_some_and(|patience| begun.elapsed() > patience) {
                bail!("the app has not asked its host within {} s", begun.elapsed().as_secs());
            }
        }
    }

    /// What was fetched, when it was: "the difference, 812 bytes".
    pub fn difference(&self, folder: &Path) -> Result<String> {
        let path = self.difference.as_deref().context("no difference was fetched")?;
        let bytes = folder.join(path.trim_start_matches('/')).metadata()?.len();
        Ok(format!("the difference between the two editions, {bytes} bytes"))
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;

    #[test]
    fn an_answer_counts_only_when_it_is_the_file() {
        assert!(Asked::Difference.is("GET /targets/0a.delta-1-2.zst 200"));
        assert!(!Asked::Difference.is("GET /targets/0a.delta-1-2.zst 404"));
        assert!(Asked::Timestamp.is("GET /metadata/timestamp.json 200"));
        assert!(!Asked::Timestamp.is("GET /metadata/2.root.json 404"));
    }
}
