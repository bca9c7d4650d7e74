//! Random worlds: weeks come, move, are renamed, withdrawn and restored; the device sleeps for days, its clock is set
//! back and forth, its person changes their mind. Whatever happens, nothing is said twice and nothing is lost.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use catalogue::PracticeWeek;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Europe::London;
use proptest::collection::vec;
use proptest::prelude::*;
use reminders::{Change, Choices, History, Key, Message, Occasion, Snooze, Standing};

use crate::kit::{Device, day, put, week, with_session, withdraw};

const IDS: [&str; 3] = ["a", "b", "c"];

/// What may happen to a device between two looks.
#[derive(Clone, Debug)]
enum Event {
    /// Time passes, awake or asleep: minutes.
    Pass(i64),
    /// The clock is set, by minutes.
    SetClock(i64),
    /// An edition in which a week is so many days from today.
    Stands(usize, i64),
    Rename(usize),
    Withdraw(usize),
    BringBack(usize),
    Remove(usize),
    LoseDates(usize),
    /// An edition with a session on a day of the week, so many hours after midnight.
    AddSession(usize, usize, i64),
    Bookmark(usize),
    BookmarkSession(usize, usize),
    Mute(usize, bool),
    Choose(Choices),
    SnoozeLast(Snooze),
    /// Only what was stored is left, as text.
    Restart,
}

fn choices() -> impl Strategy<Value = Choices> {
    let quiet = prop_oneof![
        3 => Just(("20:00", "07:30")),
        1 => Just(("22:15", "09:00")),
        1 => Just(("12:00", "14:00")),
        1 => Just(("00:00", "00:00")),
        1 => Just(("01:30", "01:15")),
    ];
    let flag = || prop::bool::weighted(0.8);
    (
        flag(),
        flag(),
        flag(),
        flag(),
        quiet,
        prop_oneof![Just("08:30"), Just("06:00"), Just("13:00")],
    )
        .prop_map(
            |(week_before, working_day_before, morning_of, sessions, (from, until), morning)| Choices {
                on: true,
                week_before,
                working_day_before,
                morning_of,
                sessions,
                morning_at: morning.parse().unwrap(),
                quiet_from: from.parse().unwrap(),
                quiet_until: until.parse().unwrap(),
                ..Choices::default()
            },
        )
}

fn event() -> impl Strategy<Value = Event> {
    let which = || 0..IDS.len();
    prop_oneof![
        12 => prop_oneof![1..90_i64, 60..1500_i64, 1000..8000_i64].prop_map(Event::Pass),
        1 => (-4000..4000_i64).prop_map(Event::SetClock),
        4 => (which(), -6..20_i64).prop_map(|(which, days)| Event::Stands(which, days)),
        1 => which().prop_map(Event::Rename),
        2 => which().prop_map(Event::Withdraw),
        2 => which().prop_map(Event::BringBack),
        1 => which().prop_map(Event::Remove),
        1 => which().prop_map(Event::LoseDates),
        2 => (which(), 0..5_usize, 0..23_i64).prop_map(|(which, nth, hour)| Event::AddSession(which, nth, hour)),
        1 => which().prop_map(Event::Bookmark),
        1 => (which(), 0usize..3).prop_map(|(which, nth)| Event::BookmarkSession(which, nth)),
        1 => (which(), any::<bool>()).prop_map(|(which, muted)| Event::Mute(which, muted)),
        1 => choices().prop_map(Event::Choose),
        1 => prop_oneof![Just(Snooze::Hour), Just(Snooze::Tomorrow)].prop_map(Event::SnoozeLast),
        2 => Just(Event::Restart),
    ]
}

/// Mondays before the clocks change, and a quiet one.
fn start() -> impl Strategy<Value = NaiveDate> {
    prop::sample::select(vec![
        "2026-03-23",
        "2026-06-01",
        "2026-10-19",
        "2027-03-22",
        "2027-10-25",
    ])
    .prop_map(day)
}

/// London's clock, worked out by the law and not by a table: an hour ahead from the last Sunday in March to the last in
/// October, each at 1am UTC.
fn moment(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let last_sunday = |month| {
        let last = NaiveDate::from_ymd_opt(day.year(), month, 31).unwrap();
        last - TimeDelta::days(i64::from(last.weekday().num_days_from_sunday()))
    };
    let change = |month, hour| last_sunday(month).and_hms_opt(hour, 0, 0).unwrap();
    let local = day.and_time(time);
    let summer = change(3, 2) <= local && local < change(10, 2);
    (local - TimeDelta::hours(i64::from(summer))).and_utc()
}

/// The day in London, by the same law: the one whose midnight came last.
fn today(now: DateTime<Utc>) -> NaiveDate {
    let day = now.date_naive() + TimeDelta::days(1);
    if moment(day, NaiveTime::MIN) <= now {
        day
    } else {
        now.date_naive()
    }
}

/// An occasion: by when it was to be said, and when that which it announces is over.
type Wanted = BTreeMap<String, (DateTime<Utc>, DateTime<Utc>)>;

/// What the choices ask for of a week, worked out apart from the rules.
fn wanted(device: &Device, week: &PracticeWeek) -> Wanted {
    let mut wanted = Wanted::new();
    let (Some(starts), Some(ends)) = (week.starts, week.ends) else {
        return wanted;
    };
    if !week.standing.is_active() || device.muted.contains(week.id.as_str()) {
        return wanted;
    }
    let choices = &device.choices;
    let midnight = |day: NaiveDate| moment(day + TimeDelta::days(1), NaiveTime::MIN);
    let mut add = |what: String, at, over| wanted.insert(format!("{}/{what}", week.id), (at, over));
    if choices.week_before {
        let at = moment(starts - TimeDelta::days(7), choices.morning_at);
        add(format!("week-before/{starts}"), at, midnight(ends));
    }
    if choices.working_day_before {
        let mut before = starts - TimeDelta::days(1);
        while matches!(before.weekday(), Weekday::Sat | Weekday::Sun) {
            before -= TimeDelta::days(1);
        }
        add(
            format!("working-day-before/{starts}"),
            moment(before, choices.morning_at),
            midnight(ends),
        );
    }
    for day in &week.days {
        let date = day.date.unwrap();
        if choices.morning_of {
            add(format!("day/{date}"), moment(date, choices.morning_at), midnight(date));
        }
        for session in day.sessions.iter().filter(|_| choices.sessions) {
            let starts = moment(session.starts.date(), session.starts.time());
            let by_itself = device
                .bookmarked_sessions
                .contains(&format!("{}/{}", week.id, session.id));
            if by_itself || device.bookmarked_weeks.contains(week.id.as_str()) {
                let what = format!("session/{}/{}", session.id, session.starts.format("%Y-%m-%dT%H:%M"));
                add(what, starts - TimeDelta::minutes(15), starts);
            }
        }
    }
    wanted
}

/// When the quiet hours that contain `now` end; `None` outside them.
fn quiet_until(choices: &Choices, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let (from, until) = (choices.quiet_from, choices.quiet_until);
    let over_night = from > until;
    (-1..=0).find_map(|back| {
        let first = today(now) + TimeDelta::days(back);
        let begins = moment(first, from);
        let ends = moment(first + TimeDelta::days(i64::from(over_night)), until);
        (from != until && begins <= now && now < ends).then_some(ends)
    })
}

struct Run {
    device: Device,
    now: DateTime<Utc>,
    /// All that was ever said, by what it is known by; what was left for later may come once more.
    history: HashSet<String>,
    last: Option<Message>,
    editions: usize,
}

impl Run {
    fn new(starts: NaiveDate) -> Self {
        Self {
            device: Device::default(),
            now: moment(starts, NaiveTime::from_hms_opt(12, 0, 0).unwrap()),
            history: HashSet::new(),
            last: None,
            editions: 0,
        }
    }

    fn week(&mut self, which: usize) -> Option<&mut PracticeWeek> {
        self.device.weeks.iter_mut().find(|week| week.id == IDS[which])
    }

    fn happens(&mut self, event: &Event) {
        let now = self.now;
        self.editions += 1;
        let edition = self.editions;
        match event {
            Event::Pass(minutes) | Event::SetClock(minutes) => self.now += TimeDelta::minutes(*minutes),
            Event::Stands(which, days) => {
                let starts = today(now) + TimeDelta::days(*days);
                match self.week(*which) {
                    Some(week) => put(week, starts),
                    None => self.device.weeks.push(week(IDS[*which], starts)),
                }
            }
            Event::Rename(which) => {
                if let Some(week) = self.week(*which) {
                    week.title = format!("Title of edition {edition}");
                }
            }
            Event::Withdraw(which) => {
                if let Some(week) = self.week(*which) {
                    withdraw(week);
                }
            }
            Event::BringBack(which) => {
                if let Some(week) = self.week(*which) {
                    week.standing = catalogue::Standing::Active;
                }
            }
            Event::Remove(which) => self.device.weeks.retain(|week| week.id != IDS[*which]),
            Event::LoseDates(which) => {
                if let Some(week) = self.week(*which) {
                    (week.starts, week.ends) = (None, None);
                    week.days.clear();
                }
            }
            Event::AddSession(which, nth, hour) => {
                if let Some(week) = self.week(*which)
                    && let Some(date) = week.days.get(*nth).and_then(|day| day.date)
                {
                    // London leaves 1am out once a year: nobody plans a session then.
                    let hour = if *hour == 1 { 10 } else { *hour };
                    let starts = date.and_time(NaiveTime::MIN) + TimeDelta::hours(hour);
                    with_session(week, &format!("s{edition}"), *nth, starts);
                }
            }
            Event::BookmarkSession(which, nth) => {
                let week = self.device.weeks.iter().find(|week| week.id == IDS[*which]);
                let mut sessions = week
                    .into_iter()
                    .flat_map(|week| &week.days)
                    .flat_map(|day| &day.sessions);
                if let Some(session) = sessions.nth(*nth) {
                    let session = format!("{}/{}", IDS[*which], session.id);
                    self.device.bookmarked_sessions.insert(session);
                }
            }
            Event::Bookmark(which) => {
                self.device.bookmarked_weeks.insert(IDS[*which].into());
            }
            Event::Mute(which, true) => {
                self.device.muted.insert(IDS[*which].into());
            }
            Event::Mute(which, false) => {
                self.device.muted.remove(IDS[*which]);
            }
            Event::Choose(choices) => self.device.choices = choices.clone(),
            Event::SnoozeLast(choice) => {
                if let Some(last) = self.last.take().filter(|last| last.can_snooze) {
                    let until = choice.until(&self.device.choices, now);
                    let identity = last.keys[0].identity();
                    self.history.remove(&identity);
                    self.device.history.snoozed.insert(identity, until);
                }
            }
            Event::Restart => {
                let stored: Vec<String> = self.device.history.shown.iter().map(ToString::to_string).collect();
                let shown = stored.iter().map(|text| text.parse().unwrap()).collect();
                let snoozed: HashMap<_, _> = self.device.history.snoozed.clone();
                self.device.history = History { shown, snoozed };
            }
        }
    }

    /// Looks, and holds what is shown against what must be.
    fn look(&mut self) {
        let now = self.now;
        let before = self.device.clone();
        let (messages, next) = self.device.look(now);
        assert!(
            next.is_none_or(|next| next > now),
            "it asks to be asked at {next:?}, and it is {now}"
        );
        let weeks: BTreeSet<&String> = messages.iter().map(|message| &message.week).collect();
        assert_eq!(weeks.len(), messages.len(), "one message a week");
        for message in &messages {
            self.is_right(&before, message);
            for key in &message.keys {
                assert!(self.history.insert(key.identity()), "{key} is shown twice");
            }
        }
        self.nothing_is_lost(&before);
        self.last = messages.into_iter().next_back().or(self.last.take());
    }

    fn is_right(&self, before: &Device, message: &Message) {
        let (now, week) = (self.now, before.weeks.iter().find(|week| week.id == message.week));
        assert!(!before.muted.contains(&message.week), "{message:?} of a muted week");
        assert!(!message.keys.is_empty() && message.at == now);
        let announced = before.history.shown.iter().rfind(|key| key.week == message.week);
        let announced = announced.map(|key| key.standing);
        match message.change {
            Some(Change::Cancelled | Change::Gone | Change::Undated) => {
                assert!(announced.is_some(), "of what was never announced");
                assert_eq!(message.keys.len(), 1, "and nothing else of it");
            }
            Some(Change::Moved { from }) => assert_eq!(announced, Some(Standing::Starts(from))),
            Some(Change::OnAgain) => assert!(matches!(
                announced,
                Some(Standing::Undated | Standing::Cancelled | Standing::Gone)
            )),
            None => {
                // Where nothing has changed, the person knows the week as it is.
                let starts = week.unwrap().starts.unwrap();
                assert!(
                    announced.is_none_or(|announced| announced == Standing::Starts(starts)),
                    "{announced:?}: {message:?}"
                );
            }
        }
        if matches!(message.change, None | Some(Change::Moved { .. } | Change::OnAgain)) {
            let week = week.unwrap();
            assert!(week.standing.is_active());
            assert!(today(now) <= week.ends.unwrap(), "{message:?} of a week that is past");
        }
        let wanted = week.map(|week| wanted(before, week)).unwrap_or_default();
        let occasions = || {
            message
                .keys
                .iter()
                .filter(|key| !matches!(key.occasion, Occasion::Change(_)))
        };
        for key in occasions() {
            let (_, over) = wanted[&key.identity()];
            assert!(now < over, "{key} is over");
        }
        // In quiet hours only what would be over by their end.
        if let Some(end) = quiet_until(&before.choices, now) {
            let presses = |key: &Key| match &key.occasion {
                Occasion::Change(_) => {
                    let last = match (key.standing, announced) {
                        (Standing::Starts(_), _) => week.and_then(|week| week.ends).unwrap(),
                        (_, Some(Standing::Starts(day))) => day,
                        _ => return true,
                    };
                    today(end) > last
                }
                _ => {
                    let (_, over) = wanted[&key.identity()];
                    over <= end
                }
            };
            assert!(
                message.keys.iter().any(presses),
                "{message:?} breaks into quiet hours until {end}"
            );
        }
    }

    fn nothing_is_lost(&self, before: &Device) {
        let now = self.now;
        let quiet = quiet_until(&before.choices, now);
        for week in &before.weeks {
            for (identity, (at, over)) in wanted(before, week) {
                let presses = quiet.is_none_or(|end| over <= end);
                let left = before
                    .history
                    .snoozed
                    .get(&identity)
                    .is_some_and(|until| *until > now && *until <= now + TimeDelta::hours(49));
                if at <= now && now < over && presses && !left {
                    assert!(
                        self.history.contains(&identity),
                        "{identity} was due at {at} and is lost at {now}"
                    );
                }
            }
        }
        if quiet.is_some() {
            return;
        }
        // Nobody is left expecting a day that is ahead and no longer planned.
        for id in IDS.iter().filter(|id| !before.muted.contains(**id)) {
            let announced = self.device.history.shown.iter().rfind(|key| key.week == *id);
            let Some(Standing::Starts(announced)) = announced.map(|key| key.standing) else {
                continue;
            };
            let week = before.weeks.iter().find(|week| week.id == *id);
            let stands = week
                .filter(|week| week.standing.is_active())
                .and_then(|week| week.starts);
            let over = week.and_then(|week| week.ends).is_some_and(|ends| ends < today(now));
            if today(now) <= announced && !(stands.is_some() && over) {
                assert_eq!(stands, Some(announced), "{id} at {now}");
            }
        }
    }
}

fn cases(n: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(n)
    }
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn nothing_is_said_twice_and_nothing_is_lost(starts in start(), events in vec(event(), 1..80)) {
        let mut run = Run::new(starts);
        for event in &events {
            run.happens(event);
            run.look();
        }
    }

    #[test]
    fn mornings_are_mornings_in_london_all_year(offset in 0..700_i64) {
        let starts = day("2026-01-12") + TimeDelta::days(offset);
        let device = Device::with([week("a", starts)]);
        let now = moment(starts - TimeDelta::days(8), NaiveTime::MIN);
        let messages = reminders::upcoming(&device.world(), &device.history, now, 50);
        prop_assert_eq!(messages.len(), 7);
        for message in messages {
            let local = message.at.with_timezone(&London);
            prop_assert_eq!(local.time(), device.choices.morning_at);
            prop_assert_eq!(message.at, moment(local.date_naive(), device.choices.morning_at));
        }
    }
}

proptest! {
    #![proptest_config(cases(50))]

    /// Looking all the time and looking only at the times asked for show the same at the same times, and so does a
    /// phone that was given all of it beforehand.
    #[test]
    fn looking_seldom_and_arming_ahead_show_the_same(
        starts in start(),
        days in -5..15_i64,
        hours in vec((0..5_usize, 2..23_i64), 0..3),
        chosen in choices(),
    ) {
        let now = moment(starts, NaiveTime::from_hms_opt(12, 0, 0).unwrap());
        let mut device = Device::with([week("a", starts + TimeDelta::days(days))]);
        device.bookmarked_weeks.insert("a".into());
        device.choices = chosen;
        for (n, (nth, hour)) in hours.into_iter().enumerate() {
            let date = device.weeks[0].days[nth].date.unwrap();
            let at = date.and_time(NaiveTime::MIN) + TimeDelta::hours(hour);
            with_session(&mut device.weeks[0], &format!("s{n}"), nth, at);
        }
        let armed = reminders::upcoming(&device.world(), &device.history, now, 50);
        let mut announced = device.clone();
        let mut on_time = Vec::new();
        let mut next = Some(now);
        while let Some(at) = next {
            let (messages, again) = announced.look(at);
            on_time.extend(messages);
            next = again;
        }
        prop_assert_eq!(&on_time, &armed);
        let mut every = Vec::new();
        // Everything in these worlds comes at a quarter of an hour or the minute before one.
        for minutes in (0..21 * 24 * 60).filter(|minute| [0, 14].contains(&(minute % 15))) {
            every.extend(device.look(now + TimeDelta::minutes(minutes)).0);
        }
        prop_assert_eq!(&every, &armed);
    }
}
