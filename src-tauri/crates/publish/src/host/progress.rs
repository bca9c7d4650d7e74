//! Long work, as it is shown.

/// Is told what is being done. Publishing works without anybody listening.
pub trait Progress: Sync {
    /// A stretch of work begins: what it is, and how many steps it has.
    fn begin(&self, what: &str, steps: u64);
    /// A step is done.
    fn step(&self);
    /// All is done.
    fn end(&self);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _what: &str, _steps: u64) {}
    fn step(&self) {}
    fn end(&self) {}
}
