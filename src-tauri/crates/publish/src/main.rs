//! `doorstep-publish`: the editors' program.

mod command;
mod show;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use command::{Outcome, build, bundle, check, document, ids, init, keys, man, release, resign, schema, serve, verify};

/// Checks the catalogue's source, builds editions from it, and publishes them, signed, to any static host.
#[derive(Parser)]
#[command(
    name = "doorstep-publish",
    version,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 done; 1 the catalogue has faults, and nothing was written; 2 the command could not \
        run: wrong arguments, a missing directory or key, a file that cannot be read or written; 3 the host did not \
        answer, or its files are not right; 4 refused, because it would do harm."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    Check(check::Check),
    Build(build::Build),
    Schema(schema::Schema),
    Ids(ids::Ids),
    Document(document::Document),
    #[command(subcommand)]
    Keys(keys::Keys),
    Release(release::Release),
    Resign(resign::Resign),
    Verify(verify::Verify),
    Bundle(bundle::Bundle),
    Serve(serve::Serve),
    Man(man::Man),
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let json = match &command {
        Command::Release(release) => release.json,
        Command::Resign(resign) => resign.json,
        Command::Verify(verify) => verify.json,
        Command::Bundle(bundle) => bundle.json,
        _ => false,
    };
    run(command).unwrap_or_else(|error| {
        show::error(&error, json);
        ExitCode::from(error.exit_code())
    })
}

fn run(command: Command) -> Outcome {
    match command {
        Command::Init(init) => init.run(),
        Command::Check(check) => check.run(),
        Command::Build(build) => build.run(),
        Command::Schema(schema) => schema.run(),
        Command::Ids(ids) => ids.run(),
        Command::Document(document) => document.run(),
        Command::Keys(keys) => command::wait(keys.run()),
        Command::Release(release) => command::wait(release.run()),
        Command::Resign(resign) => command::wait(resign.run()),
        Command::Verify(verify) => command::wait(verify.run()),
        Command::Bundle(bundle) => command::wait(bundle.run()),
        Command::Serve(serve) => command::wait(serve.run()),
        Command::Man(man) => man.run(Arguments::command()),
    }
}
