//! An index, ready to be asked.

use std::sync::Mutex;

use crate::format::{Reader, Section};
use crate::search::{Scratch, Search};
use crate::vocabulary::Vocabulary;
use crate::{Answer, Damaged, Request};

/// An index, ready to be asked. It may be shared between threads.
#[derive(Debug)]
pub struct Index {
    pub(crate) reader: Reader,
    pub(crate) documents: usize,
    pub(crate) labels: Vec<(String, String)>,
    /// Room to count in, kept from one search to the next.
    scratch: Mutex<Vec<Scratch>>,
}

impl Index {
    /// Opens what [`build`](crate::build()) made. The bytes stay as they are, and are read in place.
    ///
    /// # Errors
    /// [`Damaged`] when the bytes are not an index, not of this program's [`FORMAT`](crate::FORMAT), or changed since
    /// they were written: build the index anew.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Damaged> {
        let reader = Reader::open(bytes)?;
        let documents = reader.number(Section::Counts, 0);
        // One kind is stored for each, and a number for each kind: a forged count asks for no more room than its bytes.
        if documents != reader.numbers(Section::Kinds) {
            return Err(Damaged::Bytes);
        }
        let text = |at| {
            let text = std::str::from_utf8(reader.item(Section::LabelEnds, Section::Labels, at));
            text.map(str::to_owned).map_err(|_| Damaged::Bytes)
        };
        let labels = (0..reader.numbers(Section::LabelEnds) / 2).map(|at| Ok((text(2 * at)?, text(2 * at + 1)?)));
        Ok(Self {
            documents,
            labels: labels.collect::<Result<_, _>>()?,
            scratch: Mutex::default(),
            reader,
        })
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Answers a request. `overtaken` is asked between the stages whether a newer request makes this one needless: then
    /// the answer is `None`.
    pub fn search(&self, request: &Request<'_>, overtaken: &dyn Fn() -> bool) -> Option<Answer> {
        let kept = self.scratch.lock().ok().and_then(|mut kept| kept.pop());
        let mut scratch = kept.unwrap_or_default();
        let answer = Search::new(self, request, &mut scratch).answer(overtaken);
        if let Ok(mut kept) = self.scratch.lock() {
            kept.push(scratch);
        }
        answer
    }

    pub(crate) fn vocabulary(&self) -> Vocabulary<'_> {
        Vocabulary(&self.reader)
    }

    /// The documents that have a label, as stored.
    pub(crate) fn label_set(&self, label: usize) -> &[u8] {
        let length = self.documents.div_ceil(64) * 8;
        self.reader
            .section(Section::LabelSets)
            .get(label * length..(label + 1) * length)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Document, Limits, Mark, build, format};

    fn bytes() -> Vec<u8> {
        let titles: Vec<String> = (0..60)
            .map(|i| format!("Title {} of domestic neglect, e-learning {i}", i % 7))
            .collect();
        let document = |title| Document {
            title,
            terms: "café · 0300 555",
            summary: "bruising bruises and abuse",
            labels: vec![("kind", "theme"), ("area", "here")],
            ..Document::default()
        };
        build(&titles.iter().map(|title| document(title.as_str())).collect::<Vec<_>>())
    }

    fn ask(index: &Index, text: &str) -> Option<Answer> {
        let marks = [Mark {
            documents: &[1, 2, 3],
            required: false,
        }];
        let request = Request {
            text,
            filters: &[("area", "here")],
            marks: &marks,
            limits: Limits { here: 9, elsewhere: 9 },
            ..Request::default()
        };
        index.search(&request, &|| false)
    }

    proptest! {
        #[test]
        fn any_bytes_are_opened_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            prop_assert!(Index::open(bytes).is_err());
        }

        /// A forged sum lets anything in: it may answer nonsense, and may not panic.
        #[test]
        fn forged_bytes_are_read_without_a_panic(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<[u8; 4]>(), 1usize..5), 1..9),
            text in "(title|neglcet|d|e learn|0300 5|bruised|domesticabuse|x)( of| 5| neg| cafe)?",
        ) {
            let mut bytes = bytes();
            for (at, new, length) in changes {
                let at = 16 + at.index(bytes.len() - 20);
                bytes[at..at + length.min(4)].copy_from_slice(&new[..length.min(4)]);
            }
            format::forge(&mut bytes);
            if let Ok(index) = Index::open(bytes) {
                let answer = ask(&index, &text);
                answer.map(|answer| answer.highlight("Title of domestic neglect"));
            }
        }

        #[test]
        fn any_text_is_a_query(text in "\\PC{0,300}", text2 in prop::collection::vec(any::<char>(), 0..80)) {
            let index = Index::open(bytes()).unwrap();
            for text in [text, text2.into_iter().collect()] {
                let answer = ask(&index, &text).unwrap();
                for range in answer.highlight(&text) {
                    prop_assert!(text.get(range).is_some_and(|marked| !marked.is_empty()));
                }
            }
        }
    }
}
