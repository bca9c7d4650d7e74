//! What an administrator has set: where to refresh from and whom to believe, and what people then cannot change. Never
//! from inside the app, nor by what a person may write.

mod file;
mod key;
mod managed;
mod preferences;
mod registry;
mod stated;
mod text;

use std::path::{Path, PathBuf};

use catalogue::managed::Managed;
use serde_json::Value;
use url::Url;

pub use key::{KEYS, Key, Takes};
use stated::Stated;

/// Every place an administrator can say it. On each system the first that says anything counts, and before what is
/// built in. The table in docs/deploying.md is this one.
const PLACES: [Place; 4] = [
    Place {
        system: "windows",
        kind: Kind::Registry,
        at: r"HKLM\Software\Policies\Doorstep",
    },
    Place {
        system: "macos",
        kind: Kind::Preferences,
        at: "/Library/Managed Preferences/org.doorstep.doorstep.plist",
    },
    Place {
        system: "macos",
        kind: Kind::File,
        at: "/Library/Application Support/Doorstep/policy.json",
    },
    Place {
        system: "linux",
        kind: Kind::File,
        at: "/etc/doorstep/policy.json",
    },
];

/// Where a policy is.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// As `std::env::consts::OS` has it.
    system: &'static str,
    kind: Kind,
    at: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Windows' registry, as group policy writes it.
    Registry,
    /// A property list that a Mac's device management writes.
    Preferences,
    /// A file in JSON.
    File,
}

/// A host and the first root it is believed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The host's address.
    pub host: Url,
    /// The root, as its publisher wrote it.
    pub root: Vec<u8>,
}

/// What holds for this copy of the app. A mistake in one part leaves the others as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The source this copy refreshes from; `None` when there is none. The error is a sentence: why a policy cannot be
    /// used. What is built in does not take its place then: whoever set it meant another host.
    pub source: Result<Option<Source>, String>,
    /// What people cannot change.
    pub managed: Managed,
}

/// A host and its root, as they are built in.
pub type BuiltIn<'a> = Option<(&'a str, &'a [u8])>;

/// The policy of this device: `given` (a test's policy file), else the first of the system's places that says
/// anything, else nothing but what is built in.
pub fn read(given: Option<&Path>, built_in: BuiltIn) -> Policy {
    match given {
        Some(path) => {
            let named = |root: &Path| file::root(&beside(path, root), true);
            Policy::of(file::read(path, true), &path.display().to_string(), built_in, named)
        }
        None => first(&PLACES, std::env::consts::OS, built_in, look),
    }
}

/// The policy in the managed configuration of a phone, as JSON: an object of the names in [`KEYS`]. What is empty
/// there is not set: consoles send every field. A switch is a text there, so that it can be neither on nor off.
pub fn of_managed(json: &str, built_in: BuiltIn) -> Policy {
    Policy::of(stated::of_managed(json), "from device management", built_in, in_place)
}

/// What the text of a policy file says, where it names no other file.
pub fn of_file(bytes: &[u8]) -> Policy {
    Policy::of(file::parse(bytes), "file", None, in_place)
}

/// The same of a Mac's property list.
#[cfg(feature = "every-reader")]
pub fn of_preferences(bytes: &[u8]) -> Policy {
    Policy::of(preferences::parse(bytes), "list", None, in_place)
}

impl Policy {
    /// What is stated at `at`. `file` reads the root when it is named and not written out.
    fn of(
        stated: Result<Stated, String>,
        at: &str,
        built_in: BuiltIn,
        file: impl FnOnce(&Path) -> Result<String, String>,
    ) -> Self {
        let sentence = |why: String| format!("The policy {at} {why}");
        match stated {
            Ok(stated) => {
                let source = resolve(&stated, file).map_err(sentence);
                let host = source.as_ref().ok().and_then(Option::as_ref);
                Self {
                    managed: Managed {
                        host: host.map(|source| source.host.to_string()),
                        ..managed::of(&stated, sentence)
                    },
                    source: match source {
                        Ok(None) => of_build(built_in),
                        source => source,
                    },
                }
            }
            Err(why) => Self {
                source: Err(sentence(why)),
                managed: Managed::default(),
            },
        }
    }
}

/// The first of a system's places that says anything.
fn first(places: &[Place], system: &str, built_in: BuiltIn, look: impl Fn(Place) -> Result<Stated, String>) -> Policy {
    for place in places.iter().filter(|place| place.system == system) {
        let stated = look(*place);
        if stated != Ok(Stated::default()) {
            return Policy::of(stated, place.at, built_in, |root| match place.kind {
                // On Windows it is hard to find out who may write a file, so the root itself is in the registry.
                Kind::Registry => in_place(root),
                _ => file::root(&beside(Path::new(place.at), root), false),
            });
        }
    }
    Policy {
        source: of_build(built_in),
        managed: Managed::default(),
    }
}

fn look(Place { kind, at, .. }: Place) -> Result<Stated, String> {
    match kind {
        Kind::File => file::read(Path::new(at), false),
        Kind::Preferences => preferences::read(Path::new(at)),
        Kind::Registry => registry::read(at.trim_start_matches(r"HKLM\")),
    }
}

fn of_build(built_in: BuiltIn) -> Result<Option<Source>, String> {
    let Some((host, root)) = built_in else { return Ok(None) };
    Ok(Some(Source {
        host: address(host).map_err(|why| format!("The host that is built in {why}"))?,
        root: root.to_vec(),
    }))
}

/// Where no file can be named.
fn in_place(root: &Path) -> Result<String, String> {
    Err(format!(
        "has a “Root” that is not the root's JSON: {}. Put the text of the file there",
        root.display()
    ))
}

/// A file named by a policy: from the policy's own folder on, when it is not absolute.
fn beside(policy: &Path, root: &Path) -> PathBuf {
    policy.parent().unwrap_or(Path::new("")).join(root)
}

/// The source that a policy names; nothing when it names none. `file` reads the root when it is named and not written
/// out.
fn resolve(stated: &Stated, file: impl FnOnce(&Path) -> Result<String, String>) -> Result<Option<Source>, String> {
    // It may be a misspelt host.
    if let Some(name) = stated.unknown() {
        let known: Vec<_> = KEYS.iter().map(|key| key.in_file).collect();
        return Err(format!(
            "has “{name}”, which is no setting: use only {}",
            known.join(", ")
        ));
    }
    let (host, root) = match (stated.text(key::HOST)?, stated.text(key::ROOT)?) {
        (None, None) => return Ok(None),
        (Some(host), Some(root)) => (host, root),
        (None, Some(_)) => return Err("names a root and no host".into()),
        (Some(_), None) => return Err("names a host and no root to believe it by".into()),
    };
    let root = if root.trim_start().starts_with('{') {
        root.to_owned()
    } else {
        file(Path::new(root))?
    };
    let is_root = |root: Value| root["signed"]["_type"] == "root";
    if !serde_json::from_str(&root).is_ok_and(is_root) {
        return Err("has a root that is not a TUF root file".into());
    }
    Ok(Some(Source {
        host: address(host)?,
        root: root.into_bytes(),
    }))
}

/// The address, if it is one that may be asked: `https`, or `http` on this very device.
fn address(host: &str) -> Result<Url, String> {
    let url = Url::parse(host.trim()).map_err(|error| format!("has an address that cannot be read: {error}"))?;
    let here = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if here => Ok(url),
        _ => Err("has an address that is not https".into()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::stated::Said;
    use super::*;

    const INLINE: &str = r#"{"signed":{"_type":"root"},"signatures":[]}"#;
    const ADDRESS: &str = "https://example.org/doorstep";

    fn stated(host: Option<&str>, root: Option<&str>) -> Stated {
        let said = [(key::HOST, host), (key::ROOT, root)].into_iter();
        Stated::of(said.filter_map(|(name, text)| Some((name, Said::Text(text?.into())))))
    }

    fn none(_: &Path) -> Result<String, String> {
        Err("asks for a file".into())
    }

    #[test]
    fn a_root_is_named_or_written_out() {
        let written = resolve(&stated(Some(ADDRESS), Some(INLINE)), none).unwrap().unwrap();
        assert_eq!((written.host.as_str(), written.root), (ADDRESS, INLINE.into()));
        let named = resolve(&stated(Some(ADDRESS), Some("1.root.json")), |path| {
            assert_eq!(path, Path::new("1.root.json"));
            Ok(INLINE.into())
        });
        assert_eq!(named.unwrap().unwrap().root, INLINE.as_bytes());
        assert_eq!(resolve(&stated(None, None), none), Ok(None));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (host, root, why) in [
            (Some(ADDRESS), None, "no root"),
            (None, Some(INLINE), "no host"),
            (Some("http://example.org"), Some(INLINE), "not https"),
            (Some("file:///etc"), Some(INLINE), "not https"),
            (Some("example.org"), Some(INLINE), "cannot be read"),
            (Some(ADDRESS), Some("{}"), "not a TUF root file"),
            (Some(ADDRESS), Some("{"), "not a TUF root file"),
            (Some(ADDRESS), Some("x"), "asks for a file"),
        ] {
            let error = resolve(&stated(host, root), none).unwrap_err();
            assert!(error.contains(why), "{host:?} {root:?}: {error}");
        }
        for here in ["http://127.0.0.1:8417", "http://localhost/x", "http://[::1]/"] {
            assert!(address(here).is_ok(), "{here}");
        }
    }

    #[test]
    fn the_first_place_that_says_anything_counts() {
        let built_in: BuiltIn = Some(("https://built-in.example/", INLINE.as_bytes()));
        let says = |host: &str| Ok(stated(Some(host), Some(INLINE)));
        let answers = |preferences: Result<Stated, String>, file: Result<Stated, String>| {
            let look = |place: Place| match place.kind {
                Kind::Preferences => preferences.clone(),
                Kind::File => file.clone(),
                Kind::Registry => panic!("of another system"),
            };
            first(&PLACES, "macos", built_in, look)
        };
        let host = |policy: Policy| policy.source.unwrap().unwrap().host.to_string();
        let nothing = || Ok(Stated::default());
        let (one, other) = (says("https://one.example/"), says("https://other.example/"));
        assert_eq!(host(answers(one, other.clone())), "https://one.example/");
        assert_eq!(host(answers(nothing(), other.clone())), "https://other.example/");
        assert_eq!(host(answers(nothing(), nothing())), "https://built-in.example/");
        // A mistake is said, and nothing takes its place.
        let wrong = answers(Err("is wrong".into()), other.clone()).source.unwrap_err();
        assert_eq!(
            wrong,
            "The policy /Library/Managed Preferences/org.doorstep.doorstep.plist is wrong"
        );
        // A place that names no host says something all the same.
        let off = Ok(Stated::of([(key::REMINDERS, Said::Switch(false))]));
        let policy = answers(off, other);
        assert_eq!(policy.managed.reminders, Some(false));
        assert_eq!(host(policy), "https://built-in.example/");
        let android = first(&PLACES, "android", None, |_| panic!("there is no place"));
        assert_eq!(android.source, Ok(None));
    }

    /// Each setting by itself: whatever one of them says, the others hold.
    #[test]
    fn a_mistake_in_one_setting_leaves_the_others() {
        let sound = [
            (key::HOST, Said::Text(ADDRESS.into())),
            (key::ROOT, Said::Text(INLINE.into())),
            (key::AREAS, Said::Text("hampshire, isle-of-wight".into())),
            (key::BACKGROUND, Said::Switch(true)),
            (key::REMINDERS, Said::Switch(false)),
            (key::REPORTING_ADDRESS, Said::Text("team@example.org".into())),
        ];
        let read = |said: &[(&'static str, Said)]| Policy::of(Ok(Stated::of(said.iter().cloned())), "here", None, none);
        let whole = read(&sound);
        assert_eq!(whole.managed.mistakes, [""; 0]);
        assert_eq!(
            whole.managed.areas.as_deref(),
            Some(&["hampshire".to_owned(), "isle-of-wight".into()][..])
        );
        for at in 0..sound.len() {
            let mut wrong = sound.clone();
            wrong[at].1 = Said::Other;
            let read = read(&wrong);
            let mut expected = whole.clone();
            let why = match wrong[at].0 {
                key::HOST | key::ROOT => {
                    let why = read.source.clone().unwrap_err();
                    expected.source = Err(why.clone());
                    expected.managed.host = None;
                    why
                }
                name => {
                    match name {
                        key::AREAS => expected.managed.areas = None,
                        key::BACKGROUND => expected.managed.background = None,
                        key::REMINDERS => expected.managed.reminders = None,
                        _ => expected.managed.reporting_address = None,
                    }
                    expected.managed.mistakes.clone_from(&read.managed.mistakes);
                    read.managed.mistakes.concat()
                }
            };
            assert_eq!(read, expected);
            assert!(
                why.starts_with("The policy here has a “") && why.contains(wrong[at].0),
                "{why}"
            );
        }
    }

    #[test]
    fn the_managed_configuration_of_a_phone_is_read() {
        let policy = of_managed(
            &json!({
                "Host": ADDRESS, "Root": INLINE, "Areas": "hampshire", "Background": "", "Reminders": "off",
                "ReportingAddress": "", "SomethingOfTheConsole": 1
            })
            .to_string(),
            None,
        );
        assert_eq!(policy.source.unwrap().unwrap().host.as_str(), ADDRESS);
        let expected = Managed {
            host: Some(ADDRESS.into()),
            areas: Some(vec!["hampshire".into()]),
            reminders: Some(false),
            ..Managed::default()
        };
        assert_eq!(policy.managed, expected);
        for nothing in ["{}", r#"{"Host": "", "Root": " "}"#] {
            let policy = of_managed(nothing, Some((ADDRESS, INLINE.as_bytes())));
            assert_eq!(policy.source.unwrap().unwrap().host.as_str(), ADDRESS, "{nothing}");
            assert_eq!(policy.managed, Managed::default());
        }
        // iOS has switches of its own, and people type.
        for (written, read) in [
            (json!(true), Some(true)),
            (json!("On"), Some(true)),
            (json!("true"), Some(true)),
            (json!("off "), Some(false)),
            (json!(" FALSE"), Some(false)),
            (json!("yes"), None),
            (json!(1), None),
        ] {
            let policy = of_managed(&json!({"Reminders": written}).to_string(), None);
            assert_eq!(policy.managed.reminders, read, "{written}");
        }
        assert!(of_managed("[]", None).source.is_err() && of_managed("{", None).source.is_err());
    }

    #[test]
    fn a_switch_that_is_wrong_is_said_with_what_to_write_there() {
        let list = r#"<plist version="1.0"><dict><key>Background</key><string>true</string></dict></plist>"#;
        for (policy, name, write) in [
            (
                of_file(br#"{"background": "true"}"#),
                "background",
                "true or false, without quotation marks",
            ),
            (
                Policy::of(preferences::parse(list.as_bytes()), "list", None, none),
                "Background",
                if cfg!(windows) {
                    "1 for on or 0 for off, as a REG_DWORD"
                } else {
                    "the Boolean <true/> or <false/>"
                },
            ),
            (of_managed(r#"{"Background": "yes"}"#, None), "Background", "on or off"),
        ] {
            let end = format!(" has a “{name}” that is neither on nor off: write {write}");
            assert!(
                policy.managed.mistakes.concat().ends_with(&end),
                "{:?}",
                policy.managed.mistakes
            );
        }
    }

    #[test]
    fn the_guide_has_the_same_places() {
        let guide = include_str!("../../../../docs/deploying.md");
        let chapter = guide
            .split("### By policy")
            .nth(1)
            .unwrap()
            .split("\n#")
            .next()
            .unwrap();
        let rows = chapter
            .lines()
            .filter(|line| line.starts_with("| ") && line.contains('`') && PLACES.iter().any(|p| line.contains(p.at)));
        let found: Vec<_> = rows.filter_map(|row| row.split('`').nth(1)).collect();
        let expected: Vec<_> = PLACES.iter().map(|place| place.at).collect();
        assert_eq!(found, expected);
    }
}
