//! Contacts: a way to reach somebody, and hours that make sense.

use super::form::{is_email, is_extension, is_relay_number, is_telephone_number, is_text_number, is_word_to_send};
use super::reference::refer;
use super::{At, Check};
use crate::{Contact, Hours, OnBankHolidays, PhoneNumber, UsedBy, Way};

pub(super) fn check(check: &mut Check<'_>) {
    for (index, contact) in check.catalogue.contacts.iter().enumerate() {
        let at = At {
            collection: "contacts",
            index,
            id: &contact.id,
        };
        reach(check, at, contact);
        match &contact.hours {
            Some(Hours::Weekly(openings)) => {
                if openings.is_empty() {
                    check.refuse(
                        at,
                        "hours/weekly",
                        "the weekly hours are empty",
                        "add the opening hours, or leave `hours` out when they are not known",
                    );
                }
                for (i, opening) in openings.iter().enumerate() {
                    let path = format!("hours/weekly/{i}");
                    if opening.days.is_empty() {
                        check.refuse(
                            at,
                            format!("{path}/days"),
                            "these hours have no day",
                            "name the days, such as [\"monday\", \"tuesday\"]",
                        );
                    }
                    if opening.to <= opening.from && !opening.is_until_midnight() {
                        check.refuse(
                            at,
                            format!("{path}/to"),
                            format!(
                                "these hours end at {} and start at {}",
                                opening.to.format("%H:%M"),
                                opening.from.format("%H:%M")
                            ),
                            "make them end after they start; write midnight as \"24:00\", and hours past it as two \
                             openings, one a day",
                        );
                    }
                }
            }
            Some(Hours::OutsideHoursOf(other)) => outside(check, at, other),
            Some(Hours::Always) | None => {}
        }
        on_bank_holidays(check, at, contact);
    }
}

fn reach(check: &mut Check<'_>, at: At<'_>, contact: &Contact) {
    // A withdrawn contact may have lost its number: a superseded one must not be printed at all.
    let reaches_nobody = contact.numbers.is_empty() && contact.emails.is_empty() && contact.link.is_none();
    if contact.standing.is_active() && reaches_nobody {
        check.refuse(
            at,
            "",
            "this contact has no number, no email address and no link",
            "add one to `numbers` or `emails`, add a `link`, or mark the contact withdrawn",
        );
    }
    for (i, number) in contact.numbers.iter().enumerate() {
        used(check, at, i, number);
        if let Some(public) = &number.public_as {
            shared(check, at, format!("numbers/{i}/public_as"), number, public);
        }
    }
    for (i, email) in contact.emails.iter().enumerate() {
        if !is_email(email) {
            check.refuse(
                at,
                format!("emails/{i}"),
                format!("\"{email}\" is not an email address"),
                "write it like \"name@example.org\", with nothing before or after it",
            );
        }
    }
}

/// A number must fit the way it is used, and so must what is sent, asked for and pressed.
fn used(check: &mut Check<'_>, at: At<'_>, i: usize, number: &PhoneNumber) {
    let is_number: (fn(&str) -> bool, _, _) = match number.way {
        Way::Call => (
            is_telephone_number,
            "a telephone number people here can dial",
            "write it as dialled in the United Kingdom, from 0, in digits with single spaces, such as \"01632 960001\" \
             (or 999, 101, 111, 112, 116 123); a number to text says `way = \"text\"`",
        ),
        Way::Text => (
            is_text_number,
            "a number people here can text",
            "write the five digits of a service, such as \"85258\", a mobile, or 999",
        ),
        Way::TextRelay => (
            is_relay_number,
            "a number of Relay UK",
            "write its prefix with the number, such as \"18001 101\", or 18000 for an emergency",
        ),
        // Refused as a word that is not known.
        Way::Other => return,
    };
    let (fits, what, fix) = is_number;
    if !fits(&number.number) {
        check.refuse(
            at,
            format!("numbers/{i}/number"),
            format!("\"{}\" is not {what}", number.number),
            fix,
        );
    }
    let mut member = |key: &str, value: Option<&String>, way: Way, fits: fn(&str) -> bool, what: &str, fix: &str| {
        let Some(value) = value else { return };
        let path = format!("numbers/{i}/{key}");
        if number.way != way {
            let what = format!("`{key}` does not go with the way this number is used");
            check.refuse(at, path, what, format!("leave `{key}` out"));
        } else if !fits(value) {
            check.refuse(at, path, what, fix);
        }
    };
    member(
        "send",
        number.send.as_ref(),
        Way::Text,
        is_word_to_send,
        "this is not a word to send",
        "write only the word, in letters and digits, such as \"SHOUT\"",
    );
    member(
        "extension",
        number.extension.as_ref(),
        Way::Call,
        is_extension,
        "this is not an extension",
        "write only its two to six digits, such as \"2134\"",
    );
    member(
        "then_press",
        number.then_press.as_ref(),
        Way::Call,
        |keys| keys.chars().all(|c| c.is_ascii_digit() || c == '*' || c == '#'),
        "these are not keys on a telephone",
        "write only the keys, such as \"55\"",
    );
}

/// A number is everybody's only where somebody gives it to everybody.
fn shared(check: &mut Check<'_>, at: At<'_>, path: String, number: &PhoneNumber, public: &str) {
    refer(check, at, &path, "contacts", public);
    let Some(target) = check.catalogue.contacts.iter().find(|c| c.id == public) else {
        return;
    };
    let gives_it = target.standing.is_active()
        && target.used_by == UsedBy::Everyone
        && target.numbers.iter().any(|n| n.digits() == number.digits());
    if !gives_it {
        check.refuse(
            at,
            path,
            format!("\"{public}\" does not give {} to everyone", number.number),
            "name the active contact for everyone that has this number, or leave `public_as` out",
        );
    }
}

/// What is said of bank holidays must say more than the hours do.
fn on_bank_holidays(check: &mut Check<'_>, at: At<'_>, contact: &Contact) {
    let fix = match (contact.on_bank_holidays, &contact.hours) {
        (None, _) | (Some(OnBankHolidays::Closed), Some(Hours::Weekly(_) | Hours::OutsideHoursOf(_))) => return,
        (Some(OnBankHolidays::AsUsual), Some(Hours::Weekly(_))) => return,
        (Some(OnBankHolidays::Open), Some(Hours::OutsideHoursOf(_))) => return,
        (Some(_), Some(Hours::Weekly(_))) => "write \"as-usual\" or \"closed\", or leave `on_bank_holidays` out",
        (Some(_), Some(Hours::OutsideHoursOf(_))) => "write \"open\" or \"closed\", or leave `on_bank_holidays` out",
        (Some(_), Some(Hours::Always) | None) => "leave `on_bank_holidays` out",
    };
    check.refuse(
        at,
        "on_bank_holidays",
        "these hours do not fit what `on_bank_holidays` says",
        fix,
    );
}

fn outside(check: &mut Check<'_>, at: At<'_>, other: &str) {
    let path = "hours/outside-hours-of";
    refer(check, at, path, "contacts", other);
    let Some(target) = check.catalogue.contacts.iter().find(|c| c.id == other) else {
        return;
    };
    let trouble = match &target.hours {
        Some(Hours::Weekly(_)) => return,
        Some(Hours::Always) => "always answers, so this one never would",
        Some(Hours::OutsideHoursOf(_)) => "itself answers outside the hours of another",
        None => "does not say when it answers",
    };
    check.refuse(
        at,
        path,
        format!("this contact answers outside the hours of \"{other}\", which {trouble}"),
        "name a contact with weekly hours, or leave `hours` out",
    );
}
