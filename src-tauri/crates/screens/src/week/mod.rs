//! A practice week, its days and sessions.

pub(crate) mod following;
pub mod view;

use catalogue::{Day, Kind, PracticeWeek, Session};

pub use view::{DayView, FigureView, SessionView, WeekView};

use crate::{Moment, NotFound, cards, words};

/// A practice week by id.
///
/// # Errors
/// When there is none of that id.
pub fn answer(m: &Moment, id: &str) -> Result<WeekView, NotFound> {
    let week: &PracticeWeek = m.library.get(id).ok_or(NotFound("practice week"))?;
    let same = |w: &&PracticeWeek| w.id != week.id && w.year == week.year && w.themes == week.themes;
    let figure = |figure: &catalogue::Figure| FigureView {
        value: figure.value.clone(),
        of: figure.of.clone(),
        source: cards::taken_from(m, &figure.source).source,
    };
    Ok(WeekView {
        card: cards::week(m, week),
        summary: words::paragraphs(&week.summary),
        hashtag: week.hashtag.clone(),
        figures: week.figures.iter().map(figure).collect(),
        one_thing: week.one_thing.clone(),
        resources: cards::resources(m, &week.resources),
        muted: m.personal.is_muted(&week.id),
        kept: following::kept(m, week),
        days: week.days.iter().map(|d| day(m, week, d)).collect(),
        themes: cards::links(m.library, Kind::Theme, &week.themes),
        elsewhere: m.library.active().filter(same).map(|w| cards::week(m, w)).collect(),
        provenance: cards::taken_from(m, &week.source),
        withdrawn: cards::withdrawn(m.library, Kind::Week, &week.standing),
        report: cards::report(m, Kind::Week, &week.id),
    })
}

pub(crate) fn day(m: &Moment, week: &PracticeWeek, day: &Day) -> DayView {
    let begun = week.starts.is_some_and(|starts| starts <= m.today);
    let mut links = cards::links(m.library, Kind::Pathway, &day.pathways);
    links.extend(cards::links(m.library, Kind::Theme, &day.themes));
    links.extend(cards::links(m.library, Kind::Article, &day.articles));
    DayView {
        weekday: day.weekday,
        title: words::day_title(day.weekday, day.date),
        date: day.date,
        done: begun.then(|| m.personal.is_done(&week.id, day.weekday.name())),
        today: day.date == Some(m.today),
        topic: day.topic.clone(),
        summary: day.summary.clone(),
        one_thing: day.one_thing.clone(),
        sessions: day.sessions.iter().map(|s| session(m, week, s)).collect(),
        resources: cards::resources(m, &day.resources),
        links,
    }
}

pub(crate) fn session(m: &Moment, week: &PracticeWeek, session: &Session) -> SessionView {
    let record = format!("{}/{}", week.id, session.id);
    SessionView {
        id: session.id.to_string(),
        bookmarked: m.is_bookmarked(Kind::Session, &record),
        record,
        title: session.title.clone(),
        time: format!(
            "{} to {}",
            words::time(session.starts.time()),
            words::time(session.ends.time())
        ),
        place: session.place.clone(),
        resource: session
            .resource
            .as_ref()
            .and_then(|id| cards::link(m.library, Kind::Resource, id)),
    }
}
