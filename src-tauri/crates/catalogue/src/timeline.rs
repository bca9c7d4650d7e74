//! An edition through its days.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use crate::change::Arrival;
use crate::library::{Came, Library, Whole};
use crate::{Catalogue, Edition, Kind, PracticeWeek};

/// An edition through its days. For each day it gives the library of what is in force, and it is the only way to a
/// library: so nothing can show what is not yet in force, or no longer.
#[derive(Debug)]
pub struct Timeline {
    whole: Arc<Whole>,
    /// The days on which something changes, in order.
    turns: Vec<NaiveDate>,
    /// The library before the first of these days, and from each of them on. Each is made when its days have come.
    libraries: Vec<OnceLock<Box<Library>>>,
}

impl Timeline {
    /// The timeline of an edition. A record of a shape that this version cannot read is left out, and so is a
    /// collection that it does not know: both are for a newer version.
    pub fn of(edition: &Edition, arrival: Came, arrivals: Vec<Arrival>) -> Self {
        Self::with_older(edition, arrival, arrivals, HashMap::new())
    }

    /// The same, where some records' copies were damaged and are given as an older edition had them.
    pub fn with_older(
        edition: &Edition,
        arrival: Came,
        arrivals: Vec<Arrival>,
        older: HashMap<(Kind, String), u32>,
    ) -> Self {
        let mut catalogue = Catalogue::default();
        let mut left_out = 0;
        for record in &edition.records {
            left_out += usize::from(catalogue.push(record).is_err());
        }
        if left_out > 0 {
            tracing::warn!(left_out, "records that this version cannot read");
        }
        catalogue.sort();
        catalogue
            .practice_weeks
            .iter_mut()
            .for_each(PracticeWeek::forget_implausible_dates);
        let turns: Vec<NaiveDate> = catalogue.turns().into_iter().collect();
        Self {
            libraries: std::iter::repeat_with(OnceLock::new).take(turns.len() + 1).collect(),
            turns,
            whole: Arc::new(Whole {
                header: edition.header.clone(),
                arrival,
                arrivals,
                catalogue: Arc::new(catalogue),
                older,
            }),
        }
    }

    /// What holds on `day`.
    pub fn on(&self, day: NaiveDate) -> &Library {
        self.libraries[self.stretch(day)].get_or_init(|| {
            let all = &self.whole.catalogue;
            let on = if self.turns.is_empty() {
                Arc::clone(all)
            } else {
                Arc::new(all.on(day))
            };
            Box::new(Library::of(Arc::clone(&self.whole), on))
        })
    }

    /// In which of the stretches between two changes `day` is, from 0.
    pub fn stretch(&self, day: NaiveDate) -> usize {
        self.turns.partition_point(|turn| *turn <= day)
    }

    /// How many stretches there are.
    pub fn stretches(&self) -> usize {
        self.libraries.len()
    }

    /// The edition, whatever the day.
    pub fn whole(&self) -> &Whole {
        &self.whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::tests::{edition, record};
    use crate::{Contact, Origin};

    fn timeline(fields: &str) -> Timeline {
        let contact =
            r#""title":"T","purpose":"P","group":"helplines","order":1,"area":"a","used_by":"everyone","source":"s","#;
        let arrival = Came {
            origin: Origin::Bundled,
            at: "2026-11-22T09:00:00Z".parse().unwrap(),
        };
        let records = vec![record("contacts", "c", &format!("{contact}{fields}"))];
        Timeline::of(&edition(records), arrival, Vec::new())
    }

    #[test]
    fn where_nothing_has_days_there_is_one_library_for_all_of_them() {
        let always = timeline(r#""numbers":[{"number":"101"}]"#);
        assert_eq!(always.stretches(), 1);
        let (first, last) = (always.on(NaiveDate::MIN), always.on(NaiveDate::MAX));
        assert!(std::ptr::eq(first, last));
        assert!(
            std::ptr::eq(first.catalogue(), &*always.whole().catalogue),
            "and no copy of it"
        );
    }

    #[test]
    fn a_library_is_made_for_the_days_between_two_changes() {
        let turning = timeline(
            r#""numbers":[{"number":"101","until":"2027-02-23"},{"number":"111","from":"2027-02-24"}],"until":"2027-03-01""#,
        );
        assert_eq!(turning.stretches(), 3);
        let numbers = |day: NaiveDate| -> Vec<&str> {
            let contact: &Contact = turning.on(day).get("c").unwrap();
            contact.numbers.iter().map(|number| number.number.as_str()).collect()
        };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(numbers(NaiveDate::MIN), ["101"]);
        assert_eq!(numbers(day("2027-02-23")), ["101"]);
        assert_eq!(numbers(day("2027-02-24")), ["111"]);
        assert_eq!(numbers(day("2027-03-01")), ["111"]);
        assert!(numbers(day("2027-03-02")).is_empty() && numbers(NaiveDate::MAX).is_empty());
        assert!(std::ptr::eq(
            turning.on(day("2027-02-24")),
            turning.on(day("2027-03-01"))
        ));
    }
}
