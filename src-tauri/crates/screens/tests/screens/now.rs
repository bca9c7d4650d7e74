//! Now, contacts and pathways: the right number and the right next step, whatever else is wrong.

use catalogue::{Catalogue, ContactGroup, Pathway, Standing, Timeline, UsedBy};
use screens::cards::{ContactCard, Trust};
use screens::{contacts, now, pathway, who};
use serde_json::json;

use crate::kit::{App, EDITION, MONDAY, SUNDAY, catalogue, edited, edition, local, withdrawn};

const CONTACT: &str = "hampshire-childrens-services";

fn numbers(cards: &[ContactCard]) -> Vec<&str> {
    let numbers = cards.iter().flat_map(|card| &card.numbers);
    numbers.map(|number| number.number.as_str()).collect()
}

#[test]
fn emergency_comes_first_then_the_numbers_of_the_chosen_area() {
    let app = App::new().in_areas(&["hampshire"]).works_with_children(true);
    let hampshire = now::answer(&app.now());
    assert_eq!(numbers(&hampshire.who.emergency), ["999", "999", "101"]);
    let [calls] = &hampshire.who.areas[..] else {
        panic!("one area is chosen: {:?}", hampshire.who.areas)
    };
    assert_eq!((calls.area.id.as_str(), calls.professionals_first), ("hampshire", true));
    assert_eq!(numbers(&calls.professionals), ["01329 225379"]);
    assert_eq!(numbers(&calls.public), ["0300 555 1384", "0300 555 1373"]);
    assert!(hampshire.who.choose.is_empty());

    let app = App::new().in_areas(&["isle-of-wight"]);
    let island = &who::answer(&app.now()).areas[0];
    assert_eq!(numbers(&island.public), ["01983 823435"]);
    assert!(!island.professionals_first && !numbers(&island.professionals).contains(&"0300 555 1384"));

    let titles: Vec<_> = hampshire.situations.iter().map(|s| s.title.as_str()).collect();
    let bruise = "A bruise or mark on a baby who cannot move by itself";
    assert_eq!(
        titles[..4],
        [
            "I'm worried about a child",
            bruise,
            "A child tells me something",
            "Domestic abuse"
        ]
    );
    let first = &hampshire.situations[0];
    assert_eq!(first.pathways.len(), 1, "the chosen area has one pathway for it");
    assert_eq!(first.elsewhere.len(), 3, "the other areas' are one tap away");
}

/// Every list of contacts that there is on a screen.
fn lists(app: &App, now: &str) -> Vec<Vec<ContactCard>> {
    let m = app.at(now);
    let all = contacts::answer(&m);
    let pathways = m.library.active::<Pathway>();
    let steps = pathways.flat_map(|p| pathway::answer(&m, &p.id).unwrap().steps);
    let mut lists: Vec<_> = steps.map(|step| step.contacts).collect();
    for area in who::answer(&m).areas {
        lists.extend([area.public, area.professionals]);
    }
    lists.extend(all.here.into_iter().chain(all.elsewhere).map(|list| list.contacts));
    lists
}

#[test]
fn a_professionals_line_is_never_before_one_that_is_for_everybody_unless_a_professional_asks() {
    let is_theirs = |card: &ContactCard| card.used_by == UsedBy::Professionals;
    let (saturday_night, christmas) = ("2026-11-28T22:00:00Z", "2026-12-25T11:00:00Z");
    for areas in [&["hampshire"][..], &["isle-of-wight"], &[]] {
        for now in [MONDAY, saturday_night, christmas] {
            let nobody_knows = App::new().in_areas(areas);
            let plumber = App::new().in_areas(areas).works_with_children(false);
            let unsaid = lists(&nobody_knows, now);
            assert_eq!(lists(&plumber, now), unsaid, "{areas:?} {now}");
            let mut mixed = 0;
            for list in &unsaid {
                assert!(list.is_sorted_by_key(is_theirs), "{areas:?} {now}");
                mixed += usize::from(list.iter().any(is_theirs) && !list.iter().all(is_theirs));
            }
            assert!(mixed > 1, "{areas:?} {now}: lists that hold both");

            // Who works with children has them first, among those of whom as much is known.
            let professional = App::new().in_areas(areas).works_with_children(true);
            for list in lists(&professional, now) {
                let key = |card: &ContactCard| {
                    let silent = card.numbers.is_empty();
                    (
                        card.open_now == Some(false),
                        card.holiday.is_some(),
                        silent,
                        !is_theirs(card),
                    )
                };
                assert!(list.is_sorted_by_key(key), "{areas:?} {now}");
            }
        }
    }
    let first = |app: App, now: &str| numbers(&local(&app.at(now)))[0].to_owned();
    let newport = || App::new().in_areas(&["isle-of-wight"]);
    let basingstoke = || App::new().in_areas(&["hampshire"]);
    let tuesday = "2026-11-24T10:00:00Z";
    assert_eq!(
        first(newport().works_with_children(false), saturday_night),
        "01983 823435"
    );
    assert_eq!(
        first(newport().works_with_children(true), saturday_night),
        "0300 555 1373"
    );
    assert_eq!(
        first(basingstoke().works_with_children(false), tuesday),
        "0300 555 1384"
    );
    assert_eq!(first(basingstoke().works_with_children(true), tuesday), "01329 225379");
    assert_eq!(
        first(basingstoke().works_with_children(true), christmas),
        "0300 555 1373"
    );
}

#[test]
fn without_an_area_it_asks_where_the_child_lives() {
    let app = App::new();
    let none = now::answer(&app.now());
    assert_eq!(none.who.areas, []);
    let asked: Vec<_> = none.who.choose.iter().map(|area| area.title.as_str()).collect();
    assert_eq!(asked, ["Hampshire", "Isle of Wight", "Portsmouth", "Southampton"]);
    assert_eq!(numbers(&none.who.emergency), ["999", "999", "101"]);
    assert_eq!(
        none.situations[0].pathways.len(),
        4,
        "each asks for its area when it is needed"
    );
}

#[test]
fn each_chosen_area_has_its_own_lines() {
    let app = App::new().in_areas(&["hampshire", "isle-of-wight"]);
    let both = who::answer(&app.at("2026-11-28T22:00:00Z"));
    let first: Vec<_> = both
        .areas
        .iter()
        .map(|of| (of.area.title.as_str(), numbers(&of.public)[0]))
        .collect();
    assert_eq!(
        first,
        [("Hampshire", "0300 555 1373"), ("Isle of Wight", "01983 823435")]
    );
}

/// An edition of a partnership that lets nobody choose: there is nothing to ask, and so nothing to hide.
#[test]
fn where_no_area_can_be_chosen_every_line_is_there() {
    let edition = edited(2, |c| c.areas.iter_mut().for_each(|area| area.selectable = false));
    let app = App::with(&edition);
    let lines = local(&app.now());
    let all = numbers(&lines);
    assert!(
        all.contains(&"0300 555 1384") && all.contains(&"01983 823435"),
        "{all:?}"
    );
    assert!(who::answer(&app.now()).choose.is_empty());
}

#[test]
fn the_reason_names_the_area_the_hour_and_the_offices() {
    let reason = |areas: &[&str], now: &str| who::answer(&App::new().in_areas(areas).at(now)).reason;
    let (island, hampshire, portsmouth) = ("isle-of-wight", "hampshire", "portsmouth");
    for (areas, now, said) in [
        (
            &[island][..],
            "2026-11-28T22:40:00Z",
            "Isle of Wight, Saturday after 10pm. Offices are closed.",
        ),
        (
            &[hampshire],
            "2026-11-24T10:00:00Z",
            "Hampshire, Tuesday after 10am. Offices are open.",
        ),
        // Summer time: half past four in London.
        (
            &[hampshire],
            "2026-07-03T15:30:00Z",
            "Hampshire, Friday after 4pm. Offices are closed.",
        ),
        (
            &[hampshire],
            "2026-07-02T15:30:00Z",
            "Hampshire, Thursday after 4pm. Offices are open.",
        ),
        // Hampshire's close at half past four, Portsmouth's at five.
        (
            &[hampshire, portsmouth],
            "2026-11-27T16:45:00Z",
            "Hampshire and Portsmouth, Friday after 4pm. Some offices are open.",
        ),
        (
            &[],
            "2026-11-29T00:20:00Z",
            "Sunday after midnight. Offices are closed.",
        ),
        (
            &[island],
            "2026-12-25T12:10:00Z",
            "Isle of Wight, Friday after midday. Bank holiday: Christmas Day. Offices may be closed.",
        ),
        (
            &[portsmouth],
            "2026-12-25T12:10:00Z",
            "Portsmouth, Friday after midday. Bank holiday: Christmas Day. Offices are closed.",
        ),
        // Nobody knows the bank holidays of that year yet.
        (
            &[island],
            "2029-01-03T11:00:00Z",
            "Isle of Wight, Wednesday after 11am. Offices may be closed.",
        ),
    ] {
        assert_eq!(reason(areas, now), said);
    }
}

/// What Now says of the hour and of who is open is true for as long as nothing has passed.
#[test]
fn it_asks_again_when_the_hour_or_the_offices_change() {
    let app = App::new().in_areas(&["hampshire"]);
    let minutes =
        (0..26 * 60).map(|minute| crate::kit::at("2026-11-26T23:00:00Z") + chrono::TimeDelta::minutes(minute));
    let mut before: Option<(screens::passing::Passing, who::WhoToCall)> = None;
    let mut turned = 0;
    for minute in minutes {
        let m = app.at(&minute.to_rfc3339());
        let now = (screens::passing::answer(&m), who::answer(&m));
        if let Some(before) = &before {
            assert!(
                before.0 != now.0 || before.1 == now.1,
                "{minute}: another answer, and nobody asks"
            );
            turned += usize::from(before.1 != now.1);
        }
        before = Some(now);
    }
    assert!(turned >= 26, "{turned}");
}

/// B4: an area that an edition retired, or that came with a colleague's file, took 999 away.
#[test]
fn an_area_that_the_edition_does_not_know_is_no_choice() {
    let answered = now::answer(&App::new().now());
    for areas in [&["narnia"][..], &["hips"], &["narnia", "gone"]] {
        let app = App::new().in_areas(areas);
        assert_eq!(now::answer(&app.now()), answered, "{areas:?}");
        assert_eq!(app.now().settings.areas, [""; 0], "so the question is put again");
        assert_eq!(contacts::answer(&app.now()).elsewhere, [], "{areas:?}");
    }
    let app = App::new().in_areas(&["narnia", "hampshire"]);
    assert_eq!(numbers(&local(&app.now()))[..1], ["0300 555 1384"]);
}

#[test]
fn emergency_contacts_are_shown_whatever_area_they_are_for() {
    let edition = edited(2, |c| {
        for contact in c.contacts.iter_mut().filter(|c| c.group == ContactGroup::Emergency) {
            contact.area = "isle-of-wight".into();
        }
    });
    let app = App::with(&edition).in_areas(&["hampshire"]);
    assert_eq!(numbers(&who::answer(&app.now()).emergency), ["999", "999", "101"]);
    let listed = contacts::answer(&app.now());
    assert_eq!(numbers(&listed.here[0].contacts), ["999", "999", "101"]);
}

#[test]
fn a_record_of_an_unknown_area_concerns_everybody() {
    let edition = edited(2, |c| {
        let contact = c.contacts.iter_mut().find(|c| c.id == CONTACT).unwrap();
        contact.area = "a-new-area".into();
    });
    let app = App::with(&edition).in_areas(&["isle-of-wight"]);
    assert!(numbers(&local(&app.now())).contains(&"0300 555 1384"));
}

#[test]
fn with_nothing_in_the_library_there_is_an_answer() {
    let app = App::with(&edition(2, Catalogue::default())).in_areas(&["hampshire"]);
    let empty = now::answer(&app.now());
    assert!(empty.situations.is_empty() && empty.who.emergency.is_empty());
    assert!(empty.who.areas.is_empty() && empty.who.choose.is_empty());
    let contacts = contacts::answer(&app.now());
    assert!(contacts.here.is_empty() && contacts.elsewhere.is_empty());
}

/// B3: a contact of a newer shape, or a damaged line of what changed, took every contact away.
#[test]
fn what_changed_is_no_condition_for_a_number() {
    let mut app = App::new().in_areas(&["hampshire"]);
    app.receives(&edited(2, |c| call(c, CONTACT, "0300 555 1999")), SUNDAY);
    for before in ["", "{", "[]", "{\"id\":3}", "{\"numbers\":[{}]}"] {
        app.rewrite_arrivals(|arrivals| {
            for change in &mut arrivals[0].changes {
                change.before = Some(before.to_owned());
            }
        });
        assert_eq!(numbers(&who::answer(&app.now()).emergency).len(), 3, "{before}");
        assert!(numbers(&local(&app.now())).contains(&"0300 555 1999"), "{before}");
    }
}

fn call(c: &mut Catalogue, id: &str, number: &str) {
    let contact = c.contacts.iter_mut().find(|c| c.id == id).unwrap();
    number.clone_into(&mut contact.numbers[0].number);
}

#[test]
fn out_of_hours_the_open_line_comes_first() {
    let app = App::new().in_areas(&["hampshire"]);
    let sunday = local(&app.at(SUNDAY));
    assert_eq!(numbers(&sunday)[0], "0300 555 1373");
    assert_eq!(sunday[0].open_now, Some(true));
    assert_eq!(sunday[1].open_now, Some(false));
    // Friday closes at 4:30pm.
    assert_eq!(numbers(&local(&app.at("2026-11-20T16:30:00Z")))[0], "0300 555 1373");
}

/// Of the offices no page says whether they close; of the team out of hours one does.
#[test]
fn on_christmas_day_the_team_that_works_then_comes_first() {
    for (area, office) in [("hampshire", "0300 555 1384"), ("isle-of-wight", "01983 823436")] {
        let app = App::new().in_areas(&[area]);
        // A Friday, the substitute day of Boxing Day, and New Year's Day.
        for day in ["2026-12-25", "2026-12-28", "2027-01-01"] {
            let local = self::local(&app.at(&format!("{day}T11:00:00Z")));
            let of = |number: &str| {
                let has = |card: &ContactCard| card.numbers.iter().any(|its| its.number == number);
                let at = local.iter().position(has).unwrap();
                (at, &local[at])
            };
            let ((first, team), (after, office)) = (of("0300 555 1373"), of(office));
            assert_eq!((team.open_now, &team.holiday), (Some(true), &None), "{area} {day}");
            assert_eq!(office.open_now, None, "{area} {day}");
            let holiday = office.holiday.as_ref().unwrap();
            assert!(holiday.starts_with("Today is a bank holiday: "), "{holiday}");
            assert!(first < after, "{area} {day}");
            // At night it is closed, as on any day.
            let night = self::local(&app.at(&format!("{day}T22:00:00Z")));
            let office = night.iter().find(|card| card.id == office.id).unwrap();
            assert_eq!((office.open_now, &office.holiday), (Some(false), &None), "{area} {day}");
        }
        // Beyond the list nothing is claimed of a weekday, and nothing is put in another place.
        let known = local(&app.at("2028-12-20T11:00:00Z"));
        let beyond = local(&app.at("2029-01-03T11:00:00Z"));
        assert!(known.iter().any(|card| card.open_now == Some(false)));
        for card in &beyond {
            let always = card.hours.as_deref() == Some("Day and night, every day.");
            assert_eq!(card.open_now, always.then_some(true), "{}", card.title);
            assert_eq!(card.holiday, None);
        }
    }
}

#[test]
fn an_unconfirmed_number_says_so_wherever_it_is() {
    let app = App::new().in_areas(&["hampshire", "isle-of-wight"]);
    let contacts = contacts::answer(&app.now());
    let lists = contacts.here.iter().chain(&contacts.elsewhere);
    let (mut seen, mut known) = (0, Vec::new());
    for card in lists.flat_map(|list| &list.contacts) {
        let (state, sentence) = (card.provenance.state, &card.provenance.sentence);
        if state == Trust::Known {
            // A caution that is everywhere is read nowhere.
            known.push(card.id.as_str());
            assert_eq!(card.caution, None, "{}", card.id);
            continue;
        }
        assert_eq!(state, Trust::Unconfirmed, "{}", card.id);
        assert_eq!(card.caution.as_deref(), Some("Not confirmed yet"), "{}", card.id);
        assert!(!card.provenance.from.is_empty(), "{}", card.id);
        assert!(sentence.starts_with("Source: "), "{sentence}");
        assert!(sentence.ends_with("Not confirmed yet."), "{sentence}");
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
    let everybody = ["emergency-999", "silent-solution", "police-101", "samaritans"];
    assert!(everybody.iter().all(|id| known.contains(id)), "{known:?}");
    assert!(
        !known.contains(&CONTACT) && !known.contains(&"nspcc-helpline"),
        "{known:?}"
    );
}

#[test]
fn confirmed_and_overdue_are_told_apart() {
    let edition = edited(2, |c| {
        let contact = c.contacts.iter_mut().find(|c| c.id == CONTACT).unwrap();
        contact.confirmation.confirmed_on = "2026-06-01".parse().ok();
        contact.confirmation.confirmed_by = Some("Hampshire's duty team".into());
        contact.confirmation.review_by = "2026-12-01".parse().ok();
    });
    let app = App::with(&edition).in_areas(&["hampshire"]);
    let card = |now: &str| contacts::contact(&app.at(now), CONTACT).unwrap();
    assert_eq!(card(MONDAY).caution, None);
    let fresh = card(MONDAY).provenance;
    assert_eq!(fresh.from, "hants.gov.uk");
    assert_eq!(fresh.state, Trust::Confirmed);
    let confirmed = "Confirmed on 1 June 2026 by Hampshire's duty team.";
    assert!(fresh.sentence.starts_with(confirmed), "{}", fresh.sentence);
    let stale = card("2027-01-04T10:00:00Z");
    assert_eq!(stale.caution.as_deref(), Some("Overdue for review"));
    let stale = stale.provenance;
    assert_eq!(stale.state, Trust::Overdue);
    assert!(stale.sentence.contains("due to be checked again by 1 December 2026"));
}

#[test]
fn a_withdrawn_contact_is_shown_with_its_reason_and_not_called() {
    let edition = edited(2, |c| {
        let contact = c.contacts.iter_mut().find(|c| c.id == "hampshire-lado").unwrap();
        contact.standing = withdrawn("2026-11-01", "The team moved.", None);
    });
    let app = App::with(&edition).in_areas(&["hampshire"]);
    let m = app.now();
    let card = contacts::contact(&m, "hampshire-lado").unwrap();
    assert_eq!(card.withdrawn.unwrap().reason, "The team moved.");
    assert!(contacts::number_address(&m, "hampshire-lado", 0).is_err());
    assert!(contacts::mail_address(&m, "hampshire-lado", 0).is_err());
    let listed = contacts::answer(&m);
    let mut cards = listed.here.iter().flat_map(|list| &list.contacts);
    assert!(cards.all(|card| card.id != "hampshire-lado"));
}

#[test]
fn what_leaves_the_app_is_what_the_catalogue_holds() {
    let app = App::new();
    let m = app.now();
    let call = |id: &str| contacts::number_address(&m, id, 0).unwrap();
    assert_eq!(call(CONTACT), "tel:03005551384");
    assert_eq!(call("emergency-999"), "tel:999");
    assert!(contacts::number_address(&m, "emergency-999", 7).is_err());
    assert!(contacts::number_address(&m, "nobody", 0).is_err());
}

#[test]
fn silent_solution_says_both_its_limits() {
    let app = App::new();
    let who = who::answer(&app.now());
    let silent = who.emergency.iter().find(|c| c.id == "silent-solution").unwrap();
    assert_eq!(silent.numbers[0].whole, "999, then press 55");
    let limits = silent.limits.join(" ");
    assert!(
        limits.contains("mobiles only") && limits.contains("position"),
        "{limits}"
    );
}

#[test]
fn a_number_that_changed_says_so_for_ninety_days() {
    let mut app = App::new();
    let with_number = |number: u32, day: &str, digits: &str| {
        let mut edition = edited(number, |c| call(c, CONTACT, digits));
        edition.header.published_at = format!("{day}T09:00:00Z").parse().unwrap();
        edition
    };
    let changed = |app: &App, now: &str| contacts::contact(&app.at(now), CONTACT).unwrap().changed;
    app.receives(&with_number(2, "2026-11-23", "0300 555 1999"), "2026-11-23T09:30:00Z");
    assert_eq!(
        changed(&app, MONDAY).as_deref(),
        Some("Changed on 23 November 2026 from 0300 555 1384.")
    );
    assert!(changed(&app, "2027-02-21T09:00:00Z").is_some());
    assert_eq!(changed(&app, "2027-02-22T09:00:00Z"), None);
    assert_eq!(contacts::contact(&app.now(), "childline").unwrap().changed, None);

    // Each change is described by what was there before it.
    app.receives(&with_number(3, "2026-12-01", "0300 555 2000"), "2026-12-01T09:30:00Z");
    let both = "Changed on 1 December 2026 from 0300 555 1999. Changed on 23 November 2026 from 0300 555 1384.";
    assert_eq!(changed(&app, "2026-12-02T09:00:00Z").as_deref(), Some(both));
}

/// M2: the older text of a damaged record was shown as if it were current.
#[test]
fn what_is_of_an_older_version_says_so_before_anything_else() {
    use catalogue::Kind::{Contact, Pathway};
    let mut app = App::new();
    let named = |kind, id: &str| ((kind, id.to_owned()), 3);
    let older = [named(Contact, CONTACT), named(Pathway, "hampshire-domestic-abuse")].into();
    app.timeline = Timeline::with_older(&app.edition, app.timeline.whole().arrival, Vec::new(), older);
    let m = app.now();
    let damaged = "This device's copy was damaged. What you see is from an older version of the catalogue (3)";
    let warning = contacts::contact(&m, CONTACT).unwrap().warning.unwrap();
    assert!(warning.starts_with(damaged), "{warning}");
    assert_eq!(contacts::contact(&m, "childline").unwrap().warning, None);
    let steps = pathway::answer(&m, "hampshire-domestic-abuse").unwrap().steps;
    assert!(steps.len() > 1);
    for step in steps {
        assert!(step.warning.unwrap().starts_with(damaged));
    }
}

#[test]
fn a_pathway_shows_its_steps_and_where_each_answer_leads() {
    let app = App::new();
    let m = app.now();
    let all = Catalogue::from_edition(&EDITION).unwrap();
    for pathway in &all.pathways {
        let view = pathway::answer(&m, &pathway.id).unwrap();
        assert_eq!(view.steps.len(), pathway.steps.len());
        for (answer, written) in view
            .steps
            .iter()
            .zip(&pathway.steps)
            .flat_map(|(shown, step)| shown.answers.iter().zip(&step.answers))
        {
            assert_eq!(answer.step.is_some(), written.step.is_some(), "{}", answer.label);
            assert_eq!(answer.pathway.is_some(), written.pathway.is_some(), "{}", answer.label);
        }
    }
    assert!(pathway::answer(&m, "nothing").is_err());
}

#[test]
fn an_answer_that_leads_nowhere_ends_there() {
    let answers = json!([
        {"label": "On", "step": "two"}, {"label": "Off", "step": "three"}, {"label": "Away", "pathway": "gone"}
    ]);
    let step = |id: &str| json!({"id": id, "title": id, "urgency": "routine", "text": "Text.", "answers": answers});
    let pathway = json!({
        "id": "p", "title": "P", "situation": "S", "order": 1, "area": "a", "summary": "S", "source": "s",
        "steps": [step("one"), step("two")]
    });
    let app = App::with(&edition(1, catalogue(json!({"pathways": [pathway]}))));
    let view = pathway::answer(&app.now(), "p").unwrap();
    let leads: Vec<_> = view.steps[0]
        .answers
        .iter()
        .map(|a| (a.step.as_deref(), &a.pathway))
        .collect();
    assert_eq!(leads, [(Some("two"), &None), (None, &None), (None, &None)]);
}

#[test]
fn a_withdrawn_pathway_opens_and_is_in_no_list() {
    let edition = edited(2, |c| {
        let pathway = c
            .pathways
            .iter_mut()
            .find(|p| p.id == "hampshire-domestic-abuse")
            .unwrap();
        assert_eq!(pathway.standing, Standing::Active);
        pathway.standing = withdrawn(
            "2026-11-01",
            "There is a new one.",
            Some("isle-of-wight-domestic-abuse"),
        );
    });
    let app = App::with(&edition);
    let m = app.now();
    let view = pathway::answer(&m, "hampshire-domestic-abuse").unwrap();
    assert_eq!(view.withdrawn.unwrap().reason, "There is a new one.");
    let situations = now::answer(&m).situations;
    let mut cards = situations.iter().flat_map(|s| s.pathways.iter().chain(&s.elsewhere));
    assert!(cards.all(|card| card.id != "hampshire-domestic-abuse"));
}
