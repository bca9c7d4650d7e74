//! Markdown.

use super::*;

#[test]
fn no_markdown_is_accepted_that_is_not_shown() {
    each_refused! {
        |c| c.articles[0].body = "A\n\n<div>\nx\n</div>\n".into() => "articles/principles#body: \"<div>\" is raw HTML";
        |c| c.articles[0].body = "A <br> B".into() => "articles/principles#body: \"<br>\" is raw HTML";
        |c| c.articles[0].body = "<!-- to do -->\n".into() => "articles/principles#body: \"<!-- to do -->\" is raw HTML";
        |c| c.articles[0].body = "[Report it](https://a.uk)".into() => "articles/principles#body: \"[Report it](https://a.uk)\" is a link";
        |c| c.articles[0].body = "See <https://a.uk>.".into() => "articles/principles#body: \"<https://a.uk>\" is a link";
        |c| c.articles[0].body = "See [x].\n\n[y]: https://a.uk".into() => "articles/principles#body: \"[y]: https://a.uk\" is a link";
        |c| c.articles[0].body = "![A map](https://a.uk/m.png)".into() => "articles/principles#body: \"![A map](https://a.uk/m.png)\" is a picture";
        |c| c.articles[0].body = "Call ~~0300 555 9999~~ now".into() => "articles/principles#body: \"~~0300 555 9999~~\" is struck out";
        |c| c.articles[0].body = "- [x] done".into() => "articles/principles#body: \"[x]\" is a box to tick";
        |c| c.articles[0].body = "One.\n\n    Two.".into() => "articles/principles#body: \"Two.\" is shown as computer code";
        |c| c.articles[0].body = "# One\n\nText".into() => "articles/principles#body: \"# One\" is a heading at the level of the title";
        |c| c.articles[0].body = "## One\n\n#### Two\n".into() => "articles/principles#body: \"#### Two\" is a heading that leaves out a level";
        |c| c.articles[0].body = "## One {#here}\n".into() => "articles/principles#body: \"## One {#here}\" is a heading with signs";
        |c| c.articles[0].body = "##\n\nText\n".into() => "articles/principles#body: \"##\" is a heading without words";
        // Anywhere else there is none.
        |c| c.themes[0].summary = "It is **not** so".into() => "themes/abuse#summary: \"**not**\" is marked";
        |c| c.contacts[0].limits.push("From ~~nine~~ ten".into()) => "contacts/public#limits/0: \"~~nine~~\" is marked";
        |c| c.pathways[0].steps[0].text = "See [the form](https://a.uk).".into() => "pathways/worried#steps/0/text: \"[the form](https://a.uk)\" is a link";
        |c| c.pathways[0].steps[0].text = "Say:\n\n- who\n- where".into() => "pathways/worried#steps/0/text: \"- who\" is a list";
        |c| c.terms[0].meaning = "## A heading\n".into() => "terms/mash#meaning: \"## A heading\" is a heading";
        |c| c.terms[0].meaning = "Hub &amp; team".into() => "terms/mash#meaning: \"&amp;\" is a sign as HTML";
        |c| c.terms[0].meaning = "A<br>hub of".into() => "terms/mash#meaning: \"<br>\" is HTML";
    }
    let notes = faults(|c| c.articles[0].body = "One[^1].\n\n[^1]: Two.\n".into());
    assert_eq!(notes.len(), 2, "{notes:#?}");
    assert!(notes.iter().all(|f| f.contains("is a footnote")), "{notes:#?}");
    let shown = |c: &mut Catalogue| {
        c.articles[0].body = "## One *two*\n\n### Three\n\n- a\n- **b**\n\n1. c\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n> d\n\n## Four\n\nMind [your] words at 2 ~ 3, C&A.".into();
        c.terms[0].meaning =
            "A mash & a #hashtag: 3 * 4, under_score, 2 < 3, [sic], 1 ~ 2.\n\nDone <https://a.uk>.".into();
        c.themes[0].title = "1. One".into();
    };
    assert_eq!(faults(shown), Vec::<String>::new());
}
