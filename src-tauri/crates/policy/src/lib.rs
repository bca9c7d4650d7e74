//! Where to refresh from, and whom to believe: built in, or set by an administrator's policy. Never from inside the
//! app, nor by what a person may write.

mod file;
mod preferences;
mod registry;
mod text;

use std::path::Path;

use serde_json::Value;
use url::Url;

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

/// What a policy says, before it is looked at. The root is its JSON or names a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Stated {
    host: Option<String>,
    root: Option<String>,
}

/// The source this copy refreshes from: `given` (a test's policy file), else the administrator's policy, else what is
/// built in, a host and its root; `None` when there is none of them.
///
/// # Errors
/// Why a policy cannot be used, as a sentence. What is built in does not take its place then, nor does the next policy:
/// whoever set it meant another host.
pub fn source(given: Option<&Path>, built_in: Option<(&str, &[u8])>) -> Result<Option<Source>, String> {
    let policy = match given {
        Some(path) => resolve(file::read(path, true), |root| file::root(&beside(path, root), true))
            .map_err(|why| format!("The policy {} {why}", path.display()))?,
        None => first(&PLACES, std::env::consts::OS, read)?,
    };
    match (policy, built_in) {
        (Some(source), _) => Ok(Some(source)),
        (None, Some((host, root))) => Ok(Some(Source {
            host: address(host).map_err(|why| format!("The host that is built in {why}"))?,
            root: root.to_vec(),
        })),
        (None, None) => Ok(None),
    }
}

/// What the text of a policy file says, where it names no other file.
///
/// # Errors
/// Why it cannot be used, as the rest of a sentence.
pub fn of_file(bytes: &[u8]) -> Result<Option<Source>, String> {
    resolve(file::parse(bytes), |_| Err("names a file".into()))
}

/// The same of a Mac's property list.
///
/// # Errors
/// As for [`of_file`].
#[cfg(feature = "every-reader")]
pub fn of_preferences(bytes: &[u8]) -> Result<Option<Source>, String> {
    resolve(preferences::parse(bytes), |_| Err("names a file".into()))
}

/// The first of a system's places that says anything.
fn first(
    places: &[Place],
    system: &str,
    read: impl Fn(Place) -> Result<Option<Source>, String>,
) -> Result<Option<Source>, String> {
    for place in places.iter().filter(|place| place.system == system) {
        if let Some(source) = read(*place).map_err(|why| format!("The policy {} {why}", place.at))? {
            return Ok(Some(source));
        }
    }
    Ok(None)
}

fn read(Place { kind, at, .. }: Place) -> Result<Option<Source>, String> {
    let path = Path::new(at);
    let named = |root: &Path| file::root(&beside(path, root), false);
    match kind {
        Kind::File => resolve(file::read(path, false), named),
        Kind::Preferences => resolve(preferences::read(path), named),
        // On Windows it is hard to find out who may write a file, so the root itself is in the registry.
        Kind::Registry => resolve(registry::read(at.trim_start_matches(r"HKLM\")), |root| {
            Err(format!(
                "has a `Root` that is not the root's JSON: {}. Put the text of the file there",
                root.display()
            ))
        }),
    }
}

/// A file named by a policy: from the policy's own folder on, when it is not absolute.
fn beside(policy: &Path, root: &Path) -> std::path::PathBuf {
    policy.parent().unwrap_or(Path::new("")).join(root)
}

/// The source that a policy names; nothing when it is empty. `file` reads the root when it is named and not written
/// out.
fn resolve(
    stated: Result<Stated, String>,
    file: impl FnOnce(&Path) -> Result<String, String>,
) -> Result<Option<Source>, String> {
    let (host, root) = match stated? {
        Stated { host: None, root: None } => return Ok(None),
        Stated {
            host: Some(host),
            root: Some(root),
        } => (host, root),
        Stated { host: None, .. } => return Err("names a root and no host".into()),
        Stated { root: None, .. } => return Err("names a host and no root to believe it by".into()),
    };
    let root = if root.trim_start().starts_with('{') {
        root
    } else {
        file(Path::new(&root))?
    };
    let is_root = |root: Value| root["signed"]["_type"] == "root";
    if !serde_json::from_str(&root).is_ok_and(is_root) {
        return Err("has a root that is not a TUF root file".into());
    }
    Ok(Some(Source {
        host: address(&host)?,
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
    use super::*;

    const INLINE: &str = r#"{"signed":{"_type":"root"},"signatures":[]}"#;
    const ADDRESS: &str = "https://example.org/doorstep";

    fn stated(host: Option<&str>, root: Option<&str>) -> Result<Stated, String> {
        Ok(Stated {
            host: host.map(Into::into),
            root: root.map(Into::into),
        })
    }

    fn none(_: &Path) -> Result<String, String> {
        Err("asks for a file".into())
    }

    #[test]
    fn a_root_is_named_or_written_out() {
        let written = resolve(stated(Some(ADDRESS), Some(INLINE)), none).unwrap().unwrap();
        assert_eq!((written.host.as_str(), written.root), (ADDRESS, INLINE.into()));
        let named = resolve(stated(Some(ADDRESS), Some("1.root.json")), |path| {
            assert_eq!(path, Path::new("1.root.json"));
            Ok(INLINE.into())
        });
        assert_eq!(named.unwrap().unwrap().root, INLINE.as_bytes());
        assert_eq!(resolve(stated(None, None), none), Ok(None));
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
            let error = resolve(stated(host, root), none).unwrap_err();
            assert!(error.contains(why), "{host:?} {root:?}: {error}");
        }
        for here in ["http://127.0.0.1:8417", "http://localhost/x", "http://[::1]/"] {
            assert!(address(here).is_ok(), "{here}");
        }
    }

    #[test]
    fn the_first_place_that_says_anything_counts() {
        let says = |host: &str| resolve(stated(Some(host), Some(INLINE)), none);
        let answers = |preferences: Result<Option<Source>, String>, file: Result<Option<Source>, String>| {
            first(&PLACES, "macos", move |place| match place.kind {
                Kind::Preferences => preferences.clone(),
                Kind::File => file.clone(),
                Kind::Registry => panic!("of another system"),
            })
        };
        let (one, other) = (says("https://one.example/"), says("https://other.example/"));
        assert_eq!(answers(one.clone(), other.clone()), one);
        assert_eq!(answers(Ok(None), other.clone()), other);
        assert_eq!(answers(Ok(None), Ok(None)), Ok(None));
        // A mistake is said, and nothing takes its place.
        let wrong = answers(Err("is wrong".into()), other).unwrap_err();
        assert_eq!(
            wrong,
            "The policy /Library/Managed Preferences/org.doorstep.doorstep.plist is wrong"
        );
        assert_eq!(first(&PLACES, "android", |_| panic!("there is no place")), Ok(None));
    }

    #[test]
    fn the_guide_has_the_same_table() {
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
            .filter(|line| line.starts_with("| ") && line.contains('`'));
        let found: Vec<_> = rows.filter_map(|row| row.split('`').nth(1)).collect();
        let expected: Vec<_> = PLACES.iter().map(|place| place.at).collect();
        assert_eq!(found, expected);
    }
}
