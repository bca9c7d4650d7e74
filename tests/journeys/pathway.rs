//! Every step of every pathway: what it asks, or whom to call, stands on the glass without a scroll.

use serde::Deserialize;
use serde_json::json;

use crate::edition::{edition, records, text};
use kit::window::{App, Device, NARROW, PHONE, SIZES, Size};

const TUESDAY: &str = "2026-11-24T10:00:00Z";
const SATURDAY_NIGHT: &str = "2026-11-28T22:00:00Z";

/// Where things stand in the window once a step is there, in CSS pixels from its top.
#[derive(Debug, Deserialize)]
struct Seen {
    address: String,
    /// The top of its first answer.
    answer: Option<f64>,
    /// The lower edge of 999.
    emergency: f64,
    /// The lower edge of the first number that is not 999's.
    number: Option<f64>,
    /// Whether that number is what the step is about: nothing is asked, or it is asked after the call.
    is_call: bool,
    /// Where the bar at the bottom begins, or the window ends.
    fold: f64,
    /// The focus: on the step's heading, or for a first step on the pathway's.
    focus: String,
}

/// Walks through all steps in a window of that size.
fn walk(app: &App, size: Size) -> Vec<Seen> {
    app.resize(size);
    app.ask("window.doorstep = doorstep", &[]);
    let edition = edition();
    let mut seen = Vec::new();
    for pathway in records(&edition, "pathways") {
        let id = text(pathway, "id");
        let steps = pathway["steps"].as_array().expect("steps");
        let of: Vec<_> = steps
            .iter()
            .map(|step| {
                let its = step["id"].as_str().expect("an id");
                (format!("#/pathways/{id}/{its}"), text(step, "title"))
            })
            .collect();
        let found = app.ask_later(
            "const [pathway, steps, done] = arguments;
            const page = document.querySelector('[data-scroller]');
            const edge = (e, side) => e?.getBoundingClientRect()[side];
            (async () => {
                const seen = [];
                for (const [address, title] of steps) {
                    location.hash = address;
                    const there = () => page.scrollTop === 0 && location.hash === address
                        && doorstep.words(document.querySelector('main article > h2')) === title
                        && document.querySelector('main .heading button').textContent.includes(pathway);
                    while (!there()) await new Promise(requestAnimationFrame);
                    const numbers = [...document.querySelectorAll('main .digits')].filter(doorstep.there);
                    const answer = document.querySelector('main .answer');
                    const number = edge(numbers[0], 'bottom');
                    seen.push({
                        address,
                        answer: edge(answer, 'top'),
                        emergency: edge(document.querySelector('main .danger .call'), 'bottom'),
                        number,
                        is_call: number !== undefined && (!answer || number < edge(answer, 'top')),
                        fold: Math.min(innerHeight, edge(page, 'bottom')),
                        focus: doorstep.words(document.activeElement),
                    });
                }
                done(seen);
            })();",
            &[json!(text(pathway, "title")), json!(of)],
        );
        let found: Vec<Seen> = serde_json::from_value(found).expect("what is seen");
        assert_eq!(found.len(), of.len());
        for (seen, (address, title)) in found.iter().zip(&of) {
            assert_eq!((&seen.address, &seen.focus), (address, title));
        }
        seen.extend(found);
    }
    assert!(seen.len() > 150, "steps: {}", seen.len());
    seen
}

/// The steps of which something is said, as one text.
fn list<'a>(of: impl Iterator<Item = &'a Seen>) -> String {
    of.map(|seen| format!("{seen:?}\n")).collect()
}

fn none<'a>(what: &str, of: impl Iterator<Item = &'a Seen>) {
    let found = list(of);
    assert!(found.is_empty(), "{what}:\n{found}");
}

#[test]
fn what_is_asked_and_whom_to_call_stand_on_the_glass_at_every_step() {
    for (now, area, works_with_children) in [(TUESDAY, "Hampshire", true), (SATURDAY_NIGHT, "Isle of Wight", false)] {
        let app = Device::on(now).start_as(area, works_with_children);
        for size in SIZES {
            let seen = walk(&app, size);
            let latest = seen.iter().filter_map(|seen| seen.answer).fold(0.0, f64::max);
            let number = seen.iter().filter(|seen| seen.is_call).filter_map(|seen| seen.number);
            println!(
                "{}: first answer {latest}, number of a call {}",
                size.name,
                number.fold(0.0, f64::max)
            );
            let is_below = |y: Option<f64>, line: f64| y.is_some_and(|y| y > line);
            none(
                "999 is below the fold",
                seen.iter().filter(|seen| seen.emergency > seen.fold),
            );
            if size.width != NARROW.width {
                none(
                    "an answer is late",
                    seen.iter().filter(|seen| is_below(seen.answer, 450.0)),
                );
                let calls = seen.iter().filter(|seen| seen.is_call);
                none(
                    "a number is below the fold",
                    calls.filter(|seen| is_below(seen.number, seen.fold)),
                );
            } else {
                none(
                    "an answer is below the fold",
                    seen.iter().filter(|seen| is_below(seen.answer, seen.fold)),
                );
            }
        }
        app.close();
    }
}

#[test]
fn every_kind_of_page_is_looked_at() {
    let app = Device::on(TUESDAY).start_as("Hampshire", true);
    for theme in ["Light", "Dark"] {
        app.go("#/settings");
        app.press("radio", theme);
        app.until_with(
            "the appearance changes",
            "return document.documentElement.dataset.theme === arguments[0]",
            &[json!(theme.to_lowercase())],
        );
        for size in SIZES {
            app.resize(size);
            for (page, address, heading) in [
                (
                    "question",
                    "worried-about-a-child-hampshire",
                    "Call 999 if somebody is in danger now",
                ),
                (
                    "choose",
                    "worried-about-a-child-hampshire/choose",
                    "Choose what fits best",
                ),
                ("call", "worried-about-a-child-hampshire/urgent", "Call the council now"),
                (
                    "action",
                    "hampshire-domestic-abuse/specialist",
                    "Refer to the specialist service",
                ),
                (
                    "nobody",
                    "hampshire-domestic-abuse/safe-to-talk",
                    "Make sure that it is safe to talk",
                ),
                (
                    "all",
                    "hampshire-domestic-abuse/all",
                    "1. Call 999 if somebody is in danger now",
                ),
                ("end", "hampshire-domestic-abuse/end", "That is the end of this pathway"),
            ] {
                app.go(&format!("#/pathways/{address}"));
                app.find("heading", heading);
                app.picture(&format!("way-{page}-{}-{}", size.name, theme.to_lowercase()));
                assert_eq!(app.violations(), Vec::<String>::new(), "{page} {}", size.name);
            }
        }
    }
    app.close();
}

#[test]
fn steps_on_one_page_fold_and_999_is_called_from_any_of_them() {
    let app = Device::on(TUESDAY).start_as("Hampshire", true);
    app.resize(PHONE);
    app.go("#/pathways/hampshire-domestic-abuse");
    app.press("link", "All steps on one page");
    let open = "return [...document.querySelectorAll('main ol > li > details')].map((step) => +step.open).join('')";
    app.find("heading", "10. What happens next");
    assert_eq!(app.text_of(open), "1000000000");
    app.press("button", "3. Work out the risk");
    app.see("Are you trained to use the SafeLives DASH checklist?");
    assert_eq!(app.text_of(open), "1010000000");
    app.press("button", "For Hampshire, change");
    app.press("link", "Change to Isle of Wight");
    app.find("button", "For Isle of Wight, change");
    app.arrive("Domestic abuse");
    app.press("button", "Call 999");
    assert_eq!(app.opened(), ["tel:999"]);
    app.close();
}
