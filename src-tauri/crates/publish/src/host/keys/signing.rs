//! One private key, as tough signs with it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use aws_lc_rs::rand::SecureRandom;
use aws_lc_rs::signature::Ed25519KeyPair;
use tough::key_source::KeySource;
use tough::schema::decoded::{Decoded, Hex};
use tough::schema::key::Key;
use tough::sign::Sign;

use crate::host::error::{Result, signing};

/// What tough's traits fail with.
type Failure = Box<dyn std::error::Error + Send + Sync + 'static>;

/// One private key and the file it was read from.
#[derive(Clone)]
pub(crate) struct SigningKey {
    file: PathBuf,
    pair: Arc<Ed25519KeyPair>,
}

impl SigningKey {
    pub(super) fn new(file: PathBuf, pair: Ed25519KeyPair) -> Self {
        Self {
            file,
            pair: Arc::new(pair),
        }
    }

    /// Its public half.
    pub(super) fn public(&self) -> Key {
        self.pair.tuf_key()
    }

    /// What TUF calls it.
    pub(super) fn id(&self) -> Result<Decoded<Hex>> {
        self.public().key_id().map_err(|error| signing(&error))
    }

    /// As much of that as tells it from others, for people.
    pub(super) fn short_id(&self) -> Result<String> {
        self.id().map(|id| short(&id))
    }

    /// Where it was read from.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }
}

/// The start of a key's id.
pub(super) fn short(id: &[u8]) -> String {
    hex::encode(id).chars().take(12).collect()
}

/// The file's name and nothing of the key.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.file.display())
    }
}

#[async_trait]
impl Sign for SigningKey {
    fn tuf_key(&self) -> Key {
        self.pair.tuf_key()
    }

    async fn sign(&self, message: &[u8], random: &(dyn SecureRandom + Sync)) -> Result<Vec<u8>, Failure> {
        Sign::sign(self.pair.as_ref(), message, random).await
    }
}

#[async_trait]
impl KeySource for SigningKey {
    async fn as_sign(&self) -> Result<Box<dyn Sign>, Failure> {
        Ok(Box::new(self.clone()))
    }

    async fn write(&self, _value: &str, _key_id: &str) -> Result<(), Failure> {
        Err("keys are written by `keys new` and `keys rotate` alone".into())
    }
}
