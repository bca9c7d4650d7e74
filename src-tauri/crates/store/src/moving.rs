//! Moving the data folder to another place, once: nothing is lost on the way, whatever comes in between.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Result};
use std::path::{Path, PathBuf};

use crate::{file, private};

/// Moves everything in `from` to `to`, before anything in either is opened. By renaming where both are on one volume;
/// else each file is copied, compared with its copy, and only then removed. Cut off, the next call goes on. Where `to`
/// has another file of that name, both stay where they are.
///
/// # Errors
/// When something cannot be moved. All is where it was then, and `from` is the folder to use.
pub fn move_all(from: &Path, to: &Path) -> Result<()> {
    move_by(from, to, &mut |from, to| fs::rename(from, to))
}

type Rename<'a> = dyn FnMut(&Path, &Path) -> Result<()> + 'a;

fn move_by(from: &Path, to: &Path, rename: &mut Rename<'_>) -> Result<()> {
    let mut moved = Vec::new();
    let done = move_folder(from, to, rename, &mut moved);
    if done.is_err() {
        for (from, to) in moved.into_iter().rev() {
            private::folder(from.parent().unwrap_or(&from))?;
            move_file(&to, &from, rename)?;
        }
    }
    done
}

fn move_folder(from: &Path, to: &Path, rename: &mut Rename<'_>, moved: &mut Vec<(PathBuf, PathBuf)>) -> Result<()> {
    let entries = match fs::read_dir(from) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut names = entries
        .map(|entry| Ok(entry?.file_name()))
        .collect::<Result<Vec<_>>>()?;
    // A database comes before its log: a log is only ever found without its file where the file has gone ahead.
    names.sort();
    private::folder(to)?;
    for name in &names {
        let (from, to) = (from.join(name), to.join(name));
        if from.is_dir() {
            move_folder(&from, &to, rename, moved)?;
        } else if !is_another(&from, &to)? {
            move_file(&from, &to, rename)?;
            moved.push((from, to));
        }
    }
    file::keep_names(to);
    // Where something stays, so does it.
    let _ = fs::remove_dir(from);
    Ok(())
}

/// Whether the place of `from` is taken: by another file, or where it is a log by the file of another.
fn is_another(from: &Path, to: &Path) -> Result<bool> {
    let whole = |path: &Path| {
        let name = path.to_string_lossy().into_owned();
        let file = ["-wal", "-shm", "-journal"]
            .iter()
            .find_map(|log| name.strip_suffix(log));
        file.map(PathBuf::from)
    };
    let differ = |from: &Path, to: &Path| Ok::<_, io::Error>(from.exists() && to.exists() && !same(from, to)?);
    Ok(differ(from, to)?
        || match (whole(from), whole(to)) {
            (Some(from), Some(to)) => differ(&from, &to)?,
            _ => false,
        })
}

fn move_file(from: &Path, to: &Path, rename: &mut Rename<'_>) -> Result<()> {
    if rename(from, to).is_ok() {
        return Ok(());
    }
    let part = file::beside(to, ".moving");
    let copied = (|| {
        fs::copy(from, &part)?;
        File::options().write(true).open(&part)?.sync_all()?;
        if !same(from, &part)? {
            return Err(io::Error::other("the copy is not what was copied"));
        }
        rename(&part, to)
    })();
    if copied.is_err() {
        let _ = fs::remove_file(&part);
        return copied;
    }
    fs::remove_file(from)
}

/// Whether two files hold the same.
fn same(one: &Path, other: &Path) -> Result<bool> {
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut a, mut b) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let read = one.read(&mut a)?;
        other.read_exact(&mut b[..read])?;
        if a[..read] != b[..read] {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    const FILES: [&str; 7] = [
        "backups/personal-2026-11-22.db",
        "catalogue.db",
        "catalogue.db-wal",
        "documents/parts/cd",
        "personal.db",
        "personal.db-wal",
        "starts",
    ];

    /// The files below a folder: their names and contents.
    fn holds(folder: &Path) -> BTreeMap<String, String> {
        let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
        while let Some(at) = folders.pop() {
            for entry in fs::read_dir(at).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                    found.insert(name, fs::read_to_string(&path).unwrap());
                }
            }
        }
        found
    }

    /// The roaming folder, in use, and the local one, in which the web view already has files.
    fn folders() -> (tempfile::TempDir, PathBuf, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let (from, to) = (home.path().join("roaming"), home.path().join("local"));
        for name in FILES {
            let path = from.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("{name} of the person's")).unwrap();
        }
        fs::create_dir_all(to.join("documents")).unwrap();
        fs::write(to.join("webview"), "theirs").unwrap();
        (home, from, to)
    }

    fn is_moved(from: &Path, to: &Path, kept: &BTreeMap<String, String>) {
        let mut there = holds(to);
        assert_eq!(there.remove("webview").as_deref(), Some("theirs"));
        assert_eq!(there, *kept);
        assert!(!from.exists(), "{:?}", holds(from));
    }

    /// As between two volumes.
    fn apart(from: &Path, to: &Path) -> Result<()> {
        match from.parent() == to.parent() {
            true => fs::rename(from, to),
            false => Err(ErrorKind::CrossesDevices.into()),
        }
    }

    #[test]
    fn all_is_moved_within_a_volume_and_between_two() {
        for rename in [|from: &Path, to: &Path| fs::rename(from, to), apart] {
            let (_home, from, to) = folders();
            let kept = holds(&from);
            move_by(&from, &to, &mut { rename }).unwrap();
            is_moved(&from, &to, &kept);
            // There is nothing to move the next time.
            move_all(&from, &to).unwrap();
            is_moved(&from, &to, &kept);
        }
    }

    /// A flat battery before or after any of its steps.
    #[test]
    fn cut_off_anywhere_it_goes_on_and_nothing_is_lost() {
        for rename in [|from: &Path, to: &Path| fs::rename(from, to), apart] {
            for (step, before) in (0..2 * FILES.len()).flat_map(|step| [(step, true), (step, false)]) {
                let (_home, from, to) = folders();
                let kept = holds(&from);
                let mut at = 0;
                let mut dies = |from: &Path, to: &Path| {
                    let now = at == step;
                    at += 1;
                    assert!(!(now && before), "off");
                    let renamed = rename(from, to);
                    assert!(!now, "off");
                    renamed
                };
                let _ = catch_unwind(AssertUnwindSafe(|| move_by(&from, &to, &mut dies)));
                let all: BTreeMap<_, _> = holds(&from).into_iter().chain(holds(&to)).collect();
                assert!(
                    kept.iter().all(|(name, text)| all.get(name) == Some(text)),
                    "step {step}"
                );
                move_by(&from, &to, &mut { rename }).unwrap();
                let strays: Vec<_> = holds(&to)
                    .into_keys()
                    .filter(|name| name.ends_with(".moving"))
                    .collect();
                assert_eq!(strays, [""; 0], "step {step}");
                is_moved(&from, &to, &kept);
            }
        }
    }

    #[test]
    fn what_cannot_be_moved_leaves_all_where_it_was() {
        for failing in FILES {
            let (_home, from, to) = folders();
            let kept = holds(&from);
            let mut stuck = |one: &Path, other: &Path| match one == from.join(failing) || other == to.join(failing) {
                true => Err(io::Error::other("it is open elsewhere")),
                false => fs::rename(one, other),
            };
            assert!(move_by(&from, &to, &mut stuck).is_err(), "{failing}");
            assert_eq!(holds(&from), kept, "{failing}");
            assert_eq!(holds(&to).into_keys().collect::<Vec<_>>(), ["webview"], "{failing}");
        }
    }

    /// An earlier version was started again after the move.
    #[test]
    fn no_other_files_place_is_taken() {
        let (_home, from, to) = folders();
        fs::write(to.join("personal.db"), "newer").unwrap();
        move_all(&from, &to).unwrap();
        let there = holds(&to);
        assert_eq!(there["personal.db"], "newer");
        assert!(
            !there.contains_key("personal.db-wal"),
            "a log beside another's file ruins it"
        );
        assert!(there.contains_key("catalogue.db-wal"));
        assert_eq!(
            holds(&from).into_keys().collect::<Vec<_>>(),
            ["personal.db", "personal.db-wal"]
        );
    }
}
