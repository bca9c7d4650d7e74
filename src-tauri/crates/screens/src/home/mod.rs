//! Home: what is new, what is on, and what the person comes back to.

pub mod view;

use catalogue::calendar::WeekState;
use catalogue::{Article, Kind};

pub use view::Home;

use crate::cards::RecordLink;
use crate::week::following;
use crate::{Moment, act_now, bookmarks, calendar, changes, freshness};

/// How many bookmarks Home shows.
const BOOKMARKS: usize = 5;

/// Home.
pub fn answer(m: &Moment) -> Home {
    let weeks = calendar::weeks(m);
    let articles = m
        .library
        .active::<Article>()
        .filter(|article| m.concerns(&article.area));
    Home {
        freshness: freshness::answer(m),
        changes: changes::unread_summary(m),
        situations: act_now::situations(m),
        upcoming: calendar::in_state(m, &weeks, WeekState::Upcoming),
        today: following::today(m, &weeks),
        kept: following::kept_lately(m, &weeks),
        bookmarks: bookmarks::all(m).take(BOOKMARKS).collect(),
        articles: articles.map(article).collect(),
    }
}

fn article(article: &Article) -> RecordLink {
    RecordLink {
        kind: Kind::Article,
        id: article.id.to_string(),
        title: article.title.clone(),
        area: None,
    }
}
