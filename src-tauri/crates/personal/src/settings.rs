//! What the person chose, by key.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::DeserializeOwned;

/// The key of the setting that says whether searches are remembered.
pub const REMEMBERING: &str = "searches.remembered";

/// Settings by key, each as JSON text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(Arc<BTreeMap<String, String>>);

impl Settings {
    /// The value of `key`; `None` when it was never set, or was set to something that is not a `T` (by another version
    /// of Doorstep): then the caller uses its default.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        let json = self.0.get(key)?;
        serde_json::from_str(json)
            .inspect_err(|error| tracing::warn!(key, %error, "a setting is not understood"))
            .ok()
    }

    /// Whether searches are remembered: yes until the person says otherwise.
    pub fn remembers_searches(&self) -> bool {
        self.get(REMEMBERING).unwrap_or(true)
    }

    /// Every setting, by key, as JSON text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, json)| (key.as_str(), json.as_str()))
    }

    pub(crate) fn set(&mut self, key: &str, json: String) {
        Arc::make_mut(&mut self.0).insert(key.to_owned(), json);
    }
}

impl FromIterator<(String, String)> for Settings {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(settings: I) -> Self {
        Self(Arc::new(settings.into_iter().collect()))
    }
}
