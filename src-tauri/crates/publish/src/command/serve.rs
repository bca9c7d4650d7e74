//! `serve`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use doorstep_publish::host::Server;

use super::Outcome;

/// Serves a folder to this machine only, for trials, until you press Ctrl+C.
#[derive(Args)]
pub(crate) struct Serve {
    /// The folder that was published to.
    dir: PathBuf,
    /// The port; 0 for any that is free.
    #[arg(long, default_value_t = 8417)]
    port: u16,
    /// Prints a line for each request: method, path and status.
    #[arg(long)]
    log: bool,
}

impl Serve {
    pub(crate) async fn run(self) -> Outcome {
        let mut server = Server::new(&self.dir, self.port).await?;
        if self.log {
            server = server.logging_to(|line| println!("{line}"));
        }
        // Scripts read the address from this line.
        println!("http://{}/", server.address()?);
        let stop = async {
            // Where the signal cannot be caught, the program is ended by it.
            let _ = tokio::signal::ctrl_c().await;
        };
        server.run(stop).await?;
        Ok(ExitCode::SUCCESS)
    }
}
