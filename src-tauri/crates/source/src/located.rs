//! TOML as JSON, with the place of every key and value.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;

const SYNTAX_FIX: &str =
    "correct the TOML here: text goes in \"quotes\", a list in [brackets], and each key only once in its table";

/// A file's content and where each part of it is.
#[derive(Debug)]
pub(crate) struct Located {
    /// Its name from the data directory, with `/`.
    pub(crate) file: String,
    /// Its text.
    pub(crate) text: Arc<str>,
    /// Its content. Days and times are texts, as in the edition.
    pub(crate) value: Value,
    /// Where every part is, by path: "contacts/3/title".
    places: BTreeMap<String, Place>,
    /// For every step that was included, its path, the number of the file it comes from and its path there.
    included: BTreeMap<String, (usize, String)>,
}

#[derive(Clone, Debug)]
struct Place {
    key: Range<usize>,
    value: Range<usize>,
}

impl Located {
    /// Parses a TOML file.
    pub(crate) fn parse(dir: &Path, file: &str, text: Arc<str>) -> Result<Self, Vec<Diagnostic>> {
        let end = text.len();
        Self::parse_part(dir, file, text, 0..end)
    }

    /// Parses the TOML at `part` of the text.
    pub(crate) fn parse_part(
        dir: &Path,
        file: &str,
        text: Arc<str>,
        part: Range<usize>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let from = part.start;
        let (table, errors) = DeTable::parse_recoverable(&text[part]);
        let mut faults: Vec<Diagnostic> = Vec::new();
        for error in errors {
            let span = error.span().unwrap_or_default();
            let span = span.start + from..span.end + from;
            let what = format!("this is not TOML: {}", error.message());
            let fault = Diagnostic::at(dir.join(file), &text, span, what, SYNTAX_FIX);
            // The parser goes on after a fault and may stumble over the rest of the line.
            if faults.iter().all(|f| f.line != fault.line) {
                faults.push(fault);
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut places = BTreeMap::new();
        let table = object(table.get_ref(), "", from, &mut places);
        Ok(Self {
            file: file.to_owned(),
            text: Arc::clone(&text),
            value: Value::Object(table),
            places,
            included: BTreeMap::new(),
        })
    }

    /// A file that is not TOML.
    pub(crate) fn plain(file: &str, text: Arc<str>) -> Self {
        Self {
            file: file.to_owned(),
            text,
            value: Value::Null,
            places: BTreeMap::new(),
            included: BTreeMap::new(),
        }
    }

    /// Adds a value from outside the TOML: an article's body.
    pub(crate) fn insert(&mut self, key: &str, value: String, span: Range<usize>) {
        if let Value::Object(map) = &mut self.value {
            map.insert(key.to_owned(), Value::String(value));
        }
        let place = Place {
            key: span.clone(),
            value: span,
        };
        self.places.insert(key.to_owned(), place);
    }

    /// Puts a whole step in the place of its include: what it does not say itself is at `there` of the file `from`.
    pub(crate) fn replace(&mut self, path: &str, step: Value, from: usize, there: String) {
        if let Some(value) = self.value.pointer_mut(&format!("/{path}")) {
            *value = step;
        }
        self.included.insert(path.to_owned(), (from, there));
    }

    /// The file, the step and the member of it where `path` really is, if that is another file.
    pub(crate) fn elsewhere(&self, path: &str) -> Option<(usize, &str, String)> {
        let (step, (file, there)) = self.included.iter().find(|(step, _)| {
            let rest = path.strip_prefix(step.as_str());
            rest.is_some_and(|rest| rest.starts_with('/'))
        })?;
        let member = &path[step.len() + 1..];
        let first = member.split('/').next().unwrap_or_default();
        let own = self.places.contains_key(&join(step, first));
        (!own).then(|| (*file, there.as_str(), member.to_owned()))
    }

    /// The value at a path, "" being the whole file.
    pub(crate) fn get(&self, path: &str) -> Option<&Value> {
        if path.is_empty() {
            Some(&self.value)
        } else {
            self.value.pointer(&format!("/{path}"))
        }
    }

    /// Where `path` of the record at `record` is: the words of `quote` in it, else the value, else the nearest part
    /// around it that is there. A record as a whole is where its id is.
    pub(crate) fn span(&self, record: &str, path: &str, quote: Option<&str>) -> Range<usize> {
        let mut whole = join(record, if path.is_empty() { "id" } else { path });
        loop {
            if let Some(place) = self.places.get(&whole) {
                let value = place.value.clone();
                let found = quote.and_then(|q| self.text[value.clone()].find(q).map(|at| (at, q.len())));
                return match found {
                    Some((at, length)) => value.start + at..value.start + at + length,
                    None => value,
                };
            }
            match whole.rsplit_once('/') {
                Some((around, _)) if around.len() >= record.len() => whole = around.to_owned(),
                _ => return 0..0,
            }
        }
    }

    /// Where the key at `path` is, if it exists.
    pub(crate) fn key_span(&self, path: &str) -> Range<usize> {
        self.places.get(path).map(|p| p.key.clone()).unwrap_or_default()
    }

    /// Where the line is that reads exactly like this.
    pub(crate) fn line_of(&self, line: &str) -> Option<Range<usize>> {
        let mut start = 0;
        for here in self.text.split_inclusive('\n') {
            if here.trim() == line {
                return Some(start..start + line.len());
            }
            start += here.len();
        }
        None
    }
}

/// One path below another.
pub(crate) fn join(path: &str, below: &str) -> String {
    match (path, below) {
        ("", _) => below.to_owned(),
        (_, "") => path.to_owned(),
        _ => format!("{path}/{below}"),
    }
}

type Places = BTreeMap<String, Place>;

fn object(table: &DeTable<'_>, path: &str, from: usize, places: &mut Places) -> Map<String, Value> {
    let mut map = Map::new();
    for (key, value) in table {
        let path = join(path, key.get_ref());
        let (key_span, span) = (key.span(), value.span());
        let place = Place {
            key: key_span.start + from..key_span.end + from,
            value: span.start + from..span.end + from,
        };
        places.insert(path.clone(), place);
        map.insert(key.get_ref().to_string(), json(value.get_ref(), &path, from, places));
    }
    map
}

fn json(value: &DeValue<'_>, path: &str, from: usize, places: &mut Places) -> Value {
    match value {
        // A checkout on Windows has other line ends, and the same words.
        DeValue::String(text) => Value::String(text.replace("\r\n", "\n")),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::String(number.as_str().to_owned()), Value::from),
        DeValue::Float(number) => number
            .as_str()
            .parse::<f64>()
            .map_or_else(|_| Value::String(number.as_str().to_owned()), Value::from),
        DeValue::Boolean(yes) => Value::Bool(*yes),
        DeValue::Datetime(time) => {
            // As in the edition: a time by itself has no seconds, a time on a day always has.
            let mut time = *time;
            if let Some(clock) = &mut time.time {
                let second = clock.second.unwrap_or_default();
                clock.second = (second != 0 || time.date.is_some()).then_some(second);
            }
            Value::String(time.to_string())
        }
        DeValue::Array(items) => {
            let item = |(i, item): (usize, &toml::Spanned<DeValue<'_>>)| {
                let path = join(path, &i.to_string());
                let span = item.span().start + from..item.span().end + from;
                let place = Place {
                    key: span.clone(),
                    value: span,
                };
                places.insert(path.clone(), place);
                json(item.get_ref(), &path, from, places)
            };
            Value::Array(items.iter().enumerate().map(item).collect())
        }
        DeValue::Table(table) => Value::Object(object(table, path, from, places)),
    }
}
