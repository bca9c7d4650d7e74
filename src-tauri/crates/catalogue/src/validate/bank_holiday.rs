//! Bank holidays: each day once, and never a day off anyway.

use std::collections::HashSet;

use chrono::{Datelike, Weekday};

use super::{At, Check};

pub(super) fn check(check: &mut Check<'_>) {
    let mut days = HashSet::new();
    for (index, holiday) in check.catalogue.bank_holidays.iter().enumerate() {
        let at = At {
            collection: "bank_holidays",
            index,
            id: &holiday.id,
        };
        if !days.insert(holiday.date) {
            check.refuse(
                at,
                "date",
                format!("{} is in the list twice", holiday.date),
                "remove one of the two",
            );
        }
        if matches!(holiday.date.weekday(), Weekday::Sat | Weekday::Sun) {
            check.refuse(
                at,
                "date",
                format!("{} is a {}", holiday.date, holiday.date.format("%A")),
                "write the substitute day, which is the bank holiday",
            );
        }
    }
}
