//! One thin command per use case. A command is named where its function is, in a file of this folder, and nowhere else:
//! the build script reads them and makes the handler, what the main window may ask, and the signatures that
//! `typescript` makes `ui/src/lib/commands.ts` from, comments and all. Nothing here decides anything.

pub mod device;
pub mod personal;
pub mod screens;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod typescript;

use ::screens::Failure;

/// What a command answers: `Answer<T>`, spelt so in its signature.
type Answer<T> = Result<T, Failure>;
