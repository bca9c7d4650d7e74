//! nginx over the folder that was published to, set up as `docs/publishing.md` says, and its log.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How long it may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running nginx.
pub struct Nginx {
    process: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Nginx {
    /// Starts one over `site`, with its own files in `folder`. Requests from loopback addresses that begin with one of
    /// `logged` are in its log; the others would only slow it down.
    pub fn start(site: &Path, folder: &Path, logged: &[&str]) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        drop(listener);
        let log = folder.join("access.log");
        let config = folder.join("nginx.conf");
        fs::write(&config, configuration(site, folder, address, logged))?;
        let mut nginx = Command::new("nginx");
        nginx
            .arg("-e")
            .arg(folder.join("error.log"))
            .arg("-p")
            .arg(folder)
            .arg("-c")
            .arg(&config);
        let process = nginx
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .context("nginx could not be started: is it installed?")?;
        let mut nginx = Self { process, address, log };
        let begun = Instant::now();
        while TcpStream::connect(address).is_err() {
            if let Some(status) = nginx.process.try_wait()? {
                let error = fs::read_to_string(folder.join("error.log")).unwrap_or_default();
                bail!("nginx ended ({status}): {error}");
            }
            if begun.elapsed() > PATIENCE {
                bail!("nginx does not listen after {} s", PATIENCE.as_secs());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(nginx)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends it, and answers what is in its log: each line begins with the address it was asked from.
    pub fn end(mut self) -> Result<String> {
        self.quit()?;
        Ok(fs::read_to_string(&self.log)?)
    }

    /// By the signal that lets it write all it has to write.
    fn quit(&mut self) -> Result<()> {
        Command::new("kill")
            .args(["-QUIT", &self.process.id().to_string()])
            .status()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            let _ = self.quit();
        }
    }
}

fn configuration(site: &Path, folder: &Path, address: SocketAddr, logged: &[&str]) -> String {
    let (site, folder) = (site.display(), folder.display());
    let logged: String = logged
        .iter()
        .map(|start| format!("        \"~^{}\" 1;\n", start.replace('.', "\\.")))
        .collect();
    format!(
        r#"daemon off;
user root;
worker_processes auto;
pid {folder}/nginx.pid;
events {{
    worker_connections 4096;
}}
http {{
    types {{ }}
    default_type application/octet-stream;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    map $remote_addr $logged {{
        default 0;
{logged}    }}
    log_format asked '$remote_addr $request_method $request_uri $http_if_none_match $http_range $status $request_length $bytes_sent';
    access_log {folder}/access.log asked buffer=64k if=$logged;
    server {{
        listen {address};
        root {site};
        # From here on as docs/publishing.md has it.
        location / {{
            etag on;
            add_header Cache-Control "public, max-age=31536000, immutable";
        }}
        location = /metadata/timestamp.json {{
            etag on;
            add_header Cache-Control "no-cache";
        }}
        location ~ \.ics$ {{
            etag on;
            types {{ text/calendar ics; }}
            charset utf-8;
            charset_types text/calendar;
            add_header Cache-Control "no-cache";
        }}
    }}
}}
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_set_up_as_the_documentation_says() {
        let page = include_str!("../../../../docs/publishing.md");
        let told = page
            .split("```nginx\n")
            .nth(1)
            .and_then(|rest| rest.split("```").next())
            .unwrap();
        let address = "127.0.0.1:80".parse().unwrap();
        let ours = configuration(Path::new("/site"), Path::new("/own"), address, &["127.0.0."]);
        for line in told.lines() {
            assert!(ours.lines().any(|our| our.trim() == line.trim()), "{line}");
        }
        assert!(ours.contains(r#""~^127\.0\.0\." 1;"#), "{ours}");
    }
}
