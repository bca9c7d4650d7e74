//! The session bus, on which Linux desktops show notifications and trays. Never used on the window's own thread.

use std::time::Duration;

use tokio::sync::Mutex;
use zbus::Connection;
use zbus::connection::Builder;

/// The longest wait for an answer: the notification server may hang, and the next look asks again.
const PATIENCE: Duration = Duration::from_secs(10);

/// The one connection, made when it is first needed, and again when the bus it led to has ended. Servers remove a
/// notification with the connection that sent it.
#[derive(Default)]
pub struct Bus {
    #[cfg(test)]
    address: Option<String>,
    connection: Mutex<Option<Connection>>,
}

impl Bus {
    /// The connection.
    ///
    /// # Errors If there is no session bus. It is looked for again at the next call.
    pub async fn session(&self) -> zbus::Result<Connection> {
        let mut held = self.connection.lock().await;
        if let Some(open) = held.as_ref().filter(|connection| !connection.is_closed()) {
            return Ok(open.clone());
        }
        let connection = self.builder()?.method_timeout(PATIENCE).build().await?;
        Ok(held.insert(connection).clone())
    }

    #[cfg(not(test))]
    fn builder(&self) -> zbus::Result<Builder<'_>> {
        Builder::session()
    }

    #[cfg(test)]
    fn builder(&self) -> zbus::Result<Builder<'_>> {
        let none = || zbus::Error::Address("unit tests leave the desktop alone".into());
        Builder::address(self.address.as_deref().ok_or_else(none)?)
    }
}

#[cfg(test)]
pub mod tests {
    use std::io::{BufRead, BufReader};
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    use super::Bus;

    /// A bus of the test's own, which ends with it.
    pub struct Daemon(Child);

    impl Daemon {
        /// Starts it in that folder, and returns when it can be connected to.
        pub fn start(folder: &Path) -> Self {
            let mut child = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--nopidfile", "--print-address"])
                .arg(format!("--address={}", address(folder)))
                .stdout(Stdio::piped())
                .spawn()
                .expect("dbus-daemon starts: is it installed?");
            let mut line = String::new();
            let output = child.stdout.take().expect("its output");
            BufReader::new(output).read_line(&mut line).expect("its address");
            assert!(!line.is_empty(), "dbus-daemon gave no address");
            Self(child)
        }
    }

    impl Drop for Daemon {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    /// Where the daemon of that folder listens.
    pub fn address(folder: &Path) -> String {
        format!("unix:path={}/bus", folder.display())
    }

    /// What leads to the daemon of that folder.
    pub fn bus(folder: &Path) -> Bus {
        Bus {
            address: Some(address(folder)),
            ..Bus::default()
        }
    }

    #[tokio::test]
    async fn a_bus_that_has_started_again_is_connected_to_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let bus = bus(folder.path());
        assert!(bus.session().await.is_err());
        let daemon = Daemon::start(folder.path());
        let first = bus.session().await.expect("a bus");
        let again = bus.session().await.expect("a bus");
        assert_eq!(first.unique_name(), again.unique_name(), "one connection for all");
        drop(daemon);
        first.closed().await;
        assert!(bus.session().await.is_err());
        let _daemon = Daemon::start(folder.path());
        let second = bus.session().await.expect("a bus that has started again");
        assert_ne!(first.server_guid(), second.server_guid());
    }
}
