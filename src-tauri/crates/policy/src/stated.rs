//! What a place says, before it is looked at.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::key::{KEYS, Takes};

/// What one setting says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// A text.
    Text(String),
    /// On or off.
    Switch(bool),
    /// Neither.
    Other,
}

/// How it is written there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// Windows' registry, or a Mac's property list.
    #[default]
    System,
    File,
    Phone,
}

/// What a place says, by the names in [`KEYS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stated {
    said: BTreeMap<&'static str, Said>,
    unknown: Option<String>,
    form: Form,
}

impl Stated {
    /// What it says of these settings.
    pub(crate) fn of(said: impl IntoIterator<Item = (&'static str, Said)>) -> Self {
        Self {
            said: said.into_iter().collect(),
            ..Self::default()
        }
    }

    /// A name in it that is no setting's, where that is a mistake.
    pub(crate) fn unknown(&self) -> Option<&str> {
        self.unknown.as_deref()
    }

    /// A setting's name as it is written there.
    pub(crate) fn spelt(&self, name: &'static str) -> &'static str {
        let key = KEYS.iter().find(|key| key.name == name);
        key.filter(|_| self.form == Form::File).map_or(name, |key| key.in_file)
    }

    /// The text of a setting; nothing where it is not set.
    ///
    /// # Errors
    /// The rest of a sentence.
    pub(crate) fn text(&self, name: &'static str) -> Result<Option<&str>, String> {
        match self.said.get(name) {
            None => Ok(None),
            Some(Said::Text(text)) => Ok(Some(text)),
            Some(_) => Err(format!(
                "has a “{}” that is not a text: write it as a string",
                self.spelt(name)
            )),
        }
    }

    /// Whether a setting is on; nothing where it is not set.
    ///
    /// # Errors
    /// The rest of a sentence.
    pub(crate) fn switch(&self, name: &'static str) -> Result<Option<bool>, String> {
        match self.said.get(name) {
            None => Ok(None),
            Some(Said::Switch(on)) => Ok(Some(*on)),
            Some(_) => Err(format!(
                "has a “{}” that is neither on nor off: {}",
                self.spelt(name),
                match self.form {
                    Form::System if cfg!(windows) => "write 1 for on or 0 for off, as a REG_DWORD",
                    Form::System => "write the Boolean <true/> or <false/>",
                    Form::File => "write true or false, without quotation marks",
                    Form::Phone => "write on or off",
                }
            )),
        }
    }
}

/// What a policy file says. A name that is no setting's is a mistake.
pub(crate) fn of_file(all: &Map<String, Value>) -> Stated {
    let said = KEYS
        .iter()
        .filter_map(|key| Some((key.name, of_json(all.get(key.in_file)?))));
    let is_known = |name: &&String| KEYS.iter().any(|key| key.in_file == *name);
    Stated {
        unknown: all.keys().find(|name| !is_known(name)).cloned(),
        form: Form::File,
        ..Stated::of(said)
    }
}

/// What a phone's managed configuration says. Other names are of the console's own.
///
/// # Errors
/// The rest of a sentence.
pub(crate) fn of_managed(json: &str) -> Result<Stated, String> {
    let all: Map<String, Value> =
        serde_json::from_str(json).map_err(|error| format!("is not a list of names and values: {error}"))?;
    let said = KEYS.iter().filter_map(|key| {
        let said = match of_json(all.get(key.name)?) {
            Said::Text(text) => match (key.takes, text.trim().to_ascii_lowercase().as_str()) {
                (_, "") => return None,
                (Takes::Switch, "on" | "true") => Said::Switch(true),
                (Takes::Switch, "off" | "false") => Said::Switch(false),
                _ => Said::Text(text),
            },
            said => said,
        };
        Some((key.name, said))
    });
    Ok(Stated {
        form: Form::Phone,
        ..Stated::of(said)
    })
}

/// A root may be written out where a text is expected.
fn of_json(value: &Value) -> Said {
    match value {
        Value::String(text) => Said::Text(text.clone()),
        Value::Bool(on) => Said::Switch(*on),
        Value::Object(_) => Said::Text(value.to_string()),
        _ => Said::Other,
    }
}
