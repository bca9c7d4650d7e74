//! About this app: its version, how fresh the catalogue is and what is in it, where that was taken from.

pub mod view;

use catalogue::app_version::is_newer;
use catalogue::validate::is_email;
use catalogue::{Article, Contact, Pathway, PracticeWeek, Resource, Source, Term, Theme};

pub use view::{About, Count, SourceView};

use crate::{Moment, freshness, words};

/// About this app. `version` is the program's.
pub fn answer(m: &Moment, version: &str) -> About {
    let mut sources: Vec<&Source> = m.library.all().iter().collect();
    sources.sort_by_key(|source| source.title.to_lowercase());
    let source = |source: &Source| SourceView {
        title: source.title.clone(),
        address: source.address.clone(),
        recorded_on: words::date(source.recorded_on),
    };
    let count = |title: &str, count: usize| Count {
        title: title.to_owned(),
        count: u32::try_from(count).unwrap_or(u32::MAX),
    };
    let library = m.library;
    About {
        version: version.to_owned(),
        newer: newer(m.library.header.recommended_app.as_deref(), version),
        feedback: m.library.header.feedback.clone().filter(|to| is_email(to)),
        freshness: freshness::answer(m),
        counts: vec![
            count("Themes", library.all::<Theme>().len()),
            count("Resources", library.all::<Resource>().len()),
            count("Contacts", library.all::<Contact>().len()),
            count("Referral pathways", library.all::<Pathway>().len()),
            count("Practice weeks", library.all::<PracticeWeek>().len()),
            count("Articles", library.all::<Article>().len()),
            count("Glossary terms", library.all::<Term>().len()),
        ],
        sources: sources.into_iter().map(source).collect(),
        data_folder: m.device.data_folder.clone(),
    }
}

/// Nothing is fetched: whoever looks after the device does that, or the person, where the app came from.
fn newer(recommended: Option<&str>, own: &str) -> Option<String> {
    let newer = recommended.filter(|recommended| is_newer(recommended, own))?;
    Some(format!(
        "A newer Doorstep is recommended: version {newer}. Get it where you got this one, or ask your IT team."
    ))
}
