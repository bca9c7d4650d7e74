//! Group policy: the part of Windows' registry that administrators alone can write to.

use super::Stated;

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
    let Some(key) = found(machine.open(path))? else {
        return Ok(Stated::default());
    };
    let text = |name: &str| match found(key.get_value(name))? {
        None => Ok(None),
        Some(value) if value.ty() == windows_registry::Type::String => String::try_from(value)
            .map(Some)
            .map_err(|error| format!("has a `{name}` that cannot be read: {error}")),
        Some(_) => Err(format!("has a `{name}` that is not a string (REG_SZ)")),
    };
    Ok(Stated {
        host: text("Host")?,
        root: text("Root")?,
    })
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
    fn two_strings_are_read_and_nothing_else() {
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
        let stated = Stated {
            host: Some("https://example.org/".into()),
            root: Some(root),
        };
        assert_eq!(read(), Ok(stated));
        key.set_u32("Host", 1).expect("a value");
        assert_eq!(read(), Err("has a `Host` that is not a string (REG_SZ)".into()));
        CURRENT_USER.remove_tree(&path).expect("taken away");
        assert_eq!(super::read(r"Software\Policies\Doorstep"), Ok(Stated::default()));
    }
}
