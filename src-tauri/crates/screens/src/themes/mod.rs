//! All themes, by what they are about.

pub mod view;

use std::collections::BTreeMap;

use ::search::Narrowing;
use catalogue::{Kind, Theme, ThemeGroup};

pub use view::{ThemeCard, ThemeList};

use crate::Moment;

/// All themes under their headings, in the brochure's order under each.
pub fn answer(m: &Moment) -> Vec<ThemeList> {
    narrowed(m, "")
}

/// Those that have what somebody types above the list.
pub fn narrowed(m: &Moment, typed: &str) -> Vec<ThemeList> {
    let wanted = Narrowing::of(typed);
    let fits = |theme: &&Theme| {
        let line = theme.line.as_deref().unwrap_or_default();
        let everyday = theme.everyday.iter().map(String::as_str);
        wanted.fits(
            &[theme.title.as_str(), line]
                .into_iter()
                .chain(everyday)
                .collect::<Vec<_>>(),
        )
    };
    let mut themes: Vec<&Theme> = m.library.active().filter(fits).collect();
    themes.sort_by_key(|theme| theme.order);
    let mut groups: BTreeMap<ThemeGroup, Vec<ThemeCard>> = BTreeMap::new();
    for theme in themes {
        groups
            .entry(theme.group.unwrap_or(ThemeGroup::Other))
            .or_default()
            .push(ThemeCard {
                id: theme.id.to_string(),
                title: theme.title.clone(),
                line: theme.line.clone(),
                bookmarked: m.is_bookmarked(Kind::Theme, &theme.id),
            });
    }
    let list = |(group, themes): (ThemeGroup, Vec<ThemeCard>)| ThemeList {
        title: group.title().to_owned(),
        themes,
    };
    groups.into_iter().map(list).collect()
}
