//! How the window is drawn on Linux.

use std::fs;
use std::path::Path;

use tauri::{Runtime, WebviewWindow};
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Without a graphics processor WebKit would emulate one, at a cost in start time, memory and scrolling; plain drawing
/// costs less of all three.
///
/// # Errors
/// When the window is gone.
pub fn suit_the_device<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    if has_graphics(Path::new("/dev")) {
        return Ok(());
    }
    window.with_webview(|page| {
        if let Some(settings) = WebViewExt::settings(&page.inner()) {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Whether there is a graphics processor that we may use.
fn has_graphics(devices: &Path) -> bool {
    let usable = |folder: &Path, start: &str| {
        let nodes = fs::read_dir(folder).into_iter().flatten().flatten();
        nodes
            .filter(|node| node.file_name().to_string_lossy().starts_with(start))
            .any(|node| fs::File::open(node.path()).is_ok())
    };
    usable(&devices.join("dri"), "renderD") || usable(devices, "nvidia")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_graphics_processor_is_one_that_can_be_opened() {
        let devices = tempfile::tempdir().expect("a folder");
        assert!(!has_graphics(devices.path()));
        fs::create_dir(devices.path().join("dri")).expect("a folder");
        fs::write(devices.path().join("dri/card0"), "").expect("a file");
        assert!(!has_graphics(devices.path()));
        symlink("nowhere", devices.path().join("dri/renderD128")).expect("what cannot be opened");
        assert!(!has_graphics(devices.path()));
        fs::write(devices.path().join("dri/renderD129"), "").expect("a file");
        assert!(has_graphics(devices.path()));
    }
}
