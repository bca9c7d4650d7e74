//! The real catalogue, as it is in the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use catalogue::{Catalogue, ContactGroup, UsedBy, outline};
use chrono::NaiveDate;
use source::{check, read, schema};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

fn data() -> PathBuf {
    root().join("data")
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn has_no_faults() {
    // Whether a confirmation is in the future is checked by the program, which has a clock.
    let report = check(&data(), NaiveDate::MAX);
    assert!(report.faults.is_empty(), "{report}");
    assert!(report.records > 500, "{}", report.records);
}

#[test]
fn has_the_brochures_themes_in_its_order() {
    let mut themes = read(&data()).catalogue.themes;
    themes.sort_by_key(|theme| theme.order);
    let orders: Vec<u32> = themes.iter().map(|theme| theme.order).collect();
    assert_eq!(orders, (1..=21).collect::<Vec<u32>>());
    for theme in &themes {
        let entries = theme
            .sections
            .iter()
            .map(|section| section.entries.len())
            .sum::<usize>();
        assert!(entries > 0, "{} is empty", theme.id);
        let kinds: BTreeSet<_> = theme.sections.iter().map(|section| section.kind).collect();
        assert_eq!(kinds.len(), theme.sections.len(), "{} has a section twice", theme.id);
        assert!(
            theme.sections.iter().all(|s| !s.entries.is_empty()),
            "{} has an empty section",
            theme.id
        );
    }
}

/// Both ways and in order: nothing of the brochure is missing, nothing is added, nothing has moved.
#[test]
fn its_outline_is_the_brochures() {
    let text = fs::read_to_string(root().join("tests/outline.tsv")).expect("tests/outline.tsv");
    let expected: Vec<&str> = text.lines().skip(1).filter(|line| !line.is_empty()).collect();
    let catalogue = read(&data()).catalogue;
    let rows = outline::of(&catalogue);
    let found: Vec<String> = rows
        .iter()
        .map(|row| [row.theme.as_str(), &row.section, &row.group, &row.title].join("\t"))
        .collect();
    let count = |rows: &mut dyn Iterator<Item = String>| {
        let mut count = BTreeMap::new();
        rows.for_each(|row| *count.entry(row).or_insert(0) += 1);
        count
    };
    let mut in_brochure = count(&mut expected.iter().map(|row| (*row).to_owned()));
    for (row, n) in count(&mut found.iter().cloned()) {
        *in_brochure.entry(row).or_insert(0) -= n;
    }
    in_brochure.retain(|_, n| *n != 0);
    assert!(in_brochure.is_empty(), "missing (1) or added (-1): {in_brochure:#?}");
    let moved = expected
        .iter()
        .zip(&found)
        .position(|(brochure, here)| brochure != here);
    let moved = moved.map(|at| (at + 2, expected[at], &found[at]));
    assert_eq!(moved, None, "line of outline.tsv, the brochure's row, ours");
}

/// By words of its own or of its terms: nobody must know the professional word to get there.
#[test]
fn every_theme_is_found_by_everyday_words() {
    let catalogue = read(&data()).catalogue;
    for theme in &catalogue.themes {
        let terms = catalogue
            .terms
            .iter()
            .filter(|term| term.theme.as_ref() == Some(&theme.id));
        let words = theme.everyday.len() + terms.map(|term| term.everyday.len()).sum::<usize>();
        assert!(words >= 5, "{} has {words} everyday words", theme.id);
    }
}

/// The relevance sets ask about every theme, each query is in one of them, and what they want to be found is there.
#[test]
fn the_relevance_set_fits_the_catalogue() {
    const SORTS: [&str; 8] = [
        "clean",
        "typo",
        "abbreviation",
        "question",
        "half",
        "everyday",
        "number",
        "name",
    ];
    let catalogue = read(&data()).catalogue;
    let here = findable(&catalogue);
    let sets = ["tests/relevance.tsv", "tests/relevance-held-out.tsv"];
    let sets = sets.map(|file| fs::read_to_string(root().join(file)).expect(file));
    let lines = sets.iter().flat_map(|set| {
        let mut lines = set.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        assert_eq!(lines.next(), Some("query\tanswers\tsort\ttheme\tarea"));
        lines
    });
    let mut seen = BTreeSet::new();
    let mut asked = BTreeMap::new();
    for line in lines {
        let columns: Vec<&str> = line.split('\t').collect();
        assert_eq!(columns.len(), 5, "{line}");
        let (query, answers, sort, theme, area) = (columns[0], columns[1], columns[2], columns[3], columns[4]);
        assert!(seen.insert((query, area)), "{query} is in this list twice");
        assert!(SORTS.contains(&sort), "{query}: {sort}");
        assert!(
            area.is_empty() || catalogue.areas.iter().any(|a| a.id == area && a.selectable),
            "{query}: {area}"
        );
        let mut answered = BTreeSet::new();
        for answer in answers.split(' ') {
            let (record, grade) = answer.split_once('=').expect(answer);
            assert!(here.contains(record), "{query}: there is no {record}");
            assert!(["1", "2", "3"].contains(&grade), "{query}: {answer}");
            assert!(answered.insert(record), "{query}: {record} is in this list twice");
        }
        assert!(answers.contains("=3"), "{query} has no right thing");
        *asked.entry(theme).or_insert(0) += 1;
    }
    assert!(seen.len() >= 150, "{}", seen.len());
    for theme in &catalogue.themes {
        let queries = asked.remove(theme.id.as_str()).unwrap_or(0);
        assert!(queries >= 6, "{} has {queries} queries", theme.id);
    }
    assert!(asked.is_empty(), "no such themes: {asked:?}");
}

/// Everything that search can find, as "kind/id".
fn findable(c: &Catalogue) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for pathway in &c.pathways {
        all.insert(format!("pathway/{}", pathway.id));
        all.extend(pathway.steps.iter().map(|s| format!("step/{}/{}", pathway.id, s.id)));
    }
    all.extend(c.articles.iter().map(|r| format!("article/{}", r.id)));
    all.extend(c.contacts.iter().map(|r| format!("contact/{}", r.id)));
    all.extend(c.practice_weeks.iter().map(|r| format!("week/{}", r.id)));
    all.extend(c.resources.iter().map(|r| format!("resource/{}", r.id)));
    all.extend(c.terms.iter().map(|r| format!("term/{}", r.id)));
    all.extend(c.themes.iter().map(|r| format!("theme/{}", r.id)));
    all
}

/// CONTENT.md, rule 5: each of them where it would do harm, in every spelling, put into the catalogue as it is.
#[test]
fn what_must_not_appear_is_refused_in_every_spelling() {
    fn spellings(number: &str) -> Vec<String> {
        let digits = digits(number);
        let short = &digits[1..];
        let (a, b) = digits.split_at(5);
        vec![
            number.to_owned(),
            digits.clone(),
            format!("+44 {short}"),
            format!("0044{short}"),
            format!("+44 (0){short}"),
            format!("({a}) {b}"),
            number.replace(' ', "-"),
            number.replace(' ', "\u{2011}"),
            number.replace(' ', "&nbsp;"),
            format!("{a} **{b}**"),
            format!("{a}\u{200b}{b}"),
        ]
    }
    let loaded = read(&data());
    let denials = |catalogue: &Catalogue| -> BTreeSet<String> {
        let faults = catalogue::validate::validate(catalogue, &loaded.rules).into_iter();
        let sorts = ["must never appear", "denied for this use"];
        let denials = faults.filter(|f| sorts.iter().any(|words| f.what.contains(words)));
        denials.map(|f| format!("{} {}", f.id, f.path)).collect()
    };
    let numbers = [
        "0300 300 0117",
        "01983 821105",
        "0300 555 1386",
        "01329 316 113",
        "01962 876364",
    ];
    let texts = [
        "paragoniow@theyouthtrust.org.uk",
        "Paragoniow (at) TheYouthTrust.org.uk",
        "mailto:paragoniow@theyouthtrust.org.uk",
        "safetotalk.org.uk",
        "https://www.safetotalk.org.uk/",
        "https://www.coventry.gov.uk/lscb",
        "coventry.gov.uk/lscb",
        "https://coventryhaven.co.uk/help",
        "Coventry  *Haven*",
    ];
    let mut catalogue = loaded.catalogue.clone();
    // Each text in a term of its own, and in an article.
    let texts = numbers
        .iter()
        .flat_map(|n| spellings(n))
        .chain(texts.map(str::to_owned));
    let texts: Vec<String> = texts.collect();
    let mut expected = BTreeSet::new();
    for (i, text) in texts.iter().enumerate() {
        let mut term = catalogue.terms[0].clone();
        term.id = format!("denied-{i}").into();
        term.meaning = format!("Call {text}.");
        let mut article = catalogue.articles[0].clone();
        article.id = format!("denied-{i}").into();
        article.body = format!("Call\n\n- {text}.\n");
        expected.extend([format!("{} meaning", term.id), format!("{} body", article.id)]);
        catalogue.terms.push(term);
        catalogue.articles.push(article);
    }
    // As a number of the contact that it is not: the group and the area that it is denied for.
    let as_a_number = [
        ("0300 300 0117", ContactGroup::ChildrensServices, "isle-of-wight"),
        ("01983 821105", ContactGroup::ChildrensServices, "isle-of-wight"),
        ("0300 555 1386", ContactGroup::ChildrensServices, "hampshire"),
        ("01329 316113", ContactGroup::DomesticAbuse, "hampshire"),
        ("01962 876364", ContactGroup::Allegations, "isle-of-wight"),
    ];
    for (i, (number, group, area)) in as_a_number.into_iter().enumerate() {
        let mut contact = catalogue.contacts[0].clone();
        contact.id = format!("wrong-{i}").into();
        (contact.group, contact.area) = (group, area.into());
        contact.numbers[0].number = number.to_owned();
        expected.insert(format!("{} numbers/0/number", contact.id));
        catalogue.contacts.push(contact);
    }
    let let_through: Vec<_> = expected.difference(&denials(&catalogue)).cloned().collect();
    assert_eq!(let_through, Vec::<String>::new(), "{texts:#?}");
    assert_eq!(denials(&loaded.catalogue), BTreeSet::new());
    // Hampshire's own LADO stays right.
    let numbers = loaded.catalogue.contacts.iter().flat_map(|c| &c.numbers);
    assert!(numbers.map(|n| n.digits()).any(|n| n == "01962876364"));
}

#[test]
fn professionals_numbers_are_in_no_public_text() {
    let catalogue = read(&data()).catalogue;
    let numbers: Vec<String> = catalogue
        .contacts
        .iter()
        .filter(|contact| contact.used_by == UsedBy::Professionals)
        .flat_map(|contact| &contact.numbers)
        .filter(|number| number.public_as.is_none())
        .map(|number| number.digits())
        .collect();
    for known in ["01329225379", "01983823436"] {
        assert!(
            numbers.iter().any(|number| number == known),
            "{known} is for professionals only"
        );
    }
    // The public's share of the catalogue, whole: no contact for professionals, nothing else taken out but their
    // material.
    let public = Catalogue {
        contacts: catalogue
            .contacts
            .into_iter()
            .filter(|c| c.used_by == UsedBy::Everyone)
            .collect(),
        resources: catalogue
            .resources
            .into_iter()
            .filter(|r| r.audience.is_public())
            .collect(),
        articles: catalogue
            .articles
            .into_iter()
            .filter(|a| a.audience.is_public())
            .collect(),
        ..catalogue
    };
    let json = serde_json::to_string(&public).expect("JSON");
    let joined: String = json.chars().filter(|c| *c != ' ').collect();
    for number in numbers {
        assert!(!joined.contains(&number), "{number}");
    }
}

#[test]
fn its_schemas_are_fresh() {
    let fix = "run: cargo run -p doorstep-publish -- schema data";
    let expected = schema::files();
    for (name, text) in &expected {
        let here = fs::read_to_string(data().join(name))
            .unwrap_or_default()
            .replace("\r\n", "\n");
        assert!(here == *text, "{name} is stale: {fix}");
    }
    for entry in fs::read_dir(data().join("schema")).expect("data/schema").flatten() {
        let name = format!("schema/{}", entry.file_name().to_string_lossy());
        assert!(expected.contains_key(&name), "{name} is of no file: delete it");
    }
}

/// Debian's own Python, for which its packages are; another may come before it on the path.
const PYTHON: &str = "/usr/bin/python3";
/// The days of those years that are England's bank holidays. The module also names the weekend days that they replace.
const HOLIDAYS: &str = "
import sys, holidays
days = holidays.England(years=range(int(sys.argv[1]), int(sys.argv[2]) + 1))
print(*sorted(str(day) for day in days if day.weekday() < 5))
";

/// Beyond its end no office would be called open.
#[test]
fn the_check_asks_for_more_bank_holidays_a_year_before_the_list_ends() {
    let last = read(&data()).catalogue.bank_holidays.iter().map(|day| day.date).max();
    let last = last.expect("bank holidays");
    let asks = |today| {
        check(&data(), today)
            .advice
            .iter()
            .any(|a| a.file.ends_with("bank-holidays.toml"))
    };
    let a_year_before = last.checked_sub_months(chrono::Months::new(12)).expect("a day");
    assert!(!asks(a_year_before));
    assert!(asks(a_year_before.succ_opt().expect("a day")));
}

#[test]
fn the_bank_holidays_are_those_that_others_know_of_every_year_in_the_list() {
    let holidays = read(&data()).catalogue.bank_holidays;
    let days: Vec<String> = holidays.iter().map(|day| day.date.to_string()).collect();
    let (first, last) = days.first().zip(days.last()).expect("bank holidays");
    let run = Command::new(PYTHON)
        .args(["-c", HOLIDAYS, &first[..4], &last[..4]])
        .output();
    let theirs = match run {
        Ok(run) if run.status.success() => String::from_utf8(run.stdout).expect("text"),
        _ if std::env::var_os("CI").is_none() => {
            return println!("NOT RUN: python3-holidays is not installed. `cargo xtask test` installs it on Linux.");
        }
        run => panic!("python3-holidays cannot be asked: {run:?}"),
    };
    assert_eq!(days, theirs.split_whitespace().collect::<Vec<_>>());
}
