//! What an organisation has set, as the policy hands it to the screens.

/// What the person's organisation has set for this copy of Doorstep, as far as it is sound. What is there, the person
/// cannot change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Managed {
    /// The address of the host, where the organisation has set it.
    pub host: Option<String>,
    /// The ids of the areas that can be chosen. There is at least one.
    pub areas: Option<Vec<String>>,
    /// Whether Doorstep starts at login and keeps running when its window is closed.
    pub background: Option<bool>,
    /// Whether there are reminders of practice weeks.
    pub reminders: Option<bool>,
    /// Where reports of mistakes go.
    pub reporting_address: Option<String>,
    /// What is wrong with what was set, each a sentence without its full stop: the setting it is about is not set then.
    pub mistakes: Vec<String>,
}
