//! Columns of text, made of the parts of records.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Adds parts to a column, with a stop between them so that a snippet reads well.
pub(crate) fn add(column: &mut String, parts: impl IntoIterator<Item = impl AsRef<str>>) {
    for part in parts {
        let part = part.as_ref().trim();
        if part.is_empty() {
            continue;
        }
        if !column.is_empty() {
            column.push_str(" · ");
        }
        column.push_str(part);
    }
}

/// Line ends and other control characters become spaces: a snippet is one line.
pub(crate) fn printable(text: &mut String) {
    if text.contains(char::is_control) {
        *text = text.replace(char::is_control, " ");
    }
}

/// Markdown's headings, and all of its text.
pub(crate) fn plain(markdown: &str) -> (Vec<String>, String) {
    let (mut headings, mut text, mut heading) = (Vec::new(), String::new(), None::<String>);
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                headings.extend(heading.take());
                text.push_str(". ");
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => text.push(' '),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Text(run) | Event::Code(run) => {
                text.push_str(&run);
                if let Some(heading) = &mut heading {
                    heading.push_str(&run);
                }
            }
            _ => {}
        }
    }
    (headings, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_text() {
        let (headings, text) =
            plain("# First *things*\n\nCall [the team](https://x.example) **now**\nor soon.\n\n- one\n- two");
        assert_eq!(headings, ["First things"]);
        assert_eq!(text.trim(), "First things. Call the team now or soon. one two");
    }
}
