//! Chips: what an answer can be narrowed to, and how many would be left.

use catalogue::{Area, Audience, Kind, Theme};
use search::{AREA, AUDIENCE, KIND, LabelCount, SearchMark, THEME};

use super::count;
use super::view::{Chip, Facet, SearchFilters};
use crate::{Moment, cards, words};

/// Themes offered at most, beside those that are chosen.
const MOST_THEMES: usize = 10;

/// The chips with something behind them or chosen already, by facet.
pub(super) fn of(m: &Moment, filters: &SearchFilters, labels: &[LabelCount], marks: [usize; 3]) -> Vec<Chip> {
    let audiences: Vec<String> = filters.audiences.iter().map(|a| audience_name(*a)).collect();
    let kinds: Vec<String> = filters.kinds.iter().map(|kind| kind.name().to_owned()).collect();
    let mut chips = chips(Facet::Kind, KIND, labels, &kinds, |name| {
        Kind::named(name).map(|kind| kind.heading().to_owned())
    });
    chips.sort_by_key(|chip| Kind::named(&chip.value));
    let mut more = self::chips(Facet::Audience, AUDIENCE, labels, &audiences, |name| {
        audience_named(name).map(|audience| words::audience(audience).to_owned())
    });
    more.sort_by_key(|chip| audience_named(&chip.value));
    chips.extend(more);
    let areas = m.library.all::<Area>();
    let mut more = self::chips(Facet::Area, AREA, labels, &filters.areas, |id| {
        Some(cards::area_name(m.library, id).title)
    });
    more.sort_by_key(|chip| areas.iter().position(|area| area.id == chip.value));
    chips.extend(more);
    chips.extend(themes(m, labels, &filters.themes));
    chips.extend(SearchMark::ALL.into_iter().zip(marks).filter_map(|(mark, count)| {
        let (facet, label, on) = match mark {
            SearchMark::Bookmarked => (Facet::Bookmarked, "Saved", filters.bookmarked),
            SearchMark::OnDevice => (Facet::OnDevice, "On this device", filters.on_device),
            SearchMark::Changed => (Facet::Changed, "Recently changed", filters.changed),
        };
        chip(facet, "", count, on, label.to_owned())
    }));
    chips
}

/// The themes with the most behind them, and the chosen ones.
fn themes(m: &Moment, labels: &[LabelCount], chosen: &[String]) -> Vec<Chip> {
    let title = |id: &str| m.library.get::<Theme>(id).map(|theme| theme.title.clone());
    let mut chips = chips(Facet::Theme, THEME, labels, chosen, title);
    chips.sort_by_key(|chip| std::cmp::Reverse(chip.count));
    let mut room = MOST_THEMES;
    chips.retain(|chip| {
        let kept = chip.on || room > 0;
        room -= usize::from(room > 0 && !chip.on);
        kept
    });
    chips
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
