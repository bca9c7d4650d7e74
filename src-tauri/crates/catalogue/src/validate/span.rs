//! Days: what takes another's place begins on the day after the other ends, so that on each day there is one and not
//! two or none.

use chrono::{Days, NaiveDate};

use super::{At, Check};
use crate::{Contact, ContactGroup, Pathway, Span};

const ONE_ENDS: &str = "end one on the day before the other begins";

pub(super) fn check(check: &mut Check<'_>) {
    let catalogue = check.catalogue;
    for (index, contact) in catalogue.contacts.iter().enumerate() {
        let at = At {
            collection: "contacts",
            index,
            id: &contact.id,
        };
        in_order(check, at, "", contact.span);
        for (i, number) in contact.numbers.iter().enumerate() {
            in_order(check, at, &format!("numbers/{i}/"), number.span);
        }
        if let Some(link) = &contact.link {
            in_order(check, at, "link/", link.span);
        }
        if !contact.standing.is_active() {
            continue;
        }
        numbers(check, at, contact);
        somebody_answers(check, at, contact);
        if contact.group == ContactGroup::Emergency && contact.span.until.is_some() {
            check.refuse(
                at,
                "until",
                "an emergency contact ends on a day that no device may hear of in time",
                "leave `until` out; withdraw the contact in the edition that takes it away",
            );
        }
    }
    contacts(check);
    for (index, resource) in catalogue.resources.iter().enumerate() {
        if let Some(link) = &resource.link {
            let at = At {
                collection: "resources",
                index,
                id: &resource.id,
            };
            in_order(check, at, "link/", link.span);
        }
    }
    for (index, pathway) in catalogue.pathways.iter().enumerate() {
        let at = At {
            collection: "pathways",
            index,
            id: &pathway.id,
        };
        for (s, step) in pathway.steps.iter().enumerate() {
            in_order(check, at, &format!("steps/{s}/"), step.span);
        }
        if pathway.standing.is_active() {
            steps(check, at, pathway);
        }
    }
}

fn in_order(check: &mut Check<'_>, at: At<'_>, path: &str, span: Span) {
    if let (Some(from), Some(until)) = (span.from, span.until)
        && until < from
    {
        check.refuse(
            at,
            format!("{path}until"),
            format!("it ends on {until}, before it begins on {from}"),
            "put the days in order; both are included",
        );
    }
}

/// What is wrong between two things of one purpose, where both or one of them has days.
fn between(one: Span, other: Span) -> Option<String> {
    let (first, second) = if starts(one) <= starts(other) {
        (one, other)
    } else {
        (other, one)
    };
    if first == Span::default() && second == Span::default() {
        return None;
    }
    let Some((ends, begins)) = first.until.zip(second.from) else {
        let day = second.from.or(first.from).or(first.until).or(second.until)?;
        return Some(format!("both are in force on {day}"));
    };
    if begins <= ends {
        return Some(format!("both are in force on {begins}"));
    }
    let next = ends.checked_add_days(Days::new(1))?;
    (next < begins).then(|| format!("neither is in force on {next}"))
}

fn starts(span: Span) -> NaiveDate {
    span.from.unwrap_or(NaiveDate::MIN)
}

/// Refuses what is wrong between each of these and the next, by the days on which they begin.
fn chain(check: &mut Check<'_>, at: At<'_>, mut links: Vec<(Span, String, &str)>) {
    links.sort_by_key(|(span, ..)| starts(*span));
    for pair in links.windows(2) {
        let ((one, _, first), (other, path, second)) = (&pair[0], &pair[1]);
        if let Some(what) = between(*one, *other) {
            check.refuse(
                at,
                path.as_str(),
                format!("of \"{first}\" and \"{second}\", {what}"),
                ONE_ENDS,
            );
        }
    }
}

/// The numbers of one way: two that hold side by side belong to two contacts as soon as one of them has days, or nobody
/// can tell which takes the other's place.
fn numbers(check: &mut Check<'_>, at: At<'_>, contact: &Contact) {
    let all: Vec<_> = contact.numbers.iter().enumerate().collect();
    for (place, (_, first)) in all.iter().enumerate() {
        if all[..place].iter().any(|(_, earlier)| earlier.way == first.way) {
            continue;
        }
        let same = all.iter().filter(|(_, number)| number.way == first.way);
        let links = same.map(|(i, number)| (number.span, format!("numbers/{i}"), number.number.as_str()));
        chain(check, at, links.collect());
    }
}

/// A contact that gives numbers gives one on each of its days.
fn somebody_answers(check: &mut Check<'_>, at: At<'_>, contact: &Contact) {
    let spans: Vec<Span> = contact.numbers.iter().map(|number| number.span).collect();
    if let Some(day) = uncovered(contact.span, &spans) {
        check.refuse(
            at,
            "numbers",
            format!("on {day} this contact is in use and none of its numbers is"),
            "give it a number for each of its days, or give the contact itself these days",
        );
    }
}

/// A day of `whole` on which none of `parts` holds, where there are any.
fn uncovered(whole: Span, parts: &[Span]) -> Option<NaiveDate> {
    let first = parts.iter().map(|part| starts(*part)).min()?;
    let before_all = whole.from.or_else(|| first.pred_opt());
    let ends = parts.iter().filter_map(|part| part.ends());
    let mut days = before_all.into_iter().chain(ends);
    days.find(|day| whole.holds_on(*day) && parts.iter().all(|part| !part.holds_on(*day)))
}

/// Two contacts with the same words for the same people: one takes the other's place.
fn contacts(check: &mut Check<'_>) {
    let all = &check.catalogue.contacts;
    for (index, contact) in all.iter().enumerate() {
        let says_the_same = |other: &&Contact| other.title == contact.title || other.purpose == contact.purpose;
        let others = all[..index].iter().filter(|other| contact.is_for_those_of(other));
        for other in others.filter(says_the_same) {
            if let Some(what) = between(contact.span, other.span) {
                let at = At {
                    collection: "contacts",
                    index,
                    id: &contact.id,
                };
                check.refuse(
                    at,
                    "",
                    format!("this contact and \"{}\" look the same to people, and {what}", other.id),
                    format!("{ONE_ENDS}, or give them titles and purposes that tell them apart"),
                );
            }
        }
    }
}

fn steps(check: &mut Check<'_>, at: At<'_>, pathway: &Pathway) {
    let spans: Vec<Span> = pathway.steps.iter().map(|step| step.span).collect();
    if let Some(day) = uncovered(Span::default(), &spans) {
        check.refuse(
            at,
            "steps",
            format!("on {day} this pathway has no step"),
            "give it a step for each day",
        );
    }
    for (s, step) in pathway.steps.iter().enumerate() {
        let first = pathway.steps.iter().position(|other| other.title == step.title);
        if first == Some(s) {
            let steps = pathway.steps.iter().enumerate();
            let same = steps.filter(|(_, other)| other.title == step.title);
            let links = same.map(|(i, step)| (step.span, format!("steps/{i}"), step.id.as_str()));
            chain(check, at, links.collect());
        }
        let all = &check.catalogue.contacts;
        let named = all.iter().filter(|contact| step.contacts.contains(&contact.id));
        let spans: Vec<Span> = named.map(|contact| contact.span).collect();
        if let Some(day) = uncovered(step.span, &spans) {
            check.refuse(
                at,
                format!("steps/{s}/contacts"),
                format!("on {day} this step is in use and none of its contacts is"),
                "name the contact that takes its place as well",
            );
        }
    }
}
