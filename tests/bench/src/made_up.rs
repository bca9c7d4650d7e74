//! Larger editions than there are: the real one, and made-up resources of its own words in other orders.
//!
//! Equal seeds make equal editions.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result, bail};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::ours::{self, Edition};

const SEED: u64 = 1;
/// How titles of the brochure begin and end.
const BEGINNINGS: &str = "Introduction to|Practitioner guide:|Understanding|Responding to|Lunchtime learning:|Case study:|Checklist for|Quick read:";
const ENDS: &str = "|| for schools| for health professionals| in early years settings";
const KINDS: &str = "toolkit|guidance|procedure|tool|case-study|webinar|video|publication";
const AUDIENCES: &str = "professionals|professionals|parents-and-carers|children-and-young-people";
/// Place names: a large catalogue names ever more of them.
const SYLLABLES: &str = "al|am|bee|bro|co|dra|fa|gre|ha|hin|it|ki|ly|mea|ne|o|qua|ri|sha|te|we|ya";
const LASTS: &str = "borough|bourne|bridge|combe|field|ford|ham|hurst|ley|mouth|stoke|ton|wick|worth";
/// The fields of records that hold sentences.
const PROSE: &[&str] = &["summary", "one_thing", "purpose", "text", "meaning", "body"];

/// The real edition with as many made-up resources as make `resources` in all.
pub fn edition(resources: usize) -> Result<Edition> {
    let real = ours::real()?;
    let mut words = Words::of(&real)?;
    let Some(more) = resources.checked_sub(words.titles.len()) else {
        bail!(
            "the catalogue has {} resources already: ask for more",
            words.titles.len()
        );
    };
    let made: Vec<Value> = (0..more).map(|at| words.resource(at)).collect();
    let mut entries: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for resource in &made {
        let theme = words.pick("themes");
        let entry = json!({ "group": "Professionals", "resource": resource["id"] });
        entries.entry(theme).or_default().push(entry);
    }
    let mut records: Vec<_> = made
        .iter()
        .map(|resource| ours::record("resources", resource))
        .collect();
    for record in real.records {
        match entries.remove(&record.id).filter(|_| record.collection == "themes") {
            None => records.push(record),
            Some(more) => {
                let mut theme: Value = record.parse()?;
                let entries = theme["sections"][0]["entries"].as_array_mut();
                entries.context("a theme has entries")?.extend(more);
                records.push(ours::record("themes", &theme));
            }
        }
    }
    Ok(Edition::new(real.header, records))
}

/// The edition after it, in which `percent` of all resources differ as after a year's editing: of a hundred of them, 50
/// have other words in their summary, 30 another title, and 20 another link.
pub fn next(edition: &Edition, percent: usize) -> Result<Edition> {
    let mut words = Words::of(edition)?;
    let mut next = edition.clone();
    next.header.edition += 1;
    for record in next
        .records
        .iter_mut()
        .filter(|record| record.collection == "resources")
    {
        if words.rng.usize(..100) >= percent {
            continue;
        }
        let mut resource: Value = record.parse()?;
        match words.rng.u32(..10) {
            0..5 => resource["summary"] = words.summary().into(),
            5..8 => resource["title"] = format!("{}, revised", resource["title"].as_str().unwrap_or_default()).into(),
            _ => resource["link"] = json!({ "url": format!("https://www.example.org/{}/2027/", record.id) }),
        }
        *record = ours::record("resources", &resource);
    }
    Ok(next)
}

/// What made-up resources are made of.
struct Words {
    rng: Rng,
    titles: Vec<String>,
    /// The ids of each collection.
    ids: BTreeMap<String, Vec<String>>,
    /// Which word follows two others, in the catalogue's order.
    follows: HashMap<(String, String), Vec<String>>,
    /// The first two words of each sentence.
    begins: Vec<(String, String)>,
}

impl Words {
    fn of(edition: &Edition) -> Result<Self> {
        let mut words = Self {
            rng: Rng::with_seed(SEED),
            titles: Vec::new(),
            ids: BTreeMap::new(),
            follows: HashMap::new(),
            begins: Vec::new(),
        };
        for record in &edition.records {
            let value: Value = record.parse()?;
            if record.collection == "resources" {
                words
                    .titles
                    .push(value["title"].as_str().unwrap_or_default().to_owned());
            }
            words
                .ids
                .entry(record.collection.clone())
                .or_default()
                .push(record.id.clone());
            words.learn(&value);
        }
        Ok(words)
    }

    /// Sentences with digits are left out: a number belongs to its contact.
    fn learn(&mut self, value: &Value) {
        match value {
            Value::Array(all) => all.iter().for_each(|one| self.learn(one)),
            Value::Object(fields) => {
                for (name, value) in fields {
                    match value.as_str() {
                        Some(text) if PROSE.contains(&name.as_str()) => {
                            text.split(['.', '\n'])
                                .for_each(|sentence| self.learn_sentence(sentence));
                        }
                        _ => self.learn(value),
                    }
                }
            }
            _ => {}
        }
    }

    fn learn_sentence(&mut self, sentence: &str) {
        if sentence.contains(|c: char| c.is_ascii_digit() || "#[]*<>".contains(c)) {
            return;
        }
        let words: Vec<&str> = sentence.split_whitespace().collect();
        if let [first, second, _, ..] = words[..] {
            self.begins.push((first.into(), second.into()));
        }
        for three in words.windows(3) {
            let before = (three[0].to_owned(), three[1].to_owned());
            self.follows.entry(before).or_default().push(three[2].to_owned());
        }
    }

    fn pick(&mut self, collection: &str) -> String {
        let ids = self.ids.get(collection).map(Vec::as_slice).unwrap_or_default();
        self.rng.choice(ids).cloned().unwrap_or_default()
    }

    fn one(&mut self, of: &'static str) -> &'static str {
        self.rng.choice(of.split('|').collect::<Vec<_>>()).unwrap_or_default()
    }

    fn resource(&mut self, at: usize) -> Value {
        let id = format!("made-up-{:06}", at + 1);
        json!({
            "id": id, "title": self.title(), "summary": self.summary(), "kind": self.one(KINDS),
            "audience": self.one(AUDIENCES), "area": self.pick("areas"), "publisher": self.pick("publishers"),
            "source": self.pick("sources"), "link": { "url": format!("https://www.example.org/{id}/") },
        })
    }

    fn title(&mut self) -> String {
        let (begin, end, place) = (self.one(BEGINNINGS), self.one(ENDS), self.place());
        let core = self.rng.choice(&self.titles).cloned().unwrap_or_default();
        match self.rng.u32(..3) {
            0 => format!("{begin} {core}{end} in {place}"),
            _ => format!("{begin} {core}{end}"),
        }
    }

    /// Some forty words, each following the two before it as it does in the catalogue, and a place now and then.
    fn summary(&mut self) -> String {
        let length = self.rng.usize(28..52);
        let mut words: Vec<String> = Vec::with_capacity(length);
        while words.len() < length {
            let Some((mut one, mut two)) = self.rng.choice(&self.begins).cloned() else {
                break;
            };
            words.extend([one.clone(), two.clone()]);
            while words.len() < length {
                let Some(next) = self
                    .follows
                    .get(&(one, two.clone()))
                    .and_then(|next| self.rng.choice(next))
                    .cloned()
                else {
                    break;
                };
                if self.rng.u32(..25) == 0 {
                    words.push(self.place());
                }
                words.push(next.clone());
                (one, two) = (two, next);
            }
        }
        words.join(" ") + "."
    }

    /// A place nobody has heard of.
    fn place(&mut self) -> String {
        let name = [SYLLABLES, SYLLABLES, LASTS].map(|parts| self.one(parts)).concat();
        name[..1].to_uppercase() + &name[1..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_always_the_same_and_the_next_differs_as_much_as_was_asked() {
        let one = edition(2000).unwrap();
        assert_eq!(one, edition(2000).unwrap());
        let resources = one.records.iter().filter(|record| record.collection == "resources");
        assert_eq!(resources.count(), 2000);
        let next = next(&one, 5).unwrap();
        let changed = next
            .records
            .iter()
            .filter(|record| !one.records.contains(record))
            .count();
        assert!((60..140).contains(&changed), "{changed}");
    }
}
