//! The chosen edition: fetched, unpacked, compared with its signed hash, and asked whether it may be taken.

use std::fmt::Display;
use std::sync::Arc;

use catalogue::refresh::Trouble;
use catalogue::{Edition, acceptable, canonical, diff};

use super::choose::{Choice, Offer};
use super::{Held, Progress, Refresher, Report};
use crate::blocking::blocking;
use crate::download::{self, Wanted};
use crate::source::Source;
use crate::{delta, layout};

/// An edition that may take the held one's place.
pub(super) struct Fetched {
    pub edition: Edition,
    pub by_delta: bool,
}

impl Refresher {
    pub(super) async fn fetch(
        &self,
        choice: &Choice<'_>,
        held: &Held,
        source: &Source,
        progress: Report<'_>,
    ) -> Result<Fetched, Trouble> {
        let wanted = choice.wanted;
        if wanted.custom.bytes.max(wanted.length) > self.config.limits.max_edition {
            return Err(Trouble::TooLong);
        }
        let patched = match (choice.delta, &held.edition) {
            (Some(delta), Some(older)) => self.fetch_delta(delta, wanted, older, source, progress).await?,
            _ => None,
        };
        let by_delta = patched.is_some();
        let json = match patched {
            Some(json) => json,
            None => self.fetch_whole(wanted, source, progress).await?,
        };
        tracing::debug!("the edition is unpacked and verified");
        let (number, meant, held) = (wanted.custom.edition, choice.removals_meant, held.edition.clone());
        let edition = blocking(move || read(&json, number, held.filter(|_| !meant).as_deref())).await?;
        Ok(Fetched { edition, by_delta })
    }

    /// The canonical JSON of `wanted` by way of `delta`; `None` when that cannot be used and the whole edition may do
    /// as well: the host lacks it, or a broken program made it.
    async fn fetch_delta(
        &self,
        delta: &Offer,
        wanted: &Offer,
        older: &Arc<Edition>,
        source: &Source,
        progress: Report<'_>,
    ) -> Result<Option<Vec<u8>>, Trouble> {
        let unusable = |why: &dyn Display| {
            tracing::warn!(%why, "the delta cannot be used");
            Ok(None)
        };
        let bytes = match self.download(delta, source, progress).await {
            Ok(bytes) => bytes,
            Err(why @ (Trouble::Missing | Trouble::Altered | Trouble::TooLong)) => return unusable(&why),
            Err(trouble) => return Err(trouble),
        };
        let (older, max) = (Arc::clone(older), wanted.custom.bytes);
        let patched = blocking(move || {
            let older = older.to_json().map_err(|error| error.to_string())?;
            delta::apply(older.as_bytes(), &bytes, max).map_err(|error| error.to_string())
        });
        match patched.await {
            Ok(json) if wanted.is(&json) => Ok(Some(json)),
            Ok(_) => unusable(&"it does not give the edition that was signed for"),
            Err(why) => unusable(&why),
        }
    }

    async fn fetch_whole(&self, wanted: &Offer, source: &Source, progress: Report<'_>) -> Result<Vec<u8>, Trouble> {
        let bytes = self.download(wanted, source, progress).await?;
        let max = wanted.custom.bytes;
        let json = blocking(move || delta::decompress(&bytes, max)).await;
        let json = json.map_err(unreadable)?;
        if wanted.is(&json) {
            Ok(json)
        } else {
            Err(Trouble::Altered)
        }
    }

    async fn download(&self, offer: &Offer, source: &Source, progress: Report<'_>) -> Result<Vec<u8>, Trouble> {
        let path = layout::target_path(&offer.name.to_string(), &hex::encode(offer.sha256));
        let http = match source {
            Source::Host(http) => http,
            Source::Bundle(bundle) => {
                let bytes = bundle.files.get(&path).ok_or(Trouble::Missing)?;
                let right = bytes.len() as u64 == offer.length && canonical::digest(bytes) == offer.sha256;
                return if right {
                    Ok(bytes.clone())
                } else {
                    Err(Trouble::Altered)
                };
            }
        };
        let wanted = Wanted::at(&self.config.host, &path, offer.sha256, offer.length)?;
        let total = wanted.length;
        progress(Progress::Downloading { done: 0, total });
        let report = |done| progress(Progress::Downloading { done, total });
        download::fetch(http, &self.config.scratch.join("parts"), &wanted, &report).await
    }
}

/// Reads the verified JSON of edition `number` and asks whether a device may take it, in the place of `held` if that is
/// to be asked.
fn read(json: &[u8], number: u32, held: Option<&Edition>) -> Result<Edition, Trouble> {
    let edition = Edition::from_json(json).map_err(unreadable)?;
    if edition.header.edition != number {
        let own = edition.header.edition;
        return Err(unreadable(format!("edition {number} says that it is number {own}")));
    }
    // It is recognised by its hash, and deltas are made from it: so what is stored must give the very same bytes.
    if edition.to_json().map_err(unreadable)?.as_bytes() != json {
        return Err(unreadable("it is not canonical JSON"));
    }
    acceptable(&edition).map_err(|why| Trouble::Unacceptable { why: why.to_string() })?;
    match held.map(|held| diff::removed_share(held, &edition)) {
        Some(share) if share.is_too_much() => Err(Trouble::MassRemoval {
            removed: share.removed,
            of: share.of,
        }),
        _ => Ok(edition),
    }
}

fn unreadable(why: impl Display) -> Trouble {
    Trouble::Unreadable { why: why.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Otherwise the same edition would be fetched at each refresh, because what is held has another hash.
    #[test]
    fn what_would_not_be_known_again_is_not_taken() {
        let json = kit::editions::edition(2).to_json().unwrap();
        assert_eq!(read(json.as_bytes(), 2, None).unwrap().header.edition, 2);
        let (first, rest) = json.split_at(1);
        for other in [
            format!("{first} {rest}"),
            format!("{json}\n"),
            json.replacen("g0", "\\u00670", 1),
        ] {
            let refused = read(other.as_bytes(), 2, None);
            assert!(matches!(refused, Err(Trouble::Unreadable { .. })), "{refused:?}");
        }
    }
}
