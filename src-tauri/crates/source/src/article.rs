//! Articles: TOML between two lines of `+++`, then Markdown.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::located::Located;

const FENCE: &str = "+++";

/// The front matter, with the rest of the file as its `body`.
pub(crate) fn parse(dir: &Path, file: &str, text: Arc<str>) -> Result<Located, Vec<Diagnostic>> {
    let fault = |what: &str, fix: &str| {
        let line = 0..text.lines().next().map_or(0, str::len);
        vec![Diagnostic::at(dir.join(file), &text, line, what, fix)]
    };
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == FENCE) else {
        return Err(fault(
            "an article starts with a line of +++",
            "write +++, then id, title, summary, area, audience and source, then +++ again, then the text",
        ));
    };
    let start = first.len();
    let mut end = start;
    let Some(fence) = lines.find(|line| {
        let found = line.trim_end() == FENCE;
        end += if found { 0 } else { line.len() };
        found
    }) else {
        return Err(fault(
            "this line of +++ has no second one",
            "write a line of +++ between the front matter and the text",
        ));
    };
    let rest = end + fence.len();
    let mut located = Located::parse_part(dir, file, Arc::clone(&text), start..end)?;
    if located.get("body").is_some() {
        let span = located.key_span("body");
        return Err(vec![Diagnostic::at(
            dir.join(file),
            &text,
            span,
            "`body` does not belong in the front matter",
            "write the text after the second +++",
        )]);
    }
    let body = text[rest..].trim();
    let at = rest + text[rest..].find(body).unwrap_or_default();
    located.insert("body", body.replace("\r\n", "\n"), at..at + body.len());
    Ok(located)
}
