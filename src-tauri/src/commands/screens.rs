//! What the screens show.

use api::card::ContactCard;
use api::delivery::Delivery;
use api::documents::view::Documents;
use api::reminders::view::ReminderSettings;
use api::search::view::{Found, Recent, SearchFilters};
use api::views::*;
use tauri::ipc::Response;
use tauri::{AppHandle, Runtime, State};

use super::Answer;
use crate::background;
use crate::shell::Shell;

#[tauri::command]
pub async fn start(shell: State<'_, Shell>) -> Answer<Start> {
    shell.ask(|d, now| d.start(now)).await
}

#[tauri::command]
pub async fn home(shell: State<'_, Shell>) -> Answer<Home> {
    shell.ask(|d, now| d.home(now)).await
}

#[tauri::command]
pub async fn act_now(shell: State<'_, Shell>) -> Answer<ActNow> {
    shell.ask(|d, now| d.act_now(now)).await
}

#[tauri::command]
pub async fn pathway(shell: State<'_, Shell>, id: String) -> Answer<PathwayView> {
    shell.ask(move |d, now| d.pathway(&id, now)).await
}

#[tauri::command]
pub async fn themes(shell: State<'_, Shell>) -> Answer<Vec<ThemeCard>> {
    shell.ask(|d, now| d.themes(now)).await
}

#[tauri::command]
pub async fn pack(shell: State<'_, Shell>, id: String) -> Answer<Pack> {
    shell.ask(move |d, now| d.pack(&id, now)).await
}

#[tauri::command]
pub async fn poster(shell: State<'_, Shell>, id: String, public_only: bool) -> Answer<Poster> {
    shell.ask(move |d, now| d.poster(&id, public_only, now)).await
}

#[tauri::command]
pub async fn resource(shell: State<'_, Shell>, id: String) -> Answer<ResourceView> {
    shell.ask(move |d, now| d.resource(&id, now)).await
}

#[tauri::command]
pub async fn contacts(shell: State<'_, Shell>) -> Answer<Contacts> {
    shell.ask(|d, now| d.contacts(now)).await
}

#[tauri::command]
pub async fn contact(shell: State<'_, Shell>, id: String) -> Answer<ContactCard> {
    shell.ask(move |d, now| d.contact(&id, now)).await
}

#[tauri::command]
pub async fn calendar(shell: State<'_, Shell>) -> Answer<Calendar> {
    shell.ask(|d, now| d.calendar(now)).await
}

/// The address to subscribe to in a calendar program; `null` where no host is set.
#[tauri::command]
pub async fn calendar_address(shell: State<'_, Shell>) -> Answer<Option<String>> {
    let Some(host) = shell.refreshing.host() else {
        return Ok(None);
    };
    let address = shell.ask(move |d, now| d.calendar_address(host.as_str(), now)).await;
    address.map(Some)
}

#[tauri::command]
pub async fn week(shell: State<'_, Shell>, id: String) -> Answer<WeekView> {
    shell.ask(move |d, now| d.week(&id, now)).await
}

#[tauri::command]
pub async fn article(shell: State<'_, Shell>, id: String) -> Answer<ArticleView> {
    shell.ask(move |d, now| d.article(&id, now)).await
}

#[tauri::command]
pub async fn terms(shell: State<'_, Shell>) -> Answer<Vec<TermView>> {
    shell.ask(|d, now| d.terms(now)).await
}

#[tauri::command]
pub async fn term(shell: State<'_, Shell>, id: String) -> Answer<TermView> {
    shell.ask(move |d, now| d.term(&id, now)).await
}

#[tauri::command]
pub async fn search(shell: State<'_, Shell>, query: String, filters: SearchFilters) -> Answer<Found> {
    shell.ask(move |d, now| d.search(&query, &filters, now)).await
}

#[tauri::command]
pub async fn recent_searches(shell: State<'_, Shell>) -> Answer<Recent> {
    shell.ask(|d, _| d.recent_searches()).await
}

#[tauri::command]
pub async fn bookmarks(shell: State<'_, Shell>) -> Answer<Vec<Bookmark>> {
    shell.ask(|d, now| d.bookmarks(now)).await
}

#[tauri::command]
pub async fn whats_changed(shell: State<'_, Shell>) -> Answer<Changes> {
    shell.ask(|d, now| d.whats_changed(now)).await
}

/// The documents that are kept offline. What changes about them later comes by `on_documents`.
#[tauri::command]
pub async fn documents(shell: State<'_, Shell>) -> Answer<Documents> {
    shell.ask(|d, now| d.documents(now)).await
}

/// The bytes of a resource's document, just hashed. Fails with a sentence when it is not on the device or was damaged.
#[tauri::command]
pub async fn document_bytes(shell: State<'_, Shell>, resource: String) -> Answer<Response> {
    let bytes = shell.ask(move |d, now| d.document_bytes(&resource, now)).await;
    bytes.map(Response::new).inspect_err(|_| shell.downloading.wake())
}

#[tauri::command]
pub async fn reminder_settings(shell: State<'_, Shell>) -> Answer<ReminderSettings> {
    shell.ask(|d, now| d.reminder_settings(now)).await
}

/// Whether this device shows reminders, and whether the app is there to show them.
#[tauri::command]
pub async fn delivery<R: Runtime>(app: AppHandle<R>) -> Answer<Delivery> {
    background::delivery(&app).await
}

#[tauri::command]
pub async fn about<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>) -> Answer<About> {
    let version = app.package_info().version.to_string();
    shell.ask(move |d, now| d.about(&version, now)).await
}
