//! Where the window is: where it was left, and always on the screen. It is worked out before the window is shown, from
//! a file of our own: `tauri-plugin-window-state` moves a window that is seen already, lets most of it be off the
//! screen, and writes where others can read. In pixels of the screen.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tauri::{Manager, PhysicalPosition, PhysicalSize, Runtime, Window};

use crate::shell::Shell;

const FILE: &str = "window.json";
/// What the window's frame adds to its height, at most, where text is of the usual size.
const FRAME: f64 = 40.0;

/// Where a window is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    /// Not known where the system places windows.
    at: Option<(i32, i32)>,
    size: (u32, u32),
    maximized: bool,
}

/// A screen's room for windows.
#[derive(Clone, Copy, Debug)]
struct Room {
    at: (i32, i32),
    size: (u32, u32),
    /// Pixels of the screen for one of a page.
    scale: f64,
}

impl Room {
    /// How many pixels of a window are here.
    fn holds(&self, place: &Place) -> i64 {
        let along = |at: i32, size: u32, from: i32, room: u32| {
            let end = (i64::from(at) + i64::from(size)).min(i64::from(from) + i64::from(room));
            (end - i64::from(at.max(from))).max(0)
        };
        let (x, y) = place.at.unwrap_or(self.at);
        along(x, place.size.0, self.at.0, self.size.0) * along(y, place.size.1, self.at.1, self.size.1)
    }
}

/// The place in the room that holds most of it, no larger than that and no smaller than `least`, in pixels of a page.
fn fit(place: Place, rooms: &[Room], least: (f64, f64)) -> Place {
    // Of several that hold as much, the first: the main screen.
    let Some(room) = rooms.iter().rev().max_by_key(|room| room.holds(&place)) else {
        return place;
    };
    let pixels = |length: f64| (length * room.scale).ceil() as u32;
    let frame = pixels(FRAME);
    let within = |size: u32, room: u32, least: f64| size.min(room).max(pixels(least));
    let size = (
        within(place.size.0, room.size.0, least.0),
        within(place.size.1, room.size.1.saturating_sub(frame), least.1),
    );
    let along = |at: i32, size: u32, from: i32, room: u32| {
        let last = i64::from(from) + i64::from(room) - i64::from(size);
        i64::from(at).min(last).max(i64::from(from)) as i32
    };
    let at = place.at.map(|(x, y)| {
        (
            along(x, size.0, room.at.0, room.size.0),
            along(y, size.1.saturating_add(frame), room.at.1, room.size.1),
        )
    });
    Place { at, size, ..place }
}

/// Puts a window that is not seen yet where it was left, as far as that is on a screen.
///
/// # Errors
/// What the platform says against it.
pub fn put<R: Runtime>(window: &Window<R>) -> tauri::Result<()> {
    let left = read(&file(window));
    let main = window.primary_monitor()?;
    let others = window.available_monitors()?;
    let rooms: Vec<Room> = main.iter().chain(&others).map(room).collect();
    let config = window.config().app.windows.first();
    let least = config.and_then(|c| c.min_width.zip(c.min_height)).unwrap_or_default();
    let now = Place {
        at: None,
        size: window.inner_size()?.into(),
        maximized: false,
    };
    let place = fit(left.unwrap_or(now), &rooms, least);
    if place == now {
        return Ok(());
    }
    if let Some((x, y)) = place.at {
        window.set_position(PhysicalPosition::new(x, y))?;
    }
    let (width, height) = place.size;
    window.set_size(PhysicalSize::new(width, height))?;
    if place.maximized { window.maximize() } else { Ok(()) }
}

fn room(monitor: &tauri::Monitor) -> Room {
    let area = monitor.work_area();
    Room {
        at: area.position.into(),
        size: area.size.into(),
        scale: monitor.scale_factor(),
    }
}

/// Writes down where the window is, while it can be seen.
pub fn keep<R: Runtime>(window: &Window<R>) {
    let kept = see(window).map(|place| {
        let Some(place) = place else { return Ok(()) };
        store::private::write(&file(window), serde_json::to_string(&place)?.as_bytes())
    });
    match kept {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the window's place is not kept"),
        Err(error) => tracing::warn!(%error, "the window's place is not known"),
    }
}

fn see<R: Runtime>(window: &Window<R>) -> tauri::Result<Option<Place>> {
    if !window.is_visible()? || window.is_minimized()? || window.is_fullscreen()? {
        return Ok(None);
    }
    let (at, size) = bounds(window)?;
    if !window.is_maximized()? {
        return Ok(Some(Place {
            at,
            size,
            maximized: false,
        }));
    }
    // What it was before is what it goes back to.
    let before = read(&file(window)).unwrap_or(Place {
        at: None,
        size,
        maximized: true,
    });
    Ok(Some(Place {
        maximized: true,
        ..before
    }))
}

type Bounds = (Option<(i32, i32)>, (u32, u32));

/// As GTK takes them again: what Tauri gives counts a frame that the program draws itself.
#[cfg(target_os = "linux")]
fn bounds<R: Runtime>(window: &Window<R>) -> tauri::Result<Bounds> {
    use gtk::prelude::{GtkWindowExt, WidgetExt};
    let window = window.gtk_window()?;
    let scale = window.scale_factor();
    let ((x, y), (width, height)) = (window.position(), window.size());
    let size = [width, height].map(|length| (length * scale).unsigned_abs());
    Ok((Some((x * scale, y * scale)), size.into()))
}

#[cfg(not(target_os = "linux"))]
fn bounds<R: Runtime>(window: &Window<R>) -> tauri::Result<Bounds> {
    Ok((Some(window.outer_position()?.into()), window.inner_size()?.into()))
}

fn file<R: Runtime>(window: &Window<R>) -> PathBuf {
    window.state::<Shell>().folder().join(FILE)
}

/// None where nothing was kept, or nothing that can be read.
fn read(file: &Path) -> Option<Place> {
    let kept = fs::read(file).ok()?;
    serde_json::from_slice(&kept)
        .inspect_err(|error| tracing::warn!(%error, "the window's place is not understood"))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: (f64, f64) = (320.0, 480.0);

    fn room(at: (i32, i32), size: (u32, u32)) -> Room {
        Room { at, size, scale: 1.0 }
    }

    fn place(at: Option<(i32, i32)>, size: (u32, u32)) -> Place {
        Place {
            at,
            size,
            maximized: false,
        }
    }

    #[test]
    fn a_window_is_where_it_was_and_always_on_a_screen() {
        let main = room((0, 0), (1920, 1080));
        let small = room((0, 0), (1024, 600));
        let left = room((-1280, 0), (1280, 1024));
        let fine = Room {
            scale: 2.0,
            ..room((0, 0), (2560, 1440))
        };
        let first = (1280, 800);
        for (what, rooms, was, is) in [
            ("a first start", &[main][..], (None, first), (None, first)),
            (
                "a first start on a small screen",
                &[small],
                (None, first),
                (None, (1024, 560)),
            ),
            (
                "where it was",
                &[main],
                (Some((300, 200)), (900, 700)),
                (Some((300, 200)), (900, 700)),
            ),
            (
                "on the other screen",
                &[main, left],
                (Some((-900, 50)), first),
                (Some((-1280, 50)), first),
            ),
            (
                "that screen is gone",
                &[main],
                (Some((-900, 50)), first),
                (Some((0, 50)), first),
            ),
            (
                "both are gone",
                &[],
                (Some((-900, 50)), first),
                (Some((-900, 50)), first),
            ),
            (
                "half below the screen",
                &[main],
                (Some((700, 900)), first),
                (Some((640, 240)), first),
            ),
            (
                "a title bar above the screen",
                &[main],
                (Some((0, -300)), first),
                (Some((0, 0)), first),
            ),
            (
                "a smaller screen",
                &[small],
                (Some((300, 200)), (900, 700)),
                (Some((124, 0)), (900, 560)),
            ),
            ("a dot", &[main], (Some((5, 5)), (1, 1)), (Some((5, 5)), (320, 480))),
            (
                "a dot on a fine screen",
                &[fine],
                (Some((5, 5)), (1, 1)),
                (Some((5, 5)), (640, 960)),
            ),
            (
                "nonsense",
                &[main],
                (Some((i32::MAX, i32::MIN)), (u32::MAX, 0)),
                (Some((0, 0)), (1920, 480)),
            ),
            (
                "no room at all",
                &[room((0, 0), (0, 0))],
                (Some((9, 9)), first),
                (Some((0, 0)), (320, 480)),
            ),
        ] {
            assert_eq!(fit(place(was.0, was.1), rooms, LEAST), place(is.0, is.1), "{what}");
        }
    }

    #[test]
    fn what_was_kept_is_read_and_what_is_damaged_is_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(FILE);
        assert_eq!(read(&file), None);
        let kept = Place {
            maximized: true,
            ..place(Some((-5, 7)), (640, 480))
        };
        store::private::write(&file, &serde_json::to_vec(&kept).expect("JSON")).expect("written");
        assert_eq!(read(&file), Some(kept));
        for damaged in ["", "{\"at\": [1", "{\"at\":null,\"size\":[-1,0],\"maximized\":false}"] {
            store::private::write(&file, damaged.as_bytes()).expect("written");
            assert_eq!(read(&file), None, "{damaged}");
        }
    }
}
