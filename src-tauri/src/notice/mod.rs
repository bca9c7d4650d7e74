//! A notification: what is on it, and what the person may do with it. How it is shown is each platform's own file.

#[cfg(any(mobile, test))]
mod armed;
#[cfg(target_os = "linux")]
mod freedesktop;
#[cfg(mobile)]
mod phone;
#[cfg(any(target_os = "macos", windows))]
mod plugin;

#[cfg(mobile)]
pub use self::armed::armed;
#[cfg(mobile)]
pub use self::phone::Notices;
#[cfg(target_os = "linux")]
pub use freedesktop::Notices;
#[cfg(any(target_os = "macos", windows))]
pub use plugin::Notices;

use serde::{Deserialize, Serialize};
use tauri::AppHandle;

/// Who hears what a person does with a notification.
pub type Heard<R> = fn(AppHandle<R>, Subject, Action);

/// One notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Comes back with what the person does.
    pub about: Subject,
    /// Its first line.
    pub title: String,
    /// What is below it.
    pub body: String,
    /// What the person may do with it besides pressing it, which opens it.
    pub actions: &'static [Action],
}

/// What a notification is about. Nothing of it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The reminder's key.
    pub key: String,
    /// Where in the app it leads: "#/weeks/…".
    pub route: String,
    /// The practice week's id, where it is about one.
    pub week: Option<String>,
}

/// What a person may do with a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Show in the window what it is about.
    Open,
    /// Remind again later.
    Snooze,
    /// No more reminders about this.
    Mute,
}

impl Action {
    /// All of them, as a reminder has them.
    pub const ALL: &[Self] = &[Self::Open, Self::Snooze, Self::Mute];
    /// Those of a reminder that would come too late.
    pub const WITHOUT_SNOOZE: &[Self] = &[Self::Open, Self::Mute];
    /// Those of a reminder that the person set.
    pub const OWN: &[Self] = &[Self::Open, Self::Snooze];
    /// That of a test notification.
    pub const TEST: &[Self] = &[Self::Open];

    /// Its name between us and the platform.
    fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Snooze => "snooze",
            Self::Mute => "mute",
        }
    }

    /// The label of its button.
    fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Snooze => "Snooze",
            Self::Mute => "Stop reminders",
        }
    }

    /// The action of the platform's own word; `pressed`, a press on the notification itself, opens.
    fn named(name: &str, pressed: &str) -> Option<Self> {
        if name == pressed {
            return Some(Self::Open);
        }
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }
}

/// The platform's number for a key: the same on every start, and never negative.
#[cfg(any(not(target_os = "linux"), test))]
fn number(key: &str) -> i32 {
    // FNV-1a: Rust's own hash may be another with the next compiler.
    let hash = key.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> 1) as i32
}

#[cfg(test)]
mod tests {
    use super::Action;

    #[test]
    fn a_press_opens_and_every_button_is_known_again() {
        assert_eq!(Action::named("default", "default"), Some(Action::Open));
        assert_eq!(Action::named("tap", "default"), None);
        for action in Action::ALL {
            assert_eq!(Action::named(action.name(), "default"), Some(*action));
        }
    }
}
