//! Records and areas named in passing.

use catalogue::{Area, Kind, Library, Standing};
use chrono::NaiveDate;
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

/// A record named in passing: enough for a link.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
#[allow(missing_docs)]
pub struct RecordLink {
    pub kind: Kind,
    pub id: String,
    pub title: String,
    /// The area's name, where that tells two of the same title apart.
    pub area: Option<String>,
}

/// An area by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs)]
pub struct AreaName {
    pub id: String,
    pub title: String,
}

/// A withdrawn record's notice.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct Withdrawn {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
    /// What to use instead.
    pub replacement: Option<RecordLink>,
}

/// A link to a thing with a page, or none where the library has no such thing.
pub fn link(library: &Library, kind: Kind, id: &str) -> Option<RecordLink> {
    let (title, area) = library.title(kind, id)?;
    // Resources and articles name their area on their own page.
    let area = area.filter(|_| !matches!(kind, Kind::Resource | Kind::Article));
    Some(RecordLink {
        kind,
        id: id.to_owned(),
        title: title.to_owned(),
        area: area.map(|id| area_name(library, id).title),
    })
}

/// Links to records of one kind, in the order given; those that the library does not have are left out.
pub fn links(library: &Library, kind: Kind, ids: &[impl AsRef<str>]) -> Vec<RecordLink> {
    ids.iter().filter_map(|id| link(library, kind, id.as_ref())).collect()
}

/// An area by id and name; its id, where the library does not have it.
pub fn area_name(library: &Library, id: &str) -> AreaName {
    AreaName {
        id: id.to_owned(),
        title: library.get::<Area>(id).map_or(id, |area| &area.title).to_owned(),
    }
}

/// A withdrawn record's notice; `None` while it is in use.
pub fn withdrawn(library: &Library, kind: Kind, standing: &Standing) -> Option<Withdrawn> {
    let withdrawal = standing.withdrawal()?;
    Some(Withdrawn {
        on: withdrawal.on,
        reason: withdrawal.reason.clone(),
        replacement: withdrawal.replacement.as_deref().and_then(|id| link(library, kind, id)),
    })
}
