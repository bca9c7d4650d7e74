//! Words that are not the partnership's: the recorder's own, and those that the app says otherwise.

use catalogue::validate::Fault;

use crate::remark;
use crate::text::{Text, Word};

/// Small words of a phrase, and what to do instead.
const AVOID: [(&[&str], &str); 29] = [
    (&["not", "seen"], READER),
    (&["not", "been", "seen"], READER),
    (&["did", "not", "see"], READER),
    (&["not", "found"], READER),
    (&["not", "available", "to", "us"], READER),
    (&["our", "source"], READER),
    (&["our", "sources"], READER),
    (&["the", "sources", "say"], READER),
    (&["the", "source", "says"], READER),
    (&["we", "read"], READER),
    (&["we", "found"], READER),
    (&["we", "saw"], READER),
    (&["we", "have", "seen"], READER),
    (&["we", "have", "read"], READER),
    (&["we", "know", "of"], READER),
    (&["known", "to", "us"], READER),
    (&["recorded", "here"], READER),
    (&["stored", "copy"], READER),
    (&["stored", "copies"], READER),
    (&["was", "recorded"], READER),
    (&["ring"], CALL),
    (&["rings"], CALL),
    (&["ringing"], CALL),
    (&["rang"], CALL),
    (&["rung"], CALL),
    (&["telephone"], CALL),
    (&["phone", "them"], CALL),
    (&["click", "here"], "say what opens"),
    (&["utilise"], "write \"use\""),
];

const READER: &str = "the partnership speaks here: say what the reader can do, not what was looked for";
const CALL: &str = "write \"call\"";

pub(crate) fn advice(texts: &[Text]) -> Vec<Fault> {
    let mut advice = Vec::new();
    for text in texts {
        for sentence in &text.sentences {
            for (phrase, fix) in AVOID {
                let Some(found) = find(&sentence.words, phrase) else {
                    continue;
                };
                let first_to_last = found[0].range.start..found[found.len() - 1].range.end;
                let quote = &text.written[first_to_last];
                advice.push(remark(
                    text.at(),
                    &text.path,
                    Some(quote),
                    format!("\"{}\" in: \"{}\"", phrase.join(" "), text.quoted(sentence)),
                    fix,
                ));
            }
        }
    }
    advice
}

fn find<'a>(words: &'a [Word], phrase: &[&str]) -> Option<&'a [Word]> {
    let is = |(word, wanted): (&Word, &&str)| word.word.to_lowercase() == **wanted;
    let starts = words
        .windows(phrase.len())
        .position(|words| words.iter().zip(phrase).all(is))?;
    // "Children were not seen as victims" is a finding.
    let goes_on = words.get(starts + phrase.len()).is_some_and(|word| word.word == "as");
    (!goes_on).then(|| &words[starts..starts + phrase.len()])
}
