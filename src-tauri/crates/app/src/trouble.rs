//! What the store cannot do, in the words a person reads.

use screens::Failure;
use store::StoreError;

/// Why a change was not kept.
pub(crate) fn not_kept(error: &StoreError) -> Failure {
    // The cause goes to the log, never to the screen: it names files and SQL.
    tracing::warn!(%error, "a change could not be stored");
    Failure::storage(match error {
        StoreError::Full => {
            "This device's storage is full, so the change was not saved. What you saved before is still there. Free \
             some space and try again."
        }
        StoreError::ReadOnly => {
            "This device does not let Doorstep write to its folder, so the change was not saved. What you saved \
             before is still there. Contact your IT team."
        }
        StoreError::Busy => {
            "Another app is using Doorstep's data, so the change was not saved. What you saved before is still there. \
             Close other copies of Doorstep and try again."
        }
        _ => {
            "The change could not be saved on this device. What you saved before is still there. Try again, or \
             restart Doorstep."
        }
    })
}

/// Why not all that the person kept is erased.
pub(crate) fn not_erased(error: &StoreError) -> Failure {
    tracing::warn!(%error, "not everything could be erased");
    Failure::storage(match error {
        StoreError::ReadOnly => {
            "Not everything you saved could be erased: this device does not let Doorstep change its folder. Contact \
             your IT team."
        }
        _ => {
            "Not everything you saved could be erased: another app may have a document from Doorstep open. Close \
             other apps, then close Doorstep and open it again. It finishes erasing when it starts."
        }
    })
}

/// Why what the person keeps is not shown, and what still works.
pub(crate) fn personal_unavailable(error: &StoreError) -> String {
    let cause = match error {
        StoreError::TooNew { .. } => "were saved by a newer version of Doorstep",
        StoreError::Busy => "are being used by another app",
        StoreError::Full => "cannot be opened because this device's storage is full",
        StoreError::ReadOnly => "cannot be opened: this device does not let Doorstep use its folder",
        _ => "cannot be opened on this device",
    };
    let mend = match error {
        StoreError::TooNew { .. } => "Update the app to see them again.",
        StoreError::Busy => "Close other copies of Doorstep, then restart it.",
        StoreError::Full => "Free some space, then restart Doorstep.",
        _ => "Restart Doorstep. If this continues, contact your IT team.",
    };
    format!(
        "Your saved items and settings {cause}. Nothing is lost. Everything else works, but changes you make now last \
         only until you close Doorstep. {mend}"
    )
}

/// Why the edition in use is not stored on the device.
pub(crate) fn not_stored(error: &StoreError) -> String {
    let cause = match error {
        StoreError::Full => "This device's storage is full",
        StoreError::ReadOnly => "This device does not let Doorstep write to its folder",
        StoreError::Busy => "Another app is using Doorstep's data",
        _ => "Doorstep could not save the catalogue on this device",
    };
    format!(
        "{cause}, so you are reading the catalogue that came with the app. Everything in it works. Doorstep \
             cannot update it until this is fixed."
    )
}
