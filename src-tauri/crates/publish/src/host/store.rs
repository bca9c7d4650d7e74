//! A static host, as its publisher sees it: a folder, an S3 bucket or an Azure container.
//!
//! Nothing is ever written over but the timestamp and the calendars, and those only while they are still what was read:
//! two editors at once cannot lose each other's edition.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{
    Attribute, Attributes, ObjectStore, ObjectStoreExt as _, ObjectStoreScheme, PutMode, PutOptions, PutPayload,
    UpdateVersion,
};
use sync::layout;
use url::Url;

use super::error::{Error, Result, chain};
use super::files::Files;
use super::keys::Role;

/// Whoever holds this file open and locked may change what changes in a folder. It stays empty, and a program that is
/// killed leaves no lock behind.
const LOCK: &str = ".publish.lock";
/// For what is written over.
const CHANGES: &str = "no-cache";
/// For all others.
const STAYS: &str = "public, max-age=31536000, immutable";

/// A host that can be written to.
#[derive(Clone)]
pub struct Host {
    name: String,
    store: Arc<dyn ObjectStore>,
    /// Set for a folder: object stores can compare and swap, a file system cannot.
    folder: Option<PathBuf>,
}

/// The contents of a file when it was read, for replacing exactly those.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What was there.
    pub bytes: Vec<u8>,
    version: UpdateVersion,
}

/// How a file that is written once came to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It was written now.
    Now,
    /// The same bytes were there already.
    Before,
    /// Something else is there.
    Taken,
}

impl Host {
    /// The host at `place`: a folder's path or `file:` address, `s3://bucket/prefix` or `az://container/prefix`. What
    /// else the store must know (region, endpoint, credentials) comes from the environment: the `AWS_…` and `AZURE_…`
    /// variables that object_store documents, and what the platform gives a machine of its own.
    ///
    /// # Errors
    /// `Usage` when it is none of these, or an option in the environment is wrong.
    pub fn open(place: &str) -> Result<Self> {
        let wrong = |why: String| Error::Usage(format!("{place} cannot be published to: {why}"));
        let url = match Url::parse(place) {
            // A letter and a colon is a drive.
            Ok(url) if url.scheme().len() > 1 => url,
            _ => return Self::folder(FilePath::new(place)),
        };
        if url.password().is_some() || url.query().is_some() {
            return Err(Error::Refused(
                "the address holds a secret, and others on this machine can see the command line: \
                 put it into the environment, as docs/publishing.md shows"
                    .into(),
            ));
        }
        let (scheme, prefix) = ObjectStoreScheme::parse(&url).map_err(|error| wrong(chain(&error)))?;
        let store: Arc<dyn ObjectStore> = match scheme {
            ObjectStoreScheme::Local => {
                let path = url
                    .to_file_path()
                    .map_err(|()| wrong("this is not a path on this machine".into()))?;
                return Self::folder(&path);
            }
            ObjectStoreScheme::AmazonS3 => Arc::new(
                AmazonS3Builder::from_env()
                    .with_url(place)
                    .build()
                    .map_err(|error| wrong(chain(&error)))?,
            ),
            ObjectStoreScheme::MicrosoftAzure => Arc::new(
                MicrosoftAzureBuilder::from_env()
                    .with_url(place)
                    .build()
                    .map_err(|error| wrong(chain(&error)))?,
            ),
            _ => {
                return Err(wrong(
                    "name a folder, s3://bucket/prefix or az://container/prefix".into(),
                ));
            }
        };
        Ok(Self::new(place, Arc::new(PrefixStore::new(store, prefix))))
    }

    /// A host in any store that can compare and swap.
    pub fn new(name: &str, store: Arc<dyn ObjectStore>) -> Self {
        Self {
            name: name.to_owned(),
            store,
            folder: None,
        }
    }

    fn folder(path: &FilePath) -> Result<Self> {
        let wrong = |why: String| Error::Usage(format!("{} cannot be published to: {why}", path.display()));
        fs::create_dir_all(path).map_err(|error| wrong(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(path).map_err(|error| wrong(chain(&error)))?;
        Ok(Self {
            folder: Some(path.to_owned()),
            ..Self::new(&path.display().to_string(), Arc::new(store.with_fsync(true)))
        })
    }

    /// Whether a file is there.
    ///
    /// # Errors
    /// `Host` when the store does not answer.
    pub async fn has(&self, name: &str) -> Result<bool> {
        match self.store.head(&Path::from(name)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(self.failed(name, &error)),
        }
    }

    /// Writes a file that is never written over.
    ///
    /// # Errors
    /// `Host` when the store does not answer or may not be written to.
    pub async fn create(&self, name: &str, bytes: &[u8]) -> Result<Created> {
        let options = self.options(name, PutMode::Create);
        match self
            .store
            .put_opts(&Path::from(name), PutPayload::from(bytes.to_vec()), options)
            .await
        {
            Ok(_) => Ok(Created::Now),
            // Also when our own first try came through and its answer was lost.
            Err(object_store::Error::AlreadyExists { .. }) => {
                let there = self.get(name).await?.map(|(bytes, _)| bytes);
                Ok(if there.as_deref() == Some(bytes) {
                    Created::Before
                } else {
                    Created::Taken
                })
            }
            Err(error) => Err(self.failed(name, &error)),
        }
    }

    /// Writes a file that is named by its hash. The same name with other content is damage.
    ///
    /// # Errors
    /// As [`Host::create`], and `Host` for damage.
    pub async fn create_hashed(&self, name: &str, bytes: &[u8]) -> Result<()> {
        match self.create(name, bytes).await? {
            Created::Now | Created::Before => Ok(()),
            Created::Taken => Err(Error::Host(format!(
                "{name} on {self} is damaged: delete it there, and run this again"
            ))),
        }
    }

    /// The timestamp as it is now.
    ///
    /// # Errors
    /// `Host` when the store does not answer.
    pub async fn timestamp(&self) -> Result<Option<Seen>> {
        self.seen(&timestamp_path()).await
    }

    /// A file that is written over, as it is now.
    ///
    /// # Errors
    /// `Host` when the store does not answer.
    pub async fn seen(&self, name: &str) -> Result<Option<Seen>> {
        let found = self.get(name).await?;
        Ok(found.map(|(bytes, version)| Seen { bytes, version }))
    }

    /// Puts `bytes` in the place of a file, when it is still the one that was `seen`. `false`: somebody else was
    /// faster, and nothing was written.
    ///
    /// # Errors
    /// `Host` when the store does not answer, may not be written to or cannot compare and swap.
    pub async fn replace(&self, name: &str, seen: Option<&Seen>, bytes: &[u8]) -> Result<bool> {
        if let Some(folder) = &self.folder {
            return self.replace_in(folder, name, seen, bytes).await;
        }
        let mode = seen.map_or(PutMode::Create, |seen| PutMode::Update(seen.version.clone()));
        let options = self.options(name, mode);
        let payload = PutPayload::from(bytes.to_vec());
        match self.store.put_opts(&Path::from(name), payload, options).await {
            Ok(_) => Ok(true),
            Err(error) => {
                // It may have come through all the same, and its answer been lost.
                let now = self.seen(name).await;
                if now.is_ok_and(|now| now.is_some_and(|now| now.bytes == bytes)) {
                    return Ok(true);
                }
                match error {
                    object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. } => Ok(false),
                    error => Err(self.failed(name, &error)),
                }
            }
        }
    }

    async fn replace_in(&self, folder: &FilePath, name: &str, seen: Option<&Seen>, bytes: &[u8]) -> Result<bool> {
        let path = folder.join(LOCK);
        let lock = tokio::task::spawn_blocking(move || -> std::io::Result<File> {
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
            file.lock()?;
            Ok(file)
        });
        let locked = lock.await.map_err(std::io::Error::other).flatten();
        let locked = locked.map_err(|error| self.failed(LOCK, &error))?;
        let now = self.seen(name).await?.map(|seen| seen.bytes);
        let free = now.as_deref() == seen.map(|seen| seen.bytes.as_slice());
        if free {
            let put = self
                .store
                .put(&Path::from(name), PutPayload::from(bytes.to_vec()))
                .await;
            put.map_err(|error| self.failed(name, &error))?;
        }
        drop(locked);
        Ok(free)
    }

    async fn get(&self, name: &str) -> Result<Option<(Vec<u8>, UpdateVersion)>> {
        let found = match self.store.get(&Path::from(name)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.failed(name, &error)),
        };
        let version = UpdateVersion {
            e_tag: found.meta.e_tag.clone(),
            version: found.meta.version.clone(),
        };
        let bytes = found.bytes().await.map_err(|error| self.failed(name, &error))?;
        Ok(Some((bytes.to_vec(), version)))
    }

    /// How a file is written, and what the store is to tell those who fetch it. A folder's web server has its own
    /// configuration for that.
    fn options(&self, name: &str, mode: PutMode) -> PutOptions {
        let mut attributes = Attributes::new();
        if self.folder.is_none() {
            let kind = match name.rsplit('.').next() {
                Some("json") => "application/json",
                Some("zst") => "application/zstd",
                Some("ics") => ical::MEDIA_TYPE,
                _ => "application/octet-stream",
            };
            let keep = if layout::is_written_over(name) { CHANGES } else { STAYS };
            attributes.insert(Attribute::ContentType, kind.into());
            attributes.insert(Attribute::CacheControl, keep.into());
        }
        PutOptions {
            mode,
            attributes,
            ..PutOptions::default()
        }
    }

    fn failed(&self, name: &str, error: &dyn std::error::Error) -> Error {
        Error::Host(format!("{name} on {}: {}", self.name, chain(error)))
    }
}

#[async_trait]
impl Files for Host {
    async fn read(&self, name: &str) -> Result<Option<Vec<u8>>> {
        Ok(self.get(name).await?.map(|(bytes, _)| bytes))
    }
}

/// The timestamp's path.
pub(crate) fn timestamp_path() -> String {
    format!("{}{}", layout::METADATA, layout::TIMESTAMP)
}

/// The path of a version of another role's metadata.
pub(crate) fn metadata_path(role: Role, version: u64) -> String {
    format!("{}{}", layout::METADATA, layout::metadata_name(role.name(), version))
}

/// As it was named.
impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Host({})", self.name)
    }
}
