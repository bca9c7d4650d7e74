//! Everyday words, lent: what is called by a theme's title or a term's name is found by that theme's or term's everyday
//! words, too.

use catalogue::{Catalogue, Status};

use super::glossary::Form;

/// The everyday words of themes and terms, by what these are called.
pub(super) struct Everyday<'a>(Vec<(Form, &'a [String])>);

impl<'a> Everyday<'a> {
    pub fn of(catalogue: &'a Catalogue) -> Self {
        let mut all = Vec::new();
        for theme in catalogue.themes.iter().filter(|t| t.status == Status::Active) {
            all.push((Form::of(&theme.title), theme.everyday.as_slice()));
        }
        for term in catalogue.terms.iter().filter(|t| t.status == Status::Active) {
            let said = std::iter::once(&term.title).chain(&term.expansion).chain(&term.also);
            all.extend(said.map(|form| (Form::of(form), term.everyday.as_slice())));
        }
        all.retain(|(_, words)| !words.is_empty());
        Self(all)
    }

    /// The everyday words for something that is called `title`, each once.
    pub fn words_for(&self, title: &str) -> Vec<&'a str> {
        let called = self.0.iter().filter(|(form, _)| form.is_in(title));
        let mut words: Vec<&str> = called.flat_map(|(_, words)| words.iter().map(String::as_str)).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

#[cfg(test)]
mod tests {
    use catalogue::{Term, Theme};

    use super::*;

    #[test]
    fn a_title_borrows_the_words_for_what_it_says() {
        let mut catalogue = Catalogue::default();
        let theme: Theme = serde_json::from_value(serde_json::json!({
            "id": "da", "title": "Domestic abuse", "order": 1, "summary": "", "one_thing": "", "sections": [],
            "everyday": ["rowing", "hitting"], "source": "s"
        }))
        .unwrap();
        let term: Term = serde_json::from_value(serde_json::json!({
            "id": "da", "title": "DA", "meaning": "", "everyday": ["hitting", "shouting"], "source": "s"
        }))
        .unwrap();
        catalogue.themes.push(theme);
        catalogue.terms.push(term);
        let everyday = Everyday::of(&catalogue);
        let cases: [(&str, &[&str]); 4] = [
            ("Domestic Abuse: a guide", &["hitting", "rowing"]),
            ("DA and domestic abuse", &["hitting", "rowing", "shouting"]),
            ("Data", &[]),
            ("", &[]),
        ];
        for (title, words) in cases {
            assert_eq!(everyday.words_for(title), words, "{title}");
        }
    }
}
