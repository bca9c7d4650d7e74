//! Articles are Markdown without raw HTML, and their links are as strict as everybody's.

use pulldown_cmark::{Event, Parser, Tag};

use super::form::is_https;
use super::{At, Check};

pub(super) fn check(check: &mut Check<'_>) {
    for (index, article) in check.catalogue.articles.iter().enumerate() {
        let at = At {
            collection: "articles",
            index,
            id: &article.id,
        };
        for (event, range) in Parser::new(&article.body).into_offset_iter() {
            match event {
                Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                    let quote = article.body[range].lines().next().unwrap_or_default().trim();
                    let what = format!("\"{quote}\" is raw HTML");
                    let mend = "write it in Markdown, or put a \\ before the <";
                    check.refuse(at, "body", what, mend).quote = Some(quote.to_owned());
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if !may_lead_to(&dest_url) => {
                    let what = format!("the link leads to \"{dest_url}\", which is not an https address");
                    let mend = "let it lead to an https address, or name the resource in `resources` instead";
                    check.refuse(at, "body", what, mend).quote = Some(dest_url.to_string());
                }
                _ => {}
            }
        }
    }
}

fn may_lead_to(address: &str) -> bool {
    match address.split_once(':') {
        Some(("tel" | "mailto", _)) => true,
        Some((scheme, _)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => is_https(address),
        // Inside the app: a path or a fragment.
        _ => true,
    }
}
