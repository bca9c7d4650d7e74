//! A pathway and its steps.

pub mod view;

use catalogue::{Answer, Area, Contact, ContactGroup, Conversation, Kind, Pathway, Step};

pub use view::{AnswerView, PathwayView, StepView};

use crate::cards::{ContactCard, conversation};
use crate::{Moment, NotFound, cards, terms, words};

/// A pathway by id.
///
/// # Errors
/// When there is none of that id.
pub fn answer(m: &Moment, id: &str) -> Result<PathwayView, NotFound> {
    let pathway: &Pathway = m.library.get(id).ok_or(NotFound("pathway"))?;
    let others = m.library.active::<Pathway>().filter(|other| other.id != pathway.id);
    let elsewhere = others.filter(|other| other.situation == pathway.situation);
    let emergency = emergency(m);
    let card = cards::pathway(m, pathway);
    Ok(PathwayView {
        heading: without_area(&card.title, &card.area.title).to_owned(),
        card,
        limits: pathway.limits.clone(),
        changing: cards::beginning(m, m.library.steps_to_come(id)),
        steps: pathway
            .steps
            .iter()
            .map(|step| step_view(m, pathway, step, emergency.as_ref()))
            .collect(),
        elsewhere: elsewhere.map(|other| cards::pathway(m, other)).collect(),
        articles: cards::links(m.library, Kind::Article, &pathway.articles),
        themes: cards::links(m.library, Kind::Theme, &pathway.themes),
        provenance: cards::taken_from(m, &pathway.source),
        withdrawn: cards::withdrawn(m.library, Kind::Pathway, &pathway.standing),
        report: cards::report(m, Kind::Pathway, id),
        emergency,
    })
}

fn without_area<'a>(title: &'a str, area: &str) -> &'a str {
    let rest = title.strip_suffix(area);
    rest.and_then(|rest| rest.strip_suffix(": ")).unwrap_or(title)
}

/// What calls 999 from every step.
fn emergency(m: &Moment) -> Option<ContactCard> {
    let areas = m.library.all::<Area>();
    let contacts = m.library.active::<Contact>();
    let everybodys = contacts.filter(|contact| contact.is_everybodys_emergency(areas));
    let first = everybodys.min_by_key(|contact| contact.order)?;
    Some(cards::contact(m, first))
}

fn step_view(m: &Moment, pathway: &Pathway, step: &Step, emergency: Option<&ContactCard>) -> StepView {
    let source = step.source.as_ref().unwrap_or(&pathway.source);
    let contacts: Vec<&Contact> = m.library.many(&step.contacts).collect();
    let said = conversation::at_step(&step.conversation, &contacts);
    let (lead, text) = led(words::paragraphs(&step.text));
    StepView {
        id: step.id.to_string(),
        call_first: is_call(&step.conversation, &contacts),
        title: step.title.clone(),
        urgency: step.urgency,
        changing: cards::of_span(m, step.span),
        terms: terms::mentioned(m, &[&step.title, &step.text]),
        lead,
        text,
        say: cards::say(m, &said),
        contacts: besides(m, contacts, &said, emergency),
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

/// No longer than two lines of a phone.
const LEAD: usize = 90;

/// A step's paragraphs, the first apart where it is a line.
fn led(mut text: Vec<String>) -> (Option<String>, Vec<String>) {
    let lead = text.first().is_some_and(|first| first.chars().count() <= LEAD);
    (lead.then(|| text.remove(0)), text)
}

/// Whether a step is a call to a service: it has something to say on the telephone to one that is not a helpline for
/// advice.
fn is_call(said: &Conversation, contacts: &[&Contact]) -> bool {
    use ContactGroup::{Adults, Allegations, ChildrensServices, DomesticAbuse};
    let services = [ChildrensServices, DomesticAbuse, Allegations, Adults];
    let calls = contacts.iter().any(|contact| services.contains(&contact.group));
    calls && !(said.ready.is_empty() && said.ask.is_empty())
}

/// The cards of a step's contacts, without what the step itself says, and without 999 where its card says no more than
/// the bar that calls it.
fn besides(
    m: &Moment,
    contacts: Vec<&Contact>,
    said: &Conversation,
    emergency: Option<&ContactCard>,
) -> Vec<ContactCard> {
    let mut cards = cards::contacts(m, contacts);
    cards.retain(|card| card.warning.is_some() || emergency.is_none_or(|emergency| emergency.id != card.id));
    for card in &mut cards {
        let rest = m.library.get::<Contact>(&card.id);
        let rest = rest.map(|contact| conversation::besides(&contact.conversation, said));
        card.say = card.say.take().and(rest).and_then(|rest| cards::say(m, &rest));
    }
    cards
}

/// An answer whose step or pathway is missing ends there: better than an empty page.
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
