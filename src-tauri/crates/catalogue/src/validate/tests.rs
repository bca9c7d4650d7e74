//! One tiny valid catalogue, and one edit of it a rule.

use super::form::{is_extension, is_relay_number, is_telephone_number, is_text_number, is_word_to_send};
use super::*;
use crate::{
    ContactGroup, Hours, Link, OnBankHolidays, Opening, PhoneNumber, Standing, UsedBy, Way, Weekday, Withdrawal,
};
use chrono::NaiveDate;
use serde_json::json;

/// A catalogue with one of everything and no fault.
fn tiny() -> Catalogue {
    let hash = "a".repeat(64);
    serde_json::from_value(json!({
        "sources": [{"id": "brochure", "title": "Brochure", "short": "the brochure", "address": "https://www.hants.gov.uk/b?x=1#y", "recorded_on": "2026-11-22"}],
        "areas": [{"id": "national", "title": "National", "source": "brochure"},
                  {"id": "hampshire", "title": "Hampshire", "within": "national", "source": "brochure"}],
        "publishers": [{"id": "hscp", "title": "HSCP", "website": "https://www.hampshirescp.org.uk", "source": "brochure"}],
        "resources": [
            {"id": "toolkit", "title": "Toolkit", "kind": "toolkit", "audience": "everyone", "area": "hampshire", "publisher": "hscp", "source": "brochure",
             "link": {"url": "https://www.hampshirescp.org.uk/toolkit/", "confirmed_on": "2026-11-01", "confirmed_by": "HSCP", "review_by": "2027-05-01"},
             "document": {"sha256": hash, "bytes": 1, "media_type": "application/pdf"}},
            {"id": "form", "title": "Form", "summary": "For work", "kind": "form", "audience": "professionals", "area": "hampshire", "publisher": "hscp", "source": "brochure"}],
        "contacts": [
            {"id": "public", "title": "Children's services", "purpose": "Ring", "group": "childrens-services", "order": 1, "area": "hampshire", "used_by": "everyone",
             "numbers": [{"number": "0300 555 1384"}], "source": "brochure",
             "hours": {"weekly": [{"days": ["monday"], "from": "08:30", "to": "17:00"}]}},
            {"id": "night", "title": "Out of hours", "purpose": "Ring", "group": "childrens-services", "order": 2, "area": "hampshire", "used_by": "everyone",
             "numbers": [{"number": "999", "then_press": "55"}], "hours": {"outside-hours-of": "public"}, "source": "brochure"},
            {"id": "colleagues", "title": "Professionals' line", "purpose": "Ring", "group": "childrens-services", "order": 3, "area": "hampshire", "used_by": "professionals",
             "numbers": [{"number": "01329 225379"}], "emails": ["a.b@hants.gov.uk"], "source": "brochure"},
            {"id": "emergency", "title": "Emergency", "purpose": "Ring", "group": "emergency", "order": 1, "area": "national", "used_by": "everyone",
             "numbers": [{"number": "999"}], "source": "brochure"}],
        "themes": [{"id": "abuse", "title": "Abuse", "order": 1, "summary": "S", "one_thing": "O", "source": "brochure", "related": ["neglect"],
                    "sections": [{"kind": "toolkits", "entries": [{"resource": "toolkit"}]}]},
                   {"id": "neglect", "title": "Neglect", "order": 2, "summary": "S", "one_thing": "O", "source": "brochure", "sections": []}],
        "articles": [{"id": "principles", "title": "Principles", "summary": "S", "area": "national", "audience": "everyone", "themes": ["abuse"], "resources": ["toolkit"], "source": "brochure",
                      "body": "Four of *them*: 2 < 3, `<b>`.\n"}],
        "terms": [{"id": "mash", "title": "MASH", "meaning": "M", "theme": "abuse", "source": "brochure"}],
        "pathways": [
            {"id": "worried", "title": "Worried", "situation": "W", "order": 1, "area": "hampshire", "summary": "S", "articles": ["principles"], "themes": ["abuse"], "source": "brochure", "steps": [
                {"id": "danger", "title": "D", "urgency": "emergency", "text": "T", "contacts": ["colleagues"], "resources": ["form"], "question": "Q?", "source": "brochure",
                 "answers": [{"label": "Yes", "step": "tell"}, {"label": "Other", "pathway": "other"}, {"label": "No"}]},
                {"id": "tell", "title": "T", "urgency": "urgent", "text": "T"},
                {"id": "wait", "title": "W", "urgency": "routine", "text": "T"}]},
            {"id": "other", "title": "Other", "situation": "O", "order": 2, "area": "hampshire", "summary": "S", "source": "brochure", "steps": [
                {"id": "one", "title": "O", "urgency": "routine", "text": "T"}]}],
        "bank_holidays": [{"id": "2026-12-25", "title": "Christmas Day", "date": "2026-12-25", "source": "brochure"},
                          {"id": "2026-12-28", "title": "Boxing Day (substitute day)", "date": "2026-12-28", "source": "brochure"}],
        "practice_weeks": [{"id": "week", "title": "Week", "area": "hampshire", "year": 2024, "starts": "2024-11-25", "ends": "2024-11-29", "summary": "S", "source": "brochure",
            "figures": [{"value": "1 in 5", "of": "children", "source": "brochure"}], "themes": ["abuse"],
            "days": [{"weekday": "wednesday", "date": "2024-11-27", "topic": "T", "resources": ["toolkit"], "pathways": ["worried"], "articles": ["principles"], "themes": ["abuse"],
                      "sessions": [{"id": "talk", "title": "Talk", "starts": "2024-11-27T13:30:00", "ends": "2024-11-27T15:00:00", "place": "Teams", "resource": "toolkit"}]}]}]
    }))
    .expect("the tiny catalogue")
}

fn rules() -> Rules {
    let denied = |value: &str| Denied {
        value: value.into(),
        group: None,
        area: None,
        reason: "Superseded.".into(),
    };
    Rules {
        deny: DenyList {
            denied: vec![denied("0300 300 0117"), denied("Coventryhaven.co.uk")],
        },
        published: vec![Key {
            collection: "terms".into(),
            id: "mash".into(),
        }],
        ..Rules::default()
    }
}

/// The faults of the tiny catalogue after `edit`: "collection/id#path: what".
fn faults(edit: impl FnOnce(&mut Catalogue)) -> Vec<String> {
    let mut catalogue = tiny();
    edit(&mut catalogue);
    validate(&catalogue, &rules())
        .into_iter()
        .map(|f| format!("{}/{}#{}: {}", f.collection, f.id, f.path, f.what))
        .collect()
}

/// Each edit brings exactly the one fault that starts like this.
macro_rules! each_refused {
    ($($edit:expr => $fault:expr;)*) => { $(
        let found = faults($edit);
        assert!(found.len() == 1 && found[0].starts_with($fault), "expected only {:?}, found {found:#?}", $fault);
    )* };
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn withdrawal(replacement: Option<&str>) -> Standing {
    Standing::Withdrawn(Withdrawal {
        on: day("2026-11-01"),
        reason: "Closed".into(),
        replacement: replacement.map(Into::into),
    })
}

/// A number that is called.
fn number(number: &str) -> PhoneNumber {
    serde_json::from_value(json!({"number": number})).expect("a number")
}

#[test]
fn a_sound_catalogue_has_no_faults() {
    assert_eq!(faults(|_| ()), Vec::<String>::new());
}

/// The span from "2027-02-24" to …, each "" where it is open.
fn span(from: &str, until: &str) -> crate::Span {
    let day = |text: &str| (!text.is_empty()).then(|| day(text));
    crate::Span {
        from: day(from),
        until: day(until),
    }
}

#[test]
fn what_takes_anothers_place_begins_when_that_has_ended() {
    let numbers = |c: &mut Catalogue, spans: &[(&str, &str)]| {
        let of = spans.iter().enumerate();
        let numbers = of.map(|(n, (from, until))| PhoneNumber {
            span: span(from, until),
            ..number(&format!("0300 555 000{n}"))
        });
        c.contacts[2].numbers = numbers.collect();
    };
    let twice = |c: &mut Catalogue, first: crate::Span, second: crate::Span| {
        let mut next = c.contacts[2].clone();
        (next.id, next.order, next.emails) = ("front-door".into(), 4, Vec::new());
        next.numbers = vec![number("0300 555 0009")];
        next.span = second;
        c.contacts[2].span = first;
        c.contacts.insert(3, next);
        c.pathways[0].steps[0].contacts = vec!["colleagues".into(), "front-door".into()];
    };
    let steps = |c: &mut Catalogue, first: crate::Span, second: crate::Span| {
        let steps = &mut c.pathways[0].steps;
        let mut next = steps[1].clone();
        next.id = "tell-2".into();
        (steps[1].span, next.span) = (first, second);
        steps.insert(2, next);
    };
    for sound in [&[("", "2027-02-23"), ("2027-02-24", "")][..], &[("", ""), ("", "")]] {
        assert_eq!(faults(|c| numbers(c, sound)), Vec::<String>::new(), "{sound:?}");
    }
    assert_eq!(
        faults(|c| twice(c, span("", "2027-02-23"), span("2027-02-24", ""))),
        Vec::<String>::new()
    );
    assert_eq!(
        faults(|c| steps(c, span("", "2027-02-23"), span("2027-02-24", ""))),
        Vec::<String>::new()
    );
    each_refused! {
        |c| numbers(c, &[("", "2027-02-24"), ("2027-02-24", "")])
            => "contacts/colleagues#numbers/1: of \"0300 555 0000\" and \"0300 555 0001\", both hold on 2027-02-24";
        |c| numbers(c, &[("", ""), ("2027-02-24", "")]) => "contacts/colleagues#numbers/1: of";
        |c| numbers(c, &[("2027-02-24", ""), ("", "2027-02-24")]) => "contacts/colleagues#numbers/0: of";
        |c| numbers(c, &[("", ""), ("", "2027-02-24")]) => "contacts/colleagues#numbers/1: of";
        |c| numbers(c, &[("2027-02-24", "")])
            => "contacts/colleagues#numbers: on 2027-02-23 this contact is in use and none of its numbers is";
        |c| numbers(c, &[("", "2027-02-23")])
            => "contacts/colleagues#numbers: on 2027-02-24 this contact is in use and none of its numbers is";
        |c| c.pathways[0].steps[2].span = span("2027-02-24", "2027-02-23")
            => "pathways/worried#steps/2/until: it holds until 2027-02-23 and only from 2027-02-24";
        |c| { c.contacts[2].span = span("2027-02-24", ""); c.pathways[0].steps[0].span = span("2027-02-23", "") }
            => "pathways/worried#steps/0/contacts: on 2027-02-23 this step is in use and none of its contacts is";
        |c| twice(c, span("", "2027-02-23"), span("2027-02-23", ""))
            => "contacts/front-door#: this contact and \"colleagues\" are one to those who look for it, and both hold on 2027-02-23";
        |c| twice(c, span("", ""), span("2027-02-23", "")) => "contacts/front-door#: this contact";
        |c| steps(c, span("", "2027-02-23"), span("2027-02-23", ""))
            => "pathways/worried#steps/2: of \"tell\" and \"tell-2\", both hold on 2027-02-23";
        |c| steps(c, span("", "2027-02-23"), span("2027-02-25", ""))
            => "pathways/worried#steps/2: of \"tell\" and \"tell-2\", neither holds on 2027-02-24";
        |c| c.pathways[1].steps[0].span = span("2027-02-24", "")
            => "pathways/other#steps: on 2027-02-23 this pathway has no step";
        |c| c.resources[0].link.as_mut().unwrap().span = span("2027-02-24", "2027-02-23")
            => "resources/toolkit#link/until: it holds until 2027-02-23 and only from 2027-02-24";
        |c| c.resources[0].link.as_mut().unwrap().span = span("2127-02-24", "")
            => "resources/toolkit#link/from: 2127-02-24 is not between";
    }
    // An emergency contact that ends says so twice: nobody is there for everybody on every day.
    let ends = faults(|c| c.contacts[3].span = span("", "2027-02-23"));
    assert!(
        ends.len() == 2 && ends[1].starts_with("contacts/emergency#until: an emergency contact ends"),
        "{ends:#?}"
    );
}

#[test]
fn dangling_references() {
    each_refused! {
        |c| c.areas[1].within = Some("x".into()) => "areas/hampshire#within: there is no area";
        |c| c.areas[0].source = "x".into() => "areas/national#source: there is no source";
        |c| c.publishers[0].source = "".into() => "publishers/hscp#source: `source` is empty";
        |c| c.resources[0].area = "x".into() => "resources/toolkit#area: there is no area";
        |c| c.resources[0].publisher = "x".into() => "resources/toolkit#publisher: there is no publisher";
        |c| c.resources[0].link.as_mut().unwrap().source = Some("x".into()) => "resources/toolkit#link/source: there is no source";
        |c| c.contacts[0].area = "x".into() => "contacts/public#area: there is no area";
        |c| c.contacts[1].hours = Some(Hours::OutsideHoursOf("x".into())) => "contacts/night#hours/outside-hours-of: there is no contact";
        |c| c.themes[0].sections[0].entries[0].resource = "x".into() => "themes/abuse#sections/0/entries/0/resource: there is no resource";
        |c| c.themes[0].one_thing_resources.push("x".into()) => "themes/abuse#one_thing_resources/0: there is no resource";
        |c| c.themes[0].resources.push("x".into()) => "themes/abuse#resources/0: there is no resource";
        |c| c.themes[0].related[0] = "x".into() => "themes/abuse#related/0: there is no theme";
        |c| c.articles[0].area = "x".into() => "articles/principles#area: there is no area";
        |c| c.articles[0].themes[0] = "x".into() => "articles/principles#themes/0: there is no theme";
        |c| c.articles[0].resources[0] = "x".into() => "articles/principles#resources/0: there is no resource";
        |c| c.articles[0].sources.push("x".into()) => "articles/principles#sources/0: there is no source";
        |c| c.terms[0].theme = Some("x".into()) => "terms/mash#theme: there is no theme";
        |c| c.pathways[0].area = "x".into() => "pathways/worried#area: there is no area";
        |c| c.pathways[0].articles[0] = "x".into() => "pathways/worried#articles/0: there is no article";
        |c| c.pathways[0].themes[0] = "x".into() => "pathways/worried#themes/0: there is no theme";
        |c| c.pathways[0].steps[0].contacts[0] = "x".into() => "pathways/worried#steps/0/contacts/0: there is no contact";
        |c| c.pathways[0].steps[0].resources[0] = "x".into() => "pathways/worried#steps/0/resources/0: there is no resource";
        |c| c.pathways[0].steps[0].source = Some("x".into()) => "pathways/worried#steps/0/source: there is no source";
        |c| c.pathways[0].steps[0].answers[0].step = Some("x".into()) => "pathways/worried#steps/0/answers/0/step: there is no step";
        |c| c.pathways[0].steps[0].answers[1].pathway = Some("x".into()) => "pathways/worried#steps/0/answers/1/pathway: there is no pathway";
        |c| c.practice_weeks[0].area = "x".into() => "practice_weeks/week#area: there is no area";
        |c| c.practice_weeks[0].themes[0] = "x".into() => "practice_weeks/week#themes/0: there is no theme";
        |c| c.practice_weeks[0].figures[0].source = "x".into() => "practice_weeks/week#figures/0/source: there is no source";
        |c| c.practice_weeks[0].resources.push("x".into()) => "practice_weeks/week#resources/0: there is no resource";
        |c| c.practice_weeks[0].days[0].resources[0] = "x".into() => "practice_weeks/week#days/0/resources/0: there is no resource";
        |c| c.practice_weeks[0].days[0].pathways[0] = "x".into() => "practice_weeks/week#days/0/pathways/0: there is no pathway";
        |c| c.practice_weeks[0].days[0].articles[0] = "x".into() => "practice_weeks/week#days/0/articles/0: there is no article";
        |c| c.practice_weeks[0].days[0].themes[0] = "x".into() => "practice_weeks/week#days/0/themes/0: there is no theme";
        |c| c.practice_weeks[0].days[0].sessions[0].resource = Some("x".into()) => "practice_weeks/week#days/0/sessions/0/resource: there is no resource";
        |c| { c.resources[0].standing = withdrawal(Some("x")) }
            => "resources/toolkit#withdrawal/replacement: there is no resource";
        |c| { c.resources[0].standing = withdrawal(Some("toolkit")) }
            => "resources/toolkit#withdrawal/replacement: it is to be replaced by itself";
        |c| c.themes[0].related.push("neglect".into()) => "themes/abuse#related/1: \"neglect\" stands twice";
    }
}

#[test]
fn areas_in_a_circle() {
    let found = faults(|c| c.areas[0].within = Some("hampshire".into()));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().all(|f| f.contains("lies in itself")));
    each_refused! { |c| c.areas[0].within = Some("national".into()) => "areas/national#within: the area \"national\" lies in itself"; }
}

#[test]
fn ids() {
    each_refused! {
        |c| { let copy = c.areas[1].clone(); c.areas.push(copy) } => "areas/hampshire#id: there are two areas";
        |c| { let mut t = c.terms[0].clone(); t.id = "Not a slug".into(); c.terms.push(t) } => "terms/Not a slug#id: \"Not a slug\" cannot be";
        |c| { let mut t = c.terms[0].clone(); t.id = "a--b".into(); c.terms.push(t) } => "terms/a--b#id: \"a--b\" cannot be";
        |c| c.pathways[1].steps[0].id = "É".into() => "pathways/other#steps/0/id: \"É\" cannot be";
        |c| c.pathways[0].steps[2].id = "tell".into() => "pathways/worried#steps/2/id: there are two steps";
        |c| c.pathways[1].steps[0].id = "end".into() => "pathways/other#steps/0/id: a step cannot be called";
        |c| { let mut s = c.practice_weeks[0].days[0].clone(); s.weekday = Weekday::Thursday; s.date = Some(day("2024-11-28"));
              s.sessions[0].starts = "2024-11-28T13:30:00".parse().unwrap(); s.sessions[0].ends = "2024-11-28T15:00:00".parse().unwrap();
              c.practice_weeks[0].days.push(s) } => "practice_weeks/week#days/1/sessions/0/id: there are two sessions";
        |c| c.terms.clear() => "terms/mash#: the term \"mash\" has been published and is gone";
        |c| c.terms[0].id = "mash1".into() => "terms/mash#: the term \"mash\" has been published and is gone";
    }
    // What is there but unread is neither gone nor dangling.
    let mut rules = rules();
    rules.unread.collections.insert("terms".into());
    rules.unread.records.insert(Key {
        collection: "resources".into(),
        id: "form".into(),
    });
    let mut catalogue = tiny();
    catalogue.terms.clear();
    catalogue.resources.truncate(1);
    assert_eq!(validate(&catalogue, &rules), []);
}

#[test]
fn a_slip_of_the_pen_gets_its_word() {
    let mut catalogue = tiny();
    catalogue.terms[0].theme = Some("abuze".into());
    let faults = validate(&catalogue, &rules());
    assert!(faults[0].mend.ends_with("Did you mean \"abuse\"?"), "{faults:#?}");
    catalogue.terms[0].theme = None;
    catalogue.terms[0].id = "mash1".into();
    let faults = validate(&catalogue, &rules());
    assert!(faults[0].mend.contains("renamed it to \"mash1\""), "{faults:#?}");
}

#[test]
fn weeks() {
    each_refused! {
        |c| c.practice_weeks[0].days[0].weekday = Weekday::Monday => "practice_weeks/week#days/0/date: 2024-11-27 is a Wednesday";
        |c| c.practice_weeks[0].starts = Some(day("2024-11-28")) => "practice_weeks/week#days/0/date: 2024-11-27 is not in the week";
        |c| c.practice_weeks[0].ends = Some(day("2024-11-26")) => "practice_weeks/week#days/0/date: 2024-11-27 is not in the week";
        |c| c.practice_weeks[0].ends = None => "practice_weeks/week#starts: the week starts and never ends";
        |c| c.practice_weeks[0].starts = None => "practice_weeks/week#ends: the week ends and never starts";
        |c| { c.practice_weeks[0].ends = Some(day("2024-11-24")); c.practice_weeks[0].days.clear() } => "practice_weeks/week#ends: the week ends on 2024-11-24, before";
        |c| c.practice_weeks[0].year = 2025 => "practice_weeks/week#year: the week is of 2025";
        |c| { c.practice_weeks[0].starts = None; c.practice_weeks[0].ends = None } => "practice_weeks/week#days/0/date: this day has a date and its week";
        |c| { c.practice_weeks[0].days[0].date = None; c.practice_weeks[0].days[0].sessions.clear() } => "practice_weeks/week#days/0: the week has dates and";
        |c| { let s = &mut c.practice_weeks[0].days[0].sessions[0]; s.ends = s.starts } => "practice_weeks/week#days/0/sessions/0/ends: the session starts at 13:30";
        |c| c.practice_weeks[0].days[0].sessions[0].ends = "2024-11-28T15:00:00".parse().unwrap() => "practice_weeks/week#days/0/sessions/0/ends: the session does not end";
        |c| { let s = &mut c.practice_weeks[0].days[0].sessions[0]; s.starts = "2024-11-26T13:30:00".parse().unwrap(); s.ends = "2024-11-26T14:30:00".parse().unwrap() }
            => "practice_weeks/week#days/0/sessions/0/starts: the session is on 2024-11-26";
        |c| { let w = &mut c.practice_weeks[0]; w.starts = None; w.ends = None; w.days[0].date = None } => "practice_weeks/week#days/0/sessions/0/starts: the session has a date";
    }
}

#[test]
fn each_day_of_a_week_stands_once() {
    let undated = |c: &mut Catalogue| {
        let week = &mut c.practice_weeks[0];
        (week.starts, week.ends) = (None, None);
        week.days[0].date = None;
        week.days[0].sessions.clear();
    };
    let second = |c: &mut Catalogue, date: Option<&str>| {
        let days = &mut c.practice_weeks[0].days;
        let mut copy = days[0].clone();
        copy.topic = "Another".into();
        copy.date = date.map(day);
        copy.sessions.clear();
        days.push(copy);
    };
    each_refused! {
        |c| second(c, Some("2024-11-27")) => "practice_weeks/week#days/1/date: there are two days on 2024-11-27";
        |c| { undated(c); second(c, None) } => "practice_weeks/week#days/1/weekday: there are two Wednesdays";
        |c| c.practice_weeks[0].ends = Some(day("2024-12-26")) => "practice_weeks/week#ends: the week from 2024-11-25 to 2024-12-26 is longer than 31 days";
    }
    let a_month = |c: &mut Catalogue| {
        c.practice_weeks[0].ends = Some(day("2024-12-25"));
        second(c, Some("2024-12-04"));
    };
    assert_eq!(faults(a_month), Vec::<String>::new());
}

#[test]
fn days_lie_within_a_century() {
    let far = || Some(day("+262142-12-25"));
    each_refused! {
        |c| c.sources[0].recorded_on = day("1999-12-31") => "sources/brochure#recorded_on: 1999-12-31 is not between 2000 and 2100";
        |c| c.contacts[0].confirmation.review_by = far() => "contacts/public#review_by: +262142-12-25 is not between";
        |c| c.pathways[0].steps[1].confirmation.review_by = far() => "pathways/worried#steps/1/review_by: +262142-12-25 is not";
        |c| c.resources[0].link.as_mut().unwrap().confirmation.review_by = Some(day("2101-01-01")) => "resources/toolkit#link/review_by: 2101-01-01 is not";
        |c| c.terms[0].standing = Standing::Withdrawn(Withdrawal { on: day("0026-11-01"), reason: "R".into(), replacement: None })
            => "terms/mash#withdrawal/on: 0026-11-01 is not";
        |c| { let w = &mut c.practice_weeks[0]; (w.starts, w.ends, w.year) = (None, None, 20204); w.days.clear() } => "practice_weeks/week#year: 20204 is not";
    }
    // Every day of a week at once.
    let found = faults(|c| c.practice_weeks[0].ends = far());
    assert!(
        found
            .iter()
            .any(|f| f.starts_with("practice_weeks/week#ends: +262142-12-25 is not")),
        "{found:#?}"
    );
    let session =
        |c: &mut Catalogue| c.practice_weeks[0].days[0].sessions[0].ends = "2204-11-27T15:00:00".parse().unwrap();
    let found = faults(session);
    assert!(
        found
            .iter()
            .any(|f| f.contains("days/0/sessions/0/ends: 2204-11-27 is not")),
        "{found:#?}"
    );
}

#[test]
fn nothing_is_confirmed_that_has_not_happened() {
    let on = |today: &str, edit: fn(&mut Catalogue)| {
        let mut catalogue = tiny();
        edit(&mut catalogue);
        let rules = Rules {
            today: Some(day(today)),
            ..rules()
        };
        let faults = validate(&catalogue, &rules).into_iter();
        faults
            .map(|f| format!("{}/{}#{}: {}", f.collection, f.id, f.path, f.what))
            .collect::<Vec<_>>()
    };
    assert_eq!(on("2026-11-01", |_| ()), Vec::<String>::new());
    assert_eq!(
        on("2026-10-31", |_| ()),
        ["resources/toolkit#link/confirmed_on: it is confirmed on 2026-11-01, which is in the future"]
    );
    let step = |c: &mut Catalogue| {
        let step = &mut c.pathways[0].steps[0];
        step.confirmation.confirmed_on = Some(day("2062-12-01"));
        step.confirmation.confirmed_by = Some("N".into());
    };
    assert_eq!(
        on("2026-11-22", step),
        ["pathways/worried#steps/0/confirmed_on: it is confirmed on 2062-12-01, which is in the future"]
    );
    assert_eq!(faults(step), Vec::<String>::new(), "without a day nobody can say");
}

#[test]
fn nothing_stands_twice_in_a_list() {
    fn doubled<T: Clone>(list: &mut Vec<T>) {
        list.extend(list.last().cloned());
    }
    each_refused! {
        |c| c.contacts[0].limits = vec!["From mobiles only.".into(), "x".into(), "From mobiles only. ".into()] => "contacts/public#limits/2: \"From mobiles only. \" stands twice";
        |c| doubled(&mut c.contacts[2].emails) => "contacts/colleagues#emails/1: \"a.b@hants.gov.uk\" stands twice";
        |c| c.contacts[0].numbers.push(number("0300 5551384")) => "contacts/public#numbers/1: \"0300 5551384\" stands twice";
        |c| c.pathways[0].steps[0].answers[1].label = "Yes".into() => "pathways/worried#steps/0/answers/1: \"Yes\" stands twice";
        |c| doubled(&mut c.pathways[0].steps[0].contacts) => "pathways/worried#steps/0/contacts/1: \"colleagues\" stands twice";
        |c| doubled(&mut c.themes[0].sections[0].entries) => "themes/abuse#sections/0/entries/1: \"toolkit\" stands twice";
        |c| doubled(&mut c.practice_weeks[0].figures) => "practice_weeks/week#figures/1: this stands twice";
        |c| c.terms[0].also = vec!["hub".into(), "hub".into()] => "terms/mash#also/1: \"hub\" stands twice";
    }
    let apart = |c: &mut Catalogue| {
        // One number and two keys; one resource for two groups of readers.
        let mut pressed = c.contacts[1].numbers[0].clone();
        pressed.then_press = None;
        c.contacts[1].numbers.push(pressed);
        let entries = &mut c.themes[0].sections[0].entries;
        doubled(entries);
        entries[1].group = Some("Parents".into());
    };
    assert_eq!(faults(apart), Vec::<String>::new());
}

#[test]
fn somebody_answers_everybody_in_an_emergency() {
    const NOBODY: &str = "contacts/#: there is no active emergency contact for everybody everywhere";
    each_refused! {
        |c| { c.contacts.pop(); } => NOBODY;
        |c| c.contacts[3].group = ContactGroup::Helplines => NOBODY;
        |c| c.contacts[3].area = "hampshire".into() => NOBODY;
        |c| c.contacts[3].used_by = UsedBy::Professionals => NOBODY;
        |c| { c.contacts[3].numbers.clear(); c.contacts[3].emails = vec!["a@b.uk".into()] } => NOBODY;
        |c| c.contacts[3].standing = withdrawal(None) => NOBODY;
        |c| c.contacts[3].numbers[0].number = "101".into() => NOBODY;
        |c| { c.contacts[3].numbers[0].then_press = Some("55".into()) } => NOBODY;
        |c| { let numbers = &mut c.contacts[3].numbers; numbers[0].span.until = Some(day("2027-01-31"));
              numbers.push(PhoneNumber { span: span("2027-02-01", ""), ..number("112") }) } => NOBODY;
        |c| c.contacts[3].span.from = Some(day("2027-01-31")) => NOBODY;
        // An area beside the widest one: nobody answers there.
        |c| c.areas[1].within = None => NOBODY;
    }
    // What is there and not read may be the very one.
    let mut rules = rules();
    rules.unread.collections.insert("contacts".into());
    let mut catalogue = tiny();
    catalogue.contacts.clear();
    assert_eq!(validate(&catalogue, &rules), []);
}

/// With 85258 to text in place of the first number, `changed`.
fn texted(change: fn(&mut PhoneNumber)) -> Catalogue {
    let mut catalogue = tiny();
    let number = &mut catalogue.contacts[0].numbers[0];
    *number = serde_json::from_value(json!({"number": "85258", "way": "text", "send": "SHOUT"})).unwrap();
    change(number);
    catalogue
}

fn link(url: &str) -> Link {
    serde_json::from_value(json!({"url": url})).unwrap()
}

#[test]
fn a_number_is_written_and_dialled_as_it_is_used() {
    for (number, address) in [
        (json!({"number": "0300 555 1384"}), Some("tel:03005551384")),
        (json!({"number": "999", "then_press": "55"}), Some("tel:999")),
        (
            json!({"number": "0300 555 1384", "extension": "2134"}),
            Some("tel:03005551384;ext=2134"),
        ),
        (json!({"number": "61016", "way": "text"}), Some("sms:61016")),
        (
            json!({"number": "85258", "way": "text", "send": "SHOUT"}),
            Some("sms:85258?body=SHOUT"),
        ),
        (
            json!({"number": "999", "way": "text", "send": "two words"}),
            Some("sms:999?body=two%20words"),
        ),
        (
            json!({"number": "18001 101", "way": "text-relay"}),
            Some("tel:18001101"),
        ),
        (
            json!({"number": "18001 0300 555 1384", "way": "text-relay"}),
            Some("tel:1800103005551384"),
        ),
        (json!({"number": "18000", "way": "text-relay"}), Some("tel:18000")),
    ] {
        let number: PhoneNumber = serde_json::from_value(number).unwrap();
        assert_eq!(number.address().as_deref(), address);
        assert!(may_be_opened(address.unwrap()), "{address:?}");
        let mut catalogue = tiny();
        catalogue.contacts[0].numbers[0] = number;
        assert_eq!(validate(&catalogue, &rules()), []);
    }
    let unknown: PhoneNumber = serde_json::from_value(json!({"number": "1", "way": "smoke"})).unwrap();
    assert_eq!(unknown.address(), None);
    // The same number twice is no double where it is used in two ways.
    let mut catalogue = tiny();
    let text = texted(|n| n.number = "999".into()).contacts.remove(0).numbers.remove(0);
    catalogue.contacts[3].numbers.push(text);
    assert_eq!(validate(&catalogue, &rules()), []);
    let mut catalogue = tiny();
    catalogue.contacts[0].numbers.clear();
    catalogue.contacts[0].link = Some(link("https://999bsl.co.uk/"));
    catalogue.contacts[0].hours = serde_json::from_value(json!(
        {"weekly": [{"days": ["monday"], "from": "09:00", "to": "24:00"}]}
    ))
    .unwrap();
    assert_eq!(validate(&catalogue, &rules()), []);
}

#[test]
fn contacts() {
    const NOBODY_CALLED: &str = "contacts/#: there is no active emergency contact for everybody everywhere";
    fn weekly(days: &[Weekday], from: &str, to: &str) -> Option<Hours> {
        Some(Hours::Weekly(vec![Opening {
            days: days.into(),
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }]))
    }
    each_refused! {
        |c| c.contacts[0].numbers.clear() => "contacts/public#: this contact has no number, no email";
        |c| c.contacts[0].numbers[0].number = "0300 555 138".into() => "contacts/public#numbers/0/number: \"0300 555 138\" is not a telephone";
        |c| c.contacts[1].numbers[0].then_press = Some("five".into()) => "contacts/night#numbers/0/then_press: these are not keys";
        |c| c.contacts[0].numbers[0].number = "85258".into() => "contacts/public#numbers/0/number: \"85258\" is not a telephone number";
        |c| c.contacts[0].numbers[0].way = Way::Text => "contacts/public#numbers/0/number: \"0300 555 1384\" is not a number people here can text";
        |c| c.contacts[0].numbers[0].way = Way::TextRelay => "contacts/public#numbers/0/number: \"0300 555 1384\" is not a number of Relay UK";
        |c| c.contacts[0].numbers[0].way = Way::Other => "contacts/public#numbers/0/way: this is not one of the words";
        |c| c.contacts[0].numbers[0].send = Some("SHOUT".into()) => "contacts/public#numbers/0/send: `send` does not go";
        |c| c.contacts[0].numbers[0].extension = Some("x".into()) => "contacts/public#numbers/0/extension: this is not an extension";
        |c| *c = texted(|n| n.send = Some("a&b".into())) => "contacts/public#numbers/0/send: this is not a word to send";
        |c| *c = texted(|n| n.extension = Some("21".into())) => "contacts/public#numbers/0/extension: `extension` does not go";
        |c| *c = texted(|n| n.then_press = Some("5".into())) => "contacts/public#numbers/0/then_press: `then_press` does not go";
        |c| c.contacts[0].link = Some(link("http://a.uk")) => "contacts/public#link/url: \"http://a.uk\" is not";
        |c| c.contacts[0].link = Some(Link { source: Some("x".into()), ..link("https://a.uk") }) => "contacts/public#link/source: there is no source";
        |c| c.contacts[0].hours = weekly(&[Weekday::Monday], "17:00:00", "17:00:00") => "contacts/public#hours/weekly/0/to: these hours end at 17:00 and start at 17:00";
        |c| c.contacts[3].numbers[0] = texted(|_| {}).contacts.remove(0).numbers.remove(0) => NOBODY_CALLED;
        |c| c.contacts[2].emails[0] = "a b@hants.gov.uk".into() => "contacts/colleagues#emails/0: \"a b@hants.gov.uk\" is not an email";
        |c| c.contacts[0].hours = weekly(&[Weekday::Monday], "17:00:00", "08:30:00") => "contacts/public#hours/weekly/0/to: these hours end at 08:30 and start at 17:00";
        |c| c.contacts[0].hours = weekly(&[], "08:30:00", "17:00:00") => "contacts/public#hours/weekly/0/days: these hours are of no day";
        |c| c.contacts[0].hours = Some(Hours::Weekly(vec![])) => "contacts/public#hours/weekly: the weekly hours are empty";
        |c| c.contacts[0].hours = None => "contacts/night#hours/outside-hours-of: this contact answers outside the hours of \"public\", which does not say";
        |c| c.contacts[0].hours = Some(Hours::Always) => "contacts/night#hours/outside-hours-of: this contact answers outside the hours of \"public\", which always";
        |c| c.contacts[2].hours = Some(Hours::OutsideHoursOf("night".into())) => "contacts/colleagues#hours/outside-hours-of: this contact answers outside the hours of \"night\", which itself";
        |c| c.contacts[0].on_bank_holidays = Some(OnBankHolidays::Open) => "contacts/public#on_bank_holidays: these hours do not go";
        |c| c.contacts[1].on_bank_holidays = Some(OnBankHolidays::AsUsual) => "contacts/night#on_bank_holidays: these hours do not go";
        |c| c.contacts[2].on_bank_holidays = Some(OnBankHolidays::Closed) => "contacts/colleagues#on_bank_holidays: these hours do not go";
        |c| c.bank_holidays[1].date = c.bank_holidays[0].date => "bank_holidays/2026-12-28#date: 2026-12-25 is in the list twice";
        |c| c.bank_holidays[1].date = day("2026-12-26") => "bank_holidays/2026-12-28#date: 2026-12-26 is a Saturday";
    }
    for (contact, on) in [
        (0, OnBankHolidays::AsUsual),
        (0, OnBankHolidays::Closed),
        (1, OnBankHolidays::Open),
        (1, OnBankHolidays::Closed),
    ] {
        assert_eq!(
            faults(|c| c.contacts[contact].on_bank_holidays = Some(on)),
            Vec::<String>::new()
        );
    }
    // A withdrawn one may have lost its number.
    assert!(
        faults(|c| {
            c.contacts[1].numbers.clear();
            c.contacts[1].standing = withdrawal(Some("public"));
        })
        .is_empty()
    );
}

#[test]
fn forms() {
    each_refused! {
        |c| c.sources[0].address = Some("http://www.hants.gov.uk".into()) => "sources/brochure#address: \"http://www.hants.gov.uk\" is not";
        |c| c.publishers[0].website = Some("https://".into()) => "publishers/hscp#website: \"https://\" is not";
        |c| c.resources[0].link.as_mut().unwrap().url = "https://a b.uk".into() => "resources/toolkit#link/url: \"https://a b.uk\" is not";
        |c| c.resources[0].document.as_mut().unwrap().sha256.truncate(63) => "resources/toolkit#document/sha256: this is not";
        |c| c.resources[0].document.as_mut().unwrap().bytes = 0 => "resources/toolkit#document/bytes: the document is empty";
        |c| c.resources[0].document.as_mut().unwrap().media_type = "pdf".into() => "resources/toolkit#document/media_type: \"pdf\" is not";
        |c| c.resources[0].document.as_mut().unwrap().media_type = "application/x-msdownload".into() => "resources/toolkit#document/media_type: \"application/x-msdownload\" is not a format";
        |c| c.resources[0].document.as_mut().unwrap().bytes = 100_000_001 => "resources/toolkit#document/bytes: the document is larger";
    }
    /// A form, texts that have it, and texts that do not.
    type Row<'a> = (fn(&str) -> bool, &'a [&'a str], &'a [&'a str]);
    let table: &[Row<'_>] = &[
        (
            is_telephone_number,
            &[
                "999",
                "112",
                "101",
                "111",
                "116 123",
                "116000",
                "0800 1111",
                "0300 555 1384",
                "01329 225379",
                "0800 005 005",
                "01420 12345",
            ],
            &[
                "",
                "99",
                "9 9 9 9",
                "1161",
                "0800 111",
                "0300  555 1384",
                " 101",
                "101 ",
                "0300-555-1384",
                "+44 300 555 1384",
                "00300 555 138",
                "300 555 1384",
                "0300 555 13845",
                "0300 555 138",
                "0808 800 500",
                "0300\u{a0}555 1384",
                "٩٩٩",
            ],
        ),
        (
            is_text_number,
            &["85258", "61016", "67101", "07781 480999", "999"],
            &[
                "",
                "8525",
                "852580",
                "85 258",
                "12345",
                "101",
                "9 99",
                "0300 555 1384",
                "07781 48099",
                "8525x",
            ],
        ),
        (
            is_relay_number,
            &["18000", "18001 101", "18001 0300 555 1384", "18001 999"],
            &[
                "",
                "18001",
                "18001101",
                "18001  101",
                "18000 101",
                "18002 101",
                "101",
                "18001 85258",
            ],
        ),
        (
            is_word_to_send,
            &["SHOUT", "register", "two words"],
            &[
                "",
                " ",
                "SHOUT ",
                "a&b",
                "a?b",
                "é",
                "a\nb",
                "a word that goes on and on for ever and ever",
            ],
        ),
        (
            is_extension,
            &["21", "2134", "213456"],
            &["", "2", "2134567", "x21", "21 34", "*21"],
        ),
        (
            is_https,
            &[
                "https://a.uk",
                "https://www.hants.gov.uk:443/a/b.pdf?x=%20&y#z",
                "https://a.uk?x",
                "https://xn--bcher-kva.example/",
            ],
            &[
                "",
                "a.uk",
                "http://a.uk",
                "HTTPS://a.uk",
                "https://localhost",
                "https://user@a.uk",
                "https://a.uk:0",
                "https://a.uk:x",
                "https://a..uk",
                "https://-a.uk",
                "https://127.0.0.1",
                "https://a.uk/a b",
                "https://a.uk/%zz",
                "https://a.uk/%2",
                "https://a.uk/é",
                "https://a.uk/#a#b",
                "https://a.uk/<x>",
                "https:///a.uk",
                " https://a.uk",
            ],
        ),
        (
            is_email,
            &["a@b.uk", "child.protection@hants.gov.uk", "o'neil+x@b.co.uk"],
            &[
                "",
                "a",
                "a@b",
                "@b.uk",
                "a@",
                "a@@b.uk",
                ".a@b.uk",
                "a.@b.uk",
                "a b@c.uk",
                "a@b.uk ",
                "mailto:a@b.uk",
                "a@b_c.uk",
                "a?cc=b@c.uk",
                "a@b.uk?cc=c@d.uk",
                "a&cc=b@c.uk",
                "a%3Fcc=b@c.uk",
                "a,b@c.uk",
            ],
        ),
        (
            may_be_opened,
            &[
                "https://a.uk/b",
                "mailto:a@b.uk",
                "mailto:a@b.uk?subject=Wrong%20number&body=A%0D%0AB",
                "tel:999",
                "tel:03005551384",
                "tel:03005551384;ext=2134",
                "sms:85258",
                "sms:85258?body=SHOUT",
                "sms:999?body=two%20words",
            ],
            &[
                "",
                "http://a.uk",
                "HTTPS://a.uk",
                "https://user@a.uk",
                "https:a.uk",
                "mailto:a@b.uk?cc=c@d.uk&body=x",
                "mailto:a@b.uk,c@d.uk",
                "mailto:",
                "tel:",
                "tel:*#06#",
                "tel:0300 555 1384",
                "tel:12345678901234567",
                "tel:0300;ext=1",
                "tel:03005551384;ext=2134;x=1",
                "tel:03005551384,2134",
                "tel:+443005551384",
                "sms:",
                "sms:85258?body=",
                "sms:85258?body=a&x=b",
                "sms:85258?body=a%0Ab",
                "sms:85258&body=SHOUT",
                "mailto:a@b.uk?subject=x",
                "mailto:a@b.uk?subject=x&cc=c@d.uk&body=y",
                "mailto:a@b.uk?subject=x&body=y&bcc=c",
                "mailto:a@b.uk?subject=x y&body=y",
                "mailto:a@b.uk?subject=x&body=%0",
                "file:///etc/passwd",
                "javascript:alert(1)",
            ],
        ),
        (
            is_slug,
            &["a", "domestic-abuse", "week-2024"],
            &["", "-a", "a-", "a--b", "A", "a_b", "a b", "é"],
        ),
    ];
    for (is, right, wrong) in table {
        right.iter().for_each(|text| assert!(is(text), "{text:?}"));
        wrong.iter().for_each(|text| assert!(!is(text), "{text:?}"));
    }
}

#[test]
fn unknown_words() {
    each_refused! {
        |c| c.articles[0].audience = crate::Audience::Other => "articles/principles#audience: this is not one of the words";
        |c| c.contacts[0].group = crate::ContactGroup::Other => "contacts/public#group: this is not one of the words";
        |c| c.resources[0].audience = crate::Audience::Other => "resources/toolkit#audience: this is not one of the words";
        |c| c.resources[0].kind = crate::ResourceKind::Other => "resources/toolkit#kind: this is not one of the words";
        |c| c.themes[0].sections[0].kind = crate::SectionKind::Other => "themes/abuse#sections/0/kind: this is not one of the words";
    }
    let mut catalogue = tiny();
    catalogue.resources[0].kind = crate::ResourceKind::Other;
    let mend = &validate(&catalogue, &rules())[0].mend;
    assert_eq!(
        mend,
        "write one of: toolkit, guidance, procedure, practitioner-guide, tool, case-study, webinar, elearning, video, publication, website, form, booking"
    );
}

#[test]
fn deny_list_and_blanks() {
    each_refused! {
        |c| c.terms[0].meaning = "Ring 03003000117 now".into() => "terms/mash#meaning: \"0300 300 0117\" must never appear: Superseded";
        |c| c.contacts[2].limits.push("was +44 (0)300-300 0117".into()) => "contacts/colleagues#limits/0: \"0300 300 0117\" must never";
        |c| c.contacts[2].numbers.push(number("0300 300 0117")) => "contacts/colleagues#numbers/1/number: \"0300 300 0117\" must never";
        |c| c.articles[0].body = "See https://www.COVENTRYhaven.co.uk/x".into() => "articles/principles#body: \"Coventryhaven.co.uk\" must never";
        |c| c.themes[0].title = " ".into() => "themes/abuse#title: `title` is empty";
        |c| c.themes[0].summary = String::new() => "themes/abuse#summary: `summary` is empty";
        |c| c.themes[0].one_thing = "\n".into() => "themes/abuse#one_thing: `one_thing` is empty";
        |c| c.terms[0].meaning = String::new() => "terms/mash#meaning: `meaning` is empty";
        |c| c.articles[0].body = String::new() => "articles/principles#body: `body` is empty";
        |c| c.pathways[0].steps[0].answers[0].label = String::new() => "pathways/worried#steps/0/answers/0/label: `label` is empty";
    }
    // Found in any case, at its own place, beside letters whose small form is longer.
    let mut catalogue = tiny();
    catalogue.terms[0].meaning = "İİ CoventryHAVEN.co.uk".into();
    assert_eq!(
        validate(&catalogue, &rules())[0].quote.as_deref(),
        Some("CoventryHAVEN.co.uk")
    );
}

/// What the rules find in the text of a term (plain) and of an article (Markdown): the words quoted.
fn found_in(text: &str, denied: &[Denied]) -> [Option<String>; 2] {
    let with = |edit: &dyn Fn(&mut Catalogue)| {
        let mut catalogue = tiny();
        edit(&mut catalogue);
        let mut rules = rules();
        rules.deny.denied = denied.to_vec();
        let faults = validate(&catalogue, &rules).into_iter();
        let mut denials = faults.filter(|f| f.what.contains("must never appear") || f.what.contains("denied for"));
        denials.next().map(|f| f.quote.unwrap_or_default())
    };
    [
        with(&|c| c.terms[0].meaning = text.into()),
        with(&|c| c.articles[0].body = text.into()),
    ]
}

fn denied(value: &str) -> Denied {
    Denied {
        value: value.into(),
        group: None,
        area: None,
        reason: "Superseded.".into(),
    }
}

#[test]
fn a_denied_number_is_found_however_it_is_written() {
    let list = [denied("0300 300 0117")];
    for written in [
        "03003000117",
        "0300 300 0117",
        "0300-300-0117",
        "0300.300.0117",
        "0300\u{2011}300\u{2013}0117",
        "(0300) 300 0117",
        "0300 / 300 / 0117",
        "0300, 300, 0117",
        "0300_300_0117",
        "0300\n300\t0117",
        "+44 300 300 0117",
        "+44 (0)300 300 0117",
        "+44 (0) 300-300-0117",
        "0044 300 300 0117",
        "00443003000117",
        "004403003000117",
        "tel:+443003000117",
        "tel:+44%20300%20300%200117",
        "0300\u{a0}300\u{202f}0117",
        "0300\u{ad}300\u{200b}0117",
        "03\u{2060}00\u{feff}3000\u{200d}117",
        "0300&nbsp;300&nbsp;0117",
        "0300&#160;300&#x2009;0117",
        "0&#51;00 300 0117",
        "0300 **300** 0117",
        "0300 *300* __0117__",
        "03**0**0 300 0117",
        "0300\\-300\\-0117",
        "0300 `300` 0117",
        "0300 [300](https://www.hants.gov.uk/a) 0117",
        "~~0300 300 0117~~",
        "\u{ff10}\u{ff13}\u{ff10}\u{ff10} 300 0117",
        "\u{1d7ce}\u{1d7d1}00 300 0117",
        "\u{660}\u{663}00 300 0117",
        "O3OO 3OO O117",
        "03oo 300 oll7",
    ] {
        for text in [written.to_owned(), format!("Call {written}. Or 999, or 101.")] {
            let found = found_in(&text, &list);
            assert!(found.iter().all(Option::is_some), "{text:?}: {found:?}");
        }
    }
    // Quoted as it stands there, so that the editor finds it.
    let [plain, _] = found_in("Call +44 (0)300-300 0117 now.", &list);
    assert_eq!(plain.as_deref(), Some("44 (0)300-300 0117"));
    let [_, shown] = found_in("Call *now*: 03&#48;0 **300** 0117 or 999.", &list);
    assert_eq!(shown.as_deref(), Some("03&#48;0 **300** 0117"));

    for other in [
        "0300 300 0118",
        "0300 300 011",
        "300 01 17",
        "Pages 0300 and 3000, edition 117",
        "2003, 000 117",
    ] {
        assert_eq!(found_in(other, &list), [None, None], "{other:?}");
    }
    // A number of the place is dialled without its code there; a short one is only itself.
    let list = [denied("01983 821105"), denied("105")];
    assert_eq!(
        found_in("Call 821 105 on the Island.", &list)[0].as_deref(),
        Some("821 105")
    );
    assert_eq!(found_in("Call 105.", &list)[0].as_deref(), Some("105"));
    for other in ["0821105", "821 1051", "0105", "1 105"] {
        assert_eq!(found_in(other, &list), [None, None], "{other:?}");
    }
}

#[test]
fn a_denied_host_is_found_with_and_without_what_stands_around_it() {
    for value in [
        "www.safetotalk.org.uk",
        "safetotalk.org.uk",
        "https://www.safetotalk.org.uk/",
    ] {
        let list = [denied(value)];
        for text in [
            "https://www.safetotalk.org.uk",
            "See safetotalk.org.uk.",
            "<https://safetotalk.org.uk/help?x#y>",
            "[them](https://Help.SafeToTalk.org.uk:443/a)",
            "info@safetotalk.org.uk",
            "safe\u{ad}totalk.org.uk",
            "safe**to**talk.org.uk",
            "safetotalk&#46;org&period;uk",
            "https://safetotalk%2eorg.uk",
            "safetotalk\u{3002}org\u{ff0e}uk",
            "safetotalk (dot) org [dot] uk",
            "safetotalk . org . uk",
        ] {
            let found = found_in(text, &list);
            assert!(found.iter().any(Option::is_some), "{value} in {text:?}: {found:?}");
        }
        for text in [
            "https://www.notsafetotalk.org.uk",
            "safetotalk.org.uk.example.com",
            "safetotalk.org",
            "not-safetotalk.org.uk",
            "They feel safe to talk. Org uk",
        ] {
            assert_eq!(found_in(text, &list), [None, None], "{value} in {text:?}");
        }
    }
    let list = [denied("www.coventry.gov.uk/lscb")];
    for text in [
        "https://coventry.gov.uk/lscb",
        "COVENTRY.gov.uk/LSCB/a?b",
        "https://my.coventry.gov.uk:443/lscb.",
    ] {
        assert!(found_in(text, &list)[0].is_some(), "{text}");
    }
    for text in [
        "https://coventry.gov.uk/",
        "coventry.gov.uk/lscbs",
        "coventry.gov.uk/a/lscb",
    ] {
        assert_eq!(found_in(text, &list), [None, None], "{text}");
    }
}

#[test]
fn denied_mailboxes_and_words_are_found_in_any_dress() {
    let list = [denied("paragoniow@theyouthtrust.org.uk"), denied("Coventry Haven")];
    for text in [
        "Mail ParagonIOW@TheYouthTrust.org.uk.",
        "mailto:paragoniow@theyouthtrust.org.uk?subject=x",
        "<paragoniow@theyouthtrust.org.uk>",
        "paragoniow (at) theyouthtrust.org.uk",
        "paragoniow[at]theyouthtrust[dot]org[dot]uk",
        "paragoniow at theyouthtrust dot org dot uk",
        "paragoniow @ theyouthtrust.org.uk",
        "paragon\u{200b}iow@theyouthtrust.org.uk",
        "paragoniow&commat;theyouthtrust.org.uk",
        "paragon*iow*@theyouthtrust.org.uk",
        "paragoniow%40theyouthtrust.org.uk",
        "COVENTRY HAVEN helps",
        "Coventry\nHaven",
        "Coventry\u{a0}Haven",
        "Coventry-Haven",
        "Coventry **Haven**",
        "Coven\u{ad}try Haven",
    ] {
        let found = found_in(text, &list);
        assert!(found.iter().any(Option::is_some), "{text:?}: {found:?}");
    }
    for text in [
        "paragoniow@theyoutrust.org.uk",
        "xparagoniow@theyouthtrust.org.uk",
        "Coventry's Haven",
    ] {
        assert_eq!(found_in(text, &list), [None, None], "{text:?}");
    }
}

#[test]
fn a_number_may_be_wrong_for_one_use_and_right_for_another() {
    let with = |group: Option<ContactGroup>, area: Option<&str>, edit: &dyn Fn(&mut Catalogue)| {
        let mut catalogue = tiny();
        // The adults' own: a contact of the Island, which lies beside Hampshire.
        let mut island = catalogue.areas[1].clone();
        island.id = "island".into();
        catalogue.areas.push(island);
        let mut adults = catalogue.contacts[0].clone();
        adults.id = "adults".into();
        adults.group = ContactGroup::Adults;
        adults.area = "island".into();
        adults.numbers = vec![number("0300 555 1386")];
        catalogue.contacts.push(adults);
        edit(&mut catalogue);
        let mut rules = rules();
        rules.deny.denied = vec![Denied {
            group,
            area: area.map(Into::into),
            ..denied("0300 555 1386")
        }];
        let faults = validate(&catalogue, &rules).into_iter();
        faults
            .map(|f| format!("{}/{}#{}: {}", f.collection, f.id, f.path, f.what))
            .collect::<Vec<_>>()
    };
    let children = Some(ContactGroup::ChildrensServices);
    assert_eq!(with(children, None, &|_| ()), Vec::<String>::new());
    // In the words of the contact it is right for, and of a step that leads there.
    let sound = |c: &mut Catalogue| {
        c.contacts[4].purpose = "Call 0300 555 1386.".into();
        c.pathways[1].steps[0].contacts = vec!["adults".into()];
        c.pathways[1].steps[0].text = "For an adult call +44 300 555 1386.".into();
    };
    assert_eq!(with(children, None, &sound), Vec::<String>::new());
    let refused = |edit: &dyn Fn(&mut Catalogue), at: &str| {
        let found = with(children, None, edit);
        let expected = format!("{at}: \"0300 555 1386\" is denied for this use: Superseded");
        assert_eq!(found, [expected]);
    };
    refused(
        &|c| c.contacts[0].numbers[0].number = "0300 5551386".into(),
        "contacts/public#numbers/0/number",
    );
    refused(
        &|c| c.contacts[0].purpose = "Or 0300 555 1386.".into(),
        "contacts/public#purpose",
    );
    refused(
        &|c| c.contacts[3].purpose = "Or 0300 555 1386.".into(),
        "contacts/emergency#purpose",
    );
    refused(
        &|c| c.pathways[1].steps[0].text = "Call 0300 555 1386.".into(),
        "pathways/other#steps/0/text",
    );
    refused(
        &|c| c.pathways[1].summary = "Call 0300 555 1386.".into(),
        "pathways/other#summary",
    );
    refused(
        &|c| c.articles[0].body = "Call 0300 **555** 1386.".into(),
        "articles/principles#body",
    );
    refused(&|c| c.terms[0].meaning = "0300 555 1386".into(), "terms/mash#meaning");
    // By area: right on the Island, wrong in Hampshire, and wrong where both are served.
    assert_eq!(with(None, Some("hampshire"), &|_| ()), Vec::<String>::new());
    for area in ["hampshire", "national"] {
        let found = with(None, Some("hampshire"), &|c| c.contacts[4].area = area.into());
        assert_eq!(found.len(), 1, "{area}: {found:?}");
    }
    // By both: the group alone, or the area alone, is another use.
    assert_eq!(with(children, Some("island"), &|_| ()), Vec::<String>::new());
    let found = with(children, Some("island"), &|c| {
        c.contacts[4].group = ContactGroup::ChildrensServices
    });
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn nothing_invisible_stands_in_a_text() {
    each_refused! {
        |c| c.themes[0].title = "Safe\u{ad}guarding".into() => "themes/abuse#title: an invisible sign (U+00AD) stands in \"Safeguarding\"";
        |c| c.articles[0].body = "The zero\u{200b}width one".into() => "articles/principles#body: an invisible sign (U+200B) stands in \"zerowidth\"";
        |c| c.contacts[0].limits.push("a \u{feff}mark".into()) => "contacts/public#limits/0: an invisible sign (U+FEFF) stands in \"mark\"";
        |c| c.terms[0].also = vec!["h\u{202e}ub".into()] => "terms/mash#also/0: an invisible sign (U+202E) stands in \"hub\"";
        |c| c.pathways[0].steps[0].title = "bell\u{7}".into() => "pathways/worried#steps/0/title: an invisible sign (U+0007) stands in \"bell\"";
    }
    assert_eq!(
        faults(|c| c.themes[0].summary = "Café\u{a0}– naïve\n\tand\u{2009}so".into()),
        Vec::<String>::new()
    );
}

#[test]
fn everyday_words() {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    each_refused! {
        |c| c.themes[1].everyday = words(&["hungry", "Dirty clothes"]) => "themes/neglect#everyday/1: \"Dirty clothes\" is not written as people type it";
        |c| c.contacts[0].everyday = words(&["social  services"]) => "contacts/public#everyday/0: \"social  services\" is not written";
        |c| c.pathways[0].everyday = words(&["hitting, shouting"]) => "pathways/worried#everyday/0: \"hitting, shouting\" is not written";
        |c| c.resources[0].everyday = words(&[" plumber"]) => "resources/toolkit#everyday/0: \" plumber\" is not written";
        |c| c.terms[0].everyday = words(&["hub", " "]) => "terms/mash#everyday/1: `everyday` is empty";
        |c| c.terms[0].everyday = words(&["run away", "left", "run-away"]) => "terms/mash#everyday/2: \"run-away\" stands twice in this list";
        |c| c.terms[0].everyday = words(&["don't know", "dont know"]) => "terms/mash#everyday/1: \"dont know\" stands twice";
        |c| c.terms[0].everyday = words(&["mash"]) => "terms/mash#everyday/0: \"mash\" is what the term \"mash\" is called";
        |c| c.themes[1].everyday = words(&["childrens services"]) => "themes/neglect#everyday/0: \"childrens services\" is what the contact \"public\" is called";
        |c| { c.terms[0].expansion = Some("Hub".into()); c.themes[0].everyday = words(&["hub"]) } => "themes/abuse#everyday/0: \"hub\" is what the term \"mash\" is called";
        |c| { c.terms[0].also = vec!["The-hub".into()]; c.themes[0].everyday = words(&["the hub"]) } => "themes/abuse#everyday/0: \"the hub\" is what the term \"mash\" is called";
    }
    each_refused! {
        |c| c.terms[0].what_to_do = Some("Worried".into()) => "terms/mash#what_to_do: no pathway is for \"Worried\"";
        |c| c.themes[0].what_to_do = Some(String::new()) => "themes/abuse#what_to_do: `what_to_do` is empty";
    }
    let sound = |c: &mut Catalogue| {
        c.terms[0].what_to_do = Some(c.pathways[0].situation.clone());
        // The same word may lead to several records, and a source's or an area's name is nobody's aim.
        c.themes[0].everyday = words(&["mum's ex", "2 homes", "brochure", "café"]);
        c.themes[1].everyday = words(&["mum's ex", "hampshire"]);
    };
    assert_eq!(faults(sound), Vec::<String>::new());
}

#[test]
fn professionals_numbers_stay_with_professionals() {
    let number = || "Ring 01329 225 379.".to_owned();
    each_refused! {
        |c| c.resources[0].summary = Some(number()) => "resources/toolkit#summary: \"01329 225 379\" is for professionals only (contact \"colleagues\")";
        |c| c.articles[0].body = number() => "articles/principles#body: \"01329 225 379\" is for";
        |c| c.themes[0].summary = number() => "themes/abuse#summary: \"01329 225 379\" is for";
        |c| c.themes[0].one_thing = number() => "themes/abuse#one_thing: \"01329 225 379\" is for";
        |c| c.contacts[0].purpose = number() => "contacts/public#purpose: \"01329 225 379\" is for";
        |c| c.contacts[0].numbers[0].number = "01329 225379".into() => "contacts/public#numbers/0/number: \"01329 225379\" is for";
        |c| c.terms[0].meaning = "+44 1329 225379".into() => "terms/mash#meaning: \"44 1329 225379\" is for";
        |c| c.practice_weeks[0].days[0].summary = Some(number()) => "practice_weeks/week#days/0/summary: \"01329 225 379\" is for";
        |c| c.pathways[0].steps[0].text = number() => "pathways/worried#steps/0/text: \"01329 225 379\" is for";
        |c| c.sources[0].title = number() => "sources/brochure#title: \"01329 225 379\" is for";
        |c| c.areas[1].places = vec![number()] => "areas/hampshire#places/0: \"01329 225 379\" is for";
    }
    // As a person reads it, whatever the editor typed.
    for disguised in [
        "01329&nbsp;225&nbsp;379",
        "01329 **225** 379",
        "0044 (0)1329 225379",
        "\u{ff10}1329 225379",
        "01329\u{2060}225379",
        "225379",
        "tel:+44%201329%20225379",
    ] {
        let found = faults(|c| c.articles[0].body = format!("Call {disguised} now."));
        assert!(
            found.iter().any(|f| f.contains("is for professionals only")),
            "{disguised}: {found:?}"
        );
    }
    let own = |c: &mut Catalogue| {
        c.resources[1].summary = Some("Ring 01329 225379.".into());
        c.articles[0].audience = crate::Audience::Professionals;
        c.articles[0].body = "Ring 01329 225379.".into();
        // 999 is everybody's, whoever lists it.
        c.contacts[1].used_by = UsedBy::Professionals;
        c.themes[0].summary = "Ring 999.".into();
    };
    assert_eq!(faults(own), Vec::<String>::new());
}

#[test]
fn one_line_may_answer_the_public_and_professionals() {
    let shared = |c: &mut Catalogue, public: &str| {
        c.contacts[2].numbers[0].number = "0300 555 1384".into();
        c.contacts[2].numbers[0].public_as = Some(public.into());
    };
    assert_eq!(faults(|c| shared(c, "public")), Vec::<String>::new());
    each_refused! {
        |c| c.contacts[2].numbers[0].number = "0300 555 1384".into() => "contacts/public#numbers/0/number: \"0300 555 1384\" is for professionals only";
        |c| shared(c, "night") => "contacts/colleagues#numbers/0/public_as: \"night\" does not give 0300 555 1384 to everybody";
        |c| shared(c, "colleagues") => "contacts/colleagues#numbers/0/public_as: \"colleagues\" does not give";
        |c| shared(c, "nobody") => "contacts/colleagues#numbers/0/public_as:";
    }
}

#[test]
fn standing() {
    each_refused! {
        |c| { c.contacts[2].standing = withdrawal(None) } => "pathways/worried#steps/0/contacts/0: this step leads to the contact \"colleagues\", which is withdrawn";
        |c| { c.resources[1].standing = withdrawal(None) } => "pathways/worried#steps/0/resources/0: this step leads to the resource";
        |c| { c.pathways[1].standing = withdrawal(None) } => "pathways/worried#steps/0/answers/1/pathway: this step leads to the pathway";
        |c| c.contacts[0].confirmation.confirmed_on = Some(day("2026-11-01")) => "contacts/public#confirmed_on: it is confirmed and nobody";
        |c| c.contacts[0].confirmation.confirmed_by = Some("N".into()) => "contacts/public#confirmed_by: somebody confirmed it and no day";
        |c| c.pathways[0].steps[0].confirmation.confirmed_on = Some(day("2026-11-01")) => "pathways/worried#steps/0/confirmed_on: it is confirmed and nobody";
        |c| c.resources[0].link.as_mut().unwrap().confirmation.confirmed_by = None => "resources/toolkit#link/confirmed_on: it is confirmed and nobody";
        |c| c.resources[0].link.as_mut().unwrap().confirmation.review_by = Some(day("2026-10-01")) => "resources/toolkit#link/review_by: it is to be reviewed by 2026-10-01";
    }
    // A withdrawn pathway may lead where it always led, and a pack may list what is withdrawn.
    let retired = |c: &mut Catalogue| {
        c.pathways[0].standing = withdrawal(Some("other"));
        c.contacts[2].standing = withdrawal(None);
        c.resources[0].standing = withdrawal(None);
    };
    assert_eq!(faults(retired), Vec::<String>::new());
}

#[test]
fn pathways() {
    each_refused! {
        |c| c.pathways[1].steps.clear() => "pathways/other#steps: this pathway has no steps";
        |c| c.pathways[0].steps[0].answers[0].step = Some("wait".into()) => "pathways/worried#steps/1: no way leads to the step \"tell\"";
        |c| c.pathways[0].steps[0].answers[0].pathway = Some("other".into()) => "pathways/worried#steps/0/answers/0: this answer leads to a step and";
        |c| c.pathways[0].steps[0].answers.clear() => "pathways/worried#steps/0/question: this question has no answers";
    }
}

#[test]
fn no_markdown_is_accepted_that_is_not_shown() {
    each_refused! {
        |c| c.articles[0].body = "A\n\n<div>\nx\n</div>\n".into() => "articles/principles#body: \"<div>\" is raw HTML";
        |c| c.articles[0].body = "A <br> B".into() => "articles/principles#body: \"<br>\" is raw HTML";
        |c| c.articles[0].body = "<!-- to do -->\n".into() => "articles/principles#body: \"<!-- to do -->\" is raw HTML";
        |c| c.articles[0].body = "[Report it](https://a.uk)".into() => "articles/principles#body: \"[Report it](https://a.uk)\" is a link";
        |c| c.articles[0].body = "See <https://a.uk>.".into() => "articles/principles#body: \"<https://a.uk>\" is a link";
        |c| c.articles[0].body = "See [x].\n\n[y]: https://a.uk".into() => "articles/principles#body: \"[y]: https://a.uk\" is a link";
        |c| c.articles[0].body = "![A map](https://a.uk/m.png)".into() => "articles/principles#body: \"![A map](https://a.uk/m.png)\" is a picture";
        |c| c.articles[0].body = "Call ~~0300 555 9999~~ now".into() => "articles/principles#body: \"~~0300 555 9999~~\" is struck out";
        |c| c.articles[0].body = "- [x] done".into() => "articles/principles#body: \"[x]\" is a box to tick";
        |c| c.articles[0].body = "One.\n\n    Two.".into() => "articles/principles#body: \"Two.\" is shown as computer code";
        |c| c.articles[0].body = "# One\n\nText".into() => "articles/principles#body: \"# One\" is a heading as high as the title";
        |c| c.articles[0].body = "## One\n\n#### Two\n".into() => "articles/principles#body: \"#### Two\" is a heading that leaves out a level";
        |c| c.articles[0].body = "## One {#here}\n".into() => "articles/principles#body: \"## One {#here}\" is a heading with signs";
        |c| c.articles[0].body = "##\n\nText\n".into() => "articles/principles#body: \"##\" is a heading without words";
        // Anywhere else there is none.
        |c| c.themes[0].summary = "It is **not** so".into() => "themes/abuse#summary: \"**not**\" is marked";
        |c| c.contacts[0].limits.push("From ~~nine~~ ten".into()) => "contacts/public#limits/0: \"~~nine~~\" is marked";
        |c| c.pathways[0].steps[0].text = "See [the form](https://a.uk).".into() => "pathways/worried#steps/0/text: \"[the form](https://a.uk)\" is a link";
        |c| c.pathways[0].steps[0].text = "Say:\n\n- who\n- where".into() => "pathways/worried#steps/0/text: \"- who\" is a list";
        |c| c.terms[0].meaning = "## A heading\n".into() => "terms/mash#meaning: \"## A heading\" is a heading";
        |c| c.terms[0].meaning = "Hub &amp; team".into() => "terms/mash#meaning: \"&amp;\" is a sign as HTML";
        |c| c.terms[0].meaning = "A<br>hub of".into() => "terms/mash#meaning: \"<br>\" is HTML";
    }
    let notes = faults(|c| c.articles[0].body = "One[^1].\n\n[^1]: Two.\n".into());
    assert_eq!(notes.len(), 2, "{notes:#?}");
    assert!(notes.iter().all(|f| f.contains("is a footnote")), "{notes:#?}");
    let shown = |c: &mut Catalogue| {
        c.articles[0].body = "## One *two*\n\n### Three\n\n- a\n- **b**\n\n1. c\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n> d\n\n## Four\n\nMind [your] words at 2 ~ 3, C&A.".into();
        c.terms[0].meaning =
            "A mash & a #hashtag: 3 * 4, under_score, 2 < 3, [sic], 1 ~ 2.\n\nDone <https://a.uk>.".into();
        c.themes[0].title = "1. One".into();
    };
    assert_eq!(faults(shown), Vec::<String>::new());
}

/// All themes of a catalogue have a line and a group, or none has: an edition from before there were any stays good.
#[test]
fn themes_have_a_line_and_a_group_that_fit_a_list() {
    use crate::ThemeGroup;
    let lined = |c: &mut Catalogue, last: Option<&str>| {
        c.themes[0].line = Some("What it is".into());
        c.themes[1].line = last.map(Into::into);
    };
    assert_eq!(faults(|c| lined(c, Some(&"a".repeat(60)))), Vec::<String>::new());
    each_refused! {
        |c| lined(c, Some(&"a".repeat(61))) =>
            "themes/neglect#line: `line` has 61 characters, and a list of themes has room for 60";
        |c| lined(c, Some("one\ntwo")) => "themes/neglect#line: `line` has 7 characters";
        |c| lined(c, None) => "themes/neglect#: other themes have a `line` and this one has none";
        |c| c.themes[1].group = Some(ThemeGroup::Home) =>
            "themes/abuse#: other themes have a `group` and this one has none";
    }
    let withdrawn = faults(|c| {
        lined(c, None);
        c.themes[1].standing = withdrawal(None);
        c.themes[0].related.clear();
    });
    assert!(withdrawn.iter().all(|fault| !fault.contains("`line`")), "{withdrawn:?}");
    assert_eq!(
        serde_json::from_str::<ThemeGroup>("\"of-a-later-version\"").expect("a group"),
        ThemeGroup::Other
    );
}
