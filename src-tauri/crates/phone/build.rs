//! Has Gradle and Xcode find the Kotlin and Swift. No command of the plugin is for the screens: only Rust asks it.

fn main() {
    tauri_plugin::Builder::new(&[])
        .android_path("android")
        .ios_path("ios")
        .build();
}
