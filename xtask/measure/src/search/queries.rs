//! What is typed: clean keystrokes, and queries with one slip in them.

use std::collections::{BTreeMap, HashSet};

use fastrand::Rng;

use super::record::Record;
use crate::typing;

/// Phrases of one to three words that are typed key by key.
const PHRASES: usize = 100;
/// Queries that are typed with a slip, and without.
const MISSPELT: usize = 200;
/// A query is one that so many titles at the most answer, so that the answer can hold them all.
const FIT: usize = 20;
/// A slip is in a word of so many letters or more.
const LONG: usize = 5;
/// One in so many slips is in the word's first letter.
const FIRST_LETTER: usize = 5;

/// What is typed at one size.
pub struct Queries {
    /// What is in the box after each key of clean typing, whoever types blanks left out.
    pub keystrokes: Vec<String>,
    /// Queries with a slip.
    pub misspelt: Vec<Misspelt>,
}

/// A query as it was meant and as it was typed.
pub struct Misspelt {
    pub meant: String,
    pub typed: String,
    /// The record that was looked for.
    pub target: String,
    /// What is in the box after each key from the slip on; the last is all of it.
    pub keystrokes: Vec<String>,
}

impl Queries {
    /// Of titles that `concern` the person. Equal seeds make equal queries.
    pub fn of(records: &[Record], concern: impl Fn(&Record) -> bool, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let sought: Vec<&Record> = records.iter().filter(|record| concern(record)).collect();
        let mut keystrokes = Vec::new();
        for _ in 0..PHRASES {
            let phrase = typing::phrase(&sought[rng.usize(..sought.len())].title, 3, &mut rng);
            keystrokes.extend(keys(&phrase));
        }
        let titles = Titles::of(records);
        let mut misspelt = Vec::with_capacity(MISSPELT);
        while misspelt.len() < MISSPELT {
            let target = sought[rng.usize(..sought.len())];
            let meant = titles.query(&target.title, &mut rng);
            misspelt.extend(meant.and_then(|meant| Misspelt::of(&meant, &target.id, &titles, &mut rng)));
        }
        Self { keystrokes, misspelt }
    }
}

/// A key after a blank says no more than the blank did, which says no more than the word before it.
fn keys(phrase: &str) -> impl Iterator<Item = String> {
    typing::keys(phrase)
        .filter(|typed| !typed.ends_with(' '))
        .map(str::to_owned)
}

impl Misspelt {
    /// `None` without a long word, where the slip makes another word of the catalogue, and where it leaves out the last
    /// letter of all: nobody can tell that these are slips.
    fn of(meant: &[String], target: &str, titles: &Titles, rng: &mut Rng) -> Option<Self> {
        let long: Vec<usize> = (0..meant.len())
            .filter(|&at| meant[at].chars().count() >= LONG)
            .collect();
        let at = *long.get(rng.usize(..long.len().max(1)))?;
        let (slipped, place) = slip(&meant[at], rng);
        let unfinished = at + 1 == meant.len() && meant[at].starts_with(&slipped);
        if unfinished || titles.words.contains_key(&slipped) {
            return None;
        }
        let before: usize = meant[..at].iter().map(|word| word.chars().count() + 1).sum();
        let mut typed = meant.to_vec();
        typed[at] = slipped;
        let typed = typed.join(" ");
        Some(Self {
            keystrokes: keys(&typed)
                .filter(|typed| typed.chars().count() > before + place)
                .collect(),
            meant: meant.join(" "),
            typed,
            target: target.to_owned(),
        })
    }
}

/// The word with one letter wrong, missing, too many, or in the other's place; and the place.
fn slip(word: &str, rng: &mut Rng) -> (String, usize) {
    let letters: Vec<char> = word.chars().collect();
    loop {
        let place = match rng.usize(..FIRST_LETTER) {
            0 => 0,
            _ => rng.usize(1..letters.len()),
        };
        let mut slipped = letters.clone();
        match rng.usize(..4) {
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

/// Which titles have which words.
struct Titles {
    words: BTreeMap<String, Vec<usize>>,
}

impl Titles {
    fn of(records: &[Record]) -> Self {
        let mut words: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, record) in records.iter().enumerate() {
            for word in typing::words(&record.title) {
                words.entry(word).or_default().push(at);
            }
        }
        Self { words }
    }

    /// Words that stand beside each other in this title, as many as it takes to tell it from most others.
    fn query(&self, title: &str, rng: &mut Rng) -> Option<Vec<String>> {
        let words = typing::words(title);
        let from = rng.usize(..words.len().max(1));
        (from + 1..=words.len())
            .map(|to| &words[from..to])
            .find(|words| self.fitting(words) <= FIT)
            .map(<[_]>::to_vec)
    }

    /// How many titles have all these words, the last perhaps unfinished.
    fn fitting(&self, words: &[String]) -> usize {
        let Some((last, before)) = words.split_last() else {
            return usize::MAX;
        };
        let begun = self
            .words
            .range(last.clone()..)
            .take_while(|(word, _)| word.starts_with(last));
        let mut fit: HashSet<usize> = begun.flat_map(|(_, titles)| titles).copied().collect();
        for word in before {
            let have: HashSet<usize> = self.words.get(word).into_iter().flatten().copied().collect();
            fit.retain(|title| have.contains(title));
        }
        fit.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_slip() {
        let mut rng = Rng::with_seed(1);
        let mut first = 0;
        for _ in 0..400 {
            let (typed, place) = slip("domestic", &mut rng);
            assert_ne!(typed, "domestic");
            assert!(
                (7..=9).contains(&typed.len()) && typed[..place] == "domestic"[..place],
                "{typed}"
            );
            first += usize::from(place == 0);
        }
        assert!((40..140).contains(&first), "{first}");
    }

    #[test]
    fn queries_can_be_answered_and_are_always_the_same() {
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
        let catalogue = catalogue::Catalogue::from_edition(&::source::build(&data).unwrap()).unwrap();
        let records = super::super::record::made_up(&catalogue, 700, 1);
        let queries = Queries::of(&records, |_| true, 1);
        let again = Queries::of(&records, |_| true, 1);
        assert_eq!(queries.keystrokes, again.keystrokes);
        for one in &queries.misspelt {
            let title = &records
                .iter()
                .find(|r| r.id == one.target)
                .unwrap()
                .title
                .to_lowercase();
            assert!(
                one.meant.split(' ').all(|word| title.contains(word)),
                "{}: {title}",
                one.meant
            );
            assert_eq!(one.keystrokes.last(), Some(&one.typed));
            assert_ne!(one.typed, one.meant);
        }
    }
}
