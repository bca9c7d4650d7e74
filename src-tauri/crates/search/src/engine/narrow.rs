//! Whether texts have all that somebody types above a list: words as the index folds them, numbers in every spelling.

use catalogue::telephone::{self, Written};

use super::fold;

/// What is typed above a list to narrow it.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    /// Words, or parts of them.
    words: Vec<String>,
    numbers: Vec<Written>,
}

impl Narrowing {
    /// What `typed` asks for. Nothing: everything stays.
    pub fn of(typed: &str) -> Self {
        let numbers = telephone::written(typed);
        let tokens = fold::tokens(typed).into_iter();
        let in_no_number = |token: &fold::Token<'_>| !numbers.iter().any(|number| number.at.contains(&token.start));
        Self {
            words: tokens
                .filter(in_no_number)
                .map(|token| token.word.into_owned())
                .collect(),
            numbers,
        }
    }

    /// Whether all of it stands in these texts, in any order.
    pub fn fits(&self, texts: &[&str]) -> bool {
        let mut words: Vec<String> = Vec::new();
        for text in texts {
            let tokens = fold::tokens(text);
            words.extend(fold::chains(&tokens).map(|chain| tokens[chain].iter().map(|t| &*t.word).collect()));
            words.extend(tokens.into_iter().map(|token| token.word.into_owned()));
        }
        let has = |wanted: &String| words.iter().any(|word| word.contains(wanted.as_str()));
        let gives = |number: &Written| texts.iter().any(|text| number.stands_in(text));
        self.words.iter().all(has) && self.numbers.iter().all(gives)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_somewhere_in_any_order() {
        let texts = ["Children’s services", "E-learning, Café & more", "0300 555 1384"];
        for typed in [
            "",
            "  ",
            "…",
            "services child",
            "childrens",
            "children's",
            "CHILDREN’S",
            "elearning",
            "e-learning",
            "cafe",
            "cafe\u{301}",
            "and",
            "serv\u{ad}ices",
            "1384",
            "0300 555",
            "555 13",
        ] {
            assert!(Narrowing::of(typed).fits(&texts), "{typed}");
        }
        for typed in ["adults", "children adults", "0301", "1385"] {
            assert!(!Narrowing::of(typed).fits(&texts), "{typed}");
        }
    }

    #[test]
    fn a_number_stays_in_every_spelling() {
        for typed in [
            "03005551384",
            "0300 5551",
            "+443005551384",
            "+44 300 555 1384",
            "0044 300 555 1384",
            "+44 (0)300 555 1384",
            "(0300) 555-1384",
            "0300.555.1384",
            "0300\u{a0}555\u{a0}1384",
            "0300\u{200b}5551384",
            "5551384",
            "services +44 300",
        ] {
            assert!(Narrowing::of(typed).fits(&["Services", "0300 555 1384"]), "{typed}");
            assert!(!Narrowing::of(typed).fits(&["Services", "01962 876364"]), "{typed}");
        }
    }
}
