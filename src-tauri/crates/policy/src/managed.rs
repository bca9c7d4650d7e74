//! What people cannot change, because their organisation set it: where a setting is there, it is locked.

use catalogue::managed::Managed;
use catalogue::validate::is_email;

use crate::key;
use crate::stated::Stated;

/// What is stated of it, but for the host. `sentence` makes a sentence of its end.
pub(crate) fn of(stated: &Stated, sentence: impl Fn(String) -> String) -> Managed {
    let mut mistakes = Vec::new();
    let areas = sound(areas(stated), &mut mistakes);
    let background = sound(stated.switch(key::BACKGROUND), &mut mistakes);
    let reminders = sound(stated.switch(key::REMINDERS), &mut mistakes);
    let reporting_address = sound(reporting_address(stated), &mut mistakes);
    Managed {
        host: None,
        areas,
        background,
        reminders,
        reporting_address,
        mistakes: mistakes.into_iter().map(sentence).collect(),
    }
}

fn sound<T>(said: Result<Option<T>, String>, mistakes: &mut Vec<String>) -> Option<T> {
    said.unwrap_or_else(|why| {
        mistakes.push(why);
        None
    })
}

fn areas(stated: &Stated) -> Result<Option<Vec<String>>, String> {
    let Some(text) = stated.text(key::AREAS)? else {
        return Ok(None);
    };
    let is_id = |id: &str| {
        !id.is_empty()
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let ids: Vec<_> = text.split(',').map(str::trim).collect();
    match ids.iter().find(|id| !is_id(id)) {
        Some(wrong) => Err(format!(
            "has an “{}” with “{wrong}”, which is no area's id: write ids in small letters, with commas between them",
            stated.spelt(key::AREAS)
        )),
        None => Ok(Some(ids.into_iter().map(str::to_owned).collect())),
    }
}

fn reporting_address(stated: &Stated) -> Result<Option<String>, String> {
    match stated.text(key::REPORTING_ADDRESS)?.map(str::trim) {
        Some(address) if !is_email(address) => Err(format!(
            "has a “{}” that is no email address: write one, such as team@example.org",
            stated.spelt(key::REPORTING_ADDRESS)
        )),
        address => Ok(address.map(str::to_owned)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stated::Said;

    #[test]
    fn what_is_wrong_is_named_with_the_way_out() {
        for (name, text, why) in [
            (key::AREAS, "", "no area's id: write ids in small letters"),
            (key::AREAS, "hampshire,,isle-of-wight", "“”, which is no area's id"),
            (key::AREAS, "Isle of Wight", "“Isle of Wight”"),
            (key::REPORTING_ADDRESS, "somebody", "no email address: write one"),
            (key::REPORTING_ADDRESS, "a@b.uk?cc=c@d.uk", "no email address"),
            (key::BACKGROUND, "yes", "neither on nor off: write "),
        ] {
            let stated = Stated::of([(name, Said::Text(text.into()))]);
            let managed = of(&stated, |why| why);
            assert!(managed.mistakes.concat().contains(why), "{name} {text}: {managed:?}");
            let without = Managed {
                mistakes: Vec::new(),
                ..managed
            };
            assert_eq!(without, Managed::default());
        }
    }
}
