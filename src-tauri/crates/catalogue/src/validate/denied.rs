//! The deny-list: what must never be read anywhere, or not for one use.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::number::{Numbers, Sought};
use super::reading::Reading;
use super::{At, Check, is_email, is_https};
use crate::{Area, Contact, ContactGroup, Id, area};

/// Values that must never appear anywhere in an edition: superseded numbers, misprinted mailboxes, another place's
/// services.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DenyList {
    /// The values.
    #[serde(default)]
    pub denied: Vec<Denied>,
}

/// One value that must never appear, or not for one use.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Denied {
    /// A telephone number (found in any spelling), a mailbox, a host with or without the beginning of a path (found
    /// with its subdomains and `www.`), or any other words (found in any case).
    pub value: String,
    /// The use it is denied for, where it is right for another: no contact of this group may give the number, and a
    /// text may name it only in a step that names a contact which gives it.
    pub group: Option<ContactGroup>,
    /// The area it is denied for, in the same way. With `group`, both must hold.
    pub area: Option<Id<Area>>,
    /// Why, in a sentence the editor reads when it is found.
    pub reason: String,
}

impl Denied {
    /// Whether it is denied for one use only.
    pub fn is_for_a_use(&self) -> bool {
        self.group.is_some() || self.area.is_some()
    }

    /// Its digits, where it is a telephone number.
    pub fn number(&self) -> Option<String> {
        let value = self.value.trim();
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        let is_between = |c: char| c.is_whitespace() || matches!(c, '-' | '(' | ')' | '.' | '+');
        let is_number = digits.len() >= 3 && value.chars().all(|c| c.is_ascii_digit() || is_between(c));
        is_number.then_some(digits)
    }
}

/// The first value of the list that `text` names, be it denied for one use or for all.
pub fn denied_in<'a>(list: &'a DenyList, text: &str) -> Option<&'a Denied> {
    let read = Read::of(text);
    list.denied
        .iter()
        .find(|denied| Needle::new(denied).find(&read).is_some())
}

/// A value of the deny-list, made ready to be looked for.
pub(super) struct Needle<'a> {
    denied: &'a Denied,
    form: Form,
}

enum Form {
    Number(Sought),
    /// Small letters; the text must be joined, and the value be there as a whole.
    Mailbox(String),
    /// The host without `www.` and the beginning of a path, in small letters.
    Host(String, String),
    /// Small letters, blanks for hyphens.
    Words(String),
}

impl<'a> Needle<'a> {
    pub(super) fn new(denied: &'a Denied) -> Self {
        let lower = denied.value.trim().to_lowercase();
        let form = match (denied.number(), host(&lower)) {
            (Some(digits), _) => Form::Number(Sought::new(digits)),
            (None, _) if is_email(&lower) => Form::Mailbox(lower),
            (None, Some((host, path))) => Form::Host(host, path),
            (None, None) => Form::Words(lower.replace('-', " ")),
        };
        Self { denied, form }
    }

    fn find(&self, read: &Read) -> Option<Range<usize>> {
        read.ways.iter().find_map(|way| {
            let (reading, found) = match &self.form {
                Form::Number(sought) => (&way.reading, way.numbers.find(sought)),
                Form::Mailbox(mailbox) => (&way.joined, find_mailbox(&way.joined.text, mailbox)),
                Form::Host(host, path) => (&way.joined, find_host(&way.joined.text, host, path)),
                Form::Words(words) => (&way.reading, find_words(&way.reading.text, words)),
            };
            found.map(|found| reading.source(&found))
        })
    }

    /// Refuses the text at `path` where it names the value.
    pub(super) fn refuse(&self, check: &mut Check<'_>, at: At<'_>, path: &str, text: &str, read: &Read) {
        let Some(found) = self.find(read) else { return };
        let Denied { value, reason, .. } = self.denied;
        let reason = reason.trim_end_matches('.');
        let (what, fix) = if !self.denied.is_for_a_use() {
            (format!("\"{value}\" must never appear: {reason}"), "remove it")
        } else if self.is_right(check, at, path) {
            return;
        } else {
            (
                format!("\"{value}\" is denied for this use: {reason}"),
                "remove it; only a contact that it is right for may give it, and only a step that names that contact \
                 in `contacts` may mention it",
            )
        };
        check.refuse(at, path, what, fix).quote = text.get(found).map(str::to_owned);
    }

    /// Whether the record that names the number is for a use that it is not denied for.
    fn is_right(&self, check: &Check<'_>, at: At<'_>, path: &str) -> bool {
        let Form::Number(sought) = &self.form else { return false };
        let areas = &check.catalogue.areas;
        let gives = |contact: &Contact| {
            let touches = |of: &Id<Area>| {
                area::concerns(areas, &contact.area, &[of]) || area::concerns(areas, of, &[&contact.area])
            };
            let denied = self.denied.group.is_none_or(|group| group == contact.group)
                && self.denied.area.as_ref().is_none_or(touches);
            !denied && contact.numbers.iter().any(|number| number.digits() == sought.digits)
        };
        let c = check.catalogue;
        match at.collection {
            "contacts" => c.contacts.get(at.index).is_some_and(gives),
            "pathways" => {
                let step = path
                    .strip_prefix("steps/")
                    .and_then(|rest| rest.split('/').next()?.parse().ok());
                let step = step.and_then(|i: usize| c.pathways.get(at.index)?.steps.get(i));
                let named = step.into_iter().flat_map(|step| &step.contacts);
                let mut contacts = named.filter_map(|id| c.contacts.iter().find(|contact| contact.id == *id));
                contacts.any(gives)
            }
            _ => false,
        }
    }
}

/// A text in all the ways to read it.
pub(super) struct Read {
    pub(super) ways: Vec<Way>,
}

/// One of them, made ready to be searched.
pub(super) struct Way {
    pub(super) reading: Reading,
    pub(super) joined: Reading,
    pub(super) numbers: Numbers,
}

impl Read {
    pub(super) fn of(text: &str) -> Self {
        let way = |reading: Reading| Way {
            joined: reading.joined(),
            numbers: Numbers::of(&reading),
            reading,
        };
        Self {
            ways: super::reading::readings(text).into_iter().map(way).collect(),
        }
    }

    /// Where in the source the number is.
    pub(super) fn find_number(&self, sought: &Sought) -> Option<Range<usize>> {
        let found = |way: &Way| way.numbers.find(sought).map(|found| way.reading.source(&found));
        self.ways.iter().find_map(found)
    }
}

/// The host, without `www.`, and what follows it, where `value` is an address or a host alone.
fn host(value: &str) -> Option<(String, String)> {
    let bare = value.trim_start_matches("https://").trim_start_matches("http://");
    let bare = bare.trim_start_matches("www.").trim_end_matches('/');
    if !is_https(&format!("https://{bare}")) {
        return None;
    }
    let (host, path) = bare.split_at(bare.find(['/', '?', '#']).unwrap_or(bare.len()));
    Some((host.to_owned(), path.to_owned()))
}

/// Where the host, itself or as the end of a longer name, is followed by that path.
fn find_host(text: &str, host: &str, path: &str) -> Option<Range<usize>> {
    let of_host = |c: char| c.is_alphanumeric() || c == '-';
    text.match_indices(host).find_map(|(at, _)| {
        let end = at + host.len();
        let after = &text[end..];
        let begins = !text[..at].ends_with(of_host);
        // A stop may end the sentence; with a letter behind it, the name goes on.
        let ends =
            !after.starts_with(of_host) && !after.strip_prefix('.').is_some_and(|more| more.starts_with(of_host));
        if !(begins && ends) {
            return None;
        }
        // A port may come between.
        let port = after.strip_prefix(':').map_or(0, |port| {
            let digits = port.find(|c: char| !c.is_ascii_digit()).unwrap_or(port.len());
            1 + digits
        });
        let tail = &after[if path.is_empty() { 0 } else { port }..];
        let rest = tail.strip_prefix(path)?;
        (path.is_empty() || !rest.starts_with(of_host)).then_some(at..text.len() - rest.len())
    })
}

fn find_mailbox(text: &str, mailbox: &str) -> Option<Range<usize>> {
    let of_mailbox = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '+' | '.');
    text.match_indices(mailbox).find_map(|(at, _)| {
        let after = &text[at + mailbox.len()..];
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '-')
            && !after
                .strip_prefix('.')
                .is_some_and(|more| more.starts_with(char::is_alphanumeric));
        (!text[..at].ends_with(of_mailbox) && ends).then_some(at..at + mailbox.len())
    })
}

/// Never found when blank.
fn find_words(text: &str, words: &str) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let start = text.replace('-', " ").find(words)?;
    Some(start..start + words.len())
}
