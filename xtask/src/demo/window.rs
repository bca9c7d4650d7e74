//! The app's window on a virtual display, used by a driver: WebDriver over loopback, as much of it as a demo needs.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, Result, bail};
use kit::display::{self, Display};
use kit::picture;
use serde_json::{Value, json};

/// How long the window may take to show what is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it is looked at meanwhile.
const GLANCE: Duration = Duration::from_millis(100);

/// The app, running.
pub struct Window {
    driver: Child,
    port: u16,
    session: String,
    frames: PathBuf,
    // Dropped last.
    _display: Display,
}

impl Window {
    /// Opens `app`, and keeps in `frames` what its display shows.
    pub fn open(app: &Path, arguments: &[String], frames: &Path) -> Result<Self> {
        fs::create_dir_all(frames)?;
        let display = Display::open((1280, 800), Some(frames))?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut driver = display::bound_to_us("WebKitWebDriver");
        driver.args(["--host=127.0.0.1", &format!("--port={port}")]);
        // Without this word the app lets nobody drive it.
        driver.env("TAURI_WEBVIEW_AUTOMATION", "true");
        let driver = display.lend(&mut driver).stdout(Stdio::null()).spawn()?;
        let mut window = Self {
            driver,
            port,
            session: String::new(),
            frames: frames.to_owned(),
            _display: display,
        };
        window.until("WebKitWebDriver", |window| {
            Ok(TcpStream::connect(("127.0.0.1", window.port)).is_ok().then_some(()))
        })?;
        let options = json!({ "binary": app, "args": arguments });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "webkitgtk:browserOptions": options } } });
        let made = window.ask("POST", "/session", &wanted)?;
        let session = made["sessionId"].as_str().context("the app lets nobody drive it")?;
        window.session = format!("/session/{session}");
        Ok(window)
    }

    /// Goes to an address within the app.
    pub fn go(&self, hash: &str) -> Result<()> {
        self.run("location.hash = arguments[0]", &[hash]).map(|_| ())
    }

    /// Waits for the button or link of these words and presses it.
    pub fn press(&self, element: &str, words: &str) -> Result<()> {
        let script = "const one = [...document.querySelectorAll(arguments[0])]\
                      .find(e => e.innerText.trim() === arguments[1] && !e.disabled); one?.click(); return !!one";
        self.until(&format!("“{words}” to press"), |window| {
            Ok((window.run(script, &[element, words])? == true).then_some(()))
        })
    }

    /// Waits until the main heading says that.
    pub fn arrive(&self, heading: &str) -> Result<()> {
        let script = "return document.querySelector('main h1')?.innerText.trim() === arguments[0]";
        self.until(&format!("the screen “{heading}”"), |window| {
            Ok((window.run(script, &[heading])? == true).then_some(()))
        })
    }

    /// Waits until `words` can be read, and answers their line.
    pub fn see(&self, words: &str) -> Result<String> {
        let script = "return document.body.innerText.split('\\n').map(line => line.replace(/\\s+/g, ' ').trim())\
                      .find(line => line.includes(arguments[0])) ?? null";
        self.until(&format!("to read “{words}”"), |window| {
            Ok(window.run(script, &[words])?.as_str().map(str::to_owned))
        })
    }

    /// Writes what the display shows to `png`, once two looks at it agree.
    pub fn picture(&self, png: &Path) -> Result<PathBuf> {
        // After two frames the page as it is now has been sent to the display.
        let script = "const done = arguments[arguments.length - 1];\
                      requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        let drawn = json!({ "script": script, "args": [] });
        self.ask("POST", &format!("{}/execute/async", self.session), &drawn)?;
        let mut before = Vec::new();
        self.until("the picture to stand still", |window| {
            let now = fs::read(window.frames.join("Xvfb_screen0"))?;
            let same = now == before;
            before = now;
            Ok(same.then_some(()))
        })?;
        picture::save(&self.frames, png)?;
        Ok(png.to_owned())
    }

    fn run(&self, script: &str, words: &[&str]) -> Result<Value> {
        let body = json!({ "script": script, "args": words });
        self.ask("POST", &format!("{}/execute/sync", self.session), &body)
    }

    /// Looks again and again until `look` answers something.
    fn until<T>(&self, what: &str, mut look: impl FnMut(&Self) -> Result<Option<T>>) -> Result<T> {
        let begun = Instant::now();
        loop {
            if let Some(answer) = look(self)? {
                return Ok(answer);
            }
            if begun.elapsed() > PATIENCE {
                let page = self.run("return document.body.innerText", &[]).unwrap_or_default();
                bail!("waited {} s for {what}; the window says:\n{page}", PATIENCE.as_secs());
            }
            thread::sleep(GLANCE);
        }
    }

    /// The value that the driver answers.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let body = body.to_string();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        value(&answer)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // Ends the app as a person does.
        let _ = self.ask("DELETE", &self.session, &json!({}));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// What a whole HTTP answer of a WebDriver holds.
fn value(answer: &[u8]) -> Result<Value> {
    let text = String::from_utf8_lossy(answer);
    let (_, body) = text
        .split_once("\r\n\r\n")
        .context("the driver's answer is cut short")?;
    let mut answer: Value = serde_json::from_str(body).context("the driver's answer cannot be read")?;
    let value = answer.get_mut("value").map(Value::take).unwrap_or_default();
    if let Some(error) = value["error"].as_str() {
        bail!(
            "the driver says {error}: {}",
            value["message"].as_str().unwrap_or_default()
        );
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn reads_what_a_driver_answers() {
        let answer = |body: &str| value(format!("HTTP/1.1 200 OK\r\nX: y\r\n\r\n{body}").as_bytes());
        assert_eq!(answer(r#"{"value":"words"}"#).unwrap(), "words");
        let error = answer(r#"{"value":{"error":"no such window","message":"gone"}}"#).unwrap_err();
        assert_eq!(error.to_string(), "the driver says no such window: gone");
        assert!(value(b"HTTP/1.1 200 OK\r\n").is_err());
    }
}
