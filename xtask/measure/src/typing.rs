//! Somebody who types words of a title, one key after the other.

use fastrand::Rng;

/// The words of a title that people would type: in lower case, of three letters or more.
pub fn words(title: &str) -> Vec<String> {
    let title = title.to_lowercase();
    let words = title.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.len() > 2).map(str::to_owned).collect()
}

/// Words that stand beside each other in a title, at most so many.
pub fn phrase(title: &str, most: usize, rng: &mut Rng) -> String {
    let words = words(title);
    let from = rng.usize(..words.len().max(1));
    let some = words.iter().skip(from).take(1 + rng.usize(..most));
    some.cloned().collect::<Vec<_>>().join(" ")
}

/// What is in the search box after each key.
pub fn keys(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.char_indices().map(|(at, c)| &phrase[..at + c.len_utf8()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_typed_key_by_key() {
        let title = "Keeping babies safe: a toolkit";
        assert_eq!(words(title), ["keeping", "babies", "safe", "toolkit"]);
        let phrase = phrase(title, 2, &mut Rng::with_seed(1));
        assert!("keeping babies safe toolkit".contains(&phrase), "{phrase}");
        assert_eq!(keys("né t").collect::<Vec<_>>(), ["n", "né", "né ", "né t"]);
    }
}
