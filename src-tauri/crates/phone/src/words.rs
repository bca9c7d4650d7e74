//! What goes between Rust and a phone, as JSON. The Kotlin and the Swift read and write the same names.

use serde::{Deserialize, Serialize};

/// The action of a press on the notification itself.
pub const PRESSED: &str = "tap";

/// One reminder, as the phone is to show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reminder {
    /// Its notification's number: another of the same number takes its place.
    pub number: i32,
    /// When to show it, in milliseconds of UTC. What has passed is shown at once.
    pub at: i64,
    /// From when on it is not shown any more.
    pub over: Option<i64>,
    /// Its first line.
    pub title: String,
    /// What is below it.
    pub body: String,
    /// What can be pressed besides the notification itself.
    pub buttons: Vec<Button>,
    /// Comes back when it was shown and when something is pressed. The phone does not look into it.
    pub about: String,
}

/// One of a notification's buttons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Button {
    /// Comes back when it is pressed.
    pub name: String,
    /// What is on it.
    pub label: String,
}

/// Something was pressed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tap {
    /// The reminder's.
    pub about: String,
    /// The button's name, or [`PRESSED`].
    pub action: String,
}

/// Whether the person lets the app show notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Permission {
    /// They do.
    Granted,
    /// They do, but not at the minute. Android alone asks for that apart.
    Late,
    /// They do not. Asking again shows nothing.
    Denied,
    /// They have not been asked.
    Prompt,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The Kotlin's test reads this very file.
    #[test]
    fn a_reminder_is_written_as_the_phones_read_it() {
        let reminder = Reminder {
            number: 7,
            at: 1_790_000_000_000,
            over: Some(1_790_000_900_000),
            title: "Doorstep".into(),
            body: "A reminder – “from” Doorstep \u{1f4de}".into(),
            buttons: vec![Button {
                name: "open".into(),
                label: "Open".into(),
            }],
            about: r##"{"route":"#/weeks/x"}"##.into(),
        };
        let written = serde_json::to_value(&[reminder]).expect("JSON");
        let read: serde_json::Value = serde_json::from_str(include_str!("../reminders.json")).expect("JSON");
        assert_eq!(written, read);
    }

    #[test]
    fn what_a_phone_answers_is_read() {
        let tap: Tap = serde_json::from_str(r#"{"about":"x","action":"tap"}"#).expect("a tap");
        assert_eq!((tap.about.as_str(), tap.action.as_str()), ("x", PRESSED));
        for (word, permission) in [
            ("granted", Permission::Granted),
            ("late", Permission::Late),
            ("denied", Permission::Denied),
            ("prompt", Permission::Prompt),
        ] {
            let read: Permission = serde_json::from_value(word.into()).expect("a permission");
            assert_eq!(read, permission);
        }
    }
}
