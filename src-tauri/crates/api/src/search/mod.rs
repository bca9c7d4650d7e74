//! Search: one box, everything.

mod recent;
pub mod view;

use catalogue::{Contact, Pathway, Resource, Status, Term, UsedBy};
use chrono::{DateTime, Utc};
use store::{Piece, SearchHit, SearchKind};

use crate::bookmarks::detail;
use crate::card::{RecordKind, RecordLink};
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use view::{Chip, Elsewhere, Facet, Found, Fragment, Hit, HitGroup, HitNumber, SearchFilters};

/// Rows of one kind at most: enough to choose from, few enough to see.
const HITS_PER_KIND: usize = 8;
/// Terms offered when nothing was found.
const TERMS_OFFERED: usize = 8;

impl Doorstep {
    /// What matches `query` and every filter: the best hit, then what concerns the person by kind, then the rest by
    /// area. Any text is a legal query.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::Superseded`] when a newer search began meanwhile.
    pub fn search(&self, query: &str, filters: &SearchFilters, now: DateTime<Utc>) -> Result<Found, ApiError> {
        self.ask(now, |c| {
            let mut found = Found {
                query: query.to_owned(),
                ..Found::default()
            };
            for hit in c.db.search(query, HITS_PER_KIND)? {
                let Some((hit, area)) = hit_of(c, hit)? else {
                    continue;
                };
                count(&mut found.chips, filters, &hit);
                if !filters.kinds.is_empty() && !filters.kinds.contains(&hit.kind) {
                    continue;
                }
                found.total += 1;
                match area.filter(|_| !hit.here) {
                    Some(area) => elsewhere(c, &mut found.elsewhere, &area, hit),
                    None if found.best.is_none() => found.best = Some(hit),
                    None => group(&mut found.groups, hit),
                }
            }
            if found.total == 0 && !query.trim().is_empty() {
                found.terms = offered_terms(c, query)?;
            }
            Ok(found)
        })
    }
}

fn group(groups: &mut Vec<HitGroup>, hit: Hit) {
    let at = groups.iter().position(|g| g.kind == hit.kind).unwrap_or_else(|| {
        groups.push(HitGroup {
            kind: hit.kind,
            title: heading(hit.kind).into(),
            hits: Vec::new(),
            total: 0,
        });
        groups.len() - 1
    });
    groups[at].total += 1;
    groups[at].hits.push(hit);
}

fn elsewhere(c: &Context, places: &mut Vec<Elsewhere>, area: &str, hit: Hit) {
    let at = places.iter().position(|e| e.area.id == area).unwrap_or_else(|| {
        places.push(Elsewhere {
            area: c.area(area),
            hits: Vec::new(),
            total: 0,
        });
        places.len() - 1
    });
    places[at].total += 1;
    places[at].hits.push(hit);
}

fn count(chips: &mut Vec<Chip>, filters: &SearchFilters, hit: &Hit) {
    match chips.iter_mut().find(|chip| chip.value == hit.kind.name()) {
        Some(chip) => chip.count += 1,
        None => chips.push(Chip {
            facet: Facet::Kind,
            value: hit.kind.name().to_owned(),
            label: heading(hit.kind).to_owned(),
            count: 1,
            on: filters.kinds.contains(&hit.kind),
        }),
    }
}

fn heading(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Contact => "Contacts",
        RecordKind::Pathway => "Pathways",
        RecordKind::Step => "Steps to take",
        RecordKind::Theme => "STOP packs",
        RecordKind::Resource => "Resources",
        RecordKind::Week => "Practice weeks",
        RecordKind::Session => "Sessions",
        RecordKind::Article => "Articles",
        RecordKind::Term => "Glossary",
    }
}

/// A row of the answer, and the area of the record where it has one.
fn hit_of(c: &Context, found: SearchHit) -> Result<Option<(Hit, Option<String>)>, Failure> {
    let kind = match found.kind {
        SearchKind::Contact => RecordKind::Contact,
        SearchKind::Pathway => RecordKind::Pathway,
        SearchKind::Step => RecordKind::Step,
        SearchKind::Theme => RecordKind::Theme,
        SearchKind::Resource => RecordKind::Resource,
        SearchKind::Week => RecordKind::Week,
        SearchKind::Article => RecordKind::Article,
        SearchKind::Term => RecordKind::Term,
    };
    let (area, status, number, document) = match kind {
        RecordKind::Contact => match c.db.get::<Contact>(collection::CONTACTS, &found.id)? {
            Some(contact) => (Some(contact.area.clone()), contact.status, number(c, &contact), None),
            None => return Ok(None),
        },
        RecordKind::Step => match step(c, &found.id)? {
            Some((area, status, contact)) => (Some(area), status, contact.and_then(|x| number(c, &x)), None),
            None => return Ok(None),
        },
        RecordKind::Resource => match c.db.get::<Resource>(collection::RESOURCES, &found.id)? {
            Some(resource) => {
                let document = c.document(&resource)?;
                (Some(resource.area), resource.status, None, document)
            }
            None => return Ok(None),
        },
        _ => (None, Status::Active, None, None),
    };
    let here = area.as_deref().is_none_or(|a| c.concerns(a));
    let hit = Hit {
        kind,
        title: fragments(found.title),
        snippet: fragments(found.snippet),
        detail: detail(c, kind, &found.id)?,
        number,
        document,
        withdrawn: !status.is_active(),
        here,
        id: found.id,
    };
    Ok(Some((hit, area)))
}

/// A step's area and standing (its pathway's), and the first contact it names.
fn step(c: &Context, id: &str) -> Result<Option<(String, Status, Option<Contact>)>, Failure> {
    let Some((pathway, step)) = id.split_once('/') else {
        return Ok(None);
    };
    let Some(pathway) = c.db.get::<Pathway>(collection::PATHWAYS, pathway)? else {
        return Ok(None);
    };
    let first = pathway
        .steps
        .iter()
        .find(|s| s.id == step)
        .and_then(|s| s.contacts.first());
    let contact = match first {
        Some(id) => c.db.get(collection::CONTACTS, id)?,
        None => None,
    };
    Ok(Some((pathway.area, pathway.status, contact)))
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
        trust: c
            .provenance(
                &contact.source,
                contact.confirmed_on,
                contact.confirmed_by.as_deref(),
                contact.review_by,
            )
            .state,
    })
}

fn fragments(pieces: Vec<Piece>) -> Vec<Fragment> {
    pieces
        .into_iter()
        .map(|p| Fragment {
            text: p.text,
            marked: p.marked,
        })
        .collect()
}

/// The terms most like the query, by title or another way of saying them: what was meant may be among them.
fn offered_terms(c: &Context, query: &str) -> Result<Vec<RecordLink>, Failure> {
    let query = query.trim().to_lowercase();
    let mut terms: Vec<Term> = c.db.all(collection::TERMS)?;
    terms.retain(|t| t.status.is_active());
    let likeness = |t: &Term| {
        let forms = [&t.title].into_iter().chain(&t.also).chain(&t.expansion);
        let words = forms.flat_map(|form| form.split_whitespace());
        words
            .map(|word| strsim::jaro_winkler(&query, &word.to_lowercase()))
            .fold(0.0, f64::max)
    };
    let mut terms: Vec<(f64, Term)> = terms.into_iter().map(|t| (likeness(&t), t)).collect();
    terms.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.title.cmp(&y.title)));
    let link = |(_, t): (f64, Term)| RecordLink {
        kind: RecordKind::Term,
        id: t.id,
        title: t.title,
        area: None,
    };
    Ok(terms.into_iter().take(TERMS_OFFERED).map(link).collect())
}
