//! A reminder as a phone is given it, ahead of its time, and what comes back of it.

use chrono::{DateTime, Utc};
use phone::{Button, PRESSED, Reminder, Tap};
use serde::{Deserialize, Serialize};

use super::{Action, Notice, Subject, number};

/// What the phone keeps for us.
#[derive(Serialize, Deserialize)]
struct About {
    subject: Subject,
    keys: Vec<String>,
}

/// The notice of these keys, to be shown at `at` unless it is `over`.
pub fn armed(notice: Notice, keys: Vec<String>, at: DateTime<Utc>, over: Option<DateTime<Utc>>) -> Reminder {
    // What a press on the notification does, no button need do.
    let buttons = notice.actions.iter().filter(|action| **action != Action::Open);
    let buttons = buttons.map(|action| Button {
        name: action.name().into(),
        label: action.label().into(),
    });
    Reminder {
        number: number(&notice.about.key),
        at: at.timestamp_millis(),
        over: over.map(|over| over.timestamp_millis()),
        title: notice.title,
        body: notice.body,
        buttons: buttons.collect(),
        about: serde_json::to_string(&About {
            subject: notice.about,
            keys,
        })
        .unwrap_or_default(),
    }
}

/// The keys of one that the phone has shown; none where it was another version's.
pub fn keys(about: &str) -> Vec<String> {
    serde_json::from_str(about).map_or_else(|_| Vec::new(), |about: About| about.keys)
}

/// What was pressed.
pub fn pressed(tap: &Tap) -> Option<(Subject, Action)> {
    let about: About = serde_json::from_str(&tap.about).ok()?;
    Some((about.subject, Action::named(&tap.action, PRESSED)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_phone_keeps_comes_back_as_it_was() {
        let subject = Subject {
            key: "week-ahead:x".into(),
            route: "#/weeks/x".into(),
            week: Some("x".into()),
        };
        let notice = Notice {
            about: subject.clone(),
            title: "Doorstep".into(),
            body: "A reminder from Doorstep".into(),
            actions: Action::ALL,
        };
        let at = DateTime::from_timestamp(1_790_000_000, 0).expect("a time");
        let both = vec!["week-ahead:x".to_owned(), "session:y".to_owned()];
        let armed = armed(notice, both.clone(), at, Some(at + chrono::TimeDelta::hours(1)));
        assert_eq!((armed.at, armed.over), (1_790_000_000_000, Some(1_790_003_600_000)));
        assert!(armed.number >= 0);
        let names: Vec<&str> = armed.buttons.iter().map(|button| button.name.as_str()).collect();
        assert_eq!(names, ["snooze", "mute"]);
        assert_eq!(keys(&armed.about), both);
        for (action, expected) in [
            (PRESSED, Action::Open),
            ("snooze", Action::Snooze),
            ("mute", Action::Mute),
        ] {
            let tap = Tap {
                about: armed.about.clone(),
                action: action.into(),
            };
            assert_eq!(pressed(&tap), Some((subject.clone(), expected)));
        }
        assert_eq!(keys("of another version"), Vec::<String>::new());
    }
}
