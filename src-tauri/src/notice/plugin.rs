//! Windows and macOS: notifications by Tauri's plugin. Not tried on any of them: see docs/reminders.md.

use std::sync::Once;

use screens::delivery::Permission;
use tauri::{AppHandle, Runtime};
use tauri_plugin_notification::{Action as Button, ActionPerformed, ActionType, NotificationBuilder, NotificationExt};

use super::{Action, Heard, Notice, Subject, number};

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

    /// The plugin always says yes, and does not know.
    pub async fn permission<R: Runtime>(&self, _app: &AppHandle<R>) -> Permission {
        Permission::Unsure
    }

    /// The same: neither asks.
    pub async fn ask<R: Runtime>(&self, app: &AppHandle<R>) -> Permission {
        self.permission(app).await
    }
}

fn builder<R: Runtime>(app: &AppHandle<R>, notice: Notice) -> NotificationBuilder<R> {
    let builder = app.notification().builder().id(number(&notice.about.key));
    let builder = builder.title(notice.title).body(notice.body).extra(ABOUT, notice.about);
    builder.action_type_id(kind(notice.actions))
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

/// Some systems answer on this thread.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> tauri_plugin_notification::Result<T> + Send + 'static,
) -> Result<T, String> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(answer) => answer.map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    }
}
