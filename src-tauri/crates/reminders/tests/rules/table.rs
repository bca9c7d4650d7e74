//! What comes when.

use catalogue::{BankHoliday, BankHolidays};
use chrono::{DateTime, TimeDelta, Utc};
use reminders::Snooze;

use crate::kit::{Device, day, london, put, week, with_session, withdraw};

/// Monday 23 to Friday 27 November 2026.
fn device() -> Device {
    Device::with([week("w", day("2026-11-23"))])
}

/// The same, bookmarked, with a session on Wednesday at `time`.
fn with_session_at(time: &str) -> Device {
    let mut device = device();
    let starts = format!("2026-11-25T{time}:00").parse().unwrap();
    with_session(&mut device.weeks[0], "s", 2, starts);
    device.bookmarked_weeks.insert("w".into());
    device
}

/// All that is shown from `from` on is `expected`, whenever the device looks.
fn check(mut device: Device, from: &str, expected: &[&str]) {
    assert_eq!(device.watch(from, "2027-01-01 00:00"), expected, "from {from}");
}

const ALL: [&str; 7] = [
    "2026-11-16 08:30 week-before",
    "2026-11-20 08:30 working-day-before",
    "2026-11-23 08:30 day 23",
    "2026-11-24 08:30 day 24",
    "2026-11-25 08:30 day 25",
    "2026-11-26 08:30 day 26",
    "2026-11-27 08:30 day 27",
];

#[test]
fn a_week_is_announced_a_week_before_the_working_day_before_and_on_its_mornings() {
    check(device(), "2026-11-01 12:00", &ALL);
}

#[test]
fn what_was_not_chosen_does_not_come() {
    let without = |edit: fn(&mut reminders::Choices)| {
        let mut device = with_session_at("13:30");
        device.weeks[0].days.truncate(3);
        edit(&mut device.choices);
        device
    };
    let rest = |lines: &[&'static str]| lines.to_vec();
    for (edit, expected) in [
        ((|c| c.on = false) as fn(&mut reminders::Choices), rest(&[])),
        (
            |c| (c.week_before, c.morning_of) = (false, false),
            rest(&["2026-11-20 08:30 working-day-before", "2026-11-25 13:15 session s"]),
        ),
        (
            |c| (c.working_day_before, c.sessions, c.morning_of) = (false, false, false),
            rest(&["2026-11-16 08:30 week-before"]),
        ),
        (
            |c| (c.week_before, c.working_day_before) = (false, false),
            rest(&[
                "2026-11-23 08:30 day 23",
                "2026-11-24 08:30 day 24",
                "2026-11-25 08:30 day 25",
                "2026-11-25 13:15 session s",
            ]),
        ),
    ] {
        check(without(edit), "2026-11-01 12:00", &expected);
    }
}

#[test]
fn a_session_comes_15_minutes_before_when_it_or_its_week_is_bookmarked() {
    for (weeks, sessions, comes) in [(true, false, true), (false, true, true), (false, false, false)] {
        let mut device = with_session_at("13:30");
        device.choices.morning_of = false;
        if !weeks {
            device.bookmarked_weeks.clear();
        }
        if sessions {
            device.bookmarked_sessions.insert("w/s".into());
        }
        let expected: &[&str] = if comes { &["2026-11-25 13:15 session s"] } else { &[] };
        let lines = device.watch("2026-11-01 12:00", "2027-01-01 00:00");
        assert_eq!(lines[2..], *expected, "{weeks} {sessions}");
    }
}

#[test]
fn a_session_that_has_begun_is_not_announced() {
    for (from, expected) in [
        (
            "2026-11-25 13:20",
            &["2026-11-25 13:20 session s + day 25 + working-day-before + week-before"][..],
        ),
        (
            "2026-11-25 13:30",
            &["2026-11-25 13:30 day 25 + working-day-before + week-before"],
        ),
    ] {
        let mut device = with_session_at("13:30");
        assert_eq!(device.watch(from, "2026-11-26 00:00"), expected);
    }
}

#[test]
fn a_week_learned_of_late_is_one_message() {
    let late = |from: &str, expected: &[&str]| check(device(), from, expected);
    late(
        "2026-11-21 10:00",
        &[&["2026-11-21 10:00 working-day-before + week-before"][..], &ALL[2..]].concat(),
    );
    late(
        "2026-11-18 10:00",
        &[&["2026-11-18 10:00 week-before"][..], &ALL[1..]].concat(),
    );
    late(
        "2026-11-24 10:00",
        &[
            &["2026-11-24 10:00 day 24 + working-day-before + week-before"][..],
            &ALL[4..],
        ]
        .concat(),
    );
    // What is said before breakfast is not said again after it.
    late(
        "2026-11-23 08:00",
        &[
            &["2026-11-23 08:00 day 23 + working-day-before + week-before"][..],
            &ALL[3..],
        ]
        .concat(),
    );
    late(
        "2026-11-27 23:59",
        &["2026-11-27 23:59 day 27 + working-day-before + week-before"],
    );
    late("2026-11-28 00:00", &[]);
}

#[test]
fn a_week_without_dates_is_never_announced() {
    let mut device = device();
    (device.weeks[0].starts, device.weeks[0].ends) = (None, None);
    check(device, "2026-11-01 12:00", &[]);
}

#[test]
fn only_weeks_of_the_areas_chosen_for_reminders_and_bookmarked_ones_are_announced() {
    for (own, chosen, bookmarked, comes) in [
        (vec![], vec![], false, true),
        (vec!["here"], vec![], false, true),
        (vec!["there"], vec![], false, false),
        (vec!["there"], vec![], true, true),
        (vec!["there"], vec!["here"], false, true),
        (vec!["here"], vec!["there"], false, false),
    ] {
        let owned = |ids: &[&str]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut device = device();
        device.own_areas = owned(&own);
        device.choices.areas = owned(&chosen);
        for id in ["here", "there"] {
            let area = serde_json::json!({"id": id, "title": id, "source": "s"});
            device.areas.push(serde_json::from_value(area).unwrap());
        }
        if bookmarked {
            device.bookmarked_weeks.insert("w".into());
        }
        let expected: &[&str] = if comes { &ALL } else { &[] };
        assert_eq!(
            device.watch("2026-11-01 12:00", "2027-01-01 00:00"),
            expected,
            "{own:?} {chosen:?}"
        );
    }
}

#[test]
fn quiet_hours_move_a_reminder_to_their_end_or_before_them() {
    let session = |time: &str, quiet: (&str, &str)| {
        let mut device = with_session_at(time);
        let time = |text: &str| text.parse().unwrap();
        (device.choices.quiet_from, device.choices.quiet_until) = (time(quiet.0), time(quiet.1));
        device.choices.morning_at = time("09:00");
        device
    };
    let night = ("20:00", "07:30");
    for (time, quiet, expected) in [
        ("20:30", night, "2026-11-25 19:59 session s"),
        ("07:40", night, "2026-11-25 07:30 session s"),
        ("07:30", night, "2026-11-24 19:59 session s"),
        ("20:15", night, "2026-11-25 19:59 session s"),
        ("13:00", ("12:00", "14:00"), "2026-11-25 11:59 session s"),
        ("20:30", ("20:00", "20:00"), "2026-11-25 20:15 session s"),
    ] {
        let lines = session(time, quiet).watch("2026-11-23 12:00", "2027-01-01 00:00");
        assert!(lines.contains(&expected.to_owned()), "{time} {quiet:?}: {lines:?}");
    }
    // A morning in the quiet hours is later that morning.
    let mut late = device();
    late.choices.quiet_until = "10:00".parse().unwrap();
    check(
        late,
        "2026-11-01 12:00",
        &ALL.map(|line| line.replace("08:30", "10:00"))
            .each_ref()
            .map(String::as_str),
    );
}

#[test]
fn what_is_late_in_quiet_hours_waits_unless_it_would_be_over() {
    // Learned of at night: in the morning, before anything starts.
    let mut early = with_session_at("07:20");
    early.choices.morning_of = false;
    assert_eq!(
        early.clone().watch("2026-11-22 22:00", "2026-11-24 00:00"),
        ["2026-11-23 07:30 working-day-before + week-before"]
    );
    // A session that starts before the quiet hours end: at once, and everything with it.
    assert_eq!(
        early.watch("2026-11-25 07:10", "2026-11-26 00:00"),
        ["2026-11-25 07:10 session s + working-day-before + week-before"]
    );
    // In the evening of a week's first day: in the morning. On its last evening: at once.
    let mut first = device();
    first.choices.morning_of = false;
    assert_eq!(
        first.watch("2026-11-23 21:00", "2026-11-30 00:00"),
        ["2026-11-24 07:30 working-day-before + week-before"]
    );
    let mut last = with_session_at("13:00");
    last.choices.morning_of = false;
    assert_eq!(
        last.watch("2026-11-27 21:00", "2026-11-30 00:00"),
        ["2026-11-27 21:00 working-day-before + week-before"]
    );
}

#[test]
fn a_week_that_moved_says_so_once_when_an_earlier_day_was_said() {
    let mut silent = device();
    put(&mut silent.weeks[0], day("2026-11-30"));
    assert_eq!(
        silent.watch("2026-11-17 12:00", "2026-11-24 00:00"),
        ["2026-11-23 08:30 week-before"]
    );

    let mut announced = device();
    assert_eq!(announced.watch("2026-11-16 08:00", "2026-11-17 12:00"), ALL[..1]);
    put(&mut announced.weeks[0], day("2026-12-07"));
    assert_eq!(
        announced.watch("2026-11-17 12:00", "2026-12-04 09:00"),
        [
            "2026-11-17 12:00 Moved { from: 2026-11-23 }",
            "2026-11-30 08:30 week-before",
            "2026-12-04 08:30 working-day-before"
        ]
    );
    // Back to where it was: that, too, is news; and what was said of that day is not said again.
    put(&mut announced.weeks[0], day("2026-11-23"));
    assert_eq!(
        announced.clone().watch("2026-12-04 10:00", "2027-01-01 00:00"),
        [""; 0],
        "it is past"
    );
    put(&mut announced.weeks[0], day("2026-12-14"));
    assert_eq!(
        announced.watch("2026-12-04 22:00", "2026-12-08 00:00"),
        [
            "2026-12-05 07:30 Moved { from: 2026-12-07 }",
            "2026-12-07 08:30 week-before"
        ]
    );
}

#[test]
fn a_week_that_moved_near_says_it_in_the_message_that_would_come_anyway() {
    let mut announced = device();
    announced.watch("2026-11-16 08:00", "2026-11-17 12:00");
    put(&mut announced.weeks[0], day("2026-11-18"));
    assert_eq!(
        announced.watch("2026-11-17 13:00", "2026-11-18 12:00"),
        [
            "2026-11-17 13:00 Moved { from: 2026-11-23 } + working-day-before + week-before",
            "2026-11-18 08:30 day 18"
        ]
    );
}

#[test]
fn a_session_on_the_day_to_which_a_week_moved_does_not_hide_that_it_did() {
    let mut announced = with_session_at("07:20");
    announced.choices.morning_of = false;
    announced.watch("2026-11-16 08:00", "2026-11-17 12:00");
    put(&mut announced.weeks[0], day("2026-11-16"));
    // Its session is now on Wednesday 18 November at 7:20.
    assert_eq!(
        announced.watch("2026-11-18 07:10", "2026-11-19 12:00"),
        ["2026-11-18 07:10 Moved { from: 2026-11-23 } + session s + working-day-before + week-before"]
    );
}

#[test]
fn a_week_that_was_announced_and_is_withdrawn_says_so_once() {
    let mut unannounced = device();
    withdraw(&mut unannounced.weeks[0]);
    check(unannounced, "2026-11-10 08:00", &[]);

    let mut announced = device();
    announced.watch("2026-11-16 08:00", "2026-11-17 12:00");
    let mut gone = announced.clone();
    let mut undated = announced.clone();
    let mut muted = announced.clone();
    withdraw(&mut announced.weeks[0]);
    let mut late = announced.clone();
    assert_eq!(
        announced.watch("2026-11-17 12:00", "2027-01-01 00:00"),
        ["2026-11-17 12:00 Cancelled"]
    );
    assert_eq!(
        late.watch("2026-11-28 12:00", "2027-01-01 00:00"),
        [""; 0],
        "it would be over"
    );

    gone.weeks.clear();
    assert_eq!(
        gone.watch("2026-11-17 12:00", "2027-01-01 00:00"),
        ["2026-11-17 12:00 Gone"]
    );
    (undated.weeks[0].starts, undated.weeks[0].ends) = (None, None);
    assert_eq!(
        undated.watch("2026-11-17 12:00", "2027-01-01 00:00"),
        ["2026-11-17 12:00 Undated"]
    );
    muted.muted.insert("w".into());
    withdraw(&mut muted.weeks[0]);
    assert_eq!(muted.watch("2026-11-17 12:00", "2027-01-01 00:00"), [""; 0]);
}

#[test]
fn a_week_that_stands_again_says_so() {
    let mut device = device();
    device.watch("2026-11-16 08:00", "2026-11-17 12:00");
    withdraw(&mut device.weeks[0]);
    device.watch("2026-11-17 12:00", "2026-11-18 12:00");
    device.weeks[0].standing = catalogue::Standing::Active;
    let expected = [&["2026-11-18 12:00 OnAgain"][..], &ALL[1..]].concat();
    assert_eq!(device.watch("2026-11-18 12:00", "2027-01-01 00:00"), expected);
}

#[test]
fn a_new_title_says_nothing_new() {
    let mut device = device();
    device.watch("2026-11-16 08:00", "2026-11-17 12:00");
    device.weeks[0].title = "Another".into();
    assert_eq!(device.watch("2026-11-17 12:00", "2027-01-01 00:00"), ALL[1..]);
}

#[test]
fn a_muted_week_is_silent_and_is_heard_again_where_it_stands() {
    let mut device = device();
    device.muted.insert("w".into());
    assert_eq!(device.watch("2026-11-01 12:00", "2026-11-25 07:45"), [""; 0]);
    device.muted.clear();
    let expected = [
        &["2026-11-25 07:45 day 25 + working-day-before + week-before"][..],
        &ALL[5..],
    ]
    .concat();
    assert_eq!(device.watch("2026-11-25 07:45", "2027-01-01 00:00"), expected);
}

#[test]
fn what_is_left_for_later_comes_again_then() {
    let snoozed = |choice: Snooze, at: &str| {
        let mut device = device();
        let (messages, _) = device.look(london(at));
        let until = choice.until(&device.choices, london(at));
        device.history.snoozed.insert(messages[0].keys[0].identity(), until);
        device
    };
    for (choice, at, expected) in [
        (Snooze::Hour, "2026-11-16 08:30", "2026-11-16 09:30 week-before"),
        (Snooze::Hour, "2026-11-16 19:30", "2026-11-17 07:30 week-before"),
        (Snooze::Tomorrow, "2026-11-16 08:30", "2026-11-17 08:30 week-before"),
        (
            Snooze::Tomorrow,
            "2026-11-22 12:00",
            "2026-11-23 08:30 day 23 + working-day-before",
        ),
    ] {
        let shown = snoozed(choice, at).watch(at, "2026-11-23 12:00");
        assert_eq!(shown.first().unwrap(), expected, "{choice:?} at {at}");
    }
    // A clock that was years ahead cannot hold it back.
    let mut device = snoozed(Snooze::Hour, "2026-11-16 08:30");
    for until in device.history.snoozed.values_mut() {
        *until = london("2031-01-01 00:00");
    }
    assert_eq!(
        device.watch("2026-11-16 09:00", "2026-11-16 12:00"),
        ["2026-11-16 09:00 week-before"]
    );
}

#[test]
fn only_what_is_still_ahead_in_an_hour_can_be_left_for_one() {
    let mut device = with_session_at("13:30");
    let mut can = |at: &str| {
        let (messages, _) = device.look(london(at));
        messages[0].can_snooze
    };
    assert!(can("2026-11-16 09:00"));
    assert!(can("2026-11-25 09:00"));
    assert!(!can("2026-11-25 13:15"));
    assert!(!can("2026-11-27 23:30"));
    withdraw(&mut device.weeks[0]);
    assert!(!device.look(london("2026-11-27 23:40")).0[0].can_snooze);
}

/// A phone that was off shows late what it was given ahead, but not this.
#[test]
fn a_message_says_from_when_on_it_is_stale() {
    let mut device = with_session_at("13:30");
    let mut over = |at: &str| {
        let (messages, _) = device.look(london(at));
        messages[0].over
    };
    assert!(over("2026-11-16 09:00") > london("2026-11-16 09:00"), "a week ahead");
    assert_eq!(over("2026-11-25 13:15"), london("2026-11-25 13:30"), "a session");
}

#[test]
fn the_working_day_before_is_monday_to_friday_and_no_bank_holiday() {
    let holidays = ["2026-12-25", "2026-12-28"].map(|date| {
        let value = serde_json::json!({"id": date, "title": "Christmas", "date": date, "source": "s"});
        serde_json::from_value::<BankHoliday>(value).unwrap()
    });
    for (starts, expected) in [
        ("2026-11-23", "2026-11-20"),
        ("2026-11-24", "2026-11-23"),
        ("2026-11-28", "2026-11-27"),
        ("2026-11-29", "2026-11-27"),
        ("2026-12-29", "2026-12-24"),
    ] {
        let mut device = Device::with([week("w", day(starts))]);
        device.bank_holidays = BankHolidays::of(&holidays);
        device.choices.week_before = false;
        let first = device.watch("2026-11-01 12:00", "2026-12-31 00:00").remove(0);
        assert_eq!(first, format!("{expected} 08:30 working-day-before"));
    }
}

#[test]
fn the_clocks_change_and_the_morning_stays() {
    for (starts, moments) in [
        (
            "2026-03-30",
            ["2026-03-23T08:30:00Z", "2026-03-27T08:30:00Z", "2026-03-30T07:30:00Z"],
        ),
        (
            "2026-10-26",
            ["2026-10-19T07:30:00Z", "2026-10-23T07:30:00Z", "2026-10-26T08:30:00Z"],
        ),
        (
            "2027-03-29",
            ["2027-03-22T08:30:00Z", "2027-03-26T08:30:00Z", "2027-03-29T07:30:00Z"],
        ),
        (
            "2027-11-01",
            ["2027-10-25T07:30:00Z", "2027-10-29T07:30:00Z", "2027-11-01T08:30:00Z"],
        ),
    ] {
        // The device's own zone is nowhere asked for: a moment is the same moment everywhere.
        for zone in ["-08:00", "+00:00", "+05:45", "+14:00"] {
            let now = DateTime::parse_from_rfc3339(&format!("2026-01-01T12:00:00{zone}")).unwrap();
            let device = Device::with([week("w", day(starts))]);
            let next = reminders::upcoming(&device.world(), &device.history, now.to_utc(), 3);
            let at: Vec<DateTime<Utc>> = next.into_iter().map(|message| message.at).collect();
            assert_eq!(
                at,
                moments.map(|m| m.parse::<DateTime<Utc>>().unwrap()),
                "{starts} {zone}"
            );
        }
    }
}

#[test]
fn a_time_that_the_clocks_leave_out_or_repeat_comes_once() {
    for (starts, morning, expected) in [
        ("2026-03-29", "01:30", "2026-03-29T01:30:00Z"),
        ("2026-10-25", "01:30", "2026-10-25T00:30:00Z"),
    ] {
        let mut device = Device::with([week("w", day(starts))]);
        device.choices.morning_at = morning.parse().unwrap();
        device.choices.quiet_until = device.choices.quiet_from;
        let midnight = london(&format!("{starts} 00:00"));
        let mut shown = Vec::new();
        for minutes in 0..240 {
            let now = midnight + TimeDelta::minutes(minutes);
            let of_day = |m: &reminders::Message| m.keys.iter().any(|k| k.to_string().contains("/day/"));
            shown.extend(device.look(now).0.into_iter().filter(of_day).map(|m| m.at));
        }
        // What was overdue at midnight took the morning with it.
        assert_eq!(shown, [midnight]);
        let mut device = Device {
            history: Default::default(),
            ..device
        };
        (device.choices.week_before, device.choices.working_day_before) = (false, false);
        assert_eq!(device.look(midnight).1, Some(expected.parse().unwrap()));
    }
}

#[test]
fn a_bookmarked_session_of_another_area_is_reminded_of() {
    let mut week = week("there-2026", day("2026-11-23"));
    week.area = "there".into();
    with_session(&mut week, "tour", 1, "2026-11-24T13:30:00".parse().unwrap());
    let areas = ["here", "there"].map(|id| {
        let area = serde_json::json!({"id": id, "title": id, "selectable": true, "source": "s"});
        serde_json::from_value(area).unwrap()
    });
    let mut device = Device {
        areas: areas.into(),
        own_areas: vec!["here".into()],
        weeks: vec![week],
        ..Device::default()
    };
    let (none, _) = device.look(london("2026-11-24 13:15"));
    assert!(none.is_empty(), "{none:?}");
    device.bookmarked_sessions.insert("there-2026/tour".into());
    let (one, _) = device.look(london("2026-11-24 13:15"));
    assert_eq!(one.len(), 1, "{one:?}");
    assert_eq!(one[0].sessions().collect::<Vec<_>>(), ["tour"]);
}
