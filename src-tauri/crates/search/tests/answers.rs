//! What people type, and what a small catalogue answers.

use search::{Answer, Document, Index, KIND, Label, Limits, Mark, Preferences, Request};

fn document<'a>(kind: &'a str, title: &'a str, terms: &'a str, summary: &'a str, labels: &[Label<'a>]) -> Document<'a> {
    Document {
        title,
        terms,
        summary,
        labels: labels.iter().copied().chain([(KIND, kind)]).collect(),
        ..Document::default()
    }
}

fn catalogue() -> Index {
    let (hants, wight) = (("area", "hampshire"), ("area", "isle-of-wight"));
    let documents = [
        document(
            "contact",
            "Hampshire Children's Services",
            "social worker · 03005551384",
            "Worried about a child",
            &[hants],
        ),
        document(
            "contact",
            "Isle of Wight Children's Services",
            "social worker",
            "Worried about a child",
            &[wight],
        ),
        document(
            "theme",
            "Neglect",
            "dirty clothes · head lice",
            "A child's basic needs are not met",
            &[],
        ),
        document(
            "theme",
            "Domestic abuse",
            "DA · hits his wife",
            "Between partners or family",
            &[],
        ),
        document(
            "resource",
            "Domestic abuse toolkit",
            "",
            "For professionals",
            &[("audience", "professionals")],
        ),
        document(
            "resource",
            "Domestic abuse toolkit for parents",
            "",
            "For parents",
            &[("audience", "parents")],
        ),
        document(
            "resource",
            "e-learning: bruising in babies",
            "",
            "A café's organisation of R&D",
            &[],
        ),
        document("resource", "Safeguarding infants", "", "Bruises on an infant", &[]),
        document("resource", "Practitioner guide", "", "Day by day", &[]),
        document("term", "DA", "domestic abuse", "Abuse between partners", &[]),
        Document {
            withdrawn: true,
            ..document("resource", "Neglect strategy", "", "Neglect, neglect", &[])
        },
        document("contact", "Child line", "0800 1111", "For children", &[]),
    ];
    Index::of(&documents)
}

const TITLES: [&str; 12] = [
    "Hampshire Children's Services",
    "Isle of Wight Children's Services",
    "Neglect",
    "Domestic abuse",
    "Domestic abuse toolkit",
    "Domestic abuse toolkit for parents",
    "e-learning: bruising in babies",
    "Safeguarding infants",
    "Practitioner guide",
    "DA",
    "Neglect strategy",
    "Child line",
];

fn ask(request: Request<'_>) -> Answer {
    catalogue().search(&request, &|| false).expect("not overtaken")
}

fn titles(answer: &Answer) -> Vec<&'static str> {
    answer.hits.iter().map(|hit| TITLES[hit.document as usize]).collect()
}

/// The best hit, and what was corrected.
fn check(text: &str, best: &str, corrections: &[(&str, &str)]) {
    let answer = ask(Request {
        text,
        ..Request::default()
    });
    assert_eq!(titles(&answer).first().copied().unwrap_or(""), best, "{text:?}");
    let used = answer.corrections.iter().map(|c| (c.typed.as_str(), c.used.as_str()));
    assert_eq!(used.collect::<Vec<_>>(), corrections, "{text:?}");
}

#[test]
fn what_is_typed_well_is_found() {
    check("neglect", "Neglect", &[]);
    check("n", "Neglect", &[]);
    check("negl", "Neglect", &[]);
    check("negl toolkit", "Neglect", &[]);
    check("DOMESTIC  abuse!", "Domestic abuse", &[]);
    check("domestic abuse toolk", "Domestic abuse toolkit", &[]);
    check("da", "DA", &[]);
    check("", "", &[]);
    check("?!", "", &[]);
    check("xyzzyx", "", &[]);
}

#[test]
fn letters_signs_and_endings_do_not_matter() {
    check("cafe", "e-learning: bruising in babies", &[]);
    check("CAFE\u{301}", "e-learning: bruising in babies", &[]);
    for text in [
        "elearning",
        "e learning",
        "e-learning",
        "E‑Learning",
        "r and d",
        "bruise",
        "bruised",
        "organization",
    ] {
        check(text, "e-learning: bruising in babies", &[]);
    }
    for text in [
        "children's services hampshire",
        "childrens services hampshire",
        "child service hampshire",
    ] {
        check(text, "Hampshire Children's Services", &[]);
    }
    for text in [
        "0300 555 1384",
        "03005551384",
        "0300 5551384",
        "0300",
        "03005",
        "+443005551384",
        "+44 300 555 1384",
        "0044 300 555 1384",
        "+44 (0)300 555 1384",
        "(0300) 555-1384",
        "0300.555.1384",
        "0300\u{a0}555\u{a0}1384",
        "0300\u{200b}555\u{ad}1384",
        "5551384",
        "555 1384",
        "51384",
        "0055513",
        "+44 300 5",
        "children 5551384",
    ] {
        check(text, "Hampshire Children's Services", &[]);
    }
    for text in ["0800 1111", "08001111", "0800"] {
        check(text, "Child line", &[]);
    }
}

#[test]
fn slips_are_corrected_and_named() {
    check("neglcet", "Neglect", &[("neglcet", "neglect")]);
    check("beglect", "Neglect", &[("beglect", "neglect")]);
    check("negelc", "Neglect", &[("negelc", "neglect")]);
    check(
        "domstic abuze",
        "Domestic abuse",
        &[("domstic", "domestic"), ("abuze", "abuse")],
    );
    check(
        "parctitoiner guide",
        "Practitioner guide",
        &[("parctitoiner", "practitioner")],
    );
    check(
        "domesticabuse",
        "Domestic abuse",
        &[("domesticabuse", "domestic abuse")],
    );
    check("safe guarding", "Safeguarding infants", &[]);
    check("0900 1111", "Child line", &[]);
}

#[test]
fn questions_are_what_they_are_about() {
    check("what is neglect", "Neglect", &[]);
    check("who do i ring about a child", "Child line", &[]);
    check("who", "", &[]);
    check("his", "Domestic abuse", &[]);
}

#[test]
fn withdrawn_comes_last_and_elsewhere_behind() {
    let concern = [("area", "isle-of-wight")];
    let preferences = Preferences {
        concern: &concern,
        ..Preferences::default()
    };
    let answer = ask(Request {
        text: "children's services",
        preferences,
        ..Request::default()
    });
    let nearby: Vec<bool> = answer.hits.iter().map(|hit| hit.here).collect();
    assert_eq!(titles(&answer)[0], "Isle of Wight Children's Services");
    assert_eq!(titles(&answer).last(), Some(&"Hampshire Children's Services"));
    assert!(nearby.is_sorted_by(|a, b| a >= b) && nearby.last() == Some(&false));
    let answer = ask(Request {
        text: "neglect",
        ..Request::default()
    });
    assert_eq!(titles(&answer).last(), Some(&"Neglect strategy"));
}

#[test]
fn nudges_and_leanings_are_gentle() {
    let toolkits = |preferences| {
        titles(&ask(Request {
            text: "domestic abuse t",
            preferences,
            ..Request::default()
        }))
    };
    assert_eq!(toolkits(Preferences::default())[0], "Domestic abuse toolkit");
    let nudges = [(5, 255)];
    assert_eq!(
        toolkits(Preferences {
            nudges: &nudges,
            ..Preferences::default()
        })[0],
        "Domestic abuse toolkit for parents"
    );
    let lean = [(("audience", "parents"), 255)];
    assert_eq!(
        toolkits(Preferences {
            lean: &lean,
            ..Preferences::default()
        })[0],
        "Domestic abuse toolkit for parents"
    );
    let other = ask(Request {
        text: "neglect",
        preferences: Preferences {
            nudges: &nudges,
            lean: &lean,
            ..Preferences::default()
        },
        ..Request::default()
    });
    assert_eq!(titles(&other)[0], "Neglect");
}

#[test]
fn filters_and_marks_restrict_all_counts_but_their_own() {
    let filters = [("audience", "parents"), (KIND, "resource")];
    let marks = [
        Mark {
            documents: &[4, 5, 5, 99],
            required: false,
        },
        Mark {
            documents: &[3, 4, 5],
            required: true,
        },
    ];
    let answer = ask(Request {
        text: "domestic",
        filters: &filters,
        marks: &marks,
        ..Request::default()
    });
    assert_eq!(titles(&answer), ["Domestic abuse toolkit for parents"]);
    assert_eq!((answer.total, answer.marks), (1, vec![1, 1]));
    let count = |group: &str, value: &str| {
        answer
            .labels
            .iter()
            .find(|l| (l.group.as_str(), l.value.as_str()) == (group, value))
            .unwrap()
            .count
    };
    assert_eq!(
        (count("audience", "parents"), count("audience", "professionals")),
        (1, 1)
    );
    assert_eq!((count(KIND, "resource"), count(KIND, "theme")), (1, 0));
    let nobody = [("audience", "nobody")];
    assert_eq!(
        ask(Request {
            text: "domestic",
            filters: &nobody,
            ..Request::default()
        })
        .total,
        0
    );
}

#[test]
fn limits_are_by_kind_and_the_total_is_of_all() {
    let limits = Limits { here: 1, elsewhere: 0 };
    let answer = ask(Request {
        text: "d",
        limits,
        ..Request::default()
    });
    assert_eq!(titles(&answer).len(), 3);
    assert!(answer.total > 3);
}

#[test]
fn a_search_that_is_overtaken_has_no_answer() {
    let request = Request {
        text: "neglect",
        ..Request::default()
    };
    assert!(catalogue().search(&request, &|| true).is_none());
}

#[test]
fn what_was_looked_for_is_marked() {
    let marked = |query: &str, text: &str| {
        let answer = ask(Request {
            text: query,
            ..Request::default()
        });
        let ranges = answer.highlight(text);
        ranges
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect::<Vec<_>>()
            .join("|")
    };
    assert_eq!(marked("domestic ab", "Domestic abuse, an Abuse"), "Domestic|ab|Ab");
    assert_eq!(marked("neglcet", "Neglect is neglect"), "Neglect|neglect");
    assert_eq!(marked("bruises", "Bruises, bruising: bruise"), "Bruises|bruising");
    assert_eq!(marked("elearning", "An e-learning, elearning"), "e-learning|elearning");
    assert_eq!(marked("what is a cafe", "Cafe\u{301}, what a Café"), "Cafe\u{301}|Café");
    assert_eq!(marked("caf", "Cafe\u{301}, Café"), "Caf|Caf");
    assert_eq!(marked("cafe", "CAFE\u{301}teria"), "CAFE\u{301}");
    assert_eq!(marked("child", "Children’s, a child's"), "Children’s|child's");
    assert_eq!(marked("", "anything"), "");
}
