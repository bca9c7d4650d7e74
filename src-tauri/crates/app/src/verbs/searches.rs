//! What is remembered of searches.

use catalogue::Kind;
use chrono::{DateTime, Utc};
use personal::Change;
use screens::search::{self, Recent};
use screens::{Failure, NotFound, Part, Written};

use crate::Doorstep;

/// Longer than any search that is typed: a pasted page is not a search to remember.
const LONGEST_QUERY: usize = 100;

impl Doorstep {
    /// Remembers that this was opened or called from the answer to `query`: the query is first among the recent ones
    /// then, and the record comes a little earlier in later answers. Nothing is remembered when that is switched off.
    ///
    /// # Errors
    /// `NotFound` when there is no such record.
    pub fn remember_hit(&self, query: &str, kind: Kind, id: &str, now: DateTime<Utc>) -> Result<(), Failure> {
        let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
        let query = (!query.is_empty() && query.chars().count() <= LONGEST_QUERY).then_some(query);
        self.change(now, |m| {
            m.library.title(kind, id).ok_or(NotFound("page"))?;
            let change = Change::Opened {
                query,
                kind: kind.name().to_owned(),
                id: id.to_owned(),
            };
            Ok((m.personal.remembers_searches().then_some(change), ()))
        })
    }

    /// Forgets all searches and what was opened from them.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn forget_searches(&self, now: DateTime<Utc>) -> Result<Written<Recent>, Failure> {
        self.change(now, |_| Ok((Some(Change::ForgetSearches), ())))?;
        Ok(Written::of([Part::Searches], self.ask(now, search::recent)))
    }

    /// Whether searches are remembered from now on. Off forgets all of them at once.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_remembering(&self, on: bool, now: DateTime<Utc>) -> Result<Written<Recent>, Failure> {
        self.change(now, |_| Ok((Some(Change::RememberSearches(on)), ())))?;
        Ok(Written::of([Part::Searches], self.ask(now, search::recent)))
    }
}
