//! The elements of an XML file, in their order. What is not well-formed panics.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element, without what is in it.
pub struct Element {
    pub tag: String,
    pub attributes: BTreeMap<String, String>,
}

pub fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open, mut roots) = (Vec::new(), 0_u32, 0);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                roots += u32::from(open == 0);
                open += 1;
                found.push(element(&start));
            }
            Event::Empty(start) => {
                roots += u32::from(open == 0);
                found.push(element(&start));
            }
            Event::End(_) => open -= 1,
            Event::GeneralRef(name) => {
                let name: &str = &name;
                assert!(["amp", "lt", "gt", "quot", "apos"].contains(&name), "no entity {name}");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open == 0 && roots == 1, "one root, closed");
    found
}

fn element(start: &BytesStart) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute in quotes");
        let value = quick_xml::escape::unescape(&attribute.value).expect("known entities");
        (attribute.key.as_ref().to_owned(), value.into_owned())
    });
    Element {
        tag: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
    }
}
