//! A reason to be careful with a record now.

use catalogue::Kind;

use crate::Moment;

/// The warning of a record or of its part. The warning that a copy was damaged here, and is of an older edition, comes
/// before anything else.
pub fn warning(m: &Moment, kind: Kind, id: &str, own: Option<&str>) -> Option<String> {
    let older = m.library.older(kind, id).map(|edition| {
        format!(
            "This device's copy was damaged. What you see is from an older version of the catalogue ({edition}) and may be \
             out of date: check it before you use it. Doorstep updates it as soon as it can."
        )
    });
    match (older, own) {
        (Some(older), Some(own)) => Some(format!("{older} {own}")),
        (older, own) => older.or_else(|| own.map(str::to_owned)),
    }
}
