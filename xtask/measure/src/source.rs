//! The catalogue's source with more resources in it than there are: a copy of `data/`, and made-up ones beside it.
//!
//! Written as editors write it, so that the publisher checks and numbers it like theirs. Equal seeds make equal sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use catalogue::{Catalogue, Theme};
use chrono::NaiveDate;
use fastrand::Rng;

use crate::vocabulary::{Vocabulary, pick};

/// Resources in one file: the publisher takes none above 4 MB.
const PER_FILE: usize = 4000;
/// The day of made-up withdrawals.
const WITHDRAWN_ON: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");

pub const KINDS: [&str; 10] = [
    "toolkit",
    "guidance",
    "procedure",
    "practitioner-guide",
    "tool",
    "case-study",
    "webinar",
    "elearning",
    "video",
    "publication",
];
pub const AUDIENCES: [&str; 4] = [
    "professionals",
    "professionals",
    "parents-and-carers",
    "children-and-young-people",
];

/// A catalogue's source.
pub struct Source {
    folder: PathBuf,
    vocabulary: Vocabulary,
    real: Catalogue,
    made: Vec<Made>,
    rng: Rng,
}

/// A made-up resource.
#[derive(Clone)]
struct Made {
    id: String,
    title: String,
    summary: String,
    kind: &'static str,
    audience: &'static str,
    area: usize,
    publisher: usize,
    theme: usize,
    link: Option<String>,
    withdrawn: bool,
}

impl Source {
    /// `data` with as many made-up resources as make `resources` in all, written into `folder`.
    pub fn new(data: &Path, folder: &Path, resources: usize, seed: u64) -> Result<Self> {
        let edition = ::source::build(data).map_err(|report| anyhow::anyhow!("data/ has faults:\n{report}"))?;
        let real = Catalogue::from_edition(&edition)?;
        let Some(more) = resources.checked_sub(real.resources.len()) else {
            bail!(
                "the catalogue has {} resources already: ask for more",
                real.resources.len()
            );
        };
        copy(data, folder)?;
        let mut source = Self {
            folder: folder.to_owned(),
            vocabulary: Vocabulary::of(&real),
            real,
            made: Vec::with_capacity(more),
            rng: Rng::with_seed(seed),
        };
        for _ in 0..more {
            let made = source.make();
            source.made.push(made);
        }
        source.write(data)?;
        Ok(source)
    }

    /// The folder that holds it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A copy of it in another folder, which becomes another source from there on.
    pub fn copy_to(&self, folder: &Path) -> Result<Self> {
        copy(&self.folder, folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            vocabulary: Vocabulary::of(&self.real),
            real: self.real.clone(),
            made: self.made.clone(),
            rng: self.rng.clone(),
        })
    }

    /// Changes `percent` of all resources, as a year's editing does: of a hundred, 40 get another clause in their summary,
    /// 25 another title, 15 another link, 10 are withdrawn and 10 are new. Answers how many that were.
    ///
    /// Of the made-up ones only, each at most once.
    pub fn change(&mut self, data: &Path, percent: usize) -> Result<usize> {
        let all = self.real.resources.len() + self.made.len();
        let count = (all * percent / 100).clamp(1, self.made.len());
        let mut order: Vec<usize> = (0..self.made.len()).collect();
        self.rng.shuffle(&mut order);
        for at in order.into_iter().take(count) {
            match self.rng.u32(..100) {
                ..40 => self.made[at].summary = self.another_clause(at),
                40..65 => self.made[at].title = self.another_title(at),
                65..80 => self.made[at].link = self.made[at].link.take().map(|link| next_year(&link)),
                80..90 => self.made[at].withdrawn = true,
                _ => {
                    let made = Made {
                        theme: self.made[at].theme,
                        ..self.make()
                    };
                    self.made.push(made);
                }
            }
        }
        self.write(data)?;
        Ok(count)
    }

    /// Titles of made-up resources, for somebody to search for.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.made.iter().map(|made| made.title.as_str())
    }

    fn make(&mut self) -> Made {
        let rng = &mut self.rng;
        let title = self.vocabulary.title(rng);
        let kind = pick(rng, &KINDS);
        let slug: String = title
            .to_lowercase()
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        Made {
            id: format!("made-up-{:06}", self.made.len() + 1),
            summary: self.vocabulary.summary(rng),
            kind,
            audience: pick(rng, &AUDIENCES),
            area: rng.usize(..self.real.areas.len()),
            publisher: rng.usize(..self.real.publishers.len()),
            theme: rng.usize(..self.real.themes.len()),
            link: (rng.u32(..10) > 0).then(|| format!("https://www.example.org/{kind}/{slug}/")),
            withdrawn: false,
            title,
        }
    }

    fn another_clause(&mut self, at: usize) -> String {
        let new = self.vocabulary.summary(&mut self.rng);
        let mut words: Vec<&str> = self.made[at].summary.split(' ').collect();
        let from = self.rng.usize(..words.len().saturating_sub(8).max(1));
        let to = (from + 3 + self.rng.usize(..6)).min(words.len());
        words.splice(from..to, new.split(' ').take(3 + self.rng.usize(..7)));
        words.join(" ")
    }

    fn another_title(&mut self, at: usize) -> String {
        match self.rng.u32(..5) {
            0 | 1 => self.vocabulary.title(&mut self.rng),
            2 => format!("{} (updated)", self.made[at].title),
            3 => format!("{}, revised", self.made[at].title),
            _ => format!("{} for schools", self.made[at].title),
        }
    }

    /// Writes the resources, and the themes with an entry for each. `data` has the themes as they were.
    fn write(&self, data: &Path) -> Result<()> {
        for (at, some) in self.made.chunks(PER_FILE).enumerate() {
            let text: String = some.iter().map(|made| self.toml(made)).collect();
            fs::write(self.folder.join(format!("resources/made-up-{at:03}.toml")), text)?;
        }
        let mut entries: BTreeMap<usize, String> = BTreeMap::new();
        for made in &self.made {
            let line = format!("  {{ group = \"Professionals\", resource = \"{}\" }},\n", made.id);
            entries.entry(made.theme).or_default().push_str(&line);
        }
        for (theme, lines) in entries {
            let Theme { id, .. } = &self.real.themes[theme];
            let name = format!("themes/{id}.toml");
            let text = fs::read_to_string(data.join(&name))?;
            let list = "entries = [\n";
            let at = text.find(list).with_context(|| format!("{name} has no entries"))? + list.len();
            fs::write(
                self.folder.join(&name),
                format!("{}{lines}{}", &text[..at], &text[at..]),
            )?;
        }
        Ok(())
    }

    fn toml(&self, made: &Made) -> String {
        let mut text = format!(
            "[[resources]]\nid = \"{}\"\ntitle = {}\nkind = \"{}\"\naudience = \"{}\"\narea = \"{}\"\npublisher = \"{}\"\n\
             summary = {}\nsource = \"{}\"\n",
            made.id,
            quoted(&made.title),
            made.kind,
            made.audience,
            self.real.areas[made.area].id,
            self.real.publishers[made.publisher].id,
            quoted(&made.summary),
            self.real.sources[0].id,
        );
        if let Some(link) = &made.link {
            text.push_str(&format!("link = {{ url = \"{link}\" }}\n"));
        }
        if made.withdrawn {
            text.push_str(&format!(
                "status = \"withdrawn\"\nwithdrawal = {{ on = \"{WITHDRAWN_ON}\", reason = \"No longer kept up.\" }}\n"
            ));
        }
        text + "\n"
    }
}

/// A JSON string is a TOML string too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn next_year(link: &str) -> String {
    format!("{}-2027/", link.trim_end_matches('/'))
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)?.flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to).with_context(|| format!("{} cannot be copied", from.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
    }

    #[test]
    fn a_made_up_catalogue_passes_every_check_and_is_always_the_same() {
        let dir = tempfile::tempdir().unwrap();
        let source = |name: &str, seed| Source::new(&data(), &dir.path().join(name), 700, seed).unwrap();
        let built = |source: &Source| ::source::build(source.folder()).unwrap();
        let (mut one, other, third) = (source("one", 1), source("other", 1), source("third", 2));
        let before = built(&one);
        assert_eq!(Catalogue::from_edition(&before).unwrap().resources.len(), 700);
        assert_eq!(before, built(&other));
        assert_ne!(before, built(&third));

        let mut copied = one.copy_to(&dir.path().join("copied")).unwrap();
        assert_eq!(one.change(&data(), 5).unwrap(), 35);
        copied.change(&data(), 5).unwrap();
        let after = built(&one);
        assert_eq!(after, built(&copied));
        let changed = |collection: &str| {
            let records = after.records.iter().filter(|r| r.collection == collection);
            records.filter(|r| !before.records.contains(r)).count()
        };
        assert_eq!(changed("resources"), 35);
        assert_eq!(changed("contacts"), 0);
    }
}
