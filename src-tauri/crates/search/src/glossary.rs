//! The glossary in both directions: a text with DA is found by "domestic abuse", and the other way round.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use catalogue::Term;

/// The ways of saying each term.
pub(crate) struct Glossary {
    groups: Vec<Vec<Form>>,
    starts: Starts,
}

/// Forms by their first word, in lower case: each form's group and its place there.
#[derive(Default)]
pub(crate) struct Starts(HashMap<String, Vec<(usize, usize)>>);

impl Starts {
    pub(crate) fn add(&mut self, form: &Form, place: (usize, usize)) {
        if let Some(first) = form.words.first() {
            self.0.entry(first.to_lowercase()).or_default().push(place);
        }
    }

    /// The forms that may begin with `word`, which may have a plural s.
    pub(crate) fn with(&self, word: &str) -> impl Iterator<Item = &(usize, usize)> {
        let word = lowercase(word);
        let singular = word.strip_suffix('s').and_then(|word| self.0.get(word));
        self.0.get(&*word).into_iter().chain(singular).flatten()
    }
}

/// One way of saying a term.
pub(crate) struct Form {
    text: String,
    /// In lower case, unless it is an abbreviation.
    words: Vec<String>,
    /// "CAN" is not "can": an abbreviation is known by its capitals.
    abbreviation: bool,
}

impl Glossary {
    pub(crate) fn of(terms: &[Term]) -> Self {
        let mut groups = Vec::new();
        let mut starts = Starts::default();
        for term in terms.iter().filter(|t| t.standing.is_active()) {
            let texts = std::iter::once(&term.title).chain(&term.expansion).chain(&term.also);
            let forms: Vec<Form> = texts
                .map(|text| Form::of(text))
                .filter(|f| !f.words.is_empty())
                .collect();
            if forms.len() < 2 {
                continue;
            }
            for (place, form) in forms.iter().enumerate() {
                starts.add(form, (groups.len(), place));
            }
            groups.push(forms);
        }
        Self { groups, starts }
    }

    /// The other forms of the terms in `texts`, each once, without those already there.
    pub(crate) fn other_words(&self, texts: &[&str]) -> Vec<&str> {
        // By group: the forms that are said.
        let mut found: HashMap<usize, BTreeSet<usize>> = HashMap::new();
        for text in texts {
            let words: Vec<&str> = words(text).collect();
            for at in 0..words.len() {
                for &(group, place) in self.starts.with(words[at]) {
                    if self.groups[group][place].is_at(&words[at..]) {
                        found.entry(group).or_default().insert(place);
                    }
                }
            }
        }
        let mut others: Vec<&str> = found
            .iter()
            .flat_map(|(&group, found)| {
                let missing = move |(place, _): &(usize, &Form)| !found.contains(place);
                self.groups[group].iter().enumerate().filter(missing)
            })
            .map(|(_, form)| form.text.as_str())
            .collect();
        others.sort_unstable();
        others.dedup();
        others
    }
}

impl Form {
    pub(crate) fn of(text: &str) -> Self {
        let abbreviation =
            text.chars().filter(|c| c.is_uppercase()).count() > 1 && !text.chars().any(char::is_lowercase);
        let words = words(text);
        Self {
            text: text.to_owned(),
            words: if abbreviation {
                words.map(str::to_owned).collect()
            } else {
                words.map(str::to_lowercase).collect()
            },
            abbreviation,
        }
    }

    /// Whether `words` begin with this form; the last word may have a plural s.
    pub(crate) fn is_at(&self, words: &[&str]) -> bool {
        let Some(last) = self.words.len().checked_sub(1) else {
            return false;
        };
        words.len() > last
            && self.words.iter().zip(words).enumerate().all(|(i, (ours, theirs))| {
                let same = |theirs: &str| {
                    if self.abbreviation {
                        ours == theirs
                    } else {
                        *ours == lowercase(theirs)
                    }
                };
                same(theirs) || (i == last && theirs.strip_suffix('s').is_some_and(same))
            })
    }
}

/// Nearly every word is in lower case already.
fn lowercase(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary() -> Glossary {
        let term = |title: &str, expansion: &str, also: &[&str]| Term {
            id: title.to_lowercase().into(),
            title: title.into(),
            expansion: Some(expansion.into()),
            meaning: String::new(),
            also: also.iter().map(|&a| a.into()).collect(),
            everyday: Vec::new(),
            theme: None,
            what_to_do: None,
            source: "".into(),
            standing: catalogue::Standing::Active,
        };
        Glossary::of(&[
            term("DA", "domestic abuse", &["domestic violence"]),
            term("FGM", "female genital mutilation", &[]),
            term("CAN", "child and adolescent network", &[]),
        ])
    }

    #[test]
    fn folds_both_ways_at_word_bounds() {
        let glossary = glossary();
        let cases: [(&str, &[&str]); 8] = [
            ("A DA service", &["domestic abuse", "domestic violence"]),
            ("Domestic Abuse: a guide", &["DA", "domestic violence"]),
            ("Female genital\nmutilation", &["FGM"]),
            ("two FGMs", &["female genital mutilation"]),
            ("as soon as you can", &[]),
            ("the DAta", &[]),
            ("domestic", &[]),
            ("", &[]),
        ];
        for (text, others) in cases {
            assert_eq!(glossary.other_words(&[text]), others, "{text}");
        }
        assert_eq!(glossary.other_words(&["DA", "domestic abuse"]), ["domestic violence"]);
    }
}
