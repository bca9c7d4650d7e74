//! Rows of an answer: what was found, with what a person needs to choose among them.

use std::collections::HashMap;

use catalogue::{Article, Contact, Pathway, PracticeWeek, Resource, UsedBy};
use store::{Piece, SearchHit, SearchKind};

use super::view::{Fragment, Hit, HitNumber};
use crate::bookmarks::resource_detail;
use crate::card::RecordKind;
use crate::context::{Context, collection};
use crate::doorstep::Failure;
use crate::words;

/// Makes rows. Each pathway and week is read once, for all of its parts.
pub(super) struct Rows<'a> {
    c: &'a Context<'a>,
    pathways: HashMap<String, Option<Pathway>>,
    weeks: HashMap<String, Option<PracticeWeek>>,
}

/// What a record adds to what the index knows.
#[derive(Default)]
struct More {
    area: Option<String>,
    detail: String,
    number: Option<HitNumber>,
    document: Option<crate::documents::view::DocumentMark>,
}

impl<'a> Rows<'a> {
    pub fn of(c: &'a Context<'a>) -> Self {
        Self {
            c,
            pathways: HashMap::new(),
            weeks: HashMap::new(),
        }
    }

    /// A row, and the area of its record where it has one. `None` when the record has gone meanwhile.
    pub fn hit(&mut self, found: SearchHit) -> Result<Option<(Hit, Option<String>)>, Failure> {
        let kind = kind(found.kind);
        let Some(more) = self.more(kind, &found.id)? else {
            return Ok(None);
        };
        let hit = Hit {
            kind,
            title: fragments(found.title),
            snippet: fragments(found.snippet),
            detail: more.detail,
            number: more.number.filter(|_| !found.withdrawn),
            document: more.document,
            withdrawn: found.withdrawn,
            here: found.here,
            id: found.id,
        };
        Ok(Some((hit, more.area)))
    }

    fn more(&mut self, kind: RecordKind, id: &str) -> Result<Option<More>, Failure> {
        let c = self.c;
        Ok(match kind {
            RecordKind::Contact => c.db.get::<Contact>(collection::CONTACTS, id)?.map(|contact| More {
                detail: c.area(&contact.area).title,
                number: number(c, &contact),
                area: Some(contact.area),
                document: None,
            }),
            RecordKind::Resource => match c.db.get::<Resource>(collection::RESOURCES, id)? {
                Some(resource) => Some(More {
                    detail: resource_detail(c, &resource),
                    document: c.document(&resource)?,
                    area: Some(resource.area),
                    number: None,
                }),
                None => None,
            },
            RecordKind::Pathway => self.pathway(id)?.map(|p| of_area(c, kind, &p.area)),
            RecordKind::Step => self.step(id)?,
            RecordKind::Week => self.week(id)?.map(|w| of_area(c, kind, &w.area)),
            RecordKind::Session => self.session(id)?,
            RecordKind::Article => c.db.get::<Article>(collection::ARTICLES, id)?.map(|article| More {
                area: Some(article.area),
                ..named(kind)
            }),
            RecordKind::Theme | RecordKind::Term => Some(named(kind)),
        })
    }

    /// With the first number of the first contact that it names.
    fn step(&mut self, id: &str) -> Result<Option<More>, Failure> {
        let c = self.c;
        let Some((pathway, step)) = id.split_once('/') else {
            return Ok(None);
        };
        let Some(pathway) = self.pathway(pathway)? else {
            return Ok(None);
        };
        let Some(step) = pathway.steps.iter().find(|s| s.id == step) else {
            return Ok(None);
        };
        let contact = match step.contacts.first() {
            Some(id) => c.db.get::<Contact>(collection::CONTACTS, id)?,
            None => None,
        };
        Ok(Some(More {
            number: contact.and_then(|contact| number(c, &contact)),
            ..of_area(c, RecordKind::Step, &pathway.area)
        }))
    }

    /// With its day.
    fn session(&mut self, id: &str) -> Result<Option<More>, Failure> {
        let c = self.c;
        let Some((week, session)) = id.split_once('/') else {
            return Ok(None);
        };
        let Some(week) = self.week(week)? else {
            return Ok(None);
        };
        let mut sessions = week.days.iter().flat_map(|day| &day.sessions);
        Ok(sessions.find(|s| s.id == session).map(|session| {
            let (kind, day) = (RecordKind::Session.title(), words::date(session.starts.date()));
            More {
                detail: format!("{kind} · {day} · {}", c.area(&week.area).title),
                area: Some(week.area.clone()),
                ..More::default()
            }
        }))
    }

    fn pathway(&mut self, id: &str) -> Result<Option<&Pathway>, Failure> {
        if !self.pathways.contains_key(id) {
            let read = self.c.db.get(collection::PATHWAYS, id)?;
            self.pathways.insert(id.to_owned(), read);
        }
        Ok(self.pathways.get(id).and_then(Option::as_ref))
    }

    fn week(&mut self, id: &str) -> Result<Option<&PracticeWeek>, Failure> {
        if !self.weeks.contains_key(id) {
            let read = self.c.db.get(collection::WEEKS, id)?;
            self.weeks.insert(id.to_owned(), read);
        }
        Ok(self.weeks.get(id).and_then(Option::as_ref))
    }
}

/// "STOP pack".
fn named(kind: RecordKind) -> More {
    More {
        detail: kind.title().to_owned(),
        ..More::default()
    }
}

/// "Pathway · Hampshire".
fn of_area(c: &Context, kind: RecordKind, area: &str) -> More {
    More {
        detail: format!("{} · {}", kind.title(), c.area(area).title),
        area: Some(area.to_owned()),
        ..More::default()
    }
}

fn number(c: &Context, contact: &Contact) -> Option<HitNumber> {
    let first = contact.numbers.first().filter(|_| contact.status.is_active())?;
    Some(HitNumber {
        contact: contact.id.clone(),
        title: contact.title.clone(),
        area: c.area(&contact.area).title,
        number: first.number.clone(),
        then_press: first.then_press.clone(),
        professionals_only: contact.used_by == UsedBy::Professionals,
        trust: c.trust(contact.confirmed_on, contact.confirmed_by.as_deref(), contact.review_by),
    })
}

fn kind(of: SearchKind) -> RecordKind {
    match of {
        SearchKind::Contact => RecordKind::Contact,
        SearchKind::Pathway => RecordKind::Pathway,
        SearchKind::Step => RecordKind::Step,
        SearchKind::Theme => RecordKind::Theme,
        SearchKind::Resource => RecordKind::Resource,
        SearchKind::Week => RecordKind::Week,
        SearchKind::Session => RecordKind::Session,
        SearchKind::Article => RecordKind::Article,
        SearchKind::Term => RecordKind::Term,
    }
}

fn fragments(pieces: Vec<Piece>) -> Vec<Fragment> {
    let fragment = |p: Piece| Fragment {
        text: p.text,
        marked: p.marked,
    };
    pieces.into_iter().map(fragment).collect()
}
