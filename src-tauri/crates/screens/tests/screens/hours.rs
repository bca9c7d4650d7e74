//! When a contact answers, in the few words beside its name.

use screens::contacts;
use serde_json::{Value, json};

use crate::kit::{App, catalogue, edition, withdrawn};

/// An edition of contacts with these hours, and with bank holidays up to New Year's Day 2027.
fn app(contacts: &[(&str, Value)]) -> App {
    let holiday = |(date, title): (&str, &str)| json!({"id": date, "title": title, "date": date, "source": "s"});
    let holidays = [
        ("2026-12-25", "Christmas Day"),
        ("2026-12-28", "Boxing Day (substitute day)"),
        ("2027-01-01", "New Year's Day"),
    ];
    let contact = |(id, hours): &(&str, Value)| {
        let mut contact = json!({
            "id": id, "title": id, "purpose": "P", "group": "childrens-services", "order": 1, "area": "a",
            "used_by": "everyone", "numbers": [{"number": "0300 555 1384"}], "source": "s",
        });
        for (name, value) in hours.as_object().unwrap() {
            contact[name] = value.clone();
        }
        contact
    };
    App::with(&edition(
        2,
        catalogue(json!({
            "contacts": contacts.iter().map(contact).collect::<Vec<_>>(),
            "bank_holidays": holidays.map(holiday),
        })),
    ))
}

fn when(app: &App, id: &str, now: &str) -> Option<String> {
    contacts::contact(&app.at(now), id).unwrap().when
}

fn weekdays(from: &str, to: &str) -> Value {
    let week = ["monday", "tuesday", "wednesday", "thursday"];
    json!({"weekly": [{"days": week, "from": from, "to": to}, {"days": ["friday"], "from": from, "to": "16:30"}]})
}

#[test]
fn each_kind_of_hours_before_during_and_after_them() {
    let app = app(&[
        ("always", json!({"hours": "always"})),
        ("unknown", json!({})),
        ("office", json!({"hours": weekdays("08:30", "17:00")})),
        ("night", json!({"hours": {"outside-hours-of": "office"}})),
        (
            "sundays",
            json!({"hours": {"weekly": [{"days": ["sunday"], "from": "10:00", "to": "12:00"}]}}),
        ),
        (
            "late",
            json!({"hours": {"weekly": [{"days": ["monday"], "from": "18:00", "to": "24:00"}]}}),
        ),
        (
            "lunch",
            json!({"hours": {"weekly": [
                {"days": ["monday"], "from": "09:00", "to": "12:00"}, {"days": ["monday"], "from": "13:00", "to": "17:00"},
            ]}}),
        ),
    ]);
    let table = [
        ("always", "2026-11-24T03:00:00Z", "Open day and night"),
        ("always", "2026-12-25T12:00:00Z", "Open day and night"),
        ("office", "2026-11-24T00:00:00Z", "Opens 8:30am"),
        ("office", "2026-11-24T08:29:59Z", "Opens 8:30am"),
        ("office", "2026-11-24T08:30:00Z", "Open until 5pm"),
        ("office", "2026-11-24T16:59:59Z", "Open until 5pm"),
        ("office", "2026-11-24T17:00:00Z", "Opens tomorrow 8:30am"),
        ("office", "2026-11-27T16:00:00Z", "Open until 4:30pm"),
        ("office", "2026-11-27T16:30:00Z", "Opens Monday 8:30am"),
        ("office", "2026-11-28T22:00:00Z", "Opens Monday 8:30am"),
        ("office", "2026-11-29T23:59:59Z", "Opens tomorrow 8:30am"),
        // Half past eight in summer is half past seven in UTC.
        ("office", "2026-07-07T07:29:00Z", "Opens 8:30am"),
        ("office", "2026-07-07T07:30:00Z", "Open until 5pm"),
        ("office", "2026-10-23T16:30:00Z", "Opens Monday 8:30am"),
        ("night", "2026-11-24T08:29:00Z", "Open until 8:30am"),
        ("night", "2026-11-24T08:30:00Z", "Opens 5pm"),
        ("night", "2026-11-24T17:00:00Z", "Open until 8:30am"),
        ("night", "2026-11-27T16:30:00Z", "Open until Monday 8:30am"),
        ("night", "2026-11-29T12:00:00Z", "Open until 8:30am"),
        ("sundays", "2026-11-29T12:00:00Z", "Opens Sunday 6 December 10am"),
        ("sundays", "2026-11-30T00:00:00Z", "Opens Sunday 10am"),
        ("sundays", "2026-11-29T11:00:00Z", "Open until midday"),
        ("late", "2026-11-30T17:59:00Z", "Opens 6pm"),
        ("late", "2026-11-30T23:59:59Z", "Open until midnight"),
        ("late", "2026-12-01T00:00:00Z", "Opens Monday 6pm"),
        ("lunch", "2026-11-30T11:00:00Z", "Open until midday"),
        ("lunch", "2026-11-30T12:30:00Z", "Opens 1pm"),
        ("lunch", "2026-11-30T13:00:00Z", "Open until 5pm"),
    ];
    for (id, now, said) in table {
        assert_eq!(when(&app, id, now).as_deref(), Some(said), "{id} {now}");
    }
    assert_eq!(when(&app, "unknown", "2026-11-24T12:00:00Z"), None);
}

/// No source says whether an office is closed on a bank holiday unless it says so.
#[test]
fn of_a_bank_holiday_no_more_is_said_than_is_known() {
    let hours = weekdays("08:30", "17:00");
    let outside = |office: &str| json!({"outside-hours-of": office});
    let app = app(&[
        ("office", json!({"hours": hours})),
        ("closed", json!({"hours": hours, "on_bank_holidays": "closed"})),
        ("as-usual", json!({"hours": hours, "on_bank_holidays": "as-usual"})),
        ("night", json!({"hours": outside("office")})),
        (
            "open-night",
            json!({"hours": outside("office"), "on_bank_holidays": "open"}),
        ),
        (
            "closed-night",
            json!({"hours": outside("office"), "on_bank_holidays": "closed"}),
        ),
    ]);
    // Christmas Eve is a Thursday, and Tuesday the next day that is surely one like any other.
    let (eve, early, noon, evening) = (
        "2026-12-24T18:00:00Z",
        "2026-12-25T06:00:00Z",
        "2026-12-25T12:00:00Z",
        "2026-12-25T18:00:00Z",
    );
    let perhaps = "May be closed today: Christmas Day";
    let closed = "Closed today: Christmas Day";
    let latest = "Opens Tuesday 8:30am at the latest";
    for (id, said) in [
        ("office", [latest, latest, perhaps, latest]),
        ("closed", ["Opens Tuesday 8:30am", closed, closed, closed]),
        (
            "as-usual",
            [
                "Opens tomorrow 8:30am",
                "Opens 8:30am",
                "Open until 4:30pm",
                "Opens Monday 8:30am",
            ],
        ),
        (
            "night",
            [
                "Open until 8:30am at least",
                "Open until 8:30am at least",
                perhaps,
                "Open until Monday 8:30am at least",
            ],
        ),
        ("open-night", ["Open until Tuesday 8:30am"; 4]),
        ("closed-night", ["Open until midnight", closed, closed, closed]),
    ] {
        let found = [eve, early, noon, evening].map(|now| when(&app, id, now).unwrap());
        assert_eq!(found, said, "{id}");
    }
    // Beyond the list any weekday may be one.
    for (id, now, said) in [
        ("office", "2027-03-29T12:00:00Z", "Usually open until 5pm"),
        ("office", "2027-03-29T18:00:00Z", "Usually opens tomorrow 8:30am"),
        ("office", "2027-03-27T18:00:00Z", "Usually opens Monday 8:30am"),
        ("closed", "2027-03-29T12:00:00Z", "Usually open until 5pm"),
        ("as-usual", "2027-03-29T12:00:00Z", "Open until 5pm"),
        ("night", "2027-03-29T12:00:00Z", "Usually opens 5pm"),
        ("night", "2027-03-29T18:00:00Z", "Open until 8:30am at least"),
        // New Year's Day is the last of which the list knows.
        ("office", "2026-12-31T18:00:00Z", "Usually opens Monday 8:30am"),
        ("office", "2027-01-01T12:00:00Z", "May be closed today: New Year's Day"),
    ] {
        assert_eq!(when(&app, id, now).as_deref(), Some(said), "{id} {now}");
    }
}

#[test]
fn nothing_is_said_of_the_hours_of_a_withdrawn_contact() {
    let mut edition = app(&[("gone", json!({"hours": "always"}))]).edition;
    let mut catalogue = catalogue::Catalogue::from_edition(&edition).unwrap();
    catalogue.contacts[0].standing = withdrawn("2026-11-01", "It closed.", None);
    edition = crate::kit::edition(3, catalogue);
    assert_eq!(when(&App::with(&edition), "gone", "2026-11-24T12:00:00Z"), None);
}
