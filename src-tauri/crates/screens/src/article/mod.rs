//! Articles.

pub mod view;

use catalogue::{Article, Kind};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

pub use view::ArticleView;

use crate::{Moment, NotFound, cards, terms, words};

/// An article by id.
///
/// # Errors
/// When there is none of that id.
pub fn answer(m: &Moment, id: &str) -> Result<ArticleView, NotFound> {
    let article: &Article = m.library.get(id).ok_or(NotFound("article"))?;
    Ok(ArticleView {
        id: article.id.to_string(),
        title: article.title.clone(),
        summary: article.summary.clone(),
        html: to_html(&article.body),
        terms: terms::mentioned(m, &[&article.summary, &article.body]),
        area: cards::area_name(m.library, &article.area),
        audience_title: words::audience(article.audience).to_owned(),
        resources: cards::resources(m, &article.resources),
        themes: cards::links(m.library, Kind::Theme, &article.themes),
        provenance: cards::taken_from(m, &article.source),
        sources: cards::sources(m, &article.sources),
        withdrawn: cards::withdrawn(m.library, Kind::Article, &article.standing),
        report: cards::report(m, Kind::Article, &article.id),
        bookmarked: m.is_bookmarked(Kind::Article, &article.id),
    })
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
