//! A pathway and its steps.

use catalogue::{Answer, Pathway, Step};
use chrono::{DateTime, Utc};

use crate::card::RecordKind;
use crate::context::{Context, collection};
use crate::doorstep::{Doorstep, Failure};
use crate::error::ApiError;
use crate::glossary;
use crate::views::{AnswerView, PathwayView, StepView};
use crate::words;

impl Doorstep {
    /// A pathway by id.
    pub fn pathway(&self, id: &str, now: DateTime<Utc>) -> Result<PathwayView, ApiError> {
        self.ask(now, |c| {
            let all: Vec<Pathway> = c.db.all(collection::PATHWAYS)?;
            let pathway = all.iter().find(|p| p.id == id).ok_or(Failure::NotFound("pathway"))?;
            let same = |p: &&Pathway| p.situation == pathway.situation && p.id != pathway.id && p.status.is_active();
            let steps = (1..)
                .zip(&pathway.steps)
                .map(|(number, step)| step_view(c, pathway, number, step));
            Ok(PathwayView {
                card: c.pathway(pathway),
                limits: pathway.limits.clone(),
                steps: steps.collect::<Result<_, _>>()?,
                elsewhere: all.iter().filter(same).map(|p| c.pathway(p)).collect(),
                articles: c.links(RecordKind::Article, &pathway.articles)?,
                themes: c.links(RecordKind::Theme, &pathway.themes)?,
                provenance: c.taken_from(&pathway.source),
                withdrawn: c.withdrawn(RecordKind::Pathway, pathway.status, pathway.withdrawal.as_ref())?,
            })
        })
    }
}

fn step_view(c: &Context, pathway: &Pathway, number: u32, step: &Step) -> Result<StepView, Failure> {
    Ok(StepView {
        id: step.id.clone(),
        number,
        title: step.title.clone(),
        urgency: step.urgency,
        terms: glossary::mentioned(c, &[&step.title, &step.text])?,
        text: words::paragraphs(&step.text),
        contacts: c.contacts(&step.contacts)?,
        resources: c.resources(&step.resources)?,
        question: step.question.clone(),
        answers: step.answers.iter().map(|a| answer(c, a)).collect::<Result<_, _>>()?,
        warning: step.warning.clone(),
        provenance: c.provenance(
            step.source.as_deref().unwrap_or(&pathway.source),
            step.confirmed_on,
            step.confirmed_by.as_deref(),
            step.review_by,
        ),
    })
}

fn answer(c: &Context, answer: &Answer) -> Result<AnswerView, Failure> {
    let pathway = match &answer.pathway {
        Some(id) => c.link(RecordKind::Pathway, id)?,
        None => None,
    };
    Ok(AnswerView {
        label: answer.label.clone(),
        step: answer.step.clone(),
        pathway,
    })
}
