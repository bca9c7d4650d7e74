//! Cards: what several screens show of a record, made in one place each.

mod contact;
pub(crate) mod conversation;
mod link;
mod pathway;
mod provenance;
mod resource;
mod warning;
mod week;

pub use contact::{ContactCard, NumberView, contact, contacts};
pub(crate) use contact::{NEWS, emails};
pub use conversation::{Chase, SayList, WhatNext, WhatToSay, say};
pub use link::{AreaName, RecordLink, Withdrawn, area_name, link, links, withdrawn};
pub use pathway::{PathwayCard, pathway};
pub use provenance::{Provenance, Trust, provenance, taken_from, trust};
pub use resource::{ResourceCard, resource, resources};
pub(crate) use resource::{resource_detail, web};
pub use warning::warning;
pub use week::{WeekCard, week};
