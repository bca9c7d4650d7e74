//! Pages that are read: articles, resources, terms.

use catalogue::{Catalogue, Kind};
use screens::{NotFound, article, resource, terms};

use crate::kit::{App, EDITION, edited, withdrawn};

#[test]
fn every_article_opens_as_text_with_what_it_leads_to() {
    let app = App::new();
    let m = app.now();
    let mut terms = 0;
    for written in &Catalogue::from_edition(&EDITION).unwrap().articles {
        let view = article::answer(&m, &written.id).unwrap();
        assert!(view.html.contains("<p>") && !view.html.contains("<h1"), "{}", view.id);
        assert_eq!(
            (view.title, view.summary),
            (written.title.clone(), written.summary.clone())
        );
        assert_eq!(view.resources.len(), written.resources.len(), "{}", view.id);
        let sources: Vec<_> = view.sources.iter().map(|source| source.title.as_str()).collect();
        assert_eq!(sources.len(), written.sources.len(), "{}", view.id);
        assert!(
            !sources.contains(&view.provenance.source.as_str()),
            "{}: a source named twice",
            view.id
        );
        assert_eq!(view.themes.len(), written.themes.len(), "{}", view.id);
        assert!(view.withdrawn.is_none() && !view.bookmarked && !view.area.title.is_empty());
        terms += view.terms.len();
    }
    assert!(terms > 0, "abbreviations in articles are explained");
    assert_eq!(article::answer(&m, "nothing").unwrap_err(), NotFound("article"));
}

#[test]
fn an_article_says_that_it_was_withdrawn_and_that_it_is_bookmarked() {
    let id = "children-as-victims-in-law";
    let edition = edited(2, |c| {
        let article = c.articles.iter_mut().find(|a| a.id == id).unwrap();
        article.standing = withdrawn(
            "2026-11-01",
            "The law has changed.",
            Some("key-findings-children-as-victims"),
        );
        article.audience = catalogue::Audience::ParentsAndCarers;
    });
    let mut app = App::with(&edition);
    app.bookmark(Kind::Article, id);
    let view = article::answer(&app.now(), id).unwrap();
    let withdrawn = view.withdrawn.unwrap();
    assert_eq!(withdrawn.reason, "The law has changed.");
    assert_eq!(
        withdrawn.replacement.unwrap().title,
        "Key findings: children as victims"
    );
    assert!(view.bookmarked);
    assert_eq!(view.audience_title, "For parents and carers");
}

#[test]
fn every_resource_opens_and_so_does_its_address() {
    let app = App::new();
    let m = app.now();
    let (mut links, mut front_pages) = (0, 0);
    for written in &Catalogue::from_edition(&EDITION).unwrap().resources {
        let view = resource::answer(&m, &written.id).unwrap();
        assert_eq!(view.card.title, written.title);
        let address = view.link.as_ref().map(|link| link.address.clone());
        assert_eq!(resource::link_address(&m, &written.id), address.ok_or(NotFound("link")));
        if let Some(link) = &view.link {
            assert!(
                link.address.contains(&link.host) && !link.host.contains('/'),
                "{link:?}"
            );
            links += 1;
        }
        let front_page = resource::front_page_address(&m, &written.id);
        assert_eq!(view.front_page.is_some(), front_page.is_ok(), "{}", written.id);
        front_pages += usize::from(front_page.is_ok());
        let packs: Vec<&str> = view.packs.iter().map(|pack| pack.id.as_str()).collect();
        let named = app.library().catalogue().themes.iter().filter(|theme| {
            let mut entries = theme.sections.iter().flat_map(|section| &section.entries);
            let mut beside = theme.one_thing_resources.iter().chain(&theme.resources);
            entries.any(|entry| entry.resource == written.id) || beside.any(|id| *id == written.id)
        });
        let mut named: Vec<&str> = named.map(|theme| &*theme.id).collect();
        let mut shown = packs.clone();
        named.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, named, "{}", written.id);
    }
    assert!(links > 0 && front_pages > 0);
    assert_eq!(resource::answer(&m, "nothing").unwrap_err(), NotFound("resource"));
    assert_eq!(resource::link_address(&m, "nothing"), Err(NotFound("resource")));
    assert_eq!(resource::front_page_address(&m, "nothing"), Err(NotFound("resource")));
}

/// L6: whoever signed for it.
#[test]
fn what_is_no_address_is_neither_shown_as_one_nor_opened() {
    let edition = edited(2, |c| {
        let contact = c
            .contacts
            .iter_mut()
            .find(|contact| !contact.emails.is_empty())
            .unwrap();
        contact.emails.insert(0, "a?cc=thief@example.org".into());
        let linked = c.resources.iter_mut().find(|resource| resource.link.is_some()).unwrap();
        linked.link.as_mut().unwrap().url = "https://hampshirescp.org.uk@thief.example/".into();
        let publisher = linked.publisher.clone();
        let publisher = c.publishers.iter_mut().find(|one| one.id == publisher).unwrap();
        publisher.website = Some("file:///etc/passwd".into());
    });
    let catalogue = Catalogue::from_edition(&edition).unwrap();
    let app = App::with(&edition);
    let m = app.now();
    let contact = catalogue
        .contacts
        .iter()
        .find(|contact| contact.emails.len() > 1)
        .unwrap();
    let card = screens::contacts::contact(&m, &contact.id).unwrap();
    assert_eq!(card.emails, contact.emails[1..]);
    for (index, email) in card.emails.iter().enumerate() {
        let address = screens::contacts::mail_address(&m, &contact.id, index);
        assert_eq!(address, Ok(format!("mailto:{email}")));
    }
    let missing = screens::contacts::mail_address(&m, &contact.id, card.emails.len());
    assert_eq!(missing, Err(NotFound("email address")));

    let linked = catalogue
        .resources
        .iter()
        .find(|resource| resource.link.is_some())
        .unwrap();
    let view = resource::answer(&m, &linked.id).unwrap();
    assert_eq!((view.link, view.front_page, view.card.has_link), (None, None, false));
    assert_eq!(resource::link_address(&m, &linked.id), Err(NotFound("link")));
    assert_eq!(resource::front_page_address(&m, &linked.id), Err(NotFound("website")));
}

#[test]
fn the_glossary_is_a_to_z_and_every_term_opens() {
    let app = App::new();
    let m = app.now();
    let all = terms::answer(&m);
    assert_eq!(all.len(), app.library().catalogue().terms.len());
    assert!(all.is_sorted_by_key(|term| term.title.to_lowercase()));
    for term in &all {
        assert_eq!(terms::term(&m, &term.id), Ok(term.clone()));
    }
    assert!(all.iter().any(|term| term.theme.is_some()));
    let marac = all.iter().find(|term| term.id == "marac").unwrap();
    assert_eq!(
        (
            marac.title.as_str(),
            marac.expansion.is_some(),
            marac.meaning.is_empty()
        ),
        ("MARAC", true, false)
    );
    assert_eq!(terms::term(&m, "nothing"), Err(NotFound("term")));
}

#[test]
fn a_withdrawn_term_is_not_in_the_glossary() {
    let edition = edited(2, |c| {
        let term = c.terms.iter_mut().find(|term| term.id == "marac").unwrap();
        term.standing = withdrawn("2026-11-01", "It has another name.", None);
    });
    let app = App::with(&edition);
    let all = terms::answer(&app.now());
    assert!(all.len() > 1 && all.iter().all(|term| term.id != "marac"));
    assert!(terms::term(&app.now(), "marac").is_ok(), "a bookmark of it still opens");
}
