//! Pathways: the question, what is read before it, and who is called.

use catalogue::{Contact, Pathway};
use screens::pathway::{self, PathwayView, StepView};

use crate::kit::{App, MONDAY, edited};

fn step(m: &screens::Moment, pathway: &str, step: &str) -> StepView {
    let mut steps = pathway::answer(m, pathway).unwrap().steps.into_iter();
    steps.find(|each| each.id == step).unwrap()
}

fn all(m: &screens::Moment) -> Vec<PathwayView> {
    let pathways = m.library.active::<Pathway>();
    pathways.map(|each| pathway::answer(m, &each.id).unwrap()).collect()
}

#[test]
fn a_heading_leaves_out_the_area_that_stands_below_it() {
    let app = App::new();
    let m = app.now();
    for (id, heading) in [
        ("hampshire-domestic-abuse", "Domestic abuse"),
        ("bruise-on-a-baby-isle-of-wight", "A bruise on a baby"),
        (
            "your-own-safety",
            "Your own safety, and calling 999 if you cannot speak",
        ),
    ] {
        assert_eq!(pathway::answer(&m, id).unwrap().heading, heading);
    }
}

#[test]
fn from_every_pathway_999_is_called_and_no_step_says_it_again() {
    let app = App::new();
    let m = app.now();
    for view in all(&m) {
        let emergency = view.emergency.unwrap();
        let number = &emergency.numbers[0];
        assert_eq!(
            (number.number.as_str(), number.then.len()),
            ("999", 0),
            "{}",
            view.card.id
        );
        for step in view.steps {
            assert!(step.contacts.iter().all(|card| card.id != emergency.id), "{}", step.id);
        }
    }
    // 999 and 55 is another thing than 999.
    let cards = step(&m, "hampshire-domestic-abuse", "danger").contacts;
    assert_eq!(
        cards.iter().map(|card| &*card.id).collect::<Vec<_>>(),
        ["silent-solution"]
    );
}

#[test]
fn a_caution_about_999_is_never_left_out() {
    let app = App::with(&edited(2, |c| {
        let is_999 = |contact: &&mut Contact| contact.id == *"emergency-999";
        c.contacts.iter_mut().find(is_999).unwrap().warning = Some("Calls fail on the Island today.".into());
    }));
    let cards = step(&app.at(MONDAY), "hampshire-domestic-abuse", "danger").contacts;
    assert_eq!(cards[0].warning.as_deref(), Some("Calls fail on the Island today."));
}

#[test]
fn a_short_first_line_leads_and_no_paragraph_is_lost() {
    let app = App::new();
    let m = app.now();
    let lead = |pathway, id| step(&m, pathway, id).lead;
    assert_eq!(
        lead("worried-about-a-child-hampshire", "choose").as_deref(),
        Some("If more than one answer fits, choose the one nearest the top.")
    );
    assert_eq!(lead("hampshire-domestic-abuse", "danger"), None);
    for view in all(&m) {
        let written = &m.library.get::<Pathway>(&view.card.id).unwrap().steps;
        for (step, written) in view.steps.iter().zip(written) {
            let shown: Vec<&str> = step.lead.iter().chain(&step.text).map(String::as_str).collect();
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(
                words(&shown.join(" ")),
                words(&written.text),
                "{}/{}",
                view.card.id,
                step.id
            );
            assert!(step.lead.iter().all(|lead| lead.chars().count() <= 90));
        }
    }
}

#[test]
fn a_call_comes_before_what_is_asked_after_it() {
    let app = App::new();
    let m = app.now();
    for (pathway, id, call_first) in [
        ("worried-about-a-child-hampshire", "urgent", true),
        ("bruise-on-a-baby-isle-of-wight", "refer-baby", true),
        ("hampshire-domestic-abuse", "child", true),
        ("worried-about-a-child-hampshire", "choose", false),
        // Who answers is asked before anybody is called.
        ("hampshire-domestic-abuse", "danger", false),
        ("hampshire-domestic-abuse", "assess", false),
        // What is asked there is asked of a colleague, and the helpline gives advice.
        ("professional-differences", "talk", false),
    ] {
        assert_eq!(step(&m, pathway, id).call_first, call_first, "{pathway}/{id}");
    }
}
