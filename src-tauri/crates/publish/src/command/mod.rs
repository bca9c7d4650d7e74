//! The program's commands: one a file, each its arguments and what it prints.

pub(crate) mod build;
pub(crate) mod bundle;
pub(crate) mod check;
pub(crate) mod document;
pub(crate) mod ids;
pub(crate) mod init;
pub(crate) mod keys;
pub(crate) mod man;
pub(crate) mod release;
pub(crate) mod resign;
pub(crate) mod schema;
pub(crate) mod serve;
pub(crate) mod verify;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chrono::NaiveDate;
use doorstep_publish::host::{Error, Result, lifetime};
use serde::Serialize;
use source::Report;

use crate::show;

/// What a command ends with. Faults of the catalogue can be an outcome too; an error says why it stopped.
pub(crate) type Outcome = Result<ExitCode>;

/// The catalogue has faults.
const FAULTS: u8 = 1;

/// Runs a command that talks to a host.
pub(crate) fn wait(command: impl Future<Output = Outcome>) -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime
        .map_err(|error| Error::Usage(error.to_string()))?
        .block_on(command)
}

/// The one place that reads the clock.
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Today, in London.
fn today() -> NaiveDate {
    lifetime::today(now())
}

fn is_directory(data: &Path) -> Result<()> {
    if data.is_dir() {
        Ok(())
    } else {
        Err(Error::Usage(format!(
            "{} is not a directory: name the one that holds edition.toml",
            data.display()
        )))
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Error::Usage(format!("{} cannot be read: {error}", path.display())))
}

fn write(path: &Path, text: &str) -> Result<()> {
    source::write(path, text.as_bytes())
        .map_err(|error| Error::Usage(format!("{} cannot be written: {error}", path.display())))
}

fn print_json(value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Error::Usage(error.to_string()))?;
    println!("{text}");
    Ok(())
}

fn refused(report: &Report, out: &Path) -> ExitCode {
    show::faults(report);
    println!("{}; {} was not changed", report.summary(), out.display());
    ExitCode::from(FAULTS)
}

fn code(report: &Report) -> ExitCode {
    ExitCode::from(if report.faults.is_empty() { 0 } else { FAULTS })
}
