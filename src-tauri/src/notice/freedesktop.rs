//! Linux: notifications by the Desktop Notifications Specification. Tauri's plugin does not say whether a notification was
//! taken and sends none of its hints, so the server is spoken to here.

use std::collections::HashMap;

use api::delivery::Permission;
use futures_util::StreamExt;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::{Mutex, OnceCell};
use zbus::fdo::DBusProxy;
use zbus::zvariant::{Structure, Value};

use super::{Deed, Notice, Subject};
use crate::reminder;
use crate::shell::Shell;

const SERVER: &str = "org.freedesktop.Notifications";
/// What the specification calls a press on the notification itself.
const PRESSED: &str = "default";
/// The specification's urgency "normal".
const NORMAL: u8 = 1;

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Server {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[allow(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        app_name: &str,
        replaces: u32,
        icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expires: i32,
    ) -> zbus::Result<u32>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// The notification server, and which of our notifications it shows.
#[derive(Default)]
pub struct Notices {
    server: OnceCell<ServerProxy<'static>>,
    /// By the server's numbers. Locked while one is sent: what is done with it may be told before its number is.
    shown: Mutex<HashMap<u32, Subject>>,
}

impl Notices {
    /// Shows it, and returns when the server has taken it.
    ///
    /// # Errors
    /// Where nothing shows notifications, or what does refuses.
    pub async fn show<R: Runtime>(&self, app: &AppHandle<R>, notice: Notice) -> Result<(), String> {
        self.try_to_show(app, notice).await.map_err(|error| error.to_string())
    }

    async fn try_to_show<R: Runtime>(&self, app: &AppHandle<R>, notice: Notice) -> zbus::Result<()> {
        let server = self.server(app).await?;
        // Asked each time: another server may have taken the place of the last.
        let capabilities = server.get_capabilities().await?;
        let can = |what: &str| capabilities.iter().any(|capability| capability == what);
        let mut actions = Vec::new();
        if can("actions") {
            actions.extend([PRESSED, Deed::Open.words()]);
            actions.extend(notice.deeds.iter().flat_map(|deed| [deed.name(), deed.words()]));
        }
        let body = if can("body-markup") {
            escaped(&notice.body)
        } else {
            notice.body
        };
        let mut shown = self.shown.lock().await;
        let name = app.package_info().name.as_str();
        let number = server
            .notify(name, 0, "", &notice.title, &body, &actions, hints(app), -1)
            .await?;
        shown.insert(number, notice.about);
        Ok(())
    }

    /// The server, whose signals are heard from then on.
    async fn server<R: Runtime>(&self, app: &AppHandle<R>) -> zbus::Result<&ServerProxy<'static>> {
        let connect = || async {
            let bus = app.state::<Shell>().inner().bus.session().await?;
            let server = ServerProxy::new(bus).await?;
            // In place before anything is shown, so that no press goes unheard.
            let done = server.receive_action_invoked().await?;
            let closed = server.receive_notification_closed().await?;
            tauri::async_runtime::spawn(listen(app.clone(), server.clone(), done, closed));
            Ok(server)
        };
        self.server.get_or_try_init(connect).await
    }

    /// Whether anything shows notifications here. Nobody has to be asked for permission.
    pub async fn permission<R: Runtime>(&self, app: &AppHandle<R>) -> Permission {
        match is_served(app).await {
            Ok(true) => Permission::Granted,
            _ => Permission::Nobody,
        }
    }

    /// The same: there is nobody to ask.
    pub async fn ask<R: Runtime>(&self, app: &AppHandle<R>) -> Permission {
        self.permission(app).await
    }
}

/// Whether a notification server runs, or would be started.
async fn is_served<R: Runtime>(app: &AppHandle<R>) -> zbus::Result<bool> {
    let bus = DBusProxy::new(app.state::<Shell>().inner().bus.session().await?).await?;
    let startable = || async { bus.list_activatable_names().await };
    Ok(bus.name_has_owner(SERVER.try_into()?).await? || startable().await?.iter().any(|name| name.as_str() == SERVER))
}

/// What is done with our notifications, for as long as the app runs.
async fn listen<R: Runtime>(
    app: AppHandle<R>,
    server: ServerProxy<'static>,
    mut done: ActionInvokedStream,
    mut closed: NotificationClosedStream,
) {
    let shell = app.state::<Shell>();
    let shown = &shell.reminding.notices.shown;
    loop {
        tokio::select! {
            // A notification that is pressed is closed at once: hear of the press first.
            biased;
            Some(signal) = done.next() => {
                let Ok(told) = signal.args() else { continue };
                let about = shown.lock().await.get(&told.id).cloned();
                if let (Some(about), Some(deed)) = (about, Deed::named(told.action, PRESSED)) {
                    // What was dealt with goes; some servers would leave it standing.
                    let _ = server.close_notification(told.id).await;
                    reminder::answer(&app, about, deed).await;
                }
            }
            Some(signal) = closed.next() => {
                if let Ok(told) = signal.args() {
                    shown.lock().await.remove(&told.id);
                }
            }
            else => return,
        }
    }
}

fn hints<R: Runtime>(app: &AppHandle<R>) -> HashMap<&'static str, Value<'static>> {
    let mut hints = HashMap::from([
        ("urgency", Value::from(NORMAL)),
        ("category", Value::from("x-doorstep.reminder")),
        // The name of the desktop entry that the packages install.
        ("desktop-entry", Value::from(app.package_info().name.clone())),
    ]);
    if let Some(icon) = app.default_window_icon() {
        let (width, height) = (icon.width() as i32, icon.height() as i32);
        // Width, height, bytes a row, transparency, bits a sample, samples, pixels.
        let picture = (width, height, width * 4, true, 8_i32, 4_i32, icon.rgba().to_vec());
        hints.insert("image-data", Value::from(Structure::from(picture)));
    }
    hints
}

/// For a server that reads markup in what stands below the title.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_are_never_markup() {
        assert_eq!(escaped("Q&A <b>"), "Q&amp;A &lt;b&gt;");
    }
}
