//! The basis of the next signature: what the host shows, and what is known here of what it should show.

use jiff::Timestamp;

use super::error::{Error, Result};
use super::keys::{Keyring, Role};
use super::lifetime::{self, day};
use super::marks::{Edition, Known, Marks};
use super::state::State;
use super::store::{Host, Seen};

/// A host that may be signed for.
#[derive(Debug)]
pub(crate) struct Ground {
    /// The timestamp that is exchanged, or none.
    pub(crate) seen: Option<Seen>,
    /// What the host holds, when it can be trusted.
    pub(crate) state: Option<State>,
    pub(crate) marks: Marks,
    /// What it shows, as far as the keys that signed it still count.
    shown: Known,
    /// Whether it has lost what is known here, and that is to be made good.
    pub(crate) recovering: bool,
}

impl Ground {
    /// Looks at the host and holds it against the marks, which rise to what it shows. With `recover`, a host that has
    /// lost its newest state is ground too.
    ///
    /// # Errors `Refused` when the host has gone back, or shows numbers that no honest publisher reaches; `Host` when
    /// it does not answer or cannot be trusted; `Usage` when the marks cannot be read or kept.
    pub(crate) async fn find(host: &Host, keys: &Keyring, recover: bool, now: Timestamp) -> Result<Self> {
        let marks = Marks::open(keys.dirs())?;
        let state = match State::load(host, keys).await {
            Err(Error::Host(_)) if recover => None,
            other => other?,
        };
        let seen = match &state {
            Some(state) => Some(state.seen.clone()),
            None => host.timestamp().await?,
        };
        let shown = state.as_ref().map(State::known).unwrap_or_default().under(keys.root());
        let mut ground = Self {
            seen,
            state,
            marks,
            shown,
            recovering: false,
        };
        if let Some(jump) = ground.marks.jump(&ground.shown, now) {
            return Err(Error::Refused(format!(
                "{jump}. Nothing was signed. (If you know that the number is right, check this machine's clock, and \
                 copy marks.json here from a machine that has published recently.)"
            )));
        }
        let is_lost = match &ground.state {
            Some(_) => ground.marks.are_ahead_of(&ground.shown),
            None => !ground.marks.is_empty() || ground.seen.is_some(),
        };
        if is_lost && !recover {
            return Err(ground.gone_back());
        }
        ground.recovering = is_lost;
        let shown = ground.shown.clone();
        if ground.state.is_some() {
            ground.marks.raise(&shown)?;
        }
        Ok(ground)
    }

    /// Whether what the host shows of this role was signed with keys that still count.
    pub(crate) fn counts(&self, role: Role) -> bool {
        self.shown.counts(role)
    }

    /// Whether all of it was.
    pub(crate) fn all_counts(&self) -> bool {
        [Role::Targets, Role::Snapshot, Role::Timestamp]
            .into_iter()
            .all(|role| self.counts(role))
    }

    /// The newest edition that the host lists under keys that still count.
    pub(crate) fn edition(&self) -> Option<&Edition> {
        self.shown.edition.as_ref()
    }

    /// The version that the role's next metadata have, unless that is taken: the time, or one more than what the host
    /// shows and what is known here. What somebody signed with keys that no longer count is not counted on from.
    pub(crate) fn next(&self, role: Role, now: Timestamp) -> u64 {
        let before = self.marks.known().version(role).max(self.shown.version(role));
        lifetime::version(now).max(before.saturating_add(1))
    }

    /// Refuses to renew what has expired: a job that did not run looks the same as an old state that somebody put back.
    pub(crate) fn require_current(&self, host: &Host, now: Timestamp) -> Result<()> {
        let Some(state) = &self.state else { return Ok(()) };
        let roles = [
            (Role::Timestamp, state.timestamp.signed.expires),
            (Role::Snapshot, state.snapshot.signed.expires),
            (Role::Targets, state.targets.signed.expires),
        ];
        let over = roles
            .into_iter()
            .find(|(role, expires)| self.counts(*role) && *expires <= now);
        let Some((role, expires)) = over else { return Ok(()) };
        let edition = self.edition().map_or("no edition".into(), ToString::to_string);
        Err(Error::Refused(format!(
            "the {} on {host} expired on {}, and nothing was signed: either the daily job has not run, or somebody has \
             put an old state back. The host has {edition}. If that is the newest, run this again with \
             --renew-expired; if it is not, the editor runs `release` with --recover",
            role.name(),
            day(expires)
        )))
    }

    fn gone_back(&self) -> Error {
        Error::Refused(format!(
            "{}\nNothing was signed, and devices keep what they have. Put the newest files back onto the host, if you \
             have them. If not, the editor brings the newest data in (git pull) and runs `release` with --recover, \
             which continues from the newest edition known here. If nobody restored a backup, find out first who can \
             write to the host",
            self.marks.gone_back(&self.shown)
        ))
    }
}
