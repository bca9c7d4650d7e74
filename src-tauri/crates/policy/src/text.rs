//! Text as administrators' tools write it: UTF-8 or UTF-16, with a byte-order mark or without. PowerShell's `Out-File`
//! writes UTF-16 with one.

/// The text of a file. JSON begins with a sign of ASCII, so UTF-16 shows in its first two bytes without a mark too.
///
/// # Errors
/// The rest of a sentence, when it is neither.
pub(super) fn decode(bytes: &[u8]) -> Result<String, String> {
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(bytes, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| "is neither UTF-8 nor UTF-16: save it as UTF-8".into())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units: Vec<_> = units.iter().map(|pair| unit(*pair)).collect();
    match String::from_utf16(&units) {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err("begins like UTF-16 and is not: save it as UTF-8".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_it_is_the_same_text() {
        let text = "{\"publisher\": \"Ynys Môn 😀\"}";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", text.as_bytes()),
            marked(b"\xff\xfe", &little),
            marked(b"\xfe\xff", &big),
            little.clone(),
            big.clone(),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{bytes:02x?}");
        }
        assert_eq!(decode(b"").as_deref(), Ok(""));
        assert_eq!(decode(b"\xef\xbb\xbf").as_deref(), Ok(""));
    }

    #[test]
    fn what_is_neither_says_so() {
        for bytes in [&b"caf\xe9"[..], b"\xff\xfe{", b"\xff\xfe\x00\xd8", b"{\x00\x80"] {
            let why = decode(bytes).expect_err("no text");
            assert!(why.contains("save it as UTF-8"), "{bytes:02x?}: {why}");
        }
    }
}
