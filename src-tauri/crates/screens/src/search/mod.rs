//! Search: one box, everything.

mod chips;
mod hit;
pub mod view;

use catalogue::{Area, Kind, Term};
use search::{AREA, AUDIENCE, Finder, KIND, Label, LabelCount, Limits, Search, SearchMark, THEME};

pub use view::{Found, Recent, SearchFilters};

use crate::cards::{self, NEWS, RecordLink};
use crate::{Moment, changes};
use view::{Correction, Elsewhere, Hit, HitGroup};

/// Rows of one kind: enough to choose from, few enough to see.
const IN_A_GROUP: usize = 6;
/// Rows of another area.
const IN_AN_AREA: usize = 4;
/// Rows when one kind or one area is all that is wanted.
const OF_ONE: usize = 100;
/// Terms offered when nothing was found.
const TERMS_OFFERED: usize = 8;

/// What matches `query` and every filter: the best hit, then what concerns the person by kind, then the rest by area. Any
/// text is a legal query. `None` when `overtaken` says that a newer search began.
///
/// *Changed lately* is what an edition changed that arrived on this device within the last ninety days, or that the person
/// has not looked at yet.
pub fn answer(
    m: &Moment,
    finder: &Finder,
    query: &str,
    filters: &SearchFilters,
    overtaken: &dyn Fn() -> bool,
) -> Option<Found> {
    let audiences: Vec<String> = filters.audiences.iter().map(|a| chips::audience_name(*a)).collect();
    let marks = [
        (filters.bookmarked, SearchMark::Bookmarked),
        (filters.on_device, SearchMark::OnDevice),
        (filters.changed, SearchMark::Changed),
    ];
    let bookmarks = m.personal.bookmarks.iter();
    let opened = m.personal.opened.iter();
    let answer = finder.search(
        &Search {
            text: query,
            filters: labels(filters, &audiences),
            required: marks.into_iter().filter_map(|(on, mark)| on.then_some(mark)).collect(),
            areas: concerning(m),
            bookmarked: bookmarks
                .filter_map(|b| Some((Kind::named(&b.kind)?, b.id.as_str())))
                .collect(),
            opened: opened
                .filter_map(|((kind, id), times)| Some((Kind::named(kind)?, id.as_str(), *times)))
                .collect(),
            on_device: m.device.documents.keys().copied().collect(),
            changed: changes::lately(m, m.now.checked_sub_signed(NEWS)).collect(),
            limits: limits(filters),
        },
        overtaken,
    )?;
    let mut found = Found {
        query: query.to_owned(),
        total: count(answer.total),
        ..Found::default()
    };
    for hit in answer.hits {
        let (hit, area) = hit::row(m, hit);
        match area.filter(|_| !hit.here) {
            Some(area) => elsewhere(m, &mut found.elsewhere, &area, hit),
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
    let asked = !query.trim().is_empty();
    if asked {
        found.chips = chips::of(m, filters, &answer.labels, answer.marks);
    }
    let correction = |c: search::Correction| Correction {
        typed: c.typed,
        used: c.used,
    };
    found.corrections = answer.corrections.into_iter().map(correction).collect();
    if found.total == 0 && asked {
        found.terms = offered_terms(m, query);
    }
    Some(found)
}

/// The searches that led somewhere, newest first.
pub fn recent(m: &Moment) -> Recent {
    Recent {
        on: m.personal.remembers_searches(),
        queries: m.personal.recent_searches.to_vec(),
    }
}

fn labels<'a>(filters: &'a SearchFilters, audiences: &'a [String]) -> Vec<Label<'a>> {
    let kinds = filters.kinds.iter().map(|kind| (KIND, kind.name()));
    let audiences = audiences.iter().map(|audience| (AUDIENCE, audience.as_str()));
    let areas = filters.areas.iter().map(|area| (AREA, area.as_str()));
    let themes = filters.themes.iter().map(|theme| (THEME, theme.as_str()));
    kinds.chain(audiences).chain(areas).chain(themes).collect()
}

/// The areas whose records concern the person; none when all do.
fn concerning<'a>(m: &Moment<'a>) -> Vec<&'a str> {
    if m.settings.areas.is_empty() {
        return Vec::new();
    }
    let areas = m.library.all::<Area>().iter().map(|area| area.id.as_str());
    areas.filter(|id| m.concerns(id)).collect()
}

/// Whether the person asks to see all of one kind or of one area.
fn is_of_one(filters: &SearchFilters) -> bool {
    filters.kinds.len() == 1 || filters.areas.len() == 1
}

/// One more than a group shows, because the best hit is in none.
fn limits(filters: &SearchFilters) -> Limits {
    let one = is_of_one(filters);
    Limits {
        here: if one { OF_ONE } else { IN_A_GROUP } + 1,
        elsewhere: if one { OF_ONE } else { IN_AN_AREA },
    }
}

fn here(found: &mut Found, hit: Hit) {
    let best = found.best.is_none() && found.groups.is_empty() && !hit.withdrawn;
    let at = found.groups.iter().position(|g| g.kind == hit.kind);
    let at = at.unwrap_or_else(|| {
        found.groups.push(HitGroup {
            kind: hit.kind,
            title: hit.kind.heading().into(),
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

fn elsewhere(m: &Moment, places: &mut Vec<Elsewhere>, area: &str, hit: Hit) {
    let at = places
        .iter()
        .position(|place| place.area.id == area)
        .unwrap_or_else(|| {
            places.push(Elsewhere {
                area: cards::area_name(m.library, area),
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

/// The terms most like the query, by title or another way of saying them: what was meant may be among them.
fn offered_terms(m: &Moment, query: &str) -> Vec<RecordLink> {
    let query = query.trim().to_lowercase();
    let likeness = |t: &Term| {
        let forms = [&t.title].into_iter().chain(&t.also).chain(&t.expansion);
        let words = forms.flat_map(|form| form.split_whitespace());
        words
            .map(|word| strsim::jaro_winkler(&query, &word.to_lowercase()))
            .fold(0.0, f64::max)
    };
    let mut terms: Vec<(f64, &Term)> = m.library.active().map(|term| (likeness(term), term)).collect();
    terms.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.title.cmp(&y.title)));
    let link = |(_, term): (f64, &Term)| RecordLink {
        kind: Kind::Term,
        id: term.id.to_string(),
        title: term.title.clone(),
        area: None,
    };
    terms.into_iter().take(TERMS_OFFERED).map(link).collect()
}
