//! What the catalogue holds, and the rules that keep it safe.
//!
//! One file per record type. Types here are the edition's JSON exactly; the editors' TOML has the same shapes.
//! **Invariant:** nothing in this crate reads a file, the network or the clock: time is an argument.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod acceptable;
pub mod answering;
pub mod app_version;
pub mod area;
pub mod article;
pub mod bank_holiday;
pub mod calendar;
pub mod canonical;
pub mod catalogue;
pub mod change;
pub mod colour;
pub mod contact;
pub mod conversation;
pub mod days;
pub mod diff;
pub mod document;
pub mod due;
pub mod edition;
pub mod hours;
pub mod id;
pub mod in_force;
pub mod kind;
pub mod library;
pub mod look;
pub mod managed;
pub mod outline;
pub mod partnership;
pub mod pathway;
pub mod practice_week;
pub mod provenance;
pub mod refresh;
pub mod resource;
pub mod span;
pub mod telephone;
pub mod term;
pub mod theme;
pub mod timeline;
pub mod turn;
pub mod validate;
pub mod weekday;

pub use acceptable::{Unacceptable, acceptable};
pub use area::Area;
pub use article::Article;
pub use bank_holiday::{BankHoliday, BankHolidays};
pub use catalogue::{Catalogue, Typed};
pub use change::{Arrival, Change, What};
pub use contact::{Contact, ContactGroup, PhoneNumber, UsedBy, Way};
pub use conversation::{Conversation, Next, Within};
pub use document::{Document, DocumentFormat, Keepable};
pub use due::{Due, due};
pub use edition::{Edition, EditionStatus, Header, Record};
pub use hours::{Hours, OnBankHolidays, Opening};
pub use id::Id;
pub use kind::Kind;
pub use library::{Came, Library, Origin, Whole};
pub use look::{Look, Shades};
pub use partnership::Partnership;
pub use pathway::{Answer, Pathway, Step, Urgency};
pub use practice_week::{Day, Figure, PracticeWeek, Session};
pub use provenance::{Confirmation, Publisher, Source, Standing, Withdrawal};
pub use resource::{Audience, Link, Resource, ResourceKind};
pub use span::Span;
pub use term::Term;
pub use theme::{Entry, Section, SectionKind, Theme, ThemeGroup};
pub use timeline::Timeline;
pub use turn::Turn;
pub use weekday::Weekday;
