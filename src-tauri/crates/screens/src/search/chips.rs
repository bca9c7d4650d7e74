//! Chips: what an answer can be narrowed to, and how many would be left.

use catalogue::Audience;
use store::{AREA, AUDIENCE, KIND, LabelCount, SearchKind, SearchMark, THEME};

use super::view::{Chip, Facet, SearchFilters};
use super::{count, heading};
use crate::card::RecordKind;
use crate::context::Context;
use crate::doorstep::Failure;
use crate::words;

/// Themes offered at most, beside those that are chosen.
const MOST_THEMES: usize = 10;

/// The chips with something behind them or chosen already, by facet.
pub(super) fn of(
    c: &Context,
    filters: &SearchFilters,
    labels: &[LabelCount],
    marks: [usize; 3],
) -> Result<Vec<Chip>, Failure> {
    let audiences: Vec<String> = filters.audiences.iter().map(|a| audience_name(*a)).collect();
    let kinds: Vec<String> = filters.kinds.iter().map(|kind| kind.name().to_owned()).collect();

    let mut chips = chips(Facet::Kind, KIND, labels, &kinds, |name| {
        RecordKind::from_name(name).map(|kind| heading(kind).to_owned())
    });
    chips.sort_by_key(|chip| RecordKind::from_name(&chip.value));
    let mut more = self::chips(Facet::Audience, AUDIENCE, labels, &audiences, |name| {
        audience_named(name).map(|audience| words::audience(audience).to_owned())
    });
    more.sort_by_key(|chip| audience_named(&chip.value));
    chips.extend(more);
    let mut more = self::chips(Facet::Area, AREA, labels, &filters.areas, |id| Some(c.area(id).title));
    more.sort_by_key(|chip| c.areas.iter().position(|area| area.id == chip.value));
    chips.extend(more);
    chips.extend(themes(c, labels, &filters.themes)?);
    chips.extend(SearchMark::ALL.into_iter().zip(marks).filter_map(|(mark, count)| {
        let (facet, label, on) = match mark {
            SearchMark::Bookmarked => (Facet::Bookmarked, "Bookmarked", filters.bookmarked),
            SearchMark::OnDevice => (Facet::OnDevice, "On this device", filters.on_device),
            SearchMark::Changed => (Facet::Changed, "Changed lately", filters.changed),
        };
        chip(facet, "", count, on, label.to_owned())
    }));
    Ok(chips)
}

/// The themes with the most behind them, and the chosen ones.
fn themes(c: &Context, labels: &[LabelCount], chosen: &[String]) -> Result<Vec<Chip>, Failure> {
    let mut chips = chips(Facet::Theme, THEME, labels, chosen, |id| Some(id.to_owned()));
    chips.sort_by_key(|chip| std::cmp::Reverse(chip.count));
    let mut room = MOST_THEMES;
    chips.retain(|chip| {
        let kept = chip.on || room > 0;
        room -= usize::from(room > 0 && !chip.on);
        kept
    });
    let ids: Vec<&str> = chips.iter().map(|chip| chip.value.as_str()).collect();
    let titles = c.db.search_titles(SearchKind::Theme, &ids)?;
    for (chip, title) in chips.iter_mut().zip(titles) {
        chip.label = title;
    }
    Ok(chips)
}

fn chips(
    facet: Facet,
    group: &str,
    labels: &[LabelCount],
    chosen: &[String],
    title: impl Fn(&str) -> Option<String>,
) -> Vec<Chip> {
    let of_group = labels.iter().filter(|label| label.group == group);
    of_group
        .filter_map(|label| {
            let on = chosen.contains(&label.value);
            chip(facet, &label.value, label.count, on, title(&label.value)?)
        })
        .collect()
}

fn chip(facet: Facet, value: &str, of: usize, on: bool, label: String) -> Option<Chip> {
    (of > 0 || on).then(|| Chip {
        facet,
        value: value.to_owned(),
        label,
        count: count(of),
        on,
    })
}

/// As editions and labels spell it.
pub(super) fn audience_name(audience: Audience) -> String {
    let name = serde_json::to_value(audience).ok();
    name.and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn audience_named(name: &str) -> Option<Audience> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}
