//! How fresh the catalogue is, and how a refresh ends.

use catalogue::refresh::{Applied, Attempts, Notice, Outcome, Refreshed, Trouble, Updated};
use catalogue::{Catalogue, EditionStatus};
use screens::Asked;
use screens::Hosting;
use screens::freshness::{self, Freshness, RefreshEnd, RefreshProgress, RefreshState};
use screens::{about, start};

use crate::kit::{App, MONDAY, at, edited};

fn now(app: &App) -> Freshness {
    freshness::answer(&app.now())
}

/// A refresh ends so, and the app remembers of it what the store does.
fn ends(app: &mut App, outcome: &Outcome) -> RefreshEnd {
    let device = &mut app.device;
    device.attempts = device.attempts.clone().after(outcome, at(MONDAY));
    device.notice = Notice::after(device.notice.clone(), outcome);
    device.trouble = outcome.as_ref().err().cloned();
    freshness::end(&app.now(), outcome, Asked::Server)
}

#[test]
fn three_times_and_the_draft() {
    let app = App::new();
    let freshness = now(&app);
    assert_eq!(freshness.published, "22 November 2026");
    assert_eq!(freshness.downloaded, "with the app, 22 November 2026 at 9am");
    assert_eq!(freshness.checked, "never. This copy of Doorstep has no update server");
    assert!(!freshness.can_check && freshness.tried.is_none() && freshness.banner.is_none());
    assert!(freshness.draft && freshness.notices.is_empty() && !freshness.unread);
    // Wherever it is shown, it is the same.
    assert_eq!(start::answer(&app.now()).freshness, freshness);
    assert_eq!(screens::now::answer(&app.now()).freshness, freshness);
    assert_eq!(about::answer(&app.now(), "1.2.3").freshness, freshness);

    let mut edition = edited(2, |_| {});
    edition.header.status = EditionStatus::Published;
    let mut app = App::new();
    app.receives(&edition, "2026-11-23T09:30:00Z");
    assert_eq!(now(&app).downloaded, "23 November 2026 at 9:30am");
    assert!(!now(&app).draft);
}

#[test]
fn whether_the_update_server_answered() {
    let mut app = App::new();
    app.device.hosting = Hosting::Set;
    assert_eq!(
        (now(&app).checked.as_str(), now(&app).can_check),
        ("never on this device", true)
    );
    app.device.attempts = Attempts {
        last_tried: Some(at("2026-11-22T10:00:00Z")),
        last_succeeded: Some(at("2026-11-22T09:00:00Z")),
        retry_not_before: None,
        failures: 1,
    };
    assert_eq!(now(&app).checked, "22 November 2026 at 9am");
    app.device.hosting = Hosting::Refused("The policy file /etc/doorstep/policy.json cannot be read".into());
    let checked = "22 November 2026 at 9am. The policy file /etc/doorstep/policy.json cannot be read";
    assert_eq!((now(&app).checked.as_str(), now(&app).can_check), (checked, false));
    app.device.attempts.failures = 0;
    assert_eq!(now(&app).tried, None);
}

/// B20: "no answer" was said of a server that did answer.
#[test]
fn what_was_tried_in_vain_says_what_happened() {
    let mut app = App::new();
    app.device.hosting = Hosting::Set;
    let tried = "23 November 2026 at 10am. The update did not work.";
    for (trouble, why) in [
        (Trouble::Offline, "The update server could not be reached."),
        (
            Trouble::Signature,
            "The update could not be trusted, so it was not installed.",
        ),
        (
            Trouble::Full,
            "This device's storage is full, so the update was not installed.",
        ),
        (
            Trouble::Expired {
                since: at("2026-11-20T09:00:00Z"),
            },
            "Updates have stopped: the publisher has not renewed the catalogue since 20 November 2026.",
        ),
    ] {
        ends(&mut app, &Err(trouble));
        assert_eq!(now(&app).tried.unwrap(), format!("{tried} {why}"));
    }
    // After a restart, why is not known any more.
    app.device.trouble = None;
    assert_eq!(now(&app).tried.as_deref(), Some(tried));
}

#[test]
fn how_a_refresh_ended_and_what_stays_true() {
    let mut app = App::new();
    app.device.hosting = Hosting::Set;
    let edition = edited(2, |c: &mut Catalogue| c.terms[0].meaning.push_str(" And more."));
    app.receives(&edition, MONDAY);
    let updated = Ok(Refreshed::Updated(Updated {
        from: Some(1),
        to: 2,
        applied: Applied::default(),
        by_delta: false,
        bytes: 1,
        beyond: None,
    }));
    let updated = ends(&mut app, &updated);
    assert_eq!(
        updated.sentence,
        "Updated to version 2 of the catalogue. 1 thing changed."
    );
    assert!(updated.changed && updated.state == RefreshState::Updated && updated.freshness.unread);
    assert_eq!(updated.freshness.edition, 2);

    let expired = Err(Trouble::Expired {
        since: at("2026-11-20T09:00:00Z"),
    });
    let expired = ends(&mut app, &expired);
    assert!(
        expired.sentence.contains("since 20 November 2026"),
        "{}",
        expired.sentence
    );
    assert_eq!(expired.freshness.banner.as_deref(), Some(expired.sentence.as_str()));
    assert!(!expired.retry && expired.state == RefreshState::Failed);

    // No answer says nothing about it.
    let offline = ends(&mut app, &Err(Trouble::Offline));
    assert!(offline.retry && offline.freshness.banner.is_some() && !offline.changed);
    let checked = Ok(Refreshed::UpToDate {
        edition: 2,
        checked: true,
    });
    let checked = ends(&mut app, &checked);
    assert_eq!(
        (checked.state, checked.sentence.as_str()),
        (RefreshState::UpToDate, "Up to date.")
    );
    assert_eq!((checked.freshness.banner, checked.freshness.tried), (None, None));

    let too_new = ends(&mut app, &Ok(Refreshed::TooNew { edition: 9 }));
    assert!(too_new.state == RefreshState::Failed && !too_new.retry);
    assert!(too_new.freshness.banner.unwrap().contains("Update the app"));
}

#[test]
fn progress_never_goes_beyond_all_of_it() {
    let percent = |done, total| RefreshProgress::downloading(done, total).percent;
    assert_eq!(
        [
            percent(0, 9),
            percent(3, 9),
            percent(9, 9),
            percent(12, 9),
            percent(1, 0),
            percent(u64::MAX, 2)
        ],
        [Some(0), Some(33), Some(100), Some(100), Some(100), Some(100)]
    );
    assert_eq!(RefreshProgress::asking().sentence, "Checking for updates");
}

#[test]
fn about_says_which_newer_app_the_publisher_recommends() {
    assert_eq!(about::answer(&App::new().now(), "0.1.0").newer, None);
    let mut edition = edited(2, |_| ());
    edition.header.recommended_app = Some("0.10.0".into());
    let app = App::with(&edition);
    let says = |own: &str| about::answer(&app.now(), own).newer;
    let sentence = says("0.9.0").expect("a newer one");
    assert!(
        sentence.starts_with("A newer Doorstep is recommended: version 0.10.0."),
        "{sentence}"
    );
    assert_eq!(says("0.10.0"), None);
    assert_eq!(says("1.0.0"), None);
}

#[test]
fn about_counts_and_names_its_sources() {
    let app = App::new();
    let about = about::answer(&app.now(), "1.2.3");
    assert_eq!(about.version, "1.2.3");
    assert!(about.counts.iter().all(|count| count.count > 0), "{:?}", about.counts);
    assert_eq!((about.counts[0].title.as_str(), about.counts[0].count), ("Themes", 21));
    assert!(about.sources.is_sorted_by_key(|source| source.title.to_lowercase()));
}

#[test]
fn the_verdict_is_a_line_that_says_what_to_do() {
    let mut app = App::new();
    let verdict = |app: &App, now: &str| freshness::answer(&app.at(now)).verdict;
    assert_eq!(
        verdict(&app, MONDAY),
        "Published 22 November 2026. This copy of Doorstep does not look for updates."
    );
    app.device.hosting = Hosting::Set;
    assert_eq!(verdict(&app, MONDAY), "Not checked yet: check when you are online.");
    app.device.attempts.last_succeeded = Some(at("2026-11-23T09:55:00Z"));
    for (now, said) in [
        (MONDAY, "Up to date. Checked today at 9:55am."),
        // Of a clock that was set back.
        ("2026-11-20T10:00:00Z", "Up to date. Checked today at 9:55am."),
        ("2026-11-24T00:00:00Z", "Up to date. Checked yesterday at 9:55am."),
        ("2026-11-25T10:00:00Z", "Checked 2 days ago."),
        ("2026-11-29T23:00:00Z", "Checked 6 days ago."),
        (
            "2026-11-30T00:00:00Z",
            "Not checked for 7 days: check when you are online.",
        ),
    ] {
        assert_eq!(verdict(&app, now), said);
    }
    // What holds on is not hidden behind the day on which it was found.
    app.device.notice = Some(Notice::TooNew { edition: 9, reader: 1 });
    assert_eq!(verdict(&app, MONDAY), "Updates have stopped. Checked today at 9:55am.");
}
