//! A screen reader on the desktop: it reads the window by AT-SPI, as Orca does, and acts on what it has read. It sees
//! no page, no selector and no colour.

mod events;
mod faults;
mod node;
mod speech;

use std::path::Path;
use std::process::{Child, Command, Stdio};

use atspi::Role;
use atspi::proxy::accessible::AccessibleProxyBlocking;
use atspi::proxy::action::ActionProxyBlocking;
use atspi::proxy::component::ComponentProxyBlocking;
use serde_json::json;
use zbus::blocking::proxy::ProxyImpl;
use zbus::blocking::{Connection, connection};
use zbus::proxy::CacheProperties;
use zbus::zvariant::{ObjectPath, OwnedObjectPath};

pub use node::Node;

use events::{Event, Events};

use super::patience::patiently;
use crate::display::{Bus, Display, bound_to_us};

/// Where Debian and Ubuntu, Fedora and others keep the registry.
const REGISTRY: [&str; 3] = [
    "/usr/libexec/at-spi2-registryd",
    "/usr/lib/at-spi2-core/at-spi2-registryd",
    "/usr/lib/at-spi2-registryd",
];

/// Where a thing is found: whose it is, and which.
type Place = (String, OwnedObjectPath);

/// The root of all that is read, which is the registry's.
fn root() -> Place {
    let path = ObjectPath::from_static_str_unchecked("/org/a11y/atspi/accessible/root");
    ("org.a11y.atspi.Registry".into(), path.into())
}

/// A bus of its own for what is read, its registry, and who reads.
pub struct Reader {
    registry: Child,
    connection: Connection,
    events: Events,
    bus: Bus,
}

impl Reader {
    pub fn open(display: &Display) -> Self {
        let bus = Bus::open().expect("a bus for what is read");
        let registry = REGISTRY.into_iter().find(|place| Path::new(place).exists());
        let mut registry = bound_to_us(registry.expect("at-spi2-registryd: is at-spi2-core installed?"));
        registry.stdout(Stdio::null());
        display.lend(&mut registry);
        lend(&bus, &mut registry);
        let registry = registry.spawn().expect("the registry starts");
        let connection = connection::Builder::address(bus.address())
            .and_then(connection::Builder::build)
            .expect("the bus answers");
        let events = patiently("the registry", || {
            events::listen(&connection).map_err(|error| json!(error.to_string()))
        });
        Self {
            registry,
            connection,
            events,
            bus,
        }
    }

    /// Lets `command` be read.
    pub fn lend(&self, command: &mut Command) {
        lend(&self.bus, command);
    }

    /// What asks a thing in one of its interfaces.
    fn ask<'a, P: ProxyImpl<'a> + From<zbus::Proxy<'a>>>(&self, place: &'a Place) -> zbus::Result<P> {
        P::builder(&self.connection)
            .destination(place.0.as_str())?
            .path(&place.1)?
            .cache_properties(CacheProperties::No)
            .build()
    }

    /// What a thing holds. The crate's own question takes no names but unique ones, and WebKit's page has another.
    fn children(&self, place: &Place) -> zbus::Result<Vec<Place>> {
        let it: AccessibleProxyBlocking = self.ask(place)?;
        it.inner().call("GetChildren", &())
    }

    /// Where the page is, below the window's own frame.
    fn page(&self) -> zbus::Result<Option<Place>> {
        let mut level = self.children(&root())?;
        while !level.is_empty() {
            let mut below = Vec::new();
            for place in level {
                let role = self.ask::<AccessibleProxyBlocking>(&place)?.get_role()?;
                if role == Role::DocumentWeb {
                    return Ok(Some(place));
                }
                let children = self.children(&place)?;
                // GTK does not list what another process draws in its window, and hands it over all the same.
                if children.is_empty() {
                    let it: AccessibleProxyBlocking = self.ask(&place)?;
                    let drawn = it.inner().call::<_, _, Place>("GetChildAtIndex", &(0)).ok();
                    below.extend(drawn.filter(|(name, _)| !name.is_empty()));
                }
                below.extend(children);
            }
            level = below;
        }
        Ok(None)
    }

    /// Reads the whole page.
    pub fn read(&self) -> Node {
        patiently("the page's tree", || {
            let page = self.page().map_err(|error| json!(error.to_string()))?;
            let page = page.ok_or(json!("no page"))?;
            Node::read(self, &page).map_err(|error| json!(error.to_string()))
        })
    }
}

impl Reader {
    /// Waits for the thing of that kind and name, and tells where it is: with that name, else the first whose name
    /// begins so.
    fn find(&self, kind: &str, name: &str) -> Place {
        patiently(&format!("the {kind} “{name}”"), || {
            let page = self.read();
            let found = page
                .first(&|node| node.kind() == kind && node.called() == name)
                .or_else(|| page.first(&|node| node.kind() == kind && node.called().starts_with(name)));
            found.map(|node| node.place.clone()).ok_or_else(|| json!(page.speech()))
        })
    }

    /// Does what pressing the thing of that kind and name does.
    pub fn press(&self, kind: &str, name: &str) {
        self.act(kind, name, "an action", |place| {
            self.ask::<ActionProxyBlocking>(place).and_then(|it| it.do_action(0))
        });
    }

    /// Gives the focus to the thing of that kind and name.
    pub fn focus(&self, kind: &str, name: &str) {
        self.act(kind, name, "the focus", |place| {
            self.ask::<ComponentProxyBlocking>(place).and_then(|it| it.grab_focus())
        });
    }

    /// Waits until the thing of that kind and name takes that. What is drawn again just then is gone and takes nothing:
    /// it is looked for again.
    fn act(&self, kind: &str, name: &str, what: &str, act: impl Fn(&Place) -> zbus::Result<bool>) {
        patiently(&format!("the {kind} “{name}” to take {what}"), || {
            match act(&self.find(kind, name)) {
                Ok(true) => Ok(()),
                other => Err(json!(format!("{other:?}"))),
            }
        });
    }

    /// Reads on until a line holds these words, and answers it.
    pub fn hear(&self, words: &str) -> String {
        patiently(&format!("to hear “{words}”"), || {
            let speech = self.read().speech();
            let line = speech.lines().find(|line| line.contains(words)).map(str::to_owned);
            line.ok_or(json!(speech))
        })
    }

    /// What it says by itself after a press, in order, up to what holds these words.
    pub fn said_after(&self, words: &str, press: impl FnOnce()) -> Vec<String> {
        // WebKitGTK tells of changes in what was read.
        self.read();
        self.events.lock().expect("the events").clear();
        press();
        let mut lines = Vec::new();
        patiently(&format!("“{words}” to be said"), || {
            let events: Vec<Event> = self.events.lock().expect("the events").drain(..).collect();
            lines.extend(events.iter().filter_map(|event| self.say(event)));
            match lines.iter().position(|line: &String| line.contains(words)) {
                Some(at) => Ok(lines.drain(..=at).collect()),
                None => Err(json!(lines)),
            }
        })
    }

    /// What a reader says of an event; nothing where it is silent.
    fn say(&self, event: &Event) -> Option<String> {
        let node = || Node::read(self, &event.place).ok();
        match (event.member.as_str(), event.detail.as_str()) {
            ("Announcement", _) => Some(format!("announced: {}", event.words)),
            ("StateChanged", "focused") if event.now => Some(format!("focus: {}", node()?.line())),
            ("StateChanged", "pressed" | "checked" | "expanded") => Some(format!("changed: {}", node()?.line())),
            ("ChildrenChanged", "add") | ("TextChanged", "insert") => {
                let node = node()?;
                let live = matches!(node.attribute("container-live"), Some("polite" | "assertive"));
                let words = match &event.child {
                    Some(child) => Node::read(self, child).ok()?.speech(),
                    None => event.words.clone(),
                };
                live.then(|| format!("live: {}", words.replace('\n', " / ")))
            }
            _ => None,
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.registry.kill();
        let _ = self.registry.wait();
    }
}

/// GTK and WebKit ask these where to be read.
fn lend(bus: &Bus, command: &mut Command) {
    command
        .env("AT_SPI_BUS_ADDRESS", bus.address())
        .env_remove("NO_AT_BRIDGE");
}
