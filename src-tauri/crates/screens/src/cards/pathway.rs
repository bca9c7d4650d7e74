//! A pathway in a list.

use catalogue::{Kind, Pathway};
use serde::Serialize;
use ts_rs::TS;

use super::{AreaName, area_name};
use crate::Moment;

/// A pathway in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct PathwayCard {
    pub id: String,
    pub title: String,
    /// What the person at the door would say.
    pub situation: String,
    pub summary: String,
    pub area: AreaName,
    pub bookmarked: bool,
}

/// A pathway's card.
pub fn pathway(m: &Moment, pathway: &Pathway) -> PathwayCard {
    PathwayCard {
        id: pathway.id.to_string(),
        title: pathway.title.clone(),
        situation: pathway.situation.clone(),
        summary: pathway.summary.clone(),
        area: area_name(m.library, &pathway.area),
        bookmarked: m.is_bookmarked(Kind::Pathway, &pathway.id),
    }
}
