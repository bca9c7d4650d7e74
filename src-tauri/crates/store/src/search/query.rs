//! From what a person types to what FTS5 understands.

use std::collections::HashSet;

/// More words than anybody means: a pasted page is looked for by its beginning.
const MOST_WORDS: usize = 12;
/// Longer than any word.
const LONGEST_WORD: usize = 48;

/// Words that say nothing about what is looked for.
#[rustfmt::skip]
const STOP_WORDS: &[&str] = &[
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could", "did", "do", "does",
    "for", "from", "get", "give", "had", "has", "have", "how", "i", "if", "im", "in", "into", "is", "it", "its", "ive",
    "me", "mean", "means", "my", "need", "of", "on", "or", "our", "please", "s", "should", "show", "so", "some", "t",
    "tell", "that", "the", "their", "them", "there", "they", "this", "to", "us", "was", "we", "what", "whats", "when",
    "where", "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
];

/// The words of a query, in order, each once, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Query(Vec<String>);

impl Query {
    /// Any text will do. `None` when there is nothing in it to look for.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut seen = HashSet::new();
        // A letter typed with its accent as a character of its own is one letter.
        let plain: String = text.chars().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
        let words: Vec<String> = plain
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| word.chars().take(LONGEST_WORD).flat_map(char::to_lowercase).collect())
            .filter(|word: &String| seen.insert(word.clone()))
            .take(MOST_WORDS)
            .collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// What to ask the index, strictest first: all words; all that mean something; all of those
    /// without their endings; any of those.
    pub(super) fn expressions(&self) -> Vec<String> {
        let (last, before) = match self.0.split_last() {
            Some(parts) => parts,
            None => return Vec::new(),
        };
        let all: Vec<String> = before.iter().map(|w| begun(w)).chain([typing(last)]).collect();
        let meant: Vec<&String> = self.0.iter().filter(|w| !STOP_WORDS.contains(&w.as_str())).collect();
        let begun: Vec<String> = meant.iter().map(|w| typing_if(w, *w == last)).collect();
        let stems: Vec<String> = meant.iter().map(|w| stemmed(w)).collect();
        let mut expressions = vec![
            all.join(" AND "),
            begun.join(" AND "),
            stems.join(" AND "),
            stems.join(" OR "),
        ];
        let mut seen = HashSet::new();
        expressions.retain(|e| !e.is_empty() && seen.insert(e.clone()));
        expressions
    }

    /// How much of `title` the query is: 1 when they are the same words, 0 when a word of the query is not in it.
    pub(super) fn covers(&self, title: &str) -> f64 {
        let title: Vec<String> = title
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        let mut covered = 0.0;
        for (i, word) in self.0.iter().enumerate() {
            let last = i + 1 == self.0.len();
            if title.contains(word) {
                covered += 1.0;
            } else if last && let Some(longer) = title.iter().find(|t| t.starts_with(word.as_str())) {
                covered += word.len() as f64 / longer.len() as f64;
            } else {
                return 0.0;
            }
        }
        covered / title.len().max(self.0.len()) as f64
    }
}

/// A word that is finished: itself before longer ones; very short ones only themselves.
fn begun(word: &str) -> String {
    if word.chars().count() < 3 {
        format!("\"{word}\"")
    } else {
        typing(word)
    }
}

/// A word that may still be typed: itself before longer ones, because it then counts twice.
fn typing(word: &str) -> String {
    format!("(\"{word}\" OR \"{word}\"*)")
}

fn typing_if(word: &str, typed: bool) -> String {
    if typed { typing(word) } else { begun(word) }
}

/// A word without its ending: "bruises" finds "bruising".
fn stemmed(word: &str) -> String {
    const ENDINGS: [&str; 13] = [
        "ations", "ation", "ments", "ment", "ings", "ing", "ies", "als", "al", "ed", "es", "e", "s",
    ];
    let stem = ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| stem.chars().count() >= 4);
    match stem {
        Some(stem) => format!("(\"{word}\" OR \"{stem}\"*)"),
        None => begun(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strictest(text: &str) -> Option<String> {
        Query::parse(text).map(|q| q.expressions()[0].clone())
    }

    #[test]
    fn every_word_is_quoted_and_nothing_else_gets_through() {
        assert_eq!(strictest("  \"'-*.\0 🙂 "), None);
        assert_eq!(strictest("DA").as_deref(), Some("(\"da\" OR \"da\"*)"));
        assert_eq!(
            strictest("a NEAR(b) AND").as_deref(),
            Some("\"a\" AND (\"near\" OR \"near\"*) AND \"b\" AND (\"and\" OR \"and\"*)")
        );
        assert_eq!(strictest("Cafe\u{301}"), strictest("CAFE"));
    }

    #[test]
    fn questions_fall_back_to_what_they_are_about() {
        let query = Query::parse("who do I tell about bruises?").unwrap();
        assert!(query.expressions().contains(&"(\"bruises\" OR \"bruis\"*)".to_owned()));
        let only_stops = Query::parse("what is it").unwrap();
        assert_eq!(only_stops.expressions().len(), 1);
    }

    #[test]
    fn the_same_title_is_covered_whole() {
        let query = Query::parse("domestic abu").unwrap();
        assert!(query.covers("Domestic abuse") > query.covers("Domestic abuse: a guide"));
        assert_eq!(query.covers("Abuse"), 0.0);
        assert_eq!(Query::parse("neglect").unwrap().covers("Neglect"), 1.0);
    }
}
