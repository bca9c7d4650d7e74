//! Dates, hours and names as people say them.

use catalogue::{
    Audience, BankHolidays, Due, Hours, OnBankHolidays, Opening, ResourceKind, Weekday, Within, calendar, due,
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};

/// "22 November 2026".
pub fn date(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// "one", "one and two", "one, two and three".
pub(crate) fn listed(parts: &[impl AsRef<str>]) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    match &parts[..] {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// "22 November 2026 at 9:12am", local time in London.
pub fn moment(at: DateTime<Utc>) -> String {
    let local = calendar::local(at);
    format!("{} at {}", date(local.date()), time(local.time()))
}

/// "850 KB", "1.2 MB", "14 MB", "2 GB": in thousands, as shops and systems count.
pub fn size(bytes: u64) -> String {
    let in_units = |unit: u64, name: &str| {
        let tenths = (bytes + unit / 20) / (unit / 10);
        match (tenths / 10, tenths % 10) {
            (whole, tenth) if whole < 10 && tenth > 0 => format!("{whole}.{tenth} {name}"),
            _ => format!("{} {name}", (bytes + unit / 2) / unit),
        }
    };
    match bytes {
        ..1_000 => format!("{bytes} bytes"),
        // What would be rounded up to 1,000 is one of the next unit.
        1_000..999_500 => in_units(1_000, "KB"),
        999_500..999_500_000 => in_units(1_000_000, "MB"),
        _ => in_units(1_000_000_000, "GB"),
    }
}

/// "Hampshire", "Hampshire and Isle of Wight", "Hampshire, Portsmouth and Southampton".
pub fn list(names: &[String]) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}

/// "8:30am", "5pm", "midday", "midnight".
pub fn time(time: NaiveTime) -> String {
    match (time.hour(), time.minute()) {
        (12, 0) => "midday".into(),
        (0, 0) => "midnight".into(),
        (hour, minute) => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
            if minute == 0 {
                format!("{hour}{half}")
            } else {
                format!("{hour}:{minute:02}{half}")
            }
        }
    }
}

/// "25 to 29 November 2024", "30 November to 4 December 2024", "25 November 2024".
pub fn dates(starts: NaiveDate, ends: NaiveDate) -> String {
    if starts == ends {
        date(starts)
    } else if (starts.year(), starts.month()) == (ends.year(), ends.month()) {
        format!("{} to {}", starts.day(), date(ends))
    } else if starts.year() == ends.year() {
        format!("{} to {}", starts.format("%-d %B"), date(ends))
    } else {
        format!("{} to {}", date(starts), date(ends))
    }
}

/// "Monday to Thursday 8:30am to 5pm, Friday 8:30am to 4:30pm. Bank holidays may differ." `office` is the title of the
/// contact that "outside hours of" speaks of.
pub fn hours(hours: &Hours, office: Option<&str>, on_bank_holidays: Option<OnBankHolidays>) -> String {
    let said = match hours {
        Hours::Always => return "Day and night, every day.".into(),
        Hours::Weekly(openings) => openings.iter().map(opening).collect::<Vec<_>>().join(", "),
        Hours::OutsideHoursOf(_) => format!("At all other times, when {} is closed", office.unwrap_or("the office")),
    };
    let holidays = match on_bank_holidays {
        Some(OnBankHolidays::Open) => ", and on bank holidays day and night.",
        Some(OnBankHolidays::AsUsual) => ", on bank holidays too.",
        Some(OnBankHolidays::Closed) => ". Closed on bank holidays.",
        None => ". Bank holidays may differ.",
    };
    said + holidays
}

fn opening(opening: &Opening) -> String {
    format!("{} {} to {}", days(&opening.days), time(opening.from), time(opening.to))
}

fn days(days: &[Weekday]) -> String {
    let names: Vec<&str> = days.iter().map(|d| weekday(*d)).collect();
    let in_a_row = days.windows(2).all(|pair| pair[1] as u8 == pair[0] as u8 + 1);
    match names.as_slice() {
        [first, .., last] if in_a_row && names.len() > 2 => format!("{first} to {last}"),
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        other => other.join(", "),
    }
}

/// "Monday".
pub fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// "Monday 25 November", or "Monday" where no date is known.
pub fn day_title(day: Weekday, date: Option<NaiveDate>) -> String {
    let name = weekday(day);
    date.map_or(name.to_owned(), |date| format!("{name} {}", date.format("%-d %B")))
}

/// "Monday 24 February": a day near enough to need no year.
pub fn near(day: NaiveDate) -> String {
    day_title(day.weekday().into(), Some(day))
}

/// By when something should have happened: "By the end of Tuesday 1 December", "By 4pm on Tuesday 1 December"; without
/// a day where the list of bank holidays does not reach so far.
pub fn by_when(within: Within, now: DateTime<Utc>, holidays: &BankHolidays) -> String {
    match due(within, now, holidays) {
        Some(Due::EndOf(day)) => format!("By the end of {}", near(day)),
        Some(Due::At(at)) => format!("By {} on {}", time(at.time()), near(at.date())),
        None => self::within(within),
    }
}

/// The same without a day: "By the end of the next working day", "Within 24 hours".
pub fn within(within: Within) -> String {
    match within {
        Within::WorkingDays(0) => "By the end of today".into(),
        Within::WorkingDays(1) => "By the end of the next working day".into(),
        Within::WorkingDays(days) => format!("Within {days} working days"),
        Within::Hours(1) => "Within an hour".into(),
        Within::Hours(hours) => format!("Within {hours} hours"),
    }
}

/// "Practitioner guide".
pub fn kind(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Toolkit => "Toolkit",
        ResourceKind::Guidance => "Guidance",
        ResourceKind::Procedure => "Procedure",
        ResourceKind::PractitionerGuide => "Practitioner guide",
        ResourceKind::Tool => "Tool",
        ResourceKind::CaseStudy => "Case study",
        ResourceKind::Webinar => "Webinar",
        ResourceKind::Elearning => "eLearning",
        ResourceKind::Video => "Video",
        ResourceKind::Publication => "Publication",
        ResourceKind::Website => "Website",
        ResourceKind::Form => "Form",
        ResourceKind::Booking => "Booking",
        ResourceKind::Other => "Resource",
    }
}

/// "For professionals".
pub fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Professionals | Audience::Other => "For professionals",
        Audience::ParentsAndCarers => "For parents and carers",
        Audience::ChildrenAndYoungPeople => "For children and young people",
        Audience::Everyone => "For everyone",
    }
}

/// Digits one by one in their printed groups: "0 3 0 0, 5 5 5, 1 3 8 4".
pub fn aloud(number: &str) -> String {
    let groups = number.split_whitespace().map(|group| {
        let digits: Vec<String> = group.chars().map(String::from).collect();
        digits.join(" ")
    });
    groups.collect::<Vec<_>>().join(", ")
}

/// Paragraphs, parted by empty lines in the source.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|p| !p.is_empty())
        .collect()
}

/// The host of an address, without "www.": "hants.gov.uk".
pub fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn dates_are_said_once() {
        for (starts, ends, said) in [
            ("2024-11-25", "2024-11-29", "25 to 29 November 2024"),
            ("2024-11-30", "2024-12-04", "30 November to 4 December 2024"),
            ("2024-12-30", "2025-01-03", "30 December 2024 to 3 January 2025"),
            ("2024-11-25", "2024-11-25", "25 November 2024"),
        ] {
            assert_eq!(dates(day(starts), day(ends)), said);
        }
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        for (clock, said) in [
            ("08:30", "8:30am"),
            ("17:00", "5pm"),
            ("12:00", "midday"),
            ("00:00", "midnight"),
            ("12:05", "12:05pm"),
        ] {
            assert_eq!(time(NaiveTime::parse_from_str(clock, "%H:%M").expect("a time")), said);
        }
    }

    #[test]
    fn hours_run_together() {
        let weekly: Hours = serde_json::from_str(
            r#"{"weekly":[{"days":["monday","tuesday","wednesday","thursday"],"from":"08:30","to":"17:00"},{"days":["friday"],"from":"08:30","to":"16:30"}]}"#,
        )
        .expect("hours");
        assert_eq!(
            hours(&weekly, None, None),
            "Monday to Thursday 8:30am to 5pm, Friday 8:30am to 4:30pm. Bank holidays may differ."
        );
    }

    #[test]
    fn by_when_names_the_day_and_the_hour_where_they_are_known() {
        let holiday = |date: &str| catalogue::BankHoliday {
            id: date.into(),
            title: "A day".into(),
            date: day(date),
            source: "s".into(),
        };
        let holidays = BankHolidays::of(&["2026-12-25", "2026-12-28", "2027-01-01"].map(holiday));
        for (within, at, said) in [
            (
                Within::WorkingDays(1),
                "2026-11-30T16:10:00Z",
                "By the end of Tuesday 1 December",
            ),
            (
                Within::WorkingDays(1),
                "2026-12-24T16:10:00Z",
                "By the end of Tuesday 29 December",
            ),
            (
                Within::WorkingDays(1),
                "2026-12-31T16:10:00Z",
                "By the end of the next working day",
            ),
            (Within::WorkingDays(3), "2026-12-31T16:10:00Z", "Within 3 working days"),
            (
                Within::Hours(24),
                "2026-11-30T15:10:00Z",
                "By 4pm on Tuesday 1 December",
            ),
            (
                Within::Hours(24),
                "2026-11-30T12:00:00Z",
                "By midday on Tuesday 1 December",
            ),
            (
                Within::Hours(4),
                "2026-11-30T19:10:00Z",
                "By the end of Monday 30 November",
            ),
        ] {
            assert_eq!(
                by_when(within, at.parse().expect("a time"), &holidays),
                said,
                "{within:?}"
            );
        }
    }

    #[test]
    fn summer_time_is_local_time() {
        let at: DateTime<Utc> = "2026-07-01T08:00:00Z".parse().expect("a moment");
        assert_eq!(moment(at), "1 July 2026 at 9am");
    }

    #[test]
    fn numbers_are_read_in_their_groups() {
        assert_eq!(aloud("0300 555 1384"), "0 3 0 0, 5 5 5, 1 3 8 4");
    }

    #[test]
    fn sizes_are_in_thousands() {
        for (bytes, said) in [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1 KB"),
            (4_686, "4.7 KB"),
            (9_960, "10 KB"),
            (999_499, "999 KB"),
            (999_500, "1 MB"),
            (1_249_000, "1.2 MB"),
            (14_400_000, "14 MB"),
            (999_600_000, "1 GB"),
            (2_500_000_000, "2.5 GB"),
        ] {
            assert_eq!(size(bytes), said);
        }
    }

    #[test]
    fn hosts_are_short() {
        assert_eq!(host("https://www.hants.gov.uk/a?b#c"), "hants.gov.uk");
        assert_eq!(host("https://iowscp.org.uk"), "iowscp.org.uk");
    }
}
