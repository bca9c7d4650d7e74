//! What holds of any documents and any request.

use std::ops::Range;

use proptest::prelude::*;
use search::{Answer, Document, Index, KIND, Label, Limits, Mark, Narrowing, Preferences, Request, begun, place};
use unicode_normalization::UnicodeNormalization;

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

    fn has(&self, group: &str, value: &str) -> bool {
        self.labels.iter().any(|at| LABELS[*at] == (group, value))
    }
}

#[derive(Clone, Debug)]
struct Asked {
    text: String,
    filters: Vec<usize>,
    marked: Vec<u32>,
    marked_only: bool,
    concern: Vec<usize>,
    lean: Vec<(usize, u8)>,
    nudges: Vec<(u32, u8)>,
    limits: Limits,
}

impl Asked {
    fn of(&self, index: &Index) -> Answer {
        let labels = |labels: &[usize]| labels.iter().map(|at| LABELS[*at]).collect::<Vec<_>>();
        let lean: Vec<(Label<'_>, u8)> = self.lean.iter().map(|(at, by)| (LABELS[*at], *by)).collect();
        let request = Request {
            text: &self.text,
            filters: &labels(&self.filters),
            marks: &[Mark {
                documents: &self.marked,
                required: self.marked_only,
            }],
            preferences: Preferences {
                concern: &labels(&self.concern),
                lean: &lean,
                nudges: &self.nudges,
            },
            limits: self.limits,
        };
        index.search(&request, &|| false).expect("not overtaken")
    }
}

/// Few letters, so that words meet, begin each other and are a slip apart; a few real words, stops and numbers.
fn text(words: Range<usize>) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[ab]{1,5}",
        4 => "[abcde]{2,9}",
        2 => prop::sample::select(vec![
            "neglect", "neglected", "bruise", "bruising", "bruises", "domestic", "abuse", "safeguarding", "e-learning",
            "elearning", "organise", "organization", "Café", "child's", "children", "the", "who", "to", "0300", "555",
            "0300555", "R&D", "self-harm", "colour", "color", "\u{301}", "\u{ad}",
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
    let texts = [text(0..5), text(0..5), text(0..3), text(0..6), text(0..8)];
    let labels = prop::collection::vec(0..LABELS.len(), 0..4);
    (texts, prop::bool::weighted(0.1), labels).prop_map(|(texts, withdrawn, labels)| Owned {
        texts,
        withdrawn,
        labels,
    })
}

fn asked() -> impl Strategy<Value = Asked> {
    let text = prop_oneof![
        6 => text(1..5),
        1 => "\\PC{0,300}",
        1 => prop::collection::vec(any::<char>(), 0..80).prop_map(String::from_iter),
        1 => text(10..15),
    ];
    let text = (text, prop::sample::select(vec!["", "", "", " ", "?"])).prop_map(|(text, end)| text + end);
    let some = || prop::collection::vec(0..LABELS.len(), 0..3);
    let marked = (prop::collection::vec(0u32..90, 0..40), prop::bool::weighted(0.2));
    let lean = prop::collection::vec((0..LABELS.len(), any::<u8>()), 0..3);
    let nudges = prop::collection::vec((0u32..90, any::<u8>()), 0..4);
    let limits = prop_oneof![Just((20, 5)), (0usize..4, 0usize..4)];
    let filters = prop_oneof![2 => Just(Vec::new()), 1 => some()];
    (text, filters, marked, some(), lean, nudges, limits).prop_map(
        |(text, filters, (marked, marked_only), concern, lean, nudges, (here, elsewhere))| Asked {
            text,
            filters,
            marked,
            marked_only,
            concern,
            lean,
            nudges,
            limits: Limits { here, elsewhere },
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn an_answer_is_sound(
        documents in prop::collection::vec(document(), 0..50),
        asked in prop::collection::vec(asked(), 1..12),
    ) {
        let index = Index::of(&documents.iter().map(Owned::document).collect::<Vec<_>>());
        prop_assert_eq!(index.len(), documents.len());
        for asked in asked {
            let answer = asked.of(&index);
            let hits = &answer.hits;
            let named = |hit: &search::Hit| &documents[hit.document as usize];

            let order = |hit: &search::Hit| (named(hit).withdrawn, !hit.here, std::cmp::Reverse(hit.score), hit.document);
            prop_assert!(hits.is_sorted_by(|a, b| order(a) < order(b)), "in order, each once: {asked:?} {hits:?}");
            prop_assert!(hits.len() <= answer.total);
            for hit in hits {
                for group in asked.filters.iter().map(|at| LABELS[*at].0) {
                    let mut chosen = asked.filters.iter().map(|at| LABELS[*at]).filter(|label| label.0 == group);
                    prop_assert!(chosen.any(|(group, value)| named(hit).has(group, value)), "{asked:?}");
                }
                prop_assert!(!asked.marked_only || asked.marked.contains(&hit.document));
            }

            // With room for all, what is counted is what is there, and a limit cuts no better hit off.
            let most = documents.len();
            let all = Asked { limits: Limits { here: most, elsewhere: most }, ..asked.clone() }.of(&index);
            prop_assert_eq!(all.total, answer.total);
            prop_assert_eq!(all.hits.len(), answer.total);
            prop_assert!(hits.iter().all(|hit| all.hits.contains(hit)));
            let marked = all.hits.iter().filter(|hit| asked.marked.contains(&hit.document));
            prop_assert_eq!(&answer.marks, &[marked.count()]);

            // A count is what its filter would leave.
            for (at, (group, value)) in LABELS.into_iter().enumerate() {
                let others = asked.filters.iter().copied().filter(|at| LABELS[*at].0 != group);
                let filters = others.chain([at]).collect();
                let narrowed = Asked { filters, limits: Limits { here: most, elsewhere: 0 }, ..asked.clone() }.of(&index);
                let label = answer.labels.iter().find(|label| label.group == group && label.value == value);
                prop_assert_eq!(label.map_or(0, |label| label.count), narrowed.total, "{:?} {} {}", asked, group, value);
                prop_assert_eq!(label.map_or(0, |label| label.here), narrowed.hits.len());
            }

            for text in documents.iter().map(|document| document.texts[0].as_str()).chain([asked.text.as_str()]) {
                let mut end = 0;
                for range in answer.highlight(text) {
                    prop_assert!(range.start >= end && text.get(range.clone()).is_some_and(|marked| !marked.is_empty()));
                    end = range.end;
                }
            }
        }
    }
}

/// What is pasted: half-known scripts, marks that nobody sees, signs that turn the line, numbers in every width, and
/// much of it.
fn odd() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "e\u{301}", "\u{e9}", "Caf\u{e9}", "\u{301}\u{301}", "\u{202e}", "\u{2066}", "\u{200b}", "\u{ad}", "\0", "\t",
            "\r\n", "\u{a0}", "\u{2028}", "\u{ff15}", "5", "0300\u{2012}555\u{a0}1384", "\u{1f600}", "\u{fb01}", "\u{130}",
            "\u{645}\u{631}\u{62d}\u{628}\u{627}", "\u{1100}\u{1161}", "\u{fdfa}", "&", "'", "-", "neglect", " ", " ",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => ("[a-z5\u{301} ]", 1usize..3_000).prop_map(|(one, times)| one.repeat(times)),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn whatever_is_pasted_is_understood(
        documents in prop::collection::vec(document(), 0..10),
        pasted in prop::collection::vec(odd(), 1..6),
    ) {
        let index = Index::of(&documents.iter().map(Owned::document).collect::<Vec<_>>());
        for text in pasted {
            let request = Request { text: &text, ..Request::default() };
            let answer = index.search(&request, &|| false).expect("not overtaken");
            for text in [&text, &documents.first().map(|first| first.texts[4].clone()).unwrap_or_default()] {
                prop_assert!(answer.highlight(text).into_iter().all(|range| text.get(range).is_some()));
            }
            place(&text, [("Cowes", 1), ("PO30", 2), ("Lee-on-the-Solent", 3)]);
            // A text contains itself, however its accents are written.
            let typed = begun(&text);
            prop_assert!(typed.len() <= 1_000 && text.starts_with(typed));
            for written in [typed.nfc().collect::<String>(), typed.nfd().collect()] {
                prop_assert!(Narrowing::of(typed).fits(&[&written]), "{typed:?}");
            }
        }
    }
}
