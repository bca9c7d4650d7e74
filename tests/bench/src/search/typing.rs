//! What is typed: clean keystrokes, and queries with one slip in them. Equal seeds make equal typing.

use std::collections::{BTreeMap, HashSet};

use fastrand::Rng;

use crate::ours::Found;

const SEED: u64 = 4;
/// Phrases of one to three words that are typed key by key.
const PHRASES: usize = 100;
/// Queries that are typed with a slip, and without.
const MISSPELT: usize = 200;
/// A query is one that so many titles at the most answer, so that the answer can hold them all.
const FIT: usize = 20;
/// A slip is in a word of so many letters or more.
const LONG: usize = 5;

/// A query as it was meant and as it was typed.
pub struct Misspelt {
    pub meant: String,
    pub typed: String,
    /// The document that was looked for.
    pub target: usize,
    /// What is in the box after each key from the slip on; the last is all of it.
    pub keys: Vec<String>,
}

/// What is in the box after each key of somebody who types words of titles.
pub fn clean(titles: &[&str]) -> Vec<String> {
    let mut rng = Rng::with_seed(SEED);
    let phrases = (0..PHRASES).map(|_| {
        let words = words(titles[rng.usize(..titles.len())]);
        let from = rng.usize(..words.len().max(1));
        let some = words.iter().skip(from).take(1 + rng.usize(..3));
        some.cloned().collect::<Vec<_>>().join(" ")
    });
    phrases.flat_map(|phrase| keys(&phrase).collect::<Vec<_>>()).collect()
}

/// Queries for those of `documents` that `sought` names, with a slip each.
pub fn misspelt(documents: &[Found], sought: &[usize]) -> Vec<Misspelt> {
    let mut rng = Rng::with_seed(SEED);
    let mut titles: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, found) in documents.iter().enumerate() {
        for word in words(&found.title) {
            titles.entry(word).or_default().push(at);
        }
    }
    let mut all = Vec::with_capacity(MISSPELT);
    while all.len() < MISSPELT {
        let target = sought[rng.usize(..sought.len())];
        let words = words(&documents[target].title);
        let from = rng.usize(..words.len().max(1));
        // As many words beside each other as it takes to tell this title from most others.
        let meant = (from + 1..=words.len())
            .map(|to| &words[from..to])
            .find(|words| fitting(words, &titles) <= FIT);
        all.extend(meant.and_then(|meant| with_a_slip(meant, target, &titles, &mut rng)));
    }
    all
}

/// The words of a title that people would type: in lower case, of three letters or more.
fn words(title: &str) -> Vec<String> {
    let title = title.to_lowercase();
    let words = title.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() > 2).map(str::to_owned).collect()
}

/// What is in the box after each key, blanks left out: they say no more than the word before.
fn keys(phrase: &str) -> impl Iterator<Item = String> {
    let keys = phrase.char_indices().map(|(at, c)| &phrase[..at + c.len_utf8()]);
    keys.filter(|typed| !typed.ends_with(' ')).map(str::to_owned)
}

/// How many titles have all these words, the last perhaps unfinished.
fn fitting(words: &[String], titles: &BTreeMap<String, Vec<usize>>) -> usize {
    let Some((last, before)) = words.split_last() else {
        return usize::MAX;
    };
    let begun = titles
        .range(last.clone()..)
        .take_while(|(word, _)| word.starts_with(last));
    let mut fit: HashSet<usize> = begun.flat_map(|(_, titles)| titles).copied().collect();
    for word in before {
        let have: HashSet<usize> = titles.get(word).into_iter().flatten().copied().collect();
        fit.retain(|title| have.contains(title));
    }
    fit.len()
}

/// `None` without a long word, where the slip makes another word of the catalogue, and where it leaves out the last
/// letter of all: nobody can tell that these are slips.
fn with_a_slip(
    meant: &[String],
    target: usize,
    titles: &BTreeMap<String, Vec<usize>>,
    rng: &mut Rng,
) -> Option<Misspelt> {
    let long: Vec<usize> = (0..meant.len())
        .filter(|&at| meant[at].chars().count() >= LONG)
        .collect();
    let at = *rng.choice(&long)?;
    let (slipped, place) = slip(&meant[at], rng);
    let unfinished = at + 1 == meant.len() && meant[at].starts_with(&slipped);
    if unfinished || titles.contains_key(&slipped) {
        return None;
    }
    let before: usize = meant[..at].iter().map(|word| word.chars().count() + 1).sum();
    let mut typed = meant.to_vec();
    typed[at] = slipped;
    let typed = typed.join(" ");
    Some(Misspelt {
        keys: keys(&typed)
            .filter(|typed| typed.chars().count() > before + place)
            .collect(),
        meant: meant.join(" "),
        typed,
        target,
    })
}

/// The word with one letter wrong, missing, too many, or in the other's place, and the place: every fifth time the
/// first.
fn slip(word: &str, rng: &mut Rng) -> (String, usize) {
    let letters: Vec<char> = word.chars().collect();
    loop {
        let place = if rng.u32(..5) == 0 {
            0
        } else {
            rng.usize(1..letters.len())
        };
        let mut slipped = letters.clone();
        match rng.u32(..4) {
            0 => slipped[place] = rng.lowercase(),
            1 => drop(slipped.remove(place)),
            2 => slipped.insert(place, rng.lowercase()),
            _ if place + 1 < slipped.len() => slipped.swap(place, place + 1),
            _ => continue,
        }
        if slipped != letters {
            return (slipped.into_iter().collect(), place);
        }
    }
}
