//! Which file of `data/` holds what.

use catalogue::Kind;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// The edition's header.
    Header,
    /// Records of one kind, each a `[[collection]]`.
    List(Kind),
    /// One record; the file is named after its id.
    One(Kind),
    /// One article: front matter and Markdown. The file is named after its id.
    Article,
    /// What must never appear.
    Deny,
    /// Steps that several pathways share.
    Steps,
    /// Words that are spelt right, whatever the dictionary says.
    Words,
    /// Every id that was ever published.
    Lock,
}

/// The edition's header.
pub(crate) const HEADER: &str = "edition.toml";

/// The list of published ids.
pub(crate) const LOCK: &str = "ids.lock";

/// The words that are spelt right, whatever the dictionary says: one a line.
pub(crate) const WORDS: &str = "words.txt";

/// The deny-list.
pub(crate) const DENY: &str = "deny.toml";
/// The steps that pathways share.
pub(crate) const STEPS: &str = "steps.toml";

/// How deep a file can be: "themes/abuse.toml" is two.
pub(crate) const DEPTH: usize = 2;

/// Files without which a catalogue cannot be whole. Above all, no deny-list must not pass for an empty one.
pub(crate) const REQUIRED: &[&str] = &[
    "areas.toml",
    "contacts.toml",
    DENY,
    HEADER,
    "publishers.toml",
    "sources.toml",
    "terms.toml",
];

/// What the file of this name (from the data directory, with `/`) holds. `None`: nothing reads it.
pub(crate) fn shape(name: &str) -> Option<Shape> {
    Some(match name {
        HEADER => Shape::Header,
        "areas.toml" => Shape::List(Kind::Area),
        "contacts.toml" => Shape::List(Kind::Contact),
        "bank-holidays.toml" => Shape::List(Kind::BankHoliday),
        "publishers.toml" => Shape::List(Kind::Publisher),
        "sources.toml" => Shape::List(Kind::Source),
        "terms.toml" => Shape::List(Kind::Term),
        DENY => Shape::Deny,
        STEPS => Shape::Steps,
        WORDS => Shape::Words,
        LOCK => Shape::Lock,
        _ => match name.split_once('/')? {
            (_, below) if below.contains('/') => return None,
            ("articles", file) if file.ends_with(".md") => Shape::Article,
            ("pathways", file) if file.ends_with(".toml") => Shape::One(Kind::Pathway),
            ("resources", file) if file.ends_with(".toml") => Shape::List(Kind::Resource),
            ("themes", file) if file.ends_with(".toml") => Shape::One(Kind::Theme),
            ("weeks", file) if file.ends_with(".toml") => Shape::One(Kind::Week),
            _ => return None,
        },
    })
}

/// Whether a file or directory is not part of the data: explanations, schemas, and what a dot hides.
pub(crate) fn is_ignored(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.starts_with('.') || file == "README.md" || file.ends_with(".schema.json")
}

/// The file most likely meant by a name that nothing reads.
pub(crate) fn near(name: &str) -> Option<&'static str> {
    catalogue::validate::near(name, REQUIRED.iter().copied().chain([LOCK, STEPS, WORDS]))
}
