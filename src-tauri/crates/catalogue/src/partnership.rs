//! Whose edition it is: what the app says and how it looks for one partnership and not for another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::look::Look;

/// The longest name that still fits beside the app's own.
pub const LONGEST_NAME: usize = 60;
/// The longest welcome that leaves a phone's first screen to the question below it.
pub const LONGEST_WELCOME: usize = 240;

/// How a partnership presents itself. Nothing of it has to be there.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Partnership {
    /// Where it is, as people say it: "Hampshire and the Isle of Wight".
    pub name: Option<String>,
    /// A sentence or two for who opens the app for the first time.
    pub welcome: Option<String>,
    /// Its colours. Absent: the app's own.
    pub look: Option<Look>,
}
