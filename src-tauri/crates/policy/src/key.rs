//! What an administrator can set: one table. The readers of every system, the templates in `deploy/` and the table in
//! docs/deploying.md are made from it.

/// One setting of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name in the registry, in managed preferences and in the managed configuration of phones.
    pub name: &'static str,
    /// Its name in a policy file.
    pub in_file: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// What a console shows for it.
    pub title: &'static str,
    /// What it does, in sentences.
    pub explanation: &'static str,
    /// A value, as a template shows it.
    pub example: &'static str,
}

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A line of text.
    Text,
    /// The whole text of a file.
    File,
    /// On or off.
    Switch,
}

/// The host's address.
pub(crate) const HOST: &str = "Host";
/// Whose signatures count there.
pub(crate) const ROOT: &str = "Root";
pub(crate) const AREAS: &str = "Areas";
pub(crate) const BACKGROUND: &str = "Background";
pub(crate) const REMINDERS: &str = "Reminders";
pub(crate) const REPORTING_ADDRESS: &str = "ReportingAddress";

/// All of them.
pub const KEYS: [Key; 6] = [
    Key {
        name: HOST,
        in_file: "host",
        takes: Takes::Text,
        title: "Update server",
        explanation: "The https address of the web server that publishes your catalogue. Set it together with the \
                      root.",
        example: "https://guidance.example.org/doorstep/",
    },
    Key {
        name: ROOT,
        in_file: "root",
        takes: Takes::File,
        title: "Root of the update server",
        explanation: "The whole text of the first root file (1.root.json) of that server: it says whose signatures \
                      count. Set it together with the update server.",
        example: r#"{"signed": {"_type": "root"}, "signatures": []}"#,
    },
    Key {
        name: AREAS,
        in_file: "areas",
        takes: Takes::Text,
        title: "Areas",
        explanation: "The ids of the areas that your people work in, with commas between them. Only these can be \
                      chosen, and where there is one it is chosen for everybody. The numbers of all other areas stay \
                      in Contacts, in Search and under the child's council.",
        example: "north,south",
    },
    Key {
        name: BACKGROUND,
        in_file: "background",
        takes: Takes::Switch,
        title: "Keep running in the background",
        explanation: "On computers only. On: Doorstep starts when people log in, without its window, and keeps running \
                      when the window is closed, so that it updates and reminds. Off: it does neither.",
        example: "true",
    },
    Key {
        name: REMINDERS,
        in_file: "reminders",
        takes: Takes::Switch,
        title: "Reminders of practice weeks",
        explanation: "On: everybody is reminded of practice weeks, and chooses when and in which words. Off: nobody \
                      is. Reminders that people set themselves, to check on a call, always come.",
        example: "true",
    },
    Key {
        name: REPORTING_ADDRESS,
        in_file: "reporting_address",
        takes: Takes::Text,
        title: "Where mistakes are reported",
        explanation: "The email address that \"Report a mistake\" writes to, in place of the publisher's own. Somebody \
                      there must pass reports on to the publisher.",
        example: "safeguarding-team@example.org",
    },
];
