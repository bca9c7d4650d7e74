//! A contact, whole: the same card on every screen.

use catalogue::validate::is_email;
use catalogue::{Contact, ContactGroup, Hours, Kind, PhoneNumber, Turn, UsedBy, calendar};
use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;
use serde_json::{Map, Value};
use serde_with::skip_serializing_none;
use ts_rs::TS;

use super::number::numbers;
use super::turning::{TODAY, ahead, sentences};
use super::when::when;
use super::{
    AreaName, LinkView, NumberView, Provenance, Report, Trust, WhatToSay, Withdrawn, area_name, link_view,
    provenance_of, report, say, trust_of, warning, web, withdrawn,
};
use crate::{Moment, words};

/// A contact, whole: the same wherever it is shown, so that its cautions are never left behind.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct ContactCard {
    /// Its id.
    pub id: String,
    /// Who answers.
    pub title: String,
    /// When to use it.
    pub purpose: String,
    /// Its list.
    pub group: ContactGroup,
    /// The area it serves.
    pub area: AreaName,
    /// Who may use it.
    pub used_by: UsedBy,
    /// Numbers, the first to try first.
    pub numbers: Vec<NumberView>,
    /// "Changed today."; for 90 days after it: "Changed on 22 November 2026 from 0300 555 1384."
    pub changed: Option<String>,
    /// For two weeks before whom to call changes: "From Monday 24 February: 01983 555 138."
    pub changing: Option<String>,
    /// Email addresses.
    pub emails: Vec<String>,
    /// An address to open.
    pub link: Option<LinkView>,
    /// "Open until 5pm", "Opens Monday 8:30am"; absent where no hours are known, and where it is withdrawn.
    pub when: Option<String>,
    /// "Monday to Thursday 8:30am to 5pm. Bank holidays may differ."; absent where no source says.
    pub hours: Option<String>,
    /// Whether somebody answers at this moment; absent where that is not known.
    pub open_now: Option<bool>,
    /// On a bank holiday of which nobody says whether somebody answers then: "Today is a bank holiday: Christmas Day.
    /// …".
    pub holiday: Option<String>,
    /// What it cannot do.
    pub limits: Vec<String>,
    /// A reason to be careful with it now.
    pub warning: Option<String>,
    /// What to say to whoever answers.
    pub say: Option<WhatToSay>,
    /// How far to trust it, in three words: "Not confirmed yet". Absent where nothing speaks against it.
    pub caution: Option<String>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Set when it is withdrawn: then it is not to be called.
    pub withdrawn: Option<Withdrawn>,
    /// Whether it is bookmarked.
    pub bookmarked: bool,
    /// The email that reports a mistake in it.
    pub report: Option<Report>,
}

/// For how long a changed number is news.
pub(crate) const NEWS: TimeDelta = TimeDelta::days(90);

/// A contact's card.
pub fn contact(m: &Moment, contact: &Contact) -> ContactCard {
    let office = match &contact.hours {
        Some(Hours::OutsideHoursOf(id)) => m.library.get::<Contact>(id).map(|office| office.title.as_str()),
        _ => None,
    };
    let open_now = m.library.is_open(contact, m.now);
    let turns = m.library.turns(&contact.id);
    ContactCard {
        id: contact.id.to_string(),
        title: contact.title.clone(),
        purpose: contact.purpose.clone(),
        group: contact.group,
        area: area_name(m.library, &contact.area),
        used_by: contact.used_by,
        numbers: numbers(contact),
        changed: changed(m, contact, &turns),
        changing: ahead(m, &turns),
        emails: emails(contact).map(str::to_owned).collect(),
        link: web(contact.link.as_ref()).map(|link| link_view(m, link, &contact.source)),
        when: when(m, contact).filter(|_| contact.standing.is_active()),
        hours: contact
            .hours
            .as_ref()
            .map(|hours| words::hours(hours, office, contact.on_bank_holidays)),
        holiday: holiday(m, contact, open_now),
        open_now,
        limits: contact.limits.clone(),
        warning: warning(m, Kind::Contact, &contact.id, contact.warning.as_deref()),
        say: say(m, &contact.conversation).filter(|_| contact.standing.is_active()),
        caution: caution(trust_of(m, contact)).map(str::to_owned),
        provenance: provenance_of(m, contact),
        withdrawn: withdrawn(m.library, Kind::Contact, &contact.standing),
        bookmarked: m.is_bookmarked(Kind::Contact, &contact.id),
        report: report(m, Kind::Contact, &contact.id),
    }
}

/// How far to trust a number, in three words. A caution that is everywhere is read nowhere: 999 has none.
pub(crate) fn caution(trust: Trust) -> Option<&'static str> {
    match trust {
        Trust::Unconfirmed => Some("Not confirmed yet"),
        Trust::Overdue => Some("Overdue for review"),
        Trust::Confirmed | Trust::Known => None,
    }
}

/// Why it is not known today whether somebody answers in hours that are known.
fn holiday(m: &Moment, contact: &Contact, open_now: Option<bool>) -> Option<String> {
    let title = m.library.bank_holidays().on(catalogue::calendar::today(m.now))?;
    let unknown = contact.hours.is_some() && open_now.is_none();
    unknown.then(|| format!("Today is a bank holiday: {title}. There may be no answer."))
}

/// The mailboxes of a contact that a mail program may be given: checked again here, whatever the edition's checks let
/// pass.
pub(crate) fn emails(contact: &Contact) -> impl Iterator<Item = &str> {
    contact
        .emails
        .iter()
        .map(String::as_str)
        .filter(|email| is_email(email))
}

/// Cards in the order given, save that the first number on the screen is the first to call.
///
/// Whoever may be closed today comes after the others, whoever is known to be closed now last, and a mailbox never
/// comes before a number that is open at the same time. Otherwise equal, a professional has the professionals' lines
/// first. Anybody else has them after all lines that are theirs to call.
pub fn contacts<'a>(m: &Moment, contacts: impl IntoIterator<Item = &'a Contact>) -> Vec<ContactCard> {
    let mut cards: Vec<_> = contacts.into_iter().map(|c| contact(m, c)).collect();
    cards.sort_by_key(|card| {
        let silent = card.numbers.is_empty();
        let closed = (card.open_now == Some(false), card.holiday.is_some(), silent);
        let is_theirs = card.used_by == UsedBy::Professionals;
        if m.is_for_professionals() {
            (false, closed, !is_theirs)
        } else {
            (is_theirs, closed, false)
        }
    });
    cards
}

/// "Changed today.", and "Changed on 22 November 2026 from 0300 555 1384." while that is recent: changes by editions,
/// on the day they came, and changes by dates since, newest first.
fn changed(m: &Moment, contact: &Contact, turns: &[Turn<'_>]) -> Option<String> {
    let past: Vec<&Turn> = turns
        .iter()
        .filter(|turn| turn.day <= m.today && m.today - turn.day <= NEWS)
        .collect();
    let by_days: Vec<String> = past.iter().filter_map(|turn| by_day(turn)).collect();
    let mut news = by_editions(m, contact).unwrap_or_default();
    // An edition that came on the day, or after it, tells the same.
    news.retain(|(_, difference)| !by_days.contains(difference));
    let on = |day: NaiveDate, difference: &str| (day, format!("Changed on {}{difference}.", words::date(day)));
    let mut news: Vec<_> = news.iter().map(|(day, difference)| on(*day, difference)).collect();
    news.extend(past.iter().filter_map(|turn| match turn.before {
        _ if turn.day == m.today => Some((turn.day, TODAY.to_owned())),
        Some(before) => {
            let since = words::date(turn.day);
            Some((turn.day, format!("Replaced {} on {since}.", before.title)))
        }
        None => by_day(turn).map(|difference| on(turn.day, &difference)),
    }));
    news.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    sentences(news.into_iter().map(|(_, sentence)| sentence))
}

fn by_editions(m: &Moment, contact: &Contact) -> Option<Vec<(NaiveDate, String)>> {
    let mut changes = m.library.changes_of(Kind::Contact, &contact.id).peekable();
    changes.peek()?;
    let mut after = m.library.json(Kind::Contact, &contact.id).and_then(read)?;
    let mut news = Vec::new();
    for (arrival, change) in changes {
        let before = change
            .before
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok());
        let Some(before) = before.and_then(read) else { break };
        let day = calendar::today(arrival.published_at);
        // What an edition says of later days is shown on those days.
        let came = calendar::today(arrival.arrived_at);
        if m.now - arrival.arrived_at <= NEWS
            && let Some(difference) = difference(&printed(&before, came), &printed(&after, came))
        {
            news.push((day, difference));
        }
        after = before;
    }
    Some(news)
}

fn read(record: Map<String, Value>) -> Option<Contact> {
    serde_json::from_value(Value::Object(record)).ok()
}

/// What a day changed.
fn by_day(turn: &Turn<'_>) -> Option<String> {
    let list = |numbers: &[&PhoneNumber]| -> Vec<String> { numbers.iter().map(|n| n.number.clone()).collect() };
    difference(&list(&turn.gone), &list(&turn.new))
}

/// "from 0300 555 1384", ": 0300 555 1384 is new", or nothing when the same numbers are there.
fn difference(before: &[String], after: &[String]) -> Option<String> {
    let not_in = |some: &[String], others: &[String]| -> Vec<String> {
        some.iter().filter(|number| !others.contains(number)).cloned().collect()
    };
    let (gone, new) = (not_in(before, after), not_in(after, before));
    match (gone.is_empty(), new.is_empty()) {
        (true, true) => None,
        (false, false) => Some(format!(" from {}", gone.join(" and "))),
        (false, true) => Some(format!(": {} is no longer used", gone.join(" and "))),
        (true, false) => Some(format!(": {} is new", new.join(" and "))),
    }
}

/// The numbers that held on a day, as printed.
fn printed(contact: &Contact, day: NaiveDate) -> Vec<String> {
    let held = contact.numbers.iter().filter(|number| number.span.holds_on(day));
    held.map(|number| number.number.clone()).collect()
}
