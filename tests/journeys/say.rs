//! What to say when somebody answers: read, read out, printed, and the reminder to check what was promised. It is in an
//! edition made for this test, since the real one's words are for its editors to change.

use std::fs;

use catalogue::{BankHoliday, BankHolidays, Due, Within, due};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};

use crate::edition::edition;
use crate::journeys::publisher::Publisher;
use crate::journeys::refresh::spelled;
use kit::window::{App, DESKTOP, Device, PHONE, Size};

const OFFICE: &str = "a-made-up-office";
const TITLE: &str = "A made-up office";
const STEP: &str = "#/pathways/a-made-up-pathway/tell";
/// As wide as A4 paper.
const PAPER: Size = Size {
    name: "paper",
    width: 794,
    height: 900,
};

/// Adds an office that has something to say, and a pathway with a step that says some of it too.
fn write(publisher: &Publisher) {
    let contact = |id: &str, title: &str, used_by: &str, number: &str| {
        format!(
            r#"
[[contacts]]
id = "{id}"
title = "{title}"
purpose = "Made up, to show what is said."
group = "childrens-services"
order = 90
area = "hampshire"
used_by = "{used_by}"
numbers = [{{ number = "{number}" }}]
source = "page-hants-reportingabuse"
"#
        )
    };
    let office = contact(OFFICE, TITLE, "everyone", "0300 555 1998")
        + r#"ready = ["The child's name, age and address", "What you saw and heard, in the words used"]
ask = ["Is this logged as a referral?", "Shall I stay with the child?", "What may I tell the family?"]
record = ["Who you spoke to, and when", "What was decided, and why"]
next = { text = "A social worker tells you what they have decided.", within = { working-days = 1 }, otherwise = "Call again and ask for the duty manager." }
"#;
    let colleagues = contact("a-made-up-line", "A made-up line", "professionals", "0300 555 1997");
    let contacts = publisher.place("data/contacts.toml");
    let all = fs::read_to_string(&contacts).expect("contacts");
    fs::write(contacts, all + &office + &colleagues).expect("contacts are written");
    let pathway = format!(
        r#"id = "a-made-up-pathway"
title = "A made-up pathway"
situation = "Something made up"
order = 90
area = "hampshire"
summary = "Made up, to show what a step has to say."
source = "page-hants-reportingabuse"

[[steps]]
id = "tell"
title = "Call and tell them"
urgency = "urgent"
text = "Call and say what you saw."
contacts = ["a-made-up-line", "{OFFICE}"]
ready = ["Your own name and work number", "The child's name, age and address"]
"#
    );
    fs::write(publisher.place("data/pathways/a-made-up-pathway.toml"), pathway).expect("a pathway");
}

/// A Monday of this week or the next, at ten in the morning.
fn monday() -> DateTime<Utc> {
    let today = Utc::now().date_naive();
    let ahead = (7 - today.weekday().days_since(Weekday::Mon)) % 7;
    (today + Days::new(ahead.into()))
        .and_hms_opt(10, 0, 0)
        .expect("a time")
        .and_utc()
}

/// The day by whose end something is promised then.
fn promised(now: DateTime<Utc>) -> NaiveDate {
    let list: Vec<BankHoliday> = serde_json::from_value(edition()["bank_holidays"].clone()).expect("bank holidays");
    match due(Within::WorkingDays(1), now, &BankHolidays::of(&list)) {
        Some(Due::EndOf(day)) => day,
        other => panic!("the list reaches so far: {other:?}"),
    }
}

fn spelt(day: NaiveDate) -> String {
    day.format("%A %-d %B").to_string()
}

/// Where each of these is on the page, in the order in which it is read out.
fn in_order(app: &App, words: &[&str]) {
    let page = app.page();
    let places: Vec<_> = words
        .iter()
        .map(|words| {
            page.find(words)
                .unwrap_or_else(|| panic!("{words} does not stand in: {page}"))
        })
        .collect();
    assert!(places.is_sorted(), "{words:?}: {places:?}");
}

#[test]
fn what_to_say_is_read_printed_and_chased() {
    let publisher = Publisher::new();
    publisher.release();
    write(&publisher);
    publisher.release();
    let site = publisher.serve();
    let now = monday();
    let day = promised(now);
    let (by, at) = (
        format!("By the end of {}.", spelt(day)),
        format!("{} at 3pm", spelt(day)),
    );
    let device = Device::on(spelled(now))
        .refreshing_by(site.policy(&publisher))
        .showing_notifications();
    let app = device.start_in("Hampshire");
    app.resize(PHONE);

    // In a list a card stays short.
    app.go("#/contacts");
    app.arrive("Contacts");
    assert!(!app.card(TITLE).contains("What to say"));
    app.press("button", &format!("More about {TITLE}"));
    app.see("What to say");
    assert!(!app.card(TITLE).contains("Is this logged as a referral?"));

    // On its own page all of it is open, and a screen reader reads it in this order.
    app.go(&format!("#/contacts/{OFFICE}"));
    app.see("Is this logged as a referral?");
    in_order(
        &app,
        &[
            "0300 555 1998",
            "What to say",
            "Have ready",
            "Ask",
            "Write down",
            "What happens next",
            &by,
            "If that does not happen",
        ],
    );
    app.picture("say-contact-phone");

    // The step speaks first, its contacts' cards say nothing again, and the lines are numbered through.
    app.go(STEP);
    app.arrive("A made-up pathway");
    app.see("Your own name and work number");
    in_order(
        &app,
        &[
            TITLE,
            "What to say",
            "Your own name and work number",
            "What you saw and heard",
            "Is this logged as a referral?",
            &by,
        ],
    );
    assert_eq!(app.page().matches("The child's name, age and address").count(), 1);
    assert_eq!(
        app.names("heading")
            .iter()
            .filter(|name| *name == "What to say")
            .count(),
        1
    );
    let numbers =
        app.text_of("return [...document.querySelectorAll('main .say ol')].map((list) => list.start).join(' ')");
    assert_eq!(numbers, "1 4 7");
    assert_eq!(app.violations(), [""; 0]);
    app.find("heading", "What to say");
    app.picture("say-step-phone");
    app.resize(DESKTOP);
    app.find("heading", "What to say");
    app.picture("say-step-desktop");

    on_paper(&app);
    remind(&app, &at);
    app.close();
    site.close();

    // On that day at three it comes, says nothing, and is over.
    let three = day.and_hms_opt(15, 0, 0).expect("a time").and_utc();
    let device = device.at(spelled(three + TimeDelta::minutes(1)));
    let app = device.start();
    let shown = app.notifications().wait_for(1);
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert_eq!(
        (shown[0].title.as_str(), shown[0].body.as_str()),
        ("A reminder from Doorstep", "Something you wanted to do today.")
    );
    app.screen("say-reminder");
    app.notifications().press();
    app.arrive("Contacts");
    app.go("#/settings");
    app.find("checkbox", "Remind me of practice weeks");
    // What was shown is written down after that.
    app.gone("Reminders you set");
    app.close();
}

/// Half a page, of which nothing is typed and nothing names a day.
fn on_paper(app: &App) {
    app.press("link", "Print this: what to say, Call and tell them");
    app.arrive("Print what to say");
    app.see("By the end of the next working day.");
    app.see("do not give it to a family");
    in_order(
        app,
        &[
            "Who to call",
            "0300 555 1998",
            "0300 555 1997",
            "Have ready",
            "Ask",
            "Write down",
            "What happens next",
        ],
    );
    let fields = app.ask(
        "return document.querySelectorAll('main :is(input, textarea, [contenteditable])').length",
        &[],
    );
    assert_eq!(fields, 0, "nothing can be typed in");
    let lines = app.ask(
        "return document.querySelectorAll('main .paper-line[aria-hidden=true]').length",
        &[],
    );
    assert_eq!(lines, 6, "three to ask, two to write down, and the day");
    app.find("button", "Print");
    assert_eq!(app.violations(), [""; 0]);
    app.picture("say-print-preview");

    // As the printer gets it.
    app.ask(
        "const media = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.media);
         for (const rule of media) {
           if (rule.media.mediaText === 'print') rule.media.mediaText = 'screen';
           else if (rule.media.mediaText === 'screen') rule.media.mediaText = 'print';
         }
         document.body.style.margin = '12mm';",
        &[],
    );
    app.resize(PAPER);
    app.frames();
    app.picture("say-paper");
    let half = app.ask(
        "return document.querySelector('.half').getBoundingClientRect().bottom / 96 * 25.4",
        &[],
    );
    let half = half.as_f64().expect("a length");
    assert!((120.0..=149.0).contains(&half), "half of A4, and not {half} mm");
    app.ask("window.printed = true; location.reload()", &[]);
    app.until(
        "the page made anew",
        "return !window.printed && !!document.querySelector('main h1')",
    );
    app.resize(DESKTOP);
}

/// A reminder is set beside the promise, and removed in Settings; then one that stays.
fn remind(app: &App, at: &str) {
    app.go(&format!("#/contacts/{OFFICE}"));
    app.press("button", "Remind me to check");
    app.see(&format!("You will be reminded on {at}."));
    app.find("button", "Remove the reminder");
    // The step promises the same.
    app.go(STEP);
    app.arrive("A made-up pathway");
    app.find("button", "Remove the reminder");
    app.picture("say-reminded");

    app.go("#/settings");
    app.arrive("Settings");
    app.see(&format!("Reminder on {at}"));
    app.find("heading", "Reminders you set");
    app.picture("say-settings");
    app.press("button", &format!("Remove: reminder on {at}"));
    app.see(&format!("The reminder on {at} is removed."));
    app.do_not_see("Reminders you set");
    app.press("radio", "Dark");
    app.until("it is dark", "return document.documentElement.dataset.theme === 'dark'");

    app.resize(PHONE);
    app.go(STEP);
    app.press("button", "Remind me to check");
    app.find("button", "Remove the reminder");
    assert_eq!(app.violations(), [""; 0]);
    app.picture("say-step-dark");
}
