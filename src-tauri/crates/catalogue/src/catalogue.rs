//! The whole catalogue in memory, typed: what editors write and the rules check.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::canonical;
use crate::edition::{Edition, EditionError, Header, Record};
use crate::{
    Area, Article, BankHoliday, Contact, Kind, Pathway, PracticeWeek, Publisher, Resource, Source, Standing, Term,
    Theme,
};

/// A record as one of this crate's types.
pub trait Typed: DeserializeOwned + 'static {
    /// What sort of thing it is.
    const KIND: Kind;

    /// Its stable id.
    fn id(&self) -> &str;

    /// Its title, as people read it.
    fn title(&self) -> &str;

    /// Whether it is in use.
    fn standing(&self) -> &Standing;

    /// All of them in a catalogue.
    fn all(catalogue: &Catalogue) -> &[Self];
}

/// As much of a record as all kinds have.
#[derive(Clone, Copy, Debug)]
pub struct Glance<'a> {
    /// What sort of thing.
    pub kind: Kind,
    /// Its stable id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Whether it is in use.
    pub standing: &'a Standing,
}

/// What cannot be withdrawn is in use.
const ACTIVE: &Standing = &Standing::Active;

/// Which kind of record has which type and is in which array. Everything that holds for all kinds comes from here.
macro_rules! collections {
    ($($(#[$doc:meta])* $field:ident: $type:ident is $kind:ident, $standing:expr;)+) => {
        /// Everything one edition holds. Each field is a collection of the edition's JSON, under the same name.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default)]
        pub struct Catalogue {
            $($(#[$doc])* pub $field: Vec<$type>,)+
        }

        impl Catalogue {
            /// Adds a record. Whether it is of a kind that this version knows.
            ///
            /// # Errors
            /// When it is of a shape that this version cannot read.
            pub fn push(&mut self, record: &Record) -> Result<bool, serde_json::Error> {
                match Kind::of_collection(&record.collection) {
                    $(Some(Kind::$kind) => self.$field.push(record.parse()?),)+
                    _ => return Ok(false),
                }
                Ok(true)
            }

            /// Adds a record that `read` makes of whatever it has. Whether it made one.
            pub fn push_with(&mut self, kind: Kind, from: &mut impl Reading) -> bool {
                match kind {
                    $(Kind::$kind => match from.read() {
                        Some(record) => self.$field.push(record),
                        None => return false,
                    },)+
                    Kind::Step | Kind::Session => return false,
                }
                true
            }

            /// A look at every record, by kind as the collections are named.
            pub fn glances(&self) -> impl Iterator<Item = Glance<'_>> {
                std::iter::empty()$(.chain(self.$field.iter().map(glance)))+
            }

            pub(crate) fn sort(&mut self) {
                $(self.$field.sort_by(|a, b| a.id.cmp(&b.id));)+
            }
        }

        $(impl Typed for $type {
            const KIND: Kind = Kind::$kind;

            fn id(&self) -> &str {
                &self.id
            }

            fn title(&self) -> &str {
                &self.title
            }

            fn standing(&self) -> &Standing {
                let standing: fn(&Self) -> &Standing = $standing;
                standing(self)
            }

            fn all(catalogue: &Catalogue) -> &[Self] {
                &catalogue.$field
            }
        })+
    };
}

collections! {
    /// Places.
    areas: Area is Area, |_| ACTIVE;
    /// Longer guidance.
    articles: Article is Article, |r| &r.standing;
    /// Days on which offices may be closed.
    bank_holidays: BankHoliday is BankHoliday, |_| ACTIVE;
    /// Who to call or write to.
    contacts: Contact is Contact, |r| &r.standing;
    /// Referral pathways.
    pathways: Pathway is Pathway, |r| &r.standing;
    /// Practice weeks.
    practice_weeks: PracticeWeek is Week, |r| &r.standing;
    /// Bodies that publish resources.
    publishers: Publisher is Publisher, |_| ACTIVE;
    /// Anything an entry points at.
    resources: Resource is Resource, |r| &r.standing;
    /// Where records were taken from.
    sources: Source is Source, |_| ACTIVE;
    /// The glossary.
    terms: Term is Term, |r| &r.standing;
    /// Themes with their packs.
    themes: Theme is Theme, |r| &r.standing;
}

/// Makes a record of something, where it can.
pub trait Reading {
    /// The record as a `T`.
    fn read<T: Typed + JsonSchema>(&mut self) -> Option<T>;
}

fn glance<T: Typed>(record: &T) -> Glance<'_> {
    Glance {
        kind: T::KIND,
        id: record.id(),
        title: record.title(),
        standing: record.standing(),
    }
}

impl Catalogue {
    /// The edition of this catalogue under `header`.
    pub fn into_edition(self, header: Header) -> Result<Edition, EditionError> {
        let Value::Object(collections) = serde_json::to_value(self)? else {
            return Err(EditionError::Shape("the catalogue is not an object".into()));
        };
        let mut records = Vec::new();
        for (collection, items) in collections {
            let Value::Array(items) = items else { continue };
            for item in items {
                let id = item.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                records.push(Record {
                    collection: collection.clone(),
                    id,
                    body: canonical::to_string(&item),
                });
            }
        }
        Ok(Edition::new(header, records))
    }

    /// The typed catalogue of an edition; collections this version does not know are left out.
    pub fn from_edition(edition: &Edition) -> Result<Self, EditionError> {
        let mut catalogue = Self::default();
        for record in &edition.records {
            catalogue.push(record)?;
        }
        Ok(catalogue)
    }
}
