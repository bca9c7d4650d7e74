//! The documents that the person wants on this device, and how far each is.

use std::collections::{HashMap, HashSet};

use catalogue::canonical::Digest;
use catalogue::{DocumentFormat, Id, Keepable, Kind, Library, Resource, Theme};
use chrono::{DateTime, Utc};
use personal::Personal;

use super::downloads::Turn;
use super::plan::{self, Place};
use super::status::Status;
use super::view::{DocumentMark, DocumentShape, DocumentView, KeepKind, KeepView};
use crate::cards::RecordLink;
use crate::{Device, Hosting, words};

/// The setting's key: whether the person has paused downloads.
pub const PAUSED: &str = "documents.paused";
/// The setting's key: how much room documents may take, in bytes.
pub const BUDGET: &str = "documents.budget";
/// How much room a person may let documents take, in bytes.
pub const BUDGETS: [u64; 5] = [50_000_000, 250_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000];
/// What they may take until the person chooses.
const USUAL_BUDGET: u64 = BUDGETS[1];

/// What to download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// This document, now.
    Fetch(Keepable),
    /// Nothing before then.
    At(DateTime<Utc>),
    /// Nothing until something changes.
    Nothing,
}

/// What is wanted, what is here, and how downloads go: one state of it.
pub(crate) struct Shelf<'a> {
    /// In the order in which they are downloaded.
    wanted: Vec<Wanted<'a>>,
    /// The place of each in `wanted`, by its resource's id.
    by_resource: HashMap<&'a str, usize>,
    places: HashMap<Digest, Place>,
    /// What the person wants, by kind and id.
    keeps: Vec<(KeepKind, &'a str)>,
    device: &'a Device,
    now: DateTime<Utc>,
    pub paused: bool,
    pub budget: u64,
}

/// A wanted document, and who wants it.
struct Wanted<'a> {
    resource: &'a Resource,
    document: Keepable,
    by_itself: bool,
    packs: Vec<RecordLink>,
    with_bookmarks: bool,
}

impl<'a> Shelf<'a> {
    pub fn of(library: &'a Library, personal: &'a Personal, device: &'a Device, now: DateTime<Utc>) -> Self {
        let held = &device.documents;
        // Kinds that only another version knows are passed over.
        let keeps = personal.kept_offline.iter();
        let keeps: Vec<_> = keeps
            .filter_map(|kept| Some((KeepKind::named(&kept.kind)?, kept.id.as_str())))
            .collect();
        let mut wanted = wanted(library, personal, &keeps);
        // A withdrawn resource keeps its document, and gets none unless it is asked for by itself.
        wanted.retain(|w| w.resource.standing.is_active() || w.by_itself || held.contains_key(&w.document.digest));
        let set = personal.settings.get(BUDGET);
        let budget = set.filter(|bytes| BUDGETS.contains(bytes)).unwrap_or(USUAL_BUDGET);
        let lengths = wanted.iter().map(|w| (w.document.digest, w.document.bytes));
        Self {
            places: plan::plan(lengths, held, budget),
            by_resource: wanted
                .iter()
                .enumerate()
                .map(|(at, w)| (w.resource.id.as_str(), at))
                .collect(),
            wanted,
            keeps,
            device,
            now,
            paused: personal.settings.get(PAUSED).unwrap_or(false),
            budget,
        }
    }

    /// All wanted documents.
    pub fn items(&self) -> Vec<DocumentView> {
        let views = self.wanted.iter().map(|w| self.describe(w.resource, &w.document));
        views.collect()
    }

    pub fn describe(&self, resource: &Resource, document: &Keepable) -> DocumentView {
        let status = self.status(document);
        let wanted = self
            .by_resource
            .get(resource.id.as_str())
            .and_then(|at| self.wanted.get(*at));
        DocumentView {
            resource: resource.id.to_string(),
            title: resource.title.clone(),
            format: match document.format {
                DocumentFormat::Pdf => DocumentShape::Pdf,
                DocumentFormat::Png | DocumentFormat::Jpeg | DocumentFormat::Webp => DocumentShape::Image,
                _ => DocumentShape::Other,
            },
            media_type: document.format.media_type().to_owned(),
            size: words::size(document.bytes),
            state: status.state(),
            sentence: self.sentence_of(document, &status),
            percent: status.percent(document.bytes),
            kept: wanted.is_some_and(|w| w.by_itself),
            kept_with: wanted.map_or(Vec::new(), |w| w.packs.clone()),
            kept_with_bookmarks: wanted.is_some_and(|w| w.with_bookmarks),
        }
    }

    /// How far a document is; until it is here again, that its copy was damaged comes first.
    fn sentence_of(&self, document: &Keepable, status: &Status) -> String {
        let sentence = status.sentence(document.bytes, self.now);
        if self.is_to_fetch(document) && self.device.downloads.damaged.contains(&document.digest) {
            format!("The copy on this device was damaged, so it was removed. {sentence}")
        } else {
            sentence
        }
    }

    /// The same, where the resource is only mentioned.
    pub fn mark(&self, document: &Keepable) -> DocumentMark {
        let status = self.status(document);
        DocumentMark {
            size: words::size(document.bytes),
            state: status.state(),
            sentence: status.mark().to_owned(),
        }
    }

    /// The documents of `resources` as something to want together; `None` when there are none and nobody wants them.
    pub fn together<'r>(
        &self,
        kind: KeepKind,
        id: &str,
        resources: impl IntoIterator<Item = &'r Resource>,
    ) -> Option<KeepView> {
        let documents: HashMap<Digest, u64> = resources
            .into_iter()
            .filter_map(keepable)
            .map(|document| (document.digest, document.bytes))
            .collect();
        let on = self.keeps.contains(&(kind, id));
        if documents.is_empty() && !on {
            return None;
        }
        let (count, here) = (documents.len(), documents.keys().filter(|d| self.is_here(d)).count());
        let size = words::size(documents.values().sum());
        Some(KeepView {
            on,
            sentence: match (count, here) {
                (0, _) => "There are no documents to download now.".into(),
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
            (0, _) => return "No documents are downloaded on this device.".into(),
            (1, 1) => "1 document is on this device".into(),
            (1, 0) => "1 document is waiting to download".into(),
            (count, here) if count == here => format!("All {count} documents are on this device"),
            (count, here) => format!(
                "{here} of {count} documents {} on this device",
                if here == 1 { "is" } else { "are" }
            ),
        };
        let (used, budget) = (words::size(self.used()), words::size(self.budget));
        let waits = if here == count {
            String::new()
        } else if self.paused {
            " Downloads are paused.".into()
        } else {
            let held_up = self.device.downloads.held_up.as_ref();
            let status = Status::without_server(&self.device.hosting)
                .or_else(|| held_up.map(|held_up| Status::Failed(held_up.why.clone())));
            status.map_or(String::new(), |status| format!(" {}", status.sentence(0, self.now)))
        };
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

    pub fn next(&self, now: DateTime<Utc>) -> Next {
        if self.paused || self.device.hosting != Hosting::Set {
            return Next::Nothing;
        }
        let mut to_fetch = self.wanted.iter().map(|w| w.document).filter(|d| self.is_to_fetch(d));
        match self.device.downloads.next(to_fetch.clone().map(|d| d.digest), now) {
            Turn::Of(digest) => to_fetch.find(|d| d.digest == digest).map_or(Next::Nothing, Next::Fetch),
            Turn::At(again) => Next::At(again),
            Turn::Idle => Next::Nothing,
        }
    }

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

    fn status(&self, document: &Keepable) -> Status {
        let digest = &document.digest;
        match self.places.get(digest) {
            None => Status::NotWanted,
            Some(Place::Here) => Status::Here,
            Some(Place::NoRoom { more }) => Status::NoRoom {
                more: *more,
                budget: self.budget,
            },
            Some(Place::ToFetch) => self.waiting(digest),
        }
    }

    /// How far a document is that is to be downloaded.
    fn waiting(&self, digest: &Digest) -> Status {
        let downloads = &self.device.downloads;
        if self.paused {
            return Status::Paused;
        }
        if let Some(status) = Status::without_server(&self.device.hosting) {
            return status;
        }
        match downloads.coming {
            Some((coming, done)) if coming == *digest => return Status::Coming { done },
            _ => {}
        }
        match downloads.setbacks.get(digest).or(downloads.held_up.as_ref()) {
            Some(setback) => Status::Failed(setback.why.clone()),
            None => Status::Next,
        }
    }
}

/// The resource's document, if it has one that this version can download.
pub(super) fn keepable(resource: &Resource) -> Option<Keepable> {
    resource.document.as_ref()?.keepable()
}

/// The resources whose documents are wanted together: one, those of a pack in the brochure's order, or the bookmarked
/// ones in the person's order.
pub(super) fn resources_of<'a>(
    library: &'a Library,
    personal: &'a Personal,
    kind: KeepKind,
    id: &str,
) -> Vec<&'a Resource> {
    let of_pack = |theme: &'a Theme| theme.named().filter_map(|(id, _)| library.get(id));
    match kind {
        KeepKind::Resource => library.get(id).into_iter().collect(),
        KeepKind::Theme => library.get(id).into_iter().flat_map(of_pack).collect(),
        KeepKind::Bookmarks => {
            let bookmarks = personal.bookmarks.iter();
            let resources = bookmarks.filter(|bookmark| bookmark.kind == Kind::Resource.name());
            resources.filter_map(|bookmark| library.get(&bookmark.id)).collect()
        }
    }
}

/// All documents that are wanted: those asked for by themselves first, then pack by pack, as they were asked for.
fn wanted<'a>(library: &'a Library, personal: &'a Personal, keeps: &[(KeepKind, &str)]) -> Vec<Wanted<'a>> {
    let mut list = List::default();
    let (by_itself, together): (Vec<_>, Vec<_>) =
        keeps.iter().copied().partition(|(kind, _)| *kind == KeepKind::Resource);
    for (kind, id) in by_itself.into_iter().chain(together) {
        let pack = library.get::<Theme>(id).filter(|_| kind == KeepKind::Theme);
        for resource in resources_of(library, personal, kind, id) {
            let Some(wanted) = list.want(resource) else { continue };
            match kind {
                KeepKind::Resource => wanted.by_itself = true,
                KeepKind::Bookmarks => wanted.with_bookmarks = true,
                KeepKind::Theme => wanted.packs.extend(pack.map(link)),
            }
            wanted.packs.dedup();
        }
    }
    list.wanted
}

fn link(theme: &Theme) -> RecordLink {
    RecordLink {
        kind: Kind::Theme,
        id: theme.id.to_string(),
        title: theme.title.clone(),
        area: None,
    }
}

/// Wanted documents, each resource once.
#[derive(Default)]
struct List<'a> {
    wanted: Vec<Wanted<'a>>,
    places: HashMap<&'a Id<Resource>, usize>,
}

impl<'a> List<'a> {
    /// Wants the resource's document; `None` where it has none.
    fn want(&mut self, resource: &'a Resource) -> Option<&mut Wanted<'a>> {
        let document = keepable(resource)?;
        let place = *self.places.entry(&resource.id).or_insert(self.wanted.len());
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
