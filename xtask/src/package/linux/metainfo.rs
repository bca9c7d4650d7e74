//! What software centres show of the app (AppStream), and the desktop's entry: both checked by their own tools.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::{places, say};

/// The description, as it is installed. Software centres fetch pictures from the net, from where the source is:
/// `DOORSTEP_REPOSITORY` says where that is, and without it the description has none.
pub fn text() -> Result<String> {
    let text = fs::read_to_string(places::root().join("deploy/linux/org.doorstep.doorstep.metainfo.xml"))?;
    Ok(placed(&text, std::env::var("DOORSTEP_REPOSITORY").ok().as_deref()))
}

/// The text with the repository's address in its places, or without the lines between which such a place is.
fn placed(text: &str, repository: Option<&str>) -> String {
    const BEGIN: &str = "  <!-- where the source is public -->\n";
    const END: &str = "  <!-- everywhere -->\n";
    let Some((before, (pictures, after))) = text
        .split_once(BEGIN)
        .and_then(|(before, rest)| Some((before, rest.split_once(END)?)))
    else {
        return text.to_owned();
    };
    let pictures = repository.map(|at| pictures.replace("REPOSITORY", at.trim_end_matches('/')));
    [before, &pictures.unwrap_or_default(), after].concat()
}

/// Has both checked as they are packaged.
pub fn check(folder: &Path) -> Result<()> {
    let root = places::root().join("deploy/linux");
    let mut entry = Command::new("desktop-file-validate");
    entry.arg(root.join("org.doorstep.doorstep.desktop"));
    say::run("Checking the desktop's entry", &mut entry)?;
    let file = folder.join("org.doorstep.doorstep.metainfo.xml");
    let whole = fs::read_to_string(root.join("org.doorstep.doorstep.metainfo.xml"))?;
    for text in [placed(&whole, Some("https://example.org/doorstep")), text()?] {
        fs::write(&file, text)?;
        let mut validate = Command::new("appstreamcli");
        say::run(
            "Checking what software centres show",
            validate.args(["validate", "--no-net", "--explain"]).arg(&file),
        )?;
    }
    Ok(fs::remove_file(&file)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_shown_where_the_source_is_public_and_they_are_ours() {
        let root = places::root();
        let whole =
            fs::read_to_string(root.join("deploy/linux/org.doorstep.doorstep.metainfo.xml")).expect("the description");
        let (with, without) = (placed(&whole, Some("https://example.org/d/")), placed(&whole, None));
        let pictures: Vec<_> = with.split("https://example.org/d/raw/main/").skip(1).collect();
        assert!(pictures.len() > 2, "{with}");
        for picture in pictures {
            let file = picture.split('<').next().unwrap_or_default();
            assert!(root.join(file).is_file(), "{file}");
        }
        assert!(
            !without.contains("REPOSITORY") && !without.contains("screenshot"),
            "{without}"
        );
        assert!(without.ends_with("</component>\n"));
    }

    #[test]
    fn the_version_is_the_one_that_is_built() {
        let text = fs::read_to_string(places::root().join("deploy/linux/org.doorstep.doorstep.metainfo.xml"));
        let release = format!("<release version=\"{}\"", env!("CARGO_PKG_VERSION"));
        assert!(text.expect("the description").contains(&release), "{release}");
    }

    #[test]
    fn the_manual_page_names_every_word_that_a_person_may_say() {
        let page = fs::read_to_string(places::root().join("deploy/linux/doorstep.1")).expect("the page");
        let words = fs::read_to_string(places::root().join("src-tauri/src/arguments.rs")).expect("the words");
        let arms = words.lines().filter_map(|line| line.trim().strip_prefix("\"--"));
        let arms: Vec<_> = arms
            .filter(|line| line.contains("=>") && !line.contains("if "))
            .filter_map(|line| line.split('"').next())
            .collect();
        assert!(arms.contains(&"hidden") && arms.contains(&"open"), "{arms:?}");
        for word in arms {
            let written = format!("\\-\\-{}", word.replace('-', "\\-"));
            assert!(page.contains(&written), "{written}");
        }
    }
}
