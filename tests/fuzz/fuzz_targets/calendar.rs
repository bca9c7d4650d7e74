//! Calendar files: the edition's number is read from a feed on a host; and what we write of any text is read back by
//! another's reader as it was meant.
#![no_main]

use arbitrary::{Arbitrary, Unstructured};
use chrono::{DateTime, NaiveDate, TimeDelta};
use ical::{Event, File, Span};
use icalendar::Component;
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Written<'a> {
    edition: u32,
    name: Option<&'a str>,
    title: &'a str,
    description: &'a str,
    place: Option<&'a str>,
    /// Days after the first of 2000, and how many there are.
    first: u16,
    days: u8,
    /// Minutes into the day, and how many they are.
    minute: u16,
    minutes: u16,
    timed: bool,
    cancelled: bool,
    alarm: Option<u16>,
}

fuzz_target!(|bytes: &[u8]| {
    ical::edition_of(bytes);
    let Ok(written) = Written::arbitrary(&mut Unstructured::new(bytes)) else {
        return;
    };
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day") + TimeDelta::days(written.first.into());
    let starts = first.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(written.minute.into());
    let span = if written.timed {
        Span::Times {
            starts,
            ends: starts + TimeDelta::minutes(written.minutes.into()),
        }
    } else {
        Span::Days {
            first,
            last: first + TimeDelta::days(written.days.into()),
        }
    };
    let file = File {
        edition: written.edition,
        published_at: DateTime::UNIX_EPOCH,
        name: written.name.map(Into::into),
        events: vec![Event {
            uid: "week@doorstep".into(),
            span,
            title: written.title.into(),
            description: written.description.into(),
            place: written.place.map(Into::into),
            link: None,
            cancelled: written.cancelled,
            alarm: written.alarm.map(|minutes| TimeDelta::minutes(minutes.into())),
        }],
    };
    let text = file.write();
    for line in text.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let number = written.name.map(|_| written.edition);
    assert_eq!(ical::edition_of(text.as_bytes()), number, "{text}");
    let read: icalendar::Calendar = text.parse().unwrap_or_else(|error| panic!("{error}: {text}"));
    let [event] = &read.components[..] else {
        let events = read.components.iter().filter_map(|part| part.as_event());
        assert_eq!(events.count(), 1, "{text}");
        return;
    };
    let event = event.as_event().unwrap_or_else(|| panic!("no event: {text}"));
    assert_eq!(event.get_uid(), Some("week@doorstep"), "{text}");
    assert_eq!(event.get_sequence(), Some(written.edition), "{text}");
});
