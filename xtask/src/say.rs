//! What is printed: each step in a plain sentence, with the command it runs.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// Prints one line about what happens next.
pub fn say(sentence: impl AsRef<str>) {
    eprintln!("▸ {}", sentence.as_ref());
}

/// Prints why a command ends in failure.
pub fn trouble(error: &anyhow::Error) {
    eprintln!("✗ {error:#}");
}

/// Says what is done and by which command, runs it with its output shown, and fails when it does.
///
/// # Errors
/// When the program cannot be started or answers with a failure.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    say(format!("{what}: {}", line(command)));
    let begun = Instant::now();
    let status = command
        .status()
        .with_context(|| format!("{} could not be started", command.get_program().display()))?;
    if !status.success() {
        bail!("{what} failed ({status}): {}", line(command));
    }
    say(format!("{what}: done in {}", seconds(begun)));
    Ok(())
}

/// The same for a command whose output is of interest only when it fails.
///
/// # Errors
/// When the program cannot be started or answers with a failure.
pub fn quietly(what: &str, command: &mut Command) -> Result<()> {
    say(format!("{what}: {}", line(command)));
    let done = command
        .stdin(std::process::Stdio::null())
        .output()
        .with_context(|| format!("{} could not be started", command.get_program().display()))?;
    if !done.status.success() {
        let told = String::from_utf8_lossy(&done.stderr);
        bail!("{what} failed ({}): {}\n{told}", done.status, line(command));
    }
    Ok(())
}

/// The command as it would be typed.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or(program.as_os_str()).display().to_string()];
    words.extend(command.get_args().map(|word| word.display().to_string()));
    words.join(" ")
}

/// "12 s", or "3 min 5 s".
pub fn seconds(begun: Instant) -> String {
    match begun.elapsed().as_secs() {
        s @ ..60 => format!("{s} s"),
        s => format!("{} min {} s", s / 60, s % 60),
    }
}
