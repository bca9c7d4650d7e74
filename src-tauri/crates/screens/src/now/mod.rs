//! Now, the first screen: who to call, what has happened, and what the person comes back to.

pub mod view;

use std::collections::HashSet;

use catalogue::calendar::WeekState;
use catalogue::{Article, Kind, Pathway, PracticeWeek};

pub use view::{News, Now, Situation, WeekLine};

use crate::bookmarks;
use crate::cards::{self, RecordLink};
use crate::week::following;
use crate::{Moment, calendar, changes, freshness, who, words};

/// How many of the things that the person saved are shown.
const SAVED: usize = 5;

/// Now.
pub fn answer(m: &Moment) -> Now {
    let articles = m
        .library
        .active::<Article>()
        .filter(|article| m.concerns(&article.area));
    Now {
        who: who::answer(m),
        situations: situations(m),
        saved: bookmarks::all(m).take(SAVED).collect(),
        weeks: weeks(m),
        articles: articles.map(article).collect(),
        news: news(m),
        freshness: freshness::answer(m),
    }
}

/// Pathways by what people say at the door.
fn situations(m: &Moment) -> Vec<Situation> {
    let mut pathways: Vec<&Pathway> = m.library.active().collect();
    pathways.sort_by_key(|pathway| pathway.order);
    let mut seen = HashSet::new();
    let titles = pathways.iter().map(|pathway| &pathway.situation);
    let situation = |title: &String| {
        let same = pathways.iter().filter(|pathway| pathway.situation == *title);
        let (here, elsewhere): (Vec<&Pathway>, Vec<&Pathway>) = same.partition(|pathway| m.concerns(&pathway.area));
        let cards = |pathways: Vec<&Pathway>| pathways.into_iter().map(|pathway| cards::pathway(m, pathway)).collect();
        Situation {
            title: title.clone(),
            pathways: cards(here),
            elsewhere: cards(elsewhere),
        }
    };
    titles.filter(|title| seen.insert(*title)).map(situation).collect()
}

/// A line for each week that is on, or else the next one; and for each that ended lately and was followed.
fn weeks(m: &Moment) -> Vec<WeekLine> {
    let weeks = calendar::weeks(m);
    let in_state = |state| calendar::in_state(m, &weeks, state);
    let topic = |id: &str| -> Option<String> {
        let week = m.library.get::<PracticeWeek>(id)?;
        let day = week.days.iter().find(|day| day.date == Some(m.today))?;
        Some(format!("{}: {}", words::weekday(day.weekday), day.topic))
    };
    let mut lines: Vec<WeekLine> = in_state(WeekState::Running)
        .into_iter()
        .map(|card| WeekLine {
            line: topic(&card.id).unwrap_or_else(|| card.dates.clone()),
            card,
        })
        .collect();
    if lines.is_empty() {
        let next = in_state(WeekState::Upcoming).into_iter().next();
        lines.extend(next.map(|card| WeekLine {
            line: card.when.clone().unwrap_or_else(|| card.dates.clone()),
            card,
        }));
    }
    lines.extend(
        following::kept_lately(m, &weeks)
            .into_iter()
            .map(|(card, line)| WeekLine { card, line }),
    );
    lines
}

/// What editions changed since the person last looked; `None` when that is nothing.
fn news(m: &Moment) -> Option<News> {
    let summary = changes::unread_summary(m)?;
    let unread = changes::answer(m).editions.into_iter().filter(|edition| edition.unread);
    let mut seen = HashSet::new();
    let kept = unread.flat_map(|edition| edition.kept);
    let saved = kept
        .filter(|row| seen.insert((row.kind, row.id.clone())))
        .map(|row| row.title);
    Some(News {
        saved: saved.collect(),
        summary,
    })
}

fn article(article: &Article) -> RecordLink {
    RecordLink {
        kind: Kind::Article,
        id: article.id.to_string(),
        title: article.title.clone(),
        area: None,
    }
}
