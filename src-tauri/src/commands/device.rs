//! What the device, the host and the window are asked to do.

use std::path::Path;

use api::calendar_file::{self, AddedToCalendar, CalendarChoice};
use api::delivery::{Delivery, TestReminder};
use api::error::ApiError;
use api::views::*;
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Runtime, State, WebviewWindow, Window};

use super::Answer;
use crate::shell::Shell;
use crate::{autostart, background, device, downloader, refresher, reminder};

/// Begins to ask the host for a newer edition; how it goes comes by `on_refresh_progress` and `on_refresh_end`.
#[tauri::command]
pub async fn refresh<R: Runtime>(app: AppHandle<R>) -> Answer<()> {
    refresher::begin(app).await
}

#[tauri::command]
pub async fn stop_refresh(shell: State<'_, Shell>) -> Answer<()> {
    shell.refreshing.stop();
    Ok(())
}

/// Takes a newer edition from the bytes of a bundle.
#[tauri::command]
pub async fn take_edition<R: Runtime>(app: AppHandle<R>, bundle: Request<'_>) -> Answer<RefreshEnd> {
    let InvokeBody::Raw(bytes) = bundle.body() else {
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

/// Calls the contact's number at `index`, from 0. Fails with `no-handler` where the device cannot call.
#[tauri::command]
pub async fn call<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, contact: String, index: usize) -> Answer<()> {
    let address = shell
        .ask(move |d, now| d.telephone_address(&contact, index, now))
        .await?;
    device::open(&app, &address)
}

/// Starts an email to the contact's address at `index`, from 0.
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

/// Opens a resource's document in the device's own program. Fails with `no-handler` where there is none.
#[tauri::command]
pub async fn open_document<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, resource: String) -> Answer<()> {
    let file = shell.ask(move |d, now| d.document_file(&resource, now)).await;
    let file = file.inspect_err(|_| shell.downloading.wake())?;
    device::open_file(&app, &file.path, file.media_type)
}

/// Gives a week, a day, a session or all that is ahead to the calendar program, and says where the file is.
#[tauri::command]
pub async fn add_to_calendar<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
    what: CalendarChoice,
) -> Answer<AddedToCalendar> {
    let folder = shell.files.clone().map_or_else(|| device::documents(&app), Ok)?;
    let file = shell.ask(move |d, now| d.save_calendar(&what, &folder, now)).await?;
    let opened = device::open_file(&app, Path::new(&file.path), calendar_file::MEDIA_TYPE).is_ok();
    Ok(file.told(opened))
}

#[tauri::command]
pub async fn ask_permission<R: Runtime>(app: AppHandle<R>) -> Answer<Delivery> {
    background::ask_permission(&app).await
}

/// Shows a reminder at once. Fails with a sentence when the device does not take it.
#[tauri::command]
pub async fn send_test_reminder<R: Runtime>(app: AppHandle<R>) -> Answer<TestReminder> {
    reminder::send_test(&app).await
}

/// Whether the app goes on when its window is closed.
#[tauri::command]
pub async fn set_background<R: Runtime>(app: AppHandle<R>, on: bool) -> Answer<Delivery> {
    background::set(&app, on).await
}

/// Whether the app starts when the person logs in.
#[tauri::command]
pub async fn set_autostart<R: Runtime>(app: AppHandle<R>, on: bool) -> Answer<Delivery> {
    autostart::set(&app, on).await
}

/// Keeps the app in the tray from now on, or lets it end with its window; `null` leaves the window open.
#[tauri::command]
pub async fn answer_closing<R: Runtime>(window: Window<R>, keep: Option<bool>) -> Answer<()> {
    background::answer_closing(&window, keep).await
}

#[tauri::command]
pub async fn print_page<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    device::print(&window)
}

#[tauri::command]
pub async fn hide_window<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    device::hide(&window)
}

/// Ends the app, and with it reminders and refreshes.
#[tauri::command]
pub async fn quit<R: Runtime>(window: Window<R>) -> Answer<()> {
    background::end(&window);
    Ok(())
}

/// Tells a benchmark that the first screen stands.
#[tauri::command]
pub async fn painted(shell: State<'_, Shell>) -> Answer<()> {
    shell.painted.notify_one();
    device::report_paint();
    Ok(())
}
