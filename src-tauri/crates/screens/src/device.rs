//! The device, as far as screens speak of it: a value, read once and swapped when it changes.

use std::collections::HashMap;

use catalogue::canonical::Digest;
use catalogue::managed::Managed;
use catalogue::refresh::{Attempts, Notice, Trouble};
use serde::Serialize;
use ts_rs::TS;

use crate::documents::Downloads;

/// Whether this copy of Doorstep has an update server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Hosting {
    /// None is built in and no administrator has set one.
    #[default]
    None,
    /// There is one.
    Set,
    /// An administrator has set one and it cannot be used; the sentence, without its full stop, says why.
    Refused(String),
}

/// What the device does with a number, and with a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Dialling {
    /// Whether something here takes a number to call.
    pub calls: bool,
    /// Whether something here takes a number to text.
    pub texts: bool,
    /// Whether it has a print window. Phones print from other apps.
    pub prints: bool,
}

/// What is known of the device at one moment.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// When the update server was asked.
    pub attempts: Attempts,
    /// Why the last refresh did not work, since the app was started.
    pub trouble: Option<Trouble>,
    /// What the last refresh found that still holds.
    pub notice: Option<Notice>,
    /// What the app has put right or cannot do, in plain words.
    pub notices: Vec<String>,
    /// Whether there is an update server.
    pub hosting: Hosting,
    /// What the person's organisation has set.
    pub managed: Managed,
    /// What it does with a number.
    pub dialling: Dialling,
    /// Where the app keeps its data.
    pub data_folder: String,
    /// The documents on the device by hash, each with its length in bytes.
    pub documents: HashMap<Digest, u64>,
    /// How downloads go.
    pub downloads: Downloads,
}
