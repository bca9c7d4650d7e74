//! Search on the real catalogue: what comes first, what it is narrowed to, what is remembered.

use api::Doorstep;
use api::card::RecordKind;
use api::search::view::{Chip, Facet, Found, SearchFilters};
use api::views::Settings;
use catalogue::{Audience, Edition};
use store::Origin;
use tempfile::TempDir;

use crate::kit::{EDITION, at, bundle, edited, hits, search};

const NOW: &str = "2026-11-23T10:00:00Z";

struct App {
    doorstep: Doorstep,
    _folder: TempDir,
}

fn app(areas: &[&str]) -> App {
    with(&EDITION, areas)
}

fn with(edition: &Edition, areas: &[&str]) -> App {
    let folder = tempfile::tempdir().unwrap();
    let doorstep = Doorstep::open(folder.path(), bundle(edition), at(NOW)).unwrap();
    let settings = Settings {
        asked: true,
        areas: areas.iter().map(|&area| area.into()).collect(),
        appearance: Default::default(),
    };
    doorstep.save_settings(settings).unwrap();
    App {
        doorstep,
        _folder: folder,
    }
}

impl App {
    fn search(&self, query: &str) -> Found {
        search(&self.doorstep, query, at(NOW))
    }

    fn narrowed(&self, query: &str, filters: SearchFilters) -> Found {
        self.doorstep.search(query, &filters, at(NOW)).unwrap()
    }
}

fn first(found: &Found) -> String {
    hits(found)
        .first()
        .map(|hit| format!("{}/{}", hit.kind.name(), hit.id))
        .unwrap_or_default()
}

fn chip<'a>(found: &'a Found, facet: Facet, value: &str) -> Option<&'a Chip> {
    found
        .chips
        .iter()
        .find(|chip| chip.facet == facet && chip.value == value)
}

/// What the issue asks for, in both areas.
#[test]
fn the_right_thing_is_first() {
    for area in ["hampshire", "isle-of-wight"] {
        let app = app(&[area]);
        let worried = format!("pathway/worried-about-a-child-{area}");
        let abuse = format!("pathway/{area}-domestic-abuse");
        for (query, expected) in [
            ("brusing", "term/bruising-protocol"),
            ("fgm", "term/fgm"),
            ("da pathway", &abuse),
            ("cpi form", "resource/cpi-form"),
            ("icon", "term/icon"),
            ("who do i ring about a baby", &worried),
            ("phone pictures", "term/nudes"),
            ("rowing", "term/parental-conflict"),
            ("runaway", "term/met"),
            ("gang", "theme/serious-violence"),
            ("smacking", &worried),
            ("hitting", &worried),
            ("idva", "term/idva"),
            ("sudi", "term/sudi"),
            ("nai", "term/physical-abuse"),
            ("lado", "term/lado"),
            ("cce", "term/cce"),
        ] {
            assert_eq!(first(&app.search(query)), expected, "{query} in {area}");
        }
    }
}

#[test]
fn other_areas_stand_by_themselves_and_say_so() {
    let found = app(&["hampshire"]).search("children's services");
    assert!(found.groups.iter().flat_map(|g| &g.hits).all(|hit| hit.here));
    let [island] = &found.elsewhere[..] else {
        panic!("{:?}", found.elsewhere)
    };
    assert_eq!(island.area.title, "Isle of Wight");
    assert!(!island.hits.is_empty() && island.hits.iter().all(|hit| !hit.here));
    let number = island.hits.iter().find_map(|hit| hit.number.as_ref()).unwrap();
    assert_eq!(number.area, "Isle of Wight");

    let nobody = app(&[]).search("children's services");
    assert!(nobody.elsewhere.is_empty(), "who chose nothing has no elsewhere");
}

#[test]
fn totals_and_chips_count_what_is_not_listed() {
    let app = app(&["hampshire"]);
    let found = app.search("abuse");
    let best = found.best.clone().unwrap();
    let chips = |facet| found.chips.iter().filter(move |chip| chip.facet == facet);
    let kinds: u32 = chips(Facet::Kind).map(|chip| chip.count).sum();
    assert_eq!(kinds, found.total, "everything is of one kind");
    assert!(chips(Facet::Theme).count() <= 10);
    assert!(found.chips.iter().all(|chip| chip.count > 0 && !chip.on));
    for group in &found.groups {
        let own = u32::from(group.kind == best.kind);
        assert!(group.hits.len() <= 6 && group.total >= group.hits.len() as u32);
        let of_kind = chip(&found, Facet::Kind, group.kind.name()).unwrap();
        assert!(group.total + own <= of_kind.count, "{group:?}");
    }
    // What a chip promises is what one gets.
    for kind in [RecordKind::Resource, RecordKind::Contact] {
        let promised = chip(&found, Facet::Kind, kind.name()).unwrap().count;
        let narrowed = app.narrowed(
            "abuse",
            SearchFilters {
                kinds: vec![kind],
                ..SearchFilters::default()
            },
        );
        assert_eq!(narrowed.total, promised);
        assert!(hits(&narrowed).iter().all(|hit| hit.kind == kind));
        assert!(hits(&narrowed).len() > hits(&found).iter().filter(|hit| hit.kind == kind).count());
        assert!(chip(&narrowed, Facet::Kind, kind.name()).unwrap().on);
        // Its own group is left out of account, so that another may be chosen instead.
        let (other, same) = (RecordKind::Theme.name(), chip(&found, Facet::Kind, "theme").unwrap());
        assert_eq!(chip(&narrowed, Facet::Kind, other).unwrap().count, same.count);
    }
}

#[test]
fn every_filter_narrows() {
    let app = app(&["hampshire"]);
    let all = app.search("abuse").total;
    let none = SearchFilters::default;
    let check = |filters: SearchFilters, facet: Facet, value: &str| {
        let found = app.narrowed("abuse", filters);
        assert!(
            found.total > 0 && found.total < all,
            "{facet:?}: {} of {all}",
            found.total
        );
        assert_eq!(
            chip(&found, facet, value).map(|chip| (chip.count, chip.on)),
            Some((found.total, true))
        );
    };
    let audiences = vec![Audience::ParentsAndCarers];
    check(
        SearchFilters { audiences, ..none() },
        Facet::Audience,
        "parents-and-carers",
    );
    let areas = vec!["isle-of-wight".into()];
    check(SearchFilters { areas, ..none() }, Facet::Area, "isle-of-wight");
    let themes = vec!["domestic-abuse".into()];
    check(SearchFilters { themes, ..none() }, Facet::Theme, "domestic-abuse");

    app.doorstep
        .set_bookmark(RecordKind::Theme, "domestic-abuse", true, at(NOW))
        .unwrap();
    let bookmarked = SearchFilters {
        bookmarked: true,
        ..none()
    };
    check(bookmarked, Facet::Bookmarked, "");
    let on_device = app.narrowed(
        "abuse",
        SearchFilters {
            on_device: true,
            ..none()
        },
    );
    assert_eq!(
        (on_device.total, chip(&on_device, Facet::OnDevice, "").map(|c| c.on)),
        (0, Some(true))
    );
}

#[test]
fn what_changed_lately_is_known_until_it_is_old_and_read() {
    let app = app(&["hampshire"]);
    let changed = |now: &str| {
        let filters = SearchFilters {
            changed: true,
            ..SearchFilters::default()
        };
        let found = app.doorstep.search("domestic abuse", &filters, at(now)).unwrap();
        hits(&found).iter().map(|hit| hit.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(changed(NOW), [""; 0]);
    let edition = edited(EDITION.header.edition + 1, |catalogue| {
        let theme = catalogue.themes.iter_mut().find(|t| t.id == "domestic-abuse").unwrap();
        theme.one_thing = "Ask alone.".into();
    });
    let catalogue = app.doorstep.catalogue();
    catalogue.apply(&edition, Origin::Host, at(NOW)).unwrap();
    assert_eq!(changed(NOW), ["domestic-abuse"]);
    assert_eq!(changed("2028-01-01T09:00:00Z"), ["domestic-abuse"], "never looked at");
    app.doorstep.mark_changes_read().unwrap();
    assert_eq!(
        changed("2027-02-01T09:00:00Z"),
        ["domestic-abuse"],
        "within ninety days"
    );
    assert_eq!(changed("2028-01-01T09:00:00Z"), [""; 0]);
}

#[test]
fn a_wrong_spelling_is_found_and_owned_up_to() {
    let app = app(&[]);
    let found = app.search("brusing");
    assert!(found.total > 0);
    let read: Vec<_> = found
        .corrections
        .iter()
        .map(|c| (c.typed.as_str(), c.used.as_str()))
        .collect();
    assert_eq!(read, [("brusing", "bruising")]);
    assert_eq!(app.search("bruising").corrections, []);
}

#[test]
fn a_session_is_found_with_its_day() {
    let app = app(&[]);
    let filters = SearchFilters {
        kinds: vec![RecordKind::Session],
        ..SearchFilters::default()
    };
    let week = EDITION
        .records
        .iter()
        .find(|r| r.collection == "practice_weeks" && r.body.contains("\"sessions\""));
    let week: catalogue::PracticeWeek = week.unwrap().parse().unwrap();
    let session = week.days.iter().flat_map(|d| &d.sessions).next().unwrap();
    let found = app.narrowed(&session.title, filters);
    let best = found.best.unwrap();
    assert_eq!(best.id, format!("{}/{}", week.id, session.id));
    assert!(best.detail.starts_with("Session · "), "{}", best.detail);
}

#[test]
fn what_is_opened_and_kept_comes_gently_earlier() {
    let app = app(&["hampshire"]);
    let place = |query: &str, id: &str| hits(&app.search(query)).iter().position(|hit| hit.id == id);
    let before = app.search("neglect");
    let best = before.best.clone().unwrap();
    let second = before
        .groups
        .iter()
        .find(|g| g.kind == RecordKind::Resource)
        .map(|g| g.hits[1].clone())
        .unwrap();
    let was = place("neglect", &second.id);
    for _ in 0..8 {
        app.doorstep
            .remember_hit("neglect", second.kind, &second.id, at(NOW))
            .unwrap();
    }
    app.doorstep
        .set_bookmark(second.kind, &second.id, true, at(NOW))
        .unwrap();
    assert!(place("neglect", &second.id) < was);
    assert_eq!(
        app.search("neglect").best.unwrap().id,
        best.id,
        "the pack is still first"
    );
}

#[test]
fn recent_searches_are_those_that_led_somewhere() {
    let app = app(&[]);
    let doorstep = &app.doorstep;
    app.search("typed and left");
    assert_eq!(doorstep.recent_searches().unwrap().queries, [""; 0]);
    for query in ["fgm", "  cpi   form ", "FGM", &"x".repeat(200), " "] {
        doorstep.remember_hit(query, RecordKind::Term, "fgm", at(NOW)).unwrap();
    }
    assert!(
        doorstep
            .remember_hit("q", RecordKind::Term, "nothing", at(NOW))
            .is_err()
    );
    assert_eq!(doorstep.recent_searches().unwrap().queries, ["FGM", "cpi form"]);
    assert_eq!(doorstep.forget_searches().unwrap().queries, [""; 0]);

    doorstep.remember_hit("fgm", RecordKind::Term, "fgm", at(NOW)).unwrap();
    let off = doorstep.set_remembering(false).unwrap();
    assert!(!off.on && off.queries.is_empty());
    doorstep.remember_hit("fgm", RecordKind::Term, "fgm", at(NOW)).unwrap();
    let on = doorstep.set_remembering(true).unwrap();
    assert!(on.on && on.queries.is_empty());
}
