//! The index as bytes.

/// The number of the format. An index of another number is not opened: it is built anew.
pub const FORMAT: u32 = 1;

/// The bytes are not an index of this format, or not as they were written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damaged {
    /// Another format's number: an index of an older or a newer program.
    #[error("the search index is of another format")]
    Format,
    /// The bytes are not those that were written.
    #[error("the search index is damaged")]
    Bytes,
}
