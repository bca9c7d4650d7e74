//! Themes.

use super::*;

/// All themes of a catalogue have a line and a group, or none has: an edition from before there were any stays good.
#[test]
fn themes_have_a_line_and_a_group_that_fit_a_list() {
    use crate::ThemeGroup;
    let lined = |c: &mut Catalogue, last: Option<&str>| {
        c.themes[0].line = Some("What it is".into());
        c.themes[1].line = last.map(Into::into);
    };
    assert_eq!(faults(|c| lined(c, Some(&"a".repeat(60)))), Vec::<String>::new());
    each_refused! {
        |c| lined(c, Some(&"a".repeat(61))) =>
            "themes/neglect#line: `line` has 61 characters, and a list of themes has room for 60";
        |c| lined(c, Some("one\ntwo")) => "themes/neglect#line: `line` has 7 characters";
        |c| lined(c, None) => "themes/neglect#: other themes have a `line` and this one has none";
        |c| c.themes[1].group = Some(ThemeGroup::Home) =>
            "themes/abuse#: other themes have a `group` and this one has none";
    }
    let withdrawn = faults(|c| {
        lined(c, None);
        c.themes[1].standing = withdrawal(None);
        c.themes[0].related.clear();
    });
    assert!(withdrawn.iter().all(|fault| !fault.contains("`line`")), "{withdrawn:?}");
    assert_eq!(
        serde_json::from_str::<ThemeGroup>("\"of-a-later-version\"").expect("a group"),
        ThemeGroup::Other
    );
}
