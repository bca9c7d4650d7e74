//! Questions to the page, waiting for answers, and keys.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::error::CmdError;
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::app::App;
use super::patience::patiently;

/// Finds things as a person or a screen reader does. Put into the page again with each question: a page may be new.
const EYES: &str = include_str!("eyes.js");
/// Goes through a page by Tab.
const WALK: &str = include_str!("walk.js");

impl App {
    /// Runs `script` in the page and answers what it returns.
    pub fn ask(&self, script: &str, arguments: &[Value]) -> Value {
        self.try_to_ask(script, arguments)
            .unwrap_or_else(|error| panic!("the page did not answer: {error}\n{script}"))
    }

    fn try_to_ask(&self, script: &str, arguments: &[Value]) -> Result<Value, CmdError> {
        let script = format!("{EYES}\n{script}");
        self.runtime.block_on(self.client.execute(&script, arguments.to_vec()))
    }

    /// The same for a script that answers with text.
    pub fn text_of(&self, script: &str) -> String {
        self.ask(script, &[]).as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script that ends the app: the page may be gone before it can answer.
    pub fn ask_last(&self, script: &str, arguments: &[Value]) {
        let _ = self.try_to_ask(script, arguments);
    }

    /// Runs a script that calls its last argument with the answer.
    pub fn ask_later(&self, script: &str, arguments: &[Value]) -> Value {
        let answer = self
            .runtime
            .block_on(self.client.execute_async(script, arguments.to_vec()));
        answer.unwrap_or_else(|error| panic!("the page did not answer: {error}\n{script}"))
    }

    /// Waits until `script` returns true. One that fails, because what it looks at is not there yet, is asked again.
    pub fn until(&self, what: &str, script: &str) {
        self.until_with(what, script, &[]);
    }

    /// The same with arguments.
    pub fn until_with(&self, what: &str, script: &str, arguments: &[Value]) {
        patiently(what, || match self.try_to_ask(script, arguments) {
            Ok(Value::Bool(true)) => Ok(()),
            Ok(other) => Err(other),
            Err(error) => Err(json!(error.to_string())),
        });
    }

    /// Waits until the page rests: it shows a whole screen, every question that it has asked is answered, and three
    /// frames are drawn. What comes by itself, or some time later, may still come.
    pub fn settled(&self) {
        let script = format!(
            "{EYES}
            const done = arguments[0];
            doorstep.settled().then(() => done(true), (error) => done(String(error)))"
        );
        patiently("the page to rest", || {
            let rests = self.client.execute_async(&script, Vec::new());
            match self.runtime.block_on(rests) {
                Ok(Value::Bool(true)) => Ok(()),
                Ok(other) => Err(other),
                // A page that is loaded again meanwhile is asked again.
                Err(error) => Err(json!(error.to_string())),
            }
        });
    }

    /// Waits until the page has been drawn twice, so that a picture shows what it holds.
    pub fn frames(&self) {
        self.ask_later(
            &format!("{EYES}\nconst done = arguments[0]; doorstep.frame().then(doorstep.frame).then(() => done(true))"),
            &[],
        );
    }

    /// Presses one key and lets it go.
    pub fn key(&self, key: Key) {
        self.keys(&[char::from(key)]);
    }

    /// Presses it so many times, one after another, while others are held.
    pub fn times(&self, count: usize, held: &[Key], key: Key) {
        let mut actions = KeyActions::new("keyboard".into());
        for &held in held {
            actions = actions.then(KeyAction::Down { value: held.into() });
        }
        for _ in 0..count {
            actions = actions
                .then(KeyAction::Down { value: key.into() })
                .then(KeyAction::Up { value: key.into() });
        }
        for &held in held.iter().rev() {
            actions = actions.then(KeyAction::Up { value: held.into() });
        }
        self.runtime
            .block_on(self.client.perform_actions(actions))
            .expect("keys are pressed");
    }

    /// Types words, letter by letter, to whatever has the focus.
    pub fn type_in(&self, words: &str) {
        for letter in words.chars() {
            self.keys(&[letter]);
        }
    }

    /// Presses a key while others are held: `chord(&[Key::Control], 'k')`.
    pub fn chord(&self, held: &[Key], key: char) {
        let keys: Vec<char> = held.iter().map(|&held| char::from(held)).chain([key]).collect();
        self.keys(&keys);
    }

    /// Presses all of them down in order, then lets go in reverse.
    fn keys(&self, keys: &[char]) {
        let mut actions = KeyActions::new("keyboard".into());
        for &value in keys {
            actions = actions.then(KeyAction::Down { value });
        }
        for &value in keys.iter().rev() {
            actions = actions.then(KeyAction::Up { value });
        }
        self.runtime
            .block_on(self.client.perform_actions(actions))
            .expect("keys are pressed");
    }

    /// Goes on with Tab until the focus is on that role and name. Fails after more stops than any screen has.
    pub fn tab_to(&self, role: &str, name: &str) {
        const STOPS: usize = 200;
        // A screen that is still coming takes the focus once it is there.
        self.settled();
        let wanted = format!("{role}: {name}");
        for _ in 0..STOPS {
            self.key(Key::Tab);
            if self.focus().starts_with(&wanted) {
                return;
            }
        }
        panic!("{STOPS} times Tab never reach {wanted}");
    }

    /// Goes through all of the screen with Tab, and back with Shift and Tab, and tells in words what Tab does not
    /// reach, and what has the focus and cannot be seen.
    pub fn walk(&self) -> Vec<String> {
        let stops = self.walking("walk.begin(); return walk.stops().length", &[]);
        let stops = usize::try_from(stops.as_u64().unwrap_or_default()).unwrap_or_default();
        let mut faults = Vec::new();
        for (direction, held) in [("forwards", &[][..]), ("backwards", &[Key::Shift][..])] {
            self.walking("walk.begin()", &[]);
            // Some more: what is brought onto the screen meanwhile is to be reached too.
            self.times(stops + 6, held, Key::Tab);
            let told = self.walking("return walk.faults(arguments[0])", &[json!(direction)]);
            faults.extend(serde_json::from_value::<Vec<String>>(told).expect("faults"));
        }
        faults
    }

    fn walking(&self, script: &str, arguments: &[Value]) -> Value {
        self.ask(&format!("{WALK}\n{script}"), arguments)
    }

    /// Empties the field of that name and types `words` there.
    pub fn fill(&self, name: &str, words: &str) {
        self.press("combobox", name);
        self.chord(&[Key::Control], 'a');
        self.key(Key::Delete);
        self.type_in(words);
    }

    /// Everything the page has asked any server for since it was opened.
    pub fn asked_for(&self) -> Vec<String> {
        let names = self.ask(
            "return performance.getEntriesByType('resource').map((r) => r.name)",
            &[],
        );
        serde_json::from_value(names).unwrap_or_else(|_| vec![json!("unreadable").to_string()])
    }
}
