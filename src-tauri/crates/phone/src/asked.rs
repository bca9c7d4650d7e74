//! What the phone is asked. Each question is a command of the same name in `PhonePlugin.kt` and `PhonePlugin.swift`.

use std::path::Path;

use serde::{Deserialize, Serialize};
use tauri::ipc::{Channel, InvokeResponseBody};
use tauri::plugin::{Builder, PluginHandle, TauriPlugin};
use tauri::{Manager, Runtime};

use crate::{Permission, Reminder, Tap};

#[cfg(target_os = "ios")]
tauri::ios_plugin_binding!(init_plugin_phone);

/// Why the phone did not do it.
pub type Error = tauri::plugin::mobile::PluginInvokeError;

/// The phone. The app's state has it.
pub struct Phone<R: Runtime>(PluginHandle<R>);

/// Gives the app its [`Phone`].
pub fn init<R: Runtime>() -> TauriPlugin<R> {
    let begin = Builder::new("phone").setup(|app, api| {
        #[cfg(target_os = "android")]
        let phone = api.register_android_plugin("org.doorstep.phone", "PhonePlugin")?;
        #[cfg(target_os = "ios")]
        let phone = api.register_ios_plugin(init_plugin_phone)?;
        app.manage(Phone(phone));
        Ok(())
    });
    begin.build()
}

#[derive(Deserialize)]
struct Allowed {
    state: Permission,
}

#[derive(Serialize)]
struct List<'a> {
    list: &'a [Reminder],
}

#[derive(Serialize)]
struct Handed<'a> {
    path: &'a Path,
    #[serde(rename = "mediaType")]
    media_type: &'a str,
}

#[derive(Serialize)]
struct Value<T> {
    value: T,
}

#[derive(Deserialize)]
struct Texts {
    texts: Vec<String>,
}

impl<R: Runtime> Phone<R> {
    /// Whether the person lets the app show notifications.
    ///
    /// # Errors
    /// What the phone says against it. The same for every question here.
    pub async fn permission(&self) -> Result<Permission, Error> {
        let allowed: Allowed = self.0.run_mobile_plugin_async("permission", ()).await?;
        Ok(allowed.state)
    }

    /// Asks them, where the phone has not asked yet, and waits for what they say.
    ///
    /// # Errors
    /// As above.
    pub async fn ask(&self) -> Result<Permission, Error> {
        let allowed: Allowed = self.0.run_mobile_plugin_async("ask", ()).await?;
        Ok(allowed.state)
    }

    /// Has the phone show exactly these when their times come, and no others armed before.
    ///
    /// # Errors
    /// As above; nothing of `list` counts as shown then.
    pub async fn arm(&self, list: &[Reminder]) -> Result<(), Error> {
        self.0.run_mobile_plugin_async("arm", List { list }).await
    }

    /// What is said of those that the phone has shown and that were not noted yet, the first shown first.
    ///
    /// # Errors
    /// As above.
    pub async fn shown(&self) -> Result<Vec<String>, Error> {
        let shown: Texts = self.0.run_mobile_plugin_async("shown", ()).await?;
        Ok(shown.texts)
    }

    /// The first `count` of [`Self::shown`] are noted: they do not come back.
    ///
    /// # Errors
    /// As above.
    pub async fn noted(&self, count: usize) -> Result<(), Error> {
        self.0.run_mobile_plugin_async("noted", Value { value: count }).await
    }

    /// Shows one at once. It is not of the list.
    ///
    /// # Errors
    /// As above, and where the person does not allow it.
    pub async fn show(&self, reminder: &Reminder) -> Result<(), Error> {
        let list = std::slice::from_ref(reminder);
        self.0.run_mobile_plugin_async("show", List { list }).await
    }

    /// Has `heard` called with each tap from now on, and with the last one before, which may have started the app.
    ///
    /// # Errors
    /// As above.
    pub fn listen(&self, heard: impl Fn(Tap) + Send + Sync + 'static) -> Result<(), Error> {
        let channel: Channel = Channel::new(move |body| {
            if let InvokeResponseBody::Json(text) = body
                && let Ok(tap) = serde_json::from_str(&text)
            {
                heard(tap);
            }
            Ok(())
        });
        self.0.run_mobile_plugin("listen", Value { value: channel })
    }

    /// Hands an address to the app that the person uses for it.
    ///
    /// # Errors
    /// As above, and where there is no such app.
    pub fn open(&self, address: &str) -> Result<(), Error> {
        self.0.run_mobile_plugin("open", Value { value: address })
    }

    /// Hands a file to an app that shows such files.
    ///
    /// # Errors
    /// As above, and where there is no such app.
    pub fn view(&self, path: &Path, media_type: &str) -> Result<(), Error> {
        self.0.run_mobile_plugin("view", Handed { path, media_type })
    }

    /// Asks the person where a file is to go: to Files, to an app, to somebody.
    ///
    /// # Errors
    /// As above.
    pub fn share(&self, path: &Path, media_type: &str) -> Result<(), Error> {
        self.0.run_mobile_plugin("share", Handed { path, media_type })
    }

    /// Keeps what is on the screen out of screenshots and recordings, or not. iOS has no such thing.
    ///
    /// # Errors
    /// As above.
    pub fn cover(&self, on: bool) -> Result<(), Error> {
        self.0.run_mobile_plugin("cover", Value { value: on })
    }

    /// What the organisation's device management sets, as a JSON object; `None` where it sets nothing.
    ///
    /// # Errors
    /// As above.
    pub fn managed(&self) -> Result<Option<String>, Error> {
        let managed: Texts = self.0.run_mobile_plugin("managed", ())?;
        Ok(managed.texts.into_iter().next())
    }

    /// Keeps a folder out of the phone's backups. Android's are forbidden for the whole app.
    ///
    /// # Errors
    /// As above.
    #[cfg(target_os = "ios")]
    pub fn keep_from_backup(&self, folder: &Path) -> Result<(), Error> {
        self.0.run_mobile_plugin("keepFromBackup", Value { value: folder })
    }
}
