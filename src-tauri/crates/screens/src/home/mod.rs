//! What the app starts with, Home, and About.

use catalogue::calendar::WeekState;
use catalogue::{Article, Source};
use chrono::{DateTime, Utc};

use crate::act_now;
use crate::bookmarks;
use crate::calendar::{in_state, weeks};
use crate::card::{RecordKind, RecordLink};
use crate::changes;
use crate::context::collection;
use crate::doorstep::Doorstep;
use crate::error::ApiError;
use crate::following;
use crate::freshness;
use crate::settings::ROUTE;
use crate::views::{About, Count, Home, SourceView, Start};
use crate::words;

/// How many bookmarks Home shows.
const BOOKMARKS_ON_HOME: usize = 5;

impl Doorstep {
    /// What the app needs before it draws anything.
    pub fn start(&self, now: DateTime<Utc>) -> Result<Start, ApiError> {
        self.ask(now, |c| {
            Ok(Start {
                settings: c.settings.clone(),
                areas: c.areas.iter().filter(|a| a.selectable).map(|a| c.area(&a.id)).collect(),
                freshness: freshness::of(c)?,
                route: self.personal.setting(ROUTE)?,
            })
        })
    }

    /// Home.
    pub fn home(&self, now: DateTime<Utc>) -> Result<Home, ApiError> {
        self.ask(now, |c| {
            let weeks = weeks(c)?;
            let articles: Vec<Article> = c.db.all(collection::ARTICLES)?;
            let mut bookmarks = bookmarks::list(c)?;
            bookmarks.truncate(BOOKMARKS_ON_HOME);
            Ok(Home {
                freshness: freshness::of(c)?,
                changes: changes::unread_summary(c)?,
                situations: act_now::situations(c)?,
                upcoming: in_state(c, &weeks, WeekState::Upcoming),
                today: following::today(c, &weeks)?,
                kept: following::kept_lately(c, &weeks)?,
                bookmarks,
                articles: articles
                    .into_iter()
                    .filter(|a| a.status.is_active() && c.concerns(&a.area))
                    .map(|a| RecordLink {
                        kind: RecordKind::Article,
                        id: a.id,
                        title: a.title,
                        area: None,
                    })
                    .collect(),
            })
        })
    }

    /// About this app. `version` is the shell's.
    pub fn about(&self, version: &str, now: DateTime<Utc>) -> Result<About, ApiError> {
        self.ask(now, |c| {
            let stored = c.db.counts()?;
            let count = |title: &str, name: &str| Count {
                title: title.to_owned(),
                count: stored
                    .iter()
                    .find(|(collection, _)| collection == name)
                    .map_or(0, |(_, n)| *n),
            };
            let mut sources: Vec<Source> = c.db.all(collection::SOURCES)?;
            sources.sort_by_key(|s| s.title.to_lowercase());
            Ok(About {
                version: version.to_owned(),
                freshness: freshness::of(c)?,
                counts: vec![
                    count("Themes", collection::THEMES),
                    count("Resources", collection::RESOURCES),
                    count("Contacts", collection::CONTACTS),
                    count("Referral pathways", collection::PATHWAYS),
                    count("Practice weeks", collection::WEEKS),
                    count("Articles", collection::ARTICLES),
                    count("Glossary terms", collection::TERMS),
                ],
                sources: sources
                    .into_iter()
                    .map(|s| SourceView {
                        title: s.title,
                        address: s.address,
                        recorded_on: words::date(s.recorded_on),
                    })
                    .collect(),
                data_folder: self.folder.display().to_string(),
            })
        })
    }
}
