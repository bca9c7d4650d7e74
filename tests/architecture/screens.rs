//! What the screens may not do.

use std::path::{Path, PathBuf};

use crate::{files, read};

/// The text without comments. Enough of a reader for our own sources: a string that holds `//` after a colon stays.
fn code(path: &Path) -> String {
    let mut text = read(path);
    for (open, close) in [("<!--", "-->"), ("/*", "*/")] {
        while let Some(from) = text.find(open) {
            let to = text[from..]
                .find(close)
                .map_or(text.len(), |at| from + at + close.len());
            text.replace_range(from..to, "");
        }
    }
    let code = |line: &str| {
        let comment = line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':'));
        comment.map_or(line.to_owned(), |(at, _)| line[..at].to_owned())
    };
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

/// The files of the screens that contain one of `words`, and where.
fn places(endings: &[&str], words: &[&str]) -> Vec<(PathBuf, String)> {
    let mut places = Vec::new();
    // What only tests do is in no window.
    for path in files("ui/src", endings)
        .into_iter()
        .filter(|path| !path.to_string_lossy().ends_with(".test.ts"))
    {
        for (number, line) in code(&path).lines().enumerate() {
            let line = line.replace("http://www.w3.org/2000/svg", "");
            let found = words.iter().filter(|word| line.contains(**word));
            places.extend(found.map(|word| (path.clone(), format!("{}:{}: {word}", path.display(), number + 1))));
        }
    }
    places
}

/// Fails unless `words` are in that file and in no other.
fn only_in(file: &str, endings: &[&str], words: &[&str], why: &str) {
    let (there, elsewhere): (Vec<_>, Vec<_>) = places(endings, words)
        .into_iter()
        .partition(|(path, _)| path == Path::new(file));
    let elsewhere: Vec<String> = elsewhere.into_iter().map(|(_, place)| place).collect();
    assert!(elsewhere.is_empty(), "{why}:\n{}", elsewhere.join("\n"));
    assert!(
        !there.is_empty(),
        "{file} does not: this test looks for something that is not there"
    );
}

#[test]
fn only_one_file_talks_to_rust() {
    let words = ["@tauri-apps/", "__TAURI"];
    only_in(
        "ui/src/lib/asking.ts",
        &["ts", "svelte"],
        &words,
        "only asking.ts talks to Rust",
    );
}

#[test]
fn only_an_article_is_put_into_the_page_as_html() {
    const ARTICLE: &str = "ui/src/screens/article/Article.svelte";
    only_in(
        ARTICLE,
        &["svelte"],
        &["{@html"],
        "Rust has made an article's HTML safe, and nothing else",
    );
}

#[test]
fn the_screens_ask_nobody_else() {
    const WAYS_OUT: [&str; 11] = [
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "sendBeacon",
        "window.open",
        "http://",
        "https://",
        "innerHTML",
        "insertAdjacentHTML",
        "eval(",
    ];
    let places: Vec<String> = places(&["ts", "svelte", "scss", "css", "html"], &WAYS_OUT)
        .into_iter()
        .map(|(_, place)| place)
        .collect();
    assert!(
        places.is_empty(),
        "the screens name a record, and Rust looks its address up:\n{}",
        places.join("\n")
    );
}
