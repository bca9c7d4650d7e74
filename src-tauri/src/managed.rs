//! What an administrator has set, as the screens speak of it.

use screens::Managed;

/// What a policy sets. What is wrong with it is for whoever looks at the app's own messages, too.
pub fn from(policy: policy::Managed) -> Managed {
    let policy::Managed {
        host,
        areas,
        background,
        reminders,
        reporting_address,
        mistakes,
    } = policy;
    for why in &mistakes {
        tracing::warn!(why, "a setting of the policy is passed over");
    }
    Managed {
        host,
        areas,
        background,
        reminders,
        reporting_address,
        mistakes,
    }
}
