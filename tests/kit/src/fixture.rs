//! A small whole catalogue's source in a directory of its own, and the editors' program.

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

use tempfile::TempDir;

const FILES: &[(&str, &str)] = &[
    (
        "edition.toml",
        r#"format = 1
min_reader = 1
edition = 3
status = "draft"
title = "Test"
published_at = 2026-11-22T09:00:00Z
publisher = "Nobody"
"#,
    ),
    (
        "sources.toml",
        r#"[[sources]]
id = "brochure"
title = "Brochure"
short = "the brochure"
recorded_on = 2026-11-22
"#,
    ),
    (
        "areas.toml",
        r#"[[areas]]
id = "national"
title = "National"
source = "brochure"
"#,
    ),
    (
        "publishers.toml",
        r#"[[publishers]]
id = "hscp"
title = "HSCP"
source = "brochure"
"#,
    ),
    (
        "contacts.toml",
        r#"# Who to ring.
[[contacts]]
id = "office"
title = "Office"
purpose = "Ring in the day."
group = "childrens-services"
order = 1
area = "national"
used_by = "everyone"
numbers = [{ number = "0300 555 1384" }]
hours = { weekly = [{ days = ["monday"], from = 08:30:00, to = "17:00" }] }
source = "brochure"

[[contacts]]
id = "colleagues"
title = "Colleagues"
purpose = "For work."
group = "childrens-services"
order = 2
area = "national"
used_by = "professionals"
numbers = [{ number = "01329 225379" }]
source = "brochure"

[[contacts]]
id = "emergency"
title = "Emergency services"
purpose = "Somebody is in danger now."
group = "emergency"
order = 1
area = "national"
used_by = "everyone"
numbers = [{ number = "999" }]
source = "brochure"
"#,
    ),
    (
        "terms.toml",
        r#"[[terms]]
id = "mash"
title = "MASH"
meaning = "Where worries go."
source = "brochure"
"#,
    ),
    (
        "deny.toml",
        r#"[[denied]]
value = "0300 300 0117"
reason = "Superseded."
"#,
    ),
    (
        "resources/toolkits.toml",
        r#"[[resources]]
id = "toolkit"
title = "Toolkit"
kind = "toolkit"
audience = "professionals"
area = "national"
publisher = "hscp"
source = "brochure"

[resources.link]
url = "https://www.hampshirescp.org.uk/toolkit"

[[resources]]
id = "chart"
title = "Chart"
kind = "tool"
audience = "professionals"
area = "national"
publisher = "hscp"
source = "brochure"
"#,
    ),
    (
        "themes/neglect.toml",
        r#"id = "neglect"
title = "Neglect"
order = 1
summary = """
One.

Two."""
one_thing = "Ask."
source = "brochure"

[[sections]]
kind = "toolkits"
entries = [
  { group = "Professionals", resource = "toolkit" },
  { resource = "chart", title = "The chart" },
]
"#,
    ),
    (
        "pathways/worried.toml",
        r#"id = "worried"
title = "Worried"
situation = "I am worried"
order = 1
area = "national"
summary = "When worried."
source = "brochure"

[[steps]]
id = "ring"
title = "Ring"
urgency = "urgent"
text = "Ring the office."
contacts = ["office"]
"#,
    ),
    (
        "weeks/week.toml",
        r#"id = "week"
title = "Week"
area = "national"
year = 2024
starts = 2024-11-25
ends = "2024-11-29"
summary = "A week."
source = "brochure"

[[days]]
weekday = "wednesday"
date = "2024-11-27"
topic = "Learning"

[[days.sessions]]
id = "talk"
title = "Talk"
starts = 2024-11-27T13:30:00
ends = "2024-11-27T15:00:00"
place = "Online"
"#,
    ),
    (
        "articles/principles.md",
        r#"+++
id = "principles"
title = "Principles"
summary = "Four."
area = "national"
audience = "everyone"
source = "brochure"
+++

Four of them.

The last *one*.
"#,
    ),
    ("README.md", "# How to\n"),
    ("ids.lock", "# Every id\nareas national\nterms mash\nthemes neglect\n"),
];

/// Writes the fixture into a new directory.
pub fn data() -> TempDir {
    let dir = tempfile::tempdir().expect("a directory");
    for (name, text) in FILES {
        put(dir.path(), name, text.as_bytes());
    }
    dir
}

/// Writes a file below `dir`, with the directories it needs.
pub fn put(dir: &Path, name: &str, content: &[u8]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a directory");
    fs::write(path, content).expect("a file");
}

/// Replaces the first `old` in a file, which must be there.
pub fn replace(dir: &Path, name: &str, old: &str, new: &str) {
    let text = fs::read_to_string(dir.join(name)).expect("a file");
    assert!(text.contains(old), "{name} has no {old:?}");
    put(dir, name, text.replacen(old, new, 1).as_bytes());
}

/// Runs the editors' program. Cargo says where it is to the tests of its own package; a shell, through which wine is
/// started, does not pass such a name on.
pub fn run(arguments: &[&str]) -> Output {
    let beside = || {
        Some(
            Path::new(&env::var_os("DOORSTEP_PROGRAMS")?)
                .join("doorstep-publish")
                .into(),
        )
    };
    let program = env::var_os("CARGO_BIN_EXE_doorstep-publish").or_else(beside);
    let program = program.expect("cargo runs the tests");
    Command::new(program)
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// A path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}
