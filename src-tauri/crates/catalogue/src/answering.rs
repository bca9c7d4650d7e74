//! Whether somebody answers at a moment.

use chrono::{DateTime, Utc};

use crate::bank_holiday::BankHolidays;
use crate::hours::{Hours, OnBankHolidays, Opening, are_open};
use crate::{Contact, calendar};

/// Whether somebody answers `contact` at `now`: `None` where that is not known. On a bank holiday, and on a day that may be
/// one, office hours say nothing unless a source says what holds then.
///
/// `of` finds another contact by id.
pub fn open_at<'a>(
    contact: &Contact,
    now: DateTime<Utc>,
    holidays: &BankHolidays,
    of: impl Fn(&str) -> Option<&'a Contact>,
) -> Option<bool> {
    let moment = Moment { now, holidays };
    match contact.hours.as_ref()? {
        Hours::Always => Some(true),
        Hours::Weekly(openings) => moment.in_hours(contact, openings),
        Hours::OutsideHoursOf(id) => {
            let office = of(id)?;
            match office.hours.as_ref()? {
                Hours::Always => Some(false),
                Hours::Weekly(openings) => moment.outside_hours(contact, office, openings),
                // A chain of "outside hours of" says nothing; the rules refuse it.
                Hours::OutsideHoursOf(_) => None,
            }
        }
    }
}

struct Moment<'a> {
    now: DateTime<Utc>,
    holidays: &'a BankHolidays,
}

impl Moment<'_> {
    fn in_hours(&self, contact: &Contact, openings: &[Opening]) -> Option<bool> {
        let local = calendar::local(self.now);
        match contact.on_bank_holidays {
            _ if !are_open(openings, local) => Some(false),
            Some(OnBankHolidays::AsUsual) => Some(true),
            Some(OnBankHolidays::Closed) if self.holidays.on(local.date()).is_some() => Some(false),
            _ => (!self.holidays.may_be(local.date())).then_some(true),
        }
    }

    fn outside_hours(&self, contact: &Contact, office: &Contact, openings: &[Opening]) -> Option<bool> {
        let is_holiday = self.holidays.on(calendar::today(self.now)).is_some();
        match contact.on_bank_holidays {
            Some(OnBankHolidays::Open) if is_holiday => Some(true),
            Some(OnBankHolidays::Closed) if is_holiday => Some(false),
            _ => self.in_hours(office, openings).map(|open| !open),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::BankHoliday;

    fn holidays() -> BankHolidays {
        let day =
            |date: &str| serde_json::from_value(json!({"id": date, "title": "A day", "date": date, "source": "s"}));
        let days = ["2026-12-25", "2026-12-28", "2027-01-01"];
        let list: Vec<BankHoliday> = days.iter().map(|date| day(date).unwrap()).collect();
        BankHolidays::of(&list)
    }

    fn contact(id: &str, hours: Value, on_bank_holidays: Option<&str>) -> Contact {
        let mut contact = json!({
            "id": id, "title": id, "purpose": "P", "group": "childrens-services", "order": 1, "area": "a",
            "used_by": "everyone", "numbers": [{"number": "999"}], "hours": hours, "source": "s",
        });
        if let Some(on) = on_bank_holidays {
            contact["on_bank_holidays"] = on.into();
        }
        serde_json::from_value(contact).unwrap()
    }

    /// The hours Hampshire prints: until five, on Fridays until half past four.
    fn office(on_bank_holidays: Option<&str>) -> Contact {
        let hours = json!({"weekly": [
            {"days": ["monday", "tuesday", "wednesday", "thursday"], "from": "08:30", "to": "17:00"},
            {"days": ["friday", "sunday"], "from": "08:30", "to": "16:30"},
        ]});
        contact("office", hours, on_bank_holidays)
    }

    fn night(on_bank_holidays: Option<&str>) -> Contact {
        contact("night", json!({"outside-hours-of": "office"}), on_bank_holidays)
    }

    fn at(contact: &Contact, office: &Contact, utc: &str) -> Option<bool> {
        let now = utc.parse().expect("a time");
        open_at(contact, now, &holidays(), |id| (id == "office").then_some(office))
    }

    #[test]
    fn office_hours_follow_the_clock_on_the_wall() {
        let office = office(None);
        let table = [
            ("2026-11-23T08:29:59Z", false, "Monday, a second early"),
            ("2026-11-23T08:30:00Z", true, "Monday, on time"),
            ("2026-11-23T16:59:59Z", true, "Monday, the last second"),
            ("2026-11-23T17:00:00Z", false, "Monday, closed"),
            ("2026-11-27T16:29:59Z", true, "Friday, the last second"),
            ("2026-11-27T16:30:00Z", false, "Friday closes earlier"),
            ("2026-11-28T12:00:00Z", false, "Saturday"),
            (
                "2026-07-06T07:30:00Z",
                true,
                "summer: half past eight here is half past seven UTC",
            ),
            ("2026-07-06T16:00:00Z", false, "summer: five here is four UTC"),
            // Clocks go forward on Sunday 29 March 2026 at 01:00 UTC.
            ("2026-03-27T08:30:00Z", true, "the Friday before"),
            ("2026-03-27T07:30:00Z", false, "the Friday before, still winter time"),
            ("2026-03-29T07:30:00Z", true, "the Sunday itself"),
            ("2026-03-30T07:30:00Z", true, "the Monday after"),
            // Clocks go back on Sunday 25 October 2026 at 01:00 UTC.
            ("2026-10-23T07:30:00Z", true, "the Friday before"),
            ("2026-10-25T07:30:00Z", false, "the Sunday itself, too early now"),
            ("2026-10-25T08:30:00Z", true, "the Sunday itself"),
            ("2026-10-26T16:59:00Z", true, "the Monday after"),
        ];
        for (utc, open, when) in table {
            assert_eq!(at(&office, &office, utc), Some(open), "{when}");
            assert_eq!(at(&night(None), &office, utc), Some(!open), "out of hours: {when}");
        }
    }

    #[test]
    fn on_a_bank_holiday_nothing_is_claimed_but_what_a_source_says() {
        // A Friday, a Monday, and the eve of one; each in the middle of the day, and the first at night.
        let (christmas, substitute) = ("2026-12-25T11:00:00Z", "2026-12-28T11:00:00Z");
        let (eve, evening) = ("2026-12-24T11:00:00Z", "2026-12-25T20:00:00Z");
        for (office_on, night_on, expected) in [
            // The office's and the night's, on the eve, in the middle of both days, and in the evening.
            (
                None,
                None,
                [
                    [Some(true), Some(false)],
                    [None, None],
                    [None, None],
                    [Some(false), Some(true)],
                ],
            ),
            (
                None,
                Some("open"),
                [
                    [Some(true), Some(false)],
                    [None, Some(true)],
                    [None, Some(true)],
                    [Some(false), Some(true)],
                ],
            ),
            (
                Some("closed"),
                None,
                [
                    [Some(true), Some(false)],
                    [Some(false), Some(true)],
                    [Some(false), Some(true)],
                    [Some(false), Some(true)],
                ],
            ),
            (
                Some("as-usual"),
                Some("closed"),
                [
                    [Some(true), Some(false)],
                    [Some(true), Some(false)],
                    [Some(true), Some(false)],
                    [Some(false), Some(false)],
                ],
            ),
        ] {
            let (office, night) = (office(office_on), night(night_on));
            let both = |utc| [at(&office, &office, utc), at(&night, &office, utc)];
            assert_eq!(
                [eve, christmas, substitute, evening].map(both),
                expected,
                "{office_on:?} {night_on:?}"
            );
        }
    }

    #[test]
    fn beyond_the_list_nothing_is_claimed_of_the_hours_in_which_an_office_may_be_closed() {
        let office = office(None);
        for (utc, open) in [
            ("2027-03-29T11:00:00Z", None),
            ("2027-03-29T20:00:00Z", Some(false)),
            ("2027-04-03T11:00:00Z", Some(false)),
        ] {
            assert_eq!(at(&office, &office, utc), open, "{utc}");
            for on in [None, Some("open"), Some("closed")] {
                assert_eq!(at(&night(on), &office, utc), open.map(|open| !open), "{utc}");
            }
        }
    }

    #[test]
    fn what_is_not_known_is_not_said() {
        let (office, noon) = (office(None), "2026-11-23T12:00:00Z");
        let always = contact("office", json!("always"), None);
        assert_eq!(at(&always, &office, noon), Some(true));
        assert_eq!(at(&always, &office, "2026-12-25T12:00:00Z"), Some(true));
        assert_eq!(at(&night(None), &always, noon), Some(false));
        assert_eq!(at(&night(None), &night(None), noon), None);
        let astray = contact("astray", json!({"outside-hours-of": "nobody"}), None);
        assert_eq!(at(&astray, &office, noon), None);
    }
}
