//! What the person keeps, and each change to it.

use catalogue::{Kind, Weekday};
use chrono::{DateTime, Utc};
use screens::Written;
use screens::bookmarks::{BookmarkRemoved, RemovedBookmark};
use screens::documents::{Documents, KeepKind};
use screens::reminders::{ChoicesPatch, ReminderSettings};
use screens::search::Recent;
use screens::settings::{Saved, Settings, SettingsPatch};
use screens::start::Place;
use screens::week::WeekView;
use tauri::{AppHandle, Runtime, State};

use super::Answer;
use crate::autostart;
use crate::device;
use crate::shell::Shell;

#[tauri::command]
pub async fn set_bookmark(
    shell: State<'_, Shell>,
    kind: Kind,
    id: String,
    on: bool,
) -> Answer<Written<BookmarkRemoved>> {
    shell.write(move |d, now| d.set_bookmark(kind, &id, on, now)).await
}

#[tauri::command]
pub async fn restore_bookmark(shell: State<'_, Shell>, removed: RemovedBookmark) -> Answer<Written<()>> {
    shell.write(move |d, now| d.restore_bookmark(removed, now)).await
}

/// Moves a bookmark to `position`, from 0.
#[tauri::command]
pub async fn move_bookmark(shell: State<'_, Shell>, kind: Kind, id: String, position: u32) -> Answer<Written<()>> {
    shell
        .write(move |d, now| d.move_bookmark(kind, &id, position, now))
        .await
}

/// Remembers that a result of a search was opened or called, where the person wants that.
#[tauri::command]
pub async fn remember_hit(shell: State<'_, Shell>, query: String, kind: Kind, id: String) -> Answer<()> {
    shell.ask(move |d, now| d.remember_hit(&query, kind, &id, now)).await
}

#[tauri::command]
pub async fn forget_searches(shell: State<'_, Shell>) -> Answer<Written<Recent>> {
    shell.write(|d, now| d.forget_searches(now)).await
}

#[tauri::command]
pub async fn set_remembering(shell: State<'_, Shell>, on: bool) -> Answer<Written<Recent>> {
    shell.write(move |d, now| d.set_remembering(on, now)).await
}

/// Ticks off a day of a week that is followed, or takes the tick away.
#[tauri::command]
pub async fn tick_day(
    shell: State<'_, Shell>,
    week: String,
    weekday: Weekday,
    done: bool,
) -> Answer<Written<WeekView>> {
    shell.write(move |d, now| d.tick_day(&week, weekday, done, now)).await
}

/// Sends no more reminders of a week, or sends them again.
#[tauri::command]
pub async fn mute_week(shell: State<'_, Shell>, week: String, muted: bool) -> Answer<Written<WeekView>> {
    shell.write(move |d, now| d.mute_week(&week, muted, now)).await
}

/// Changes what the patch names, and answers all of them as they are saved.
#[tauri::command]
pub async fn save_reminder_settings(shell: State<'_, Shell>, patch: ChoicesPatch) -> Answer<Written<ReminderSettings>> {
    shell.write(move |d, now| d.save_reminder_settings(patch, now)).await
}

/// Reminds the person at a time, of nothing that is kept here, or does not after all.
#[tauri::command]
pub async fn set_reminder(shell: State<'_, Shell>, at: DateTime<Utc>, on: bool) -> Answer<Written<()>> {
    shell.write(move |d, now| d.set_reminder(at, on, now)).await
}

/// Downloads documents, or removes them. `id` is the resource's or the theme's, and empty for bookmarks.
#[tauri::command]
pub async fn keep_offline(shell: State<'_, Shell>, kind: KeepKind, id: String, on: bool) -> Answer<Written<Documents>> {
    shell.write(move |d, now| d.keep_offline(kind, &id, on, now)).await
}

#[tauri::command]
pub async fn pause_documents(shell: State<'_, Shell>, paused: bool) -> Answer<Written<Documents>> {
    shell.write(move |d, now| d.pause_documents(paused, now)).await
}

/// Sets how many bytes documents may take: one of `Documents.budgets`.
#[tauri::command]
pub async fn set_document_budget(shell: State<'_, Shell>, bytes: u64) -> Answer<Written<Documents>> {
    shell.write(move |d, now| d.set_document_budget(bytes, now)).await
}

/// Changes what the patch names, and answers all settings as they are saved.
#[tauri::command]
pub async fn save_settings(shell: State<'_, Shell>, patch: SettingsPatch) -> Answer<Written<Settings>> {
    shell.write(move |d, now| d.save_settings(patch, now)).await
}

#[tauri::command]
pub async fn remember_place<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, place: Place) -> Answer<()> {
    device::cover(&app, &place);
    shell.ask(move |d, now| d.remember_place(place, now)).await
}

#[tauri::command]
pub async fn mark_changes_read(shell: State<'_, Shell>) -> Answer<Written<()>> {
    shell.write(|d, now| d.mark_changes_read(now)).await
}

/// Adds what is in an exported file to what the person keeps.
#[tauri::command]
pub async fn import_personal(shell: State<'_, Shell>, text: String) -> Answer<Written<()>> {
    shell.write(move |d, now| d.import_personal(&text, now)).await
}

/// Erases all that the person kept, and no longer starts at login. The window starts again after that.
#[tauri::command]
pub async fn erase_kept<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>) -> Answer<Written<()>> {
    let erased = shell.write(|d, now| d.erase(now)).await?;
    autostart::forget(&app, shell.managed.background);
    #[cfg(mobile)]
    device::forget_handed_over(shell.folder());
    Ok(erased)
}

/// Writes what the person keeps into a file and says where.
#[tauri::command]
pub async fn export_personal<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>) -> Answer<Saved> {
    let folder = device::documents(&app, shell.folder());
    let folder = shell.files.clone().map_or(folder, Ok)?;
    let saved = shell.ask(move |d, now| d.save_personal(&folder, now)).await?;
    let asked = device::hand_over(&app, saved.path.as_ref(), "application/json")?;
    Ok(Saved { asked, ..saved })
}
