//! Search: one box, everything.

mod chips;
mod hit;
mod to_do;
pub mod view;

use catalogue::{Area, Contact, ContactGroup, Kind, Pathway};
use search::{
    AREA, AUDIENCE, Finder, KIND, Label, LabelCount, Limits, Narrowing, Search, SearchMark, THEME, Touched, begun,
};

pub use view::{Found, Recent, SearchFilters};

use crate::cards::{self, NEWS};
use crate::{Moment, changes};
use view::{Correction, Elsewhere, Hit, HitGroup, WhatToDo};

/// Rows of one kind: enough to choose from, few enough to see.
const IN_A_GROUP: usize = 6;
/// Rows of another area.
const IN_AN_AREA: usize = 4;
/// Rows when one kind or one area is all that is wanted.
const OF_ONE: usize = 100;

/// What matches `query` and every filter: the best hit, then what concerns the person by kind, then the rest by area.
/// Any text is a legal query. `None` when `overtaken` says that a newer search began.
///
/// *Recently changed* is what an edition changed that arrived on this device within the last ninety days, or that the
/// person has not looked at yet.
pub fn answer(
    m: &Moment,
    finder: &Finder,
    query: &str,
    filters: &SearchFilters,
    overtaken: &dyn Fn() -> bool,
) -> Option<Found> {
    let query = begun(query);
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
    let to_do = to_do::of(m, &answer.touched);
    let stands = Best {
        m,
        query,
        touched: &answer.touched,
        to_do: to_do.as_ref(),
    };
    let mut found = Found {
        query: query.to_owned(),
        total: count(answer.total),
        ..Found::default()
    };
    for hit in answer.hits {
        let (hit, area) = hit::row(m, hit);
        match area.as_deref() {
            Some(area) if !hit.here => elsewhere(m, &mut found.elsewhere, area, hit),
            _ => here(&mut found, hit, |hit| stands.may(hit, area.as_deref())),
        }
    }
    found.groups.sort_by_key(|group| group.kind == Kind::Term);
    if !m.is_for_professionals() {
        let lists = found.groups.iter_mut().map(|group| &mut group.hits);
        let theirs = |hit: &Hit| hit.number.as_ref().is_some_and(|number| number.professionals_only);
        lists.for_each(|hits| hits.sort_by_key(theirs));
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
    found.to_do = to_do;
    let correction = |c: search::Correction| Correction {
        typed: c.typed,
        used: c.used,
    };
    found.corrections = answer.corrections.into_iter().map(correction).collect();
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

/// Which hit may be shown as the best: one of its numbers asks to be called.
struct Best<'a, 'm> {
    m: &'a Moment<'m>,
    query: &'a str,
    touched: &'a Touched,
    to_do: Option<&'a WhatToDo>,
}

impl Best<'_, '_> {
    fn may(&self, hit: &Hit, area: Option<&str>) -> bool {
        if hit.withdrawn {
            return false;
        }
        let ways = self.to_do.into_iter().flat_map(|to_do| &to_do.ways);
        let mut above = ways.flat_map(|way| [Some(&way.pathway.id), way.call.as_ref().map(|call| &call.id)]);
        if above.any(|id| id == Some(&hit.id)) {
            return false;
        }
        let Some(number) = &hit.number else { return true };
        (!number.professionals_only || self.m.is_for_professionals())
            && self.is_of_their_area(area)
            && self.is_meant(&number.contact)
    }

    /// Where no area is chosen, one that the words name, or a number that they give: any other may be the wrong one.
    fn is_of_their_area(&self, area: Option<&str>) -> bool {
        let local = area
            .and_then(|id| self.m.library.get::<Area>(id))
            .filter(|area| area.selectable);
        let Some(area) = local.filter(|_| self.m.settings.areas.is_empty()) else {
            return true;
        };
        let is_number = self.query.chars().any(|c| c.is_ascii_digit());
        is_number || Narrowing::of(&area.title).fits(&[self.query])
    }

    /// An allegation against somebody who works with children is one only where the words say so.
    fn is_meant(&self, contact: &str) -> bool {
        let of_allegations = |contact: &Contact| contact.group == ContactGroup::Allegations;
        if !self.m.library.get::<Contact>(contact).is_some_and(of_allegations) {
            return true;
        }
        let situation = self.touched.situations.first();
        let mut pathways = self.m.library.active::<Pathway>();
        pathways.any(|pathway| {
            Some(&pathway.situation) == situation
                && pathway
                    .steps
                    .first()
                    .is_some_and(|step| step.contacts.iter().any(|id| *id == *contact))
        })
    }
}

fn here(found: &mut Found, hit: Hit, may_be_best: impl Fn(&Hit) -> bool) {
    let best = found.best.is_none() && may_be_best(&hit);
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
        let detail = named(&hit, "");
        found.best = Some(Hit { detail, ..hit });
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
    let detail = named(&hit, &places[at].area.title);
    places[at].hits.push(Hit { detail, ..hit });
}

/// What a hit is, where no heading says so, and what else is shown of it, except `said`.
fn named(hit: &Hit, said: &str) -> String {
    match &*hit.detail {
        detail if hit.kind == Kind::Resource => detail.to_owned(),
        detail if detail == said => hit.kind.title().to_owned(),
        detail => format!("{} · {detail}", hit.kind.title()),
    }
}

fn label<'a>(labels: &'a [LabelCount], group: &str, value: &str) -> Option<&'a LabelCount> {
    labels.iter().find(|l| l.group == group && l.value == value)
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
