//! Addresses by which other programs open a place in the app: `doorstep://now`, `doorstep://themes/neglect`. Anybody
//! may write one into a page or a message, so only published places have one: nothing of what a person keeps, nothing
//! that is typed, nothing that acts.

use catalogue::validate::is_slug;

/// How an address begins.
const SCHEME: &str = "doorstep:";

/// The screens that have one.
const SCREENS: [&str; 10] = [
    "now",
    "search",
    "themes",
    "contacts",
    "council",
    "calendar",
    "changes",
    "terms",
    "about",
    "accessibility",
];

/// The kinds of records that have one, and the most words below each: a step is below its pathway, a day below its
/// week.
const RECORDS: [(&str, usize); 7] = [
    ("articles", 1),
    ("contacts", 1),
    ("pathways", 2),
    ("resources", 1),
    ("terms", 1),
    ("themes", 1),
    ("weeks", 2),
];

/// The longest place, in bytes: it is written down as where the person was, and anybody may write one.
const LONGEST: usize = 200;

/// Where in the window a place is: `now` and `themes/neglect` are `#/` and `#/themes/neglect`. `None` for whatever has
/// no address. Whether there is such a record its screen says.
pub fn route(place: &str) -> Option<String> {
    if place.len() > LONGEST {
        return None;
    }
    let words: Vec<_> = place.split('/').collect();
    match words[..] {
        ["now"] => Some("#/".into()),
        [screen] if SCREENS.contains(&screen) => Some(format!("#/{screen}")),
        [kind, ref ids @ ..] if !ids.is_empty() && ids.iter().all(|id| is_slug(id)) => RECORDS
            .iter()
            .any(|(known, most)| *known == kind && ids.len() <= *most && ids[ids.len() - 1] != "print")
            .then(|| format!("#/{place}")),
        _ => None,
    }
}

/// The same for a whole address, as a browser writes it: `doorstep://now/`. `None` for any other address.
pub fn of_link(link: &str) -> Option<String> {
    let (scheme, rest) = link.split_at_checked(SCHEME.len())?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    route(rest.strip_suffix('/').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_places_have_an_address() {
        for (link, to) in [
            ("doorstep://now", "#/"),
            ("doorstep:now", "#/"),
            ("DoorStep://search/", "#/search"),
            ("doorstep://themes/neglect", "#/themes/neglect"),
            ("doorstep://pathways/neglect/in-danger", "#/pathways/neglect/in-danger"),
            (
                "doorstep://weeks/fire-safety-2026/tuesday",
                "#/weeks/fire-safety-2026/tuesday",
            ),
        ] {
            assert_eq!(of_link(link).as_deref(), Some(to), "{link}");
        }
        assert!(SCREENS.iter().all(|screen| route(screen).is_some()));
    }

    #[test]
    fn nothing_else_has() {
        let long = format!("doorstep://themes/{}", "a".repeat(LONGEST));
        for link in [
            "",
            "doorstep",
            "doorstep:",
            "doorstep://",
            "doorstep:////now",
            "doorstep://now//",
            "doorstep://now?query=x",
            "doorstep://now#/settings",
            "doorstep://somebody@now",
            "doorstep://now:80",
            "doorstep://../etc/passwd",
            "doorstep://themes/%2e%2e",
            "doorstep://themes/../settings",
            "doorstep://themes/Neglect",
            "doorstep://themes/a/b",
            "doorstep://pathways/a/b/print",
            "doorstep://contacts/print",
            "doorstep://documents/a",
            "doorstep://search/what-was-typed",
            "doorstep://bookmarks",
            "doorstep://settings",
            "doorstep://nowhere",
            "doorstep://caf\u{e9}",
            "doorsteps://now",
            "https://now",
            "javascript:now",
            "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}now",
            &long,
        ] {
            assert_eq!(of_link(link), None, "{link}");
        }
    }
}
