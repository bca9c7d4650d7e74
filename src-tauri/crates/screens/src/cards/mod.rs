//! Cards: what several screens show of a record, made in one place each.

mod contact;
pub(crate) mod conversation;
mod link;
mod number;
mod pathway;
mod provenance;
mod report;
mod resource;
mod turning;
mod warning;
mod web;
mod week;
mod when;

pub use contact::{ContactCard, contact, contacts};
pub(crate) use contact::{NEWS, emails};
pub use conversation::{Chase, SayList, WhatNext, WhatToSay, say};
pub use link::{AreaName, RecordLink, Withdrawn, area_name, link, links, withdrawn};
pub(crate) use number::first_to_dial;
pub use number::{NumberView, Then};
pub use pathway::{PathwayCard, pathway};
pub use provenance::{Provenance, SourceName, Trust, provenance, provenance_of, sources, taken_from, trust_of};
pub use report::{Report, report, report_address};
pub(crate) use resource::resource_detail;
pub use resource::{ResourceCard, resource, resources};
pub(crate) use turning::{beginning, of_span};
pub use warning::warning;
pub use web::LinkView;
pub(crate) use web::{link_view, web};
pub use week::{WeekCard, week};
