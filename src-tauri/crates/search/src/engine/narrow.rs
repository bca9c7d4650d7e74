//! Whether texts have all that somebody types above a list: words as the index folds them, numbers in every spelling.

use catalogue::telephone::{self, Written};

use super::fold;
use super::query::MOST_WORDS;

/// What is typed above a list to narrow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Words, or parts of them.
    words: Vec<String>,
    numbers: Vec<Written>,
}

impl Narrowing {
    /// What `typed` asks for. Nothing: everything stays.
    pub fn of(typed: &str) -> Self {
        let typed = fold::begun(typed);
        let numbers = telephone::written(typed);
        let tokens = fold::tokens(typed).into_iter();
        let in_no_number = |token: &fold::Token<'_>| !numbers.iter().any(|number| number.at.contains(&token.start));
        let mut words: Vec<String> = Vec::new();
        for token in tokens.filter(in_no_number) {
            if words.len() < MOST_WORDS && words.iter().all(|word| *word != token.word) {
                words.push(token.word.into_owned());
            }
        }
        Self { words, numbers }
    }

    /// Whether all of it is in these texts, in any order.
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

    /// Counted, not timed: however much is pasted, it is no more than this.
    #[test]
    fn a_page_is_as_much_as_its_beginning() {
        let page = "neglect ".repeat(125_000);
        assert_eq!(Narrowing::of(&page), Narrowing::of("neglect"));
        let words: String = (0..100_000).map(|at| format!("w{at} ")).collect();
        assert_eq!(Narrowing::of(&words).words.len(), MOST_WORDS);
        let digits = "0300 555 1384, ".repeat(70_000);
        assert!(Narrowing::of(&digits).numbers.len() < 100);
        for one in ["a", "\u{301}", "\u{1f600}", "\u{202e}", "\0", "\n", "5"] {
            let long = Narrowing::of(&one.repeat(1_000_000 / one.len()));
            assert!(long.words.iter().map(String::len).sum::<usize>() <= 1_000, "{one:?}");
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
            "\u{202a}0300 555 1384\u{202c}",
            "\u{2066}0300\u{2012}555\u{2012}1384\u{2069}\n",
            "\u{ff10}\u{ff13}\u{ff10}\u{ff10} \u{ff15}\u{ff15}\u{ff15}\u{3000}1384",
            "services +44 300",
        ] {
            assert!(Narrowing::of(typed).fits(&["Services", "0300 555 1384"]), "{typed}");
            assert!(!Narrowing::of(typed).fits(&["Services", "01962 876364"]), "{typed}");
        }
    }
}
