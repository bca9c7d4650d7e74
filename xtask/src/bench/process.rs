//! What /proc tells of a process and all below it.

use std::fs;
use std::path::Path;

use anyhow::Result;

/// The ids of a process and all below it, itself first.
pub fn tree(root: u32) -> Result<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")?.flatten() {
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let parent = stat(&entry.path(), 1).and_then(|parent| u32::try_from(parent).ok());
        parents.extend(parent.map(|parent| (pid, parent)));
    }
    let mut tree = vec![root];
    let mut at = 0;
    while let Some(&pid) = tree.get(at) {
        tree.extend(
            parents
                .iter()
                .filter(|(_, parent)| *parent == pid)
                .map(|(child, _)| *child),
        );
        at += 1;
    }
    Ok(tree)
}

/// The number that stands in a process's `stat`, that many places after its name.
pub fn stat(process: &Path, place: usize) -> Option<u64> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(place)?.parse().ok()
}
