//! What the commands share: the app behind the window, opened once, and the clock.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use app::{Bundled, Doorstep};
use catalogue::managed::Managed;
use catalogue::refresh::Trouble;
use chrono::{DateTime, Utc};
use screens::{Failure, Hosting, Moment, Written};
use store::CatalogueDb;
use tokio::sync::OnceCell;

#[cfg(target_os = "linux")]
use crate::bus::Bus;
use crate::device;
use crate::wake::Wakes;

const BUNDLED: Bundled = Bundled {
    zst: include_bytes!(concat!(env!("OUT_DIR"), "/edition.json.zst")),
    header: include_str!(concat!(env!("OUT_DIR"), "/edition.header.json")),
    digest: *include_bytes!(concat!(env!("OUT_DIR"), "/edition.digest")),
};

/// What the clock says.
pub type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Shared by all commands.
pub struct Shell {
    folder: PathBuf,
    /// Where files go that the person asks for; `None`: where the device keeps such files.
    pub files: Option<PathBuf>,
    clock: Clock,
    /// Wakes and stops the tasks.
    pub wakes: Wakes,
    /// Whether there is an update server, when the app is opened.
    hosting: Hosting,
    /// What the person's organisation has set.
    pub managed: Managed,
    tray: AtomicBool,
    /// The desktop's session bus.
    #[cfg(target_os = "linux")]
    pub bus: Bus,
    doorstep: OnceCell<Arc<Doorstep>>,
}

impl Shell {
    /// A shell that keeps its data in `folder`.
    pub fn new(folder: PathBuf, files: Option<PathBuf>, clock: Clock, hosting: Hosting) -> Self {
        Self {
            folder,
            files,
            clock,
            wakes: Wakes::default(),
            hosting,
            managed: Managed::default(),
            tray: AtomicBool::default(),
            #[cfg(target_os = "linux")]
            bus: Bus::default(),
            doorstep: OnceCell::new(),
        }
    }

    /// The same, where the person's organisation has set that.
    pub fn managed_by(self, managed: Managed) -> Self {
        Self { managed, ..self }
    }

    /// Answers a screen that can always be answered.
    ///
    /// # Errors
    /// When answering panics.
    pub async fn show<T: Send + 'static>(
        &self,
        answer: impl FnOnce(&Moment) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        self.ask(|doorstep, now| Ok(doorstep.ask(now, answer))).await
    }

    /// Answers a screen about something that the catalogue may not have.
    ///
    /// # Errors
    /// What `answer` fails with.
    pub async fn find<T: Send + 'static, E: Into<Failure>>(
        &self,
        answer: impl FnOnce(&Moment) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Failure> {
        self.ask(|doorstep, now| doorstep.ask(now, answer).map_err(Into::into))
            .await
    }

    /// Changes what the person keeps, and wakes whoever works with that.
    ///
    /// # Errors
    /// What `write` fails with.
    pub async fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&Doorstep, DateTime<Utc>) -> Result<Written<T>, Failure> + Send + 'static,
    ) -> Result<Written<T>, Failure> {
        let written = self.ask(write).await?;
        self.wakes.after(&written.changed);
        Ok(written)
    }

    /// Asks the app on a thread that may block: SQLite never runs on the window's own thread.
    ///
    /// # Errors
    /// What `question` fails with. A panic in it is a failure, too, and does no harm to later questions.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Doorstep, DateTime<Utc>) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let doorstep = self.open().await?;
        let now = self.now();
        blocking(move || question(&doorstep, now)).await?
    }

    /// The first screen is there: what can wait for it begins.
    ///
    /// # Errors
    /// As for [`Self::ask`].
    pub async fn painted(&self) -> Result<(), Failure> {
        self.wakes.background.wake();
        let painted = |doorstep: &Doorstep, _| {
            doorstep.painted();
            Ok(())
        };
        self.ask(painted).await
    }

    /// The app behind the window, opened when this is first called: as the program starts, before the window is made.
    ///
    /// # Errors
    /// When opening panics. The next question tries again.
    pub async fn open(&self) -> Result<Arc<Doorstep>, Failure> {
        let open = || {
            let (folder, now) = (self.folder.clone(), self.now());
            let (hosting, managed) = (self.hosting.clone(), self.managed.clone());
            blocking(move || {
                let asked = std::thread::spawn(device::dialling);
                let doorstep = Doorstep::open(&folder, BUNDLED, now);
                doorstep.set_hosting(hosting);
                doorstep.set_managed(managed);
                doorstep.set_dialling(asked.join().unwrap_or_default());
                Arc::new(doorstep)
            })
        };
        self.doorstep.get_or_try_init(open).await.cloned()
    }

    /// The same, where it is open. Does not wait.
    pub fn opened(&self) -> Option<&Doorstep> {
        self.doorstep.get().map(Arc::as_ref)
    }

    /// The catalogue's file, for what comes from the update server.
    ///
    /// # Errors
    /// What the device says against it.
    pub async fn catalogue(&self) -> Result<Arc<CatalogueDb>, Trouble> {
        match self.ask(|doorstep, _| Ok(doorstep.catalogue())).await {
            Ok(catalogue) => Ok(catalogue?),
            Err(failure) => Err(Trouble::NotStored { why: failure.message }),
        }
    }

    /// Where the app keeps its data.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the person can see our icon in a tray.
    pub fn has_tray(&self) -> bool {
        self.tray.load(Ordering::Acquire)
    }

    /// Takes down whether they can.
    #[cfg(desktop)]
    pub fn set_tray(&self, there: bool) {
        self.tray.store(there, Ordering::Release);
    }

    /// What the clock says.
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Stops all tasks, and folds what was written into the files themselves. The program ends next.
    pub fn close(&self) {
        self.wakes.stop();
        if let Some(doorstep) = self.opened() {
            doorstep.close();
        }
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tauri::async_runtime::spawn_blocking(work).await.map_err(|_| {
        Failure::bad_request("Something went wrong. In immediate danger, call 999. Try again, or restart Doorstep.")
    })
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A shell whose data is in `folder`, with no update server.
    pub fn shell(folder: &Path) -> Shell {
        let files = Some(folder.to_owned());
        Shell::new(folder.to_owned(), files, Box::new(Utc::now), Hosting::None)
    }

    #[tokio::test]
    async fn a_panic_is_a_sentence_with_999_and_the_next_question_is_answered() {
        let folder = tempfile::tempdir().expect("a folder");
        let shell = shell(folder.path());
        let panicked: Result<(), Failure> = shell.show(|_| panic!("as a defect would")).await;
        assert!(panicked.expect_err("a sentence").message.contains("call 999"));
        let panicked = shell.write::<()>(|_, _| panic!("as a defect would")).await;
        assert!(panicked.expect_err("a sentence").message.contains("call 999"));
        let who = shell.show(screens::who::answer).await.expect("an answer");
        assert!(!who.emergency.is_empty());
        shell
            .write(|d, now| d.set_remembering(false, now))
            .await
            .expect("a write is kept after a panic");
    }

    /// A copy of `personal.db` has everything once the app has ended.
    #[tokio::test]
    async fn an_app_that_ends_leaves_whole_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let ended = shell(folder.path());
        let written = ended.ask(|d, now| d.set_background(true, now));
        written.await.expect("a write is kept");
        ended.close();
        let copy = tempfile::tempdir().expect("a folder");
        std::fs::copy(folder.path().join("personal.db"), copy.path().join("personal.db")).expect("a copy");
        let copied = shell(copy.path()).open().await.expect("it opens");
        assert_eq!(copied.background(), Some(true));
        assert_eq!(ended.wakes.background.wait(None).await, None, "no task goes on");
    }

    #[tokio::test]
    async fn who_to_call_is_answered_where_nothing_can_be_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a file and no folder");
        std::fs::write(&file, "").expect("a file");
        let who = shell(&file).show(screens::who::answer).await.expect("an answer");
        assert!(!who.emergency.is_empty());
    }
}
