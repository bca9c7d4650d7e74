//! How fresh the catalogue is: three different times, always all three; and how a refresh went.

pub mod view;
mod words;

use catalogue::refresh::{Outcome, Refreshed};
use catalogue::{EditionStatus, Header, Origin, calendar};

pub use view::{Freshness, RefreshEnd, RefreshProgress, RefreshState};
pub use words::sentence;

use crate::words::{date, moment};
use crate::{Asked, Hosting, Moment, changes, trouble};

/// How fresh the catalogue is.
pub fn answer(m: &Moment) -> Freshness {
    let header = &m.library.header;
    let arrived = moment(m.library.arrival.at);
    let device = m.device;
    let checked = device.attempts.last_succeeded.map(moment);
    // A good answer sets the count back: since then, trying was in vain.
    let in_vain = device.attempts.last_tried.filter(|_| device.attempts.failures > 0);
    Freshness {
        verdict: words::verdict(m),
        edition: header.edition,
        draft: header.status == EditionStatus::Draft,
        title: header.title.clone(),
        publisher: header.publisher.clone(),
        published: date(calendar::today(header.published_at)),
        downloaded: match m.library.arrival.origin {
            Origin::Bundled => format!("with the app, {arrived}"),
            Origin::Host => arrived,
            Origin::File => format!("from a file, {arrived}"),
        },
        checked: match &device.hosting {
            Hosting::Set => checked.unwrap_or_else(|| "never on this device".into()),
            Hosting::None => with_reason(checked, "This copy of Doorstep has no update server"),
            Hosting::Refused(why) => with_reason(checked, why),
        },
        tried: in_vain.map(|tried| words::tried(tried, device.trouble.as_ref(), m.now)),
        can_check: device.hosting == Hosting::Set,
        banner: device.notice.as_ref().map(|notice| words::notice(notice, m.now)),
        unread: changes::is_unread(m),
        notices: device.notices.clone(),
    }
}

/// "never. This copy of Doorstep has no update server"; with a time when one was asked before.
fn with_reason(checked: Option<String>, why: &str) -> String {
    format!("{}. {why}", checked.as_deref().unwrap_or("never"))
}

/// How a refresh ended, once its edition is in use.
pub fn end(m: &Moment, outcome: &Outcome, by: Asked) -> RefreshEnd {
    let changes = match outcome {
        Ok(Refreshed::Updated(_)) => changes::summary_of_newest(m),
        _ => String::new(),
    };
    RefreshEnd {
        state: match outcome {
            Ok(Refreshed::UpToDate { .. }) => RefreshState::UpToDate,
            Ok(Refreshed::Updated(_)) => RefreshState::Updated,
            Ok(Refreshed::TooNew { .. }) | Err(_) => RefreshState::Failed,
        },
        sentence: sentence(outcome, by, &changes, m.now),
        retry: outcome.as_ref().is_err_and(trouble::may_be_tried_again),
        changed: matches!(outcome, Ok(Refreshed::Updated(_))),
        freshness: answer(m),
    }
}

impl RefreshProgress {
    /// The update server is being asked.
    pub fn asking() -> Self {
        Self::of("Checking for updates", None)
    }

    /// `done` of `total` bytes have come.
    pub fn downloading(done: u64, total: u64) -> Self {
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100).min(100);
        Self::of("Downloading", u32::try_from(percent).ok())
    }

    /// It is verified and being stored.
    pub fn applying() -> Self {
        Self::of("Installing the update", None)
    }

    fn of(sentence: &str, percent: Option<u32>) -> Self {
        Self {
            sentence: sentence.to_owned(),
            percent,
        }
    }
}

/// "Hampshire and Isle of Wight safeguarding, version 3 (draft, not yet confirmed by the partnership), 22 November
/// 2026."
pub(crate) fn edition_line(header: &Header) -> String {
    let draft = match header.status {
        EditionStatus::Draft => " (draft, not yet confirmed by the partnership)",
        EditionStatus::Published => "",
    };
    let day = date(calendar::today(header.published_at));
    format!("{}, version {}{draft}, {day}.", header.title, header.edition)
}
