//! One writer and a few readers of one database file.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::{StoreError, file};

/// How many read-only connections a database keeps.
const READERS: usize = 3;

/// A database: `read` sees one state from its first statement to its last, and `write` *is* the transaction.
pub(crate) struct Db {
    readers: Vec<Mutex<Connection>>,
    next: AtomicUsize,
    writer: Mutex<Connection>,
}

/// Folds the write-ahead log into the file, so that the file alone is whole. When that cannot be, it is in the log still.
impl Drop for Db {
    fn drop(&mut self) {
        let writer = lock(&self.writer);
        let folded = writer
            .busy_timeout(Duration::ZERO)
            .and_then(|()| writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
        if let Err(error) = folded {
            tracing::debug!(%error, "the log stays beside the file");
        }
    }
}

impl Db {
    /// Takes over `writer`, which has `path` open, and opens the readers.
    pub(crate) fn new(path: &Path, writer: Connection) -> Result<Self, StoreError> {
        let readers = (0..READERS)
            .map(|_| Ok(Mutex::new(file::open_reader(path)?)))
            .collect::<Result<_, StoreError>>()?;
        Ok(Self {
            readers,
            next: AtomicUsize::new(0),
            writer: Mutex::new(writer),
        })
    }

    /// Runs `work` on a reader, in a transaction of its own.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut reader = self.free_reader();
        let tx = reader.transaction()?;
        work(&tx)
    }

    /// Runs `work` in one immediate transaction, committed when it succeeds and undone when it fails or panics.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut writer = lock(&self.writer);
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&tx)?;
        tx.commit()?;
        Ok(done)
    }

    /// Runs `work` on the writer outside any transaction: for what SQLite allows nowhere else.
    pub(crate) fn exclusive<T>(
        &self,
        work: impl FnOnce(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(&mut lock(&self.writer))
    }

    fn free_reader(&self) -> MutexGuard<'_, Connection> {
        for reader in &self.readers {
            match reader.try_lock() {
                Ok(guard) => return guard,
                Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => {}
            }
        }
        lock(&self.readers[self.next.fetch_add(1, Ordering::Relaxed) % self.readers.len()])
    }
}

/// Locks, also after another thread panicked: its transaction was undone when it unwound.
pub(crate) fn lock<T>(connection: &Mutex<T>) -> MutexGuard<'_, T> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}
