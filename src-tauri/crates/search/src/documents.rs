//! What can be found: one document for each contact, pathway, step, theme, resource, week, session, article and term.

use std::collections::HashMap;

use catalogue::canonical::Digest;
use catalogue::{
    Article, Audience, Catalogue, Contact, Kind, Pathway, PracticeWeek, Resource, ResourceKind, Standing, Term, Theme,
};

use crate::engine::{Document, KIND};
use crate::everyday::Everyday;
use crate::glossary::Glossary;
use crate::labels::{self, AREA, AUDIENCE, THEME};
use crate::text::{add, plain, printable};

/// One thing that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchDocument {
    /// What sort of thing.
    pub kind: Kind,
    /// Its id; a step's is "pathway/step", a session's "week/session".
    pub id: String,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
    /// Its title, as shown.
    pub title: String,
    /// Other ways of saying what it says. Never shown.
    pub terms: String,
    /// Where it is found and what sort of thing it is. Never shown.
    pub section: String,
    /// What it is about, as shown.
    pub summary: String,
    /// Everything else worth finding.
    pub body: String,
    /// How many bytes of the body are shown, from its beginning.
    pub shown: usize,
    /// Its labels but for its kind, group and value.
    pub labels: Vec<(&'static str, String)>,
    /// The hash of its file that can be kept on the device.
    pub file: Option<Digest>,
    /// What is added to the end of the body: searched and not shown.
    unseen: String,
}

/// The documents of a catalogue.
pub fn documents(catalogue: &Catalogue) -> Vec<SearchDocument> {
    let names = Names::of(catalogue);
    let mut docs = Vec::new();
    docs.extend(catalogue.contacts.iter().map(|c| contact(c, &names)));
    for p in &catalogue.pathways {
        docs.push(pathway(p, &names));
        docs.extend(steps(p, &names));
    }
    docs.extend(catalogue.themes.iter().map(theme));
    docs.extend(catalogue.resources.iter().map(|r| resource(r, &names)));
    for w in &catalogue.practice_weeks {
        docs.push(week(w, &names));
        docs.extend(sessions(w, &names));
    }
    docs.extend(catalogue.articles.iter().map(|a| article(a, &names)));
    docs.extend(catalogue.terms.iter().map(term));

    let glossary = Glossary::of(&catalogue.terms);
    let everyday = Everyday::of(catalogue);
    for doc in &mut docs {
        for text in [
            &mut doc.title,
            &mut doc.section,
            &mut doc.summary,
            &mut doc.body,
            &mut doc.terms,
            &mut doc.unseen,
        ] {
            printable(text);
        }
        doc.shown = doc.body.len();
        add(&mut doc.body, [std::mem::take(&mut doc.unseen)]);
        let texts = [&doc.title, &doc.terms, &doc.section, &doc.summary, &doc.body];
        let more = glossary.other_words(&texts.map(String::as_str));
        add(&mut doc.terms, more);
        let lent = everyday.words_for(&doc.title);
        add(&mut doc.body, lent);
    }
    // Between equals, the engine goes by this order.
    docs.sort_by(|a, b| (a.kind, &a.title, &a.id).cmp(&(b.kind, &b.title, &b.id)));
    docs
}

/// What one record calls another.
struct Names<'a> {
    areas: HashMap<&'a str, &'a str>,
    contacts: HashMap<&'a str, &'a str>,
    publishers: HashMap<&'a str, &'a str>,
    resources: HashMap<&'a str, &'a str>,
    /// By resource: the packs that it is in, each with the title that pack gives it.
    packs: HashMap<&'a str, Vec<(&'a Theme, Option<&'a str>)>>,
}

impl<'a> Names<'a> {
    fn of(catalogue: &'a Catalogue) -> Self {
        let mut packs: HashMap<_, Vec<_>> = HashMap::new();
        for theme in &catalogue.themes {
            for (resource, title) in theme.named() {
                packs.entry(resource.as_str()).or_default().push((theme, title));
            }
        }
        Self {
            areas: catalogue
                .areas
                .iter()
                .map(|a| (a.id.as_str(), a.title.as_str()))
                .collect(),
            contacts: catalogue
                .contacts
                .iter()
                .map(|c| (c.id.as_str(), c.title.as_str()))
                .collect(),
            publishers: catalogue
                .publishers
                .iter()
                .map(|p| (p.id.as_str(), p.title.as_str()))
                .collect(),
            resources: catalogue
                .resources
                .iter()
                .map(|r| (r.id.as_str(), r.title.as_str()))
                .collect(),
            packs,
        }
    }

    fn area(&self, id: &str) -> &'a str {
        self.areas.get(id).copied().unwrap_or_default()
    }
}

fn contact(c: &Contact, names: &Names<'_>) -> SearchDocument {
    let mut doc = SearchDocument::new(Kind::Contact, &c.id, &c.title, &c.standing);
    doc.summary = c.purpose.clone();
    add(&mut doc.terms, &c.everyday);
    add(&mut doc.section, [c.group.title(), names.area(&c.area)]);
    for number in &c.numbers {
        // People type a number with and without its spaces.
        add(&mut doc.terms, [number.digits()]);
        add(&mut doc.terms, &number.send);
        add(&mut doc.unseen, [&number.number]);
    }
    add(&mut doc.body, &c.emails);
    add(&mut doc.body, &c.limits);
    add(&mut doc.body, &c.warning);
    doc.label_area(&c.area);
    doc.label_audience(labels::used_by(c.used_by));
    doc
}

fn pathway(p: &Pathway, names: &Names<'_>) -> SearchDocument {
    let mut doc = SearchDocument::new(Kind::Pathway, &p.id, &p.title, &p.standing);
    doc.summary = p.summary.clone();
    add(&mut doc.terms, &p.everyday);
    add(&mut doc.section, [p.situation.as_str(), names.area(&p.area)]);
    add(&mut doc.body, &p.limits);
    doc.label_area(&p.area);
    doc.label_themes(&p.themes);
    doc
}

fn steps(p: &Pathway, names: &Names<'_>) -> impl Iterator<Item = SearchDocument> {
    p.steps.iter().map(|step| {
        let id = format!("{}/{}", p.id, step.id);
        let mut doc = SearchDocument::new(Kind::Step, &id, &step.title, &p.standing);
        doc.summary = step.text.clone();
        add(&mut doc.section, [p.title.as_str(), &p.situation, names.area(&p.area)]);
        // A question reads well by itself; labels and others' titles do not.
        add(&mut doc.body, &step.question);
        let contacts = step.contacts.iter().filter_map(|id| names.contacts.get(id.as_str()));
        add(&mut doc.unseen, contacts);
        let resources = step.resources.iter().filter_map(|id| names.resources.get(id.as_str()));
        add(&mut doc.unseen, resources);
        add(&mut doc.unseen, step.answers.iter().map(|a| &a.label));
        add(&mut doc.body, &step.warning);
        doc.label_area(&p.area);
        doc.label_themes(&p.themes);
        doc
    })
}

fn theme(t: &Theme) -> SearchDocument {
    let mut doc = SearchDocument::new(Kind::Theme, &t.id, &t.title, &t.standing);
    doc.summary = t.summary.clone();
    doc.body = t.one_thing.clone();
    add(&mut doc.terms, &t.everyday);
    add(&mut doc.section, t.sections.iter().map(|s| s.kind.title()));
    doc.label_themes([&t.id]);
    doc
}

fn resource(r: &Resource, names: &Names<'_>) -> SearchDocument {
    let mut doc = SearchDocument::new(Kind::Resource, &r.id, &r.title, &r.standing);
    let packs = names.packs.get(r.id.as_str()).map(Vec::as_slice).unwrap_or_default();
    add(&mut doc.terms, &r.everyday);
    add(&mut doc.terms, packs.iter().filter_map(|(_, title)| *title));
    add(&mut doc.section, [kind_words(r.kind), audience_words(r.audience)]);
    add(&mut doc.section, packs.iter().map(|(theme, _)| &theme.title));
    add(&mut doc.summary, &r.summary);
    add(&mut doc.body, &r.note);
    add(&mut doc.body, names.publishers.get(r.publisher.as_str()));
    doc.label_area(&r.area);
    doc.label_audience(labels::audience(r.audience));
    doc.label_themes(packs.iter().map(|(theme, _)| &theme.id));
    doc.file = r.document.as_ref().and_then(|d| d.keepable()).map(|d| d.digest);
    doc
}

fn week(w: &PracticeWeek, names: &Names<'_>) -> SearchDocument {
    let mut doc = SearchDocument::new(Kind::Week, &w.id, &w.title, &w.standing);
    doc.summary = w.summary.clone();
    add(&mut doc.section, [w.year.to_string().as_str(), names.area(&w.area)]);
    add(&mut doc.section, w.days.iter().map(|d| &d.topic));
    for day in &w.days {
        add(&mut doc.body, &day.summary);
        add(&mut doc.body, &day.one_thing);
        add(&mut doc.body, day.sessions.iter().map(|s| &s.title));
        doc.label_themes(&day.themes);
    }
    add(&mut doc.body, &w.hashtag);
    add(&mut doc.body, &w.one_thing);
    doc.label_area(&w.area);
    doc.label_themes(&w.themes);
    doc
}

fn sessions(w: &PracticeWeek, names: &Names<'_>) -> impl Iterator<Item = SearchDocument> {
    let sessions = w.days.iter().flat_map(|d| d.sessions.iter().map(move |s| (d, s)));
    sessions.map(|(day, session)| {
        let id = format!("{}/{}", w.id, session.id);
        let mut doc = SearchDocument::new(Kind::Session, &id, &session.title, &w.standing);
        doc.summary = day.topic.clone();
        add(&mut doc.section, [w.title.as_str(), names.area(&w.area)]);
        add(&mut doc.section, [w.year.to_string()]);
        add(&mut doc.body, [&session.place]);
        let presents = session
            .resource
            .as_ref()
            .and_then(|id| names.resources.get(id.as_str()));
        add(&mut doc.body, presents);
        doc.label_area(&w.area);
        doc.label_themes(w.themes.iter().chain(&day.themes));
        doc
    })
}

fn article(a: &Article, names: &Names<'_>) -> SearchDocument {
    let mut doc = SearchDocument::new(Kind::Article, &a.id, &a.title, &a.standing);
    doc.summary = a.summary.clone();
    let (headings, text) = plain(&a.body);
    doc.body = text;
    add(&mut doc.section, [names.area(&a.area)]);
    add(&mut doc.section, headings);
    doc.label_area(&a.area);
    doc.label_audience(labels::audience(a.audience));
    doc.label_themes(&a.themes);
    doc
}

fn term(t: &Term) -> SearchDocument {
    let mut doc = SearchDocument::new(Kind::Term, &t.id, &t.title, &t.standing);
    doc.summary = t.meaning.clone();
    add(&mut doc.terms, &t.expansion);
    add(&mut doc.terms, &t.also);
    add(&mut doc.terms, &t.everyday);
    doc.label_themes(&t.theme);
    doc
}

impl SearchDocument {
    fn new(kind: Kind, id: &str, title: &str, standing: &Standing) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            withdrawn: !standing.is_active(),
            title: title.to_owned(),
            terms: String::new(),
            section: String::new(),
            summary: String::new(),
            body: String::new(),
            shown: 0,
            labels: Vec::new(),
            file: None,
            unseen: String::new(),
        }
    }

    fn label_area(&mut self, area: &str) {
        self.labels.push((AREA, area.to_owned()));
    }

    fn label_audience(&mut self, audience: &str) {
        self.labels.push((AUDIENCE, audience.to_owned()));
    }

    fn label_themes<T: AsRef<str>>(&mut self, themes: impl IntoIterator<Item = T>) {
        for theme in themes {
            let label = (THEME, theme.as_ref().to_owned());
            if !self.labels.contains(&label) {
                self.labels.push(label);
            }
        }
    }

    /// As the engine takes it.
    pub fn as_document(&self) -> Document<'_> {
        let labels = self.labels.iter().map(|(group, value)| (*group, value.as_str()));
        Document {
            title: &self.title,
            terms: &self.terms,
            section: &self.section,
            summary: &self.summary,
            body: &self.body,
            withdrawn: self.withdrawn,
            labels: std::iter::once((KIND, self.kind.name())).chain(labels).collect(),
        }
    }
}

fn kind_words(kind: ResourceKind) -> &'static str {
    match kind {
        ResourceKind::Toolkit => "toolkit",
        ResourceKind::Guidance => "guidance strategy",
        ResourceKind::Procedure => "procedure protocol",
        ResourceKind::PractitionerGuide => "practitioner guide",
        ResourceKind::Tool => "tool checklist",
        ResourceKind::CaseStudy => "case study",
        ResourceKind::Webinar => "webinar training",
        ResourceKind::Elearning => "elearning e-learning training",
        ResourceKind::Video => "video film",
        ResourceKind::Publication => "publication leaflet report",
        ResourceKind::Website => "website page",
        ResourceKind::Form => "form",
        ResourceKind::Booking => "booking training",
        ResourceKind::Other => "",
    }
}

fn audience_words(audience: Audience) -> &'static str {
    match audience {
        Audience::Professionals | Audience::Other => "professionals",
        Audience::ParentsAndCarers => "parents and carers",
        Audience::ChildrenAndYoungPeople => "children and young people",
        Audience::Everyone => "everyone",
    }
}
