//! How old a reader must be: by the formula of Flesch and Kincaid, on the texts that somebody reads at a door.

use catalogue::validate::Fault;

use crate::remark;
use crate::text::{Sentence, Text};

/// Steps are written for about nine; above this a text is named.
const OLDEST: f64 = 12.0;
/// The formula says nothing of fewer words.
const FEWEST: usize = 12;

pub(crate) fn advice(texts: &[Text]) -> Vec<Fault> {
    let mut advice = Vec::new();
    for text in texts.iter().filter(|text| is_read_at_a_door(text)) {
        let words: usize = text.sentences.iter().map(|sentence| sentence.words.len()).sum();
        let age = age(&text.sentences).round();
        if words < FEWEST || age <= OLDEST {
            continue;
        }
        let hard = |sentence: &&Sentence| age_of(sentence.words.len(), 1, syllables(sentence));
        let hardest = text.sentences.iter().max_by(|a, b| hard(a).total_cmp(&hard(b)));
        let Some(hardest) = hardest else { continue };
        advice.push(remark(
            text.at(),
            &text.path,
            Some(&text.written[hardest.range.clone()]),
            format!(
                "the reading age is about {age}. The hardest sentence: \"{}\"",
                text.quoted(hardest)
            ),
            "write shorter sentences and shorter words, for a reading age of nine",
        ));
    }
    advice
}

fn is_read_at_a_door(text: &Text) -> bool {
    match text.collection {
        "pathways" => text.path.starts_with("steps/"),
        "contacts" => text.key() != "reason",
        "themes" => text.key() == "one_thing",
        _ => false,
    }
}

/// The age at which these sentences are understood.
pub(crate) fn age(sentences: &[Sentence]) -> f64 {
    let words = sentences.iter().map(|sentence| sentence.words.len()).sum();
    age_of(words, sentences.len(), sentences.iter().map(syllables).sum())
}

/// Grade, by Flesch and Kincaid, and the five years before school.
fn age_of(words: usize, sentences: usize, syllables: usize) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let per = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    0.39 * per(words, sentences) + 11.8 * per(syllables, words) - 15.59 + 5.0
}

fn syllables(sentence: &Sentence) -> usize {
    let words = sentence.words.iter().enumerate();
    words
        .map(|(i, word)| {
            let count = of_word(&word.word);
            // A name is known by its look: "Hampshire", "Children's Services".
            let is_name = i > 0 && word.word.starts_with(char::is_uppercase);
            if is_name { count.min(2) } else { count }
        })
        .sum()
}

/// The syllables of a word: its groups of vowels, without a silent e.
fn of_word(word: &str) -> usize {
    let word = word.to_lowercase();
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        // A number is looked at and dialled, not read.
        return 1;
    }
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let is_vowel = |c: char| "aeiouyáàâäéèêëíìîïóòôöúùûü".contains(c);
    let groups = letters
        .iter()
        .enumerate()
        .filter(|(i, c)| is_vowel(**c) && (*i == 0 || !is_vowel(letters[i - 1])))
        .count();
    let ends = |end: &str| word.ends_with(end);
    let silent = (ends("e") && !ends("le") && !ends("ee") && !ends("ie") && !ends("ye"))
        || (ends("es")
            && !["ses", "zes", "xes", "ches", "shes", "ges", "ces", "ies", "les"]
                .iter()
                .any(|e| ends(e)))
        || (ends("ed") && !ends("ted") && !ends("ded") && !ends("ied") && !ends("eed"));
    groups.saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        for (word, expected) in [
            ("the", 1),
            ("child", 1),
            ("called", 1),
            ("wanted", 2),
            ("services", 3),
            ("help", 1),
            ("table", 2),
            ("free", 1),
            ("police", 2),
            ("safeguarding", 4),
            ("multi-agency", 5),
            ("0300", 1),
            ("you're", 1),
            ("boxes", 2),
            ("times", 1),
        ] {
            let found = of_word(word);
            assert!(found.abs_diff(expected) <= usize::from(expected > 3), "{word}: {found}");
        }
    }

    #[test]
    fn plain_words_are_young_and_long_ones_old() {
        let sentence = |text: &str| {
            let words = text.split(' ').map(|word| crate::text::Word {
                word: word.into(),
                range: 0..0,
            });
            Sentence {
                range: 0..0,
                words: words.collect(),
            }
        };
        let plain = [
            sentence("If a child is hurt call 999 now"),
            sentence("Stay with them if it is safe"),
            sentence("Do not ask them what took place"),
        ];
        assert!(age(&plain) < 9.0, "{}", age(&plain));
        let hard = [sentence(
            "Practitioners should ascertain whether parental engagement demonstrates sustained and meaningful improvement regarding the identified safeguarding concerns",
        )];
        assert!(age(&hard) > 18.0, "{}", age(&hard));
    }
}
