//! The data folder: which it is, and that only the person can read it.

use std::path::{Path, PathBuf};

use tauri::{Manager, Runtime};

/// The folder that `chosen` names on the command line, or the user's own on this device. It is made where it is not
/// there: Apple is asked to keep it out of backups before anything is in it.
pub fn of<R: Runtime>(app: &impl Manager<R>, chosen: Option<&Path>) -> tauri::Result<PathBuf> {
    let folder = match chosen {
        Some(chosen) => chosen.to_owned(),
        None => moved_to_local(app.path().app_data_dir()?, app.path().app_local_data_dir()?),
    };
    store::private::repair(&folder, chosen.is_none());
    if let Err(error) = store::private::folder(&folder) {
        tracing::warn!(%error, "the data folder could not be created");
    }
    Ok(folder)
}

/// The local folder, with all that an earlier version kept in the roaming one: on Windows that one is copied over the
/// network whenever somebody logs in or out, open databases and gigabytes of documents too. Elsewhere the two are one.
fn moved_to_local(roaming: PathBuf, local: PathBuf) -> PathBuf {
    if roaming == local {
        return local;
    }
    match store::move_all(&roaming, &local) {
        Ok(()) => local,
        Err(error) => {
            tracing::warn!(%error, "the data stay in the roaming folder until the next start");
            roaming
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tauri::test::{mock_builder, mock_context, noop_assets};

    use super::*;

    #[test]
    fn it_is_there_at_the_first_start() {
        let app = mock_builder().build(mock_context(noop_assets())).expect("an app");
        let home = tempfile::tempdir().expect("a folder");
        let chosen = home.path().join("a new one");
        assert_eq!(of(app.handle(), Some(&chosen)).expect("a folder"), chosen);
        assert!(chosen.is_dir());
        let file = home.path().join("a file and no folder");
        fs::write(&file, "").expect("a file");
        assert_eq!(
            of(app.handle(), Some(&file)).expect("the app starts all the same"),
            file
        );
    }

    #[test]
    fn what_lies_in_the_roaming_folder_is_moved_to_the_local_one() {
        let home = tempfile::tempdir().expect("a folder");
        let (roaming, local) = (home.path().join("roaming"), home.path().join("local"));
        assert_eq!(moved_to_local(roaming.clone(), local.clone()), local, "a first start");
        fs::create_dir(&roaming).expect("a folder");
        fs::write(roaming.join("personal.db"), "kept").expect("a file");
        assert_eq!(moved_to_local(roaming.clone(), local.clone()), local);
        assert_eq!(
            fs::read_to_string(local.join("personal.db")).expect("it is moved"),
            "kept"
        );

        fs::create_dir(&roaming).expect("a folder");
        fs::write(roaming.join("catalogue.db"), "kept").expect("a file");
        let file = home.path().join("a file and no folder");
        fs::write(&file, "").expect("a file");
        assert_eq!(
            moved_to_local(roaming.clone(), file),
            roaming,
            "what cannot be moved is used where it is"
        );
        assert_eq!(moved_to_local(local.clone(), local.clone()), local);
    }
}
