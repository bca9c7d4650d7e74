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
    /// Opens what [`build`](crate::build) made. The bytes stay as they are, and are read in place.
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
