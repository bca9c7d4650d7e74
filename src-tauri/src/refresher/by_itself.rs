//! Updates that nobody asked for.

use catalogue::refresh::{Attempts, Trouble};
use chrono::Utc;
use screens::Part;
use tauri::{AppHandle, Manager, Runtime};

use super::rhythm::{LOOK, Rhythm};
use super::{Refreshing, check, refuse_host};
use crate::events;
use crate::shell::Shell;

/// Checks by itself for as long as the app runs: at the start, when the device wakes, when the network is back, and
/// about every six hours. Returns where there is no update server that can be asked: nothing changes about that until
/// the app is started again.
pub async fn run<R: Runtime>(app: AppHandle<R>) {
    let shell = app.state::<Shell>();
    let mut rhythm = Rhythm::new(fastrand::f64());
    let mut before = None;
    loop {
        let wait = match attempts(&app).await {
            Ok((attempts, damaged)) => match rhythm.until_due(&attempts, damaged, shell.now()) {
                Some(wait) => wait,
                None => {
                    rhythm.begin(fastrand::f64());
                    if let Err(error) = check(&app).await {
                        tracing::warn!(%error, "the end of the update is not known");
                    }
                    LOOK
                }
            },
            Err(Trouble::NoHost) => return,
            Err(trouble @ Trouble::BadHost { .. }) => {
                if let Err(error) = refuse_host(&app, &trouble).await {
                    tracing::error!(%error, "the screens could not be told that no update server is asked");
                }
                events::changed(&app, &[Part::Freshness]);
                return;
            }
            Err(trouble) => {
                if before.as_ref() != Some(&trouble) {
                    tracing::warn!(%trouble, "the times of earlier update attempts could not be read");
                }
                before = Some(trouble);
                LOOK
            }
        };
        let begun = Utc::now();
        let Some(woken) = shell.wakes.refresher.wait(Some(wait)).await else {
            return;
        };
        let passed = (Utc::now() - begun).to_std().unwrap_or_default();
        rhythm.woke(woken, wait, passed);
    }
}

/// When the update server was asked, and whether the edition in use is damaged here.
pub(super) async fn attempts<R: Runtime>(app: &AppHandle<R>) -> Result<(Attempts, bool), Trouble> {
    let shell = app.state::<Shell>();
    let attempts = app.state::<Refreshing>().refresher(&shell).await?.attempts().await?;
    let damaged = shell.opened().is_some_and(|doorstep| doorstep.is_damaged());
    Ok((attempts, damaged))
}
