//! That the index answers as the reference does.

use std::ops::Range;

use proptest::prelude::*;

use crate::reference::Reference;
use crate::{Document, Index, KIND, Label, Limits, Mark, Preferences, Request, build};

const LABELS: [Label<'static>; 8] = [
    ("area", "here"),
    ("area", "there"),
    ("area", "wide"),
    ("audience", "all"),
    (KIND, "contact"),
    (KIND, "term"),
    (KIND, "theme"),
    ("theme", "x"),
];

#[derive(Clone, Debug)]
struct Owned {
    texts: [String; 5],
    withdrawn: bool,
    labels: Vec<usize>,
}

impl Owned {
    fn document(&self) -> Document<'_> {
        let [title, terms, section, summary, body] = self.texts.each_ref().map(String::as_str);
        let labels = self.labels.iter().map(|at| LABELS[*at]).collect();
        Document {
            title,
            terms,
            section,
            summary,
            body,
            withdrawn: self.withdrawn,
            labels,
        }
    }
}

#[derive(Clone, Debug)]
struct Asked {
    text: String,
    filters: Vec<usize>,
    marks: Vec<(Vec<u32>, bool)>,
    concern: Vec<usize>,
    lean: Vec<(usize, u8)>,
    nudges: Vec<(u32, u8)>,
    limits: (usize, usize),
}

impl Asked {
    fn ask<T>(&self, answer: impl FnOnce(&Request<'_>) -> T) -> T {
        let labels = |labels: &[usize]| labels.iter().map(|at| LABELS[*at]).collect::<Vec<_>>();
        let marks: Vec<Mark<'_>> = self
            .marks
            .iter()
            .map(|(documents, required)| Mark {
                documents,
                required: *required,
            })
            .collect();
        let lean: Vec<(Label<'_>, u8)> = self
            .lean
            .iter()
            .map(|(at, strength)| (LABELS[*at], *strength))
            .collect();
        answer(&Request {
            text: &self.text,
            filters: &labels(&self.filters),
            marks: &marks,
            preferences: Preferences {
                concern: &labels(&self.concern),
                lean: &lean,
                nudges: &self.nudges,
            },
            limits: Limits {
                here: self.limits.0,
                elsewhere: self.limits.1,
            },
        })
    }
}

/// Few letters, so that words meet, begin each other and lie a slip apart; a few real words, stops and numbers.
fn text(words: Range<usize>) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[ab]{1,5}",
        4 => "[abcde]{2,9}",
        2 => prop::sample::select(vec![
            "neglect", "neglected", "bruise", "bruising", "bruises", "domestic", "abuse", "safeguarding", "e-learning",
            "elearning", "organise", "organization", "Café", "child's", "children", "the", "who", "to", "0300", "555",
            "0300555", "R&D", "self-harm", "colour", "color",
        ]).prop_map(str::to_owned),
    ];
    let gap = prop::sample::select(vec![" ", " ", " ", "-", " · ", ", "]);
    prop::collection::vec((word, gap), words).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(word, gap)| [word, gap.to_owned()])
            .collect::<String>()
            .trim_end()
            .to_owned()
    })
}

fn document() -> impl Strategy<Value = Owned> {
    let texts = (text(0..5), text(0..5), text(0..3), text(0..6), text(0..8));
    let labels = prop::collection::vec(0..LABELS.len(), 0..4);
    (texts, prop::bool::weighted(0.1), labels).prop_map(|((a, b, c, d, e), withdrawn, labels)| Owned {
        texts: [a, b, c, d, e],
        withdrawn,
        labels,
    })
}

fn asked() -> impl Strategy<Value = Asked> {
    let text = prop_oneof![6 => text(1..5), 1 => "\\PC{0,20}", 1 => text(10..15)];
    let text = (text, prop::sample::select(vec!["", "", "", " ", "?"])).prop_map(|(text, end)| text + end);
    let some = || prop::collection::vec(0..LABELS.len(), 0..3);
    let marks = prop::collection::vec(
        (prop::collection::vec(0u32..90, 0..40), prop::bool::weighted(0.2)),
        0..3,
    );
    let lean = prop::collection::vec((0..LABELS.len(), any::<u8>()), 0..3);
    let nudges = prop::collection::vec((0u32..90, any::<u8>()), 0..4);
    let limits = prop_oneof![Just((20, 5)), (0usize..4, 0usize..4)];
    let filters = prop_oneof![2 => Just(Vec::new()), 1 => some()];
    (text, filters, marks, some(), lean, nudges, limits).prop_map(
        |(text, filters, marks, concern, lean, nudges, limits)| Asked {
            text,
            filters,
            marks,
            concern,
            lean,
            nudges,
            limits,
        },
    )
}

fn cases() -> u32 {
    std::env::var("SEARCH_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(48)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn the_index_answers_as_the_reference_does(
        documents in prop::collection::vec(document(), 0..50),
        asked in prop::collection::vec(asked(), 1..12),
    ) {
        let documents: Vec<Document<'_>> = documents.iter().map(Owned::document).collect();
        let index = Index::open(build(&documents)).unwrap();
        let reference = Reference::of(&documents);
        for asked in asked {
            let (found, expected) = asked.ask(|request| (index.search(request, &|| false).unwrap(), reference.search(request)));
            prop_assert_eq!(&found.hits, &expected.hits, "{:?}", asked);
            prop_assert_eq!(found.total, expected.total, "{:?}", asked);
            prop_assert_eq!(&found.labels, &expected.labels, "{:?}", asked);
            prop_assert_eq!(&found.marks, &expected.marks, "{:?}", asked);
            prop_assert_eq!(&found.corrections, &expected.corrections, "{:?}", asked);
            for document in &documents {
                prop_assert_eq!(found.highlight(document.title), expected.highlight(document.title));
            }
        }
    }
}
