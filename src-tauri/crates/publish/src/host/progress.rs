//! Long work, as it is shown.

/// Receives what is being done. Publishing works without anybody listening.
pub trait Progress: Sync {
    /// A stretch of work begins: what it is, and how many steps it has.
    fn begin(&self, what: &str, steps: u64);
    /// A step is done.
    fn step(&self);
    /// It is over, done or not.
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

/// A stretch of work, which ends however it ends.
pub(crate) struct Stretch<'a>(&'a dyn Progress);

impl<'a> Stretch<'a> {
    pub(crate) fn begin(progress: &'a dyn Progress, what: &str, steps: usize) -> Self {
        progress.begin(what, steps as u64);
        Self(progress)
    }

    pub(crate) fn step(&self) {
        self.0.step();
    }
}

impl Drop for Stretch<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}
