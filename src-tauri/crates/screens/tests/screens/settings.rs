//! What the person chose, where the edition does not have it: B4.

use catalogue::{Area, ContactGroup};
use screens::settings::{self, Appearance, Settings, SettingsPatch, TextSize};
use screens::{contacts, now, reminders, start, who};

use crate::kit::{App, EDITION, MONDAY, edited};

fn emergency(app: &App) -> Vec<String> {
    let cards = who::answer(&app.now()).emergency.into_iter();
    cards.map(|card| card.id).collect()
}

#[test]
fn a_new_device_has_chosen_nothing_and_sees_everything() {
    let app = App::new();
    assert_eq!(app.now().settings, Settings::default());
    let all = &app.library().catalogue().areas;
    assert!(all.iter().all(|area| app.now().concerns(&area.id)));
}

/// B4: an area that no edition has, from another edition or a colleague's file, must not take 999 away.
#[test]
fn an_area_that_the_edition_does_not_know_is_no_answer() {
    let fresh = App::new();
    let expected = (emergency(&fresh), contacts::answer(&fresh.now()));
    assert!(expected.0.contains(&"emergency-999".to_owned()));
    // The national area is known, and cannot be chosen.
    for areas in [&["atlantis"][..], &["atlantis", "lyonesse"], &["national"], &[""]] {
        let app = App::new().in_areas(areas);
        let m = app.now();
        assert_eq!(m.settings.areas, [""; 0], "{areas:?}");
        assert_eq!(start::answer(&m).settings.areas, [""; 0]);
        assert_eq!((emergency(&app), contacts::answer(&m)), expected, "{areas:?}");
        assert_eq!(now::answer(&m), now::answer(&fresh.now()));
    }
}

#[test]
fn the_areas_that_are_left_hold() {
    let app = App::new().in_areas(&["atlantis", "isle-of-wight"]);
    let m = app.now();
    assert_eq!(m.settings.areas, ["isle-of-wight"]);
    let alone = App::new().in_areas(&["isle-of-wight"]);
    assert_eq!(now::answer(&m), now::answer(&alone.now()));
}

/// What an older version kept holds: it noted too whether it had asked.
#[test]
fn an_older_device_keeps_its_areas_and_has_not_said_who_is_asking() {
    let mut app = App::new();
    let older = serde_json::json!({"asked": true, "areas": ["hampshire"], "appearance": "dark"});
    app.set(settings::SETTINGS, &older);
    let expected = Settings {
        areas: vec!["hampshire".into()],
        appearance: Appearance::Dark,
        ..Settings::default()
    };
    assert_eq!(app.now().settings, expected);
}

/// B4, by an edition: the person's area is retired while they have it chosen.
#[test]
fn an_edition_that_retires_the_area_leaves_999_and_the_national_numbers() {
    let mut app = App::new().in_areas(&["isle-of-wight"]);
    let before = emergency(&app);
    let national = |app: &App| -> Vec<String> {
        let lists = contacts::answer(&app.now()).here.into_iter();
        let cards = lists.flat_map(|list| list.contacts);
        cards.filter(|c| c.area.id == "national").map(|c| c.id).collect()
    };
    let (all, concerning) = (national(&App::new()), national(&app));
    assert!(!concerning.is_empty() && concerning == all);
    let edition = edited(2, |c| {
        c.areas.retain(|area| area.id != "isle-of-wight");
        c.contacts.retain(|contact| contact.area != "isle-of-wight");
    });
    app.receives(&edition, MONDAY);
    assert!(app.library().get::<Area>("isle-of-wight").is_none());
    assert_eq!(emergency(&app), before);
    assert_eq!(national(&app), all);
    assert_eq!(app.now().settings.areas, [""; 0]);
    // It is chosen still, for when an edition has it again.
    app.receives(&edited(3, |_| {}), MONDAY);
    assert_eq!(app.now().settings.areas, ["isle-of-wight"]);
}

/// An emergency contact is on Now whatever area it is recorded for.
#[test]
fn an_emergency_number_is_of_every_area() {
    let edition = edited(2, |c| {
        for contact in c.contacts.iter_mut().filter(|c| c.group == ContactGroup::Emergency) {
            contact.area = "isle-of-wight".into();
        }
    });
    let app = App::with(&edition).in_areas(&["hampshire"]);
    assert_eq!(emergency(&app), emergency(&App::with(&EDITION)));
}

/// What a newer version or a damaged file has put there is passed over, alone.
#[test]
fn settings_that_are_not_understood_are_those_of_a_new_device() {
    for stored in [
        serde_json::json!("garbage"),
        serde_json::json!({"areas": [], "appearance": "plaid"}),
        serde_json::json!(null),
    ] {
        let mut app = App::new();
        app.set(settings::SETTINGS, &stored);
        assert_eq!(app.now().settings, Settings::default(), "{stored}");
    }
}

#[test]
fn the_reminders_areas_are_read_in_the_same_way() {
    let mut app = App::new();
    app.set(
        reminders::CHOICES,
        &serde_json::json!({"areas": ["atlantis", "hampshire"], "full_text": true}),
    );
    let choices = reminders::choices(&app.now());
    assert_eq!(
        (&*choices.areas, choices.full_text),
        (&["hampshire".to_owned()][..], true)
    );
}

/// B12: a patch says what it changes and nothing else.
#[test]
fn a_patch_leaves_the_rest_as_it_is() {
    let before = Settings {
        areas: vec!["hampshire".into()],
        works_with_children: Some(true),
        appearance: Appearance::Dark,
        single_keys: Some(false),
        text_size: 150.into(),
    };
    let patch = |json: serde_json::Value| -> SettingsPatch { serde_json::from_value(json).unwrap() };
    let apply = |json| patch(json).apply(before.clone());
    assert_eq!(apply(serde_json::json!({})), before);
    let light = apply(serde_json::json!({"appearance": "light"}));
    assert_eq!(
        light,
        Settings {
            appearance: Appearance::Light,
            ..before.clone()
        }
    );
    let not = apply(serde_json::json!({"works_with_children": false}));
    assert_eq!(
        not,
        Settings {
            works_with_children: Some(false),
            ..before.clone()
        }
    );
    let everywhere = apply(serde_json::json!({"areas": []}));
    assert_eq!(
        everywhere,
        Settings {
            areas: Vec::new(),
            ..before.clone()
        }
    );
    let larger = apply(serde_json::json!({"text_size": 200}));
    assert_eq!(
        larger,
        Settings {
            text_size: 200.into(),
            ..before.clone()
        }
    );
}

/// Text is never smaller than the web view's own, and never so large that no word fits the window.
#[test]
fn text_is_as_large_as_was_chosen_within_bounds() {
    for (stored, is) in [(150, 150), (0, 100), (90, 100), (65_535, 400)] {
        let mut app = App::new();
        app.set(
            settings::SETTINGS,
            &serde_json::json!({"areas": [], "appearance": "system", "text_size": stored}),
        );
        assert_eq!(app.now().settings.text_size, TextSize::from(is), "{stored}");
        assert_eq!(serde_json::json!(app.now().settings.text_size), is);
    }
}
