//! What the commands share: the app behind the window, opened once, and the clock.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use api::error::ApiError;
use api::{Bundled, Doorstep};
use chrono::{DateTime, Utc};
use store::{Attempts, CatalogueDb, DocumentFolder};
use tokio::sync::{Notify, OnceCell};

use crate::background::Background;
#[cfg(target_os = "linux")]
use crate::bus::Bus;
use crate::downloader::Downloading;
use crate::refresher::Refreshing;
use crate::reminder::Reminding;
#[cfg(desktop)]
use crate::tray::Tray;

const BUNDLED: Bundled = Bundled {
    zst: include_bytes!(concat!(env!("OUT_DIR"), "/edition.json.zst")),
    header: include_str!(concat!(env!("OUT_DIR"), "/edition.header.json")),
    digest: *include_bytes!(concat!(env!("OUT_DIR"), "/edition.digest")),
};

/// Shared by all commands.
pub struct Shell {
    folder: PathBuf,
    /// Where files go that the person asks for; `None`: where the device keeps such files.
    pub files: Option<PathBuf>,
    fixed_now: Option<DateTime<Utc>>,
    /// Where and when the host is asked.
    pub refreshing: Refreshing,
    /// Documents on their way.
    pub downloading: Downloading,
    /// Reminders, and where they are shown.
    pub reminding: Reminding,
    /// What closing the window does.
    pub background: Background,
    /// Whether there is a tray.
    #[cfg(desktop)]
    pub tray: Tray,
    /// The desktop's session bus.
    #[cfg(target_os = "linux")]
    pub bus: Bus,
    /// Says that the first screen stands.
    pub painted: Notify,
    doorstep: OnceCell<Arc<Doorstep>>,
}

impl Shell {
    /// A shell that keeps its data in `folder`; `fixed_now` stops the clock there.
    pub fn new(
        folder: PathBuf,
        files: Option<PathBuf>,
        fixed_now: Option<DateTime<Utc>>,
        refreshing: Refreshing,
    ) -> Self {
        Self {
            folder,
            files,
            fixed_now,
            refreshing,
            downloading: Downloading::default(),
            reminding: Reminding::default(),
            background: Background::default(),
            #[cfg(desktop)]
            tray: Tray::default(),
            #[cfg(target_os = "linux")]
            bus: Bus::default(),
            painted: Notify::new(),
            doorstep: OnceCell::new(),
        }
    }

    /// Asks the app a question on a thread that may block: SQLite never runs on the window's own thread.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Doorstep, DateTime<Utc>) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let doorstep = self.open().await?;
        let now = self.now();
        blocking(move || question(&doorstep, now)).await
    }

    /// The app behind the window. A failure to open is answered and tried again at the next question.
    async fn open(&self) -> Result<Arc<Doorstep>, ApiError> {
        let open = || {
            let (folder, now, hosting) = (self.folder.clone(), self.now(), self.refreshing.hosting());
            async move {
                blocking(move || {
                    std::fs::create_dir_all(&folder).map_err(|_| {
                        ApiError::bad_request(format!(
                            "Doorstep cannot make its folder {}. In an emergency ring 999. Ask whoever looks after the device.",
                            folder.display()
                        ))
                    })?;
                    let doorstep = Doorstep::open(&folder, BUNDLED, now)?;
                    doorstep.set_hosting(hosting);
                    Ok(Arc::new(doorstep))
                })
                .await
            }
        };
        self.doorstep.get_or_try_init(open).await.cloned()
    }

    /// Where the app keeps its data.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The catalogue that the screens read, for the refresh.
    pub async fn catalogue(&self) -> Result<Arc<CatalogueDb>, ApiError> {
        Ok(self.open().await?.catalogue())
    }

    /// Where documents stand.
    pub async fn document_folder(&self) -> Result<DocumentFolder, ApiError> {
        Ok(self.open().await?.document_folder())
    }

    /// When the host was asked.
    pub async fn attempts(&self) -> Result<Attempts, ApiError> {
        let catalogue = self.catalogue().await?;
        blocking(move || Ok(catalogue.attempts()?)).await
    }

    /// What the clock says.
    pub fn now(&self) -> DateTime<Utc> {
        self.fixed_now.unwrap_or_else(Utc::now)
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|_| {
        Err(ApiError::bad_request(
            "Something in Doorstep went wrong. In an emergency ring 999. Try again, or open it anew.",
        ))
    })
}
