//! What every answer needs: today, the chosen areas, the names behind ids, and what is bookmarked. From it, cards are made.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use catalogue::calendar::{self, WeekState};
use catalogue::{
    Area, Article, Contact, Header, Hours, Pathway, PracticeWeek, Publisher, Resource, Source, Status, Theme,
    Withdrawal, area, hours,
};
use chrono::{DateTime, NaiveDate, Utc};
use store::{CatalogueDb, StoreError};

use crate::card::{
    AreaName, ContactCard, NumberView, PathwayCard, Provenance, RecordKind, RecordLink, ResourceCard, Trust, WeekCard,
    Withdrawn,
};
use crate::changes::{self, NumberChanges};
use crate::documents::view::{DocumentMark, DocumentState};
use crate::documents::{self, Shelf};
use crate::doorstep::{Doorstep, Failure};
use crate::views::Settings;
use crate::words;

/// Collections of the edition, by name.
pub(crate) mod collection {
    pub const AREAS: &str = "areas";
    pub const ARTICLES: &str = "articles";
    pub const CONTACTS: &str = "contacts";
    pub const PATHWAYS: &str = "pathways";
    pub const PUBLISHERS: &str = "publishers";
    pub const RESOURCES: &str = "resources";
    pub const SOURCES: &str = "sources";
    pub const TERMS: &str = "terms";
    pub const THEMES: &str = "themes";
    pub const WEEKS: &str = "practice_weeks";
}

pub(crate) struct Context<'a> {
    pub app: &'a Doorstep,
    pub db: &'a CatalogueDb,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub settings: Settings,
    pub areas: Vec<Area>,
    sources: HashMap<String, Source>,
    publishers: HashMap<String, Publisher>,
    bookmarked: HashSet<(String, String)>,
    /// Contacts whose numbers changed lately, asked for when the first contact is shown.
    number_changes: OnceCell<NumberChanges>,
    /// The wanted documents, asked for when the first resource with a document is shown.
    shelf: OnceCell<Shelf>,
}

impl<'a> Context<'a> {
    pub fn new(app: &'a Doorstep, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let db: &CatalogueDb = &app.catalogue;
        let by_id = |sources: Vec<Source>| sources.into_iter().map(|s| (s.id.clone(), s)).collect();
        let publishers = db.all::<Publisher>(collection::PUBLISHERS)?;
        Ok(Self {
            app,
            db,
            now,
            today: calendar::today(now),
            settings: app.stored_settings()?,
            areas: db.all(collection::AREAS)?,
            sources: by_id(db.all(collection::SOURCES)?),
            publishers: publishers.into_iter().map(|p| (p.id.clone(), p)).collect(),
            bookmarked: app.personal.bookmarked_ids()?,
            number_changes: OnceCell::new(),
            shelf: OnceCell::new(),
        })
    }

    pub fn header(&self) -> Result<Header, Failure> {
        Ok(self.db.imported()?.ok_or(Failure::NotFound("catalogue"))?.header)
    }

    /// Whether a record of this area concerns the person.
    pub fn concerns(&self, of: &str) -> bool {
        area::concerns(&self.areas, of, &self.settings.areas)
    }

    pub fn area(&self, id: &str) -> AreaName {
        let title = self.areas.iter().find(|a| a.id == id).map_or(id, |a| a.title.as_str());
        AreaName {
            id: id.to_owned(),
            title: title.to_owned(),
        }
    }

    pub fn publisher(&self, id: &str) -> Option<&Publisher> {
        self.publishers.get(id)
    }

    pub fn is_bookmarked(&self, kind: RecordKind, id: &str) -> bool {
        self.bookmarked.contains(&(kind.name().to_owned(), id.to_owned()))
    }

    /// Kind and id of everything the person keeps.
    pub fn bookmarked(&self) -> impl Iterator<Item = (&str, &str)> {
        self.bookmarked.iter().map(|(kind, id)| (kind.as_str(), id.as_str()))
    }

    /// The same for anything within it: a pathway is kept with any of its steps.
    pub fn is_kept(&self, kind: RecordKind, id: &str) -> bool {
        let step = || {
            let of = |(kept, its): &(String, String)| {
                kept == RecordKind::Step.name() && its.split_once('/').is_some_and(|(pathway, _)| pathway == id)
            };
            self.bookmarked.iter().any(of)
        };
        self.is_bookmarked(kind, id) || (kind == RecordKind::Pathway && step())
    }

    /// Where a contact, step or link comes from, and how far to trust it today.
    pub fn provenance(
        &self,
        source: &str,
        confirmed_on: Option<NaiveDate>,
        confirmed_by: Option<&str>,
        review_by: Option<NaiveDate>,
    ) -> Provenance {
        let from = self.sources.get(source).map_or(source, |s| s.short.as_str());
        let overdue = review_by.filter(|day| *day < self.today);
        let sentence = match (confirmed_on.zip(confirmed_by), overdue) {
            (Some((on, by)), None) => format!("Confirmed on {} by {by}. Recorded from {from}.", words::date(on)),
            (Some((on, by)), Some(day)) => format!(
                "Confirmed on {} by {by}. It was due to be checked again by {}. Recorded from {from}.",
                words::date(on),
                words::date(day)
            ),
            (None, None) => format!("Recorded from {from}. Not yet confirmed by the partnership."),
            (None, Some(day)) => format!(
                "Recorded from {from}. Not yet confirmed by the partnership, and due to be checked by {}.",
                words::date(day)
            ),
        };
        self.provenance_of(source, self.trust(confirmed_on, confirmed_by, review_by), sentence)
    }

    /// How far to trust a contact, step or link today.
    pub fn trust(
        &self,
        confirmed_on: Option<NaiveDate>,
        confirmed_by: Option<&str>,
        review_by: Option<NaiveDate>,
    ) -> Trust {
        let overdue = review_by.is_some_and(|day| day < self.today);
        match confirmed_on.zip(confirmed_by) {
            Some(_) if overdue => Trust::Overdue,
            Some(_) => Trust::Confirmed,
            None => Trust::Unconfirmed,
        }
    }

    /// Where something that nobody confirms by ringing (a pack, an article) was taken from.
    pub fn taken_from(&self, source: &str) -> Provenance {
        let title = self.sources.get(source).map_or(source, |s| s.title.as_str());
        self.provenance_of(
            source,
            Trust::Unconfirmed,
            format!("Taken from {title}, in our own words."),
        )
    }

    fn provenance_of(&self, source: &str, state: Trust, sentence: String) -> Provenance {
        let found = self.sources.get(source);
        Provenance {
            state,
            sentence,
            source: found.map_or(source, |s| s.title.as_str()).to_owned(),
            address: found.and_then(|s| s.address.clone()),
        }
    }

    pub fn withdrawn(
        &self,
        kind: RecordKind,
        status: Status,
        withdrawal: Option<&Withdrawal>,
    ) -> Result<Option<Withdrawn>, Failure> {
        let Some(withdrawal) = withdrawal.filter(|_| status == Status::Withdrawn) else {
            return Ok(None);
        };
        let replacement = match &withdrawal.replacement {
            Some(id) => self.link(kind, id)?,
            None => None,
        };
        Ok(Some(Withdrawn {
            on: withdrawal.on,
            reason: withdrawal.reason.clone(),
            replacement,
        }))
    }

    /// A link to a record, or none where this edition has no such record.
    pub fn link(&self, kind: RecordKind, id: &str) -> Result<Option<RecordLink>, Failure> {
        let named = |title: String, area: Option<String>| {
            let area = area.map(|a| self.area(&a).title);
            RecordLink {
                kind,
                id: id.to_owned(),
                title,
                area,
            }
        };
        Ok(match kind {
            RecordKind::Theme => self
                .db
                .get::<Theme>(collection::THEMES, id)?
                .map(|t| named(t.title, None)),
            RecordKind::Resource => self
                .db
                .get::<Resource>(collection::RESOURCES, id)?
                .map(|r| named(r.title, None)),
            RecordKind::Contact => self
                .db
                .get::<Contact>(collection::CONTACTS, id)?
                .map(|c| named(c.title, Some(c.area))),
            RecordKind::Pathway => self
                .db
                .get::<Pathway>(collection::PATHWAYS, id)?
                .map(|p| named(p.title, Some(p.area))),
            RecordKind::Step => match id.split_once('/') {
                Some((pathway, step)) => self.db.get::<Pathway>(collection::PATHWAYS, pathway)?.and_then(|p| {
                    p.steps
                        .into_iter()
                        .find(|s| s.id == step)
                        .map(|s| named(s.title, Some(p.area)))
                }),
                None => None,
            },
            RecordKind::Week => self
                .db
                .get::<PracticeWeek>(collection::WEEKS, id)?
                .map(|w| named(w.title, Some(w.area))),
            RecordKind::Session => match id.split_once('/') {
                Some((week, session)) => self.db.get::<PracticeWeek>(collection::WEEKS, week)?.and_then(|w| {
                    let mut sessions = w.days.into_iter().flat_map(|d| d.sessions);
                    sessions.find(|s| s.id == session).map(|s| named(s.title, Some(w.area)))
                }),
                None => None,
            },
            RecordKind::Article => self
                .db
                .get::<Article>(collection::ARTICLES, id)?
                .map(|a| named(a.title, None)),
            RecordKind::Term => self
                .db
                .get::<catalogue::Term>(collection::TERMS, id)?
                .map(|t| named(t.title, None)),
        })
    }

    /// Links to records of one kind, in the order given; those this edition does not have are left out.
    pub fn links(&self, kind: RecordKind, ids: &[String]) -> Result<Vec<RecordLink>, Failure> {
        ids.iter().filter_map(|id| self.link(kind, id).transpose()).collect()
    }

    pub fn contact(&self, contact: &Contact) -> Result<ContactCard, Failure> {
        let other = match &contact.hours {
            Some(Hours::OutsideHoursOf(id)) => self.db.get::<Contact>(collection::CONTACTS, id)?,
            _ => None,
        };
        let other_hours = other.as_ref().and_then(|o| o.hours.as_ref());
        Ok(ContactCard {
            id: contact.id.clone(),
            title: contact.title.clone(),
            purpose: contact.purpose.clone(),
            group: contact.group,
            area: self.area(&contact.area),
            used_by: contact.used_by,
            numbers: contact
                .numbers
                .iter()
                .map(|n| NumberView {
                    number: n.number.clone(),
                    aloud: words::aloud(&n.number),
                    then_press: n.then_press.clone(),
                })
                .collect(),
            changed: self.number_change(&contact.id)?,
            emails: contact.emails.clone(),
            hours: contact
                .hours
                .as_ref()
                .map(|h| words::hours(h, other.as_ref().map(|o| o.title.as_str()))),
            open_now: contact
                .hours
                .as_ref()
                .and_then(|h| hours::open_at(h, self.now, |_| other_hours)),
            limits: contact.limits.clone(),
            warning: contact.warning.clone(),
            provenance: self.provenance(
                &contact.source,
                contact.confirmed_on,
                contact.confirmed_by.as_deref(),
                contact.review_by,
            ),
            withdrawn: self.withdrawn(RecordKind::Contact, contact.status, contact.withdrawal.as_ref())?,
            bookmarked: self.is_bookmarked(RecordKind::Contact, &contact.id),
        })
    }

    /// "Number changed on 22 November 2026 from 0300 555 1384.", for as long as that is news.
    fn number_change(&self, id: &str) -> Result<Option<String>, Failure> {
        let known = match self.number_changes.get() {
            Some(known) => known,
            None => {
                let found = changes::numbers(self)?;
                self.number_changes.get_or_init(|| found)
            }
        };
        Ok(known.get(id).cloned())
    }

    /// The wanted documents, and where each stands.
    pub fn shelf(&self) -> Result<&Shelf, Failure> {
        if let Some(known) = self.shelf.get() {
            return Ok(known);
        }
        let found = Shelf::read(self)?;
        Ok(self.shelf.get_or_init(|| found))
    }

    /// Where a resource's document stands; `None` where it has none.
    pub fn document(&self, resource: &Resource) -> Result<Option<DocumentMark>, Failure> {
        match documents::keepable(resource) {
            Some(document) => Ok(Some(self.shelf()?.mark(&document))),
            None => Ok(None),
        }
    }

    pub fn contacts(&self, ids: &[String]) -> Result<Vec<ContactCard>, Failure> {
        self.cards(&self.db.get_many(collection::CONTACTS, ids)?)
    }

    /// Cards in the order given, save that whoever is known to be closed now comes last: the first number on the
    /// screen is the first to ring.
    pub fn cards(&self, contacts: &[Contact]) -> Result<Vec<ContactCard>, Failure> {
        let mut cards: Vec<_> = contacts.iter().map(|c| self.contact(c)).collect::<Result<_, _>>()?;
        cards.sort_by_key(|card| card.open_now == Some(false));
        Ok(cards)
    }

    pub fn resource(&self, resource: &Resource) -> Result<ResourceCard, Failure> {
        let document = self.document(resource)?;
        Ok(ResourceCard {
            id: resource.id.clone(),
            title: resource.title.clone(),
            kind: resource.kind,
            kind_title: words::kind(resource.kind).to_owned(),
            audience: resource.audience,
            audience_title: words::audience(resource.audience).to_owned(),
            area: self.area(&resource.area),
            publisher: self
                .publisher(&resource.publisher)
                .map_or(resource.publisher.clone(), |p| p.title.clone()),
            needs_signal: document.as_ref().is_none_or(|d| d.state != DocumentState::OnDevice),
            has_link: resource.link.is_some(),
            note: resource.note.clone(),
            document,
            withdrawn: self.withdrawn(RecordKind::Resource, resource.status, resource.withdrawal.as_ref())?,
            bookmarked: self.is_bookmarked(RecordKind::Resource, &resource.id),
        })
    }

    pub fn resources(&self, ids: &[String]) -> Result<Vec<ResourceCard>, Failure> {
        let resources: Vec<Resource> = self.db.get_many(collection::RESOURCES, ids)?;
        resources.iter().map(|r| self.resource(r)).collect()
    }

    pub fn pathway(&self, pathway: &Pathway) -> PathwayCard {
        PathwayCard {
            id: pathway.id.clone(),
            title: pathway.title.clone(),
            situation: pathway.situation.clone(),
            summary: pathway.summary.clone(),
            area: self.area(&pathway.area),
            bookmarked: self.is_bookmarked(RecordKind::Pathway, &pathway.id),
        }
    }

    pub fn week(&self, week: &PracticeWeek) -> WeekCard {
        let state = calendar::state(week, self.today);
        WeekCard {
            id: week.id.clone(),
            title: week.title.clone(),
            area: self.area(&week.area),
            state,
            dates: match (week.starts, week.ends) {
                (Some(starts), Some(ends)) => words::dates(starts, ends),
                _ => format!("{}. Our source gives no dates.", week.year),
            },
            when: week.starts.and_then(|starts| match state {
                WeekState::Upcoming => Some(match (starts - self.today).num_days() {
                    1 => "Starts tomorrow".into(),
                    days => format!("Starts in {days} days"),
                }),
                WeekState::Running => Some("On now".into()),
                WeekState::Past => None,
            }),
            year: week.year,
            bookmarked: self.is_bookmarked(RecordKind::Week, &week.id),
        }
    }
}
