//! Where to refresh from, and whom to believe: built in, or set by an administrator's policy file. Never from inside the
//! app.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;
use url::Url;

/// The host built in, when `DOORSTEP_HOST` was set at the build; the build script sees to the root beside it.
const HOST: Option<&str> = option_env!("DOORSTEP_HOST");
const ROOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/root.json"));

/// A host and the first root it is believed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The host's address.
    pub host: Url,
    /// The root, as its publisher wrote it.
    pub root: Vec<u8>,
}

/// What a policy file says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Policy {
    host: String,
    root: Value,
}

/// The source this copy refreshes from: `given` (a test's policy file), else the administrator's policy, else what is built
/// in; `None` when there is none of them.
///
/// # Errors
/// Why a policy cannot be used, as the rest of a sentence. What is built in does not take its place then: whoever set
/// the policy meant another host.
pub fn source(given: Option<&Path>) -> Result<Option<Source>, String> {
    let (path, trusted) = match given {
        Some(path) => (Some(path.to_owned()), true),
        None => (place(), false),
    };
    let policy = match path {
        Some(path) => read(&path, trusted).map_err(|why| format!("The policy file {} {why}", path.display()))?,
        None => None,
    };
    match (policy, HOST) {
        (Some(source), _) => Ok(Some(source)),
        (None, Some(host)) => Ok(Some(Source {
            host: address(host).map_err(|why| format!("The host that is built in {why}"))?,
            root: ROOT.to_vec(),
        })),
        (None, None) => Ok(None),
    }
}

/// Where an administrator puts the policy file.
fn place() -> Option<PathBuf> {
    if cfg!(target_os = "macos") {
        Some("/Library/Application Support/Doorstep/policy.json".into())
    } else if cfg!(windows) {
        Some(
            Path::new(&std::env::var_os("ProgramData")?)
                .join("Doorstep")
                .join("policy.json"),
        )
    } else if cfg!(target_os = "linux") {
        Some("/etc/doorstep/policy.json".into())
    } else {
        None
    }
}

/// Reads the file at `path`; `None` when there is no such file.
fn read(path: &Path, trusted: bool) -> Result<Option<Source>, String> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot be read: {error}")),
    };
    let checked = |path: &Path| if trusted { Ok(()) } else { administrators(path) };
    checked(path)?;
    parse(&text, |root| {
        let root = path.parent().unwrap_or(Path::new("")).join(root);
        checked(&root).map_err(|why| format!("names the root {}, which {why}", root.display()))?;
        fs::read(&root).map_err(|error| format!("names the root {}, which cannot be read: {error}", root.display()))
    })
    .map(Some)
}

/// What the text of a policy says; `file` reads the root when it is named and not written out.
fn parse(text: &str, file: impl FnOnce(&Path) -> Result<Vec<u8>, String>) -> Result<Source, String> {
    let Policy { host, root } =
        serde_json::from_str(text).map_err(|error| format!("is not a valid policy file: {error}"))?;
    let root = match root {
        Value::String(text) if text.trim_start().starts_with('{') => text.into_bytes(),
        Value::String(path) => file(Path::new(&path))?,
        root => root.to_string().into_bytes(),
    };
    let is_root = |root: Value| root["signed"]["_type"] == "root";
    if !serde_json::from_slice(&root).is_ok_and(is_root) {
        return Err("has a `root` that is not a TUF root file".into());
    }
    Ok(Source {
        host: address(&host)?,
        root,
    })
}

/// The address, if it is one that may be asked: `https`, or `http` on this very device.
fn address(host: &str) -> Result<Url, String> {
    let url = Url::parse(host).map_err(|error| format!("has an address that cannot be read: {error}"))?;
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

/// Refuses a file that others than administrators may have written: this says whom the app believes.
#[cfg(unix)]
fn administrators(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;
    let folder = path.parent().unwrap_or(path);
    for place in [folder, path] {
        let metadata = fs::metadata(place).map_err(|error| format!("cannot be read: {error}"))?;
        owned_by_root(metadata.uid(), metadata.mode())
            .map_err(|why| format!("is not used: {} {why}", place.display()))?;
    }
    Ok(())
}

#[cfg(unix)]
fn owned_by_root(owner: u32, mode: u32) -> Result<(), &'static str> {
    if owner != 0 {
        Err("does not belong to root")
    } else if mode & 0o022 != 0 {
        Err("may be written by others than root")
    } else {
        Ok(())
    }
}

/// On Windows the folder's permissions are the administrator's to set: see docs/deploying.md.
#[cfg(not(unix))]
fn administrators(_path: &Path) -> Result<(), String> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const INLINE: &str = r#"{"signed":{"_type":"root"},"signatures":[]}"#;

    fn none(_: &Path) -> Result<Vec<u8>, String> {
        Err("asks for a file".into())
    }

    #[test]
    fn a_root_is_named_or_written_out() {
        let host = "https://example.org/doorstep";
        let object = parse(&format!(r#"{{"host": "{host}", "root": {INLINE}}}"#), none).unwrap();
        assert_eq!(object.host.as_str(), host);
        let text = serde_json::json!({"host": host, "root": INLINE}).to_string();
        assert_eq!(parse(&text, none).unwrap().root, INLINE.as_bytes());
        let named = parse(&format!(r#"{{"host": "{host}", "root": "1.root.json"}}"#), |path| {
            assert_eq!(path, Path::new("1.root.json"));
            Ok(INLINE.into())
        });
        assert_eq!(named.unwrap().root, INLINE.as_bytes());
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (policy, why) in [
            ("nonsense".to_owned(), "is not a valid policy file"),
            (r#"{"host": "https://example.org"}"#.to_owned(), "missing field `root`"),
            (
                format!(r#"{{"host": "https://example.org", "root": {INLINE}, "hosts": 1}}"#),
                "unknown field",
            ),
            (
                format!(r#"{{"host": "http://example.org", "root": {INLINE}}}"#),
                "not https",
            ),
            (format!(r#"{{"host": "file:///etc", "root": {INLINE}}}"#), "not https"),
            (
                r#"{"host": "https://example.org", "root": {}}"#.to_owned(),
                "not a TUF root file",
            ),
            (
                r#"{"host": "https://example.org", "root": "x"}"#.to_owned(),
                "asks for a file",
            ),
        ] {
            let error = parse(&policy, none).unwrap_err();
            assert!(error.contains(why), "{policy}: {error}");
        }
        for here in ["http://127.0.0.1:8417", "http://localhost/x", "http://[::1]/"] {
            assert!(address(here).is_ok(), "{here}");
        }
    }

    #[test]
    fn a_file_that_others_may_write_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("policy.json");
        assert_eq!(read(&path, false), Ok(None), "there is none");
        fs::write(&path, format!(r#"{{"host": "https://example.org", "root": {INLINE}}}"#)).unwrap();
        assert!(read(&path, true).unwrap().is_some(), "a test's own is taken as it is");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
            let error = read(&path, false).unwrap_err();
            assert!(error.contains("is not used"), "{error}");
            assert_eq!(owned_by_root(0, 0o100_644), Ok(()));
            assert!(owned_by_root(1000, 0o100_644).is_err());
            assert!(owned_by_root(0, 0o100_664).is_err() && owned_by_root(0, 0o100_646).is_err());
        }
    }
}
