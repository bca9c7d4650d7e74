//! What a search of a small catalogue finds, and in what order.

use catalogue::{Catalogue, Kind};
use search::{Correction, Finder, LabelCount, Limits, Piece, Search, SearchAnswer, SearchHit, SearchMark, THEME};
use serde_json::json;

/// One of each, tied together.
fn catalogue() -> Catalogue {
    serde_json::from_value(json!({
        "areas": [{"id": "hampshire", "title": "Hampshire", "source": "s"}],
        "publishers": [{"id": "lado", "title": "Lantern Trust", "source": "s"}],
        "sources": [{"id": "s", "title": "Brochure", "short": "the brochure", "recorded_on": "2026-11-01"}],
        "contacts": [
            {"id": "crt", "title": "Children's Reception Team", "purpose": "You are worried about a child.",
             "group": "childrens-services", "order": 1, "area": "hampshire", "used_by": "everyone",
             "numbers": [{"number": "0300 555 1384"}], "emails": ["csprofessional@hants.example"], "source": "s"},
            {"id": "old-line", "title": "Reception Team", "purpose": "No longer answered.", "group": "childrens-services",
             "order": 2, "area": "hampshire", "used_by": "everyone", "source": "s", "status": "withdrawn",
             "withdrawal": {"on": "2026-01-01", "reason": "Closed."}},
            {"id": "island", "title": "Island Reception Team", "purpose": "You are worried about a child.",
             "group": "childrens-services", "order": 3, "area": "isle-of-wight", "used_by": "professionals", "source": "s"}
        ],
        "pathways": [
            {"id": "worried", "title": "Worried about a child in Hampshire", "situation": "I'm worried about a child",
             "order": 1, "area": "hampshire", "summary": "For anybody who is worried.", "source": "s", "steps": [
                {"id": "danger", "title": "Ring 999", "urgency": "emergency", "text": "If somebody is in danger now."},
                {"id": "refer", "title": "Make a referral", "urgency": "urgent", "text": "Ring the team.\n\nThen send the inter-agency form.",
                 "contacts": ["crt"], "question": "Did they take it?"}
             ]}
        ],
        "themes": [
            {"id": "da", "title": "Domestic abuse", "order": 2, "summary": "Control and coercion at home.",
             "one_thing": "Ask alone.", "source": "s", "sections": [
                {"kind": "toolkits", "entries": [{"resource": "dash"}, {"resource": "clare", "title": "Clare's Law"}]},
                {"kind": "training", "entries": [{"group": "Webinars", "resource": "fgm-film"}]}]},
            {"id": "neglect", "title": "Neglect", "order": 1, "summary": "When needs are not met, bruising is missed.",
             "one_thing": "Write it down.", "source": "s", "sections": [
                {"kind": "toolkits", "entries": [{"resource": "dash"}]}]}
        ],
        "resources": [
            {"id": "dash", "title": "DASH risk checklist", "kind": "tool", "audience": "professionals", "area": "hampshire",
             "publisher": "lado", "summary": "Helps to find out how high the risk in DA is.", "source": "s"},
            {"id": "clare", "title": "Domestic violence disclosure scheme", "kind": "website", "audience": "everyone",
             "area": "hampshire", "publisher": "lado", "source": "s"},
            {"id": "fgm-film", "title": "Female genital mutilation: a film", "kind": "video", "audience": "everyone",
             "area": "hampshire", "publisher": "lado", "note": "Fifteen minutes; café scenes.", "source": "s",
             "document": {"sha256": "0f".repeat(32), "bytes": 5, "media_type": "application/pdf"}}
        ],
        "practice_weeks": [
            {"id": "week-2024", "title": "Safeguarding Practice Week", "area": "hampshire", "year": 2024,
             "summary": "Five days.", "source": "s", "days": [{"weekday": "monday", "topic": "Safer sleep", "sessions": [
                {"id": "one", "title": "Lullabies", "starts": "2024-11-25T10:00:00", "ends": "2024-11-25T11:00:00", "place": "Teams"}]}]}
        ],
        "articles": [
            {"id": "principles", "title": "Four practice principles", "summary": "What good work rests on.", "area": "hampshire",
             "audience": "professionals", "body": "# Curiosity\n\nStay **curious** and kind.", "source": "s"}
        ],
        "terms": [
            {"id": "da", "title": "DA", "expansion": "domestic abuse", "meaning": "Abuse between people who are close.", "source": "s"},
            {"id": "fgm", "title": "FGM", "expansion": "female genital mutilation", "meaning": "Harm to girls.", "source": "s"}
        ]
    }))
    .expect("a catalogue")
}

fn ask(search: Search<'_>) -> SearchAnswer {
    Finder::of(&catalogue())
        .search(&search, &|| false)
        .expect("not overtaken")
}

fn of(text: &str) -> Search<'_> {
    Search {
        text,
        ..Search::default()
    }
}

fn names(hits: &[SearchHit]) -> Vec<String> {
    hits.iter()
        .map(|hit| format!("{}/{}", hit.kind.name(), hit.id))
        .collect()
}

fn found(text: &str) -> Vec<String> {
    names(&ask(of(text)).hits)
}

#[test]
fn finds_what_people_type() {
    for (query, first) in [
        // As it is typed.
        ("wor", "pathway/worried"),
        ("rec", "contact/crt"),
        ("domestic ab", "theme/da"),
        ("NEGLECT", "theme/neglect"),
        // Numbers, however they are written.
        ("0300 555 1384", "contact/crt"),
        ("03005551384", "contact/crt"),
        ("csprofessional@hants.example", "contact/crt"),
        // Punctuation.
        ("children's reception", "contact/crt"),
        ("inter-agency", "step/worried/refer"),
        ("\"children's reception\" -team*", "contact/crt"),
        ("caf\u{e9}", "resource/fgm-film"),
        ("cafe", "resource/fgm-film"),
        // Steps, by their own words, their pathway's and their contacts'.
        ("make a referral", "step/worried/refer"),
        ("ring 999", "step/worried/danger"),
        // Weeks, articles, publishers, the titles a pack gives.
        ("safer sleep", "session/week-2024/one"),
        ("lullabies", "session/week-2024/one"),
        ("practice week", "week/week-2024"),
        ("curious", "article/principles"),
        ("lantern", "resource/dash"),
        ("clare's law", "resource/clare"),
        // Questions and other forms of a word.
        ("who do I ring about bruises?", "theme/neglect"),
        ("bruises", "theme/neglect"),
        ("is a bruise on a carpet bad", "theme/neglect"),
    ] {
        let found = found(query);
        assert_eq!(found.first().map(String::as_str), Some(first), "{query}: {found:?}");
    }
}

#[test]
fn abbreviations_are_found_both_ways() {
    let finds = |query: &str, name: &str| assert!(found(query).contains(&name.to_owned()), "{query}");
    finds("domestic abuse", "resource/dash");
    finds("DA", "theme/da");
    finds("fgm", "resource/fgm-film");
    finds("female genital", "term/fgm");
}

#[test]
fn withdrawn_things_come_last() {
    let hits = ask(of("reception team")).hits;
    assert_eq!(names(&hits)[0], "contact/crt");
    assert_eq!(names(&hits).last().map(String::as_str), Some("contact/old-line"));
    assert!(hits.iter().all(|hit| hit.withdrawn == (hit.id == "old-line")));
}

#[test]
fn hits_show_where_the_words_are() {
    let pieces = |pieces: &[Piece]| {
        let piece = |piece: &Piece| {
            let (open, close) = if piece.marked { ("[", "]") } else { ("", "") };
            format!("{open}{}{close}", piece.text)
        };
        pieces.iter().map(piece).collect::<String>()
    };
    let shown = |query, kind| {
        let hits = ask(of(query)).hits;
        let hit = hits.iter().find(|hit| hit.kind == kind).expect("a hit");
        (pieces(&hit.title), pieces(&hit.snippet))
    };
    assert_eq!(
        shown("coerc", Kind::Theme),
        ("Domestic abuse".into(), "Control and [coerc]ion at home.".into())
    );
    // Of the body, where only that has it, and where there is nothing else; of what is never shown, nothing.
    assert_eq!(
        shown("curious", Kind::Article),
        (
            "Four practice principles".into(),
            "Curiosity. Stay [curious] and kind.".into()
        )
    );
    assert_eq!(
        shown("disclosure", Kind::Resource),
        ("Domestic violence [disclosure] scheme".into(), "Lantern Trust".into())
    );
    assert_eq!(
        shown("03005551384", Kind::Contact),
        (
            "Children's Reception Team".into(),
            "You are worried about a child.".into()
        )
    );
}

#[test]
fn what_is_of_another_area_comes_behind() {
    let hits = ask(Search {
        areas: vec!["isle-of-wight"],
        ..of("reception team")
    })
    .hits;
    assert_eq!(names(&hits)[..2], ["contact/island", "contact/crt"]);
    assert_eq!([hits[0].here, hits[1].here], [true, false]);
}

#[test]
fn what_the_person_has_bookmarked_or_opened_rises() {
    let [first, second] = [found("team")[0].clone(), found("team")[1].clone()];
    let id = second.split_once('/').expect("kind and id").1;
    let bookmarked = ask(Search {
        bookmarked: vec![(Kind::Contact, id)],
        ..of("team")
    });
    assert_eq!(names(&bookmarked.hits)[0], second, "before {first}");
    let opened = ask(Search {
        opened: vec![(Kind::Contact, id, u32::MAX)],
        ..of("team")
    });
    assert_eq!(names(&opened.hits)[0], second, "before {first}");
}

#[test]
fn marks_are_counted_and_narrow() {
    let ask = |text, required: &[SearchMark]| {
        ask(Search {
            bookmarked: vec![(Kind::Step, "worried/refer"), (Kind::Contact, "no-such")],
            changed: vec![
                (Kind::Pathway, "worried"),
                (Kind::Week, "week-2024"),
                (Kind::Theme, "no-such"),
            ],
            on_device: vec![[15; 32], [16; 32]],
            required: required.to_vec(),
            ..of(text)
        })
    };
    // A change of a pathway is one of its steps.
    assert_eq!(ask("referral", &[]).marks, [1, 0, 1]);
    assert_eq!(ask("film", &[]).marks, [0, 1, 0]);
    let only = |text, required: &[SearchMark]| names(&ask(text, required).hits);
    assert_eq!(
        only("lullabies", &[SearchMark::Changed]),
        ["session/week-2024/one", "week/week-2024"]
    );
    assert_eq!(only("reception", &[SearchMark::Changed]), ["step/worried/refer"]);
    assert_eq!(only("abuse", &[SearchMark::OnDevice]), ["resource/fgm-film"]);
    let both = [SearchMark::Changed, SearchMark::Bookmarked];
    assert_eq!(only("worried", &both), ["step/worried/refer"]);
}

#[test]
fn an_answer_says_what_it_can_be_narrowed_to_and_what_was_corrected() {
    let answer = ask(of("neglcet"));
    assert_eq!(
        answer.corrections,
        [Correction {
            typed: "neglcet".into(),
            used: "neglect".into()
        }]
    );
    let theme = LabelCount {
        group: THEME.into(),
        value: "neglect".into(),
        count: 2,
        here: 2,
    };
    assert!(
        answer.labels.contains(&theme),
        "the pack and its resource: {:?}",
        answer.labels
    );
    let narrowed = ask(Search {
        filters: vec![(THEME, "neglect"), (search::KIND, "resource")],
        ..of("neglect")
    });
    assert_eq!(names(&narrowed.hits), ["resource/dash"]);
}

#[test]
fn limits_are_per_kind_and_the_order_is_stable() {
    let few = |here| {
        let limits = Limits { here, elsewhere: here };
        ask(Search { limits, ..of("a") }).hits
    };
    let hits = few(1);
    assert!(hits.len() > 3);
    for hit in &hits {
        assert_eq!(hits.iter().filter(|other| other.kind == hit.kind).count(), 1);
    }
    assert_eq!(few(1), hits);
    assert_eq!(few(0), []);
}

#[test]
fn nothing_to_look_for_finds_nothing() {
    for query in ["", " ", "\0", "'", "\"\"", "-*()", "🙂", "\u{301}", "zzzz qqqq"] {
        assert_eq!(found(query), [""; 0], "{query:?}");
    }
}

#[test]
fn a_very_long_query_is_looked_for_by_its_beginning() {
    let long = format!("reception team {}", "and then some more words ".repeat(20_000));
    assert!(!found(&long).is_empty());
    assert_eq!(found(&"x".repeat(1_000_000)), [""; 0]);
}

#[test]
fn a_search_that_is_overtaken_has_no_answer() {
    let finder = Finder::of(&catalogue());
    assert!(finder.search(&of("neglect"), &|| true).is_none());
    // By the last moment, too: while the hits are put into words.
    let asked = std::cell::Cell::new(0);
    let answered = finder.search(&of("neglect"), &|| {
        asked.set(asked.get() + 1);
        false
    });
    assert!(answered.is_some());
    let last = asked.replace(0);
    let overtaken = || {
        asked.set(asked.get() + 1);
        asked.get() == last
    };
    assert!(finder.search(&of("neglect"), &overtaken).is_none());
}

#[test]
fn an_empty_catalogue_has_nothing() {
    let finder = Finder::of(&Catalogue::default());
    let answer = finder.search(&of("neglect"), &|| false).expect("not overtaken");
    assert_eq!(answer, SearchAnswer::default());
}
