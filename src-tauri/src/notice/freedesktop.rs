//! Linux: notifications by the Desktop Notifications Specification. Tauri's plugin does not say whether a notification
//! was taken and sends none of its hints, so this talks to the server itself.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::StreamExt;
use screens::delivery::Permission;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::Mutex;
use zbus::Message;
use zbus::fdo::DBusProxy;
use zbus::names::OwnedUniqueName;
use zbus::zvariant::{Structure, Value};

use super::{Action, Heard, Notice, Subject};
use crate::bus::Bus;
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

    fn close_notification(&self, id: u32) -> zbus::Result<()>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// The notification server, once it was needed.
#[derive(Default)]
pub struct Notices(Mutex<Option<Server>>);

/// The server on one connection to the bus, and which of our notifications it shows.
#[derive(Clone)]
struct Server {
    proxy: ServerProxy<'static>,
    shown: Shown,
}

/// Locked while one is sent: a press may be reported before its number is.
type Shown = Arc<Mutex<HashMap<Number, Subject>>>;

/// A number means something only to the server that gave it: another counts from one again.
type Number = (Option<OwnedUniqueName>, u32);

fn number(message: &Message, id: u32) -> Number {
    (message.header().sender().map(|sender| sender.to_owned().into()), id)
}

impl Notices {
    /// Shows it, and returns when the server has taken it. What the person does with it is `heard`.
    ///
    /// # Errors When nothing shows notifications, or the server refuses.
    pub async fn show<R: Runtime>(&self, app: &AppHandle<R>, notice: Notice, heard: Heard<R>) -> Result<(), String> {
        let answering = app.clone();
        let answer = move |about, action| heard(answering.clone(), about, action);
        let listening = app.clone();
        let stopped = async move { while listening.state::<Shell>().wakes.notice.wait(None).await.is_some() {} };
        let shown = async {
            let server = self.server(&app.state::<Shell>().bus, answer, stopped).await?;
            server.show(&app.package_info().name, hints(app), notice).await
        };
        shown.await.map_err(|error: zbus::Error| error.to_string())
    }

    /// The server, whose signals are heard from then on for as long as the bus is there and the app is not `stopped`.
    async fn server(
        &self,
        bus: &Bus,
        answer: impl Fn(Subject, Action) + Send + Sync + 'static,
        stopped: impl Future<Output = ()> + Send + 'static,
    ) -> zbus::Result<Server> {
        let mut held = self.0.lock().await;
        let is_open = |server: &&Server| !server.proxy.inner().connection().is_closed();
        if let Some(server) = held.as_ref().filter(is_open) {
            return Ok(server.clone());
        }
        let proxy = ServerProxy::new(&bus.session().await?).await?;
        let shown = Shown::default();
        let server = Server { proxy, shown };
        // In place before anything is shown, so that no press is missed.
        let done = server.proxy.receive_action_invoked().await?;
        let closed = server.proxy.receive_notification_closed().await?;
        tauri::async_runtime::spawn(server.clone().listen(done, closed, answer, stopped));
        Ok(held.insert(server).clone())
    }

    /// Whether anything shows notifications here. Nobody has to be asked for permission.
    pub async fn permission<R: Runtime>(&self, app: &AppHandle<R>) -> Permission {
        match is_served(&app.state::<Shell>().bus).await {
            Ok(true) => Permission::Granted,
            _ => Permission::Nobody,
        }
    }

    /// The same: no permission is needed.
    pub async fn ask<R: Runtime>(&self, app: &AppHandle<R>) -> Permission {
        self.permission(app).await
    }
}

/// Whether a notification server runs, or would be started.
async fn is_served(bus: &Bus) -> zbus::Result<bool> {
    let bus = DBusProxy::new(&bus.session().await?).await?;
    let startable = || async { bus.list_activatable_names().await };
    Ok(bus.name_has_owner(SERVER.try_into()?).await? || startable().await?.iter().any(|name| name.as_str() == SERVER))
}

impl Server {
    async fn show(&self, name: &str, hints: HashMap<&str, Value<'_>>, notice: Notice) -> zbus::Result<()> {
        // Asked each time: another server may have taken the place of the last.
        let capabilities = self.proxy.get_capabilities().await?;
        let can = |what: &str| capabilities.iter().any(|capability| capability == what);
        let mut actions = Vec::new();
        if can("actions") {
            actions.extend([PRESSED, Action::Open.label()]);
            actions.extend(notice.actions.iter().flat_map(|action| [action.name(), action.label()]));
        }
        let body = if can("body-markup") {
            escaped(&notice.body)
        } else {
            notice.body
        };
        let mut shown = self.shown.lock().await;
        // Name, what it replaces, icon, summary, body, actions, hints, and no expiry: the server decides.
        // Called by hand: the answer's sender is the server that gave the number.
        let words = (name, 0_u32, "", &notice.title, &body, &actions, hints, -1_i32);
        let answer = self.proxy.inner().call_method("Notify", &words).await?;
        shown.insert(number(&answer, answer.body().deserialize()?), notice.about);
        Ok(())
    }

    /// What is done with our notifications, for as long as the bus is there and the app is not `stopped`.
    async fn listen(
        self,
        mut done: ActionInvokedStream,
        mut closed: NotificationClosedStream,
        answer: impl Fn(Subject, Action),
        stopped: impl Future<Output = ()>,
    ) {
        let bus = self.proxy.inner().connection();
        let mut stopped = std::pin::pin!(stopped);
        loop {
            tokio::select! {
                // A notification that is pressed is closed at once: handle the press first.
                biased;
                Some(signal) = done.next() => {
                    let Ok(args) = signal.args() else { continue };
                    let about = self.shown.lock().await.get(&number(signal.message(), args.id)).cloned();
                    if let (Some(about), Some(action)) = (about, Action::named(args.action, PRESSED)) {
                        // Closed once it was dealt with; some servers would keep showing it.
                        let _ = self.proxy.close_notification(args.id).await;
                        answer(about, action);
                    }
                }
                Some(signal) = closed.next() => {
                    if let Ok(args) = signal.args() {
                        self.shown.lock().await.remove(&number(signal.message(), args.id));
                    }
                }
                () = bus.closed() => return,
                () = &mut stopped => return,
            }
        }
    }
}

fn hints<R: Runtime>(app: &AppHandle<R>) -> HashMap<&'static str, Value<'static>> {
    let mut hints = HashMap::from([
        ("urgency", Value::from(NORMAL)),
        ("category", Value::from("x-doorstep.reminder")),
        // The name of the desktop entry that the packages install.
        ("desktop-entry", Value::from(app.config().identifier.clone())),
    ]);
    if let Some(icon) = app.default_window_icon() {
        let (width, height) = (icon.width() as i32, icon.height() as i32);
        // Width, height, bytes a row, transparency, bits a sample, samples, pixels.
        let picture = (width, height, width * 4, true, 8_i32, 4_i32, icon.rgba().to_vec());
        hints.insert("image-data", Value::from(Structure::from(picture)));
    }
    hints
}

/// For a server that reads markup in the body.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
    use zbus::connection::Builder;

    use super::*;
    use crate::bus::tests::{Daemon, address, bus};

    const PLACE: &str = "/org/freedesktop/Notifications";

    #[test]
    fn words_are_never_markup() {
        assert_eq!(escaped("Q&A <b>"), "Q&amp;A &lt;b&gt;");
    }

    /// A notification server, which counts from one, and tells everybody what is done with any notification.
    struct Desktop {
        sent: u32,
        closed: Vec<u32>,
    }

    #[zbus::interface(name = "org.freedesktop.Notifications")]
    impl Desktop {
        fn get_capabilities(&self) -> Vec<String> {
            vec!["actions".into()]
        }

        #[allow(clippy::too_many_arguments, reason = "the specification's")]
        fn notify(
            &mut self,
            _app: &str,
            _replaces: u32,
            _icon: &str,
            _summary: &str,
            _body: &str,
            _actions: Vec<String>,
            _hints: HashMap<String, Value<'_>>,
            _expires: i32,
        ) -> u32 {
            self.sent += 1;
            self.sent
        }

        fn close_notification(&mut self, id: u32) {
            self.closed.push(id);
        }
    }

    /// One whose last notification has that number.
    async fn desktop(folder: &std::path::Path, sent: u32) -> zbus::Connection {
        let desktop = Desktop { sent, closed: vec![] };
        let address = address(folder);
        let builder = Builder::address(address.as_str()).expect("an address");
        let builder = builder.serve_at(PLACE, desktop).expect("a place").name(SERVER);
        builder.expect("a name").build().await.expect("a notification server")
    }

    async fn press(desktop: &zbus::Connection, id: u32) {
        let words = (id, PRESSED);
        let emitted = desktop.emit_signal(None::<&str>, PLACE, SERVER, "ActionInvoked", &words);
        emitted.await.expect("all hear it");
    }

    async fn show(notices: &Notices, bus: &Bus, tell: &tokio::sync::mpsc::UnboundedSender<String>, key: &str) {
        let tell = tell.clone();
        let answer = move |about: Subject, _| tell.send(about.key).expect("heard");
        let notice = Notice {
            about: Subject {
                key: key.into(),
                route: String::new(),
                week: None,
            },
            title: String::new(),
            body: String::new(),
            actions: Action::ALL,
        };
        let server = notices
            .server(bus, answer, std::future::pending())
            .await
            .expect("a server");
        server.show("Doorstep", HashMap::new(), notice).await.expect("shown");
    }

    async fn next(pressed: &mut UnboundedReceiver<String>) -> Option<String> {
        let heard = tokio::time::timeout(Duration::from_secs(20), pressed.recv());
        heard.await.expect("a press is heard in time")
    }

    #[tokio::test]
    async fn a_press_is_ours_only_where_the_server_gave_us_that_number() {
        let folder = tempfile::tempdir().expect("a folder");
        let _daemon = Daemon::start(folder.path());
        let (bus, notices) = (bus(folder.path()), Notices::default());
        let (tell, mut pressed) = unbounded_channel();

        let first = desktop(folder.path(), 0).await;
        show(&notices, &bus, &tell, "one").await;
        press(&first, 1).await;
        assert_eq!(next(&mut pressed).await.as_deref(), Some("one"));

        // The server starts again, and its first notification is another program's.
        first.close().await.expect("it ends");
        let second = desktop(folder.path(), 1).await;
        press(&second, 1).await;
        show(&notices, &bus, &tell, "two").await;
        press(&second, 2).await;
        assert_eq!(next(&mut pressed).await.as_deref(), Some("two"));
        let desktop = second.object_server().interface::<_, Desktop>(PLACE).await.expect("it");
        assert_eq!(desktop.get().await.closed, [2]);
    }

    #[tokio::test]
    async fn reminders_come_again_after_the_bus_has_started_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let (bus, notices) = (bus(folder.path()), Notices::default());
        let (tell, mut pressed) = unbounded_channel();
        for key in ["before", "after"] {
            let daemon = Daemon::start(folder.path());
            let desktop = desktop(folder.path(), 0).await;
            show(&notices, &bus, &tell, key).await;
            press(&desktop, 1).await;
            assert_eq!(next(&mut pressed).await.as_deref(), Some(key));
            let ours = bus.session().await.expect("a bus");
            drop(daemon);
            ours.closed().await;
        }
    }
}
