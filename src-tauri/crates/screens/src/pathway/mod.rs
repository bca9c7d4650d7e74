//! A pathway and its steps.

pub mod view;

use catalogue::{Answer, Kind, Pathway, Step};

pub use view::{AnswerView, PathwayView, StepView};

use crate::{Moment, NotFound, cards, terms, words};

/// A pathway by id.
///
/// # Errors
/// When there is none of that id.
pub fn answer(m: &Moment, id: &str) -> Result<PathwayView, NotFound> {
    let pathway: &Pathway = m.library.get(id).ok_or(NotFound("pathway"))?;
    let others = m.library.active::<Pathway>().filter(|other| other.id != pathway.id);
    let elsewhere = others.filter(|other| other.situation == pathway.situation);
    Ok(PathwayView {
        card: cards::pathway(m, pathway),
        limits: pathway.limits.clone(),
        changing: cards::beginning(m, m.library.steps_to_come(id)),
        steps: (1..)
            .zip(&pathway.steps)
            .map(|(n, step)| step_view(m, pathway, n, step))
            .collect(),
        elsewhere: elsewhere.map(|other| cards::pathway(m, other)).collect(),
        articles: cards::links(m.library, Kind::Article, &pathway.articles),
        themes: cards::links(m.library, Kind::Theme, &pathway.themes),
        provenance: cards::taken_from(m, &pathway.source),
        withdrawn: cards::withdrawn(m.library, Kind::Pathway, &pathway.standing),
        report: cards::report(m, Kind::Pathway, id),
    })
}

fn step_view(m: &Moment, pathway: &Pathway, number: u32, step: &Step) -> StepView {
    let source = step.source.as_ref().unwrap_or(&pathway.source);
    StepView {
        id: step.id.to_string(),
        number,
        title: step.title.clone(),
        urgency: step.urgency,
        changing: cards::of_span(m, step.span),
        terms: terms::mentioned(m, &[&step.title, &step.text]),
        text: words::paragraphs(&step.text),
        contacts: cards::contacts(m, m.library.many(&step.contacts)),
        resources: cards::resources(m, &step.resources),
        question: step.question.clone(),
        answers: step
            .answers
            .iter()
            .map(|answer| answer_view(m, pathway, answer))
            .collect(),
        warning: cards::warning(m, Kind::Pathway, &pathway.id, step.warning.as_deref()),
        provenance: cards::provenance(m, source, &step.confirmation),
        report: cards::report(m, Kind::Step, &format!("{}/{}", pathway.id, step.id)),
    }
}

/// An answer that leads to a step or pathway that is not there leads nowhere: better than to an empty page.
fn answer_view(m: &Moment, pathway: &Pathway, answer: &Answer) -> AnswerView {
    let step = answer.step.as_ref();
    let step = step.filter(|id| pathway.steps.iter().any(|step| step.id == **id));
    AnswerView {
        label: answer.label.clone(),
        step: step.map(ToString::to_string),
        pathway: answer
            .pathway
            .as_deref()
            .and_then(|id| cards::link(m.library, Kind::Pathway, id)),
    }
}
