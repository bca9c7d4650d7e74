//! Areas: who a record is for, by place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Id, Source};

/// A place with numbers of its own, or a wider one around such places.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Area {
    /// Stable slug.
    pub id: Id<Area>,
    /// Its name as people say it.
    pub title: String,
    /// The id of the wider area that contains it; absent for the widest.
    pub within: Option<Id<Area>>,
    /// Whether a person can choose it as theirs.
    #[serde(default)]
    pub selectable: bool,
    /// Towns, villages and postcode districts in it, by which somebody who does not know the council finds it: "Cowes",
    /// "PO30". One that is in two areas is listed in both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<String>,
    /// The id of the source.
    pub source: Id<Source>,
}

/// Whether a record of area `of` concerns somebody who works in `chosen`.
///
/// It does when `of` is one of the chosen areas or a wider area around one of them.
/// No choice (empty) means everything concerns them: an unanswered question hides nothing.
pub fn concerns(areas: &[Area], of: &str, chosen: &[impl AsRef<str>]) -> bool {
    chosen.is_empty() || chosen.iter().any(|c| lies_in(areas, c.as_ref(), of))
}

fn lies_in(areas: &[Area], inner: &str, outer: &str) -> bool {
    let mut here = Some(inner);
    // Bounded by the number of areas, so that a circle in bad data cannot hang the app.
    for _ in 0..=areas.len() {
        match here {
            Some(id) if id == outer => return true,
            Some(id) => here = areas.iter().find(|a| a.id == id).and_then(|a| a.within.as_deref()),
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(pairs: &[(&str, Option<&str>)]) -> Vec<Area> {
        let area = |(id, within): &(&str, Option<&str>)| Area {
            id: (*id).into(),
            title: (*id).into(),
            within: within.map(Id::from),
            selectable: false,
            places: Vec::new(),
            source: "s".into(),
        };
        pairs.iter().map(area).collect()
    }

    #[test]
    fn what_concerns_whom() {
        let areas = areas(&[
            ("national", None),
            ("hips", Some("national")),
            ("hampshire", Some("hips")),
            ("isle-of-wight", Some("hips")),
        ]);
        for (of, chosen, expected) in [
            ("hampshire", &["hampshire"][..], true),
            ("hips", &["hampshire"], true),
            ("national", &["hampshire"], true),
            ("isle-of-wight", &["hampshire"], false),
            ("isle-of-wight", &["hampshire", "isle-of-wight"], true),
            ("hampshire", &["hips"], false),
            ("hampshire", &[], true),
            ("nowhere", &["hampshire"], false),
        ] {
            let mine = chosen;
            assert_eq!(concerns(&areas, of, mine), expected, "{of} for {chosen:?}");
        }
    }

    #[test]
    fn a_circle_ends() {
        let areas = areas(&[("a", Some("b")), ("b", Some("a"))]);
        assert!(concerns(&areas, "b", &["a"]));
        assert!(!concerns(&areas, "c", &["a"]));
    }
}
