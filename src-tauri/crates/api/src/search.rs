//! Search: one box, everything.

use catalogue::{Contact, Pathway, Resource, Status, Term, UsedBy};
use chrono::{DateTime, Utc};
use store::{Piece, SearchHit, SearchKind};

use crate::bookmarks::detail;
use crate::card::{RecordKind, RecordLink};
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::views::{Found, Fragment, Hit, HitGroup, HitNumber};

/// Rows of one kind at most: enough to choose from, few enough to see.
const HITS_PER_KIND: usize = 8;
/// Terms offered when nothing was found.
const TERMS_OFFERED: usize = 8;

impl Doorstep {
    /// What matches `query`, grouped by kind, the kind of the best hit first. Any text is a legal query.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::Superseded`] when a newer search began meanwhile.
    pub fn search(&self, query: &str, now: DateTime<Utc>) -> Result<Found, ApiError> {
        self.ask(now, |c| {
            let mut groups: Vec<HitGroup> = Vec::new();
            for found in c.db.search(query, HITS_PER_KIND)? {
                let Some((hit, concerns)) = hit(c, found)? else {
                    continue;
                };
                let at = groups.iter().position(|g| g.kind == hit.kind).unwrap_or_else(|| {
                    groups.push(HitGroup {
                        kind: hit.kind,
                        title: heading(hit.kind).into(),
                        hits: Vec::new(),
                    });
                    groups.len() - 1
                });
                let hits = &mut groups[at].hits;
                // The person's own area first, each part in the order it was found.
                let place = if concerns {
                    hits.iter().take_while(|h| h.here).count()
                } else {
                    hits.len()
                };
                hits.insert(place, hit);
            }
            let nothing = groups.is_empty() && !query.trim().is_empty();
            let terms = if nothing { offered_terms(c, query)? } else { Vec::new() };
            Ok(Found {
                query: query.to_owned(),
                groups,
                terms,
            })
        })
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

fn hit(c: &Context, found: SearchHit) -> Result<Option<(Hit, bool)>, Failure> {
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
    let here = area.is_none_or(|a| c.concerns(&a));
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
    Ok(Some((hit, here)))
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
