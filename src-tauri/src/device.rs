//! What the device does for us: dial, write, open, print, put the window away.

use std::path::{Path, PathBuf};

use catalogue::validate::may_be_opened;
use screens::start::Place;
use screens::{Dialling, Failure};
use tauri::{AppHandle, Manager, Runtime, WebviewWindow};
#[cfg(desktop)]
use tauri_plugin_opener::OpenerExt;

/// Hands an address to the program that the person uses for it.
///
/// # Errors
/// [`screens::ErrorCode::NoHandler`] where the device has no such program.
pub fn open<R: Runtime>(app: &AppHandle<R>, address: &str) -> Result<(), Failure> {
    if !may_be_opened(address) {
        return Err(Failure::bad_request("Doorstep does not open this kind of address."));
    }
    if !has_program_for(address) {
        return Err(no_program());
    }
    let address = spelt_for_this_system(address);
    #[cfg(desktop)]
    let opened = app.opener().open_url(address, None::<&str>);
    #[cfg(mobile)]
    let opened = app.state::<phone::Phone<R>>().open(&address);
    opened.map_err(|error| {
        tracing::warn!(%error, "nothing opens the address");
        no_program()
    })
}

/// Hands a file to the program that opens such files.
///
/// # Errors
/// [`screens::ErrorCode::NoHandler`] where the device has no such program.
pub fn open_file<R: Runtime>(app: &AppHandle<R>, file: &Path, media_type: &str) -> Result<(), Failure> {
    let none = || {
        Failure::no_handler(
            "This device has no app that opens this document. You can read a PDF or a picture in Doorstep.",
        )
    };
    if !has_program_for_files(media_type) {
        return Err(none());
    }
    #[cfg(desktop)]
    let opened = app.opener().open_path(file.to_string_lossy(), None::<&str>);
    #[cfg(mobile)]
    let opened = app.state::<phone::Phone<R>>().view(file, media_type);
    opened.map_err(|error| {
        tracing::warn!(%error, "nothing opens the document");
        none()
    })
}

/// The address as this system's telephone or messages app reads it.
fn spelt_for_this_system(address: &str) -> String {
    spelt(address, cfg!(mobile), cfg!(target_vendor = "apple"))
}

/// Telephones dial an extension after a comma, which is a pause; what a desktop would make of one is not known, and
/// there the screen says what to ask for. Apple's messages app takes the word to send after `&`.
fn spelt(address: &str, pauses: bool, apple: bool) -> String {
    match address.split_once(":") {
        Some(("tel", number)) => match number.split_once(";ext=") {
            Some((number, extension)) if pauses => format!("tel:{number},{extension}"),
            Some((number, _)) => format!("tel:{number}"),
            None => address.to_owned(),
        },
        Some(("sms", number)) if apple => format!("sms:{}", number.replacen('?', "&", 1)),
        _ => address.to_owned(),
    }
}

fn no_program() -> Failure {
    Failure::no_handler("This device has no app for that. Copy it and use another device.")
}

/// What the device does with a number. Asked once, at the start: desktops read files for it.
pub fn dialling() -> Dialling {
    Dialling {
        calls: is_taken("tel"),
        texts: is_taken("sms"),
        prints: cfg!(desktop),
    }
}

/// Linux desktops say that they opened an address before they know whether anything takes it: ask first.
fn has_program_for(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    !cfg!(target_os = "linux") || is_taken(scheme)
}

/// Whether a program takes addresses of that scheme.
#[cfg(target_os = "linux")]
fn is_taken(scheme: &str) -> bool {
    gio::AppInfo::default_for_uri_scheme(scheme).is_some()
}

/// The person's own choice, or a program that has put itself down for it. Windows asks which one, where there is none.
#[cfg(windows)]
fn is_taken(scheme: &str) -> bool {
    use windows_registry::{CLASSES_ROOT, CURRENT_USER};
    let choice = format!(r"Software\Microsoft\Windows\Shell\Associations\UrlAssociations\{scheme}\UserChoice");
    let program = format!(r"{scheme}\shell\open\command");
    CURRENT_USER.open(choice).is_ok() || CLASSES_ROOT.open(program).is_ok()
}

/// Telephones do, and every Mac has FaceTime and Messages for it.
#[cfg(not(any(target_os = "linux", windows)))]
fn is_taken(_scheme: &str) -> bool {
    true
}

/// The same for files of a type. A calendar's file is text, too: what takes it for that alone, a text editor, is none.
#[cfg(target_os = "linux")]
fn has_program_for_files(media_type: &str) -> bool {
    use gio::{AppInfo, prelude::AppInfoExt};
    let is_stopgap = |program: &AppInfo| {
        AppInfo::fallback_for_type(media_type)
            .iter()
            .any(|it| it.equal(program))
    };
    AppInfo::default_for_type(media_type, false).is_some_and(|program| !is_stopgap(&program))
}

#[cfg(not(target_os = "linux"))]
fn has_program_for_files(_media_type: &str) -> bool {
    true
}

/// Where a file that the person asked for is put; `data` is the data folder.
#[cfg(desktop)]
pub fn documents<R: Runtime>(app: &AppHandle<R>, _data: &Path) -> Result<PathBuf, Failure> {
    let path = app.path();
    path.download_dir()
        .or_else(|_| path.document_dir())
        .or_else(|_| path.app_local_data_dir())
        .map_err(|_| no_folder())
}

/// Where a file that the person asked for waits until it is handed over: they can reach no folder of an app's. The one
/// before it goes.
#[cfg(mobile)]
pub fn documents<R: Runtime>(_app: &AppHandle<R>, data: &Path) -> Result<PathBuf, Failure> {
    forget_handed_over(data);
    let folder = data.join(HANDED_OVER);
    store::private::folder(&folder).map_err(|_| no_folder())?;
    Ok(folder)
}

/// The folder beside the databases. The Android part of the crate `phone` names it too.
#[cfg(mobile)]
const HANDED_OVER: &str = "shared";

/// Removes the file that was handed over last.
#[cfg(mobile)]
pub fn forget_handed_over(data: &Path) {
    if let Err(error) = std::fs::remove_dir_all(data.join(HANDED_OVER))
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a file that was handed over is still there");
    }
}

/// What device management sets on a phone, as a JSON object. Desktops have other places for it.
pub fn managed<R: Runtime>(app: &AppHandle<R>) -> Option<String> {
    #[cfg(mobile)]
    let managed = match app.state::<phone::Phone<R>>().managed() {
        Ok(managed) => managed,
        Err(error) => {
            tracing::error!(%error, "what the organisation sets is not known");
            // No list of settings: it says so, and what is built in does not take its place.
            Some(String::new())
        }
    };
    #[cfg(desktop)]
    let managed = {
        let _ = app;
        None
    };
    managed
}

/// Keeps a folder out of the backups that Apple makes. On Android the manifest forbids them for all of the app.
#[cfg(mobile)]
pub fn keep_from_backup<R: Runtime>(app: &AppHandle<R>, folder: &Path) {
    #[cfg(target_os = "ios")]
    if let Err(error) = app.state::<phone::Phone<R>>().keep_from_backup(folder) {
        tracing::warn!(%error, "a backup may hold what the person keeps");
    }
    #[cfg(target_os = "android")]
    let _ = (app, folder);
}

fn no_folder() -> Failure {
    Failure::bad_request(
        "This device has no folder for files, so no file was saved. Your saved items and settings are still in Doorstep.",
    )
}

/// On a phone, asks the person where a file is to go. False where nothing asks them: on a desktop they know where it
/// is.
///
/// # Errors
/// `NoHandler` where a phone does not ask: the file is where they cannot reach it, and goes.
pub fn hand_over<R: Runtime>(app: &AppHandle<R>, file: &Path, media_type: &str) -> Result<bool, Failure> {
    #[cfg(mobile)]
    let handed = match app.state::<phone::Phone<R>>().share(file, media_type) {
        Ok(()) => Ok(true),
        Err(error) => {
            tracing::warn!(%error, "nothing asked where a file is to go");
            Err(Failure::no_handler(
                "This phone did not ask where the file should go, so no file was saved. Your saved items and settings \
                 are still in Doorstep. Try again.",
            ))
        }
    };
    #[cfg(desktop)]
    let handed = {
        let _ = (app, file, media_type);
        Ok(false)
    };
    handed
}

/// On a phone, keeps what the person kept out of screenshots and recordings, while it is what the screen shows.
pub fn cover<R: Runtime>(app: &AppHandle<R>, place: &Place) {
    #[cfg(mobile)]
    if let Err(error) = app.state::<phone::Phone<R>>().cover(is_personal(&place.route)) {
        tracing::warn!(%error, "screenshots can be taken of every screen");
    }
    #[cfg(desktop)]
    let _ = (app, place);
}

/// Whether a screen shows what the person kept or did: bookmarks, and what they searched for.
#[cfg(any(mobile, test))]
fn is_personal(route: &str) -> bool {
    let screen = route.split(['?', '/']).nth(1).unwrap_or_default();
    ["bookmarks", "search"].contains(&screen)
}

/// Opens the system's print window.
pub fn print<R: Runtime>(window: &WebviewWindow<R>) -> Result<(), Failure> {
    #[cfg(desktop)]
    let printed = window.print().is_ok();
    #[cfg(mobile)]
    let printed = {
        let _ = window;
        false
    };
    match printed {
        true => Ok(()),
        false => Err(Failure::no_handler(
            "This device cannot print from Doorstep. Take a screenshot instead.",
        )),
    }
}

/// Puts the window away. The screen has already covered itself; where the platform has no such thing, that is all.
pub fn hide<R: Runtime>(window: &WebviewWindow<R>) -> Result<(), Failure> {
    #[cfg(desktop)]
    if let Err(error) = window.minimize() {
        tracing::warn!(%error, "the window stays where it is, covered");
    }
    #[cfg(mobile)]
    let _ = window;
    Ok(())
}

/// For `cargo xtask bench start`: says on standard error that the first screen is there.
pub fn report_paint() {
    if std::env::var_os("DOORSTEP_REPORT_PAINT").is_some() {
        eprintln!("painted");
    }
}

#[cfg(test)]
mod tests {
    use super::{is_personal, spelt};

    #[test]
    fn what_the_person_kept_is_on_these_screens() {
        for (route, personal) in [
            ("#/bookmarks", true),
            ("#/search?q=x", true),
            ("#/search/x", true),
            ("#/act-now", false),
            ("#/themes/bookmarks", false),
            ("#/", false),
        ] {
            assert_eq!(is_personal(route), personal, "{route}");
        }
    }

    #[test]
    fn an_address_is_spelt_as_the_system_reads_it() {
        for (address, phone, apple, desktop) in [
            ("tel:999", "tel:999", "tel:999", "tel:999"),
            (
                "tel:03005551384;ext=2134",
                "tel:03005551384,2134",
                "tel:03005551384,2134",
                "tel:03005551384",
            ),
            ("sms:85258", "sms:85258", "sms:85258", "sms:85258"),
            (
                "sms:85258?body=SHOUT",
                "sms:85258?body=SHOUT",
                "sms:85258&body=SHOUT",
                "sms:85258?body=SHOUT",
            ),
            (
                "mailto:a@b.uk?subject=x&body=y",
                "mailto:a@b.uk?subject=x&body=y",
                "mailto:a@b.uk?subject=x&body=y",
                "mailto:a@b.uk?subject=x&body=y",
            ),
            (
                "https://a.uk/?x",
                "https://a.uk/?x",
                "https://a.uk/?x",
                "https://a.uk/?x",
            ),
        ] {
            assert_eq!(spelt(address, true, false), phone);
            assert_eq!(spelt(address, true, true), apple);
            assert_eq!(spelt(address, false, false), desktop);
        }
    }
}
