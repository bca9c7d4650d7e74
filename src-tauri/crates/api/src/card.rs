//! Cards: how a record looks wherever another one mentions it.

use catalogue::calendar::WeekState;
use catalogue::{Audience, ContactGroup, ResourceKind, UsedBy};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::documents::view::DocumentMark;

/// What a record is, for links, search rows and bookmarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum RecordKind {
    Contact,
    Pathway,
    /// A step: its id is `pathway/step`.
    Step,
    Theme,
    Resource,
    Week,
    /// A session of a practice week: its id is `week/session`.
    Session,
    Article,
    Term,
}

/// A record named in passing: enough for a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct RecordLink {
    pub kind: RecordKind,
    pub id: String,
    pub title: String,
    /// The area's name, where that tells two of the same title apart.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
}

/// Where something was recorded from and how far to trust it, ready to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Provenance {
    /// How far to trust it.
    pub state: Trust,
    /// One calm sentence or two: "Recorded from hants.gov.uk. Not yet confirmed by the partnership."
    pub sentence: String,
    /// The source's full title.
    pub source: String,
    /// The source's address, to read and not to follow blindly.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// How far a contact, step or link can be trusted today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// Nobody has confirmed it yet.
    Unconfirmed,
    /// Confirmed and in date.
    Confirmed,
    /// Confirmed once, and its review day has passed.
    Overdue,
}

/// A withdrawn record's notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Withdrawn {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// What to use instead.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement: Option<RecordLink>,
}

/// An area by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct AreaName {
    pub id: String,
    pub title: String,
}

/// A contact, whole: the same wherever it is shown, so that its cautions are never left behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ContactCard {
    /// Its id.
    pub id: String,
    /// Who answers.
    pub title: String,
    /// When to use it.
    pub purpose: String,
    /// Which list it stands in.
    pub group: ContactGroup,
    /// The area it serves.
    pub area: AreaName,
    /// Who may use it.
    pub used_by: UsedBy,
    /// Numbers, the first to try first.
    pub numbers: Vec<NumberView>,
    /// For 90 days after a number changed: "Number changed on 22 November 2026 from 0300 555 1384."
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
    /// Email addresses.
    pub emails: Vec<String>,
    /// "Monday to Thursday 8:30am to 5pm. Bank holidays may differ."; absent where no source says.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// Whether somebody answers at this moment, bank holidays not counted; absent where hours are not known.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_now: Option<bool>,
    /// What it cannot do.
    pub limits: Vec<String>,
    /// A reason to be careful with it now.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Set when it no longer stands: then it is not to be rung.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}

/// A telephone number to tap, copy or read aloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NumberView {
    /// As printed: "0300 555 1384".
    pub number: String,
    /// Digit by digit in its groups, for reading aloud: "0 3 0 0, 5 5 5, 1 3 8 4".
    pub aloud: String,
    /// Keys to press once through: "55".
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then_press: Option<String>,
}

/// A resource as an entry, a step's form or a search result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ResourceCard {
    /// Its id.
    pub id: String,
    /// The title people read here.
    pub title: String,
    /// What sort of thing it is.
    pub kind: ResourceKind,
    /// The same in words: "Practitioner guide".
    pub kind_title: String,
    /// Who it is for.
    pub audience: Audience,
    /// The same in words: "For professionals".
    pub audience_title: String,
    /// The area it serves.
    pub area: AreaName,
    /// Who publishes it.
    pub publisher: String,
    /// Whether using it needs a connection.
    pub needs_signal: bool,
    /// Whether an address is known.
    pub has_link: bool,
    /// Its document, where it has one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentMark>,
    /// Something to know before using it.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Set when it no longer stands.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}

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

/// A practice week in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WeekCard {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// The area it is for.
    pub area: AreaName,
    /// Upcoming, running or past, today in London.
    pub state: WeekState,
    /// "25 to 29 November 2024", or "2024. Our source gives no dates."
    pub dates: String,
    /// "in 9 days", "today", while it is ahead or running.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The year it is held in.
    pub year: i32,
    /// Whether the person keeps it.
    pub bookmarked: bool,
}
