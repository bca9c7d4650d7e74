//! Numbers as they are used, found in every spelling, and reported when they are wrong.

use chrono::Utc;
use serde_json::json;

use crate::journeys::publisher::Publisher;
use kit::window::{App, DESKTOP, Device, Key, NARROW, PHONE};

const CONTACT: &str = "#/contacts/hampshire-childrens-services";
const TITLE: &str = "Hampshire Children's Services";

/// Types a filter into an empty field. What was typed is answered by Rust, letter by letter: only a list that was whole
/// first and then narrow is known to be the answer.
fn narrow_contacts(app: &App, typed: &str, gone: &str) {
    let until = |what: &str, there: &[&str], gone: &[&str]| {
        app.until_with(
            what,
            "const page = doorstep.words(document.querySelector('main'));
             return arguments[0].every((it) => page.includes(it)) && !arguments[1].some((it) => page.includes(it))",
            &[json!(there), json!(gone)],
        );
    };
    app.press("textbox", "Filter the contacts");
    app.ask("document.activeElement.select(); return true", &[]);
    app.key(Key::Delete);
    until("every contact", &[TITLE, gone], &[]);
    app.type_in(typed);
    until(&format!("the contacts for {typed}"), &[TITLE], &[gone]);
}

#[test]
fn a_number_is_found_in_every_spelling() {
    let app = Device::new().start_in("Hampshire");
    app.resize(PHONE);
    for typed in [
        "+44 300 555 1384",
        "+443005551384",
        "0044 (0)300-555-1384",
        "(0300) 555.1384",
        "555 1384",
    ] {
        app.go("#/search");
        app.arrive("Search");
        app.fill("Search", typed);
        app.until_with(
            "the contact, first of all",
            "return doorstep.words(document.querySelector('#search-results [data-row]') ?? document.body).startsWith(arguments[0])",
            &[json!(TITLE)],
        );
        app.go("#/contacts");
        app.arrive("Contacts");
        narrow_contacts(&app, typed, "01962 876364");
    }
    app.picture("numbers-filter-phone");
    // Words are folded as in search.
    narrow_contacts(&app, "childrens services", "Childline");
    app.close();
}

/// Eighteen numbers took nearly fourteen screens of a phone, 373 to 797 pixels each.
#[test]
fn a_number_takes_little_of_the_screen() {
    let app = Device::new().start_in("Hampshire");
    app.go("#/contacts");
    app.arrive("Contacts");
    app.find("heading", TITLE);
    for size in [PHONE, NARROW, DESKTOP] {
        app.resize(size);
        let heights = app.ask(
            "return [...document.querySelectorAll('main article')]
               .map((card) => Math.round(card.getBoundingClientRect().height))
               .filter((height) => height > 0).sort((a, b) => a - b)",
            &[],
        );
        let heights: Vec<u64> = serde_json::from_value(heights).expect("heights");
        let median = heights[heights.len() / 2];
        println!("{}: {} cards, median {median}: {heights:?}", size.name, heights.len());
        assert!(heights.len() > 20, "{heights:?}");
        assert!(
            median <= if size.name == NARROW.name { 240 } else { 200 },
            "{}: {median}",
            size.name
        );
        for theme in ["light", "dark"] {
            app.ask("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
            app.find("heading", "Emergency");
            app.ask("document.querySelector('.page, main')?.scrollTo?.(0, 0)", &[]);
            app.picture(&format!("contacts-{}-{theme}", size.name));
            app.ask("document.querySelectorAll('main article')[4].scrollIntoView()", &[]);
            app.picture(&format!("contacts-local-{}-{theme}", size.name));
        }
        assert_eq!(app.violations(), Vec::<String>::new());
    }
    app.resize(PHONE);
    app.press("button", &format!("More about {TITLE}"));
    app.see("Report a mistake");
    app.find("button", &format!("Save: {TITLE}"));
    app.picture("contacts-more-phone");
    app.press("link", TITLE);
    app.arrive(TITLE);
    app.picture("contact-phone");
    app.close();
}

#[test]
fn each_number_is_used_in_its_own_way() {
    let publisher = Publisher::new();
    publisher.release();
    publisher.replace(
        "contacts.toml",
        "numbers = [{ number = \"0300 555 1384\" }]\nhours = { weekly = [\n  \
         { days = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\"], from = \"08:30\", to = \"17:00\" },\n",
        "numbers = [\n  { number = \"0300 555 1384\", extension = \"2134\" },\n  \
         { number = \"85258\", way = \"text\", send = \"SHOUT\" },\n  \
         { number = \"18001 101\", way = \"text-relay\" },\n]\nlink = { url = \"https://999bsl.co.uk/\" }\nhours = { weekly = [\n  \
         { days = [\"monday\"], from = \"08:30\", to = \"24:00\" },\n",
    );
    publisher.release();
    let site = publisher.serve();
    let now = Utc::now().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let device = Device::on(now.leak()).refreshing_by(site.policy(&publisher));
    let app = device.start_in("Hampshire");
    app.resize(PHONE);
    app.go(CONTACT);
    app.see("Text SHOUT to");
    app.find("heading", TITLE);
    let card = app.page();
    for words in [
        "then ask for extension 2134",
        "Textphone or the Relay UK app: 18001 101",
        "8:30am to midnight",
        "https://999bsl.co.uk/",
    ] {
        assert!(card.contains(words), "{words}: {card}");
    }
    app.press("button", "Show large");
    app.see("8 5 2 5 8");
    app.press("button", "Call 0300 555 1384");
    app.see("Doorstep asked this device to call 0300 555 1384.");
    app.press("button", "Text SHOUT to 85258");
    app.see("Doorstep asked this device to text 85258. If nothing happens, use a phone: Text SHOUT to 85258.");
    app.press("button", "Textphone or the Relay UK app: 18001 101");
    app.see("call it from a textphone or the Relay UK app.");
    app.press("button", "Open on 999bsl.co.uk");
    app.until_opened(&[
        // What a desktop makes of an extension is not known: the screen says what to ask for.
        "tel:03005551384",
        "sms:85258?body=SHOUT",
        "tel:18001101",
        "https://999bsl.co.uk/",
    ]);
    app.press("button", "Show small");
    app.resize(NARROW);
    let lines = app.ask(
        "return [...document.querySelectorAll('.call .digits')].map((it) => it.getClientRects().length)",
        &[],
    );
    assert_eq!(lines, json!([1, 1, 1]), "no number breaks");
    app.picture("numbers-card-small");
    for theme in ["light", "dark"] {
        app.ask("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]);
        for size in [PHONE, DESKTOP] {
            app.resize(size);
            app.picture(&format!("numbers-card-{}-{theme}", size.name));
            assert_eq!(app.violations(), Vec::<String>::new());
        }
    }

    // A row of search says the same.
    app.go("#/search");
    app.arrive("Search");
    app.fill("Search", "85258");
    app.until_with(
        "the contact",
        "return [...document.querySelectorAll('#search-results [data-row]')].some((row) => doorstep.words(row).startsWith(arguments[0]))",
        &[json!(TITLE)],
    );
    app.picture("numbers-search-desktop-dark");
    site.close();
    app.close();
}

#[test]
fn a_mistake_is_reported_in_an_email_that_names_the_record_and_nothing_else() {
    let app = Device::new().start_in("Hampshire");
    app.resize(PHONE);
    app.go(CONTACT);
    app.press("button", &format!("Report a mistake in {TITLE}"));
    app.see("Doorstep asked this device to start an email to hscp@hants.gov.uk.");
    app.see("Item: contact/hampshire-childrens-services");
    let sent = app.opened();
    assert_eq!(sent.len(), 1, "{sent:?}");
    let (to, letter) = sent[0].split_once("?subject=").expect("a subject");
    assert_eq!(to, "mailto:hscp@hants.gov.uk");
    let (subject, body) = letter.split_once("&body=").expect("a text");
    assert!(subject.starts_with("Mistake%20in%20"), "{subject}");
    assert!(
        body.ends_with(
            "Item%3A%20contact%2Fhampshire-childrens-services%0D%0AVersion%201%2C%20published%2022%20November%202026"
        ),
        "{body}"
    );
    for size in [PHONE, DESKTOP] {
        app.resize(size);
        app.picture(&format!("numbers-report-{}", size.name));
        assert_eq!(app.violations(), Vec::<String>::new());
    }
    app.press("button", "Copy the text");
    app.see("Copied the text.");
    for (page, title) in [
        ("#/pathways/hampshire-domestic-abuse", "Domestic abuse: Hampshire"),
        ("#/resources/domestic-abuse-toolkit", "Domestic Abuse Toolkit"),
        ("#/themes/neglect", "Neglect"),
        ("#/terms/marac", "MARAC"),
        ("#/articles/practice-principles", ""),
        ("#/weeks/domestic-abuse-2024-hampshire", ""),
    ] {
        app.go(page);
        if page.starts_with("#/pathways/") {
            app.press("button", "Where this comes from");
        }
        app.until_with(
            "the report of the page",
            "return doorstep.all('button').map(doorstep.name).some((name) => name.startsWith('Report a mistake in ' + arguments[0]))",
            &[json!(title)],
        );
    }
    app.close();
}
