//! No core dump when the program crashes: it would contain what was last searched for. The processes that show the
//! screens are started by this one, and have the same limit.
//!
//! `PR_SET_DUMPABLE` would do the same for this process alone, and take `/proc/self` from the desktop's portals, which
//! look there for who is asking.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// To Linux, and to it alone, a limit of 1 byte says that the programs that collect crashes get nothing either. They
/// need not keep to a limit of 0.
fn limit() -> u64 {
    u64::from(cfg!(any(target_os = "linux", target_os = "android")))
}

/// Has the system keep none.
pub fn forbid() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Core);
    let current = Some(maximum.map_or(limit(), |maximum| maximum.min(limit())));
    if let Err(error) = setrlimit(Resource::Core, Rlimit { current, maximum }) {
        tracing::warn!(%error, "a crash may leave the program's memory on the disk");
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #[test]
    fn a_crash_leaves_no_memory_on_the_disk() {
        super::forbid();
        let limits = std::fs::read_to_string("/proc/self/limits").expect("the limits");
        let line = limits
            .lines()
            .find(|line| line.starts_with("Max core file size"))
            .expect("the line");
        let soft = line.split_whitespace().nth(4).expect("a number");
        assert!(["0", "1"].contains(&soft), "{line}");
    }
}
