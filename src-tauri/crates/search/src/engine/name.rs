//! Which name is meant by what somebody typed: a short list of names, no ranking by words.

use super::fold::tokens;
use super::slips;

/// Fewer letters than this begin too many names.
const LEAST: usize = 3;

/// How what was typed is like a name; the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// It is the name.
    Same,
    /// The name is in it, whole, as in an address; ended by so many words.
    Within {
        /// How many words follow: the last name of an address is the widest place.
        before_the_end: usize,
        /// How many words it lacks of what was typed: "East Cowes" before "Cowes".
        other_words: usize,
    },
    /// The name begins so.
    Beginning,
    /// One of the name's later words begins so.
    WordBeginning,
    /// So many slips away from it.
    Slips(u8),
}

/// The words of a text: no case, no accents, no apostrophes.
pub(crate) fn words(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.word.into_owned()).collect()
}

/// How like what was typed is to a name, both as [`words`]; `None` where it is not.
pub(crate) fn likeness(typed: &[String], name: &[String]) -> Option<Likeness> {
    if typed.is_empty() || name.is_empty() {
        return None;
    }
    let (joined, whole) = (typed.concat(), name.concat());
    if joined == whole {
        return Some(Likeness::Same);
    }
    if let Some(at) = typed.windows(name.len()).rposition(|run| run == name) {
        return Some(Likeness::Within {
            before_the_end: typed.len() - at - name.len(),
            other_words: typed.len() - name.len(),
        });
    }
    if joined.chars().count() < LEAST {
        return None;
    }
    if whole.starts_with(&joined) {
        return Some(Likeness::Beginning);
    }
    if (1..name.len()).any(|from| name[from..].concat().starts_with(&joined)) {
        return Some(Likeness::WordBeginning);
    }
    let [typed, name] = [joined, whole].map(|text| text.chars().collect::<Vec<_>>());
    let slips = slips::count(&typed, &name).whole;
    (slips <= slips::allowed(typed.len())).then_some(Likeness::Slips(slips))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_is_least() {
        let check = |typed: &str, name: &str, expected: Option<Likeness>| {
            assert_eq!(likeness(&words(typed), &words(name)), expected, "{typed:?} {name:?}");
        };
        let within = |before_the_end, other_words| {
            Some(Likeness::Within {
                before_the_end,
                other_words,
            })
        };
        check("cowes", "Cowes", Some(Likeness::Same));
        check("EASTCOWES", "East Cowes", Some(Likeness::Same));
        check("Lee on the Solent", "Lee-on-the-Solent", Some(Likeness::Same));
        check("1 Lake Road, Portsmouth", "Lake", within(2, 3));
        check("1 Lake Road, Portsmouth", "Portsmouth", within(0, 3));
        check("the parade east cowes", "Cowes", within(0, 3));
        check("the parade east cowes", "East Cowes", within(0, 2));
        check("sout", "Southsea", Some(Likeness::Beginning));
        check("alresf", "New Alresford", Some(Likeness::WordBeginning));
        check("soutsea", "Southsea", Some(Likeness::Slips(1)));
        check("cows", "Cowes", Some(Likeness::Slips(1)));
        check("co", "Cowes", None);
        check("bournemouth", "Portsmouth", None);
        check("", "Cowes", None);
        check("cowes", "", None);
    }
}
