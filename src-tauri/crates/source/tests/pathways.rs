//! Every pathway of the real catalogue, walked to every end: the number on the way, what happens next at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use catalogue::{Area, Catalogue, Contact, Pathway, Step, UsedBy};
use source::read;

/// What is said at the door, in the order of Now; and what helps with the rest.
const SITUATIONS: [&str; 12] = [
    "I'm worried about a child",
    "A bruise or mark on a baby who cannot move by itself",
    "A child tells me something",
    "Domestic abuse",
    "Exploitation, or a missing child",
    "Someone who works with children",
    "An adult at risk, or not looking after themselves",
    "No one answered, or I was not let in",
    "I am not sure",
    "We disagree about what should happen",
    "May I share this?",
    "I do not feel safe, or cannot speak on the phone",
];
/// Opening the pathway is the first.
const TAPS: usize = 3;

fn catalogue() -> Catalogue {
    let data: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../data");
    read(&data).catalogue
}

/// A step: its pathway's id and its own.
type Place<'a> = (&'a str, &'a str);

/// A step with where it leads.
struct Stop<'a> {
    pathway: &'a Pathway,
    step: &'a Step,
    ahead: Vec<Place<'a>>,
    /// Whether the way may end here.
    ends: bool,
}

fn stops(catalogue: &Catalogue) -> BTreeMap<Place<'_>, Stop<'_>> {
    let first = |id: &str| {
        let pathway = catalogue
            .pathways
            .iter()
            .find(|pathway| pathway.id == id)
            .expect("a pathway");
        (pathway.id.as_str(), pathway.steps[0].id.as_str())
    };
    let mut stops = BTreeMap::new();
    for pathway in catalogue.pathways.iter().filter(|pathway| pathway.standing.is_active()) {
        for (i, step) in pathway.steps.iter().enumerate() {
            let mut ahead = Vec::new();
            let mut ends = false;
            for answer in &step.answers {
                match (&answer.step, &answer.pathway) {
                    (Some(step), _) => ahead.push((pathway.id.as_str(), step.as_str())),
                    (None, Some(other)) => ahead.push(first(other)),
                    (None, None) => ends = true,
                }
            }
            match pathway.steps.get(i + 1) {
                Some(next) if step.answers.is_empty() => ahead.push((&pathway.id, &next.id)),
                None if step.answers.is_empty() => ends = true,
                _ => {}
            }
            let stop = Stop {
                pathway,
                step,
                ahead,
                ends,
            };
            stops.insert((pathway.id.as_str(), step.id.as_str()), stop);
        }
    }
    stops
}

/// Whether a record of area `of` is for somebody in `here`.
fn serves(areas: &[Area], of: &str, here: &str) -> bool {
    let mut at = Some(here);
    while let Some(id) = at {
        if id == of {
            return true;
        }
        at = areas
            .iter()
            .find(|area| area.id == id)
            .and_then(|area| area.within.as_deref());
    }
    false
}

/// Numbers on this step that somebody in the pathway's area can call.
fn numbers<'a>(catalogue: &'a Catalogue, stop: &Stop<'a>) -> Vec<&'a Contact> {
    let contacts = stop.step.contacts.iter();
    contacts
        .filter_map(|id| catalogue.contacts.iter().find(|contact| contact.id == *id))
        .filter(|contact| contact.standing.is_active() && !contact.numbers.is_empty())
        .filter(|contact| serves(&catalogue.areas, &contact.area, &stop.pathway.area))
        .collect()
}

/// What is wrong on any way through the pathways.
fn faults(catalogue: &Catalogue) -> Vec<String> {
    let stops = stops(catalogue);
    let mut faults = Vec::new();
    // From each step an end can be reached: found backwards from the ends.
    let mut leaving: BTreeSet<Place> = stops
        .iter()
        .filter(|(_, stop)| stop.ends)
        .map(|(place, _)| *place)
        .collect();
    loop {
        let more: Vec<Place> = stops
            .iter()
            .filter(|(place, stop)| !leaving.contains(*place) && stop.ahead.iter().any(|next| leaving.contains(next)))
            .map(|(place, _)| *place)
            .collect();
        if more.is_empty() {
            break;
        }
        leaving.extend(more);
    }
    for (place, stop) in &stops {
        if !leaving.contains(place) {
            faults.push(format!("{place:?} leads to no end"));
        }
        if stop.ends && stop.step.conversation.next.is_none() {
            faults.push(format!("{place:?} ends and does not say what happens next"));
        }
        for id in &stop.step.contacts {
            let contact = catalogue
                .contacts
                .iter()
                .find(|contact| contact.id == *id)
                .expect("a contact");
            if !serves(&catalogue.areas, &contact.area, &stop.pathway.area) {
                faults.push(format!("{place:?} names {id}, which serves another area"));
            }
        }
        let used_by = |who| numbers(catalogue, stop).iter().any(|contact| contact.used_by == who);
        let for_all = stop.step.contacts.iter().any(|id| {
            let contact = catalogue.contacts.iter().find(|contact| contact.id == *id);
            contact.is_some_and(|contact| contact.used_by == UsedBy::Everyone)
        });
        if used_by(UsedBy::Professionals) && !for_all {
            faults.push(format!(
                "{place:?} has a number for professionals and nothing for anybody else"
            ));
        }
        let asks = stop
            .step
            .question
            .iter()
            .chain(stop.step.answers.iter().map(|answer| &answer.label));
        if asks.clone().any(|text| text.contains("significant harm")) && !stop.step.text.contains("badly hurt") {
            faults.push(format!(
                "{place:?} asks about significant harm and does not say what that is"
            ));
        }
    }
    for pathway in catalogue.pathways.iter().filter(|pathway| pathway.standing.is_active()) {
        // Every way that shows no number yet.
        let mut silent: BTreeSet<Place> = BTreeSet::from([(pathway.id.as_str(), pathway.steps[0].id.as_str())]);
        for _ in 0..TAPS {
            silent.retain(|place| numbers(catalogue, &stops[place]).is_empty());
            silent = silent.iter().flat_map(|place| stops[place].ahead.clone()).collect();
        }
        faults.extend(
            silent
                .iter()
                .map(|place| format!("{}: no number in {TAPS} taps on the way to {place:?}", pathway.id)),
        );
    }
    faults
}

/// In how many taps a number of the pathway's own area is on the screen, the pathway's opening being the first.
fn taps_to_a_local_number(catalogue: &Catalogue, pathway: &Pathway) -> usize {
    let stops = stops(catalogue);
    let mut here = vec![(pathway.id.as_str(), pathway.steps[0].id.as_str())];
    for taps in 1..10 {
        let local = |place: &Place| {
            let numbers = numbers(catalogue, &stops[place]);
            numbers.iter().any(|contact| contact.area == pathway.area)
        };
        if here.iter().any(local) {
            return taps;
        }
        here = here.iter().flat_map(|place| stops[place].ahead.clone()).collect();
    }
    usize::MAX
}

#[test]
fn every_way_meets_a_number_and_ends_with_what_happens_next() {
    let catalogue = catalogue();
    assert!(catalogue.pathways.len() > 30);
    assert_eq!(faults(&catalogue), Vec::<String>::new());
}

#[test]
fn the_situations_stand_in_their_order_and_every_area_has_each() {
    let catalogue = catalogue();
    let mut pathways: Vec<&Pathway> = catalogue.pathways.iter().collect();
    pathways.sort_by_key(|pathway| pathway.order);
    let mut titles: Vec<&str> = pathways.iter().map(|pathway| pathway.situation.as_str()).collect();
    titles.dedup();
    assert_eq!(titles, SITUATIONS);
    for area in catalogue.areas.iter().filter(|area| area.selectable) {
        for situation in SITUATIONS {
            let here = pathways.iter().filter(|pathway| pathway.situation == situation);
            let here: Vec<_> = here
                .filter(|pathway| serves(&catalogue.areas, &pathway.area, &area.id))
                .collect();
            assert_eq!(here.len(), 1, "{situation} in {}", area.id);
        }
    }
}

#[test]
fn each_local_situation_reaches_a_local_number_in_three_taps() {
    let catalogue = catalogue();
    let is_local = |id: &str| catalogue.areas.iter().any(|area| area.id == id && area.selectable);
    let local: Vec<_> = catalogue
        .pathways
        .iter()
        .filter(|pathway| is_local(&pathway.area))
        .collect();
    assert!(local.len() >= 32, "{}", local.len());
    for pathway in local {
        let taps = taps_to_a_local_number(&catalogue, pathway);
        assert!(taps <= TAPS, "{}: {taps}", pathway.id);
    }
}

#[test]
fn what_must_not_be_is_found() {
    let sound = catalogue();
    let changed = |change: &dyn Fn(&mut Pathway)| {
        let mut catalogue = sound.clone();
        let pathway = catalogue
            .pathways
            .iter_mut()
            .find(|pathway| pathway.id == "your-own-safety");
        change(pathway.expect("a pathway"));
        faults(&catalogue).join("\n")
    };
    let round = changed(&|pathway| {
        // Every way out of it leads back in.
        let first = pathway.steps[0].id.clone();
        for answer in pathway.steps.iter_mut().flat_map(|step| &mut step.answers) {
            if answer.step.is_none() {
                answer.pathway = None;
                answer.step = Some(first.clone());
            }
        }
    });
    assert!(round.contains("leads to no end"), "{round}");
    let silent = changed(&|pathway| pathway.steps.iter_mut().for_each(|step| step.contacts.clear()));
    assert!(silent.contains("no number in 3 taps"), "{silent}");
    let mute = changed(&|pathway| pathway.steps.iter_mut().for_each(|step| step.conversation.next = None));
    assert!(mute.contains("does not say what happens next"), "{mute}");
    let elsewhere = changed(&|pathway| pathway.steps[0].contacts.push("hampshire-lado".into()));
    assert!(elsewhere.contains("serves another area"), "{elsewhere}");
    let bare = changed(&|pathway| pathway.steps[0].answers[0].label = "It is significant harm".into());
    assert!(bare.contains("does not say what that is"), "{bare}");
}
