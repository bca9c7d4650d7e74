//! The use-cases on the real catalogue: what a person is told, where and when.

use api::Doorstep;
use api::card::{ContactCard, RecordKind, Trust};
use api::error::ErrorCode;
use api::views::{Appearance, BookmarkState, Settings};
use catalogue::{Audience, Catalogue, Edition, Status, UsedBy, Withdrawal};
use tempfile::TempDir;

use crate::kit::{EDITION, at, bundle, edited, hits, search};

/// A Sunday, 9am in London.
const SUNDAY: &str = "2026-11-22T09:00:00Z";
/// A Monday, 10am in London.
const MONDAY: &str = "2026-11-23T10:00:00Z";

struct App {
    doorstep: Doorstep,
    folder: TempDir,
}

fn app_with(edition: &Edition, areas: &[&str]) -> App {
    let folder = tempfile::tempdir().unwrap();
    let doorstep = Doorstep::open(folder.path(), bundle(edition), at(SUNDAY)).unwrap();
    let areas = areas.iter().map(ToString::to_string).collect();
    doorstep
        .save_settings(Settings {
            asked: true,
            areas,
            appearance: Appearance::System,
        })
        .unwrap();
    App { doorstep, folder }
}

fn app(areas: &[&str]) -> App {
    app_with(&EDITION, areas)
}

fn numbers(cards: &[ContactCard]) -> Vec<&str> {
    cards
        .iter()
        .flat_map(|c| &c.numbers)
        .map(|n| n.number.as_str())
        .collect()
}

#[test]
fn a_print_for_parents_holds_nothing_for_professionals() {
    let app = app(&[]);
    for theme in app.doorstep.themes(at(MONDAY)).unwrap() {
        let poster = app.doorstep.poster(&theme.id, true, at(MONDAY)).unwrap();
        let entries = poster.sections.iter().flat_map(|s| &s.groups).flat_map(|g| &g.entries);
        for entry in entries {
            assert!(
                entry.audience != Audience::Professionals,
                "{} in {}",
                entry.id,
                theme.id
            );
        }
        assert!(
            poster.contacts.iter().all(|c| c.used_by == UsedBy::Everyone),
            "{}",
            theme.id
        );
        assert_eq!(poster.one_thing, None);
        let text = serde_json::to_string(&poster).unwrap();
        for number in ["01329 225379", "01983 823436", "01329225379", "01983823436"] {
            assert!(!text.contains(number), "{number} in {}", theme.id);
        }
        let whole = app.doorstep.poster(&theme.id, false, at(MONDAY)).unwrap();
        assert!(whole.one_thing.is_some() && !whole.sections.is_empty(), "{}", theme.id);
    }
}

#[test]
fn every_record_opens_and_every_link_leads_somewhere() {
    let app = app(&[]);
    let now = at(MONDAY);
    let all = Catalogue::from_edition(&EDITION).unwrap();
    for theme in &all.themes {
        let pack = app.doorstep.pack(&theme.id, now).unwrap();
        let shown: usize = pack
            .sections
            .iter()
            .flat_map(|s| &s.groups)
            .map(|g| g.entries.len())
            .sum();
        let written: usize = theme.sections.iter().map(|s| s.entries.len()).sum();
        assert_eq!(shown, written, "{}", theme.id);
    }
    for resource in &all.resources {
        let view = app.doorstep.resource(&resource.id, now).unwrap();
        assert_eq!(
            view.link.is_some(),
            app.doorstep.link_address(&resource.id, now).is_ok()
        );
    }
    for pathway in &all.pathways {
        let view = app.doorstep.pathway(&pathway.id, now).unwrap();
        for answer in view.steps.iter().flat_map(|s| &s.answers) {
            let known = |step: &String| view.steps.iter().any(|s| &s.id == step);
            assert!(
                answer.step.as_ref().is_none_or(known),
                "{} in {}",
                answer.label,
                pathway.id
            );
        }
    }
    for week in &all.practice_weeks {
        assert_eq!(app.doorstep.week(&week.id, now).unwrap().days.len(), week.days.len());
    }
    for article in &all.articles {
        assert!(app.doorstep.article(&article.id, now).unwrap().html.contains("<p>"));
    }
    for term in &all.terms {
        assert_eq!(app.doorstep.term(&term.id, now).unwrap().title, term.title);
    }
    assert_eq!(app.doorstep.pack("nothing", now).unwrap_err().code, ErrorCode::NotFound);
}

#[test]
fn past_weeks_are_an_archive_and_a_running_one_is_said() {
    let app = app(&["hampshire"]);
    let today = app.doorstep.calendar(at(SUNDAY)).unwrap();
    assert_eq!(today.today, "Sunday 22 November 2026");
    assert!(today.running.is_empty() && today.upcoming.is_empty());
    let years: Vec<_> = today.archive.iter().map(|y| y.year).collect();
    assert_eq!(years, [2025, 2024, 2023]);

    let ids = |weeks: &[api::card::WeekCard]| weeks.iter().map(|w| w.id.clone()).collect::<Vec<_>>();
    let during = app.doorstep.calendar(at("2024-11-26T09:00:00Z")).unwrap();
    assert_eq!(ids(&during.running), ["domestic-abuse-2024-hampshire"]);
    assert_eq!(ids(&during.upcoming), ["child-exploitation-2025"]);
    // The last evening still belongs to the week; the next morning does not.
    let evening = app.doorstep.calendar(at("2024-11-29T23:59:00Z")).unwrap();
    assert_eq!(ids(&evening.running), ["domestic-abuse-2024-hampshire"]);
    assert!(
        app.doorstep
            .calendar(at("2024-11-30T00:00:00Z"))
            .unwrap()
            .running
            .is_empty()
    );
}

#[test]
fn a_session_is_told_in_local_time() {
    let app = app(&["isle-of-wight"]);
    let week = app
        .doorstep
        .week("domestic-abuse-2024-isle-of-wight", at(SUNDAY))
        .unwrap();
    let times: Vec<_> = week
        .days
        .iter()
        .flat_map(|d| &d.sessions)
        .map(|s| s.time.as_str())
        .collect();
    assert_eq!(times, ["1:30pm to 3pm"]);
    assert_eq!(week.days[2].title, "Wednesday 27 November");
}

#[test]
fn search_finds_by_abbreviation_prefix_and_plain_word() {
    let app = app(&["hampshire"]);
    for (query, kind, id) in [
        ("fgm", RecordKind::Term, "fgm"),
        ("marac", RecordKind::Term, "marac"),
        ("domestic", RecordKind::Theme, "domestic-abuse"),
        ("neglec", RecordKind::Theme, "neglect"),
        ("0300 555 1384", RecordKind::Contact, "hampshire-childrens-services"),
        ("refuge", RecordKind::Contact, "national-domestic-abuse-helpline"),
    ] {
        let found = search(&app.doorstep, query, at(MONDAY));
        assert_eq!(found.query, query);
        let hits: Vec<_> = hits(&found).iter().map(|h| (h.kind, h.id.as_str())).collect();
        assert!(hits.contains(&(kind, id)), "{query}: {hits:?}");
    }
    let nothing = search(&app.doorstep, "zzzzqqq", at(MONDAY));
    assert!(hits(&nothing).is_empty() && !nothing.terms.is_empty());
    let slip = search(&app.doorstep, "marrac", at(MONDAY));
    assert_eq!(slip.best.map(|hit| hit.id).as_deref(), Some("marac"));
    let read: Vec<_> = slip
        .corrections
        .iter()
        .map(|c| (c.typed.as_str(), c.used.as_str()))
        .collect();
    assert_eq!(read, [("marrac", "marac")]);
    let empty = search(&app.doorstep, "  ", at(MONDAY));
    assert!(hits(&empty).is_empty() && empty.terms.is_empty());
}

#[test]
fn a_number_in_a_search_row_keeps_its_cautions() {
    let app = app(&["hampshire"]);
    let found = search(&app.doorstep, "professionals line", at(MONDAY));
    let number = hits(&found)
        .into_iter()
        .filter(|h| h.id == "hampshire-childrens-services-professionals")
        .find_map(|h| h.number.clone());
    let number = number.unwrap();
    assert!(number.professionals_only);
    assert_eq!(number.area, "Hampshire");
    assert_eq!(number.trust, Trust::Unconfirmed);
}

#[test]
fn an_app_update_brings_its_edition_and_an_older_app_does_not_take_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let number = |edition: &Edition| {
        let doorstep = Doorstep::open(folder.path(), bundle(edition), at(MONDAY)).unwrap();
        doorstep.start(at(MONDAY)).unwrap().freshness.edition
    };
    assert_eq!(number(&EDITION), 1);
    // The same records under another number are another edition: a draft may have been confirmed.
    assert_eq!(number(&edited(2, |_| {})), 2);
    assert_eq!(number(&EDITION), 2);
}

#[test]
fn a_flipped_bit_in_a_number_is_never_shown_and_is_put_right() {
    let App { doorstep, folder } = app(&["hampshire"]);
    drop(doorstep);
    // The damage is done behind SQLite's back, where its own checks do not see it.
    let file = folder.path().join("catalogue.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let number = b"0300 555 1384";
    let places: Vec<usize> = bytes
        .windows(number.len())
        .enumerate()
        .filter(|(_, w)| w == number)
        .map(|(at, _)| at)
        .collect();
    assert!(!places.is_empty(), "the number is in the file");
    for place in places {
        bytes[place + number.len() - 1] ^= 1;
    }
    std::fs::write(&file, bytes).unwrap();

    let doorstep = Doorstep::open(folder.path(), bundle(&EDITION), at(MONDAY)).unwrap();
    let act_now = doorstep.act_now(at(MONDAY)).unwrap();
    assert!(numbers(&act_now.local).contains(&"0300 555 1384"));
    assert!(!numbers(&act_now.local).contains(&"0300 555 1385"));
    let notices = doorstep.start(at(MONDAY)).unwrap().freshness.notices;
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(!doorstep.settle(at(MONDAY)).unwrap(), "nothing is left to mend");
}

#[test]
fn what_is_kept_can_be_taken_along() {
    let here = app(&["hampshire"]);
    let now = at(MONDAY);
    here.doorstep
        .set_bookmark(RecordKind::Theme, "neglect", true, now)
        .unwrap();
    let saved = here.doorstep.save_personal(here.folder.path(), now).unwrap();
    let again = here.doorstep.save_personal(here.folder.path(), now).unwrap();
    assert_ne!(saved.path, again.path, "a second file takes no other's place");

    let there = app(&[]);
    let text = std::fs::read_to_string(saved.path).unwrap();
    assert_eq!(there.doorstep.import_personal(&text, now).unwrap().bookmarks.len(), 1);
    let refused = there.doorstep.import_personal("{\"bookmarks\": 3", now).unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadRequest);
    assert_eq!(there.doorstep.bookmarks(now).unwrap().len(), 1);
}

#[test]
fn the_last_place_is_kept_and_what_was_typed_is_not() {
    let app = app(&[]);
    app.doorstep
        .remember_route("#/search?q=bruise on Sam at number 4")
        .unwrap();
    assert_eq!(
        app.doorstep.start(at(MONDAY)).unwrap().route.as_deref(),
        Some("#/search")
    );
    app.doorstep.remember_route("https://example.org").unwrap();
    assert_eq!(
        app.doorstep.start(at(MONDAY)).unwrap().route.as_deref(),
        Some("#/search")
    );
}

#[test]
fn an_area_that_cannot_be_chosen_is_refused() {
    let settings = Settings {
        asked: true,
        areas: vec!["narnia".into()],
        appearance: Appearance::Dark,
    };
    assert_eq!(
        app(&[]).doorstep.save_settings(settings).unwrap_err().code,
        ErrorCode::BadRequest
    );
}
