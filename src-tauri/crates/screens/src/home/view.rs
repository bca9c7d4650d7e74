//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::act_now::Situation;
use crate::bookmarks::Bookmark;
use crate::cards::{RecordLink, WeekCard};
use crate::freshness::Freshness;
use crate::week::{KeptSummary, TodayView};

/// Home.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Home {
    /// How fresh the catalogue is.
    pub freshness: Freshness,
    /// What editions changed since the person last looked: "1 changed, 1 new". Absent when all is read.
    pub changes: Option<String>,
    /// The situations of Act now, as shortcuts.
    pub situations: Vec<Situation>,
    /// Weeks ahead, soonest first.
    pub upcoming: Vec<WeekCard>,
    /// The weeks that are on, each with today's topic.
    pub today: Vec<TodayView>,
    /// What is kept of weeks that ended in the last two weeks and were followed.
    pub kept: Vec<KeptSummary>,
    /// The first few bookmarks.
    pub bookmarks: Vec<Bookmark>,
    /// All articles.
    pub articles: Vec<RecordLink>,
}
