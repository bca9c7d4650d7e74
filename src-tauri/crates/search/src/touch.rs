//! What a query touches: the situations for which there are pathways, and emergencies, by the words that the catalogue
//! has.
//!
//! A situation's words are those of its pathways, and the names and everyday words of each theme and term that says
//! *what to do* about it; an emergency's are those of the emergency contacts. A longer phrase takes the words from the
//! shorter ones that it has in it: "teacher hit a child" is not "hit". So do the names and everyday words of the other
//! themes and terms from single words: "missing school" is not "missing".

use std::collections::HashMap;

use catalogue::{Catalogue, ContactGroup, Term, Theme};

use crate::engine::{Correction, FoundPhrase, Phrases};

/// These words look for something to read, to fill in or to attend.
const MATERIAL: [&str; 20] = [
    "briefing",
    "checklist",
    "course",
    "e-learning",
    "elearning",
    "guidance",
    "handbook",
    "leaflet",
    "module",
    "newsletter",
    "policy",
    "poster",
    "procedure",
    "protocol",
    "resource",
    "strategy",
    "template",
    "toolkit",
    "training",
    "webinar",
];
/// The same where it is said last: there are form tutors.
const MATERIAL_AT_LAST: [&str; 2] = ["form", "workshop"];
/// Whoever says one of these does not speak of an adult.
const CHILD: [&str; 12] = [
    "baby", "boy", "child", "daughter", "girl", "infant", "kid", "pupil", "son", "teenager", "toddler", "newborn",
];

/// What a query touches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Situations of pathways, the closest first.
    pub situations: Vec<String>,
    /// Ids of the emergency contacts whose words are said.
    pub emergency: Vec<String>,
    /// Set where the query looks for something to read, to fill in or to attend, and not for what to do.
    pub material: bool,
}

/// All words by which a query touches something.
#[derive(Debug, Default)]
pub(crate) struct Touch {
    phrases: Phrases,
    /// What each phrase leads to.
    leads: Vec<Lead>,
    situations: Vec<Situation>,
    emergency: Vec<String>,
}

#[derive(Debug)]
struct Situation {
    title: String,
    order: u32,
    /// Whether its pathways lead to adults' services and to none for children.
    is_of_adults: bool,
    /// How many phrases lead here: the fewer, the more one of them tells.
    phrases: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// By a word of the pathway itself.
    Own(usize),
    /// By a word of a theme or a term.
    Through(usize),
    Emergency(usize),
    /// A name, or words, of something that leads to no situation.
    Elsewhere,
    Material,
    MaterialAtLast,
    Child,
}

impl Touch {
    pub fn of(catalogue: &Catalogue) -> Self {
        let mut touch = Self::default();
        let groups: HashMap<&str, ContactGroup> = catalogue.contacts.iter().map(|c| (&*c.id, c.group)).collect();
        for pathway in catalogue.pathways.iter().filter(|p| p.standing.is_active()) {
            let has = |wanted| {
                let mut contacts = pathway.steps.iter().flat_map(|step| &step.contacts);
                contacts.any(|id| groups.get(&**id) == Some(&wanted))
            };
            let of_adults = has(ContactGroup::Adults) && !has(ContactGroup::ChildrensServices);
            let place = touch
                .situations
                .iter()
                .position(|known| known.title == pathway.situation);
            let place = place.unwrap_or_else(|| {
                touch.situations.push(Situation {
                    title: pathway.situation.clone(),
                    order: pathway.order,
                    is_of_adults: of_adults,
                    phrases: 0,
                });
                touch.situations.len() - 1
            });
            touch.add(&pathway.situation, Lead::Own(place));
            touch.add_all(&pathway.everyday, Lead::Own(place));
        }
        let themes = catalogue.themes.iter().filter(|t| t.standing.is_active());
        let themes: Vec<(Vec<&String>, Option<&String>)> = themes.map(theme).collect();
        let terms = catalogue.terms.iter().filter(|t| t.standing.is_active()).map(term);
        for (words, situation) in themes.into_iter().chain(terms) {
            let place = situation.and_then(|title| touch.situations.iter().position(|known| known.title == *title));
            touch.add_all(words, place.map_or(Lead::Elsewhere, Lead::Through));
        }
        for contact in &catalogue.contacts {
            let dialled = contact.numbers.iter().any(|number| number.digits() == "999");
            if contact.group == ContactGroup::Emergency && contact.standing.is_active() && dialled {
                touch.add_all(&contact.everyday, Lead::Emergency(touch.emergency.len()));
                touch.emergency.push(contact.id.to_string());
            }
        }
        touch.add_all(MATERIAL, Lead::Material);
        touch.add_all(MATERIAL_AT_LAST, Lead::MaterialAtLast);
        touch.add_all(CHILD, Lead::Child);
        touch
    }

    fn add_all(&mut self, phrases: impl IntoIterator<Item = impl AsRef<str>>, lead: Lead) {
        phrases.into_iter().for_each(|phrase| self.add(phrase.as_ref(), lead));
    }

    fn add(&mut self, phrase: &str, lead: Lead) {
        self.phrases.add(phrase);
        self.leads.push(lead);
        if let Lead::Own(place) | Lead::Through(place) = lead {
            self.situations[place].phrases += 1;
        }
    }

    /// What a query touches, its words read as `corrections` have them.
    pub fn touched(&self, query: &str, corrections: &[Correction]) -> Touched {
        let (found, typed) = self.phrases.found_in(query, corrections);
        let lead = |found: &FoundPhrase| self.leads[found.phrase];
        let material = found.iter().any(|found| match lead(found) {
            Lead::Material => true,
            Lead::MaterialAtLast => found.ends(typed),
            _ => false,
        });
        let of_child = found.iter().any(|found| lead(found) == Lead::Child);
        // How strongly each situation is named, by its words; and how many situations share the same words.
        let mut by_words: HashMap<(usize, u64), u32> = HashMap::new();
        let mut emergency = Vec::new();
        for one in &found {
            let within = |other: &&FoundPhrase| one.is_part_of(other);
            let mut longer = found.iter().filter(within).map(lead);
            let single = one.words.count_ones() == 1;
            let named = |lead: Lead| single && lead == Lead::Elsewhere;
            match lead(one) {
                Lead::Own(place) | Lead::Through(place) => {
                    let takes =
                        |lead| named(lead) || matches!(lead, Lead::Own(_) | Lead::Through(_) | Lead::Emergency(_));
                    if !longer.any(takes) {
                        let weight = if matches!(lead(one), Lead::Own(_)) { 2 } else { 1 };
                        let known = by_words.entry((place, one.words)).or_default();
                        *known = weight.max(*known);
                    }
                }
                Lead::Emergency(place)
                    if !emergency.contains(&place)
                        && !longer.any(|lead| named(lead) || single && matches!(lead, Lead::Through(_))) =>
                {
                    emergency.push(place);
                }
                _ => {}
            }
        }
        let mut scores: HashMap<usize, u32> = HashMap::new();
        for ((place, words), weight) in &by_words {
            let alike = by_words.keys().filter(|(_, others)| others == words).count() as u32;
            let weight = if alike > 1 { 60 / alike } else { 60 * weight };
            *scores.entry(*place).or_default() += weight * words.count_ones();
        }
        let mut places: Vec<usize> = scores.keys().copied().collect();
        places.sort_unstable_by_key(|place| {
            let Situation {
                is_of_adults,
                phrases,
                order,
                ..
            } = self.situations[*place];
            let score = std::cmp::Reverse(scores[place]);
            (is_of_adults && of_child, score, is_of_adults, phrases, order, *place)
        });
        emergency.sort_unstable();
        Touched {
            situations: places
                .into_iter()
                .map(|place| self.situations[place].title.clone())
                .collect(),
            emergency: emergency
                .into_iter()
                .map(|place| self.emergency[place].clone())
                .collect(),
            material,
        }
    }
}

fn theme(theme: &Theme) -> (Vec<&String>, Option<&String>) {
    let words = std::iter::once(&theme.title).chain(&theme.everyday).collect();
    (words, theme.what_to_do.as_ref())
}

fn term(term: &Term) -> (Vec<&String>, Option<&String>) {
    let names = std::iter::once(&term.title).chain(&term.expansion).chain(&term.also);
    (names.chain(&term.everyday).collect(), term.what_to_do.as_ref())
}
