//! A network of one's own with nothing in it but loopback.

use std::process::{Command, Stdio};

use crate::say::{self, say};

/// Brings loopback up, then becomes the command that follows.
const LOOPBACK_UP: &str = r#"PATH="$PATH:/usr/sbin:/sbin"; ip link set lo up && exec "$@""#;

/// Ways into a network of one's own: as root, and as anybody where the system lets people.
const WAYS: [&[&str]; 2] = [&["--net"], &["--net", "--map-root-user"]];

/// `command` without any network but loopback. Where the machine does not allow that, says so and gives it back as it
/// is.
pub fn offline(command: Command) -> Command {
    if !cfg!(target_os = "linux") {
        say("Only Linux can take the network away from the tests: they run with it.");
        return command;
    }
    let Some(way) = WAYS.iter().find(|way| works(way)) else {
        say("This machine allows no network namespace: the tests run with whatever network there is.");
        return command;
    };
    say("The tests run in a network namespace of their own, with nothing but loopback in it.");
    let mut apart = Command::new("unshare");
    apart.args(*way).args(["--", "sh", "-c", LOOPBACK_UP, "sh"]);
    apart.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => apart.env(name, value),
            None => apart.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        apart.current_dir(folder);
    }
    apart.env("CARGO_NET_OFFLINE", "true").env("DOORSTEP_NO_NETWORK", "1");
    apart
}

fn works(way: &[&str]) -> bool {
    let mut probe = Command::new("unshare");
    probe.args(way).args(["--", "sh", "-c", LOOPBACK_UP, "sh", "true"]);
    probe.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let works = probe.status().is_ok_and(|status| status.success());
    if !works {
        say(format!("Not allowed here: {}", say::line(&probe)));
    }
    works
}
