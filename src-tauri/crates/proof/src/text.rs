//! The sentences of the catalogue that people read.

use std::ops::Range;

use catalogue::Catalogue;
use catalogue::validate::{collections, walk};
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use serde_json::Value;

use crate::At;

/// A text of a record.
pub(crate) struct Text {
    pub(crate) collection: &'static str,
    pub(crate) index: usize,
    pub(crate) id: String,
    /// Its place in the record.
    pub(crate) path: String,
    /// As it is written.
    pub(crate) written: String,
    /// Its sentences: where each is written, and its words as they are read.
    pub(crate) sentences: Vec<Sentence>,
}

pub(crate) struct Sentence {
    /// Where in the text it is written.
    pub(crate) range: Range<usize>,
    pub(crate) words: Vec<Word>,
}

/// A run of letters, digits, apostrophes and hyphens.
pub(crate) struct Word {
    pub(crate) word: String,
    /// Where in the text it is written.
    pub(crate) range: Range<usize>,
}

impl Text {
    pub(crate) fn at(&self) -> At<'_> {
        At {
            collection: self.collection,
            index: self.index,
            id: &self.id,
        }
    }

    /// The last name in its path: "text", "limits".
    pub(crate) fn key(&self) -> &str {
        key(&self.path)
    }

    /// A sentence on one line, for a message.
    pub(crate) fn quoted(&self, sentence: &Sentence) -> String {
        let written = &self.written[sentence.range.clone()];
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn key(path: &str) -> &str {
    let named = path.rsplit('/').find(|part| part.parse::<usize>().is_err());
    named.unwrap_or(path)
}

/// The members of records that are our own sentences. Titles are other people's, and everyday words are never shown.
const SENTENCES: [&str; 17] = [
    "ask",
    "body",
    "label",
    "limits",
    "meaning",
    "note",
    "one_thing",
    "otherwise",
    "purpose",
    "question",
    "ready",
    "reason",
    "record",
    "situation",
    "summary",
    "text",
    "warning",
];

/// Every text of every record that is in use.
pub(crate) fn texts(catalogue: &Catalogue) -> Vec<Text> {
    let json = serde_json::to_value(catalogue).unwrap_or_default();
    let mut texts = Vec::new();
    for collection in collections() {
        let records = json.get(collection).and_then(Value::as_array);
        for (index, record) in records.into_iter().flatten().enumerate() {
            let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
            walk(record, &mut |path, value| {
                if let Value::String(written) = value
                    && SENTENCES.contains(&key(path))
                {
                    texts.push(Text {
                        collection,
                        index,
                        id: id.to_owned(),
                        path: path.to_owned(),
                        sentences: sentences(written, (collection, path) == ("articles", "body")),
                        written: written.clone(),
                    });
                }
            });
        }
    }
    texts
}

/// The words of a text, sentence by sentence. A line of its own and a point of a list are sentences too.
fn sentences(written: &str, markdown: bool) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for block in blocks(written, markdown) {
        let text = &written[block.clone()];
        let mut start = 0;
        let mut ends: Vec<usize> = text
            .char_indices()
            .filter(|(_, c)| matches!(c, '.' | '!' | '?' | ':' | ';'))
            .map(|(at, c)| at + c.len_utf8())
            // Marks that close may follow.
            .map(|end| {
                end + text[end..].len()
                    - text[end..]
                        .trim_start_matches(['*', '_', ')', '"', '”', '’', '\''])
                        .len()
            })
            .filter(|end| text[*end..].chars().next().is_none_or(char::is_whitespace))
            .collect();
        ends.push(text.len());
        for end in ends {
            let lead = text[start..end].len()
                - text[start..end]
                    .trim_start_matches(|c: char| c.is_whitespace() || c == '*')
                    .len();
            let range = block.start + start + lead..block.start + end;
            start = end;
            let words = words(written, range.clone());
            if !words.is_empty() {
                sentences.push(Sentence { range, words });
            }
        }
    }
    sentences
}

/// Paragraphs, headings and points of lists, where they are written.
fn blocks(written: &str, markdown: bool) -> Vec<Range<usize>> {
    if !markdown {
        let mut blocks = Vec::new();
        let mut start = 0;
        for paragraph in written.split("\n\n") {
            blocks.push(start..start + paragraph.len());
            start += paragraph.len() + 2;
        }
        return blocks;
    }
    let mut blocks = Vec::new();
    let mut block: Option<Range<usize>> = None;
    for (event, range) in Parser::new_ext(written, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Text(_) | Event::Code(_) => {
                let start = block.as_ref().map_or(range.start, |block| block.start);
                block = Some(start..range.end);
            }
            Event::Start(_) | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell)
                if !is_inline(&event) =>
            {
                blocks.extend(block.take());
            }
            _ => {}
        }
    }
    blocks.extend(block);
    blocks
}

fn is_inline(event: &Event<'_>) -> bool {
    use pulldown_cmark::Tag::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(
        event,
        Event::Start(Emphasis | Strong | Strikethrough | Link { .. } | Image { .. })
    )
}

fn words(written: &str, range: Range<usize>) -> Vec<Word> {
    let mut words = Vec::new();
    for (at, run) in runs(&written[range.clone()]) {
        // Addresses and mailboxes are not words.
        if run.contains(['@', '/']) || run.contains("www.") {
            continue;
        }
        let letters = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
        let mut start = 0;
        for part in run.split(|c: char| !letters(c)) {
            let trimmed = part.trim_matches(['\'', '’', '-']);
            if !trimmed.is_empty() {
                let from = range.start + at + start + part.find(trimmed).unwrap_or_default();
                words.push(Word {
                    word: trimmed.replace('’', "'"),
                    range: from..from + trimmed.len(),
                });
            }
            start += part.len() + run[start + part.len()..].chars().next().map_or(0, char::len_utf8);
        }
    }
    words
}

/// What is between spaces, with its place.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut here = 0;
    text.split(char::is_whitespace).filter_map(move |run| {
        let at = here;
        here += run.len() + text[here + run.len()..].chars().next().map_or(0, char::len_utf8);
        (!run.is_empty()).then_some((at, run))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str, markdown: bool) -> Vec<String> {
        let sentence = |sentence: Sentence| {
            let words: Vec<String> = sentence.words.into_iter().map(|word| word.word).collect();
            words.join(" ")
        };
        sentences(written, markdown).into_iter().map(sentence).collect()
    }

    #[test]
    fn a_text_is_read_sentence_by_sentence() {
        assert_eq!(
            read("Call 999. Say:\nwho it’s for!\n\nSee a.b@c.uk, www.x.uk or 3.5", false),
            ["Call 999", "Say", "who it's for", "See or 3 5"]
        );
        assert_eq!(
            read("## The law\n\nOne *very* long\nline.\n\n- a point\n- **b** point", true),
            ["The law", "One very long line", "a point", "b point"]
        );
        assert_eq!(
            read("**1 in 5.** The page (a copy.) Then", true),
            ["1 in 5", "The page a copy", "Then"]
        );
    }

    #[test]
    fn each_word_knows_where_it_is_written() {
        let written = "Don’t—‘stop’ them, ever (or so).";
        for sentence in sentences(written, false) {
            for word in sentence.words {
                assert_eq!(written[word.range].replace('’', "'"), word.word);
            }
        }
    }
}
