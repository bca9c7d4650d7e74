//! One thing in the tree: what it is, what it is called, how it is, and what it holds.

use std::collections::BTreeMap;

use atspi::proxy::accessible::AccessibleProxyBlocking;
use atspi::proxy::text::TextProxyBlocking;
use atspi::{Interface, Role, StateSet};

use super::{Place, Reader};

/// The place of an embedded object in a text.
const THING: char = '\u{fffc}';

/// A thing, with all that it holds.
#[derive(Debug)]
pub struct Node {
    pub role: Role,
    pub name: String,
    pub description: String,
    pub states: StateSet,
    pub attributes: BTreeMap<String, String>,
    pub parts: Vec<Part>,
    pub(super) place: Place,
}

/// What a thing holds, in order.
#[derive(Debug)]
pub enum Part {
    Text(String),
    Node(Node),
}

impl Node {
    pub(super) fn read(reader: &Reader, place: &Place) -> zbus::Result<Self> {
        let it: AccessibleProxyBlocking = reader.ask(place)?;
        let children = reader.children(place)?;
        let mut nodes = children
            .iter()
            .map(|child| Self::read(reader, child))
            .collect::<zbus::Result<Vec<_>>>()?
            .into_iter();
        let mut parts = Vec::new();
        if it.get_interfaces()?.contains(Interface::Text) {
            let text = reader.ask::<TextProxyBlocking>(place)?.get_text(0, -1)?;
            for (at, run) in text.split(THING).enumerate() {
                if at > 0 {
                    parts.extend(nodes.next().map(Part::Node));
                }
                if !run.is_empty() {
                    parts.push(Part::Text(run.to_owned()));
                }
            }
        }
        parts.extend(nodes.map(Part::Node));
        Ok(Self {
            role: it.get_role()?,
            name: it.name()?,
            description: it.description()?,
            states: it.get_state()?,
            attributes: it.get_attributes()?.into_iter().collect(),
            parts,
            place: place.clone(),
        })
    }

    /// The first thing that fits, in the order of reading.
    pub(super) fn first(&self, fits: &impl Fn(&Self) -> bool) -> Option<&Self> {
        if fits(self) {
            return Some(self);
        }
        self.nodes().find_map(|node| node.first(fits))
    }
}
