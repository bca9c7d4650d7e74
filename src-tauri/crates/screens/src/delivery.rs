//! How reminders reach the person on this device, in words. The shell finds out what the device allows.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::{Failure, Moment};

/// The setting's key: whether closing the window leaves Doorstep running.
pub const BACKGROUND: &str = "background";

/// How reminders reach the person on this device.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Delivery {
    /// Whether the device shows what we send.
    pub permission: Permission,
    /// What that means, and what to do about it.
    pub permission_words: String,
    /// This is a phone, which shows reminders itself: there is nothing to choose about closing.
    pub phone: bool,
    /// Whether there is a tray that shows Doorstep's icon.
    pub tray: bool,
    /// Whether closing the window leaves Doorstep running.
    pub background: bool,
    /// What closing the window means here.
    pub background_words: String,
    /// Whether Doorstep starts, without its window, when the person logs in; absent where there is no such thing.
    pub autostart: Option<bool>,
}

/// Whether the device shows what we send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    /// It does.
    Granted,
    /// It does, some minutes late.
    Late,
    /// It does not say.
    Unsure,
    /// The person has not been asked.
    Ask,
    /// The person, or whoever looks after the device, said no.
    Refused,
    /// Nothing here shows notifications.
    Nobody,
}

/// A test reminder was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TestReminder {
    /// What happened, as a sentence.
    pub words: String,
}

/// What the shell has found out about the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Whether the device shows what we send.
    pub permission: Permission,
    /// Where the app is when its window is closed.
    pub place: Place,
    /// Whether it starts at login; `None` where there is no such thing.
    pub autostart: Option<bool>,
}

/// Where an app is that goes on without a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the tray, or the menu bar.
    Tray,
    /// Nowhere to be seen: this desktop has no tray.
    NoTray,
    /// It need not go on: the phone itself shows reminders.
    Phone,
}

/// How reminders reach the person on a device of those facts.
pub fn answer(m: &Moment, facts: &Facts) -> Delivery {
    let chosen = m
        .device
        .managed
        .background
        .or_else(|| m.personal.settings.get(BACKGROUND));
    let background = chosen.unwrap_or(facts.place == Place::Tray);
    Delivery {
        permission: facts.permission,
        permission_words: permission(facts.permission).into(),
        phone: facts.place == Place::Phone,
        tray: facts.place == Place::Tray,
        background,
        background_words: closing(facts.place, background).into(),
        autostart: facts.autostart,
    }
}

fn permission(permission: Permission) -> &'static str {
    match permission {
        Permission::Granted => "This device shows reminders from Doorstep.",
        Permission::Late => {
            "This device shows reminders from Doorstep, some of them late. So that they come on time, allow Alarms and \
             reminders for Doorstep in the device's settings."
        }
        Permission::Unsure => "Doorstep cannot tell whether this device shows its reminders. Send a test to find out.",
        Permission::Ask => "You have not yet allowed reminders on this device. It asks you when you send a test.",
        Permission::Refused => {
            "This device does not let Doorstep show reminders. You can change that in the device's settings, under \
             notifications. Now and the calendar still show every week."
        }
        Permission::Nobody => {
            "This device has no way to show notifications, so Doorstep cannot remind you on it. Now and the calendar \
             still show every week."
        }
    }
}

fn closing(place: Place, background: bool) -> &'static str {
    match (place, background) {
        (Place::Phone, _) => "This device stores the next 50 reminders, so it shows them even when Doorstep is closed.",
        (Place::Tray, true) => {
            "When you close the window, Doorstep stays in the tray, so that it can remind you and update. To close it \
             fully, choose Quit there."
        }
        (Place::Tray, false) => {
            "When you close the window, Doorstep closes fully. It reminds you only while it is open."
        }
        (Place::NoTray, true) => {
            "This desktop has no tray. When you close the window, Doorstep keeps running in the background, so that \
             it can remind you and update. Start it again to see the window, and choose Quit here to close it fully."
        }
        (Place::NoTray, false) => {
            "This desktop has no tray. When you close the window, Doorstep closes fully. It reminds you only while it is open."
        }
    }
}

/// What is said after a test reminder was sent, or could not be.
///
/// # Errors
/// When it was not taken.
pub fn tested(taken: bool) -> Result<TestReminder, Failure> {
    if !taken {
        return Err(Failure::no_handler(
            "The test notification could not be shown. Look for Doorstep in the device's settings, under notifications. Now \
             and the calendar still show every week.",
        ));
    }
    Ok(TestReminder {
        words:
            "The test notification was sent. If you do not see it, look in the device's settings, under notifications: \
                they may be switched off, or held back by Do not disturb."
                .into(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Permission, Place, closing, permission};

    #[test]
    fn what_keeps_a_reminder_from_coming_is_said_with_where_it_is_changed() {
        for state in [Permission::Late, Permission::Refused] {
            assert!(permission(state).contains("in the device's settings"), "{state:?}");
        }
    }

    #[test]
    fn without_a_tray_the_app_says_what_that_means() {
        for background in [true, false] {
            assert!(closing(Place::NoTray, background).contains("no tray"));
        }
        assert!(closing(Place::NoTray, false).contains("only while it is open"));
    }
}
