//! What English does to words: words that say nothing, endings, and two ways of spelling.

/// Words that say nothing about what is looked for. They help where they are in a title, and are never required beside
/// others.
#[rustfmt::skip]
const STOP_WORDS: &[&str] = &[
    "a", "about", "am", "an", "and", "any", "are", "as", "at", "be", "been", "being", "but", "by", "can", "cannot",
    "cant", "could", "did", "do", "does", "doesnt", "dont", "else", "for", "from", "get", "give", "got", "had", "has",
    "have", "he", "her", "him", "his", "how", "i", "if", "im", "in", "into", "is", "isnt", "it", "its", "ive", "me",
    "mean", "means", "my", "need", "of", "on", "or", "our", "please", "she", "should", "show", "so", "some", "tell",
    "that", "the", "their", "them", "there", "they", "this", "to", "us", "was", "we", "were", "what", "whats", "when",
    "where", "which", "who", "whom", "whos", "whose", "why", "will", "with", "wont", "would", "you", "your",
];

/// Words by which one asks.
const QUESTION_WORDS: &[&str] = &["how", "what", "whats", "where", "which", "who", "whom", "whos"];

/// What one does with a contact.
const CALLING: &[&str] = &[
    "call",
    "contact",
    "email",
    "number",
    "phone",
    "ring",
    "speak",
    "talk",
    "telephone",
    "tell",
];

/// Plurals that no rule makes.
const PLURALS: &[(&str, &str)] = &[
    ("children", "child"),
    ("feet", "foot"),
    ("knives", "knife"),
    ("lives", "life"),
    ("men", "man"),
    ("people", "person"),
    ("teeth", "tooth"),
    ("wives", "wife"),
    ("women", "woman"),
];

/// Whether a folded word says nothing by itself.
pub(super) fn is_stop(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Whether a query asks whom to call: "who do i ring about", "what is the number of".
pub(super) fn asks_for_contact<'a>(words: impl Iterator<Item = &'a str> + Clone) -> bool {
    words.clone().any(|word| QUESTION_WORDS.contains(&word)) && words.clone().any(is_calling)
}

/// Whether a word says what one does with a contact.
pub(super) fn is_calling(word: &str) -> bool {
    CALLING.contains(&word)
}

/// What the forms of a word have in common: "bruis" for bruise, bruises, bruising and bruised, "organis" for organise,
/// organized and organisation. Words of equal root find each other. The root itself is never shown.
pub(super) fn root(word: &str) -> String {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut word = singular(word);
    if let Some(stem) = ["ments", "ment", "ations", "ation", "als", "al"]
        .iter()
        .find_map(|ending| stripped(&word, ending, 4))
    {
        word = stem.to_owned();
    } else if let Some(stem) = ["ing", "ed"].iter().find_map(|ending| stripped(&word, ending, 3)) {
        word = single(stem).to_owned();
    }
    if let Some(stem) = stripped(&word, "e", 3) {
        word = stem.to_owned();
    }
    spelt(&word)
}

fn singular(word: &str) -> String {
    let plural = |word: &str| {
        PLURALS
            .iter()
            .find(|(many, _)| *many == word)
            .map(|(_, one)| (*one).to_owned())
    };
    if let Some(one) = plural(word) {
        return one;
    }
    if let Some(stem) = stripped(word, "ies", 2).or_else(|| stripped(word, "ied", 2)) {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(one) if !one.ends_with(['s', 'u', 'i']) => plural(one).unwrap_or_else(|| one.to_owned()),
        _ => word.to_owned(),
    }
}

/// The word without its ending, where at least `least` letters and a vowel remain.
fn stripped<'a>(word: &'a str, ending: &str, least: usize) -> Option<&'a str> {
    let stem = word.strip_suffix(ending)?;
    (stem.len() >= least && stem.contains(['a', 'e', 'i', 'o', 'u', 'y'])).then_some(stem)
}

/// "counsell" is "counsel", "stopp" is "stop".
fn single(stem: &str) -> &str {
    match stem.as_bytes() {
        [.., a, b] if a == b && !matches!(a, b'a' | b'e' | b'i' | b'o' | b'u' | b's') => &stem[..stem.len() - 1],
        _ => stem,
    }
}

/// One spelling for the British and the American one.
fn spelt(stem: &str) -> String {
    let mut stem = stem
        .replace("our", "or")
        .replace("ae", "e")
        .replace("yz", "ys")
        .replace("dgem", "dgm");
    if stem.len() > 3 {
        stem = stem.replace("iz", "is");
    }
    for (british, american) in [
        ("tr", "ter"),
        ("ens", "enc"),
        ("actis", "actic"),
        ("ogu", "og"),
        ("mm", "m"),
        ("ll", "l"),
    ] {
        if let Some(start) = stem.strip_suffix(british).filter(|start| start.len() >= 2) {
            stem = format!("{start}{american}");
        }
    }
    stem
}

/// The beginning of a word in the other spelling of its country, when it has one.
pub(super) fn respelt(beginning: &str) -> Option<String> {
    let pairs = [("iz", "is"), ("yz", "ys"), ("our", "or")];
    pairs.iter().find_map(|(from, to)| match beginning.find(from) {
        Some(at) if at >= 2 => Some(beginning.replacen(from, to, 1)),
        _ => match beginning.find(to) {
            Some(at) if at >= 3 => Some(beginning.replacen(to, from, 1)),
            _ => None,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop("who") && !is_stop("neglect"));
    }

    #[test]
    fn forms_of_a_word_have_one_root() {
        let check = |words: &str| {
            let roots: Vec<String> = words.split(' ').map(root).collect();
            assert!(roots.iter().all(|r| *r == roots[0]), "{words}: {roots:?}");
        };
        check("bruise bruises bruising bruised");
        check("organise organize organisation organization organised organizing");
        check("colour color colours coloring");
        check("behaviour behavior behaviours");
        check("programme program programmes");
        check("counsel counselling counseling counselled");
        check("centre center centres");
        check("practice practise practising");
        check("child children childrens childs");
        check("baby babies babys");
        check("assess assessment assessments assessed");
        check("radicalise radicalization radicalised");
        check("paediatric pediatric");
        check("analyse analyze");
        check("judgement judgment");
        check("defence defense");
        check("catalogue catalog");
        check("knife knives");
        assert_ne!(root("neglect"), root("negligent"));
        assert_ne!(root("used"), root("bus"));
    }
}
