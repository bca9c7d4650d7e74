//! Days, and what was confirmed on them.

use super::*;

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
