//! Windows, macOS and phones: notifications by Tauri's plugin. Not tried on any of them: see docs/reminders.md.

use std::sync::Once;

use api::delivery::Permission;
use tauri::{AppHandle, Runtime};
use tauri_plugin_notification::{
    Action, ActionPerformed, ActionType, NotificationBuilder, NotificationExt, PermissionState,
};

use super::{Deed, Notice, Subject};
use crate::reminder;

/// What the plugin calls a press on the notification itself.
const PRESSED: &str = "tap";
/// Where the plugin carries what it is about.
const ABOUT: &str = "about";

/// What the plugin has been told once.
pub struct Notices(Once);

impl Default for Notices {
    fn default() -> Self {
        Self(Once::new())
    }
}

impl Notices {
    /// Hands it to the platform. On Windows and macOS nobody tells whether it was shown.
    ///
    /// # Errors
    /// What the platform says against it.
    pub async fn show<R: Runtime>(&self, app: &AppHandle<R>, notice: Notice) -> Result<(), String> {
        if cfg!(test) {
            return Err("unit tests disturb nobody's desktop".into());
        }
        self.listen(app);
        let builder = builder(app, notice);
        blocking(move || builder.show()).await
    }

    /// Has the phone show these when their times come, and none that was armed before and is not among them. Where the
    /// person has not allowed exact alarms, Android shows them a little later.
    ///
    /// # Errors
    /// What the platform says against it.
    #[cfg(mobile)]
    pub async fn arm<R: Runtime>(
        &self,
        app: &AppHandle<R>,
        wanted: Vec<(chrono::DateTime<chrono::Utc>, Notice)>,
    ) -> Result<(), String> {
        use tauri_plugin_notification::Schedule;
        self.listen(app);
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
    fn listen<R: Runtime>(&self, app: &AppHandle<R>) {
        self.0.call_once(|| {
            let kinds = [Deed::ALL, Deed::NOW, Deed::TEST].map(|deeds| {
                let action = |deed: &Deed| Action::builder(deed.name(), deed.words()).build();
                ActionType::builder(kind(deeds))
                    .actions(deeds.iter().map(action).collect())
                    .build()
            });
            let told = app.clone();
            let heard = app.notification().register_action_types(kinds.into()).and_then(|()| {
                app.notification().on_action(move |performed| {
                    if let Some((about, deed)) = read(performed) {
                        let app = told.clone();
                        tauri::async_runtime::spawn(async move { reminder::answer(&app, about, deed).await });
                    }
                })
            });
            if let Err(error) = heard {
                tracing::warn!(%error, "what is done with notifications is not heard");
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
    builder.action_type_id(kind(notice.deeds))
}

/// On a desktop the plugin always says yes, and does not know.
fn permission(said: Result<PermissionState, String>) -> Permission {
    match said {
        _ if cfg!(desktop) => Permission::Unsure,
        Ok(PermissionState::Granted) => Permission::Granted,
        Ok(PermissionState::Denied) => Permission::Refused,
        Ok(_) => Permission::Ask,
        Err(_) => Permission::Nobody,
    }
}

fn read(performed: &ActionPerformed) -> Option<(Subject, Deed)> {
    let about = performed.notification()?.extra().get(ABOUT)?.clone();
    Some((
        serde_json::from_value(about).ok()?,
        Deed::named(performed.action_id(), PRESSED)?,
    ))
}

/// The plugin's name for notifications with those buttons.
fn kind(deeds: &[Deed]) -> String {
    deeds.iter().map(|deed| deed.name()).collect::<Vec<_>>().join("-")
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
