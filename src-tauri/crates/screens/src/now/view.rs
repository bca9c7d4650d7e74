//! What the screen is given.

use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::bookmarks::Bookmark;
use crate::cards::{PathwayCard, RecordLink, WeekCard};
use crate::freshness::Freshness;
use crate::who::WhoToCall;

/// Now.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Now {
    /// Who to call now.
    pub who: WhoToCall,
    /// What people say at the door.
    pub situations: Vec<Situation>,
    /// The first few things that the person saved.
    pub saved: Vec<Bookmark>,
    /// Practice weeks: those that are on, else the next, and those that ended lately.
    pub weeks: Vec<WeekLine>,
    /// All articles.
    pub articles: Vec<RecordLink>,
    /// What changed since the person last looked. Absent when all is read.
    pub news: Option<News>,
    /// How fresh the catalogue is.
    pub freshness: Freshness,
}

/// What the person at the door would say, with the pathways for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Situation {
    /// "I'm worried about a child".
    pub title: String,
    /// Pathways for it in the chosen areas; one when the area is known.
    pub pathways: Vec<PathwayCard>,
    /// Pathways for it in other areas.
    pub elsewhere: Vec<PathwayCard>,
}

/// A practice week in one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WeekLine {
    /// The week.
    pub card: WeekCard,
    /// "Wednesday: Domestic abuse", "Starts in 9 days", "You ticked off 3 days out of 5."
    pub line: String,
}

/// What editions changed since the person last looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct News {
    /// "1 thing changed and 1 is new.".
    pub summary: String,
    /// The titles of what the person saved and these changes touch.
    pub saved: Vec<String>,
}
