//! The data folder: which it is, and that it is nobody else's business.

use std::path::{Path, PathBuf};

use tauri::{Manager, Runtime};

/// The folder that `chosen` names on the command line, or the user's own.
pub fn of<R: Runtime>(app: &impl Manager<R>, chosen: Option<&Path>) -> tauri::Result<PathBuf> {
    let folder = chosen.map_or_else(|| app.path().app_local_data_dir(), |chosen| Ok(chosen.to_owned()))?;
    store::private::repair(&folder, chosen.is_none());
    Ok(folder)
}
