//! Search: one box, everything.

mod chips;
mod hit;
mod recent;
pub mod view;

use catalogue::Term;
use chrono::{DateTime, Utc};
use store::{AREA, AUDIENCE, KIND, Label, LabelCount, Limits, News, Search, SearchMark, THEME};

use crate::card::{RecordKind, RecordLink};
use crate::changes;
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use hit::Rows;
use view::{Correction, Elsewhere, Found, Hit, HitGroup, SearchFilters};

/// Rows of one kind: enough to choose from, few enough to see.
const IN_A_GROUP: usize = 6;
/// Rows of another area.
const IN_AN_AREA: usize = 4;
/// Rows when one kind or one area is all that is wanted.
const OF_ONE: usize = 100;
/// Terms offered when nothing was found.
const TERMS_OFFERED: usize = 8;

impl Doorstep {
    /// What matches `query` and every filter: the best hit, then what concerns the person by kind, then the rest by
    /// area. Any text is a legal query.
    ///
    /// *Changed lately* is what an edition changed that arrived on this device within the last ninety days, or that the
    /// person has not looked at yet.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::Superseded`] when a newer search began meanwhile.
    pub fn search(&self, query: &str, filters: &SearchFilters, now: DateTime<Utc>) -> Result<Found, ApiError> {
        self.ask(now, |c| find(c, query, filters))
    }
}

fn find(c: &Context, query: &str, filters: &SearchFilters) -> Result<Found, Failure> {
    let opened = c.app.personal.opened()?;
    // A folder that cannot be looked into takes no answer away.
    let held = c.app.documents.held().unwrap_or_default();
    let audiences: Vec<String> = filters.audiences.iter().map(|a| chips::audience_name(*a)).collect();
    let answer = c.db.search(&Search {
        text: query,
        filters: labels(filters, &audiences),
        required: [
            (filters.bookmarked, SearchMark::Bookmarked),
            (filters.on_device, SearchMark::OnDevice),
            (filters.changed, SearchMark::Changed),
        ]
        .into_iter()
        .filter_map(|(on, mark)| on.then_some(mark))
        .collect(),
        areas: concerning(c),
        bookmarked: c.bookmarked().collect(),
        opened: opened
            .iter()
            .map(|((kind, id), times)| (kind.as_str(), id.as_str(), *times))
            .collect(),
        on_device: held.into_keys().collect(),
        news: Some(News {
            read: changes::read(c)?,
            since: c.now - changes::NEWS,
        }),
        limits: limits(filters),
    })?;

    let mut found = Found {
        query: query.to_owned(),
        total: count(answer.total),
        ..Found::default()
    };
    let mut rows = Rows::of(c);
    for hit in answer.hits {
        let Some((hit, area)) = rows.hit(hit)? else {
            continue;
        };
        match area.filter(|_| !hit.here) {
            Some(area) => elsewhere(c, &mut found.elsewhere, &area, hit),
            None => here(&mut found, hit),
        }
    }
    let one = is_of_one(filters);
    for group in &mut found.groups {
        let best = found.best.as_ref().is_some_and(|best| best.kind == group.kind);
        let all = label(&answer.labels, KIND, group.kind.name()).map_or(0, |label| count(label.here));
        group.total = all.saturating_sub(u32::from(best)).max(count(group.hits.len()));
        group.hits.truncate(if one { OF_ONE } else { IN_A_GROUP });
    }
    found.groups.retain(|group| !group.hits.is_empty());
    for place in &mut found.elsewhere {
        let all = label(&answer.labels, AREA, &place.area.id).map_or(0, |label| count(label.count));
        place.total = all.max(count(place.hits.len()));
        place
            .hits
            .truncate(if filters.areas.len() == 1 { OF_ONE } else { IN_AN_AREA });
    }
    if !query.trim().is_empty() {
        found.chips = chips::of(c, filters, &answer.labels, answer.marks)?;
    }
    let correction = |c: store::Correction| Correction {
        typed: c.typed,
        used: c.used,
    };
    found.corrections = answer.corrections.into_iter().map(correction).collect();
    if found.total == 0 && !query.trim().is_empty() {
        found.terms = offered_terms(c, query)?;
    }
    Ok(found)
}

fn labels<'a>(filters: &'a SearchFilters, audiences: &'a [String]) -> Vec<Label<'a>> {
    let kinds = filters.kinds.iter().map(|kind| (KIND, kind.name()));
    let audiences = audiences.iter().map(|audience| (AUDIENCE, audience.as_str()));
    let areas = filters.areas.iter().map(|area| (AREA, area.as_str()));
    let themes = filters.themes.iter().map(|theme| (THEME, theme.as_str()));
    kinds.chain(audiences).chain(areas).chain(themes).collect()
}

/// The areas whose records concern the person; none when all do.
fn concerning<'a>(c: &'a Context) -> Vec<&'a str> {
    if c.settings.areas.is_empty() {
        return Vec::new();
    }
    let areas = c.areas.iter().map(|area| area.id.as_str());
    areas.filter(|id| c.concerns(id)).collect()
}

/// Whether the person asks to see all of one kind or of one area.
fn is_of_one(filters: &SearchFilters) -> bool {
    filters.kinds.len() == 1 || filters.areas.len() == 1
}

/// One more than a group shows, because the best hit stands in none.
fn limits(filters: &SearchFilters) -> Limits {
    let one = is_of_one(filters);
    Limits {
        here: if one { OF_ONE } else { IN_A_GROUP } + 1,
        elsewhere: if one { OF_ONE } else { IN_AN_AREA },
    }
}

fn here(found: &mut Found, hit: Hit) {
    let best = found.best.is_none() && found.groups.is_empty() && !hit.withdrawn;
    let at = found.groups.iter().position(|g| g.kind == hit.kind).unwrap_or_else(|| {
        found.groups.push(HitGroup {
            kind: hit.kind,
            title: heading(hit.kind).into(),
            hits: Vec::new(),
            total: 0,
        });
        found.groups.len() - 1
    });
    if best {
        found.best = Some(hit);
    } else {
        found.groups[at].hits.push(hit);
    }
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
    places[at].hits.push(hit);
}

fn label<'a>(labels: &'a [LabelCount], group: &str, value: &str) -> Option<&'a LabelCount> {
    labels.iter().find(|l| l.group == group && l.value == value)
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
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
