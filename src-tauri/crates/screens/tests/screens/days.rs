//! What holds on a day, and what is said before it changes and after.

use ::search::Finder;
use catalogue::{Catalogue, Contact, Kind, PhoneNumber, Span, Step};
use chrono::{Days, NaiveDate};
use screens::cards::ContactCard;
use screens::search::SearchFilters;
use screens::{Moment, bookmarks, contacts, now, pack, pathway, resource, search};
use serde::Serialize;
use serde_json::{Value, json};

use crate::kit::{self, App, EDITION, edited, edition};

const CONTACT: &str = "hampshire-childrens-services";
const OLD: &str = "0300 555 1384";
const NEW: &str = "0300 555 1999";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(from: Option<&str>, until: Option<&str>) -> Span {
    Span {
        from: from.map(day),
        until: until.map(day),
    }
}

fn number(number: &str, span: Span) -> PhoneNumber {
    let printed: PhoneNumber = serde_json::from_value(json!({"number": number})).unwrap();
    PhoneNumber { span, ..printed }
}

fn of<'a>(c: &'a mut Catalogue, id: &str) -> &'a mut Contact {
    c.contacts.iter_mut().find(|contact| contact.id == id).unwrap()
}

/// The old number up to Tuesday 23 February 2027, the new one from Wednesday on.
fn turning(c: &mut Catalogue) {
    of(c, CONTACT).numbers = vec![
        number(NEW, span(Some("2027-02-24"), None)),
        number(OLD, span(None, Some("2027-02-23"))),
    ];
}

fn card(app: &App, now: &str) -> ContactCard {
    contacts::contact(&app.at(now), CONTACT).unwrap()
}

fn numbers(card: &ContactCard) -> Vec<&str> {
    card.numbers.iter().map(|number| number.number.as_str()).collect()
}

#[test]
fn a_number_changes_on_its_day_and_is_said_a_fortnight_before() {
    let app = App::with(&edited(2, turning));
    let ahead = Some("From Wednesday 24 February: 0300 555 1999.");
    for (now, shown, changing, changed) in [
        ("2027-02-09T23:59:59Z", OLD, None, None),
        ("2027-02-10T00:00:00Z", OLD, ahead, None),
        ("2027-02-23T23:59:59Z", OLD, ahead, None),
        ("2027-02-24T00:00:00Z", NEW, None, Some("Changed today.")),
        ("2027-02-24T23:59:59Z", NEW, None, Some("Changed today.")),
        (
            "2027-02-25T00:00:00Z",
            NEW,
            None,
            Some("Changed on 24 February 2027 from 0300 555 1384."),
        ),
        ("2027-05-26T09:00:00Z", NEW, None, None),
    ] {
        let card = card(&app, now);
        assert_eq!(numbers(&card), [shown], "{now}");
        assert_eq!(
            (card.changing.as_deref(), card.changed.as_deref()),
            (changing, changed),
            "{now}"
        );
        let dialled = contacts::number_address(&app.at(now), CONTACT, 0).unwrap();
        assert_eq!(dialled, format!("tel:{}", shown.replace(' ', "")), "{now}");
        assert!(contacts::number_address(&app.at(now), CONTACT, 1).is_err());
    }
}

/// An edition that names a day ahead changes nothing on the day it comes.
#[test]
fn what_an_edition_says_of_a_later_day_is_news_on_that_day() {
    let mut app = App::new();
    app.receives(&edited(2, turning), "2027-02-20T09:00:00Z");
    assert_eq!(card(&app, "2027-02-20T10:00:00Z").changed, None);
    assert_eq!(
        card(&app, "2027-02-24T10:00:00Z").changed.as_deref(),
        Some("Changed today.")
    );
    let later = card(&app, "2027-03-01T10:00:00Z").changed;
    assert_eq!(
        later.as_deref(),
        Some("Changed on 24 February 2027 from 0300 555 1384.")
    );
    // One that came late has the same change, which is listed once.
    let mut late = App::new();
    late.receives(&edited(2, turning), "2027-02-26T09:00:00Z");
    assert_eq!(card(&late, "2027-03-01T10:00:00Z").changed, later);
    let changes = screens::changes::answer(&app.at("2027-03-01T10:00:00Z"));
    let detail = &changes.editions[0].groups[0].rows[0].detail;
    assert_eq!(
        detail,
        "The number was 0300 555 1384 and is 0300 555 1999 from 24 February 2027 and 0300 555 1384 until 23 February 2027."
    );
}

#[test]
fn a_contact_that_another_takes_the_place_of_says_so_and_is_kept_as_withdrawn() {
    let mut app = App::with(&edited(2, |c| {
        let mut next = of(c, CONTACT).clone();
        (next.id, next.title) = ("hampshire-front-door".into(), "The front door".into());
        next.numbers = vec![number(NEW, Span::default())];
        next.span = span(Some("2027-02-24"), None);
        of(c, CONTACT).span = span(None, Some("2027-02-23"));
        for step in c.pathways.iter_mut().flat_map(|pathway| &mut pathway.steps) {
            if step.contacts.iter().any(|id| *id == CONTACT) {
                step.contacts.push(next.id.clone());
            }
        }
        c.contacts.push(next);
    }))
    .in_areas(&["hampshire"]);
    app.bookmark(Kind::Contact, CONTACT);
    let local = |m: &Moment| -> Vec<String> { kit::local(m).into_iter().map(|card| card.id).collect() };
    let has = |ids: &[String], id: &str| ids.iter().any(|each| each == id);

    let before = app.at("2027-02-23T10:00:00Z");
    let ids = local(&before);
    assert!(has(&ids, CONTACT) && !has(&ids, "hampshire-front-door"), "{ids:?}");
    assert!(
        contacts::contact(&before, "hampshire-front-door").is_err(),
        "it has not begun"
    );
    let says = card(&app, "2027-02-23T10:00:00Z").changing;
    assert_eq!(
        says.as_deref(),
        Some("From Wednesday 24 February: The front door, 0300 555 1999.")
    );

    let after = app.at("2027-02-24T10:00:00Z");
    let ids = local(&after);
    assert!(!has(&ids, CONTACT) && has(&ids, "hampshire-front-door"), "{ids:?}");
    let next = contacts::contact(&after, "hampshire-front-door").unwrap();
    assert_eq!(next.changed.as_deref(), Some("Changed today."));
    let ended = contacts::contact(&after, CONTACT).unwrap();
    let withdrawn = ended.withdrawn.unwrap();
    assert_eq!(withdrawn.reason, "It was used until 23 February 2027.");
    assert_eq!(withdrawn.replacement.unwrap().id, "hampshire-front-door");
    assert!(ended.numbers.is_empty());
    assert!(contacts::number_address(&after, CONTACT, 0).is_err());
    assert_eq!(bookmarks::answer(&after)[0].state, bookmarks::BookmarkState::Withdrawn);
    let later = contacts::contact(&app.at("2027-03-01T10:00:00Z"), "hampshire-front-door").unwrap();
    let place = "Replaced Hampshire Children's Services on 24 February 2027.";
    assert_eq!(later.changed.as_deref(), Some(place));
}

#[test]
fn a_step_holds_on_its_days_and_an_answer_to_another_leads_nowhere() {
    let whole = Catalogue::from_edition(&EDITION).unwrap();
    let pathway = whole.pathways.iter().find(|pathway| {
        let targets = pathway.steps.iter().flat_map(|step| &step.answers);
        targets.filter_map(|answer| answer.step.as_ref()).next().is_some()
    });
    let pathway = pathway.unwrap().clone();
    let asked = |steps: &[Step]| -> Option<(String, String)> {
        steps.iter().find_map(|step| {
            let to = step.answers.iter().find_map(|answer| answer.step.clone())?;
            Some((step.id.to_string(), to.to_string()))
        })
    };
    let (from, to) = asked(&pathway.steps).unwrap();
    let app = App::with(&edited(2, |c| {
        let all = c.pathways.iter_mut().find(|each| each.id == pathway.id).unwrap();
        let step = all.steps.iter_mut().find(|step| step.id == *to.as_str()).unwrap();
        step.span = span(Some("2027-02-24"), Some("2027-03-23"));
    }));
    let title = &pathway.steps.iter().find(|step| step.id == *to.as_str()).unwrap().title;
    for (now, there, coming, changing) in [
        ("2027-02-09T10:00:00Z", false, false, None),
        ("2027-02-23T10:00:00Z", false, true, None),
        ("2027-02-24T10:00:00Z", true, false, Some("Changed today.")),
        ("2027-03-20T10:00:00Z", true, false, Some("Until Tuesday 23 March.")),
        ("2027-03-24T10:00:00Z", false, false, None),
    ] {
        let view = pathway::answer(&app.at(now), &pathway.id).unwrap();
        let step = view.steps.iter().find(|step| step.id == to);
        assert_eq!(step.is_some(), there, "{now}");
        assert_eq!(step.and_then(|step| step.changing.as_deref()), changing, "{now}");
        let says = coming.then(|| format!("From Wednesday 24 February: {title}."));
        assert_eq!(view.changing, says, "{now}");
        let asks = view.steps.iter().find(|step| step.id == from).unwrap();
        assert_eq!(
            asks.answers.iter().any(|answer| answer.step.as_deref() == Some(&*to)),
            there,
            "{now}"
        );
    }
}

#[test]
fn a_link_holds_on_its_days() {
    let whole = Catalogue::from_edition(&EDITION).unwrap();
    let id = whole
        .resources
        .iter()
        .find(|r| r.link.is_some())
        .unwrap()
        .id
        .to_string();
    let app = App::with(&edited(2, |c| {
        let resource = c.resources.iter_mut().find(|r| r.id == *id.as_str()).unwrap();
        let link = resource.link.as_mut().unwrap();
        link.url = "https://www.hants.gov.uk/new".into();
        link.span = span(Some("2027-02-24"), Some("2027-03-23"));
    }));
    for (now, there, changing) in [
        ("2027-02-09T10:00:00Z", false, None),
        (
            "2027-02-23T10:00:00Z",
            false,
            Some("From Wednesday 24 February: a link to hants.gov.uk."),
        ),
        ("2027-02-24T10:00:00Z", true, Some("Changed today.")),
        ("2027-03-20T10:00:00Z", true, Some("Until Tuesday 23 March.")),
        ("2027-03-24T10:00:00Z", false, None),
    ] {
        let m = app.at(now);
        let view = resource::answer(&m, &id).unwrap();
        assert_eq!((view.link.is_some(), view.card.has_link), (there, there), "{now}");
        assert_eq!(view.changing.as_deref(), changing, "{now}");
        assert_eq!(resource::link_address(&m, &id).is_ok(), there, "{now}");
    }
}

/// Whatever days there are and whenever it is: what is shown to be called holds on that day, all of it and nothing
/// else, and of numbers that take each other's place there is one.
#[test]
fn on_any_day_every_screen_shows_what_holds_that_day_and_nothing_else() {
    let whole = Catalogue::from_edition(&EDITION).unwrap();
    let (mut shown, mut left_out) = (0, 0);
    for seed in 0..20 {
        let mut world = World(fastrand::Rng::with_seed(seed));
        let catalogue = world.days(&whole);
        let app = App::with(&edition(2, catalogue.clone())).in_areas(&["hampshire"]);
        for _ in 0..3 {
            let today = world.day();
            let time = ["00:00:00", "11:00:00", "23:59:59"][world.0.usize(..3)];
            let m = app.at(&format!("{today}T{time}Z"));
            let cards = shown_on(&m, &catalogue, seed == 0);
            for (screen, card) in &cards {
                let text = |key: &str| card[key].as_str().unwrap_or_default().to_owned();
                let contact = catalogue.contacts.iter().find(|each| each.id == *text("id")).unwrap();
                let printed = card["numbers"].as_array().unwrap().iter();
                let printed: Vec<&str> = printed.map(|number| number["number"].as_str().unwrap()).collect();
                if card.get("withdrawn").is_some() {
                    assert!(
                        printed.is_empty() || !contact.standing.is_active(),
                        "{seed} {screen} {today}: {card}"
                    );
                    continue;
                }
                assert!(holds(contact.span, today), "{seed} {screen} {today}: {card}");
                let hold = contact.numbers.iter().filter(|number| holds(number.span, today));
                let hold: Vec<&str> = hold.map(|number| number.number.as_str()).collect();
                assert_eq!(printed, hold, "{seed} {screen} {today}: {card}");
                if contact.numbers.iter().any(|number| number.span != Span::default()) {
                    assert_eq!(hold.len(), 1, "{seed} {screen} {today}: {card}");
                    shown += 1;
                }
                left_out += contact.numbers.len() - hold.len();
            }
        }
    }
    assert!(shown > 500 && left_out > 500, "{shown} {left_out}");
}

/// Read by another rule than the app's: by the letters of the days.
fn holds(span: Span, today: NaiveDate) -> bool {
    let (today, text) = (today.to_string(), |day: NaiveDate| day.to_string());
    span.from.map_or(String::new(), text) <= today && today <= span.until.map_or("9".into(), text)
}

struct World(fastrand::Rng);

impl World {
    fn day(&mut self) -> NaiveDate {
        day("2027-01-01") + Days::new(self.0.u64(..60))
    }

    /// The catalogue, where about half of all that can have days has some, and numbers take each other's place.
    fn days(&mut self, whole: &Catalogue) -> Catalogue {
        let mut all = whole.clone();
        for contact in &mut all.contacts {
            if self.0.bool() {
                contact.numbers = self.chain();
            }
            if self.0.u8(..) < 80 {
                contact.span = self.span();
            }
        }
        for step in all.pathways.iter_mut().flat_map(|pathway| &mut pathway.steps) {
            if self.0.u8(..) < 80 {
                step.span = self.span();
            }
        }
        all
    }

    fn span(&mut self) -> Span {
        let (one, other) = (self.day(), self.day());
        match self.0.u8(..3) {
            0 => Span {
                from: Some(one),
                until: None,
            },
            1 => Span {
                from: None,
                until: Some(one),
            },
            _ => Span {
                from: Some(one.min(other)),
                until: Some(one.max(other)),
            },
        }
    }

    /// Numbers of which each begins when the one before it has ended, in any order.
    fn chain(&mut self) -> Vec<PhoneNumber> {
        let mut ends: Vec<NaiveDate> = (0..self.0.usize(1..5)).map(|_| self.day()).collect();
        ends.sort();
        ends.dedup();
        let begins = ends.iter().map(|end| Some(*end + Days::new(1)));
        let spans = std::iter::once(None)
            .chain(begins)
            .zip(ends.iter().copied().map(Some).chain([None]));
        let mut chain: Vec<PhoneNumber> = (0..)
            .zip(spans)
            .map(|(n, (from, until))| number(&format!("01983 5550{n:02}"), Span { from, until }))
            .collect();
        self.0.shuffle(&mut chain);
        chain
    }
}

/// Every contact's card of every screen that shows any, as the window is given it.
fn shown_on(m: &Moment, all: &Catalogue, searched: bool) -> Vec<(&'static str, Value)> {
    let mut cards = Vec::new();
    let mut look = |screen: &'static str, answer: Value| walk(&answer, &mut |card| cards.push((screen, card.clone())));
    look("now", json(&now::answer(m)));
    look("contacts", json(&contacts::answer(m)));
    for contact in &all.contacts {
        let card = contacts::contact(m, &contact.id);
        look("contact", card.map_or(Value::Null, |card| json(&card)));
    }
    for pathway in &all.pathways {
        let view = pathway::answer(m, &pathway.id).unwrap();
        for step in &view.steps {
            let source = pathway.steps.iter().find(|each| each.id == *step.id.as_str()).unwrap();
            assert!(holds(source.span, m.today), "{}/{}", pathway.id, step.id);
        }
        look("pathway", json(&view));
    }
    for theme in &all.themes {
        look("poster", json(&pack::poster(m, &theme.id, true).unwrap()));
    }
    if searched {
        let finder = Finder::of(m.library.catalogue());
        for typed in ["children's services", "police", "01983"] {
            let found = search::answer(m, &finder, typed, &SearchFilters::default(), &|| false).unwrap();
            let here = found.groups.iter().flat_map(|group| &group.hits);
            let hits = here
                .chain(found.elsewhere.iter().flat_map(|area| &area.hits))
                .chain(&found.best);
            let numbers: Vec<_> = hits.filter_map(|hit| hit.number.as_ref()).collect();
            assert!(!numbers.is_empty(), "{typed}");
            for number in numbers {
                let contact = all.contacts.iter().find(|each| each.id == *number.contact.as_str());
                let contact = contact.unwrap();
                let its = contact.numbers.iter().find(|each| each.number == number.number.number);
                assert!(
                    holds(contact.span, m.today) && holds(its.unwrap().span, m.today),
                    "{number:?}"
                );
            }
        }
    }
    cards
}

fn json(answer: &impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap()
}

fn walk(value: &Value, visit: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(members) => {
            if members.contains_key("used_by") && members.contains_key("numbers") {
                visit(value);
            }
            members.values().for_each(|each| walk(each, visit));
        }
        Value::Array(items) => items.iter().for_each(|each| walk(each, visit)),
        _ => {}
    }
}

#[test]
fn the_screens_ask_again_when_a_day_begins_and_when_anybody_opens_or_closes() {
    let app = App::new();
    let at = |now: &str| screens::passing::answer(&app.at(now));
    let monday = at("2026-11-23T09:00:00Z");
    assert_eq!(at("2026-11-23T09:59:59Z"), monday);
    assert_ne!(at("2026-11-23T10:00:00Z"), monday, "Now names the hour");
    assert_ne!(at("2026-11-23T23:00:00Z"), monday, "offices have closed");
    assert_ne!(at("2026-11-24T09:00:00Z"), monday, "it is another day");
    assert_ne!(
        at("2026-11-28T23:59:59Z"),
        at("2026-11-29T00:00:00Z"),
        "nobody opens then, and a day begins"
    );
}
