//! How fresh the catalogue is: three different times, always all three.

use catalogue::{EditionStatus, Header};
use store::Origin;

use crate::changes;
use crate::context::Context;
use crate::doorstep::Failure;
use crate::refresh::Hosting;
use crate::views::Freshness;
use crate::words;

/// The freshness line's facts.
pub(crate) fn of(c: &Context) -> Result<Freshness, Failure> {
    let imported = c.db.imported()?.ok_or(Failure::NotFound("catalogue"))?;
    let header = imported.header;
    let arrived = words::moment(imported.imported_at);
    let attempts = c.db.attempts()?;
    let (hosting, standing) = (c.app.hosting(), c.app.standing()?);
    let checked = attempts.last_succeeded.map(words::moment);
    // A good answer sets the count back, so what was tried last was in vain.
    let in_vain = attempts.last_tried.filter(|_| attempts.failures > 0);
    Ok(Freshness {
        edition: header.edition,
        draft: header.status == EditionStatus::Draft,
        published: words::date(
            header
                .published_at
                .with_timezone(&chrono_tz::Europe::London)
                .date_naive(),
        ),
        downloaded: match imported.origin {
            Origin::Bundled => format!("with the app, {arrived}"),
            Origin::Host => arrived,
            Origin::File => format!("from a file, {arrived}"),
        },
        checked: match &hosting {
            Hosting::Set => checked.unwrap_or_else(|| "never on this device".into()),
            Hosting::None => with_reason(checked, "No host is set in this copy of Doorstep"),
            Hosting::Refused(why) => with_reason(checked, why),
        },
        tried: in_vain.map(|tried| format!("{}, no answer", words::moment(tried))),
        can_check: hosting == Hosting::Set,
        banner: standing.map(|standing| standing.sentence(c.now)),
        unread: changes::is_unread(c)?,
        notices: c.app.notices(),
        title: header.title,
        publisher: header.publisher,
    })
}

/// "never. No host is set in this copy of Doorstep"; with a time when a host was asked before.
fn with_reason(checked: Option<String>, why: &str) -> String {
    format!("{}. {why}", checked.as_deref().unwrap_or("never"))
}

/// "Edition 3 (draft, not yet confirmed by the partnership), published 22 November 2026."
pub(crate) fn edition_line(header: &Header) -> String {
    let draft = match header.status {
        EditionStatus::Draft => " (draft, not yet confirmed by the partnership)",
        EditionStatus::Published => "",
    };
    let day = header
        .published_at
        .with_timezone(&chrono_tz::Europe::London)
        .date_naive();
    format!(
        "{}, edition {}{draft}, {}.",
        header.title,
        header.edition,
        words::date(day)
    )
}
