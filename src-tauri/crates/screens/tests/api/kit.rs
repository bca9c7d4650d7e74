//! The real catalogue, as an app has it inside.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use api::search::view::{Found, Hit, SearchFilters};
use api::{Bundled, Doorstep};
use catalogue::{Catalogue, Edition};
use chrono::{DateTime, Utc};

pub static EDITION: LazyLock<Edition> = LazyLock::new(|| source::build(&root().join("data")).unwrap());

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Leaked: what is inside a program lasts as long as it does.
pub fn bundle(edition: &Edition) -> Bundled {
    let zst = zstd::encode_all(edition.to_json().unwrap().as_bytes(), 1).unwrap();
    let header = serde_json::to_string(&edition.header).unwrap();
    Bundled {
        zst: zst.leak(),
        header: header.leak(),
        digest: edition.digest(),
    }
}

/// The catalogue with a change, as edition `number`.
pub fn edited(number: u32, edit: impl FnOnce(&mut Catalogue)) -> Edition {
    let mut catalogue = Catalogue::from_edition(&EDITION).unwrap();
    edit(&mut catalogue);
    let mut header = EDITION.header.clone();
    header.edition = number;
    catalogue.into_edition(header).unwrap()
}

/// What a search finds, unfiltered.
pub fn search(app: &Doorstep, query: &str, now: DateTime<Utc>) -> Found {
    app.search(query, &SearchFilters::default(), now).unwrap()
}

/// The hits as they are read from the top.
pub fn hits(found: &Found) -> Vec<&Hit> {
    let groups = found.groups.iter().flat_map(|group| &group.hits);
    let elsewhere = found.elsewhere.iter().flat_map(|place| &place.hits);
    found.best.iter().chain(groups).chain(elsewhere).collect()
}
