//! Themes, their packs, and packs as pages to print.

use catalogue::{Audience, Catalogue, Kind, UsedBy};
use screens::{NotFound, pack, themes};

use crate::kit::{App, EDITION, edited, withdrawn};

/// Every entry of a pack's sections, to open or not.
fn entries(pack: &pack::Pack) -> impl Iterator<Item = &screens::cards::ResourceCard> {
    let sections = pack.sections.iter();
    let groups = sections.flat_map(|section| section.open.iter().chain(&section.no_link));
    groups.flat_map(|group| &group.entries)
}

/// Every theme of the list.
fn listed(m: &screens::Moment) -> Vec<themes::ThemeCard> {
    themes::answer(m).into_iter().flat_map(|list| list.themes).collect()
}

#[test]
fn themes_stand_under_headings_each_with_a_line_of_its_own() {
    let mut app = App::new();
    app.bookmark(Kind::Theme, "neglect");
    let lists = themes::answer(&app.now());
    let titles: Vec<&str> = lists.iter().map(|list| list.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Harm in the home",
            "Harm outside the home and online",
            "Growing up",
            "Help for families",
            "How we work together"
        ]
    );
    let all = &app.library().catalogue().themes;
    assert_eq!(listed(&app.now()).len(), all.len());
    let theme = |id: &str| all.iter().find(|theme| theme.id == id).unwrap();
    for list in &lists {
        assert!(
            list.themes.is_sorted_by_key(|card| theme(&card.id).order),
            "{}",
            list.title
        );
        for card in &list.themes {
            let line = card.line.as_deref().unwrap();
            assert!(
                !theme(&card.id).summary.contains(line),
                "{}: a line is no cut summary",
                card.id
            );
            assert_eq!(card.bookmarked, card.id == "neglect");
        }
    }

    let without = edited(2, |c| {
        let theme = c.themes.iter_mut().find(|theme| theme.id == "neglect").unwrap();
        theme.standing = withdrawn("2026-11-01", "It is two packs now.", None);
    });
    let app = App::with(&without);
    assert!(listed(&app.now()).iter().all(|card| card.id != "neglect"));
    let pack = pack::answer(&app.now(), "neglect").unwrap();
    assert_eq!(pack.withdrawn.unwrap().reason, "It is two packs now.");
}

/// Editions from before themes had lines and groups.
#[test]
fn themes_without_a_line_are_one_list() {
    let app = App::with(&edited(2, |c| {
        for theme in &mut c.themes {
            (theme.line, theme.group) = (None, None);
        }
    }));
    let lists = themes::answer(&app.now());
    assert_eq!((lists.len(), lists[0].title.as_str()), (1, "More themes"));
    assert!(lists[0].themes.iter().all(|card| card.line.is_none()));
}

#[test]
fn a_pack_parts_what_can_be_opened_from_what_has_no_link() {
    let resources = |c: &mut Catalogue, entry: usize| {
        let theme = c.themes.iter().find(|theme| theme.id == "neglect").unwrap();
        let id = theme.sections[0].entries[entry].resource.clone();
        c.resources.iter_mut().position(|r| r.id == id).unwrap()
    };
    let edition = edited(2, |c| {
        let theme = c.themes.iter_mut().find(|theme| theme.id == "neglect").unwrap();
        theme.sections.truncate(1);
        theme.resources.clear();
        theme.sections[0].entries.truncate(3);
        let link = c.resources.iter().find_map(|r| r.link.clone());
        for (entry, link) in [link.clone(), None, link].into_iter().enumerate() {
            let at = resources(c, entry);
            (c.resources[at].link, c.resources[at].document) = (link, None);
        }
        let last = resources(c, 2);
        c.resources[last].standing = withdrawn("2026-11-01", "It is out of print.", None);
    });
    let app = App::with(&edition);
    let pack = pack::answer(&app.now(), "neglect").unwrap();
    assert_eq!(
        pack.to_open,
        "You can open 1 of its 3 entries now. The others have no link yet."
    );
    let [section] = &pack.sections[..] else {
        panic!("one section: {:?}", pack.sections)
    };
    assert_eq!(
        (section.holds.as_str(), section.without),
        ("3 entries, 1 you can open now", 1)
    );
    let cards = |groups: &[pack::EntryGroup]| -> Vec<(bool, bool, bool)> {
        let entries = groups.iter().flat_map(|group| &group.entries);
        entries
            .map(|card| (card.has_link, card.needs_signal, card.withdrawn.is_some()))
            .collect()
    };
    // What was withdrawn stays where people look for it.
    assert_eq!(cards(&section.open), [(true, true, false), (true, true, true)]);
    assert_eq!(cards(&section.no_link), [(false, false, false)]);
}

#[test]
fn a_pack_shows_every_entry_that_is_written_and_leads_on() {
    let app = App::new().in_areas(&["isle-of-wight"]);
    let m = app.now();
    let (mut pathways, mut elsewhere, mut terms, mut articles) = (0, 0, 0, 0);
    for theme in &Catalogue::from_edition(&EDITION).unwrap().themes {
        let pack = pack::answer(&m, &theme.id).unwrap();
        let written: usize = theme.sections.iter().map(|s| s.entries.len()).sum();
        let beside = theme.resources.len();
        assert_eq!(entries(&pack).count(), written + beside, "{}", theme.id);
        assert_eq!(pack.related.len(), theme.related.len());
        assert!(
            pack.one_thing_links
                .iter()
                .map(|link| link.id.as_str())
                .eq(theme.one_thing_resources.iter().map(AsRef::as_ref)),
            "{}",
            theme.id
        );
        assert!(
            theme
                .resources
                .iter()
                .all(|id| entries(&pack).skip(written).any(|card| card.id == **id)),
            "{}",
            theme.id
        );
        for id in theme.one_thing_resources.iter().chain(&theme.resources) {
            let packs = screens::resource::answer(&m, id).unwrap().packs;
            assert!(packs.iter().any(|pack| pack.id == *theme.id), "{id} names {}", theme.id);
        }
        let here = ["isle-of-wight", "hips", "national"];
        assert!(
            pack.pathways.iter().all(|p| here.contains(&&*p.area.id)),
            "{}: only the person's own areas",
            theme.id
        );
        elsewhere += pack.elsewhere.len();
        pathways += pack.pathways.len();
        terms += pack.terms.len();
        articles += pack.articles.len();
    }
    assert!(pathways > 0 && elsewhere > 0 && terms > 0 && articles > 0);
    assert_eq!(pack::answer(&m, "nothing"), Err(NotFound("theme")));
    assert_eq!(pack::poster(&m, "nothing", true), Err(NotFound("theme")));
}

#[test]
fn a_page_for_parents_holds_nothing_for_professionals() {
    let app = App::new();
    let m = app.now();
    let mut shown = 0;
    for theme in listed(&m) {
        let poster = pack::poster(&m, &theme.id, true).unwrap();
        for group in poster.sections.iter().flat_map(|s| &s.groups) {
            for entry in &group.entries {
                assert!(
                    entry.audience != Audience::Professionals,
                    "{} in {}",
                    entry.id,
                    theme.id
                );
                shown += 1;
            }
        }
        assert!(
            poster.contacts.iter().all(|c| c.used_by == UsedBy::Everyone) && !poster.contacts.is_empty(),
            "{}",
            theme.id
        );
        assert_eq!((poster.one_thing, &*poster.reader), (None, "For parents and carers"));
        let whole = pack::poster(&m, &theme.id, false).unwrap();
        assert!(whole.one_thing.is_some() && !whole.sections.is_empty(), "{}", theme.id);
        assert_eq!(whole.reader, "For professionals");
    }
    assert!(shown > 0);
}

#[test]
fn no_number_for_professionals_is_in_a_page_for_parents() {
    let app = App::new();
    let m = app.now();
    let all = &app.library().catalogue().contacts;
    let numbers = |used_by: UsedBy| {
        let contacts = all.iter().filter(move |contact| contact.used_by == used_by);
        contacts.flat_map(|contact| contact.numbers.iter().map(|n| n.number.as_str()))
    };
    // Some numbers are printed for both.
    let everyone: Vec<&str> = numbers(UsedBy::Everyone).collect();
    let professionals: Vec<&str> = numbers(UsedBy::Professionals)
        .filter(|n| !everyone.contains(n))
        .collect();
    assert!(professionals.contains(&"01329 225379"), "{professionals:?}");
    for theme in listed(&m) {
        let poster = serde_json::to_string(&pack::poster(&m, &theme.id, true).unwrap()).unwrap();
        let digits = poster.replace(' ', "");
        for number in &professionals {
            let number = number.replace(' ', "");
            assert!(!digits.contains(&number), "{number} in {}", theme.id);
        }
    }
}

#[test]
fn a_page_to_print_leaves_out_what_was_withdrawn() {
    let pack = |app: &App| pack::answer(&app.now(), "neglect").unwrap();
    let entry = pack(&App::new()).sections[0].open[0].entries[0].clone();
    let edition = edited(2, |c| {
        let resource = c.resources.iter_mut().find(|r| *r.id == entry.id).unwrap();
        resource.standing = withdrawn("2026-11-01", "It is out of print.", None);
    });
    let app = App::with(&edition);
    assert!(pack(&app).sections[0].open[0].entries[0].withdrawn.is_some());
    let poster = pack::poster(&app.now(), "neglect", false).unwrap();
    let entries = poster.sections.iter().flat_map(|s| &s.groups).flat_map(|g| &g.entries);
    assert!(entries.clone().count() > 0 && entries.clone().all(|other| other.id != entry.id));
}

#[test]
fn a_page_to_print_has_999_and_the_local_numbers_of_the_persons_area() {
    let app = App::new().in_areas(&["hampshire"]);
    let poster = pack::poster(&app.now(), "domestic-abuse", false).unwrap();
    let ids: Vec<&str> = poster.contacts.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids[0], "emergency-999");
    assert!(ids.contains(&"hampshire-childrens-services"));
    assert!(poster.contacts.iter().all(|c| c.area.id != "isle-of-wight"), "{ids:?}");
}
