//! What the window tells who reads it, in order.

use std::sync::{Arc, Mutex};
use std::thread;

use atspi::proxy::registry::RegistryProxyBlocking;
use zbus::blocking::{Connection, MessageIterator};
use zbus::zvariant::{OwnedObjectPath, Structure, Value};
use zbus::{MatchRule, Message};

use super::Place;

/// The events that a screen reader listens for.
const WANTED: [&str; 5] = [
    "object:announcement",
    "object:children-changed",
    "object:state-changed",
    "object:text-changed",
    "object:active-descendant-changed",
];

/// One event as it came: what happened, to what.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub member: String,
    pub detail: String,
    pub now: bool,
    pub words: String,
    /// What came to it.
    pub child: Option<Place>,
    pub place: Place,
}

/// All that came and was not asked for yet.
pub(super) type Events = Arc<Mutex<Vec<Event>>>;

/// Hears from now on.
pub(super) fn listen(connection: &Connection) -> zbus::Result<Events> {
    let rule = MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .interface("org.a11y.atspi.Event.Object")?
        .build();
    let messages = MessageIterator::for_match_rule(rule, connection, Some(1024))?;
    let registry = RegistryProxyBlocking::new(connection)?;
    for event in WANTED {
        registry.register_event(event)?;
    }
    let events = Events::default();
    let heard = Arc::clone(&events);
    thread::spawn(move || {
        for message in messages.flatten() {
            if let Some(event) = read(&message) {
                heard.lock().expect("the events").push(event);
            }
        }
    });
    Ok(events)
}

fn read(message: &Message) -> Option<Event> {
    let (header, body) = (message.header(), message.body());
    // Fifth comes what differs from event to event, and is asked for by nobody.
    let parts: Structure = body.deserialize().ok()?;
    let [Value::Str(detail), Value::I32(first), _, Value::Value(any), ..] = parts.fields() else {
        return None;
    };
    let path: OwnedObjectPath = header.path()?.to_owned().into();
    Some(Event {
        member: header.member()?.to_string(),
        detail: detail.to_string(),
        now: *first != 0,
        words: String::try_from(&**any).unwrap_or_default(),
        child: <(String, OwnedObjectPath)>::try_from(any.try_to_owned().ok()?).ok(),
        place: (header.sender()?.to_string(), path),
    })
}
