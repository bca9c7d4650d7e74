//! `doorstep-publish`: the editors' program.

mod show;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use doorstep_publish::{Report, ids, schema, source};

/// Checks the catalogue's source and builds an edition from it.
#[derive(Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 done; 1 the catalogue has faults, and nothing was written; 2 the command could not be carried out: wrong arguments, no such directory, a file that cannot be written."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads the whole catalogue and shows every fault with its file, its line and how to mend it.
    Check {
        /// The directory that holds edition.toml.
        data: PathBuf,
        /// Prints what was found as JSON: records, faults, advice.
        #[arg(long)]
        json: bool,
    },
    /// Writes the edition as canonical JSON: the same content gives the same bytes. Writes nothing when there are faults.
    Build {
        /// The directory that holds edition.toml.
        data: PathBuf,
        /// The file to write. It is replaced whole or left as it is.
        #[arg(long)]
        out: PathBuf,
    },
    /// Writes the JSON Schemas by which editors' tools complete and check, and the .taplo.toml that names them.
    Schema {
        /// The directory that holds edition.toml.
        data: PathBuf,
    },
    /// Adds every new id to ids.lock. From then on, check refuses a catalogue that has lost one.
    Ids {
        /// The directory that holds edition.toml.
        data: PathBuf,
    },
}

const FAULTS: u8 = 1;
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check { data, json } => check(&data, json),
        Command::Build { data, out } => build(&data, &out),
        Command::Schema { data } => schema(&data),
        Command::Ids { data } => ids(&data),
    };
    match outcome {
        Ok(code) => code,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(FAILED)
        }
    }
}

/// Faults are an outcome. An error is a sentence on why the command could not be carried out.
type Outcome = Result<ExitCode, String>;

fn check(data: &Path, json: bool) -> Outcome {
    is_directory(data)?;
    let report = doorstep_publish::check(data);
    if json {
        let text = serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?;
        println!("{text}");
    } else {
        show::advice(&report);
        show::faults(&report);
        println!("{}", report.summary());
    }
    Ok(code(&report))
}

fn build(data: &Path, out: &Path) -> Outcome {
    is_directory(data)?;
    let edition = match doorstep_publish::build(data) {
        Ok(edition) => edition,
        Err(report) => return Ok(refused(&report, out)),
    };
    let json = edition.to_json().map_err(|error| error.to_string())?;
    write(out, &json)?;
    println!(
        "edition {}: {} records, {} bytes in {}",
        edition.header.edition,
        edition.records.len(),
        json.len(),
        out.display()
    );
    Ok(ExitCode::SUCCESS)
}

fn schema(data: &Path) -> Outcome {
    is_directory(data)?;
    let files = schema::files();
    let folder = data.join("schema");
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    for (name, text) in &files {
        write(&data.join(name), text)?;
    }
    println!("{} files in {}", files.len(), data.display());
    Ok(ExitCode::SUCCESS)
}

fn ids(data: &Path) -> Outcome {
    is_directory(data)?;
    let lock = data.join("ids.lock");
    // A slip in an id must not be locked in, so only a catalogue without faults is.
    let report = doorstep_publish::check(data);
    if !report.faults.is_empty() {
        return Ok(refused(&report, &lock));
    }
    let loaded = source::read(data);
    let new = ids::missing(&loaded);
    if !new.is_empty() {
        write(&lock, &ids::lock(&loaded))?;
    }
    println!("{} new in {}", new.len(), lock.display());
    Ok(ExitCode::SUCCESS)
}

fn refused(report: &Report, out: &Path) -> ExitCode {
    show::faults(report);
    println!("{}; {} is left as it is", report.summary(), out.display());
    ExitCode::from(FAULTS)
}

fn code(report: &Report) -> ExitCode {
    ExitCode::from(if report.faults.is_empty() { 0 } else { FAULTS })
}

fn is_directory(data: &Path) -> Result<(), String> {
    if data.is_dir() {
        Ok(())
    } else {
        Err(format!(
            "{} is not a directory: name the one that holds edition.toml",
            data.display()
        ))
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    doorstep_publish::write(path, text.as_bytes())
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
