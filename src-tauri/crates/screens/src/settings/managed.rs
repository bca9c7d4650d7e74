//! What the person's organisation has set, in words, and what that leaves to choose.

use catalogue::managed::Managed;
use catalogue::{Area, Library};

use super::view::ManagedView;
use crate::Failure;

/// The areas that can be chosen: those that the organisation names, or all. Where the edition has none of those that it
/// names, all: a person must be able to say where the child lives.
pub fn selectable<'a>(library: &'a Library, managed: &Managed) -> Vec<&'a Area> {
    let all = || library.selectable_areas();
    let named = managed.areas.iter().flatten();
    let of_theirs: Vec<&Area> = all().filter(|area| named.clone().any(|id| area.id == *id)).collect();
    match of_theirs.is_empty() {
        true => all().collect(),
        false => of_theirs,
    }
}

/// What the organisation has set.
pub fn answer(library: &Library, managed: &Managed) -> ManagedView {
    let areas = selectable(library, managed);
    let are_theirs = |ids: &Vec<String>| areas.iter().all(|area| ids.iter().any(|id| area.id == *id));
    let limited = managed.areas.as_ref().is_some_and(are_theirs);
    let mut words = Vec::new();
    if let Some(host) = &managed.host {
        words.push(format!("Updates come from {host}"));
    }
    if limited {
        let titles: Vec<&str> = areas.iter().map(|area| area.title.as_str()).collect();
        words.push(match &*titles {
            [one] => format!("Your area is {one}."),
            several => format!("You can choose from these areas: {}.", several.join(", ")),
        });
    }
    words.extend(managed.background.map(|on| background(on).to_owned()));
    words.extend(managed.reminders.map(|on| reminders(on).to_owned()));
    if let Some(address) = &managed.reporting_address {
        words.push(format!("Mistakes are reported to {address}"));
    }
    let mut mistakes: Vec<String> = managed.mistakes.iter().map(|why| format!("{why}.")).collect();
    if let Some(ids) = managed.areas.as_ref().filter(|_| !limited) {
        mistakes.push(format!(
            "The policy sets areas that this version of the catalogue does not have: {}.",
            ids.join(", ")
        ));
    }
    ManagedView {
        areas: limited,
        background: managed.background.is_some(),
        reminders: managed.reminders.is_some(),
        words,
        mistakes,
    }
}

fn background(on: bool) -> &'static str {
    match on {
        true => "Doorstep starts when you log in, and keeps running when you close its window.",
        false => "Doorstep closes fully when you close its window, and does not start when you log in.",
    }
}

fn reminders(on: bool) -> &'static str {
    match on {
        true => "Reminders of practice weeks are on.",
        false => "Reminders of practice weeks are off. Reminders you set yourself still come.",
    }
}

/// Refuses to change what the organisation has set.
///
/// # Errors
/// `BadRequest` where it is.
pub fn free(is_managed: bool) -> Result<(), Failure> {
    match is_managed {
        true => Err(Failure::bad_request(
            "Your organisation set this, so you cannot change it here. Nothing has changed. Contact your IT team.",
        )),
        false => Ok(()),
    }
}
