//! Cards: what several screens show of a record, made in one place each.

mod contact;
mod link;
mod pathway;
mod provenance;
mod resource;
mod warning;
mod week;

pub use contact::{ContactCard, NumberView, contact, contacts};
pub(crate) use contact::{NEWS, emails};
pub use link::{AreaName, RecordLink, Withdrawn, area_name, link, links, withdrawn};
pub use pathway::{PathwayCard, pathway};
pub use provenance::{Provenance, SourceName, Trust, provenance, provenance_of, sources, taken_from, trust_of};
pub use resource::{ResourceCard, resource, resources};
pub(crate) use resource::{resource_detail, web};
pub use warning::warning;
pub use week::{WeekCard, week};
