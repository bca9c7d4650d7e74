//! The glossary, and which of its terms a text uses: no abbreviation without its meaning one tap away.

pub mod view;

use ::search::Narrowing;
use catalogue::{Kind, Term};

pub use view::TermView;

use crate::cards::{self, RecordLink};
use crate::{Moment, NotFound};

/// The glossary, A to Z.
pub fn answer(m: &Moment) -> Vec<TermView> {
    let mut terms: Vec<&Term> = m.library.active().collect();
    terms.sort_by_key(|term| term.title.to_lowercase());
    terms.into_iter().map(|term| term_view(m, term)).collect()
}

/// Those that have what somebody types above the list.
pub fn narrowed(m: &Moment, typed: &str) -> Vec<TermView> {
    let wanted = Narrowing::of(typed);
    let mut all = answer(m);
    all.retain(|term| {
        let also = term.also.iter().map(String::as_str);
        let said = [
            &term.title,
            term.expansion.as_deref().unwrap_or_default(),
            &term.meaning,
        ];
        wanted.fits(&said.into_iter().chain(also).collect::<Vec<_>>())
    });
    all
}

/// A term by id.
///
/// # Errors
/// When there is none of that id.
pub fn term(m: &Moment, id: &str) -> Result<TermView, NotFound> {
    m.library.get(id).map(|term| term_view(m, term)).ok_or(NotFound("term"))
}

fn term_view(m: &Moment, term: &Term) -> TermView {
    TermView {
        id: term.id.to_string(),
        title: term.title.clone(),
        expansion: term.expansion.clone(),
        meaning: term.meaning.clone(),
        also: term.also.clone(),
        theme: term
            .theme
            .as_ref()
            .and_then(|id| cards::link(m.library, Kind::Theme, id)),
        provenance: cards::taken_from(m, &term.source),
        bookmarked: m.is_bookmarked(Kind::Term, &term.id),
        report: cards::report(m, Kind::Term, &term.id),
    }
}

/// The abbreviations of the glossary that are in `texts`, with their spoken-out forms, A to Z.
pub(crate) fn mentioned(m: &Moment, texts: &[&str]) -> Vec<RecordLink> {
    let title = |term: &Term| match &term.expansion {
        Some(expansion) => format!("{}: {expansion}", term.title),
        None => term.title.clone(),
    };
    let link = |term: &Term| RecordLink {
        kind: Kind::Term,
        id: term.id.to_string(),
        title: title(term),
        area: None,
    };
    m.library.terms_in(texts).map(link).collect()
}
