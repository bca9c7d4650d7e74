//! Themes, their packs, and packs as pages to print.

use catalogue::{Audience, Catalogue, Kind, UsedBy};
use screens::{NotFound, pack, themes};

use crate::kit::{App, EDITION, edited, withdrawn};

fn titles(sections: &[pack::PackSection]) -> Vec<&str> {
    let groups = sections.iter().flat_map(|section| &section.groups);
    groups
        .flat_map(|group| &group.entries)
        .map(|entry| entry.title.as_str())
        .collect()
}

#[test]
fn themes_are_in_the_brochures_order_and_say_how_much_is_in_them() {
    let mut app = App::new();
    app.bookmark(Kind::Theme, "neglect");
    let cards = themes::answer(&app.now());
    let all = &app.library().catalogue().themes;
    assert_eq!(cards.len(), all.len());
    let theme = |id: &str| all.iter().find(|theme| theme.id == id).unwrap();
    assert!(cards.is_sorted_by_key(|card| theme(&card.id).order));
    for card in &cards {
        assert!(!card.lead.is_empty() && !card.lead.contains("\n\n"), "{}", card.id);
        let entries: usize = theme(&card.id).sections.iter().map(|s| s.entries.len()).sum();
        assert_eq!(
            (card.entries as usize, card.bookmarked),
            (entries, card.id == "neglect")
        );
    }

    let without = edited(2, |c| {
        let theme = c.themes.iter_mut().find(|theme| theme.id == "neglect").unwrap();
        theme.standing = withdrawn("2026-11-01", "It is two packs now.", None);
    });
    let app = App::with(&without);
    assert!(themes::answer(&app.now()).iter().all(|card| card.id != "neglect"));
    let pack = pack::answer(&app.now(), "neglect").unwrap();
    assert_eq!(pack.withdrawn.unwrap().reason, "It is two packs now.");
}

#[test]
fn a_pack_shows_every_entry_that_is_written_and_leads_on() {
    let app = App::new().in_areas(&["isle-of-wight"]);
    let m = app.now();
    let (mut pathways, mut terms, mut articles) = (0, 0, 0);
    for theme in &Catalogue::from_edition(&EDITION).unwrap().themes {
        let pack = pack::answer(&m, &theme.id).unwrap();
        let written: usize = theme.sections.iter().map(|s| s.entries.len()).sum();
        assert_eq!(titles(&pack.sections).len(), written, "{}", theme.id);
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
            pack.resources
                .iter()
                .map(|card| card.id.as_str())
                .eq(theme.resources.iter().map(AsRef::as_ref)),
            "{}",
            theme.id
        );
        for id in theme.one_thing_resources.iter().chain(&theme.resources) {
            let packs = screens::resource::answer(&m, id).unwrap().packs;
            assert!(packs.iter().any(|pack| pack.id == *theme.id), "{id} names {}", theme.id);
        }
        let here = ["isle-of-wight", "hips", "national"];
        let elsewhere: Vec<bool> = pack.pathways.iter().map(|p| !here.contains(&&*p.area.id)).collect();
        assert!(elsewhere.is_sorted(), "{}: the person's own areas are first", theme.id);
        pathways += pack.pathways.len();
        terms += pack.terms.len();
        articles += pack.articles.len();
    }
    assert!(pathways > 0 && terms > 0 && articles > 0);
    assert_eq!(pack::answer(&m, "nothing"), Err(NotFound("theme")));
    assert_eq!(pack::poster(&m, "nothing", true), Err(NotFound("theme")));
}

#[test]
fn a_page_for_parents_holds_nothing_for_professionals() {
    let app = App::new();
    let m = app.now();
    let mut entries = 0;
    for theme in themes::answer(&m) {
        let poster = pack::poster(&m, &theme.id, true).unwrap();
        for group in poster.sections.iter().flat_map(|s| &s.groups) {
            for entry in &group.entries {
                assert!(
                    entry.audience != Audience::Professionals,
                    "{} in {}",
                    entry.id,
                    theme.id
                );
                entries += 1;
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
    assert!(entries > 0);
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
    for theme in themes::answer(&m) {
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
    let entry = pack(&App::new()).sections[0].groups[0].entries[0].clone();
    let edition = edited(2, |c| {
        let resource = c.resources.iter_mut().find(|r| *r.id == entry.id).unwrap();
        resource.standing = withdrawn("2026-11-01", "It is out of print.", None);
    });
    let app = App::with(&edition);
    assert!(pack(&app).sections[0].groups[0].entries[0].withdrawn.is_some());
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
