//! Rows of an answer: what was found, with what a person needs to choose among them.

use catalogue::{Contact, Kind, Resource, UsedBy};
use search::{Piece, SearchHit};

use super::view::{Fragment, Hit, HitNumber};
use crate::documents::view::DocumentMark;
use crate::{Moment, cards, documents, words};

/// What a record adds to what the finder knows.
#[derive(Default)]
struct More {
    area: Option<String>,
    detail: String,
    number: Option<HitNumber>,
    document: Option<DocumentMark>,
}

/// A row, and the area of its record where it has one.
pub(super) fn row(m: &Moment, found: SearchHit) -> (Hit, Option<String>) {
    let more = more(m, found.kind, &found.id);
    let hit = Hit {
        kind: found.kind,
        title: fragments(found.title),
        snippet: fragments(found.snippet),
        detail: more.detail,
        number: more.number.filter(|_| !found.withdrawn),
        document: more.document,
        withdrawn: found.withdrawn,
        bookmarked: m.is_bookmarked(found.kind, &found.id),
        here: found.here,
        id: found.id,
    };
    (hit, more.area)
}

fn more(m: &Moment, kind: Kind, id: &str) -> More {
    let area = m.library.title(kind, id).and_then(|(_, area)| area);
    let area_title = area.map(|area| cards::area_name(m.library, area).title);
    // Its heading says what it is.
    let named = area_title.clone().unwrap_or_default();
    let more = match kind {
        Kind::Contact => m.library.get::<Contact>(id).map(|contact| More {
            detail: area_title.unwrap_or_default(),
            number: number(m, contact),
            ..More::default()
        }),
        Kind::Resource => m.library.get::<Resource>(id).map(|resource| More {
            detail: cards::resource_detail(m.library, resource),
            document: documents::mark(m, resource),
            ..More::default()
        }),
        // With the number that it names for this person, now.
        Kind::Step => m.library.step(id).map(|(_, step)| More {
            number: cards::contacts(m, m.library.many::<Contact>(&step.contacts))
                .first()
                .and_then(|card| number(m, m.library.get(&card.id)?)),
            detail: named,
            ..More::default()
        }),
        // With its day.
        Kind::Session => m.library.session(id).map(|(_, session)| More {
            detail: format!(
                "{} · {}",
                words::date(session.starts.date()),
                area_title.unwrap_or_default()
            ),
            ..More::default()
        }),
        Kind::Article => Some(More::default()),
        _ => Some(More {
            detail: named,
            ..More::default()
        }),
    };
    More {
        area: area.map(ToString::to_string),
        ..more.unwrap_or_default()
    }
}

fn number(m: &Moment, contact: &Contact) -> Option<HitNumber> {
    let number = cards::first_to_dial(contact).filter(|_| contact.standing.is_active())?;
    Some(HitNumber {
        contact: contact.id.to_string(),
        title: contact.title.clone(),
        area: cards::area_name(m.library, &contact.area).title,
        number,
        professionals_only: contact.used_by == UsedBy::Professionals,
        trust: cards::trust_of(m, contact),
    })
}

fn fragments(pieces: Vec<Piece>) -> Vec<Fragment> {
    let fragment = |p: Piece| Fragment {
        text: p.text,
        marked: p.marked,
    };
    pieces.into_iter().map(fragment).collect()
}
