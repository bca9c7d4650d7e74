//! Nothing leaves the device, and nothing needs to.

use std::fs;

use kit::window::Device;

#[test]
fn there_is_no_network_to_use() {
    let devices = fs::read_to_string("/proc/self/net/dev").expect("Linux tells its network devices");
    let others: Vec<&str> = devices
        .lines()
        .skip(2)
        .filter_map(|line| line.split(':').next())
        .map(str::trim)
        .filter(|name| *name != "lo")
        .collect();
    if std::env::var_os("DOORSTEP_NO_NETWORK").is_some() {
        assert!(
            others.is_empty(),
            "these tests were to run without a network, and here are {others:?}"
        );
    } else {
        eprintln!("run by hand: these tests had the network devices {others:?}");
    }
}

#[test]
fn no_screen_asks_anybody_for_anything() {
    let app = Device::new().start_in("Hampshire");
    for address in ["#/", "#/themes/domestic-abuse", "#/contacts", "#/calendar", "#/about"] {
        app.go(address);
        app.find("link", "Now");
        app.frames();
    }
    app.go("#/search");
    app.fill("Search", "neglect");
    app.find("link", "Neglect");
    let asked = app.asked_for();
    let strangers: Vec<_> = asked
        .iter()
        .filter(|url| {
            !["tauri://localhost/", "ipc://localhost/"]
                .iter()
                .any(|ours| url.starts_with(ours))
        })
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");
    app.close();
}
