//! Every screen's answer in random worlds: whatever of an edition is there, whatever the person keeps and whenever it
//! is, nothing panics, no heading is empty and no link is dead.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use catalogue::{
    Came, Catalogue, Contact, Day, Hours, Id, Kind, Library, Origin, Record, Standing, Timeline, Typed, Weekday,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use personal::{Bookmark, Change, DayDone, KeptOffline, MutedWeek, Personal};
use screens::documents::KeepKind;
use screens::search::SearchFilters;
use screens::{Device, Moment};
use search::Finder;
use serde_json::{Value, json};

use crate::kit::{EDITION, at, edition, withdrawn};

const WORLDS: u64 = 1_000;
/// One world in so many is searched: to make a finder takes longer than all its screens.
const SEARCHED: u64 = 20;

/// Everything with a name in the real catalogue: kind, id, title.
static BOOKMARKABLE: LazyLock<Vec<(Kind, String, String)>> = LazyLock::new(|| {
    let whole = Catalogue::from_edition(&EDITION).unwrap();
    let named = whole.glances();
    named
        .map(|record| (record.kind, record.id.to_string(), record.title.to_string()))
        .collect()
});

#[test]
fn no_world_breaks_a_screen() {
    let whole = Catalogue::from_edition(&EDITION).unwrap();
    let mut seen = Seen::default();
    for seed in 0..WORLDS {
        let mut world = World {
            rng: fastrand::Rng::with_seed(seed),
            seed,
        };
        world.look(&whole, &mut seen);
    }
    seen.enough();
}

struct World {
    rng: fastrand::Rng,
    seed: u64,
}

impl World {
    fn look(&mut self, whole: &Catalogue, seen: &mut Seen) {
        let catalogue = self.catalogue(whole);
        let number = self.rng.u32(1..5);
        let (timeline, personal) = (self.timeline(number, &catalogue), self.personal(whole));
        let mut device = Device::default();
        for resource in &catalogue.resources {
            let document = resource.document.as_ref().and_then(|document| document.keepable());
            if let Some(document) = document.filter(|_| self.rng.bool()) {
                device.documents.insert(document.digest, document.bytes);
            }
        }
        let m = Moment::new(&timeline, &personal, &device, self.moment());
        let library = m.library;
        let seed = self.seed;
        let mut check = |screen: &'static str, answer: Value| seen.check(library, seed, screen, &answer);
        let value = |answer: &dyn erased::Answer| answer.json();
        check("start", value(&screens::start::answer(&m)));
        check("now", value(&screens::now::answer(&m)));
        check("about", value(&screens::about::answer(&m, "1.0.0")));
        check("contacts", value(&screens::contacts::answer(&m)));
        check("themes", value(&screens::themes::answer(&m)));
        check("terms", value(&screens::terms::answer(&m)));
        check("calendar", value(&screens::calendar::answer(&m)));
        check("bookmarks", value(&screens::bookmarks::answer(&m)));
        check("changes", value(&screens::changes::answer(&m)));
        check("documents", value(&screens::documents::answer(&m)));
        check("reminders", value(&screens::reminders::settings(&m)));
        let who = screens::who::answer(&m);
        let emergency = library
            .active::<Contact>()
            .filter(|c| c.group == catalogue::ContactGroup::Emergency);
        assert_eq!(
            who.emergency.len(),
            emergency.count(),
            "world {seed}: Now shows every emergency contact there is"
        );
        check("who to call", value(&who));
        for id in ids(&catalogue.contacts) {
            check("contact", value(&screens::contacts::contact(&m, &id).unwrap()));
        }
        for id in ids(&catalogue.pathways) {
            check("pathway", value(&screens::pathway::answer(&m, &id).unwrap()));
        }
        for id in ids(&catalogue.themes) {
            check("pack", value(&screens::pack::answer(&m, &id).unwrap()));
            let poster = screens::pack::poster(&m, &id, true).unwrap();
            assert!(poster.contacts.iter().all(|c| c.used_by == catalogue::UsedBy::Everyone));
            check("poster", value(&poster));
        }
        for id in ids(&catalogue.resources) {
            check("resource", value(&screens::resource::answer(&m, &id).unwrap()));
        }
        for id in ids(&catalogue.practice_weeks) {
            check("week", value(&screens::week::answer(&m, &id).unwrap()));
        }
        for id in ids(&catalogue.articles) {
            check("article", value(&screens::article::answer(&m, &id).unwrap()));
        }
        screens::reminders::due(&m);
        screens::documents::next(&m);
        if seed.is_multiple_of(SEARCHED) {
            let finder = Finder::of(library.catalogue());
            for query in [
                "neglect",
                "who do i ring",
                "",
                "0300",
                "brusing on a baby",
                "\u{0301}\u{202e}💥",
            ] {
                let filters = SearchFilters {
                    bookmarked: self.rng.u8(..) < 40,
                    changed: self.rng.u8(..) < 40,
                    ..SearchFilters::default()
                };
                let found = screens::search::answer(&m, &finder, query, &filters, &|| false).unwrap();
                check("search", value(&found));
            }
        }
        assert!(screens::contacts::contact(&m, "no-such-contact").is_err());
    }

    /// A part of the real catalogue, in which much leads nowhere, and some of it is odd.
    fn catalogue(&mut self, whole: &Catalogue) -> Catalogue {
        let mut part = Catalogue {
            areas: self.some(&whole.areas, 6),
            articles: self.some(&whole.articles, 1),
            bank_holidays: self.some(&whole.bank_holidays, 5),
            contacts: self.some(&whole.contacts, 5),
            pathways: self.some(&whole.pathways, 2),
            practice_weeks: self.some(&whole.practice_weeks, 2),
            publishers: self.some(&whole.publishers, 3),
            resources: self.some(&whole.resources, 5),
            sources: self.some(&whole.sources, 3),
            terms: self.some(&whole.terms, 4),
            themes: self.some(&whole.themes, 2),
        };
        for contact in &mut part.contacts {
            contact.standing = self.standing();
            if self.rng.u8(..) < 30 {
                contact.hours = Some(Hours::OutsideHoursOf(contact.id.to_string()));
            }
            if self.rng.u8(..) < 30 {
                contact.area = "nowhere".into();
            }
            if self.rng.u8(..) < 30 {
                contact.limits = vec!["The same line.".into(), "The same line.".into()];
            }
        }
        for pathway in &mut part.pathways {
            pathway.standing = self.standing();
        }
        for resource in &mut part.resources {
            resource.standing = self.standing();
        }
        for theme in &mut part.themes {
            theme.standing = self.standing();
        }
        for week in &mut part.practice_weeks {
            week.standing = self.standing();
            if self.rng.bool() {
                let starts = self.day();
                week.starts = Some(starts);
                week.ends = starts.checked_add_signed(TimeDelta::days(self.rng.i64(0..6)));
                if week.ends.is_none() {
                    week.starts = None;
                }
                let day = |weekday: Weekday| -> Day {
                    serde_json::from_value(json!({"weekday": weekday.name(), "topic": "Topic"})).unwrap()
                };
                week.days = vec![day(Weekday::Monday), day(Weekday::Monday)];
                week.days[0].date = Some(starts);
            }
        }
        part
    }

    fn timeline(&mut self, number: u32, now: &Catalogue) -> Timeline {
        let came = Came {
            origin: Origin::Host,
            at: self.moment(),
        };
        let mut arrivals = Vec::new();
        for newer in 0..self.rng.u32(0..3) {
            let records = (0..20).map(|_| &EDITION.records[self.rng.usize(..EDITION.records.len())]);
            let records: Vec<&Record> = records.collect();
            let changes = records.into_iter().map(|record| {
                let gone = self.rng.bool();
                let after = (!gone).then_some(record.body.as_str());
                catalogue::Change::between(&record.collection, &record.id, Some(record.body.clone()), after)
            });
            let changes = changes.collect();
            arrivals.push(catalogue::Arrival {
                edition: number + newer,
                came_after: number,
                published_at: self.moment(),
                arrived_at: self.moment(),
                changes,
            });
        }
        let older: HashMap<(Kind, String), u32> = now
            .contacts
            .iter()
            .filter(|_| self.rng.u8(..) < 40)
            .map(|contact| ((Kind::Contact, contact.id.to_string()), 1))
            .collect();
        Timeline::with_older(&edition(number, now.clone()), came, arrivals, older)
    }

    fn personal(&mut self, whole: &Catalogue) -> Personal {
        let mut personal = Personal::default();
        let settings = [
            json!({"areas": ["hampshire"], "appearance": "dark"}),
            json!({"areas": ["atlantis"], "appearance": "system"}),
            json!("garbage"),
            json!({"areas": [], "appearance": "plaid"}),
        ];
        let choice = self.rng.usize(..settings.len());
        let mut changes = vec![Change::Set {
            key: "settings".into(),
            json: settings[choice].to_string(),
        }];
        for _ in 0..self.rng.usize(0..12) {
            let (kind, id, title) = &BOOKMARKABLE[self.rng.usize(..BOOKMARKABLE.len())];
            changes.push(Change::AddBookmark(Bookmark {
                kind: kind.name().into(),
                id: id.clone(),
                title: title.clone(),
                kept_at: at("2026-11-20T10:00:00Z"),
            }));
        }
        if let Some(theme) = whole.themes.get(self.rng.usize(..whole.themes.len())) {
            for (kind, id) in [("theme", &*theme.id), ("bookmarks", ""), ("gadget", "x")] {
                changes.push(Change::KeepOffline(KeptOffline {
                    kind: kind.into(),
                    id: id.into(),
                    kept_at: at("2026-11-20T10:00:00Z"),
                }));
            }
        }
        for week in &whole.practice_weeks {
            if self.rng.bool() {
                changes.push(Change::TickDay(DayDone {
                    week: week.id.to_string(),
                    weekday: "monday".into(),
                    done_at: at("2026-11-20T10:00:00Z"),
                }));
            } else {
                changes.push(Change::MuteWeek(MutedWeek {
                    week: week.id.to_string(),
                    muted_at: at("2026-11-20T10:00:00Z"),
                }));
            }
        }
        for change in changes.iter().filter(|_| self.rng.u8(..) < 200) {
            personal = personal.after(change);
        }
        personal
    }

    fn some<T: Typed + Clone>(&mut self, all: &[T], most: usize) -> Vec<T> {
        let mut some: Vec<T> = all
            .iter()
            .filter(|_| self.rng.usize(..all.len().max(1)) < most)
            .cloned()
            .collect();
        some.truncate(most * 2);
        some
    }

    fn standing(&mut self) -> Standing {
        match self.rng.u8(..) {
            0..40 => withdrawn("2026-11-01", "It has closed.", Some("no-such-record")),
            _ => Standing::Active,
        }
    }

    fn day(&mut self) -> NaiveDate {
        let around = at("2026-11-23T10:00:00Z").date_naive();
        match self.rng.u8(..) {
            0..10 => NaiveDate::MAX,
            10..20 => NaiveDate::MIN,
            20..30 => "+262142-12-25".parse().unwrap(),
            _ => around + TimeDelta::days(self.rng.i64(-20..20)),
        }
    }

    fn moment(&mut self) -> DateTime<Utc> {
        match self.rng.u8(..) {
            0..8 => DateTime::<Utc>::MAX_UTC,
            8..16 => DateTime::<Utc>::MIN_UTC,
            _ => at("2026-11-23T10:00:00Z") + TimeDelta::minutes(self.rng.i64(-40_000..40_000)),
        }
    }
}

fn ids<T: Typed>(records: &[T]) -> Vec<String> {
    records.iter().map(|record| record.id().to_owned()).collect()
}

/// An answer of any type, as the window gets it.
mod erased {
    use serde::Serialize;
    use serde_json::Value;

    pub trait Answer {
        fn json(&self) -> Value;
    }

    impl<T: Serialize> Answer for T {
        fn json(&self) -> Value {
            serde_json::to_value(self).unwrap()
        }
    }
}

/// What was looked at, by screen: how many headings and how many links.
#[derive(Default)]
struct Seen(BTreeMap<&'static str, (usize, usize)>);

/// The screens that lead to records by kind and id. Every screen has headings.
const LEADING: [&str; 12] = [
    "article",
    "bookmarks",
    "calendar",
    "changes",
    "now",
    "pack",
    "pathway",
    "reminders",
    "resource",
    "search",
    "terms",
    "week",
];

impl Seen {
    /// Fails on an empty heading or a link that leads nowhere.
    fn check(&mut self, library: &Library, seed: u64, screen: &'static str, answer: &Value) {
        let (headings, links) = self.0.entry(screen).or_default();
        sound(
            answer,
            &mut |heading| {
                *headings += 1;
                assert!(
                    !heading.trim().is_empty(),
                    "world {seed}: {screen}: an empty heading in {answer}"
                );
            },
            &mut |kind, id| {
                *links += 1;
                assert!(
                    library.title(kind, id).is_some(),
                    "world {seed}: {screen}: {kind:?} {id} leads nowhere in {answer}"
                );
            },
        );
    }

    /// Fails where nothing was looked at: then nothing could have been found.
    fn enough(&self) {
        for (screen, (headings, links)) in &self.0 {
            assert!(*headings > 500, "{screen}: {headings} headings");
            let leads = LEADING.contains(screen);
            assert!(!leads || *links > 50, "{screen}: {links} links");
        }
        assert!(LEADING.iter().all(|screen| self.0.contains_key(screen)));
    }
}

fn sound<'a>(answer: &'a Value, heading: &mut impl FnMut(&'a str), link: &mut impl FnMut(Kind, &'a str)) {
    match answer {
        Value::Array(items) => items.iter().for_each(|item| sound(item, heading, link)),
        Value::Object(members) => {
            let text = |key: &str| members.get(key).and_then(Value::as_str);
            // The pieces of a title that is found are no text: one of them may be a space.
            ["title", "heading", "label", "sentence"]
                .into_iter()
                .filter_map(text)
                .for_each(&mut *heading);
            let gone = text("state") == Some("gone") || members.get("opens") == Some(&Value::Bool(false));
            if let (Some(kind), Some(id)) = (text("kind").and_then(Kind::named), text("id"))
                && members.contains_key("title")
                && !gone
            {
                link(kind, id);
            }
            members.values().for_each(|member| sound(member, heading, link));
        }
        _ => {}
    }
}

/// The kinds of what is kept offline are among those that the screens know.
#[test]
fn a_kind_that_nobody_knows_is_passed_over() {
    let personal = Personal::default().after(&Change::KeepOffline(KeptOffline {
        kind: "gadget".into(),
        id: "x".into(),
        kept_at: at("2026-11-20T10:00:00Z"),
    }));
    let timeline = Timeline::of(
        &EDITION,
        Came {
            origin: Origin::Bundled,
            at: at("2026-11-20T10:00:00Z"),
        },
        Vec::new(),
    );
    let device = Device::default();
    let m = Moment::new(&timeline, &personal, &device, at("2026-11-23T10:00:00Z"));
    assert!(screens::documents::answer(&m).items.is_empty());
    assert!(screens::documents::together(&m, KeepKind::Bookmarks, "").is_none());
    let none: Vec<Id<Contact>> = Vec::new();
    assert_eq!(m.library.many(&none).count(), 0);
}
