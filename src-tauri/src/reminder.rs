//! Reminders on time: one task looks at the clock at least every minute, shows what is due and takes down what was shown.
//! Which are due, and what they say, is `api`'s.

use std::time::Duration;

use api::delivery::TestReminder;
use api::error::ApiError;
use api::reminders::view::Reminder;
use chrono::{DateTime, Utc};
use reminders::Snooze;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::Notify;

use crate::notice::{Deed, Notice, Notices, Subject};
use crate::refresher::tell;
use crate::shell::Shell;
use crate::window;

/// The longest between two looks at the clock: it may have been set, or the device may have slept. A phone looks for us.
const GLANCE: Duration = Duration::from_secs(if cfg!(mobile) { 6 * 60 * 60 } else { 60 });
/// The least between two looks of its own.
const SOON: Duration = Duration::from_secs(1);

/// What the shell keeps about reminders.
#[derive(Default)]
pub struct Reminding {
    /// Where they are shown.
    pub notices: Notices,
    changed: Notify,
}

impl Reminding {
    /// Says that something may have changed about what is due.
    pub fn wake(&self) {
        self.changed.notify_one();
    }
}

/// Shows what is due for as long as the app runs.
pub async fn run_in_background<R: Runtime>(app: AppHandle<R>) {
    let shell = app.state::<Shell>();
    loop {
        let next = look(&app).await.unwrap_or_default();
        let until = next.and_then(|at| (at - shell.now()).to_std().ok());
        let wait = until.unwrap_or(GLANCE).clamp(SOON, GLANCE);
        let changed = shell.reminding.changed.notified();
        let _ = tokio::time::timeout(wait, changed).await;
    }
}

/// Shows what is due now, and answers when the next is. What could not be shown is still due at the next look.
#[cfg(desktop)]
async fn look<R: Runtime>(app: &AppHandle<R>) -> Result<Option<DateTime<Utc>>, ApiError> {
    let shell = app.state::<Shell>();
    let due = shell.ask(|d, now| d.due_reminders(now)).await?;
    for reminder in due.show {
        let keys = reminder.keys.clone();
        match shell.reminding.notices.show(app, notice(reminder)).await {
            Ok(()) => shell.ask(move |d, now| d.reminders_shown(&keys, now)).await?,
            Err(error) => tracing::warn!(error, "a reminder was not shown"),
        }
        tell(app, "reminders", ());
    }
    Ok(due.next_at)
}

/// Phones show reminders themselves, also when the app does not run: the next ones are armed with the system.
#[cfg(mobile)]
async fn look<R: Runtime>(app: &AppHandle<R>) -> Result<Option<DateTime<Utc>>, ApiError> {
    let shell = app.state::<Shell>();
    let armed = shell.ask(|d, now| d.arm_reminders(ARMED, now)).await?;
    let armed = armed.into_iter().map(|reminder| (reminder.at, notice(reminder)));
    if let Err(error) = shell.reminding.notices.arm(app, armed.collect()).await {
        tracing::warn!(error, "reminders are not armed");
    }
    Ok(None)
}

/// How many a phone is given ahead: iOS keeps 64 of an app, and forgets the rest.
#[cfg(mobile)]
const ARMED: usize = 50;

fn notice(reminder: Reminder) -> Notice {
    Notice {
        title: reminder.title,
        body: reminder.body,
        deeds: if reminder.can_snooze { Deed::ALL } else { Deed::NOW },
        about: Subject {
            key: reminder.key,
            route: reminder.route,
            week: reminder.week,
        },
    }
}

/// Does what the person asked of a notification.
pub async fn answer<R: Runtime>(app: &AppHandle<R>, about: Subject, deed: Deed) {
    let shell = app.state::<Shell>();
    let done = match deed {
        Deed::Open => window::open_at(app, about.route).await,
        Deed::Snooze => {
            let snooze = move |d: &api::Doorstep, now| d.snooze_reminder(&about.key, Snooze::Hour, now);
            shell.ask(snooze).await.map(drop)
        }
        Deed::Mute => {
            shell
                .ask(move |d, now| d.mute_week(&about.week, true, now).map(drop))
                .await
        }
    };
    if let Err(error) = done {
        tracing::warn!(%error, "what was asked of a notification could not be done");
    }
    shell.reminding.wake();
    tell(app, "reminders", ());
}

/// Sends a reminder that is none, the same way as the others, after asking for permission where the device wants that.
///
/// # Errors
/// A sentence that says why it was not sent.
pub async fn send_test<R: Runtime>(app: &AppHandle<R>) -> Result<TestReminder, ApiError> {
    let shell = app.state::<Shell>();
    shell.reminding.notices.ask(app).await;
    let reminder = shell.ask(|d, now| Ok(d.test_reminder(now))).await?;
    let test = Notice {
        deeds: Deed::TEST,
        ..notice(reminder)
    };
    let shown = shell.reminding.notices.show(app, test).await;
    api::delivery::tested(shown.is_ok())
}
