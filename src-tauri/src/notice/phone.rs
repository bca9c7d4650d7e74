//! Phones: notifications by our own plugin, the crate `phone`. Not tried on any: see docs/reminders.md.

use phone::{Phone, Reminder};
use screens::delivery::Permission;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::Mutex;

use super::armed::{armed, keys, pressed};
use super::{Heard, Notice};

/// Locked while what was shown is noted: two at once would each take the other's off the phone's list.
#[derive(Default)]
pub struct Notices(Mutex<()>);

impl Notices {
    /// Shows it at once.
    ///
    /// # Errors
    /// What the phone says against it.
    pub async fn show<R: Runtime>(&self, app: &AppHandle<R>, notice: Notice, _heard: Heard<R>) -> Result<(), String> {
        let reminder = armed(notice, Vec::new(), chrono::Utc::now(), None);
        said(app.state::<Phone<R>>().show(&reminder).await)
    }

    /// Has the phone show exactly these when their times come, and no others armed before.
    ///
    /// # Errors
    /// What the phone says against it.
    pub async fn arm<R: Runtime>(&self, app: &AppHandle<R>, list: &[Reminder]) -> Result<(), String> {
        said(app.state::<Phone<R>>().arm(list).await)
    }

    /// Has `note` write down each of those that the phone has shown since the last time, by its keys.
    ///
    /// # Errors
    /// What the phone or `note` says against it. The rest comes again.
    pub async fn note_shown<R, W>(&self, app: &AppHandle<R>, note: impl Fn(Vec<String>) -> W) -> Result<(), String>
    where
        R: Runtime,
        W: Future<Output = Result<(), String>>,
    {
        let (_alone, phone) = (self.0.lock().await, app.state::<Phone<R>>());
        for about in said(phone.shown().await)? {
            let keys = keys(&about);
            if !keys.is_empty() {
                note(keys).await?;
            }
            said(phone.noted(1).await)?;
        }
        Ok(())
    }

    /// Has `heard` called with what the person does with a notification, also with what has started the app.
    pub fn listen<R: Runtime>(&self, app: &AppHandle<R>, heard: Heard<R>) {
        let answering = app.clone();
        let listens = app.state::<Phone<R>>().listen(move |tap| {
            if let Some((about, action)) = pressed(&tap) {
                heard(answering.clone(), about, action);
            }
        });
        if let Err(error) = listens {
            tracing::warn!(%error, "presses on notifications are not reported");
        }
    }

    /// Whether the person lets us.
    pub async fn permission<R: Runtime>(&self, app: &AppHandle<R>) -> Permission {
        permission(app.state::<Phone<R>>().permission().await)
    }

    /// Asks them, where the phone has not asked yet. Only ever called by something they pressed.
    pub async fn ask<R: Runtime>(&self, app: &AppHandle<R>) -> Permission {
        permission(app.state::<Phone<R>>().ask().await)
    }
}

fn permission(answer: Result<phone::Permission, phone::Error>) -> Permission {
    match answer {
        Ok(phone::Permission::Granted) => Permission::Granted,
        Ok(phone::Permission::Late) => Permission::Late,
        Ok(phone::Permission::Denied) => Permission::Refused,
        Ok(phone::Permission::Prompt) => Permission::Ask,
        Err(_) => Permission::Nobody,
    }
}

fn said<T>(answer: Result<T, phone::Error>) -> Result<T, String> {
    answer.map_err(|error| error.to_string())
}
