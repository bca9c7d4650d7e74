//! The five tasks of a first-time user, at 390 × 844.

use kit::window::{App, PHONE};

use super::table::Page;
use super::walk::Walk;

/// A task, as the review of the older screens found it.
struct Was {
    task: &'static str,
    taps: u32,
    swipes: u32,
    words: u32,
}

const fn was(task: &'static str, taps: u32, swipes: u32, words: u32) -> Was {
    Was {
        task,
        taps,
        swipes,
        words,
    }
}

/// A plumber on the Island, on a Saturday at 22:00.
pub(super) fn on_saturday_night(app: &App, page: &mut Page) {
    page.heading("The five tasks, first-time user, 390 × 844");
    page.columns(["task", "taps", "swipes", "words", "review: taps / swipes / words"]);
    app.live_in(&["isle-of-wight"], false);
    app.resize(PHONE);
    told(
        page,
        &was("1 plumber, Island, Saturday 22:00: the local number", 2, 0, 229),
        &Walk::new(app).number("01983 823435"),
    );
    told(
        page,
        &was(
            "1 the same by “I'm worried about a child”, no danger, significant harm",
            3,
            5,
            650,
        ),
        &Walk::new(app)
            .tap("link", "I'm worried about a child")
            .tap("link", "No")
            .tap("link", "significant harm")
            .number("01983 823435"),
    );
}

/// A health visitor in Hampshire, on a Tuesday at 10:00.
pub(super) fn on_tuesday_morning(app: &App, page: &mut Page) {
    app.live_in(&["hampshire"], true);
    app.resize(PHONE);
    told(
        page,
        &was(
            "2 health visitor, Hampshire, Tuesday 10:00: Domestic abuse, a child needs protection",
            3,
            6,
            721,
        ),
        &Walk::new(app)
            .tap("link", "Domestic abuse")
            .tap("link", "No")
            .tap("link", "Next step")
            .tap("link", "I am worried about a child")
            .number("01329 225379"),
    );
    told(
        page,
        &was("3 ICON material, saved", 3, 0, 193),
        &Walk::new(app)
            .tap("link", "Search")
            .types("ICON")
            .tap("button", "Save: "),
    );
    told(
        page,
        &was("5 is it up to date?", 0, 1, 24),
        &Walk::new(app).read("checked|up to date|for updates"),
    );
    told(
        page,
        &was("5 what changed?", 1, 1, 22),
        &Walk::new(app).tap("link", "More").tap("link", "changed"),
    );
}

/// The Monday of a running week.
pub(super) fn in_a_running_week(app: &App, page: &mut Page) {
    app.live_in(&["isle-of-wight"], true);
    app.resize(PHONE);
    told(
        page,
        &was(
            "4 Wednesday of the running week into the calendar, by the week",
            2,
            5,
            421,
        ),
        &Walk::new(app).tap_week().tap_beside("Wed", "Add"),
    );
}

fn told(page: &mut Page, was: &Was, walk: &Walk) {
    if let Some(stuck) = &walk.stuck {
        page.red.push(format!("{}: {stuck}", was.task));
    }
    let stuck = walk.stuck.as_ref().map(|why| format!(" (stuck: {why})"));
    let task = format!("{}{}", was.task, stuck.unwrap_or_default());
    let aims = [
        ("taps", walk.taps, was.taps.div_ceil(2)),
        ("swipes", walk.swipes, was.swipes / 2),
        ("words", walk.words, was.words / 2),
    ];
    // The review counted the words of an answer alone where it was one sentence: fewer than any screen holds.
    let sentence = was.words < 50;
    let [taps, swipes, words] = aims.map(|(what, found, most)| {
        let place = format!("{}: {what}, at most {most}", was.task);
        page.aim(found <= most || sentence && what != "swipes", &place, found.to_string())
    });
    let review = format!("{} / {} / {}", was.taps, was.swipes, was.words);
    page.row([task, taps, swipes, words, review]);
}
