//! What is broken is found, at its line, with its fix.

use std::fs::{self, File};
use std::path::Path;

use chrono::NaiveDate;
use kit::fixture::{data, put, replace};
use source::{Diagnostic, check};

/// The day of the check.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");

/// What `init` left to fill in: worth knowing in a draft, a fault in what people are to rely on.
#[test]
fn what_is_still_to_be_filled_in_is_named_and_never_published() {
    let dir = data();
    replace(dir.path(), "contacts.toml", "0300 555 1384", "01632 960001");
    replace(dir.path(), "contacts.toml", "For work.", "FILL IN: for whom?");
    replace(
        dir.path(),
        "contacts.toml",
        "hours =",
        "emails = [\"a@partnership.example\"]\nhours =",
    );
    replace(dir.path(), "edition.toml", "\"Nobody\"", "\"FILL IN\"");
    let said = |found: &[Diagnostic]| {
        let of = |d: &Diagnostic| {
            let name = d.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!("{name}:{}: {}", d.line.unwrap_or_default(), d.what)
        };
        found.iter().map(of).collect::<Vec<_>>().join("\n")
    };
    let wanted = [
        "edition.toml:7: this is still to be filled in",
        "contacts.toml:10: 01632 960001 is a number reserved for films",
        "contacts.toml:11: a@partnership.example is an email address that does not exist",
        "contacts.toml:18: this is still to be filled in",
    ];
    let draft = check(dir.path(), TODAY);
    assert_eq!(said(&draft.faults), "");
    assert!(said(&draft.advice).contains("edition.toml:0: `feedback` is missing"));
    wanted.iter().for_each(|words| {
        assert!(
            said(&draft.advice).contains(words),
            "{words} in {}",
            said(&draft.advice)
        )
    });
    replace(dir.path(), "edition.toml", "\"draft\"", "\"published\"");
    let published = check(dir.path(), TODAY);
    wanted.iter().for_each(|words| {
        assert!(
            said(&published.faults).contains(words),
            "{words} in {}",
            said(&published.faults)
        )
    });
}

/// Faults of the fixture after `edit`: "file:line: what | fix".
fn faults(edit: impl FnOnce(&Path)) -> Vec<String> {
    let dir = data();
    edit(dir.path());
    let line = |fault: &Diagnostic| {
        let file = fault.file.strip_prefix(dir.path()).expect("below");
        let line = fault.line.map_or("-".to_owned(), |l| l.to_string());
        let file = file.display().to_string().replace('\\', "/");
        format!("{file}:{line}: {} | {}", fault.what, fault.fix)
    };
    check(dir.path(), TODAY).faults.iter().map(line).collect()
}

/// How to break one file.
enum Break<'a> {
    Replace(&'a str, &'a str),
    Write(&'a [u8]),
    Delete,
}
use Break::{Delete, Replace, Write};

/// What is broken, where it is found, and words of the fault and of its fix.
type Row<'a> = (&'a str, Break<'a>, &'a str, &'a str, &'a str);

#[rustfmt::skip]
const TABLE: &[Row<'static>] = &[
    // The rules, at their place in the file.
    ("themes/neglect.toml", Replace("resource = \"chart\"", "resource = \"chrat\""), "themes/neglect.toml:15:", "there is no resource", "Did you mean \"chart\"?"),
    ("contacts.toml", Replace("0300 555 1384", "0300 555 138"), "contacts.toml:10:", "not a telephone number", "in digits with single spaces"),
    ("contacts.toml", Replace("numbers = [{ number = \"01329 225379\" }]\n", ""), "contacts.toml:15:", "no number, no email address and no link", "mark the contact withdrawn"),
    ("contacts.toml", Replace("08:30:00", "\"18:30\""), "contacts.toml:11:", "end at 17:00 and start at 18:30", "end after they start"),
    ("contacts.toml", Replace("id = \"colleagues\"", "id = \"office\""), "contacts.toml:15:", "two contacts with the id \"office\"", "give the newer one"),
    ("resources/toolkits.toml", Replace("https://", "http://"), "resources/toolkits.toml:11:", "not an https address", "starting with https://"),
    ("resources/toolkits.toml", Replace("kind = \"tool\"", "kind = \"tol\""), "resources/toolkits.toml:16:", "not a value", "write one of: toolkit, guidance"),
    ("weeks/week.toml", Replace("date = \"2024-11-27\"", "date = 2024-11-30"), "weeks/week.toml:12:", "2024-11-30 is not in the week", "correct the day's date"),
    ("weeks/week.toml", Replace("\"wednesday\"", "\"tuesday\""), "weeks/week.toml:12:", "2024-11-27 is a Wednesday", "correct the date or `weekday`"),
    ("weeks/week.toml", Replace("15:00:00", "13:00:00"), "weeks/week.toml:19:", "starts at 13:30 and ends at 13:00", "end after it starts"),
    ("terms.toml", Replace("Where worries go.", "Was 0300 3000117."), "terms.toml:4:", "must never appear: Superseded", "remove it"),
    ("terms.toml", Replace("Where worries go.", "Ring 01329 225379."), "terms.toml:4:", "for professionals only (contact \"colleagues\")", "write the public number"),
    ("terms.toml", Replace("source = \"brochure\"\n", ""), "terms.toml:2:", "`source` is missing", "add `source`"),
    ("articles/principles.md", Replace("*one*", "<em>one"), "articles/principles.md:12:", "\"<em>\" is raw HTML", "write it in Markdown"),
    ("articles/principles.md", Replace("*one*", "[one](https://a.uk)"), "articles/principles.md:12:", "is a link, and an article shows none", "name the page in `resources`"),
    ("articles/principles.md", Replace("*one*", "~~one~~"), "articles/principles.md:12:", "\"~~one~~\" is struck out", "remove it"),
    ("pathways/worried.toml", Replace("id = \"ring\"", "id = \"Ring\""), "pathways/worried.toml:10:", "\"Ring\" cannot be an id", "lower-case letters"),
    ("pathways/worried.toml", Replace("contacts = [\"office\"]", "contacts = [\"office\"]\nquestion = \"Now?\"\nanswers = [{ label = \"No\" }, { label = \"No\" }]"), "pathways/worried.toml:16:", "\"No\" is in this list twice", "remove one of the two"),
    ("contacts.toml", Replace("order = 1", "order = 1\nlimits = [\"By day.\", \"By day.\"]"), "contacts.toml:8:", "\"By day.\" is in this list twice", "remove one of the two"),
    ("edition.toml", Replace("publisher =", "recommended_app = \"next\"\npublisher ="), "edition.toml:7:", "\"next\" is not a version of Doorstep", "write three numbers"),
    ("contacts.toml", Replace("order = 2", "order = 2\nuntil = 2027-02-23"), "edition.toml:-:", "`min_reader` is 1, and the catalogue uses `from` or `until`", "write min_reader = 2"),
    ("contacts.toml", Replace("group = \"emergency\"", "group = \"helplines\""), "contacts.toml:-:", "no active emergency contact that gives 999 to everyone everywhere", "group = \"emergency\""),
    ("contacts.toml", Replace("order = 1", "order = 1\nconfirmed_on = 2026-11-23\nconfirmed_by = \"N\""), "contacts.toml:8:", "2026-11-23, which is in the future", "the day of the call"),
    ("weeks/week.toml", Replace("ends = \"2024-11-29\"", "ends = \"+262142-12-25\""), "weeks/week.toml:6:", "+262142-12-25 is not between 2000 and 2100", "correct the year"),
    ("weeks/week.toml", Replace("ends = \"2024-11-29\"", "ends = \"2062-11-29\""), "weeks/week.toml:6:", "is longer than 31 days", "correct the two days"),
    ("sources.toml", Replace("2026-11-22", "1026-11-22"), "sources.toml:5:", "1026-11-22 is not between", "correct the year"),
    ("edition.toml", Replace("published_at = 2026", "published_at = 3026"), "edition.toml:-:", "`published_at` is 3026-11-22", "write a day from 2000 to 2100"),
    ("ids.lock", Replace("terms mash", "terms marac\nterms mash"), "ids.lock:3:", "\"marac\" was published and is missing", "restore it or mark it withdrawn"),
    ("ids.lock", Replace("terms mash", "<<<<<<< HEAD"), "ids.lock:3:", "not a collection and an id", "git log"),
    // Reading.
    ("contacts.toml", Replace("used_by = \"everyone\"", "used_by = \"everyone\"\nused_bye = 1"), "contacts.toml:10:", "the key `used_bye` is not used here", "did you mean `used_by`?"),
    ("contacts.toml", Replace("from = 08:30:00,", "from = \"08:30\", till = \"x\","), "contacts.toml:11:", "the key `till` is not used here", "remove it"),
    ("weeks/week.toml", Replace("place = \"Online\"", "place = \"Online\"\nwhereabouts = 1"), "weeks/week.toml:21:", "the key `whereabouts` is not used here", "remove it"),
    ("contacts.toml", Replace("from = 08:30:00", "from = \"half past\""), "contacts.toml:11:", "\"half past\" is not a time", "such as \"08:30\""),
    ("contacts.toml", Replace("order = 2", "order = \"2\""), "contacts.toml:19:", "`order` is string \"2\"", "write u32 here"),
    ("contacts.toml", Replace("\"professionals\"", "\"profesionals\""), "contacts.toml:21:", "\"profesionals\" is not a value that `used_by`", "\"everyone\" or \"professionals\""),
    ("weeks/week.toml", Replace("starts = 2024-11-25", "starts = \"25 November\""), "weeks/week.toml:5:", "`starts` is not a day", "like \"2026-11-22\""),
    ("areas.toml", Replace("title = \"National\"", "title = National"), "areas.toml:3:", "this is not TOML", "correct the TOML here"),
    ("areas.toml", Replace("title = \"National\"", "title = \"N\"\ntitle = \"N\""), "areas.toml:4:", "duplicate key", "each key only once"),
    ("areas.toml", Replace("[[areas]]", "[areas]"), "areas.toml:1:", "`areas` is not a list", "write [[areas]]"),
    ("areas.toml", Replace("[[areas]]", "[[places]]\nid = \"x\"\n[[areas]]"), "areas.toml:1:", "the key `places` is not used here", "move it into one of them"),
    ("terms.toml", Write(b"[[terms]]\nid = \"ma\xffsh\"\n"), "terms.toml:2:", "byte 18 (line 2) is not UTF-8", "save the file as UTF-8"),
    ("terms.toml", Write(b"\xff\xfe[\0[\0t\0"), "terms.toml:1:", "byte 0 (line 1) is not UTF-8", "save the file as UTF-8"),
    ("articles/principles.md", Replace("+++\n", ""), "articles/principles.md:1:", "starts with a line of +++", "write +++"),
    ("articles/principles.md", Replace("+++\n\nFour", "Four"), "articles/principles.md:1:", "has no second one", "between the front matter and the text"),
    ("articles/principles.md", Replace("summary =", "sumary ="), "articles/principles.md:4:", "the key `sumary` is not used here", "did you mean `summary`?"),
    ("articles/principles.md", Replace("summary =", "body = \"x\"\nsummary ="), "articles/principles.md:4:", "`body` does not belong", "after the second +++"),
    ("edition.toml", Replace("format = 1", "format = 2"), "edition.toml:-:", "`format` is 2", "write format = 1"),
    ("edition.toml", Replace("format = 1", "feedback = \"a@b.uk?cc=c@d.uk\"\nformat = 1"), "edition.toml:1:", "\"a@b.uk?cc=c@d.uk\" is not an email address", "the email address for reports"),
    ("edition.toml", Replace("\"draft\"", "\"done\""), "edition.toml:4:", "\"done\" is not a value that `status`", "\"draft\" or \"published\""),
    ("edition.toml", Replace("publisher = \"", "publisher = \"+44 300 300 0117 "), "edition.toml:-:", "`publisher` names \"0300 300 0117\": Superseded", "remove it"),
    ("edition.toml", Replace("title = \"", "title = \"0300&nbsp;300&nbsp;0117 "), "edition.toml:-:", "`title` names \"0300 300 0117\"", "remove it"),
    ("edition.toml", Replace("publisher =", "name = \"\"\npublisher ="), "edition.toml:7:", "`name` is empty", "leave it out"),
    ("edition.toml", Replace("publisher =", "welcome = \"One.\\nTwo.\"\npublisher ="), "edition.toml:7:", "the screen has room for 240", "shorten it"),
    ("edition.toml", Replace("\"Nobody\"\n", "\"Nobody\"\n[look.light]\nprimary = \"#7fb2b4\"\n[look.dark]\nprimary = \"#8ad6cf\"\n"), "edition.toml:9:", "has a contrast of 1.9 to 1, and text needs 4.5 to 1", "write a darker one, such as \"#"),
    ("edition.toml", Replace("\"Nobody\"\n", "\"Nobody\"\n[look.light]\nprimary = \"#0b5c5e\"\n[look.dark]\nprimary = \"#8ad6cf\"\nlnk = \"#8ad6cf\"\n"), "edition.toml:12:", "the key `lnk` is not used here", "did you mean `link`?"),
    ("edition.toml", Delete, "edition.toml:-:", "edition.toml is missing", "restore it"),
    ("deny.toml", Delete, "deny.toml:-:", "deny.toml is missing", "restore it"),
    ("deny.toml", Replace("0300 300 0117", " "), "deny.toml:2:", "`value` is empty", "write it"),
    ("deny.toml", Replace("reason =", "group = \"childrens-service\"\nreason ="), "deny.toml:3:", "not a value that `group` can have", "childrens-services"),
    ("deny.toml", Replace("reason =", "area = \"atlantis\"\nreason ="), "deny.toml:3:", "there is no area with the id \"atlantis\"", "areas.toml"),
    ("deny.toml", Replace("value = \"0300 300 0117\"", "value = \"a.uk\"\ngroup = \"adults\""), "deny.toml:2:", "only a number can be denied for one use", "leave `group` and `area` out"),
    ("terms.toml", Replace("Where worries go.", "Was +44 (0)300&nbsp;300 0117."), "terms.toml:4:", "must never appear: Superseded", "remove it"),
    ("themes/neglect.toml", Replace("title = \"Neglect\"", "title = \"Neg\u{ad}lect\""), "themes/neglect.toml:2:", "there is an invisible character (U+00AD) in \"Neglect\"", "type it again"),
    ("contact.toml", Write(b""), "contact.toml:-:", "a file in this place is not used", "Did you mean contacts.toml?"),
    ("themes/notes.md", Write(b""), "themes/notes.md:-:", "a file in this place is not used", "see README.md"),
    ("themes/old/a.toml", Write(b""), "themes/old:-:", "a file in this place is not used", "see README.md"),
];

#[test]
fn each_fault_at_its_line_with_its_fix() {
    let mut missed = Vec::new();
    for (file, how, at, what, fix) in TABLE {
        let found = faults(|dir| match how {
            Replace(old, new) => replace(dir, file, old, new),
            Write(content) => put(dir, file, content),
            Delete => fs::remove_file(dir.join(file)).expect("deleted"),
        });
        if !found
            .iter()
            .any(|f| f.starts_with(at) && f.contains(what) && f.contains(fix))
        {
            missed.push(format!("{at} {what} | {fix}\n   found {found:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn the_fixture_is_sound() {
    assert_eq!(faults(|_| ()), Vec::<String>::new());
}

#[test]
fn numbers_may_be_spelt_as_toml_spells_them() {
    for order in ["+2", "0x02", "0b10", "1_0"] {
        let order = format!("order = {order}");
        let found = faults(|dir| replace(dir, "contacts.toml", "order = 2", &order));
        assert_eq!(found, Vec::<String>::new(), "{order}");
    }
}

#[test]
fn a_file_is_named_after_its_id() {
    for (file, new) in [
        ("themes/neglect.toml", "themes/other.toml"),
        ("articles/principles.md", "articles/other.md"),
    ] {
        let found = faults(|dir| fs::rename(dir.join(file), dir.join(new)).expect("renamed"));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].contains(&format!(
            "name the file {}",
            file.rsplit('/').next().unwrap_or_default()
        )));
    }
}

#[test]
fn one_broken_file_is_one_fault() {
    // Everything that leads to a contact still leads somewhere: the file is broken, not the contacts gone.
    for broken in [
        Write(b"[[contacts]\n"),
        Write(b"\xff"),
        Replace("[[contacts]]", "[[contacts]"),
    ] {
        let found = faults(|dir| match broken {
            Replace(old, new) => replace(dir, "contacts.toml", old, new),
            Write(content) => put(dir, "contacts.toml", content),
            Delete => {}
        });
        assert_eq!(found.len(), 1, "{found:#?}");
    }
    let found = faults(|dir| replace(dir, "themes/neglect.toml", "order = 1", "order = one"));
    assert_eq!(found.len(), 1, "{found:#?}");
    let found = faults(|dir| replace(dir, "contacts.toml", "order = 1", "order = 1.5"));
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn all_faults_of_all_files_at_once() {
    let found = faults(|dir| {
        replace(dir, "contacts.toml", "0300 555 1384", "1");
        replace(dir, "terms.toml", "meaning", "meening");
        put(dir, "stray.txt", b"");
        put(dir, "themes/neglect.toml", b"id = ");
    });
    let files: Vec<&str> = found.iter().filter_map(|f| f.split(':').next()).collect();
    assert_eq!(
        files,
        [
            "contacts.toml",
            "stray.txt",
            "terms.toml",
            "terms.toml",
            "themes/neglect.toml"
        ],
        "{found:#?}"
    );
}

#[test]
fn a_huge_file_is_refused_unread() {
    let started = std::time::Instant::now();
    let found = faults(|dir| {
        // Sparse: a hundred megabytes that take no room, and would take time to read.
        let file = File::create(dir.join("resources/huge.toml")).expect("a file");
        file.set_len(100 * 1024 * 1024).expect("room");
    });
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("resources/huge.toml:-: it is larger than 4 MB"),
        "{found:#?}"
    );
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn notepad_and_windows_are_welcome() {
    let found = faults(|dir| {
        for file in [
            "contacts.toml",
            "themes/neglect.toml",
            "articles/principles.md",
            "ids.lock",
        ] {
            let text = fs::read_to_string(dir.join(file))
                .expect("a file")
                .replace('\n', "\r\n");
            put(dir, file, format!("\u{feff}{text}").as_bytes());
        }
    });
    assert_eq!(found, Vec::<String>::new());
}
