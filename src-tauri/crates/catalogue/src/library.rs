//! What holds of a verified edition on a day: typed, indexed by id and by every relation that a screen asks for.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::change::{Arrival, Change};
use crate::turn::{self, Turn};
use crate::{
    Area, Article, BankHolidays, Catalogue, Contact, Header, Id, Kind, Pathway, PracticeWeek, Resource, Session,
    Standing, Step, Term, Theme, Typed, answering,
};

/// What holds of a verified edition on a day. A value: a newer edition is another one, and so is another day, as the
/// edition's [`Timeline`](crate::Timeline) has it.
#[derive(Debug)]
pub struct Library {
    of: Arc<Whole>,
    /// What holds.
    catalogue: Arc<Catalogue>,
    bank_holidays: BankHolidays,
    packs: HashMap<Id<Resource>, Vec<Id<Theme>>>,
    steps: HashMap<Id<Contact>, Vec<StepOf>>,
    changes: HashMap<(Kind, String), Vec<(usize, usize)>>,
    /// Places of the terms that are abbreviations, by title.
    abbreviations: Vec<usize>,
}

/// A step, with its pathway.
type StepOf = (Id<Pathway>, Id<Step>);

/// A verified edition, whatever the day.
#[derive(Debug)]
pub struct Whole {
    /// What the edition says of itself.
    pub header: Header,
    /// How it came to this device, and when.
    pub arrival: Came,
    /// The last editions that took another one's place here, newest first, each with what it changed.
    pub arrivals: Vec<Arrival>,
    /// Its records, whether they hold or not.
    pub(crate) catalogue: Arc<Catalogue>,
    /// Records whose copy on this device was damaged and that are shown as the edition of this number had them.
    pub(crate) older: HashMap<(Kind, String), u32>,
}

/// How an edition came to a device, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    /// By which way.
    pub origin: Origin,
    /// When it was stored; when the app was started, where it could not be.
    pub at: DateTime<Utc>,
}

/// By which way an edition came to a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// With the program.
    Bundled,
    /// From the host.
    Host,
    /// From a file that a person chose.
    File,
}

impl Deref for Library {
    type Target = Whole;

    fn deref(&self) -> &Whole {
        &self.of
    }
}

impl Library {
    /// What holds of `of`.
    pub(crate) fn of(of: Arc<Whole>, catalogue: Arc<Catalogue>) -> Self {
        let mut library = Self {
            packs: HashMap::new(),
            steps: HashMap::new(),
            changes: HashMap::new(),
            abbreviations: Vec::new(),
            bank_holidays: BankHolidays::of(&catalogue.bank_holidays),
            catalogue,
            of,
        };
        library.relate();
        library
    }

    fn relate(&mut self) {
        let mut themes: Vec<&Theme> = self.catalogue.themes.iter().collect();
        themes.sort_by_key(|theme| theme.order);
        for theme in themes {
            for (resource, _) in theme.named() {
                let packs = self.packs.entry(resource.clone()).or_default();
                if packs.last() != Some(&theme.id) {
                    packs.push(theme.id.clone());
                }
            }
        }
        for pathway in &self.catalogue.pathways {
            for step in &pathway.steps {
                for contact in &step.contacts {
                    let steps = self.steps.entry(contact.clone()).or_default();
                    steps.push((pathway.id.clone(), step.id.clone()));
                }
            }
        }
        for (at, arrival) in self.of.arrivals.iter().enumerate() {
            for (change, kind) in arrival
                .changes
                .iter()
                .enumerate()
                .filter_map(|(i, c)| Some((i, c.kind()?)))
            {
                let key = (kind, arrival.changes[change].id.clone());
                self.changes.entry(key).or_default().push((at, change));
            }
        }
        let terms = &self.catalogue.terms;
        let abbreviations =
            (0..terms.len()).filter(|at| terms[*at].standing.is_active() && is_abbreviation(&terms[*at].title));
        self.abbreviations = abbreviations.collect();
        self.abbreviations.sort_by_key(|at| terms[*at].title.to_lowercase());
    }

    /// All records that hold, typed. Each collection is in the order of its ids.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// All records of a type, in the order of their ids.
    pub fn all<T: Typed>(&self) -> &[T] {
        T::all(&self.catalogue)
    }

    /// All records of a type that are in use, in the order of their ids.
    pub fn active<T: Typed>(&self) -> impl Iterator<Item = &T> {
        self.all::<T>().iter().filter(|record| record.standing().is_active())
    }

    /// The record of that id.
    pub fn get<T: Typed>(&self, id: &str) -> Option<&T> {
        find(&self.catalogue, id)
    }

    /// The steps of a pathway that begin later, each with its first day and its title.
    pub fn steps_to_come(&self, pathway: &str) -> impl Iterator<Item = (NaiveDate, &str)> {
        let there = self.get::<Pathway>(pathway).map_or(&[][..], |pathway| &pathway.steps);
        let all = find::<Pathway>(&self.of.catalogue, pathway).map_or(&[][..], |pathway| &pathway.steps);
        let to_come = all.iter().filter(|step| there.iter().all(|other| other.id != step.id));
        to_come.filter_map(|step| Some((step.span.from?, step.title.as_str())))
    }

    /// The first day and the address of a resource's link, where that begins later.
    pub fn link_to_come(&self, resource: &str) -> Option<(NaiveDate, &str)> {
        let has_one = self.get::<Resource>(resource)?.link.is_some();
        let link = find::<Resource>(&self.of.catalogue, resource)?.link.as_ref();
        let link = link.filter(|_| !has_one)?;
        Some((link.span.from?, &link.url))
    }

    /// The days on which the numbers of a contact change, in order.
    pub fn turns(&self, contact: &str) -> Vec<Turn<'_>> {
        let catalogue = &self.of.catalogue;
        find::<Contact>(catalogue, contact).map_or_else(Vec::new, |contact| turn::turns(catalogue, contact))
    }

    /// The records of these ids, in the order given; those that this edition does not have are left out.
    pub fn many<'a, T: Typed>(&'a self, ids: &'a [Id<T>]) -> impl Iterator<Item = &'a T> {
        ids.iter().filter_map(|id| self.get(id))
    }

    /// A step by "pathway/step", with its pathway.
    pub fn step(&self, id: &str) -> Option<(&Pathway, &Step)> {
        let (pathway, step) = id.split_once('/')?;
        let pathway: &Pathway = self.get(pathway)?;
        Some((pathway, pathway.steps.iter().find(|s| s.id == step)?))
    }

    /// A session by "week/session", with its week.
    pub fn session(&self, id: &str) -> Option<(&PracticeWeek, &Session)> {
        let (week, session) = id.split_once('/')?;
        let week: &PracticeWeek = self.get(week)?;
        let mut sessions = week.days.iter().flat_map(|day| &day.sessions);
        Some((week, sessions.find(|s| s.id == session)?))
    }

    /// The title of a thing with a page, and the area it is for where it has one; `None` where there is no such thing.
    pub fn title(&self, kind: Kind, id: &str) -> Option<(&str, Option<&Id<Area>>)> {
        Some(match kind {
            Kind::Contact => self.get::<Contact>(id).map(|r| (r.title.as_str(), Some(&r.area)))?,
            Kind::Pathway => self.get::<Pathway>(id).map(|r| (r.title.as_str(), Some(&r.area)))?,
            Kind::Step => self.step(id).map(|(p, step)| (step.title.as_str(), Some(&p.area)))?,
            Kind::Theme => self.get::<Theme>(id).map(|r| (r.title.as_str(), None))?,
            Kind::Resource => self.get::<Resource>(id).map(|r| (r.title.as_str(), Some(&r.area)))?,
            Kind::Week => self
                .get::<PracticeWeek>(id)
                .map(|r| (r.title.as_str(), Some(&r.area)))?,
            Kind::Session => self
                .session(id)
                .map(|(w, session)| (session.title.as_str(), Some(&w.area)))?,
            Kind::Article => self.get::<Article>(id).map(|r| (r.title.as_str(), Some(&r.area)))?,
            Kind::Term => self.get::<Term>(id).map(|r| (r.title.as_str(), None))?,
            Kind::Area | Kind::Publisher | Kind::Source | Kind::BankHoliday => return None,
        })
    }

    /// The standing of a thing, or of the record that it is part of; `None` where there is no such thing.
    pub fn standing(&self, kind: Kind, id: &str) -> Option<&Standing> {
        fn of<'l, T: Typed + 'l>(library: &'l Library, id: &str) -> Option<&'l Standing> {
            library.get::<T>(id).map(Typed::standing)
        }
        self.title(kind, id)?;
        match kind.record(id) {
            (Kind::Contact, id) => of::<Contact>(self, id),
            (Kind::Pathway, id) => of::<Pathway>(self, id),
            (Kind::Theme, id) => of::<Theme>(self, id),
            (Kind::Resource, id) => of::<Resource>(self, id),
            (Kind::Week, id) => of::<PracticeWeek>(self, id),
            (Kind::Article, id) => of::<Article>(self, id),
            (Kind::Term, id) => of::<Term>(self, id),
            _ => None,
        }
    }

    /// A record as JSON, as the edition has it, whatever the day; `None` where there is no such record.
    pub fn json(&self, kind: Kind, id: &str) -> Option<Map<String, Value>> {
        fn of<T: Typed + Serialize>(library: &Library, id: &str) -> Option<Map<String, Value>> {
            match serde_json::to_value(find::<T>(&library.of.catalogue, id)?) {
                Ok(Value::Object(record)) => Some(record),
                _ => None,
            }
        }
        match kind {
            Kind::Contact => of::<Contact>(self, id),
            Kind::Pathway => of::<Pathway>(self, id),
            Kind::Theme => of::<Theme>(self, id),
            Kind::Resource => of::<Resource>(self, id),
            Kind::Week => of::<PracticeWeek>(self, id),
            Kind::Article => of::<Article>(self, id),
            Kind::Term => of::<Term>(self, id),
            _ => None,
        }
    }

    /// The packs that a resource is in, in the brochure's order.
    pub fn packs_of(&self, resource: &str) -> &[Id<Theme>] {
        self.packs.get(resource).map(Vec::as_slice).unwrap_or_default()
    }

    /// The steps that name a contact, each with its pathway.
    pub fn steps_of(&self, contact: &str) -> &[StepOf] {
        self.steps.get(contact).map(Vec::as_slice).unwrap_or_default()
    }

    /// What editions changed of a record, newest first, each with the edition that did.
    pub fn changes_of(&self, kind: Kind, id: &str) -> impl Iterator<Item = (&Arrival, &Change)> {
        let places = self.changes.get(&(kind, id.to_owned())).into_iter().flatten();
        places.map(|(arrival, change)| {
            let arrival = &self.of.arrivals[*arrival];
            (arrival, &arrival.changes[*change])
        })
    }

    /// The number of the older edition that a record is shown from, because this device's copy was damaged.
    pub fn older(&self, kind: Kind, id: &str) -> Option<u32> {
        if self.of.older.is_empty() {
            return None;
        }
        self.of.older.get(&(kind, id.to_owned())).copied()
    }

    /// How many records are shown from an older edition.
    pub fn count_older(&self) -> usize {
        self.of.older.len()
    }

    /// The abbreviations of the glossary that are in one of these texts, by title.
    pub fn terms_in<'a>(&'a self, texts: &'a [&str]) -> impl Iterator<Item = &'a Term> {
        let terms = self.abbreviations.iter().map(|at| &self.catalogue.terms[*at]);
        terms.filter(|term| texts.iter().any(|text| contains_word(text, &term.title)))
    }

    /// The edition's bank holidays.
    pub fn bank_holidays(&self) -> &BankHolidays {
        &self.bank_holidays
    }

    /// Whether somebody answers at `now`; `None` where that is not known.
    pub fn is_open(&self, contact: &Contact, now: DateTime<Utc>) -> Option<bool> {
        answering::open_at(contact, now, &self.bank_holidays, |id| self.get(id))
    }

    /// Whether somebody answers at `now`, and each change of that in the two weeks after, by London's clock. `holidays`
    /// are the edition's, or what is usual.
    pub fn answering<'a>(
        &'a self,
        contact: &'a Contact,
        now: DateTime<Utc>,
        holidays: &'a BankHolidays,
    ) -> impl Iterator<Item = (NaiveDateTime, Option<bool>)> {
        answering::changes(contact, now, holidays, |id| self.get(id))
    }

    /// The areas a person can choose.
    pub fn selectable_areas(&self) -> impl Iterator<Item = &Area> {
        self.catalogue.areas.iter().filter(|area| area.selectable)
    }
}

fn find<'a, T: Typed>(catalogue: &'a Catalogue, id: &str) -> Option<&'a T> {
    let all = T::all(catalogue);
    let at = all.binary_search_by(|record| record.id().cmp(id)).ok()?;
    all.get(at)
}

/// Plain words explain themselves well enough; two capitals in a row do not.
fn is_abbreviation(title: &str) -> bool {
    let capital = |c: &u8| c.is_ascii_uppercase() || c.is_ascii_digit();
    title.as_bytes().windows(2).any(|pair| pair.iter().all(capital))
}

/// Whether `word` is in `text` as a word of its own, in its own capitals: "CAN" is not "can".
fn contains_word(text: &str, word: &str) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(word)
        .any(|(at, _)| outside(text[..at].chars().next_back()) && outside(text[at + word.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::{contains_word, is_abbreviation};

    #[test]
    fn a_term_is_a_word_of_its_own() {
        for (term, text, found) in [
            ("DASH", "Use the DASH checklist", true),
            ("DASH", "(DASH)", true),
            ("DA", "Use the DASH checklist", false),
            ("CAN", "You can call", false),
            ("MARAC", "marac", false),
        ] {
            assert_eq!(contains_word(text, term), found, "{term} in {text}");
        }
        assert!(is_abbreviation("4LSCP") && is_abbreviation("STOP pack") && !is_abbreviation("Silent Solution"));
    }
}
