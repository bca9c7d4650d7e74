//! One tiny valid catalogue, and one edit of it a rule.

/// Each edit brings exactly the one fault that starts like this.
macro_rules! each_refused {
    ($($edit:expr => $fault:expr;)*) => { $(
        let found = faults($edit);
        assert!(found.len() == 1 && found[0].starts_with($fault), "expected only {:?}, found {found:#?}", $fault);
    )* };
}

mod contact;
mod date;
mod denied;
mod doubled;
mod emergency;
mod everyday;
mod form;
mod identity;
mod known;
mod markdown;
mod pathway;
mod practice_week;
mod reference;
mod span;
mod standing;
mod text;
mod theme;

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

/// The span from "2027-02-24" to …, each "" where it is open.
fn span(from: &str, until: &str) -> crate::Span {
    let day = |text: &str| (!text.is_empty()).then(|| day(text));
    crate::Span {
        from: day(from),
        until: day(until),
    }
}

#[test]
fn a_sound_catalogue_has_no_faults() {
    assert_eq!(faults(|_| ()), Vec::<String>::new());
}
