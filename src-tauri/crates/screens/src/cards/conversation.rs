//! What to say: before a call, during it, afterwards, and what should come of it.

use catalogue::{Contact, Conversation, Next, Within};
use chrono::{DateTime, Utc};
use reminders::own;
use serde::Serialize;
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::reminders::time_title;
use crate::{Moment, words};

/// What to have ready, ask, write down and expect: to read, to read out and to print. Nothing of it is filled in here.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct WhatToSay {
    /// *Have ready*, *Ask*, *Write down*, in this order; none is empty.
    pub lists: Vec<SayList>,
    /// *What happens next*.
    pub next: Option<WhatNext>,
}

/// One list. Its lines are numbered on from the list before, so that a number read out over the telephone is one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SayList {
    /// Its heading.
    pub title: String,
    /// The number of its first line.
    pub first: u32,
    /// Its lines.
    pub lines: Vec<String>,
    /// Whether paper has room beneath each line to write by hand.
    pub room: bool,
}

/// What happens after a call or a form.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(optional_fields)]
pub struct WhatNext {
    /// What happens.
    pub text: String,
    /// "By the end of Tuesday 1 December", where a source says by when.
    pub by: Option<String>,
    /// What to do when it does not happen.
    pub otherwise: Option<String>,
    /// When to be reminded to look whether it has; absent where no time is named or known, and on paper.
    pub chase: Option<Chase>,
}

/// A reminder that the person can set: a time, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Chase {
    /// The time, to hand back.
    pub at: DateTime<Utc>,
    /// "Tuesday 1 December at 3pm".
    pub title: String,
    /// Whether there is one at that time.
    pub set: bool,
}

/// What to say, counted from now; `None` where there is nothing.
pub fn say(m: &Moment, conversation: &Conversation) -> Option<WhatToSay> {
    of(conversation, |next| WhatNext {
        by: next
            .within
            .map(|within| words::by_when(within, m.now, m.library.bank_holidays())),
        chase: next.within.and_then(|within| chase(m, within)),
        text: next.text.clone(),
        otherwise: next.otherwise.clone(),
    })
}

fn chase(m: &Moment, within: Within) -> Option<Chase> {
    let at = own::chase(within, m.now, m.library.bank_holidays())?;
    Some(Chase {
        at,
        title: time_title(m, at),
        set: m.personal.reminders_set.contains(&at),
    })
}

/// The same for paper, which is read on another day than it is printed on: no day is named.
pub(crate) fn on_paper(conversation: &Conversation) -> Option<WhatToSay> {
    of(conversation, |next| WhatNext {
        by: next.within.map(words::within),
        chase: None,
        text: next.text.clone(),
        otherwise: next.otherwise.clone(),
    })
}

fn of(conversation: &Conversation, next: impl FnOnce(&Next) -> WhatNext) -> Option<WhatToSay> {
    if conversation.is_empty() {
        return None;
    }
    let all = [
        ("Have ready", &conversation.ready, false),
        ("Ask", &conversation.ask, true),
        ("Write down", &conversation.record, true),
    ];
    let mut first = 1;
    let mut lists = Vec::new();
    for (title, lines, room) in all.into_iter().filter(|(_, lines, _)| !lines.is_empty()) {
        lists.push(SayList {
            title: title.into(),
            first,
            lines: lines.clone(),
            room,
        });
        first += u32::try_from(lines.len()).unwrap_or_default();
    }
    Some(WhatToSay {
        lists,
        next: conversation.next.as_ref().map(next),
    })
}

/// What to say at a step: its own list, and its contacts' where all that have one agree. Where they differ, each
/// contact keeps its own.
pub(crate) fn at_step(step: &Conversation, contacts: &[&Contact]) -> Conversation {
    let mut theirs = contacts
        .iter()
        .filter(|contact| contact.standing.is_active() && !contact.conversation.is_empty())
        .map(|contact| &contact.conversation);
    match theirs.next() {
        Some(only) if theirs.all(|other| other == only) => {
            let rest = besides(only, step);
            let both = |own: &[String], more: &[String]| [own, more].concat();
            Conversation {
                ready: both(&step.ready, &rest.ready),
                ask: both(&step.ask, &rest.ask),
                record: both(&step.record, &rest.record),
                next: step.next.clone().or(rest.next),
            }
        }
        _ => step.clone(),
    }
}

/// What `conversation` has that is not `said` already.
pub(crate) fn besides(conversation: &Conversation, said: &Conversation) -> Conversation {
    let new = |lines: &[String], said: &[String]| lines.iter().filter(|line| !said.contains(line)).cloned().collect();
    Conversation {
        ready: new(&conversation.ready, &said.ready),
        ask: new(&conversation.ask, &said.ask),
        record: new(&conversation.record, &said.record),
        next: conversation
            .next
            .clone()
            .filter(|next| said.next.as_ref() != Some(next)),
    }
}
