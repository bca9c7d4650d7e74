//! Reminders that the person set.

use catalogue::{BankHoliday, BankHolidays, Within};
use reminders::{Choices, own};

use crate::kit::{day, london};

fn holidays() -> BankHolidays {
    let holiday = |date: &str| BankHoliday {
        id: date.into(),
        title: "A day".into(),
        date: day(date),
        source: "s".into(),
    };
    BankHolidays::of(&["2026-12-25", "2026-12-28", "2027-01-01"].map(holiday))
}

#[test]
fn what_was_promised_is_looked_after_while_it_can_be_put_right() {
    let (days, hours) = (Within::WorkingDays, Within::Hours);
    for (within, now, expected, when) in [
        (days(1), "2026-11-30 16:10", Some("2026-12-01 15:00"), "Monday"),
        (
            days(1),
            "2026-11-26 16:10",
            Some("2026-11-27 15:00"),
            "before the weekend",
        ),
        (days(1), "2026-11-27 16:10", Some("2026-11-30 15:00"), "Friday"),
        (days(1), "2026-12-24 10:00", Some("2026-12-29 15:00"), "Christmas"),
        (days(0), "2026-11-30 10:00", Some("2026-11-30 15:00"), "by tonight"),
        (days(0), "2026-11-30 15:00", None, "by tonight, and it is three"),
        (days(4), "2026-12-24 10:00", None, "beyond the list"),
        (
            hours(24),
            "2026-11-30 15:10",
            Some("2026-12-01 15:00"),
            "by four tomorrow",
        ),
        (hours(4), "2026-11-30 19:10", Some("2026-11-30 23:00"), "by midnight"),
        (hours(4), "2026-07-06 10:10", Some("2026-07-06 14:00"), "summer"),
        (hours(1), "2026-11-30 15:00", None, "within an hour"),
    ] {
        let at = own::chase(within, london(now), &holidays());
        assert_eq!(at, expected.map(london), "{when}");
    }
    assert_eq!(
        own::chase(days(1), london("2026-11-27 15:10"), &BankHolidays::default()),
        None
    );
}

#[test]
fn each_comes_at_its_time_and_in_quiet_hours_at_their_end() {
    let choices = Choices::default();
    let set = [
        london("2026-12-01 02:00"),
        london("2026-12-01 09:00"),
        london("2026-12-02 20:30"),
    ];
    let due = |now: &str| {
        let (due, next) = own::due(&set, &choices, london(now));
        (due.len(), next)
    };
    for (now, shown, next) in [
        ("2026-11-30 12:00", 0, Some("2026-12-01 07:30")),
        ("2026-12-01 02:00", 0, Some("2026-12-01 07:30")),
        ("2026-12-01 07:29", 0, Some("2026-12-01 07:30")),
        ("2026-12-01 07:30", 1, Some("2026-12-01 09:00")),
        ("2026-12-01 09:00", 2, Some("2026-12-03 07:30")),
        ("2026-12-02 21:00", 0, Some("2026-12-03 07:30")),
        ("2026-12-03 07:30", 3, None),
    ] {
        assert_eq!(due(now), (shown, next.map(london)), "{now}");
    }
    assert_eq!(own::shown_at(set[0], &choices), london("2026-12-01 07:30"));
    assert_eq!(own::shown_at(set[1], &choices), set[1]);

    // Whoever wants to hear of no practice week still asked for these.
    let off = Choices { on: false, ..choices };
    assert_eq!(own::due(&set, &off, london("2026-12-01 10:00")).0.len(), 2);
}

#[test]
fn a_key_names_its_time_and_no_weeks_key_is_one() {
    let at = london("2026-07-06 17:00");
    assert_eq!(own::time_of(&own::key(at)), Some(at));
    for other in [
        "",
        "set/",
        "set/day/2026-11-24@2026-11-23",
        "neglect/day/2026-11-24@2026-11-23",
        "set/soon",
    ] {
        assert_eq!(own::time_of(other), None, "{other}");
    }
    assert!(own::key(at).parse::<reminders::Key>().is_err());
}
