//! An edition's JSON, as it is signed by somebody who makes mistakes: it is refused, or it stays what it was and every
//! screen of it can be shown.
#![no_main]

use catalogue::{Article, Came, Edition, Origin, Pathway, PracticeWeek, Resource, Theme, Timeline, acceptable, calendar, diff};
use chrono::{DateTime, Utc};
use ical::Weeks;
use libfuzzer_sys::fuzz_target;
use personal::Personal;
use screens::{Device, Moment};
use search::{Finder, Search};

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(edition) = Edition::from_json(bytes) else {
        return;
    };
    let json = edition.to_json().expect("its JSON");
    let again = Edition::from_json(json.as_bytes()).expect("what was written is read");
    assert_eq!(again, edition);
    assert_eq!(again.digest(), edition.digest());
    let share = diff::removed_share(&edition, &again);
    assert!(!share.is_too_much());
    if acceptable(&edition).is_err() {
        return;
    }
    let at = moment("2026-11-22T09:00:00Z");
    let came = Came {
        origin: Origin::Host,
        at,
    };
    let timeline = Timeline::of(&edition, came, Vec::new());
    let (personal, device) = (Personal::default(), Device::default());
    for now in [at, moment("2000-01-01T00:00:00Z"), moment("2099-12-31T23:59:59Z")] {
        show(&Moment::new(&timeline, &personal, &device, now));
    }
    let library = timeline.on(calendar::today(at));
    let weeks = Weeks {
        header: &edition.header,
        catalogue: library.catalogue(),
        full_titles: true,
    };
    for (_, file) in weeks.feeds() {
        file.write();
    }
    let finder = Finder::of(library.catalogue());
    for text in ["mash", "how do I ring somebody"] {
        let search = Search {
            text,
            ..Search::default()
        };
        finder.search(&search, &|| false);
    }
});

/// Every screen, and every record on the screen of its own.
fn show(m: &Moment) {
    screens::now::answer(m);
    screens::themes::answer(m);
    screens::contacts::answer(m);
    screens::calendar::answer(m);
    screens::terms::answer(m);
    screens::documents::answer(m);
    screens::freshness::answer(m);
    screens::changes::answer(m);
    for theme in m.library.all::<Theme>() {
        let _ = screens::pack::answer(m, &theme.id);
        let _ = screens::pack::poster(m, &theme.id, true);
    }
    for pathway in m.library.all::<Pathway>() {
        let _ = screens::pathway::answer(m, &pathway.id);
    }
    for resource in m.library.all::<Resource>() {
        let _ = screens::resource::answer(m, &resource.id);
    }
    for article in m.library.all::<Article>() {
        let _ = screens::article::answer(m, &article.id);
    }
    for week in m.library.all::<PracticeWeek>() {
        let _ = screens::week::answer(m, &week.id);
    }
}
