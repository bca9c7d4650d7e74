//! What the store cannot do, as a person is told it.

use screens::Failure;
use store::StoreError;

/// Why a change was not kept.
pub(crate) fn not_kept(error: &StoreError) -> Failure {
    // The cause goes to the log, never to the screen: it names files and SQL.
    tracing::warn!(%error, "a change was not kept");
    Failure::storage(match error {
        StoreError::Full => {
            "This device's storage is full, so the change was not saved. Everything you had is still there. Free some \
             space and try again."
        }
        StoreError::ReadOnly => {
            "This device does not let Doorstep write to its folder, so the change was not saved. Everything you had is \
             still there. Ask whoever looks after this device."
        }
        StoreError::Busy => {
            "Another program is using Doorstep's data, so the change was not saved. Everything you had is still there. \
             Close other copies of Doorstep and try again."
        }
        _ => {
            "The change could not be saved on this device. Everything you had is still there. Try again, or restart \
             Doorstep."
        }
    })
}

/// Why not all that the person kept is erased.
pub(crate) fn not_erased(error: &StoreError) -> Failure {
    tracing::warn!(%error, "not all is erased");
    Failure::storage(match error {
        StoreError::ReadOnly => {
            "Not everything you saved could be erased: this device does not let Doorstep change its folder. Ask whoever looks \
             after this device."
        }
        _ => {
            "Not everything you saved could be erased: another program may have a document from Doorstep open. Close other \
             programs, then close Doorstep and open it again. It finishes erasing when it starts."
        }
    })
}

/// Why what the person keeps is not shown, and what still works.
pub(crate) fn personal_unavailable(error: &StoreError) -> String {
    let cause = match error {
        StoreError::TooNew { .. } => "was written by a newer version of Doorstep",
        StoreError::Busy => "is being used by another program",
        StoreError::Full => "cannot be opened because this device's storage is full",
        StoreError::ReadOnly => "cannot be opened: this device does not let Doorstep use its folder",
        _ => "cannot be opened on this device",
    };
    let mend = match error {
        StoreError::TooNew { .. } => "Update the app to see it again.",
        StoreError::Busy => "Close other copies of Doorstep, then restart it.",
        StoreError::Full => "Free some space, then restart Doorstep.",
        _ => "Restart Doorstep. If this continues, ask whoever looks after this device.",
    };
    format!(
        "What you saved in Doorstep (bookmarks and settings) {cause}. Nothing of it is lost. Everything else works, but \
         what you change now is kept only until you close Doorstep. {mend}"
    )
}

/// Why the edition in use is not stored on the device.
pub(crate) fn not_stored(error: &StoreError) -> String {
    let cause = match error {
        StoreError::Full => "This device's storage is full",
        StoreError::ReadOnly => "This device does not let Doorstep write to its folder",
        StoreError::Busy => "Another program is using Doorstep's data",
        _ => "Doorstep's catalogue could not be written on this device",
    };
    format!("{cause}, so you are reading the catalogue that came with the app. Everything in it works. Updates wait.")
}
