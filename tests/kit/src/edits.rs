//! What an editor changes for edition 2, in a copy of `data/`: a number, a practice week ahead, a withdrawn resource.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The contact whose number changes.
pub const CONTACT: &str = "hampshire-childrens-services";
pub const OLD_NUMBER: &str = "0300 555 1384";
pub const NEW_NUMBER: &str = "0300 555 1999";
/// The practice week that is announced.
pub const WEEK: &str = "A practice week on neglect";
/// The resource that is withdrawn.
pub const WITHDRAWN: &str = "book-a-toolkit-tour";
pub const WITHDRAWN_TITLE: &str = "BOOK a Toolkit Tour";
pub const WITHDRAWN_BECAUSE: &str = "Tours are no longer given.";

/// Makes the changes, and answers the day on which the week starts: a Monday at least a week from `today`.
pub fn apply(data: &Path, today: NaiveDate) -> Result<NaiveDate> {
    replace(&data.join("contacts.toml"), OLD_NUMBER, NEW_NUMBER)?;
    let id = format!("id = \"{WITHDRAWN}\"\n");
    let withdrawal =
        format!("{id}status = \"withdrawn\"\nwithdrawal = {{ on = \"{today}\", reason = \"{WITHDRAWN_BECAUSE}\" }}\n");
    replace(&data.join("resources/bookings.toml"), &id, &withdrawal)?;
    let starts = monday_ahead(today);
    let (ends, year) = (starts + Days::new(4), starts.year());
    let week = format!(
        "id = \"a-practice-week-on-neglect\"\ntitle = \"{WEEK}\"\narea = \"hampshire\"\nyear = {year}\n\
         starts = \"{starts}\"\nends = \"{ends}\"\nsummary = \"Made up, to show how a new week arrives.\"\n\
         themes = [\"neglect\"]\nsource = \"page-iowscp-safeguarding-practice-weeks\"\n\n\
         [[days]]\nweekday = \"monday\"\ndate = \"{starts}\"\ntopic = \"Neglect\"\n"
    );
    fs::write(data.join("weeks/a-practice-week-on-neglect.toml"), week)?;
    Ok(starts)
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to)?;
        }
    }
    Ok(())
}

fn replace(file: &Path, old: &str, new: &str) -> Result<()> {
    let text = fs::read_to_string(file)?;
    if !text.contains(old) {
        return Err(Error::other(format!("{} has no {old}", file.display())));
    }
    fs::write(file, text.replacen(old, new, 1))
}

fn monday_ahead(today: NaiveDate) -> NaiveDate {
    let week_from_now = today + Days::new(7);
    let days = (7 - week_from_now.weekday().days_since(Weekday::Mon)) % 7;
    week_from_now + Days::new(days.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_is_always_ahead() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (today, monday) in [
            ("2026-11-22", "2026-11-30"),
            ("2026-11-23", "2026-11-30"),
            ("2026-11-24", "2026-12-07"),
            ("2026-12-28", "2027-01-04"),
        ] {
            assert_eq!(monday_ahead(day(today)), day(monday), "{today}");
        }
    }
}
