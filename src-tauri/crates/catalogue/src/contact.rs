//! Contacts: who to call or write to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use ts_rs::TS;

use crate::area::concerns;
use crate::hours::{Hours, OnBankHolidays};
use crate::{Area, Confirmation, Conversation, Id, Link, Source, Span, Standing};

/// Who to call or write to.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contact {
    /// Stable slug, never reused.
    pub id: Id<Contact>,
    /// Who answers.
    pub title: String,
    /// When to use it, in one or two plain sentences.
    pub purpose: String,
    /// Its list.
    pub group: ContactGroup,
    /// Its place in that list, from 1.
    pub order: u32,
    /// The id of the area it serves.
    pub area: Id<Area>,
    /// Who may use it.
    pub used_by: UsedBy,
    /// Telephone numbers, the first to try first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<PhoneNumber>,
    /// Email addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// An address to open: 999 in British Sign Language, a form.
    pub link: Option<Link>,
    /// When somebody answers, only where a source says so.
    pub hours: Option<Hours>,
    /// What holds on a bank holiday, only where a source says so.
    pub on_bank_holidays: Option<OnBankHolidays>,
    /// What it cannot do: "works from mobiles only".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<String>,
    /// A reason to be careful with it now.
    pub warning: Option<String>,
    /// What to have ready, ask, write down and expect.
    #[serde(flatten)]
    pub conversation: Conversation,
    /// The days on which it holds.
    #[serde(flatten)]
    pub span: Span,
    /// Words of people who look for it, as they type them: "social services".
    /// Only search reads them; they are never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub everyday: Vec<String>,
    /// The id of the source.
    pub source: Id<Source>,
    /// Who last checked it, and when.
    #[serde(flatten)]
    pub confirmation: Confirmation,
    /// Whether it is still in use.
    #[serde(flatten)]
    pub standing: Standing,
}

impl Contact {
    /// Whether its numbers are those that the whole country knows, such as 999, 101 and 116 123: nobody here need
    /// confirm them.
    pub fn is_known_to_all(&self) -> bool {
        let is_short = |number: &PhoneNumber| number.way == Way::TextRelay || number.digits().len() <= 6;
        !self.numbers.is_empty() && self.numbers.iter().all(is_short)
    }

    /// Whether this lets everybody call 999, wherever they work and on every day. An edition without one is refused.
    pub fn is_everybodys_emergency(&self, areas: &[Area]) -> bool {
        let is_everywhere = || {
            areas
                .iter()
                .all(|area| concerns(areas, &self.area, std::slice::from_ref(&area.id)))
        };
        self.group == ContactGroup::Emergency
            && self.used_by == UsedBy::Everyone
            && self.standing.is_active()
            && self.span == Span::default()
            && self.numbers.iter().any(PhoneNumber::is_plain_999)
            && is_everywhere()
    }
}

/// How a number is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// By calling it.
    #[default]
    Call,
    /// By sending it a text message; it may have five digits.
    Text,
    /// By calling it from a textphone or the Relay UK app, its prefix included: "18001 101".
    TextRelay,
    /// A way this version does not know: the number is shown and not dialled.
    #[serde(other)]
    #[schemars(skip)]
    Other,
}

impl Way {
    fn is_call(&self) -> bool {
        *self == Way::Call
    }
}

/// A telephone number as it is read out.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PhoneNumber {
    /// As printed, in groups: "0300 555 1384".
    pub number: String,
    /// How it is used.
    #[serde(default, skip_serializing_if = "Way::is_call")]
    pub way: Way,
    /// The word to send it, where it is texted: "SHOUT".
    pub send: Option<String>,
    /// The extension to ask for or to dial once through: "2134".
    pub extension: Option<String>,
    /// Keys to press once through: "55".
    pub then_press: Option<String>,
    /// The id of the contact that gives this same number to everybody. A professionals' contact says so where one line
    /// answers both: without it, its numbers are for professionals only.
    pub public_as: Option<Id<Contact>>,
    /// The days on which it holds.
    #[serde(flatten)]
    pub span: Span,
}

impl PhoneNumber {
    /// Whether it is 999, called from any telephone on any day, with nothing to press that works from some only.
    fn is_plain_999(&self) -> bool {
        self.digits() == "999"
            && self.way == Way::Call
            && self.extension.is_none()
            && self.then_press.is_none()
            && self.span == Span::default()
    }

    /// The digits alone, as dialled inside the United Kingdom.
    pub fn digits(&self) -> String {
        self.number.chars().filter(char::is_ascii_digit).collect()
    }

    /// What to give the telephone, as RFC 3966 and RFC 5724 write it; nothing where the way to use it is not known.
    ///
    /// Keys to press once through are the caller's to press: no telephone dials them at the right moment.
    pub fn address(&self) -> Option<String> {
        let digits = self.digits();
        match self.way {
            Way::Call => {
                let extension = self.extension.as_ref();
                let extension = extension.map_or(String::new(), |keys| format!(";ext={keys}"));
                Some(format!("tel:{digits}{extension}"))
            }
            Way::TextRelay => Some(format!("tel:{digits}")),
            Way::Text => {
                let word = self.send.as_ref();
                let body = word.map_or(String::new(), |word| format!("?body={}", word.replace(' ', "%20")));
                Some(format!("sms:{digits}{body}"))
            }
            Way::Other => None,
        }
    }
}

/// A contact's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ContactGroup {
    /// 999, 101 and the Silent Solution.
    Emergency,
    /// The emergency services without a voice: by text, by text relay, in British Sign Language.
    WithoutVoice,
    /// Children's services, in and out of hours.
    ChildrensServices,
    /// Local domestic abuse services.
    DomesticAbuse,
    /// Allegations against people who work with children.
    Allegations,
    /// Adults' services.
    Adults,
    /// National helplines.
    Helplines,
    /// The partnership's own team: not for concerns about a child.
    Partnership,
    /// A list this version does not know.
    #[serde(other)]
    #[schemars(skip)]
    Other,
}

impl ContactGroup {
    /// The heading people read.
    pub fn title(self) -> &'static str {
        match self {
            ContactGroup::Emergency => "Emergency",
            ContactGroup::WithoutVoice => "999 if you cannot speak",
            ContactGroup::ChildrensServices => "Children's services",
            ContactGroup::DomesticAbuse => "Domestic abuse services",
            ContactGroup::Allegations => "Allegations against people who work with children",
            ContactGroup::Adults => "Adults' services",
            ContactGroup::Helplines => "National helplines",
            ContactGroup::Partnership => "Safeguarding partnership",
            ContactGroup::Other => "Other contacts",
        }
    }
}

/// Who may use a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum UsedBy {
    /// Anybody.
    Everyone,
    /// People at work only: never shown in anything made for the public.
    Professionals,
}
