//! Managed preferences: the property list that a Mac's device management writes.

use std::path::Path;

#[cfg(any(target_os = "macos", feature = "every-reader", test))]
use plist::Value;

use super::stated::Stated;
#[cfg(any(target_os = "macos", feature = "every-reader", test))]
use super::{key::KEYS, stated::Said};

/// The policy at `path`; nothing where there is none.
///
/// # Errors
/// The rest of a sentence.
#[cfg(target_os = "macos")]
pub(super) fn read(path: &Path) -> Result<Stated, String> {
    match super::file::bytes(path)? {
        Some(bytes) => parse(&bytes),
        None => Ok(Stated::default()),
    }
}

#[cfg(not(target_os = "macos"))]
pub(super) fn read(_path: &Path) -> Result<Stated, String> {
    Ok(Stated::default())
}

/// What a property list says, in XML or binary. Device management adds keys of its own, which are passed over.
#[cfg(any(target_os = "macos", feature = "every-reader", test))]
pub(super) fn parse(bytes: &[u8]) -> Result<Stated, String> {
    let list = Value::from_reader(std::io::Cursor::new(bytes))
        .map_err(|error| format!("is not a valid property list: {error}"))?;
    let list = list.into_dictionary().ok_or("is not a list of names and values")?;
    Ok(Stated::of(KEYS.iter().filter_map(|key| {
        let said = match list.get(key.name)? {
            Value::String(text) => Said::Text(text.clone()),
            Value::Boolean(on) => Said::Switch(*on),
            _ => Said::Other,
        };
        Some((key.name, said))
    })))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn list(inside: &str) -> String {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">{inside}</plist>"#
        )
    }

    #[test]
    fn our_settings_are_read_and_nothing_else() {
        let root = r#"{"signed": {"_type": "root"}, "signatures": []}"#;
        let xml = list(&format!(
            "<dict><key>Host</key><string>https://example.org/</string><key>Root</key><string>{root}</string>\
             <key>Reminders</key><false/><key>Areas</key><integer>3</integer><key>PayloadUUID</key><string>of the management's own</string><key>Version</key><integer>1</integer></dict>"
        ));
        let stated = Stated::of([
            ("Host", Said::Text("https://example.org/".into())),
            ("Root", Said::Text(root.into())),
            ("Reminders", Said::Switch(false)),
            ("Areas", Said::Other),
        ]);
        assert_eq!(parse(xml.as_bytes()).as_ref(), Ok(&stated));
        // Management writes the binary form.
        let mut binary = Vec::new();
        Value::from_reader(std::io::Cursor::new(&xml))
            .unwrap()
            .to_writer_binary(&mut binary)
            .unwrap();
        assert!(binary.starts_with(b"bplist00"));
        assert_eq!(parse(&binary), Ok(stated));
        assert_eq!(parse(list("<dict></dict>").as_bytes()), Ok(Stated::default()));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, why) in [
            ("<plist version=".to_owned(), "not a valid property list"),
            (list("<string>x</string>"), "not a list of names"),
        ] {
            let error = parse(text.as_bytes()).unwrap_err();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
