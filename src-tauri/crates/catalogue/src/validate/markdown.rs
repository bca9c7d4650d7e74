//! Markdown: in articles only, and of it only what the app shows. What a screen would drop, or show as signs, is
//! refused: the editor would believe that it is there.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::{At, Check};

const RAW_HTML: &str = "write it in Markdown, or put a \\ before the <";
const LINK: &str = "write only its words, and name the page in `resources`: it is shown below the text";

pub(super) fn check(check: &mut Check<'_>) {
    check.each_record(|check, at, record| {
        super::walk(record, &mut |path, value| {
            let Value::String(text) = value else { return };
            let found = match (at.collection, path) {
                ("articles", "body") => article(text),
                // An id, a number, a day or an address is one word.
                _ if text.contains(char::is_whitespace) => plain(text),
                _ => return,
            };
            for Found { range, what, fix } in found {
                let quote = text[range].lines().next().unwrap_or_default().trim();
                refuse(check, at, path, quote, &what, fix);
            }
        });
    });
}

fn refuse(check: &mut Check<'_>, at: At<'_>, path: &str, quote: &str, what: &str, fix: &str) {
    check.refuse(at, path, format!("\"{quote}\" {what}"), fix).quote = Some(quote.to_owned());
}

struct Found {
    range: Range<usize>,
    /// What it is, behind the words quoted.
    what: String,
    fix: &'static str,
}

fn parser(text: &str) -> Parser<'_> {
    let all = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    Parser::new_ext(text, all)
}

fn article(body: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut level = HeadingLevel::H1;
    // Nothing of a reference's address is shown, and no event reports it.
    let unseen = parser(body);
    for (_, definition) in unseen.reference_definitions().iter() {
        found.push(Found {
            range: definition.span.clone(),
            what: "is a link, and an article shows none".into(),
            fix: LINK,
        });
    }
    let mut heading: Option<(Range<usize>, bool)> = None;
    for (event, range) in parser(body).into_offset_iter() {
        let mut refuse = |what: &str, fix: &'static str| {
            found.push(Found {
                range: range.clone(),
                what: what.to_owned(),
                fix,
            });
        };
        if let (Some((_, empty)), Event::Text(_) | Event::Code(_)) = (&mut heading, &event) {
            *empty = false;
        }
        match event {
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => refuse("is raw HTML", RAW_HTML),
            Event::Start(Tag::Link { .. }) => refuse("is a link, and an article shows none", LINK),
            Event::Start(Tag::Image { .. }) => refuse("is a picture, and an article shows none", LINK),
            Event::Start(Tag::Strikethrough) => {
                refuse("is struck out, and would be shown as if it were not", "remove it");
            }
            Event::Start(Tag::FootnoteDefinition(_)) | Event::FootnoteReference(_) => {
                refuse("is a footnote, and an article shows none", "write it into the text");
            }
            Event::TaskListMarker(_) => refuse("is a box to tick, and an article shows none", "write a plain list"),
            Event::Start(Tag::CodeBlock(_)) => refuse(
                "is shown as computer code",
                "begin the line at the left edge, without four spaces before it",
            ),
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => refuse("is a heading at the level of the title", "begin it with ##"),
            Event::Start(Tag::Heading {
                level: here,
                id,
                classes,
                ..
            }) => {
                if here as usize > level as usize + 1 {
                    refuse("is a heading that leaves out a level", "begin it with one # fewer");
                }
                if id.is_some() || !classes.is_empty() {
                    refuse(
                        "is a heading with signs that are not shown",
                        "remove the { } at its end",
                    );
                }
                level = here;
                heading = Some((range, true));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((range, true)) = heading.take() {
                    found.push(Found {
                        range,
                        what: "is a heading without words".into(),
                        fix: "write it, or remove it",
                    });
                }
            }
            _ => {}
        }
    }
    found
}

/// A text outside an article is shown sign by sign, in paragraphs.
fn plain(text: &str) -> Vec<Found> {
    const AS_IT_IS: &str = "write it without: outside an article's text each sign is shown as it is";
    // Most texts have none of the signs.
    if !text.contains(['*', '_', '~', '[', '&', '<', '#', '>', '`', '+'])
        && !text.contains("\n- ")
        && !text.starts_with("- ")
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (event, range) in parser(text).into_offset_iter() {
        let what = match event {
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => "is marked as Markdown",
            Event::Start(Tag::Link { link_type, .. }) if !matches!(link_type, LinkType::Autolink | LinkType::Email) => {
                "is a link as Markdown writes it"
            }
            Event::Start(Tag::Image { .. }) => "is a picture as Markdown writes it",
            Event::Start(Tag::Heading { .. }) => "is a heading as Markdown writes it",
            Event::Start(Tag::List(None)) => "is a list as Markdown writes it",
            Event::Start(Tag::BlockQuote(_)) => "is a quotation as Markdown writes it",
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => "is HTML",
            Event::Text(shown) if text[range.clone()].starts_with('&') && *shown != text[range.clone()] => {
                "is a sign as HTML writes it"
            }
            _ => continue,
        };
        found.push(Found {
            range,
            what: what.into(),
            fix: AS_IT_IS,
        });
    }
    found
}
