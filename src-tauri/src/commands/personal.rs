//! What the person keeps, and each change to it.

use api::card::RecordKind;
use api::documents::view::{Documents, KeepKind};
use api::reminders::view::ReminderSettings;
use api::search::view::Recent;
use api::views::*;
use catalogue::Weekday;
use reminders::Choices;
use tauri::{AppHandle, Runtime, State};

use super::Answer;
use crate::device;
use crate::shell::Shell;

#[tauri::command]
pub async fn set_bookmark(shell: State<'_, Shell>, kind: RecordKind, id: String, on: bool) -> Answer<BookmarksChanged> {
    let changed = shell.ask(move |d, now| d.set_bookmark(kind, &id, on, now)).await;
    // Not for one that goes: it may come back with the next tap, and its document would be gone.
    on.then(|| shell.downloading.wake());
    shell.reminding.wake();
    changed
}

#[tauri::command]
pub async fn restore_bookmark(shell: State<'_, Shell>, removed: RemovedBookmark) -> Answer<BookmarksChanged> {
    let changed = shell.ask(move |d, now| d.restore_bookmark(&removed, now)).await;
    shell.downloading.wake();
    changed
}

/// Moves a bookmark to `position`, from 0.
#[tauri::command]
pub async fn move_bookmark(
    shell: State<'_, Shell>,
    kind: RecordKind,
    id: String,
    position: u32,
) -> Answer<BookmarksChanged> {
    shell.ask(move |d, now| d.move_bookmark(kind, &id, position, now)).await
}

/// Says that a hit of a search was opened or called. Kept only where the person wants that.
#[tauri::command]
pub async fn remember_hit(shell: State<'_, Shell>, query: String, kind: RecordKind, id: String) -> Answer<()> {
    shell.ask(move |d, now| d.remember_hit(&query, kind, &id, now)).await
}

#[tauri::command]
pub async fn forget_searches(shell: State<'_, Shell>) -> Answer<Recent> {
    shell.ask(|d, _| d.forget_searches()).await
}

#[tauri::command]
pub async fn set_remembering(shell: State<'_, Shell>, on: bool) -> Answer<Recent> {
    shell.ask(move |d, _| d.set_remembering(on)).await
}

/// Ticks off a day of a week that is followed, or takes the tick away.
#[tauri::command]
pub async fn tick_day(shell: State<'_, Shell>, week: String, weekday: Weekday, done: bool) -> Answer<WeekView> {
    shell.ask(move |d, now| d.tick_day(&week, weekday, done, now)).await
}

/// Leaves a week out of the reminders, or takes it in again.
#[tauri::command]
pub async fn mute_week(shell: State<'_, Shell>, week: String, muted: bool) -> Answer<WeekView> {
    let changed = shell.ask(move |d, now| d.mute_week(&week, muted, now)).await;
    shell.reminding.wake();
    changed
}

#[tauri::command]
pub async fn save_reminder_settings(shell: State<'_, Shell>, choices: Choices) -> Answer<ReminderSettings> {
    let saved = shell.ask(move |d, now| d.save_reminder_settings(&choices, now)).await;
    shell.reminding.wake();
    saved
}

/// Keeps documents offline, or lets them go. `id` is the resource's or the theme's, and empty for bookmarks.
#[tauri::command]
pub async fn keep_offline(shell: State<'_, Shell>, kind: KeepKind, id: String, on: bool) -> Answer<Documents> {
    let documents = shell.ask(move |d, now| d.keep_offline(kind, &id, on, now)).await;
    shell.downloading.wake();
    documents
}

#[tauri::command]
pub async fn pause_documents(shell: State<'_, Shell>, paused: bool) -> Answer<Documents> {
    let documents = shell.ask(move |d, now| d.pause_documents(paused, now)).await;
    shell.downloading.wake();
    documents
}

/// Sets how many bytes documents may take: one of `Documents.budgets`.
#[tauri::command]
pub async fn set_document_budget(shell: State<'_, Shell>, bytes: u64) -> Answer<Documents> {
    let documents = shell.ask(move |d, now| d.set_document_budget(bytes, now)).await;
    shell.downloading.wake();
    documents
}

#[tauri::command]
pub async fn save_settings(shell: State<'_, Shell>, settings: Settings) -> Answer<Settings> {
    let saved = shell.ask(move |d, _| d.save_settings(settings)).await;
    // Reminders follow the person's areas.
    shell.reminding.wake();
    saved
}

#[tauri::command]
pub async fn remember_route(shell: State<'_, Shell>, route: String) -> Answer<()> {
    shell.ask(move |d, _| d.remember_route(&route)).await
}

#[tauri::command]
pub async fn mark_changes_read(shell: State<'_, Shell>) -> Answer<()> {
    shell.ask(|d, _| d.mark_changes_read()).await
}

/// Adds what is in an exported file to what the person keeps.
#[tauri::command]
pub async fn import_personal(shell: State<'_, Shell>, text: String) -> Answer<BookmarksChanged> {
    let changed = shell.ask(move |d, now| d.import_personal(&text, now)).await;
    shell.downloading.wake();
    changed
}

/// Writes what the person keeps into a file and says where.
#[tauri::command]
pub async fn export_personal<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>) -> Answer<Saved> {
    let folder = shell.files.clone().map_or_else(|| device::documents(&app), Ok)?;
    shell.ask(move |d, now| d.save_personal(&folder, now)).await
}
