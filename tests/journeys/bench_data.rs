//! Not a test: makes the data folder that `cargo xtask bench start` and `bench idle` start from.

use crate::app::Device;

#[test]
#[ignore = "run by `cargo xtask bench`, which says where the folder shall be"]
fn answer_the_first_question() {
    let data = std::env::var_os("DOORSTEP_BENCH_DATA").expect("DOORSTEP_BENCH_DATA names a folder");
    let app = Device::keeping(data.into()).start_in("Hampshire");
    app.go("#/settings");
    app.arrive("Settings");
    app.press("checkbox", "Keep running when the window is closed");
    app.see("Doorstep goes on unseen");
    app.go("#/");
    app.arrive("Doorstep");
    app.close();
}
