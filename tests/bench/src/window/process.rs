//! What /proc says of processes.

use std::fs;

/// The ids of all processes.
pub fn all() -> Vec<u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}

/// The ids of a process and all below it, itself first.
pub fn tree(root: u32) -> Vec<u32> {
    let all: Vec<(u32, u64)> = all().into_iter().filter_map(|pid| Some((pid, stat(pid, 1)?))).collect();
    let mut tree = vec![root];
    let mut at = 0;
    while let Some(&pid) = tree.get(at) {
        tree.extend(
            all.iter()
                .filter(|(_, parent)| *parent == u64::from(pid))
                .map(|(child, _)| *child),
        );
        at += 1;
    }
    tree
}

/// The number in a process's `stat` that many places after its name.
pub fn stat(pid: u32, place: usize) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(place)?.parse().ok()
}

/// The number on the line of a file below /proc that begins so; nought without one.
pub fn line(file: &str, begins: &str) -> u64 {
    let text = fs::read_to_string(format!("/proc/{file}")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(begins));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}
