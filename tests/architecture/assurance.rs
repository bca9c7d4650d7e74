//! What the pages for reviewers point to is there: each file, each heading, each test.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::privacy::Held;
use crate::{files, read, root};

/// The pages that are checked: what IT, reviewers and safety officers are given.
fn pages() -> Vec<PathBuf> {
    let mut pages = files("docs", &["md"]);
    pages.extend(["README.md", "SECURITY.md", "CONTRIBUTING.md"].map(PathBuf::from));
    pages
}

/// Where the links of a page lead, as they are written.
fn links(page: &str) -> impl Iterator<Item = &str> {
    let after = page.split("](").skip(1);
    after.filter_map(|rest| rest.split([')', ' ', '\n']).next())
}

/// How a heading is named in an address, as the forge does it.
fn anchors(page: &str) -> BTreeSet<String> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    let anchor = |heading: &str| {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn each_link_between_our_pages_leads_somewhere() {
    assert_eq!(
        links("[a](b.md#c) and [d](e \"f\")").collect::<Vec<_>>(),
        ["b.md#c", "e"]
    );
    assert!(anchors("## On a *pilot* device").contains("on-a-pilot-device"));
    let (mut wrong, mut count) = (Vec::new(), 0);
    for path in pages() {
        let page = read(&path);
        for link in links(&page).filter(|link| !link.contains(':')) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let folder = path.parent().unwrap_or(Path::new(""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                folder.join(file)
            };
            let there =
                root().join(&target).exists() && (anchor.is_empty() || anchors(&read(&target)).contains(anchor));
            if !there {
                wrong.push(format!("{}: {link}", path.display()));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "these lead nowhere:\n{}", wrong.join("\n"));
    assert!(count > 60, "only {count} links");
}

/// What looks like the name of a test: four words or more with `_` between them.
fn is_test(name: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    name.split('_').all(is_word) && name.split('_').count() > 3
}

#[test]
fn each_test_that_assurance_names_is_there() {
    let held = Held::new();
    let mut names = 0;
    let mut all = files("docs/assurance", &["md"]);
    all.extend(files("docs/safety", &["md"]));
    for path in all {
        let page = read(&path);
        for name in page.split('`').skip(1).step_by(2).filter(|name| is_test(name)) {
            assert!(held.by(name), "{}: no test {name}", path.display());
            names += 1;
        }
    }
    assert!(names > 100, "only {names} names");
}

/// A page for others to sign is not signed by us.
#[test]
fn who_signs_is_empty_and_says_so() {
    for (path, least) in [
        ("docs/safety/safety-case.md", 3),
        ("docs/assurance/dpia.md", 3),
        ("docs/assurance/dtac.md", 1),
        ("docs/assurance/software-security-code.md", 1),
    ] {
        let page = read(path);
        let empty = page.lines().filter(|line| line.contains("| nobody yet |")).count();
        assert!(empty >= least, "{path} has {empty} places for a name");
    }
}
