//! What a key is stored on: a file system with file owners, or one like FAT that shows whatever mode it was mounted
//! with.

#![cfg_attr(not(unix), allow(dead_code))]

use std::fs::File;
use std::path::Path;

use crate::host::error::Result;
#[cfg(unix)]
use crate::host::error::{Error, unusable};

/// A file system, as far as it matters to a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Medium {
    /// Files have an owner and a mode of their own. What is not known is taken for such a one: `chmod` is tried first.
    Owned,
    /// Every file shows the mode of the mount, and `chmod` changes nothing. The file system's name.
    Ownerless(&'static str),
}

/// What is to be kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// A key that whoever reads it has.
    Key,
    /// A key with a passphrase.
    SealedKey,
    /// A passphrase.
    Passphrase,
}

/// Linux's numbers of file systems without owners (`statfs(2)`).
const OWNERLESS: [(u32, &str); 11] = [
    (0x4d44, "FAT"),
    (0x2011_bab0, "exFAT"),
    (0x7366_746e, "NTFS"),
    (0x5346_544e, "NTFS"),
    // ntfs-3g, exfat-fuse and sshfs say no more than this.
    (0x6573_5546, "FUSE (NTFS, for one)"),
    (0x0102_1997, "9p (a folder of a virtual machine's host)"),
    (0x786f_4256, "a shared folder of VirtualBox"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB"),
    (0x517b, "SMB"),
    (0x1501_3346, "UDF"),
];

/// The same by the names that Apple's systems give.
const OWNERLESS_BY_NAME: [(&str, &str); 4] = [("msdos", "FAT"), ("exfat", "exFAT"), ("ntfs", "NTFS"), ("smbfs", "SMB")];

impl Medium {
    /// By the number that Linux has for it.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))]
    fn by_number(number: u32) -> Self {
        let found = OWNERLESS.iter().find(|(own, _)| *own == number);
        found.map_or(Medium::Owned, |(_, name)| Medium::Ownerless(name))
    }

    /// By the name that Apple's systems have for it.
    #[cfg_attr(not(target_vendor = "apple"), allow(dead_code))]
    fn by_name(name: &str) -> Self {
        let found = OWNERLESS_BY_NAME.iter().find(|(own, _)| *own == name);
        found.map_or(Medium::Owned, |(_, name)| Medium::Ownerless(name))
    }

    /// The one that an open file is on.
    #[cfg(target_os = "linux")]
    fn of(file: &File) -> Self {
        // The number is 32 bits; the field has more on some machines, with a sign on others.
        rustix::fs::fstatfs(file).map_or(Medium::Owned, |stat| Self::by_number(stat.f_type as u32))
    }

    /// The one that an open file is on.
    #[cfg(target_vendor = "apple")]
    fn of(file: &File) -> Self {
        rustix::fs::fstatfs(file).map_or(Medium::Owned, |stat| {
            let bytes = stat.f_fstypename.iter().map(|byte| byte.to_ne_bytes()[0]);
            let name: Vec<u8> = bytes.take_while(|byte| *byte != 0).collect();
            Self::by_name(&String::from_utf8_lossy(&name))
        })
    }

    /// The one that an open file is on.
    #[cfg(all(unix, not(any(target_os = "linux", target_vendor = "apple"))))]
    fn of(_file: &File) -> Self {
        Medium::Owned
    }
}

/// Whether a secret of this mode is its owner's alone on this medium; if not, why and what helps, as the rest of a
/// sentence that begins with the file's name. `file` is that name, for the command to type.
fn private(medium: Medium, mode: u32, kept: Kept, file: &str) -> Result<(), String> {
    let mode = mode & 0o777;
    let open = format!("can be read by others on this machine (mode {mode:03o})");
    let (instead, otherwise) = match kept {
        Kept::Passphrase => ("or keep it elsewhere", "choose another passphrase"),
        Kept::Key | Kept::SealedKey => (
            "or a key with a passphrase (--encrypt), which is safe there",
            "replace the key (`keys rotate`)",
        ),
    };
    match medium {
        _ if mode & 0o077 == 0 => Ok(()),
        // A passphrase does there what a mode cannot.
        Medium::Ownerless(_) if kept == Kept::SealedKey => Ok(()),
        Medium::Ownerless(name) => Err(format!(
            "{open}. It is on {name}, which has no file owners, so chmod changes nothing there. Mount it for yourself \
             alone (for FAT and exFAT: mount -o umask=077,uid=YOU), use a medium formatted with ext4 or LUKS, \
             {instead}"
        )),
        Medium::Owned => Err(format!(
            "{open}. If it was copied here just now, run: chmod 600 {file}. Otherwise {otherwise}"
        )),
    }
}

/// Refuses an open file that others can read: who knows who has.
#[cfg(unix)]
pub(super) fn check(path: &Path, file: &File, kept: Kept) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file
        .metadata()
        .map_err(|error| unusable(path, error))?
        .permissions()
        .mode();
    let name = path.display().to_string();
    private(Medium::of(file), mode, kept, &name).map_err(|why| Error::Refused(format!("{name} {why}")))
}

/// On Windows access lists are not looked at: docs/publishing.md says so, and advises a passphrase.
#[cfg(not(unix))]
pub(super) fn check(_path: &Path, _file: &File, _kept: Kept) -> Result<()> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_a_secret_private() {
        let (fat, exfat) = (Medium::by_number(0x4d44), Medium::by_number(0x2011_bab0));
        let ext4 = Medium::by_number(0xef53);
        assert_eq!(
            (fat, exfat, ext4),
            (Medium::Ownerless("FAT"), Medium::Ownerless("exFAT"), Medium::Owned)
        );
        let table = [
            // medium, mode, what: refused with these words
            (ext4, 0o600, Kept::Key, None),
            (ext4, 0o400, Kept::Key, None),
            (ext4, 0o644, Kept::Key, Some("chmod 600 K")),
            // There a mode costs nothing.
            (ext4, 0o644, Kept::SealedKey, Some("chmod 600 K")),
            (ext4, 0o620, Kept::Key, Some("chmod 600 K")),
            (fat, 0o700, Kept::Key, None),
            (fat, 0o755, Kept::Key, Some("umask=077")),
            (fat, 0o644, Kept::Key, Some("It is on FAT")),
            (fat, 0o755, Kept::SealedKey, None),
            (exfat, 0o777, Kept::Key, Some("It is on exFAT")),
            (exfat, 0o777, Kept::SealedKey, None),
            (Medium::by_number(0x6573_5546), 0o777, Kept::Key, Some("passphrase")),
            (Medium::by_number(0xfe53_4d42), 0o755, Kept::Key, Some("It is on SMB")),
            (ext4, 0o644, Kept::Passphrase, Some("choose another passphrase")),
            (fat, 0o755, Kept::Passphrase, Some("keep it elsewhere")),
            (Medium::by_name("msdos"), 0o777, Kept::Key, Some("It is on FAT")),
            (Medium::by_name("apfs"), 0o644, Kept::Key, Some("chmod 600 K")),
        ];
        for (medium, mode, kept, refused) in table {
            // The bits for a regular file are no part of it.
            let found = private(medium, 0o100_000 | mode, kept, "K");
            match refused {
                None => assert_eq!(found, Ok(()), "{medium:?} {mode:o} {kept:?}"),
                Some(words) => {
                    let why = found.expect_err("refused");
                    assert!(why.contains(words), "{medium:?} {mode:o} {kept:?}: {why}");
                    let typed = why.contains("run: chmod");
                    assert_eq!(typed, medium == Medium::Owned, "advice that does nothing there: {why}");
                }
            }
        }
    }
}
