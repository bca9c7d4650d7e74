//! Documents: files of resources, named by what they hold.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::canonical::Digest;

/// The largest document that is published or kept, in bytes: 100 MB on a telephone is much.
pub const MOST_BYTES: u64 = 100_000_000;

/// A file of a resource, named by its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// Length in bytes.
    pub bytes: u64,
    /// MIME type, e.g. `application/pdf`.
    pub media_type: String,
}

/// What a device needs to know of a document to keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Keepable {
    /// SHA-256 of the file.
    pub digest: Digest,
    /// Length in bytes.
    pub bytes: u64,
    /// What it is.
    pub format: DocumentFormat,
}

impl Document {
    /// The document as this version can keep it; `None` for a text that is not a hash, a length that is too large, or a
    /// format it does not know. A newer edition may have such a one: it is passed over.
    pub fn keepable(&self) -> Option<Keepable> {
        let keepable = Keepable {
            digest: digest(&self.sha256)?,
            bytes: self.bytes,
            format: DocumentFormat::of_media_type(&self.media_type)?,
        };
        (1..=MOST_BYTES).contains(&self.bytes).then_some(keepable)
    }

    /// Whether a file of this hash is as long as is said here, and begins as its type does. A device believes both, and
    /// would never take a file that is not.
    pub fn describes(&self, bytes: &[u8]) -> bool {
        let said = self.keepable();
        said.is_some_and(|said| said.bytes == bytes.len() as u64 && said.format.begins(bytes))
    }
}

/// The digest that 64 hexadecimal digits, in small letters, spell.
fn digest(text: &str) -> Option<Digest> {
    let mut digest = Digest::default();
    hex::decode_to_slice(text, &mut digest).ok()?;
    (hex::encode(digest) == text).then_some(digest)
}

/// What a document may be. Nothing else is published, kept or handed to another program: no program, no script, no page
/// that could run one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentFormat {
    /// A PDF file.
    Pdf,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A WebP picture.
    Webp,
    /// A Word document without macros.
    Docx,
    /// An Excel workbook without macros.
    Xlsx,
    /// A PowerPoint presentation without macros.
    Pptx,
    /// An OpenDocument text.
    Odt,
}

impl DocumentFormat {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Pdf,
        Self::Png,
        Self::Jpeg,
        Self::Webp,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Odt,
    ];

    /// The MIME type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
        }
    }

    /// How the name of such a file ends, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Odt => "odt",
        }
    }

    /// The format of that MIME type.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.media_type() == media_type)
    }

    /// Whether a file that begins with `bytes` (twelve or more of them) can be one. The office formats are archives,
    /// and all begin alike.
    pub fn begins(self, bytes: &[u8]) -> bool {
        match self {
            Self::Pdf => bytes.starts_with(b"%PDF-"),
            Self::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
            Self::Webp => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
            Self::Docx | Self::Xlsx | Self::Pptx | Self::Odt => bytes.starts_with(b"PK\x03\x04"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document {
            sha256: "0f".repeat(32),
            bytes: 5,
            media_type: "application/pdf".into(),
        }
    }

    #[test]
    fn what_this_version_can_keep() {
        let known = Keepable {
            digest: [15; 32],
            bytes: 5,
            format: DocumentFormat::Pdf,
        };
        assert_eq!(document().keepable(), Some(known));
        let with = |change: fn(&mut Document)| {
            let mut document = document();
            change(&mut document);
            document.keepable()
        };
        assert_eq!(with(|d| d.sha256 = format!("../{}", "0f".repeat(31))), None);
        assert_eq!(with(|d| d.sha256 = "0F".repeat(32)), None);
        assert_eq!(with(|d| d.sha256.push('0')), None);
        assert_eq!(with(|d| d.bytes = 0), None);
        assert_eq!(with(|d| d.bytes = MOST_BYTES + 1), None);
        assert_eq!(with(|d| d.media_type = "application/x-msdownload".into()), None);
        assert!(document().describes(b"%PDF-"));
        assert!(!document().describes(b"%PDF-1") && !document().describes(b"MZ\x90\0\x03"));
    }

    #[test]
    fn a_format_is_told_by_its_type_and_its_first_bytes() {
        for format in DocumentFormat::ALL {
            assert_eq!(DocumentFormat::of_media_type(format.media_type()), Some(format));
            assert!(!format.begins(b"MZ\x90\0\x03\0\0\0\x04\0\0\0"), "{format:?}");
        }
        assert!(DocumentFormat::Pdf.begins(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3"));
        assert!(DocumentFormat::Webp.begins(b"RIFF\x10\0\0\0WEBPVP8 "));
        assert!(!DocumentFormat::Webp.begins(b"RIFF\x10\0\0\0WAVEfmt "));
    }
}
