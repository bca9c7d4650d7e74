//! What the person's organisation has set: it holds whatever the person chose, and nothing that anybody needs at a door
//! goes with it.

use catalogue::managed::Managed;
use catalogue::{Contact, Kind};
use screens::cards::report;
use screens::settings::{self, managed};
use screens::{contacts, council, delivery, reminders, start, who};

use crate::kit::App;

fn managed_by(app: App, managed: Managed) -> App {
    let mut app = app;
    app.device.managed = managed;
    app
}

fn areas(ids: &[&str]) -> Managed {
    Managed {
        areas: Some(ids.iter().map(|id| (*id).to_owned()).collect()),
        ..Managed::default()
    }
}

/// The ids of the areas that the window offers.
fn offered(app: &App) -> Vec<String> {
    start::answer(&app.now())
        .areas
        .into_iter()
        .map(|area| area.id)
        .collect()
}

#[test]
fn one_area_is_chosen_for_everybody_and_no_other_can_be() {
    for chosen in [&[][..], &["isle-of-wight"], &["hampshire", "isle-of-wight"]] {
        let app = managed_by(App::new().in_areas(chosen), areas(&["hampshire"]));
        let m = app.now();
        assert_eq!(m.settings.areas, ["hampshire"], "{chosen:?}");
        assert_eq!(offered(&app), ["hampshire"]);
        let who = who::answer(&m);
        assert!(who.choose.is_empty() && !who.emergency.is_empty());
        assert_eq!(
            who.areas.iter().map(|of| &*of.area.id).collect::<Vec<_>>(),
            ["hampshire"]
        );
    }
    // What is kept is the person's own again once the policy has gone.
    let kept = App::new().in_areas(&["isle-of-wight"]);
    assert_eq!(
        managed_by(kept, Managed::default()).now().settings.areas,
        ["isle-of-wight"]
    );
}

#[test]
fn of_several_areas_the_person_chooses() {
    let both = || areas(&["hampshire", "isle-of-wight"]);
    let app = managed_by(App::new(), both());
    assert_eq!(offered(&app), ["hampshire", "isle-of-wight"]);
    assert_eq!(app.now().settings.areas, [""; 0]);
    let who = who::answer(&app.now());
    assert_eq!(who.choose.len(), 2, "they are asked which");
    let app = managed_by(App::new().in_areas(&["isle-of-wight", "portsmouth"]), both());
    assert_eq!(app.now().settings.areas, ["isle-of-wight"]);
}

/// A child may live or be found where nobody of the organisation works.
#[test]
fn other_areas_numbers_are_never_taken_away() {
    let free = App::new().in_areas(&["hampshire"]);
    let app = managed_by(App::new(), areas(&["hampshire"]));
    assert_eq!(contacts::answer(&app.now()), contacts::answer(&free.now()));
    let found = council::answer(&app.now(), "PO30");
    let [wight] = &*found.councils else { panic!("{found:?}") };
    assert!(!wight.contacts.is_empty() && !wight.can_be_chosen);
    assert!(council::answer(&free.now(), "PO30").councils[0].can_be_chosen);
}

#[test]
fn areas_that_the_edition_does_not_have_are_said_and_hide_nothing() {
    let app = managed_by(App::new(), areas(&["atlantis"]));
    let view = start::answer(&app.now()).managed;
    assert!(!view.areas && view.words.is_empty());
    assert_eq!(
        view.mistakes,
        ["The policy sets areas that this version of the catalogue does not have: atlantis."]
    );
    assert_eq!(offered(&app), offered(&App::new()));
    // One of them that it has is enough.
    let app = managed_by(App::new(), areas(&["atlantis", "hampshire"]));
    let view = start::answer(&app.now()).managed;
    assert!(view.areas && view.mistakes.is_empty());
}

#[test]
fn reminders_of_weeks_go_and_those_that_a_person_set_stay() {
    for on in [true, false] {
        let mut app = App::new().in_areas(&["hampshire"]);
        app.personal = app
            .personal
            .after(&personal::Change::SetReminder("2025-10-02T15:00:00Z".parse().unwrap()));
        app.set(reminders::CHOICES, &serde_json::json!({"on": !on}));
        let reminders = Some(on);
        let app = managed_by(
            app,
            Managed {
                reminders,
                ..Managed::default()
            },
        );
        // A week of the catalogue is ahead then.
        let m = app.at("2025-10-01T09:00:00Z");
        assert_eq!(reminders::settings(&m).choices.on, on, "whatever the person chose");
        let upcoming = reminders::upcoming(&m, 50);
        assert!(
            upcoming.iter().any(|reminder| reminder.week.is_none()),
            "the person's own"
        );
        assert_eq!(upcoming.iter().any(|reminder| reminder.week.is_some()), on);
    }
}

#[test]
fn closing_the_window_does_what_the_organisation_set() {
    let facts = delivery::Facts {
        permission: delivery::Permission::Granted,
        place: delivery::Place::Tray,
        autostart: Some(false),
    };
    for on in [true, false] {
        let mut app = App::new();
        app.set(delivery::BACKGROUND, &!on);
        let background = Some(on);
        let app = managed_by(
            app,
            Managed {
                background,
                ..Managed::default()
            },
        );
        let answer = delivery::answer(&app.now(), &facts);
        assert_eq!(answer.background, on);
        assert_eq!(answer.background_words.contains("stays in the tray"), on);
    }
}

#[test]
fn mistakes_are_reported_to_the_organisation() {
    let theirs = Managed {
        reporting_address: Some("team@example.org".into()),
        ..Managed::default()
    };
    let app = managed_by(App::new(), theirs);
    let m = app.now();
    let contact = m.library.active::<Contact>().next().unwrap();
    let report = report(&m, Kind::Contact, &contact.id).unwrap();
    assert_eq!(report.to, "team@example.org");
}

#[test]
fn all_that_is_set_is_said_and_what_is_wrong_too() {
    assert_eq!(
        start::answer(&App::new().now()).managed,
        settings::ManagedView::default()
    );
    let all = Managed {
        host: Some("https://guidance.example.org/".into()),
        background: Some(true),
        reminders: Some(false),
        reporting_address: Some("team@example.org".into()),
        mistakes: vec!["The policy here has a mistake".into()],
        ..areas(&["hampshire", "isle-of-wight"])
    };
    let app = managed_by(App::new(), all);
    let view = start::answer(&app.now()).managed;
    assert!(view.areas && view.background && view.reminders);
    assert_eq!(
        view.words,
        [
            "Updates come from https://guidance.example.org/",
            "You can choose from these areas: Hampshire, Isle of Wight.",
            "Doorstep starts when you log in, and keeps running when you close its window.",
            "Reminders of practice weeks are off. Reminders you set yourself still come.",
            "Mistakes are reported to team@example.org",
        ]
    );
    assert_eq!(view.mistakes, ["The policy here has a mistake."]);
    managed::free(false).unwrap();
    assert!(
        managed::free(true)
            .unwrap_err()
            .message
            .contains("Your organisation set this")
    );
}
