//! The documents that the person wants on the device, and where each stands.

use std::collections::{HashMap, HashSet};

use catalogue::canonical::Digest;
use catalogue::{DocumentFormat, Keepable, Resource, Theme};
use chrono::{DateTime, Utc};

use super::Next;
use super::downloads::{Downloads, Turn};
use super::plan::{self, Place};
use super::standing::Standing;
use super::view::{DocumentMark, DocumentShape, DocumentView, KeepKind, KeepView};
use crate::card::{RecordKind, RecordLink};
use crate::context::{Context, collection};
use crate::doorstep::Failure;
use crate::refresh::Hosting;
use crate::words;

/// What is wanted, what is here, and how fetching goes: one state of it.
pub(crate) struct Shelf {
    /// In the order in which they are fetched.
    wanted: Vec<Wanted>,
    places: HashMap<Digest, Place>,
    /// What the person keeps offline, by kind and id.
    keeps: HashSet<(KeepKind, String)>,
    downloads: Downloads,
    hosting: Hosting,
    pub paused: bool,
    pub budget: u64,
}

/// A wanted document, and who wants it.
struct Wanted {
    resource: Resource,
    document: Keepable,
    by_itself: bool,
    packs: Vec<RecordLink>,
    with_bookmarks: bool,
}

impl Shelf {
    pub fn read(c: &Context) -> Result<Self, Failure> {
        // A folder that cannot be looked into takes no screen away.
        let held = c.app.documents.held().unwrap_or_else(|error| {
            tracing::warn!(%error, "the documents cannot be seen");
            HashMap::new()
        });
        let keeps = c.app.keeps()?;
        let mut wanted = wanted(c, &keeps)?;
        // A withdrawn resource keeps its document, and gets none unless it is asked for by itself.
        wanted.retain(|w| w.resource.status.is_active() || w.by_itself || held.contains_key(&w.document.digest));
        let budget = c.app.document_budget()?;
        let lengths = wanted.iter().map(|w| (w.document.digest, w.document.bytes));
        Ok(Self {
            places: plan::plan(lengths, &held, budget),
            wanted,
            keeps: keeps.into_iter().collect(),
            downloads: c.app.downloads().clone(),
            hosting: c.app.hosting(),
            paused: c.app.documents_paused()?,
            budget,
        })
    }

    /// All wanted documents.
    pub fn items(&self) -> Vec<DocumentView> {
        let views = self.wanted.iter().map(|w| self.describe(&w.resource, &w.document));
        views.collect()
    }

    /// A resource's document, wanted or not; `None` where it has none that can be kept.
    pub fn view(&self, resource: &Resource) -> Option<DocumentView> {
        keepable(resource).map(|document| self.describe(resource, &document))
    }

    fn describe(&self, resource: &Resource, document: &Keepable) -> DocumentView {
        let standing = self.standing(document);
        let wanted = self.wanted.iter().find(|w| w.resource.id == resource.id);
        DocumentView {
            resource: resource.id.clone(),
            title: resource.title.clone(),
            format: match document.format {
                DocumentFormat::Pdf => DocumentShape::Pdf,
                DocumentFormat::Png | DocumentFormat::Jpeg | DocumentFormat::Webp => DocumentShape::Image,
                _ => DocumentShape::Other,
            },
            media_type: document.format.media_type().to_owned(),
            size: words::size(document.bytes),
            state: standing.state(),
            sentence: self.sentence_of(document, &standing),
            percent: standing.percent(document.bytes),
            kept: wanted.is_some_and(|w| w.by_itself),
            kept_with: wanted.map_or(Vec::new(), |w| w.packs.clone()),
            kept_with_bookmarks: wanted.is_some_and(|w| w.with_bookmarks),
        }
    }

    /// Where a document stands; until it is here again, that its copy was damaged comes first.
    fn sentence_of(&self, document: &Keepable, standing: &Standing) -> String {
        let sentence = standing.sentence(document.bytes);
        if self.is_to_fetch(document) && self.downloads.damaged.contains(&document.digest) {
            format!("The copy on this device was damaged, so it was removed. {sentence}")
        } else {
            sentence
        }
    }

    /// The same, where the resource is only mentioned.
    pub fn mark(&self, document: &Keepable) -> DocumentMark {
        let standing = self.standing(document);
        DocumentMark {
            size: words::size(document.bytes),
            state: standing.state(),
            sentence: standing.mark().to_owned(),
        }
    }

    /// The documents of `resources` as something to keep together; `None` when there are none and nobody keeps them.
    pub fn keep(&self, kind: KeepKind, id: &str, resources: &[Resource]) -> Option<KeepView> {
        let documents: HashMap<Digest, u64> = resources
            .iter()
            .filter_map(keepable)
            .map(|document| (document.digest, document.bytes))
            .collect();
        let on = self.keeps.contains(&(kind, id.to_owned()));
        if documents.is_empty() && !on {
            return None;
        }
        let (count, here) = (documents.len(), documents.keys().filter(|d| self.is_here(d)).count());
        let size = words::size(documents.values().sum());
        Some(KeepView {
            on,
            sentence: match (count, here) {
                (0, _) => "There are no documents to keep now.".into(),
                (1, 0) => format!("1 document, {size}."),
                (1, _) => format!("1 document, {size}: it is on this device."),
                (count, 0) => format!("{count} documents, {size}."),
                (count, here) if here == count => format!("{count} documents, {size}: all are on this device."),
                (count, 1) => format!("{count} documents, {size}: 1 is on this device."),
                (count, here) => format!("{count} documents, {size}: {here} are on this device."),
            },
            count: count as u32,
            here: here as u32,
            size,
        })
    }

    /// How it goes with all of them.
    pub fn sentence(&self) -> String {
        let (count, here) = (self.places.len(), self.here().count());
        let documents = match (count, here) {
            (0, _) => return "No documents are kept offline.".into(),
            (1, 1) => "1 document is on this device".into(),
            (1, 0) => "1 document is to come".into(),
            (count, here) if count == here => format!("All {count} documents are on this device"),
            (count, here) => format!(
                "{here} of {count} documents {} on this device",
                if here == 1 { "is" } else { "are" }
            ),
        };
        let (used, budget) = (words::size(self.used()), words::size(self.budget));
        let waits = if here == count {
            None
        } else if self.paused {
            Some(Standing::Paused)
        } else if self.hosting != Hosting::Set {
            Some(Standing::NoHost(self.hosting.clone()))
        } else {
            self.downloads
                .held_up
                .as_ref()
                .map(|held_up| Standing::Failed(held_up.why.clone()))
        };
        let waits = waits.map_or(String::new(), |standing| format!(" {}", standing.sentence(0)));
        format!("{documents}: {used} of {budget}.{waits}")
    }

    /// Bytes that documents take up now.
    pub fn used(&self) -> u64 {
        let lengths: HashMap<Digest, u64> = self
            .wanted
            .iter()
            .map(|w| (w.document.digest, w.document.bytes))
            .collect();
        self.here().filter_map(|digest| lengths.get(digest)).sum()
    }

    /// What is on the device or is to be.
    pub fn kept(&self) -> HashSet<Digest> {
        let kept = self.places.iter();
        kept.filter(|(_, place)| !matches!(place, Place::NoRoom { .. }))
            .map(|(digest, _)| *digest)
            .collect()
    }

    /// What to fetch; nothing while the person has paused, or where there is no host.
    pub fn next(&self, now: DateTime<Utc>) -> Next {
        if self.paused || self.hosting != Hosting::Set {
            return Next::Nothing;
        }
        let mut to_fetch = self.wanted.iter().map(|w| w.document).filter(|d| self.is_to_fetch(d));
        match self.downloads.next(to_fetch.clone().map(|d| d.digest), now) {
            Turn::Of(digest) => to_fetch.find(|d| d.digest == digest).map_or(Next::Nothing, Next::Fetch),
            Turn::At(again) => Next::At(again),
            Turn::Nobodys => Next::Nothing,
        }
    }

    /// Whether it may be fetched now.
    pub fn may_fetch(&self, document: &Keepable) -> bool {
        !self.paused && self.is_to_fetch(document)
    }

    fn is_to_fetch(&self, document: &Keepable) -> bool {
        self.places.get(&document.digest) == Some(&Place::ToFetch)
    }

    fn is_here(&self, digest: &Digest) -> bool {
        self.places.get(digest) == Some(&Place::Here)
    }

    fn here(&self) -> impl Iterator<Item = &Digest> {
        self.places.keys().filter(|digest| self.is_here(digest))
    }

    fn standing(&self, document: &Keepable) -> Standing {
        let digest = &document.digest;
        match self.places.get(digest) {
            None => Standing::NotKept,
            Some(Place::Here) => Standing::Here,
            Some(Place::NoRoom { more }) => Standing::NoRoom {
                more: *more,
                budget: self.budget,
            },
            Some(Place::ToFetch) => self.waiting(digest),
        }
    }

    /// Where a document stands that is to be fetched.
    fn waiting(&self, digest: &Digest) -> Standing {
        let downloads = &self.downloads;
        if self.paused {
            return Standing::Paused;
        }
        if self.hosting != Hosting::Set {
            return Standing::NoHost(self.hosting.clone());
        }
        match downloads.coming {
            Some((coming, done)) if coming == *digest => return Standing::Coming { done },
            _ => {}
        }
        match downloads.setbacks.get(digest).or(downloads.held_up.as_ref()) {
            Some(setback) => Standing::Failed(setback.why.clone()),
            None => Standing::Next,
        }
    }
}

/// The resource's document, if it has one that this version can keep.
pub(crate) fn keepable(resource: &Resource) -> Option<Keepable> {
    resource.document.as_ref()?.keepable()
}

/// The resources of a pack, in the brochure's order.
pub(crate) fn of_pack(c: &Context, theme: &Theme) -> Result<Vec<Resource>, Failure> {
    let entries = theme.sections.iter().flat_map(|section| &section.entries);
    let ids: Vec<String> = entries.map(|entry| entry.resource.clone()).collect();
    Ok(c.db.get_many(collection::RESOURCES, &ids)?)
}

/// The bookmarked resources, in the person's order.
pub(crate) fn of_bookmarks(c: &Context) -> Result<Vec<Resource>, Failure> {
    let bookmarks = c.app.personal.bookmarks()?.into_iter();
    let resources = bookmarks.filter(|b| b.kind == RecordKind::Resource.name());
    let ids: Vec<String> = resources.map(|b| b.id).collect();
    Ok(c.db.get_many(collection::RESOURCES, &ids)?)
}

/// All documents that somebody wants: those asked for by themselves first, then pack by pack, as they were asked for.
fn wanted(c: &Context, keeps: &[(KeepKind, String)]) -> Result<Vec<Wanted>, Failure> {
    let mut list = List::default();
    for (_, id) in keeps.iter().filter(|(kind, _)| *kind == KeepKind::Resource) {
        if let Some(wanted) = c.db.get(collection::RESOURCES, id)?.and_then(|r| list.want(r)) {
            wanted.by_itself = true;
        }
    }
    for (kind, id) in keeps {
        match kind {
            KeepKind::Resource => {}
            KeepKind::Theme => {
                let Some(theme) = c.db.get::<Theme>(collection::THEMES, id)? else {
                    continue;
                };
                for resource in of_pack(c, &theme)? {
                    let Some(wanted) = list.want(resource) else { continue };
                    if !wanted.packs.iter().any(|pack| pack.id == theme.id) {
                        wanted.packs.push(RecordLink {
                            kind: RecordKind::Theme,
                            id: theme.id.clone(),
                            title: theme.title.clone(),
                            area: None,
                        });
                    }
                }
            }
            KeepKind::Bookmarks => {
                for resource in of_bookmarks(c)? {
                    if let Some(wanted) = list.want(resource) {
                        wanted.with_bookmarks = true;
                    }
                }
            }
        }
    }
    Ok(list.wanted)
}

/// Wanted documents, each resource once.
#[derive(Default)]
struct List {
    wanted: Vec<Wanted>,
    places: HashMap<String, usize>,
}

impl List {
    /// Wants the resource's document; `None` where it has none.
    fn want(&mut self, resource: Resource) -> Option<&mut Wanted> {
        let document = keepable(&resource)?;
        let place = *self.places.entry(resource.id.clone()).or_insert(self.wanted.len());
        if place == self.wanted.len() {
            self.wanted.push(Wanted {
                resource,
                document,
                by_itself: false,
                packs: Vec::new(),
                with_bookmarks: false,
            });
        }
        self.wanted.get_mut(place)
    }
}
