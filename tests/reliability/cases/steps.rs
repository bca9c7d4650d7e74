//! Where a refresh is: the events that `sync` and `store` emit on their way, counted, and deadly where they are to be.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Metadata, Subscriber, span};

/// When this process is to die, as a process does that the system kills.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Death {
    /// At the step of this name.
    Step(String),
    /// At the event of this number, named or not.
    Event(usize),
    /// With half of a download on the disk.
    HalfWay,
}

struct State {
    watching: bool,
    death: Option<Death>,
    steps: Vec<String>,
    events: usize,
}

static STATE: Mutex<State> = Mutex::new(State {
    watching: false,
    death: None,
    steps: Vec::new(),
    events: 0,
});

/// Watches this process from now on.
pub fn watch(death: Option<Death>) {
    *state() = State {
        watching: true,
        death,
        steps: Vec::new(),
        events: 0,
    };
    // A second call finds the first one's in its place, and that is the same.
    let _ = tracing::subscriber::set_global_default(Watcher);
}

/// Looks away from now on.
pub fn pause() {
    state().watching = false;
}

/// The named steps so far, and how many events there were.
pub fn seen() -> (Vec<String>, usize) {
    let state = state();
    (state.steps.clone(), state.events)
}

fn state() -> std::sync::MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Watcher;

/// What an event says.
#[derive(Default)]
struct Said {
    message: String,
    name: Option<String>,
    there: u64,
    of: u64,
}

impl Visit for Said {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            // "12.snapshot.json": the version is another one in each row.
            "name" => self.name = Some(format!("{value:?}").replace(|c: char| c.is_ascii_digit() || c == '"', "")),
            _ => {}
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "there" => self.there = value,
            "of" => self.of = value,
            _ => {}
        }
    }
}

impl Subscriber for Watcher {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let target = metadata.target();
        ["sync", "store"]
            .iter()
            .any(|ours| target.split("::").next() == Some(ours))
    }

    fn event(&self, event: &Event<'_>) {
        let mut said = Said::default();
        event.record(&mut said);
        let mut state = state();
        if !state.watching {
            return;
        }
        let step = (*event.metadata().level() == Level::DEBUG).then(|| match said.name {
            Some(name) => format!("{}: {}", said.message, name.trim_start_matches('.')),
            None => said.message,
        });
        let dies = match (&state.death, &step) {
            (Some(Death::Step(at)), Some(step)) => at == step,
            (Some(Death::Event(at)), _) => *at == state.events,
            (Some(Death::HalfWay), _) => said.there > 0 && said.there * 2 >= said.of,
            _ => false,
        };
        if dies {
            die();
        }
        state.steps.extend(step);
        state.events += 1;
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}
    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

/// `kill -9`.
#[cfg(unix)]
fn die() {
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
}

#[cfg(not(unix))]
fn die() {
    std::process::abort();
}
