//! Where something was recorded from, and how far to trust it.

use catalogue::{Confirmation, Contact, Id, Source};
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::{Moment, words};

/// Where something was recorded from and how far to trust it, ready to read.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Provenance {
    /// How far to trust it.
    pub state: Trust,
    /// One calm sentence or two: "Source: hants.gov.uk. Not confirmed yet."
    pub sentence: String,
    /// The source in a word or two: "hants.gov.uk".
    pub from: String,
    /// The source's full title.
    pub source: String,
    /// The source's address, to read and not to follow blindly.
    pub address: Option<String>,
}

/// A source, to read.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct SourceName {
    /// Its full title.
    pub title: String,
    /// Its address, to read and not to follow blindly.
    pub address: Option<String>,
}

/// How far a contact, step or link can be trusted today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// Nobody has confirmed it yet.
    Unconfirmed,
    /// Confirmed and in date.
    Confirmed,
    /// Confirmed once, and its review day has passed.
    Overdue,
    /// The whole country knows it: 999 carries no caution.
    Known,
}

/// Where a contact, step or link comes from, and how far to trust it today.
pub fn provenance(m: &Moment, source: &str, confirmation: &Confirmation) -> Provenance {
    let from = m.library.get::<Source>(source).map_or(source, |s| &s.short);
    let sentence = match (confirmation.confirmed(), confirmation.overdue(m.today)) {
        (Some((on, by)), None) => format!("Confirmed on {} by {by}. Source: {from}.", words::date(on)),
        (Some((on, by)), Some(day)) => format!(
            "Confirmed on {} by {by}. It was due to be checked again by {}. Source: {from}.",
            words::date(on),
            words::date(day)
        ),
        (None, None) => format!("Source: {from}. Not confirmed yet."),
        (None, Some(day)) => format!(
            "Source: {from}. Not confirmed yet, and due to be checked by {}.",
            words::date(day)
        ),
    };
    of(m, source, trust(m, confirmation), sentence)
}

/// How far to trust a contact, step or link today.
fn trust(m: &Moment, confirmation: &Confirmation) -> Trust {
    match (confirmation.confirmed(), confirmation.overdue(m.today)) {
        (Some(_), Some(_)) => Trust::Overdue,
        (Some(_), None) => Trust::Confirmed,
        (None, _) => Trust::Unconfirmed,
    }
}

/// Where a contact comes from. A caution that is everywhere is read nowhere: a number that everybody knows has none.
pub fn provenance_of(m: &Moment, contact: &Contact) -> Provenance {
    let state = trust_of(m, contact);
    if state == Trust::Known {
        let from = m
            .library
            .get::<Source>(&contact.source)
            .map_or(contact.source.as_str(), |s| &s.short);
        return of(m, &contact.source, state, format!("Source: {from}."));
    }
    provenance(m, &contact.source, &contact.confirmation)
}

/// How far to trust a contact today.
pub fn trust_of(m: &Moment, contact: &Contact) -> Trust {
    match trust(m, &contact.confirmation) {
        Trust::Unconfirmed if contact.is_known_to_all() => Trust::Known,
        trust => trust,
    }
}

/// Where something that nobody confirms by calling (a pack, an article) was taken from.
pub fn taken_from(m: &Moment, source: &str) -> Provenance {
    let title = m.library.get::<Source>(source).map_or(source, |s| &s.title);
    of(m, source, Trust::Unconfirmed, catalogue::provenance::taken_from(title))
}

/// Sources, in the order given; those that the library does not have are left out.
pub fn sources(m: &Moment, ids: &[Id<Source>]) -> Vec<SourceName> {
    let named = m.library.many(ids).map(|source| SourceName {
        title: source.title.clone(),
        address: source.address.clone(),
    });
    named.collect()
}

fn of(m: &Moment, source: &str, state: Trust, sentence: String) -> Provenance {
    let found = m.library.get::<Source>(source);
    Provenance {
        state,
        sentence,
        from: found.map_or(source, |s| &s.short).to_owned(),
        source: found.map_or(source, |s| &s.title).to_owned(),
        address: found.and_then(|s| s.address.clone()),
    }
}
