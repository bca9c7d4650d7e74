//! Group policy: the part of Windows' registry that administrators alone can write to.

use super::stated::Stated;
#[cfg(windows)]
use super::{key::KEYS, stated::Said};

/// The policy in this key of the local machine; nothing where there is none. Never that of the user.
///
/// # Errors
/// The rest of a sentence.
#[cfg(windows)]
pub(super) fn read(path: &str) -> Result<Stated, String> {
    from(windows_registry::LOCAL_MACHINE, path)
}

#[cfg(not(windows))]
pub(super) fn read(_path: &str) -> Result<Stated, String> {
    Ok(Stated::default())
}

#[cfg(windows)]
fn from(machine: &windows_registry::Key, path: &str) -> Result<Stated, String> {
    use windows_registry::Type;

    let Some(key) = found(machine.open(path))? else {
        return Ok(Stated::default());
    };
    let mut said = Vec::new();
    for setting in KEYS {
        let Some(value) = found(key.get_value(setting.name))? else {
            continue;
        };
        let read = match value.ty() {
            Type::String => String::try_from(value).map(Said::Text).unwrap_or(Said::Other),
            Type::U32 => match u32::try_from(value) {
                Ok(0) => Said::Switch(false),
                Ok(1) => Said::Switch(true),
                _ => Said::Other,
            },
            _ => Said::Other,
        };
        said.push((setting.name, read));
    }
    Ok(Stated::of(said))
}

/// Nothing where the key or value is not there.
#[cfg(windows)]
fn found<T>(answer: windows_registry::Result<T>) -> Result<Option<T>, String> {
    /// `ERROR_FILE_NOT_FOUND`.
    const NOT_FOUND: u32 = 0x8007_0002;
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.code().0.cast_unsigned() == NOT_FOUND => Ok(None),
        Err(error) => Err(format!("cannot be read: {error}")),
    }
}

#[cfg(all(test, windows))]
mod tests {
    use windows_registry::CURRENT_USER;

    use super::*;

    #[test]
    fn our_settings_are_read_and_nothing_else() {
        // The user's own part, since a test has no administrator's rights.
        let path = format!(r"Software\Doorstep\test-{}", std::process::id());
        let read = || from(CURRENT_USER, &path);
        assert_eq!(read(), Ok(Stated::default()));
        let key = CURRENT_USER.create(&path).expect("a key");
        assert_eq!(read(), Ok(Stated::default()));
        key.set_string("Host", "https://example.org/").expect("a value");
        let root = format!("{{\"name\": \"Môn\", \"long\": \"{}\"}}", "x".repeat(8000));
        key.set_string("Root", &root).expect("a value");
        key.set_string("Other", "of somebody else").expect("a value");
        key.set_u32("Background", 1).expect("a value");
        key.set_u32("Reminders", 2).expect("a value");
        let stated = Stated::of([
            ("Host", Said::Text("https://example.org/".into())),
            ("Root", Said::Text(root)),
            ("Background", Said::Switch(true)),
            ("Reminders", Said::Other),
        ]);
        assert_eq!(read(), Ok(stated));
        CURRENT_USER.remove_tree(&path).expect("taken away");
        assert_eq!(super::read(r"Software\Policies\Doorstep"), Ok(Stated::default()));
    }
}
