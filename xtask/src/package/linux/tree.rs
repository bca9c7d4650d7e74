//! The files of a package, where it puts them.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// A folder that holds them.
pub struct Tree {
    /// The folder.
    pub root: PathBuf,
}

impl Tree {
    /// An empty one.
    pub fn new(root: PathBuf) -> Result<Self> {
        fs::create_dir_all(&root)?;
        fs::set_permissions(&root, fs::Permissions::from_mode(0o755))?;
        Ok(Self { root })
    }

    /// Copies a program.
    pub fn program(&self, from: &Path, to: &str) -> Result<()> {
        self.put(&read(from)?, to, 0o755)
    }

    /// Copies a file.
    pub fn copy(&self, from: &Path, to: &str) -> Result<()> {
        self.put(&read(from)?, to, 0o644)
    }

    /// Writes a text.
    pub fn text(&self, text: &str, to: &str) -> Result<()> {
        self.put(text.as_bytes(), to, 0o644)
    }

    /// Writes something compressed, without the name and the time that gzip would add.
    pub fn zipped(&self, bytes: &[u8], to: &str) -> Result<()> {
        self.put(&through(Command::new("gzip").arg("-9n"), bytes)?, to, 0o644)
    }

    /// Its files, from the tree's root: "usr/bin/doorstep", in the order of their names.
    pub fn files(&self) -> Result<Vec<String>> {
        let mut found = Vec::new();
        gather(&self.root, &self.root, &mut found)?;
        found.sort();
        Ok(found)
    }

    fn put(&self, bytes: &[u8], to: &str, mode: u32) -> Result<()> {
        let to = self.root.join(to);
        let missing: Vec<_> = to.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
        }
        fs::write(&to, bytes)?;
        Ok(fs::set_permissions(&to, fs::Permissions::from_mode(mode))?)
    }
}

fn gather(root: &Path, folder: &Path, found: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(root, &path, found)?;
        } else {
            found.push(path.strip_prefix(root)?.display().to_string());
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

/// What a command makes of `bytes`.
fn through(command: &mut Command, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().context("a pipe")?;
    let done = std::thread::scope(|scope| {
        scope.spawn(move || input.write_all(bytes));
        child.wait_with_output()
    })?;
    if !done.status.success() {
        bail!("{} failed", command.get_program().display());
    }
    Ok(done.stdout)
}
