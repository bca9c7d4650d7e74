//! Measures what is visible in the window.

use serde_json::{Value, json};

use super::app::App;

/// Lengths, lines, words and targets; contrast; colours that the system sets.
const RULER: &str = concat!(
    include_str!("eyes.js"),
    "\n",
    include_str!("ruler.js"),
    "\n",
    include_str!("contrast.js"),
    "\n",
    include_str!("forced.js")
);

impl App {
    /// Runs a script in the page that may wait, with `doorstep`, `ruler`, `contrast` and `forced` at hand, and answers
    /// what it returns.
    pub fn measure(&self, script: &str, given: &[Value]) -> Value {
        self.try_to_measure(script, given)
            .unwrap_or_else(|error| panic!("nothing could be measured: {error}\n{script}"))
    }

    /// The same, where the script may throw.
    ///
    /// # Errors
    /// What it threw.
    pub fn try_to_measure(&self, script: &str, given: &[Value]) -> Result<Value, String> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
            const given = [...arguments].slice(0, -1);
            {RULER}
            (async () => {{ {script} }})().then((it) => done({{ it: it ?? null }}), (error) => done({{ error: String(error) }}));"
        );
        match self.ask_later(&script, given) {
            Value::Object(mut answer) if answer.contains_key("it") => Ok(answer.remove("it").unwrap_or_default()),
            other => Err(other["error"].as_str().unwrap_or("no answer").to_owned()),
        }
    }

    /// Goes to an address, types `words` into the search there, and waits until nothing is asked any more.
    pub fn settle_at(&self, address: &str, words: &str) {
        self.measure("await ruler.go(given[0], given[1])", &[json!(address), json!(words)]);
    }

    /// Chooses areas, and whether the person works with children, without the first questions. The window starts again.
    pub fn live_in(&self, areas: &[&str], works_with_children: bool) {
        self.measure(
            "await ruler.ask('save_settings', { patch: { areas: given[0], works_with_children: given[1] } })",
            &[json!(areas), json!(works_with_children)],
        );
        self.ask("location.hash = '#/'", &[]);
        self.runtime
            .block_on(self.client.refresh())
            .expect("the window begins anew");
        self.until("the first screen", "return !!document.querySelector('main h1')");
        self.settled();
    }
}
