//! How things are written.

use super::super::form::{is_extension, is_relay_number, is_telephone_number, is_text_number, is_word_to_send};
use super::*;

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
