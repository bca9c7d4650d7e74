//! One app, many partnerships: with another's edition nothing on any screen is ours, and with ours nothing is theirs.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use catalogue::{Area, Edition, Kind, Typed};
use ical::Weeks;
use screens::Moment;
use screens::search::SearchFilters;
use search::Finder;
use serde::Serialize;
use serde_json::Value;

use crate::kit::{App, EDITION, MONDAY, root};

/// An invented partnership's.
static WESTMARCH: LazyLock<Edition> =
    LazyLock::new(|| source::build(&root().join("tests/partnership/westmarch")).unwrap());

/// What people in each would read of the other: names, areas, domains, numbers.
const OURS: &[&str] = &[
    "Hampshire",
    "Isle of Wight",
    "the Island",
    "Portsmouth",
    "Southampton",
    "HSCP",
    "IOWSCP",
    "HIPS",
    "hants.gov.uk",
    "iow.gov.uk",
    "hampshirescp",
    "iowscp",
    "0300 555",
    "01983",
    "#0b5c5e",
];
const THEIRS: &[&str] = &[
    "Westmarch",
    "The Vale",
    "Saltmouth",
    "WVSCP",
    "wvscp",
    "01632",
    "020 7946",
    "#5b2a86",
];

#[test]
fn anothers_edition_brings_nothing_of_ours_to_any_screen_and_ours_nothing_of_theirs() {
    for (edition, own, foreign) in [(&*WESTMARCH, THEIRS, OURS), (&*EDITION, OURS, THEIRS)] {
        let said = walk(edition);
        assert!(said.len() > 15, "{:?}", said.keys());
        for (screen, text) in &said {
            for words in foreign {
                assert!(
                    !text.contains(words),
                    "{words} on {screen} of {}: {text}",
                    edition.header.title
                );
            }
        }
        let all: String = said.into_values().collect();
        for words in own {
            assert!(all.contains(words), "{words} stands nowhere: then it proves nothing");
        }
    }
}

/// What a screen says by itself, a calendar, a reminder, the program's own configuration.
#[test]
fn no_name_of_ours_is_written_in_the_program() {
    let (mut read, mut found) = (0, Vec::new());
    for top in [
        "src-tauri/src",
        "src-tauri/crates",
        "ui/src",
        "ui/index.html",
        "tauri.conf.json",
    ] {
        each_file(&root().join(top), &mut |path, text| {
            read += 1;
            // Tests are last in a file, and comments are shown to nobody.
            let program = text.split("#[cfg(test)]").next().unwrap_or_default();
            for line in program.lines().map(str::trim) {
                let is_said = !["//", "*", "/*", "<!--"].iter().any(|start| line.starts_with(start));
                for words in OURS.iter().filter(|words| is_said && !words.starts_with('#')) {
                    if names(line, words) {
                        found.push(format!("{}: {line}", path.display()));
                    }
                }
            }
        });
    }
    assert!(read > 300, "{read}");
    assert_eq!(found, Vec::<String>::new());
}

/// Whether the words are there, in any case and not at the end of another word: "relationships" is not HIPS.
fn names(line: &str, words: &str) -> bool {
    let (line, words) = (line.to_lowercase(), words.to_lowercase());
    line.match_indices(&words)
        .any(|(at, _)| !line[..at].ends_with(char::is_alphabetic))
}

/// Every file of the program below a place: neither tests nor pictures.
fn each_file(at: &Path, visit: &mut impl FnMut(&Path, &str)) {
    let name = at.file_name().unwrap_or_default().to_string_lossy();
    if at.is_dir() {
        if !["tests", "benches", "target"].contains(&&*name) {
            for entry in std::fs::read_dir(at).unwrap().flatten() {
                each_file(&entry.path(), visit);
            }
        }
        return;
    }
    let is_program = [".rs", ".svelte", ".ts", ".html", ".json", ".toml", ".md"]
        .iter()
        .any(|end| name.ends_with(end));
    if is_program && !name.ends_with(".test.ts") && name != "tests.rs" {
        visit(at, &std::fs::read_to_string(at).unwrap());
    }
}

/// Somebody used ours, and their administrator now points the app to another: the old area is no choice there.
#[test]
fn an_area_of_ours_is_no_choice_in_anothers() {
    let app = App::with(&WESTMARCH).in_areas(&["hampshire"]);
    assert_eq!(app.now().settings.areas, Vec::<String>::new());
}

#[test]
fn the_start_brings_name_words_and_colours() {
    let app = App::with(&WESTMARCH);
    let start = screens::start::answer(&app.now());
    let names: Vec<&str> = start.areas.iter().map(|area| area.title.as_str()).collect();
    assert_eq!(names, ["Saltmouth", "The Vale", "Westmarch"]);
    let partnership = start.partnership;
    assert_eq!(partnership.name.as_deref(), Some("Westmarch and the Vale"));
    assert!(partnership.welcome.unwrap().starts_with("For everybody in Westmarch"));
    let look = partnership.look.unwrap();
    assert_eq!((&*look.light.primary, &*look.dark.link), ("#5b2a86", "#c5b3f7"));
    assert_eq!(
        (&*look.light.on_primary, &*look.dark.on_primary),
        ("#ffffff", "#14191a")
    );

    // What somebody could not read is not shown, whoever signed it; nor is what is not there.
    let mut pale = WESTMARCH.clone();
    pale.header.partnership.look.as_mut().unwrap().light.primary = "#eeeeee".into();
    assert_eq!(screens::start::answer(&App::with(&pale).now()).partnership.look, None);
    pale.header.partnership = catalogue::Partnership::default();
    assert_eq!(screens::start::answer(&App::with(&pale).now()).partnership.name, None);
}

/// The grounds by which colours are measured are those of the style sheet.
#[test]
fn colours_are_measured_on_the_grounds_that_are_shown() {
    let sheet = std::fs::read_to_string(root().join("ui/src/styles/_colours.scss")).unwrap();
    for ground in [catalogue::look::LIGHT, catalogue::look::DARK] {
        let (_, block) = sheet.split_once(&format!("@mixin {} {{", ground.name)).unwrap();
        let block = block.split_once('}').unwrap().0;
        let reserved = ground.reserved.map(|(colour, _)| colour);
        let names = ["--bg", "--surface", "--hover", "--emergency", "--caution", "--focus"];
        for (name, colour) in names.into_iter().zip(ground.grounds.into_iter().chain(reserved)) {
            assert!(block.contains(&format!("{name}: {colour};")), "{} {name}", ground.name);
        }
    }
}

/// Every screen's answer, by its name, as the window gets it; for no chosen area and for each one.
fn walk(edition: &Edition) -> BTreeMap<&'static str, String> {
    let mut said = BTreeMap::new();
    let areas = App::with(edition);
    let selectable = areas.library().all::<Area>().iter().filter(|area| area.selectable);
    let choices: Vec<Vec<&str>> = selectable.map(|area| vec![area.id.as_str()]).chain([vec![]]).collect();
    for chosen in choices {
        let mut app = App::with(edition).in_areas(&chosen);
        for kind in [Kind::Theme, Kind::Term, Kind::Contact, Kind::Pathway] {
            let first = app.library().catalogue().glances().find(|record| record.kind == kind);
            let id = first.map(|record| record.id.to_owned()).unwrap();
            app.bookmark(kind, &id);
        }
        screens_of(&app.at(MONDAY), edition, &mut said);
    }
    said
}

fn screens_of(m: &Moment<'_>, edition: &Edition, said: &mut BTreeMap<&'static str, String>) {
    let mut say = |screen: &'static str, answer: &dyn erased::Answer| {
        let text = said.entry(screen).or_default();
        text.push_str(&answer.json().to_string());
    };
    say("start", &screens::start::answer(m));
    say("now", &screens::now::answer(m));
    say("about", &screens::about::answer(m, "1.0.0"));
    say("contacts", &screens::contacts::answer(m));
    say("themes", &screens::themes::answer(m));
    say("terms", &screens::terms::answer(m));
    say("calendar", &screens::calendar::answer(m));
    say("bookmarks", &screens::bookmarks::answer(m));
    say("changes", &screens::changes::answer(m));
    say("documents", &screens::documents::answer(m));
    say("reminders", &screens::reminders::settings(m));
    let catalogue = m.library.catalogue();
    for contact in &catalogue.contacts {
        say("contact", &screens::contacts::contact(m, contact.id()).unwrap());
    }
    for pathway in &catalogue.pathways {
        say("pathway", &screens::pathway::answer(m, pathway.id()).unwrap());
    }
    for theme in &catalogue.themes {
        say("pack", &screens::pack::answer(m, theme.id()).unwrap());
        say("poster", &screens::pack::poster(m, theme.id(), true).unwrap());
    }
    for resource in &catalogue.resources {
        say("resource", &screens::resource::answer(m, resource.id()).unwrap());
    }
    for week in &catalogue.practice_weeks {
        say("week", &screens::week::answer(m, week.id()).unwrap());
    }
    for article in &catalogue.articles {
        say("article", &screens::article::answer(m, article.id()).unwrap());
    }
    let finder = Finder::of(catalogue);
    // What is typed comes back in the answer, so it is no partnership's name.
    for query in ["", "child", "worried about a child", "999", "mash", "brusing"] {
        let found = screens::search::answer(m, &finder, query, &SearchFilters::default(), &|| false).unwrap();
        say("search", &found);
    }
    let weeks = Weeks {
        header: &edition.header,
        catalogue,
        full_titles: true,
    };
    for feed in weeks.feeds().into_values() {
        say("calendar file", &feed.write());
    }
}

/// An answer of any type, as the window gets it.
mod erased {
    use super::{Serialize, Value};

    pub trait Answer {
        fn json(&self) -> Value;
    }

    impl<T: Serialize> Answer for T {
        fn json(&self) -> Value {
            serde_json::to_value(self).unwrap()
        }
    }
}
