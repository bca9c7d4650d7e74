//! Every command through Tauri's access control: the main window may ask, no other window and no website may, and the
//! main window may ask for nothing else.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow, WebviewWindowBuilder};

use crate::refresher::Refreshing;
use crate::shell::Shell;
use crate::shell::tests::shell;
use crate::window::OURS;
use crate::with_commands;

const COMMANDS: &[&str] = include!(concat!(env!("OUT_DIR"), "/names.rs"));

/// What the main window may do besides: hear the app's events.
const EVENTS: [&str; 2] = ["plugin:event|listen", "plugin:event|unlisten"];

/// Every command that this build knows a permission for, ours and those of Tauri and its plugins.
fn known() -> BTreeSet<String> {
    let manifests: Value =
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/acl-manifests.json"))).expect("JSON");
    let mut known = BTreeSet::new();
    for (plugin, manifest) in manifests.as_object().expect("by plugin") {
        let prefix = match plugin.as_str() {
            "__app-acl__" => String::new(),
            name => format!("plugin:{}|", name.trim_start_matches("core:")),
        };
        for permission in manifest["permissions"].as_object().expect("by name").values() {
            let allows = permission["commands"]["allow"].as_array().expect("commands");
            known.extend(
                allows
                    .iter()
                    .map(|name| format!("{prefix}{}", name.as_str().expect("a name"))),
            );
        }
    }
    known
}

/// The app without a display, its data in `folder`. None of its tasks run.
pub fn app(folder: &std::path::Path) -> App<MockRuntime> {
    app_of(shell(folder))
}

/// The same, of that shell.
pub fn app_of(shell: Shell) -> App<MockRuntime> {
    let app = with_commands(mock_builder())
        .build(tauri::generate_context!(test = true))
        .expect("the app builds with its own configuration");
    crate::manage(&app, shell, Refreshing::from(Ok(None)));
    app
}

/// The window of that name, opened again where a command has closed it.
pub fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    app.get_webview_window(label).unwrap_or_else(|| {
        let window = WebviewWindowBuilder::new(app, label, Default::default());
        window.build().expect("a window")
    })
}

fn request(page: &str, command: &str, arguments: Value) -> InvokeRequest {
    InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: page.parse().expect("an address"),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    }
}

/// What a command answers to our own screens.
pub fn ask(window: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    get_ipc_response(window, request(OURS, command, arguments)).map(|body| body.deserialize().expect("JSON"))
}

/// Whether access control lets that page ask. What is asked has no arguments: it need not go well.
fn may_ask(window: &WebviewWindow<MockRuntime>, page: &str, command: &str) -> bool {
    let Err(error) = get_ipc_response(window, request(page, command, json!({}))) else {
        return true;
    };
    let error = error.to_string();
    assert!(
        !error.contains(&format!("{command} not found")),
        "nothing handles it: {error}"
    );
    !error.contains("not allowed")
}

#[test]
fn the_main_window_may_ask_every_command_and_hear_events_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let allowed: BTreeSet<&str> = COMMANDS.iter().copied().chain(EVENTS).collect();
    assert!(!COMMANDS.is_empty());
    let known = known();
    let unknown: Vec<_> = allowed.iter().filter(|name| !known.contains(**name)).collect();
    assert!(unknown.is_empty(), "no permission names {unknown:?}");
    assert!(
        known.contains("plugin:opener|open_url"),
        "something is there to be refused"
    );
    for command in &known {
        let is_allowed = allowed.contains(command.as_str());
        assert_eq!(may_ask(&window(&app, "main"), OURS, command), is_allowed, "{command}");
        for (label, page) in [
            ("other", OURS),
            ("main", "https://example.org"),
            ("main", "http://localhost"),
        ] {
            let may = may_ask(&window(&app, label), page, command);
            assert!(!may, "{command} from the window {label}, at {page}");
        }
    }
}
