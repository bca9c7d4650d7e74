//! Practice weeks.

use super::*;

#[test]
fn weeks() {
    each_refused! {
        |c| c.practice_weeks[0].days[0].weekday = Weekday::Monday => "practice_weeks/week#days/0/date: 2024-11-27 is a Wednesday";
        |c| c.practice_weeks[0].starts = Some(day("2024-11-28")) => "practice_weeks/week#days/0/date: 2024-11-27 is not in the week";
        |c| c.practice_weeks[0].ends = Some(day("2024-11-26")) => "practice_weeks/week#days/0/date: 2024-11-27 is not in the week";
        |c| c.practice_weeks[0].ends = None => "practice_weeks/week#starts: the week has a first day and no last day";
        |c| c.practice_weeks[0].starts = None => "practice_weeks/week#ends: the week has a last day and no first day";
        |c| { c.practice_weeks[0].ends = Some(day("2024-11-24")); c.practice_weeks[0].days.clear() } => "practice_weeks/week#ends: the week ends on 2024-11-24, before";
        |c| c.practice_weeks[0].year = 2025 => "practice_weeks/week#year: the week is of 2025";
        |c| { c.practice_weeks[0].starts = None; c.practice_weeks[0].ends = None } => "practice_weeks/week#days/0/date: this day has a date and its week";
        |c| { c.practice_weeks[0].days[0].date = None; c.practice_weeks[0].days[0].sessions.clear() } => "practice_weeks/week#days/0: the week has dates and";
        |c| { let s = &mut c.practice_weeks[0].days[0].sessions[0]; s.ends = s.starts } => "practice_weeks/week#days/0/sessions/0/ends: the session starts at 13:30";
        |c| c.practice_weeks[0].days[0].sessions[0].ends = "2024-11-28T15:00:00".parse().unwrap() => "practice_weeks/week#days/0/sessions/0/ends: the session does not end";
        |c| { let s = &mut c.practice_weeks[0].days[0].sessions[0]; s.starts = "2024-11-26T13:30:00".parse().unwrap(); s.ends = "2024-11-26T14:30:00".parse().unwrap() }
            => "practice_weeks/week#days/0/sessions/0/starts: the session is on 2024-11-26";
        |c| { let w = &mut c.practice_weeks[0]; w.starts = None; w.ends = None; w.days[0].date = None } => "practice_weeks/week#days/0/sessions/0/starts: the session has a date";
    }
}

#[test]
fn each_day_of_a_week_stands_once() {
    let undated = |c: &mut Catalogue| {
        let week = &mut c.practice_weeks[0];
        (week.starts, week.ends) = (None, None);
        week.days[0].date = None;
        week.days[0].sessions.clear();
    };
    let second = |c: &mut Catalogue, date: Option<&str>| {
        let days = &mut c.practice_weeks[0].days;
        let mut copy = days[0].clone();
        copy.topic = "Another".into();
        copy.date = date.map(day);
        copy.sessions.clear();
        days.push(copy);
    };
    each_refused! {
        |c| second(c, Some("2024-11-27")) => "practice_weeks/week#days/1/date: there are two days on 2024-11-27";
        |c| { undated(c); second(c, None) } => "practice_weeks/week#days/1/weekday: there are two Wednesdays";
        |c| c.practice_weeks[0].ends = Some(day("2024-12-26")) => "practice_weeks/week#ends: the week from 2024-11-25 to 2024-12-26 is longer than 31 days";
    }
    let a_month = |c: &mut Catalogue| {
        c.practice_weeks[0].ends = Some(day("2024-12-25"));
        second(c, Some("2024-12-04"));
    };
    assert_eq!(faults(a_month), Vec::<String>::new());
}
