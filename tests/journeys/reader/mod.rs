//! What a screen reader meets.

use kit::window::Device;

#[test]
fn raw() {
    let app = Device::on("2026-11-24T10:00:00Z").with_a_reader().start();
    app.live_in(&["hampshire"], false);
    let begun = std::time::Instant::now();
    let tree = app.reader().read();
    eprintln!("{:?}", begun.elapsed());
    std::fs::write("/tmp/tree-raw.txt", tree.raw()).expect("written");
    app.close();
}
