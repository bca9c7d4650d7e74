//! Not a test: types into the search of a large catalogue, and says how long after each key its answer was painted.

use serde_json::json;

use crate::app::{DESKTOP, Device, Key};

/// What people type: every so manieth query of the relevance set.
const EVERY: usize = 12;

const NOTE_PRESSES: &str = include_str!("bench_paint.js");

#[test]
#[ignore = "run by `cargo xtask bench paint`, which says where the data folder is"]
fn type_into_a_large_catalogue() {
    let data = std::env::var_os("DOORSTEP_BENCH_DATA").expect("DOORSTEP_BENCH_DATA names a folder");
    let app = Device::keeping(data.into()).start_in("Hampshire");
    app.resize(DESKTOP);
    app.go("#/search");
    app.arrive("Search");
    app.press("combobox", "Search");
    app.ask(NOTE_PRESSES, &[]);
    let set = include_str!("../relevance.tsv");
    let queries = set.lines().filter(|line| !line.starts_with('#')).skip(1).step_by(EVERY);
    let mut presses = 0;
    for query in queries {
        let typed = query.split('\t').next().expect("a query");
        app.chord(&[Key::Control], 'a');
        app.key(Key::Delete);
        for letter in typed.chars() {
            app.type_in(&letter.to_string());
            // A blank changes nothing that is asked.
            if letter != ' ' {
                presses += 1;
                app.ask_later("notedPresses(...arguments)", &[json!(presses)]);
            }
        }
    }
    let noted = app.ask("return presses", &[]);
    app.close();
    println!("\n{presses} keys, milliseconds from the press of each (WebKit tells whole ones):");
    println!("{:<44} {:>6} {:>6} {:>6}", "", "p50", "p95", "max");
    for (what, name) in [
        ("the results stand in the page", "stands"),
        ("the frame that shows them begins", "frame"),
        ("that frame is drawn", "drawn"),
        ("the frame after it begins", "next"),
    ] {
        let noted = noted.as_array().expect("the presses").iter();
        let mut times: Vec<f64> = noted.map(|press| press[name].as_f64().expect("a time")).collect();
        times.sort_by(f64::total_cmp);
        let within = |share: f64| times[((times.len() as f64 * share).ceil() as usize).max(1) - 1];
        println!(
            "{what:<44} {:>6.1} {:>6.1} {:>6.1}",
            within(0.5),
            within(0.95),
            within(1.0)
        );
    }
}
