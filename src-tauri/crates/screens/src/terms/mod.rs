//! The glossary, and which of its terms a text uses: no jargon without its meaning one tap away.

use catalogue::Term;
use chrono::{DateTime, Utc};

use crate::card::{RecordKind, RecordLink};
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::views::TermView;

impl Doorstep {
    /// The glossary, A to Z.
    pub fn terms(&self, now: DateTime<Utc>) -> Result<Vec<TermView>, ApiError> {
        self.ask(now, |c| {
            let mut terms: Vec<Term> = c.db.all(collection::TERMS)?;
            terms.retain(|t| t.status.is_active());
            terms.sort_by_key(|t| t.title.to_lowercase());
            terms.into_iter().map(|t| term_view(c, t)).collect()
        })
    }

    /// A term by id.
    pub fn term(&self, id: &str, now: DateTime<Utc>) -> Result<TermView, ApiError> {
        self.ask(now, |c| {
            term_view(c, c.db.get(collection::TERMS, id)?.ok_or(Failure::NotFound("term"))?)
        })
    }
}

fn term_view(c: &Context, term: Term) -> Result<TermView, Failure> {
    Ok(TermView {
        theme: match &term.theme {
            Some(id) => c.link(RecordKind::Theme, id)?,
            None => None,
        },
        provenance: c.taken_from(&term.source),
        bookmarked: c.is_bookmarked(RecordKind::Term, &term.id),
        id: term.id,
        title: term.title,
        expansion: term.expansion,
        meaning: term.meaning,
        also: term.also,
    })
}

/// The abbreviations of the glossary that stand in `texts`, with their spoken-out forms, A to Z.
pub(crate) fn mentioned(c: &Context, texts: &[&str]) -> Result<Vec<RecordLink>, Failure> {
    let mut terms: Vec<Term> = c.db.all(collection::TERMS)?;
    terms.retain(|t| t.status.is_active() && is_abbreviation(&t.title) && texts.iter().any(|x| stands_in(&t.title, x)));
    terms.sort_by_key(|t| t.title.to_lowercase());
    let title = |t: &Term| match &t.expansion {
        Some(expansion) => format!("{}: {expansion}", t.title),
        None => t.title.clone(),
    };
    let link = |t: Term| RecordLink {
        kind: RecordKind::Term,
        title: title(&t),
        id: t.id,
        area: None,
    };
    Ok(terms.into_iter().map(link).collect())
}

/// Plain words explain themselves well enough; two capitals in a row do not.
fn is_abbreviation(title: &str) -> bool {
    let capital = |c: &u8| c.is_ascii_uppercase() || c.is_ascii_digit();
    title.as_bytes().windows(2).any(|pair| pair.iter().all(capital))
}

/// Whether `term` stands in `text` as a word of its own, in its own capitals: "CAN" is not "can".
fn stands_in(term: &str, text: &str) -> bool {
    let outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(term)
        .any(|(at, _)| outside(text[..at].chars().next_back()) && outside(text[at + term.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::{is_abbreviation, stands_in};

    #[test]
    fn a_term_is_a_word_of_its_own() {
        for (term, text, found) in [
            ("DASH", "Use the DASH checklist", true),
            ("DASH", "(DASH)", true),
            ("DA", "Use the DASH checklist", false),
            ("CAN", "You can ring", false),
            ("MARAC", "marac", false),
        ] {
            assert_eq!(stands_in(term, text), found, "{term} in {text}");
        }
        assert!(is_abbreviation("4LSCP") && is_abbreviation("STOP pack") && !is_abbreviation("Silent Solution"));
    }
}
