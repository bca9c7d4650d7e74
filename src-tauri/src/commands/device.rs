//! What the device, the update server and the window are asked to do.

use catalogue::Kind;
use screens::calendar_file::{self, AddedToCalendar, CalendarChoice};
use screens::delivery::{Delivery, TestReminder};
use screens::freshness::RefreshEnd;
use screens::{Failure, Part, Written, cards, contacts, resource};
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Runtime, State, WebviewWindow, Window};

use super::Answer;
use crate::refresher::Refreshing;
use crate::shell::Shell;
use crate::{autostart, closing, delivery, device, downloader, refresher, reminder};

/// Checks for an update, and answers how that ended. How far it is comes by `on_refresh_progress`.
#[tauri::command]
pub async fn refresh<R: Runtime>(app: AppHandle<R>) -> Answer<RefreshEnd> {
    refresher::check(&app).await
}

#[tauri::command]
pub async fn stop_refresh(refreshing: State<'_, Refreshing>) -> Answer<()> {
    refreshing.stop();
    Ok(())
}

/// Updates from the bytes of a file that the person chose.
#[tauri::command]
pub async fn take_edition<R: Runtime>(app: AppHandle<R>, bundle: Request<'_>) -> Answer<RefreshEnd> {
    let InvokeBody::Raw(bytes) = bundle.body() else {
        return Err(Failure::bad_request(
            "Doorstep could not read the file. Nothing has changed. Try again, or choose another file.",
        ));
    };
    refresher::take(&app, bytes).await
}

#[tauri::command]
pub async fn network_is_back(shell: State<'_, Shell>) -> Answer<()> {
    shell.wakes.refresher.wake();
    downloader::try_again(&shell).await
}

/// Calls the contact's number at `index`, from 0, or begins a text message to it. Fails with `no-handler` where the
/// device cannot.
#[tauri::command]
pub async fn call<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, contact: String, index: usize) -> Answer<()> {
    let address = shell
        .find(move |m| contacts::number_address(m, &contact, index))
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
    let address = shell.find(move |m| contacts::mail_address(m, &contact, index)).await?;
    device::open(&app, &address)
}

#[tauri::command]
pub async fn open_contact_link<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, contact: String) -> Answer<()> {
    let address = shell.find(move |m| contacts::link_address(m, &contact)).await?;
    device::open(&app, &address)
}

/// Starts an email that reports a mistake in a record. Fails with `no-handler` where the device has no mail program.
#[tauri::command]
pub async fn report_mistake<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
    kind: Kind,
    id: String,
) -> Answer<()> {
    let address = shell.find(move |m| cards::report_address(m, kind, &id)).await?;
    device::open(&app, &address)
}

#[tauri::command]
pub async fn open_link<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, resource: String) -> Answer<()> {
    let address = shell.find(move |m| resource::link_address(m, &resource)).await?;
    device::open(&app, &address)
}

#[tauri::command]
pub async fn open_front_page<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, resource: String) -> Answer<()> {
    let address = shell.find(move |m| resource::front_page_address(m, &resource)).await?;
    device::open(&app, &address)
}

/// Opens a resource's document in the device's own program. Fails with `no-handler` where there is none.
#[tauri::command]
pub async fn open_document<R: Runtime>(app: AppHandle<R>, shell: State<'_, Shell>, resource: String) -> Answer<()> {
    let file = shell.ask(move |d, now| d.document_file(&resource, now)).await;
    // A damaged one is downloaded again.
    let file = file.inspect_err(|_| shell.wakes.downloader.wake())?;
    device::open_file(&app, &file.path, file.media_type)
}

/// Hands a week, a day, a session or everything upcoming to the calendar program, and says where the file is.
#[tauri::command]
pub async fn add_to_calendar<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
    what: CalendarChoice,
) -> Answer<AddedToCalendar> {
    let folder = device::documents(&app, shell.folder());
    let folder = shell.files.clone().map_or(folder, Ok)?;
    let file = shell.ask(move |d, now| d.save_calendar(&what, &folder, now)).await?;
    let opened = device::open_file(&app, &file.path, calendar_file::MEDIA_TYPE).is_ok()
        || device::hand_over(&app, &file.path, calendar_file::MEDIA_TYPE)?;
    Ok(file.words(opened))
}

#[tauri::command]
pub async fn ask_permission<R: Runtime>(app: AppHandle<R>) -> Answer<Delivery> {
    delivery::ask_permission(&app).await
}

/// Shows a notification at once. Fails with a sentence when the device refuses it.
#[tauri::command]
pub async fn send_test_reminder<R: Runtime>(app: AppHandle<R>) -> Answer<TestReminder> {
    reminder::send_test(&app).await
}

/// Whether the app goes on when its window is closed.
#[tauri::command]
pub async fn set_background<R: Runtime>(app: AppHandle<R>, on: bool) -> Answer<Written<Delivery>> {
    closing::set(&app, on).await
}

/// Whether the app starts when the person logs in.
#[tauri::command]
pub async fn set_autostart<R: Runtime>(
    app: AppHandle<R>,
    shell: State<'_, Shell>,
    on: bool,
) -> Answer<Written<Delivery>> {
    shell.ask(|d, _| d.may_choose_background()).await?;
    autostart::set(&app, on)?;
    Ok(Written::of([Part::Reminders], delivery::answer(&app).await?))
}

/// Leaves the app running in the tray from now on, or closes it with its window; `null` leaves the window open.
#[tauri::command]
pub async fn answer_closing<R: Runtime>(window: Window<R>, keep: Option<bool>) -> Answer<()> {
    closing::answer(&window, keep).await
}

#[tauri::command]
pub async fn print_page<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    device::print(&window)
}

#[tauri::command]
pub async fn hide_window<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    device::hide(&window)
}

/// Closes the app, and with it reminders and updates.
#[tauri::command]
pub async fn quit<R: Runtime>(window: Window<R>) -> Answer<()> {
    closing::end(&window);
    Ok(())
}

/// The first screen is there: what can wait for it begins.
#[tauri::command]
pub async fn painted(shell: State<'_, Shell>) -> Answer<()> {
    device::report_paint();
    shell.painted().await
}
