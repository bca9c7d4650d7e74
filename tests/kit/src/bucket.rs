//! A host that is an object store in memory, whose writes can be cut off.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use futures_util::TryStreamExt as _;
use futures_util::stream::BoxStream;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    ObjectStoreExt as _, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};
use tokio::sync::Notify;

/// Files by their name from the host's top. A copy is the same bucket; a fork is one of its own.
#[derive(Clone, Debug, Default)]
pub struct Bucket(Arc<InMemory>);

impl Bucket {
    pub fn new() -> Self {
        Self::default()
    }

    /// A bucket of its own with the same files: a backup.
    pub fn fork(&self) -> Self {
        Self(Arc::new(self.0.fork()))
    }

    /// As a publisher's host takes it.
    pub fn store(&self) -> Arc<dyn ObjectStore> {
        Arc::clone(&self.0) as Arc<dyn ObjectStore>
    }

    /// The same, of which `left` writes come through and the others fail.
    pub fn failing(&self, left: usize, fault: Fault) -> Arc<Failing> {
        Arc::new(Failing {
            inner: Arc::clone(&self.0),
            left: AtomicUsize::new(left),
            fault,
            killed: Notify::new(),
        })
    }

    pub async fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let listed: Vec<ObjectMeta> = self.0.list(None).try_collect().await.unwrap();
        let mut files = BTreeMap::new();
        for file in listed {
            let bytes = self.0.get(&file.location).await.unwrap().bytes().await.unwrap();
            files.insert(file.location.to_string(), bytes.to_vec());
        }
        files
    }

    /// Writes a file, or with `None` deletes it, as somebody does who may write to the host.
    pub async fn put(&self, name: &str, bytes: Option<&[u8]>) {
        let path = Path::from(name);
        match bytes {
            Some(bytes) => self.0.put(&path, bytes.to_vec().into()).await.map(|_| ()),
            None => self.0.delete(&path).await,
        }
        .unwrap();
    }
}

/// How a write fails.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// It never arrives.
    Lost,
    /// It arrives, and the answer does not.
    Unanswered,
    /// It arrives, and the program is killed: it is never answered.
    Killed,
}

/// A bucket whose writes fail after some that do not.
#[derive(Debug)]
pub struct Failing {
    inner: Arc<InMemory>,
    left: AtomicUsize,
    fault: Fault,
    /// Notified when the write has arrived after which the program is killed.
    pub killed: Notify,
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
