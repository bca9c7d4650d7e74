//! The two programs that are packaged, and what each puts on a computer.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::Result;

use super::{ending, metainfo, tree::Tree};
use crate::package::{PROGRAMS, output};
use crate::{places, say, tool};

/// The version of cargo-auditable that writes the list of crates into a program, for scanners of weaknesses.
const CARGO_AUDITABLE: &str = "0.7.7";

/// A program that is packaged by itself.
pub struct Program {
    /// Its package's name, which is its crate's and its binary's too.
    pub name: &'static str,
    /// One line, as package managers list it.
    pub summary: &'static str,
    /// A paragraph, as they show it.
    pub description: &'static str,
    /// What it is built with.
    features: &'static [&'static str],
    /// What makes it better where it is there, by Debian's names.
    pub recommends: &'static [&'static str],
    /// The same by the RPM's, of which the libraries' are alike on every system.
    pub recommends_rpm: &'static [&'static str],
}

/// All of them.
pub const PACKAGED: [Program; 2] = [
    Program {
        name: PROGRAMS[0],
        summary: "safeguarding guidance for people who visit families at home",
        description: "Doorstep shows the right next step and the right local number in seconds,\nwith or without signal: referral pathways, contacts, themes and practice weeks\nof a safeguarding partnership, all on the device.",
        features: &["custom-protocol"],
        recommends: &["libayatana-appindicator3-1", "xdg-utils"],
        recommends_rpm: &["libayatana-appindicator3.so.1()(64bit)", "xdg-utils"],
    },
    Program {
        name: PROGRAMS[1],
        summary: "checks, builds and publishes a catalogue for Doorstep",
        description: "The editors' program: checks the source of a safeguarding partnership's\ncatalogue, builds editions from it, and publishes them, signed, to any host of\nstatic files.",
        features: &[],
        recommends: &[],
        recommends_rpm: &[],
    },
];

impl Program {
    /// Where the build puts it. It has a target folder of its own: what is set for a package would have everything else
    /// built again.
    pub fn built(&self) -> PathBuf {
        target().join("release").join(self.name)
    }

    /// Builds it so that the same source gives the same bytes, in whatever folder.
    pub fn build(&self, when: &str) -> Result<()> {
        let auditable = tool::installed(
            "cargo-auditable",
            CARGO_AUDITABLE,
            "which writes into a program what it is made of",
        )?;
        let rustflags: Vec<_> = moved()
            .iter()
            .map(|(from, to)| format!("--remap-path-prefix={from}={to}"))
            .collect();
        let cflags: Vec<_> = moved()
            .iter()
            .map(|(from, to)| format!("-ffile-prefix-map={from}={to}"))
            .collect();
        let mut build = places::cargo(["auditable", "rustc", "--locked", "--release"]);
        build.args(["--package", self.name, "--bin", self.name]);
        if !self.features.is_empty() {
            build.args(["--features", &self.features.join(",")]);
        }
        // The map says where its bytes go. It stays beside the build.
        build.args([
            "--",
            &format!("-Clink-arg=-Wl,-Map={}", self.built().with_extension("map").display()),
        ]);
        let path = env::var_os("PATH").unwrap_or_default();
        let path = auditable
            .parent()
            .map(Into::into)
            .into_iter()
            .chain(env::split_paths(&path));
        build
            .env("PATH", env::join_paths(path)?)
            .env("CARGO_TARGET_DIR", target());
        build.env("CARGO_ENCODED_RUSTFLAGS", rustflags.join("\u{1f}"));
        build.env("CFLAGS", cflags.join(" ")).env("CXXFLAGS", cflags.join(" "));
        build.env("SOURCE_DATE_EPOCH", when);
        say::run(
            &format!("Building {} (a quarter of an hour the first time)", self.name),
            &mut build,
        )
    }

    /// Puts into the tree what every kind of package has.
    pub fn fill(&self, tree: &Tree, scratch: &Path) -> Result<()> {
        tree.program(&self.built(), &format!("usr/bin/{}", self.name))?;
        match self.name {
            "doorstep" => fill_app(tree),
            _ => self.fill_pages(tree, &scratch.join("pages")),
        }
    }

    /// The program writes its own manual pages, from the texts of `--help`.
    fn fill_pages(&self, tree: &Tree, pages: &Path) -> Result<()> {
        fs::create_dir_all(pages)?;
        output(std::process::Command::new(self.built()).arg("man").arg(pages))?;
        for page in ending(pages, ".1")? {
            let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
            tree.zipped(&fs::read(&page)?, &format!("usr/share/man/man1/{name}.gz"))?;
        }
        Ok(())
    }
}

fn fill_app(tree: &Tree) -> Result<()> {
    const ID: &str = "org.doorstep.doorstep";
    let (linux, icons) = (
        places::root().join("deploy/linux"),
        places::root().join("src-tauri/icons"),
    );
    tree.copy(
        &linux.join(format!("{ID}.desktop")),
        &format!("usr/share/applications/{ID}.desktop"),
    )?;
    tree.text(&metainfo::text()?, &format!("usr/share/metainfo/{ID}.metainfo.xml"))?;
    tree.zipped(&fs::read(linux.join("doorstep.1"))?, "usr/share/man/man1/doorstep.1.gz")?;
    for (file, size) in [
        ("32x32.png", "32x32"),
        ("128x128.png", "128x128"),
        ("128x128@2x.png", "256x256"),
        ("icon.png", "512x512"),
    ] {
        tree.copy(
            &icons.join(file),
            &format!("usr/share/icons/hicolor/{size}/apps/{ID}.png"),
        )?;
    }
    tree.copy(
        &icons.join("doorstep.svg"),
        &format!("usr/share/icons/hicolor/scalable/apps/{ID}.svg"),
    )
}

fn target() -> PathBuf {
    places::target().join("package")
}

/// Folders of this machine that would be in a program, and what is there instead.
fn moved() -> Vec<(String, &'static str)> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    // The last that fits is taken, so the narrowest comes last.
    let mut moved = vec![(places::root(), "/doorstep"), (target(), "/target")];
    moved.extend(home.map(|home| (home, "/cargo")));
    moved
        .into_iter()
        .map(|(from, to)| (from.display().to_string(), to))
        .collect()
}
