//! How the seven tasks of the shell are woken, and how all of them are stopped. Between two rounds of its loop each
//! waits by its own [`Wake`], and returns when that answers `None`.

use std::time::Duration;

use screens::Part;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// Wakes one task.
pub struct Wake {
    called: Notify,
    stopping: CancellationToken,
}

/// Why a wait is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Somebody called. One who called before the wait began is heard too.
    Called,
    /// The time has passed.
    Due,
}

impl Wake {
    fn under(stopping: &CancellationToken) -> Self {
        Self {
            called: Notify::new(),
            stopping: stopping.clone(),
        }
    }

    /// Wakes the task.
    pub fn wake(&self) {
        self.called.notify_one();
    }

    /// Waits until the task is woken, or the time has passed. `None` when the app is closing: the task returns then.
    pub async fn wait(&self, at_most: Option<Duration>) -> Option<Woken> {
        let due = async {
            match at_most {
                Some(time) => tokio::time::sleep(time).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = self.stopping.cancelled() => None,
            () = self.called.notified() => Some(Woken::Called),
            () = due => Some(Woken::Due),
        }
    }
}

/// The tasks of the shell, each by its own wake.
pub struct Wakes {
    /// Checks for updates.
    pub refresher: Wake,
    /// Downloads documents.
    pub downloader: Wake,
    /// Shows reminders.
    pub reminder: Wake,
    /// Makes the daily backup.
    pub background: Wake,
    /// Follows whether the desktop has a tray.
    #[cfg(any(target_os = "linux", test))]
    pub tray: Wake,
    /// Looks at the clock.
    pub passing: Wake,
    /// Hears what the person does with notifications.
    #[cfg(any(target_os = "linux", test))]
    pub notice: Wake,
    stopping: CancellationToken,
}

impl Default for Wakes {
    fn default() -> Self {
        let stopping = CancellationToken::new();
        let wake = || Wake::under(&stopping);
        Self {
            refresher: wake(),
            downloader: wake(),
            reminder: wake(),
            background: wake(),
            #[cfg(any(target_os = "linux", test))]
            tray: wake(),
            passing: wake(),
            #[cfg(any(target_os = "linux", test))]
            notice: wake(),
            stopping,
        }
    }
}

impl Wakes {
    /// Wakes whoever works with what has changed.
    pub fn after(&self, changed: &[Part]) {
        for part in changed {
            match part {
                // Another edition may name other weeks and other documents.
                Part::Catalogue => {
                    self.reminder.wake();
                    self.downloader.wake();
                }
                // Reminders follow bookmarked weeks and sessions, weeks without reminders, and the person's areas.
                Part::Bookmarks | Part::Weeks | Part::Settings | Part::Reminders => self.reminder.wake(),
                Part::Documents => self.downloader.wake(),
                Part::Freshness | Part::Searches | Part::ChangesRead => {}
            }
        }
    }

    /// Stops all tasks for good.
    pub fn stop(&self) {
        self.stopping.cancel();
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    impl Wake {
        /// Whether somebody has called since this was last asked.
        pub async fn was_called(&self) -> bool {
            self.wait(Some(Duration::ZERO)).await == Some(Woken::Called)
        }
    }

    #[tokio::test]
    async fn a_call_before_the_wait_is_heard_once() {
        let wakes = Wakes::default();
        wakes.reminder.wake();
        wakes.reminder.wake();
        assert!(wakes.reminder.was_called().await);
        assert!(!wakes.reminder.was_called().await);
        assert!(!wakes.downloader.was_called().await, "each has its own");
    }

    #[tokio::test]
    async fn all_are_stopped_at_once_and_for_good() {
        let wakes = Wakes::default();
        let waiting = async { tokio::join!(wakes.tray.wait(None), wakes.refresher.wait(None)) };
        let stop = async { wakes.stop() };
        assert_eq!(tokio::join!(waiting, stop).0, (None, None));
        wakes.notice.wake();
        assert_eq!(wakes.notice.wait(None).await, None);
    }

    #[tokio::test]
    async fn what_has_changed_decides_who_is_woken() {
        for (part, reminder, downloader) in [
            (Part::Catalogue, true, true),
            (Part::Freshness, false, false),
            (Part::Bookmarks, true, false),
            (Part::Weeks, true, false),
            (Part::Settings, true, false),
            (Part::Reminders, true, false),
            (Part::Documents, false, true),
            (Part::Searches, false, false),
            (Part::ChangesRead, false, false),
        ] {
            let wakes = Wakes::default();
            wakes.after(&[part]);
            let woken = (wakes.reminder.was_called().await, wakes.downloader.was_called().await);
            assert_eq!(woken, (reminder, downloader), "{part:?}");
        }
    }
}
