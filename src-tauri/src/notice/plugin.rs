//! Windows, macOS and phones: notifications by Tauri's plugin. Not tried on any of them: see docs/reminders.md.

use std::sync::Once;

use screens::delivery::Permission;
use tauri::{AppHandle, Runtime};
use tauri_plugin_notification::{
    Action as Button, ActionPerformed, ActionType, NotificationBuilder, NotificationExt, PermissionState,
};

use super::{Action, Heard, Notice, Subject};

/// What the plugin calls a press on the notification itself.
const PRESSED: &str = "tap";
/// Where the plugin carries what it is about.
const ABOUT: &str = "about";

/// Whether the plugin knows our buttons.
pub struct Notices(Once);

impl Default for Notices {
    fn default() -> Self {
        Self(Once::new())
    }
}

impl Notices {
    /// Hands it to the platform. Windows and macOS do not say whether it was shown. What the person does with it is
    /// `heard`.
    ///
    /// # Errors
    /// What the platform says against it.
    pub async fn show<R: Runtime>(&self, app: &AppHandle<R>, notice: Notice, heard: Heard<R>) -> Result<(), String> {
        if cfg!(test) {
            return Err("unit tests leave the desktop alone".into());
        }
        self.listen(app, heard);
        let builder = builder(app, notice);
        blocking(move || builder.show()).await
    }

    /// Has the phone show exactly these when their times come, and no others armed before. Where the person has not
    /// allowed exact alarms, Android shows them a little later.
    ///
    /// # Errors
    /// What the platform says against it.
    #[cfg(mobile)]
    pub async fn arm<R: Runtime>(
        &self,
        app: &AppHandle<R>,
        wanted: Vec<(chrono::DateTime<chrono::Utc>, Notice)>,
        heard: Heard<R>,
    ) -> Result<(), String> {
        use tauri_plugin_notification::Schedule;
        self.listen(app, heard);
        let (app, now) = (app.clone(), chrono::Utc::now());
        blocking(move || {
            let numbers: Vec<i32> = wanted.iter().map(|(_, notice)| number(&notice.about.key)).collect();
            let armed = app.notification().pending()?.into_iter().map(|armed| armed.id());
            app.notification()
                .cancel(armed.filter(|armed| !numbers.contains(armed)).collect())?;
            for (at, notice) in wanted {
                let mut builder = builder(&app, notice);
                let later = time::OffsetDateTime::from_unix_timestamp(at.timestamp()).ok();
                if let Some(date) = later.filter(|_| at > now) {
                    let (repeating, allow_while_idle) = (false, true);
                    builder = builder.schedule(Schedule::At {
                        date,
                        repeating,
                        allow_while_idle,
                    });
                }
                builder.show()?;
            }
            Ok(())
        })
        .await
    }

    /// Tells the plugin once which buttons there are and who hears of them.
    fn listen<R: Runtime>(&self, app: &AppHandle<R>, heard: Heard<R>) {
        self.0.call_once(|| {
            let kinds = [Action::ALL, Action::WITHOUT_SNOOZE, Action::OWN, Action::TEST].map(|actions| {
                let button = |action: &Action| Button::builder(action.name(), action.label()).build();
                ActionType::builder(kind(actions))
                    .actions(actions.iter().map(button).collect())
                    .build()
            });
            let answering = app.clone();
            let listens = app.notification().register_action_types(kinds.into()).and_then(|()| {
                app.notification().on_action(move |performed| {
                    if let Some((about, action)) = read(performed) {
                        heard(answering.clone(), about, action);
                    }
                })
            });
            if let Err(error) = listens {
                tracing::warn!(%error, "presses on notifications are not reported");
            }
        });
    }

    /// Whether the device lets us.
    pub async fn permission<R: Runtime>(&self, app: &AppHandle<R>) -> Permission {
        let app = app.clone();
        permission(blocking(move || app.notification().permission_state()).await)
    }

    /// Asks the person, where the device has not asked yet. Only ever called by something they pressed.
    pub async fn ask<R: Runtime>(&self, app: &AppHandle<R>) -> Permission {
        let app = app.clone();
        permission(blocking(move || app.notification().request_permission()).await)
    }
}

fn builder<R: Runtime>(app: &AppHandle<R>, notice: Notice) -> NotificationBuilder<R> {
    let builder = app.notification().builder().id(number(&notice.about.key));
    let builder = builder.title(notice.title).body(notice.body).extra(ABOUT, notice.about);
    builder.action_type_id(kind(notice.actions))
}

/// On a desktop the plugin always says yes, and does not know.
fn permission(state: Result<PermissionState, String>) -> Permission {
    match state {
        _ if cfg!(desktop) => Permission::Unsure,
        Ok(PermissionState::Granted) => Permission::Granted,
        Ok(PermissionState::Denied) => Permission::Refused,
        Ok(_) => Permission::Ask,
        Err(_) => Permission::Nobody,
    }
}

fn read(performed: &ActionPerformed) -> Option<(Subject, Action)> {
    let about = performed.notification()?.extra().get(ABOUT)?.clone();
    Some((
        serde_json::from_value(about).ok()?,
        Action::named(performed.action_id(), PRESSED)?,
    ))
}

/// The plugin's name for notifications with those buttons.
fn kind(actions: &[Action]) -> String {
    actions.iter().map(|action| action.name()).collect::<Vec<_>>().join("-")
}

/// The platform's number for a key: the same on every start, and never negative.
fn number(key: &str) -> i32 {
    // FNV-1a: Rust's own hash may be another with the next compiler.
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> 1) as i32
}

/// Phones answer on this thread, some after they have asked the person.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> tauri_plugin_notification::Result<T> + Send + 'static,
) -> Result<T, String> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    }
}
