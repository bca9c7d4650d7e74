//! From which day on, and up to which, something holds.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// The days on which something holds, in London: an edition published in January changes a number on the day itself, on
/// every device, with no network.
#[skip_serializing_none]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The first day on which it holds: "2027-02-24". Absent: it always did.
    pub from: Option<NaiveDate>,
    /// The last day on which it holds. Absent: until further notice.
    pub until: Option<NaiveDate>,
}

impl Span {
    /// Whether it holds on `day`.
    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The first day on which it no longer holds.
    pub fn ends(self) -> Option<NaiveDate> {
        self.until?.succ_opt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_its_ends_belong_to_it() {
        let day = |day| NaiveDate::from_ymd_opt(2027, 2, day).expect("a day");
        let holds = |from: Option<u32>, until: Option<u32>| {
            let span = Span {
                from: from.map(day),
                until: until.map(day),
            };
            [23, 24, 25].map(|it| span.holds_on(day(it)))
        };
        assert_eq!(holds(None, None), [true, true, true]);
        assert_eq!(holds(Some(24), None), [false, true, true]);
        assert_eq!(holds(None, Some(24)), [true, true, false]);
        assert_eq!(holds(Some(24), Some(24)), [false, true, false]);
    }
}
