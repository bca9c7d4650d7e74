//! Content lines: text escaped, folded at 75 octets, ended with CRLF (RFC 5545, 3.1 and 3.3.11).

/// The most octets in a line, its end not counted.
const OCTETS: usize = 75;

/// Appends `name:value`, where the value is written as it is: a date, a number, an address.
pub(crate) fn plain(out: &mut String, name: &str, value: &str) {
    fold(out, &format!("{name}:{value}"));
}

/// Appends `name:value`, where the value is text that people wrote.
pub(crate) fn text(out: &mut String, name: &str, value: &str) {
    let mut escaped = String::with_capacity(value.len() + 16);
    for character in clean(value).chars() {
        match character {
            '\\' | ',' | ';' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            _ => escaped.push(character),
        }
    }
    fold(out, &format!("{name}:{escaped}"));
}

/// Line ends as one character, and no control characters: none may be in a calendar file.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

fn fold(out: &mut String, line: &str) {
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > OCTETS {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(character);
        octets += character.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: &str) {
        let mut out = String::new();
        text(&mut out, "X", value);
        assert_eq!(out, expected);
    }

    #[test]
    fn text_is_escaped() {
        check("One, two; three\\four", "X:One\\, two\\; three\\\\four\r\n");
        check("One\r\ntwo\rthree\nfour", "X:One\\ntwo\\nthree\\nfour\r\n");
        check("A bell\u{7} and a tab\t", "X:A bell and a tab\t\r\n");
    }

    #[test]
    fn a_line_has_75_octets_at_most() {
        check(&"a".repeat(73), &format!("X:{}\r\n", "a".repeat(73)));
        check(&"a".repeat(74), &format!("X:{}\r\n a\r\n", "a".repeat(73)));
        // The next line's space counts.
        check(
            &"a".repeat(73 + 75),
            &format!("X:{}\r\n {}\r\n a\r\n", "a".repeat(73), "a".repeat(74)),
        );
        // Two octets each, and none is torn apart.
        check(&"é".repeat(37), &format!("X:{}\r\n é\r\n", "é".repeat(36)));
    }
}
