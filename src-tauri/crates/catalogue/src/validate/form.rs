//! How an id, a number, an address, a mailbox and a hash are written.

use super::{At, Check};
use crate::document::{self, DocumentFormat};

const URL_FIX: &str = "write the whole address as the browser shows it, starting with https://, without spaces; leave \
    it out when no https address is known";

pub(super) fn check(check: &mut Check<'_>) {
    let c = check.catalogue;
    for (index, publisher) in c.publishers.iter().enumerate() {
        let at = At {
            collection: "publishers",
            index,
            id: &publisher.id,
        };
        address(check, at, "website", publisher.website.as_deref());
    }
    for (index, source) in c.sources.iter().enumerate() {
        let at = At {
            collection: "sources",
            index,
            id: &source.id,
        };
        address(check, at, "address", source.address.as_deref());
    }
    for (index, contact) in c.contacts.iter().enumerate() {
        let at = At {
            collection: "contacts",
            index,
            id: &contact.id,
        };
        address(check, at, "link/url", contact.link.as_ref().map(|l| l.url.as_str()));
    }
    for (index, resource) in c.resources.iter().enumerate() {
        let at = At {
            collection: "resources",
            index,
            id: &resource.id,
        };
        address(check, at, "link/url", resource.link.as_ref().map(|l| l.url.as_str()));
        if let Some(document) = &resource.document {
            let hash = &document.sha256;
            if hash.len() != 64 || !hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
                check.refuse(
                    at,
                    "document/sha256",
                    "this is not the SHA-256 of a file",
                    "write its 64 characters (digits and a to f), as `sha256sum FILE` prints them",
                );
            }
            if document.bytes == 0 {
                check.refuse(
                    at,
                    "document/bytes",
                    "the document is empty",
                    "write the file's length in bytes, or leave `document` out",
                );
            }
            if document.bytes > document::MOST_BYTES {
                check.refuse(
                    at,
                    "document/bytes",
                    "the document is larger than 100 MB",
                    "make it smaller (pictures usually make a file large), or make each part a resource of its own",
                );
            }
            if DocumentFormat::of_media_type(&document.media_type).is_none() {
                check.refuse(
                    at,
                    "document/media_type",
                    format!("\"{}\" is not a format that devices store", document.media_type),
                    format!(
                        "make it a PDF or a picture, or copy the type from `doorstep-publish document FILE`: {}",
                        DocumentFormat::ALL.map(DocumentFormat::media_type).join(", ")
                    ),
                );
            }
        }
    }
}

fn address(check: &mut Check<'_>, at: At<'_>, path: &str, url: Option<&str>) {
    if let Some(url) = url
        && !is_https(url)
    {
        check.refuse(at, path, format!("\"{url}\" is not an https address"), URL_FIX);
    }
}

/// Whether `text` may be an id: small letters, digits and single hyphens between them.
pub fn is_slug(text: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('-').all(word)
}

/// Whether `text` is a number that can be dialled inside the United Kingdom, in digits and single spaces: 999, 112,
/// 101, 111, a 116 number, Childline's eight digits, or eleven digits from 0. Ten are whole only in some 0800 and 01
/// numbers: anywhere else a digit was lost.
pub fn is_telephone_number(text: &str) -> bool {
    let group = |g: &str| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit());
    if !text.split(' ').all(group) {
        return false;
    }
    let digits = text.replace(' ', "");
    match digits.as_str() {
        "999" | "112" | "101" | "111" => true,
        // Childline: the one old short freephone number that is still in use.
        "08001111" => true,
        d if d.starts_with("116") => d.len() == 6,
        d if d.len() == 10 => d.starts_with("01") || d.starts_with("0800"),
        d => d.len() == 11 && d.starts_with('0') && !d.starts_with("00"),
    }
}

/// Whether `text` is a number that a text message can be sent to: five digits of a service, a mobile, or 999 for those
/// who have registered.
pub fn is_text_number(text: &str) -> bool {
    let digits = text.replace(' ', "");
    let is_service = || digits.len() == 5 && digits.starts_with(['6', '7', '8']) && digits == text;
    match digits.as_str() {
        "999" => text == "999",
        _ if is_service() => digits.bytes().all(|b| b.is_ascii_digit()),
        _ => digits.starts_with("07") && is_telephone_number(text),
    }
}

/// Whether `text` is a number of Relay UK: 18000 for an emergency, or 18001 before a number that can be dialled.
pub fn is_relay_number(text: &str) -> bool {
    text == "18000" || text.strip_prefix("18001 ").is_some_and(is_telephone_number)
}

/// Whether `text` is a word or two to send to a number, of letters and digits.
pub fn is_word_to_send(text: &str) -> bool {
    let word = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_alphanumeric());
    text.len() <= 40 && text.split(' ').all(word)
}

/// Whether `text` is an extension: two to six digits.
pub fn is_extension(text: &str) -> bool {
    (2..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `text` is a whole https address: a host with a dot in it, no user name, no blanks, nothing that would need
/// escaping.
pub fn is_https(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://") else {
        return false;
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let host = match authority.split_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok_and(|p| p > 0) => host,
        Some(_) => return false,
        None => authority,
    };
    is_host(host) && is_escaped(tail)
}

/// Whether `text` is an email address and nothing more. Signs with a special meaning after `mailto:` are refused:
/// `a?cc=b@c.uk` is an address to the letter, and a mail program writes to somebody else as well.
pub fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else {
        return false;
    };
    let atom = |a: &str| {
        !a.is_empty()
            && a.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!$&'*+_~-".contains(&b))
    };
    local.len() <= 64 && local.split('.').all(atom) && is_host(host)
}

/// Whether `address` may be handed to another program, whatever the catalogue says: a whole https address, a mailbox
/// with at most a subject and a text, digits to dial with at most an extension, or digits to text with at most a word.
pub fn may_be_opened(address: &str) -> bool {
    let digits = |digits: &str| (3..=16).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    match address.split_once(':') {
        Some(("https", _)) => is_https(address),
        Some(("mailto", letter)) => match letter.split_once("?subject=") {
            Some((mailbox, rest)) => {
                is_email(mailbox)
                    && rest
                        .split_once("&body=")
                        .is_some_and(|(s, b)| is_quoted(s) && is_quoted(b))
            }
            None => is_email(letter),
        },
        Some(("tel", number)) => match number.split_once(";ext=") {
            Some((number, extension)) => digits(number) && is_extension(extension),
            None => digits(number),
        },
        Some(("sms", number)) => match number.split_once("?body=") {
            Some((number, word)) => digits(number) && is_word_to_send(&word.replace("%20", " ")),
            None => digits(number),
        },
        _ => false,
    }
}

/// Whether `text` has nothing that would have a meaning of its own in an address: letters, digits, `-._~` and whole
/// escapes.
fn is_quoted(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)) && is_escaped(text)
}

fn is_host(host: &str) -> bool {
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !l.starts_with('-')
            && !l.ends_with('-')
    };
    // A last label of letters keeps out addresses by number.
    let named = |tld: &str| tld.len() >= 2 && !tld.bytes().all(|b| b.is_ascii_digit());
    host.len() <= 253 && host.split('.').all(label) && host.rsplit_once('.').is_some_and(|(_, tld)| named(tld))
}

/// Path, query and fragment: printable ASCII, whole escapes, at most one `#`.
fn is_escaped(tail: &str) -> bool {
    let bytes = tail.as_bytes();
    let allowed = |i: usize, b: u8| match b {
        b'%' => bytes
            .get(i + 1..i + 3)
            .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
        b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
        _ => b.is_ascii_graphic(),
    };
    bytes.iter().enumerate().all(|(i, b)| allowed(i, *b)) && tail.matches('#').count() <= 1
}
