//! All themes, in the brochure's order.

pub mod view;

use ::search::Narrowing;
use catalogue::{Kind, Theme};

pub use view::ThemeCard;

use crate::{Moment, words};

/// All themes, in the brochure's order.
pub fn answer(m: &Moment) -> Vec<ThemeCard> {
    let mut themes: Vec<&Theme> = m.library.active().collect();
    themes.sort_by_key(|theme| theme.order);
    let card = |theme: &Theme| ThemeCard {
        id: theme.id.to_string(),
        title: theme.title.clone(),
        lead: words::paragraphs(&theme.summary).into_iter().next().unwrap_or_default(),
        entries: theme.sections.iter().map(|s| s.entries.len() as u32).sum(),
        bookmarked: m.is_bookmarked(Kind::Theme, &theme.id),
    };
    themes.into_iter().map(card).collect()
}

/// Those that have what somebody types above the list.
pub fn narrowed(m: &Moment, typed: &str) -> Vec<ThemeCard> {
    let wanted = Narrowing::of(typed);
    let mut all = answer(m);
    all.retain(|theme| wanted.fits(&[&theme.title, &theme.lead]));
    all
}
