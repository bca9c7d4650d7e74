//! `cargo xtask glass`: measures what is visible and where, in the real window.

use std::fs;

use anyhow::{Context, Result};

use crate::{places, say, test};

/// How the journey learns where to write its page.
const WANTED: &str = "DOORSTEP_GLASS";

/// Prints the page of figures, and writes `docs/glass.md` where that is wanted. Fails like the journey when an aim is
/// missed, after the page.
pub fn glass(write: bool) -> Result<()> {
    let page = places::target().join("glass.md");
    let _ = fs::remove_file(&page);
    let measured = test::journeys(&["glass::"], &[(WANTED, page.as_os_str())]);
    let Ok(text) = fs::read_to_string(&page) else {
        return measured.and_then(|()| Err(anyhow::anyhow!("nothing was measured")));
    };
    println!("{text}");
    if write {
        let place = places::root().join("docs/glass.md");
        fs::write(&place, text).with_context(|| format!("cannot write {}", place.display()))?;
        say::say(format!("Written to {}", place.display()));
    }
    measured
}
