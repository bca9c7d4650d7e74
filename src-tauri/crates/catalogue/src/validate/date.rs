//! Days: within a century, and no confirmation that has not happened yet.

use chrono::NaiveDate;
use serde_json::Value;

use super::{At, Check};
use crate::days::{YEARS, day, is_plausible};

pub(super) fn check(check: &mut Check<'_>) {
    check.each_record(|check, at, record| {
        super::walk(record, &mut |path, value| match value {
            Value::String(text) => {
                if let Some(day) = day(text) {
                    one(check, at, path, day);
                }
            }
            Value::Number(year) if path == "year" => {
                let year_of = year.as_i64().and_then(|year| i32::try_from(year).ok());
                if !year_of.is_some_and(|year| YEARS.contains(&year)) {
                    implausible(check, at, path, &year.to_string());
                }
            }
            _ => {}
        });
    });
}

fn one(check: &mut Check<'_>, at: At<'_>, path: &str, day: NaiveDate) {
    if !is_plausible(day) {
        implausible(check, at, path, &day.to_string());
    } else if (path == "confirmed_on" || path.ends_with("/confirmed_on"))
        && check.rules.today.is_some_and(|today| day > today)
    {
        check.refuse(
            at,
            path,
            format!("it is confirmed on {day}, which is in the future"),
            "write the day of the call",
        );
    }
}

fn implausible(check: &mut Check<'_>, at: At<'_>, path: &str, written: &str) {
    let (first, last) = (YEARS.start(), YEARS.end());
    check.refuse(
        at,
        path,
        format!("{written} is not between {first} and {last}"),
        "correct the year",
    );
}
