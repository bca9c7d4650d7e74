//! What to say: on cards, at steps, on paper, and the reminder that comes of it.

use catalogue::{Contact, Conversation, Next, Pathway, Within};
use screens::cards::{WhatToSay, contact as card};
use screens::{call_sheet, contacts, pack, pathway, reminders};

use crate::kit::{App, MONDAY, at, edited, withdrawn};

const PATHWAY: &str = "worried-about-a-child-hampshire";
const OFFICE: &str = "hampshire-childrens-services";
const COLLEAGUES: &str = "hampshire-childrens-services-professionals";

fn lines(of: &[&str]) -> Vec<String> {
    of.iter().map(|line| (*line).to_owned()).collect()
}

/// What is said to the office.
fn of_office() -> Conversation {
    Conversation {
        ready: lines(&["The child's name", "The address"]),
        ask: lines(&["Is this a referral?"]),
        record: lines(&["Who you spoke to"]),
        next: Some(Next {
            text: "They tell you what they decided.".into(),
            within: Some(Within::WorkingDays(1)),
            otherwise: Some("Call again.".into()),
        }),
    }
}

/// What is said at the step.
fn of_step() -> Conversation {
    Conversation {
        ready: lines(&["What you saw", "The child's name"]),
        ask: lines(&["Shall I stay?"]),
        ..Conversation::default()
    }
}

/// The real catalogue, in which a step has contacts and both say something.
fn app(step: Conversation, contacts: &[(&str, Conversation)]) -> App {
    App::with(&edited(2, |c| {
        let pathway = c.pathways.iter_mut().find(|pathway| pathway.id == PATHWAY).unwrap();
        let all: Vec<_> = c.contacts.iter().map(|contact| contact.id.clone()).collect();
        let of = |id: &str| all.iter().find(|known| **known == *id).unwrap().clone();
        pathway.steps[0].conversation = step;
        pathway.steps[0].contacts = contacts.iter().map(|(id, _)| of(id)).collect();
        for (id, said) in contacts {
            let contact = c.contacts.iter_mut().find(|contact| contact.id == **id).unwrap();
            contact.conversation = said.clone();
        }
    }))
}

fn read(say: &WhatToSay) -> Vec<(&str, u32, Vec<&str>)> {
    let lists = say.lists.iter();
    lists
        .map(|list| {
            (
                &*list.title,
                list.first,
                list.lines.iter().map(String::as_str).collect(),
            )
        })
        .collect()
}

fn first_step(app: &App) -> screens::pathway::StepView {
    pathway::answer(&app.now(), PATHWAY).unwrap().steps.remove(0)
}

#[test]
fn a_card_says_what_to_say_numbered_through_and_names_the_day() {
    let app = app(Conversation::default(), &[(OFFICE, of_office())]);
    let say = contacts::contact(&app.now(), OFFICE).unwrap().say.unwrap();
    assert_eq!(
        read(&say),
        [
            ("Have ready", 1, vec!["The child's name", "The address"]),
            ("Ask", 3, vec!["Is this a referral?"]),
            ("Write down", 4, vec!["Who you spoke to"]),
        ]
    );
    let next = say.next.unwrap();
    assert_eq!(
        next.by.as_deref(),
        Some("By the end of Tuesday 24 November"),
        "from a Monday"
    );
    assert_eq!(next.otherwise.as_deref(), Some("Call again."));
    let chase = next.chase.unwrap();
    assert_eq!((chase.title.as_str(), chase.set), ("Tuesday 24 November at 3pm", false));

    // Where nobody says by when, there is nothing to be reminded of.
    let mut vague = of_office();
    vague.next.as_mut().unwrap().within = None;
    let vague = self::app(Conversation::default(), &[(OFFICE, vague)]);
    let next = contacts::contact(&vague.now(), OFFICE)
        .unwrap()
        .say
        .unwrap()
        .next
        .unwrap();
    assert_eq!((next.by, next.chase), (None, None));

    // Who has nothing to say, and who is not to be called.
    let contact: &Contact = app.library().get("police-101").unwrap();
    assert_eq!(card(&app.now(), contact).say, None);
    let app = App::with(&edited(2, |c| {
        let office = c.contacts.iter_mut().find(|contact| contact.id == OFFICE).unwrap();
        office.conversation = of_office();
        office.standing = withdrawn("2026-11-22", "Moved", None);
    }));
    assert_eq!(contacts::contact(&app.now(), OFFICE).unwrap().say, None);
    assert!(call_sheet::contact(&app.now(), OFFICE).is_err());
}

#[test]
fn a_step_speaks_first_and_equal_lines_are_said_once() {
    let app = app(of_step(), &[(OFFICE, of_office()), (COLLEAGUES, of_office())]);
    let step = first_step(&app);
    let say = step.say.unwrap();
    assert_eq!(
        read(&say),
        [
            ("Have ready", 1, vec!["What you saw", "The child's name", "The address"]),
            ("Ask", 4, vec!["Shall I stay?", "Is this a referral?"]),
            ("Write down", 6, vec!["Who you spoke to"]),
        ]
    );
    assert_eq!(say.next.unwrap().text, "They tell you what they decided.");
    assert!(
        step.contacts.iter().all(|card| card.say.is_none()),
        "it is said already"
    );
}

#[test]
fn what_is_one_contacts_alone_stays_with_that_contact() {
    let mut other = of_office();
    other.ask = lines(&["Shall I stay?", "What is the crime number?"]);
    let app = app(of_step(), &[(OFFICE, of_office()), (COLLEAGUES, other)]);
    let step = first_step(&app);
    assert_eq!(
        read(&step.say.unwrap()),
        [
            ("Have ready", 1, vec!["What you saw", "The child's name"]),
            ("Ask", 3, vec!["Shall I stay?"]),
        ]
    );
    let rest = |id: &str| {
        let card = step.contacts.iter().find(|card| card.id == id).unwrap();
        card.say.clone().unwrap()
    };
    assert_eq!(read(&rest(OFFICE))[0], ("Have ready", 1, vec!["The address"]));
    assert_eq!(
        read(&rest(COLLEAGUES))[1],
        ("Ask", 2, vec!["What is the crime number?"])
    );
    assert!(rest(OFFICE).next.is_some());
}

#[test]
fn what_its_contacts_say_alike_is_said_by_a_step_that_says_nothing() {
    let app = app(
        Conversation::default(),
        &[(OFFICE, of_office()), ("police-101", Conversation::default())],
    );
    let step = first_step(&app);
    assert_eq!(read(&step.say.unwrap()).len(), 3);
    assert!(step.contacts.iter().all(|card| card.say.is_none()));
    let silent = self::app(Conversation::default(), &[("police-101", Conversation::default())]);
    assert_eq!(first_step(&silent).say, None);
}

/// Paper is read on another day than it is printed on, and by whoever it is handed to.
#[test]
fn paper_names_no_day_and_says_whom_it_is_for() {
    let app = app(of_step(), &[(OFFICE, of_office()), (COLLEAGUES, of_office())]);
    let sheet = call_sheet::contact(&app.now(), OFFICE).unwrap();
    assert_eq!(
        (sheet.contacts.len(), sheet.reader.as_str()),
        (1, "For the person who makes the call.")
    );
    let next = sheet.say.next.unwrap();
    assert_eq!(next.by.as_deref(), Some("By the end of the next working day"));
    assert_eq!(next.chase, None);
    let rooms: Vec<_> = sheet.say.lists.iter().map(|list| list.room).collect();
    assert_eq!(
        rooms,
        [false, true, true],
        "room to write what was answered, and afterwards"
    );

    let id = {
        let pathway: &Pathway = app.library().get(PATHWAY).unwrap();
        pathway.steps[0].id.clone()
    };
    let sheet = call_sheet::step(&app.now(), PATHWAY, &id).unwrap();
    assert_eq!(sheet.contacts.len(), 2);
    assert_eq!(read(&sheet.say)[0].2.len(), 3, "the step's and its contacts'");
    assert!(sheet.reader.contains("professionals only"), "{}", sheet.reader);
    assert!(call_sheet::step(&app.now(), PATHWAY, "nowhere").is_err());
    assert!(
        call_sheet::contact(&app.now(), "police-101").is_err(),
        "there is nothing to say"
    );
}

/// The poster goes to families, and what to say has a sheet of its own.
#[test]
fn a_poster_does_not_say_what_to_say() {
    let app = app(of_step(), &[(OFFICE, of_office())]).in_areas(&["hampshire"]);
    for public in [true, false] {
        let poster = pack::poster(&app.now(), "neglect", public).unwrap();
        assert!(poster.contacts.iter().any(|card| card.id == OFFICE));
        assert!(poster.contacts.iter().all(|card| card.say.is_none()));
    }
}

#[test]
fn a_reminder_to_chase_is_neutral_comes_once_and_is_listed_until_then() {
    let mut app = app(Conversation::default(), &[(OFFICE, of_office())]);
    let chase = |app: &App| {
        let say = contacts::contact(&app.now(), OFFICE).unwrap().say.unwrap();
        say.next.unwrap().chase.unwrap()
    };
    let when = chase(&app).at;
    app.change(&reminders::set_at(&app.now(), when).unwrap());
    assert!(chase(&app).set);
    let listed = |app: &App| -> Vec<String> {
        let own = reminders::settings(&app.now()).own;
        own.into_iter().map(|own| own.title).collect()
    };
    assert_eq!(listed(&app), ["Tuesday 24 November at 3pm"]);

    let due = |app: &App, now: &str| reminders::due(&app.at(now)).show;
    let own = |app: &App, now: &str| -> Vec<_> { due(app, now).into_iter().filter(|r| r.week.is_none()).collect() };
    assert_eq!(own(&app, "2026-11-24T14:59:59Z"), []);
    let shown = own(&app, "2026-11-24T15:00:00Z");
    let [reminder] = shown.as_slice() else {
        panic!("{shown:?}")
    };
    let words = (reminder.title.as_str(), reminder.body.as_str());
    assert_eq!(words, ("A reminder from Doorstep", "Something you wanted to do today."));
    let late = own(&app, "2026-11-25T12:00:00Z");
    assert_eq!(late[0].body, "Something you wanted to do earlier.");
    // The whole text, where that was chosen, is the same: there is nothing else.
    let outspoken = ::reminders::Choices {
        full_text: true,
        ..Default::default()
    };
    app.set(reminders::CHOICES, &outspoken);
    assert_eq!(own(&app, "2026-11-24T15:00:00Z"), shown);
    assert!(
        reminders::upcoming(&app.now(), 50)
            .iter()
            .any(|r| r.body == reminder.body)
    );

    let later = at("2026-11-24T16:00:00Z");
    let snoozed = reminders::later(&reminder.key, later).unwrap();
    app.change(&reminders::shown(&reminder.keys, at("2026-11-24T15:00:00Z")).unwrap());
    assert_eq!(listed(&app), [""; 0]);
    app.change(&snoozed);
    assert_eq!(own(&app, "2026-11-24T15:59:00Z"), []);
    assert_eq!(own(&app, "2026-11-24T16:00:00Z").len(), 1);
}

#[test]
fn several_that_were_missed_are_said_once() {
    let mut app = App::new();
    for time in ["2026-11-24T09:00:00Z", "2026-11-25T09:00:00Z"] {
        app.change(&reminders::set_at(&app.now(), at(time)).unwrap());
    }
    let due = reminders::due(&app.at("2026-11-25T10:00:00Z")).show;
    let own: Vec<_> = due.iter().filter(|reminder| reminder.week.is_none()).collect();
    assert_eq!((own.len(), own[0].keys.len()), (1, 2));
    app.change(&reminders::shown(&own[0].keys, at(MONDAY)).unwrap());
    assert!(app.personal.reminders_set.is_empty());
}

#[test]
fn a_phone_says_what_was_missed_once_and_not_in_quiet_hours() {
    let mut app = App::new();
    for time in ["2026-11-24T09:00:00Z", "2026-11-25T15:00:00Z", "2026-11-26T15:00:00Z"] {
        app.change(&reminders::set_at(&app.now(), at(time)).unwrap());
    }
    let armed = |now: &str| -> Vec<_> {
        let all = reminders::upcoming(&app.at(now), 50);
        let own = all.into_iter().filter(|reminder| reminder.week.is_none());
        own.map(|reminder| (reminder.at, reminder.keys.len())).collect()
    };
    let last = (at("2026-11-26T15:00:00Z"), 1);
    assert_eq!(armed("2026-11-25T16:00:00Z"), [(at("2026-11-25T16:00:00Z"), 2), last]);
    assert_eq!(armed("2026-11-25T22:00:00Z"), [(at("2026-11-26T07:30:00Z"), 2), last]);
}

#[test]
fn a_time_that_is_none_is_refused_and_so_is_one_too_many() {
    let mut app = App::new();
    for bad in [MONDAY, "2026-11-01T09:00:00Z", "2028-11-23T10:00:00Z"] {
        assert!(reminders::set_at(&app.now(), at(bad)).is_err(), "{bad}");
    }
    for minute in 0..50 {
        let time = at("2026-11-24T09:00:00Z") + chrono::TimeDelta::minutes(minute);
        app.change(&reminders::set_at(&app.now(), time).unwrap());
    }
    let refused = reminders::set_at(&app.now(), at("2026-12-24T09:00:00Z")).unwrap_err();
    assert!(refused.message.contains("Remove one in Settings"), "{refused:?}");
}
