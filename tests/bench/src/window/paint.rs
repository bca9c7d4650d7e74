//! `paint`: from the press of a key to the painted answer, in the real window, on a large catalogue.

use std::time::Duration;

use anyhow::{Context, Result};
use kit::window::{DESKTOP, Key};
use serde_json::json;

use crate::ours::App;
use crate::{made_up, table};

const NOTE_PRESSES: &str = include_str!("paint.js");
/// What people type: every so manieth query of the relevance set.
const EVERY: usize = 12;
/// So much newer than the edition in the app that the app keeps it.
const NEWER: u32 = 1000;

/// Gives the app a catalogue of so many resources, and types into its search.
pub fn run(resources: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut edition = made_up::edition(resources)?;
    edition.header.edition += NEWER;
    drop(App::open(folder.path(), &edition)?);
    let app = super::open(folder.path())?;
    app.resize(DESKTOP);
    app.go("#/search");
    app.arrive("Search");
    app.press("combobox", "Search");
    app.ask(NOTE_PRESSES, &[]);
    let set = std::fs::read_to_string(kit::repository("tests/relevance.tsv"))?;
    let queries = set.lines().filter(|line| !line.starts_with('#')).skip(1).step_by(EVERY);
    let mut presses = 0;
    for query in queries {
        app.chord(&[Key::Control], 'a');
        app.key(Key::Delete);
        for letter in query.split('\t').next().unwrap_or_default().chars() {
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
    let noted = noted.as_array().context("the presses")?;
    let mut rows = Vec::new();
    for (what, name) in [
        ("the results stand in the page", "stands"),
        ("the frame that shows them begins", "frame"),
        ("that frame is drawn", "drawn"),
        ("the frame after it begins", "next"),
    ] {
        let times = noted
            .iter()
            .map(|press| Some(Duration::from_secs_f64(press[name].as_f64()? / 1e3)));
        let times = times.collect::<Option<Vec<_>>>().context("a time")?;
        rows.push([vec![what.to_owned()], table::spread(times)].concat());
    }
    println!("\nFrom the press of a key, on {resources} resources (WebKit tells whole milliseconds):");
    table::print(&[&[""], &table::SPREAD[..]].concat(), &rows);
    println!(
        "The aim is that p95 of what is drawn is under 16 ms. Where there is no graphics card, as on a virtual display,"
    );
    println!("the processor draws too, and a frame takes the longer the less of it is free.");
    Ok(())
}
