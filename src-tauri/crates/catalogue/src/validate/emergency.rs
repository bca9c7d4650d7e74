//! Everybody can call 999, everywhere and always. A device refuses an edition that names nobody.

use super::{Check, Fault};

pub(super) fn check(check: &mut Check<'_>) {
    // While some are not read, or an area hangs in the air, nobody knows. That is a fault already.
    let unread = &check.rules.unread;
    let is_unread = |collection: &str| {
        unread.collections.contains(collection) || unread.records.iter().any(|key| key.collection == collection)
    };
    let c = check.catalogue;
    let mut wider = c.areas.iter().filter_map(|area| area.within.as_deref());
    if is_unread("contacts") || is_unread("areas") || wider.any(|id| !check.exists("areas", id)) {
        return;
    }
    if c.contacts
        .iter()
        .any(|contact| contact.is_everybodys_emergency(&c.areas))
    {
        return;
    }
    check.faults.push(Fault {
        collection: "contacts".into(),
        index: None,
        id: String::new(),
        path: String::new(),
        quote: None,
        what: "there is no active emergency contact that gives 999 to everyone everywhere".into(),
        fix: "restore it: a contact with group = \"emergency\", used_by = \"everyone\", numbers = [{ number = \"999\" \
            }], the area that all others lie in, and neither `from` nor `until`"
            .into(),
    });
}
