//! Search on the real catalogue: what comes first, what it is narrowed to, what is remembered.

use std::sync::LazyLock;

use ::search::Finder;
use catalogue::{Audience, Kind};
use personal::Change;
use screens::cards::Trust;
use screens::search::view::{Chip, Facet, Found, Hit};
use screens::search::{self, SearchFilters};

use crate::kit::{App, EDITION, MONDAY, edited};

/// Of the real catalogue.
static FINDER: LazyLock<Finder> = LazyLock::new(|| Finder::of(App::new().library().catalogue()));

fn app(areas: &[&str]) -> App {
    App::new().in_areas(areas)
}

impl App {
    fn search(&self, query: &str) -> Found {
        self.narrowed(query, &SearchFilters::default())
    }

    fn narrowed(&self, query: &str, filters: &SearchFilters) -> Found {
        search::answer(&self.now(), &FINDER, query, filters, &|| false).unwrap()
    }
}

/// The hits as they are read from the top.
fn hits(found: &Found) -> Vec<&Hit> {
    let groups = found.groups.iter().flat_map(|group| &group.hits);
    let elsewhere = found.elsewhere.iter().flat_map(|place| &place.hits);
    found.best.iter().chain(groups).chain(elsewhere).collect()
}

fn first(found: &Found) -> String {
    let name = |hit: &&Hit| format!("{}/{}", hit.kind.name(), hit.id);
    hits(found).first().map(name).unwrap_or_default()
}

fn chip<'a>(found: &'a Found, facet: Facet, value: &str) -> Option<&'a Chip> {
    let mut chips = found.chips.iter();
    chips.find(|chip| chip.facet == facet && chip.value == value)
}

#[test]
fn the_right_thing_is_first() {
    for area in ["hampshire", "isle-of-wight"] {
        let app = app(&[area]);
        let worried = format!("pathway/worried-about-a-child-{area}");
        let abuse = format!("pathway/{area}-domestic-abuse");
        let missing = format!("pathway/exploitation-or-missing-{area}");
        for (query, expected) in [
            ("brusing", "term/bruising-protocol"),
            ("fgm", "term/fgm"),
            ("da pathway", &abuse),
            ("cpi form", "resource/cpi-form"),
            ("icon", "term/icon"),
            ("who do i ring about a baby", &worried),
            ("phone pictures", "term/nudes"),
            ("rowing", "term/parental-conflict"),
            ("runaway", &missing),
            ("gang", "theme/serious-violence"),
            ("smacking", &worried),
            ("hitting", &worried),
            ("idva", "term/idva"),
            ("sudi", "term/sudi"),
            ("nai", "term/physical-abuse"),
            ("lado", "term/lado"),
            ("cce", "term/cce"),
        ] {
            let found = app.search(query);
            // What to do is above all hits.
            let ways = found.to_do.iter().flat_map(|to_do| &to_do.ways);
            let to_do = ways
                .map(|way| format!("pathway/{}", way.pathway.id))
                .next()
                .unwrap_or_default();
            assert!(
                to_do == expected || first(&found) == expected,
                "{query} in {area}: {to_do}, {}",
                first(&found)
            );
        }
    }
}

#[test]
fn search_finds_by_abbreviation_prefix_and_plain_word() {
    let app = app(&["hampshire"]);
    for (query, kind, id) in [
        ("fgm", Kind::Term, "fgm"),
        ("marac", Kind::Term, "marac"),
        ("domestic", Kind::Theme, "domestic-abuse"),
        ("neglec", Kind::Theme, "neglect"),
        ("0300 555 1384", Kind::Contact, "hampshire-childrens-services"),
        ("refuge", Kind::Contact, "national-domestic-abuse-helpline"),
    ] {
        let found = app.search(query);
        assert_eq!(found.query, query);
        let hits: Vec<_> = hits(&found).iter().map(|h| (h.kind, h.id.as_str())).collect();
        assert!(hits.contains(&(kind, id)), "{query}: {hits:?}");
    }
    let nothing = app.search("zzzzqqq");
    assert!(hits(&nothing).is_empty());
    let empty = app.search("  ");
    assert!(hits(&empty).is_empty() && empty.chips.is_empty());
}

#[test]
fn a_wrong_spelling_is_found_and_owned_up_to() {
    let app = app(&[]);
    for (typed, used) in [("brusing", "bruising"), ("marrac", "marac")] {
        let found = app.search(typed);
        assert!(found.total > 0);
        let read: Vec<_> = found
            .corrections
            .iter()
            .map(|c| (c.typed.as_str(), c.used.as_str()))
            .collect();
        assert_eq!(read, [(typed, used)]);
        assert_eq!(app.search(used).corrections, []);
    }
    assert_eq!(first(&app.search("marrac")), "term/marac");
}

#[test]
fn a_search_that_a_newer_one_overtook_has_no_answer() {
    let app = app(&[]);
    let answer = search::answer(&app.now(), &FINDER, "neglect", &SearchFilters::default(), &|| true);
    assert_eq!(answer, None);
}

#[test]
fn a_number_in_a_search_row_keeps_its_cautions() {
    let found = app(&["hampshire"]).search("professionals line");
    let mut hits = hits(&found).into_iter();
    let hit = hits.find(|h| h.id == "hampshire-childrens-services-professionals");
    let number = hit.unwrap().number.clone().unwrap();
    assert!(number.professionals_only);
    assert_eq!((number.area.as_str(), number.trust), ("Hampshire", Trust::Unconfirmed));
}

#[test]
fn other_areas_are_by_themselves_and_say_so() {
    let found = app(&["hampshire"]).search("children's services");
    assert!(found.groups.iter().flat_map(|g| &g.hits).all(|hit| hit.here));
    let mut titles: Vec<_> = found.elsewhere.iter().map(|e| e.area.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Isle of Wight", "Portsmouth", "Southampton"]);
    let island = found.elsewhere.iter().find(|e| e.area.id == "isle-of-wight").unwrap();
    assert_eq!(island.area.title, "Isle of Wight");
    assert!(!island.hits.is_empty() && island.hits.iter().all(|hit| !hit.here));
    let number = island.hits.iter().find_map(|hit| hit.number.as_ref()).unwrap();
    assert_eq!(number.area, "Isle of Wight");
    for areas in [&[][..], &["atlantis"]] {
        let everywhere = app(areas).search("children's services");
        assert!(everywhere.total > 0);
        assert!(everywhere.elsewhere.is_empty(), "who chose nothing has no elsewhere");
    }
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
    for kind in [Kind::Resource, Kind::Contact] {
        let promised = chip(&found, Facet::Kind, kind.name()).unwrap().count;
        let filters = SearchFilters {
            kinds: vec![kind],
            ..SearchFilters::default()
        };
        let narrowed = app.narrowed("abuse", &filters);
        assert_eq!(narrowed.total, promised);
        assert!(hits(&narrowed).iter().all(|hit| hit.kind == kind));
        assert!(hits(&narrowed).len() > hits(&found).iter().filter(|hit| hit.kind == kind).count());
        assert!(chip(&narrowed, Facet::Kind, kind.name()).unwrap().on);
        // Its own group is left out of account, so that another may be chosen instead.
        let theme = |found| chip(found, Facet::Kind, Kind::Theme.name()).unwrap().count;
        assert_eq!(theme(&narrowed), theme(&found));
    }
}

#[test]
fn every_filter_narrows() {
    let mut app = app(&["hampshire"]);
    app.bookmark(Kind::Theme, "domestic-abuse");
    let all = app.search("abuse").total;
    let none = SearchFilters::default;
    let check = |filters: SearchFilters, facet: Facet, value: &str| {
        let found = app.narrowed("abuse", &filters);
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
    let bookmarked = SearchFilters {
        bookmarked: true,
        ..none()
    };
    check(bookmarked, Facet::Bookmarked, "");
    let on_device = SearchFilters {
        on_device: true,
        ..none()
    };
    let found = app.narrowed("abuse", &on_device);
    assert_eq!(
        (found.total, chip(&found, Facet::OnDevice, "").map(|c| c.on)),
        (0, Some(true))
    );
}

#[test]
fn what_changed_lately_is_known_until_it_is_old_and_read() {
    let mut app = app(&["hampshire"]);
    let changed = |app: &App, now: &str| {
        let filters = SearchFilters {
            changed: true,
            ..SearchFilters::default()
        };
        let found = search::answer(&app.at(now), &FINDER, "domestic abuse", &filters, &|| false).unwrap();
        hits(&found).iter().map(|hit| hit.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(changed(&app, MONDAY), [""; 0]);
    let next = EDITION.header.edition + 1;
    let edition = edited(next, |c| {
        let theme = c.themes.iter_mut().find(|t| t.id == "domestic-abuse").unwrap();
        theme.one_thing = "Ask alone.".into();
    });
    app.receives(&edition, MONDAY);
    let (years_later, weeks_later) = ("2028-01-01T09:00:00Z", "2027-02-01T09:00:00Z");
    assert_eq!(changed(&app, MONDAY), ["domestic-abuse"]);
    assert_eq!(changed(&app, years_later), ["domestic-abuse"], "never looked at");
    app.looks_at_changes();
    assert_eq!(changed(&app, weeks_later), ["domestic-abuse"], "within ninety days");
    assert_eq!(changed(&app, years_later), [""; 0]);
}

#[test]
fn a_session_is_found_with_its_day() {
    let app = app(&[]);
    let filters = SearchFilters {
        kinds: vec![Kind::Session],
        ..SearchFilters::default()
    };
    let mut sessions = app.library().catalogue().practice_weeks.iter().flat_map(|week| {
        let sessions = week.days.iter().flat_map(|day| &day.sessions);
        sessions.map(move |session| (week, session))
    });
    let (week, session) = sessions.next().unwrap();
    let best = app.narrowed(&session.title, &filters).best.unwrap();
    assert_eq!(best.id, format!("{}/{}", week.id, session.id));
    assert!(best.detail.starts_with("Session · "), "{}", best.detail);
}

#[test]
fn what_is_opened_and_bookmarked_comes_gently_earlier() {
    let mut app = app(&["hampshire"]);
    let place = |app: &App, id: &str| hits(&app.search("neglect")).iter().position(|hit| hit.id == id);
    let before = app.search("neglect");
    let resources = before.groups.iter().find(|g| g.kind == Kind::Resource).unwrap();
    let second = &resources.hits[1];
    let was = place(&app, &second.id);
    for _ in 0..8 {
        app.change(&Change::Opened {
            query: Some("neglect".into()),
            kind: second.kind.name().into(),
            id: second.id.clone(),
        });
    }
    app.bookmark(second.kind, &second.id);
    assert!(was.is_some() && place(&app, &second.id) < was);
    assert_eq!(
        app.search("neglect").best.unwrap().id,
        before.best.unwrap().id,
        "the pack is still first"
    );
}

#[test]
fn recent_searches_are_newest_first_and_can_be_switched_off() {
    let mut app = app(&[]);
    let open = |query: &str| Change::Opened {
        query: Some(query.into()),
        kind: "term".into(),
        id: "fgm".into(),
    };
    for query in ["fgm", "cpi form"] {
        app.change(&open(query));
    }
    let recent = search::recent(&app.now());
    assert_eq!(
        (recent.on, recent.queries),
        (true, vec!["cpi form".into(), "fgm".into()])
    );
    app.change(&Change::RememberSearches(false));
    app.change(&open("fgm"));
    let recent = search::recent(&app.now());
    assert!(!recent.on && recent.queries.is_empty());
}

/// Whatever is pasted, the beginning of it is what was asked, and a number in it is found however it is written.
#[test]
fn what_is_pasted_is_answered() {
    let app = app(&["hampshire"]);
    let page = app.search(&"bruise on a baby ".repeat(60_000));
    assert!(
        page.query.len() <= 1_000 && page.to_do.is_some(),
        "{}",
        page.query.len()
    );
    for number in [
        "\u{202a}0300 555 1384\u{202c}",
        "0300\u{2012}555\u{2012}1384",
        "0300\u{a0}555\u{200b}1384\n",
        "\u{ff10}\u{ff13}\u{ff10}\u{ff10} 555 1384",
        "+44 (0)300 555 1384\0",
    ] {
        assert_eq!(
            first(&app.search(number)),
            "contact/hampshire-childrens-services",
            "{number:?}"
        );
    }
    for odd in [
        "\0",
        "\t\n",
        "\u{301}\u{301}",
        "\u{202e}",
        "\u{1f600}",
        &"a".repeat(1_000_000),
    ] {
        let found = app.search(odd);
        assert_eq!(found.total, 0, "{:.20}", odd);
    }
    assert_eq!(first(&app.search("caf\u{e9}")), first(&app.search("cafe\u{301}")));
}
