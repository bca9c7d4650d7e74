//! The session bus, on which Linux desktops show notifications and trays. Never used on the window's own thread.

use std::time::Duration;

use tokio::sync::OnceCell;
use zbus::Connection;
use zbus::connection::Builder;

/// Longer than this no answer is waited for: who shows notifications may hang, and the next look asks again.
const PATIENCE: Duration = Duration::from_secs(10);

/// The one connection, made when it is first needed. Servers take a notification away with the connection that sent it.
#[derive(Default)]
pub struct Bus(OnceCell<Connection>);

impl Bus {
    /// The connection.
    ///
    /// # Errors
    /// Where there is no session bus. It is looked for again at the next call.
    pub async fn session(&self) -> zbus::Result<&Connection> {
        if cfg!(test) {
            return Err(zbus::Error::Address("unit tests disturb nobody's desktop".into()));
        }
        let connect = || async { Builder::session()?.method_timeout(PATIENCE).build().await };
        self.0.get_or_try_init(connect).await
    }
}
