//! Which of the wanted documents there is room for: a pure rule.

use std::collections::{HashMap, HashSet};

use catalogue::canonical::Digest;

/// What is planned for a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is on the device and stays there.
    Here,
    /// It is to be fetched.
    ToFetch,
    /// There is no room for it: the budget would have to be larger by `more` bytes.
    NoRoom {
        /// See above.
        more: u64,
    },
}

/// What is planned for each wanted document, of which `wanted` gives hash and length, the most wanted first. A document
/// that several resources share is one.
///
/// Documents that are here come before new ones: one must not be removed while the person counts on it. Then they are
/// taken as they come while they fit, so that a large one does not keep a small one out.
pub(crate) fn plan(
    wanted: impl Iterator<Item = (Digest, u64)> + Clone,
    held: &HashMap<Digest, u64>,
    budget: u64,
) -> HashMap<Digest, Place> {
    let mut room = budget;
    let mut places = HashMap::new();
    let is_here = |digest: &Digest, bytes: u64| held.get(digest) == Some(&bytes);
    let mut seen = HashSet::new();
    let once = wanted.filter(|(digest, _)| seen.insert(*digest));
    let (here, elsewhere): (Vec<_>, Vec<_>) = once.partition(|(digest, bytes)| is_here(digest, *bytes));
    let here = here.into_iter().map(|want| (want, Place::Here));
    let elsewhere = elsewhere.into_iter().map(|want| (want, Place::ToFetch));
    for ((digest, bytes), place) in here.chain(elsewhere) {
        let place = match room.checked_sub(bytes) {
            Some(rest) => {
                room = rest;
                place
            }
            None => Place::NoRoom {
                more: bytes.saturating_sub(room),
            },
        };
        places.insert(digest, place);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plan for documents named by a letter, of so many bytes, of which `held` are here.
    fn planned(wanted: &[(u8, u64)], held: &[(u8, u64)], budget: u64) -> Vec<(u8, Place)> {
        let digest = |(name, bytes): &(u8, u64)| ([*name; 32], *bytes);
        let places = plan(wanted.iter().map(digest), &held.iter().map(digest).collect(), budget);
        let mut places: Vec<_> = places.into_iter().map(|(digest, place)| (digest[0], place)).collect();
        places.sort_by_key(|(name, _)| *name);
        places
    }

    #[test]
    fn taken_in_order_while_they_fit() {
        let wanted = [(b'a', 50), (b'b', 60), (b'c', 40), (b'd', 20)];
        let places = [
            (b'a', Place::ToFetch),
            (b'b', Place::NoRoom { more: 10 }),
            (b'c', Place::ToFetch),
            (b'd', Place::NoRoom { more: 10 }),
        ];
        assert_eq!(planned(&wanted, &[], 100), places);
    }

    #[test]
    fn what_is_here_stays_before_anything_is_fetched() {
        let wanted = [(b'a', 50), (b'b', 60)];
        let places = [(b'a', Place::NoRoom { more: 10 }), (b'b', Place::Here)];
        assert_eq!(planned(&wanted, &[(b'b', 60)], 100), places);
    }

    #[test]
    fn a_smaller_budget_lets_the_least_wanted_go() {
        let (wanted, held) = ([(b'a', 50), (b'b', 60)], [(b'b', 60), (b'a', 50)]);
        let places = [(b'a', Place::Here), (b'b', Place::NoRoom { more: 50 })];
        assert_eq!(planned(&wanted, &held, 60), places);
    }

    #[test]
    fn a_shared_document_is_one_and_a_torn_one_is_none() {
        let wanted = [(b'a', 60), (b'a', 60), (b'b', 40)];
        let places = [(b'a', Place::ToFetch), (b'b', Place::ToFetch)];
        assert_eq!(planned(&wanted, &[(b'a', 59)], 100), places);
    }
}
