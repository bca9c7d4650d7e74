//! What the screens show.

use screens::about::{self, About};
use screens::article::{self, ArticleView};
use screens::bookmarks::{self, Bookmark};
use screens::calendar::{self, Calendar};
use screens::calendar_file;
use screens::call_sheet::{self, CallSheet};
use screens::cards::ContactCard;
use screens::changes::{self, Changes};
use screens::contacts::{self, Contacts};
use screens::council::{self, CouncilFound};
use screens::delivery::Delivery;
use screens::documents::{self, Documents};
use screens::now::{self, Now};
use screens::pack::{self, Pack, Poster};
use screens::pathway::{self, PathwayView};
use screens::reminders::{self, ReminderSettings};
use screens::resource::{self, ResourceView};
use screens::search::{self, Found, Recent, SearchFilters};
use screens::start::{self, Start};
use screens::terms::{self, TermView};
use screens::themes::{self, ThemeList};
use screens::week::{self, WeekView};
use screens::who::{self, WhoToCall};
use tauri::ipc::Response;
use tauri::{AppHandle, Runtime, State};

use super::Answer;
use crate::delivery;
use crate::refresher::Refreshing;
use crate::shell::Shell;

#[tauri::command]
pub async fn start(shell: State<'_, Shell>) -> Answer<Start> {
    shell.show(start::answer).await
}

#[tauri::command]
pub async fn now(shell: State<'_, Shell>) -> Answer<Now> {
    shell.show(now::answer).await
}

#[tauri::command]
pub async fn who_to_call(shell: State<'_, Shell>) -> Answer<WhoToCall> {
    shell.show(who::answer).await
}

/// The council of a postcode or a place. What was typed is kept nowhere.
#[tauri::command]
pub async fn find_council(shell: State<'_, Shell>, typed: String) -> Answer<CouncilFound> {
    shell.show(move |m| council::answer(m, &typed)).await
}

#[tauri::command]
pub async fn pathway(shell: State<'_, Shell>, id: String) -> Answer<PathwayView> {
    shell.find(move |m| pathway::answer(m, &id)).await
}

#[tauri::command]
pub async fn themes(shell: State<'_, Shell>, typed: String) -> Answer<Vec<ThemeList>> {
    shell.show(move |m| themes::narrowed(m, &typed)).await
}

#[tauri::command]
pub async fn pack(shell: State<'_, Shell>, id: String) -> Answer<Pack> {
    shell.find(move |m| pack::answer(m, &id)).await
}

#[tauri::command]
pub async fn poster(shell: State<'_, Shell>, id: String, public_only: bool) -> Answer<Poster> {
    shell.find(move |m| pack::poster(m, &id, public_only)).await
}

#[tauri::command]
pub async fn resource(shell: State<'_, Shell>, id: String) -> Answer<ResourceView> {
    shell.find(move |m| resource::answer(m, &id)).await
}

#[tauri::command]
pub async fn contacts(shell: State<'_, Shell>, typed: String) -> Answer<Contacts> {
    shell.show(move |m| contacts::narrowed(m, &typed)).await
}

#[tauri::command]
pub async fn contact(shell: State<'_, Shell>, id: String) -> Answer<ContactCard> {
    shell.find(move |m| contacts::contact(m, &id)).await
}

/// What to say to a contact, as half a sheet of paper.
#[tauri::command]
pub async fn contact_sheet(shell: State<'_, Shell>, id: String) -> Answer<CallSheet> {
    shell.find(move |m| call_sheet::contact(m, &id)).await
}

/// What to say at a step of a pathway, as half a sheet of paper.
#[tauri::command]
pub async fn step_sheet(shell: State<'_, Shell>, pathway: String, step: String) -> Answer<CallSheet> {
    shell.find(move |m| call_sheet::step(m, &pathway, &step)).await
}

#[tauri::command]
pub async fn calendar(shell: State<'_, Shell>) -> Answer<Calendar> {
    shell.show(calendar::answer).await
}

/// The address to subscribe to in a calendar program; `null` where there is no update server.
#[tauri::command]
pub async fn calendar_address(shell: State<'_, Shell>, refreshing: State<'_, Refreshing>) -> Answer<Option<String>> {
    let host = refreshing.host();
    shell
        .show(move |m| host.map(|host| calendar_file::address(m, host.as_str())))
        .await
}

#[tauri::command]
pub async fn week(shell: State<'_, Shell>, id: String) -> Answer<WeekView> {
    shell.find(move |m| week::answer(m, &id)).await
}

#[tauri::command]
pub async fn article(shell: State<'_, Shell>, id: String) -> Answer<ArticleView> {
    shell.find(move |m| article::answer(m, &id)).await
}

#[tauri::command]
pub async fn terms(shell: State<'_, Shell>, typed: String) -> Answer<Vec<TermView>> {
    shell.show(move |m| terms::narrowed(m, &typed)).await
}

#[tauri::command]
pub async fn term(shell: State<'_, Shell>, id: String) -> Answer<TermView> {
    shell.find(move |m| terms::term(m, &id)).await
}

#[tauri::command]
pub async fn search(shell: State<'_, Shell>, query: String, filters: SearchFilters) -> Answer<Found> {
    shell.ask(move |d, now| d.search(&query, &filters, now)).await
}

#[tauri::command]
pub async fn recent_searches(shell: State<'_, Shell>) -> Answer<Recent> {
    shell.show(search::recent).await
}

#[tauri::command]
pub async fn bookmarks(shell: State<'_, Shell>) -> Answer<Vec<Bookmark>> {
    shell.show(bookmarks::answer).await
}

#[tauri::command]
pub async fn whats_changed(shell: State<'_, Shell>) -> Answer<Changes> {
    shell.show(changes::answer).await
}

/// The documents on this device and those on their way. What changes about them later comes by `on_documents`.
#[tauri::command]
pub async fn documents(shell: State<'_, Shell>) -> Answer<Documents> {
    shell.show(documents::answer).await
}

/// The bytes of a resource's document, just hashed. Fails with a sentence when it is not on the device or was damaged.
#[tauri::command]
pub async fn document_bytes(shell: State<'_, Shell>, resource: String) -> Answer<Response> {
    let bytes = shell.ask(move |d, now| d.document_bytes(&resource, now)).await;
    // A damaged one is downloaded again.
    bytes.map(Response::new).inspect_err(|_| shell.wakes.downloader.wake())
}

#[tauri::command]
pub async fn reminder_settings(shell: State<'_, Shell>) -> Answer<ReminderSettings> {
    shell.show(reminders::settings).await
}

/// Whether this device shows reminders, and whether the app is there to show them.
#[tauri::command]
pub async fn delivery<R: Runtime>(app: AppHandle<R>) -> Answer<Delivery> {
    delivery::answer(&app).await
}

#[tauri::command]
pub async fn about<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>) -> Answer<About> {
    let version = app.package_info().version.to_string();
    shell.show(move |m| about::answer(m, &version)).await
}
