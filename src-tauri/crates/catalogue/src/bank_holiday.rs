//! Bank holidays in England, and what is a working day.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Id, Source};

/// A bank holiday in England.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BankHoliday {
    /// Stable slug: the date.
    pub id: Id<BankHoliday>,
    /// What it is called: "Christmas Day".
    pub title: String,
    /// The day, never a Saturday or Sunday: where Christmas Day is one, the substitute day is the bank holiday.
    pub date: NaiveDate,
    /// The id of the source.
    pub source: Id<Source>,
}

/// A list of bank holidays, by day. It knows every one up to its last, and nothing of later days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankHolidays(BTreeMap<NaiveDate, String>);

impl BankHolidays {
    /// Those of an edition.
    pub fn of(list: &[BankHoliday]) -> Self {
        Self(list.iter().map(|day| (day.date, day.title.clone())).collect())
    }

    /// The name of the bank holiday that `day` is, where it is known to be one.
    pub fn on(&self, day: NaiveDate) -> Option<&str> {
        self.0.get(&day).map(String::as_str)
    }

    /// The same as if no other came after them: what is usual.
    pub fn and_no_more(&self) -> Self {
        let mut days = self.0.clone();
        days.insert(NaiveDate::MAX, String::new());
        Self(days)
    }

    /// The last day of which it is known whether it is one.
    pub fn last(&self) -> Option<NaiveDate> {
        self.0.last_key_value().map(|(day, _)| *day)
    }

    /// Whether `day` may be one: it is in the list, or a weekday that the list does not reach.
    pub fn may_be(&self, day: NaiveDate) -> bool {
        self.0.contains_key(&day) || (!is_weekend(day) && self.last().is_none_or(|last| day > last))
    }

    /// The last working day before `day`. Beyond the list, every Monday to Friday counts as one.
    pub fn working_day_before(&self, day: NaiveDate) -> NaiveDate {
        let before = std::iter::successors(day.pred_opt(), NaiveDate::pred_opt);
        let mut working = before.skip_while(|day| is_weekend(*day) || self.0.contains_key(day));
        working.next().unwrap_or(day)
    }

    /// The working day that is that many after `day`, 0 being `day` itself: `None` where the list does not reach so
    /// far.
    pub fn working_day_after(&self, day: NaiveDate, count: u8) -> Option<NaiveDate> {
        let mut after = day;
        for _ in 0..count {
            after = after.succ_opt()?;
            while is_weekend(after) || self.0.contains_key(&after) {
                after = after.succ_opt()?;
            }
            if self.may_be(after) {
                return None;
            }
        }
        Some(after)
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn list() -> BankHolidays {
        let days = ["2026-12-25", "2026-12-28", "2027-01-01"];
        BankHolidays(days.iter().map(|text| (day(text), (*text).to_owned())).collect())
    }

    #[test]
    fn the_working_day_before_is_no_weekend_and_no_bank_holiday() {
        for (of, expected) in [
            ("2026-11-24", "2026-11-23"),
            ("2026-11-23", "2026-11-20"),
            ("2026-11-29", "2026-11-27"),
            ("2026-12-28", "2026-12-24"),
            ("2026-12-29", "2026-12-24"),
            ("2027-01-04", "2026-12-31"),
            // Beyond the list, and without one.
            ("2027-03-30", "2027-03-29"),
        ] {
            assert_eq!(list().working_day_before(day(of)), day(expected), "{of}");
        }
        assert_eq!(
            BankHolidays::default().working_day_before(day("2026-12-28")),
            day("2026-12-25")
        );
        assert_eq!(list().working_day_before(NaiveDate::MIN), NaiveDate::MIN);
    }

    #[test]
    fn beyond_the_list_any_weekday_may_be_one() {
        for (of, expected) in [
            ("2026-12-25", true),
            ("2026-12-24", false),
            ("2026-12-26", false),
            ("2027-01-02", false),
            ("2027-01-04", true),
            ("2027-01-09", false),
        ] {
            assert_eq!(list().may_be(day(of)), expected, "{of}");
        }
        assert!(BankHolidays::default().may_be(day("2026-11-24")));
    }
}
