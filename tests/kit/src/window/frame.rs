//! The frame that a window manager draws around a window: what its cross says to the app.

use anyhow::{Context, Result};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window};
use x11rb::rust_connection::RustConnection;

/// Asks the window of that title, on the display of that name, to close, as a press on its cross does.
///
/// # Errors
/// When there is no such window, or no such display.
pub fn close(display: &str, title: &str) -> Result<()> {
    let (connection, screen) = x11rb::connect(Some(display))?;
    let root = connection.setup().roots.get(screen).context("no screen")?.root;
    let atom = |name: &str| -> Result<u32> { Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom) };
    let (protocols, delete) = (atom("WM_PROTOCOLS")?, atom("WM_DELETE_WINDOW")?);
    let windows = connection.query_tree(root)?.reply()?.children;
    let ours = windows.into_iter().find(|window| {
        let named = words(&connection, *window, AtomEnum::WM_NAME.into(), 8).is_ok_and(|name| name == title.as_bytes());
        let closes = words(&connection, *window, protocols, 32)
            .is_ok_and(|known| known.chunks(4).any(|atom| atom == delete.to_ne_bytes()));
        named && closes
    });
    let ours = ours.with_context(|| format!("no window “{title}” that closes"))?;
    let message = ClientMessageEvent::new(32, ours, protocols, [delete, 0, 0, 0, 0]);
    connection.send_event(false, ours, EventMask::NO_EVENT, message)?;
    // An answer to whatever: the display has read what came before, and we may go.
    connection.get_input_focus()?.reply()?;
    Ok(())
}

/// What stands in a property, of that many bits a piece.
fn words(connection: &RustConnection, window: Window, property: u32, bits: u8) -> Result<Vec<u8>> {
    let asked = connection.get_property(false, window, property, AtomEnum::ANY, 0, 64)?;
    let told = asked.reply()?;
    Ok(if told.format == bits { told.value } else { Vec::new() })
}
