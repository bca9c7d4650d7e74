//! Everyday words are shared: a record named after a theme or a term is found by that theme's or term's everyday words,
//! too.

use catalogue::Catalogue;

use crate::glossary::{Form, Starts, words};

/// The everyday words of themes and terms, by what these are called.
pub(crate) struct Everyday<'a> {
    all: Vec<(Form, &'a [String])>,
    starts: Starts,
}

impl<'a> Everyday<'a> {
    pub fn of(catalogue: &'a Catalogue) -> Self {
        let themes = catalogue.themes.iter().filter(|t| t.standing.is_active());
        let terms = catalogue.terms.iter().filter(|t| t.standing.is_active());
        let themes = themes.map(|t| (Form::of(&t.title), t.everyday.as_slice()));
        let terms = terms.flat_map(|t| {
            let forms = std::iter::once(&t.title).chain(&t.expansion).chain(&t.also);
            forms.map(|form| (Form::of(form), t.everyday.as_slice()))
        });
        let (mut all, mut starts) = (Vec::new(), Starts::default());
        for (form, words) in themes.chain(terms).filter(|(_, words)| !words.is_empty()) {
            starts.add(&form, (all.len(), 0));
            all.push((form, words));
        }
        Self { all, starts }
    }

    /// The everyday words for something that is called `title`, each once.
    pub fn words_for(&self, title: &str) -> Vec<&'a str> {
        let title: Vec<&str> = words(title).collect();
        let mut lent: Vec<&str> = Vec::new();
        for at in 0..title.len() {
            for &(place, _) in self.starts.with(title[at]) {
                let (form, words) = &self.all[place];
                if form.is_at(&title[at..]) {
                    lent.extend(words.iter().map(String::as_str));
                }
            }
        }
        lent.sort_unstable();
        lent.dedup();
        lent
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
