//! `cargo xtask package try`: installs the packages in clean roots of Debian and Ubuntu, starts the app there without a
//! network, and removes it. A picture of each window is kept for people to look at.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use kit::display::Display;
use kit::picture;

use super::ending;
use crate::package::folder;
use crate::say::{self, say};
use crate::{places, system};

/// A system that the packages are for.
struct Root {
    name: &'static str,
    suite: &'static str,
    mirror: &'static str,
    components: &'static str,
    keys: &'static str,
}

const DEBIAN: (&str, &str) = (
    "http://deb.debian.org/debian",
    "/usr/share/keyrings/debian-archive-keyring.gpg",
);
const UBUNTU: (&str, &str) = (
    "http://archive.ubuntu.com/ubuntu",
    "/usr/share/keyrings/ubuntu-archive-keyring.gpg",
);

const ROOTS: [Root; 3] = [
    Root {
        name: "debian-12",
        suite: "bookworm",
        mirror: DEBIAN.0,
        components: "main",
        keys: DEBIAN.1,
    },
    Root {
        name: "debian-13",
        suite: "trixie",
        mirror: DEBIAN.0,
        components: "main",
        keys: DEBIAN.1,
    },
    Root {
        name: "ubuntu-24.04",
        suite: "noble",
        mirror: UBUNTU.0,
        components: "main,universe",
        keys: UBUNTU.1,
    },
];

/// What is done in a root. It is given the root, the folder of packages, and the display's name; what it prints is
/// said, and after `painted` it waits for a line.
const SCRIPT: &str = r#"
root=$1 packages=$2 display=$3
mkdir -p "$root/tmp/.X11-unix" "$root/tmp/packages"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$packages"/*.deb "$root/tmp/packages/"
in_root() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
find_ours() { in_root find / -xdev -iname '*doorstep*' -not -path '/tmp/packages/*' -not -path '/home/*'; }
echo "Installing the packages and the libraries that they name"
in_root apt-get update -qq >&2
in_root apt-get install -qq --yes --no-install-recommends $(cd "$root" && ls -d ./tmp/packages/*.deb | sed 's/^\.//') >&2
in_root useradd --create-home person
in_root doorstep-publish --version
[ "$(find_ours | wc -l)" -gt 10 ]
echo "Starting the app as somebody, where there is no network"
said="$root/home/person/said"
: > "$said"
unshare --net chroot "$root" setpriv --reuid person --regid person --clear-groups env -i HOME=/home/person \
  PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="$display" DOORSTEP_REPORT_PAINT=1 doorstep --open search 2> "$said" &
app=$!
looks=0
until grep -q painted "$said"; do
  kill -0 $app || { cat "$said" >&2; exit 1; }
  looks=$((looks + 1)); [ $looks -lt 600 ] || { cat "$said" >&2; exit 1; }
  sleep 0.2
done
echo painted
read -r go
kill -TERM $app
wait $app || { echo "it did not end well" >&2; exit 1; }
rm "$said"
echo "Removing both"
in_root apt-get purge -qq --yes doorstep doorstep-publish >&2
left=$(find_ours)
[ -z "$left" ] || { echo "left behind: $left" >&2; exit 1; }
stray=$(in_root find /home/person -iname '*doorstep*' -not -path '/home/person/.local/share/org.doorstep.doorstep*')
[ -z "$stray" ] || { echo "beside the person's folder: $stray" >&2; exit 1; }
[ -f "$root/home/person/.local/share/org.doorstep.doorstep/personal.db" ]
echo "Removed. Only what the person saved is still there."
"#;

/// Tries them in the named roots; without a name in all.
pub fn attempt(names: &[&str]) -> Result<()> {
    if ending(&folder(), ".deb").is_ok_and(|made| made.is_empty()) || !folder().is_dir() {
        bail!("there are no packages yet: run `cargo xtask package` first");
    }
    if let Some(unknown) = names.iter().find(|name| ROOTS.iter().all(|root| root.name != **name)) {
        bail!(
            "there is no root `{unknown}`: there are {}",
            ROOTS.map(|root| root.name).join(", ")
        );
    }
    system::for_roots()?;
    let wanted = ROOTS
        .iter()
        .filter(|root| names.is_empty() || names.contains(&root.name));
    for root in wanted {
        root.attempt().with_context(|| format!("on {}", root.name))?;
    }
    Ok(())
}

/// Where a system's keys are put that are not this machine's, while its root is made.
fn keys_folder() -> PathBuf {
    std::env::temp_dir().join(format!("doorstep-keys-{}", std::process::id()))
}

impl Root {
    fn attempt(&self) -> Result<()> {
        let kept = self.kept()?;
        let place = std::env::temp_dir().join(format!("doorstep-root-{}-{}", self.name, std::process::id()));
        fs::create_dir_all(&place)?;
        let tried = (|| {
            let mut unpack = system::as_root("tar", &["--extract", "--file"]);
            say::quietly("Unpacking the root", unpack.arg(&kept).arg("--directory").arg(&place))?;
            self.walk(&place)
        })();
        let mut remove = system::as_root("rm", &["--recursive", "--force", "--one-file-system"]);
        say::quietly("Removing the root", remove.arg(&place))?;
        tried
    }

    /// The root as nothing has happened in it yet, in a file: made once.
    fn kept(&self) -> Result<PathBuf> {
        let file = places::target().join("roots").join(format!("{}.tar", self.name));
        if file.is_file() {
            return Ok(file);
        }
        fs::create_dir_all(places::target().join("roots"))?;
        let part = file.with_extension("part.tar");
        let mut make = system::as_root("mmdebstrap", &["--variant=minbase", "--include=apt", "--quiet"]);
        make.arg(format!("--components={}", self.components));
        // Where this machine's clock is ahead of the mirror: signatures are checked all the same.
        make.arg("--aptopt=Acquire::Check-Valid-Until \"false\"");
        let keys = self.keys()?;
        make.arg(format!("--keyring={}", keys.display()))
            .arg(self.suite)
            .arg(&part)
            .arg(self.mirror);
        say::run(
            &format!("Making a clean root of {} (100 MB, once)", self.name),
            &mut make,
        )?;
        fs::rename(part, &file)?;
        if keys.starts_with(keys_folder()) {
            let mut remove = system::as_root("rm", &["--recursive", "--force"]);
            say::quietly("Removing the keys", remove.arg(keys_folder()))?;
        }
        Ok(file)
    }

    /// The keys of its archive: this machine's, else those that Debian 13 has a package of. They are put where
    /// everybody can read them, as apt does not read them as root.
    fn keys(&self) -> Result<PathBuf> {
        let here = Path::new(self.keys);
        if here.is_file() {
            return Ok(here.to_owned());
        }
        let folder = keys_folder();
        let mut get = system::as_root("mmdebstrap", &["--variant=extract", "--quiet"]);
        get.arg("--include=ubuntu-archive-keyring").arg("trixie");
        get.arg(&folder).arg(DEBIAN.0);
        say::run(&format!("Getting the keys of {} from Debian 13", self.name), &mut get)?;
        Ok(folder.join(self.keys.trim_start_matches('/')))
    }

    fn walk(&self, place: &Path) -> Result<()> {
        let frames = std::env::temp_dir().join(format!("doorstep-frames-{}", std::process::id()));
        fs::create_dir_all(&frames)?;
        let walked = (|| {
            let display = Display::open((1280, 800), Some(&frames))?;
            let mut walk = system::as_root(
                "unshare",
                &["--mount", "--pid", "--fork", "--kill-child", "sh", "-euc", SCRIPT, "sh"],
            );
            walk.arg(place).arg(folder()).arg(display.name());
            let mut walk = walk.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
            let (mut go, lines) = (
                walk.stdin.take().context("a pipe")?,
                walk.stdout.take().context("a pipe")?,
            );
            let mut painted = false;
            for line in BufReader::new(lines).lines() {
                let line = line?;
                if line != "painted" {
                    say(format!("{}: {line}", self.name));
                    continue;
                }
                painted = true;
                let png = places::screenshots().join(format!("package/{}.png", self.name));
                picture::save(&frames, &png)?;
                say(format!("{}: its first screen is there: {}", self.name, png.display()));
                writeln!(go, "go on")?;
            }
            match walk.wait()?.success() && painted {
                true => Ok(()),
                false => bail!("it was not installed, started and removed as it should be"),
            }
        })();
        fs::remove_dir_all(&frames)?;
        walked
    }
}
