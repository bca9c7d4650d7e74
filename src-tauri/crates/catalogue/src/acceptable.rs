//! What a device refuses of an edition, however well it is signed: a mistake of the publisher must not take away the
//! number that somebody needs at a door.

use thiserror::Error;

use crate::days;
use crate::edition::{Edition, Record};
use crate::{Area, Contact};

/// The most records an edition may have: more than forty times as many as there are.
pub const MOST_RECORDS: usize = 50_000;
/// The longest a record may be, as canonical JSON, in bytes: an article of forty thousand words.
pub const MOST_BYTES: usize = 256 << 10;

/// Why an edition is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Unacceptable {
    /// Nobody could be shown whom to call.
    #[error("it has no active emergency contact that gives 999 to everyone everywhere")]
    NoEmergencyContact,
    /// A day far outside any real date.
    #[error("{place} names the day {day}, which is not between 2000 and 2100")]
    Date {
        /// The record, as in "practice_weeks/spring", or "the header".
        place: String,
        /// The day, as it is written.
        day: String,
    },
    /// More records than a device could hold in memory, found in and shown.
    #[error("it has {records} records, and may have {MOST_RECORDS}")]
    TooMany {
        /// How many it has.
        records: usize,
    },
    /// A record that no screen could show.
    #[error("{place} is {bytes} bytes long, and may be {MOST_BYTES}")]
    TooLong {
        /// The record, as in "articles/principles", or "the header".
        place: String,
        /// Its length.
        bytes: usize,
    },
    /// Two records with one name: each would be shown in the place of the other.
    #[error("it has {collection}/{id} twice")]
    Twice {
        /// The collection.
        collection: String,
        /// The id.
        id: String,
    },
}

/// Whether a device may take `edition`.
///
/// # Errors
/// The first reason why it may not.
pub fn acceptable(edition: &Edition) -> Result<(), Unacceptable> {
    size(edition)?;
    dates(edition)?;
    twice(edition)?;
    emergency(edition)
}

fn size(edition: &Edition) -> Result<(), Unacceptable> {
    let records = edition.records.len();
    if records > MOST_RECORDS {
        return Err(Unacceptable::TooMany { records });
    }
    let too_long = |place, bytes| Err(Unacceptable::TooLong { place, bytes });
    let header = &edition.header;
    let partnership = &header.partnership;
    let optional = [
        &header.feedback,
        &header.recommended_app,
        &partnership.name,
        &partnership.welcome,
    ];
    let optional = optional.into_iter().flatten().map(String::len);
    let words = optional.fold(header.title.len().max(header.publisher.len()), usize::max);
    if words > MOST_BYTES {
        return too_long("the header".into(), words);
    }
    match edition.records.iter().find(|record| record.body.len() > MOST_BYTES) {
        None => Ok(()),
        Some(record) => too_long(format!("{}/{}", record.collection, record.id), record.body.len()),
    }
}

fn dates(edition: &Edition) -> Result<(), Unacceptable> {
    let published = edition.header.published_at.date_naive();
    if !days::is_plausible(published) {
        return Err(Unacceptable::Date {
            place: "the header".into(),
            day: published.to_string(),
        });
    }
    for record in &edition.records {
        // What is between two quotes of the JSON may be a text, a part of one, or no text at all. A day is a whole
        // text, and nothing in it is ever escaped.
        let texts = record.body.split('"');
        let mut implausible = texts.filter(|text| days::day(text).is_some_and(|day| !days::is_plausible(day)));
        if let Some(day) = implausible.next() {
            return Err(Unacceptable::Date {
                place: format!("{}/{}", record.collection, record.id),
                day: day.to_owned(),
            });
        }
    }
    Ok(())
}

/// The records of an edition are in order.
fn twice(edition: &Edition) -> Result<(), Unacceptable> {
    let pairs = edition.records.windows(2);
    let mut equal = pairs.filter(|pair| pair[0].collection == pair[1].collection && pair[0].id == pair[1].id);
    match equal.next() {
        None => Ok(()),
        Some(pair) => Err(Unacceptable::Twice {
            collection: pair[0].collection.clone(),
            id: pair[0].id.clone(),
        }),
    }
}

/// A record that this version cannot read, it cannot show either.
fn emergency(edition: &Edition) -> Result<(), Unacceptable> {
    let of = |collection: &'static str| {
        let records = edition.records.iter();
        records.filter(move |record| record.collection == collection)
    };
    let areas: Vec<Area> = of("areas").filter_map(|record| Record::parse(record).ok()).collect();
    let mut contacts = of("contacts").filter_map(|record| record.parse::<Contact>().ok());
    if contacts.any(|contact| contact.is_everybodys_emergency(&areas)) {
        Ok(())
    } else {
        Err(Unacceptable::NoEmergencyContact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::tests::{edition, record};

    const AREA: &str = r#""title":"National","source":"s""#;
    const WITHIN: &str = r#""title":"Hampshire","within":"national","source":"s""#;
    const EMERGENCY: &str = r#""title":"999","purpose":"P","group":"emergency","order":1,"area":"national",
        "used_by":"everyone","numbers":[{"number":"999"}],"source":"s""#;

    /// An edition with that emergency contact and one more record.
    fn with(contact: &str, collection: &str, fields: &str) -> Edition {
        edition(vec![
            record("areas", "national", AREA),
            record("areas", "hampshire", WITHIN),
            record("contacts", "999", contact),
            record(collection, "more", fields),
        ])
    }

    #[test]
    fn a_sound_edition_is_taken() {
        let fields = r#""said":"in \"1876-03-10\" somebody","day":"2100-12-31","when":"2000-01-01T09:00:00""#;
        assert_eq!(acceptable(&with(EMERGENCY, "gadgets", fields)), Ok(()));
    }

    #[test]
    fn somebody_must_answer_everybody_everywhere() {
        for (of, instead) in [
            (r#""emergency""#, r#""helplines""#),
            (r#""national""#, r#""hampshire""#),
            (r#""national""#, r#""nowhere""#),
            (r#""everyone""#, r#""professionals""#),
            (r#"[{"number":"999"}]"#, "[]"),
            (r#""999"}"#, r#""101"}"#),
            (r#""999"}"#, r#""999","way":"text"}"#),
            (r#""999"}"#, r#""999","way":"video"}"#),
            (r#""999"}"#, r#""18000","way":"text-relay"}"#),
            (r#""999"}"#, r#""999","then_press":"55"}"#),
            (r#""999"}"#, r#""999","until":"2027-01-31"}"#),
            (r#""source":"s""#, r#""source":"s","from":"2027-01-31""#),
            (r#""source":"s""#, r#""source":"s","status":"withdrawn""#),
        ] {
            let contact = EMERGENCY.replace(of, instead);
            assert_ne!(contact, EMERGENCY);
            let refused = acceptable(&with(&contact, "gadgets", r#""title":"T""#));
            assert_eq!(refused, Err(Unacceptable::NoEmergencyContact), "{instead}");
        }
    }

    #[test]
    fn a_day_that_nobody_meant_is_refused_in_any_record() {
        for day in [
            "+262142-12-25",
            "1999-12-31",
            "2101-01-01T09:00:00",
            "-0001-01-01T00:00:00Z",
        ] {
            for fields in [
                format!(r#""day":"{day}""#),
                format!(r#""parts":[{{"b":{{"c":"{day}"}}}}]"#),
            ] {
                let refused = acceptable(&with(EMERGENCY, "gadgets", &fields));
                let expected = Unacceptable::Date {
                    place: "gadgets/more".into(),
                    day: day.into(),
                };
                assert_eq!(refused, Err(expected), "{fields}");
            }
        }
        let mut late = with(EMERGENCY, "gadgets", r#""title":"T""#);
        late.header.published_at = "2101-01-01T00:00:00Z".parse().expect("an instant");
        assert!(matches!(acceptable(&late), Err(Unacceptable::Date { place, .. }) if place == "the header"));
    }

    #[test]
    fn there_is_an_end_to_how_many_records_and_how_long() {
        let sound = with(EMERGENCY, "gadgets", r#""title":"T""#);
        let terms = |count: usize| {
            let mut records = sound.records.clone();
            records.extend((0..count).map(|n| record("terms", &format!("t{n}"), r#""title":"T""#)));
            edition(records)
        };
        let left = MOST_RECORDS - sound.records.len();
        assert_eq!(acceptable(&terms(left)), Ok(()));
        let records = MOST_RECORDS + 1;
        assert_eq!(acceptable(&terms(left + 1)), Err(Unacceptable::TooMany { records }));

        let of = |length: usize| with(EMERGENCY, "gadgets", &format!(r#""title":"{}""#, "x".repeat(length)));
        let around = of(0).records[3].body.len();
        assert_eq!(acceptable(&of(MOST_BYTES - around)), Ok(()));
        let expected = Unacceptable::TooLong {
            place: "gadgets/more".into(),
            bytes: MOST_BYTES + 1,
        };
        assert_eq!(acceptable(&of(MOST_BYTES - around + 1)), Err(expected));
        let mut titled = sound;
        titled.header.title = "x".repeat(MOST_BYTES + 1);
        assert!(matches!(acceptable(&titled), Err(Unacceptable::TooLong { place, .. }) if place == "the header"));
    }

    #[test]
    fn a_record_stands_once() {
        let mut records = with(EMERGENCY, "gadgets", r#""title":"T""#).records;
        records.push(record("gadgets", "more", r#""title":"U""#));
        let expected = Unacceptable::Twice {
            collection: "gadgets".into(),
            id: "more".into(),
        };
        assert_eq!(acceptable(&edition(records)), Err(expected));
    }
}
