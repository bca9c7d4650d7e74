//! Whether somebody answers at a moment, and when that changes.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, Utc};

use crate::bank_holiday::BankHolidays;
use crate::hours::{Hours, OnBankHolidays, Opening, are_open};
use crate::{Contact, calendar};

/// Whether somebody answers `contact` at `now`: `None` where that is not known. On a bank holiday, and on a day that
/// may be one, office hours say nothing unless a source says what holds then.
///
/// `of` finds another contact by id.
pub fn open_at<'a>(
    contact: &Contact,
    now: DateTime<Utc>,
    holidays: &BankHolidays,
    of: impl Fn(&str) -> Option<&'a Contact>,
) -> Option<bool> {
    Answering::of(contact, holidays, of)?.at(calendar::local(now))
}

/// How far ahead a change is looked for: further than any office is closed for.
const AHEAD: u64 = 14;

/// Whether somebody answers at `now`, as [`open_at`] says it, and each change of that in the two weeks after, by
/// London's clock. Nothing where no hours are known.
pub fn changes<'a>(
    contact: &'a Contact,
    now: DateTime<Utc>,
    holidays: &'a BankHolidays,
    of: impl Fn(&str) -> Option<&'a Contact>,
) -> impl Iterator<Item = (NaiveDateTime, Option<bool>)> {
    let now = calendar::local(now);
    let answering = Answering::of(contact, holidays, of);
    let openings = answering.iter().flat_map(|answering| answering.openings());
    let mut times: Vec<NaiveTime> = openings.flat_map(|opening| [opening.from, opening.to]).collect();
    times.push(NaiveTime::MIN);
    times.sort();
    times.dedup();
    let days = (0..=AHEAD).filter_map(move |day| now.date().checked_add_days(Days::new(day)));
    let later = days.flat_map(move |day| times.clone().into_iter().map(move |time| day.and_time(time)));
    let mut before = None;
    std::iter::once(now)
        .chain(later.filter(move |at| *at > now))
        .filter_map(move |at| Some((at, answering.as_ref()?.at(at))))
        .filter(move |(_, open)| before.replace(*open) != Some(*open))
}

/// What decides whether somebody answers.
struct Answering<'a> {
    contact: &'a Contact,
    hours: Known<'a>,
    holidays: &'a BankHolidays,
}

enum Known<'a> {
    /// The same, always.
    Fixed(bool),
    In(&'a [Opening]),
    Outside(&'a Contact, &'a [Opening]),
}

impl<'a> Answering<'a> {
    fn of<'b: 'a>(
        contact: &'a Contact,
        holidays: &'a BankHolidays,
        of: impl Fn(&str) -> Option<&'b Contact>,
    ) -> Option<Self> {
        let hours = match contact.hours.as_ref()? {
            Hours::Always => Known::Fixed(true),
            Hours::Weekly(openings) => Known::In(openings),
            Hours::OutsideHoursOf(id) => {
                let office = of(id)?;
                match office.hours.as_ref()? {
                    Hours::Always => Known::Fixed(false),
                    Hours::Weekly(openings) => Known::Outside(office, openings),
                    // A chain of "outside hours of" says nothing; the rules refuse it.
                    Hours::OutsideHoursOf(_) => return None,
                }
            }
        };
        Some(Self {
            contact,
            hours,
            holidays,
        })
    }

    fn openings(&self) -> &'a [Opening] {
        match self.hours {
            Known::Fixed(_) => &[],
            Known::In(openings) | Known::Outside(_, openings) => openings,
        }
    }

    fn at(&self, local: NaiveDateTime) -> Option<bool> {
        match self.hours {
            Known::Fixed(open) => Some(open),
            Known::In(openings) => self.in_hours(self.contact, openings, local),
            Known::Outside(office, openings) => self.outside_hours(office, openings, local),
        }
    }

    fn in_hours(&self, contact: &Contact, openings: &[Opening], local: NaiveDateTime) -> Option<bool> {
        match contact.on_bank_holidays {
            _ if !are_open(openings, local) => Some(false),
            Some(OnBankHolidays::AsUsual) => Some(true),
            Some(OnBankHolidays::Closed) if self.holidays.on(local.date()).is_some() => Some(false),
            _ => (!self.holidays.may_be(local.date())).then_some(true),
        }
    }

    fn outside_hours(&self, office: &Contact, openings: &[Opening], local: NaiveDateTime) -> Option<bool> {
        let is_holiday = self.holidays.on(local.date()).is_some();
        match self.contact.on_bank_holidays {
            Some(OnBankHolidays::Open) if is_holiday => Some(true),
            Some(OnBankHolidays::Closed) if is_holiday => Some(false),
            _ => self.in_hours(office, openings, local).map(|open| !open),
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

    #[test]
    fn changes_are_those_that_somebody_finds_who_asks_all_the_time() {
        let asked_all_the_time = |contact: &Contact, office: &Contact, utc: &str| {
            let now: DateTime<Utc> = utc.parse().unwrap();
            let find = |id: &str| (id == "office").then_some(office);
            let moments = (0..=14 * 48).map(|half| now + chrono::TimeDelta::minutes(30 * half));
            let mut found: Vec<(NaiveDateTime, Option<bool>)> = Vec::new();
            for at in moments {
                let open = open_at(contact, at, &holidays(), find);
                if found.last().map(|(_, before)| *before) != Some(open) {
                    found.push((calendar::local(at), open));
                }
            }
            found
        };
        for utc in [
            "2026-11-27T16:00:00Z",
            "2026-12-23T18:00:00Z",
            "2026-03-26T03:00:00Z",
            "2027-03-26T11:00:00Z",
        ] {
            for on in [None, Some("closed"), Some("open"), Some("as-usual")] {
                let office = office(on.filter(|on| *on != "open"));
                let both = [office.clone(), night(on.filter(|on| *on != "as-usual"))];
                for contact in &both {
                    let now = utc.parse().unwrap();
                    let changes: Vec<_> = changes(contact, now, &holidays(), |_| Some(&office))
                        .filter(|(at, _)| *at <= calendar::local(now + chrono::TimeDelta::days(14)))
                        .collect();
                    assert!(changes.len() > 5, "{changes:?}");
                    assert_eq!(
                        changes,
                        asked_all_the_time(contact, &office, utc),
                        "{} {on:?} {utc}",
                        contact.id
                    );
                }
            }
        }
        let always = contact("always", json!("always"), None);
        let now = "2026-11-27T16:29:00Z".parse().unwrap();
        assert_eq!(
            changes(&always, now, &holidays(), |_| None)
                .map(|(_, open)| open)
                .collect::<Vec<_>>(),
            [Some(true)]
        );
        assert_eq!(changes(&night(None), now, &holidays(), |_| None).count(), 0);
    }
}
