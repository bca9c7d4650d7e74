//! Recent searches, and what was opened from them. Kept on the device, sent nowhere, never logged.

use chrono::{DateTime, Utc};

use super::view::Recent;
use crate::card::RecordKind;
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;

/// More letters than anybody types to find something: a pasted page is not a search to come back to.
const LONGEST_QUERY: usize = 100;

impl Doorstep {
    /// The searches that led somewhere, newest first.
    pub fn recent_searches(&self) -> Result<Recent, ApiError> {
        let queries = self.personal.recent_searches()?;
        Ok(Recent {
            on: queries.is_some(),
            queries: queries.unwrap_or_default(),
        })
    }

    /// Remembers that this was opened or dialled from the answer to `query`: the query stands first among the recent
    /// ones then, and the record comes a little earlier in later answers. Nothing is remembered when that is switched
    /// off.
    ///
    /// # Errors
    /// [`crate::error::ErrorCode::NotFound`] when there is no such record.
    pub fn remember_hit(&self, query: &str, kind: RecordKind, id: &str, now: DateTime<Utc>) -> Result<(), ApiError> {
        self.ask(now, |c| c.link(kind, id)?.ok_or(Failure::NotFound("record")))?;
        let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
        let kept = (!query.is_empty() && query.chars().count() <= LONGEST_QUERY).then_some(query.as_str());
        Ok(self.personal.remember_opened(kept, kind.name(), id, now)?)
    }

    /// Forgets all searches and what was opened from them.
    pub fn forget_searches(&self) -> Result<Recent, ApiError> {
        self.personal.forget_searches()?;
        self.recent_searches()
    }

    /// Whether searches are remembered from now on. Off forgets all of them at once.
    pub fn set_remembering(&self, on: bool) -> Result<Recent, ApiError> {
        self.personal.set_remembering(on)?;
        self.recent_searches()
    }
}
