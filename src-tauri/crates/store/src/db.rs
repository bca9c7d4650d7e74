//! One connection to one database file.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::StoreError;
use crate::file::{self, BUSY_TIMEOUT, Identity};

/// A database: `read` sees one state from its first statement to its last, and `write` *is* the transaction.
pub(crate) struct Db {
    connection: Mutex<Connection>,
    identity: &'static Identity,
}

impl Db {
    /// Opens or creates the file at `path`.
    pub(crate) fn open(path: &Path, identity: &'static Identity) -> Result<Self, StoreError> {
        let connection = file::open(path, identity)?;
        Ok(Self {
            connection: Mutex::new(connection),
            identity,
        })
    }

    /// Runs `work` in a transaction of its own.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut connection = self.lock();
        let transaction = connection.transaction();
        let read = transaction.map_err(StoreError::from).and_then(|tx| work(&tx));
        read.map_err(|error| error.of(self.identity.what))
    }

    /// Runs `work` in one immediate transaction, committed when it succeeds and undone when it fails or panics.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = self.lock();
        let write = || {
            // Where there was no room for it at the start.
            file::migrate(&mut connection, self.identity)?;
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&tx)?;
            tx.commit()?;
            Ok(done)
        };
        write().map_err(|error: StoreError| error.of(self.identity.what))
    }

    /// Folds the write-ahead log into the file. Whether the file is whole without its log now: a reader in another
    /// program may prevent that, and is not waited for.
    pub(crate) fn fold(&self) -> bool {
        let connection = self.lock();
        let busy = connection.busy_timeout(Duration::ZERO).and_then(|()| {
            let folded = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
            connection.busy_timeout(BUSY_TIMEOUT)?;
            folded
        });
        match busy {
            Ok(0) => return true,
            Ok(_) => tracing::warn!(
                what = self.identity.what,
                "in use elsewhere: the write-ahead log stays beside the file"
            ),
            Err(error) => tracing::warn!(what = self.identity.what, %error, "the log stays beside the file"),
        }
        false
    }

    /// Locks, also after another thread panicked: its transaction was undone when it unwound.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
