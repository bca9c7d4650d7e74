//! Which place is meant: by a postcode, of which the first half is a place of its own, or by a name.

use crate::engine::begun;
use crate::engine::name::{Likeness, likeness, words};

/// The places that are meant by what somebody typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places<'a, T> {
    /// What is meant, as it is written, with what it was given with: one name, which several may bear.
    pub meant: Vec<(&'a str, T)>,
    /// What may be meant instead, or where nothing is certain.
    pub perhaps: Vec<(&'a str, T)>,
}

/// The place among `places` that is meant. A postcode is taken as it is, wherever it is in what was typed; a name may
/// be begun, misspelt, or be in an address, where the last one is the place.
pub fn place<'a, T: Copy>(typed: &str, places: impl IntoIterator<Item = (&'a str, T)>) -> Places<'a, T> {
    let typed = words(begun(typed));
    let places: Vec<_> = places.into_iter().map(|(name, of)| (words(name), name, of)).collect();
    let called = |wanted: &[String]| -> Vec<(&'a str, T)> {
        let same = places.iter().filter(|(words, ..)| *words == wanted);
        same.map(|(_, name, of)| (*name, *of)).collect()
    };
    let of = |meant| Places {
        meant,
        perhaps: Vec::new(),
    };
    for at in (0..typed.len()).rev() {
        let found = district(&typed[at..]).map(|district| called(&[district]));
        match found {
            Some(meant) if !meant.is_empty() => return of(meant),
            // A postcode and nothing else: one that is not known is like no name.
            Some(_) if at == 0 => return of(Vec::new()),
            _ => {}
        }
    }
    let is_district = |name: &[String]| name.len() == 1 && district(name).is_some();
    let names = places.iter().filter(|(name, ..)| !is_district(name));
    let like: Vec<(Likeness, &'a str, T)> = names
        .filter_map(|(words, name, of)| Some((likeness(&typed, words)?, *name, *of)))
        .collect();
    let Some(closest) = like.iter().map(|(likeness, ..)| *likeness).min() else {
        return of(Vec::new());
    };
    let begun = |likeness: &Likeness| matches!(likeness, Likeness::Beginning | Likeness::WordBeginning);
    let with = |wanted: &dyn Fn(&Likeness) -> bool| -> Vec<(&'a str, T)> {
        let those = like.iter().filter(|(likeness, ..)| wanted(likeness));
        those.map(|(_, name, of)| (*name, *of)).collect()
    };
    let found = with(&|likeness| *likeness == closest);
    if found.iter().all(|(name, _)| words(name) == words(found[0].0)) {
        // "Milford" is one place and the beginning of another.
        let perhaps = if closest == Likeness::Same {
            with(&begun)
        } else {
            Vec::new()
        };
        Places { meant: found, perhaps }
    } else {
        Places {
            meant: Vec::new(),
            perhaps: found,
        }
    }
}

/// The first half of the postcode that `words` are, as one word or two and nothing more: "po30" of "po30 5ty",
/// "po305ty" and "po30". A nought that is typed for the letter O is one.
fn district(words: &[String]) -> Option<String> {
    let (first, last) = match words {
        [one] if is_district(one) => (one.as_str(), None),
        [one] if one.is_ascii() && one.len() > 4 => {
            let (first, last) = one.split_at(one.len() - 3);
            (first, Some(last))
        }
        [first, last] => (first.as_str(), Some(last.as_str())),
        _ => return None,
    };
    if !is_district(first) || !last.is_none_or(is_second_half) {
        return None;
    }
    let mut district = first.to_owned();
    if first.as_bytes().get(1) == Some(&b'0') {
        district.replace_range(1..2, "o");
    }
    Some(district)
}

/// One or two letters, a digit, and perhaps one more digit or letter.
fn is_district(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = word.as_bytes().get(letters..).unwrap_or_default();
    // "p030": no district has a nought there.
    let slip = letters == 1 && rest.first() == Some(&b'0') && matches!(rest.len(), 2 | 3);
    let shape = match rest {
        [digit] => digit.is_ascii_digit(),
        [digit, more] => digit.is_ascii_digit() && more.is_ascii_alphanumeric(),
        _ => false,
    };
    (1..=2).contains(&letters) && (shape || slip && rest.iter().all(u8::is_ascii_digit))
}

/// A digit and two letters.
fn is_second_half(word: &str) -> bool {
    matches!(word.as_bytes(), [digit, one, two]
        if digit.is_ascii_digit() && one.is_ascii_alphabetic() && two.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [(&str, u8); 14] = [
        ("PO3", 1),
        ("PO30", 2),
        ("PO31", 2),
        ("SO14", 3),
        ("RG20", 4),
        ("RG20", 5),
        ("Portsmouth", 1),
        ("Southsea", 1),
        ("Southampton", 3),
        ("Cowes", 2),
        ("East Cowes", 2),
        ("Lake", 2),
        ("Wootton", 2),
        ("Wootton", 4),
    ];

    fn check(typed: &str, meant: &[(&str, u8)], perhaps: &[&str]) {
        let found = place(typed, PLACES);
        assert_eq!(found.meant, meant, "{typed:?}");
        let names: Vec<_> = found.perhaps.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, perhaps, "{typed:?}");
    }

    #[test]
    fn a_postcode_is_taken_as_it_stands() {
        for typed in [
            "PO30",
            "po30",
            "po30 5ty",
            "PO305TY",
            " po30  5TY ",
            "1 High Street, Newport PO30 5TY",
            "P030",
        ] {
            check(typed, &[("PO30", 2)], &[]);
        }
        check("PO3", &[("PO3", 1)], &[]);
        check("po3 6aa", &[("PO3", 1)], &[]);
        check("po36aa", &[("PO3", 1)], &[]);
        check("s014 2aa", &[("SO14", 3)], &[]);
        check("RG20 5AA", &[("RG20", 4), ("RG20", 5)], &[]);
        // Of one that is not there, no neighbour and no name is offered.
        for typed in ["PO32", "BH1 1AA", "SW1A 1AA", "M1", "W1A"] {
            check(typed, &[], &[]);
        }
    }

    #[test]
    fn a_name_may_be_begun_misspelt_or_in_an_address() {
        check("Cowes", &[("Cowes", 2)], &["East Cowes"]);
        check("south", &[], &["Southsea", "Southampton"]);
        check("southse", &[("Southsea", 1)], &[]);
        check("Sothsea", &[("Southsea", 1)], &[]);
        check("portsmuoth", &[("Portsmouth", 1)], &[]);
        check("flat b2, lake road, portsmouth", &[("Portsmouth", 1)], &[]);
        check("12 the parade, east cowes", &[("East Cowes", 2)], &[]);
        check("wootton", &[("Wootton", 2), ("Wootton", 4)], &[]);
        for typed in ["", " ", "?", "so", "Bournemouth", "0300 555 1384", "ﬁ\u{301}"] {
            check(typed, &[], &[]);
        }
    }
}
