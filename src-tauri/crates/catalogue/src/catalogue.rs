//! The whole catalogue in memory, typed: what editors write and the rules check.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::canonical;
use crate::edition::{Edition, EditionError, Header, Record};
use crate::{Area, Article, Contact, Pathway, PracticeWeek, Publisher, Resource, Source, Term, Theme};

/// Everything one edition holds. Each field is a collection of the edition's JSON, under the same name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Catalogue {
    /// Places.
    pub areas: Vec<Area>,
    /// Longer guidance.
    pub articles: Vec<Article>,
    /// Who to ring or write to.
    pub contacts: Vec<Contact>,
    /// Referral pathways.
    pub pathways: Vec<Pathway>,
    /// Practice weeks.
    pub practice_weeks: Vec<PracticeWeek>,
    /// Bodies that publish resources.
    pub publishers: Vec<Publisher>,
    /// Anything an entry points at.
    pub resources: Vec<Resource>,
    /// Where records were taken from.
    pub sources: Vec<Source>,
    /// The glossary.
    pub terms: Vec<Term>,
    /// Themes with their packs.
    pub themes: Vec<Theme>,
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
            match record.collection.as_str() {
                "areas" => catalogue.areas.push(record.parse()?),
                "articles" => catalogue.articles.push(record.parse()?),
                "contacts" => catalogue.contacts.push(record.parse()?),
                "pathways" => catalogue.pathways.push(record.parse()?),
                "practice_weeks" => catalogue.practice_weeks.push(record.parse()?),
                "publishers" => catalogue.publishers.push(record.parse()?),
                "resources" => catalogue.resources.push(record.parse()?),
                "sources" => catalogue.sources.push(record.parse()?),
                "terms" => catalogue.terms.push(record.parse()?),
                "themes" => catalogue.themes.push(record.parse()?),
                _ => {}
            }
        }
        Ok(catalogue)
    }
}
