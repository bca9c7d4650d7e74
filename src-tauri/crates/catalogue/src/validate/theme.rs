//! What a list of themes shows of each: one line and its heading. All themes have them, or none has.

use super::{At, Check};
use crate::Theme;

/// What fits a phone's width in two lines beside its button.
const LONGEST_LINE: usize = 60;

pub(super) fn check(check: &mut Check<'_>) {
    let themes = &check.catalogue.themes;
    let in_use = |theme: &&Theme| theme.standing.is_active();
    let lined = themes.iter().any(|theme| theme.line.is_some());
    let grouped = themes.iter().any(|theme| theme.group.is_some());
    for (index, theme) in themes.iter().enumerate() {
        let at = At {
            collection: "themes",
            index,
            id: &theme.id,
        };
        if let Some(line) = &theme.line {
            let length = line.chars().count();
            if length > LONGEST_LINE || line.contains('\n') {
                check.refuse(
                    at,
                    "line",
                    format!("`line` has {length} characters, and a list of themes has room for {LONGEST_LINE}"),
                    "shorten it to one line",
                );
            }
        }
        let missing = [
            (
                "line",
                lined && theme.line.is_none(),
                "write what the theme is about in at most 60 characters",
            ),
            (
                "group",
                grouped && theme.group.is_none(),
                "write the heading it belongs under, such as group = \"home\"",
            ),
        ];
        for (key, _, fix) in missing.into_iter().filter(|(_, missing, _)| *missing && in_use(&theme)) {
            check.refuse(
                at,
                "",
                format!("other themes have a `{key}` and this one has none"),
                fix,
            );
        }
    }
}
