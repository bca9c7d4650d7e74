//! Shared steps: a pathway's step that says `include = "…"` is the step of that id in `steps.toml`, with whatever else
//! is given beside `include` instead of the shared step's own.

use catalogue::Step;
use catalogue::validate::near;
use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::layout;
use crate::loaded::{Loaded, SharedStep};

/// The key of a step that is included.
pub(crate) const INCLUDE: &str = "include";
const COLLECTION: &str = "steps";

impl Loaded {
    /// Reads the steps that pathways share. Each is checked against the form of a step in its own place.
    pub(crate) fn shared_steps(&mut self, file: usize) {
        let located = &self.files[file];
        let root = located.value.as_object();
        let strays: Vec<String> = root
            .into_iter()
            .flatten()
            .filter(|(key, value)| *key != COLLECTION || !value.is_array())
            .map(|(key, _)| key.clone())
            .collect();
        let ids: Vec<Option<String>> = match located.get(COLLECTION) {
            Some(Value::Array(steps)) => steps
                .iter()
                .map(|step| Some(step.get("id")?.as_str()?.to_owned()))
                .collect(),
            _ => Vec::new(),
        };
        for key in strays {
            let span = self.files[file].key_span(&key);
            let what = format!("the key `{key}` is not used here");
            let fault = self.at_span(
                file,
                span,
                what,
                "write [[steps]], with double brackets, before each shared step",
            );
            self.faults.push(fault);
            self.shared_unread = true;
        }
        for (i, id) in ids.into_iter().enumerate() {
            let path = format!("{COLLECTION}/{i}");
            // Its faults are noted; a pathway that takes it would say no more.
            let sound = self.typed::<Step>(file, &path).is_some();
            let Some(id) = id else { continue };
            if self.shared.iter().any(|shared| shared.id == id) {
                let span = self.files[file].span(&path, "id", None);
                let what = format!("there are two shared steps with the id \"{id}\"");
                let fault = self.at_span(file, span, what, "give one of them another id");
                self.faults.push(fault);
                continue;
            }
            self.shared.push(SharedStep {
                id,
                file,
                path,
                sound,
                used: false,
            });
        }
    }

    /// Puts the shared steps into the pathway of this file. Whether all of them are there and sound.
    pub(crate) fn weave(&mut self, file: usize) -> bool {
        let count = match self.files[file].get(COLLECTION) {
            Some(Value::Array(steps)) => steps.len(),
            _ => 0,
        };
        // All of them, also after one that is missing.
        let missing = (0..count)
            .filter(|i| !self.include(file, &format!("{COLLECTION}/{i}")))
            .count();
        missing == 0
    }

    fn include(&mut self, file: usize, path: &str) -> bool {
        let own = self.files[file].get(path).and_then(Value::as_object).cloned();
        let Some((own, name)) = own.and_then(|own| Some((own.clone(), own.get(INCLUDE)?.clone()))) else {
            return true;
        };
        let name = name.as_str().unwrap_or_default().to_owned();
        let Some(index) = self.shared.iter().position(|shared| shared.id == name) else {
            if !self.shared_unread {
                self.no_such_step(file, path, &name);
            }
            return false;
        };
        let shared = &mut self.shared[index];
        shared.used = true;
        let (from, there, sound) = (shared.file, shared.path.clone(), shared.sound);
        let Some(original) = self.files[from].get(&there).and_then(Value::as_object).cloned() else {
            return false;
        };
        for (key, value) in &own {
            if original.get(key) == Some(value) {
                let span = self.files[file].key_span(&format!("{path}/{key}"));
                let what = format!("`{key}` repeats what the shared step \"{name}\" already says");
                let advice = self.at_span(file, span, what, "remove it");
                self.advice.push(advice);
            }
        }
        let mut step: Map<String, Value> = original;
        step.extend(own);
        step.remove(INCLUDE);
        self.files[file].replace(path, Value::Object(step), from, there);
        sound
    }

    fn no_such_step(&mut self, file: usize, path: &str, name: &str) {
        let guess = near(name, self.shared.iter().map(|shared| shared.id.as_str()))
            .map(|near| format!(". Did you mean \"{near}\"?"))
            .unwrap_or_default();
        let span = self.files[file].span(path, INCLUDE, None);
        let what = format!("there is no shared step \"{name}\"");
        let fix = format!("write the id of a step in {}{guess}", layout::STEPS);
        let fault = self.at_span(file, span, what, fix);
        self.faults.push(fault);
    }

    /// Shared steps that no pathway takes.
    pub(crate) fn unshared(&self) -> Vec<Diagnostic> {
        let unused = self.shared.iter().filter(|shared| !shared.used);
        unused
            .map(|shared| {
                let span = self.files[shared.file].span(&shared.path, "id", None);
                let what = format!("no pathway includes the shared step \"{}\"", shared.id);
                let fix = format!("write include = \"{}\" in a pathway, or remove the step", shared.id);
                self.at_span(shared.file, span, what, fix)
            })
            .collect()
    }
}
