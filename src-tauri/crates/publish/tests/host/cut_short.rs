//! A release that is cut short at any write leaves the old edition whole, and can be run again.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use doorstep_publish::host::{self, Host, Silent, Wanted};
use futures_util::stream::BoxStream;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};

use tokio::sync::Notify;

use crate::kit::{Scene, audit, change, day};

/// How a write fails.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// It never arrives.
    Lost,
    /// It arrives, and the answer does not.
    Unanswered,
    /// It arrives, and the program is killed.
    Killed,
}

/// A store whose writes fail after some that do not.
#[derive(Debug)]
struct Failing {
    inner: Arc<InMemory>,
    left: AtomicUsize,
    fault: Fault,
    killed: Notify,
}

impl Failing {
    fn new(inner: &Arc<InMemory>, left: usize, fault: Fault) -> Arc<Self> {
        Arc::new(Self {
            inner: Arc::clone(inner),
            left: AtomicUsize::new(left),
            fault,
            killed: Notify::new(),
        })
    }

    fn host(inner: &Arc<InMemory>, left: usize, fault: Fault) -> Host {
        Host::new("failing", Self::new(inner, left, fault))
    }
}

impl fmt::Display for Failing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("failing")
    }
}

#[async_trait]
impl ObjectStore for Failing {
    async fn put_opts(&self, location: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        let left = self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_ok() {
            return self.inner.put_opts(location, payload, options).await;
        }
        if !matches!(self.fault, Fault::Lost) {
            self.inner.put_opts(location, payload, options).await?;
        }
        if matches!(self.fault, Fault::Killed) {
            self.killed.notify_one();
            std::future::pending::<()>().await;
        }
        Err(Error::Generic {
            store: "failing",
            source: "the line was cut".into(),
        })
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        self.inner.put_multipart_opts(location, options).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.inner.get_opts(location, options).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        self.inner.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.inner.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.inner.copy_opts(from, to, options).await
    }
}

/// What it warned of, when it came through.
async fn release(scene: &Scene, host: &Host, days: i64) -> host::Result<Vec<String>> {
    let keys = scene.keyring();
    let plan = host::plan(scene.data.path(), host, &keys, &Wanted::default(), day(days)).await?;
    if plan.is_published {
        plan.put_calendars(host).await?;
        return plan.note().map(|()| Vec::new());
    }
    let released = plan.publish(host, &keys, &Silent, day(days)).await?;
    Ok(released.warnings)
}

/// Cuts a release short at every write; `edition` is what the store holds and `mended` what the editor changes before
/// running it again. Answers how many writes a release makes.
async fn cut(scene: &Scene, store: &InMemory, fault: Fault, edition: Option<u32>, mended: &str) -> usize {
    let names = ["edition.toml", "ids.lock", "contacts.toml"].map(|name| scene.data.path().join(name));
    // Each store is a world of its own, with what is remembered of it.
    let names = names.into_iter().chain([scene.keys().join("marks.json")]);
    let before: Vec<_> = names.map(|name| (std::fs::read(&name).ok(), name)).collect();
    for writes in 0..30 {
        let place = format!("{fault:?}, after edition {edition:?}, {writes} writes");
        let fork = Arc::new(store.fork());
        let host = Host::new("memory", Arc::clone(&fork) as Arc<dyn ObjectStore>);
        let done = release(scene, &Failing::host(&fork, writes, fault), 1).await;
        if let Ok(warnings) = &done
            && !warnings.is_empty()
        {
            // Published, and devices have it whole. The same release again does what is left.
            let found = audit(&host, &scene.root(), day(1)).await;
            assert_eq!((found.calendars, found.faults.len()), (0, 1), "{place}: {found:?}");
            let again = release(scene, &host, 1).await;
            assert_eq!(again.ok(), Some(Vec::new()), "{place}");
        }
        let seen = match host.timestamp().await.expect("an answer") {
            None => None,
            Some(_) => {
                let found = audit(&host, &scene.root(), day(1)).await;
                assert_eq!(found.faults, Vec::<String>::new(), "{place}");
                Some(found.edition)
            }
        };
        // A device sees the old edition whole, or the new one whole.
        let next = edition.map_or(3, |edition| edition + 1);
        assert_eq!(
            seen,
            if done.is_ok() { Some(next) } else { edition },
            "{place}: {done:?}"
        );

        let again = if done.is_ok() { next + 1 } else { next };
        change(scene.data.path(), mended);
        release(scene, &host, 2)
            .await
            .unwrap_or_else(|error| panic!("{place}: {error}"));
        let found = audit(&host, &scene.root(), day(2)).await;
        assert_eq!((found.edition, found.faults), (again, vec![]), "{place}");
        for (content, name) in &before {
            match content {
                Some(content) => std::fs::write(name, content),
                None => std::fs::remove_file(name),
            }
            .expect("as it was");
        }
        if done.is_ok_and(|warnings| warnings.is_empty()) {
            return writes;
        }
    }
    panic!("{fault:?}: no release came through");
}

#[tokio::test]
async fn at_every_write() {
    for fault in [Fault::Lost, Fault::Unanswered] {
        let scene = Scene::new();
        let store = Arc::new(InMemory::new());
        // Edition, targets, snapshot, root, timestamp, calendar. The last two look whether they came through all the same.
        let writes = cut(&scene, &store, fault, None, "0300 555 1001").await;
        assert_eq!(writes, if matches!(fault, Fault::Lost) { 6 } else { 4 });
        let host = Host::new("memory", Arc::clone(&store) as Arc<dyn ObjectStore>);
        release(&scene, &host, 0).await.expect("edition 3");
        change(scene.data.path(), "0300 555 1002");
        cut(&scene, &store, fault, Some(3), "0300 555 1003").await;
    }
}

/// Nobody can say whether a device has seen what went out just before the program was killed.
#[tokio::test]
async fn killed_and_then_restored_the_number_is_not_given_again() {
    let scene = Scene::new();
    let store = Arc::new(InMemory::new());
    let host = |store: &Arc<InMemory>| Host::new("memory", Arc::clone(store) as Arc<dyn ObjectStore>);
    release(&scene, &host(&store), 0).await.expect("edition 3");
    let backup = Arc::new(store.fork());
    change(scene.data.path(), "0300 555 1001");
    // Edition, delta, targets, snapshot, root: and with the timestamp it is out.
    let failing = Failing::new(&store, 5, Fault::Killed);
    let killed = Host::new("failing", Arc::clone(&failing) as Arc<dyn ObjectStore>);
    tokio::select! {
        done = release(&scene, &killed, 1) => panic!("it came to its end: {done:?}"),
        () = failing.killed.notified() => {}
    }
    assert_eq!(audit(&host(&store), &scene.root(), day(1)).await.edition, 4);

    change(scene.data.path(), "0300 555 1002");
    release(&scene, &host(&backup), 1).await.expect("published");
    assert_eq!(audit(&host(&backup), &scene.root(), day(1)).await.edition, 5);
    // Where it had come through to stay, the same release says so and counts on from it.
    change(scene.data.path(), "0300 555 1003");
    release(&scene, &host(&backup), 1).await.expect("published");
    assert_eq!(audit(&host(&backup), &scene.root(), day(1)).await.edition, 6);
}
