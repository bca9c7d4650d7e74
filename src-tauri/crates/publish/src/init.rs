//! A partnership's own data, from nothing: what holds for everybody, and places to fill in for the rest.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use source::{FILL_IN, Report, schema};

use crate::host::{Error, Result};

/// The most areas: each has two numbers of its own to fill in, and there are no more for films in one place.
pub const MOST_AREAS: usize = 100;

/// Whose data they will be.
#[derive(Clone, Debug)]
pub struct Partnership {
    /// Where it is, as people say it: "Westmarch and the Vale".
    pub name: String,
    /// Who publishes the editions.
    pub publisher: Option<String>,
    /// The places that a person can choose.
    pub areas: Vec<String>,
    /// The email address for reports of a wrong number.
    pub feedback: Option<String>,
}

/// Every file, by its path from the folder, and its content.
type Files = BTreeMap<String, String>;

macro_rules! template {
    ($name:literal) => {
        include_str!(concat!("../template/", $name))
    };
}

/// Makes the folder `to` with data that can be checked, built, released and shown at once. The report names what is
/// still to be filled in.
///
/// # Errors `Refused` where something is in the folder already; `Faults` where what was given does not pass the check.
/// Then nothing is there that was not there before.
pub fn init(to: &Path, partnership: &Partnership, now: DateTime<Utc>) -> Result<Report> {
    let unusable = |error: std::io::Error| Error::Usage(format!("{} could not be created: {error}", to.display()));
    if fs::read_dir(to).is_ok_and(|mut entries| entries.next().is_some()) || to.is_file() {
        return Err(Error::Refused(format!(
            "{} is not empty: name a folder that does not exist yet, so that nothing is overwritten",
            to.display()
        )));
    }
    let files = files(partnership, now)?;
    let parent = to.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(unusable)?;
    // Made beside it and checked there: it comes whole or not at all.
    let made = tempfile::tempdir_in(parent).map_err(unusable)?;
    for (name, text) in files {
        let path = made.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(made.path())).map_err(unusable)?;
        fs::write(path, text).map_err(unusable)?;
    }
    let report = source::check(made.path(), catalogue::calendar::today(now));
    if !report.faults.is_empty() {
        return Err(Error::Faults(Box::new(report)));
    }
    if to.is_dir() {
        // Empty, as was just seen; where it is not any more, this says so.
        fs::remove_dir(to).map_err(unusable)?;
    }
    fs::create_dir(to).map_err(unusable)?;
    for entry in fs::read_dir(made.path()).map_err(unusable)?.flatten() {
        fs::rename(entry.path(), to.join(entry.file_name())).map_err(unusable)?;
    }
    Ok(report)
}

fn files(partnership: &Partnership, now: DateTime<Utc>) -> Result<Files> {
    let areas = areas(&partnership.areas)?;
    let publisher = partnership.publisher.clone();
    let publisher = publisher.unwrap_or_else(|| format!("{FILL_IN}: who publishes this"));
    let feedback = partnership.feedback.as_ref().map_or_else(
        || "# feedback = \"name@your-partnership.org.uk\"".to_owned(),
        |mailbox| format!("feedback = {}", quoted(mailbox)),
    );
    let common = [
        ("NAME", quoted(&partnership.name)),
        (
            "TITLE",
            quoted(&format!("Safeguarding guidance for {}", partnership.name)),
        ),
        ("PUBLISHER", quoted(&publisher)),
        ("FEEDBACK", feedback),
        ("NOW", now.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        ("TODAY", catalogue::calendar::today(now).to_string()),
    ];
    let write = |template: &str| filled(template, &common);
    let mut files: Files = schema::files();
    for (name, template) in [
        ("README.md", template!("README.md")),
        ("areas.toml", template!("areas.toml")),
        ("contacts.toml", template!("contacts.toml")),
        ("deny.toml", template!("deny.toml")),
        ("edition.toml", template!("edition.toml")),
        ("publishers.toml", template!("publishers.toml")),
        ("sources.toml", template!("sources.toml")),
        ("terms.toml", template!("terms.toml")),
        // They are everybody's, with the page that they were taken from.
        ("bank-holidays.toml", bank_holidays()),
    ] {
        files.insert(name.to_owned(), write(template));
    }
    if let Some(sources) = files.get_mut("sources.toml") {
        sources.push_str(&bank_holidays_source());
    }
    for (at, (id, title)) in areas.iter().enumerate() {
        let of_area = [
            ("AREA", id.clone()),
            // In a comment, where a line's end would end it.
            ("AREA_LINE", title.replace(char::is_control, " ")),
            ("AREA_TITLE", quoted(title)),
            ("OFFICE_TITLE", quoted(&format!("Children's services: {title}"))),
            (
                "NIGHT_TITLE",
                quoted(&format!("Children's services out of hours: {title}")),
            ),
            ("PATHWAY_TITLE", quoted(&format!("Worried about a child: {title}"))),
            ("OFFICE_NUMBER", format!("01632 960{:03}", 2 * at)),
            ("NIGHT_NUMBER", format!("01632 960{:03}", 2 * at + 1)),
        ];
        for (name, template) in [
            ("areas.toml", template!("area.toml")),
            ("contacts.toml", template!("contact.toml")),
        ] {
            files
                .entry(name.to_owned())
                .or_default()
                .push_str(&filled(template, &of_area));
        }
        let pathway = format!("pathways/worried-about-a-child-{id}.toml");
        files.insert(pathway, filled(template!("pathway.toml"), &of_area));
    }
    Ok(files)
}

/// The areas' ids and titles.
fn areas(titles: &[String]) -> Result<Vec<(String, String)>> {
    let titles = titles
        .iter()
        .map(|title| title.trim())
        .filter(|title| !title.is_empty());
    let areas: Vec<(String, String)> = titles.map(|title| (slug(title), title.to_owned())).collect();
    if areas.is_empty() || areas.len() > MOST_AREAS {
        return Err(Error::Usage(format!(
            "name 1 to {MOST_AREAS} areas, separated by commas: --areas \"Westmarch, The Vale\""
        )));
    }
    for (at, (id, title)) in areas.iter().enumerate() {
        if id.is_empty() || id == "national" || areas[..at].iter().any(|(other, _)| other == id) {
            return Err(Error::Usage(format!(
                "\"{title}\" cannot be an area: each area needs a different name with letters in it, and \"National\" \
                 already covers all of them"
            )));
        }
    }
    Ok(areas)
}

/// "The Vale": the-vale.
fn slug(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '’');
    let words = words.map(|word| word.replace(['\'', '’'], "").to_ascii_lowercase());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// As TOML writes a text: what JSON escapes, it escapes as well.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

fn filled(template: &str, values: &[(&str, String)]) -> String {
    let mut parts = template.split("{{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // In one go, so that what was filled in is never looked into.
        match part.split_once("}}") {
            Some((key, rest)) => {
                let value = values.iter().find(|(known, _)| *known == key);
                text.push_str(value.map_or("", |(_, value)| value));
                text.push_str(rest);
            }
            None => text.push_str(part),
        }
    }
    text
}

const OURS: &str = include_str!("../../../../data/bank-holidays.toml");

fn bank_holidays() -> &'static str {
    OURS
}

/// The source that the bank holidays name, from our own.
fn bank_holidays_source() -> String {
    let sources = include_str!("../../../../data/sources.toml");
    let wanted = OURS.split("\nsource = ").nth(1).and_then(|rest| rest.lines().next());
    let found = sources.split("[[sources]]\n").find(|source| {
        let id = source.lines().find_map(|line| line.strip_prefix("id = "));
        id.is_some() && id == wanted
    });
    found.map_or_else(String::new, |source| format!("\n[[sources]]\n{}\n", source.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_a_name() {
        for (title, id) in [
            ("The Vale", "the-vale"),
            ("King's Lynn & Marsh", "kings-lynn-marsh"),
            ("  Saltmouth ", "saltmouth"),
            ("Ynys Môn", "ynys-m-n"),
            ("…", ""),
        ] {
            assert_eq!(slug(title), id);
        }
    }

    #[test]
    fn what_is_filled_in_is_never_looked_into() {
        let values = [("A", "{{B}}".to_owned()), ("B", "no".to_owned())];
        assert_eq!(filled("1 {{A}} 2 {{B}} 3", &values), "1 {{B}} 2 no 3");
    }

    #[test]
    fn the_bank_holidays_bring_their_source() {
        assert!(bank_holidays_source().contains("https://www.gov.uk/bank-holidays"));
    }
}
