//! Reminders on time: one task looks at the clock at least every minute, shows what is due and notes what was shown.
//! Which are due, and what they say, is in `screens`.

#[cfg(desktop)]
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use reminders::Snooze;
use screens::delivery::{self, TestReminder};
use screens::reminders::Reminder;
use screens::{Failure, Part};
use tauri::{AppHandle, Manager, Runtime};

#[cfg(mobile)]
use crate::notice;
use crate::notice::{Action, Notice, Notices, Subject};
use crate::shell::Shell;
#[cfg(desktop)]
use crate::shown::Shown;
use crate::{events, window};

/// The longest between two looks at the clock: it may have been set, or the device may have slept. A phone looks for
/// us.
const LOOK: Duration = Duration::from_secs(if cfg!(mobile) { 6 * 60 * 60 } else { 60 });
/// The least between two looks of its own.
const SOON: Duration = Duration::from_secs(1);

/// Shows what is due for as long as the app runs.
pub async fn run<R: Runtime>(app: AppHandle<R>) {
    let shell = app.state::<Shell>();
    loop {
        let next = look(&app)
            .await
            .inspect_err(|error| tracing::warn!(%error, "the reminders that are due could not be worked out"));
        let until = next.ok().flatten().and_then(|at| (at - shell.now()).to_std().ok());
        let wait = until.unwrap_or(LOOK).clamp(SOON, LOOK);
        if shell.wakes.reminder.wait(Some(wait)).await.is_none() {
            return;
        }
    }
}

/// Shows what is due now, and answers when the next is. What could not be shown is still due at the next look.
#[cfg(desktop)]
async fn look<R: Runtime>(app: &AppHandle<R>) -> Result<Option<DateTime<Utc>>, Failure> {
    let (shell, shown, notices) = (app.state::<Shell>(), app.state::<Arc<Shown>>(), app.state::<Notices>());
    note_shown(app).await;
    let due = shell.show(screens::reminders::due).await?;
    for reminder in due.show {
        let keys = reminder.keys.clone();
        if !shown.has_news(&keys) {
            continue;
        }
        match notices.show(app, notice_of(reminder), heard).await {
            Ok(()) => {
                shown.add(keys);
                note_shown(app).await;
                events::changed(app, &[Part::Reminders]);
            }
            Err(error) => tracing::warn!(error, "a reminder was not shown"),
        }
    }
    Ok(due.next_at)
}

/// Writes down what was shown, as far as the device lets us. The rest is tried again at the next look.
#[cfg(desktop)]
async fn note_shown<R: Runtime>(app: &AppHandle<R>) {
    let (shell, shown) = (app.state::<Shell>(), app.state::<Arc<Shown>>().inner().clone());
    let noted = shell.ask(move |d, now| {
        shown.note(|keys| d.reminders_shown(keys, now));
        Ok(())
    });
    if let Err(error) = noted.await {
        tracing::error!(%error, "the reminders that were shown could not be noted");
    }
}

/// Hears what the person does with notifications from now on, also what has started the app.
#[cfg(mobile)]
pub fn listen<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Notices>().listen(app, heard);
}

/// Phones show reminders themselves, also when the app does not run: the next ones are armed with the system.
#[cfg(mobile)]
async fn look<R: Runtime>(app: &AppHandle<R>) -> Result<Option<DateTime<Utc>>, Failure> {
    let shell = app.state::<Shell>();
    // First, so that nothing is armed that was shown; and what cannot be noted is not armed again.
    if !note_shown(app).await {
        return Ok(None);
    }
    let list = shell.show(|m| screens::reminders::upcoming(m, ARMED)).await?;
    let armed = |reminder: Reminder| {
        let (keys, at, over) = (reminder.keys.clone(), reminder.at, reminder.over);
        notice::armed(notice_of(reminder), keys, at, over)
    };
    let list: Vec<_> = list.into_iter().map(armed).collect();
    match app.state::<Notices>().arm(app, &list).await {
        // What is due was shown at once.
        Ok(()) => _ = note_shown(app).await,
        Err(error) => tracing::warn!(error, "reminders are not armed"),
    }
    Ok(None)
}

/// Writes down what the phone has shown, and answers whether all of it could be.
#[cfg(mobile)]
async fn note_shown<R: Runtime>(app: &AppHandle<R>) -> bool {
    let note = |keys: Vec<String>| async move {
        let shell = app.state::<Shell>();
        // Keys of another version: the phone need not keep it.
        if screens::reminders::shown(&keys, shell.now()).is_err() {
            return Ok(());
        }
        let written = shell.ask(move |d, now| d.reminders_shown(&keys, now)).await;
        written.map_err(|error| error.message)?;
        events::changed(app, &[Part::Reminders]);
        Ok(())
    };
    let noted = app.state::<Notices>().note_shown(app, note).await;
    if let Err(error) = &noted {
        tracing::warn!(error, "the reminders that were shown could not be noted");
    }
    noted.is_ok()
}

/// How many a phone is given ahead: iOS keeps 64 of an app, and forgets the rest.
#[cfg(mobile)]
const ARMED: usize = 50;

fn notice_of(reminder: Reminder) -> Notice {
    Notice {
        title: reminder.title,
        body: reminder.body,
        actions: match (&reminder.week, reminder.can_snooze) {
            (Some(_), true) => Action::ALL,
            (Some(_), false) => Action::WITHOUT_SNOOZE,
            (None, _) => Action::OWN,
        },
        about: Subject {
            key: reminder.key,
            route: reminder.route,
            week: reminder.week,
        },
    }
}

/// The person did something with a notification: nothing waits for the result.
fn heard<R: Runtime>(app: AppHandle<R>, about: Subject, action: Action) {
    tauri::async_runtime::spawn(async move { answer(&app, about, action).await });
}

/// Does what the person chose on a notification.
async fn answer<R: Runtime>(app: &AppHandle<R>, about: Subject, action: Action) {
    let shell = app.state::<Shell>();
    let done = match action {
        Action::Open => {
            window::open_at(app, about.route).await;
            return;
        }
        Action::Snooze => {
            // First what was shown, which would take the snooze away.
            note_shown(app).await;
            let snooze = shell.write(move |d, now| d.snooze_reminder(&about.key, Snooze::Hour, now));
            snooze.await.map(|written| written.changed)
        }
        Action::Mute => {
            // Only a week's has that button.
            let Some(week) = about.week else { return };
            let mute = shell.write(move |d, now| d.mute_week(&week, true, now));
            mute.await.map(|written| written.changed)
        }
    };
    match done {
        Ok(changed) => events::changed(app, &changed),
        Err(error) => tracing::warn!(%error, "what was chosen on a notification could not be done"),
    }
}

/// Sends a test notification, the same way as the others, after asking for permission where the device wants that.
///
/// # Errors
/// A sentence that says why it was not sent.
pub async fn send_test<R: Runtime>(app: &AppHandle<R>) -> Result<TestReminder, Failure> {
    let notices = app.state::<Notices>();
    notices.ask(app).await;
    let test = Notice {
        actions: Action::TEST,
        ..notice_of(screens::reminders::test(app.state::<Shell>().now()))
    };
    let shown = notices.show(app, test, heard).await;
    delivery::tested(shown.is_ok())
}
