//! Which of many phrases a query contains: all their significant words, in any order, as forms of them.

use std::collections::{BTreeMap, HashMap};

use super::fold;
use super::request::Correction;
use super::words::{is_stop, root};

/// More words than anybody means: they are bits of a `u64`.
const MOST_WORDS: usize = 64;
/// As few letters of a word are its beginning.
const SHORTEST_BEGUN: usize = 4;

/// Phrases, ready to be looked for in queries.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    phrases: Vec<Phrase>,
    /// The phrases that contain each significant word, by its root.
    with: BTreeMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Phrase {
    /// The keys of all its words, in order.
    words: Vec<String>,
    /// How many of them tell something.
    significant: usize,
}

/// A phrase that a query says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FoundPhrase {
    /// Its number, in the order in which phrases were added.
    pub phrase: usize,
    /// The words of the query that say it, as bits.
    pub words: u64,
}

impl FoundPhrase {
    /// Whether it is a part of what another phrase says.
    pub(crate) fn is_part_of(&self, other: &Self) -> bool {
        self.words != other.words && self.words & other.words == self.words
    }

    /// Whether it is said by the last of the words that were typed.
    pub(crate) fn ends(&self, typed: usize) -> bool {
        typed > 0 && self.words >> (typed - 1) == 1
    }
}

impl Phrases {
    /// Adds one more. What says nothing is never said.
    pub(crate) fn add(&mut self, text: &str) {
        let words = keys(text);
        let mut significant: Vec<&String> = words.iter().filter(|word| !is_stop(word)).collect();
        significant.sort_unstable();
        significant.dedup();
        let number = self.phrases.len();
        for word in &significant {
            self.with.entry((*word).clone()).or_default().push(number);
        }
        let significant = significant.len();
        self.phrases.push(Phrase { words, significant });
    }

    /// The phrases that a query says, its words read as `corrections` have them, and how many words it has.
    pub(crate) fn found_in(&self, query: &str, corrections: &[Correction]) -> (Vec<FoundPhrase>, usize) {
        let mut typed = Vec::new();
        let mut begun = None;
        for token in fold::tokens(query).into_iter().take(MOST_WORDS) {
            match corrections.iter().find(|correction| correction.typed == token.word) {
                Some(correction) => typed.extend(keys(&correction.used)),
                None => typed.push(key(&token.word)),
            }
            let may_go_on = token.end == query.len() && token.word.chars().count() >= SHORTEST_BEGUN;
            begun = may_go_on.then_some(token.word);
        }
        typed.truncate(MOST_WORDS);
        let mut found: HashMap<usize, (usize, u64)> = HashMap::new();
        let mut seen: Vec<&str> = Vec::new();
        for (at, word) in typed.iter().enumerate() {
            let begun = begun.as_deref().filter(|_| at + 1 == typed.len());
            let itself = self.with.get_key_value(word);
            for (root, phrases) in itself
                .into_iter()
                .chain(begun.into_iter().flat_map(|begun| self.begun(begun, word)))
            {
                let again = usize::from(!seen.contains(&root.as_str()));
                seen.push(root);
                for phrase in phrases {
                    let (count, words) = found.entry(*phrase).or_default();
                    *count += again;
                    *words |= 1 << at;
                }
            }
        }
        let mut phrases: Vec<FoundPhrase> = found
            .into_iter()
            .filter(|(phrase, (count, _))| *count == self.phrases[*phrase].significant)
            .filter_map(|(phrase, (_, words))| {
                self.phrases[phrase]
                    .as_typed(words, &typed)
                    .map(|words| FoundPhrase { phrase, words })
            })
            .collect();
        phrases.sort_unstable_by_key(|found| found.phrase);
        (phrases, typed.len())
    }

    /// The words of phrases, other than `itself`, of which most was typed.
    fn begun<'a>(&'a self, typed: &'a str, itself: &'a str) -> impl Iterator<Item = (&'a String, &'a Vec<usize>)> {
        let from = self.with.range(typed.to_owned()..);
        from.take_while(move |(root, _)| root.starts_with(typed))
            .filter(move |(root, _)| *root != itself && typed.len() * 5 >= root.len() * 3)
    }
}

impl Phrase {
    /// The words that say it. "Being hit" is more than "hit": one significant word counts only with the others.
    fn as_typed(&self, words: u64, typed: &[String]) -> Option<u64> {
        if self.significant > 1 || self.words.len() == 1 {
            return Some(words);
        }
        let at = typed.windows(self.words.len()).position(|run| run == self.words)?;
        Some(((1 << self.words.len()) - 1) << at)
    }
}

fn keys(text: &str) -> Vec<String> {
    fold::tokens(text).iter().map(|token| key(&token.word)).collect()
}

/// A word as it is compared.
fn key(word: &str) -> String {
    if is_stop(word) { word.to_owned() } else { root(word) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_said_by_its_telling_words() {
        let mut phrases = Phrases::default();
        for phrase in ["hits his wife", "being hit", "overdose", "won't wake up", "who are you"] {
            phrases.add(phrase);
        }
        let cases: [(&str, &[usize]); 12] = [
            ("he is hitting the wife", &[0]),
            ("wife hit by him", &[0]),
            ("hit", &[]),
            ("she is being hit", &[1]),
            ("hit being", &[]),
            ("overdosed", &[2]),
            ("overdo", &[2]),
            ("overdo it", &[]),
            ("over", &[]),
            ("he won’t wake up now", &[3]),
            ("wake up", &[3]),
            ("who are you", &[]),
        ];
        for (query, expected) in cases {
            let (found, _) = phrases.found_in(query, &[]);
            let found: Vec<usize> = found.iter().map(|found| found.phrase).collect();
            assert_eq!(found, expected, "{query}");
        }
        let slip = Correction {
            typed: "ovrdose".into(),
            used: "overdose".into(),
        };
        let (found, typed) = phrases.found_in("an ovrdose", &[slip]);
        assert_eq!((found[0].phrase, found[0].words, typed), (2, 0b10, 2));
        assert!(found[0].ends(typed));
    }
}
