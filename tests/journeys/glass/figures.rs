//! The figures, a function for each table.

use std::fs;

use kit::repository;
use kit::window::{App, DESKTOP, NARROW, PHONE, SIZES, Size};
use serde_json::{Value, json};

use super::super::screens::SCREENS;
use super::table::Page;

/// Text of this contrast can be read, and a border of that seen.
const TEXT: f64 = 4.5;
const BORDER: f64 = 3.0;
/// The longest line, in characters.
const LINE: u64 = 75;
/// The header and the line that says "Draft" are no higher.
const CHROME: f64 = 64.0;
/// A step's first answer is above this.
const ANSWER: f64 = 450.0;
/// Bars that stay take no more of the window than this.
const BARS: f64 = 0.25;
/// A number on Contacts takes about 110 pixels.
const NUMBER: f64 = 125.0;

fn float(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap_or_default()
}

fn listed(value: &Value) -> Vec<String> {
    let all = value.as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(|one| Some(one.as_str()?.to_owned())).collect()
}

/// A screen's address, and what is typed there.
fn address(of: &str) -> (&str, &str) {
    of.split_once(' ').unwrap_or((of, ""))
}

const NOW: &str = "
    await ruler.go('#/', '');
    const { fold } = ruler.glass();
    const all = ruler.numbers().sort((a, b) => a.rect.top - b.rect.top);
    const told = (it) => it && { number: it.number, top: Math.round(it.rect.top), bottom: it.rect.bottom };
    return {
        fold: Math.round(fold),
        emergency: told(all.find(({ number }) => number === '999')),
        local: told(all.find(({ number }) => ruler.local(number))),
    };
";

/// Where 999 and the first local number are on Now.
pub(super) fn now(app: &App, page: &mut Page, moments: &[(&str, Option<&'static str>)]) {
    page.heading("Now: from the window's top to 999 and to the first local number, of the fold (aim: above it)");
    page.columns(["", "320 × 640", "390 × 844", "1024 × 600", "1280 × 800"]);
    for (moment, time) in moments {
        if let Some(time) = time {
            app.wait_until(time);
        }
        for (area, areas) in [("Isle of Wight", &["isle-of-wight"][..]), ("Hampshire", &["hampshire"])] {
            for (who, professional) in [("public", false), ("professional", true)] {
                app.live_in(areas, professional);
                let row = format!("{area}, {moment}, {who}");
                let cells = SIZES.map(|size| {
                    app.resize(size);
                    stands(page, &row, size, &app.measure(NOW, &[]))
                });
                let [a, b, c, d] = cells;
                page.row([row, a, b, c, d]);
            }
        }
    }
}

fn stands(page: &mut Page, row: &str, size: Size, found: &Value) -> String {
    let fold = float(&found["fold"]);
    let place = format!("Now, {row}, {} × {}", size.width, size.height);
    let cells = ["emergency", "local"].map(|which| {
        let it = &found[which];
        if it.is_null() {
            return page.aim(false, &place, format!("no {which} number"));
        }
        let told = format!("{} at {}", it["number"].as_str().unwrap_or_default(), it["top"]);
        page.aim(float(&it["bottom"]) <= fold, &place, told)
    });
    format!("{}, of {fold}", cells.join(", "))
}

const ANSWERS: &str = "
    const found = [];
    for (const id of given[0]) {
        const pathway = await ruler.ask('pathway', { id });
        for (const step of pathway.steps) {
            const label = step.answers[0]?.label;
            if (label === undefined) continue;
            await ruler.go(`#/pathways/${id}/${step.id}`);
            const answers = ['link', 'button', 'radio'].flatMap((role) => doorstep.all(role))
                .filter((e) => doorstep.name(e).startsWith(doorstep.clean(label)));
            const first = answers.map((e) => ruler.at(e)).sort((a, b) => a - b)[0];
            const why = first === undefined ? ` (no “${label}” on the page “${doorstep.words(document.querySelector('main')).slice(0, 120)}”)` : '';
            found.push({ step: `${id}/${step.id}${why}`, at: first === undefined ? null : Math.round(first) });
        }
    }
    return found;
";

/// Where each step's first answer is.
pub(super) fn answers(app: &App, page: &mut Page) {
    app.live_in(&["hampshire"], false);
    app.resize(PHONE);
    let files = fs::read_dir(repository("data/pathways")).expect("the pathways' sources");
    let mut pathways: Vec<String> = files
        .filter_map(|file| Some(file.ok()?.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    pathways.sort();
    let mut steps: Vec<(f64, String)> = Vec::new();
    for pathway in &pathways {
        for step in app.measure(ANSWERS, &[json!([pathway])]).as_array().expect("steps") {
            let name = step["step"].as_str().unwrap_or_default().to_owned();
            steps.push((step["at"].as_f64().unwrap_or(f64::INFINITY), name));
        }
    }
    steps.sort_by(|one, other| other.0.total_cmp(&one.0));
    assert!(steps.len() > 50, "pathways have questions: {}", steps.len());
    let over = steps.iter().filter(|(at, _)| *at >= ANSWER).count();
    page.heading("First answers: from the page's top, 390 × 844 (aim: under 450)");
    page.line(format!(
        "{} steps of {} pathways have answers; {over} of them at 450 or below. The lowest:\n",
        steps.len(),
        pathways.len()
    ));
    page.columns(["step", "first answer at"]);
    for (nth, (at, step)) in steps.iter().enumerate() {
        let cell = page.aim(
            *at < ANSWER,
            &format!("First answer of {step}, under {ANSWER}"),
            format!("{at}"),
        );
        if nth < 10 {
            page.row([step.clone(), cell]);
        }
    }
}

const SCREEN: &str = "
    await ruler.go(given[0], given[1]);
    const { page, screen } = ruler.pageHeight();
    return {
        long: Math.round(page / screen * 10) / 10,
        targets: ruler.targets().filter((e) => !ruler.inRunningText(e)).length,
        small: ruler.small(),
        line: ruler.longestLine(),
        cautions: ruler.cautions(),
    };
";

const CONTACTS: &str = "
    await ruler.go('#/contacts', '');
    const main = document.querySelector('main');
    const numbers = ruler.numbers(main);
    const cards = new Set(numbers.map(({ e }) => ruler.cardOf(e) ?? e.closest('article, li, section')));
    const heights = [...cards].map((e) => Math.round(e.getBoundingClientRect().height)).sort((a, b) => a - b);
    return { numbers: numbers.length, page: ruler.pageHeight().page, heights };
";

/// What is measured of each screen.
pub(super) fn screens(app: &App, page: &mut Page) {
    app.live_in(&["hampshire"], false);
    let sizes = [PHONE, DESKTOP];
    let found = sizes.map(|size| {
        app.resize(size);
        SCREENS.map(|(_, at)| {
            let (at, typed) = address(at);
            app.measure(SCREEN, &[json!(at), json!(typed)])
        })
    });
    page.heading("Screens, at 390 × 844 and 1280 × 800");
    page.line("Targets under 44 pixels outside running text: aim 0. Cautions: at most one sentence a screen, and marks of three words; none on 999. Longest line: at most 75 characters.\n");
    page.columns([
        "screen",
        "screens long",
        "small targets",
        "cautions (marks)",
        "longest line",
    ]);
    let mut small = Vec::new();
    for (nth, (screen, _)) in SCREENS.iter().enumerate() {
        let both = [&found[0][nth], &found[1][nth]];
        let at = |size: usize| format!("{screen} at {}", sizes[size].width);
        let long = both.map(|it| float(&it["long"]).to_string()).join(" · ");
        let targets = [0, 1].map(|size| {
            let them = listed(&both[size]["small"]);
            let cell = format!("{} of {}", them.len(), whole(&both[size]["targets"]));
            if !them.is_empty() {
                small.push(format!("{}: {}", at(size), them.join("; ")));
            }
            let told = format!("{}: {}", them.len(), them.first().cloned().unwrap_or_default());
            let place = format!("Targets under 44 px, {}", at(size));
            if them.is_empty() {
                cell
            } else {
                page.aim(false, &place, told);
                format!("**{cell}** ✗")
            }
        });
        let cautions = &both[0]["cautions"];
        let (sentences, marks) = (listed(&cautions["sentences"]), listed(&cautions["marks"]));
        let emergency = listed(&cautions["emergency"]);
        let place = format!("Cautions on {screen}, at most one sentence and none on 999");
        let told = format!("{} ({})", sentences.len(), marks.len());
        let cautious = sentences.len() <= 1 && emergency.is_empty();
        let cautions = page.aim(cautious, &place, &told);
        let lines = [0, 1].map(|size| {
            let line = &both[size]["line"];
            let length = whole(&line["characters"]);
            let cell = length.to_string();
            if length <= LINE {
                return cell;
            }
            page.red.push(format!(
                "Longest line, {}: {length}: “{}”",
                at(size),
                line["line"].as_str().unwrap_or_default()
            ));
            format!("**{cell}** ✗")
        });
        page.row([
            (*screen).to_owned(),
            long,
            targets.join(" · "),
            cautions,
            lines.join(" · "),
        ]);
    }
    if !small.is_empty() {
        page.line("\nTargets under 44 pixels:\n");
        for them in small {
            page.line(format!("- {them}"));
        }
    }
    page.line("");
    for size in sizes {
        app.resize(size);
        contacts(page, size, &app.measure(CONTACTS, &[]));
    }
}

fn contacts(page: &mut Page, size: Size, found: &Value) {
    let heights: Vec<f64> = found["heights"]
        .as_array()
        .expect("heights")
        .iter()
        .map(float)
        .collect();
    let numbers = whole(&found["numbers"]);
    let middle = heights.get(heights.len() / 2).copied().unwrap_or(f64::NAN);
    let place = format!("Contacts at {}, a number's box, at most {NUMBER}", size.width);
    let told = page.aim(middle <= NUMBER, &place, format!("{middle}"));
    page.line(format!(
        "Contacts at {} × {}: {numbers} numbers on {} pixels; a number's box is {told} high in the middle of all, {} at least and {} at most.\n",
        size.width,
        size.height,
        found["page"],
        heights.first().copied().unwrap_or(f64::NAN),
        heights.last().copied().unwrap_or(f64::NAN)
    ));
}

const KINDS: [(&str, &str, f64); 9] = [
    ("text", "text on its ground", TEXT),
    ("hover", "text under a mouse", TEXT),
    ("pressed", "text that is pressed", TEXT),
    ("visited", "text of a link that was followed", TEXT),
    ("focused", "text that has the focus", TEXT),
    ("control", "a control's border or fill", BORDER),
    ("card", "the border around a number", BORDER),
    ("state", "what is current, pressed or chosen", BORDER),
    ("focus", "the ring of focus", BORDER),
];

/// The lowest contrast of each kind, in light and dark.
pub(super) fn contrasts(app: &App, page: &mut Page) {
    app.live_in(&["hampshire"], false);
    app.resize(PHONE);
    let found = ["light", "dark"].map(|theme| {
        let mut lowest = KINDS.map(|_| (f64::INFINITY, String::from("nowhere")));
        for (screen, at) in SCREENS {
            let (at, typed) = address(at);
            let script = "document.documentElement.dataset.theme = given[2];
                await ruler.go(given[0], given[1]);
                return contrast.lowest()";
            let told = app.measure(script, &[json!(at), json!(typed), json!(theme)]);
            for (low, (kind, ..)) in lowest.iter_mut().zip(KINDS) {
                let it = &told[kind];
                if it.is_object() && float(&it["ratio"]) < low.0 {
                    *low = (
                        float(&it["ratio"]),
                        format!("{screen}: {}", it["place"].as_str().unwrap_or_default()),
                    );
                }
            }
        }
        lowest
    });
    app.ask("delete document.documentElement.dataset.theme", &[]);
    page.heading("Contrast, the lowest on any screen, at 390 × 844");
    page.columns(["what", "aim", "light", "where", "dark", "where"]);
    for (nth, (_, what, least)) in KINDS.iter().enumerate() {
        let [light, dark] = ["light", "dark"].map(|theme| {
            let (ratio, place) = &found[usize::from(theme == "dark")][nth];
            let named = format!("Contrast of {what}, {theme}, at least {least}, {place}");
            [page.aim(ratio >= least, &named, ratio.to_string()), place.clone()]
        });
        let [light, in_light] = light;
        let [dark, in_dark] = dark;
        page.row([(*what).to_owned(), least.to_string(), light, in_light, dark, in_dark]);
    }
}

const BARS_STAY: &str = "
    document.documentElement.style.fontSize = `${given[1]}%`;
    const told = { stay: 0, wide: [] };
    for (const [screen, address, typed] of given[0]) {
        await ruler.go(address, typed);
        const wide = ruler.sideways();
        if (wide) told.wide.push(`${screen}: ${wide}`);
        await ruler.frame();
        const share = ruler.stays();
        if (share > told.stay) Object.assign(told, { stay: share, where: screen });
    }
    document.documentElement.style.fontSize = '';
    return told;
";

/// The bars: their height, and their share with text twice as large.
pub(super) fn frame(app: &App, page: &mut Page) {
    page.heading("Frame");
    page.columns(["what", "aim", "found"]);
    for size in SIZES {
        app.resize(size);
        app.settle_at("#/", "");
        let height = float(&app.measure("return ruler.chrome()", &[]));
        let what = format!("header and draft line at {} × {}", size.width, size.height);
        let found = page.aim(height <= CHROME, &what, format!("{height} px"));
        page.row([what, format!("at most {CHROME} px"), found]);
    }
    let screens: Vec<Value> = SCREENS
        .iter()
        .map(|(screen, at)| {
            let (at, typed) = address(at);
            json!([screen, at, typed])
        })
        .collect();
    for (size, text) in [(NARROW, 100), (PHONE, 200), (NARROW, 200)] {
        app.resize(size);
        let found = app.measure(BARS_STAY, &[json!(screens), json!(text)]);
        let place = format!("at {} × {}, text of {text} %", size.width, size.height);
        if text > 100 {
            let share = float(&found["stay"]);
            let what = format!("bars that stay {place}");
            let bars = page.aim(share <= BARS, &what, format!("{:.0} %", share * 100.0));
            page.row([what, "at most 25 %".into(), bars]);
        }
        let wide = listed(&found["wide"]);
        for screen in &wide {
            page.red.push(format!("Wider than the window {place}: {screen}"));
        }
        let mark = if wide.is_empty() { "" } else { " ✗" };
        let found = format!("{}{mark}", wide.len());
        page.row([format!("screens wider than the window {place}"), "0".into(), found]);
    }
}
