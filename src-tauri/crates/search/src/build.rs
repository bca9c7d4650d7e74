//! From documents to an index.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::bits::Bits;
use crate::fold::{self, LONGEST_WORD, Link, Token};
use crate::format::{Section, Writer};
use crate::vocabulary::STOP;
use crate::{Document, KIND, Label, postings, query, rank, slips, words};

/// The longest beginnings whose words' documents may be stored as one list, in letters.
const LONGEST_BEGINNING: usize = 3;

/// So many postings are gone through sooner than anybody notices. Few in tests, whose catalogues are small.
const LONG: usize = if cfg!(test) { 8 } else { 4096 };

/// As much of a phrase as is held against a query, in words.
pub(crate) const LONGEST_PHRASE: usize = 200;

/// A document without a label in the group of kinds.
pub(crate) const NO_KIND: usize = u32::MAX as usize;

/// Builds the index of these documents. Equal documents make equal bytes.
pub fn build(documents: &[Document<'_>]) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.number(Section::Counts, documents.len());
    let texts: Vec<Texts> = documents.iter().map(Texts::of).collect();
    let averages = averages(&texts);
    let mut words: HashMap<&str, Vec<(u32, u8)>> = HashMap::new();
    for (document, texts) in texts.iter().enumerate() {
        for (word, strength) in texts.strengths(&averages) {
            words.entry(word).or_default().push((document as u32, strength));
        }
    }
    let words: BTreeMap<&str, Vec<(u32, u8)>> = words.into_iter().collect();
    write_words(&mut writer, &words, documents.len());
    write_beginnings(&mut writer, &words, documents.len());
    let numbers: HashMap<&str, u32> = words.keys().zip(0..).map(|(word, number)| (*word, number)).collect();
    for texts in &texts {
        for phrase in &texts.phrases {
            let phrase: Vec<u32> = phrase
                .iter()
                .filter_map(|word| numbers.get(word.as_str()).copied())
                .collect();
            let bytes = writer.section(Section::Phrases);
            postings::write_number(bytes, phrase.len() as u32);
            phrase.iter().for_each(|word| postings::write_number(bytes, *word));
        }
        let end = writer.section(Section::Phrases).len();
        writer.number(Section::PhraseEnds, end);
    }
    write_labels(&mut writer, documents);
    writer.finish()
}

/// A document's words.
pub(crate) struct Texts {
    /// How often each word is in each text.
    counts: HashMap<String, [u32; 5]>,
    /// How many words each text has.
    lengths: [u32; 5],
    /// The title, then the other ways of saying it, word by word.
    pub(crate) phrases: Vec<Vec<String>>,
}

impl Texts {
    pub(crate) fn of(document: &Document<'_>) -> Self {
        let mut texts = Self {
            counts: HashMap::new(),
            lengths: [0; 5],
            phrases: vec![Vec::new()],
        };
        for (field, text) in document.texts().into_iter().enumerate() {
            let tokens = fold::tokens(text);
            texts.lengths[field] = tokens.len() as u32;
            for chain in query::chains(&tokens) {
                let joined: String = tokens[chain].iter().map(|t| t.word.as_str()).collect();
                if joined.chars().count() <= LONGEST_WORD {
                    texts.count(field, joined);
                }
            }
            match field {
                0 => texts.phrases[0].extend(tokens.iter().map(|t| t.word.clone())),
                1 => texts.phrases.extend(phrases(&tokens)),
                _ => {}
            }
            for token in tokens {
                texts.count(field, token.word);
            }
        }
        texts
            .phrases
            .iter_mut()
            .for_each(|phrase| phrase.truncate(LONGEST_PHRASE));
        texts
    }

    /// Stop words count in titles and terms alone: elsewhere they would be everywhere.
    fn count(&mut self, field: usize, word: String) {
        if field < 2 || !words::is_stop(&word) {
            self.counts.entry(word).or_default()[field] += 1;
        }
    }

    /// How strongly the document says each of its words.
    pub(crate) fn strengths(&self, averages: &[f64; 5]) -> impl Iterator<Item = (&str, u8)> {
        let mut lengths = self.lengths.map(f64::from);
        lengths
            .iter_mut()
            .zip(averages)
            .for_each(|(length, average)| *length /= average);
        self.counts
            .iter()
            .map(move |(word, counts)| (word.as_str(), rank::strength(*counts, lengths)))
    }
}

fn phrases(tokens: &[Token]) -> impl Iterator<Item = Vec<String>> {
    let phrases = tokens.chunk_by(|_, next| next.link != Link::Stop);
    phrases.map(|phrase| phrase.iter().map(|t| t.word.clone()).collect())
}

/// How many words each text has, where it has any.
pub(crate) fn averages(texts: &[Texts]) -> [f64; 5] {
    std::array::from_fn(|field| {
        let (mut words, mut filled) = (0u32, 0u32);
        for length in texts.iter().map(|t| t.lengths[field]).filter(|length| *length > 0) {
            words += length;
            filled += 1;
        }
        f64::from(words.max(1)) / f64::from(filled.max(1))
    })
}

fn write_words(writer: &mut Writer, words: &BTreeMap<&str, Vec<(u32, u8)>>, documents: usize) {
    let mut frequency = 0;
    for (word, list) in words {
        writer.section(Section::Words).extend(word.bytes());
        let end = writer.section(Section::Words).len();
        writer.number(Section::WordEnds, end);
        let stop = if words::is_stop(word) { STOP } else { 0 };
        writer.number(Section::Letters, (slips::letters(word) | stop) as usize);
        postings::write(writer.section(Section::Postings), list, documents);
        let end = writer.section(Section::Postings).len();
        writer.number(Section::PostingEnds, end);
        frequency += list.len();
        writer.number(Section::Frequencies, frequency);
    }
    let mut roots: Vec<(u32, usize)> = words
        .keys()
        .map(|word| words::hash(&words::root(word)))
        .zip(0..)
        .collect();
    roots.sort_unstable();
    for (root, word) in roots {
        writer.number(Section::Roots, root as usize);
        writer.number(Section::Roots, word);
    }
}

/// The documents of all words that begin with the same few letters, where going through the words would take long.
fn write_beginnings(writer: &mut Writer, words: &BTreeMap<&str, Vec<(u32, u8)>>, documents: usize) {
    let mut beginnings: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (word, list) in words {
        let ends = word
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .take(LONGEST_BEGINNING);
        for end in ends {
            let (count, length) = beginnings.entry(&word[..end]).or_default();
            *count += 1;
            *length += list.len();
        }
    }
    beginnings.retain(|_, (count, length)| *count > 1 && *length > documents.max(LONG));
    let mut ends = Vec::new();
    for beginning in beginnings.keys() {
        let mut strengths = vec![0u8; documents];
        let range = words
            .range(*beginning..)
            .take_while(|(word, _)| word.starts_with(beginning));
        for (document, strength) in range.flat_map(|(_, list)| list) {
            let strongest = &mut strengths[*document as usize];
            *strongest = (*strongest).max(*strength);
        }
        let list: Vec<(u32, u8)> = (0..).zip(strengths).filter(|(_, strength)| *strength > 0).collect();
        postings::write(writer.section(Section::BeginningLists), &list, documents);
        ends.push(writer.section(Section::BeginningLists).len());
        writer.section(Section::Beginnings).extend(beginning.bytes());
        let end = writer.section(Section::Beginnings).len();
        writer.number(Section::BeginningEnds, end);
    }
    ends.into_iter()
        .for_each(|end| writer.number(Section::BeginningEnds, end));
}

fn write_labels(writer: &mut Writer, documents: &[Document<'_>]) {
    let labels: BTreeSet<Label<'_>> = documents.iter().flat_map(|d| d.labels.iter().copied()).collect();
    let mut sets: Vec<Bits> = labels.iter().map(|_| Bits::none(documents.len())).collect();
    let numbers: HashMap<Label<'_>, usize> = labels.iter().copied().zip(0..).collect();
    let mut withdrawn = Bits::none(documents.len());
    for (at, document) in documents.iter().enumerate() {
        document.labels.iter().for_each(|label| sets[numbers[label]].insert(at));
        let kind = document.labels.iter().filter(|(group, _)| *group == KIND).min();
        writer.number(Section::Kinds, kind.map_or(NO_KIND, |kind| numbers[kind]));
        if document.withdrawn {
            withdrawn.insert(at);
        }
    }
    for (label, set) in labels.iter().zip(&sets) {
        for text in [label.0, label.1] {
            writer.section(Section::Labels).extend(text.bytes());
            let end = writer.section(Section::Labels).len();
            writer.number(Section::LabelEnds, end);
        }
        writer.section(Section::LabelSets).extend(set.bytes());
    }
    writer.section(Section::Withdrawn).extend(withdrawn.bytes());
}
