//! Files that say whom the app believes: administrators' alone.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::stated::{self, Stated};
use super::text;

/// The policy in the file at `path`; nothing where there is no such file. `ours`: a test's own, whoever may write it.
///
/// # Errors
/// The rest of a sentence.
pub(super) fn read(path: &Path, ours: bool) -> Result<Stated, String> {
    let bytes = if ours { unchecked(path) } else { bytes(path) };
    bytes?.map_or(Ok(Stated::default()), |bytes| parse(&bytes))
}

/// The root in the file that a policy names.
///
/// # Errors
/// The rest of a sentence.
pub(super) fn root(path: &Path, ours: bool) -> Result<String, String> {
    let bytes = if ours { unchecked(path) } else { bytes(path) };
    bytes
        .and_then(|bytes| bytes.ok_or_else(|| "is not there".to_owned()))
        .and_then(|bytes| text::decode(&bytes))
        .map_err(|why| format!("names the root {}, which {why}", path.display()))
}

/// A file's bytes, when only administrators may write it; nothing where there is no such file.
///
/// # Errors
/// The rest of a sentence.
pub(super) fn bytes(path: &Path) -> Result<Option<Vec<u8>>, String> {
    let bytes = unchecked(path)?;
    if bytes.is_some() {
        administrators(path)?;
    }
    Ok(bytes)
}

fn unchecked(path: &Path) -> Result<Option<Vec<u8>>, String> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot be read: {error}")),
    }
}

pub(super) fn parse(bytes: &[u8]) -> Result<Stated, String> {
    let all = serde_json::from_str(&text::decode(bytes)?);
    all.map(|all| stated::of_file(&all))
        .map_err(|error| format!("is not a valid policy file: {error}"))
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
        Err("can be written by others than root")
    } else {
        Ok(())
    }
}

/// Elsewhere there is no such file: on Windows, anyone who is logged in can make folders in `%ProgramData%`.
#[cfg(not(unix))]
fn administrators(_path: &Path) -> Result<(), String> {
    Err("is not used: this program cannot check who may write a file on this system".into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::Value;

    use super::super::{key, of_file};
    use super::*;

    const INLINE: &str = r#"{"signed":{"_type":"root"},"signatures":[]}"#;

    #[test]
    fn a_root_is_named_or_written_out() {
        let host = "https://example.org/doorstep";
        let root = |text: &[u8]| {
            let stated = parse(text).unwrap();
            assert_eq!(stated.text(key::HOST), Ok(Some(host)));
            stated.text(key::ROOT).unwrap().unwrap().to_owned()
        };
        let object = format!(r#"{{"host": "{host}", "root": {INLINE}}}"#);
        let same = |root: &str| serde_json::from_str::<Value>(root).unwrap();
        assert_eq!(same(&root(object.as_bytes())), same(INLINE));
        for written in [INLINE, "1.root.json"] {
            let text = serde_json::json!({"host": host, "root": written}).to_string();
            assert_eq!(root(text.as_bytes()), written);
            // As PowerShell writes it.
            let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(root(&[b"\xff\xfe", &wide[..]].concat()), written);
        }
    }

    #[test]
    fn a_root_in_utf_16_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("1.root.json");
        let wide: Vec<u8> = INLINE.encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(&path, [b"\xff\xfe", &wide[..]].concat()).unwrap();
        assert_eq!(root(&path, true).as_deref(), Ok(INLINE));
        let missing = root(&folder.path().join("2.root.json"), true).unwrap_err();
        assert!(
            missing.contains("2.root.json") && missing.contains("is not there"),
            "{missing}"
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (policy, why) in [
            ("nonsense".to_owned(), "is not a valid policy file"),
            (
                r#"{"host": "https://example.org"}"#.to_owned(),
                "no root to believe it by",
            ),
            (
                format!(r#"{{"host": "https://example.org", "root": {INLINE}, "hosts": 1}}"#),
                "has “hosts”, which is no setting",
            ),
        ] {
            let error = of_file(policy.as_bytes()).source.unwrap_err();
            assert!(error.contains(why), "{policy}: {error}");
        }
        // A setting is named as it is written there.
        let mistakes = of_file(br#"{"reporting_address": 1}"#).managed.mistakes.concat();
        assert!(mistakes.contains("“reporting_address”"), "{mistakes}");
        // A name that is misspelt leaves the other settings.
        let policy = of_file(br#"{"areas": "hampshire", "remiders": false}"#);
        assert!(policy.source.is_err());
        assert_eq!(policy.managed.areas, Some(vec!["hampshire".into()]));
    }

    #[test]
    fn a_file_that_others_may_write_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("policy.json");
        assert_eq!(read(&path, false), Ok(Stated::default()), "there is none");
        fs::write(&path, format!(r#"{{"host": "https://example.org", "root": {INLINE}}}"#)).unwrap();
        assert!(
            read(&path, true).unwrap() != Stated::default(),
            "a test's own is taken as it is"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o666)).unwrap();
            for error in [read(&path, false).unwrap_err(), root(&path, false).unwrap_err()] {
                assert!(error.contains("is not used"), "{error}");
            }
            assert_eq!(owned_by_root(0, 0o100_644), Ok(()));
            assert!(owned_by_root(1000, 0o100_644).is_err());
            assert!(owned_by_root(0, 0o100_664).is_err() && owned_by_root(0, 0o100_646).is_err());
        }
        #[cfg(not(unix))]
        assert!(read(&path, false).is_err());
    }
}
