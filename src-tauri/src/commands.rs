//! One thin command a use-case. Rules live in `api` and below; nothing here decides anything.
#![allow(
    missing_docs,
    reason = "each is documented where it is answered, in `api`, and described in permissions/"
)]

use api::card::{ContactCard, RecordKind};
use api::documents::view::{Documents, KeepKind};
use api::error::ApiError;
use api::search::view::{Found, Recent, SearchFilters};
use api::views::*;
use tauri::ipc::{InvokeBody, Request, Response};
use tauri::{AppHandle, Runtime, State, WebviewWindow};

use crate::shell::Shell;
use crate::{device, downloader, refresher};

type Answer<T> = Result<T, ApiError>;

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

#[tauri::command]
pub async fn bookmarks(shell: State<'_, Shell>) -> Answer<Vec<Bookmark>> {
    shell.ask(|d, now| d.bookmarks(now)).await
}

#[tauri::command]
pub async fn set_bookmark(shell: State<'_, Shell>, kind: RecordKind, id: String, on: bool) -> Answer<BookmarksChanged> {
    let changed = shell.ask(move |d, now| d.set_bookmark(kind, &id, on, now)).await;
    // Not for one that goes: it may come back with the next tap, and its document would be gone.
    on.then(|| shell.downloading.wake());
    changed
}

#[tauri::command]
pub async fn restore_bookmark(shell: State<'_, Shell>, removed: RemovedBookmark) -> Answer<BookmarksChanged> {
    let changed = shell.ask(move |d, now| d.restore_bookmark(&removed, now)).await;
    shell.downloading.wake();
    changed
}

#[tauri::command]
pub async fn move_bookmark(
    shell: State<'_, Shell>,
    kind: RecordKind,
    id: String,
    position: u32,
) -> Answer<BookmarksChanged> {
    shell.ask(move |d, now| d.move_bookmark(kind, &id, position, now)).await
}

#[tauri::command]
pub async fn save_settings(shell: State<'_, Shell>, settings: Settings) -> Answer<Settings> {
    shell.ask(move |d, _| d.save_settings(settings)).await
}

#[tauri::command]
pub async fn remember_route(shell: State<'_, Shell>, route: String) -> Answer<()> {
    shell.ask(move |d, _| d.remember_route(&route)).await
}

#[tauri::command]
pub async fn about<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>) -> Answer<About> {
    let version = app.package_info().version.to_string();
    shell.ask(move |d, now| d.about(&version, now)).await
}

#[tauri::command]
pub async fn refresh<R: Runtime>(app: AppHandle<R>) -> Answer<()> {
    refresher::begin(app).await
}

#[tauri::command]
pub async fn stop_refresh(shell: State<'_, Shell>) -> Answer<()> {
    shell.refreshing.stop();
    Ok(())
}

#[tauri::command]
pub async fn take_edition<R: Runtime>(app: AppHandle<R>, request: Request<'_>) -> Answer<RefreshEnd> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(ApiError::bad_request(
            "This device could not hand over the file. Nothing was changed.",
        ));
    };
    refresher::take(app, bytes.clone()).await
}

#[tauri::command]
pub async fn network_is_back(shell: State<'_, Shell>) -> Answer<()> {
    shell.refreshing.network_is_back();
    downloader::try_again(&shell).await
}

#[tauri::command]
pub async fn whats_changed(shell: State<'_, Shell>) -> Answer<Changes> {
    shell.ask(|d, now| d.whats_changed(now)).await
}

#[tauri::command]
pub async fn mark_changes_read(shell: State<'_, Shell>) -> Answer<()> {
    shell.ask(|d, _| d.mark_changes_read()).await
}

#[tauri::command]
pub async fn export_personal<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>) -> Answer<Saved> {
    let folder = shell.files.clone().map_or_else(|| device::documents(&app), Ok)?;
    shell.ask(move |d, now| d.save_personal(&folder, now)).await
}

#[tauri::command]
pub async fn import_personal(shell: State<'_, Shell>, text: String) -> Answer<BookmarksChanged> {
    let changed = shell.ask(move |d, now| d.import_personal(&text, now)).await;
    shell.downloading.wake();
    changed
}

#[tauri::command]
pub async fn documents(shell: State<'_, Shell>) -> Answer<Documents> {
    shell.ask(|d, now| d.documents(now)).await
}

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

#[tauri::command]
pub async fn set_document_budget(shell: State<'_, Shell>, bytes: u64) -> Answer<Documents> {
    let documents = shell.ask(move |d, now| d.set_document_budget(bytes, now)).await;
    shell.downloading.wake();
    documents
}

#[tauri::command]
pub async fn document_bytes(shell: State<'_, Shell>, resource: String) -> Answer<Response> {
    let bytes = shell.ask(move |d, now| d.document_bytes(&resource, now)).await;
    bytes.map(Response::new).inspect_err(|_| shell.downloading.wake())
}

#[tauri::command]
pub async fn open_document<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, resource: String) -> Answer<()> {
    let file = shell.ask(move |d, now| d.document_file(&resource, now)).await;
    let file = file.inspect_err(|_| shell.downloading.wake())?;
    device::open_file(&app, &file.path, file.media_type)
}

#[tauri::command]
pub async fn call<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, contact: String, index: usize) -> Answer<()> {
    let address = shell
        .ask(move |d, now| d.telephone_address(&contact, index, now))
        .await?;
    device::open(&app, &address)
}

#[tauri::command]
pub async fn write_to<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
    contact: String,
    index: usize,
) -> Answer<()> {
    let address = shell.ask(move |d, now| d.mail_address(&contact, index, now)).await?;
    device::open(&app, &address)
}

#[tauri::command]
pub async fn open_link<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, resource: String) -> Answer<()> {
    let address = shell.ask(move |d, now| d.link_address(&resource, now)).await?;
    device::open(&app, &address)
}

#[tauri::command]
pub async fn open_front_page<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, resource: String) -> Answer<()> {
    let address = shell.ask(move |d, now| d.front_page_address(&resource, now)).await?;
    device::open(&app, &address)
}

#[tauri::command]
pub async fn print_page<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    device::print(&window)
}

#[tauri::command]
pub async fn hide_window<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    device::hide(&window)
}

#[tauri::command]
pub async fn painted(shell: State<'_, Shell>) -> Answer<()> {
    shell.painted.notify_one();
    device::report_paint();
    Ok(())
}
