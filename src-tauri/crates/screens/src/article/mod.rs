//! Articles.

use catalogue::Article;
use chrono::{DateTime, Utc};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::card::RecordKind;
use crate::context::collection;
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::glossary;
use crate::views::ArticleView;
use crate::words;

impl Doorstep {
    /// An article by id.
    pub fn article(&self, id: &str, now: DateTime<Utc>) -> Result<ArticleView, ApiError> {
        self.ask(now, |c| {
            let article: Article =
                c.db.get(collection::ARTICLES, id)?
                    .ok_or(Failure::NotFound("article"))?;
            Ok(ArticleView {
                terms: glossary::mentioned(c, &[&article.summary, &article.body])?,
                html: to_html(&article.body),
                area: c.area(&article.area),
                audience_title: words::audience(article.audience).to_owned(),
                resources: c.resources(&article.resources)?,
                themes: c.links(RecordKind::Theme, &article.themes)?,
                provenance: c.taken_from(&article.source),
                withdrawn: c.withdrawn(RecordKind::Article, article.status, article.withdrawal.as_ref())?,
                bookmarked: c.is_bookmarked(RecordKind::Article, &article.id),
                title: article.title,
                summary: article.summary,
                id: article.id,
            })
        })
    }
}

/// Markdown to HTML: headings, lists, tables, emphasis. Raw HTML, images and links are left out: their text stays.
fn to_html(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) => None,
        Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock) => None,
        Event::End(TagEnd::Link | TagEnd::Image | TagEnd::HtmlBlock) => None,
        // The screen has the page's one h1.
        Event::Start(Tag::Heading {
            level: HeadingLevel::H1,
            id,
            classes,
            attrs,
        }) => Some(Event::Start(Tag::Heading {
            level: HeadingLevel::H2,
            id,
            classes,
            attrs,
        })),
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => Some(Event::End(TagEnd::Heading(HeadingLevel::H2))),
        other => Some(other),
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn nothing_foreign_gets_through() {
        for (markdown, html) in [
            ("# One\n\ntwo *three*", "<h2>One</h2>\n<p>two <em>three</em></p>\n"),
            ("<script>alert(1)</script>\n\nafter", "<p>after</p>\n"),
            ("a <b onclick=x>bold</b> word", "<p>a bold word</p>\n"),
            ("[here](javascript:alert) ![pic](https://x)", "<p>here pic</p>\n"),
        ] {
            assert_eq!(to_html(markdown), html, "{markdown}");
        }
    }
}
