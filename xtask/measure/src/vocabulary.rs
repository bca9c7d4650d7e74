//! Words for made-up resources: the catalogue's own, in other orders.

use std::collections::HashMap;

use catalogue::Catalogue;
use fastrand::Rng;

/// What made-up resources are made of.
pub struct Vocabulary {
    titles: Vec<String>,
    /// Which word follows two others. In the catalogue's order, so that equal seeds give equal texts.
    follows: HashMap<(String, String), Vec<String>>,
    /// The first two words of each sentence.
    begins: Vec<(String, String)>,
}

/// How titles of the brochure begin and end.
const BEGINNINGS: [&str; 12] = [
    "Introduction to",
    "Practitioner guide:",
    "Working together on",
    "Understanding",
    "Responding to",
    "Short guide to",
    "Lunchtime learning:",
    "Case study:",
    "Toolkit tour:",
    "Checklist for",
    "Parents and carers:",
    "Quick read:",
];
const ENDS: [&str; 6] = [
    "",
    "",
    " for schools",
    " for health professionals",
    " in early years settings",
    " and the impact on children",
];

/// Parts of English place names: a large catalogue names ever more places and teams.
const FIRSTS: [&str; 24] = [
    "Alver", "Amber", "Beech", "Brock", "Cheri", "Cole", "Drax", "East", "Farring", "Green", "Hamble", "Hinton",
    "Itchen", "Kings", "Lymin", "Mead", "Nether", "Oak", "Quarr", "Ring", "Shal", "Test", "West", "Yar",
];
const LASTS: [&str; 16] = [
    "borough", "bourne", "bridge", "combe", "dean", "field", "fleet", "ford", "ham", "hurst", "ley", "mouth", "stoke",
    "ton", "wick", "worth",
];

/// Of a hundred words, so many are a place's.
const PLACES: u32 = 4;

impl Vocabulary {
    /// The words of the whole catalogue. Sentences with digits are left out: a number belongs to its contact.
    pub fn of(catalogue: &Catalogue) -> Self {
        let resources = catalogue.resources.iter().filter_map(|r| r.summary.as_deref());
        let themes = catalogue
            .themes
            .iter()
            .flat_map(|t| [t.summary.as_str(), t.one_thing.as_str()]);
        let contacts = catalogue.contacts.iter().map(|c| c.purpose.as_str());
        let steps = catalogue
            .pathways
            .iter()
            .flat_map(|p| &p.steps)
            .map(|s| s.text.as_str());
        let terms = catalogue.terms.iter().map(|t| t.meaning.as_str());
        let articles = catalogue.articles.iter().flat_map(|a| a.body.lines());
        let texts = resources
            .chain(themes)
            .chain(contacts)
            .chain(steps)
            .chain(terms)
            .chain(articles);
        let mut vocabulary = Self {
            titles: catalogue.resources.iter().map(|r| r.title.clone()).collect(),
            follows: HashMap::new(),
            begins: Vec::new(),
        };
        for text in texts {
            for sentence in text.split_inclusive(". ") {
                vocabulary.learn(sentence);
            }
        }
        vocabulary
    }

    fn learn(&mut self, sentence: &str) {
        if sentence.contains(|c: char| c.is_ascii_digit() || "#[]*<>".contains(c)) {
            return;
        }
        let words: Vec<&str> = sentence.split_whitespace().collect();
        if let [first, second, _, ..] = words[..] {
            self.begins.push((first.into(), second.into()));
        }
        for three in words.windows(3) {
            let before = (three[0].to_owned(), three[1].to_owned());
            self.follows.entry(before).or_default().push(three[2].to_owned());
        }
    }

    /// A title as the brochure might have it.
    pub fn title(&self, rng: &mut Rng) -> String {
        let core = &self.titles[rng.usize(..self.titles.len())];
        let mut title = format!("{} {core}{}", pick(rng, &BEGINNINGS), pick(rng, &ENDS));
        if rng.u32(..3) == 0 {
            title.push_str(&format!(" in {}", place(rng)));
        }
        title
    }

    /// Some forty words of the catalogue's own, each following the two before it as it does there.
    pub fn summary(&self, rng: &mut Rng) -> String {
        let length = 28 + rng.usize(..24);
        let mut words: Vec<String> = Vec::with_capacity(length);
        while words.len() < length {
            let (mut one, mut two) = self.begins[rng.usize(..self.begins.len())].clone();
            words.extend([one.clone(), two.clone()]);
            while let Some(next) = self.follows.get(&(one, two.clone())) {
                let next = next[rng.usize(..next.len())].clone();
                if rng.u32(..100) < PLACES {
                    words.push(place(rng));
                }
                words.push(next.clone());
                (one, two) = (two, next);
                if words.len() >= length {
                    break;
                }
            }
        }
        words.truncate(length);
        let mut summary = words.join(" ");
        summary.truncate(summary.trim_end_matches(['.', ',', ';', ':']).len());
        summary + "."
    }
}

/// A place nobody has heard of.
fn place(rng: &mut Rng) -> String {
    let name = format!("{}{}", pick(rng, &FIRSTS), pick(rng, &LASTS));
    match rng.u32(..6) {
        0 => format!("North {name}"),
        1 => format!("Upper {name}"),
        2 => format!("{name} {}", pick(rng, &["Green", "Park", "Common", "Hill", "Quay"])),
        _ => name,
    }
}

/// One of them.
pub fn pick<T: Copy>(rng: &mut Rng, of: &[T]) -> T {
    of[rng.usize(..of.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_seeds_give_equal_words() {
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
        let catalogue = Catalogue::from_edition(&::source::build(&data).unwrap()).unwrap();
        let words = |seed| {
            let (vocabulary, mut rng) = (Vocabulary::of(&catalogue), Rng::with_seed(seed));
            [vocabulary.title(&mut rng), vocabulary.summary(&mut rng)]
        };
        assert_eq!(words(7), words(7));
        assert_ne!(words(7), words(8));
        let [title, summary] = words(7);
        assert!(
            !title.is_empty() && summary.split(' ').count() > 20,
            "{title}: {summary}"
        );
    }
}
