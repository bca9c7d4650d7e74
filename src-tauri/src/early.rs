//! What is asked of the app before it has begun. Apple's systems hand over the address that starts a program by then,
//! and a second start may come that soon.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tauri::{AppHandle, Manager, Runtime};

use crate::shell::Shell;
use crate::window;

/// The window, and the place in it where one was named.
type Asked = Option<Option<String>>;

/// Kept until the app begins; managed before anything can be asked.
#[derive(Default)]
pub struct Early(Mutex<Asked>);

impl Early {
    fn lock(&self) -> MutexGuard<'_, Asked> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Brings the window to the front and goes to `place`, or where the person was: as soon as the app has begun.
pub fn bring<R: Runtime>(app: &AppHandle<R>, place: Option<String>) {
    let early = app.state::<Early>();
    // Held while the shell is looked for, or the app could begin, and take what was asked, in between.
    let mut early = early.lock();
    if app.try_state::<Shell>().is_none() {
        *early = Some(place);
        return;
    }
    drop(early);
    match place {
        Some(place) => go(app, place),
        None => window::bring(app),
    }
}

/// Goes to a place that another program names: as a pressed notification does.
pub fn go<R: Runtime>(app: &AppHandle<R>, place: String) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move { window::open_at(&app, place).await });
}

/// What was asked. The shell is managed by then, so nothing is kept any more.
pub fn taken<R: Runtime>(app: &AppHandle<R>) -> Asked {
    app.state::<Early>().lock().take()
}

#[cfg(test)]
mod tests {
    use tauri::test::{mock_builder, mock_context, noop_assets};

    use super::*;
    use crate::shell::tests::shell;

    #[test]
    fn what_is_asked_before_the_app_has_begun_is_kept_until_then() {
        let folder = tempfile::tempdir().expect("a folder");
        let app = mock_builder().manage(Early::default());
        let app = app.build(mock_context(noop_assets())).expect("an app");
        assert_eq!(taken(app.handle()), None);
        bring(app.handle(), None);
        assert_eq!(taken(app.handle()), Some(None));
        bring(app.handle(), Some("#/weeks".to_owned()));
        app.manage(shell(folder.path()));
        assert_eq!(taken(app.handle()), Some(Some("#/weeks".to_owned())));
        assert_eq!(taken(app.handle()), None);
        bring(app.handle(), Some("#/themes".to_owned()));
        assert_eq!(taken(app.handle()), None, "the app has begun: it goes there");
    }
}
