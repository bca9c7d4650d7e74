//! The calendar, practice weeks, and following one, on the real catalogue and its week of October 2025.

use catalogue::{Kind, Weekday};
use personal::{Change, DayDone, MutedWeek};
use screens::cards::WeekCard;
use screens::{NotFound, calendar, now, week};

use crate::kit::{App, MONDAY, SUNDAY, at};

const WEEK: &str = "child-exploitation-2025";

impl App {
    fn tick(&mut self, weekday: Weekday, done: bool) {
        let (week, weekday) = (WEEK.to_owned(), weekday.name().to_owned());
        self.change(&if done {
            Change::TickDay(DayDone {
                week,
                weekday,
                done_at: at(MONDAY),
            })
        } else {
            Change::UntickDay { week, weekday }
        });
    }
}

fn ids(weeks: &[WeekCard]) -> Vec<&str> {
    weeks.iter().map(|week| week.id.as_str()).collect()
}

#[test]
fn past_weeks_are_an_archive_and_a_running_one_is_named() {
    let app = App::new().in_areas(&["hampshire"]);
    let today = calendar::answer(&app.at(SUNDAY));
    assert_eq!(today.today, "Sunday 22 November 2026");
    assert!(today.running.is_empty() && today.upcoming.is_empty());
    let years: Vec<_> = today.archive.iter().map(|y| y.year).collect();
    assert_eq!(years, [2025, 2024, 2023]);

    let during = calendar::answer(&app.at("2024-11-26T09:00:00Z"));
    assert_eq!(ids(&during.running), ["domestic-abuse-2024-hampshire"]);
    assert_eq!(ids(&during.upcoming), [WEEK]);
    // The last evening still belongs to the week; the next morning does not.
    let evening = calendar::answer(&app.at("2024-11-29T23:59:00Z"));
    assert_eq!(ids(&evening.running), ["domestic-abuse-2024-hampshire"]);
    assert!(calendar::answer(&app.at("2024-11-30T00:00:00Z")).running.is_empty());
}

#[test]
fn a_session_has_its_local_time() {
    let app = App::new().in_areas(&["isle-of-wight"]);
    let week = week::answer(&app.at(SUNDAY), "domestic-abuse-2024-isle-of-wight").unwrap();
    let sessions = week.days.iter().flat_map(|day| &day.sessions);
    let times: Vec<_> = sessions.map(|session| session.time.as_str()).collect();
    assert_eq!(times, ["1:30pm to 3pm"]);
    assert_eq!(week.days[2].title, "Wednesday 27 November");
}

#[test]
fn every_week_opens_and_leads_to_the_same_week_elsewhere() {
    let app = App::new();
    let m = app.now();
    for written in &app.library().catalogue().practice_weeks {
        let week = week::answer(&m, &written.id).unwrap();
        assert_eq!(week.days.len(), written.days.len());
        assert!(!week.summary.is_empty() && !week.card.dates.is_empty() && !week.muted);
    }
    let hampshire = week::answer(&m, "domestic-abuse-2024-hampshire").unwrap();
    assert_eq!(ids(&hampshire.elsewhere), ["domestic-abuse-2024-isle-of-wight"]);
    assert_eq!(week::answer(&m, "nothing"), Err(NotFound("practice week")));
}

#[test]
fn the_calendar_has_every_day_of_every_week_with_dates() {
    let app = App::new();
    let calendar = calendar::answer(&app.at("2025-10-14T09:00:00Z"));
    assert_eq!(calendar.date.to_string(), "2025-10-14");
    let days = calendar.days.iter().filter(|day| day.week.id == WEEK);
    let titles: Vec<_> = days
        .map(|day| (day.date.to_string(), day.first, day.sessions.len()))
        .collect();
    assert_eq!(titles[0], ("2025-10-13".into(), true, 0));
    assert_eq!(titles[2], ("2025-10-15".into(), false, 5));
    assert_eq!(titles.len(), 5);
    assert!(calendar.days.is_sorted_by_key(|day| day.date));
    let undated = "learning-from-reviews-2024-isle-of-wight";
    assert!(calendar.days.iter().all(|day| day.week.id != undated));
    // Both areas' weeks of November 2024 are on the same days.
    let both = calendar.days.iter().filter(|day| day.date.to_string() == "2024-11-25");
    let areas: Vec<_> = both.map(|day| day.week.area.as_deref().unwrap()).collect();
    assert_eq!(areas, ["Hampshire", "Isle of Wight"]);
}

/// What Now says of practice weeks.
fn lines(app: &App, now: &str) -> Vec<(String, String)> {
    let lines = now::answer(&app.at(now)).weeks.into_iter();
    lines.map(|week| (week.card.id, week.line)).collect()
}

#[test]
fn a_running_week_is_a_line_on_now_and_kept_for_two_weeks() {
    let mut app = App::new();
    let line = |line: &str| vec![(WEEK.to_owned(), line.to_owned())];
    assert_eq!(lines(&app, "2025-10-12T09:00:00Z"), line("Starts tomorrow"));
    let wednesday = "2025-10-15T09:00:00Z";
    assert_eq!(lines(&app, wednesday), line("Wednesday: Webinars via Microsoft Teams"));

    app.tick(Weekday::Wednesday, true);
    assert_eq!(week::answer(&app.at(wednesday), WEEK).unwrap().days[2].done, Some(true));
    app.tick(Weekday::Monday, true);
    app.tick(Weekday::Tuesday, true);
    app.tick(Weekday::Tuesday, false);

    let after = "2025-10-18T09:00:00Z";
    let told = line("You ticked off 2 days out of 5.");
    assert_eq!(lines(&app, after), told);
    let week = |now: &str| week::answer(&app.at(now), WEEK).unwrap();
    assert_eq!(week(after).kept.as_ref(), Some(&told[0].1));
    assert!(week(wednesday).kept.is_none());
    assert_eq!(
        lines(&app, "2025-10-31T23:00:00Z"),
        told,
        "the last day of the two weeks"
    );
    assert_eq!(lines(&app, "2025-11-01T00:00:00Z"), []);
    assert!(week("2026-10-15T09:00:00Z").kept.is_some());
}

#[test]
fn how_much_was_ticked_off_is_counted() {
    let mut app = App::new();
    let after = "2025-10-18T09:00:00Z";
    let weekdays = [
        (Weekday::Monday, "You ticked off 1 day out of 5."),
        (Weekday::Tuesday, "You ticked off 2 days out of 5."),
        (Weekday::Wednesday, "You ticked off 3 days out of 5."),
        (Weekday::Thursday, "You ticked off 4 days out of 5."),
        (Weekday::Friday, "You ticked off every day."),
    ];
    for (weekday, sentence) in weekdays {
        app.tick(weekday, true);
        assert_eq!(lines(&app, after)[0].1, sentence);
    }
}

#[test]
fn a_week_that_was_not_followed_is_not_kept_and_a_bookmarked_one_is() {
    let mut app = App::new();
    let after = "2025-10-18T09:00:00Z";
    assert_eq!(lines(&app, after), []);
    app.bookmark(Kind::Week, WEEK);
    assert_eq!(lines(&app, after)[0].1, "You can still learn from it.");
    // The week has no one thing of its own: one of its days has.
    let hampshire = "domestic-abuse-2024-hampshire";
    let days = week::answer(&app.at(after), hampshire).unwrap().days;
    let one_things: Vec<_> = days
        .iter()
        .filter_map(|day| Some((day.weekday, day.one_thing.as_deref()?)))
        .collect();
    assert!(matches!(one_things[..], [(Weekday::Thursday, said)] if said.starts_with("Read what research says")));
}

#[test]
fn a_muted_week_and_a_bookmarked_session_say_so() {
    let mut app = App::new();
    let session = format!("{WEEK}/honest-conversations");
    app.bookmark(Kind::Session, &session);
    app.change(&Change::MuteWeek(MutedWeek {
        week: WEEK.into(),
        muted_at: at(MONDAY),
    }));
    let week = week::answer(&app.now(), WEEK).unwrap();
    assert!(week.muted);
    let sessions = week.days.iter().flat_map(|day| &day.sessions);
    let kept: Vec<_> = sessions.filter(|s| s.bookmarked).map(|s| &s.record).collect();
    assert_eq!(kept, [&session]);
    app.change(&Change::UnmuteWeek(WEEK.into()));
    assert!(!week::answer(&app.now(), WEEK).unwrap().muted);
}
