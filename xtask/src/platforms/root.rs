//! The toolchains: a root of Debian's newest suite in the cache folder, which nothing outside it is changed for.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use crate::{places, say, system};

/// What the root and all builds take, together.
pub(super) const GIGABYTES: u32 = 20;

const MIRROR: &str = "http://deb.debian.org/debian";
const KEYS: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";
/// A suite's list may be older than it itself allows when the machine's clock is ahead. Its signature is checked all
/// the same.
const OLD_LISTS: &str = "Acquire::Check-Valid-Until";

const PACKAGES: &[&str] = &[
    "ca-certificates",
    "cargo",
    "clang",
    "cmake",
    "file",
    "g++",
    "g++-mingw-w64-x86-64-win32",
    "gcc",
    "gcc-mingw-w64-x86-64-win32",
    "git",
    "lld",
    "llvm",
    "make",
    "nasm",
    "pkg-config",
    "rust-clippy",
    "rust-src",
    "rustc",
    "wine",
    "wine64",
    "xauth",
    "xdotool",
    "xvfb",
];

/// The root, and the folder that it and all builds in it are in.
pub(super) struct Root {
    cache: PathBuf,
}

impl Root {
    /// Makes it, or adds what is missing in it.
    pub fn make() -> Result<Self> {
        if !cfg!(target_os = "linux") {
            bail!("only Linux can do this");
        }
        let own = env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty());
        let home = env::var_os("HOME").context("HOME is not set")?;
        let cache = own.map_or_else(|| PathBuf::from(home).join(".cache"), PathBuf::from);
        let root = Self {
            cache: cache.join("doorstep-cross"),
        };
        for folder in ["cargo", "sdk", "target"] {
            fs::create_dir_all(root.cache.join(folder))?;
        }
        fs::write(root.door(), include_str!("enter.sh"))?;
        fs::write(root.stub(), include_str!("stubcc.sh"))?;
        say::quietly(
            "Marking the stub of a C compiler as a program",
            Command::new("chmod").arg("+x").arg(root.stub()),
        )?;
        let wanted = PACKAGES.join(" ");
        let mark = root.folder().join("etc/doorstep-packages");
        if fs::read_to_string(mark).ok().as_deref() != Some(&wanted) {
            system::for_platforms()?;
            if root.folder().join("var/lib/dpkg/status").exists() {
                root.add()?;
            } else {
                root.bootstrap()?;
            }
            root.put("etc/doorstep-packages", &wanted)?;
        }
        Ok(root)
    }

    fn bootstrap(&self) -> Result<()> {
        let mut make = system::as_root("mmdebstrap", &["--variant=minbase", "--mode=root"]);
        make.args([
            "--aptopt=Apt::Install-Recommends \"false\"",
            &format!("--aptopt={OLD_LISTS} \"false\""),
        ])
        .args([
            "--dpkgopt=path-exclude=/usr/share/man/*",
            "--dpkgopt=path-exclude=/usr/share/doc/*",
        ])
        .arg(format!("--include={}", PACKAGES.join(",")))
        .arg("sid")
        .arg(self.folder())
        .arg(format!("deb [signed-by={KEYS}] {MIRROR} sid main"));
        say::run("Making the root (5 GB, 3 minutes, once)", &mut make)?;
        // As this machine trusts and finds others.
        for file in ["etc/ssl/certs/ca-certificates.crt", "etc/resolv.conf", "etc/hosts"] {
            if let Ok(text) = fs::read_to_string(Path::new("/").join(file)) {
                self.put(file, &text)?;
            }
        }
        Ok(())
    }

    fn add(&self) -> Result<()> {
        let packages = PACKAGES.join(" ");
        let script = format!(
            "apt-get -o {OLD_LISTS}=false update && apt-get install --yes --no-install-recommends {packages} && \
             rm -rf /var/lib/apt/lists/*"
        );
        say::run("Adding what is missing in the root", &mut self.inside(&script))
    }

    fn put(&self, file: &str, text: &str) -> Result<()> {
        let own = self.cache.join("put");
        fs::write(&own, text)?;
        let to = self.folder().join(file).to_string_lossy().into_owned();
        let words = ["-T", "-m", "644", &own.to_string_lossy(), &to];
        say::quietly("Copying into the root", &mut system::as_root("install", &words))
    }

    fn folder(&self) -> PathBuf {
        self.cache.join("root")
    }

    /// Where builds for a target are.
    pub fn built(&self, target: &str) -> PathBuf {
        self.cache.join("target").join(target).join("debug")
    }

    /// An empty folder, in the place of a development kit.
    pub fn no_kit(&self) -> PathBuf {
        self.cache.join("sdk")
    }

    /// In the place of a C compiler.
    pub fn stub(&self) -> PathBuf {
        self.cache.join("stubcc")
    }

    /// What enters the root.
    fn door(&self) -> PathBuf {
        self.cache.join("enter.sh")
    }

    /// Where wine keeps its Windows.
    pub fn windows(&self) -> PathBuf {
        self.cache.join("wine")
    }

    /// A shell's words, run in the root at the sources.
    pub fn inside(&self, script: &str) -> Command {
        let mut enter = system::as_root("env", &[]);
        for (name, folder) in [
            ("ROOT", self.folder()),
            ("CACHE", self.cache.clone()),
            ("SOURCES", places::root()),
            ("BUILDS", places::target()),
        ] {
            enter.arg(format!("{name}={}", folder.display()));
        }
        enter.args(["unshare", "--mount", "bash"]).arg(self.door()).arg(script);
        enter
    }

    /// What compiles in it: "rustc 1.97.1".
    pub fn compiler(&self) -> Result<String> {
        let answer = self.inside("rustc --version").output()?;
        let answer = String::from_utf8_lossy(&answer.stdout);
        let words: Vec<&str> = answer.split_whitespace().take(2).collect();
        Ok(words.join(" "))
    }
}
