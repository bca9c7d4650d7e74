//! How fresh the catalogue is: three different times, always all three.

use catalogue::{EditionStatus, Header};
use store::Origin;

use crate::context::Context;
use crate::doorstep::Failure;
use crate::views::Freshness;
use crate::words;

/// The freshness line's facts.
pub(crate) fn of(c: &Context) -> Result<Freshness, Failure> {
    let imported = c.db.imported()?.ok_or(Failure::NotFound("catalogue"))?;
    let header = imported.header;
    let arrived = words::moment(imported.imported_at);
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
        // No host is asked yet by this version, and the screen says just that.
        checked: "never on this device".into(),
        notices: c.app.notices(),
        title: header.title,
        publisher: header.publisher,
    })
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
