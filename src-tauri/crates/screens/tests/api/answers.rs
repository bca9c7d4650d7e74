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
fn act_now_gives_emergency_first_and_the_numbers_of_the_chosen_area() {
    let hampshire = app(&["hampshire"]).doorstep.act_now(at(MONDAY)).unwrap();
    assert_eq!(numbers(&hampshire.emergency), ["999", "999", "101"]);
    assert_eq!(numbers(&hampshire.local)[..2], ["01329 225379", "0300 555 1384"]);
    assert!(!numbers(&hampshire.local).contains(&"01983 823435"));

    let island = app(&["isle-of-wight"]).doorstep.act_now(at(MONDAY)).unwrap();
    assert!(numbers(&island.local).contains(&"01983 823435"));
    assert!(!numbers(&island.local).contains(&"0300 555 1384"));

    let titles: Vec<_> = hampshire.situations.iter().map(|s| s.title.as_str()).collect();
    assert_eq!(titles[..2], ["I'm worried about a child", "Domestic abuse"]);
    let first = &hampshire.situations[0];
    assert_eq!(first.pathways.len(), 1, "the chosen area has one pathway for it");
    assert_eq!(first.elsewhere.len(), 1, "the other area's is one tap away");
}

#[test]
fn nobody_s_choice_hides_nothing() {
    let both = app(&[]).doorstep.act_now(at(MONDAY)).unwrap();
    let local = numbers(&both.local);
    assert!(local.contains(&"0300 555 1384") && local.contains(&"01983 823435"));
    assert_eq!(both.situations[0].pathways.len(), 2);
}

#[test]
fn out_of_hours_the_open_line_comes_first() {
    let app = app(&["hampshire"]);
    let sunday = app.doorstep.act_now(at(SUNDAY)).unwrap();
    assert_eq!(numbers(&sunday.local)[0], "0300 555 1373");
    assert_eq!(sunday.local[0].open_now, Some(true));
    assert_eq!(sunday.local[1].open_now, Some(false));
    // Friday closes at 4:30pm.
    let friday = app.doorstep.act_now(at("2026-11-20T16:30:00Z")).unwrap();
    assert_eq!(numbers(&friday.local)[0], "0300 555 1373");
}

#[test]
fn an_unconfirmed_number_says_so_wherever_it_is() {
    let app = app(&["hampshire", "isle-of-wight"]);
    let contacts = app.doorstep.contacts(at(MONDAY)).unwrap();
    let cards = contacts
        .here
        .iter()
        .chain(&contacts.elsewhere)
        .flat_map(|list| &list.contacts);
    for card in cards {
        assert_eq!(card.provenance.state, Trust::Unconfirmed, "{}", card.id);
        assert!(
            card.provenance.sentence.starts_with("Recorded from "),
            "{}",
            card.provenance.sentence
        );
        assert!(
            card.provenance
                .sentence
                .ends_with("Not yet confirmed by the partnership.")
        );
    }
}

#[test]
fn confirmed_and_overdue_are_told_apart() {
    let edition = edited(2, |c| {
        let contact = c
            .contacts
            .iter_mut()
            .find(|c| c.id == "hampshire-childrens-services")
            .unwrap();
        contact.confirmed_on = "2026-06-01".parse().ok();
        contact.confirmed_by = Some("Hampshire's duty team".into());
        contact.review_by = "2026-12-01".parse().ok();
    });
    let app = app_with(&edition, &["hampshire"]);
    let card = |now| {
        app.doorstep
            .contact("hampshire-childrens-services", at(now))
            .unwrap()
            .provenance
    };
    let fresh = card(MONDAY);
    assert_eq!(fresh.state, Trust::Confirmed);
    assert!(
        fresh
            .sentence
            .starts_with("Confirmed on 1 June 2026 by Hampshire's duty team.")
    );
    let stale = card("2027-01-04T10:00:00Z");
    assert_eq!(stale.state, Trust::Overdue);
    assert!(stale.sentence.contains("due to be checked again by 1 December 2026"));
}

#[test]
fn a_withdrawn_contact_is_shown_with_its_reason_and_not_rung() {
    let edition = edited(2, |c| {
        let contact = c.contacts.iter_mut().find(|c| c.id == "hampshire-lado").unwrap();
        contact.status = Status::Withdrawn;
        contact.withdrawal = Some(Withdrawal {
            on: "2026-11-01".parse().unwrap(),
            reason: "The team moved.".into(),
            replacement: None,
        });
    });
    let app = app_with(&edition, &["hampshire"]);
    let card = app.doorstep.contact("hampshire-lado", at(MONDAY)).unwrap();
    assert_eq!(card.withdrawn.unwrap().reason, "The team moved.");
    let refused = app
        .doorstep
        .telephone_address("hampshire-lado", 0, at(MONDAY))
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotFound);
    let listed = app.doorstep.contacts(at(MONDAY)).unwrap();
    assert!(
        listed
            .here
            .iter()
            .flat_map(|l| &l.contacts)
            .all(|c| c.id != "hampshire-lado")
    );
}

#[test]
fn what_leaves_the_app_is_what_the_catalogue_holds() {
    let app = app(&[]);
    let now = at(MONDAY);
    let ring = |id: &str| app.doorstep.telephone_address(id, 0, now).unwrap();
    assert_eq!(ring("hampshire-childrens-services"), "tel:03005551384");
    assert_eq!(ring("emergency-999"), "tel:999");
    assert!(app.doorstep.telephone_address("emergency-999", 7, now).is_err());
}

#[test]
fn silent_solution_says_both_its_limits() {
    let act_now = app(&[]).doorstep.act_now(at(MONDAY)).unwrap();
    let silent = act_now.emergency.iter().find(|c| c.id == "silent-solution").unwrap();
    assert_eq!(silent.numbers[0].then_press.as_deref(), Some("55"));
    let limits = silent.limits.join(" ");
    assert!(
        limits.contains("mobiles only") && limits.contains("position"),
        "{limits}"
    );
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
fn bookmarks_keep_their_order_and_outlive_what_they_point_at() {
    let app = app(&[]);
    let now = at(MONDAY);
    let keep = |kind, id: &str| app.doorstep.set_bookmark(kind, id, true, now).unwrap();
    keep(RecordKind::Theme, "neglect");
    keep(RecordKind::Contact, "emergency-999");
    let kept = keep(RecordKind::Step, "hampshire-domestic-abuse/danger").bookmarks;
    let ids = |list: &[api::views::Bookmark]| list.iter().map(|b| b.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        ids(&kept),
        ["hampshire-domestic-abuse/danger", "emergency-999", "neglect"]
    );

    let changed = app
        .doorstep
        .set_bookmark(RecordKind::Contact, "emergency-999", false, now)
        .unwrap();
    assert_eq!(ids(&changed.bookmarks), ["hampshire-domestic-abuse/danger", "neglect"]);
    let undone = app.doorstep.restore_bookmark(&changed.removed.unwrap(), now).unwrap();
    assert_eq!(ids(&undone.bookmarks), ids(&kept));
    let moved = app
        .doorstep
        .move_bookmark(RecordKind::Theme, "neglect", 0, now)
        .unwrap();
    assert_eq!(ids(&moved.bookmarks)[0], "neglect");
    assert_eq!(
        app.doorstep
            .set_bookmark(RecordKind::Theme, "no-such", true, now)
            .unwrap_err()
            .code,
        ErrorCode::NotFound
    );

    // A later app comes with an edition that has let go of the theme.
    let later = edited(9, |c| c.themes.retain(|t| t.id != "neglect"));
    let App { doorstep, folder } = app;
    drop(doorstep);
    let doorstep = Doorstep::open(folder.path(), bundle(&later), now).unwrap();
    let kept = doorstep.bookmarks(now).unwrap();
    let gone = kept.iter().find(|b| b.id == "neglect").unwrap();
    assert_eq!((gone.title.as_str(), gone.state), ("Neglect", BookmarkState::Gone));
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
fn freshness_tells_three_times_and_the_draft() {
    let freshness = app(&[]).doorstep.start(at(MONDAY)).unwrap().freshness;
    assert_eq!(freshness.published, "22 November 2026");
    assert_eq!(freshness.downloaded, "with the app, 22 November 2026 at 9am");
    assert_eq!(freshness.checked, "never. No host is set in this copy of Doorstep");
    assert!(!freshness.can_check && freshness.tried.is_none() && freshness.banner.is_none());
    assert!(freshness.draft && freshness.notices.is_empty());
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
