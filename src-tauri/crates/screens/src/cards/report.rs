//! Reporting a mistake in a record: a prepared email that names the record and the edition, and nothing else.

use catalogue::validate::is_email;
use catalogue::{Kind, calendar};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use ts_rs::TS;

use crate::{Moment, NotFound, words};

/// An email made ready.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Report {
    /// What it is about.
    pub kind: Kind,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The mailbox for reports.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text, in lines.
    pub text: Vec<String>,
}

/// What an address takes unescaped (RFC 3986's unreserved characters).
const QUOTED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where reports go: where the person's organisation says, or else the edition.
fn reported_to<'a>(m: &'a Moment) -> Option<&'a str> {
    let theirs = m.device.managed.reporting_address.as_deref();
    theirs
        .or(m.library.header.feedback.as_deref())
        .filter(|to| is_email(to))
}

/// The email for a report of that record; `None` where nobody takes reports.
pub fn report(m: &Moment, kind: Kind, id: &str) -> Option<Report> {
    let header = &m.library.header;
    let to = reported_to(m)?;
    let (title, _) = m.library.title(kind, id)?;
    let published = words::date(calendar::today(header.published_at));
    Some(Report {
        kind,
        id: id.to_owned(),
        title: title.to_owned(),
        to: to.to_owned(),
        subject: format!("Mistake in {}: {title}", header.title),
        text: vec![
            "What is wrong, and how do you know?".into(),
            String::new(),
            String::new(),
            "Write nothing here about a child or a family.".into(),
            String::new(),
            format!("{}: {title}", kind.title()),
            format!("Item: {}/{id}", kind.name()),
            format!("Version {}, published {published}", header.edition),
        ],
    })
}

/// What to give the mail program.
///
/// # Errors
/// When there is no such record, or nobody takes reports.
pub fn report_address(m: &Moment, kind: Kind, id: &str) -> Result<String, NotFound> {
    let report = report(m, kind, id).ok_or(NotFound("address"))?;
    let quoted = |text: &str| utf8_percent_encode(text, QUOTED).to_string();
    Ok(format!(
        "mailto:{}?subject={}&body={}",
        report.to,
        quoted(&report.subject),
        quoted(&report.text.join("\r\n"))
    ))
}
