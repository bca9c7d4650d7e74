//! Signs that nobody sees.

use super::*;

#[test]
fn nothing_invisible_stands_in_a_text() {
    each_refused! {
        |c| c.themes[0].title = "Safe\u{ad}guarding".into() => "themes/abuse#title: there is an invisible character (U+00AD) in \"Safeguarding\"";
        |c| c.articles[0].body = "The zero\u{200b}width one".into() => "articles/principles#body: there is an invisible character (U+200B) in \"zerowidth\"";
        |c| c.contacts[0].limits.push("a \u{feff}mark".into()) => "contacts/public#limits/0: there is an invisible character (U+FEFF) in \"mark\"";
        |c| c.terms[0].also = vec!["h\u{202e}ub".into()] => "terms/mash#also/0: there is an invisible character (U+202E) in \"hub\"";
        |c| c.pathways[0].steps[0].title = "bell\u{7}".into() => "pathways/worried#steps/0/title: there is an invisible character (U+0007) in \"bell\"";
    }
    assert_eq!(
        faults(|c| c.themes[0].summary = "Café\u{a0}– naïve\n\tand\u{2009}so".into()),
        Vec::<String>::new()
    );
}
