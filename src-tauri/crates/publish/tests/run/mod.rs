//! The program.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program.
pub fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_doorstep-publish"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}
