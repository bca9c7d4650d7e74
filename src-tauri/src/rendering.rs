//! Linux: how WebKit draws. Where there is no GPU it would draw through a GPU made of software, which costs a small device a
//! fifth of a second at each start and some 70 MB; then it draws without one.

use std::fs::File;
use std::path::Path;

use tauri::{Runtime, WebviewWindow};
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Chooses for a window that was just made.
pub fn choose<R: Runtime>(window: &WebviewWindow<R>) {
    if has_gpu(Path::new("/dev")) {
        return;
    }
    let chosen = window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
    if let Err(error) = chosen {
        tracing::warn!(%error, "WebKit draws as it would by itself");
    }
}

/// Whether there is a device that draws and that we may use, in that folder of devices.
fn has_gpu(devices: &Path) -> bool {
    let opens = |path: &Path| File::options().read(true).write(true).open(path).is_ok();
    any(&devices.join("dri"), "renderD", opens) || any(devices, "nvidia", |_| true)
}

/// Whether a file in the folder has a name that begins so, and is good enough.
fn any(folder: &Path, begins: &str, good: impl Fn(&Path) -> bool) -> bool {
    let Ok(entries) = folder.read_dir() else { return false };
    entries
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with(begins) && good(&entry.path()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::has_gpu;

    #[test]
    fn a_gpu_is_a_render_node_that_opens_or_one_of_nvidias() {
        let dev = tempfile::tempdir().expect("a folder");
        assert!(!has_gpu(dev.path()), "there is nothing");
        fs::create_dir(dev.path().join("dri")).expect("a folder");
        fs::write(dev.path().join("dri/card0"), "").expect("a file");
        assert!(!has_gpu(dev.path()), "a screen alone draws nothing");
        // What is there and does not open: a folder does not, for anybody.
        fs::create_dir(dev.path().join("dri/renderD128")).expect("a folder");
        assert!(!has_gpu(dev.path()), "it does not open");
        fs::write(dev.path().join("dri/renderD129"), "").expect("a file");
        assert!(has_gpu(dev.path()));
        fs::remove_dir_all(dev.path().join("dri")).expect("it goes");
        fs::write(dev.path().join("nvidia0"), "").expect("a file");
        assert!(has_gpu(dev.path()));
    }
}
