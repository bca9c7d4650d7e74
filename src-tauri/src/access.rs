//! Every command through Tauri's access control: the main window may ask, no other window may.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow, WebviewWindowBuilder};

use crate::refresher::Refreshing;
use crate::shell::Shell;
use crate::with_commands;

/// What each command is asked, and what the answer must hold: a key of its JSON, or an error's code. Commands that
/// would ring, write, print or open something are asked for what does not exist.
fn questions() -> Vec<(&'static str, Value, Expected)> {
    use Expected::{Fails, Has, Is};
    let bookmark =
        json!({"kind": "theme", "id": "neglect", "title": "Neglect", "position": 0, "kept_at": "2026-11-22T09:00:00Z"});
    vec![
        ("start", json!({}), Has("freshness")),
        ("home", json!({}), Has("situations")),
        ("act_now", json!({}), Has("emergency")),
        ("pathway", json!({"id": "hampshire-domestic-abuse"}), Has("steps")),
        ("themes", json!({}), Has("0")),
        ("pack", json!({"id": "neglect"}), Has("sections")),
        ("poster", json!({"id": "neglect", "publicOnly": true}), Has("contacts")),
        ("resource", json!({"id": "cpi-form"}), Has("card")),
        ("contacts", json!({}), Has("here")),
        ("contact", json!({"id": "nobody"}), Fails("not-found")),
        ("calendar", json!({}), Has("archive")),
        ("week", json!({"id": "domestic-abuse-2024-hampshire"}), Has("days")),
        ("article", json!({"id": "practice-principles"}), Has("html")),
        ("terms", json!({}), Has("0")),
        ("term", json!({"id": "marac"}), Has("meaning")),
        ("search", json!({"query": "fgm", "filters": {}}), Has("groups")),
        ("recent_searches", json!({}), Has("queries")),
        (
            "remember_hit",
            json!({"query": "fgm", "kind": "term", "id": "nothing"}),
            Fails("not-found"),
        ),
        ("forget_searches", json!({}), Has("on")),
        ("set_remembering", json!({"on": true}), Has("on")),
        ("bookmarks", json!({}), Is(json!([]))),
        (
            "set_bookmark",
            json!({"kind": "theme", "id": "neglect", "on": true}),
            Has("bookmarks"),
        ),
        ("restore_bookmark", json!({"removed": bookmark}), Has("bookmarks")),
        (
            "move_bookmark",
            json!({"kind": "theme", "id": "neglect", "position": 0}),
            Has("bookmarks"),
        ),
        (
            "save_settings",
            json!({"settings": {"asked": true, "areas": ["hampshire"], "appearance": "dark"}}),
            Has("areas"),
        ),
        ("remember_route", json!({"route": "#/themes"}), Is(Value::Null)),
        ("about", json!({}), Has("version")),
        // Nobody is asked here: there is no host.
        ("refresh", json!({}), Fails("bad-request")),
        ("stop_refresh", json!({}), Is(Value::Null)),
        ("take_edition", json!({"no": "file"}), Fails("bad-request")),
        ("network_is_back", json!({}), Is(Value::Null)),
        ("whats_changed", json!({}), Is(json!({"editions": []}))),
        ("mark_changes_read", json!({}), Is(Value::Null)),
        ("export_personal", json!({}), Has("path")),
        ("import_personal", json!({"text": "not ours"}), Fails("bad-request")),
        ("documents", json!({}), Has("items")),
        (
            "keep_offline",
            json!({"kind": "bookmarks", "id": "", "on": true}),
            Has("bookmarks"),
        ),
        ("pause_documents", json!({"paused": true}), Has("paused")),
        ("set_document_budget", json!({"bytes": 1}), Fails("bad-request")),
        ("document_bytes", json!({"resource": "nothing"}), Fails("not-found")),
        ("open_document", json!({"resource": "nothing"}), Fails("not-found")),
        ("call", json!({"contact": "nobody", "index": 0}), Fails("not-found")),
        ("write_to", json!({"contact": "nobody", "index": 0}), Fails("not-found")),
        ("open_link", json!({"resource": "nothing"}), Fails("not-found")),
        ("open_front_page", json!({"resource": "nothing"}), Fails("not-found")),
        ("print_page", json!({}), Is(Value::Null)),
        ("hide_window", json!({}), Is(Value::Null)),
        ("painted", json!({}), Is(Value::Null)),
    ]
}

/// What the main window may do that is no command of ours: hear how refreshes and downloads go.
const OF_TAURI: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

enum Expected {
    Has(&'static str),
    Is(Value),
    Fails(&'static str),
}

fn app(folder: &std::path::Path) -> App<MockRuntime> {
    let now = "2026-11-22T09:00:00Z".parse().ok();
    let app = with_commands(mock_builder())
        .build(tauri::generate_context!(test = true))
        .expect("the app builds with its own configuration");
    let nobody = Refreshing::from(Ok(None));
    app.manage(Shell::new(folder.to_owned(), Some(folder.to_owned()), now, nobody));
    app
}

fn ask(window: &WebviewWindow<MockRuntime>, command: &str, arguments: Value) -> Result<Value, Value> {
    let url = if cfg!(any(windows, target_os = "android")) {
        "http://tauri.localhost"
    } else {
        "tauri://localhost"
    };
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().expect("an address"),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().expect("JSON"))
}

#[test]
fn the_main_window_may_ask_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let app = app(folder.path());
    let main = app.get_webview_window("main").unwrap_or_else(|| window(&app, "main"));
    let other = window(&app, "other");
    for (command, arguments, expected) in questions() {
        let refused = ask(&other, command, arguments.clone()).expect_err(command);
        assert!(
            refused.to_string().contains("not allowed"),
            "{command} from another window: {refused}"
        );
        match (ask(&main, command, arguments), expected) {
            (Ok(answer), Expected::Has(key)) => {
                let found = answer.get(key).or_else(|| answer.get(key.parse::<usize>().ok()?));
                assert!(found.is_some(), "{command} answers without {key}: {answer}");
            }
            (Ok(answer), Expected::Is(value)) => assert_eq!(answer, value, "{command}"),
            (Err(error), Expected::Fails(code)) => assert_eq!(error["code"], code, "{command}: {error}"),
            (other, _) => panic!("{command}: {other:?}"),
        }
    }
}

#[test]
fn every_command_has_its_permission_and_its_question() {
    let permissions = include_str!("../permissions/commands.toml");
    let capability: Value = serde_json::from_str(include_str!("../capabilities/main.json")).expect("JSON");
    let granted: BTreeSet<String> = capability["permissions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|p| p.as_str().expect("a name"))
        .filter(|name| !OF_TAURI.contains(name))
        .map(|name| name.trim_start_matches("allow-").replace('-', "_"))
        .collect();
    let named: BTreeSet<String> = permissions
        .lines()
        .filter_map(|line| line.strip_prefix("commands.allow = [\"")?.strip_suffix("\"]"))
        .map(String::from)
        .collect();
    let asked: BTreeSet<String> = questions()
        .into_iter()
        .map(|(command, ..)| command.to_owned())
        .collect();
    let handled: BTreeSet<String> = include_str!("lib.rs")
        .lines()
        .filter_map(|line| line.trim().strip_prefix("commands::")?.strip_suffix(','))
        .map(String::from)
        .collect();
    assert_eq!(handled, named);
    assert_eq!(handled, granted);
    assert_eq!(handled, asked);
}

fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, Default::default())
        .build()
        .expect("a window")
}
