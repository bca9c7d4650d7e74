//! What queries touch, of the real catalogue: first the situation that what to do is shown for.

use std::path::Path;
use std::sync::LazyLock;

use catalogue::Catalogue;
use search::{Finder, Search, Touched};

const CHILD: &str = "I'm worried about a child";
const BRUISE: &str = "A bruise or mark on a baby who cannot move by itself";
const TELLS: &str = "A child tells me something";
const ABUSE: &str = "Domestic abuse";
const USED: &str = "Exploitation, or a missing child";
const WORKS: &str = "Someone who works with children";
const ADULT: &str = "An adult at risk, or not looking after themselves";
const SHUT: &str = "No one answered, or I was not let in";

/// In danger now, on the telephone or without a voice.
const DANGER: &str = "emergency-999";
const SILENT: &str = "silent-solution";

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../data");
    Finder::of(&Catalogue::from_edition(&source::build(&data).expect("data/")).expect("a catalogue"))
});

fn touched(query: &str) -> Touched {
    let search = Search {
        text: query,
        ..Search::default()
    };
    FINDER.search(&search, &|| false).expect("not overtaken").touched
}

#[test]
fn harm_is_touched_in_the_words_people_use() {
    let cases: [(&str, &[&str]); 9] = [
        (
            CHILD,
            &[
                "abuse",
                "abus",
                "neglect",
                "negelct",
                "fgm",
                "child hit",
                "mum hits her kids",
                "black eye",
                "hit with a belt",
                "dirty house",
                "no food",
                "home alone",
                "drunk mum",
                "drugs",
                "scared child",
                "kids left alone",
                "child smells",
                "bullying",
                "radicalised",
                "forced marriage",
                "honour based abuse",
                "sexual abuse",
                "raped",
                "self harm",
                "shaking a baby",
                "nai",
                "nudes",
                "social services",
                "who do i ring about a child",
                "hoarding",
            ],
        ),
        (BRUISE, &["bruise", "brusing", "bruise on a baby"]),
        (TELLS, &["child told me", "disclosure"]),
        (
            ABUSE,
            &[
                "domestic",
                "domestic abuse",
                "domestic abuze",
                "controlling husband",
                "coercive control",
                "he controls her money",
                "he hits her",
                "mother frightened of husband",
                "husband hits wife",
                "partner hits her",
                "boyfriend hits her",
                "stalking",
                "da",
                "dv",
                "high risk domestic abuse",
            ],
        ),
        (
            USED,
            &[
                "county lines",
                "grooming",
                "gang",
                "missing",
                "runaway",
                "trafficked",
                "cse",
            ],
        ),
        (
            WORKS,
            &[
                "teacher",
                "teacher hit a child",
                "coach touched a boy",
                "allegation",
                "lado",
            ],
        ),
        (
            ADULT,
            &[
                "adult neglect",
                "neglected elderly man",
                "elderly",
                "dementia",
                "old lady",
                "self-neglect",
                "adult social care",
            ],
        ),
        (SHUT, &["nobody answers", "wouldn't let me in"]),
        ("I am not sure", &["gut feeling", "is this abuse"]),
    ];
    assert!(cases.iter().map(|(_, queries)| queries.len()).sum::<usize>() >= 60);
    for (situation, queries) in cases {
        for query in queries {
            let touched = touched(query);
            assert_eq!(
                touched.situations.first().map(String::as_str),
                Some(situation),
                "{query}"
            );
            assert!(!touched.material, "{query}");
            assert_eq!(touched.emergency, [""; 0], "{query}");
        }
    }
}

#[test]
fn danger_is_touched_whatever_else_is() {
    let cases: [(&str, &str, Option<&str>); 12] = [
        ("overdose", DANGER, None),
        ("overdos", DANGER, None),
        ("not breathing", DANGER, None),
        ("baby isn't breathing", DANGER, None),
        ("fire", DANGER, None),
        ("took tablets", DANGER, None),
        ("strangled", DANGER, None),
        ("he has a knife", DANGER, None),
        ("child is being hurt now", DANGER, Some(CHILD)),
        ("knife", DANGER, Some(CHILD)),
        ("stabbed his wife", DANGER, None),
        ("can't speak", SILENT, None),
    ];
    for (query, contact, situation) in cases {
        let touched = touched(query);
        assert_eq!(touched.emergency, [contact], "{query}");
        assert_eq!(touched.situations.first().map(String::as_str), situation, "{query}");
    }
}

#[test]
fn what_is_to_be_read_or_filled_in_is_no_harm() {
    for query in [
        "training",
        "ICON eLearning",
        "LADO form",
        "domestic abuse training",
        "neglect toolkit",
        "webinar",
        "book a course",
        "fgm webinar",
        "newsletter",
        "exploitation form",
        "bruising protocol",
    ] {
        assert!(touched(query).material, "{query}");
    }
    for query in [
        "",
        "  ",
        "icon",
        "marac",
        "dash",
        "calendar",
        "practice week",
        "0300 555 1384",
        "101",
        "PO30 5TY",
        "hampshire",
        "thresholds chart",
        "glossary",
        "early help",
        "missing school",
        "police",
        "hello",
        "lighthouse",
        "plumber",
        "hanging around",
        "crying baby",
        "over",
        "?",
        "zzzz",
    ] {
        assert_eq!(touched(query), Touched::default(), "{query}");
    }
    assert!(
        !touched("form tutor hit a child").material,
        "a form, where it is what is looked for"
    );
}
