//! Posters. What is for professionals only must not be anywhere on a page for parents and carers, hidden or not.

use serde_json::{Value, json};

use crate::edition::{edition, records, text};
use kit::window::{App, Device};

/// Everything in the main part, attributes and hidden text too.
fn markup(app: &App) -> String {
    app.text_of("return document.querySelector('main').innerHTML.replaceAll('&amp;', '&')")
}

#[test]
fn the_page_for_parents_holds_nothing_for_professionals_only() {
    let edition = edition();
    let (mut secret, mut titles): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for contact in records(&edition, "contacts").filter(|contact| contact["used_by"] == "professionals") {
        titles.push(text(contact, "title"));
        // A line that answers the public as well is not secret; the professionals' card about it is.
        let numbers = contact["numbers"].as_array().into_iter().flatten();
        let own = numbers.filter(|number| number["public_as"].is_null());
        secret.extend(own.map(|number| text(number, "number")));
        let emails = contact["emails"].as_array().into_iter().flatten();
        secret.extend(emails.filter_map(|email| email.as_str().map(str::to_owned)));
    }
    assert!(
        secret.iter().any(|number| number == "01329 225379"),
        "the professionals' line: {secret:?}"
    );
    // A title may be one thing for professionals and another for parents: only what is never public counts.
    let titled = |resource: &&Value| text(resource, "title");
    let (professional, public): (Vec<&Value>, Vec<&Value>) =
        records(&edition, "resources").partition(|resource| resource["audience"] == "professionals");
    let public: Vec<String> = public.iter().map(titled).collect();
    let hidden: Vec<String> = professional
        .iter()
        .map(titled)
        .filter(|title| !public.iter().any(|open| open.contains(title.as_str())))
        .collect();
    assert!(hidden.len() > 50, "resources for professionals: {}", hidden.len());

    let app = Device::new().start();
    for theme in records(&edition, "themes") {
        let id = text(theme, "id");
        app.go(&format!("#/themes/{id}/print-public"));
        app.until_with(
            "the poster",
            "return location.hash === arguments[0] && !!document.querySelector('main article h2')
                && doorstep.words(document.querySelector('main article h2')) === arguments[1]",
            &[
                format!("#/themes/{id}/print-public").into(),
                text(theme, "title").into(),
            ],
        );
        let page = markup(&app);
        for number in &secret {
            assert!(
                !page.contains(number.as_str()),
                "{id}: {number} is for professionals only"
            );
        }
        let entries: Vec<String> = serde_json::from_value(app.ask(
            "return [...document.querySelectorAll('main article li')].map((li) => doorstep.words(li))",
            &[],
        ))
        .expect("entries");
        let headings = app.names("heading");
        for title in &titles {
            assert!(!headings.contains(title), "{id}: {title} is for professionals only");
        }
        for title in &hidden {
            assert!(!entries.contains(title), "{id}: {title} is for professionals only");
        }
    }
    app.close();
}

#[test]
fn the_page_for_people_at_work_is_whole() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/themes/domestic-abuse");
    app.press("link", "Print this pack");
    app.arrive("Print this pack");
    app.see("If you do one thing:");
    app.see("Practitioner guides");
    app.see("In immediate danger? Call 999");
    app.find("button", "Print");
    app.close();
}

#[test]
fn a_pathway_on_paper_is_words_and_numbers() {
    let app = Device::new().start_in("Hampshire");
    app.ask("document.documentElement.dataset.theme = 'dark'", &[]);
    app.go("#/pathways/hampshire-domestic-abuse/all");
    app.find("heading", "10. What happens next");
    // As a printer lays it out: its rules hold, and what is folded is opened.
    app.ask(
        "const hold = (rules) => { for (const rule of rules) {
            if (rule instanceof CSSMediaRule && rule.media.mediaText === 'print') rule.media.mediaText = 'all';
            if (rule.cssRules) hold(rule.cssRules);
        } };
        for (const sheet of document.styleSheets) hold(sheet.cssRules);
        window.dispatchEvent(new Event('beforeprint'));",
        &[],
    );
    app.see("Are you trained to use the SafeLives DASH checklist?");
    app.until(
        "what is folded to be open",
        "return [...document.querySelectorAll('main .call')]
            .some((e) => doorstep.there(e) && doorstep.words(e) === 'Call 01329 225379')",
    );
    app.see("The steps are those of the council's pages on domestic abuse");
    let seen = |what: &str| -> Vec<String> {
        let script = format!(
            "return [...document.querySelectorAll('main button, main nav a, main .govuk-button')]
                .filter((e) => doorstep.there(e) && {what}).map((e) => doorstep.words(e))"
        );
        serde_json::from_value(app.ask(&script, &[])).expect("words")
    };
    assert_eq!(seen("!e.matches('.call')"), [""; 0], "what can only be pressed");
    let numbers = seen("getComputedStyle(e).borderTopWidth === '0px'");
    assert!(
        numbers.iter().any(|number| number == "Call 01329 225379"),
        "{numbers:?}"
    );
    assert_eq!(seen("true"), numbers, "numbers are words");
    // From the dark, too: on white, which a printer may be all that it draws of a ground.
    let paper = app.measure(
        "const white = [255, 255, 255, 1];
        const texts = ruler.texts(document.querySelector('main')).map(({ node, parent }) =>
            [contrast.ratio(contrast.colour(getComputedStyle(parent).color), white), doorstep.clean(node.data)]);
        return { ground: contrast.ground(document.querySelector('main')), count: texts.length,
            pale: texts.filter(([ratio]) => ratio < 4.5) }",
        &[],
    );
    assert_eq!(paper["ground"], json!([255, 255, 255, 1]), "{paper}");
    assert!(paper["count"].as_u64() > Some(50), "{paper}");
    assert_eq!(paper["pale"], json!([]));
    app.picture("way-paper");
    app.close();
}
